//! The bytes of a typed array, and its elements as bytes. ECMA-262 §10.4.5, §25.1.3.

use std::ops::Range;

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsValue,
    builtins::typed_array::{TypedArray, TypedArrayKind},
    object::builtins::{JsArrayBuffer, JsTypedArray},
};

/// A typed array over an `ArrayBuffer`, as it was when looked at: script that runs afterwards may
/// detach or shrink the buffer, so a view is taken anew after every conversion.
pub(super) struct View {
    buffer: JsArrayBuffer,
    /// Where it starts, in bytes.
    offset: usize,
    /// How many elements.
    pub(super) length: usize,
    /// What they are.
    pub(super) kind: TypedArrayKind,
}

impl View {
    /// The view of a value; `None` where it is no typed array, detached, beyond the end of its
    /// buffer, or over shared memory: then the engine's own function is to decide.
    pub(super) fn of(value: &JsValue, context: &mut Context) -> JsResult<Option<Self>> {
        let Some(object) = value.as_object() else { return Ok(None) };
        let Some(kind) = object.downcast_ref::<TypedArray>().map(|array| array.kind()) else {
            return Ok(None);
        };
        let array = JsTypedArray::from_object(object)?;
        let buffer = array.buffer(context)?.as_object().and_then(|buffer| {
            let buffer = JsArrayBuffer::from_object(buffer).ok()?;
            let present = buffer.data().is_some();
            present.then_some(buffer)
        });
        let Some(buffer) = buffer else { return Ok(None) };
        if is_out_of_bounds(&JsObject::from(array.clone()), buffer.byte_length()) {
            return Ok(None);
        }
        let offset = array.byte_offset(context)?;
        let length = array.length(context)?;
        Ok(Some(Self { buffer, offset, length, kind }))
    }

    /// Bytes of an element.
    pub(super) const fn width(&self) -> usize {
        width(self.kind)
    }

    fn range(&self, elements: Range<usize>) -> Range<usize> {
        self.offset + elements.start * self.width()..self.offset + elements.end * self.width()
    }

    /// Lends the bytes of some elements; none where they are gone.
    pub(super) fn with<R>(&self, elements: Range<usize>, read: impl FnOnce(&[u8]) -> R) -> R {
        match self.buffer.data() {
            Some(data) => read(data.get(self.range(elements)).unwrap_or_default()),
            None => read(&[]),
        }
    }

    /// Lends the bytes of some elements for writing; none where they are gone.
    pub(super) fn with_mut<R>(
        &self,
        elements: Range<usize>,
        write: impl FnOnce(&mut [u8]) -> R,
    ) -> R {
        let range = self.range(elements);
        match self.buffer.data_mut() {
            Some(mut data) => write(data.get_mut(range).unwrap_or_default()),
            None => write(&mut []),
        }
    }
}

/// The error for a typed array whose memory went away meanwhile.
pub(super) fn gone() -> JsError {
    JsNativeError::typ().with_message("typed array is outside the bounds of its buffer").into()
}

/// Whether a typed array lies beyond the end of its buffer of so many bytes. ECMA-262 §10.4.5.15
/// IsTypedArrayOutOfBounds.
fn is_out_of_bounds(array: &JsObject, bytes: usize) -> bool {
    // A buffer that no view is beyond the end of.
    const ENDLESS: usize = 1 << 48;
    let Some(array) = array.downcast_ref::<TypedArray>() else { return false };
    let length = array.byte_length(ENDLESS);
    // One that follows its buffer's length is longer in a longer buffer.
    let is_fixed = length == array.byte_length(ENDLESS / 2);
    let end =
        if is_fixed { array.byte_offset().saturating_add(length) } else { array.byte_offset() };
    end > bytes as u64
}

/// Bytes of an element.
pub(super) const fn width(kind: TypedArrayKind) -> usize {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => 1,
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 | TypedArrayKind::Float16 => 2,
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 | TypedArrayKind::Float32 => 4,
        TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 | TypedArrayKind::Float64 => 8,
    }
}

/// Appends a value as an element. ECMA-262 §25.1.3.17 NumericToRawBytes.
///
/// # Errors
/// What the conversion to a number or BigInt throws.
pub(super) fn push(
    bytes: &mut Vec<u8>,
    kind: TypedArrayKind,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 => bytes.push(match value.as_i32() {
            Some(small) => small.to_le_bytes()[0],
            None => value.to_uint8(context)?,
        }),
        TypedArrayKind::Uint8Clamped => bytes.push(value.to_uint8_clamp(context)?),
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 => {
            bytes.extend_from_slice(&value.to_uint16(context)?.to_ne_bytes());
        }
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 => {
            bytes.extend_from_slice(&value.to_i32(context)?.to_ne_bytes());
        }
        TypedArrayKind::Float16 => {
            bytes.extend_from_slice(&value.to_f16(context)?.to_bits().to_ne_bytes());
        }
        TypedArrayKind::Float32 => bytes.extend_from_slice(&value.to_f32(context)?.to_ne_bytes()),
        TypedArrayKind::Float64 => {
            bytes.extend_from_slice(&value.to_number(context)?.to_ne_bytes());
        }
        TypedArrayKind::BigInt64 => {
            bytes.extend_from_slice(&value.to_big_int64(context)?.to_ne_bytes());
        }
        TypedArrayKind::BigUint64 => {
            bytes.extend_from_slice(&value.to_big_uint64(context)?.to_ne_bytes());
        }
    }
    Ok(())
}

/// An index that counts from the end where it is negative, clamped to the length; the default where
/// it is undefined.
///
/// # Errors
/// What the conversion to a number throws.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=length before"
)]
pub(super) fn index(
    value: &JsValue,
    length: usize,
    missing: usize,
    context: &mut Context,
) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(missing);
    }
    let number = value.to_number(context)?.trunc();
    let total = length as f64;
    let number = if number < 0.0 { number + total } else { number };
    // A NaN is cast to 0.
    Ok(number.clamp(0.0, total) as usize)
}
