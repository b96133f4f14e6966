//! `RegExp.prototype[Symbol.split]` and `[Symbol.search]` of objects that nobody has changed, in
//! one pass over the text. ECMA-262 §22.2.6.12, §22.2.6.14.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    object::builtins::JsArray,
};

use super::{Bounds, Installer, Matcher, Modes, Own, number, receiver};
use crate::{interrupt::Pace, string::part};

/// Installs the methods on a realm's `RegExp.prototype`.
pub(super) fn install(installer: &Installer, context: &mut Context) -> JsResult<()> {
    installer.method(JsSymbol::search(), "[Symbol.search]", 1, search, context)?;
    installer.method(JsSymbol::split(), "[Symbol.split]", 2, split, context)
}

/// Whether `constructor` and its species are the realm's own: splitting asks them for a copy.
fn makes_plain(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let class = context.intrinsics().constructors().regexp().constructor();
    let found = object.get(js_string!("constructor"), context)?;
    let same =
        |value: &JsValue| value.as_object().is_some_and(|other| JsObject::equals(&other, &class));
    Ok(same(&found) && same(&class.get(JsSymbol::species(), context)?))
}

/// `RegExp.prototype[Symbol.split](string, limit)`.
fn split(this: &JsValue, args: &[JsValue], own: &Own, context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = receiver(this) else { return own.engine.call(this, args, context) };
    let text = args.get_or_undefined(0).to_string(context)?;
    let limit = args.get_or_undefined(1);
    let again = [text.clone().into(), limit.clone()];
    // A limit that is no number may run a script when it is converted.
    let limit = match limit.as_number() {
        _ if limit.is_undefined() => u32::MAX,
        Some(_) => limit.to_u32(context)?,
        None => return own.engine.call(this, &again, context),
    };
    own.class.get_ready(context);
    if !own.class.is_untouched(&object) || !makes_plain(&object, context)? {
        return own.engine.call(this, &again, context);
    }
    let (matcher, _) = own.state.known(&object, context)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (parts, last) = cut(&matcher, &text, limit, context)?;
    if let Some(bounds) = last {
        own.state.last.borrow_mut().note(text, bounds);
    }
    Ok(JsArray::from_iter(parts, context).into())
}

/// The parts of a text, and the last match that was found on the way.
type Cut = (Vec<JsValue>, Option<Bounds>);

/// Cuts a text at each match; what groups caught comes between the parts.
fn cut(matcher: &Matcher, text: &JsString, limit: usize, context: &Context) -> JsResult<Cut> {
    let mut parts: Vec<JsValue> = Vec::new();
    let mut last = None;
    if limit == 0 {
        return Ok((parts, last));
    }
    if text.is_empty() {
        last = matcher.find(text, 0, true, context)?;
        if last.is_none() {
            parts.push(text.clone().into());
        }
        return Ok((parts, last));
    }
    // `end` is where the last part's separator ended, `from` where the next is looked for.
    let (mut end, mut from) = (0, 0);
    let mut pace = Pace::default();
    while from < text.len()
        && let Some(bounds) = matcher.find(text, from, false, context)?
    {
        pace.step(context)?;
        let (begin, stop) = bounds.whole();
        if begin >= text.len() {
            break;
        }
        let bounds = last.insert(bounds);
        // What is empty right behind a separator separates nothing.
        if stop == end {
            from = matcher.advance(text, from.max(begin));
            continue;
        }
        parts.push(part(text, end, begin).into());
        if parts.len() == limit {
            return Ok((parts, last));
        }
        for group in 1..bounds.len() {
            let caught = bounds.group(group);
            parts.push(caught.map_or_else(JsValue::undefined, |(a, b)| part(text, a, b).into()));
            if parts.len() == limit {
                return Ok((parts, last));
            }
        }
        end = stop;
        from = if stop == begin { matcher.advance(text, stop) } else { stop };
    }
    parts.push(part(text, end, text.len()).into());
    Ok((parts, last))
}

/// `RegExp.prototype[Symbol.search](string)`; `lastIndex` is left as it was.
fn search(this: &JsValue, args: &[JsValue], own: &Own, context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = receiver(this) else { return own.engine.call(this, args, context) };
    let text = args.get_or_undefined(0).to_string(context)?;
    own.class.get_ready(context);
    if !own.class.is_untouched(&object) {
        return own.engine.call(this, &[text.into()], context);
    }
    let (matcher, Modes { sticky, .. }) = own.state.known(&object, context)?;
    let Some(bounds) = matcher.find(&text, 0, sticky, context)? else { return Ok((-1).into()) };
    let begin = number(bounds.whole().0);
    own.state.last.borrow_mut().note(text, bounds);
    Ok(begin)
}
