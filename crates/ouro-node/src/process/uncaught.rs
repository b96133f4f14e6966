//! Errors that no script caught, and the last events of a program. Node docs: Event:
//! 'uncaughtException', Event: 'exit', Exit codes.

use boa_engine::{
    Context, JsError, JsResult, JsValue, error::EngineError, js_string,
    object::builtins::JsFunction,
};
use ouro_intrinsics::{Frame, catchable};
use ouro_sys::interrupt::Interrupter;

use super::{print, state};
use crate::{Arguments, async_hooks, call, host};

/// What the loop does next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Flow {
    /// A handler took the error, go on.
    Continue,
    /// The program ends with this code.
    Exit(i32),
}

/// Node's code for an error that nothing caught.
const GENERIC: i32 = 1;

/// Node's code for an error in a handler of such errors.
const HANDLER_FAILED: i32 = 7;

/// Node's code where a script took `process._fatalException` away.
const NO_HANDLER: i32 = 6;

/// Deals with an error that nothing caught: the script's own handlers first, else it is printed and
/// the program ends with code 1 (7 where a handler throws).
pub fn uncaught(error: JsError, context: &mut Context) -> Flow {
    async_hooks::run_where_thrown(context, |context| deal_uncaught(error, context))
}

fn deal_uncaught(error: JsError, context: &mut Context) -> Flow {
    if let Some(code) = host(context).ended() {
        return Flow::Exit(code);
    }
    // The loop gives up all that runs, and withdraws the reason.
    if host(context).interrupter.borrow().as_ref().is_some_and(Interrupter::is_stopping) {
        return Flow::Continue;
    }
    let error = catchable(error, context);
    let thrown = print::thrown_frames(&error, context);
    match error.into_opaque(context) {
        Ok(value) => deal(&value, &thrown, "uncaughtException", context),
        Err(engine) => {
            print::write(&format!("ouro: {engine}\n"));
            // What cannot be a script's error is a fault of ours or a limit of the engine.
            Flow::Exit(if matches!(engine.as_engine(), Some(EngineError::Panic(_))) {
                70
            } else {
                134
            })
        }
    }
}

/// Hands an error to the script's handlers; prints it and says to end where there are none.
pub(super) fn deal(value: &JsValue, thrown: &[Frame], origin: &str, context: &mut Context) -> Flow {
    ouro_intrinsics::polish(value, context);
    if !state::has_fatal_handler(context) {
        print::fatal(value, thrown, context);
        return Flow::Exit(NO_HANDLER);
    }
    match handled(value, origin, context) {
        Ok(true) => Flow::Continue,
        Ok(false) => end(value, thrown, context),
        Err(error) => {
            if let Some(code) = host(context).ended() {
                return Flow::Exit(code);
            }
            let error = catchable(error, context);
            let thrown = print::thrown_frames(&error, context);
            if let Ok(value) = error.into_opaque(context) {
                ouro_intrinsics::polish(&value, context);
                print::fatal(&value, &thrown, context);
            }
            finish(HANDLER_FAILED, context)
        }
    }
}

/// From now on, `take(error, origin)` is asked first of what nothing caught; `true` says that it
/// is dealt with.
pub(crate) fn take_errors(take: JsFunction, context: &Context) {
    state::state(context).sessions.replace(Some(take));
}

fn handled(value: &JsValue, origin: &str, context: &mut Context) -> JsResult<bool> {
    let args = [value.clone(), js_string!(origin).into()];
    let sessions = state::state(context).sessions.borrow().clone();
    if let Some(take) = sessions
        && call(&take, &JsValue::undefined(), &args, context)?.to_boolean()
    {
        return Ok(true);
    }
    state::emit("uncaughtExceptionMonitor", &args, context)?;
    let capture = state::state(context).capture.borrow().clone();
    if let Some(capture) = capture {
        call(&capture, &JsValue::undefined(), &args[..1], context)?;
        return Ok(true);
    }
    state::emit("uncaughtException", &args, context)
}

/// Nobody took it: `exit` is emitted, the error printed.
fn end(value: &JsValue, thrown: &[Frame], context: &mut Context) -> Flow {
    let flow = finish(GENERIC, context);
    if host(context).exit.get().is_none() {
        print::fatal(value, thrown, context);
        if host(context).options.has("--abort-on-uncaught-exception") {
            std::process::abort();
        }
    }
    flow
}

/// Emits `exit` for a program that ends in error.
fn finish(code: i32, context: &mut Context) -> Flow {
    let state = state::state(context);
    if state.exiting.replace(true) {
        return Flow::Exit(code);
    }
    *state.exit_code.borrow_mut() = code.into();
    // An error of a listener has nobody left to tell.
    let _ = state::emit("exit", &[code.into()], context);
    let code = host(context).exit.get().unwrap_or_else(|| state::exit_code(context));
    Flow::Exit(code)
}

/// Emits `beforeExit`; the script may start new work in it.
///
/// # Errors
/// What a listener throws.
pub fn emit_before_exit(context: &mut Context) -> JsResult<()> {
    let code = state::exit_code(context);
    state::emit("beforeExit", &[code.into()], context).map(drop)
}

/// Emits `exit` and returns the exit code.
///
/// # Errors
/// What a listener throws.
pub fn emit_exit(context: &mut Context) -> JsResult<i32> {
    let state = state::state(context);
    if !state.exiting.replace(true) {
        if state.exit_code.borrow().is_undefined()
            && let Some(code) = crate::unsettled_main(context)
        {
            *state.exit_code.borrow_mut() = code.into();
        }
        let code = state::exit_code(context);
        state::emit("exit", &[code.into()], context)?;
    }
    Ok(state::exit_code(context))
}

/// `process._fatalException(error, fromPromise)`: whether a handler of the script took the error.
///
/// # Errors
/// What a handler throws.
pub(super) fn fatal_exception(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let origin = if args.flag(1) { "unhandledRejection" } else { "uncaughtException" };
    Ok(handled(args.value(0), origin, context)?.into())
}

/// `triggerUncaught(error, fromPromise)`: as if it had been thrown with nobody to catch it.
///
/// # Errors
/// The engine's uncatchable one where the program ends.
pub(super) fn trigger(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let origin = if args.flag(1) { "unhandledRejection" } else { "uncaughtException" };
    match deal(args.value(0), &[], origin, context) {
        Flow::Continue => Ok(JsValue::undefined()),
        Flow::Exit(code) => super::really_exit(&JsValue::undefined(), &[code.into()], context),
    }
}
