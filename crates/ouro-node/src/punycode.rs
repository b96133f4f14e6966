//! `node:punycode`: the Rust half of `runtime-js/punycode.js`. RFC 3492; Node docs: Punycode.

use boa_engine::{Context, JsError, JsNativeError, JsResult, JsValue, js_string};
use idna::punycode;

use crate::{Arguments, Binding};

pub(crate) const BINDING: Binding = Binding {
    name: "punycode",
    functions: &[
        ("encode", 1, encode),
        ("decode", 1, decode),
        ("toASCII", 1, |_, args, context| map(args, ascii_label, context)),
        ("toUnicode", 1, |_, args, context| map(args, unicode_label, context)),
    ],
    extend: None,
};

fn invalid(message: &str) -> JsError {
    JsNativeError::range().with_message(message.to_owned()).into()
}

fn encoded(text: &str) -> JsResult<String> {
    let overflow = "Overflow: input needs wider integers to process";
    punycode::encode_str(text).ok_or_else(|| invalid(overflow))
}

fn decoded(text: &str) -> JsResult<String> {
    let basic = text.rfind('-').map_or("", |end| text.get(..end).unwrap_or_default());
    if !basic.is_ascii() {
        return Err(invalid("Illegal input >= 0x80 (not a basic code point)"));
    }
    punycode::decode_to_string(text).ok_or_else(|| invalid("Invalid input"))
}

/// `encode(text)`.
///
/// # Errors
/// `RangeError` where the text is too long.
fn encode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(js_string!(encoded(&args.text(0, context)?)?).into())
}

/// `decode(text)`.
///
/// # Errors
/// `RangeError` where the text is not Punycode.
fn decode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(js_string!(decoded(&args.text(0, context)?)?).into())
}

/// Maps the labels of a domain, or of the domain behind a user's name.
fn map(
    args: &[JsValue],
    label: fn(&str) -> JsResult<String>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let (user, domain) = match text.split_once('@') {
        Some((user, rest)) => (format!("{user}@"), rest.split('@').next().unwrap_or_default()),
        None => (String::new(), text.as_str()),
    };
    let is_dot = |c: char| matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}');
    let labels = domain.split(is_dot).map(label).collect::<JsResult<Vec<_>>>()?;
    Ok(js_string!(format!("{user}{}", labels.join("."))).into())
}

fn ascii_label(label: &str) -> JsResult<String> {
    if label.is_ascii() { Ok(label.to_owned()) } else { Ok(format!("xn--{}", encoded(label)?)) }
}

fn unicode_label(label: &str) -> JsResult<String> {
    match label.strip_prefix("xn--") {
        Some(encoded) => decoded(&encoded.to_lowercase()),
        None => Ok(label.to_owned()),
    }
}
