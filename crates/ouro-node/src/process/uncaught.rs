//! Errors that no script caught, and the last events of a program. Node docs: Event:
//! 'uncaughtException', Event: 'exit', Exit codes.

use std::io::Write;

use boa_engine::{Context, JsError, JsResult, JsValue, js_string};

use crate::{call, host};

/// What the loop does next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Flow {
    /// A handler took the error, go on.
    Continue,
    /// The program ends with this code.
    Exit(i32),
}

/// Deals with an error that nothing caught: the script's own handlers first, else it is printed and
/// the program ends with code 1 (7 where a handler throws).
pub fn uncaught(error: JsError, context: &mut Context) -> Flow {
    let host = host(context);
    if let Some(code) = host.exit.get() {
        return Flow::Exit(code);
    }
    let error = crate::host::catchable(error, context);
    let value = match error.clone().into_opaque(context) {
        Ok(value) => value,
        Err(engine) => {
            print_error(&format!("{engine}\n"));
            return Flow::Exit(70);
        }
    };
    let text = describe(&value, context).unwrap_or_else(|_| error.to_string());
    print_error(&format!("Uncaught {text}\n"));
    Flow::Exit(1)
}

/// The stack of an error, or the text of another value.
fn describe(value: &JsValue, context: &mut Context) -> JsResult<String> {
    if let Some(object) = value.as_object() {
        let stack = object.get(js_string!("stack"), context)?;
        let text = value.to_string(context)?.to_std_string_lossy();
        if let Some(stack) = stack.as_string() {
            let stack = stack.to_std_string_lossy();
            return Ok(if stack.starts_with(&text) { stack } else { format!("{text}\n{stack}") });
        }
        return Ok(text);
    }
    Ok(value.display().to_string())
}

/// Emits `beforeExit`; the script may start new work in it.
///
/// # Errors
/// What a listener throws.
pub fn emit_before_exit(context: &mut Context) -> JsResult<()> {
    emit("emitBeforeExit", context).map(drop)
}

/// Emits `exit` and returns the exit code.
///
/// # Errors
/// What a listener throws.
pub fn emit_exit(context: &mut Context) -> JsResult<i32> {
    let code = emit("emitExit", context)?;
    Ok(code.as_i32().unwrap_or(0))
}

/// Calls a function of the process room, if the program ever touched it.
fn emit(name: &'static str, context: &mut Context) -> JsResult<JsValue> {
    let loaded = host(context).bindings.borrow().get("process").cloned();
    let Some(binding) = loaded else { return Ok(JsValue::undefined()) };
    let function = binding.get(js_string!(name), context)?;
    match function.as_function() {
        Some(function) => call(&function, &JsValue::undefined(), &[], context),
        None => Ok(JsValue::undefined()),
    }
}

/// Writes to standard error, whatever becomes of it.
pub(super) fn print_error(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
