//! Modules in TypeScript: their types are erased before they are compiled. Node docs: Modules:
//! TypeScript.

use boa_engine::{Context, JsError, JsResult, JsValue, js_string};
use ouro_loader::{StripError, strip_types, type_nesting};

use crate::{Arguments, NodeError, host};

/// How deep types may nest: a level takes the parser less than 2 KiB of stack.
const MAX_NESTING: usize = 80_000;

/// The JavaScript of a module in TypeScript, whose path or URL is `name`.
///
/// # Errors
/// `ERR_INVALID_TYPESCRIPT_SYNTAX`, `ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX`,
/// `ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING`; `RangeError` where it is nested too deep.
pub(super) fn strip(text: &str, name: &str, context: &mut Context) -> JsResult<String> {
    if name.starts_with(['/', 'f']) && name.contains("/node_modules/") {
        let message = format!(
            "Stripping types is currently unsupported for files under node_modules, for \"{name}\""
        );
        return Err(NodeError::error("ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING", message)
            .into_js(context));
    }
    ouro_intrinsics::check_nesting(text)?;
    if type_nesting(text) > MAX_NESTING {
        let error = boa_engine::JsNativeError::range();
        return Err(error.with_message("Maximum call stack size exceeded").into());
    }
    strip_types(text).map_err(|fault| refused(&fault, text, name, context))
}

/// The JavaScript of a text that is none as it stands; `None` where erasing types does not help.
pub(super) fn untyped(text: &str, context: &Context) -> Option<String> {
    let may_be = is_on(context)
        && ouro_intrinsics::check_nesting(text).is_ok()
        && type_nesting(text) < MAX_NESTING;
    may_be.then(|| strip_types(text).ok()).flatten().filter(|untyped| untyped != text)
}

/// Whether types are erased at all: unless a flag says no.
pub(crate) fn is_on(context: &Context) -> bool {
    !host(context).options.has("--no-strip-types")
}

fn refused(fault: &StripError, text: &str, name: &str, context: &mut Context) -> JsError {
    let error =
        NodeError { code: fault.code(), class: "SyntaxError", message: fault.message.clone() };
    let error = error.into_js(context);
    let before = text.get(..fault.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().encode_utf16().count() + 1;
    let marked = text.get(fault.start..fault.end).unwrap_or_default();
    let width = marked.lines().next().unwrap_or_default().encode_utf16().count();
    let place = [line, column, width].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    if let Some(object) = error.as_opaque().and_then(JsValue::as_object) {
        let name = if name.starts_with('/') {
            ouro_loader::path_to_file_url(name).to_string()
        } else {
            name.to_owned()
        };
        crate::source_texts::quote(&object, &name, text, place.into(), context);
    }
    error
}

/// `stripTypes(text, name)`: the JavaScript of a module in TypeScript.
///
/// # Errors
/// Those of [`strip`].
pub(super) fn strip_text(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let name = args.text(1, context)?;
    Ok(js_string!(&*strip(&text, &name, context)?).into())
}

/// `untyped(text)`: the JavaScript of a text that is none as it stands; `undefined` where erasing
/// types does not help.
pub(super) fn untyped_text(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let untyped = untyped(&text, context);
    Ok(untyped.map_or_else(JsValue::undefined, |untyped| js_string!(&*untyped).into()))
}

/// `stripsTypes()`: whether modules may be in TypeScript.
pub(super) fn strips_types(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(is_on(context).into())
}
