//! `ArrayBuffer.prototype.slice`, whose arguments and species may shrink or detach the buffer while
//! it runs, and `transfer` to a length that no machine has: the engine would panic or abort.
//! ECMA-262 §25.1.6.

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, js_string,
    object::builtins::{JsArrayBuffer, JsFunction},
};

use crate::builtin::method_over;

/// Larger buffers are refused, as by `ouro-runtime`'s hook for new ones.
const MAX_SIZE: f64 = 4_294_967_296.0;

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().array_buffer().prototype();
    method_over(&prototype, "slice", 2, slice, context)?;
    method_over(&prototype, "transfer", 0, transfer, context)?;
    method_over(&prototype, "transferToFixedLength", 0, transfer, context)
}

fn typ(message: &str) -> JsError {
    JsNativeError::typ().with_message(message.to_owned()).into()
}

fn detached() -> JsError {
    typ("Cannot perform ArrayBuffer.prototype.slice on a detached ArrayBuffer")
}

/// The bytes a buffer has now; `None` for one that is detached.
fn size(buffer: &JsArrayBuffer) -> Option<usize> {
    buffer.data().map(|bytes| bytes.len())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=length before; a NaN is cast to 0"
)]
fn relative(
    value: &JsValue,
    length: usize,
    missing: usize,
    context: &mut Context,
) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(missing);
    }
    let number = value.to_number(context)?.trunc();
    let number = if number < 0.0 { number + length as f64 } else { number };
    Ok(number.clamp(0.0, length as f64) as usize)
}

/// `ArrayBuffer.prototype.slice(start, end)`
fn slice(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object();
    let buffer = object.and_then(|object| JsArrayBuffer::from_object(object).ok());
    let Some(buffer) = buffer else { return engine.call(this, args, context) };
    let length = size(&buffer).ok_or_else(detached)?;
    let first = relative(args.get_or_undefined(0), length, 0, context)?;
    let last = relative(args.get_or_undefined(1), length, length, context)?;
    let count = last.saturating_sub(first);
    let made = make(&buffer, count, context)?;
    let room = size(&made).ok_or_else(detached)?;
    if JsObject::equals(&made, &buffer) {
        return Err(typ("ArrayBuffer subclass returned this from species constructor"));
    }
    if room < count {
        return Err(typ("Species constructor returned a too small ArrayBuffer"));
    }
    // Conversions and constructor may have run script.
    let bytes = buffer.data().ok_or_else(detached)?;
    let end = last.min(bytes.len());
    if let Some(from) = bytes.get(first.min(end)..end)
        && let Some(mut to) = made.data_mut()
        && let Some(to) = to.get_mut(..from.len())
    {
        to.copy_from_slice(from);
    }
    drop(bytes);
    Ok(made.into())
}

/// The new buffer, by the class that the old one names. ECMA-262 §7.3.22 SpeciesConstructor.
fn make(buffer: &JsArrayBuffer, count: usize, context: &mut Context) -> JsResult<JsArrayBuffer> {
    let intrinsic = context.intrinsics().constructors().array_buffer().constructor();
    let class = JsObject::from(buffer.clone()).get(js_string!("constructor"), context)?;
    let species = match class.as_object() {
        Some(class) => class.get(JsSymbol::species(), context)?,
        None if class.is_undefined() => class,
        None => return Err(typ("The .constructor property is not an object")),
    };
    let species = if species.is_null_or_undefined() { intrinsic.into() } else { species };
    let Some(class) = species.as_object().filter(JsObject::is_constructor) else {
        return Err(typ("object.constructor[Symbol.species] is not a constructor"));
    };
    #[expect(clippy::cast_precision_loss, reason = "no buffer has 2^53 bytes")]
    let made = class.construct(&[JsValue::from(count as f64)], None, context)?;
    JsArrayBuffer::from_object(made).map_err(|_| {
        typ("Method ArrayBuffer.prototype.slice called on incompatible receiver #<Object>")
    })
}

/// `ArrayBuffer.prototype.transfer(length)` and `transferToFixedLength`.
fn transfer(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let wanted = args.get_or_undefined(0);
    let is_buffer =
        this.as_object().is_some_and(|object| JsArrayBuffer::from_object(object).is_ok());
    if wanted.is_undefined() || !is_buffer {
        return engine.call(this, args, context);
    }
    let length = wanted.to_number(context)?;
    if length > MAX_SIZE {
        return Err(JsNativeError::range().with_message("Array buffer allocation failed").into());
    }
    engine.call(this, &[length.into()], context)
}
