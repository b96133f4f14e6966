//! The runtime that checks in JavaScript run in: one for all inputs of a process, on a thread of
//! its own, asked through a channel. A check is the function that `js/<name>.js` exports: it takes
//! a Buffer, and throws where something is wrong.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use boa_engine::{
    Context, JsError, JsResult, JsValue, Source, js_string, object::builtins::JsFunction,
};
use ouro_runtime::Runtime;

use crate::ROOT;

/// The name of a check, and its input.
type Question = (&'static str, Vec<u8>);
/// What a check found wrong.
type Answer = Result<(), String>;

struct Session {
    questions: Sender<Question>,
    answers: Receiver<Answer>,
}

thread_local! {
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// Has a check look at an input.
///
/// # Panics
/// Where the check throws, and where the runtime does not survive it.
pub(crate) fn check(name: &'static str, input: &[u8]) {
    SESSION.with_borrow_mut(|session| {
        let session = session.get_or_insert_with(Session::start);
        let sent = session.questions.send((name, input.to_vec()));
        match sent.ok().and_then(|()| session.answers.recv().ok()) {
            Some(Ok(())) => {}
            Some(Err(text)) => panic!("{text}"),
            None => panic!("the runtime is gone"),
        }
    });
}

impl Session {
    fn start() -> Self {
        let (questions, asked) = channel::<Question>();
        let (replies, answers) = channel();
        thread::spawn(move || {
            let result = Runtime::builder().run(move |runtime| {
                let mut checks = HashMap::new();
                for (name, input) in asked {
                    let answer = answer(name, &input, &mut checks, runtime.context());
                    if replies.send(answer).is_err() {
                        break;
                    }
                }
            });
            if let Err(error) = result {
                eprintln!("{error}");
            }
        });
        Self { questions, answers }
    }
}

fn answer(
    name: &'static str,
    input: &[u8],
    checks: &mut HashMap<&'static str, JsFunction>,
    context: &mut Context,
) -> Answer {
    let result = ask(name, input, checks, context);
    ouro_node::host(context).collect_if_due();
    context.clear_kept_objects();
    result.map_err(|error| describe(error, context))
}

fn ask(
    name: &'static str,
    input: &[u8],
    checks: &mut HashMap<&'static str, JsFunction>,
    context: &mut Context,
) -> JsResult<()> {
    let check = match checks.get(name) {
        Some(check) => check.clone(),
        None => {
            let source = format!(
                "process.getBuiltinModule('module').createRequire('{ROOT}/js/')('./{name}.js')"
            );
            let check = context.eval(Source::from_bytes(&source))?;
            let check = check.as_function().expect("a check exports a function");
            checks.insert(name, check.clone());
            check
        }
    };
    let input = ouro_node::buffer(input, context)?;
    check.call(&JsValue::undefined(), &[input], context).map(drop)
}

/// An error with its stack, where it has one.
fn describe(error: JsError, context: &mut Context) -> String {
    let text = error.to_string();
    let Ok(value) = error.into_opaque(context) else { return text };
    let stack = value.as_object().and_then(|error| error.get(js_string!("stack"), context).ok());
    let stack = stack.and_then(|stack| stack.as_string());
    stack.map_or(text, |stack| stack.to_std_string_escaped())
}
