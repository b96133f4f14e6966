//! `node:buffer`, text: `buf.toString`, `buf.write`, `Buffer.byteLength` and the methods of single
//! encodings (`utf8Slice`, `hexWrite`, …). Node docs: Buffer.

use boa_engine::{Context, JsResult, JsValue};

use super::{
    checks::{
        MAX_LENGTH, clamped, decode, encoding, offset, out_of_bounds, text, this_bytes, wrong,
    },
    codec::Encoding,
};
use crate::{Arguments, Bytes, Function, NodeError};

/// Name, `length` and body of each method.
pub(super) const METHODS: &[(&str, usize, Function)] = &[
    ("asciiSlice", 2, slice::<{ Encoding::Ascii as u8 }>),
    ("base64Slice", 2, slice::<{ Encoding::Base64 as u8 }>),
    ("base64urlSlice", 2, slice::<{ Encoding::Base64url as u8 }>),
    ("latin1Slice", 2, slice::<{ Encoding::Latin1 as u8 }>),
    ("hexSlice", 2, slice::<{ Encoding::Hex as u8 }>),
    ("ucs2Slice", 2, slice::<{ Encoding::Utf16le as u8 }>),
    ("utf8Slice", 2, slice::<{ Encoding::Utf8 as u8 }>),
    ("asciiWrite", 3, write_as::<{ Encoding::Ascii as u8 }>),
    ("base64Write", 3, write_as::<{ Encoding::Base64 as u8 }>),
    ("base64urlWrite", 3, write_as::<{ Encoding::Base64url as u8 }>),
    ("latin1Write", 3, write_as::<{ Encoding::Latin1 as u8 }>),
    ("hexWrite", 3, write_as::<{ Encoding::Hex as u8 }>),
    ("ucs2Write", 3, write_as::<{ Encoding::Utf16le as u8 }>),
    ("utf8Write", 3, write_as::<{ Encoding::Utf8 as u8 }>),
    ("toString", 3, to_string),
    ("=toLocaleString", 3, to_string),
    ("write", 4, write),
];

/// The encoding of a method that is made for one.
const fn of_index(index: u8) -> Encoding {
    match index {
        1 => Encoding::Utf16le,
        2 => Encoding::Latin1,
        3 => Encoding::Ascii,
        4 => Encoding::Base64,
        5 => Encoding::Base64url,
        6 => Encoding::Hex,
        _ => Encoding::Utf8,
    }
}

/// `toString(encoding = 'utf8', start = 0, end = this.length)`.
///
/// # Errors
/// `ERR_UNKNOWN_ENCODING`, `ERR_STRING_TOO_LONG`.
fn to_string(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    let (mut start, mut end) = (0, bytes.len());
    if args.len() > 1 {
        start = clamped(args.value(1), bytes.len(), context)?.unwrap_or(0);
        end = clamped(args.value(2), bytes.len(), context)?.unwrap_or_else(|| bytes.len());
        if end <= start {
            return Ok(boa_engine::js_string!().into());
        }
    }
    let name = args.value(0);
    let encoding = if name.is_undefined() { Encoding::Utf8 } else { encoding(name, context)? };
    bytes.with(|bytes| decode(encoding, bytes.get(start..end).unwrap_or_default(), context))
}

/// `utf8Slice(start, end)` and its siblings.
///
/// # Errors
/// `ERR_OUT_OF_RANGE`, `ERR_STRING_TOO_LONG`.
fn slice<const ENCODING: u8>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    let start = index(args.value(0), 0, context)?.min(bytes.len());
    let end = index(args.value(1), bytes.len(), context)?.max(start);
    if end > bytes.len() {
        return Err(out_of_range(context));
    }
    bytes.with(|bytes| {
        decode(of_index(ENCODING), bytes.get(start..end).unwrap_or_default(), context)
    })
}

/// An index as Node's native methods take it: `ToInteger`, refused where negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and maps NaN to 0: what is wanted"
)]
fn index(value: &JsValue, missing: usize, context: &mut Context) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(missing);
    }
    let number = value.to_number(context)?.trunc();
    if number < 0.0 {
        return Err(out_of_range(context));
    }
    Ok(number as usize)
}

fn out_of_range(context: &mut Context) -> boa_engine::JsError {
    NodeError::range("ERR_OUT_OF_RANGE", "Index out of range").into_js(context)
}

/// `utf8Write(string, offset = 0, length = this.length - offset)` and its siblings.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_BUFFER_OUT_OF_BOUNDS`.
fn write_as<const ENCODING: u8>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    let encoding = of_index(ENCODING);
    // Node has two ways of writing, and they refuse differently.
    let strict = matches!(encoding, Encoding::Utf8 | Encoding::Latin1 | Encoding::Ascii);
    if !strict && [1, 2].iter().any(|place| args.number(*place) < 0.0) {
        return Err(out_of_range(context));
    }
    let start = bounded(args.value(1), "offset", bytes.len(), context)?;
    let room = bytes.len() - start;
    let length = match args.value(2) {
        value if value.is_undefined() => room,
        value if strict => bounded(value, "length", room, context)?,
        value => index(value, room, context)?.min(room),
    };
    store(&bytes, args.value(0), start, length, encoding, context)
}

/// An optional whole number up to the length of the Buffer.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a whole number from 0 to the length"
)]
fn bounded(value: &JsValue, name: &str, length: usize, context: &mut Context) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(0);
    }
    let number = value.to_number(context)?.trunc();
    if number < 0.0 || number > length as f64 {
        return Err(out_of_bounds(Some(name), context));
    }
    Ok(number as usize)
}

/// `write(string[, offset[, length]][, encoding])`: the number of bytes written.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`, `ERR_UNKNOWN_ENCODING`.
fn write(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    let total = bytes.len();
    let undefined = JsValue::undefined();
    let (mut start, mut length, mut name) = (0, total, args.value(3));
    if args.value(1).is_undefined() {
        name = &undefined;
    } else if args.value(1).is_string() && args.value(2).is_undefined() {
        name = args.value(1);
    } else {
        start = offset(args.value(1), "offset", precise(total), context)?;
        let room = total - start;
        length = room;
        let wanted = args.value(2);
        if wanted.is_string() {
            name = wanted;
        } else if !wanted.is_undefined() {
            length = offset(wanted, "length", precise(total), context)?.min(room);
        }
    }
    let encoding = if name.to_boolean() { encoding(name, context)? } else { Encoding::Utf8 };
    store(&bytes, args.value(0), start, length, encoding, context)
}

/// Writes a string into `length` bytes from `start`; the number of bytes written.
fn store(
    bytes: &Bytes,
    value: &JsValue,
    start: usize,
    length: usize,
    encoding: Encoding,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(string) = value.as_string() else {
        return Err(
            NodeError::typ("ERR_INVALID_ARG_TYPE", "argument must be a string").into_js(context)
        );
    };
    let written = bytes.modify(context, |bytes| {
        let room = bytes.get_mut(start..start.saturating_add(length)).unwrap_or_default();
        encoding.write(text(string.as_str()), room)
    })?;
    Ok(written.into())
}

/// `byteLength(string, encoding = 'utf8')`, also of anything that has bytes.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn byte_length(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.value(0);
    if let Some(string) = value.as_string() {
        let encoding = match args.value(1).as_string() {
            Some(name) => Encoding::from_name(text(name.as_str())).unwrap_or_default(),
            None => Encoding::Utf8,
        };
        return Ok(encoding.byte_length(text(string.as_str())).into());
    }
    match Bytes::from_value(value, context)? {
        Some(bytes) => Ok(bytes.len().into()),
        None => {
            let expected = "of type string or an instance of Buffer or ArrayBuffer";
            Err(wrong("string", expected, value, context))
        }
    }
}

/// `isEncoding(encoding)`.
///
/// # Errors
/// None.
pub(super) fn is_encoding(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let name = args.value(0).as_string();
    Ok(name.is_some_and(|name| Encoding::from_name(text(name.as_str())).is_some()).into())
}

/// A length as a number; lengths are far below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "lengths are far below 2⁵³")]
pub(super) fn precise(length: usize) -> f64 {
    (length as f64).min(MAX_LENGTH)
}
