//! Structured clone, the first half: from a value to a [`Message`]. WHATWG HTML §2.7.3
//! StructuredSerialize, §2.7.6 StructuredSerializeWithTransfer.

use std::collections::HashMap;

use boa_engine::{
    Context, JsBigInt, JsError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::{dataview::DataView, error::Error, proxy::Proxy, typed_array::TypedArray},
    js_string,
    object::builtins::{
        AlignedVec, JsArrayBuffer, JsDate, JsMap, JsRegExp, JsSet, JsSharedArrayBuffer,
    },
    property::PropertyKey,
    string::JsStrVariant,
};

use super::{
    clone_symbol, data_clone_error,
    message::{Key, Message, Node, Text, Value},
};
use ouro_intrinsics::Pace;

use crate::{Bytes, buffer::element_width};

/// Takes a value apart, moving the `ArrayBuffer`s of `transfer`.
///
/// # Errors
/// `DataCloneError`; what getters throw.
pub(crate) fn serialize(
    value: &JsValue,
    transfer: &[JsObject],
    context: &mut Context,
) -> JsResult<Message> {
    let mut moved = Vec::with_capacity(transfer.len());
    for object in transfer {
        let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) else {
            return Err(data_clone_error("Found invalid value in transferList.", context));
        };
        if moved.iter().any(|other: &JsArrayBuffer| JsObject::equals(other, &buffer)) {
            return Err(data_clone_error("Transfer list contains duplicate ArrayBuffer", context));
        }
        if buffer.data().is_none() || crate::buffer::is_pool(&buffer, context) {
            return Err(data_clone_error("Cannot transfer object of unsupported type.", context));
        }
        moved.push(buffer);
    }
    let mut writer = Writer { moved, ..Writer::default() };
    let root = writer.value(value, context)?;
    let mut pace = Pace::default();
    while let Some((index, object)) = writer.queue.pop() {
        pace.step(context)?;
        let node = writer.node(&object, context)?;
        if let Some(place) = writer.nodes.get_mut(index) {
            *place = node;
        }
    }
    writer.detach(context)?;
    Ok(Message { root, nodes: writer.nodes })
}

#[derive(Default)]
struct Writer {
    nodes: Vec<Node>,
    /// The index of every object met so far.
    known: HashMap<JsObject, usize>,
    /// Objects met but not yet taken apart: a list, not recursion, so that depth costs no stack.
    queue: Vec<(usize, JsObject)>,
    /// Buffers that are moved.
    moved: Vec<JsArrayBuffer>,
}

impl Writer {
    fn value(&mut self, value: &JsValue, context: &mut Context) -> JsResult<Value> {
        if let Some(object) = value.as_object() {
            return Ok(Value::Object(self.object(object)));
        }
        Ok(if value.is_undefined() {
            Value::Undefined
        } else if value.is_null() {
            Value::Null
        } else if let Some(number) = value.as_number() {
            Value::Number(number)
        } else if let Some(boolean) = value.as_boolean() {
            Value::Boolean(boolean)
        } else if let Some(string) = value.as_string() {
            Value::String(text(&string))
        } else if let Some(number) = value.as_bigint() {
            Value::BigInt(number.to_string_radix(16))
        } else {
            return Err(refused(value, context));
        })
    }

    fn object(&mut self, object: JsObject) -> usize {
        let next = self.nodes.len();
        let index = *self.known.entry(object.clone()).or_insert(next);
        if index == next {
            self.nodes.push(Node::Pending);
            self.queue.push((index, object));
        }
        index
    }

    /// Takes one object apart.
    fn node(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Node> {
        let value = JsValue::from(object.clone());
        if crate::process::is_environment(object, context) {
            let variables = crate::environment(context).all(context).into_iter();
            let variables = variables.map(|(name, value)| {
                let value = Value::String(text(&JsString::from(value)));
                (Key::Name(text(&JsString::from(name))), value)
            });
            return Ok(Node::Object(variables.collect()));
        }
        if object.is_callable() || object.is::<Proxy>() {
            return Err(refused(&value, context));
        }
        if let Some(node) = self.platform(object, context)? {
            return Ok(node);
        }
        if let Some(node) = primitive_object(object) {
            return Ok(Node::Boxed(node));
        }
        if object.is_array() {
            let length = object.get(js_string!("length"), context)?.as_number().unwrap_or(0.0);
            return Ok(Node::Array { length, properties: self.properties(object, context)? });
        }
        if let Ok(date) = JsDate::from_object(object.clone()) {
            let time = date.get_time(context)?;
            return Ok(Node::Date(time.as_number().unwrap_or(f64::NAN)));
        }
        if JsRegExp::from_object(object.clone()).is_ok() {
            let source = object.get(js_string!("source"), context)?.to_string(context)?;
            let flags = object.get(js_string!("flags"), context)?.to_string(context)?;
            return Ok(Node::RegExp { source: text(&source), flags: text(&flags) });
        }
        if let Ok(map) = JsMap::from_object(object.clone()) {
            return self.map(&map, context);
        }
        if let Ok(set) = JsSet::from_object(object.clone()) {
            let mut items = Vec::new();
            set.for_each_native(|item| {
                items.push(item);
                Ok(())
            })?;
            let mut pace = Pace::default();
            let items = items.iter().map(|item| {
                pace.step(context)?;
                self.value(item, context)
            });
            return Ok(Node::Set(items.collect::<JsResult<_>>()?));
        }
        if object.is::<Error>() {
            return self.error(object, context);
        }
        if object.is::<TypedArray>() || object.is::<DataView>() {
            return self.view(object, context);
        }
        if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
            return self.buffer(&buffer, context);
        }
        if let Ok(shared) = JsSharedArrayBuffer::from_object(object.clone()) {
            return Ok(Node::Shared(shared.inner()));
        }
        if object.is_ordinary() {
            return Ok(Node::Object(self.properties(object, context)?));
        }
        Err(refused(&value, context))
    }

    /// An object of Node's own: one that has a method under the clone symbol, or `false` there
    /// where it must not be cloned.
    fn platform(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Option<Node>> {
        let method = object.get(clone_symbol(context), context)?;
        if method.is_undefined() {
            return Ok(None);
        }
        let Some(method) = method.as_callable() else {
            return Err(data_clone_error("Cannot clone object of unsupported type.", context));
        };
        let parts = method.call(&object.clone().into(), &[], context)?;
        let Some(parts) = parts.as_object() else { return Ok(None) };
        let maker = parts.get(js_string!("deserializeInfo"), context)?.to_string(context)?;
        let data = parts.get(js_string!("data"), context)?;
        let data = self.value(&data, context)?;
        Ok(Some(Node::Platform { maker: maker.to_std_string_lossy(), data }))
    }

    /// The own enumerable properties with string keys.
    fn properties(
        &mut self,
        object: &JsObject,
        context: &mut Context,
    ) -> JsResult<Vec<(Key, Value)>> {
        let keys = object.own_property_keys(context)?;
        let mut properties = Vec::with_capacity(keys.len());
        let mut pace = Pace::default();
        for key in keys {
            pace.step(context)?;
            let name = match &key {
                PropertyKey::Index(index) => Key::Index(index.get()),
                PropertyKey::String(name) => Key::Name(text(name)),
                PropertyKey::Symbol(_) => continue,
            };
            // A getter called before may have deleted it.
            let found = object.borrow().properties().get(&key);
            let Some(found) = found else { continue };
            if found.enumerable() != Some(true) {
                continue;
            }
            let value = match found.value() {
                Some(value) => value.clone(),
                None => object.get(key, context)?,
            };
            properties.push((name, self.value(&value, context)?));
        }
        Ok(properties)
    }

    fn map(&mut self, map: &JsMap, context: &mut Context) -> JsResult<Node> {
        let mut entries = Vec::new();
        map.for_each_native(|key, value| {
            entries.push((key, value));
            Ok(())
        })?;
        let mut written = Vec::with_capacity(entries.len());
        let mut pace = Pace::default();
        for (key, value) in entries {
            pace.step(context)?;
            let key = self.value(&key, context)?;
            written.push((key, self.value(&value, context)?));
        }
        Ok(Node::Map(written))
    }

    fn error(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Node> {
        let name = object.get(js_string!("name"), context)?.to_string(context)?;
        let class = super::ERROR_CLASSES.iter().find(|class| name == **class);
        let own = |name: JsString| object.borrow().properties().get(&name.into());
        let message = match own(js_string!("message")).and_then(|found| found.value().cloned()) {
            Some(message) => Some(text(&message.to_string(context)?)),
            None => None,
        };
        let cause = own(js_string!("cause")).and_then(|found| found.value().cloned());
        let cause = cause.map(|cause| self.value(&cause, context)).transpose()?;
        let stack = object.get(js_string!("stack"), context)?;
        let stack = stack.as_string().map(|stack| text(&stack));
        Ok(Node::Error { class: class.copied().unwrap_or("Error"), message, stack, cause })
    }

    fn view(&mut self, object: &JsObject, context: &mut Context) -> JsResult<Node> {
        let kind = object.downcast_ref::<TypedArray>().map(|array| array.kind());
        let Some(bytes) = Bytes::from_value(&object.clone().into(), context)? else {
            return Err(refused(&object.clone().into(), context));
        };
        let length = bytes.len() / kind.map_or(1, element_width);
        let buffer = self.value(&bytes.store(), context)?;
        Ok(Node::View { kind, buffer, offset: bytes.offset(), length })
    }

    /// Copies the bytes; those of a buffer that is moved are taken at the very end.
    fn buffer(&mut self, buffer: &JsArrayBuffer, context: &mut Context) -> JsResult<Node> {
        let object = JsObject::from(buffer.clone());
        let most = if object.get(js_string!("resizable"), context)?.to_boolean() {
            Some(object.get(js_string!("maxByteLength"), context)?.to_length(context)?)
        } else {
            None
        };
        if self.moved.iter().any(|moved| JsObject::equals(moved, buffer)) {
            return Ok(Node::Buffer { bytes: AlignedVec::new(64), most });
        }
        let bytes = buffer.data().map(|data| AlignedVec::from_slice(64, &data));
        match bytes {
            Some(bytes) => Ok(Node::Buffer { bytes, most }),
            None => Err(data_clone_error(
                "An ArrayBuffer is detached and could not be cloned.",
                context,
            )),
        }
    }

    /// Takes the bytes of the buffers that are moved.
    fn detach(&mut self, context: &mut Context) -> JsResult<()> {
        for buffer in std::mem::take(&mut self.moved) {
            let Ok(taken) = buffer.detach(&JsValue::undefined()) else {
                return Err(data_clone_error(
                    "Cannot transfer object of unsupported type.",
                    context,
                ));
            };
            let object: JsObject = buffer.into();
            let index = self.known.get(&object).copied();
            if let Some(Node::Buffer { bytes, .. }) =
                index.and_then(|index| self.nodes.get_mut(index))
            {
                *bytes = taken;
            }
        }
        Ok(())
    }
}

/// A string in a form that may be sent.
fn text(string: &JsString) -> Text {
    match string.as_str().variant() {
        JsStrVariant::Latin1(text) => Text::Latin1(text.into()),
        JsStrVariant::Utf16(text) => Text::Utf16(text.into()),
    }
}

/// The value in a `Boolean`, `Number`, `BigInt` or `String` object.
fn primitive_object(object: &JsObject) -> Option<Value> {
    if let Some(boolean) = object.downcast_ref::<bool>() {
        return Some(Value::Boolean(*boolean));
    }
    if let Some(number) = object.downcast_ref::<f64>() {
        return Some(Value::Number(*number));
    }
    if let Some(number) = object.downcast_ref::<JsBigInt>() {
        return Some(Value::BigInt(number.to_string_radix(16)));
    }
    object.downcast_ref::<JsString>().map(|string| Value::String(text(&string)))
}

/// `DataCloneError` for a value that has no serialized form, worded as V8 does.
fn refused(value: &JsValue, context: &mut Context) -> JsError {
    let shown = shown(value, context);
    data_clone_error(&format!("{shown} could not be cloned."), context)
}

fn shown(value: &JsValue, context: &mut Context) -> String {
    let Some(object) = value.as_object() else {
        return value.display().to_string();
    };
    if object.is_callable() && !object.is::<Proxy>() {
        let to_string = context.intrinsics().constructors().function().prototype();
        let to_string = to_string.get(js_string!("toString"), context).ok();
        let source = to_string
            .and_then(|to_string| to_string.as_callable()?.call(value, &[], context).ok())
            .and_then(|source| source.as_string());
        return source.map_or_else(|| "function".to_owned(), |source| source.to_std_string_lossy());
    }
    if object.downcast_ref::<JsSymbol>().is_some() {
        return "[object Symbol]".to_owned();
    }
    let class = object.get(js_string!("constructor"), context).ok();
    let class = class.and_then(|class| class.as_object());
    // The iterators of the language have no class of their own.
    let iterator = context.intrinsics().constructors().iterator().constructor();
    let class = class.filter(|class| !JsObject::equals(class, &iterator));
    let class = class.and_then(|class| class.get(js_string!("name"), context).ok());
    match class.and_then(|name| name.as_string()) {
        Some(name) if !name.is_empty() => format!("#<{}>", name.to_std_string_lossy()),
        _ => tag(value, context),
    }
}

/// `[object Tag]`.
fn tag(value: &JsValue, context: &mut Context) -> String {
    let to_string = context.intrinsics().constructors().object().prototype();
    let to_string = to_string.get(js_string!("toString"), context).ok();
    let tag = to_string
        .and_then(|to_string| to_string.as_callable()?.call(value, &[], context).ok())
        .and_then(|tag| tag.as_string());
    tag.map_or_else(|| "[object Object]".to_owned(), |tag| tag.to_std_string_lossy())
}
