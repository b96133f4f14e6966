//! `Array` at the speed of memory, where an array is dense: `Array.from`, `concat`, `copyWithin`,
//! `fill`, `flat`, `includes`, `indexOf`, `lastIndexOf`, `reverse`, `slice`, `splice`, `toReversed`,
//! `toSpliced`, `unshift` and `with`. The engine goes element by element; what is not dense is left
//! to it. ECMA-262 §23.1.

pub(crate) mod dense;
mod flat;
mod generic;
pub(crate) mod long;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, js_string,
    object::builtins::{JsArray, JsFunction, JsSet},
    property::PropertyKey,
};

use self::dense::{
    Dense, Elements, before_holes, elements, iterates_plainly, makes_plain, may_grow, overwrite,
    part, peek, rotate, set_length, spliced, store, swap, with, with_elements,
};
use crate::{
    builtin::method_over,
    interrupt::{Pace, Until, in_parts},
};

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().array();
    let (class, prototype) = (array.constructor(), array.prototype());
    method_over(&class, "from", 1, from, context)?;
    method_over(&prototype, "concat", 1, concat, context)?;
    method_over(&prototype, "copyWithin", 2, copy_within, context)?;
    method_over(&prototype, "fill", 1, fill, context)?;
    method_over(&prototype, "flat", 0, flat::flat, context)?;
    method_over(&prototype, "includes", 1, includes, context)?;
    method_over(&prototype, "indexOf", 1, index_of, context)?;
    method_over(&prototype, "lastIndexOf", 1, last_index_of, context)?;
    method_over(&prototype, "reverse", 0, reverse, context)?;
    method_over(&prototype, "reduceRight", 1, long::reduce_right, context)?;
    method_over(&prototype, "shift", 0, long::shift, context)?;
    method_over(&prototype, "slice", 2, slice, context)?;
    method_over(&prototype, "splice", 2, splice, context)?;
    method_over(&prototype, "toReversed", 0, to_reversed, context)?;
    method_over(&prototype, "toSpliced", 2, to_spliced, context)?;
    method_over(&prototype, "unshift", 1, unshift, context)?;
    method_over(&prototype, "with", 2, with_element, context)
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
        && let Some(array) = part(&object, start, end.max(start), context)
    {
        Pace::look(context)?;
        return Ok(array.into());
    }
    long::slice(this, args, engine, context)
}

/// `Array.prototype.copyWithin(target, start, end)`
fn copy_within(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    fn copy<T: Clone>(items: &mut [T], from: usize, to: usize, count: usize) {
        let part = items.get(from..from + count).unwrap_or_default().to_vec();
        if let Some(target) = items.get_mut(to..to + count) {
            target.clone_from_slice(&part);
        }
    }
    if let Some((object, length)) = length(this)
        && let Some(to) = index(args.get_or_undefined(0), length, 0)
        && let Some(from) = index(args.get_or_undefined(1), length, 0)
        && let Some(end) = index(args.get_or_undefined(2), length, length)
    {
        let count = end.saturating_sub(from).min(length - to);
        let copied = with_elements(&object, |elements| match elements {
            Elements::Integers(items) => copy(items, from, to, count),
            Elements::Floats(items) => copy(items, from, to, count),
            Elements::Values(items) => copy(items, from, to, count),
        });
        if copied.is_some() {
            return Ok(object.into());
        }
    }
    long::copy_within(this, args, engine, context)
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
        if let Some(joined) = long::concat(this, args, context)? {
            return Ok(joined);
        }
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
        Pace::look(context)?;
        if !copied {
            return engine.call(this, args, context);
        }
    }
    let made = JsArray::from_iter(Until::new(items.into_iter()), context);
    Pace::look(context)?;
    Ok(made.into())
}

/// `Array.prototype.includes(element, fromIndex)`
fn includes(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let found = find(this, args, true);
    Pace::look(context)?;
    match found {
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
    let found = find(this, args, false);
    Pace::look(context)?;
    match found {
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
            (Dense::Values(items), _) => among(items, start, wanted, nan),
        };
        Some(found)
    })?
}

/// Finds a value among values of any type.
fn among(items: &[JsValue], start: usize, wanted: &JsValue, nan: bool) -> Option<usize> {
    if let Some(wanted) = wanted.as_object() {
        return position(items, start, |item| {
            item.as_object().is_some_and(|item| JsObject::equals(&item, &wanted))
        });
    }
    if let Some(wanted) = wanted.as_string() {
        return position(items, start, |item| item.as_string().is_some_and(|item| item == wanted));
    }
    if nan {
        return position(items, start, |item| JsValue::same_value_zero(item, wanted));
    }
    position(items, start, |item| item.strict_equals(wanted))
}

/// Where the first such item is; `None` also where the script is to end, which is looked for
/// afterwards.
fn position<T>(items: &[T], start: usize, same: impl Fn(&T) -> bool) -> Option<usize> {
    let mut parts = in_parts(items.get(start..)?);
    parts.find_map(|(at, part)| Some(start + at + part.iter().position(&same)?))
}

/// The same of the last such item.
fn last_position<T>(items: &[T], same: impl Fn(&T) -> bool) -> Option<usize> {
    Until::new(items.iter().enumerate().rev()).find(|(_, item)| same(item)).map(|(at, _)| at)
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
                last_position(items, |item| f64::from(*item) == number)
            }
            (Dense::Floats(items), Some(number)) => last_position(items, |item| *item == number),
            (Dense::Integers(_) | Dense::Floats(_), None) => None,
            (Dense::Values(items), _) => last_position(items, |item| item.strict_equals(wanted)),
        })
    });
    Pace::look(context)?;
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
        fill_dense(&object, args.get_or_undefined(0), start, end, length, context)?;
        return Ok(object.into());
    }
    generic::fill(this, args, context)
}

/// Fills a range of an array that is dense, or empty but for its length.
fn fill_dense(
    object: &JsObject,
    value: &JsValue,
    start: usize,
    end: usize,
    length: usize,
    context: &mut Context,
) -> JsResult<()> {
    let filled = with(object, |_| ()).and_then(|()| {
        with_elements(object, |elements| match (elements, value.as_i32()) {
            (Elements::Integers(items), Some(value)) => {
                items.get_mut(start..end)?.fill(value);
                Some(())
            }
            (Elements::Floats(items), _) => {
                items.get_mut(start..end)?.fill(value.as_number()?);
                Some(())
            }
            (Elements::Values(items), _) => {
                items.get_mut(start..end)?.fill(value.clone());
                Some(())
            }
            _ => None,
        })
        .flatten()
    });
    if filled.is_some() {
        return Ok(());
    }
    if end.saturating_sub(start) == length && length > STORED {
        let items = Until::new(std::iter::repeat_n(value.clone(), length));
        let fresh = JsArray::from_iter(items, context);
        Pace::look(context)?;
        if swap(object, &fresh.into()) {
            return Ok(());
        }
    }
    let mut pace = Pace::default();
    for place in start..end {
        pace.step(context)?;
        store(object, place, value.clone());
    }
    Ok(())
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
    if let Some((object, _)) = length(this) {
        let reversed = with_elements(&object, |elements| match elements {
            Elements::Integers(items) => items.reverse(),
            Elements::Floats(items) => items.reverse(),
            Elements::Values(items) => items.reverse(),
        });
        if reversed.is_some() {
            return Ok(object.into());
        }
    }
    long::reverse(this, args, engine, context)
}

/// `Array.prototype.toReversed()`
fn to_reversed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    fn make<T: Clone + Into<JsValue>>(items: &[T], context: &mut Context) -> JsArray {
        JsArray::from_iter(Until::new(items.iter().rev().cloned().map(Into::into)), context)
    }
    let reversed = this.as_object().and_then(|object| {
        with(&object, |dense| match dense {
            Dense::Integers(items) => make(items, context),
            Dense::Floats(items) => make(items, context),
            Dense::Values(items) => make(items, context),
        })
    });
    Pace::look(context)?;
    match reversed {
        Some(reversed) => Ok(reversed.into()),
        None => long::to_reversed(this, args, engine, context),
    }
}

/// `Array.prototype.toSpliced(start, skipCount, ...items)`
fn to_spliced(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some((object, length)) = length(this)
        && let Some(start) = index(args.get_or_undefined(0), length, 0)
        && let Some(count) = delete_count(args, length - start)
    {
        let count = if args.is_empty() { 0 } else { count };
        let items = args.get(2..).unwrap_or_default();
        if let Some(array) = spliced(&object, start, items, start + count, context) {
            Pace::look(context)?;
            return Ok(array.into());
        }
    }
    long::to_spliced(this, args, engine, context)
}

/// `Array.prototype.with(index, value)`
fn with_element(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some((object, length)) = length(this)
        && let Some(at) = args.first().and_then(JsValue::as_i32)
        && let Ok(at) = usize::try_from(at)
        && at < length
        && let Some(value) = args.get(1..2)
        && let Some(array) = spliced(&object, at, value, at + 1, context)
    {
        Pace::look(context)?;
        return Ok(array.into());
    }
    long::with_element(this, args, engine, context)
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
    if let Some(object) = this.as_object()
        && let Some((count, length)) = before_holes(&object)
        && !args.is_empty()
        && may_grow(&object, context)?
    {
        #[expect(clippy::cast_precision_loss, reason = "there are not 2⁵³ arguments")]
        let total = length + args.len() as f64;
        replace(&object, count, 0, 0, args, context)?;
        if total >= 4_294_967_296.0 {
            set_length(&object, length);
            return Err(JsNativeError::range().with_message("Invalid array length").into());
        }
        set_length(&object, total);
        return Ok(total.into());
    }
    long::unshift(this, args, engine, context)
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
        Pace::look(context)?;
        replace(&object, length, start, count, args.get(2..).unwrap_or_default(), context)?;
        return Ok(JsArray::from_iter(removed, context).into());
    }
    long::splice(this, args, engine, context)
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
    let fewer = count.saturating_sub(items.len());
    if fewer > POPPED
        && let Some(fresh) = spliced(object, start, items, start + count, context)
    {
        Pace::look(context)?;
        if swap(object, &fresh) {
            return Ok(());
        }
    }
    // What there is no place for is put behind the last element, and from there to its own place.
    let (over, behind) = items.split_at(count.min(items.len()));
    let mut tail = Vec::new();
    if with_elements(object, |_| ()).is_none() && count != items.len() {
        with(object, |dense| dense.copy(start + count, length, &mut tail));
        Pace::look(context)?;
    }
    overwrite(object, start, over);
    if !tail.is_empty() {
        // In ascending order: behind the last element there is room for one more only.
        for (place, item) in behind.iter().cloned().chain(tail).enumerate() {
            store(object, start + over.len() + place, item);
        }
    } else if fewer > 0 {
        rotate(object, start + over.len(), length, fewer.cast_signed());
    } else {
        for (place, item) in behind.iter().enumerate() {
            store(object, length + place, item.clone());
        }
        rotate(object, start + count, total, -behind.len().cast_signed());
    }
    for last in (total..length).rev() {
        object.delete_property_or_throw(last, context)?;
    }
    if total != length {
        set_length(object, total);
    }
    Ok(())
}

/// `Array.from(items)` of a dense array or a set whose iterators are the language's own, and
/// `Array.from(items, map[, this])` of such an array.
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
    if plain && let Some(made) = long::from_like(args, context)? {
        return Ok(made);
    }
    if plain
        && let (Some(source), Some(map)) =
            (args.get_or_undefined(0).as_object(), args.get_or_undefined(1).as_function())
        && with(&source, |_| ()).is_some()
        && iterates_plainly(&source, context)?
    {
        return mapped(&source, &map, args.get_or_undefined(2), context);
    }
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
    Pace::look(context)?;
    let Some(items) = items else { return engine.call(this, args, context) };
    let made = JsArray::from_iter(Until::new(items.into_iter()), context);
    Pace::look(context)?;
    Ok(made.into())
}

/// What a callback makes of the elements of an array, which it may change meanwhile.
fn mapped(
    source: &JsObject,
    map: &JsFunction,
    this: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut made = Vec::new();
    let mut pace = Pace::default();
    for index in 0_u64.. {
        pace.step(context)?;
        let item = match peek(source, index) {
            Some(item) => item,
            None if source.get(js_string!("length"), context)?.to_length(context)? > index => {
                source.get(index, context)?
            }
            None => break,
        };
        let result = map.call(this, &[item, index.into()], context);
        made.push(crate::settled(result, context)?);
    }
    Ok(JsArray::from_iter(made, context).into())
}

/// So many elements are stored one by one; where there are more, the array is made anew.
const STORED: usize = 64;
/// So many elements are taken from an array's end one by one.
const POPPED: usize = 256;
