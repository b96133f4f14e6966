//! Patterns and names of dates by locale and calendar, from the table `../data/date_patterns.txt`,
//! which is cut from Unicode's CLDR (`../data/date_patterns.py` says how, and what the keys mean).
//!
//! The table is sorted text in the program; nothing is read of it before a date is to be written.

use std::collections::HashMap;

const TEXT: &str = include_str!("../data/date_patterns.txt");

/// What a locale has, with what it takes from its parents.
#[derive(Debug, Default)]
pub(super) struct Table(HashMap<&'static str, &'static str>);

impl Table {
    /// What belongs to the locale alone: names, its calendar, its hours.
    pub(super) fn of_locale(locale: &str) -> Self {
        let mut table = Self::default();
        table.add(locale, "-");
        table
    }

    /// The patterns of a calendar.
    pub(super) fn of_calendar(locale: &str, calendar: &str) -> Self {
        let mut table = Self::default();
        match calendar {
            "gregory" => table.add(locale, "gregorian"),
            // CLDR's root has the order of the standard.
            "iso8601" => table.add("und", "gregorian"),
            calendar => {
                table.add(locale, "generic");
                if calendar == "dangi" {
                    table.add(locale, "chinese");
                }
                let own = match calendar {
                    "ethioaa" => "ethiopic",
                    name if name.starts_with("islamic") => "islamic",
                    name => name,
                };
                table.add(locale, own);
            }
        }
        table
    }

    fn add(&mut self, locale: &str, calendar: &str) {
        let chain = chain(locale);
        for name in chain.iter().rev() {
            for (key, value) in line(name, calendar).into_iter().flat_map(items) {
                self.0.insert(key, value);
            }
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        self.0.get(key).copied()
    }

    /// The value of a key; nothing where it is missing.
    pub(super) fn text(&self, key: &str) -> &'static str {
        self.get(key).unwrap_or_default()
    }

    /// The keys that begin with a letter, without it, in order.
    pub(super) fn with_prefix(&self, prefix: char) -> Vec<(&'static str, &'static str)> {
        let mut found: Vec<_> = self
            .0
            .iter()
            .filter_map(|(key, value)| Some((key.strip_prefix(prefix)?, *value)))
            .collect();
        found.sort_unstable();
        found
    }
}

/// Whether the table has a locale.
pub(super) fn is_known(locale: &str) -> bool {
    locale != "und" && line(locale, "-").is_some()
}

/// A locale and its parents, down to the root.
fn chain(locale: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut name = locale;
    while name != "und" {
        let own = line(name, "-");
        if own.is_some() {
            found.push(name);
        }
        let parent = own.and_then(|line| items(line).find(|(key, _)| *key == "p"));
        name = match (parent, name.rsplit_once('-')) {
            (Some((_, parent)), _) => parent,
            (None, Some((parent, _))) => parent,
            (None, None) => "und",
        };
    }
    found.push("und");
    found
}

/// The pairs of a line.
fn items(line: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    line.split('\t').filter_map(|item| item.split_once('='))
}

/// What follows the locale and the calendar in their line.
fn line(locale: &str, calendar: &str) -> Option<&'static str> {
    let wanted = (locale, calendar);
    let (mut low, mut high) = (0, TEXT.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = TEXT.as_bytes().get(..middle)?.iter().rposition(|byte| *byte == b'\n');
        let start = start.map_or(0, |at| at + 1);
        let rest = TEXT.get(start..)?;
        let text = rest.split('\n').next()?;
        let mut fields = text.splitn(3, '\t');
        let found = (fields.next()?, fields.next()?);
        match found.cmp(&wanted) {
            std::cmp::Ordering::Equal => return Some(fields.next().unwrap_or_default()),
            std::cmp::Ordering::Less => low = start + text.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found() {
        let mut count = 0;
        for text in TEXT.lines() {
            let mut fields = text.splitn(3, '\t');
            let (locale, calendar) = (fields.next().unwrap(), fields.next().unwrap());
            assert_eq!(line(locale, calendar), Some(fields.next().unwrap_or_default()), "{text}");
            count += 1;
        }
        assert!(count > 1000);
        assert_eq!(line("xx", "-"), None);
        assert_eq!(line("zzz", "-"), None);
        assert_eq!(line("", ""), None);
    }

    #[test]
    fn a_locale_takes_what_its_parents_have() {
        assert_eq!(chain("en-GB"), ["en-GB", "en-001", "en", "und"]);
        assert_eq!(chain("zh-TW"), ["zh-TW", "zh-Hant", "und"]);
        let table = Table::of_calendar("en-AU", "gregory");
        assert_eq!(table.text("Dfull"), "EEEE, d MMMM y");
        assert_eq!(Table::of_locale("en-AU").text("nu"), "latn");
    }
}
