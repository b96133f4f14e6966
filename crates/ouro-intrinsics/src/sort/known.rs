//! Comparators that are known: `(a, b) => a - b`, `(a, b) => a.name.localeCompare(b.name)`,
//! `(a, b) => (a.x < b.x ? -1 : a.x > b.x ? 1 : 0)` and their kin, in whatever words. Between plain
//! values nothing of them can be observed but the answer, so such values are sorted without calls.
//! ECMA-262 §23.1.3.30.2 `CompareArrayElements`.

use std::{cmp::Ordering, collections::HashMap};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    object::builtins::JsFunction, property::PropertyKey,
};

use super::{
    merge_sort,
    phrase::{Phrase, Side, Step, read, tokens},
};
use crate::{array::dense::with, interrupt::Pace, string::collate};

/// What is compared, of all items.
enum Keys {
    Numbers(Vec<f64>),
    Texts(Vec<Text>),
    /// Of few different strings: their places in the order of code units, and in the locale's if
    /// that is asked for.
    Places(Vec<u32>, Vec<u32>),
}

/// A string, and as a number what it begins with, in the same order.
struct Text {
    first: u64,
    text: JsString,
}

/// Sorts items as a comparator would have them, if it is known and the items are plain enough.
///
/// # Errors
/// The engine's, where the script is to end.
pub(super) fn sorted(
    items: &[JsValue],
    comparator: &JsFunction,
    context: &mut Context,
) -> JsResult<Option<Vec<JsValue>>> {
    let Some(engine) = context.get_data::<Engine>().cloned() else { return Ok(None) };
    let text = engine.source_text.call(&comparator.clone().into(), &[], context)?;
    let Some(text) = text.as_string().filter(|text| text.len() <= LONGEST) else { return Ok(None) };
    let text = text.to_std_string_lossy();
    let Some((paths, phrase)) = tokens(&text).and_then(|tokens| read(&tokens)) else {
        return Ok(None);
    };
    let iterates = paths.iter().flatten().any(|step| matches!(step, Step::Element(_)));
    if iterates && !engine.iterates_plainly(items, context)? {
        return Ok(None);
    }
    let keys: Option<Vec<Keys>> = paths.iter().map(|path| keys(items, path)).collect();
    let Some(mut keys) = keys else { return Ok(None) };
    if !fits(&phrase, &keys, context) {
        return Ok(None);
    }
    for (path, keys) in keys.iter_mut().enumerate() {
        keys.give_places(asks_locale(&phrase, path), context)?;
    }
    let mut pace = Pace::default();
    let order = match (keys.as_slice(), &phrase) {
        ([Keys::Numbers(keys)], Phrase::Difference(_, sides)) => {
            arranged(items.len(), |one, two| {
                pace.step(context)?;
                let (Some(one), Some(two)) = (keys.get(one), keys.get(two)) else {
                    return Ok(Ordering::Equal);
                };
                let order = difference(*one, *two);
                Ok(if *sides == Side::IN_ORDER { order } else { order.reverse() })
            })?
        }
        (keys, phrase) => arranged(items.len(), |one, two| {
            pace.step(context)?;
            compared(phrase, keys, one, two, context)
        })?,
    };
    Ok(Some(order.into_iter().filter_map(|at| items.get(at as usize).cloned()).collect()))
}

/// Whether a phrase can be had of such keys.
fn fits(phrase: &Phrase, keys: &[Keys], context: &mut Context) -> bool {
    match phrase {
        Phrase::Answer(_) => true,
        Phrase::Difference(path, _) => matches!(keys.get(*path), Some(Keys::Numbers(_))),
        Phrase::Locale(path, _) => {
            matches!(keys.get(*path), Some(Keys::Texts(_))) && collate::is_ours(context)
        }
        Phrase::Negative(phrase) => fits(phrase, keys, context),
        Phrase::Or(one, two) | Phrase::Test(_, one, two) => {
            fits(one, keys, context) && fits(two, keys, context)
        }
    }
}

/// Whether a phrase compares what a path leads to as the locale has it.
fn asks_locale(phrase: &Phrase, path: usize) -> bool {
    match phrase {
        Phrase::Answer(_) | Phrase::Difference(..) => false,
        Phrase::Locale(of, _) => *of == path,
        Phrase::Negative(phrase) => asks_locale(phrase, path),
        Phrase::Or(one, two) | Phrase::Test(_, one, two) => {
            asks_locale(one, path) || asks_locale(two, path)
        }
    }
}

/// What is no number, as ∞ - ∞, counts as 0.
fn difference(one: f64, two: f64) -> Ordering {
    (one - two).partial_cmp(&0.0).unwrap_or(Ordering::Equal)
}

/// What a phrase says of two items.
fn compared(
    phrase: &Phrase,
    keys: &[Keys],
    one: usize,
    two: usize,
    context: &mut Context,
) -> JsResult<Ordering> {
    let ordered = |sides: Side| if sides == Side::IN_ORDER { (one, two) } else { (two, one) };
    Ok(match phrase {
        Phrase::Answer(order) => *order,
        Phrase::Difference(path, sides) => {
            let (left, right) = ordered(*sides);
            let Some(Keys::Numbers(keys)) = keys.get(*path) else { return Ok(Ordering::Equal) };
            match (keys.get(left), keys.get(right)) {
                (Some(left), Some(right)) => difference(*left, *right),
                _ => Ordering::Equal,
            }
        }
        Phrase::Locale(path, sides) => {
            let (left, right) = ordered(*sides);
            let keys = match keys.get(*path) {
                Some(Keys::Texts(keys)) => keys,
                Some(Keys::Places(_, places)) => {
                    return Ok(places.get(left).cmp(&places.get(right)));
                }
                _ => return Ok(Ordering::Equal),
            };
            match (keys.get(left), keys.get(right)) {
                (Some(left), Some(right))
                    if left.first != right.first || left.text != right.text =>
                {
                    collate::compared(&left.text, &right.text, context)?
                }
                _ => Ordering::Equal,
            }
        }
        Phrase::Negative(phrase) => compared(phrase, keys, one, two, context)?.reverse(),
        Phrase::Or(first, second) => match compared(first, keys, one, two, context)? {
            Ordering::Equal => compared(second, keys, one, two, context)?,
            order => order,
        },
        Phrase::Test(test, answer, otherwise) => {
            let (left, right) = ordered(test.sides);
            let [less, equal, greater, unordered] = test.holds;
            let order = keys.get(test.path).and_then(|keys| keys.compared(left, right));
            let holds = match order {
                Some(Ordering::Less) => less,
                Some(Ordering::Equal) => equal,
                Some(Ordering::Greater) => greater,
                None => unordered,
            };
            let phrase = if holds { answer } else { otherwise };
            compared(phrase, keys, one, two, context)?
        }
    })
}

impl Keys {
    /// `None` where one is not a number.
    fn compared(&self, one: usize, two: usize) -> Option<Ordering> {
        match self {
            Self::Numbers(keys) => keys.get(one)?.partial_cmp(keys.get(two)?),
            Self::Texts(keys) => {
                let (one, two) = (keys.get(one)?, keys.get(two)?);
                Some(one.first.cmp(&two.first).then_with(|| one.text.cmp(&two.text)))
            }
            Self::Places(places, _) => Some(places.get(one)?.cmp(places.get(two)?)),
        }
    }

    /// Puts places for strings, where few of them are different.
    fn give_places(&mut self, locale: bool, context: &mut Context) -> JsResult<()> {
        let Self::Texts(all) = self else { return Ok(()) };
        let mut numbers = HashMap::new();
        let mut different: Vec<&Text> = Vec::new();
        let mut which = Vec::with_capacity(all.len());
        for text in all.iter() {
            let number = *numbers.entry(&text.text).or_insert_with(|| {
                different.push(text);
                different.len() - 1
            });
            if different.len() > all.len() / 4 {
                return Ok(());
            }
            which.push(number);
        }
        let units = placed(different.len(), |one, two| {
            let (one, two) = (different.get(one), different.get(two));
            Ok(one.map(|one| &one.text).cmp(&two.map(|two| &two.text)))
        })?;
        let locale = if locale {
            placed(different.len(), |one, two| match (different.get(one), different.get(two)) {
                (Some(one), Some(two)) => collate::compared(&one.text, &two.text, context),
                _ => Ok(Ordering::Equal),
            })?
        } else {
            Vec::new()
        };
        let of_all =
            |places: &[u32]| which.iter().filter_map(|at| places.get(*at).copied()).collect();
        *self = Self::Places(of_all(&units), of_all(&locale));
        Ok(())
    }

    /// Of strings.
    fn texts(texts: Vec<JsString>) -> Self {
        let narrow = texts.iter().all(|text| text.as_str().is_latin1());
        let (width, count) = if narrow { (8, 8) } else { (16, 4) };
        // What a shorter text lacks counts as zeros, which come before everything.
        let first = |text: &JsString| {
            (0..count)
                .fold(0, |first, at| first << width | u64::from(text.code_unit_at(at).unwrap_or(0)))
        };
        Self::Texts(texts.into_iter().map(|text| Text { first: first(&text), text }).collect())
    }
}

/// The places of so many keys in their order: those that are equal have the same.
fn placed(
    count: usize,
    mut compare: impl FnMut(usize, usize) -> JsResult<Ordering>,
) -> JsResult<Vec<u32>> {
    let order = arranged(count, &mut compare)?;
    let mut places = vec![0; count];
    let (mut place, mut before) = (0, None);
    for at in order {
        let at = at as usize;
        if let Some(before) = before
            && compare(before, at)? != Ordering::Equal
        {
            place += 1;
        }
        before = Some(at);
        if let Some(slot) = places.get_mut(at) {
            *slot = place;
        }
    }
    Ok(places)
}

/// The indices of so many keys, in order.
fn arranged(
    count: usize,
    mut compare: impl FnMut(usize, usize) -> JsResult<Ordering>,
) -> JsResult<Vec<u32>> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    merge_sort((0..count).collect(), &mut |one, two| compare(*one as usize, *two as usize))
}

fn key(name: &str) -> PropertyKey {
    match name.parse::<u32>() {
        Ok(index) if index.to_string() == name => PropertyKey::from(index),
        _ => PropertyKey::from(JsString::from(name)),
    }
}

/// The keys of all items; `None` unless each is found without running any script, and all are
/// numbers or all are strings.
fn keys(items: &[JsValue], path: &[Step<'_>]) -> Option<Keys> {
    let path: Vec<PropertyKey> = path
        .iter()
        .map(|step| match step {
            Step::Property(name) => Some(key(name)),
            Step::Element(index) => Some(u32::try_from(*index).ok()?.into()),
        })
        .collect::<Option<_>>()?;
    let mut values = items.iter().map(|item| follow(item, &path));
    if items.first().and_then(|item| follow(item, &path))?.is_string() {
        let texts = values.map(|value| value?.as_string()).collect::<Option<_>>();
        return texts.map(Keys::texts);
    }
    let all: Option<Vec<f64>> = values.by_ref().map(|value| value?.as_number()).collect();
    all.map(Keys::Numbers)
}

/// What a path of properties leads to, where all of them are an object's own and hold values.
fn follow(item: &JsValue, path: &[PropertyKey]) -> Option<JsValue> {
    let mut value = item.clone();
    for key in path {
        value = match value.as_object() {
            Some(object) if object.is_ordinary() || object.is_array() => {
                object.borrow().properties().get(key)?.value()?.clone()
            }
            Some(_) => return None,
            None => {
                let text = value.as_string()?;
                if *key != PropertyKey::from(js_string!("length")) {
                    return None;
                }
                text.len().into()
            }
        };
    }
    Some(value)
}

/// What the engine had before any script ran.
#[derive(Clone)]
struct Engine {
    /// `Function.prototype.toString`
    source_text: JsFunction,
    /// `Array.prototype`, and its `values`.
    array: (JsObject, JsFunction),
    /// What iterators of arrays inherit from, and its `next`.
    iterator: (JsObject, JsFunction),
}

impl Engine {
    /// Whether taking elements out of all these items by an iterator runs no script.
    fn iterates_plainly(&self, items: &[JsValue], context: &mut Context) -> JsResult<bool> {
        let is = |(object, value): &(JsObject, JsFunction), key: PropertyKey| {
            let slot = object.borrow().properties().get(&key);
            let found = slot.and_then(|slot| slot.value().and_then(JsValue::as_object));
            found.is_some_and(|found| JsObject::equals(&found, value))
        };
        let plain = |item: &JsValue| {
            item.as_object().is_some_and(|item| {
                item.prototype().is_some_and(|own| JsObject::equals(&own, &self.array.0))
                    && with(&item, |_| ()).is_some()
                    && item.borrow().properties().get(&JsSymbol::iterator().into()).is_none()
            })
        };
        Ok(is(&self.array, JsSymbol::iterator().into())
            && is(&self.iterator, js_string!("next").into())
            && !self.iterator.0.has_property(js_string!("return"), context)?
            && items.iter().all(plain))
    }
}

/// Keeps what is asked later, before any script can replace it.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    if context.has_data::<Engine>() {
        return Ok(());
    }
    let classes = context.intrinsics().constructors();
    let (function, array) = (classes.function().prototype(), classes.array().prototype());
    let source_text = function.get(js_string!("toString"), context)?.as_function();
    let values = array.get(js_string!("values"), context)?.as_function();
    let (Some(source_text), Some(values)) = (source_text, values) else { return Ok(()) };
    let iterator = values.call(&array.clone().into(), &[], context)?;
    let Some(iterator) = iterator.as_object().and_then(|object| object.prototype()) else {
        return Ok(());
    };
    if let Some(next) = iterator.get(js_string!("next"), context)?.as_function() {
        let (array, iterator) = ((array, values), (iterator, next));
        context.insert_data(Engine { source_text, array, iterator });
    }
    Ok(())
}

/// Texts longer than this are of no known comparator.
const LONGEST: usize = 400;

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, |context| {
            crate::string::install(context)?;
            super::super::install(context)
        })
    }

    #[test]
    fn known_comparators_sort_as_calls_of_them_do() {
        let text = "let n = 7;
            const random = (below) => (n = n * 16807 % 2147483647) % below;
            const values = [() => random(50), () => random(50) / 8 - 3, () => 'k' + random(40),
                () => [NaN, -0, 0, Infinity, -Infinity, 1][random(6)], () => [random(9), 'x'][random(2)]];
            const comparators = [
                [(a, b) => a.k - b.k, (a, b) => { n; return a.k - b.k; }],
                [(a, b) => b.k - a.k, (a, b) => { n; return b.k - a.k; }],
                [function (a, b) { return a.k < b.k ? -1 : a.k > b.k ? 1 : 0; },
                    (a, b) => { n; return a.k < b.k ? -1 : a.k > b.k ? 1 : 0; }],
                [(a, b) => a.k > b.k ? -1 : 1, (a, b) => { n; return a.k > b.k ? -1 : 1; }],
                [(x, y) => { if (x.k === y.k) return 0; return x.k < y.k ? 1 : -1 },
                    (x, y) => { n; if (x.k === y.k) return 0; return x.k < y.k ? 1 : -1 }],
                [(a, b) => { if (a.k <= b.k) { return -1; } else if (b.k < a.k) { return 1; } return 0; },
                    (a, b) => { n; if (a.k <= b.k) { return -1; } else if (b.k < a.k) { return 1; } return 0; }],
                [(a, b) => (a['k'] >= b['k'] ? 1 : -1), (a, b) => { n; return a.k >= b.k ? 1 : -1; }],
                [(a, b) => String(a.k).localeCompare(b.k), (a, b) => { n; return String(a.k).localeCompare(b.k); }],
            ];
            const wrong = [];
            for (const value of values) for (const [known, called] of comparators) {
                const items = Array.from({ length: 300 }, (_, i) => ({ i, k: value() }));
                const [one, two] = [items.toSorted(known), items.toSorted(called)];
                if (!one.every((item, i) => item === two[i])) wrong.push(String(known));
            }
            const texts = Array.from({ length: 300 }, () => ['aB c', 'Ab-c', 'ä', 'x1'][random(4)] + random(9));
            const one = texts.toSorted((a, b) => a.localeCompare(b));
            const two = texts.toSorted((a, b) => { n; return a.localeCompare(b); });
            if (one.join() !== two.join()) wrong.push('localeCompare');
            wrong.join('\\n')";
        assert_eq!(eval(text), "");
    }

    #[test]
    fn what_may_run_scripts_is_asked_through_the_comparator() {
        let text = "let asked = 0;
            class Item { #k = 1; get k() { asked++; return this.#k; } }
            const many = Array.from({ length: 100 }, () => new Item());
            many.sort((a, b) => a.k - b.k);
            const first = asked;
            Array.from({ length: 100 }, () => new Proxy({ k: 1 }, { get() { asked++; return 1; } }))
                .sort((a, b) => a.k - b.k);
            const second = asked;
            String.prototype.localeCompare = () => { asked++; return 0; };
            Array.from({ length: 100 }, (_, i) => 'x' + i).sort((a, b) => a.localeCompare(b));
            [first > 0, second > first, asked > second].join()";
        assert_eq!(eval(text), "true,true,true");
    }
}
