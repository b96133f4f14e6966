//! `%TypedArray%.prototype.indexOf`, `lastIndexOf` and `includes`. ECMA-262 §23.2.3.16, .17, .20.

use std::ops::Range;

use boa_engine::{
    Context, JsArgs, JsResult, JsValue, builtins::typed_array::TypedArrayKind,
    object::builtins::JsFunction,
};

use super::view::{View, index, push};

/// `indexOf(element, fromIndex = 0)`
pub(super) fn index_of(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    forward(this, args, engine, false, context, |found| {
        found.map_or_else(|| (-1).into(), JsValue::from)
    })
}

/// `includes(element, fromIndex = 0)`
pub(super) fn includes(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    // What is not there any more counts as `undefined`.
    if args.get_or_undefined(0).is_undefined() {
        return engine.call(this, args, context);
    }
    forward(this, args, engine, true, context, |found| found.is_some().into())
}

fn forward(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    nan: bool,
    context: &mut Context,
    answer: impl FnOnce(Option<usize>) -> JsValue,
) -> JsResult<JsValue> {
    let Some(view) = View::of(this, context)? else { return engine.call(this, args, context) };
    if view.length == 0 {
        return Ok(answer(None));
    }
    let length = view.length;
    let start = index(args.get_or_undefined(1), length, 0, context)?;
    // The conversion may have run script.
    let Some(view) = View::of(this, context)? else { return Ok(answer(None)) };
    let end = view.length.min(length);
    let range = start.min(end)..end;
    Ok(answer(find(&view, range, args.get_or_undefined(0), nan, true, context)?))
}

/// `lastIndexOf(element, fromIndex = length - 1)`
pub(super) fn last_index_of(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(view) = View::of(this, context)? else { return engine.call(this, args, context) };
    if view.length == 0 {
        return Ok((-1).into());
    }
    let mut end = view.length;
    if let Some(from) = args.get(1) {
        let number = from.to_number(context)?.trunc();
        #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2⁵³")]
        if number < -(view.length as f64) {
            return Ok((-1).into());
        }
        end = index(&number.into(), view.length, 0, context)?.saturating_add(1).min(view.length);
    }
    let Some(view) = View::of(this, context)? else { return Ok((-1).into()) };
    let range = 0..end.min(view.length);
    let found = find(&view, range, args.get_or_undefined(0), false, false, context)?;
    Ok(found.map_or_else(|| (-1).into(), JsValue::from))
}

/// Finds an element in a range; `nan` says whether NaN equals itself.
fn find(
    view: &View,
    range: Range<usize>,
    wanted: &JsValue,
    nan: bool,
    first: bool,
    context: &mut Context,
) -> JsResult<Option<usize>> {
    let start = range.start;
    let width = view.width();
    let found = match view.kind {
        TypedArrayKind::Float16 | TypedArrayKind::Float32 | TypedArrayKind::Float64 => {
            let Some(wanted) = wanted.as_number() else { return Ok(None) };
            let same = |element: &[u8]| {
                let element = float(element);
                element == wanted || (nan && element.is_nan() && wanted.is_nan())
            };
            view.with(range, |bytes| position(bytes, width, first, same))
        }
        kind => {
            let big = matches!(kind, TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64);
            if if big { !wanted.is_bigint() } else { !wanted.is_number() } {
                return Ok(None);
            }
            let mut element = Vec::with_capacity(8);
            push(&mut element, kind, wanted, context)?;
            if !survives(&element, kind, wanted) {
                return Ok(None);
            }
            view.with(range, |bytes| match element.as_slice() {
                [byte] if first => memchr::memchr(*byte, bytes),
                [byte] => memchr::memrchr(*byte, bytes),
                element => position(bytes, width, first, |other| other == element),
            })
        }
    };
    Ok(found.map(|index| index + start))
}

fn position(
    bytes: &[u8],
    width: usize,
    first: bool,
    same: impl Fn(&[u8]) -> bool,
) -> Option<usize> {
    if first {
        bytes.chunks_exact(width).position(same)
    } else {
        bytes.chunks_exact(width).rposition(same)
    }
}

/// A float of two, four or eight bytes.
fn float(bytes: &[u8]) -> f64 {
    if let Ok(bytes) = <[u8; 8]>::try_from(bytes) {
        f64::from_ne_bytes(bytes)
    } else if let Ok(bytes) = <[u8; 4]>::try_from(bytes) {
        f64::from(f32::from_ne_bytes(bytes))
    } else if let Ok(bytes) = <[u8; 2]>::try_from(bytes) {
        half(u16::from_ne_bytes(bytes))
    } else {
        f64::NAN
    }
}

/// IEEE 754 binary16.
fn half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let exponent = i32::from(bits >> 10 & 0x1F);
    let fraction = f64::from(bits & 0x3FF);
    sign * match exponent {
        0 => fraction * 2.0_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2.0_f64.powi(exponent - 25),
    }
}

/// Whether an integer element is the value itself, not what is left of it.
fn survives(element: &[u8], kind: TypedArrayKind, wanted: &JsValue) -> bool {
    let mut wide = [0; 8];
    for (to, from) in wide.iter_mut().zip(element) {
        *to = *from;
    }
    let bits = u64::from_le_bytes(wide);
    let spare = 64 - element.len() * 8;
    let signed = (bits << spare).cast_signed() >> spare;
    let is_signed = matches!(
        kind,
        TypedArrayKind::Int8
            | TypedArrayKind::Int16
            | TypedArrayKind::Int32
            | TypedArrayKind::BigInt64
    );
    let whole = if is_signed { i128::from(signed) } else { i128::from(bits) };
    match (wanted.as_bigint(), wanted.as_number()) {
        (Some(wanted), _) => wanted.to_i128() == whole,
        #[expect(clippy::cast_precision_loss, reason = "at most 32 bits")]
        (None, Some(wanted)) => wanted == whole as f64,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_read_exactly() {
        assert_eq!(half(0x3C00), 1.0);
        assert_eq!(half(0xC000), -2.0);
        assert_eq!(half(0x7BFF), 65504.0);
        assert_eq!(half(1), 2.0_f64.powi(-24));
        assert!(half(0x7E00).is_nan());
        assert_eq!(half(0xFC00), f64::NEG_INFINITY);
    }
}
