//! Writing to handle objects. The Rust half of `runtime-js/internal/net/socket.js`. libuv:
//! `uv_try_write`, `uv_write`.
//!
//! Each answers 0 when the system has taken everything, 1 when the rest is queued (the request is
//! completed later), or a negative errno.

use std::io::{self, IoSlice};

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use ouro_reactor::{Event, Handle, Reactor, Request};

use super::handle::{Socket, complete, errno, not_open, number, socket_of};
use crate::{Arguments, Bytes, enter_async_context, host};

/// `writeBuffer(request, bytes)`.
pub(super) fn buffer(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = args.bytes(1, context)?;
    let length = bytes.len();
    write(this, args.value(0), length, context, |reactor, handle| {
        bytes.with(|bytes| reactor.write_or_queue(handle, &[IoSlice::new(bytes)]))
    })
}

/// `writeUtf8String(request, text)`.
pub(super) fn utf8(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    write_vec(this, args.value(0), args.text(1, context)?.into_bytes(), context)
}

/// `writeLatin1String(request, text)`: the low byte of each unit.
pub(super) fn latin1(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.string(1, context)?;
    write_vec(this, args.value(0), latin1_bytes(&text), context)
}

/// `writeUcs2String(request, text)`: each unit, the low byte first.
pub(super) fn ucs2(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.string(1, context)?;
    write_vec(this, args.value(0), ucs2_bytes(&text), context)
}

/// `writev(request, chunks, allBuffers)`: chunks are buffers, or else `{ chunk, encoding }`.
pub(super) fn many(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let chunks = args.object(1, context)?;
    let all_buffers = args.flag(2);
    let length = chunks.get(js_string!("length"), context)?.to_length(context)?;
    let mut bytes = Vec::new();
    let mut index = 0;
    while index < length {
        let entry = chunks.get(index, context)?;
        if all_buffers {
            append(&mut bytes, &entry, None, context)?;
            index += 1;
        } else if entry.as_object().is_some_and(|object| is_entry(&object)) {
            let entry = entry.to_object(context)?;
            let chunk = entry.get(js_string!("chunk"), context)?;
            let encoding = entry.get(js_string!("encoding"), context)?.as_string();
            append(&mut bytes, &chunk, encoding, context)?;
            index += 1;
        } else {
            // Node's own form: chunk, encoding, chunk, encoding, …
            let encoding = chunks.get(index + 1, context)?.as_string();
            append(&mut bytes, &entry, encoding, context)?;
            index += 2;
        }
    }
    write_vec(this, args.value(0), bytes, context)
}

/// Says whether a chunk comes as `{ chunk, encoding }`.
fn is_entry(object: &JsObject) -> bool {
    !object.is::<boa_engine::builtins::typed_array::TypedArray>()
        && !object.is::<boa_engine::builtins::dataview::DataView>()
}

fn append(
    bytes: &mut Vec<u8>,
    chunk: &JsValue,
    encoding: Option<JsString>,
    context: &mut Context,
) -> JsResult<()> {
    if let Some(text) = chunk.as_string() {
        let encoding = encoding.map(|name| name.to_std_string_lossy().to_ascii_lowercase());
        match encoding.as_deref() {
            Some("latin1" | "binary" | "ascii") => bytes.extend(latin1_bytes(&text)),
            Some("ucs2" | "ucs-2" | "utf16le" | "utf-16le") => bytes.extend(ucs2_bytes(&text)),
            _ => bytes.extend(text.to_std_string_lossy().into_bytes()),
        }
    } else if let Some(view) = Bytes::from_value(chunk, context)? {
        view.with(|view| bytes.extend_from_slice(view));
    }
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "latin1 keeps the low byte")]
fn latin1_bytes(text: &JsString) -> Vec<u8> {
    match text.as_str().as_latin1() {
        Some(bytes) => bytes.to_vec(),
        None => text.iter().map(|unit| unit as u8).collect(),
    }
}

fn ucs2_bytes(text: &JsString) -> Vec<u8> {
    text.iter().flat_map(u16::to_le_bytes).collect()
}

fn write_vec(
    this: &JsValue,
    request: &JsValue,
    bytes: Vec<u8>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let length = bytes.len();
    write(this, request, length, context, |reactor, handle| reactor.write_vec(handle, bytes))
}

fn write(
    this: &JsValue,
    request: &JsValue,
    length: usize,
    context: &mut Context,
    act: impl FnOnce(&mut Reactor, Handle) -> io::Result<Option<Request>>,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let host = host(context);
    let result = act(&mut host.reactor.borrow_mut(), handle);
    if result.is_ok() {
        socket_of(this, |socket| socket.written.set(socket.written.get() + length as u64))?;
    }
    let id = match result {
        Ok(None) => return Ok(0.into()),
        Ok(Some(id)) => id,
        Err(error) => return Ok(number(&error).into()),
    };
    let (object, request) = (this.clone(), request.clone());
    let frame = host.async_context.borrow().clone();
    host.on_request(id, move |event, context| {
        let Event::Written(_, result) = event else { return Ok(()) };
        enter_async_context(frame, context, |context| {
            complete(&request, &object, errno(&result), &[], context)
        })
    });
    Ok(1.into())
}
