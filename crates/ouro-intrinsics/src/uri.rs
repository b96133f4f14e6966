//! `encodeURI` and its three relatives with V8's error. ECMA-262 §19.2.6.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsValue, js_string, object::builtins::JsFunction,
};

use crate::builtin::method_over;

/// Installs the functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    for name in ["encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent"] {
        method_over(&global, name, 1, convert, context)?;
    }
    Ok(())
}

/// Calls the engine's function. It can fail in one way only once its argument is a string.
fn convert(
    _: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = match args.get_or_undefined(0).as_string() {
        Some(text) => text,
        None if args.is_empty() => js_string!("undefined"),
        None => args.get_or_undefined(0).to_string(context)?,
    };
    engine.call(&JsValue::undefined(), &[text.into()], context).map_err(|error| {
        if error.as_engine().is_some() {
            return error;
        }
        JsNativeError::uri().with_message("URI malformed").into()
    })
}
