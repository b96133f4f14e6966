//! `String.prototype` where the engine's search is quadratic or its results have no bound.
//! ECMA-262 §22.1.3.

mod case;
pub(crate) mod collate;
mod joined;
mod raw;
mod search;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
    string::JsStr,
};
use boa_engine::{JsSymbol, builtins::regexp::RegExp};

use crate::{
    builtin::{method, method_over},
    interrupt::Pace,
};
pub(crate) use joined::Joined;
use search::{Finder, find, find_last};

/// V8's longest string, in UTF-16 units.
pub const MAX_LENGTH: usize = (1 << 29) - 24;

/// Units that [`repeated`] copies at once.
const BLOCK: usize = 4096;

/// Pieces up to this length are copied; longer ones share the text they were cut from.
const COPIED: usize = 64;

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().string().prototype();
    method(&prototype, "includes", 1, includes, context);
    method(&prototype, "indexOf", 1, index_of, context);
    method(&prototype, "lastIndexOf", 1, last_index_of, context);
    method(&prototype, "repeat", 1, repeat, context);
    case::install(&prototype, context)?;
    collate::install(&prototype, context)?;
    raw::install(context);
    method_over(&prototype, "normalize", 0, normalize, context)?;
    method_over(&prototype, "replace", 2, replace, context)?;
    method_over(&prototype, "replaceAll", 2, replace_all, context)?;
    method_over(&prototype, "split", 2, split, context)?;
    method(&prototype, "padEnd", 1, pad_end, context);
    method(&prototype, "padStart", 1, pad_start, context);
    Ok(())
}

/// `RangeError: Invalid string length`, V8's text.
pub(crate) fn too_long() -> boa_engine::JsError {
    JsNativeError::range().with_message("Invalid string length").into()
}

/// The string that a method was called on.
fn subject(this: &JsValue, method: &str, context: &mut Context) -> JsResult<JsString> {
    if let Some(string) = this.as_string() {
        return Ok(string);
    }
    if this.is_null_or_undefined() {
        let message = format!("String.prototype.{method} called on null or undefined");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    this.to_string(context)
}

/// A part of a text: shared where long, copied where short.
pub(crate) fn part(text: &JsString, start: usize, end: usize) -> JsString {
    if end - start > COPIED {
        return text.slice(start, end);
    }
    match text.as_str().get(start..end) {
        Some(part) => JsString::from(part),
        None => js_string!(),
    }
}

/// Refuses a regular expression where a string is meant. ECMA-262 §7.2.6 `IsRegExp`.
fn refuse_pattern(value: &JsValue, method: &str, context: &mut Context) -> JsResult<()> {
    let Some(object) = value.as_object() else { return Ok(()) };
    let matcher = object.get(JsSymbol::r#match(), context)?;
    let pattern = if matcher.is_undefined() { object.is::<RegExp>() } else { matcher.to_boolean() };
    if pattern {
        let message =
            format!("First argument to String.prototype.{method} must not be a regular expression");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    Ok(())
}

/// A position argument cut to the text.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut to 0..=length before the cast"
)]
fn position(value: &JsValue, length: usize, context: &mut Context) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(0);
    }
    let number = value.to_number(context)?;
    #[expect(clippy::cast_precision_loss, reason = "lengths are below 2³²")]
    Ok(if number.is_nan() { 0.0 } else { number.clamp(0.0, length as f64) } as usize)
}

/// `String.prototype.includes(searchString [, position])`.
fn includes(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = subject(this, "includes", context)?;
    let wanted = args.get_or_undefined(0);
    refuse_pattern(wanted, "includes", context)?;
    let wanted = wanted.to_string(context)?;
    let from = position(args.get_or_undefined(1), text.len(), context)?;
    Ok(find(&text, &wanted, from).is_some().into())
}

/// `String.prototype.indexOf(searchString [, position])`.
fn index_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = subject(this, "indexOf", context)?;
    let wanted = args.get_or_undefined(0).to_string(context)?;
    let from = position(args.get_or_undefined(1), text.len(), context)?;
    Ok(index(find(&text, &wanted, from)))
}

/// `String.prototype.lastIndexOf(searchString [, position])`.
fn last_index_of(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = subject(this, "lastIndexOf", context)?;
    let wanted = args.get_or_undefined(0).to_string(context)?;
    let number = args.get_or_undefined(1).to_number(context)?;
    let from =
        if number.is_nan() { text.len() } else { position(&number.into(), text.len(), context)? };
    Ok(index(find_last(text.as_str(), wanted.as_str(), from)))
}

fn index(found: Option<usize>) -> JsValue {
    found.map_or_else(|| JsValue::from(-1), |index| JsValue::from(index as f64))
}

/// `String.prototype.normalize([form])`: lone surrogates, which the engine's loses, stay as they are
/// and part what is between them. ECMA-262 §22.1.3.15.
fn normalize(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = subject(this, "normalize", context)?;
    let units = text.to_vec();
    let mut lone = Vec::new();
    let mut at = 0;
    while let Some(&unit) = units.get(at) {
        let pair = (0xd800..0xdc00).contains(&unit)
            && units.get(at + 1).is_some_and(|next| (0xdc00..0xe000).contains(next));
        if !pair && (0xd800..0xe000).contains(&unit) {
            lone.push(at);
        }
        at += if pair { 2 } else { 1 };
    }
    if lone.is_empty() {
        return engine.call(&text.into(), args, context);
    }
    let mut normal = Vec::with_capacity(units.len());
    let mut from = 0;
    for end in lone.into_iter().chain([units.len()]) {
        let piece = JsString::from(units.get(from..end).unwrap_or_default());
        let piece = engine.call(&piece.into(), args, context)?.to_string(context)?;
        normal.extend(piece.iter());
        normal.extend(units.get(end));
        from = end + 1;
    }
    Ok(narrow(&normal).into())
}

/// `String.prototype.split(separator, limit)`; what has a `Symbol.split` goes its own way.
fn split(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let separator = args.get_or_undefined(0);
    if separator.is_object() || separator.is_undefined() || this.is_null_or_undefined() {
        return engine.call(this, args, context);
    }
    let text = this.to_string(context)?;
    let limit = args.get_or_undefined(1);
    let limit = if limit.is_undefined() { u32::MAX } else { limit.to_u32(context)? } as usize;
    let separator = separator.to_string(context)?;
    let mut parts: Vec<JsValue> = Vec::new();
    if limit == 0 {
        return Ok(JsArray::from_iter(parts, context).into());
    }
    let mut pace = Pace::default();
    if separator.is_empty() {
        for at in 0..text.len().min(limit) {
            pace.step(context)?;
            parts.push(part(&text, at, at + 1).into());
        }
        return Ok(JsArray::from_iter(parts, context).into());
    }
    let finder = Finder::new(&separator);
    let mut start = 0;
    while let Some(found) = finder.find(text.as_str(), start) {
        pace.step(context)?;
        parts.push(part(&text, start, found).into());
        if parts.len() == limit {
            return Ok(JsArray::from_iter(parts, context).into());
        }
        start = found + separator.len();
    }
    parts.push(part(&text, start, text.len()).into());
    Ok(JsArray::from_iter(parts, context).into())
}

/// `String.prototype.replace(searchValue, replaceValue)`
fn replace(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    replace_some(this, args, 1, engine, context)
}

/// `String.prototype.replaceAll(searchValue, replaceValue)`
fn replace_all(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    replace_some(this, args, usize::MAX, engine, context)
}

/// Replaces up to so many; what has a `Symbol.replace` goes its own way.
fn replace_some(
    this: &JsValue,
    args: &[JsValue],
    most: usize,
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let [wanted, with] = [args.get_or_undefined(0), args.get_or_undefined(1)];
    if wanted.is_object() || this.is_null_or_undefined() {
        return engine.call(this, args, context);
    }
    let text = this.to_string(context)?;
    let wanted = wanted.to_string(context)?;
    let callback = with.as_function();
    let template = if callback.is_none() { with.to_string(context)? } else { js_string!() };
    let plain = !template.as_str().contains(b'$');
    let finder = Finder::new(&wanted);
    let advance = wanted.len().max(1);
    let mut joined = Joined::default();
    let (mut end, mut from, mut count) = (0, 0, 0);
    let mut pace = Pace::default();
    while from <= text.len()
        && count < most
        && let Some(found) = finder.find(text.as_str(), from)
    {
        pace.step(context)?;
        joined.push_part(&text, end, found)?;
        match &callback {
            Some(callback) => {
                let args = [
                    JsValue::from(wanted.clone()),
                    JsValue::from(found as f64),
                    JsValue::from(text.clone()),
                ];
                let piece = callback.call(&JsValue::undefined(), &args, context)?;
                joined.push(piece.to_string(context)?.as_str())?;
            }
            None if plain => joined.push(template.as_str())?,
            None => joined.push(substitute(&template, &text, &wanted, found)?.as_str())?,
        }
        count += 1;
        end = found + wanted.len();
        from = found + advance;
    }
    if count == 0 {
        return Ok(text.into());
    }
    joined.push_part(&text, end, text.len())?;
    Ok(joined.into_string().into())
}

/// ECMA-262 §22.1.3.19.1 `GetSubstitution`, for a match without captures.
fn substitute(
    template: &JsString,
    text: &JsString,
    matched: &JsString,
    at: usize,
) -> JsResult<JsString> {
    substituted(template, |after| {
        let piece = match u8::try_from(*after.first()?).ok()? {
            b'$' => js_string!("$"),
            b'&' => matched.clone(),
            b'`' => text.slice(0, at),
            b'\'' => text.slice((at + matched.len()).min(text.len()), text.len()),
            _ => return None,
        };
        Some((1, piece))
    })
}

/// A template with its dollar signs replaced: `special` says of what follows one how many units that
/// is, and what stands for both.
///
/// # Errors
/// `RangeError` where the result is too long.
pub(crate) fn substituted(
    template: &JsString,
    special: impl Fn(&[u16]) -> Option<(usize, JsString)>,
) -> JsResult<JsString> {
    let units = template.to_vec();
    let mut pieces = Vec::new();
    let (mut plain, mut at, mut length) = (0, 0, units.len());
    while let Some(rest) = units.get(at..)
        && let Some(dollar) = rest.iter().position(|&unit| unit == u16::from(b'$'))
    {
        let dollar = at + dollar;
        at = dollar + 1;
        let Some((used, piece)) = special(units.get(at..).unwrap_or_default()) else { continue };
        at += used;
        length += piece.len();
        // What was replaced is at most as long as the template.
        if length > MAX_LENGTH + units.len() {
            return Err(too_long());
        }
        pieces.push(template.slice(plain, dollar));
        pieces.push(piece);
        plain = at;
    }
    pieces.push(template.slice(plain, units.len()));
    if pieces.iter().map(JsString::len).sum::<usize>() > MAX_LENGTH {
        return Err(too_long());
    }
    let pieces: Vec<JsStr<'_>> = pieces.iter().map(JsString::as_str).collect();
    Ok(JsString::concat_array(&pieces))
}

/// A string of UTF-16 units, kept in one byte a unit where that is enough.
pub(crate) fn narrow(units: &[u16]) -> JsString {
    let latin1: Result<Vec<u8>, _> = units.iter().map(|&unit| u8::try_from(unit)).collect();
    match latin1 {
        Ok(bytes) => JsString::from(JsStr::latin1(&bytes)),
        Err(_) => JsString::from(units),
    }
}

/// `String.prototype.repeat(count)`.
fn repeat(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = subject(this, "repeat", context)?;
    let count = args.get_or_undefined(0).to_integer_or_infinity(context)?;
    let count = match count {
        boa_engine::value::IntegerOrInfinity::Integer(count) if count >= 0 => {
            usize::try_from(count).unwrap_or(usize::MAX)
        }
        other => {
            let shown = match other {
                boa_engine::value::IntegerOrInfinity::Integer(count) => count.to_string(),
                boa_engine::value::IntegerOrInfinity::PositiveInfinity => "Infinity".to_owned(),
                boa_engine::value::IntegerOrInfinity::NegativeInfinity => "-Infinity".to_owned(),
            };
            let message = format!("Invalid count value: {shown}");
            return Err(JsNativeError::range().with_message(message).into());
        }
    };
    Ok(repeated(&text, count)?.into())
}

/// A text so many times over.
fn repeated(text: &JsString, count: usize) -> JsResult<JsString> {
    if text.is_empty() || count == 0 {
        return Ok(js_string!());
    }
    if text.len().checked_mul(count).is_none_or(|length| length > MAX_LENGTH) {
        return Err(too_long());
    }
    // Beyond a block by doubling: strings that are joined lazily stay small until they are read.
    let in_block = (BLOCK / text.len()).max(1);
    let rest = copies(text, count % in_block);
    let mut blocks = count / in_block;
    if blocks == 0 {
        return Ok(rest);
    }
    let mut doubled = copies(text, in_block);
    let mut whole = js_string!();
    loop {
        if blocks % 2 == 1 {
            whole = js_string!(&whole, &doubled);
        }
        blocks /= 2;
        if blocks == 0 {
            return Ok(js_string!(&whole, &rest));
        }
        doubled = js_string!(&doubled, &doubled);
    }
}

/// A text so many times over, in one piece.
fn copies(text: &JsString, count: usize) -> JsString {
    match text.as_str().as_latin1() {
        Some(bytes) => JsString::from(JsStr::latin1(&bytes.repeat(count))),
        None => JsString::from(text.to_vec().repeat(count).as_slice()),
    }
}

/// `String.prototype.padStart(maxLength [, fillString])`.
fn pad_start(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = subject(this, "padStart", context)?;
    match padding(&text, args, context)? {
        Some(fill) => Ok(JsString::concat(fill.as_str(), text.as_str()).into()),
        None => Ok(text.into()),
    }
}

/// `String.prototype.padEnd(maxLength [, fillString])`.
fn pad_end(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = subject(this, "padEnd", context)?;
    match padding(&text, args, context)? {
        Some(fill) => Ok(JsString::concat(text.as_str(), fill.as_str()).into()),
        None => Ok(text.into()),
    }
}

/// What a text lacks to the wanted length.
fn padding(text: &JsString, args: &[JsValue], context: &mut Context) -> JsResult<Option<JsString>> {
    let wanted =
        usize::try_from(args.get_or_undefined(0).to_length(context)?).unwrap_or(usize::MAX);
    if wanted <= text.len() {
        return Ok(None);
    }
    let fill = args.get_or_undefined(1);
    let fill = if fill.is_undefined() { js_string!(" ") } else { fill.to_string(context)? };
    if fill.is_empty() {
        return Ok(None);
    }
    if wanted > MAX_LENGTH {
        return Err(too_long());
    }
    let lacking = wanted - text.len();
    let whole = repeated(&fill, lacking.div_ceil(fill.len()))?;
    Ok(Some(whole.slice(0, lacking)))
}
