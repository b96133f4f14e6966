//! Sorting that holds whatever the comparator does: `Array.prototype.sort` and `toSorted`, and
//! those of typed arrays. ECMA-262 §23.1.3.30, §23.1.3.34, §23.2.3.29, §23.2.3.33.
//!
//! The engine sorts with the standard library's function, which panics where an order is no total
//! one. This is a stable merge sort, after runs by binary insertion; a comparator that throws stops
//! it at once, and the array is then left as it was.

mod known;
mod phrase;

use std::cmp::Ordering;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsValue,
    builtins::proxy::Proxy,
    js_string,
    object::builtins::{JsArray, JsFunction, JsTypedArray},
};

use crate::{
    array::dense::{elements, overwrite, with},
    builtin::method_over,
    interrupt::Pace,
    recursion::catchable,
    typed_array,
};

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    known::install(context)?;
    let array = context.intrinsics().constructors().array().prototype();
    method_over(&array, "sort", 1, sort, context)?;
    method_over(&array, "toSorted", 1, to_sorted, context)?;
    let typed = context.intrinsics().constructors().typed_array().prototype();
    method_over(&typed, "sort", 1, sort_typed, context)?;
    method_over(&typed, "toSorted", 1, to_sorted_typed, context)
}

/// The comparator, if one is given.
///
/// # Errors
/// `TypeError` where it is something else.
fn comparator(args: &[JsValue]) -> JsResult<Option<JsFunction>> {
    let value = args.get_or_undefined(0);
    if value.is_undefined() {
        return Ok(None);
    }
    value.as_function().map(Some).ok_or_else(|| {
        let message = format!(
            "The comparison function must be either a function or undefined [{}]",
            value.display()
        );
        JsNativeError::typ().with_message(message).into()
    })
}

fn length(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    object.get(js_string!("length"), context)?.to_length(context)
}

/// `Array.prototype.sort(comparator)`
fn sort(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let comparator = comparator(args)?;
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    if let Some(items) = elements(&object) {
        Pace::look(context)?;
        let items = sorted(items, comparator.as_ref(), context)?;
        // The comparator may have changed the array.
        if with(&object, |dense| dense.len()) == Some(items.len()) {
            overwrite(&object, 0, &items);
            return Ok(object.into());
        }
        return write_back(object, items, length, context);
    }
    let proxy = object.is::<Proxy>();
    let mut items = Vec::new();
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        if proxy && !object.has_property(index, context)? {
            continue;
        }
        let item = object.get(index, context)?;
        if !item.is_undefined() || proxy || object.has_property(index, context)? {
            items.push(item);
        }
    }
    let items = sorted(items, comparator.as_ref(), context)?;
    write_back(object, items, length, context)
}

/// Stores what was sorted, and makes holes of the places that are left.
fn write_back(
    object: JsObject,
    items: Vec<JsValue>,
    length: u64,
    context: &mut Context,
) -> JsResult<JsValue> {
    let count = items.len() as u64;
    for (index, item) in items.into_iter().enumerate() {
        object.set(index, item, true, context)?;
    }
    let mut pace = Pace::default();
    for index in count..length {
        pace.step(context)?;
        object.delete_property_or_throw(index, context)?;
    }
    Ok(object.into())
}

/// `Array.prototype.toSorted(comparator)`
fn to_sorted(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let comparator = comparator(args)?;
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    if length > u64::from(u32::MAX) {
        return Err(JsNativeError::range().with_message("Invalid array length").into());
    }
    let mut items = Vec::new();
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        items.push(object.get(index, context)?);
    }
    let items = sorted(items, comparator.as_ref(), context)?;
    Ok(JsArray::from_iter(items, context).into())
}

/// `%TypedArray%.prototype.sort(comparator)`
fn sort_typed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if comparator(args)?.is_none() && typed_array::sort(this, context)? {
        return Ok(this.clone());
    }
    sort_view(this, None, args, engine, context)
}

/// `%TypedArray%.prototype.toSorted(comparator)`
fn to_sorted_typed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    // The engine's own copy is of the right kind and length.
    match comparator(args)? {
        None => match typed_array::to_sorted(this, context)? {
            Some(sorted) => Ok(sorted),
            None => engine.call(this, args, context),
        },
        Some(_) => {
            let copy = match typed_array::to_sorted(this, context)? {
                Some(copy) => copy,
                None => engine.call(this, &[], context)?,
            };
            sort_view(this, copy.as_object(), args, engine, context)
        }
    }
}

fn sort_view(
    this: &JsValue,
    copy: Option<JsObject>,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let view = this.as_object().filter(|object| JsTypedArray::from_object(object.clone()).is_ok());
    let (Some(comparator), Some(view)) = (comparator(args)?, view) else {
        return engine.call(this, args, context);
    };
    if copy.is_none() && !typed_array::is_present(&view, context)? {
        return engine.call(this, args, context);
    }
    let length = JsTypedArray::from_object(view.clone())?.length(context)?;
    let mut items = Vec::with_capacity(length);
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        items.push(view.get(index, context)?);
    }
    let items = compared(items, &comparator, context)?;
    let target = copy.unwrap_or(view);
    for (index, item) in items.into_iter().enumerate() {
        pace.step(context)?;
        target.set(index, item, true, context)?;
    }
    Ok(target.into())
}

/// Sorts values: undefined last, the rest by the comparator or as text.
fn sorted(
    items: Vec<JsValue>,
    comparator: Option<&JsFunction>,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let count = items.len();
    let defined: Vec<JsValue> = items.into_iter().filter(|item| !item.is_undefined()).collect();
    let mut result = match comparator {
        Some(comparator) => compared(defined, comparator, context)?,
        None => by_text(defined, context)?,
    };
    result.resize(count, JsValue::undefined());
    Ok(result)
}

/// Sorts values by the comparator: without calls, if it is a known one.
fn compared(
    items: Vec<JsValue>,
    comparator: &JsFunction,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    if items.len() > RUN
        && let Some(sorted) = known::sorted(&items, comparator, context)?
    {
        return Ok(sorted);
    }
    merge_sort(items, &mut |one, two| ordered(comparator, one, two, context))
}

/// Sorts values by their texts.
fn by_text(items: Vec<JsValue>, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let mut pace = Pace::default();
    let order = if items.iter().all(JsValue::is_number) {
        // One text for all: there are no millions of strings to be freed.
        let mut all = Vec::with_capacity(items.len() * 8);
        let mut spans = Vec::with_capacity(items.len());
        for item in &items {
            pace.step(context)?;
            let start = all.len();
            let text = item.to_string(context)?;
            all.extend_from_slice(text.as_str().as_latin1().unwrap_or_default());
            spans.push(start..all.len());
        }
        let text = |at: u32| all.get(spans.get(at as usize)?.clone());
        in_order(items.len(), |one, two| text(one).cmp(&text(two)), context)?
    } else {
        let mut texts = Vec::with_capacity(items.len());
        for item in &items {
            pace.step(context)?;
            texts.push(item.to_string(context)?);
        }
        let text = |at: u32| texts.get(at as usize);
        in_order(items.len(), |one, two| text(one).cmp(&text(two)), context)?
    };
    Ok(order.into_iter().filter_map(|at| items.get(at as usize).cloned()).collect())
}

/// The indices of so many items in order, by a comparison that runs no script.
fn in_order(
    count: usize,
    compare: impl Fn(u32, u32) -> Ordering,
    context: &mut Context,
) -> JsResult<Vec<u32>> {
    /// So many are sorted between two looks for an interrupt.
    const PART: usize = 1 << 13;
    let mut order: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    for part in order.chunks_mut(PART) {
        Pace::look(context)?;
        part.sort_by(|one, two| compare(*one, *two));
    }
    let mut pace = Pace::default();
    merge_runs(order, PART, &mut |one, two| {
        pace.step(context)?;
        Ok(compare(*one, *two))
    })
}

fn ordered(
    comparator: &JsFunction,
    one: &JsValue,
    two: &JsValue,
    context: &mut Context,
) -> JsResult<Ordering> {
    let args = [one.clone(), two.clone()];
    let order = comparator
        .call(&JsValue::undefined(), &args, context)
        .map_err(|error| catchable(error, context))?;
    let order = match order.as_number() {
        Some(order) => order,
        None => order.to_number(context)?,
    };
    Ok(order.partial_cmp(&0.0).unwrap_or(Ordering::Equal))
}

/// Runs of this length are made by binary insertion.
const RUN: usize = 12;

/// A stable merge sort that asks nothing of the order, not even that it is one.
fn merge_sort<T: Clone, E>(
    mut items: Vec<T>,
    compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, E>,
) -> Result<Vec<T>, E> {
    for run in items.chunks_mut(RUN) {
        insertion_sort(run, compare)?;
    }
    merge_runs(items, RUN, compare)
}

/// Merges sorted runs of a length.
pub(crate) fn merge_runs<T: Clone, E>(
    mut items: Vec<T>,
    mut width: usize,
    compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, E>,
) -> Result<Vec<T>, E> {
    let mut merged = Vec::new();
    while width < items.len() {
        merged.clear();
        merged.reserve(items.len());
        for pair in items.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, &mut merged, compare)?;
        }
        std::mem::swap(&mut items, &mut merged);
        width *= 2;
    }
    Ok(items)
}

fn insertion_sort<T, E>(
    run: &mut [T],
    compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, E>,
) -> Result<(), E> {
    for end in 1..run.len() {
        let Some((item, before)) = run.get(..=end).and_then(<[T]>::split_last) else { break };
        let Some(last) = before.last() else { break };
        // Sorted input costs one comparison an item.
        if compare(last, item)? != Ordering::Greater {
            continue;
        }
        let (mut low, mut high) = (0, end - 1);
        while low < high {
            let middle = low.midpoint(high);
            let Some(other) = before.get(middle) else { break };
            if compare(other, item)? == Ordering::Greater {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if let Some(range) = run.get_mut(low..=end) {
            range.rotate_right(1);
        }
    }
    Ok(())
}

fn merge<T: Clone, E>(
    left: &[T],
    right: &[T],
    merged: &mut Vec<T>,
    compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, E>,
) -> Result<(), E> {
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && compare(last, first)? == Ordering::Greater
    {
        let (mut left, mut right) = (left, right);
        while let (Some((one, rest)), Some((two, others))) =
            (left.split_first(), right.split_first())
        {
            if compare(one, two)? == Ordering::Greater {
                merged.push(two.clone());
                right = others;
            } else {
                merged.push(one.clone());
                left = rest;
            }
        }
        merged.extend_from_slice(left);
        merged.extend_from_slice(right);
    } else {
        merged.extend_from_slice(left);
        merged.extend_from_slice(right);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let items: Vec<(u32, usize)> =
            (0..500_usize).map(|at| (u32::try_from(at * 7919 % 13).unwrap(), at)).collect();
        let mut wanted = items.clone();
        wanted.sort_by_key(|item| item.0);
        let sorted = merge_sort::<_, ()>(items, &mut |one, two| Ok(one.0.cmp(&two.0)));
        assert_eq!(sorted, Ok(wanted));
    }

    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, install)
    }

    #[test]
    fn a_comparator_may_answer_at_random_or_throw() {
        let text = "let n = 1, a = Array.from({ length: 300 }, (_, i) => i);
            a.sort(() => (n = n * 16807 % 2147483647) % 3 - 1);
            try { a.sort((x, y) => { if (x === 150) throw 1; return x - y; }); } catch {}
            new Float64Array(a).sort(() => (n = n * 16807 % 2147483647) % 3 - 1);
            [1, 'a', NaN, 3, undefined, , 2].sort((x, y) => x - y);
            a.sort((x, y) => x - y); a.every((x, i) => x === i) + ' ' + a.length";
        assert_eq!(eval(text), "true 300");
    }

    #[test]
    fn undefined_comes_last_and_holes_after_it() {
        assert_eq!(
            eval("let a = [3, undefined, , 1, 10]; a.sort(); a.length + ':' + a"),
            "5:1,10,3,,"
        );
        assert_eq!(eval("let a = [3, , 1]; a.sort(); 2 in a"), "false");
        assert_eq!(eval("[5, 1, 4].toSorted((a, b) => b - a) + ''"), "5,4,1");
        assert_eq!(eval("new Uint8Array([5, 1, 4]).toSorted((a, b) => b - a) + ''"), "5,4,1");
    }

    #[test]
    fn numbers_are_sorted_alike_with_and_without_calls() {
        let text = "let n = 1, a = Array.from({ length: 200 }, (_, i) =>
                i % 9 === 0 ? [NaN, -0, Infinity, -Infinity, 0.5, undefined][i % 6]
                    : (n = n * 16807 % 2147483647) % 50);
            let show = (list) => list.map((v) => Object.is(v, -0) ? '-0' : v).join();
            show(a.toSorted((x, y) => x - y)) === show(a.toSorted((x, y) => +(x - y))) &&
            show(a.toSorted((x, y) => y - x)) === show(a.toSorted((x, y) => +(y - x)))";
        assert_eq!(eval(text), "true");
    }
}
