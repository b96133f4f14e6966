//! `%TypedArray%.prototype.sort` and `toSorted` in numeric order, which the engine gets by asking for
//! one element after the other. ECMA-262 §23.2.3.29, §23.2.4.7 CompareTypedArrayElements.

use boa_engine::{Context, JsError, JsResult, JsValue, builtins::typed_array::TypedArrayKind};

use super::{copy, view::View};
use crate::{
    interrupt::{Pace, Until, in_parts},
    sort::merge_runs,
};

/// Sorts a typed array where it lies; `false`, and nothing done, where the engine is to decide.
///
/// # Errors
/// The engine's, where the script is to end: the array is then as it was.
pub(crate) fn sort(this: &JsValue, context: &mut Context) -> JsResult<bool> {
    let Some(view) = View::of(this, context)? else { return Ok(false) };
    arrange(&view, context)?;
    Ok(true)
}

/// A sorted copy; `None` where the engine is to make it.
///
/// # Errors
/// As of [`sort`].
pub(crate) fn to_sorted(this: &JsValue, context: &mut Context) -> JsResult<Option<JsValue>> {
    let Some(view) = View::of(this, context)? else { return Ok(None) };
    let Some((array, made)) = copy(&view, context)? else { return Ok(None) };
    arrange(&made, context)?;
    Ok(Some(array))
}

fn arrange(view: &View, context: &mut Context) -> JsResult<()> {
    match view.width() {
        1 | 2 => count(view, context),
        4 => in_order(view, |key| u32::try_from(key).unwrap_or(u32::MAX), context),
        _ => in_order(view, |key| key, context),
    }
}

/// Sorts by counting how often each of at most 2¹⁶ keys is there.
fn count(view: &View, context: &mut Context) -> JsResult<()> {
    let (kind, width) = (view.kind, view.width());
    let mut counts = vec![0_usize; 1 << (8 * width)];
    view.with(0..view.length, |bytes| {
        for (_, part) in in_parts(bytes) {
            for element in part.chunks_exact(width) {
                let place = usize::try_from(key(element, kind)).ok();
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
            }
        }
    });
    Pace::look(context)?;
    let elements = (0_u64..).zip(counts);
    write(view, elements.flat_map(|(key, count)| std::iter::repeat_n(key, count)));
    Ok(())
}

/// Sorts by keys of a size.
fn in_order<K: Copy + Into<u64> + Ord>(
    view: &View,
    narrow: impl Fn(u64) -> K,
    context: &mut Context,
) -> JsResult<()> {
    /// So many are sorted between two looks for an interrupt.
    const PART: usize = 1 << 14;
    let mut keys = Vec::with_capacity(view.length);
    view.with(0..view.length, |bytes| {
        let elements = bytes.chunks_exact(view.width());
        keys.extend(Until::new(elements).map(|element| narrow(key(element, view.kind))));
    });
    for part in keys.chunks_mut(PART) {
        Pace::look(context)?;
        part.sort_unstable();
    }
    let mut pace = Pace::default();
    let keys = merge_runs::<_, JsError>(keys, PART, &mut |one: &K, two: &K| {
        pace.step(context)?;
        Ok(one.cmp(two))
    })?;
    write(view, keys.into_iter().map(Into::into));
    Ok(())
}

/// Writes the elements that keys stand for.
fn write(view: &View, keys: impl Iterator<Item = u64>) {
    let width = view.width();
    let shift = 8 * (8 - width);
    view.with_mut(0..view.length, |bytes| {
        for (place, key) in bytes.chunks_exact_mut(width).zip(keys) {
            let raw = match order(view.kind) {
                Order::Unsigned => key,
                Order::Signed => key ^ sign(width),
                Order::Float if key & sign(width) == 0 => !key << shift >> shift,
                Order::Float => key ^ sign(width),
            };
            place.copy_from_slice(raw.to_le_bytes().get(..width).unwrap_or_default());
        }
    });
}

/// What an element is sorted by: less is less. -0 is less than 0, and NaN, whatever its bits, is
/// greater than all.
fn key(element: &[u8], kind: TypedArrayKind) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(element) {
        *to = *from;
    }
    let (raw, sign) = (u64::from_le_bytes(bytes), sign(element.len()));
    match order(kind) {
        Order::Unsigned => raw,
        Order::Signed => raw ^ sign,
        Order::Float => {
            let magnitude = raw & (sign - 1);
            let infinity = match element.len() {
                2 => 0x7C00,
                4 => 0x7F80_0000,
                _ => 0x7FF0_0000_0000_0000,
            };
            match raw & sign {
                _ if magnitude > infinity => sign | (sign - 1),
                0 => raw ^ sign,
                _ => sign - 1 - magnitude,
            }
        }
    }
}

/// The sign's bit of an element of so many bytes.
const fn sign(width: usize) -> u64 {
    1 << (8 * width - 1)
}

/// How the bits of an element are to be read.
enum Order {
    Float,
    Signed,
    Unsigned,
}

const fn order(kind: TypedArrayKind) -> Order {
    match kind {
        TypedArrayKind::Float16 | TypedArrayKind::Float32 | TypedArrayKind::Float64 => Order::Float,
        TypedArrayKind::Int8
        | TypedArrayKind::Int16
        | TypedArrayKind::Int32
        | TypedArrayKind::BigInt64 => Order::Signed,
        TypedArrayKind::Uint8
        | TypedArrayKind::Uint8Clamped
        | TypedArrayKind::Uint16
        | TypedArrayKind::Uint32
        | TypedArrayKind::BigUint64 => Order::Unsigned,
    }
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, |context| {
            crate::typed_array::install(context)?;
            crate::sort::install(context)
        })
    }

    #[test]
    fn elements_of_every_kind_are_sorted_by_value() {
        let text = "let n = 7; const random = (below) => (n = n * 16807 % 2147483647) % below;
            const show = (list) => Array.from(list, (v) => Object.is(v, -0) ? '-0' : String(v)).join();
            const order = (a, b) => a < b ? -1 : a > b ? 1
                : a !== a ? (b !== b ? 0 : 1) : b !== b ? -1
                : Object.is(a, b) ? 0 : Object.is(a, -0) ? -1 : 1;
            const wrong = [];
            for (const Class of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array,
                Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]) {
                const big = Class.name.startsWith('Big');
                const values = Array.from({ length: 20000 }, (_, i) => big ? BigInt(random(9e8)) - 4n
                    : i % 50 ? random(2e5) / 4 - 2e4 : [NaN, -0, 0, Infinity, -Infinity][i % 5]);
                const array = new Class(values);
                const wanted = Array.from(array).sort(order);
                if (show(array.toSorted()) !== show(wanted)) wrong.push(Class.name + ' toSorted');
                if (show(array) !== show(new Class(values))) wrong.push(Class.name + ' changed');
                const part = array.subarray(5, 15).sort();
                if (show(part) !== show(new Class(values.slice(5, 15)).sort((a, b) => order(a, b)))) {
                    wrong.push(Class.name + ' subarray');
                }
                if (show(array.sort()) !== show(wanted)) wrong.push(Class.name);
                if (show(array.toReversed()) !== show(wanted.reverse())) wrong.push(Class.name + ' reversed');
            }
            wrong.join()";
        assert_eq!(eval(text), "");
    }
}
