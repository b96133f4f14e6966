//! `node:util`: the Rust half of `runtime-js/util.js`. Node docs: Util.

pub(crate) mod comparisons;
pub(crate) mod format;
pub(crate) mod inspect;
pub(crate) mod kind;
pub(crate) mod proxy;
pub(crate) mod reflect;
pub(crate) mod system;
pub(crate) mod types;

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

use crate::{Arguments, Binding};
pub use system::parse as parse_env;

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "util",
    functions: &[
        ("diff", 2, system::diff),
        ("errorList", 0, system::error_list),
        ("errorMessage", 1, system::error_message),
        ("errorName", 1, system::error_name),
        ("format", 0, format::format),
        ("formatWithOptions", 1, format::format_with_options),
        ("getProxyDetails", 1, proxy_details),
        ("getStringWidth", 1, string_width),
        ("parseEnv", 1, system::parse_env),
        ("stripVTControlCharacters", 1, strip),
    ],
    extend: Some(extend),
};

fn extend(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let inspect = inspect::state(context)?.inspect.clone();
    binding.create_data_property(js_string!("inspect"), inspect, context)?;
    Ok(())
}

/// `getStringWidth(text)`: columns on a terminal, escape sequences not counted.
fn string_width(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    Ok(inspect::width::columns(&text, true).into())
}

/// `stripVTControlCharacters(text)`, a string.
fn strip(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.string(0, context)?;
    if !text.contains(0x1b) && !text.contains(0x9b) {
        return Ok(text.into());
    }
    Ok(js_string!(inspect::width::strip(&inspect::text::plain(&text))).into())
}

/// `getProxyDetails(value)`: `[target, handler]`, `null` if revoked, else `undefined`.
fn proxy_details(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.value(0).as_object() else { return Ok(JsValue::undefined()) };
    if !object.is::<boa_engine::builtins::proxy::Proxy>() {
        return Ok(JsValue::undefined());
    }
    Ok(match proxy::details(&object, context)? {
        proxy::Details::Of(target, handler) => {
            let pair = [target.into(), handler.into()];
            boa_engine::object::builtins::JsArray::from_iter(pair, context).into()
        }
        proxy::Details::Revoked => JsValue::null(),
        proxy::Details::Unknown => JsValue::undefined(),
    })
}
