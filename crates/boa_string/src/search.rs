//! Searching a text for another, in time linear in both, whatever the widths.

use std::slice;

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

/// Searches the bytes, which is fast but may find the needle between two units. Where that happens
/// often, goes on with the needle's own repetitions in mind (Knuth, Morris and Pratt).
fn find_utf16(text: &[u16], needle: &[u16]) -> Option<usize> {
    if let [only] = *needle {
        return position(text, only);
    }
    if text.len() < 64 {
        return text.windows(needle.len()).position(|window| window == needle);
    }
    let units = bytes(text);
    let finder = memmem::Finder::new(bytes(needle));
    let mut at = 0;
    for _ in 0..16 {
        let found = at + finder.find(units.get(at..)?)?;
        if found.is_multiple_of(2) {
            return Some(found / 2);
        }
        at = found + 1;
    }
    find_patiently(text.get(at / 2..)?, needle).map(|found| found + at / 2)
}

/// The bytes of units, in the machine's order.
fn bytes(units: &[u16]) -> &[u8] {
    // SAFETY: the same memory, for the same time; bytes need no alignment and may have any value.
    unsafe { slice::from_raw_parts(units.as_ptr().cast(), size_of_val(units)) }
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
