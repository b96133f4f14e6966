//! `JSON.parse` that reads its text directly: no compiler, nothing kept, any depth; and
//! `JSON.stringify`. ECMA-262 §25.5.1, §25.5.2; RFC 8259. V8's messages.

mod keys;
mod message;
mod reader;
mod shapes;
mod stringify;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    js_string, object::builtins::JsFunction, string::JsStrVariant,
};

use crate::builtin::{define, method_over};
use keys::Keys;
use reader::Reader;

/// Installs the function into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let json = context.global_object().get(js_string!("JSON"), context)?;
    match json.as_object() {
        Some(json) => {
            method_over(&json, "parse", 2, parse, context)?;
            install_stringify(&json, context)
        }
        None => Ok(()),
    }
}

fn install_stringify(json: &JsObject, context: &mut Context) -> JsResult<()> {
    let object = context.intrinsics().constructors().object().constructor();
    let Some(keys) = object.get(js_string!("keys"), context)?.as_function() else { return Ok(()) };
    let is_raw = json.get(js_string!("isRawJSON"), context)?.as_function();
    let helpers = stringify::Helpers { keys, is_raw };
    let function = NativeFunction::from_copy_closure_with_captures(
        |this, args, helpers: &stringify::Helpers, context| {
            stringify::stringify(this, args, helpers, context)
        },
        helpers,
    );
    define(json, js_string!("stringify").into(), "stringify", 3, function, context);
    Ok(())
}

/// `JSON.parse(text [, reviver])`. With a reviver the engine's own walks the values, since it also
/// passes their source; the text is checked here first, for its messages.
fn parse(
    _: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    let value = parse_text(&text, context)?;
    if args.get_or_undefined(1).is_callable() {
        let rest = args.get(1..).unwrap_or_default();
        let args: Vec<JsValue> =
            std::iter::once(JsValue::from(text)).chain(rest.iter().cloned()).collect();
        return engine.call(&JsValue::undefined(), &args, context);
    }
    Ok(value)
}

/// The value of a JSON text.
///
/// # Errors
/// `SyntaxError` with V8's message.
pub fn parse_text(text: &JsString, context: &mut Context) -> JsResult<JsValue> {
    let keys = Keys::of(context);
    let mut keys = keys.borrow_mut();
    let result = match text.as_str().variant() {
        JsStrVariant::Latin1(units) => Reader::new(units, &mut keys).read(context),
        JsStrVariant::Utf16(units) => Reader::new(units, &mut keys).read(context),
    };
    result.map_err(|fault| JsNativeError::syntax().with_message(message::text(text, &fault)).into())
}
