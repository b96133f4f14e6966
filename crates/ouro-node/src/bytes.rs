//! Bytes that JavaScript sees: views of array buffers, and new Buffers made from Rust.

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    builtins::{dataview::DataView, typed_array::TypedArray},
    js_string,
    object::builtins::{
        AlignedVec, JsArrayBuffer, JsDataView, JsSharedArrayBuffer, JsTypedArray, JsUint8Array,
    },
};

use crate::{host, require_builtin};

/// A range of an `ArrayBuffer` or `SharedArrayBuffer`: what a typed array, `DataView` or the
/// buffer itself covers.
///
/// The bytes are borrowed for the length of a closure only: script that ran meanwhile could not
/// touch them, so no JavaScript may be called from inside.
#[derive(Clone, Debug)]
pub struct Bytes {
    store: Store,
    offset: usize,
    length: usize,
}

#[derive(Clone, Debug)]
enum Store {
    Own(JsArrayBuffer),
    Shared(JsSharedArrayBuffer),
}

impl Bytes {
    /// The bytes behind a value, or `None` where there are none.
    ///
    /// # Errors
    /// What the engine throws for a detached or shrunken buffer.
    pub fn from_value(value: &JsValue, context: &mut Context) -> JsResult<Option<Self>> {
        let Some(object) = value.as_object() else { return Ok(None) };
        let (store, offset, length) = if object.is::<TypedArray>() {
            let view = JsTypedArray::from_object(object)?;
            (view.buffer(context)?, view.byte_offset(context)?, view.byte_length(context)?)
        } else if object.is::<DataView>() {
            let view = JsDataView::from_object(object)?;
            let [offset, length] = [view.byte_offset(context)?, view.byte_length(context)?];
            (
                view.buffer(context)?,
                usize::try_from(offset).unwrap_or(0),
                usize::try_from(length).unwrap_or(0),
            )
        } else {
            (object.into(), 0, usize::MAX)
        };
        let Some(store) = store.as_object() else { return Ok(None) };
        let store = if let Ok(own) = JsArrayBuffer::from_object(store.clone()) {
            Store::Own(own)
        } else if let Ok(shared) = JsSharedArrayBuffer::from_object(store) {
            Store::Shared(shared)
        } else {
            return Ok(None);
        };
        let length = if length == usize::MAX {
            match &store {
                Store::Own(own) => own.data().map_or(0, |data| data.len()),
                Store::Shared(shared) => shared.byte_length(),
            }
        } else {
            length
        };
        Ok(Some(Self { store, offset, length }))
    }

    /// How many bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Lends the bytes; an empty slice where the buffer was detached or shrank.
    pub fn with<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        let range = self.offset..self.offset.saturating_add(self.length);
        match &self.store {
            Store::Own(own) => match own.data() {
                Some(data) => read(data.get(range).unwrap_or_default()),
                None => read(&[]),
            },
            Store::Shared(shared) => {
                let copy = shared.to_vec();
                read(copy.get(range).unwrap_or_default())
            }
        }
    }

    /// Lends the bytes for writing; an empty slice where the buffer was detached, shrank, or is
    /// shared (the engine gives no door to write those from Rust).
    pub fn with_mut<R>(&self, write: impl FnOnce(&mut [u8]) -> R) -> R {
        let range = self.offset..self.offset.saturating_add(self.length);
        match &self.store {
            Store::Own(own) => match own.data_mut() {
                Some(mut data) => write(data.get_mut(range).unwrap_or_default()),
                None => write(&mut []),
            },
            Store::Shared(_) => write(&mut []),
        }
    }

    /// Lends the bytes for writing as [`Bytes::with_mut`] does; those that are shared are copied,
    /// changed and stored back.
    ///
    /// # Errors
    /// What the engine throws when storing into a `SharedArrayBuffer`.
    pub fn modify<R>(
        &self,
        context: &mut Context,
        write: impl FnOnce(&mut [u8]) -> R,
    ) -> JsResult<R> {
        let Store::Shared(shared) = &self.store else { return Ok(self.with_mut(write)) };
        let mut copy = self.to_vec();
        let result = write(&mut copy);
        let length = copy.len();
        let copy = JsArrayBuffer::from_byte_block(AlignedVec::from_slice(0, &copy), context)?;
        let copy = JsUint8Array::from_array_buffer(copy, context)?;
        if length > 0 {
            JsUint8Array::from_shared_array_buffer(shared.clone(), context)?.set_values(
                copy.into(),
                Some(u64::try_from(self.offset).unwrap_or(0)),
                context,
            )?;
        }
        Ok(result)
    }

    /// The bytes of an `ArrayBuffer` or `SharedArrayBuffer` itself; `None` for anything else.
    #[must_use]
    pub fn of_store(value: &JsValue) -> Option<Self> {
        let object = value.as_object()?;
        let (store, length) = if let Ok(own) = JsArrayBuffer::from_object(object.clone()) {
            let length = own.byte_length();
            (Store::Own(own), length)
        } else {
            let shared = JsSharedArrayBuffer::from_object(object).ok()?;
            let length = shared.byte_length();
            (Store::Shared(shared), length)
        };
        Some(Self { store, offset: 0, length })
    }

    /// The `ArrayBuffer` or `SharedArrayBuffer` that the bytes lie in.
    #[must_use]
    pub fn store(&self) -> JsValue {
        match &self.store {
            Store::Own(own) => own.clone().into(),
            Store::Shared(shared) => shared.clone().into(),
        }
    }

    /// Whether the bytes were taken away (by a transfer).
    #[must_use]
    pub fn is_detached(&self) -> bool {
        match &self.store {
            Store::Own(own) => own.data().is_none(),
            Store::Shared(_) => false,
        }
    }

    /// Copies the bytes.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.with(<[u8]>::to_vec)
    }

    /// Whether both are views of one buffer that has bytes in common.
    #[must_use]
    pub fn same_store(&self, other: &Self) -> bool {
        match (&self.store, &other.store) {
            (Store::Own(a), Store::Own(b)) => JsObject::equals(a, b),
            (Store::Shared(a), Store::Shared(b)) => JsObject::equals(a, b),
            _ => false,
        }
    }

    /// Where the view starts in its buffer.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }
}

/// A new `ArrayBuffer` holding a copy of `bytes`.
///
/// # Errors
/// `RangeError` where the engine refuses the size.
pub fn array_buffer(bytes: &[u8], context: &mut Context) -> JsResult<JsArrayBuffer> {
    host(context).collect_if_due();
    if bytes.len() > ouro_sys::memory::remaining() {
        let error = boa_engine::JsNativeError::range();
        return Err(error.with_message("Array buffer allocation failed").into());
    }
    JsArrayBuffer::from_byte_block(AlignedVec::from_slice(0, bytes), context)
}

/// A new `Buffer` holding a copy of `bytes`.
///
/// # Errors
/// `RangeError` where the engine refuses the size.
pub fn buffer(bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
    let store = array_buffer(bytes, context)?;
    let array: JsObject = JsUint8Array::from_array_buffer(store, context)?.into();
    array.set_prototype(Some(buffer_prototype(context)?));
    Ok(array.into())
}

/// `Buffer.prototype`, loading the room on first use.
fn buffer_prototype(context: &mut Context) -> JsResult<JsObject> {
    let host = host(context);
    if let Some(prototype) = &*host.buffer_prototype.borrow() {
        return Ok(prototype.clone());
    }
    let room = require_builtin("buffer", context)?;
    let prototype = room
        .to_object(context)?
        .get(js_string!("Buffer"), context)?
        .to_object(context)?
        .get(js_string!("prototype"), context)?
        .to_object(context)?;
    *host.buffer_prototype.borrow_mut() = Some(prototype.clone());
    Ok(prototype)
}
