//! Structured clone, the second half: from a [`Message`] to a value of this world. WHATWG HTML
//! §2.7.4 StructuredDeserialize.

use boa_engine::{
    Context, JsBigInt, JsObject, JsResult, JsStr, JsString, JsValue,
    builtins::typed_array::TypedArrayKind,
    context::intrinsics::StandardConstructor,
    js_string,
    object::builtins::{JsArray, JsArrayBuffer, JsMap, JsRegExp, JsSet, JsSharedArrayBuffer},
    property::PropertyKey,
};

use super::{
    deserialize_symbol,
    message::{Key, Message, Node, Text, Value},
};
use ouro_intrinsics::{Pace, hide};

use crate::require_builtin;

/// Makes the value that a message holds.
///
/// # Errors
/// `RangeError` where the engine refuses a size; what the makers of Node's own objects throw.
pub(crate) fn deserialize(message: Message, context: &mut Context) -> JsResult<JsValue> {
    let mut objects = vec![JsValue::undefined(); message.nodes.len()];
    let mut contents = Vec::with_capacity(message.nodes.len());
    let mut views = Vec::new();
    // First every object without its contents, since they may refer to each other.
    let mut pace = Pace::default();
    for (index, node) in message.nodes.into_iter().enumerate() {
        pace.step(context)?;
        match node {
            Node::View { kind, buffer, offset, length } => {
                views.push((index, kind, buffer, offset, length));
            }
            node => {
                let (object, rest) = shell(node, context)?;
                if let Some(place) = objects.get_mut(index) {
                    *place = object;
                }
                contents.extend(rest.map(|rest| (index, rest)));
            }
        }
    }
    for (index, kind, buffer, offset, length) in views {
        let buffer = value(&buffer, &objects);
        let class = view_class(kind, context).constructor();
        let args = [buffer, offset.into(), length.into()];
        if let Some(place) = objects.get_mut(index) {
            *place = class.construct(&args, None, context)?.into();
        }
    }
    // Node's own objects last, and what they consist of before them.
    let (own, plain): (Vec<_>, Vec<_>) =
        contents.into_iter().partition(|(_, rest)| matches!(rest, Contents::Data(_)));
    for (index, rest) in plain.into_iter().chain(own.into_iter().rev()) {
        pace.step(context)?;
        let object = objects.get(index).and_then(JsValue::as_object);
        if let Some(object) = object {
            fill(&object, rest, &objects, context)?;
        }
    }
    Ok(value(&message.root, &objects))
}

/// What an object is filled with once all objects are there.
enum Contents {
    Properties(Vec<(Key, Value)>),
    Map(Vec<(Value, Value)>),
    Set(Vec<Value>),
    Cause(Value),
    Data(Value),
}

fn text(text: &Text) -> JsString {
    match text {
        Text::Latin1(text) => JsString::from(JsStr::latin1(text)),
        Text::Utf16(text) => JsString::from(JsStr::utf16(text)),
    }
}

fn value(written: &Value, objects: &[JsValue]) -> JsValue {
    match written {
        Value::Undefined => JsValue::undefined(),
        Value::Null => JsValue::null(),
        Value::Boolean(boolean) => (*boolean).into(),
        Value::Number(number) => (*number).into(),
        Value::BigInt(digits) => {
            let number = match digits.strip_prefix('-') {
                Some(rest) => JsBigInt::from_string_radix(rest, 16).map(|n| JsBigInt::neg(&n)),
                None => JsBigInt::from_string_radix(digits, 16),
            };
            number.unwrap_or_else(JsBigInt::zero).into()
        }
        Value::String(string) => text(string).into(),
        Value::Object(index) => objects.get(*index).cloned().unwrap_or_default(),
    }
}

/// Makes an object, and says what is to be filled in.
fn shell(node: Node, context: &mut Context) -> JsResult<(JsValue, Option<Contents>)> {
    Ok(match node {
        Node::Pending | Node::View { .. } => (JsValue::undefined(), None),
        Node::Object(properties) => {
            let object = JsObject::with_object_proto(context.intrinsics());
            (object.into(), Some(Contents::Properties(properties)))
        }
        Node::Array { length, properties } => {
            let array = JsArray::new(context)?;
            array.set(js_string!("length"), length, true, context)?;
            (array.into(), Some(Contents::Properties(properties)))
        }
        Node::Map(entries) => (JsMap::new(context).into(), Some(Contents::Map(entries))),
        Node::Set(items) => (JsSet::new(context).into(), Some(Contents::Set(items))),
        Node::Date(time) => {
            let class = context.intrinsics().constructors().date().constructor();
            (class.construct(&[time.into()], None, context)?.into(), None)
        }
        Node::RegExp { source, flags } => {
            (JsRegExp::new(text(&source), text(&flags), context)?.into(), None)
        }
        Node::Boxed(inner) => (value(&inner, &[]).to_object(context)?.into(), None),
        Node::Error { class, message, stack, cause } => {
            let error = error(class, context)?;
            for (name, found) in [("stack", stack), ("message", message)] {
                if let Some(found) = found {
                    hide(&error, JsString::from(name), text(&found));
                }
            }
            (error.into(), cause.map(Contents::Cause))
        }
        Node::Buffer { bytes, most } => {
            let buffer = JsArrayBuffer::from_byte_block(bytes, context)?;
            let buffer = match most {
                Some(most) => buffer.with_max_byte_length(most),
                None => buffer,
            };
            (buffer.into(), None)
        }
        Node::Shared(shared) => (JsSharedArrayBuffer::from_buffer(shared, context).into(), None),
        Node::Platform { maker, data } => {
            let (id, export) = maker.split_once(':').unwrap_or((maker.as_str(), ""));
            let module = require_builtin(id, context)?.to_object(context)?;
            let class = module.get(JsString::from(export), context)?.to_object(context)?;
            (class.construct(&[], None, context)?.into(), Some(Contents::Data(data)))
        }
    })
}

fn fill(
    object: &JsObject,
    contents: Contents,
    objects: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let mut pace = Pace::default();
    match contents {
        Contents::Properties(properties) => {
            for (key, written) in properties {
                pace.step(context)?;
                let key = match key {
                    Key::Index(index) => PropertyKey::from(index),
                    Key::Name(name) => PropertyKey::from(text(&name)),
                };
                object.create_data_property_or_throw(key, value(&written, objects), context)?;
            }
        }
        Contents::Map(entries) => {
            let map = JsMap::from_object(object.clone())?;
            for (key, written) in entries {
                pace.step(context)?;
                map.set(value(&key, objects), value(&written, objects), context)?;
            }
        }
        Contents::Set(items) => {
            if let Ok(set) = JsSet::from_object(object.clone()) {
                for item in items {
                    pace.step(context)?;
                    set.add(value(&item, objects), context)?;
                }
            }
        }
        Contents::Cause(cause) => hide(object, js_string!("cause"), value(&cause, objects)),
        Contents::Data(data) => {
            let method = object.get(deserialize_symbol(context), context)?;
            if let Some(method) = method.as_callable() {
                method.call(&object.clone().into(), &[value(&data, objects)], context)?;
            }
        }
    }
    Ok(())
}

/// An error of a class, without a message.
fn error(class: &str, context: &mut Context) -> JsResult<JsObject> {
    let classes = context.intrinsics().constructors();
    let class = match class {
        "EvalError" => classes.eval_error(),
        "RangeError" => classes.range_error(),
        "ReferenceError" => classes.reference_error(),
        "SyntaxError" => classes.syntax_error(),
        "TypeError" => classes.type_error(),
        "URIError" => classes.uri_error(),
        _ => classes.error(),
    };
    class.constructor().construct(&[], None, context)
}

fn view_class(kind: Option<TypedArrayKind>, context: &Context) -> &StandardConstructor {
    let classes = context.intrinsics().constructors();
    match kind {
        None => classes.data_view(),
        Some(TypedArrayKind::Int8) => classes.typed_int8_array(),
        Some(TypedArrayKind::Uint8) => classes.typed_uint8_array(),
        Some(TypedArrayKind::Uint8Clamped) => classes.typed_uint8clamped_array(),
        Some(TypedArrayKind::Int16) => classes.typed_int16_array(),
        Some(TypedArrayKind::Uint16) => classes.typed_uint16_array(),
        Some(TypedArrayKind::Int32) => classes.typed_int32_array(),
        Some(TypedArrayKind::Uint32) => classes.typed_uint32_array(),
        Some(TypedArrayKind::BigInt64) => classes.typed_bigint64_array(),
        Some(TypedArrayKind::BigUint64) => classes.typed_biguint64_array(),
        Some(TypedArrayKind::Float16) => classes.typed_float16_array(),
        Some(TypedArrayKind::Float32) => classes.typed_float32_array(),
        Some(TypedArrayKind::Float64) => classes.typed_float64_array(),
    }
}
