//! `node:buffer`, searching and comparing: `indexOf`, `lastIndexOf`, `includes`, `equals`,
//! `compare`. Node docs: Buffer.

use std::cmp::Ordering;

use boa_engine::{Context, JsResult, JsValue};
use memchr::memmem;

use super::{
    checks::{MAX_LENGTH, encoding, offset, text, uint8_array, wrong},
    codec::Encoding,
    text::precise,
};
use crate::{Arguments, Bytes, Function, NodeError, describe};

/// Name, `length` and body of each method.
pub(super) const METHODS: &[(&str, usize, Function)] = &[
    ("equals", 1, equals),
    ("compare", 5, compare),
    ("indexOf", 4, index_of),
    ("lastIndexOf", 4, last_index_of),
    ("includes", 4, includes),
];

/// `indexOf(value, byteOffset = 0, encoding = 'utf8')`: the first match at or after the offset.
fn index_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(find(this, args, true, context)?.map_or_else(|| (-1).into(), JsValue::from))
}

/// `lastIndexOf(value, byteOffset, encoding = 'utf8')`: the last match at or before the offset.
fn last_index_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(find(this, args, false, context)?.map_or_else(|| (-1).into(), JsValue::from))
}

/// `includes(value, byteOffset = 0, encoding = 'utf8')`.
fn includes(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(find(this, args, true, context)?.is_some().into())
}

/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_UNKNOWN_ENCODING`.
fn find(
    this: &JsValue,
    args: &[JsValue],
    forward: bool,
    context: &mut Context,
) -> JsResult<Option<usize>> {
    let Some(haystack) = Bytes::from_value(this, context)? else {
        let expected = "an instance of Buffer, TypedArray, or DataView";
        return Err(wrong("buffer", expected, this, context));
    };
    let undefined = JsValue::undefined();
    let (value, mut at, mut name) = (args.value(0), args.value(1), args.value(2));
    if at.is_string() {
        (at, name) = (&undefined, at);
    }
    let at = match at.as_number() {
        Some(at) => at,
        None if at.is_undefined() => f64::NAN,
        None => at.to_number(context)?,
    };
    let at =
        if at.is_nan() { if forward { 0.0 } else { precise(haystack.len()) } } else { at.trunc() };
    if value.is_number() {
        let byte = value.to_u32(context)?.to_le_bytes()[0];
        return Ok(haystack.with(|haystack| search_byte(haystack, byte, at, forward)));
    }
    if let Some(string) = value.as_string() {
        let encoding = if name.is_undefined() { Encoding::Utf8 } else { encoding(name, context)? };
        let needle = encoding.encode(text(string.as_str()));
        return Ok(haystack.with(|haystack| search(haystack, &needle, at, encoding, forward)));
    }
    if super::checks::is_uint8_array(value)
        && let Some(needle) = Bytes::from_value(value, context)?
    {
        let encoding = match name {
            name if name.is_undefined() => Encoding::Utf8,
            name => {
                let name = name.to_string(context)?;
                Encoding::from_name(text(name.as_str())).unwrap_or_default()
            }
        };
        return Ok(needle.with(|needle| {
            haystack.with(|haystack| search(haystack, needle, at, encoding, forward))
        }));
    }
    let found = describe(value, context);
    let message = format!(
        "The \"value\" argument must be one of type number or string or an instance of Buffer or \
         Uint8Array. Received {found}"
    );
    Err(NodeError::typ("ERR_INVALID_ARG_TYPE", message).into_js(context))
}

/// Where a search starts: negative offsets count from the end; `None` where nothing can be found.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates: what is wanted"
)]
fn start(length: usize, at: f64, needle: usize, forward: bool) -> Option<usize> {
    let total = precise(length);
    if at < 0.0 {
        if at + total >= 0.0 {
            return Some((at + total) as usize);
        }
        return (forward || needle == 0).then_some(0);
    }
    if at + precise(needle) <= total {
        return Some(at as usize);
    }
    if needle == 0 {
        return Some(length);
    }
    if forward { None } else { length.checked_sub(1) }
}

/// Finds one byte.
fn search_byte(haystack: &[u8], byte: u8, at: f64, forward: bool) -> Option<usize> {
    let start = start(haystack.len(), at, 1, forward)?;
    if forward {
        memchr::memchr(byte, haystack.get(start..)?).map(|index| index + start)
    } else {
        memchr::memrchr(byte, haystack.get(..start.checked_add(1)?.min(haystack.len()))?)
    }
}

/// Finds a run of bytes; of two-byte code units only at whole ones.
pub(super) fn search(
    haystack: &[u8],
    needle: &[u8],
    at: f64,
    encoding: Encoding,
    forward: bool,
) -> Option<usize> {
    let mut start = start(haystack.len(), at, needle.len(), forward)?;
    if needle.is_empty() {
        return Some(start);
    }
    let last = haystack.len().checked_sub(needle.len())?;
    if forward && start > last {
        return None;
    }
    if encoding != Encoding::Utf16le {
        return if forward {
            memmem::find(haystack.get(start..)?, needle).map(|index| index + start)
        } else {
            let end = start.min(last) + needle.len();
            memmem::rfind(haystack.get(..end)?, needle)
        };
    }
    if needle.len() < 2 {
        return None;
    }
    let needle = needle.get(..needle.len() / 2 * 2)?;
    start = start / 2 * 2;
    if forward {
        let finder = memmem::Finder::new(needle);
        loop {
            let found = start + finder.find(haystack.get(start..)?)?;
            if found.is_multiple_of(2) {
                return Some(found);
            }
            start = found + 1;
        }
    }
    let finder = memmem::FinderRev::new(needle);
    let mut end = start.min(haystack.len() - needle.len()) + needle.len();
    loop {
        let found = finder.rfind(haystack.get(..end)?)?;
        if found.is_multiple_of(2) {
            return Some(found);
        }
        end = (found + needle.len()).checked_sub(1)?;
    }
}

/// `equals(otherBuffer)`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
fn equals(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let a = uint8_array(this, "this", context)?;
    let b = uint8_array(args.value(0), "otherBuffer", context)?;
    Ok((a.len() == b.len() && a.with(|a| b.with(|b| a == b))).into())
}

/// `compare(target, targetStart = 0, targetEnd, sourceStart = 0, sourceEnd)`: −1, 0 or 1.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
fn compare(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = uint8_array(this, "source", context)?;
    let target = uint8_array(args.value(0), "target", context)?;
    let limits = [MAX_LENGTH, precise(target.len()), MAX_LENGTH, precise(source.len())];
    let names = ["targetStart", "targetEnd", "sourceStart", "sourceEnd"];
    let mut places = [0, target.len(), 0, source.len()];
    for (index, place) in places.iter_mut().enumerate() {
        let value = args.value(index + 1);
        if let (Some(&max), Some(&name)) = (limits.get(index), names.get(index))
            && !value.is_undefined()
        {
            *place = offset(value, name, max, context)?;
        }
    }
    let [target_start, target_end, source_start, source_end] = places;
    if source_start >= source_end {
        return Ok(if target_start >= target_end { 0 } else { -1 }.into());
    }
    if target_start >= target_end {
        return Ok(1.into());
    }
    let order = source.with(|source| {
        target.with(|target| {
            let source = source.get(source_start..source_end).unwrap_or_default();
            source.cmp(target.get(target_start..target_end).unwrap_or_default())
        })
    });
    Ok(sign(order))
}

/// `Buffer.compare(buf1, buf2)`: −1, 0 or 1.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn compare_two(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let a = uint8_array(args.value(0), "buf1", context)?;
    let b = uint8_array(args.value(1), "buf2", context)?;
    Ok(sign(a.with(|a| b.with(|b| a.cmp(b)))))
}

fn sign(order: Ordering) -> JsValue {
    (order as i32).into()
}

/// `isUtf8(input)`: whether the bytes are valid UTF-8.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_STATE` where the buffer is detached.
pub(super) fn is_utf8(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = input(args.value(0), context)?;
    Ok(bytes.with(|bytes| simdutf8::basic::from_utf8(bytes).is_ok()).into())
}

/// `isAscii(input)`: whether all bytes are below 128.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_STATE` where the buffer is detached.
pub(super) fn is_ascii(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = input(args.value(0), context)?;
    Ok(bytes.with(<[u8]>::is_ascii).into())
}

fn input(value: &JsValue, context: &mut Context) -> JsResult<Bytes> {
    let expected = "an instance of ArrayBuffer, Buffer, or TypedArray";
    match Bytes::from_value(value, context)? {
        Some(bytes) if bytes.is_detached() => Err(NodeError::error(
            "ERR_INVALID_STATE",
            "Invalid state: Cannot validate on a detached buffer",
        )
        .into_js(context)),
        Some(bytes) => Ok(bytes),
        None => Err(wrong("input", expected, value, context)),
    }
}
