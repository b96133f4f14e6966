//! Typed arrays at the speed of memory: `fill`, `reverse`, `set`, `indexOf`, `lastIndexOf` and
//! `includes`, which the engine does element by element; and the base64 and hexadecimal methods of
//! `Uint8Array`, which it lacks. ECMA-262 §23.2.3; TC39 proposal-arraybuffer-base64.

mod base64;
mod search;
mod uint8;
mod view;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsValue,
    builtins::typed_array::{TypedArray, TypedArrayKind},
    js_string,
    object::{IndexPropertyValues, builtins::JsFunction},
};

use self::view::{View, index, push};
use crate::builtin::method_over;

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let typed = context.intrinsics().constructors().typed_array().prototype();
    method_over(&typed, "fill", 1, fill, context)?;
    method_over(&typed, "includes", 1, search::includes, context)?;
    method_over(&typed, "indexOf", 1, search::index_of, context)?;
    method_over(&typed, "lastIndexOf", 1, search::last_index_of, context)?;
    method_over(&typed, "reverse", 0, reverse, context)?;
    method_over(&typed, "set", 1, set, context)?;
    uint8::install(context);
    Ok(())
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
    let Some(view) = View::of(this, context)? else { return engine.call(this, args, context) };
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

/// Appends the elements of an array that the engine keeps as integers; says how many.
fn push_integers(source: &JsObject, kind: TypedArrayKind, bytes: &mut Vec<u8>) -> u64 {
    if !source.is_array() {
        return 0;
    }
    let borrowed = source.borrow();
    let IndexPropertyValues::DenseI32(items) = borrowed.properties().index_property_values() else {
        return 0;
    };
    let items = items.as_slice();
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 => {
            bytes.extend(items.iter().map(|item| item.to_le_bytes()[0]));
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
        TypedArrayKind::Float64 => {
            bytes.extend(items.iter().flat_map(|item| f64::from(*item).to_ne_bytes()));
        }
        _ => return 0,
    }
    items.len() as u64
}

/// `%TypedArray%.prototype.reverse()`
fn reverse(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(view) = View::of(this, context)? else { return engine.call(this, args, context) };
    let width = view.width();
    view.with_mut(0..view.length, |bytes| {
        bytes.reverse();
        if width > 1 {
            for element in bytes.chunks_exact_mut(width) {
                element.reverse();
            }
        }
    });
    Ok(this.clone())
}

/// `%TypedArray%.prototype.set(source, offset)` of an array-like; typed arrays go to the engine,
/// which copies their bytes.
fn set(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = args.get_or_undefined(0);
    let typed = source.as_object().is_some_and(|source| source.is::<TypedArray>());
    let view = if typed { None } else { View::of(this, context)? };
    let Some(view) = view else { return engine.call(this, args, context) };
    let offset = args.get_or_undefined(1);
    let offset = if offset.is_undefined() { 0.0 } else { offset.to_number(context)?.trunc() };
    let offset = if offset.is_nan() { 0.0 } else { offset };
    let source = source.to_object(context)?;
    let count = source.get(js_string!("length"), context)?.to_length(context)?;
    #[expect(clippy::cast_precision_loss, reason = "lengths are far below 2⁵³")]
    let fits = offset >= 0.0 && offset + count as f64 <= view.length as f64;
    if !fits {
        return Err(JsNativeError::range().with_message("offset is out of bounds").into());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it lies in the array"
    )]
    let start = offset as usize;
    let mut bytes = Vec::new();
    let mut failure = None;
    // Integers kept as such need no conversion that could run script.
    let done = push_integers(&source, view.kind, &mut bytes).min(count);
    for position in done..count {
        let pushed = source
            .get(position, context)
            .and_then(|element| push(&mut bytes, view.kind, &element, context));
        if let Err(error) = pushed {
            failure = Some(error);
            break;
        }
    }
    let end = start + bytes.len() / view.width();
    if let Some(view) = View::of(this, context)?
        && end <= view.length
    {
        view.with_mut(start..end, |place| {
            if place.len() == bytes.len() {
                place.copy_from_slice(&bytes);
            }
        });
    }
    failure.map_or(Ok(JsValue::undefined()), Err)
}
