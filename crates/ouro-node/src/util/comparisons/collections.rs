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
        let (rest, wanted) = {
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
        let paired = self.pair(wanted.len(), rest.len(), |this, wish, offer| {
            let (Some(one), Some(other)) = (rest.get(offer), wanted.get(wish)) else {
                return Ok(false);
            };
            this.values(one, other)
        })?;
        Ok(paired && (self.is_partial() || rest.len() == wanted.len()))
    }

    /// Whether each wish can be given an offer of its own. Wishes take the first free offer that
    /// fits; where there is none, earlier ones move on (Kuhn's algorithm), since what is loosely
    /// equal may fit several.
    fn pair(
        &mut self,
        wishes: usize,
        offers: usize,
        mut fits: impl FnMut(&mut Self, usize, usize) -> JsResult<bool>,
    ) -> JsResult<bool> {
        let mut known: Vec<Option<bool>> = vec![None; wishes.saturating_mul(offers)];
        let mut owner: Vec<Option<usize>> = vec![None; offers];
        for wish in 0..wishes {
            // Breadth first: an offer, and the wish it is wanted for.
            let mut came_from: Vec<Option<usize>> = vec![None; offers];
            let mut queue = std::collections::VecDeque::from([wish]);
            let mut free = None;
            'search: while let Some(current) = queue.pop_front() {
                for offer in 0..offers {
                    if came_from.get(offer).is_none_or(Option::is_some) {
                        continue;
                    }
                    let Some(cell) = known.get_mut(current * offers + offer) else { continue };
                    let fit = match *cell {
                        Some(fit) => fit,
                        None => {
                            let fit = fits(self, current, offer)?;
                            if let Some(cell) = known.get_mut(current * offers + offer) {
                                *cell = Some(fit);
                            }
                            fit
                        }
                    };
                    if !fit {
                        continue;
                    }
                    if let Some(slot) = came_from.get_mut(offer) {
                        *slot = Some(current);
                    }
                    match owner.get(offer).copied().flatten() {
                        None => {
                            free = Some(offer);
                            break 'search;
                        }
                        Some(rival) => queue.push_back(rival),
                    }
                }
            }
            let Some(mut offer) = free else { return Ok(false) };
            // Everyone along the way takes the offer found for them.
            while let Some(taker) = came_from.get(offer).copied().flatten() {
                let before = owner.iter().position(|known| *known == Some(taker));
                if let Some(slot) = owner.get_mut(offer) {
                    *slot = Some(taker);
                }
                if taker == wish {
                    break;
                }
                let Some(before) = before else { break };
                offer = before;
            }
        }
        Ok(true)
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
            let known =
                left.downcast_ref::<OrderedMap<JsValue>>().and_then(|map| map.get(&key).cloned());
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
        let paired = self.pair(unpaired.len(), rest.len(), |this, wish, offer| {
            let (Some((key, value)), Some((other, held))) = (unpaired.get(wish), rest.get(offer))
            else {
                return Ok(false);
            };
            Ok(this.values(other, key)? && this.values(held, value)?)
        })?;
        Ok(paired && (self.is_partial() || rest.len() == unpaired.len()))
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
