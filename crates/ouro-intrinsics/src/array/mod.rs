//! `Array` at the speed of memory, where an array is dense: `Array.from`, `concat`, `fill`,
//! `flat`, `includes`, `indexOf`, `lastIndexOf`, `reverse`, `slice`, `splice` and `unshift`. The
//! engine goes element by element; what is not dense is left to it. ECMA-262 §23.1.

pub(crate) mod dense;
mod flat;
mod generic;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, js_string,
    object::builtins::{JsArray, JsFunction, JsSet},
    property::PropertyKey,
};

use self::dense::{Dense, elements, makes_plain, may_grow, spliced, store, swap, with};
use crate::builtin::method_over;

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().array();
    let (class, prototype) = (array.constructor(), array.prototype());
    method_over(&class, "from", 1, from, context)?;
    method_over(&prototype, "concat", 1, concat, context)?;
    method_over(&prototype, "fill", 1, fill, context)?;
    method_over(&prototype, "flat", 0, flat::flat, context)?;
    method_over(&prototype, "includes", 1, includes, context)?;
    method_over(&prototype, "indexOf", 1, index_of, context)?;
    method_over(&prototype, "lastIndexOf", 1, last_index_of, context)?;
    method_over(&prototype, "reverse", 0, reverse, context)?;
    method_over(&prototype, "slice", 2, slice, context)?;
    method_over(&prototype, "splice", 2, splice, context)?;
    method_over(&prototype, "unshift", 1, unshift, context)
}

/// The length of a dense array; `None` for anything else.
fn length(this: &JsValue) -> Option<(JsObject, usize)> {
    let object = this.as_object()?;
    let length = with(&object, |dense| dense.len())?;
    Some((object, length))
}

/// An index that counts from the end where it is negative, clamped to the length; `None` where it
/// is an object, whose conversion may run script.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=length before"
)]
fn index(value: &JsValue, length: usize, missing: usize) -> Option<usize> {
    if value.is_undefined() {
        return Some(missing);
    }
    let number = value.as_number()?.trunc();
    let total = length as f64;
    let number = if number < 0.0 { number + total } else { number };
    // A NaN is cast to 0.
    Some(number.clamp(0.0, total) as usize)
}

/// `Array.prototype.slice(start, end)`
fn slice(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some((object, length)) = length(this)
        && let Some(start) = index(args.get_or_undefined(0), length, 0)
        && let Some(end) = index(args.get_or_undefined(1), length, length)
        && makes_plain(&object, context)?
    {
        let mut items = Vec::with_capacity(end.saturating_sub(start));
        with(&object, |dense| dense.copy(start, end.max(start), &mut items));
        return Ok(JsArray::from_iter(items, context).into());
    }
    engine.call(this, args, context)
}

/// `Array.prototype.concat(...items)`
fn concat(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    // What is not dense may have getters, and each is to be asked once.
    let is_simple =
        |part: &JsValue| part.as_object().is_none_or(|part| with(&part, |_| ()).is_some());
    let plain = match this.as_object() {
        Some(object) if object.is_array() => {
            args.iter().all(is_simple) && is_simple(this) && makes_plain(&object, context)?
        }
        _ => false,
    };
    if !plain {
        return engine.call(this, args, context);
    }
    let mut items = Vec::new();
    for part in std::iter::once(this).chain(args) {
        let Some(object) = part.as_object() else {
            items.push(part.clone());
            continue;
        };
        let spread = object.get(JsSymbol::is_concat_spreadable(), context)?;
        let copied = (spread.is_undefined() || spread.to_boolean())
            && with(&object, |dense| dense.copy(0, dense.len(), &mut items)).is_some();
        if !copied {
            return engine.call(this, args, context);
        }
    }
    Ok(JsArray::from_iter(items, context).into())
}

/// `Array.prototype.includes(element, fromIndex)`
fn includes(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match find(this, args, true) {
        Some(found) => Ok(found.is_some().into()),
        None => Ok(generic::find(this, args, true, context)?.is_some().into()),
    }
}

/// `Array.prototype.indexOf(element, fromIndex)`
fn index_of(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match find(this, args, false) {
        Some(found) => Ok(found.map_or_else(|| (-1).into(), JsValue::from)),
        None => Ok(place(generic::find(this, args, false, context)?)),
    }
}

/// What a search found, as the number that it returns.
fn place(found: Option<u64>) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "lengths are below 2^53")]
    found.map_or_else(|| (-1).into(), |index| JsValue::from(index as f64))
}

/// Finds an element from an index on; `nan` says whether NaN equals itself. The outer `None` is for
/// arrays that are not dense.
fn find(this: &JsValue, args: &[JsValue], nan: bool) -> Option<Option<usize>> {
    let wanted = args.get_or_undefined(0);
    let object = this.as_object()?;
    with(&object, |dense| {
        let start = index(args.get_or_undefined(1), dense.len(), 0)?;
        let number = wanted.as_number();
        let found = match (dense, number) {
            (Dense::Integers(items), Some(number)) => {
                position(items, start, |item| f64::from(*item) == number)
            }
            (Dense::Floats(items), Some(number)) => position(items, start, |item| {
                *item == number || (nan && item.is_nan() && number.is_nan())
            }),
            (Dense::Integers(_) | Dense::Floats(_), None) => None,
            (Dense::Values(items), _) if nan => {
                position(items, start, |item| JsValue::same_value_zero(item, wanted))
            }
            (Dense::Values(items), _) => position(items, start, |item| item.strict_equals(wanted)),
        };
        Some(found)
    })?
}

fn position<T>(items: &[T], start: usize, same: impl Fn(&T) -> bool) -> Option<usize> {
    items.get(start..)?.iter().position(same).map(|index| index + start)
}

/// `Array.prototype.lastIndexOf(element, fromIndex)`
fn last_index_of(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let wanted = args.get_or_undefined(0);
    let object = this.as_object().filter(|_| args.len() < 2);
    let found = object.and_then(|object| {
        with(&object, |dense| match (dense, wanted.as_number()) {
            (Dense::Integers(items), Some(number)) => {
                items.iter().rposition(|item| f64::from(*item) == number)
            }
            (Dense::Floats(items), Some(number)) => items.iter().rposition(|item| *item == number),
            (Dense::Integers(_) | Dense::Floats(_), None) => None,
            (Dense::Values(items), _) => items.iter().rposition(|item| item.strict_equals(wanted)),
        })
    });
    match found {
        Some(found) => Ok(found.map_or_else(|| (-1).into(), JsValue::from)),
        None => Ok(place(generic::find_last(this, args, context)?)),
    }
}

/// `Array.prototype.fill(value, start, end)`; also of an array that has a length only.
fn fill(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object().filter(JsObject::is_array);
    if let Some(object) = object
        && may_grow(&object, context)?
        && let Some(length) = fillable(&object)
        && let Some(start) = index(args.get_or_undefined(1), length, 0)
        && let Some(end) = index(args.get_or_undefined(2), length, length)
        && (start == 0 || with(&object, |_| ()).is_some())
    {
        for place in start..end {
            store(&object, place, args.get_or_undefined(0).clone());
        }
        return Ok(object.into());
    }
    generic::fill(this, args, context)
}

/// The length of an array that is dense or quite empty.
fn fillable(object: &JsObject) -> Option<usize> {
    const MOST: f64 = 33_554_432.0;
    if let Some(length) = with(object, |dense| dense.len()) {
        return Some(length);
    }
    let borrowed = object.borrow();
    let properties = borrowed.properties();
    if properties.index_property_keys().next().is_some() {
        return None;
    }
    let length = properties.get(&PropertyKey::from(js_string!("length")))?.value()?.as_number()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number below 2²⁵"
    )]
    (length <= MOST).then_some(length as usize)
}

/// `Array.prototype.reverse()`
fn reverse(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object();
    match object.and_then(|object| elements(&object).map(|items| (object, items))) {
        Some((object, items)) => {
            for (place, item) in items.into_iter().rev().enumerate() {
                store(&object, place, item);
            }
            Ok(object.into())
        }
        None => engine.call(this, args, context),
    }
}

/// `Array.prototype.unshift(...items)`
fn unshift(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some((object, length)) = length(this)
        && may_grow(&object, context)?
    {
        replace(&object, length, 0, 0, args, context)?;
        return Ok((length + args.len()).into());
    }
    engine.call(this, args, context)
}

/// `Array.prototype.splice(start, deleteCount, ...items)`
fn splice(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some((object, length)) = length(this)
        && let Some(start) = index(args.get_or_undefined(0), length, 0)
        && let Some(count) = delete_count(args, length - start)
        && makes_plain(&object, context)?
        && may_grow(&object, context)?
    {
        let start = if args.is_empty() { length } else { start };
        let count = count.min(length - start);
        let mut removed = Vec::with_capacity(count);
        with(&object, |dense| dense.copy(start, start + count, &mut removed));
        replace(&object, length, start, count, args.get(2..).unwrap_or_default(), context)?;
        return Ok(JsArray::from_iter(removed, context).into());
    }
    engine.call(this, args, context)
}

/// How many elements a `splice` takes out; `None` where its conversion may run script.
fn delete_count(args: &[JsValue], most: usize) -> Option<usize> {
    match args.get(1) {
        None => Some(most),
        Some(count) if count.is_undefined() => Some(0),
        Some(count) if count.as_number()? < 0.0 => Some(0),
        Some(count) => index(count, most, 0),
    }
}

/// Puts items in place of `count` elements from `start`.
///
/// # Errors
/// `TypeError` where the array becomes too long.
fn replace(
    object: &JsObject,
    length: usize,
    start: usize,
    count: usize,
    items: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let total = length - count + items.len();
    if u32::try_from(total).is_err() {
        return Err(JsNativeError::typ().with_message("Invalid array length").into());
    }
    let moved = if count == items.len() { 0 } else { length - start - count };
    if moved > STORED
        && moved > start / 4
        && let Some(fresh) = spliced(object, start, items, start + count, context)
        && swap(object, &fresh)
    {
        return Ok(());
    }
    let mut tail = Vec::new();
    if count != items.len() {
        with(object, |dense| dense.copy(start + count, length, &mut tail));
    }
    // In ascending order: behind the last element there is room for one more only.
    for (place, item) in items.iter().cloned().chain(tail).enumerate() {
        store(object, start + place, item);
    }
    if total != length {
        object.set(js_string!("length"), total, true, context)?;
    }
    Ok(())
}

/// `Array.from(items)` of a dense array or a set whose iterators are the language's own.
fn from(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let array = context.intrinsics().constructors().array();
    let (class, array) = (array.constructor(), array.prototype());
    let set = context.intrinsics().constructors().set().prototype();
    let plain = this.as_object().is_some_and(|this| JsObject::equals(&this, &class));
    let source = args.get_or_undefined(0).as_object().filter(|_| plain && args.len() < 2);
    // Any other may have getters or traps, and each is to be asked once.
    let source =
        source.filter(|source| source.is_array() || JsSet::from_object(source.clone()).is_ok());
    let Some(source) = source else { return engine.call(this, args, context) };
    let iterate = source.get(JsSymbol::iterator(), context)?;
    let own = if source.is_array() { &array } else { &set };
    let method = own.get(js_string!("values"), context)?;
    if !iterate.strict_equals(&method) {
        return engine.call(this, args, context);
    }
    let items = match elements(&source) {
        Some(items) => Some(items),
        None => JsSet::from_object(source).ok().and_then(|set| {
            let mut items = Vec::with_capacity(set.size());
            set.for_each_native(|item| {
                items.push(item);
                Ok(())
            })
            .ok()?;
            Some(items)
        }),
    };
    match items {
        Some(items) => Ok(JsArray::from_iter(items, context).into()),
        None => engine.call(this, args, context),
    }
}

/// So many elements are moved one by one; where there are more, the array is made anew.
const STORED: usize = 64;
