//! `node:assert`: the Rust half of `runtime-js/assert.js`: comparing, the words of an
//! `AssertionError`, and the text of the failed call. Node docs: Assert.

mod call_text;
pub(crate) mod diff;
mod message;

use boa_engine::{Context, JsResult, JsValue, js_string};

use crate::{
    Arguments, Binding,
    util::comparisons::{Mode, deep_equal},
};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "assert",
    functions: &[
        ("callText", 3, call_text),
        ("isDeepEqual", 2, |_, args, context| equal(args, Mode::Loose, context)),
        ("isDeepStrictEqual", 3, is_deep_strict_equal),
        ("isPartialDeepEqual", 2, |_, args, context| equal(args, Mode::Partial, context)),
        ("message", 6, message::message),
    ],
    extend: None,
};

fn equal(args: &[JsValue], mode: Mode, context: &mut Context) -> JsResult<JsValue> {
    deep_equal(args.value(0), args.value(1), mode, context).map(JsValue::from)
}

/// `isDeepStrictEqual(a, b[, options])`: `options`, or its `skipPrototype`, leaves prototypes out.
fn is_deep_strict_equal(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let option = args.value(2);
    let skip = match option.as_object() {
        Some(options) => options.get(js_string!("skipPrototype"), context)?.to_boolean(),
        None => option.as_boolean() == Some(true),
    };
    equal(args, if skip { Mode::StrictWithoutPrototypes } else { Mode::Strict }, context)
}

/// `callText(source, line, column)`: the call at a place in a program, `undefined` where none is.
fn call_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let found = call_text::find(&source, args.size(1), args.size(2));
    Ok(found.map_or_else(JsValue::undefined, |text| js_string!(text).into()))
}
