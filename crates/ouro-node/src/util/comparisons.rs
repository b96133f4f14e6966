//! Deep equality: `assert.deepEqual`, `deepStrictEqual`, `partialDeepStrictEqual` and
//! `util.isDeepStrictEqual`. Collections are in `comparisons/collections.rs`, what hides in
//! internal slots in `comparisons/slots.rs`. Node docs: `assert.deepStrictEqual`, Comparison
//! details. No JavaScript half.

mod collections;
mod slots;

use std::collections::HashSet;

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::proxy::Proxy, js_string, property::PropertyKey,
};

use ouro_intrinsics::Pace;

use super::{
    kind::{self, Kind},
    proxy,
    reflect::{self, Keys},
};

/// Levels of nesting that are compared: what keeps the native stack bounded.
const MOST_LEVELS: usize = 2_000;

/// Which rules hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mode {
    /// `==` for primitives; prototypes and symbols do not matter.
    Loose,
    /// Strict, but the first value may have more than the second.
    Partial,
    /// `Object.is` for primitives; prototypes matter.
    Strict,
    /// Strict, prototypes aside.
    StrictWithoutPrototypes,
}

/// One comparison of two values and all they hold.
pub(super) struct Comparison<'a> {
    mode: Mode,
    context: &'a mut Context,
    /// The objects around the current pair, of either side.
    path: HashSet<JsObject>,
    levels: usize,
    pace: Pace,
}

/// Whether two values are deeply equal.
///
/// # Errors
/// What getters and traps throw; `RangeError` for values nested too deeply.
pub(crate) fn deep_equal(
    left: &JsValue,
    right: &JsValue,
    mode: Mode,
    context: &mut Context,
) -> JsResult<bool> {
    let (path, pace) = (HashSet::new(), Pace::default());
    let mut comparison = Comparison { mode, context, path, levels: 0, pace };
    comparison.values(left, right)
}

impl Comparison<'_> {
    fn is_loose(&self) -> bool {
        self.mode == Mode::Loose
    }

    fn is_partial(&self) -> bool {
        self.mode == Mode::Partial
    }

    /// Compares any two values.
    fn values(&mut self, left: &JsValue, right: &JsValue) -> JsResult<bool> {
        self.pace.step(self.context)?;
        let objects = (left.as_object(), right.as_object());
        if let (Some(left), Some(right)) = objects {
            if left == right {
                return Ok(true);
            }
            if left.is_callable() || right.is_callable() {
                return Ok(false);
            }
            return self.objects(&left, &right);
        }
        if !self.is_loose() {
            return Ok(JsValue::same_value(left, right));
        }
        let is_data = |value: &JsValue| value.is_object() && !value.is_callable();
        if is_data(left) || is_data(right) {
            return Ok(false);
        }
        let both_nan = is_nan(left) && is_nan(right);
        Ok(both_nan || left.equals(right, self.context)?)
    }

    /// Compares two different objects.
    fn objects(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        if self.mode == Mode::Strict && !self.same_class(left, right)? {
            return Ok(false);
        }
        let (one, other) = (self.facts(left)?, self.facts(right)?);
        if one.tag != other.tag {
            return Ok(false);
        }
        if one.kind == Kind::Array {
            if other.kind != Kind::Array {
                return Ok(false);
            }
            return self.arrays(left, right);
        }
        if !self.slots(left, one.kind, right, other.kind)? {
            return Ok(false);
        }
        let keys = match one.kind {
            Kind::TypedArray => {
                let keys = self.named_keys(right)?;
                if !self.is_partial() && keys.len() != self.named_keys(left)?.len() {
                    return Ok(false);
                }
                Some(keys)
            }
            _ => None,
        };
        self.keyed(left, right, one.kind, keys)
    }

    /// Whether two objects are of one class: by their inherited `constructor`, else by prototype.
    fn same_class(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let key = PropertyKey::from(js_string!("constructor"));
        let class = left.get(key.clone(), self.context)?;
        if !class.is_undefined() && !reflect::has_own(left, &key, self.context)? {
            let other = right.get(key, self.context)?;
            return Ok(class.strict_equals(&other));
        }
        let one = reflect::prototype_of(left, self.context)?;
        Ok(one == reflect::prototype_of(right, self.context)?)
    }

    /// Kind and tag of an object; a Proxy around an array counts as one.
    fn facts(&mut self, object: &JsObject) -> JsResult<Facts> {
        let mut kind = Kind::of(object, self.context);
        if object.is::<Proxy>() {
            let inner = proxy::unwrap(object.clone(), self.context)?;
            let is_array = inner.is_some_and(|inner| inner.is_array());
            kind = if is_array { Kind::Array } else { Kind::Ordinary };
        }
        if kind == Kind::Namespace {
            // Compared by its names, as Node does.
            kind = Kind::Ordinary;
        }
        if kind == Kind::Ordinary && kind::is_error(object, self.context) {
            kind = Kind::Error;
        }
        let tag = object.get(JsSymbol::to_string_tag(), self.context)?;
        let tag = tag.as_string().unwrap_or_else(|| JsString::from(builtin_tag(object, kind)));
        Ok(Facts { kind, tag })
    }

    /// Enumerable keys that are no indices; without symbols in loose mode.
    fn named_keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let mut keys = reflect::own_named_keys(object, Keys::Enumerable, self.context)?;
        if self.is_loose() {
            keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
        }
        Ok(keys)
    }

    fn array_length(&mut self, array: &JsObject) -> JsResult<u64> {
        if array.is_array() {
            return Ok(u64::from(reflect::array_length(array)));
        }
        array.get(js_string!("length"), self.context)?.to_length(self.context)
    }

    fn arrays(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (one, other) = (self.array_length(left)?, self.array_length(right)?);
        if if self.is_partial() { one < other } else { one != other } {
            return Ok(false);
        }
        let keys = self.named_keys(right)?;
        if !self.is_partial() && keys.len() != self.named_keys(left)?.len() {
            return Ok(false);
        }
        self.keyed(left, right, Kind::Array, Some(keys))
    }

    /// Compares own properties (those named where `keys` says which), then what the kind holds.
    fn keyed(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        kind: Kind,
        keys: Option<Vec<PropertyKey>>,
    ) -> JsResult<bool> {
        let keys = match keys {
            Some(keys) => keys,
            None => {
                let mut keys = reflect::own_keys(right, Keys::Enumerable, self.context)?;
                if self.is_loose() {
                    keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
                }
                if !self.is_partial() {
                    let mut own = reflect::own_keys(left, Keys::Enumerable, self.context)?;
                    if self.is_loose() {
                        own.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
                    }
                    if own.len() != keys.len() {
                        return Ok(false);
                    }
                }
                keys
            }
        };
        for key in &keys {
            self.pace.step(self.context)?;
            if !reflect::is_enumerable(left, key, self.context)? {
                return Ok(false);
            }
        }
        let leaf = !matches!(kind, Kind::Array | Kind::Map | Kind::Set);
        if keys.is_empty() && leaf {
            return Ok(true);
        }
        // A pair that lies inside itself is equal where both sides close a circle.
        let known = (self.path.contains(left), self.path.contains(right));
        if known != (false, false) {
            return Ok(known == (true, true));
        }
        if self.levels >= MOST_LEVELS {
            let message = "Maximum call stack size exceeded";
            return Err(JsNativeError::range().with_message(message).into());
        }
        self.levels += 1;
        self.path.insert(left.clone());
        self.path.insert(right.clone());
        let equal = self.contents(left, right, kind, &keys);
        self.path.remove(left);
        self.path.remove(right);
        self.levels -= 1;
        equal
    }

    fn contents(
        &mut self,
        left: &JsObject,
        right: &JsObject,
        kind: Kind,
        keys: &[PropertyKey],
    ) -> JsResult<bool> {
        let equal = match kind {
            Kind::Array if self.is_partial() => self.partial_array(left, right)?,
            Kind::Array => self.whole_array(left, right)?,
            Kind::Map => self.maps(left, right)?,
            Kind::Set => self.sets(left, right)?,
            _ => true,
        };
        if !equal {
            return Ok(false);
        }
        for key in keys {
            let one = left.get(key.clone(), self.context)?;
            let other = right.get(key.clone(), self.context)?;
            if !self.values(&one, &other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn whole_array(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let length = self.array_length(left)?;
        let mut index = 0_u64;
        while index < length {
            let key = index_key(index);
            let here = reflect::has_own(left, &key, self.context)?;
            if here != reflect::has_own(right, &key, self.context)? {
                return Ok(false);
            }
            if !here {
                return self.sparse(left, right);
            }
            let one = left.get(key.clone(), self.context)?;
            let other = right.get(key, self.context)?;
            if !self.values(&one, &other)? {
                return Ok(false);
            }
            index += 1;
        }
        Ok(true)
    }

    /// The indices at which an array has elements.
    fn indices(&mut self, array: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let mut keys = array.own_property_keys(self.context)?;
        keys.retain(|key| matches!(key, PropertyKey::Index(_)));
        Ok(keys)
    }

    /// Compares the elements that two arrays with holes have.
    fn sparse(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let keys = self.indices(left)?;
        if keys != self.indices(right)? {
            return Ok(false);
        }
        for key in keys {
            let one = left.get(key.clone(), self.context)?;
            let other = right.get(key, self.context)?;
            if !self.values(&one, &other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What is looked at first.
struct Facts {
    kind: Kind,
    tag: JsString,
}

fn is_nan(value: &JsValue) -> bool {
    value.as_number().is_some_and(f64::is_nan)
}

/// A key for an index of any size.
fn index_key(index: u64) -> PropertyKey {
    match u32::try_from(index) {
        Ok(index) => PropertyKey::from(index),
        Err(_) => PropertyKey::from(JsString::from(index.to_string())),
    }
}

/// ECMA-262 §20.1.3.6, without `Symbol.toStringTag`.
fn builtin_tag(object: &JsObject, kind: Kind) -> &'static str {
    match kind {
        Kind::Arguments => "Arguments",
        Kind::Array => "Array",
        Kind::Boxed(boxed) => boxed.name(),
        Kind::Date => "Date",
        Kind::Error if object.is::<boa_engine::builtins::error::Error>() => "Error",
        Kind::Function => "Function",
        Kind::RegExp => "RegExp",
        _ => "Object",
    }
}
