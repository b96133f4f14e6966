//! `RegExp.prototype[Symbol.replace]` and `[Symbol.match]` of objects that nobody has changed, in one
//! pass over the text. ECMA-262 §22.2.6.8, §22.2.6.11.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue,
    builtins::regexp::RegExp,
    js_string,
    object::builtins::{JsArray, JsFunction},
    string::JsStr,
};

use super::{Bounds, number, state};
use crate::{
    builtin::method_over_key,
    interrupt::Pace,
    string::{part, substituted},
};

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

/// All bounds of a global search from the start, or the one of another.
fn search(
    object: &JsObject,
    text: &JsString,
    context: &mut Context,
) -> JsResult<Option<Vec<Bounds>>> {
    let Some(state) = state(context) else { return Ok(None) };
    if !state.pristine.is_untouched(object, context) {
        return Ok(None);
    }
    let (matcher, modes) = state.known(object, context)?;
    if matcher.is_named() {
        return Ok(None);
    }
    let mut found = Vec::new();
    if modes.global {
        state.keep(object, modes, None, true, context)?;
        let mut from = 0;
        let mut pace = Pace::default();
        while from <= text.len()
            && let Some(bounds) = matcher.find(text, from, modes.sticky, context)?
        {
            pace.step(context)?;
            let (begin, end) = bounds.whole();
            from = if end == begin { matcher.advance(text, end) } else { end };
            found.push(bounds);
        }
    } else {
        found.extend(state.search(object, &matcher, modes, text, true, context)?);
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
    let mut pace = Pace::default();
    for bounds in &found {
        pace.step(context)?;
        let (from, to) = bounds.whole();
        let piece = match &callback {
            Some(callback) => {
                let groups = (0..bounds.len()).map(|at| group(&text, bounds.group(at)));
                let mut args: Vec<JsValue> = groups.collect();
                args.push(number(from));
                args.push(text.clone().into());
                let result = callback.call(&JsValue::undefined(), &args, context)?;
                result.to_string(context)?
            }
            None if plain => template.clone(),
            None => substitute(&template, &text, bounds)?,
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
fn substitute(template: &JsString, text: &JsString, bounds: &Bounds) -> JsResult<JsString> {
    let (from, to) = bounds.whole();
    let groups = 1..bounds.len();
    substituted(template, |after| {
        let digit = |index: usize| {
            let unit = after.get(index).copied().and_then(|unit| char::from_u32(unit.into()))?;
            unit.to_digit(10).and_then(|digit| usize::try_from(digit).ok())
        };
        Some(match u8::try_from(*after.first()?).ok()? {
            b'$' => (1, js_string!("$")),
            b'&' => (1, part(text, from, to)),
            b'`' => (1, part(text, 0, from)),
            b'\'' => (1, part(text, to, text.len())),
            b'0'..=b'9' => {
                let one = digit(0)?;
                let two = digit(1).map(|second| one * 10 + second);
                let (used, number) = match two.filter(|two| groups.contains(two)) {
                    Some(two) => (2, two),
                    None if groups.contains(&one) => (1, one),
                    None => return None,
                };
                let caught = bounds.group(number).map(|(start, end)| part(text, start, end));
                (used, caught.unwrap_or_default())
            }
            _ => return None,
        })
    })
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
        Some(state) => state.known(&object, context)?.1.global,
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
        found.into_iter().map(|bounds| group(&text, bounds.group(0))).collect();
    Ok(JsArray::from_iter(found, context).into())
}
