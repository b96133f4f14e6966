//! The reviver of `JSON.parse`: visits every value of a text after it was read, innermost first, at
//! any depth. ECMA-262 §25.5.1.1, InternalizeJSONProperty, with the source texts of primitives.

use std::{collections::HashMap, ops::Range};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
    property::PropertyKey,
};

use super::{
    reader::{Inner, Record},
    stringify::{Helpers, is_array},
};

/// What is to be visited, and with what.
pub(super) struct Reviver<'a> {
    pub(super) reviver: JsFunction,
    pub(super) helpers: &'a Helpers,
    pub(super) text: &'a JsString,
    /// What was read, inner values before those that hold them; the whole text's value is last.
    pub(super) records: &'a [Record],
}

/// A value whose inner values are being visited.
struct Level {
    holder: JsObject,
    name: PropertyKey,
    object: JsObject,
    keys: Keys,
    /// Records of the inner values; none where this is no longer the object that was read.
    inner: Records,
}

enum Keys {
    Indices(Range<u64>),
    Names(std::vec::IntoIter<JsString>),
}

enum Records {
    None,
    Elements(Vec<usize>),
    Properties(HashMap<PropertyKey, usize>),
}

impl Reviver<'_> {
    /// Visits `value`, the whole of what was read; returns what becomes of it.
    pub(super) fn run(&self, value: JsValue, context: &mut Context) -> JsResult<JsValue> {
        let root = JsObject::with_object_proto(context.intrinsics());
        root.create_data_property_or_throw(js_string!(), value, context)?;
        let mut levels = Vec::new();
        let last = self.records.len().checked_sub(1);
        let mut visited = self.enter(root, js_string!().into(), last, &mut levels, context)?;
        loop {
            // A value was visited: it takes the place of the old one, and the next one follows.
            let Some(level) = levels.last_mut() else { return Ok(visited.1) };
            if let (Some(name), value) = visited {
                self.put(&level.object, name, value, context)?;
            }
            visited = match level.next_key() {
                Some((name, record)) => {
                    let holder = level.object.clone();
                    self.enter(holder, name, record, &mut levels, context)?
                }
                None => match levels.pop() {
                    Some(Level { holder, name, object, .. }) => {
                        let value = self.call(&holder, &name, object.into(), None, context)?;
                        (Some(name), value)
                    }
                    None => return Ok(JsValue::undefined()),
                },
            };
        }
    }

    /// Visits what has no inner values at once; opens a level for what has. `None` for the name
    /// says that nothing was visited yet.
    fn enter(
        &self,
        holder: JsObject,
        name: PropertyKey,
        record: Option<usize>,
        levels: &mut Vec<Level>,
        context: &mut Context,
    ) -> JsResult<(Option<PropertyKey>, JsValue)> {
        let value = holder.get(name.clone(), context)?;
        let record = record.and_then(|index| self.records.get(index));
        let record = record.filter(|record| JsValue::same_value(&record.value, &value));
        let Some(object) = value.as_object() else {
            let source = match record.map(|record| &record.inner) {
                Some(Inner::Source(range)) => self.text.get(range.clone()),
                _ => None,
            };
            let value = self.call(&holder, &name, value, source, context)?;
            return Ok((Some(name), value));
        };
        let keys = if is_array(&object, context)? {
            let length = object.get(js_string!("length"), context)?.to_length(context)?;
            Keys::Indices(0..length)
        } else {
            Keys::Names(names(&object, self.helpers, context)?.into_iter())
        };
        let inner = match record.map(|record| &record.inner) {
            Some(Inner::Elements(elements)) => Records::Elements(elements.clone()),
            Some(Inner::Properties(entries)) => {
                Records::Properties(entries.iter().cloned().collect())
            }
            _ => Records::None,
        };
        levels.push(Level { holder, name, object, keys, inner });
        Ok((None, JsValue::undefined()))
    }

    fn call(
        &self,
        holder: &JsObject,
        name: &PropertyKey,
        value: JsValue,
        source: Option<JsString>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let about = JsObject::with_object_proto(context.intrinsics());
        if let Some(source) = source {
            about.create_data_property_or_throw(js_string!("source"), source, context)?;
        }
        let name = match name {
            PropertyKey::Index(index) => JsString::from(index.get().to_string()).into(),
            name => JsValue::from(name),
        };
        self.reviver.call(&holder.clone().into(), &[name, value, about.into()], context)
    }

    fn put(
        &self,
        object: &JsObject,
        name: PropertyKey,
        value: JsValue,
        context: &mut Context,
    ) -> JsResult<()> {
        if value.is_undefined() {
            let name = JsValue::from(&name);
            let arguments = [object.clone().into(), name];
            self.helpers.delete.call(&JsValue::undefined(), &arguments, context)?;
        } else {
            object.create_data_property(name, value, context)?;
        }
        Ok(())
    }
}

impl Level {
    /// The name of the next inner value, and its record.
    fn next_key(&mut self) -> Option<(PropertyKey, Option<usize>)> {
        let name: PropertyKey = match &mut self.keys {
            Keys::Indices(indices) => {
                let index = indices.next()?;
                let record = match &self.inner {
                    Records::Elements(elements) => {
                        usize::try_from(index).ok().and_then(|index| elements.get(index).copied())
                    }
                    _ => None,
                };
                return Some((index.into(), record));
            }
            Keys::Names(names) => names.next()?.into(),
        };
        let record = match &self.inner {
            Records::Properties(entries) => entries.get(&name).copied(),
            _ => None,
        };
        Some((name, record))
    }
}

/// The names of an object's own enumerable properties that are strings, in order.
fn names(object: &JsObject, helpers: &Helpers, context: &mut Context) -> JsResult<Vec<JsString>> {
    let keys = [JsValue::from(object.clone())];
    let keys = helpers.keys.call(&JsValue::undefined(), &keys, context)?;
    let Some(keys) = keys.as_object() else { return Ok(Vec::new()) };
    let keys = JsArray::from_object(keys)?;
    let mut names = Vec::new();
    for index in 0..keys.length(context)? {
        names.push(keys.get(index, context)?.to_string(context)?);
    }
    Ok(names)
}
