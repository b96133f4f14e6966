//! One test in one fresh runtime: harness, text, jobs, and what came of it against what the test
//! says of itself. tc39/test262, INTERPRETING.md: Test Execution, Test Results.

use std::{path::PathBuf, sync::Arc};

use boa_engine::{Context, JsError, JsResult, JsValue, builtins::promise::PromiseState, js_string};
use ouro_runtime::{EntryModule, Runtime, catchable, parse_script};

use super::{
    agent::Agents,
    object262::{self, Printed},
};
use crate::{
    front_matter::{FrontMatter, Negative, Phase},
    job::{Mode, Outcome},
};

/// A test with all that is needed to run it.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The test's file, absolute.
    pub(crate) path: PathBuf,
    /// Its text, with the directive where it is to be strict.
    pub(crate) source: Arc<str>,
    pub(crate) matter: FrontMatter,
    pub(crate) mode: Mode,
    /// Names and texts of the harness files, in order.
    pub(crate) harness: Vec<(String, Arc<str>)>,
}

/// An error that nothing in the test caught.
struct Uncaught {
    phase: Phase,
    error: JsError,
}

/// What `$DONE` prints when all is well.
const COMPLETE: &str = "Test262:AsyncTestComplete";

/// What it prints before an error.
const FAILURE: &str = "Test262:AsyncTestFailure:";

/// Runs a test in a runtime that nothing ran in before.
pub(super) fn execute(runtime: &mut Runtime, plan: &Plan, agents: Arc<Agents>) -> Outcome {
    let context = runtime.context();
    if let Err(error) = object262::install(agents, context) {
        return Outcome::Fail(format!("host object: {}", shown(error, context)));
    }
    for (name, text) in &plan.harness {
        let done = parse_script(text, name, context).and_then(|script| script.evaluate(context));
        if let Err(error) = done {
            return Outcome::Fail(format!("harness/{name}: {}", shown(error, context)));
        }
    }
    let ended = match plan.mode {
        Mode::Module => module(plan, runtime),
        Mode::Sloppy | Mode::Strict => script(plan, runtime),
    };
    let printed = object262::printed(runtime.context());
    match ended {
        Err(uncaught) => judge_error(plan, uncaught, runtime.context()),
        Ok(Some(problem)) => Outcome::Fail(problem),
        Ok(None) => judge_end(plan, &printed),
    }
}

/// Runs the text as a script, then its jobs where the test waits for any. The result is the first
/// error, or what else went wrong.
fn script(plan: &Plan, runtime: &mut Runtime) -> Result<Option<String>, Uncaught> {
    let context = runtime.context();
    let name = plan.path.to_string_lossy();
    let script = parse_script(&plan.source, &name, context)
        .map_err(|error| Uncaught { phase: Phase::Parse, error })?;
    script.evaluate(context).map_err(|error| Uncaught { phase: Phase::Runtime, error })?;
    Ok(if plan.matter.flags.is_async { settle(runtime) } else { None })
}

/// Runs the text as a module, stage by stage, and its jobs.
fn module(plan: &Plan, runtime: &mut Runtime) -> Result<Option<String>, Uncaught> {
    let context = runtime.context();
    let at = |phase| move |error| Uncaught { phase, error };
    let entry = EntryModule::parse(&plan.path, &plan.source, context).map_err(at(Phase::Parse))?;
    entry.link(context).map_err(at(Phase::Resolution))?;
    let promise = entry.evaluate(context).map_err(at(Phase::Runtime))?;
    let problem = settle(runtime);
    match promise.state() {
        PromiseState::Rejected(reason) => {
            Err(Uncaught { phase: Phase::Runtime, error: JsError::from_opaque(reason) })
        }
        PromiseState::Pending if problem.is_none() && !plan.matter.flags.is_async => {
            Ok(Some("the module's evaluation never ended".to_owned()))
        }
        PromiseState::Pending | PromiseState::Fulfilled(_) => Ok(problem),
    }
}

/// Runs the event loop until nothing is left or `print` said that the test is over.
fn settle(runtime: &mut Runtime) -> Option<String> {
    match runtime.run_until_idle() {
        None | Some(0) => None,
        Some(code) => Some(format!("the program ended with code {code}")),
    }
}

/// Judges a test that ran to its end without an error.
fn judge_end(plan: &Plan, printed: &Printed) -> Outcome {
    if let Some(negative) = &plan.matter.negative {
        let Negative { phase, kind } = negative;
        return Outcome::Fail(format!("no error, {kind} in phase {phase} was expected"));
    }
    if !plan.matter.flags.is_async {
        return Outcome::Pass;
    }
    let lines = printed.0.borrow();
    let failure = lines.iter().find(|line| line.starts_with(FAILURE));
    match failure {
        Some(line) => Outcome::Fail(one_line(line.get(FAILURE.len()..).unwrap_or_default())),
        None if lines.iter().any(|line| line == COMPLETE) => Outcome::Pass,
        None => Outcome::Fail("$DONE was never called".to_owned()),
    }
}

/// Judges a test that ended in an error.
fn judge_error(plan: &Plan, uncaught: Uncaught, context: &mut Context) -> Outcome {
    let Uncaught { phase, error } = uncaught;
    let Some(expected) = &plan.matter.negative else {
        return Outcome::Fail(shown(error, context));
    };
    let error = catchable(error, context);
    let kind = kind(&error, context);
    if expected.phase == phase && kind.as_deref() == Some(&*expected.kind) {
        return Outcome::Pass;
    }
    let shown = shown(error, context);
    let Negative { phase: wanted, kind } = expected;
    Outcome::Fail(format!("{shown} in phase {phase}, {kind} in phase {wanted} was expected"))
}

/// The name of the constructor of what was thrown.
fn kind(error: &JsError, context: &mut Context) -> Option<String> {
    let value = error.clone().into_opaque(context).ok()?;
    let class = value.as_object()?.get(js_string!("constructor"), context).ok()?;
    let name = class.as_object()?.get(js_string!("name"), context).ok()?;
    Some(name.as_string()?.to_std_string_lossy())
}

/// An error as one line of text.
fn shown(error: JsError, context: &mut Context) -> String {
    let error = catchable(error, context);
    let text = match error.clone().into_opaque(context) {
        Ok(value) => text_of(&value, context).unwrap_or_else(|_| value.display().to_string()),
        Err(_) => error.to_string(),
    };
    one_line(&text)
}

fn text_of(value: &JsValue, context: &mut Context) -> JsResult<String> {
    value.to_string(context).map(|text| text.to_std_string_lossy())
}

/// A text on one line, of a length that suits a table.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 300;
    let text: String = text.trim().chars().take(LONGEST).collect();
    text.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ")
}
