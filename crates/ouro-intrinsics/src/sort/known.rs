//! Comparators that are known: `(a, b) => a - b`, `(a, b) => a.name.localeCompare(b.name)`,
//! `(a, b) => (a.x < b.x ? -1 : a.x > b.x ? 1 : 0)` and their kin, in whatever words. Between plain
//! values nothing of them can be observed but the answer, so such values are sorted without calls.
//! ECMA-262 §23.1.3.30.2 `CompareArrayElements`.

use std::cmp::Ordering;

use boa_engine::{
    Context, JsResult, JsString, JsValue, js_string, object::builtins::JsFunction,
    property::PropertyKey,
};

use super::{
    merge_sort,
    phrase::{Phrase, Side, Test, read},
};
use crate::{interrupt::Pace, string::collate};

/// What is compared, of all items.
enum Keys {
    Numbers(Vec<f64>),
    Texts(Vec<JsString>),
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
    let Some(text) = context.get_data::<SourceText>().map(|text| text.0.clone()) else {
        return Ok(None);
    };
    let text = text.call(&comparator.clone().into(), &[], context)?;
    let Some(text) = text.as_string().filter(|text| text.len() <= LONGEST) else { return Ok(None) };
    let Some((path, phrase)) = read(&text.to_std_string_lossy()) else { return Ok(None) };
    let path: Vec<PropertyKey> = path.iter().map(|name| key(name)).collect();
    let Some(keys) = keys(items, &path) else { return Ok(None) };
    let mut pace = Pace::default();
    let order = match (keys, phrase) {
        (Keys::Numbers(keys), Phrase::Difference(sides)) => arranged(&keys, |one, two| {
            pace.step(context)?;
            let difference = if sides == Side::IN_ORDER { one - two } else { two - one };
            // What is no number, as ∞ - ∞, counts as 0.
            Ok(difference.partial_cmp(&0.0).unwrap_or(Ordering::Equal))
        })?,
        (Keys::Numbers(keys), Phrase::Tests(tests, otherwise)) => arranged(&keys, |one, two| {
            pace.step(context)?;
            Ok(tested(&tests, otherwise, one, two))
        })?,
        (Keys::Texts(keys), Phrase::Tests(tests, otherwise)) => arranged(&keys, |one, two| {
            pace.step(context)?;
            Ok(tested(&tests, otherwise, one, two))
        })?,
        (Keys::Texts(keys), Phrase::Locale(sides)) if collate::is_ours(context) => {
            arranged(&keys, |one, two| {
                pace.step(context)?;
                let (one, two) = if sides == Side::IN_ORDER { (one, two) } else { (two, one) };
                collate::compared(one, two, context)
            })?
        }
        _ => return Ok(None),
    };
    Ok(Some(order.into_iter().filter_map(|at| items.get(at as usize).cloned()).collect()))
}

/// The indices of keys, in order.
fn arranged<K>(
    keys: &[K],
    mut compare: impl FnMut(&K, &K) -> JsResult<Ordering>,
) -> JsResult<Vec<u32>> {
    let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
    let key = |at: u32| keys.get(at as usize);
    merge_sort((0..count).collect(), &mut |one, two| match (key(*one), key(*two)) {
        (Some(one), Some(two)) => compare(one, two),
        _ => Ok(Ordering::Equal),
    })
}

/// What the first test that holds says.
fn tested<K: PartialOrd>(tests: &[Test], otherwise: Ordering, one: &K, two: &K) -> Ordering {
    let holds = |test: &&Test| {
        let (left, right) = if test.sides == Side::IN_ORDER { (one, two) } else { (two, one) };
        match left.partial_cmp(right) {
            Some(Ordering::Less) => test.less,
            Some(Ordering::Equal) => test.equal,
            Some(Ordering::Greater) => test.greater,
            None => false,
        }
    };
    tests.iter().find(holds).map_or(otherwise, |test| test.answer)
}

fn key(name: &str) -> PropertyKey {
    match name.parse::<u32>() {
        Ok(index) if index.to_string() == name => PropertyKey::from(index),
        _ => PropertyKey::from(JsString::from(name)),
    }
}

/// The keys of all items; `None` unless each is found without running any script, and all are
/// numbers or all are strings.
fn keys(items: &[JsValue], path: &[PropertyKey]) -> Option<Keys> {
    let mut values = items.iter().map(|item| follow(item, path));
    if items.first().and_then(|item| follow(item, path))?.is_string() {
        return values.map(|value| value?.as_string()).collect::<Option<_>>().map(Keys::Texts);
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

/// The engine's `Function.prototype.toString`.
struct SourceText(JsFunction);

/// Keeps the function that tells a source text, before any script can replace it.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let function = context.intrinsics().constructors().function().prototype();
    if !context.has_data::<SourceText>()
        && let Some(text) = function.get(js_string!("toString"), context)?.as_function()
    {
        context.insert_data(SourceText(text));
    }
    Ok(())
}

/// Texts longer than this are of no known comparator.
const LONGEST: usize = 200;

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
