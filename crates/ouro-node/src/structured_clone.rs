//! `structuredClone`, and the two halves it is made of, which workers use too: `serialize` takes a
//! value apart into a `Message` that may cross threads, `deserialize` makes a value of it. No
//! JavaScript half. WHATWG HTML §2.7 Safe passing of structured data.

mod message;
mod read;
mod write;

use boa_engine::{Context, JsError, JsObject, JsResult, JsSymbol, JsValue, js_string};

pub(crate) use read::deserialize;
pub(crate) use write::serialize;

use crate::{Arguments, NodeError, binding::Binding, host, require_builtin};

/// The symbols that objects of Node's own are cloned by, for their JavaScript halves.
pub(crate) const BINDING: Binding = Binding {
    name: "structured_clone",
    functions: &[("structuredClone", 1, structured_clone)],
    extend: Some(symbols),
};

/// Errors that keep their class.
const ERROR_CLASSES: [&str; 7] =
    ["Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"];

/// Keys of the methods of Node's own objects.
struct Symbols {
    clone: JsSymbol,
    deserialize: JsSymbol,
}

impl Default for Symbols {
    fn default() -> Self {
        let symbol = |name| JsSymbol::new(Some(name)).unwrap_or_else(JsSymbol::to_primitive);
        Self {
            clone: symbol(js_string!("messaging_clone_symbol")),
            deserialize: symbol(js_string!("messaging_deserialize_symbol")),
        }
    }
}

/// Key of the method that returns `{ data, deserializeInfo }`, or of `false` where an object must
/// not be cloned.
fn clone_symbol(context: &Context) -> JsSymbol {
    host(context).slot::<Symbols>().clone.clone()
}

/// Key of the method that gets the data in the clone.
fn deserialize_symbol(context: &Context) -> JsSymbol {
    host(context).slot::<Symbols>().deserialize.clone()
}

fn symbols(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    for (name, symbol) in
        [("kClone", clone_symbol(context)), ("kDeserialize", deserialize_symbol(context))]
    {
        binding.create_data_property_or_throw(js_string!(name), symbol, context)?;
    }
    Ok(())
}

/// `structuredClone(value, { transfer })`.
///
/// # Errors
/// `ERR_MISSING_ARGS`, `ERR_INVALID_ARG_TYPE`, `DataCloneError`.
pub(crate) fn structured_clone(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if args.is_empty() {
        let message = "The \"The value argument must be specified\" argument must be specified";
        return Err(NodeError::typ("ERR_MISSING_ARGS", message).into_js(context));
    }
    let transfer = transfer_list(args.value(1), context)?;
    let message = serialize(args.value(0), &transfer, context)?;
    deserialize(message, context)
}

/// The objects in `options.transfer`, which may be any iterable.
fn transfer_list(options: &JsValue, context: &mut Context) -> JsResult<Vec<JsObject>> {
    let wrong = |what: &str, context: &mut Context| {
        let message = format!("Failed to execute 'structuredClone': {what}");
        NodeError::typ("ERR_INVALID_ARG_TYPE", message).into_js(context)
    };
    if options.is_null_or_undefined() {
        return Ok(Vec::new());
    }
    let Some(options) = options.as_object() else {
        return Err(wrong("Options cannot be converted to a dictionary", context));
    };
    let list = options.get(js_string!("transfer"), context)?;
    if list.is_undefined() {
        return Ok(Vec::new());
    }
    let iterable = match list.as_object() {
        Some(list) => list.get(JsSymbol::iterator(), context)?.is_callable(),
        None => false,
    };
    if !iterable {
        return Err(wrong("transfer in Options cannot be converted to sequence.", context));
    }
    let from = context.intrinsics().constructors().array().constructor();
    let from = from.get(js_string!("from"), context)?;
    let items = match from.as_callable() {
        Some(from) => from.call(&JsValue::undefined(), &[list], context)?.to_object(context)?,
        None => return Ok(Vec::new()),
    };
    let length = items.get(js_string!("length"), context)?.to_length(context)?;
    let mut objects = Vec::new();
    for index in 0..length {
        match items.get(index, context)?.as_object() {
            Some(object) => objects.push(object),
            None => {
                let what = format!("transfer in Options[{index}] is not an object.");
                return Err(wrong(&what, context));
            }
        }
    }
    Ok(objects)
}

/// A `DataCloneError` with the given message.
pub(crate) fn data_clone_error(message: &str, context: &mut Context) -> JsError {
    let made = require_builtin("internal/domexception", context).and_then(|module| {
        let class = module.to_object(context)?.get(js_string!("DOMException"), context)?;
        let args = [js_string!(message).into(), js_string!("DataCloneError").into()];
        class.to_object(context)?.construct(&args, None, context)
    });
    match made {
        Ok(error) => JsError::from_opaque(error.into()),
        Err(error) => error,
    }
}
