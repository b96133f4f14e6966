//! What regular expressions promise: against a matcher that follows the standard word for word, and
//! case by case.

mod errors;
mod hostile;
mod naive;
mod semantics;

use crate::{Bounds, Flags, Regex, Stopped, Text};

/// The bounds of a match and of its groups; units that do not fit Latin-1 make it two bytes a unit.
fn bounds(pattern: &str, flags: &str, text: &str) -> Option<Vec<Option<(usize, usize)>>> {
    let regex = Regex::with_flags(pattern, flags).unwrap_or_else(|error| {
        unreachable!("{pattern}: {error}");
    });
    let units: Vec<u16> = text.encode_utf16().collect();
    let read = |bounds: Bounds<'_>| (0..bounds.len()).map(|group| bounds.group(group)).collect();
    let wide = regex.search(Text::Utf16(&units), 0, false, u64::MAX, &mut || false, read);
    let narrow: Option<Vec<u8>> = units.iter().map(|unit| u8::try_from(*unit).ok()).collect();
    if let Some(narrow) = narrow {
        let found = regex.search(Text::Latin1(&narrow), 0, false, u64::MAX, &mut || false, read);
        assert_eq!(found, wide, "{pattern} on {text:?}");
    }
    wide.expect("nothing stops it")
}

/// The texts of a match and its groups, `-` for those that took no part, joined by commas.
fn texts(pattern: &str, flags: &str, text: &str) -> Option<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let text = |(from, to): (usize, usize)| String::from_utf16_lossy(&units[from..to]);
    let found = bounds(pattern, flags, text_of(&units).as_str())?;
    let texts: Vec<_> = found.into_iter().map(|b| b.map_or_else(|| "-".to_owned(), text)).collect();
    Some(texts.join(","))
}

fn text_of(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

/// What is wrong with a pattern, behind the part of the message that names it.
fn error(pattern: &str, flags: &str) -> Option<String> {
    let error = Regex::with_flags(pattern, Flags::from(flags)).err()?;
    let named = format!("Invalid regular expression: /{pattern}/{flags}: ");
    error.text.strip_prefix(&named).map(str::to_owned)
}

fn stopped(pattern: &str, text: &str, steps: u64) -> Result<bool, Stopped> {
    let regex = Regex::new(pattern).expect("a pattern");
    let found = regex.search(Text::Latin1(text.as_bytes()), 0, false, steps, &mut || false, |_| ());
    found.map(|found| found.is_some())
}
