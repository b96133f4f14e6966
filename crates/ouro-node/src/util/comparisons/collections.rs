//! Deep equality of maps, sets, and parts of arrays. Entries that are found as they are cost one
//! look-up; the rest are paired one by one. Node docs: `assert.deepStrictEqual`, Comparison
//! details. No JavaScript half.

use boa_engine::{
    JsObject, JsResult, JsValue,
    builtins::{map::ordered_map::OrderedMap, set::ordered_set::OrderedSet},
};

use super::Comparison;

impl Comparison<'_> {
    /// Whether an entry may only be equal to one that is found by look-up.
    fn is_plain(&self, value: &JsValue) -> bool {
        !value.is_object() && !self.is_loose()
    }

    pub(super) fn sets(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let (mut rest, mut wanted) = {
            let (Some(one), Some(other)) =
                (left.downcast_ref::<OrderedSet>(), right.downcast_ref::<OrderedSet>())
            else {
                return Ok(false);
            };
            if if self.is_partial() { one.len() < other.len() } else { one.len() != other.len() } {
                return Ok(false);
            }
            let rest: Vec<JsValue> =
                one.iter().filter(|value| !other.contains(value)).cloned().collect();
            let wanted: Vec<JsValue> =
                other.iter().filter(|value| !one.contains(value)).cloned().collect();
            (rest, wanted)
        };
        if wanted.iter().any(|value| self.is_plain(value)) {
            return Ok(false);
        }
        while let Some(value) = wanted.pop() {
            let mut found = None;
            for (index, candidate) in rest.iter().enumerate() {
                if self.values(candidate, &value)? {
                    found = Some(index);
                    break;
                }
            }
            let Some(index) = found else { return Ok(false) };
            rest.remove(index);
        }
        Ok(self.is_partial() || rest.is_empty())
    }

    pub(super) fn maps(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let entries = |map: &OrderedMap<JsValue>| -> Vec<(JsValue, JsValue)> {
            map.iter().map(|(key, value)| (key.clone(), value.clone())).collect()
        };
        let (mut rest, wanted) = {
            let (Some(one), Some(other)) = (
                left.downcast_ref::<OrderedMap<JsValue>>(),
                right.downcast_ref::<OrderedMap<JsValue>>(),
            ) else {
                return Ok(false);
            };
            if if self.is_partial() { one.len() < other.len() } else { one.len() != other.len() } {
                return Ok(false);
            }
            (entries(&one), entries(&other))
        };
        let mut unpaired = Vec::new();
        for (key, value) in wanted {
            let known = left
                .downcast_ref::<OrderedMap<JsValue>>()
                .and_then(|map| map.get(&key).cloned());
            let equal = match &known {
                Some(known) => self.values(known, &value)?,
                None => false,
            };
            if equal {
                rest.retain(|(other, _)| !JsValue::same_value_zero(other, &key));
            } else if self.is_plain(&key) {
                return Ok(false);
            } else {
                unpaired.push((key, value));
            }
        }
        for (key, value) in unpaired {
            let mut found = None;
            for (index, (other, held)) in rest.iter().enumerate() {
                if self.values(other, &key)? && self.values(held, &value)? {
                    found = Some(index);
                    break;
                }
            }
            let Some(index) = found else { return Ok(false) };
            rest.remove(index);
        }
        Ok(self.is_partial() || rest.is_empty())
    }

    /// Whether the elements of the second array occur in the first, in the same order. Holes are
    /// skipped: arrays of a hundred million holes are compared by what they hold.
    pub(super) fn partial_array(&mut self, left: &JsObject, right: &JsObject) -> JsResult<bool> {
        let available = self.indices(left)?;
        let wanted = self.indices(right)?;
        let mut rest = available.into_iter();
        for (index, key) in wanted.iter().enumerate() {
            let value = right.get(key.clone(), self.context)?;
            loop {
                if rest.len() < wanted.len() - index {
                    return Ok(false);
                }
                let Some(key) = rest.next() else { return Ok(false) };
                let candidate = left.get(key, self.context)?;
                if self.values(&candidate, &value)? {
                    break;
                }
            }
        }
        Ok(true)
    }
}
