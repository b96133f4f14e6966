//! `$262.agent`: scripts on threads of their own, each a runtime, with shared memory between them.
//! tc39/test262, INTERPRETING.md: `agent`; ECMA-262 §9.7 Agents.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use boa_engine::{
    Context, JsArgs, JsBigInt, JsNativeError, JsObject, JsResult, JsValue, NativeFunction,
    builtins::array_buffer::SharedArrayBuffer, js_string, object::builtins::JsSharedArrayBuffer,
};
use ouro_runtime::{Runtime, end, parse_script};

use super::object262::{hidden, method};

/// Room enough for what agents do; the address space is limited.
const STACK_SIZE: usize = 16 << 20;

/// How long a worker waits, at the end of a test, for its agents to end.
const PATIENCE: Duration = Duration::from_millis(500);

/// The agents of one test, and what passes between them and the test.
#[derive(Debug, Default)]
pub(super) struct Agents {
    state: Mutex<State>,
    changed: Condvar,
    started: Started,
}

/// The moment that `monotonicNow` counts from.
#[derive(Debug)]
struct Started(Instant);

impl Default for Started {
    fn default() -> Self {
        Self(Instant::now())
    }
}

#[derive(Debug, Default)]
struct State {
    reports: VecDeque<String>,
    /// Agents whose threads have not ended.
    alive: usize,
    /// Agents whose scripts are about to run, ever.
    running: usize,
    /// The last broadcast, its number, and how many are still to receive it.
    broadcast: Option<(SharedArrayBuffer, Number)>,
    number: usize,
    missing: usize,
    /// Set when the test is over.
    ended: bool,
}

/// The second value of a broadcast.
#[derive(Clone, Debug)]
enum Number {
    Int(f64),
    Big(String),
}

impl Agents {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the agents that the test is over, and waits a little; whether all have ended.
    pub(super) fn end(&self) -> bool {
        let mut state = self.lock();
        state.ended = true;
        self.changed.notify_all();
        let deadline = Instant::now() + PATIENCE;
        while state.alive > 0 {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Notes that an agent's thread has ended, whatever it ended of.
    fn leave(&self) {
        let mut state = self.lock();
        state.alive -= 1;
        // Nobody need wait for it to receive anything.
        state.missing = state.missing.min(state.alive);
        self.changed.notify_all();
    }
}

/// The agents of the test that this context belongs to.
fn agents(context: &Context) -> JsResult<Arc<Agents>> {
    let agents = context.get_data::<Arc<Agents>>().map(Arc::clone);
    agents.ok_or_else(|| JsNativeError::error().with_message("no agents here").into())
}

/// Defines `agent` with the functions of the test's own side.
pub(super) fn install_parent(object: &JsObject, context: &mut Context) {
    install(
        object,
        &[
            ("start", 1, start),
            ("broadcast", 2, broadcast),
            ("getReport", 0, get_report),
            ("sleep", 1, sleep),
            ("monotonicNow", 0, monotonic_now),
        ],
        context,
    );
}

/// Defines `$262.agent` with the functions of an agent's side.
fn install_child(context: &mut Context) {
    let object = JsObject::with_object_proto(context.intrinsics());
    install(
        &object,
        &[
            ("receiveBroadcast", 1, receive_broadcast),
            ("report", 1, report),
            ("sleep", 1, sleep),
            ("leaving", 0, leaving),
            ("monotonicNow", 0, monotonic_now),
        ],
        context,
    );
    hidden(&context.global_object(), "$262", object.into());
}

type Function = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

fn install(object: &JsObject, functions: &[(&str, usize, Function)], context: &mut Context) {
    let agent = JsObject::with_object_proto(context.intrinsics());
    for &(name, length, function) in functions {
        method(&agent, name, length, NativeFunction::from_fn_ptr(function), context);
    }
    hidden(object, "agent", agent.into());
}

/// `start(text)`: runs a script as an agent; returns when it runs.
fn start(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let agents = agents(context)?;
    let running = {
        let mut state = agents.lock();
        state.alive += 1;
        state.running
    };
    let theirs = Arc::clone(&agents);
    #[expect(
        clippy::disallowed_methods,
        reason = "waits for the runtime, which has its own thread"
    )]
    let thread = thread::Builder::new().name("agent".into()).spawn(move || {
        let within = Arc::clone(&theirs);
        let ran = Runtime::builder()
            .stack_size(STACK_SIZE)
            .referenced_waits(true)
            .run(move |runtime| live(runtime, &text, within));
        if let Err(error) = ran {
            let mut state = theirs.lock();
            state.reports.push_back(format!("the agent died: {error}"));
            state.running += 1;
        }
        theirs.leave();
    });
    if let Err(error) = thread {
        agents.leave();
        return Err(JsNativeError::error().with_message(format!("no agent: {error}")).into());
    }
    let mut state = agents.lock();
    while state.running == running && state.alive > 0 {
        state = agents.wait(state);
    }
    Ok(JsValue::undefined())
}

/// The life of an agent: its script, then its jobs.
fn live(runtime: &mut Runtime, text: &str, agents: Arc<Agents>) {
    let context = runtime.context();
    context.insert_data(Arc::clone(&agents));
    install_child(context);
    agents.lock().running += 1;
    agents.changed.notify_all();
    let ran = parse_script(text, "agent", context).and_then(|script| script.evaluate(context));
    if let Err(error) = ran {
        // The test waits for a report; this is the one it can have.
        agents.lock().reports.push_back(format!("the agent threw: {error}"));
        return;
    }
    runtime.run_until_idle();
}

/// `broadcast(sharedArrayBuffer, number)`: returns when every agent has received both.
fn broadcast(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else {
        return Err(JsNativeError::typ().with_message("not a SharedArrayBuffer").into());
    };
    let buffer = JsSharedArrayBuffer::from_object(object)?.inner();
    let number = match args.get_or_undefined(1) {
        value if value.is_bigint() => Number::Big(value.to_string(context)?.to_std_string_lossy()),
        value => Number::Int(f64::from(value.to_i32(context)?)),
    };
    let agents = agents(context)?;
    let mut state = agents.lock();
    state.broadcast = Some((buffer, number));
    state.number += 1;
    state.missing = state.alive;
    agents.changed.notify_all();
    while state.missing > 0 {
        state = agents.wait(state);
    }
    Ok(JsValue::undefined())
}

/// `receiveBroadcast(callback)`: waits for the next broadcast and calls back with it.
fn receive_broadcast(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(callback) = args.get_or_undefined(0).as_function() else {
        return Err(JsNativeError::typ().with_message("not a function").into());
    };
    let agents = agents(context)?;
    let (buffer, number) = {
        let mut state = agents.lock();
        let seen = context.get_data::<Seen>().map_or(0, |seen| seen.0);
        while state.number == seen && !state.ended {
            state = agents.wait(state);
        }
        let Some(broadcast) = state.broadcast.clone().filter(|_| !state.ended) else {
            end(0, context);
            return Ok(JsValue::undefined());
        };
        context.insert_data(Seen(state.number));
        state.missing = state.missing.saturating_sub(1);
        agents.changed.notify_all();
        broadcast
    };
    let buffer = JsSharedArrayBuffer::from_buffer(buffer, context);
    let number = match number {
        Number::Int(number) => number.into(),
        Number::Big(digits) => {
            JsBigInt::from_string(&digits).map_or_else(JsValue::undefined, JsValue::from)
        }
    };
    callback.call(&JsValue::undefined(), &[buffer.into(), number], context)
}

/// The number of the broadcast that an agent received last.
struct Seen(usize);

/// `report(message)`: puts a text where the test will find it.
fn report(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    agents(context)?.lock().reports.push_back(text);
    Ok(JsValue::undefined())
}

/// `getReport()`: the oldest report, `null` where there is none.
fn get_report(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let report = agents(context)?.lock().reports.pop_front();
    Ok(report.map_or_else(JsValue::null, |text| js_string!(&*text).into()))
}

/// `sleep(milliseconds)`
fn sleep(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let milliseconds = args.get_or_undefined(0).to_u32(context)?;
    thread::sleep(Duration::from_millis(milliseconds.into()));
    Ok(JsValue::undefined())
}

/// `leaving()`: nothing more will come from this agent.
fn leaving(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    end(0, context);
    Ok(JsValue::undefined())
}

/// `monotonicNow()`: milliseconds since the test began.
fn monotonic_now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok((agents(context)?.started.0.elapsed().as_secs_f64() * 1000.0).into())
}
