//! Property escapes: `\p{…}`. ECMA-262 §22.2.1.8, tables 67 to 70; the data are ICU4X's.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use icu_properties::{
    CodePointMapData, CodePointSetData, PropertyParser,
    props::{GeneralCategory, GeneralCategoryGroup, Script},
    script::ScriptWithExtensions,
};

use crate::{
    emoji,
    set::{CodeSet, LAST},
};

/// What a property holds for.
#[derive(Clone)]
pub(crate) struct Property {
    pub(crate) codes: CodeSet,
    /// Texts of several characters; for properties of strings alone.
    pub(crate) strings: Option<Vec<Vec<u32>>>,
}

/// Looks up `name=value`, or a lone name. Properties of strings only where `sets` is on.
pub(crate) fn property(name: &str, value: Option<&str>, sets: bool) -> Option<Property> {
    type Known = HashMap<(String, Option<String>, bool), Property>;
    // There are a few hundred, and each takes long to collect.
    static KNOWN: Mutex<Option<Known>> = Mutex::new(None);

    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    let key = (name.to_owned(), value.map(str::to_owned), sets);
    if let Some(property) = known.get(&key) {
        return Some(property.clone());
    }
    let property = collected(name, value, sets)?;
    known.insert(key, property.clone());
    Some(property)
}

fn collected(name: &str, value: Option<&str>, sets: bool) -> Option<Property> {
    let codes = match (name, value) {
        ("General_Category" | "gc", Some(value)) => category(value)?,
        ("Script" | "sc", Some(value)) => script(value)?,
        ("Script_Extensions" | "scx", Some(value)) => extensions(value)?,
        (_, Some(_)) => return None,
        ("Any", None) => CodeSet::all(),
        ("ASCII", None) => CodeSet::of(vec![(0, 0x7f)]),
        ("Assigned", None) => category("Cn")?.inverted(),
        (name, None) => match binary(name).or_else(|| category(name)) {
            Some(codes) => codes,
            None if sets => return emoji::property(name),
            None => return None,
        },
    };
    Some(Property { codes, strings: None })
}

/// A binary property by either of its names.
pub(crate) fn binary(name: &str) -> Option<CodeSet> {
    // ICU4X knows this one by the name of Unicode's older versions.
    let name = if name == "space" { "White_Space" } else { name };
    let data = CodePointSetData::new_for_ecma262(name.as_bytes())?;
    Some(collect(data.iter_ranges()))
}

fn category(value: &str) -> Option<CodeSet> {
    let group = PropertyParser::<GeneralCategoryGroup>::new().get_strict(value)?;
    Some(collect(CodePointMapData::<GeneralCategory>::new().iter_ranges_for_group(group)))
}

/// A script that some character has: ICU knows more names than the standard allows.
fn script_value(value: &str) -> Option<(Script, CodeSet)> {
    let script = PropertyParser::<Script>::new().get_strict(value)?;
    let codes = collect(CodePointMapData::<Script>::new().iter_ranges_for_value(script));
    (!codes.is_empty()).then_some((script, codes))
}

fn script(value: &str) -> Option<CodeSet> {
    script_value(value).map(|found| found.1)
}

fn extensions(value: &str) -> Option<CodeSet> {
    let (script, _) = script_value(value)?;
    let data = ScriptWithExtensions::new();
    Some(collect(data.get_script_extensions_ranges(script)))
}

fn collect(ranges: impl Iterator<Item = std::ops::RangeInclusive<u32>>) -> CodeSet {
    CodeSet::of(ranges.map(|range| (*range.start(), (*range.end()).min(LAST))).collect())
}

/// Whether a character may begin the name of a group, or go on in it: ECMA-262 §22.2.1
/// `RegExpIdentifierStart`, `RegExpIdentifierPart`.
pub(crate) fn is_identifier(code: u32, first: bool) -> bool {
    use icu_properties::props::{IdContinue, IdStart};

    let Some(letter) = char::from_u32(code) else { return false };
    match letter {
        '$' | '_' => true,
        '\u{200c}' | '\u{200d}' => !first,
        _ if first => CodePointSetData::new::<IdStart>().contains(letter),
        _ => CodePointSetData::new::<IdContinue>().contains(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(name: &str, value: Option<&str>, letter: char) -> bool {
        property(name, value, true).is_some_and(|found| found.codes.contains(letter.into()))
    }

    #[test]
    fn names_and_values_are_found_strictly() {
        assert!(has("L", None, 'é') && has("Lu", None, 'É') && !has("Lu", None, 'é'));
        assert!(has("gc", Some("Decimal_Number"), '7') && has("sc", Some("Grek"), 'α'));
        assert!(has("scx", Some("Deva"), '\u{964}') && !has("sc", Some("Deva"), '\u{964}'));
        assert!(has("Alphabetic", None, 'a') && has("AHex", None, 'F'));
        assert!(has("space", None, ' ') && has("White_Space", None, ' '));
        assert!(has("Assigned", None, 'a') && !has("Assigned", None, '\u{378}'));
        for (name, value) in
            [("lu", None), ("sc", Some("grek")), ("Grek", None), ("L", Some("L")), ("sc", None)]
        {
            assert!(property(name, value, true).is_none(), "{name} {value:?}");
        }
        assert!(property("RGI_Emoji", None, false).is_none());
        assert!(property("RGI_Emoji", None, true).is_some());
    }
}
