//! `Blob`: the Rust half of `runtime-js/internal/blob.js`. A blob is a range of bytes that nothing
//! changes any more, so slices share them. W3C File API.

use std::rc::Rc;

use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsObject, JsResult, JsValue, Trace, js_string,
};

use crate::{
    Arguments, Bytes, NodeError, array_buffer,
    binding::Binding,
    buffer::{
        checks::{decode, text},
        codec::Encoding,
    },
};

/// What `runtime-js/internal/blob.js` gets.
pub(crate) const BINDING: Binding = Binding {
    name: "blob",
    functions: &[
        ("arrayBuffer", 1, read),
        ("create", 2, create),
        ("size", 1, size),
        ("slice", 3, slice),
        ("text", 1, read_text),
        ("uniqueId", 0, unique_id),
    ],
    extend: None,
};

/// The bytes of a blob.
#[derive(Clone, Debug, Finalize, JsData, Trace)]
struct Blob {
    #[unsafe_ignore_trace]
    bytes: Rc<[u8]>,
    start: usize,
    end: usize,
}

impl Blob {
    fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    fn into_js(self) -> JsValue {
        JsObject::from_proto_and_data(None, self).into()
    }

    fn of(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let object = value.as_object();
        let found =
            object.and_then(|object| object.downcast_ref::<Self>().map(|blob| blob.clone()));
        found.ok_or_else(|| {
            NodeError::argument("handle", "an instance of Blob", value, context).into_js(context)
        })
    }
}

/// `create(parts, native)`: a blob of strings, views, buffers and other blobs; with `native`, line
/// ends in strings become `\n`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
fn create(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let parts = args.object(0, context)?;
    let native = args.flag(1);
    let count = parts.get(js_string!("length"), context)?.to_length(context)?;
    let mut bytes = Vec::new();
    for index in 0..count {
        let part = parts.get(index, context)?;
        if let Some(string) = part.as_string() {
            let encoded = Encoding::Utf8.encode(text(string.as_str()));
            reserve(&mut bytes, encoded.len())?;
            if native {
                push_with_unix_lines(&mut bytes, &encoded);
            } else {
                bytes.extend_from_slice(&encoded);
            }
        } else if let Some(view) = Bytes::from_value(&part, context)? {
            reserve(&mut bytes, view.len())?;
            view.with(|view| bytes.extend_from_slice(view));
        } else {
            let blob = Blob::of(&part, context)?;
            reserve(&mut bytes, blob.bytes().len())?;
            bytes.extend_from_slice(blob.bytes());
        }
    }
    let end = bytes.len();
    Ok(Blob { bytes: bytes.into(), start: 0, end }.into_js())
}

/// Refuses so many bytes more where there is no memory for them: for the old bytes and the new, while
/// the old ones move, and for the copy that the blob will be.
fn reserve(bytes: &mut Vec<u8>, more: usize) -> JsResult<()> {
    let wanted = bytes.len().saturating_add(more);
    let room = ouro_sys::memory::remaining() / 3;
    if wanted > bytes.capacity() && wanted > room || bytes.try_reserve(more).is_err() {
        return Err(JsNativeError::range().with_message("Array buffer allocation failed").into());
    }
    Ok(())
}

/// File API: convert line endings to native, on systems where that is `\n`.
fn push_with_unix_lines(bytes: &mut Vec<u8>, text: &[u8]) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest) {
        let (line, tail) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
        rest = tail.strip_prefix(b"\r\n").or_else(|| tail.strip_prefix(b"\r")).unwrap_or_default();
    }
    bytes.extend_from_slice(rest);
}

/// `size(blob)`: bytes.
fn size(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Blob::of(args.value(0), context)?.bytes().len().into())
}

/// `slice(blob, start, end)`: the same bytes, fewer of them.
fn slice(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut blob = Blob::of(args.value(0), context)?;
    let length = blob.bytes().len();
    let end = args.size(2).min(length);
    blob.end = blob.start + end;
    blob.start += args.size(1).min(end);
    Ok(blob.into_js())
}

/// `arrayBuffer(blob)`: a copy of the bytes.
fn read(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let blob = Blob::of(args.value(0), context)?;
    Ok(array_buffer(blob.bytes(), context)?.into())
}

/// `text(blob)`: the bytes as UTF-8, without a byte order mark at the front.
fn read_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let blob = Blob::of(args.value(0), context)?;
    let bytes = blob.bytes();
    decode(Encoding::Utf8, bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), context)
}

/// `uniqueId()`: a random UUID. RFC 9562 §5.4.
///
/// # Errors
/// `Error` where the system has no random numbers to give.
fn unique_id(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let mut bytes = [0_u8; 16];
    let got = rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty());
    if got.is_err() {
        return Err(JsNativeError::error().with_message("no random numbers").into());
    }
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut id = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        id.push_str(&format!("{byte:02x}"));
    }
    Ok(js_string!(id).into())
}

#[cfg(test)]
mod tests {
    use super::push_with_unix_lines;

    #[test]
    fn every_kind_of_line_end_becomes_a_line_feed() {
        let mut bytes = Vec::new();
        push_with_unix_lines(&mut bytes, b"a\r\nb\rc\nd\r");
        assert_eq!(bytes, b"a\nb\nc\nd\n");
    }
}
