//! `node:buffer`, changing bytes in place: `fill`, `copy`, `swap16`, `swap32`, `swap64`.
//! Node docs: Buffer.

use boa_engine::{Context, JsResult, JsValue};

use super::{
    checks::{
        MAX_LENGTH, encoding, number_in, offset, out_of_bounds, text, this_bytes, uint8_array,
        unknown_encoding, wrong,
    },
    codec::Encoding,
    text::precise,
};
use crate::{Arguments, Bytes, Function, NodeError, errors::inspect};

/// Name, `length` and body of each method.
pub(super) const METHODS: &[(&str, usize, Function)] = &[
    ("copy", 4, copy),
    ("fill", 4, fill),
    ("swap16", 0, swap::<2>),
    ("swap32", 0, swap::<4>),
    ("swap64", 0, swap::<8>),
];

/// `fill(value[, offset[, end]][, encoding])`: the Buffer.
fn fill(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    fill_with(this, args, context)?;
    Ok(this.clone())
}

/// Fills a Buffer as its `fill` does with these arguments.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`, `ERR_UNKNOWN_ENCODING`, `ERR_INVALID_ARG_VALUE`.
pub(super) fn fill_with(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let bytes = this_bytes(this, context)?;
    let undefined = JsValue::undefined();
    let (value, mut from, mut to) = (args.value(0), args.value(1), args.value(2));
    let mut name = args.value(3);
    let string = value.as_string();
    let mut chosen = Encoding::Utf8;
    if string.is_some() {
        if from.is_undefined() || from.is_string() {
            (name, from, to) = (from, &undefined, &undefined);
        } else if to.is_string() {
            (name, to) = (to, &undefined);
        }
        chosen = fill_encoding(name, context)?;
    }
    let (mut start, mut end) = (0, bytes.len());
    if !from.is_undefined() {
        start = offset(from, "offset", MAX_LENGTH, context)?;
        if !to.is_undefined() {
            end = offset(to, "end", precise(bytes.len()), context)?;
        }
        if start >= end {
            return Ok(());
        }
    }
    let pattern = match &string {
        Some(string) if string.is_empty() => vec![0],
        Some(string) => chosen.encode(text(string.as_str())),
        None => match Bytes::from_value(value, context)? {
            Some(pattern) if !value.is_number() => pattern.to_vec(),
            _ => vec![value.to_u32(context)?.to_le_bytes()[0]],
        },
    };
    if pattern.is_empty() {
        let found = inspect(value, context);
        let message = format!("The argument 'value' is invalid. Received {found}");
        return Err(NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context));
    }
    let done = bytes.modify(context, |bytes| {
        repeat(&pattern, bytes.get_mut(start..end)?);
        Some(())
    })?;
    done.ok_or_else(|| out_of_bounds(None, context))
}

/// The encoding of a `fill`: none or the empty string is UTF-8.
fn fill_encoding(name: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    if name.is_null_or_undefined() {
        return Ok(Encoding::Utf8);
    }
    match name.as_string() {
        Some(name) if name.is_empty() => Ok(Encoding::Utf8),
        Some(name) => match Encoding::from_name(text(name.as_str())) {
            Some(encoding) => Ok(encoding),
            None => Err(unknown_encoding(&name, context)),
        },
        None if name.is_object() => encoding(name, context),
        None => Err(wrong("encoding", "of type string", name, context)),
    }
}

/// Fills bytes with a pattern, over and over; the last one may be cut.
fn repeat(pattern: &[u8], bytes: &mut [u8]) {
    if let [byte] = pattern {
        return bytes.fill(*byte);
    }
    let mut done = pattern.len().min(bytes.len());
    for (to, from) in bytes.iter_mut().zip(pattern) {
        *to = *from;
    }
    // What is there is doubled until all is filled.
    while done < bytes.len() {
        let more = done.min(bytes.len() - done);
        bytes.copy_within(..more, done);
        done += more;
    }
}

/// `copy(target, targetStart = 0, sourceStart = 0, sourceEnd = this.length)`: how many bytes were
/// copied.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
fn copy(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = uint8_array(this, "source", context)?;
    let Some(target) = Bytes::from_value(args.value(0), context)? else {
        let expected = "an instance of Buffer or Uint8Array";
        return Err(wrong("target", expected, args.value(0), context));
    };
    let at = place(args.value(1), "targetStart", 0, None, context)?;
    let start = place(args.value(2), "sourceStart", 0, Some(source.len()), context)?;
    let end = place(args.value(3), "sourceEnd", source.len(), None, context)?;
    if at >= target.len() || start >= end {
        return Ok(0.into());
    }
    let count = (end - start).min(source.len() - start).min(target.len() - at);
    transfer(&source, start, &target, at, count, context)?;
    Ok(count.into())
}

/// Copies bytes from one view to another, which may overlap.
///
/// # Errors
/// What writing to shared memory throws.
pub(super) fn transfer(
    source: &Bytes,
    start: usize,
    target: &Bytes,
    at: usize,
    count: usize,
    context: &mut Context,
) -> JsResult<()> {
    if source.same_store(target) {
        let part = source.with(|source| source.get(start..start + count).map(<[u8]>::to_vec));
        let Some(part) = part else { return Ok(()) };
        return target.modify(context, |target| put(target, at, &part));
    }
    source.with(|source| {
        let part = source.get(start..start + count).unwrap_or_default();
        target.modify(context, |target| put(target, at, part))
    })
}

fn put(target: &mut [u8], at: usize, part: &[u8]) {
    if let Some(room) = target.get_mut(at..at + part.len()) {
        room.copy_from_slice(part);
    }
}

/// An optional place as `copy` takes it: converted to a whole number, refused below 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of at least 0; `as` saturates"
)]
fn place(
    value: &JsValue,
    name: &str,
    missing: usize,
    max: Option<usize>,
    context: &mut Context,
) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(missing);
    }
    // What is not finite counts as 0.
    let number = value.to_number(context)?.floor();
    let number = if number.is_finite() { number } else { 0.0 };
    let shown = JsValue::from(number);
    Ok(number_in(&shown, name, 0.0, max.map(precise), context)? as usize)
}

/// `swap16()` and its siblings: turns the order of bytes in each group around.
///
/// # Errors
/// `ERR_INVALID_BUFFER_SIZE`.
fn swap<const WIDTH: usize>(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    if !bytes.len().is_multiple_of(WIDTH) {
        let message = format!("Buffer size must be a multiple of {}-bits", WIDTH * 8);
        return Err(NodeError::range("ERR_INVALID_BUFFER_SIZE", message).into_js(context));
    }
    bytes.modify(context, |bytes| {
        for group in bytes.as_chunks_mut::<WIDTH>().0 {
            group.reverse();
        }
    })?;
    Ok(this.clone())
}
