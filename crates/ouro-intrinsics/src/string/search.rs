//! Searching one string in another in linear time, whichever of the two forms each is kept in.

use boa_engine::{
    JsString,
    string::{JsStr, JsStrVariant},
};
use memchr::memmem;

/// A string to be found, prepared once.
pub(crate) struct Finder {
    wanted: Wanted,
    length: usize,
}

enum Wanted {
    /// Every unit fits a byte.
    Narrow(Box<memmem::Finder<'static>>, Vec<u16>),
    Wide(Vec<u16>),
}

impl Finder {
    /// Prepares to find `wanted`.
    pub(crate) fn new(wanted: &JsString) -> Self {
        let units = wanted.to_vec();
        let length = units.len();
        let bytes: Result<Vec<u8>, _> = units.iter().map(|&unit| u8::try_from(unit)).collect();
        let wanted = match bytes {
            Ok(bytes) => Wanted::Narrow(Box::new(memmem::Finder::new(&bytes).into_owned()), units),
            Err(_) => Wanted::Wide(units),
        };
        Self { wanted, length }
    }

    /// The first place at or after `from`, in units.
    pub(crate) fn find(&self, text: JsStr<'_>, from: usize) -> Option<usize> {
        if self.length == 0 {
            return (from <= text.len()).then_some(from);
        }
        let found = match (text.variant(), &self.wanted) {
            (JsStrVariant::Latin1(text), Wanted::Narrow(finder, _)) => {
                finder.find(text.get(from..)?)
            }
            (JsStrVariant::Latin1(_), Wanted::Wide(_)) => None,
            (JsStrVariant::Utf16(text), Wanted::Narrow(_, units) | Wanted::Wide(units)) => {
                find_units(text.get(from..)?, units)
            }
        };
        found.map(|index| from + index)
    }
}

/// The first place at or after `from`, in units, of what is looked for once.
pub(crate) fn find(text: &JsString, wanted: &JsString, from: usize) -> Option<usize> {
    let (JsStrVariant::Latin1(units), JsStrVariant::Latin1(needle)) =
        (text.variant(), wanted.variant())
    else {
        return Finder::new(wanted).find(text.as_str(), from);
    };
    let units = units.get(from..)?;
    let found = match *needle {
        [only] => memchr::memchr(only, units),
        _ => memmem::find(units, needle),
    };
    found.map(|index| from + index)
}

/// Finds units in units: Knuth, Morris and Pratt, with a quick scan for the first unit.
fn find_units(text: &[u16], wanted: &[u16]) -> Option<usize> {
    let (&first, rest) = wanted.split_first()?;
    if rest.is_empty() {
        return text.iter().position(|&unit| unit == first);
    }
    let failure = failure_table(wanted);
    let mut matched = 0;
    for (index, &unit) in text.iter().enumerate() {
        while matched > 0 && wanted[matched] != unit {
            matched = failure[matched - 1];
        }
        if wanted[matched] == unit {
            matched += 1;
        }
        if matched == wanted.len() {
            return Some(index + 1 - matched);
        }
    }
    None
}

/// For each prefix, the length of its longest proper prefix that is also its suffix.
fn failure_table(wanted: &[u16]) -> Vec<usize> {
    let mut table = vec![0; wanted.len()];
    let mut matched = 0;
    for index in 1..wanted.len() {
        while matched > 0 && wanted[matched] != wanted[index] {
            matched = table[matched - 1];
        }
        if wanted[matched] == wanted[index] {
            matched += 1;
        }
        table[index] = matched;
    }
    table
}

/// The last place at or before `from`, in units.
pub(crate) fn find_last(text: JsStr<'_>, wanted: JsStr<'_>, from: usize) -> Option<usize> {
    let last = text.len().checked_sub(wanted.len())?.min(from);
    match (text.variant(), wanted.variant()) {
        (JsStrVariant::Latin1(text), JsStrVariant::Latin1(wanted)) => {
            memmem::rfind(text.get(..last + wanted.len())?, wanted)
        }
        _ => {
            let mut text = text.to_vec();
            let mut wanted = wanted.to_vec();
            text.truncate(last + wanted.len());
            text.reverse();
            wanted.reverse();
            if wanted.is_empty() {
                return Some(last);
            }
            find_units(&text, &wanted).map(|index| text.len() - index - wanted.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naive(text: &[u16], wanted: &[u16], from: usize) -> Option<usize> {
        (from..=text.len().checked_sub(wanted.len())?)
            .find(|&at| text[at..at + wanted.len()] == *wanted)
    }

    #[test]
    fn every_form_finds_what_a_naive_search_finds() {
        let mut seed = 7_u32;
        let mut next = |limit: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % limit
        };
        for round in 0..2_000 {
            let high = if round % 2 == 0 { 0 } else { 0x400 };
            let mut units = |length: u32| -> Vec<u16> {
                (0..length).map(|_| u16::try_from(0x61 + next(2) * (1 + high)).unwrap()).collect()
            };
            let (text, wanted) = (units(24), units(3));
            let (text_js, wanted_js) =
                (crate::string::narrow(&text), crate::string::narrow(&wanted));
            for from in 0..26 {
                let found = Finder::new(&wanted_js).find(text_js.as_str(), from);
                assert_eq!(found, naive(&text, &wanted, from), "{text:?} {wanted:?} {from}");
            }
            let last = (0..=21).rev().find(|&at| text[at..at + 3] == *wanted);
            assert_eq!(find_last(text_js.as_str(), wanted_js.as_str(), 30), last);
        }
    }
}
