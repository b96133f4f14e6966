//! `toUpperCase`, `toLowerCase` and their kin: at once for ASCII, and with a `RangeError` where the
//! result is too long for a string, which the engine makes before it looks. ECMA-262 §22.1.3.26–30,
//! ECMA-402 §20.1.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue,
    object::builtins::JsFunction,
    string::{JsStr, JsStrVariant},
};

use super::{MAX_LENGTH, subject, too_long};
use crate::builtin::{Over, method_over};

/// No character becomes more than so many.
const MOST: usize = 3;

/// Installs the methods on a realm's `String.prototype`.
pub(super) fn install(prototype: &JsObject, context: &mut Context) -> JsResult<()> {
    let methods: [(&str, Over); 4] = [
        ("toLowerCase", |this, args, engine, context| {
            if let Some(text) = ascii(this, <[u8]>::to_ascii_lowercase) {
                return Ok(text);
            }
            change(this, args, "toLowerCase", lower, engine, context)
        }),
        ("toUpperCase", |this, args, engine, context| {
            if let Some(text) = ascii(this, <[u8]>::to_ascii_uppercase) {
                return Ok(text);
            }
            change(this, args, "toUpperCase", upper, engine, context)
        }),
        ("toLocaleLowerCase", |this, args, engine, context| {
            change(this, args, "toLocaleLowerCase", lower, engine, context)
        }),
        ("toLocaleUpperCase", |this, args, engine, context| {
            change(this, args, "toLocaleUpperCase", upper, engine, context)
        }),
    ];
    for (name, body) in methods {
        method_over(prototype, name, 0, body, context)?;
    }
    Ok(())
}

/// The result where the text is ASCII; not for those of a locale, some of which have an ı.
fn ascii(this: &JsValue, change: fn(&[u8]) -> Vec<u8>) -> Option<JsValue> {
    let text = this.as_string()?;
    let text = text.as_str();
    let bytes = text.as_latin1().filter(|bytes| bytes.is_ascii())?;
    Some(JsString::from(JsStr::latin1(&change(bytes))).into())
}

fn lower(character: char) -> usize {
    character.to_lowercase().map(char::len_utf16).sum()
}

fn upper(character: char) -> usize {
    character.to_uppercase().map(char::len_utf16).sum()
}

/// Has the engine change the case where the result can be a string.
fn change(
    this: &JsValue,
    args: &[JsValue],
    name: &str,
    length: fn(char) -> usize,
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = subject(this, name, context)?;
    if text.len() > MAX_LENGTH / MOST && changed(&text, length) > MAX_LENGTH {
        return Err(too_long());
    }
    engine.call(&text.into(), args, context)
}

/// Units of the result.
fn changed(text: &JsString, length: fn(char) -> usize) -> usize {
    match text.as_str().variant() {
        JsStrVariant::Latin1(units) => {
            let mut counts = [0_usize; 256];
            for unit in units {
                counts[usize::from(*unit)] += 1;
            }
            let lengths = (0..=u8::MAX).map(|unit| length(unit.into()));
            counts.iter().zip(lengths).map(|(count, length)| count * length).sum()
        }
        // Halves of a pair stay pairs: what is beyond the first plane keeps its length.
        JsStrVariant::Utf16(units) => {
            let units = units.iter().map(|unit| char::from_u32((*unit).into()));
            units.map(|character| character.map_or(1, length)).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_longer_is_counted() {
        let count = |text: &str, length| changed(&JsString::from(text), length);
        assert_eq!(count("straße", upper), 7);
        assert_eq!(count("ΐ😀ŉ", upper), 7);
        assert_eq!(count("İß", lower), 3);
    }
}
