//! `node:buffer`, arguments: Node's checks of offsets, lengths, encodings and views, with the
//! errors they throw. Node docs: Errors, `ERR_OUT_OF_RANGE`, `ERR_INVALID_ARG_TYPE`.

use boa_engine::{
    Context, JsError, JsResult, JsStr, JsString, JsValue,
    builtins::typed_array::{TypedArray, TypedArrayKind},
    js_string,
    string::JsStrVariant,
};

use super::codec::{Decoded, Encoding, Text};
use crate::{Bytes, NodeError, describe};

/// `kStringMaxLength`: V8's longest string on 64-bit machines, in code units.
pub(crate) const MAX_STRING: usize = 0x1FFF_FFE8;

/// `kMaxLength`: the longest Buffer that may be asked for (there is seldom memory for it), 2⁵³ − 1.
pub(crate) const MAX_LENGTH: f64 = 9_007_199_254_740_991.0;

/// A string as the codecs take it.
pub(crate) fn text(string: JsStr<'_>) -> Text<'_> {
    match string.variant() {
        JsStrVariant::Latin1(text) => Text::Latin1(text),
        JsStrVariant::Utf16(text) => Text::Utf16(text),
    }
}

/// A decoded text as JavaScript's string.
///
/// # Errors
/// `ERR_STRING_TOO_LONG`.
pub(crate) fn string(decoded: &Decoded<'_>, context: &mut Context) -> JsResult<JsValue> {
    if decoded.len() > MAX_STRING {
        return Err(too_long(context));
    }
    Ok(match decoded {
        Decoded::Latin1(text) => JsString::from(JsStr::latin1(text)),
        Decoded::Utf16(text) => JsString::from(JsStr::utf16(text)),
    }
    .into())
}

/// Decodes bytes into JavaScript's string, refusing beforehand what cannot be one.
///
/// # Errors
/// `ERR_STRING_TOO_LONG`.
pub(crate) fn decode(encoding: Encoding, bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
    if encoding != Encoding::Utf8 && encoding.text_length(bytes.len()) > MAX_STRING {
        return Err(too_long(context));
    }
    string(&encoding.decode(bytes), context)
}

fn too_long(context: &mut Context) -> JsError {
    NodeError::error(
        "ERR_STRING_TOO_LONG",
        "Cannot create a string longer than 0x1fffffe8 characters",
    )
    .into_js(context)
}

/// Whether a value is a `Uint8Array` (a Buffer is one).
pub(crate) fn is_uint8_array(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| {
        object
            .downcast_ref::<TypedArray>()
            .is_some_and(|array| array.kind() == TypedArrayKind::Uint8)
    })
}

/// The bytes of the Buffer a method was called on.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where `this` has no bytes.
pub(super) fn this_bytes(this: &JsValue, context: &mut Context) -> JsResult<Bytes> {
    match Bytes::from_value(this, context)? {
        Some(bytes) => Ok(bytes),
        None => {
            Err(NodeError::typ("ERR_INVALID_ARG_TYPE", "argument must be a buffer")
                .into_js(context))
        }
    }
}

/// The bytes of an argument that must be a `Uint8Array`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn uint8_array(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Bytes> {
    if is_uint8_array(value)
        && let Some(bytes) = Bytes::from_value(value, context)?
    {
        return Ok(bytes);
    }
    Err(wrong(name, "an instance of Buffer or Uint8Array", value, context))
}

/// `ERR_INVALID_ARG_TYPE` for the argument of a name.
pub(super) fn wrong(name: &str, expected: &str, value: &JsValue, context: &mut Context) -> JsError {
    NodeError::argument(name, expected, value, context).into_js(context)
}

/// A number, as `validateNumber` demands it.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn number(value: &JsValue, name: &str, context: &mut Context) -> JsResult<f64> {
    value.as_number().ok_or_else(|| wrong(name, "of type number", value, context))
}

/// A number from `min` to `max`, as `validateNumber` demands it.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
pub(super) fn number_in(
    value: &JsValue,
    name: &str,
    min: f64,
    max: Option<f64>,
    context: &mut Context,
) -> JsResult<f64> {
    let found = number(value, name, context)?;
    if found >= min && max.is_none_or(|max| found <= max) {
        return Ok(found);
    }
    let range = match max {
        Some(max) => format!(">= {} && <= {}", shown(min), shown(max)),
        None => format!(">= {}", shown(min)),
    };
    Err(NodeError::out_of_range(name, &range, found).into_js(context))
}

/// A whole number from `min` to `max`, as `validateInteger` demands it.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is whole and from 0 to 2⁵³"
)]
pub(super) fn offset(
    value: &JsValue,
    name: &str,
    max: f64,
    context: &mut Context,
) -> JsResult<usize> {
    let found = number(value, name, context)?;
    if found.fract() != 0.0 || !found.is_finite() {
        return Err(NodeError::out_of_range(name, "an integer", found).into_js(context));
    }
    if found < 0.0 || found > max {
        let range = format!(">= 0 && <= {}", shown(max));
        return Err(NodeError::out_of_range(name, &range, found).into_js(context));
    }
    Ok(found as usize)
}

/// A number as JavaScript prints it.
pub(super) fn shown(number: f64) -> String {
    JsValue::from(number).display().to_string()
}

/// `ERR_BUFFER_OUT_OF_BOUNDS`, of the whole Buffer or of an argument by its name.
pub(super) fn out_of_bounds(name: Option<&str>, context: &mut Context) -> JsError {
    let message = match name {
        Some(name) => format!("\"{name}\" is outside of buffer bounds"),
        None => "Attempt to access memory outside buffer bounds".to_owned(),
    };
    NodeError::range("ERR_BUFFER_OUT_OF_BOUNDS", message).into_js(context)
}

/// The encoding that a value names after conversion to a string.
///
/// # Errors
/// `ERR_UNKNOWN_ENCODING`; what the conversion throws.
pub(super) fn encoding(value: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    let name = match value.as_string() {
        Some(name) => name,
        None => value.to_string(context)?,
    };
    match Encoding::from_name(text(name.as_str())) {
        Some(encoding) => Ok(encoding),
        None => Err(unknown_encoding(&name, context)),
    }
}

/// `ERR_UNKNOWN_ENCODING`.
pub(super) fn unknown_encoding(name: &JsString, context: &mut Context) -> JsError {
    let message = format!("Unknown encoding: {}", name.to_std_string_lossy());
    NodeError::typ("ERR_UNKNOWN_ENCODING", message).into_js(context)
}

/// Node's `ERR_INVALID_ARG_TYPE` for "first argument" and its like, which take no quotes.
pub(super) fn wrong_first(expected: &str, value: &JsValue, context: &mut Context) -> JsError {
    let found = describe(value, context);
    NodeError::typ(
        "ERR_INVALID_ARG_TYPE",
        format!("The first argument must be {expected}. Received {found}"),
    )
    .into_js(context)
}

/// An index by `ToIntegerOrInfinity`, clamped to `0..=length`; `None` where it is undefined.
///
/// # Errors
/// What the conversion throws.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and maps NaN to 0: what is wanted"
)]
pub(super) fn clamped(
    value: &JsValue,
    length: usize,
    context: &mut Context,
) -> JsResult<Option<usize>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let number = match value.as_number() {
        Some(number) => number,
        None => value.to_number(context)?,
    };
    Ok(Some((number as usize).min(length)))
}

/// A property key made of Rust's text.
pub(super) fn key(name: &str) -> JsString {
    js_string!(name)
}
