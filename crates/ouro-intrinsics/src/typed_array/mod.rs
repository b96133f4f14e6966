//! Typed arrays at the speed of memory: `from`, `fill`, `reverse`, `set`, `indexOf`, `lastIndexOf` and
//! `includes`, which the engine does element by element; and the base64 and hexadecimal methods of
//! `Uint8Array`, which it lacks. ECMA-262 §23.2.3; TC39 proposal-arraybuffer-base64.

mod base64;
mod search;
mod sort;
mod uint8;
mod view;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsSymbol, JsValue,
    builtins::{array_buffer::SharedArrayBuffer, typed_array::TypedArrayKind},
    js_string,
    object::{
        IndexPropertyValues,
        builtins::{JsFunction, JsTypedArray},
    },
    value::IntegerOrInfinity,
};

use self::view::{View, gone, index, push};
use crate::{
    array::{dense, long::long},
    builtin::method_over,
    interrupt::Pace,
    recursion::over,
};

pub(crate) use sort::{sort, to_sorted};

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let typed = context.intrinsics().constructors().typed_array().prototype();
    let class = context.intrinsics().constructors().typed_array().constructor();
    method_over(&class, "from", 1, from, context)?;
    method_over(&typed, "fill", 1, fill, context)?;
    method_over(&typed, "includes", 1, search::includes, context)?;
    method_over(&typed, "indexOf", 1, search::index_of, context)?;
    method_over(&typed, "lastIndexOf", 1, search::last_index_of, context)?;
    method_over(&typed, "reverse", 0, reverse, context)?;
    method_over(&typed, "set", 1, set, context)?;
    // The engine thinks that these cannot fail once a script has shrunk the memory.
    for (name, length) in [("filter", 1), ("map", 1), ("slice", 2), ("with", 2)] {
        method_over(&typed, name, length, over, context)?;
    }
    method_over(&typed, "toReversed", 0, to_reversed, context)?;
    uint8::install(context);
    Ok(())
}

/// Whether a typed array's memory is there, and all of it. Shared memory always is.
pub(crate) fn is_present(array: &JsObject, context: &mut Context) -> JsResult<bool> {
    let buffer = JsTypedArray::from_object(array.clone())?.buffer(context)?;
    let is_shared = buffer.as_object().is_some_and(|buffer| buffer.is::<SharedArrayBuffer>());
    Ok(is_shared || View::of(&array.clone().into(), context)?.is_some())
}

/// `%TypedArray%.from(source)` of a dense array of numbers whose iterator is the language's own.
fn from(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = args.get_or_undefined(0).as_object().filter(|_| args.len() < 2);
    if let Some(class) = this.as_object()
        && let Some(kind) = kind_of(&class, context)
        && let Some(source) = source
        && let Some(length) = dense::with(&source, |dense| dense.len())
        && dense::iterates_plainly(&source, context)?
        && let Some(bytes) = numbers(&source, kind, context)?
    {
        let array = class.construct(&[length.into()], Some(&class), context)?.into();
        if let Some(view) = View::of(&array, context)? {
            view.with_mut(0..view.length, |place| {
                if place.len() == bytes.len() {
                    place.copy_from_slice(&bytes);
                }
            });
        }
        return Ok(array);
    }
    if let (Some(class), None) = (this.as_object(), args.get(1))
        && kind_of(&class, context).is_some()
        && let Some((source, length)) = long(args.get_or_undefined(0))
        && !source.has_property(JsSymbol::iterator(), context)?
    {
        let array = class.construct(&[length.into()], Some(&class), context)?;
        store(&source, length, &array, 0, context)?;
        return Ok(array.into());
    }
    engine.call(this, args, context)
}

/// Stores the elements of a long array-like, from a place on.
fn store(
    source: &JsObject,
    length: u64,
    array: &JsObject,
    start: u64,
    context: &mut Context,
) -> JsResult<()> {
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        let value = source.get(index, context)?;
        array.set(start + index, value, false, context)?;
    }
    Ok(())
}

/// The realm's own classes, and what their elements are.
fn classes(context: &Context) -> [(JsObject, TypedArrayKind); 11] {
    let classes = context.intrinsics().constructors();
    [
        (classes.typed_uint8_array(), TypedArrayKind::Uint8),
        (classes.typed_uint8clamped_array(), TypedArrayKind::Uint8Clamped),
        (classes.typed_int8_array(), TypedArrayKind::Int8),
        (classes.typed_int16_array(), TypedArrayKind::Int16),
        (classes.typed_uint16_array(), TypedArrayKind::Uint16),
        (classes.typed_int32_array(), TypedArrayKind::Int32),
        (classes.typed_uint32_array(), TypedArrayKind::Uint32),
        (classes.typed_float32_array(), TypedArrayKind::Float32),
        (classes.typed_float64_array(), TypedArrayKind::Float64),
        (classes.typed_bigint64_array(), TypedArrayKind::BigInt64),
        (classes.typed_biguint64_array(), TypedArrayKind::BigUint64),
    ]
    .map(|(class, kind)| (class.constructor(), kind))
}

/// What the elements of one of the realm's own classes are.
fn kind_of(class: &JsObject, context: &Context) -> Option<TypedArrayKind> {
    let known = classes(context);
    known.into_iter().find_map(|(known, kind)| JsObject::equals(&known, class).then_some(kind))
}

/// A typed array of the same kind and elements; `None` where the engine is to make it.
fn copy(view: &View, context: &mut Context) -> JsResult<Option<(JsValue, View)>> {
    let mut known = classes(context).into_iter();
    let Some((class, _)) = known.find(|(_, kind)| *kind == view.kind) else { return Ok(None) };
    let array = class.construct(&[view.length.into()], Some(&class), context)?.into();
    let Some(made) = View::of(&array, context)? else { return Ok(None) };
    view.with(0..view.length, |from| {
        made.with_mut(0..made.length, |to| {
            if to.len() == from.len() {
                to.copy_from_slice(from);
            }
        });
    });
    Ok(Some((array, made)))
}

/// `%TypedArray%.prototype.toReversed()`
fn to_reversed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(view) = View::of(this, context)?
        && let Some((array, made)) = copy(&view, context)?
    {
        turn(&made);
        return Ok(array);
    }
    over(this, args, engine, context)
}

/// `%TypedArray%.prototype.fill(value, start, end)`
fn fill(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(before) = View::of(this, context)? else { return engine.call(this, args, context) };
    let mut element = Vec::with_capacity(8);
    push(&mut element, before.kind, args.get_or_undefined(0), context)?;
    let start = index(args.get_or_undefined(1), before.length, 0, context)?;
    let end = index(args.get_or_undefined(2), before.length, before.length, context)?;
    // The conversions may have run script.
    let Some(view) = View::of(this, context)? else { return Err(gone()) };
    let end = end.min(view.length);
    if start < end {
        view.with_mut(start..end, |bytes| repeat(&element, bytes));
    }
    Ok(this.clone())
}

/// Fills bytes with copies of an element.
fn repeat(element: &[u8], bytes: &mut [u8]) {
    if let [byte] = element {
        return bytes.fill(*byte);
    }
    let mut done = element.len().min(bytes.len());
    for (to, from) in bytes.iter_mut().zip(element) {
        *to = *from;
    }
    while done < bytes.len() {
        let more = done.min(bytes.len() - done);
        bytes.copy_within(..more, done);
        done += more;
    }
}

/// The elements of a dense array of numbers, as elements of a kind: converting them runs no script.
/// `None` for anything else.
fn numbers(
    source: &JsObject,
    kind: TypedArrayKind,
    context: &mut Context,
) -> JsResult<Option<Vec<u8>>> {
    if matches!(kind, TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let borrowed = source.borrow();
    match borrowed.properties().index_property_values() {
        IndexPropertyValues::DenseI32(items) => push_integers(items.as_slice(), kind, &mut bytes),
        IndexPropertyValues::DenseF64(items) => {
            for item in items {
                push(&mut bytes, kind, &JsValue::from(*item), context)?;
            }
        }
        IndexPropertyValues::DenseElement(items) => {
            for item in items {
                if !item.is_number() {
                    return Ok(None);
                }
                push(&mut bytes, kind, item, context)?;
            }
        }
        _ => return Ok(None),
    }
    Ok(Some(bytes))
}

/// Appends integers as elements of a kind.
fn push_integers(items: &[i32], kind: TypedArrayKind, bytes: &mut Vec<u8>) {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 => {
            bytes.extend(items.iter().map(|item| item.to_le_bytes()[0]));
        }
        TypedArrayKind::Uint8Clamped => {
            bytes.extend(items.iter().map(|item| u8::try_from((*item).clamp(0, 255)).unwrap_or(0)));
        }
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 => {
            bytes.extend(items.iter().flat_map(|item| {
                let [a, b, _, _] = item.to_le_bytes();
                u16::from_le_bytes([a, b]).to_ne_bytes()
            }));
        }
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 => {
            bytes.extend(items.iter().flat_map(|item| item.to_ne_bytes()));
        }
        TypedArrayKind::Float32 => {
            #[expect(clippy::cast_precision_loss, reason = "rounded as ToFloat32 does")]
            bytes.extend(items.iter().flat_map(|item| (*item as f32).to_ne_bytes()));
        }
        _ => bytes.extend(items.iter().flat_map(|item| f64::from(*item).to_ne_bytes())),
    }
}

/// `%TypedArray%.prototype.reverse()`
fn reverse(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(view) = View::of(this, context)? else { return engine.call(this, args, context) };
    turn(&view);
    Ok(this.clone())
}

/// Reverses the order of elements.
fn turn(view: &View) {
    let width = view.width();
    view.with_mut(0..view.length, |bytes| {
        bytes.reverse();
        if width > 1 {
            for element in bytes.chunks_exact_mut(width) {
                element.reverse();
            }
        }
    });
}

/// `%TypedArray%.prototype.set(source, offset)` of a dense array of numbers. Typed arrays go to the
/// engine, which copies their bytes, and so does what has to be read step by step, since each step
/// may run script.
fn set(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = args.get_or_undefined(0).as_object().filter(JsObject::is_array);
    let Some(source) = source else {
        if let (Some(array), Some((source, length))) =
            (this.as_object(), long(args.get_or_undefined(0)))
            && let Some(view) = View::of(this, context)?
            && let Some(start) = args.get(1).map_or(Some(0), JsValue::as_i32)
            && let Ok(start) = u64::try_from(start)
            && start.saturating_add(length) <= view.length as u64
        {
            store(&source, length, &array, start, context)?;
            return Ok(JsValue::undefined());
        }
        return engine.call(this, args, context);
    };
    if View::of(this, context)?.is_none() {
        return engine.call(this, args, context);
    }
    let offset = args.get_or_undefined(1).to_integer_or_infinity(context)?;
    // The conversion may have run script.
    let Some(view) = View::of(this, context)? else { return Err(gone()) };
    let bytes = match view.kind {
        TypedArrayKind::Float16 => None,
        kind => numbers(&source, kind, context)?,
    };
    let count = source.get(js_string!("length"), context)?.to_length(context)?;
    let start = match offset {
        IntegerOrInfinity::Integer(offset) => usize::try_from(offset).ok(),
        _ => None,
    };
    let end = start.and_then(|start| start.checked_add(usize::try_from(count).ok()?));
    let (Some(start), Some(end)) = (start, end.filter(|end| *end <= view.length)) else {
        return Err(JsNativeError::range().with_message("offset is out of bounds").into());
    };
    match bytes {
        Some(bytes) if bytes.len() == (end - start) * view.width() => {
            view.with_mut(start..end, |place| {
                if place.len() == bytes.len() {
                    place.copy_from_slice(&bytes);
                }
            });
            Ok(JsValue::undefined())
        }
        _ => engine.call(this, &[source.into(), start.into()], context),
    }
}
