//! `node:querystring`: the Rust half of `runtime-js/querystring.js`. Node docs: Query string.

mod codec;

use std::collections::{HashMap, hash_map::Entry};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
    property::PropertyDescriptor,
    string::JsStrVariant,
};

use ouro_intrinsics::Pace;

use crate::{
    Arguments, Binding, NodeError, buffer, call,
    units::{Texts, Unit},
};
use codec::Pair;

pub(crate) const BINDING: Binding = Binding {
    name: "querystring",
    functions: &[
        ("unescapeBuffer", 2, unescape_buffer),
        ("unescape", 2, unescape),
        ("escape", 1, escape),
        ("stringify", 5, stringify),
        ("parse", 5, parse),
    ],
    extend: None,
};

/// `unescapeBuffer(text, decodeSpaces)`: a Buffer of the bytes, what is malformed left as it is.
fn unescape_buffer(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.value(0).to_string(context)?;
    let bytes = bytes_of(&text, args.flag(1));
    buffer(&bytes, context)
}

fn bytes_of(text: &JsString, spaces: bool) -> Vec<u8> {
    match text.as_str().variant() {
        JsStrVariant::Latin1(text) => codec::unescape(text, spaces),
        JsStrVariant::Utf16(text) => codec::unescape(text, spaces),
    }
}

/// `unescape(text, decodeSpaces)`: `decodeURIComponent`, or a safer equivalent that never throws.
fn unescape(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.value(0).to_string(context)?;
    Ok(decode(&text, args.flag(1)).into())
}

fn decode(text: &JsString, spaces: bool) -> JsString {
    let decoded = match text.as_str().variant() {
        JsStrVariant::Latin1(text) => codec::decode(text),
        JsStrVariant::Utf16(text) => codec::decode(text),
    };
    match decoded {
        Some(decoded) => JsString::from(decoded.as_str()),
        None => JsString::from(String::from_utf8_lossy(&bytes_of(text, spaces)).as_ref()),
    }
}

/// `escape(value)`.
///
/// # Errors
/// `ERR_INVALID_URI` where the text ends in half a character.
fn escape(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.value(0).to_string(context)?;
    Ok(encode(&text, context)?.into())
}

fn encode(text: &JsString, context: &mut Context) -> JsResult<JsString> {
    let escaped = match text.as_str().variant() {
        JsStrVariant::Latin1(text) => codec::escape(text),
        JsStrVariant::Utf16(text) => codec::escape(text),
    };
    escaped.map(|bytes| Unit::string(&bytes)).ok_or_else(|| {
        let malformed = "URI malformed".to_owned();
        NodeError { code: "ERR_INVALID_URI", class: "URIError", message: malformed }
            .into_js(context)
    })
}

/// A separator argument: a falsy one is the usual sign.
fn sign(value: &JsValue, usual: &str, context: &mut Context) -> JsResult<JsString> {
    if value.to_boolean() { value.to_string(context) } else { Ok(js_string!(usual)) }
}

/// The function that an option names, or the one that the script put into the module.
fn codec_function(
    options: &JsValue,
    name: JsString,
    replaced: &JsValue,
    context: &mut Context,
) -> JsResult<Option<JsFunction>> {
    if let Some(options) = options.as_object()
        && let Some(function) = options.get(name, context)?.as_function()
    {
        return Ok(Some(function));
    }
    Ok(replaced.as_function())
}

/// `stringify(object, separator, equals, options, escape)`; `escape` only where the script has
/// replaced the module's own.
fn stringify(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.value(0).as_object() else { return Ok(js_string!("").into()) };
    let separator = sign(args.value(1), "&", context)?;
    let equals = sign(args.value(2), "=", context)?;
    let name = js_string!("encodeURIComponent");
    let encoder = codec_function(args.value(3), name, args.value(4), context)?;
    let mut parts: Vec<JsString> = Vec::new();
    for key in keys(&object, context)? {
        let value = object.get(key.clone(), context)?;
        let name = component(&key.into(), encoder.as_ref(), context)?;
        let list = match value.as_object() {
            Some(list) if list.is_array() => list,
            _ => {
                let value = component(&value, encoder.as_ref(), context)?;
                parts.extend([separator.clone(), name, equals.clone(), value]);
                continue;
            }
        };
        let length = list.get(js_string!("length"), context)?.to_length(context)?;
        for index in 0..length {
            let value = list.get(index, context)?;
            let value = component(&value, encoder.as_ref(), context)?;
            parts.extend([separator.clone(), name.clone(), equals.clone(), value]);
        }
    }
    let parts: Vec<_> = parts.iter().skip(1).map(JsString::as_str).collect();
    Ok(JsString::concat_array(&parts).into())
}

/// `Object.keys`.
fn keys(object: &JsObject, context: &mut Context) -> JsResult<Vec<JsString>> {
    let class = context.intrinsics().constructors().object().constructor();
    let Some(keys) = class.get(js_string!("keys"), context)?.as_function() else {
        return Ok(Vec::new());
    };
    let list = keys.call(&class.into(), &[object.clone().into()], context)?;
    let Some(list) = list.as_object() else { return Ok(Vec::new()) };
    let length = list.get(js_string!("length"), context)?.to_length(context)?;
    (0..length).map(|index| list.get(index, context)?.to_string(context)).collect()
}

/// A key or value in its written form: numbers, booleans and BigInts are taken, others are empty.
fn component(
    value: &JsValue,
    encoder: Option<&JsFunction>,
    context: &mut Context,
) -> JsResult<JsString> {
    let finite = value.as_number().is_some_and(f64::is_finite);
    let text = if value.is_string() || value.is_boolean() || value.is_bigint() || finite {
        value.to_string(context)?
    } else {
        JsString::default()
    };
    match encoder {
        Some(encoder) => {
            call(encoder, &JsValue::undefined(), &[text.into()], context)?.to_string(context)
        }
        None => encode(&text, context),
    }
}

/// `parse(query, separator, equals, options, unescape)`; `unescape` only where the script has
/// replaced the module's own. The object has no prototype.
fn parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = JsObject::with_null_proto();
    let query = match args.value(0).as_string() {
        Some(query) if !query.is_empty() => query,
        _ => return Ok(object.into()),
    };
    let separator = sign(args.value(1), "&", context)?;
    let equals = sign(args.value(2), "=", context)?;
    let mut limit = Some(1000);
    if let Some(options) = args.value(3).as_object()
        && let Some(keys) = options.get(js_string!("maxKeys"), context)?.as_number()
    {
        // Zero, negative, infinite and NaN mean no limit.
        let keys = [JsValue::from(keys)].size(0);
        limit = (keys > 0 && keys < usize::MAX).then_some(keys);
    }
    let name = js_string!("decodeURIComponent");
    let decoder = codec_function(args.value(3), name, args.value(4), context)?;
    let plus: &[u8] = if decoder.is_some() { b"%20" } else { b" " };
    let pairs = match Texts::new(&[query, separator, equals]) {
        Texts::Latin1(texts) => strings(&texts, limit, plus),
        Texts::Utf16(texts) => strings(&texts, limit, plus),
    };
    collect(&object, pairs, decoder.as_ref(), context)?;
    Ok(object.into())
}

/// A pair's texts, each with whether it holds encoded bytes.
type Encoded = [(JsString, bool); 2];

fn strings<U: Unit>(texts: &[Vec<U>], limit: Option<usize>, plus: &[u8]) -> Vec<Encoded> {
    let [query, separator, equals] = texts else { return Vec::new() };
    let string = |Pair { key, value, key_encoded, value_encoded }: Pair<U>| {
        [(Unit::string(&key), key_encoded), (Unit::string(&value), value_encoded)]
    };
    codec::split(query, separator, equals, limit, plus).into_iter().map(string).collect()
}

/// Groups the values by key, in the order of first appearance, and puts them into `object`.
fn collect(
    object: &JsObject,
    pairs: Vec<Encoded>,
    decoder: Option<&JsFunction>,
    context: &mut Context,
) -> JsResult<()> {
    let mut places: HashMap<JsString, usize> = HashMap::new();
    let mut entries: Vec<(JsString, Vec<JsValue>)> = Vec::new();
    Pace::look(context)?;
    let mut pace = Pace::default();
    for [key, value] in pairs {
        pace.step(context)?;
        let key = decoded(key, decoder, context)?.to_string(context)?;
        let value = decoded(value, decoder, context)?;
        match places.entry(key) {
            Entry::Occupied(place) => {
                if let Some((_, values)) = entries.get_mut(*place.get()) {
                    values.push(value);
                }
            }
            Entry::Vacant(place) => {
                entries.push((place.key().clone(), vec![value]));
                place.insert(entries.len() - 1);
            }
        }
    }
    for (key, mut values) in entries {
        let value = match (values.len(), values.pop()) {
            (1, Some(only)) => only,
            (_, last) => JsArray::from_iter(values.into_iter().chain(last), context).into(),
        };
        let property = PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true);
        object.insert_property(key, property);
    }
    Ok(())
}

/// Decodes a key or value; a decoder that throws is replaced by the module's own.
fn decoded(
    (text, encoded): (JsString, bool),
    decoder: Option<&JsFunction>,
    context: &mut Context,
) -> JsResult<JsValue> {
    if text.is_empty() {
        return Ok(text.into());
    }
    let Some(decoder) = decoder else {
        return Ok(if encoded { decode(&text, true) } else { text }.into());
    };
    match call(decoder, &JsValue::undefined(), &[text.clone().into()], context) {
        Ok(value) => Ok(value),
        Err(error) if error.as_engine().is_some() => Err(error),
        Err(_) => Ok(decode(&text, true).into()),
    }
}
