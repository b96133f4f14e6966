//! `localeCompare`, for which the engine makes a collator each time: collators are kept, and text in
//! ASCII is compared by a table. ECMA-402 §19.1.1; the order of CLDR's root collation.

use std::{cell::RefCell, cmp::Ordering};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::JsFunction, string::JsStrVariant,
};

use super::subject;
use crate::builtin::method_over;

/// Collators of a context, by the name of their locale; empty for the default one.
struct Collators {
    class: JsObject,
    /// The accessor `compare` of the class, before any script can replace it.
    compare: JsFunction,
    known: RefCell<Vec<Collator>>,
    /// `localeCompare` of the first realm.
    method: RefCell<Option<JsObject>>,
}

#[derive(Clone)]
struct Collator {
    locale: JsString,
    compare: JsFunction,
    /// Whether it orders ASCII as CLDR's root does.
    is_root: bool,
}

/// Collators that are kept.
const MOST: usize = 8;

/// Languages that have no rules of their own for letters of ASCII.
const ROOT_LANGUAGES: [&str; 8] = ["de", "en", "es", "fr", "it", "nl", "pt", "und"];

/// What is printable in ASCII, in order, but for letters.
const MARKS: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

/// The place of each byte in the order, from 1, upper case at that of lower case; 0 for what is left
/// to the collator.
static PLACES: [u8; 256] = {
    let mut places = [0; 256];
    let mut place = 1;
    let mut at = 0;
    while at < MARKS.len() {
        places[MARKS[at] as usize] = place;
        place += 1;
        at += 1;
    }
    let mut letter = b'a';
    while letter <= b'z' {
        places[letter as usize] = place;
        places[letter.to_ascii_uppercase() as usize] = place;
        place += 1;
        letter += 1;
    }
    places
};

/// Installs the method into the current realm.
pub(super) fn install(prototype: &JsObject, context: &mut Context) -> JsResult<()> {
    let is_first = !context.has_data::<Collators>();
    if is_first {
        let class = context.intrinsics().constructors().collator();
        let (class, collator) = (class.constructor(), class.prototype());
        let slot = collator.borrow().properties().get(&js_string!("compare").into());
        let compare = slot.and_then(|slot| slot.get().and_then(JsValue::as_function));
        let Some(compare) = compare else { return Ok(()) };
        let (known, method) = Default::default();
        context.insert_data(Collators { class, compare, known, method });
    }
    method_over(prototype, "localeCompare", 1, locale_compare, context)?;
    if is_first && let Some(collators) = context.get_data::<Collators>() {
        *collators.method.borrow_mut() = installed(prototype);
    }
    Ok(())
}

/// The method as it is found on the prototype now.
fn installed(prototype: &JsObject) -> Option<JsObject> {
    let slot = prototype.borrow().properties().get(&js_string!("localeCompare").into());
    slot?.value()?.as_object()
}

/// Whether this is the first realm, and no script has replaced the method.
pub(crate) fn is_ours(context: &Context) -> bool {
    let method = installed(&context.intrinsics().constructors().string().prototype());
    let collators = context.get_data::<Collators>();
    method.zip(collators).is_some_and(|(method, collators)| {
        collators.method.borrow().as_ref().is_some_and(|ours| JsObject::equals(ours, &method))
    })
}

/// What the method says of two strings in the default locale.
///
/// # Errors
/// The engine's.
pub(crate) fn compared(
    one: &JsString,
    two: &JsString,
    context: &mut Context,
) -> JsResult<Ordering> {
    let Some(collator) = collator(&js_string!(), context)? else { return Ok(one.cmp(two)) };
    if collator.is_root
        && let Some(order) = order(one, two)
    {
        return Ok(order);
    }
    let args = [one.clone().into(), two.clone().into()];
    let order = collator.compare.call(&JsValue::undefined(), &args, context)?;
    Ok(order.as_number().and_then(|order| order.partial_cmp(&0.0)).unwrap_or(Ordering::Equal))
}

/// `String.prototype.localeCompare(that, locales, options)`
fn locale_compare(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let locale = match args.get(1) {
        None => js_string!(),
        Some(locale) if locale.is_undefined() => js_string!(),
        Some(locale) => match locale.as_string() {
            Some(locale) if !locale.is_empty() => locale,
            _ => return engine.call(this, args, context),
        },
    };
    if !args.get_or_undefined(2).is_undefined() {
        return engine.call(this, args, context);
    }
    let one = subject(this, "localeCompare", context)?;
    let two = args.get_or_undefined(0).to_string(context)?;
    let Some(collator) = collator(&locale, context)? else {
        return engine.call(&one.into(), args, context);
    };
    if collator.is_root
        && let Some(order) = order(&one, &two)
    {
        return Ok((order as i8).into());
    }
    collator.compare.call(&JsValue::undefined(), &[one.into(), two.into()], context)
}

/// The collator of a locale; `None` where there is no place for those kept.
fn collator(locale: &JsString, context: &mut Context) -> JsResult<Option<Collator>> {
    let Some(collators) = context.get_data::<Collators>() else { return Ok(None) };
    if let Some(known) = collators.known.borrow().iter().find(|known| known.locale == *locale) {
        return Ok(Some(known.clone()));
    }
    let (class, compare) = (collators.class.clone(), collators.compare.clone());
    let locales = if locale.is_empty() { JsValue::undefined() } else { locale.clone().into() };
    let collator = class.construct(&[locales], Some(&class), context)?;
    let compare = compare.call(&collator.clone().into(), &[], context)?;
    let Some(compare) = compare.as_function() else { return Ok(None) };
    let options = context.intrinsics().constructors().collator().prototype();
    let options = options.borrow().properties().get(&js_string!("resolvedOptions").into());
    let options = options.and_then(|slot| slot.value().and_then(JsValue::as_function));
    let mut is_root = false;
    if let Some(options) = options
        && let Some(options) = options.call(&collator.into(), &[], context)?.as_object()
    {
        let language = options.get(js_string!("locale"), context)?;
        let language = language.to_string(context)?.to_std_string_lossy();
        // With an extension (`-u-…`) the order may be another.
        let plain = !language.contains("-u-");
        is_root =
            plain && language.split('-').next().is_some_and(|word| ROOT_LANGUAGES.contains(&word));
    }
    let collator = Collator { locale: locale.clone(), compare, is_root };
    if let Some(collators) = context.get_data::<Collators>() {
        let mut known = collators.known.borrow_mut();
        known.truncate(MOST - 1);
        known.insert(0, collator.clone());
    }
    Ok(Some(collator))
}

/// The order of two texts of printable ASCII; `None` where either has anything else.
fn order(one: &JsString, two: &JsString) -> Option<Ordering> {
    let (JsStrVariant::Latin1(one), JsStrVariant::Latin1(two)) = (one.variant(), two.variant())
    else {
        return None;
    };
    let mut letters = Ordering::Equal;
    // Lower case comes first, but only between texts that are the same otherwise.
    let mut cases = Ordering::Equal;
    for (&one, &two) in one.iter().zip(two) {
        let places = (PLACES[usize::from(one)], PLACES[usize::from(two)]);
        if places.0 == 0 || places.1 == 0 {
            return None;
        }
        letters = letters.then(places.0.cmp(&places.1));
        cases = cases.then(two.cmp(&one));
    }
    let shorter = one.len().min(two.len());
    let rest = one.get(shorter..)?.iter().chain(two.get(shorter..)?);
    if rest.into_iter().any(|&byte| PLACES[usize::from(byte)] == 0) {
        return None;
    }
    Some(letters.then(one.len().cmp(&two.len())).then(cases))
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::super::install)
    }

    #[test]
    fn ascii_is_ordered_as_the_collator_orders_it() {
        let text = "const { compare } = new Intl.Collator(); const wrong = [];
            const check = (x, y) => {
                if (Math.sign(compare(x, y)) !== x.localeCompare(y)) wrong.push([x, y]);
            };
            const all = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
            for (const x of all) for (const y of all) check(x, y);
            let n = 7;
            const random = (below) => (n = n * 16807 % 2147483647) % below;
            const word = () => Array.from({ length: random(6) },
                () => random(3) ? 'aAbB'[random(4)] : all[random(95)]).join('');
            for (let i = 0; i < 4000; i++) check(word(), word());
            JSON.stringify(wrong.slice(0, 9))";
        assert_eq!(eval(text), "[]");
    }

    #[test]
    fn the_locale_and_the_rest_are_left_to_the_collator() {
        let text = "['a\\u0308'.localeCompare('\\u00e4'), 'z'.localeCompare('\\u00e4'),
            'z'.localeCompare('\\u00e4', 'sv'), 'a'.localeCompare('B'),
            'a'.localeCompare('A', undefined, { sensitivity: 'base' }),
            'a\\u0000b'.localeCompare('ab')].join()";
        assert_eq!(eval(text), "0,1,-1,-1,0,0");
    }
}
