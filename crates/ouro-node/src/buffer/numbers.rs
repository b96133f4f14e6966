//! `node:buffer`, numbers: `buf.readInt32LE` and its family. Offsets and lengths are in bytes.
//! Node docs: Buffer, from `buf.readBigInt64BE` to `buf.writeUIntLE`.

use boa_engine::{Context, JsBigInt, JsError, JsNativeError, JsResult, JsValue};

use super::checks::{number, out_of_bounds, shown, this_bytes, wrong};
use crate::{Arguments, Function, NodeError};

/// Name, `length` and body of each method; `=` in front of a name makes it another name of the
/// method before it.
pub(super) const METHODS: &[(&str, usize, Function)] = &[
    ("readBigUInt64LE", 0, read_big::<false, false>),
    ("=readBigUint64LE", 0, read_big::<false, false>),
    ("readBigUInt64BE", 0, read_big::<false, true>),
    ("=readBigUint64BE", 0, read_big::<false, true>),
    ("readBigInt64LE", 0, read_big::<true, false>),
    ("readBigInt64BE", 0, read_big::<true, true>),
    ("writeBigUInt64LE", 1, write_big::<false, false>),
    ("=writeBigUint64LE", 1, write_big::<false, false>),
    ("writeBigUInt64BE", 1, write_big::<false, true>),
    ("=writeBigUint64BE", 1, write_big::<false, true>),
    ("writeBigInt64LE", 1, write_big::<true, false>),
    ("writeBigInt64BE", 1, write_big::<true, true>),
    ("readUIntLE", 2, read_sized::<false, false>),
    ("=readUintLE", 2, read_sized::<false, false>),
    ("readUInt32LE", 0, read::<4, false, false>),
    ("=readUint32LE", 0, read::<4, false, false>),
    ("readUInt16LE", 0, read::<2, false, false>),
    ("=readUint16LE", 0, read::<2, false, false>),
    ("readUInt8", 0, read::<1, false, false>),
    ("=readUint8", 0, read::<1, false, false>),
    ("readUIntBE", 2, read_sized::<false, true>),
    ("=readUintBE", 2, read_sized::<false, true>),
    ("readUInt32BE", 0, read::<4, false, true>),
    ("=readUint32BE", 0, read::<4, false, true>),
    ("readUInt16BE", 0, read::<2, false, true>),
    ("=readUint16BE", 0, read::<2, false, true>),
    ("readIntLE", 2, read_sized::<true, false>),
    ("readInt32LE", 0, read::<4, true, false>),
    ("readInt16LE", 0, read::<2, true, false>),
    ("readInt8", 0, read::<1, true, false>),
    ("readIntBE", 2, read_sized::<true, true>),
    ("readInt32BE", 0, read::<4, true, true>),
    ("readInt16BE", 0, read::<2, true, true>),
    ("writeUIntLE", 3, write_sized::<false, false>),
    ("=writeUintLE", 3, write_sized::<false, false>),
    ("writeUInt32LE", 1, write::<4, false, false>),
    ("=writeUint32LE", 1, write::<4, false, false>),
    ("writeUInt16LE", 1, write::<2, false, false>),
    ("=writeUint16LE", 1, write::<2, false, false>),
    ("writeUInt8", 1, write::<1, false, false>),
    ("=writeUint8", 1, write::<1, false, false>),
    ("writeUIntBE", 3, write_sized::<false, true>),
    ("=writeUintBE", 3, write_sized::<false, true>),
    ("writeUInt32BE", 1, write::<4, false, true>),
    ("=writeUint32BE", 1, write::<4, false, true>),
    ("writeUInt16BE", 1, write::<2, false, true>),
    ("=writeUint16BE", 1, write::<2, false, true>),
    ("writeIntLE", 3, write_sized::<true, false>),
    ("writeInt32LE", 1, write::<4, true, false>),
    ("writeInt16LE", 1, write::<2, true, false>),
    ("writeInt8", 1, write::<1, true, false>),
    ("writeIntBE", 3, write_sized::<true, true>),
    ("writeInt32BE", 1, write::<4, true, true>),
    ("writeInt16BE", 1, write::<2, true, true>),
    ("readFloatLE", 0, read_float::<4, false>),
    ("readFloatBE", 0, read_float::<4, true>),
    ("readDoubleLE", 0, read_float::<8, false>),
    ("readDoubleBE", 0, read_float::<8, true>),
    ("writeFloatLE", 1, write_float::<4, false>),
    ("writeFloatBE", 1, write_float::<4, true>),
    ("writeDoubleLE", 1, write_float::<8, false>),
    ("writeDoubleBE", 1, write_float::<8, true>),
];

/// `readUInt32BE(offset = 0)` and the others of a fixed width.
fn read<const WIDTH: usize, const SIGNED: bool, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bits = load(this, args.value(0), WIDTH, BIG, context)?;
    Ok(integer(bits, WIDTH, SIGNED))
}

/// `readUIntBE(offset, byteLength)` and the others of one to six bytes.
fn read_sized<const SIGNED: bool, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if args.value(0).is_undefined() {
        return Err(wrong("offset", "of type number", args.value(0), context));
    }
    let width = width(args.value(1), context)?;
    let bits = load(this, args.value(0), width, BIG, context)?;
    Ok(integer(bits, width, SIGNED))
}

/// `readBigInt64BE(offset = 0)` and the other three.
fn read_big<const SIGNED: bool, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bits = load(this, args.value(0), 8, BIG, context)?;
    let number = if SIGNED { JsBigInt::new(bits.cast_signed()) } else { JsBigInt::new(bits) };
    Ok(number.into())
}

/// `readFloatBE(offset = 0)`, `readDoubleBE(offset = 0)` and their little-endian twins.
fn read_float<const WIDTH: usize, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bits = load(this, args.value(0), WIDTH, BIG, context)?;
    let number = match u32::try_from(bits) {
        Ok(bits) if WIDTH == 4 => f64::from(f32::from_bits(bits)),
        _ => f64::from_bits(bits),
    };
    Ok(number.into())
}

/// `writeUInt32BE(value, offset = 0)` and the others of a fixed width.
fn write<const WIDTH: usize, const SIGNED: bool, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let zero = JsValue::from(0);
    let at = if args.value(1).is_undefined() { &zero } else { args.value(1) };
    write_integer(this, args.value(0), at, (WIDTH, SIGNED, BIG), context)
}

/// `writeUIntBE(value, offset, byteLength)` and the others of one to six bytes.
fn write_sized<const SIGNED: bool, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let width = width(args.value(2), context)?;
    write_integer(this, args.value(0), args.value(1), (width, SIGNED, BIG), context)
}

/// Checks and stores an integer of one to six bytes.
#[expect(clippy::cast_possible_truncation, reason = "the integer part is below 2⁴⁸")]
fn write_integer(
    this: &JsValue,
    value: &JsValue,
    at: &JsValue,
    (width, signed, big): (usize, bool, bool),
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = match value.as_number() {
        Some(value) => value,
        None => value.to_number(context)?,
    };
    if width == 1 {
        number(at, "offset", context)?;
    }
    let span = (1_u64 << (width * 8)) as f64;
    let (min, max) = if signed { (-span / 2.0, span / 2.0 - 1.0) } else { (0.0, span - 1.0) };
    if value > max || value < min {
        let bits = width * 8;
        let range = match (width, signed) {
            (..=4, _) => format!(">= {} and <= {}", shown(min), shown(max)),
            (_, false) => format!(">= 0 and < 2 ** {bits}"),
            (_, true) => format!(">= -(2 ** {0}) and < 2 ** {0}", bits - 1),
        };
        return Err(NodeError::out_of_range("value", &range, value).into_js(context));
    }
    store(this, at, (value as i64).cast_unsigned(), (width, big), context)
}

/// `writeBigInt64BE(value, offset = 0)` and the other three.
fn write_big<const SIGNED: bool, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(value) = args.value(0).as_bigint() else {
        return Err(JsNativeError::typ()
            .with_message("Cannot mix BigInt and other types, use explicit conversions")
            .into());
    };
    let whole = value.to_i128();
    let bits = if SIGNED {
        i64::try_from(whole).ok().map(i64::cast_unsigned)
    } else {
        u64::try_from(whole).ok()
    };
    let Some(bits) = bits else {
        let range =
            if SIGNED { ">= -(2n ** 63n) and < 2n ** 63n" } else { ">= 0n and < 2n ** 64n" };
        return Err(big_out_of_range(range, &value, context));
    };
    let zero = JsValue::from(0);
    let at = if args.value(1).is_undefined() { &zero } else { args.value(1) };
    store(this, at, bits, (8, BIG), context)
}

/// `writeFloatBE(value, offset = 0)`, `writeDoubleBE(value, offset = 0)` and their twins.
#[expect(clippy::cast_possible_truncation, reason = "rounding to a float is what is asked for")]
fn write_float<const WIDTH: usize, const BIG: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.value(0).to_number(context)?;
    let zero = JsValue::from(0);
    let at = if args.value(1).is_undefined() { &zero } else { args.value(1) };
    let bits = if WIDTH == 4 { u64::from((value as f32).to_bits()) } else { value.to_bits() };
    store(this, at, bits, (WIDTH, BIG), context)
}

/// Reads `width` bytes as an unsigned number.
fn load(
    this: &JsValue,
    at: &JsValue,
    width: usize,
    big: bool,
    context: &mut Context,
) -> JsResult<u64> {
    let bytes = this_bytes(this, context)?;
    let start = if at.is_undefined() {
        position(0.0, width, bytes.len(), context)?
    } else {
        position(number(at, "offset", context)?, width, bytes.len(), context)?
    };
    let found = bytes.with(|bytes| {
        let bytes = bytes.get(start..start + width)?;
        let mut wide = [0; 8];
        if big {
            wide.get_mut(8 - width..)?.copy_from_slice(bytes);
            Some(u64::from_be_bytes(wide))
        } else {
            wide.get_mut(..width)?.copy_from_slice(bytes);
            Some(u64::from_le_bytes(wide))
        }
    });
    found.ok_or_else(|| out_of_bounds(None, context))
}

/// Writes the low `width` bytes of a number; returns the offset behind them.
fn store(
    this: &JsValue,
    at: &JsValue,
    bits: u64,
    (width, big): (usize, bool),
    context: &mut Context,
) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    let start = position(number(at, "offset", context)?, width, bytes.len(), context)?;
    let done = bytes.modify(context, |bytes| {
        let bytes = bytes.get_mut(start..start + width)?;
        if big {
            bytes.copy_from_slice(bits.to_be_bytes().get(8 - width..)?);
        } else {
            bytes.copy_from_slice(bits.to_le_bytes().get(..width)?);
        }
        Some(start + width)
    })?;
    match done {
        Some(end) => Ok(end.into()),
        None => Err(out_of_bounds(None, context)),
    }
}

/// An offset at which `width` bytes lie in a Buffer of `length`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a whole number from 0 to a buffer's length"
)]
fn position(at: f64, width: usize, length: usize, context: &mut Context) -> JsResult<usize> {
    if let Some(last) = length.checked_sub(width)
        && at >= 0.0
        && at <= last as f64
        && at.fract() == 0.0
    {
        return Ok(at as usize);
    }
    Err(if at.floor() != at {
        NodeError::out_of_range("offset", "an integer", at).into_js(context)
    } else if length < width {
        out_of_bounds(None, context)
    } else {
        let range = format!(">= 0 and <= {}", length - width);
        NodeError::out_of_range("offset", &range, at).into_js(context)
    })
}

/// `byteLength` of the methods that take it: one to six.
fn width(value: &JsValue, context: &mut Context) -> JsResult<usize> {
    let width = number(value, "byteLength", context)?;
    for known in 1_u8..=6 {
        if f64::from(known) == width {
            return Ok(usize::from(known));
        }
    }
    let range = if width.floor() == width { ">= 1 and <= 6" } else { "an integer" };
    Err(NodeError::out_of_range("byteLength", range, width).into_js(context))
}

/// The number that the low `width` bytes of `bits` stand for; at most 2⁴⁸, so exact.
#[expect(clippy::cast_precision_loss, reason = "at most six bytes")]
fn integer(bits: u64, width: usize, signed: bool) -> JsValue {
    let spare = 64 - width * 8;
    let number = if signed { (bits << spare).cast_signed() >> spare } else { bits.cast_signed() };
    match i32::try_from(number) {
        Ok(small) => small.into(),
        Err(_) => (number as f64).into(),
    }
}

/// `ERR_OUT_OF_RANGE` for a BigInt.
fn big_out_of_range(range: &str, value: &JsBigInt, context: &mut Context) -> JsError {
    let digits = value.to_string_radix(10);
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.as_str()),
    };
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    let message = format!(
        "The value of \"value\" is out of range. It must be {range}. Received {sign}{grouped}n"
    );
    NodeError::range("ERR_OUT_OF_RANGE", message).into_js(context)
}
