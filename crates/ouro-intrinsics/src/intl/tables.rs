//! The tables of `data/`: what numbers, units and names look like in each language. CLDR, through
//! what `data/generate.js` wrote down. A table is a text, and a look-up a search in it, so nothing
//! is loaded or built before it is asked for.

use memchr::{memchr, memmem};

/// The files, by language.
macro_rules! languages {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("data/", $name, ".txt")))),*]
    };
}

const LANGUAGES: &[(&str, &str)] = languages! {
    "ar" "bg" "bn" "ca" "cs" "da" "de" "el" "en" "es" "et" "fa" "fi" "fr" "he" "hi" "hr" "hu" "id"
    "it" "ja" "ko" "lt" "lv" "ms" "nb" "nl" "no" "pl" "pt" "ro" "ru" "sk" "sl" "sr" "sv" "th" "tr"
    "uk" "ur" "vi" "zh"
};

/// The lines of a locale, and after them those of the locales that it takes the rest from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    sections: [&'static str; 4],
}

impl Table {
    /// The table of exactly this tag; `None` where there is none.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        let language = tag.split('-').next()?;
        let at = LANGUAGES.binary_search_by(|(name, _)| (*name).cmp(language)).ok()?;
        let (_, file) = LANGUAGES.get(at)?;
        let mut sections = [""; 4];
        let mut next = Some(tag);
        for slot in &mut sections {
            let Some(wanted) = next else { break };
            let (parent, section) = section(file, wanted)?;
            *slot = section;
            next = parent;
        }
        Some(Self { sections })
    }

    /// The values of a key, with the tabs between them.
    pub(crate) fn line(&self, key: &str) -> Option<&'static str> {
        let needle = format!("\n{key}\t");
        let finder = memmem::Finder::new(&needle);
        self.sections.iter().find_map(|section| {
            let start = finder.find(section.as_bytes())? + needle.len();
            let rest = section.get(start..)?;
            rest.get(..memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len()))
        })
    }

    /// The first value of a key.
    pub(crate) fn value_of(&self, key: &str) -> Option<&'static str> {
        self.line(key)?.split('\t').next()
    }

    /// One value of a key; empty where there is none.
    pub(crate) fn value(&self, key: &str, at: usize) -> &'static str {
        self.line(key).and_then(|line| line.split('\t').nth(at)).unwrap_or("")
    }
}

/// The codes of all currencies that have a name, in order.
pub(crate) fn currencies() -> Vec<&'static str> {
    let english = Table::of("en").map_or("", |table| table.sections[0]);
    let lines = english.lines().filter_map(|line| line.strip_prefix("c.")?.split('\t').next());
    let mut codes: Vec<&str> = lines.collect();
    codes.sort_unstable();
    codes
}

/// The locale that a section takes the rest from, and its lines with the line break before each.
fn section<'a>(file: &'a str, tag: &str) -> Option<(Option<&'a str>, &'a str)> {
    let needle = format!("\n@{tag}");
    let finder = memmem::Finder::new(&needle);
    let start = finder
        .find_iter(file.as_bytes())
        .find(|start| matches!(file.as_bytes().get(start + needle.len()), Some(b'\n' | b'\t')))?;
    let head = file.get(start + needle.len()..)?;
    let lines = head.get(memchr(b'\n', head.as_bytes())?..)?;
    let parent = head.strip_prefix('\t').and_then(|parent| parent.lines().next());
    let end = memmem::find(lines.as_bytes(), b"\n@").map_or(lines.len(), |end| end + 1);
    Some((parent, lines.get(..end)?))
}

/// The text for a plural category among several, the first of which is that of `other`.
pub(crate) fn counted<'a>(texts: &'a str, category: &str) -> &'a str {
    let mut all = texts.split(';');
    let other = all.next().unwrap_or("");
    let found = all.find_map(|text| text.strip_prefix(category)?.strip_prefix('~'));
    found.unwrap_or(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_in_order_and_have_their_table() {
        assert!(LANGUAGES.is_sorted());
        for (name, _) in LANGUAGES {
            let table = Table::of(name).expect("a table");
            assert!(!table.value("nu", 0).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_region_takes_what_it_lacks_from_its_language() {
        let table = Table::of("de-CH").expect("a table");
        assert_eq!(table.value("sym.latn", 0), ".");
        assert_eq!(table.value("dr.FR", 0), "Frankreich");
        assert_eq!(table.value("no such key", 0), "");
        assert!(Table::of("de-ZZ").is_none() && Table::of("xx").is_none());
    }

    #[test]
    fn texts_are_found_by_category() {
        assert_eq!(counted("{0} days;one~{0} day", "one"), "{0} day");
        assert_eq!(counted("{0} days;one~{0} day", "few"), "{0} days");
    }
}
