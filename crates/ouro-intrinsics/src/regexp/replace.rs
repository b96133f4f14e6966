//! `RegExp.prototype[Symbol.replace]` and `[Symbol.match]` of objects that nobody has changed, in one
//! pass over the text. ECMA-262 §22.2.6.8, §22.2.6.11.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
};

use super::{Bounds, Installer, Own, number, receiver};
use crate::{
    interrupt::Pace,
    string::{Joined, part, substituted},
};

/// Installs the methods on a realm's `RegExp.prototype`.
pub(super) fn install(installer: &Installer, context: &mut Context) -> JsResult<()> {
    installer.method(JsSymbol::replace(), "[Symbol.replace]", 2, replace, context)?;
    installer.method(JsSymbol::r#match(), "[Symbol.match]", 1, matches, context)
}

/// What a search does with each match.
type Visit<'a> = &'a mut dyn FnMut(&Bounds, &mut Context) -> JsResult<()>;

/// Visits all matches of a global search from the start, or the one of another; `false` where the
/// engine must search. `visit` may run no script.
fn search(
    own: &Own,
    object: &JsObject,
    text: &JsString,
    visit: Visit<'_>,
    context: &mut Context,
) -> JsResult<bool> {
    own.class.get_ready(context);
    if !own.class.is_untouched(object) {
        return Ok(false);
    }
    let (matcher, modes) = own.state.known(object, context)?;
    if matcher.is_named() {
        return Ok(false);
    }
    let mut last = None;
    if modes.global {
        own.keep(object, modes, None, context)?;
        let mut from = 0;
        let mut pace = Pace::default();
        while from <= text.len()
            && let Some(bounds) = matcher.find(text, from, modes.sticky, context)?
        {
            pace.step(context)?;
            let (begin, end) = bounds.whole();
            from = if end == begin { matcher.advance(text, end) } else { end };
            visit(&bounds, context)?;
            last = Some(bounds);
        }
    } else if let Some(bounds) = own.search(object, (&matcher, modes), text, context)? {
        visit(&bounds, context)?;
        last = Some(bounds);
    }
    if let Some(bounds) = last {
        own.state.last.borrow_mut().note(text.clone(), bounds);
    }
    Ok(true)
}

/// `RegExp.prototype[Symbol.replace](string, replacement)`.
fn replace(
    this: &JsValue,
    args: &[JsValue],
    own: &Own,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = receiver(this) else { return own.engine.call(this, args, context) };
    let text = args.get_or_undefined(0).to_string(context)?;
    let with = args.get_or_undefined(1);
    if let Some(callback) = with.as_function() {
        return replace_by(&object, &text, &callback, own, context);
    }
    let template = with.to_string(context)?;
    let plain = !template.as_str().contains(b'$');
    let mut joined = Joined::default();
    let (mut end, mut any) = (0, false);
    let mut visit = |bounds: &Bounds, _: &mut Context| {
        let (from, to) = bounds.whole();
        joined.push_part(&text, end, from)?;
        (end, any) = (to, true);
        if plain {
            return joined.push(template.as_str());
        }
        joined.push(substitute(&template, &text, bounds)?.as_str())
    };
    if !search(own, &object, &text, &mut visit, context)? {
        return own.engine.call(this, &[text.into(), template.into()], context);
    }
    if !any {
        return Ok(text.into());
    }
    joined.push_part(&text, end, text.len())?;
    Ok(joined.into_string().into())
}

/// Replaces each match by what a function gives, which is called when all are found.
fn replace_by(
    object: &JsObject,
    text: &JsString,
    callback: &JsFunction,
    own: &Own,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut found = Vec::new();
    let mut visit = |bounds: &Bounds, _: &mut Context| {
        found.push(bounds.clone());
        Ok(())
    };
    if !search(own, object, text, &mut visit, context)? {
        let args = [text.clone().into(), callback.clone().into()];
        return own.engine.call(&object.clone().into(), &args, context);
    }
    let mut joined = Joined::default();
    let mut end = 0;
    let mut pace = Pace::default();
    for bounds in &found {
        pace.step(context)?;
        let (from, to) = bounds.whole();
        let groups = (0..bounds.len()).map(|at| group(text, bounds.group(at)));
        let mut args: Vec<JsValue> = groups.collect();
        args.push(number(from));
        args.push(text.clone().into());
        let piece = callback.call(&JsValue::undefined(), &args, context)?.to_string(context)?;
        joined.push_part(text, end, from)?;
        joined.push(piece.as_str())?;
        end = to;
    }
    if found.is_empty() {
        return Ok(text.clone().into());
    }
    joined.push_part(text, end, text.len())?;
    Ok(joined.into_string().into())
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
    own: &Own,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = receiver(this) else { return own.engine.call(this, args, context) };
    let text = args.get_or_undefined(0).to_string(context)?;
    if !own.state.known(&object, context)?.1.global {
        return own.engine.call(this, &[text.into()], context);
    }
    let mut found: Vec<JsValue> = Vec::new();
    let mut visit = |bounds: &Bounds, _: &mut Context| {
        found.push(group(&text, bounds.group(0)));
        Ok(())
    };
    if !search(own, &object, &text, &mut visit, context)? {
        return own.engine.call(this, &[text.into()], context);
    }
    if found.is_empty() {
        return Ok(JsValue::null());
    }
    Ok(JsArray::from_iter(found, context).into())
}
