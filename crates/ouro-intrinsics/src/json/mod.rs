//! `JSON.parse` that reads its text directly: no compiler, nothing kept, any depth, with or without
//! a reviver; and `JSON.stringify`. ECMA-262 §25.5.1, §25.5.2; RFC 8259. V8's messages.

mod keys;
mod message;
mod reader;
mod revive;
mod stringify;

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    js_string, string::JsStrVariant,
};

use crate::{
    builtin::define,
    interrupt::{ended, interrupted},
};
use keys::Keys;
use message::Fault;
use reader::Reader;
use revive::Reviver;
use stringify::Helpers;
pub(crate) use stringify::is_array;

/// Installs the functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let json = context.global_object().get(js_string!("JSON"), context)?;
    let Some(json) = json.as_object() else { return Ok(()) };
    let Some(helpers) = helpers(&json, context)? else { return Ok(()) };
    let functions: [(&'static str, usize, Native); 2] =
        [("parse", 2, parse), ("stringify", 3, stringify::stringify)];
    for (name, length, function) in functions {
        let helpers = helpers.clone();
        let function = NativeFunction::from_copy_closure_with_captures(
            move |this, args, helpers: &Helpers, context| function(this, args, helpers, context),
            helpers,
        );
        define(&json, JsString::from(name).into(), name, length, function, context);
    }
    Ok(())
}

type Native = fn(&JsValue, &[JsValue], &Helpers, &mut Context) -> JsResult<JsValue>;

fn helpers(json: &JsObject, context: &mut Context) -> JsResult<Option<Helpers>> {
    let object = context.intrinsics().constructors().object().constructor();
    let reflect = context.global_object().get(js_string!("Reflect"), context)?;
    let keys = object.get(js_string!("keys"), context)?.as_function();
    let delete = match reflect.as_object() {
        Some(reflect) => reflect.get(js_string!("deleteProperty"), context)?.as_function(),
        None => None,
    };
    let is_raw = json.get(js_string!("isRawJSON"), context)?.as_function();
    Ok(keys.zip(delete).map(|(keys, delete)| Helpers { keys, delete, is_raw }))
}

/// `JSON.parse(text [, reviver])`
fn parse(
    _: &JsValue,
    args: &[JsValue],
    helpers: &Helpers,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    let Some(reviver) = args.get_or_undefined(1).as_function() else {
        return parse_text(&text, context);
    };
    let keys = Keys::of(context);
    let read = match text.as_str().variant() {
        JsStrVariant::Latin1(units) => {
            Reader::new(units, &mut keys.borrow_mut()).read_and_record(context)
        }
        JsStrVariant::Utf16(units) => {
            Reader::new(units, &mut keys.borrow_mut()).read_and_record(context)
        }
    };
    let (value, records) = read.map_err(|fault| refuse(&text, &fault, context))?;
    Reviver { reviver, helpers, text: &text, records: &records }.run(value, context)
}

fn refuse(text: &JsString, fault: &Fault, context: &Context) -> JsError {
    if interrupted(context) {
        return ended();
    }
    JsNativeError::syntax().with_message(message::text(text, fault)).into()
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
    result.map_err(|fault| refuse(text, &fault, context))
}
