//! A session with a person: texts that come from another thread are run one after the other in one
//! runtime, whose loop goes on between them. The JavaScript half is `runtime-js/internal/repl/session.js`.

use std::{
    cell::RefCell,
    io,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use boa_engine::{
    Context, JsObject, JsResult, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, ObjectInitializer},
    property::Attribute,
};
use ouro_node::require_builtin;
use ouro_reactor::Waker;
use ouro_sys::{exit, interrupt::Reason, signal::SignalReceiver};

use crate::{InterruptHandle, Runtime, runtime::OnStop};

/// How long a person who typed a letter waits for a runtime that is busy.
const BETWEEN_KEYS: Duration = Duration::from_millis(50);

/// How long a runtime that is not busy takes to answer at most.
const AT_ONCE: Duration = Duration::from_millis(20);

/// How long a person who pressed Enter waits for a runtime that is busy: then the text counts as
/// finished.
const BETWEEN_LINES: Duration = Duration::from_millis(250);

/// How long a person who asked for something waits for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long what runs may take to stop before the person is told that it does not.
const LETTING_GO: Duration = Duration::from_secs(1);

/// The signal of Ctrl-C: `SIGINT`.
const SIGINT: i32 = 2;

/// The exit code of a program that `SIGINT` ended.
const ENDED_BY_SIGINT: i32 = 130;

/// What became of a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// It has this value, as a person reads it.
    Value(String),
    /// It threw this.
    Error(String),
    /// It is not finished: more has to be typed.
    Unfinished,
}

/// A question to the runtime's thread, and where the answer goes.
enum Question {
    Evaluate(String, mpsc::Sender<Answer>),
    /// A function of the JavaScript half that takes a text and returns one.
    Ask(&'static str, String, mpsc::Sender<String>),
    Exit(i32),
}

/// The other thread's side of a session.
#[derive(Clone)]
pub struct Session {
    questions: mpsc::Sender<Question>,
    waker: Waker,
    interrupt: InterruptHandle,
    signals: Arc<Signals>,
}

/// How the session hears of Ctrl-C while something runs.
struct Signals {
    receiver: SignalReceiver,
    /// Whether `SIGINT` is watched between texts too, and means nothing then.
    always: bool,
    is_evaluating: AtomicBool,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

impl Session {
    /// Runs a text in the global scope and waits for what becomes of it. `SIGINT` ends it.
    /// `None`: the runtime is gone.
    #[must_use]
    pub fn evaluate(&self, text: &str) -> Option<Answer> {
        let (sender, receiver) = mpsc::channel();
        // Without it Ctrl-C ends the program, which is better than nothing.
        let _ = self.signals.receiver.watch_alone(SIGINT);
        self.signals.is_evaluating.store(true, Ordering::Release);
        self.send(Question::Evaluate(text.to_owned(), sender));
        let answer = receiver.recv().ok();
        self.signals.is_evaluating.store(false, Ordering::Release);
        if !self.signals.always {
            self.signals.receiver.unwatch(SIGINT);
        }
        answer
    }

    /// Stops what runs though nothing is being evaluated, such as a callback that loops; whether
    /// anything does.
    #[must_use]
    pub fn stop(&self) -> bool {
        let is_busy = self.ask("unfinished", "", AT_ONCE).is_none();
        if is_busy {
            self.interrupt.interrupt(Reason::Stop);
        }
        is_busy
    }

    /// What could follow a text: where the completed part begins, in bytes, and the whole words.
    #[must_use]
    pub fn complete(&self, text: &str) -> (usize, Vec<String>) {
        let answer = self.ask("complete", text, PATIENCE).unwrap_or_default();
        let mut lines = answer.lines();
        let units = lines.next().and_then(|start| start.parse().ok()).unwrap_or(usize::MAX);
        (byte_offset(text, units), lines.map(str::to_owned).collect())
    }

    /// Whether a text is only the beginning of one.
    #[must_use]
    pub fn is_unfinished(&self, text: &str) -> bool {
        self.ask("unfinished", text, BETWEEN_LINES).is_some_and(|answer| answer == "yes")
    }

    /// The value of a text that can be known without running anything.
    #[must_use]
    pub fn preview(&self, text: &str) -> Option<String> {
        self.ask("preview", text, BETWEEN_KEYS).filter(|shown| !shown.is_empty())
    }

    /// Constructor and members of a value.
    #[must_use]
    pub fn describe(&self, name: &str) -> String {
        self.ask("type", name, PATIENCE).unwrap_or_default()
    }

    /// How a function is called.
    #[must_use]
    pub fn document(&self, name: &str) -> String {
        self.ask("documentation", name, PATIENCE).unwrap_or_default()
    }

    /// Ends the runtime's loop as `process.exit` does.
    pub fn exit(&self, code: i32) {
        self.send(Question::Exit(code));
    }

    fn ask(&self, method: &'static str, text: &str, patience: Duration) -> Option<String> {
        let (sender, receiver) = mpsc::channel();
        self.send(Question::Ask(method, text.to_owned(), sender));
        receiver.recv_timeout(patience).ok()
    }

    fn send(&self, question: Question) {
        // Where the runtime is gone, the answer's channel is closed too.
        let _ = self.questions.send(question);
        self.waker.wake();
    }
}

/// The byte offset of an offset in UTF-16 units.
fn byte_offset(text: &str, units: usize) -> usize {
    let mut at = 0;
    for (offset, letter) in text.char_indices() {
        if at >= units {
            return offset;
        }
        at += letter.len_utf16();
    }
    text.len()
}

impl Runtime {
    /// Begins a session; the loop, [`Self::run_loop`], answers it until it exits. `colors`: whether
    /// what is shown is coloured; `is_terminal`: whether a person sits there, whose Ctrl-C must not
    /// end the program between two texts either.
    ///
    /// # Errors
    /// Those of the reactor, and what the JavaScript half throws.
    pub fn session(&mut self, colors: bool, is_terminal: bool) -> io::Result<Session> {
        let (questions, receiver) = mpsc::channel();
        let host = Rc::clone(&self.driver.host);
        let (handle, waker) = host.reactor.borrow_mut().async_start()?;
        let interrupt = self.interrupt_handle()?;
        let half = begin(colors, self.context())
            .map_err(|error| io::Error::other(format!("session: {error}")))?;
        let signals = heed_signals(interrupt.clone(), is_terminal)?;
        let stopped = half.clone();
        let on_stop = move |context: &mut Context| {
            // Whatever it throws was typed by nobody.
            let _ = call(&stopped, "stopped", &[], context);
        };
        host.slot::<OnStop>().0.replace(Some(Rc::new(on_stop)));
        let receiver = Rc::new(RefCell::new(receiver));
        host.on_handle(handle, move |_, context| {
            loop {
                let question = receiver.borrow_mut().try_recv();
                let Ok(question) = question else { return Ok(()) };
                answer(&half, question, context)?;
            }
        });
        Ok(Session { questions, waker, interrupt, signals })
    }
}

/// Starts the thread that hears of Ctrl-C, and stops what is being evaluated. Where that does not let
/// go, the next one ends the program.
fn heed_signals(interrupt: InterruptHandle, always: bool) -> io::Result<Arc<Signals>> {
    let receiver = SignalReceiver::new()?;
    if always {
        receiver.watch_alone(SIGINT)?;
    }
    let signals = Arc::new(Signals { receiver, always, is_evaluating: AtomicBool::new(false) });
    let heard = Arc::clone(&signals);
    let mut is_told = false;
    let body = move || {
        loop {
            let time = (interrupt.is_stopping() && !is_told).then_some(LETTING_GO);
            let Ok(came) = heard.receiver.wait(time) else { return };
            let _ = heard.receiver.take();
            let is_stopping = interrupt.is_stopping();
            if came && is_told && is_stopping {
                exit::at_once(ENDED_BY_SIGINT);
            }
            is_told = is_stopping && !came;
            if is_told {
                tell("(This does not let go. To exit, press Ctrl+C again)\n");
            } else if came && heard.is_evaluating.load(Ordering::Acquire) {
                interrupt.interrupt(Reason::Stop);
            }
        }
    };
    #[expect(clippy::disallowed_methods, reason = "the one door for the thread that hears Ctrl-C")]
    thread::Builder::new().name("ouro-sigint".into()).stack_size(128 << 10).spawn(body)?;
    Ok(signals)
}

/// Writes to the person, whatever becomes of it.
fn tell(text: &str) {
    use io::Write;
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Loads the JavaScript half.
fn begin(colors: bool, context: &mut Context) -> JsResult<JsObject> {
    let half = require_builtin("internal/repl/session", context)?;
    let half = half.to_object(context)?;
    let mut options = ObjectInitializer::new(context);
    let options = options.property(js_string!("colors"), colors, Attribute::all()).build();
    call(&half, "start", &[options.into()], context)?;
    Ok(half)
}

fn call(
    half: &JsObject,
    method: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let function = half.get(js_string!(method), context)?.as_function();
    let Some(function) = function else { return Ok(JsValue::undefined()) };
    ouro_node::call(&function, &half.clone().into(), args, context)
}

fn answer(half: &JsObject, question: Question, context: &mut Context) -> JsResult<()> {
    match question {
        Question::Ask(method, text, reply) => {
            let shown = call(half, method, &[js_string!(&*text).into()], context);
            let shown = shown.ok().and_then(|shown| shown.as_string());
            let _ = reply.send(shown.map(|text| text.to_std_string_lossy()).unwrap_or_default());
            Ok(())
        }
        Question::Evaluate(text, reply) => {
            let done = done(reply, context);
            call(half, "evaluate", &[js_string!(&*text).into(), done], context).map(|_| ())
        }
        Question::Exit(code) => call(half, "exit", &[code.into()], context).map(|_| ()),
    }
}

/// The function that the JavaScript half tells what became of a text.
fn done(reply: mpsc::Sender<Answer>, context: &mut Context) -> JsValue {
    let reply = Reply(reply);
    let function = NativeFunction::from_copy_closure_with_captures(
        |_, args, reply: &Reply, _| {
            let text = |index: usize| {
                let text = args.get(index).and_then(JsValue::as_string);
                text.map(|text| text.to_std_string_lossy()).unwrap_or_default()
            };
            let answer = match &*text(0) {
                "value" => Answer::Value(text(1)),
                "error" => Answer::Error(text(1)),
                _ => Answer::Unfinished,
            };
            let _ = reply.0.send(answer);
            Ok(JsValue::undefined())
        },
        reply,
    );
    FunctionObjectBuilder::new(context.realm(), function).build().into()
}

/// The channel, which holds nothing that is collected.
#[derive(boa_gc::Finalize, boa_gc::Trace)]
struct Reply(#[unsafe_ignore_trace] mpsc::Sender<Answer>);
