//! `Uint8Array.fromBase64`, `fromHex`, and `toBase64`, `toHex`, `setFromBase64`, `setFromHex` of its
//! prototype. TC39 proposal-arraybuffer-base64.

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsStr, JsString, JsValue,
    builtins::typed_array::{TypedArray, TypedArrayKind},
    js_string,
    object::builtins::JsUint8Array,
};

use super::{
    base64::{Alphabet, Decoded, LastChunk, decode, decode_hex, encode, encode_hex},
    view::View,
};
use crate::{
    builtin::method,
    string::{MAX_LENGTH, too_long},
};

/// Installs the methods into the current realm.
pub(super) fn install(context: &mut Context) {
    let uint8 = context.intrinsics().constructors().typed_uint8_array();
    let (class, prototype) = (uint8.constructor(), uint8.prototype());
    method(&class, "fromBase64", 1, from_base64, context);
    method(&class, "fromHex", 1, from_hex, context);
    method(&prototype, "toBase64", 0, to_base64, context);
    method(&prototype, "toHex", 0, to_hex, context);
    method(&prototype, "setFromBase64", 1, set_from_base64, context);
    method(&prototype, "setFromHex", 1, set_from_hex, context);
}

fn wrong(message: &str) -> JsError {
    JsNativeError::typ().with_message(message.to_owned()).into()
}

/// Refuses a text of so many times so many units, where that is too long for a string.
fn fits(times: usize, units: usize) -> JsResult<()> {
    let length = times.checked_mul(units);
    let fits = length.is_some_and(|length| length <= MAX_LENGTH);
    if fits { Ok(()) } else { Err(too_long()) }
}

/// The `Uint8Array` a method was called on.
fn this_view(this: &JsValue, context: &mut Context) -> JsResult<View> {
    match View::of(this, context)? {
        Some(view) if view.kind == TypedArrayKind::Uint8 => Ok(view),
        _ => Err(wrong("this is not a Uint8Array over memory that is there")),
    }
}

fn is_uint8(this: &JsValue) -> bool {
    let kind = this
        .as_object()
        .and_then(|object| object.downcast_ref::<TypedArray>().map(|array| array.kind()));
    kind == Some(TypedArrayKind::Uint8)
}

fn string(args: &[JsValue]) -> JsResult<JsString> {
    args.get_or_undefined(0).as_string().ok_or_else(|| wrong("input argument must be a string"))
}

/// The options of base64, which must be plain strings.
struct Options {
    object: Option<JsObject>,
}

impl Options {
    fn of(value: &JsValue) -> JsResult<Self> {
        if value.is_undefined() {
            return Ok(Self { object: None });
        }
        let object = value.as_object().ok_or_else(|| wrong("options must be an object"))?;
        Ok(Self { object: Some(object) })
    }

    fn get(&self, name: &str, context: &mut Context) -> JsResult<JsValue> {
        match &self.object {
            Some(object) => object.get(JsString::from(name), context),
            None => Ok(JsValue::undefined()),
        }
    }

    fn alphabet(&self, context: &mut Context) -> JsResult<Alphabet> {
        let name = self.get("alphabet", context)?;
        match name.as_string() {
            None if name.is_undefined() => Ok(Alphabet::Standard),
            Some(name) if name == "base64" => Ok(Alphabet::Standard),
            Some(name) if name == "base64url" => Ok(Alphabet::Url),
            _ => Err(wrong("alphabet must be \"base64\" or \"base64url\"")),
        }
    }

    fn last_chunk(&self, context: &mut Context) -> JsResult<LastChunk> {
        let name = self.get("lastChunkHandling", context)?;
        match name.as_string() {
            None if name.is_undefined() => Ok(LastChunk::Loose),
            Some(name) if name == "loose" => Ok(LastChunk::Loose),
            Some(name) if name == "strict" => Ok(LastChunk::Strict),
            Some(name) if name == "stop-before-partial" => Ok(LastChunk::StopBeforePartial),
            _ => Err(wrong(
                "lastChunkHandling must be \"loose\", \"strict\" or \"stop-before-partial\"",
            )),
        }
    }
}

fn checked(decoded: Decoded) -> JsResult<Decoded> {
    match decoded.error {
        Some(error) => Err(JsNativeError::syntax().with_message(error).into()),
        None => Ok(decoded),
    }
}

/// `Uint8Array.fromBase64(string, options)`
fn from_base64(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = string(args)?.to_vec();
    let options = Options::of(args.get_or_undefined(1))?;
    let (alphabet, last) = (options.alphabet(context)?, options.last_chunk(context)?);
    let decoded = checked(decode(&text, alphabet, last, usize::MAX))?;
    Ok(JsUint8Array::from_iter(decoded.bytes, context)?.into())
}

/// `Uint8Array.fromHex(string)`
fn from_hex(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let decoded = checked(decode_hex(&string(args)?.to_vec(), usize::MAX))?;
    Ok(JsUint8Array::from_iter(decoded.bytes, context)?.into())
}

/// `toBase64(options)`
fn to_base64(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    // Whether its memory is there is looked at after the options, which may take it away.
    if !is_uint8(this) {
        return Err(wrong("this is not a Uint8Array"));
    }
    let options = Options::of(args.get_or_undefined(0))?;
    let alphabet = options.alphabet(context)?;
    let pad = !options.get("omitPadding", context)?.to_boolean();
    let view = this_view(this, context)?;
    fits(view.length.div_ceil(3), 4)?;
    let text = view.with(0..view.length, |bytes| encode(bytes, alphabet, pad));
    Ok(JsString::from(JsStr::latin1(&text)).into())
}

/// `toHex()`
fn to_hex(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let view = this_view(this, context)?;
    fits(view.length, 2)?;
    let text = view.with(0..view.length, encode_hex);
    Ok(JsString::from(JsStr::latin1(&text)).into())
}

/// `setFromBase64(string, options)`
fn set_from_base64(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if !is_uint8(this) {
        return Err(wrong("this is not a Uint8Array"));
    }
    let text = string(args)?.to_vec();
    let options = Options::of(args.get_or_undefined(1))?;
    let (alphabet, last) = (options.alphabet(context)?, options.last_chunk(context)?);
    let view = this_view(this, context)?;
    let decoded = decode(&text, alphabet, last, view.length);
    store(&view, decoded, context)
}

/// `setFromHex(string)`
fn set_from_hex(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = string(args)?.to_vec();
    let view = this_view(this, context)?;
    let decoded = decode_hex(&text, view.length);
    store(&view, decoded, context)
}

/// Writes what was decoded, even before an error, and says how far it came.
fn store(view: &View, decoded: Decoded, context: &mut Context) -> JsResult<JsValue> {
    view.with_mut(0..decoded.bytes.len(), |place| {
        if place.len() == decoded.bytes.len() {
            place.copy_from_slice(&decoded.bytes);
        }
    });
    let decoded = checked(decoded)?;
    let counts = JsObject::with_object_proto(context.intrinsics());
    counts.create_data_property_or_throw(js_string!("read"), decoded.read, context)?;
    counts.create_data_property_or_throw(js_string!("written"), decoded.bytes.len(), context)?;
    Ok(counts.into())
}
