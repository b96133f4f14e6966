//! Deep equality of what internal slots hold: dates, patterns, bytes, errors, boxed primitives.
//! Node docs: `assert.deepStrictEqual`, Comparison details. No JavaScript half.

use boa_engine::{
    JsObject, JsResult, JsValue,
    builtins::{array_buffer::ArrayBuffer, typed_array::TypedArrayKind},
    js_string,
    object::builtins::{JsDataView, JsDate, JsRegExp, JsSharedArrayBuffer, JsTypedArray},
    property::PropertyKey,
};

use super::{Comparison, Mode};
use crate::{
    Bytes,
    util::{
        kind::{Boxed, Kind},
        reflect,
    },
};

impl Comparison<'_> {
    /// Compares what is not among the properties of two objects of equal tags.
    pub(super) fn slots(
        &mut self,
        left: &JsObject,
        kind: Kind,
        right: &JsObject,
        other: Kind,
    ) -> JsResult<bool> {
        if kind != other && !(is_buffer(kind) && is_buffer(other)) {
            return Ok(false);
        }
        match kind {
            Kind::Date => self.dates(left, right),
            Kind::RegExp => self.patterns(left, right),
            Kind::TypedArray | Kind::DataView => self.views(left, right),
            Kind::ArrayBuffer | Kind::SharedArrayBuffer => {
                Ok(self.same_bytes(&buffer_bytes(left)?, &buffer_bytes(right)?))
            }
            Kind::Error => self.errors(left, right),
            Kind::Boxed(_) => Ok(JsValue::same_value(&Boxed::unbox(left), &Boxed::unbox(right))),
            // What these hold cannot be seen, so only the same object is equal.
            Kind::Promise | Kind::WeakMap | Kind::WeakSet => Ok(false),
            _ => self.urls(left, right),
        }
    }

    fn dates(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let one = JsDate::from_object(left.clone())?.get_time(self.context)?;
        let other = JsDate::from_object(right.clone())?.get_time(self.context)?;
        Ok(JsValue::same_value_zero(&one, &other))
    }

    fn patterns(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let one = JsRegExp::from_object(left.clone())?;
        let other = JsRegExp::from_object(right.clone())?;
        if one.source(self.context)? != other.source(self.context)?
            || one.flags(self.context)? != other.flags(self.context)?
        {
            return Ok(false);
        }
        let last = left.get(js_string!("lastIndex"), self.context)?;
        Ok(last.strict_equals(&right.get(js_string!("lastIndex"), self.context)?))
    }

    fn views(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let view = |object: &JsObject| JsTypedArray::from_object(object.clone()).ok();
        let (one, other) = (view(left), view(right));
        let element = one.as_ref().and_then(JsTypedArray::kind);
        if element != other.as_ref().and_then(JsTypedArray::kind) {
            return Ok(false);
        }
        let floats = matches!(
            element,
            Some(TypedArrayKind::Float16 | TypedArrayKind::Float32 | TypedArrayKind::Float64)
        );
        if self.mode == Mode::Loose
            && floats
            && let (Some(one), Some(other)) = (one, other)
        {
            // Zeros of either sign are equal here, though their bytes differ.
            let length = one.length(self.context)?;
            if length != other.length(self.context)? {
                return Ok(false);
            }
            for index in 0..length {
                self.pace.step(self.context)?;
                let index = u32::try_from(index).unwrap_or(u32::MAX);
                let one = left.get(index, self.context)?;
                if !one.strict_equals(&right.get(index, self.context)?) {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let one = self.view_bytes(left)?;
        let other = self.view_bytes(right)?;
        Ok(self.same_bytes(&one, &other))
    }

    fn view_bytes(&mut self, object: &JsObject) -> JsResult<Vec<u8>> {
        let Some(bytes) = Bytes::from_value(&object.clone().into(), self.context)? else {
            let view = JsDataView::from_object(object.clone())?;
            let buffer = view.buffer(self.context)?;
            return buffer.as_object().map_or(Ok(Vec::new()), |buffer| buffer_bytes(&buffer));
        };
        Ok(bytes.with(<[u8]>::to_vec))
    }

    /// Whether bytes are equal; partially, whether the second occur in the first in their order.
    fn same_bytes(&self, left: &[u8], right: &[u8]) -> bool {
        if !self.is_partial() {
            return left == right;
        }
        let mut rest = left.iter();
        right.iter().all(|wanted| rest.any(|byte| byte == wanted))
    }

    fn errors(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        for name in ["message", "name", "cause", "errors"] {
            let key = PropertyKey::from(js_string!(name));
            if reflect::is_enumerable(right, &key, self.context)? {
                continue;
            }
            let own = |object: &JsObject, context: &mut _| reflect::has_own(object, &key, context);
            if matches!(name, "cause" | "errors") {
                let (one, other) = (own(left, self.context)?, own(right, self.context)?);
                if other && !one || one != other && !self.is_partial() {
                    return Ok(false);
                }
            }
            let other = right.get(key.clone(), self.context)?;
            let silent = other.is_undefined()
                || name == "message" && other.as_string().is_some_and(|text| text.is_empty());
            if self.is_partial() && silent {
                continue;
            }
            let one = left.get(key, self.context)?;
            if !self.values(&one, &other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// URLs are equal where their `href` is; other objects pass.
    fn urls(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let class = left.get(boa_engine::JsSymbol::to_string_tag(), self.context)?;
        if class.as_string() != Some(js_string!("URL")) {
            return Ok(true);
        }
        let one = left.get(js_string!("href"), self.context)?;
        Ok(one.strict_equals(&right.get(js_string!("href"), self.context)?))
    }
}

fn is_buffer(kind: Kind) -> bool {
    matches!(kind, Kind::ArrayBuffer | Kind::SharedArrayBuffer)
}

fn buffer_bytes(object: &JsObject) -> JsResult<Vec<u8>> {
    if let Some(buffer) = object.downcast_ref::<ArrayBuffer>() {
        return Ok(buffer.data().unwrap_or_default().to_vec());
    }
    Ok(JsSharedArrayBuffer::from_object(object.clone())?.to_vec())
}
