//! What `Array.prototype` does with objects that are no dense arrays, in loops that an interrupt ends:
//! their length may be 2⁵³. ECMA-262 §23.1.3.

use boa_engine::{Context, JsArgs, JsObject, JsResult, JsValue, js_string};

use crate::interrupt::Pace;

fn length(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    object.get(js_string!("length"), context)?.to_length(context)
}

/// A relative index, clamped to the length.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=length before, and lengths are below 2^53"
)]
pub(super) fn relative(
    value: &JsValue,
    length: u64,
    missing: u64,
    context: &mut Context,
) -> JsResult<u64> {
    if value.is_undefined() {
        return Ok(missing);
    }
    let number = value.to_number(context)?.trunc();
    let number = if number < 0.0 { number + length as f64 } else { number };
    Ok(number.clamp(0.0, length as f64) as u64)
}

/// `indexOf` and `includes`; `nan` says whether holes count and NaN equals itself.
pub(super) fn find(
    this: &JsValue,
    args: &[JsValue],
    nan: bool,
    context: &mut Context,
) -> JsResult<Option<u64>> {
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    if length == 0 {
        return Ok(None);
    }
    let wanted = args.get_or_undefined(0);
    let start = relative(args.get_or_undefined(1), length, 0, context)?;
    let mut pace = Pace::default();
    for index in start..length {
        pace.step(context)?;
        if nan {
            if JsValue::same_value_zero(&object.get(index, context)?, wanted) {
                return Ok(Some(index));
            }
        } else if object.has_property(index, context)?
            && object.get(index, context)?.strict_equals(wanted)
        {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// `Array.prototype.lastIndexOf(element, fromIndex)`
pub(super) fn find_last(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<u64>> {
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    if length == 0 {
        return Ok(None);
    }
    let end = match args.get(1) {
        None => length,
        Some(from) => last_from(from, length, context)?,
    };
    let mut pace = Pace::default();
    for index in (0..end).rev() {
        pace.step(context)?;
        if object.has_property(index, context)?
            && object.get(index, context)?.strict_equals(args.get_or_undefined(0))
        {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// The index behind the one that a search from the end begins with.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=length before, and lengths are below 2^53"
)]
fn last_from(from: &JsValue, length: u64, context: &mut Context) -> JsResult<u64> {
    let from = from.to_number(context)?.trunc();
    let from = if from.is_nan() { 0.0 } else { from };
    let end = if from < 0.0 { from + length as f64 + 1.0 } else { from + 1.0 };
    Ok(end.clamp(0.0, length as f64) as u64)
}

/// `Array.prototype.fill(value, start, end)`
pub(super) fn fill(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    let start = relative(args.get_or_undefined(1), length, 0, context)?;
    let end = relative(args.get_or_undefined(2), length, length, context)?;
    let mut pace = Pace::default();
    for index in start..end {
        pace.step(context)?;
        object.set(index, args.get_or_undefined(0).clone(), true, context)?;
    }
    Ok(object.into())
}
