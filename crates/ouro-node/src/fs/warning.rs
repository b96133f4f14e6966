//! Warnings of what is deprecated in `fs`, each once. Node docs: Deprecated APIs.

use std::cell::RefCell;
use std::collections::HashSet;

use boa_engine::{Context, JsResult, JsValue, js_string};

use crate::{call, host, require_builtin};

#[derive(Default)]
struct Warned(RefCell<HashSet<String>>);

/// Emits a warning by its text, unless it was before.
///
/// # Errors
/// What a patched `process.emitWarning` throws.
pub(super) fn warn(
    text: &str,
    kind: &str,
    code: Option<&str>,
    context: &mut Context,
) -> JsResult<()> {
    if !host(context).slot::<Warned>().0.borrow_mut().insert(text.to_owned()) {
        return Ok(());
    }
    let process = require_builtin("process", context)?.to_object(context)?;
    let warn = process.get(js_string!("emitWarning"), context)?;
    let Some(warn) = warn.as_function() else { return Ok(()) };
    let code = code.map_or_else(JsValue::undefined, |code| js_string!(code).into());
    let args = [js_string!(text).into(), js_string!(kind).into(), code];
    call(&warn, &process.into(), &args, context)?;
    Ok(())
}
