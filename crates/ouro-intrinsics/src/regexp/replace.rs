//! `RegExp.prototype[Symbol.replace]` and `[Symbol.match]` of objects that nobody has changed, in one
//! pass over the text. ECMA-262 §22.2.6.8, §22.2.6.11.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::regexp::RegExp,
    js_string,
    object::builtins::{JsArray, JsFunction},
    string::JsStr,
};

use super::{Modes, keep, start, state};
use crate::{builtin::method_over_key, string::part};

/// Installs the methods on a realm's `RegExp.prototype`.
pub(super) fn install(prototype: &JsObject, context: &mut Context) -> JsResult<()> {
    method_over_key(
        prototype,
        JsSymbol::replace().into(),
        "[Symbol.replace]",
        2,
        replace,
        context,
    )?;
    method_over_key(prototype, JsSymbol::r#match().into(), "[Symbol.match]", 1, matches, context)
}

/// Whether an object answers as it was made: no `exec`, `flags` or kin of its own or of its class.
fn untouched(object: &JsObject, context: &mut Context) -> bool {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    let own = object.prototype().is_some_and(|found| JsObject::equals(&found, &prototype));
    // Only `lastIndex`, which every object has.
    own && object.own_property_keys(context).is_ok_and(|keys| keys.len() == 1)
        && pristine_prototype(&prototype)
}

/// Whether the accessors for flags on the prototype are native still. A script that replaces one
/// makes a data property or an accessor of its own.
fn pristine_prototype(prototype: &JsObject) -> bool {
    let prototype = prototype.borrow();
    let slot = prototype.properties().get(&js_string!("flags").into());
    slot.and_then(|slot| slot.get().and_then(JsValue::as_object))
        .is_some_and(|getter| getter.is::<boa_engine::native_function::NativeFunctionObject>())
}

/// Where a match and each of its groups stand.
type Bounds = Vec<Option<(usize, usize)>>;

/// All bounds of a global search from the start, or the one of another.
fn search(
    object: &JsObject,
    text: &JsString,
    context: &mut Context,
) -> JsResult<Option<Vec<Bounds>>> {
    let Some(state) = state(context) else { return Ok(None) };
    if !untouched(object, context) || !state.pristine(object, context)? {
        return Ok(None);
    }
    let Some((automaton, modes)) = state.fast(object, text, context)? else { return Ok(None) };
    if automaton.captures_differ || automaton.named {
        return Ok(None);
    }
    let shown = text.as_str();
    let units = shown.as_latin1().unwrap_or_default();
    let once = |from: usize| -> Option<Vec<Option<(usize, usize)>>> {
        if automaton.groups.is_empty() {
            return automaton.find(units, from, modes.sticky).map(|found| vec![Some(found)]);
        }
        let captures = automaton.captures(units, from, modes.sticky)?;
        Some(captures.iter().map(|span| span.map(|span| (span.start, span.end))).collect())
    };
    let mut found = Vec::new();
    if modes.global {
        object.set(js_string!("lastIndex"), 0, true, context)?;
        let mut from = 0;
        while from <= units.len()
            && let Some(bounds) = once(from)
        {
            let (begin, end) = bounds.first().copied().flatten().unwrap_or_default();
            from = if end == begin { end + 1 } else { end };
            found.push(bounds);
        }
    } else {
        let modes = Modes { global: false, ..modes };
        if let Some(from) = start(object, modes, units.len(), context)? {
            let bounds = once(from);
            let end = bounds.as_ref().and_then(|bounds| bounds.first().copied().flatten());
            keep(object, modes, end.map(|(_, end)| end), context)?;
            found.extend(bounds);
        }
    }
    if let Some(bounds) = found.last() {
        state.last.borrow_mut().note(text, bounds.clone());
    }
    Ok(Some(found))
}

/// `RegExp.prototype[Symbol.replace](string, replacement)`.
fn replace(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = this.as_object().filter(JsObject::is::<RegExp>) else {
        return engine.call(this, args, context);
    };
    let text = args.get_or_undefined(0).to_string(context)?;
    let with = args.get_or_undefined(1);
    let callback = with.as_function();
    let with = if callback.is_some() { with.clone() } else { with.to_string(context)?.into() };
    let Some(found) = search(&object, &text, context)? else {
        return engine.call(this, &[text.into(), with], context);
    };
    let template = with.as_string().unwrap_or_default();
    let plain = !template.as_str().contains(b'$');
    let mut pieces: Vec<JsString> = Vec::with_capacity(found.len() * 2 + 1);
    let (mut end, mut length) = (0, 0_usize);
    for bounds in &found {
        let (from, to) = bounds.first().copied().flatten().unwrap_or_default();
        let piece = match &callback {
            Some(callback) => {
                let mut args: Vec<JsValue> = bounds.iter().map(|at| group(&text, *at)).collect();
                args.push(JsValue::from(from as f64));
                args.push(text.clone().into());
                let result = callback.call(&JsValue::undefined(), &args, context)?;
                result.to_string(context)?
            }
            None if plain => template.clone(),
            None => substitute(&template, &text, bounds),
        };
        length += from - end + piece.len();
        if length > crate::string::MAX_LENGTH {
            return Err(crate::string::too_long());
        }
        pieces.push(part(&text, end, from));
        pieces.push(piece);
        end = to;
    }
    if pieces.is_empty() {
        return Ok(text.into());
    }
    pieces.push(part(&text, end, text.len()));
    let pieces: Vec<JsStr<'_>> = pieces.iter().map(JsString::as_str).collect();
    Ok(JsString::concat_array(&pieces).into())
}

fn group(text: &JsString, bounds: Option<(usize, usize)>) -> JsValue {
    bounds.map_or_else(JsValue::undefined, |(start, end)| part(text, start, end).into())
}

/// ECMA-262 §22.1.3.19.1 `GetSubstitution`, without named groups.
fn substitute(template: &JsString, text: &JsString, bounds: &[Option<(usize, usize)>]) -> JsString {
    let units = template.to_vec();
    let (from, to) = bounds.first().copied().flatten().unwrap_or_default();
    let groups = bounds.len().saturating_sub(1);
    let digit = |index: usize| {
        let unit = units.get(index).copied().and_then(|unit| char::from_u32(unit.into()))?;
        unit.to_digit(10).and_then(|digit| usize::try_from(digit).ok())
    };
    let mut result: Vec<u16> = Vec::with_capacity(units.len());
    let mut index = 0;
    while let Some(&unit) = units.get(index) {
        let next = units.get(index + 1).copied().and_then(|unit| u8::try_from(unit).ok());
        let (used, piece) = match (unit == u16::from(b'$'), next) {
            (true, Some(b'$')) => (2, Some(js_string!("$"))),
            (true, Some(b'&')) => (2, Some(part(text, from, to))),
            (true, Some(b'`')) => (2, Some(part(text, 0, from))),
            (true, Some(b'\'')) => (2, Some(part(text, to, text.len()))),
            (true, Some(b'0'..=b'9')) => {
                let one = digit(index + 1).unwrap_or(0);
                let two = digit(index + 2).map(|second| one * 10 + second);
                let (used, number) = match two {
                    Some(two) if (1..=groups).contains(&two) => (3, two),
                    _ => (2, one),
                };
                if (1..=groups).contains(&number) {
                    let bounds = bounds.get(number).copied().flatten();
                    let caught = bounds.map(|(start, end)| part(text, start, end));
                    (used, Some(caught.unwrap_or_default()))
                } else {
                    (1, None)
                }
            }
            _ => (1, None),
        };
        match piece {
            Some(piece) => result.extend(piece.to_vec()),
            None => result.push(unit),
        }
        index += used;
    }
    crate::string::narrow(&result)
}

/// `RegExp.prototype[Symbol.match](string)`: all matches of a global object at once.
fn matches(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = this.as_object().filter(JsObject::is::<RegExp>) else {
        return engine.call(this, args, context);
    };
    let text = args.get_or_undefined(0).to_string(context)?;
    let global = match state(context) {
        Some(state) => {
            let fast = state.fast(&object, &text, context)?;
            fast.is_some_and(|(_, modes)| modes.global)
        }
        None => false,
    };
    if !global {
        return engine.call(this, &[text.into()], context);
    }
    let Some(found) = search(&object, &text, context)? else {
        return engine.call(this, &[text.into()], context);
    };
    if found.is_empty() {
        return Ok(JsValue::null());
    }
    let found: Vec<JsValue> =
        found.into_iter().map(|bounds| group(&text, bounds.first().copied().flatten())).collect();
    Ok(JsArray::from_iter(found, context).into())
}
