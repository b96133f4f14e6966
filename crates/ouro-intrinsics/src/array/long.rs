//! What the engine's own loops would take minutes for and hear no interrupt: array-likes of great
//! length, most of them empty. ECMA-262 §23.1.3.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsSymbol, JsValue,
    builtins::proxy::Proxy,
    js_string,
    object::builtins::{JsArray, JsFunction},
    property::PropertyKey,
};

use super::{
    dense::{makes_plain, may_grow, with},
    generic::relative,
};
use crate::interrupt::Pace;

/// Shorter ones are walked by the engine in some hundredths of a second.
const LONG: f64 = 100_000.0;

/// An object that is no Proxy and no dense array, with its great length.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to lengths before"
)]
pub(crate) fn long(this: &JsValue) -> Option<(JsObject, u64)> {
    let object = this.as_object().filter(|object| !object.is::<Proxy>())?;
    let slot = object.borrow().properties().get(&PropertyKey::from(js_string!("length")))?;
    let length = slot.value()?.as_number()?;
    let is_long = length >= LONG && with(&object, |_| ()).is_none();
    is_long.then(|| (object, length.min(9_007_199_254_740_991.0) as u64))
}

/// Takes the element at one index, or its absence, to another.
fn carry(object: &JsObject, from: u64, to: u64, context: &mut Context) -> JsResult<()> {
    if object.has_property(from, context)? {
        let value = object.get(from, context)?;
        object.set(to, value, true, context)?;
    } else {
        object.delete_property_or_throw(to, context)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "lengths are below 2^53")]
fn set_length(object: &JsObject, length: u64, context: &mut Context) -> JsResult<()> {
    object.set(js_string!("length"), length as f64, true, context)?;
    Ok(())
}

/// `Array.prototype.copyWithin(target, start, end)`
pub(super) fn copy_within(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = long(this) else { return engine.call(this, args, context) };
    let to = relative(args.get_or_undefined(0), length, 0, context)?;
    let from = relative(args.get_or_undefined(1), length, 0, context)?;
    let end = relative(args.get_or_undefined(2), length, length, context)?;
    let count = end.saturating_sub(from).min(length - to);
    let backwards = from < to && to < from + count;
    let mut pace = Pace::default();
    for step in 0..count {
        pace.step(context)?;
        let step = if backwards { count - 1 - step } else { step };
        carry(&object, from + step, to + step, context)?;
    }
    Ok(object.into())
}

/// `Array.prototype.reverse()`
pub(super) fn reverse(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = long(this) else { return engine.call(this, args, context) };
    let mut pace = Pace::default();
    for lower in 0..length / 2 {
        pace.step(context)?;
        let upper = length - 1 - lower;
        let has_lower = object.has_property(lower, context)?;
        let low = if has_lower { Some(object.get(lower, context)?) } else { None };
        let has_upper = object.has_property(upper, context)?;
        let high = if has_upper { Some(object.get(upper, context)?) } else { None };
        for (place, value, other) in [(lower, &high, &low), (upper, &low, &high)] {
            match value {
                Some(value) => {
                    object.set(place, value.clone(), true, context)?;
                }
                None if other.is_some() => {
                    object.delete_property_or_throw(place, context)?;
                }
                None => {}
            }
        }
    }
    Ok(object.into())
}

/// `Array.prototype.unshift(...items)`
pub(super) fn unshift(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = long(this) else { return engine.call(this, args, context) };
    let count = args.len() as u64;
    if length.checked_add(count).is_none_or(|all| all > 9_007_199_254_740_991) {
        let message = "the length of the array would exceed 2^53 - 1";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let mut pace = Pace::default();
    for from in (0..if count == 0 { 0 } else { length }).rev() {
        pace.step(context)?;
        carry(&object, from, from + count, context)?;
    }
    for (index, item) in (0_u64..).zip(args) {
        object.set(index, item.clone(), true, context)?;
    }
    set_length(&object, length + count, context)?;
    Ok((length + count).into())
}

/// `Array.prototype.shift()`
pub(super) fn shift(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = long(this) else { return engine.call(this, args, context) };
    let first = object.get(0, context)?;
    let mut pace = Pace::default();
    for from in 1..length {
        pace.step(context)?;
        carry(&object, from, from - 1, context)?;
    }
    object.delete_property_or_throw(length - 1, context)?;
    set_length(&object, length - 1, context)?;
    Ok(first)
}

/// A plain array of a range, with its holes.
fn range(object: &JsObject, start: u64, count: u64, context: &mut Context) -> JsResult<JsObject> {
    if count > u64::from(u32::MAX) {
        return Err(JsNativeError::range().with_message("Invalid array length").into());
    }
    let made = JsArray::new(context)?;
    let mut pace = Pace::default();
    for place in 0..count {
        pace.step(context)?;
        if object.has_property(start + place, context)? {
            let item = object.get(start + place, context)?;
            made.create_data_property_or_throw(place, item, context)?;
        }
    }
    set_length(&made, count, context)?;
    Ok(made.into())
}

/// A long object of which new arrays are plain ones.
fn plain(this: &JsValue, context: &mut Context) -> JsResult<Option<(JsObject, u64)>> {
    let Some((object, length)) = long(this) else { return Ok(None) };
    let is_plain = !object.is_array() || makes_plain(&object, context)?;
    Ok(is_plain.then_some((object, length)))
}

/// `Array.prototype.slice(start, end)`
pub(super) fn slice(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = plain(this, context)? else {
        return engine.call(this, args, context);
    };
    let start = relative(args.get_or_undefined(0), length, 0, context)?;
    let end = relative(args.get_or_undefined(1), length, length, context)?;
    Ok(range(&object, start, end.saturating_sub(start), context)?.into())
}

/// How many elements a `splice` takes out.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=most before; a NaN is cast to 0"
)]
fn skipped(args: &[JsValue], most: u64, context: &mut Context) -> JsResult<u64> {
    match (args.len(), args.get(1)) {
        (0, _) => Ok(0),
        (_, None) => Ok(most),
        (_, Some(count)) => Ok(count.to_number(context)?.trunc().clamp(0.0, most as f64) as u64),
    }
}

/// `Array.prototype.splice(start, deleteCount, ...items)`
pub(super) fn splice(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = plain(this, context)? else {
        return engine.call(this, args, context);
    };
    let start = relative(args.get_or_undefined(0), length, 0, context)?;
    let count = skipped(args, length - start, context)?;
    let items = args.get(2..).unwrap_or_default();
    let added = items.len() as u64;
    if length - count + added > 9_007_199_254_740_991 {
        let message = "Target splice exceeded max safe integer value";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let removed = range(&object, start, count, context)?;
    let mut pace = Pace::default();
    if added < count {
        for from in start + count..length {
            pace.step(context)?;
            carry(&object, from, from - count + added, context)?;
        }
        for last in (length - count + added..length).rev() {
            pace.step(context)?;
            object.delete_property_or_throw(last, context)?;
        }
    } else if added > count {
        for from in (start + count..length).rev() {
            pace.step(context)?;
            carry(&object, from, from - count + added, context)?;
        }
    }
    for (place, item) in (start..).zip(items) {
        object.set(place, item.clone(), true, context)?;
    }
    set_length(&object, length - count + added, context)?;
    Ok(removed.into())
}

/// The elements of a range, without holes, behind others.
fn read(
    object: &JsObject,
    places: impl Iterator<Item = u64>,
    items: &mut Vec<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let mut pace = Pace::default();
    for place in places {
        pace.step(context)?;
        items.push(object.get(place, context)?);
    }
    Ok(())
}

/// A long object that a plain array may be made of.
fn copied(this: &JsValue) -> Option<(JsObject, u64)> {
    long(this).filter(|(_, length)| *length <= u64::from(u32::MAX))
}

/// `Array.prototype.toReversed()`
pub(super) fn to_reversed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = copied(this) else { return engine.call(this, args, context) };
    let mut items = Vec::new();
    read(&object, (0..length).rev(), &mut items, context)?;
    Ok(JsArray::from_iter(items, context).into())
}

/// `Array.prototype.toSpliced(start, skipCount, ...items)`
pub(super) fn to_spliced(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some((object, length)) = copied(this) else { return engine.call(this, args, context) };
    let start = relative(args.get_or_undefined(0), length, 0, context)?;
    let count = skipped(args, length - start, context)?;
    let more = args.get(2..).unwrap_or_default();
    if length - count + more.len() as u64 > u64::from(u32::MAX) {
        return Err(JsNativeError::range().with_message("Invalid array length").into());
    }
    let mut items = Vec::new();
    read(&object, 0..start, &mut items, context)?;
    items.extend_from_slice(more);
    read(&object, start + count..length, &mut items, context)?;
    Ok(JsArray::from_iter(items, context).into())
}

/// `Array.prototype.with(index, value)` at an index that is a number.
pub(super) fn with_element(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let index = args.first().and_then(JsValue::as_i32);
    let (Some((object, length)), Some(index)) = (copied(this), index) else {
        return engine.call(this, args, context);
    };
    let at = if index < 0 { i64::from(index) + length.cast_signed() } else { i64::from(index) };
    let Some(at) = u64::try_from(at).ok().filter(|at| *at < length) else {
        return engine.call(this, args, context);
    };
    let mut items = Vec::new();
    read(&object, 0..at, &mut items, context)?;
    items.push(args.get_or_undefined(1).clone());
    read(&object, at + 1..length, &mut items, context)?;
    Ok(JsArray::from_iter(items, context).into())
}

/// `Array.prototype.reduceRight(callback, initial)`
pub(super) fn reduce_right(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (Some((object, length)), Some(callback)) =
        (long(this), args.get_or_undefined(0).as_function())
    else {
        return engine.call(this, args, context);
    };
    let mut total = args.get(1).cloned();
    let mut pace = Pace::default();
    for index in (0..length).rev() {
        pace.step(context)?;
        if !object.has_property(index, context)? {
            continue;
        }
        let value = object.get(index, context)?;
        total = Some(match total {
            Some(total) => {
                let args = [total, value, index.into(), object.clone().into()];
                let result = callback.call(&JsValue::undefined(), &args, context);
                crate::settled(result, context)?
            }
            None => value,
        });
    }
    total.ok_or_else(|| {
        let message = "Reduce of empty array with no initial value";
        JsNativeError::typ().with_message(message).into()
    })
}

/// The parts of a `concat` where one is a long array with few elements: those alone are walked.
/// `None` where something else than such arrays, dense ones and values takes part.
pub(super) fn concat(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let Some(object) = this.as_object().filter(JsObject::is_array) else { return Ok(None) };
    let parts = || std::iter::once(this).chain(args);
    if !parts().any(|part| long(part).is_some()) || !makes_plain(&object, context)? {
        return Ok(None);
    }
    for part in parts() {
        let Some(object) = part.as_object() else { continue };
        let plain = object.is_array() && !object.is::<Proxy>() && may_grow(&object, context)?;
        let spread = object.get(JsSymbol::is_concat_spreadable(), context)?;
        if !plain || !spread.is_undefined() {
            return Ok(None);
        }
    }
    let result = JsArray::new(context)?;
    let mut total = 0_u64;
    let mut pace = Pace::default();
    for part in parts() {
        let Some(object) = part.as_object() else {
            result.create_data_property_or_throw(total, part.clone(), context)?;
            total += 1;
            continue;
        };
        let length = object.get(js_string!("length"), context)?.to_length(context)?;
        let mut indices: Vec<u32> = object.borrow().properties().index_property_keys().collect();
        indices.sort_unstable();
        for index in indices {
            pace.step(context)?;
            if object.has_property(index, context)? {
                let value = object.get(index, context)?;
                let place = total + u64::from(index);
                result.create_data_property_or_throw(place, value, context)?;
            }
        }
        total += length;
    }
    set_length(&result, total, context)?;
    Ok(Some(result.into()))
}

/// `Array.from(items[, map[, this]])` of what has a length and is not iterable; `None` for all else.
pub(super) fn from_like(args: &[JsValue], context: &mut Context) -> JsResult<Option<JsValue>> {
    let object = args.get_or_undefined(0).as_object();
    let map = args.get_or_undefined(1);
    let Some(object) = object.filter(|object| !object.is::<Proxy>() && !object.is_array()) else {
        return Ok(None);
    };
    let callback = map.as_function();
    if callback.is_none() && !map.is_undefined()
        || object.has_property(JsSymbol::iterator(), context)?
    {
        return Ok(None);
    }
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    if length > u64::from(u32::MAX) {
        return Err(JsNativeError::range().with_message("Invalid array length").into());
    }
    let mut items = Vec::new();
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        let item = object.get(index, context)?;
        items.push(match &callback {
            Some(callback) => {
                let result =
                    callback.call(args.get_or_undefined(2), &[item, index.into()], context);
                crate::settled(result, context)?
            }
            None => item,
        });
    }
    Ok(Some(JsArray::from_iter(items, context).into()))
}
