//! Text as `util.inspect` writes it: quoting, escaping, and conversion from engine strings.
//! Node docs: `util.inspect`. No JavaScript half.

use std::fmt::Write as _;

use boa_engine::{JsString, string::JsStrVariant};

/// The text as UTF-8; lone surrogates become U+FFFD.
pub(crate) fn plain(text: &JsString) -> String {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => match std::str::from_utf8(bytes) {
            Ok(ascii) if ascii.is_ascii() => ascii.to_owned(),
            _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
        JsStrVariant::Utf16(units) => String::from_utf16_lossy(units),
    }
}

/// Length in UTF-16 code units, as JavaScript's `length`.
pub(crate) fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

/// Quotes a string, preferring `'`, then `"`, then a backtick, and escapes what cannot be seen.
pub(crate) fn quote(text: &JsString) -> String {
    match text.variant() {
        JsStrVariant::Latin1(bytes) => quote_units(bytes.iter().map(|&byte| u16::from(byte))),
        JsStrVariant::Utf16(units) => quote_units(units.iter().copied()),
    }
}

/// Quotes text given as UTF-8.
#[cfg(test)]
fn quote_str(text: &str) -> String {
    quote_units(text.encode_utf16())
}

/// Quotes a run of code units.
pub(crate) fn quote_units(units: impl Iterator<Item = u16> + Clone) -> String {
    let mark = mark_for(units.clone());
    let mut out = String::with_capacity(units.size_hint().0 + 2);
    out.push(mark);
    escape_into(units, Some(mark), &mut out);
    out.push(mark);
    out
}

/// Escapes as inside quotes, without adding any.
pub(crate) fn escape(text: &JsString) -> String {
    let mut out = String::with_capacity(text.len());
    match text.variant() {
        JsStrVariant::Latin1(bytes) => {
            escape_into(bytes.iter().map(|&byte| u16::from(byte)), None, &mut out);
        }
        JsStrVariant::Utf16(units) => escape_into(units.iter().copied(), None, &mut out),
    }
    out
}

fn mark_for(units: impl Iterator<Item = u16>) -> char {
    let (mut single, mut double, mut tick) = (false, false, false);
    let mut last = 0;
    for unit in units {
        match unit {
            0x27 => single = true,
            0x22 => double = true,
            0x60 => tick = true,
            0x7b if last == 0x24 => tick = true,
            _ => {}
        }
        last = unit;
    }
    match (single, double, tick) {
        (false, ..) | (true, true, true) => '\'',
        (true, false, _) => '"',
        (true, true, false) => '`',
    }
}

fn escape_into(units: impl Iterator<Item = u16>, mark: Option<char>, out: &mut String) {
    for unit in char::decode_utf16(units) {
        match unit {
            Ok('\n') => out.push_str("\\n"),
            Ok('\t') => out.push_str("\\t"),
            Ok('\r') => out.push_str("\\r"),
            Ok('\u{8}') => out.push_str("\\b"),
            Ok('\u{c}') => out.push_str("\\f"),
            Ok('\\') => out.push_str("\\\\"),
            Ok(other) if Some(other) == mark || (mark.is_none() && other == '\'') => {
                out.push('\\');
                out.push(other);
            }
            Ok(other @ ('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}')) => {
                let _ = write!(out, "\\x{:02X}", u32::from(other));
            }
            Ok(other) => out.push(other),
            Err(lone) => {
                let _ = write!(out, "\\u{:x}", lone.unpaired_surrogate());
            }
        }
    }
}

/// Whether a property name needs no quotes.
pub(crate) fn is_identifier(name: &JsString) -> bool {
    let mut units = name.iter();
    let is_start =
        |unit: u16| u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    units.next().is_some_and(is_start)
        && units.all(|unit| is_start(unit) || (0x30..=0x39).contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quote_is_chosen_to_avoid_escapes() {
        assert_eq!(quote_str("a"), "'a'");
        assert_eq!(quote_str("it's"), "\"it's\"");
        assert_eq!(quote_str("it's \"x\""), "`it's \"x\"`");
        assert_eq!(quote_str("'\"`"), "'\\'\"`'");
        assert_eq!(quote_str("'\"${"), "'\\'\"${'");
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        assert_eq!(quote_str("\0\n\u{7f}\u{85}\\"), "'\\x00\\n\\x7F\\x85\\\\'");
        assert_eq!(quote_units([0xd800, 0x61].into_iter()), "'\\ud800a'");
    }

    #[test]
    fn lengths_are_counted_as_javascript_does() {
        assert_eq!(units("a😀é"), 4);
    }
}
