//! `TextEncoder` and `TextDecoder`: the Rust half of `runtime-js/internal/encoding.js`, over
//! `encoding_rs`. WHATWG Encoding.

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace, js_string,
    object::builtins::{JsArray, JsUint8Array},
};
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8, mem};

use crate::{
    Arguments, Bytes, array_buffer,
    binding::Binding,
    buffer::{
        checks::{string, text},
        codec::{Decoded, Encoding as Codec, Text},
    },
};

/// What `runtime-js/internal/encoding.js` gets.
pub(crate) const BINDING: Binding = Binding {
    name: "encoding",
    functions: &[
        ("decode", 5, decode),
        ("decoder", 3, decoder),
        ("encode", 1, encode),
        ("encodeInto", 2, encode_into),
        ("nameOf", 1, name_of),
    ],
    extend: None,
};

/// The state of a decoder in the middle of a stream.
#[derive(Finalize, JsData, Trace)]
struct Stream {
    #[unsafe_ignore_trace]
    decoder: Decoder,
}

/// `nameOf(label)`: the encoding's name in lower case, `undefined` for an unknown label.
fn name_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = args.text(0, context)?;
    Ok(Encoding::for_label(label.as_bytes()).map_or_else(JsValue::undefined, |encoding| {
        js_string!(encoding.name().to_ascii_lowercase()).into()
    }))
}

/// `decoder(label, keepMark)`: the state of a new stream; `keepMark` leaves the byte order mark in.
fn decoder(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = args.text(0, context)?;
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8);
    let stream = Stream { decoder: new_decoder(encoding, args.flag(1)) };
    Ok(JsObject::from_proto_and_data(None, stream).into())
}

fn new_decoder(encoding: &'static Encoding, keep_mark: bool) -> Decoder {
    if keep_mark {
        encoding.new_decoder_without_bom_handling()
    } else {
        encoding.new_decoder_with_bom_removal()
    }
}

/// `decode(stream, bytes, label, flags, last)`: the text, or `undefined` where `fatal` is set and
/// the bytes are malformed; `null` where there are no bytes. Without a stream the bytes are a whole
/// text.
///
/// `flags` is 1 for `fatal` plus 2 for `ignoreBOM`; `last` ends the stream.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_STRING_TOO_LONG`.
fn decode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(bytes) = Bytes::from_value(args.value(1), context)? else {
        return Ok(JsValue::null());
    };
    let flags = args.int(3);
    let (fatal, keep_mark) = (flags & 1 != 0, flags & 2 != 0);
    let stream = args.value(0).as_object();
    if let Some(mut stream) = stream.as_ref().and_then(|stream| stream.downcast_mut::<Stream>()) {
        let last = args.flag(4);
        let decoded = bytes.with(|bytes| run(&mut stream.decoder, bytes, fatal, last));
        return finish(decoded, context);
    }
    let label = args.string(2, context)?;
    if label == "utf-8" {
        return bytes.with(|bytes| finish(decode_utf8(bytes, fatal, keep_mark), context));
    }
    let label = label.to_std_string_lossy();
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8);
    let mut decoder = new_decoder(encoding, keep_mark);
    let decoded = bytes.with(|bytes| run(&mut decoder, bytes, fatal, true));
    finish(decoded, context)
}

fn finish(decoded: Option<Decoded<'_>>, context: &mut Context) -> JsResult<JsValue> {
    match decoded {
        Some(decoded) => string(&decoded, context),
        None => Ok(JsValue::undefined()),
    }
}

/// Decodes a whole UTF-8 text.
fn decode_utf8(bytes: &[u8], fatal: bool, keep_mark: bool) -> Option<Decoded<'_>> {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) if !keep_mark => rest,
        _ => bytes,
    };
    if fatal && simdutf8::basic::from_utf8(bytes).is_err() {
        return None;
    }
    Some(Codec::Utf8.decode(bytes))
}

/// Decodes a part of a stream; `None` where it is malformed and that is fatal.
fn run(decoder: &mut Decoder, bytes: &[u8], fatal: bool, last: bool) -> Option<Decoded<'static>> {
    let room = decoder.max_utf16_buffer_length(bytes.len())?;
    let mut units = vec![0; room];
    let length = if fatal {
        match decoder.decode_to_utf16_without_replacement(bytes, &mut units, last) {
            (DecoderResult::InputEmpty, _, written) => written,
            _ => return None,
        }
    } else {
        let (result, _, written, _) = decoder.decode_to_utf16(bytes, &mut units, last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the room is the greatest needed");
        written
    };
    units.truncate(length);
    if !mem::is_utf16_latin1(&units) {
        return Some(Decoded::Utf16(units));
    }
    let mut narrow = vec![0; units.len()];
    mem::convert_utf16_to_latin1_lossy(&units, &mut narrow);
    Some(Decoded::Latin1(narrow.into()))
}

/// `encode(string)`: a `Uint8Array` of UTF-8.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`; `RangeError` where there is no memory.
fn encode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let string = args.string(0, context)?;
    let bytes = Codec::Utf8.encode(text(string.as_str()));
    let store = array_buffer(&bytes, context)?;
    Ok(JsUint8Array::from_array_buffer(store, context)?.into())
}

/// `encodeInto(string, bytes)`: how many code units were read and how many bytes written.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
fn encode_into(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.string(0, context)?;
    let target = args.bytes(1, context)?;
    let (read, written) = target.modify(context, |target| match text(source.as_str()) {
        Text::Latin1(text) => mem::convert_latin1_to_utf8_partial(text, target),
        Text::Utf16(text) => mem::convert_utf16_to_utf8_partial(text, target),
    })?;
    Ok(JsArray::from_iter([read.into(), written.into()], context).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_dropped_unless_it_is_kept() {
        let marked = b"\xEF\xBB\xBFa";
        assert_eq!(decode_utf8(marked, true, false), Some(Decoded::Latin1(b"a".into())));
        assert_eq!(decode_utf8(marked, true, true), Some(Decoded::Utf16(vec![0xFEFF, 0x61])));
    }

    #[test]
    fn malformed_bytes_are_fatal_only_if_asked() {
        assert_eq!(decode_utf8(b"\xFF", true, false), None);
        assert_eq!(decode_utf8(b"\xFF", false, false), Some(Decoded::Utf16(vec![0xFFFD])));
    }

    #[test]
    fn a_stream_keeps_a_cut_character() {
        let mut decoder = new_decoder(UTF_8, false);
        let first = run(&mut decoder, b"\xE2\x82", false, false);
        assert_eq!(first, Some(Decoded::Latin1(Vec::new().into())));
        let rest = run(&mut decoder, b"\xAC", false, true);
        assert_eq!(rest, Some(Decoded::Utf16(vec![0x20AC])));
    }
}
