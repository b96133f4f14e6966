//! `node:buffer`, making Buffers: `Buffer.from`, `Buffer.alloc`, `Buffer.concat`, `buf.subarray`,
//! and the pool that small ones share. Node docs: Buffer, `Buffer.poolSize`.

use std::cell::{Cell, OnceCell, RefCell};

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::typed_array::{TypedArray, TypedArrayKind},
    js_string,
    object::{
        IndexPropertyValues,
        builtins::{AlignedVec, JsArray, JsArrayBuffer},
    },
};

use super::{
    change::{fill_with, transfer},
    checks::{
        MAX_LENGTH, clamped, encoding, is_uint8_array, key, number, number_in, offset,
        out_of_bounds, text, this_bytes, uint8_array, wrong, wrong_first,
    },
    codec::Encoding,
    text::precise,
};
use crate::{Arguments, Bytes, Function, host};

/// Name, `length` and body of each method of `Buffer` itself.
pub(super) const STATICS: &[(&str, usize, Function)] = &[
    ("from", 3, from),
    ("copyBytesFrom", 3, copy_bytes_from),
    ("of", 0, of),
    ("alloc", 3, alloc),
    ("allocUnsafe", 2, alloc_unsafe),
    ("allocUnsafeSlow", 2, alloc_unsafe_slow),
    ("isBuffer", 1, is_buffer),
    ("compare", 2, super::search::compare_two),
    ("isEncoding", 1, super::text::is_encoding),
    ("concat", 2, concat),
    ("byteLength", 2, super::text::byte_length),
];

/// Name, `length` and body of each method.
pub(super) const METHODS: &[(&str, usize, Function)] =
    &[("toJSON", 0, to_json), ("subarray", 2, subarray), ("slice", 2, slice)];

/// What the room keeps for its runtime.
#[derive(Default)]
pub(super) struct Room {
    /// `Buffer`, whose `poolSize` counts.
    pub(super) class: OnceCell<JsObject>,
    /// The constructor that really makes Buffers; node calls it `FastBuffer`.
    pub(super) maker: OnceCell<JsObject>,
    /// Memory that small Buffers share, and how much of it is given away.
    pool: RefCell<Option<JsArrayBuffer>>,
    used: Cell<usize>,
}

/// A view of a store as a Buffer.
///
/// # Errors
/// `RangeError` where the range is not in the store.
pub(super) fn view(args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let room = host(context).slot::<Room>();
    let uint8 = context.intrinsics().constructors().typed_uint8_array().constructor();
    Ok(uint8.construct(args, room.maker.get(), context)?.into())
}

/// New memory full of zeros.
///
/// # Errors
/// `RangeError` where there is not enough memory, or more is asked for than the runtime allows.
fn allocate(length: usize, context: &mut Context) -> JsResult<JsArrayBuffer> {
    host(context).collect_if_due();
    let most = context.host_hooks().max_buffer_size(context);
    let mut block = AlignedVec::<u8>::new(64);
    if length as u64 > most
        || length > ouro_sys::memory::remaining()
        || block.try_reserve_exact(length).is_err()
    {
        return Err(refused());
    }
    block.resize(length, 0);
    JsArrayBuffer::from_byte_block(block, context)
}

fn refused() -> JsError {
    JsNativeError::range().with_message("Array buffer allocation failed").into()
}

/// A Buffer of its own memory, full of zeros.
fn zeroed(length: usize, context: &mut Context) -> JsResult<JsValue> {
    let store = allocate(length, context)?;
    view(&[store.into()], context)
}

/// A Buffer with the given bytes, from the pool where it is small.
pub(super) fn with_bytes(bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
    let (store, start) = pooled(bytes.len(), context)?;
    if let Some(mut data) = store.data_mut()
        && let Some(place) = data.get_mut(start..start + bytes.len())
    {
        place.copy_from_slice(bytes);
    }
    view(&[store.into(), start.into(), bytes.len().into()], context)
}

/// Memory for a Buffer and where it starts: a part of the pool, or a store of its own where it is
/// half as large as the pool or larger.
fn pooled(length: usize, context: &mut Context) -> JsResult<(JsArrayBuffer, usize)> {
    let room = host(context).slot::<Room>();
    let size = match room.class.get() {
        Some(class) => class.get(js_string!("poolSize"), context)?.to_u32(context)? as usize,
        None => 0,
    };
    if length == 0 || length >= size / 2 {
        return Ok((allocate(length, context)?, 0));
    }
    let start = room.used.get().next_multiple_of(8);
    let pool = room.pool.borrow().clone();
    if let Some(pool) = pool
        && start + length <= pool.byte_length()
    {
        room.used.set(start + length);
        return Ok((pool, start));
    }
    let pool = allocate(size, context)?;
    *room.pool.borrow_mut() = Some(pool.clone());
    room.used.set(length);
    Ok((pool, 0))
}

/// Whether a store is the one that small Buffers share: it cannot be transferred.
pub(crate) fn is_pool(store: &JsArrayBuffer, context: &Context) -> bool {
    let room = host(context).slot::<Room>();
    let pool = room.pool.borrow();
    pool.as_ref().is_some_and(|pool| JsObject::equals(pool, store))
}

/// A size as `alloc` and its siblings demand it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number from 0 to 2⁵³; a fraction is cut"
)]
fn size(value: &JsValue, context: &mut Context) -> JsResult<usize> {
    Ok(number_in(value, "size", 0.0, Some(MAX_LENGTH), context)? as usize)
}

/// `alloc(size[, fill[, encoding]])`.
fn alloc(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let length = size(args.value(0), context)?;
    let buffer = zeroed(length, context)?;
    let filler = args.value(1);
    if length > 0 && !filler.is_undefined() && filler.as_number() != Some(0.0) {
        let rest = [filler.clone(), 0.into(), length.into(), args.value(2).clone()];
        fill_with(&buffer, &rest, context)?;
    }
    Ok(buffer)
}

/// `allocUnsafe(size)`: from the pool where it is small.
fn alloc_unsafe(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let length = size(args.value(0), context)?;
    let (store, start) = pooled(length, context)?;
    view(&[store.into(), start.into(), length.into()], context)
}

/// `allocUnsafeSlow(size)`: never from the pool.
fn alloc_unsafe_slow(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let length = size(args.value(0), context)?;
    zeroed(length, context)
}

/// `from(value[, encodingOrOffset[, length]])`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_UNKNOWN_ENCODING`, `ERR_BUFFER_OUT_OF_BOUNDS`.
fn from(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    if let Some(string) = value.as_string() {
        return from_string(&string, args.value(1), context);
    }
    if let Some(object) = value.as_object().filter(|object| !object.is_callable()) {
        if let Some(bytes) = Bytes::of_store(value) {
            return from_store(value, &bytes, args, context);
        }
        let convert = object.get(js_string!("valueOf"), context)?;
        if let Some(convert) = convert.as_callable() {
            let plain = convert.call(value, &[], context)?;
            let other = !plain.strict_equals(value);
            if other && (plain.is_string() || plain.is_object()) {
                let args = [plain, args.value(1).clone(), args.value(2).clone()];
                return from(&JsValue::undefined(), &args, context);
            }
        }
        if let Some(buffer) = from_object(value, &object, context)? {
            return Ok(buffer);
        }
        let convert = object.get(JsSymbol::to_primitive(), context)?;
        if let Some(convert) = convert.as_callable() {
            let plain = convert.call(value, &[js_string!("string").into()], context)?;
            if let Some(string) = plain.as_string() {
                return from_string(&string, args.value(1), context);
            }
        }
    }
    let expected = "of type string or an instance of Buffer, ArrayBuffer, or Array or an \
                    Array-like Object";
    Err(wrong_first(expected, value, context))
}

fn from_string(string: &JsString, name: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let encoding = match name.as_string() {
        Some(text) if !text.is_empty() => encoding(name, context)?,
        _ => Encoding::Utf8,
    };
    if let (Encoding::Utf8 | Encoding::Latin1 | Encoding::Ascii, Some(bytes)) =
        (encoding, string.as_str().as_latin1())
        && (encoding != Encoding::Utf8 || bytes.is_ascii())
    {
        return with_bytes(bytes, context);
    }
    with_bytes(&encoding.encode(text(string.as_str())), context)
}

/// A view of an `ArrayBuffer` or `SharedArrayBuffer`.
fn from_store(
    store: &JsValue,
    bytes: &Bytes,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let start =
        if args.value(1).is_undefined() { 0.0 } else { args.value(1).to_number(context)? };
    let start = if start.is_nan() { 0.0 } else { start };
    let most = precise(bytes.len()) - start;
    if most < 0.0 {
        return Err(out_of_bounds(Some("offset"), context));
    }
    let mut view_args = vec![store.clone(), start.into()];
    if args.value(2).is_undefined() {
        return view(&view_args, context);
    }
    let length = args.value(2).to_number(context)?;
    if length > most {
        return Err(out_of_bounds(Some("length"), context));
    }
    view_args.push(if length > 0.0 { length.into() } else { 0.into() });
    view(&view_args, context)
}

/// A copy of anything with a `length`, or of what `JSON.stringify` made of a Buffer.
fn from_object(
    value: &JsValue,
    object: &JsObject,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let length = object.get(js_string!("length"), context)?;
    let has_store = length.is_undefined() && {
        let store = object.get(js_string!("buffer"), context)?;
        Bytes::of_store(&store).is_some()
    };
    if !length.is_undefined() || has_store {
        if !length.is_number() {
            return with_bytes(&[], context).map(Some);
        }
        return from_array_like(value, object, context).map(Some);
    }
    if object.get(js_string!("type"), context)?.as_string().is_some_and(|kind| kind == "Buffer") {
        let data = object.get(js_string!("data"), context)?;
        if let Some(list) = data.as_object().filter(JsObject::is_array) {
            return from_array_like(&data, &list, context).map(Some);
        }
    }
    Ok(None)
}

/// A copy of elements, each cut to a byte.
fn from_array_like(value: &JsValue, object: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let kind = object.downcast_ref::<TypedArray>().map(|array| array.kind());
    let of_bytes = matches!(
        kind,
        Some(TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped | TypedArrayKind::Int8)
    );
    if of_bytes && let Some(bytes) = Bytes::from_value(value, context)? {
        let copy = bytes.to_vec();
        return with_bytes(&copy, context);
    }
    let length = number(&object.get(js_string!("length"), context)?, "length", context)?;
    if length <= 0.0 || length.is_nan() {
        return with_bytes(&[], context);
    }
    if length > MAX_LENGTH {
        return Err(refused());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number from 0 to 2⁵³"
    )]
    let length = length as usize;
    if length as u64 > context.host_hooks().max_buffer_size(context) {
        return Err(refused());
    }
    let mut bytes = Vec::with_capacity(length.min(1 << 20));
    small_integers(object, &mut bytes);
    bytes.truncate(length);
    for index in bytes.len()..length {
        let element = object.get(index, context)?;
        bytes.push(match element.as_i32() {
            Some(small) => small.to_le_bytes()[0],
            None => element.to_uint8(context)?,
        });
    }
    with_bytes(&bytes, context)
}

/// The low bytes of an array's elements, where the engine keeps them as integers.
fn small_integers(object: &JsObject, bytes: &mut Vec<u8>) {
    if object.is_array()
        && let IndexPropertyValues::DenseI32(items) =
            object.borrow().properties().index_property_values()
    {
        bytes.extend(items.as_slice().iter().map(|item| item.to_le_bytes()[0]));
    }
}

/// `of(...items)`: one byte for each.
fn of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut bytes = Vec::with_capacity(args.len());
    for item in args {
        bytes.push(item.to_uint8(context)?);
    }
    let buffer = zeroed(bytes.len(), context)?;
    if let Some(target) = Bytes::from_value(&buffer, context)? {
        target.with_mut(|target| target.copy_from_slice(&bytes));
    }
    Ok(buffer)
}

/// `copyBytesFrom(view[, offset[, length]])`: offset and length count elements of the view.
fn copy_bytes_from(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    let width = value
        .as_object()
        .and_then(|object| Some(element_width(object.downcast_ref::<TypedArray>()?.kind())));
    let (Some(width), Some(bytes)) = (width, Bytes::from_value(value, context)?) else {
        return Err(wrong("view", "an instance of TypedArray", value, context));
    };
    let count = bytes.len() / width;
    let mut start = 0;
    let mut end = count;
    if count > 0 && !args.value(1).is_undefined() {
        start = offset(args.value(1), "offset", MAX_LENGTH, context)?.min(count);
    }
    if start < count && !args.value(2).is_undefined() {
        let length = offset(args.value(2), "length", MAX_LENGTH, context)?;
        end = start.saturating_add(length).min(count);
    }
    let part = bytes.with(|bytes| bytes.get(start * width..end * width).map(<[u8]>::to_vec));
    with_bytes(&part.unwrap_or_default(), context)
}

/// Bytes of an element.
pub(crate) const fn element_width(kind: TypedArrayKind) -> usize {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => 1,
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 | TypedArrayKind::Float16 => 2,
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 | TypedArrayKind::Float32 => 4,
        TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 | TypedArrayKind::Float64 => 8,
    }
}

/// `isBuffer(value)`: whether `Buffer.prototype` is among its prototypes.
fn is_buffer(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.value(0).as_object() else { return Ok(false.into()) };
    Ok(inherits(&object, context).into())
}

/// Whether `Buffer.prototype` is among the prototypes of an object.
pub(super) fn inherits(object: &JsObject, context: &mut Context) -> bool {
    let host = host(context);
    let wanted = host.buffer_prototype.borrow();
    let Some(wanted) = &*wanted else { return false };
    let mut next = object.prototype();
    while let Some(prototype) = next {
        if JsObject::equals(&prototype, wanted) {
            return true;
        }
        next = prototype.prototype();
    }
    false
}

/// `concat(list[, totalLength])`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
fn concat(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let list = args.value(0).as_object().filter(JsObject::is_array);
    let Some(list) = list else {
        return Err(wrong("list", "an instance of Array", args.value(0), context));
    };
    let count = list.get(js_string!("length"), context)?.to_length(context)?;
    let mut parts = Vec::new();
    let mut total = 0_usize;
    for index in 0..count {
        let part = list.get(index, context)?;
        if !is_uint8_array(&part) {
            let name = format!("list[{index}]");
            return Err(wrong(&name, "an instance of Buffer or Uint8Array", &part, context));
        }
        let bytes = uint8_array(&part, "list", context)?;
        total = total.saturating_add(bytes.len());
        parts.push(bytes);
    }
    if !args.value(1).is_undefined() && count > 0 {
        total = offset(args.value(1), "length", MAX_LENGTH, context)?;
    }
    let (store, start) = pooled(total, context)?;
    let buffer = view(&[store.into(), start.into(), total.into()], context)?;
    let Some(target) = Bytes::from_value(&buffer, context)? else { return Ok(buffer) };
    let mut at = 0;
    for part in parts {
        let room = part.len().min(total - at);
        transfer(&part, 0, &target, at, room, context)?;
        at += room;
    }
    Ok(buffer)
}

/// `slice(start = 0, end = this.length)`: the same as `subarray`, so that a `Uint8Array` gives one.
fn slice(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object();
    let plain = object.as_ref().and_then(JsObject::prototype).is_some_and(|prototype| {
        let host = host(context);
        host.buffer_prototype.borrow().as_ref().is_some_and(|own| JsObject::equals(own, &prototype))
    });
    match object {
        Some(object) if !plain => {
            let method = object.get(js_string!("subarray"), context)?;
            let Some(method) = method.as_callable() else {
                let message = "this.subarray is not a function";
                return Err(JsNativeError::typ().with_message(message).into());
            };
            method.call(this, args, context)
        }
        _ => subarray(this, args, context),
    }
}

/// `subarray(start = 0, end = this.length)`: a Buffer of the same memory.
fn subarray(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?;
    let start = from_end(args.value(0), bytes.len(), context)?.unwrap_or(0);
    let end = from_end(args.value(1), bytes.len(), context)?.unwrap_or_else(|| bytes.len());
    let length = end.saturating_sub(start);
    view(&[bytes.store(), (bytes.offset() + start).into(), length.into()], context)
}

/// An index that counts from the end where it is negative, clamped to the length.
fn from_end(value: &JsValue, length: usize, context: &mut Context) -> JsResult<Option<usize>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let number = value.to_number(context)?.trunc();
    let number = if number < 0.0 { number + precise(length) } else { number };
    clamped(&number.into(), length, context)
}

/// `toJSON()`: `{ type: 'Buffer', data: [...] }`.
fn to_json(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = this_bytes(this, context)?.to_vec();
    let data =
        JsArray::from_iter(bytes.iter().map(|byte| JsValue::from(i32::from(*byte))), context);
    let json = JsObject::with_object_proto(context.intrinsics());
    json.create_data_property_or_throw(key("type"), js_string!("Buffer"), context)?;
    json.create_data_property_or_throw(key("data"), data, context)?;
    Ok(json.into())
}
