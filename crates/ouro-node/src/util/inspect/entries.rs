//! `util.inspect`, what lies between the brackets of arrays, collections, buffers and promises.
//! Node docs: `util.inspect`, `maxArrayLength`. No JavaScript half.

use std::fmt::Write as _;

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    builtins::{
        array_buffer::ArrayBuffer, map::ordered_map::OrderedMap, promise::PromiseState,
        set::ordered_set::OrderedSet, typed_array::TypedArrayKind,
    },
    js_string,
    object::builtins::{JsArrayBuffer, JsDataView, JsPromise, JsSharedArrayBuffer, JsTypedArray},
    property::PropertyKey,
};

use super::{Inspector, Style, bigint, layout::to_f64, number, object::Plan};
use crate::util::{kind::Kind, reflect};

/// Class and number of entries of a `Map` or `Set`.
pub(super) fn collection_size(object: &JsObject) -> (&'static str, usize) {
    if let Some(map) = object.downcast_ref::<OrderedMap<JsValue>>() {
        return ("Map", map.len());
    }
    ("Set", object.downcast_ref::<OrderedSet>().map_or(0, |set| set.len()))
}

/// Class and length of a typed array, whatever its prototype says.
///
/// # Errors
/// None but the engine's own.
pub(super) fn view_facts(
    object: &JsObject,
    context: &mut Context,
) -> JsResult<(&'static str, usize)> {
    let view = JsTypedArray::from_object(object.clone())?;
    let class = match view.kind() {
        Some(TypedArrayKind::Int8) => "Int8Array",
        Some(TypedArrayKind::Uint8Clamped) => "Uint8ClampedArray",
        Some(TypedArrayKind::Int16) => "Int16Array",
        Some(TypedArrayKind::Uint16) => "Uint16Array",
        Some(TypedArrayKind::Int32) => "Int32Array",
        Some(TypedArrayKind::Uint32) => "Uint32Array",
        Some(TypedArrayKind::BigInt64) => "BigInt64Array",
        Some(TypedArrayKind::BigUint64) => "BigUint64Array",
        Some(TypedArrayKind::Float16) => "Float16Array",
        Some(TypedArrayKind::Float32) => "Float32Array",
        Some(TypedArrayKind::Float64) => "Float64Array",
        Some(TypedArrayKind::Uint8) | None => "Uint8Array",
    };
    Ok((class, view.length(context).unwrap_or(0)))
}

/// Bytes of a buffer, shared or not.
///
/// # Errors
/// None but the engine's own.
pub(super) fn buffer_length(object: &JsObject, _: &mut Context) -> JsResult<usize> {
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        return Ok(buffer.byte_length());
    }
    Ok(JsSharedArrayBuffer::from_object(object.clone())?.byte_length())
}

/// `... 2 more items`.
fn more(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("... {count} more {what}{ending}")
}

impl Inspector<'_> {
    /// Formats the parts of an object that are not its properties.
    pub(super) fn entries(
        &mut self,
        object: &JsObject,
        plan: &Plan,
        level: f64,
        within_view: bool,
    ) -> JsResult<Vec<String>> {
        match plan.kind {
            Kind::Array => self.array(object, level),
            Kind::Map => self.map(object, level),
            Kind::Set => self.set(object, level),
            Kind::TypedArray => self.typed_array(object, level),
            Kind::ArrayBuffer | Kind::SharedArrayBuffer => self.buffer(object, within_view),
            Kind::DataView => self.data_view(object, level),
            Kind::Promise => self.promise(object, level),
            // The engine shows neither what these hold nor how far an iterator has come.
            Kind::WeakMap | Kind::WeakSet | Kind::MapIterator | Kind::SetIterator => {
                Ok(vec![self.word("<items unknown>", Style::Special)?])
            }
            _ => Ok(Vec::new()),
        }
    }

    /// How many of `length` elements are shown.
    fn shown_of(&self, length: usize) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "`as` saturates and maps negatives and NaN to 0"
        )]
        let most = self.options.max_array_length as usize;
        most.min(length)
    }

    fn array(&mut self, array: &JsObject, level: f64) -> JsResult<Vec<String>> {
        let length = reflect::array_length(array) as usize;
        let most = self.shown_of(length);
        let mut output = Vec::new();
        for index in 0..most {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            let present = reflect::has_own(array, &PropertyKey::from(index), self.context)?;
            if !present {
                return self.sparse(array, level, most, output, index);
            }
            output.push(self.element(array, level, index)?);
        }
        if length > most {
            output.push(more(length - most, "item"));
        }
        Ok(output)
    }

    /// Goes on with an array that has holes from `index` on.
    fn sparse(
        &mut self,
        array: &JsObject,
        level: f64,
        most: usize,
        mut output: Vec<String>,
        index: u32,
    ) -> JsResult<Vec<String>> {
        let length = reflect::array_length(array);
        let mut next = index;
        for key in array.own_property_keys(self.context)? {
            let PropertyKey::Index(present) = key else { continue };
            let present = present.get();
            if present < next || present >= length {
                continue;
            }
            if output.len() >= most {
                break;
            }
            if present > next {
                output.push(self.holes(present - next)?);
                next = present;
                if output.len() >= most {
                    break;
                }
            }
            output.push(self.element(array, level, present)?);
            next = present.saturating_add(1);
        }
        let remaining = length.saturating_sub(next);
        if remaining > 0 {
            let last = if output.len() < most {
                self.holes(remaining)?
            } else {
                more(remaining as usize, "item")
            };
            output.push(last);
        }
        Ok(output)
    }

    fn holes(&mut self, count: u32) -> JsResult<String> {
        let ending = if count > 1 { "s" } else { "" };
        self.styled(format!("<{count} empty item{ending}>"), Style::Undefined)
    }

    fn set(&mut self, set: &JsObject, level: f64) -> JsResult<Vec<String>> {
        let (_, size) = collection_size(set);
        let most = self.shown_of(size);
        let values: Vec<JsValue> = set
            .downcast_ref::<OrderedSet>()
            .map(|set| set.iter().take(most).cloned().collect())
            .unwrap_or_default();
        self.indentation += 2;
        let mut output = Vec::with_capacity(most + 1);
        for value in &values {
            output.push(self.value(value, level, false)?);
        }
        self.indentation -= 2;
        if size > most {
            output.push(more(size - most, "item"));
        }
        Ok(output)
    }

    fn map(&mut self, map: &JsObject, level: f64) -> JsResult<Vec<String>> {
        let (_, size) = collection_size(map);
        let most = self.shown_of(size);
        let pairs: Vec<(JsValue, JsValue)> = map
            .downcast_ref::<OrderedMap<JsValue>>()
            .map(|map| map.iter().take(most).map(|(k, v)| (k.clone(), v.clone())).collect())
            .unwrap_or_default();
        self.indentation += 2;
        let mut output = Vec::with_capacity(most + 1);
        for (key, value) in &pairs {
            let key = self.value(key, level, false)?;
            let value = self.value(value, level, false)?;
            output.push(format!("{key} => {value}"));
        }
        self.indentation -= 2;
        if size > most {
            output.push(more(size - most, "item"));
        }
        Ok(output)
    }

    fn typed_array(&mut self, object: &JsObject, level: f64) -> JsResult<Vec<String>> {
        let (_, length) = view_facts(object, self.context)?;
        let most = self.shown_of(length);
        let separate = self.options.numeric_separator;
        let mut output = Vec::with_capacity(most + 1);
        for index in 0..most {
            self.pace.step(self.context)?;
            let value = object.get(u32::try_from(index).unwrap_or(u32::MAX), self.context)?;
            output.push(match value.as_bigint() {
                Some(value) => self.styled(bigint(&value, separate), Style::BigInt)?,
                None => {
                    let value = value.as_number().unwrap_or(f64::NAN);
                    let shown = number(value, separate, self.context);
                    self.styled(shown, Style::Number)?
                }
            });
        }
        if length > most {
            output.push(more(length - most, "item"));
        }
        if self.options.show_hidden {
            self.indentation += 2;
            for name in ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"] {
                let value = object.get(js_string!(name), self.context)?;
                let shown = self.value(&value, level, true)?;
                let label = self.styled(format!("[{name}]"), Style::String)?;
                output.push(format!("{label}: {shown}"));
            }
            self.indentation -= 2;
        }
        Ok(output)
    }

    fn buffer(&mut self, object: &JsObject, within_view: bool) -> JsResult<Vec<String>> {
        let detached =
            object.downcast_ref::<ArrayBuffer>().is_some_and(|buffer| buffer.data().is_none());
        let length = buffer_length(object, self.context)?;
        let mut output = Vec::new();
        if detached {
            output.push(self.word("(detached)", Style::Special)?);
        } else if !within_view {
            let most = self.shown_of(length);
            let bytes = first_bytes(object, most)?;
            let mut hex = String::with_capacity(bytes.len() * 3);
            for (index, byte) in bytes.iter().enumerate() {
                let gap = if index == 0 { "" } else { " " };
                let _ = write!(hex, "{gap}{byte:02x}");
            }
            if to_f64(length) > self.options.max_array_length {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "positive and below the length plus the limit; `as` saturates"
                )]
                let remaining = (to_f64(length) - self.options.max_array_length) as usize;
                let _ = write!(hex, " {}", more(remaining, "byte"));
            }
            let label = self.word("[Uint8Contents]", Style::Special)?;
            output.push(format!("{label}: <{hex}>"));
        }
        output.push(self.hidden_number("byteLength", length)?);
        Ok(output)
    }

    fn hidden_number(&mut self, name: &str, value: usize) -> JsResult<String> {
        let shown = number(to_f64(value), self.options.numeric_separator, self.context);
        let value = self.styled(shown, Style::Number)?;
        let label = self.styled(format!("[{name}]"), Style::String)?;
        Ok(format!("{label}: {value}"))
    }

    fn data_view(&mut self, object: &JsObject, level: f64) -> JsResult<Vec<String>> {
        let view = JsDataView::from_object(object.clone())?;
        #[expect(clippy::cast_possible_truncation, reason = "lengths of memory fit in usize")]
        let length = view.byte_length(self.context)? as usize;
        #[expect(clippy::cast_possible_truncation, reason = "offsets in memory fit in usize")]
        let offset = view.byte_offset(self.context)? as usize;
        let buffer = view.buffer(self.context)?;
        let mut output = vec![
            self.hidden_number("byteLength", length)?,
            self.hidden_number("byteOffset", offset)?,
        ];
        self.indentation += 2;
        let buffer = self.value(&buffer, level, false);
        self.indentation -= 2;
        let label = self.word("[buffer]", Style::String)?;
        output.push(format!("{label}: {}", buffer?));
        Ok(output)
    }

    fn promise(&mut self, object: &JsObject, level: f64) -> JsResult<Vec<String>> {
        let promise = JsPromise::from_object(object.clone())?;
        let (value, rejected) = match promise.state() {
            PromiseState::Pending => return Ok(vec![self.word("<pending>", Style::Special)?]),
            PromiseState::Fulfilled(value) => (value, false),
            PromiseState::Rejected(value) => (value, true),
        };
        self.indentation += 2;
        let shown = self.value(&value, level, false);
        self.indentation -= 2;
        let shown = shown?;
        if !rejected {
            return Ok(vec![shown]);
        }
        let label = self.word("<rejected>", Style::Special)?;
        Ok(vec![format!("{label} {shown}")])
    }

    /// Whether the first elements are all numbers or bigints, to be aligned to the right.
    pub(super) fn all_numbers(&mut self, array: &JsObject, count: usize) -> bool {
        if Kind::of(array, self.context) == Kind::TypedArray {
            let (_, length) = view_facts(array, self.context).unwrap_or_default();
            return count <= length;
        }
        (0..count).all(|index| {
            let Ok(index) = u32::try_from(index) else { return false };
            let found = array.borrow().properties().get(&PropertyKey::from(index));
            found
                .and_then(|found| found.value().cloned())
                .is_some_and(|value| value.is_number() || value.is_bigint())
        })
    }
}

/// The first bytes of a buffer, shared or not.
fn first_bytes(object: &JsObject, most: usize) -> JsResult<Vec<u8>> {
    if let Some(buffer) = object.downcast_ref::<ArrayBuffer>() {
        let data = buffer.data().unwrap_or_default();
        return Ok(data.get(..most).unwrap_or(data).to_vec());
    }
    let mut bytes = JsSharedArrayBuffer::from_object(object.clone())?.to_vec();
    bytes.truncate(most);
    Ok(bytes)
}
