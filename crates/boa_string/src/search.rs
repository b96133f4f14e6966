//! Searching a text for another, in time linear in both, whatever the widths.

use memchr::memmem;

use crate::{JsStr, JsStrVariant};

/// The first place of `needle` in `text` at or after `from`. ECMA-262 §6.1.4.1 `StringIndexOf`.
pub(crate) fn find(text: JsStr<'_>, needle: JsStr<'_>, from: usize) -> Option<usize> {
    if needle.is_empty() {
        return (from <= text.len()).then_some(from);
    }
    if from > text.len() || needle.len() > text.len() - from {
        return None;
    }
    let found = match (text.variant(), needle.variant()) {
        (JsStrVariant::Latin1(text), JsStrVariant::Latin1(needle)) => {
            find_latin1(text.get(from..)?, needle)
        }
        (JsStrVariant::Latin1(text), JsStrVariant::Utf16(needle)) => {
            let needle: Option<Vec<u8>> =
                needle.iter().map(|&unit| u8::try_from(unit).ok()).collect();
            find_latin1(text.get(from..)?, &needle?)
        }
        (JsStrVariant::Utf16(text), JsStrVariant::Latin1(needle)) => {
            let needle: Vec<u16> = needle.iter().copied().map(u16::from).collect();
            find_utf16(text.get(from..)?, &needle)
        }
        (JsStrVariant::Utf16(text), JsStrVariant::Utf16(needle)) => {
            find_utf16(text.get(from..)?, needle)
        }
    };
    found.map(|found| found + from)
}

fn find_latin1(text: &[u8], needle: &[u8]) -> Option<usize> {
    match *needle {
        [only] => memchr::memchr(only, text),
        // Preparing a search costs more than a short text is worth.
        _ if text.len() < 64 => text.windows(needle.len()).position(|window| window == needle),
        _ => memmem::find(text, needle),
    }
}

/// Compares at each place where the first unit stands; a text that makes that expensive is searched
/// on with the needle's own repetitions in mind (Knuth, Morris and Pratt).
fn find_utf16(text: &[u16], needle: &[u16]) -> Option<usize> {
    let (&first, rest) = needle.split_first()?;
    let last = text.len().checked_sub(needle.len())?;
    let mut patience = 8 * text.len();
    let mut at = 0;
    while at <= last {
        at += position(text.get(at..=last)?, first)?;
        let here = text.get(at + 1..)?;
        let same = here.iter().zip(rest).take_while(|(x, y)| x == y).count();
        if same == rest.len() {
            return Some(at);
        }
        at += 1;
        let Some(left) = patience.checked_sub(same) else {
            return find_patiently(text.get(at..)?, needle).map(|found| found + at);
        };
        patience = left;
    }
    None
}

/// The first place of a unit: by blocks, which compile to vector instructions.
fn position(text: &[u16], wanted: u16) -> Option<usize> {
    const BLOCK: usize = 32;
    let (blocks, _) = text.as_chunks::<BLOCK>();
    let absent =
        |block: &&[u16; BLOCK]| !block.iter().fold(false, |found, &unit| found | (unit == wanted));
    let start = blocks.iter().take_while(absent).count() * BLOCK;
    let rest = text.get(start..)?;
    rest.iter().position(|&unit| unit == wanted).map(|found| start + found)
}

fn find_patiently(text: &[u16], needle: &[u16]) -> Option<usize> {
    // For each beginning of the needle, the length of its longest proper end that is one too.
    let mut borders = vec![0_usize; needle.len()];
    let mut length = 0;
    for at in 1..needle.len() {
        length = extended(needle, &borders, length, needle[at]);
        borders[at] = length;
    }
    let mut length = 0;
    for (at, &unit) in text.iter().enumerate() {
        length = extended(needle, &borders, length, unit);
        if length == needle.len() {
            return Some(at + 1 - length);
        }
    }
    None
}

/// The length of the needle's beginning that a text ends with, one unit later.
fn extended(needle: &[u16], borders: &[usize], mut length: usize, unit: u16) -> usize {
    loop {
        if needle.get(length) == Some(&unit) {
            return length + 1;
        }
        if length == 0 {
            return 0;
        }
        length = borders[length - 1];
    }
}
