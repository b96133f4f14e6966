//! The pattern for a skeleton: the nearest that the locale has, its fields made as long as was
//! asked, and what no pattern has appended. Unicode TS #35, part 4, "availableFormats,
//! appendItems"; where that leaves a choice, ICU's.

use super::{
    patterns::Table,
    skeleton::{Distance, FIELDS, Item, Skeleton, field, kind_of},
};

/// The fields up to days.
const DATE: u32 = (1 << field::DAY_PERIOD) - 1;
const TIME: u32 = ((1 << FIELDS) - 1) & !DATE;

/// How a field is called in the tables of what is appended, and of names; "*" has no rule.
const APPENDED: [(&str, &str); FIELDS] = [
    ("Era", "era"),
    ("Year", "year"),
    ("*", "quarter"),
    ("Month", "month"),
    ("*", "week"),
    ("*", "week"),
    ("Day-Of-Week", "weekday"),
    ("*", "day"),
    ("*", "weekday"),
    ("Day", "day"),
    ("*", "dayperiod"),
    ("Hour", "hour"),
    ("Minute", "minute"),
    ("Second", "second"),
    ("*", "second"),
    ("Timezone", "zone"),
];

/// Patterns of single fields that every locale has.
const SINGLE: [&str; 16] =
    ["G", "y", "Q", "M", "w", "W", "E", "d", "D", "F", "a", "H", "m", "s", "S", "v"];

#[derive(Clone, Debug)]
struct Entry {
    skeleton: Skeleton,
    pattern: &'static str,
    /// Whether the skeleton was written beside the pattern, not read from it.
    named: bool,
}

/// What a pattern is looked for.
struct Wanted {
    skeleton: Skeleton,
    /// Whether hours are to be as long as in the skeleton.
    hours: bool,
}

/// The patterns of one locale and calendar.
#[derive(Debug)]
pub(super) struct Generator {
    entries: Vec<Entry>,
    pub(super) table: Table,
    pub(super) locale: Table,
}

impl Generator {
    /// Reads the patterns of a locale and calendar.
    pub(super) fn new(locale: &str, calendar: &str) -> Self {
        let table = Table::of_calendar(locale, calendar);
        let mut made = Self { entries: Vec::new(), table, locale: Table::of_locale(locale) };
        for pattern in SINGLE {
            made.add(pattern, None);
        }
        for style in ["full", "long", "medium", "short"] {
            for letter in ['D', 'T'] {
                if let Some(pattern) = made.table.get(&format!("{letter}{style}")) {
                    made.add(pattern, None);
                }
            }
        }
        for (skeleton, pattern) in made.table.with_prefix('s') {
            made.add(pattern, Some(skeleton));
        }
        // The order in which equally near patterns win: by the first letter of the skeleton.
        made.entries.sort_by_key(|entry| {
            entry.skeleton.base().iter().map(|(letter, _)| *letter).find(|letter| *letter != 0)
        });
        made
    }

    fn add(&mut self, pattern: &'static str, name: Option<&'static str>) {
        let skeleton = Skeleton::read(name.unwrap_or(pattern));
        let base = skeleton.base();
        let same_base = |entry: &Entry| entry.skeleton.base() == base;
        if name.is_none() && self.entries.iter().any(same_base) {
            return;
        }
        let kinds = |skeleton: &Skeleton| skeleton.slots.map(|slot| slot.kind);
        let entry = Entry { skeleton, pattern, named: name.is_some() };
        let old = self
            .entries
            .iter_mut()
            .find(|old| old.skeleton.base() == base && kinds(&old.skeleton) == kinds(&skeleton));
        match old {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }

    /// The pattern for a skeleton, its hours as long as the skeleton's.
    pub(super) fn best(&self, letters: &str) -> String {
        self.find(&Wanted { skeleton: Skeleton::read(letters), hours: true })
    }

    /// The pattern for a skeleton, its hours as long as the locale has them.
    pub(super) fn usual(&self, letters: &str) -> String {
        self.find(&Wanted { skeleton: Skeleton::read(letters), hours: false })
    }

    fn find(&self, wanted: &Wanted) -> String {
        let (entry, distance) = self.nearest(&wanted.skeleton, u32::MAX);
        if let Some(entry) = entry
            && distance.missing == 0
            && distance.extra == 0
        {
            return self.adjust(entry.pattern, entry, wanted, false);
        }
        let mask = wanted.skeleton.mask();
        let date = self.appended(wanted, mask & DATE);
        let time = self.appended(wanted, mask & TIME);
        match (date.is_empty(), time.is_empty()) {
            (true, _) => time,
            (_, true) => date,
            (false, false) => {
                let month = wanted.skeleton.slots[field::MONTH].length;
                let style = match month {
                    4 if wanted.skeleton.slots[field::WEEKDAY].letter != 0 => "full",
                    4 => "long",
                    3 => "medium",
                    _ => "short",
                };
                fill(self.joined(style), &[&time, &date])
            }
        }
    }

    /// How date and time of a style are joined in one text.
    pub(super) fn joined(&self, style: &str) -> &'static str {
        let at = self.table.get(&format!("A{style}"));
        at.or_else(|| self.table.get(&format!("C{style}"))).unwrap_or("{1} {0}")
    }

    /// The pattern of the fields of a mask; fields that no pattern has along with them follow.
    fn appended(&self, wanted: &Wanted, mask: u32) -> String {
        if mask == 0 {
            return String::new();
        }
        let (entry, mut distance) = self.nearest(&wanted.skeleton, mask);
        let Some(entry) = entry else { return String::new() };
        let mut pattern = self.adjust(entry.pattern, entry, wanted, false);
        let fraction = 1 << field::FRACTION;
        let both = fraction | 1 << field::SECOND;
        let mut last = entry;
        let mut before = 0;
        while distance.missing != 0 && distance.missing != before {
            if distance.missing & both == fraction && mask & both == both {
                pattern = self.adjust(&pattern, last, wanted, true);
                distance.missing &= !fraction;
                continue;
            }
            before = distance.missing;
            let (entry, next) = self.nearest(&wanted.skeleton, before);
            let Some(entry) = entry else { break };
            let added = self.adjust(entry.pattern, entry, wanted, false);
            let found = before & !next.missing;
            let top = (0..FIELDS).rfind(|at| found & (1 << at) != 0).unwrap_or(0);
            let (rule, name) = APPENDED[top];
            let rule =
                self.table.get(&format!("+{rule}")).unwrap_or("{0} \u{251c}{2}: {1}\u{2524}");
            let name = format!("'{}'", self.locale.text(&format!("n{name}")));
            pattern = fill(rule, &[&pattern, &added, &name]);
            distance = next;
            last = entry;
        }
        pattern
    }

    /// The entry nearest to the fields of a mask.
    fn nearest(&self, wanted: &Skeleton, mask: u32) -> (Option<&Entry>, Distance) {
        let mut best: Option<(&Entry, Distance)> = None;
        for entry in &self.entries {
            let distance = wanted.distance(&entry.skeleton, mask);
            let nearer = best.is_none_or(|(_, best)| {
                distance.sum < best.sum
                    || distance.sum == best.sum && best.missing < distance.missing
            });
            if nearer {
                best = Some((entry, distance));
                if distance.sum == 0 {
                    break;
                }
            }
        }
        match best {
            Some((entry, distance)) => (Some(entry), distance),
            None => (None, Distance::default()),
        }
    }

    /// Makes the fields of a pattern as long as they were asked for.
    fn adjust(&self, pattern: &str, entry: &Entry, wanted: &Wanted, fraction: bool) -> String {
        let mut out = String::with_capacity(pattern.len() + 8);
        for item in Item::all(pattern) {
            let (letter, length) = match item {
                Item::Field(letter, length) => (letter, length),
                Item::Quoted(text) | Item::Text(text) => {
                    out.push_str(text);
                    continue;
                }
            };
            let Some((at, kind, _)) = kind_of(letter, length) else { continue };
            let asked = wanted.skeleton.slots[at];
            let (mut written, mut count) = (letter, length);
            if fraction && at == field::SECOND {
                push(&mut out, letter, length);
                out.push_str(self.locale.text("dec"));
                push(&mut out, b'S', wanted.skeleton.slots[field::FRACTION].length);
                continue;
            } else if asked.kind != 0 {
                let wide = if asked.letter == b'E' && asked.length < 3 { 3 } else { asked.length };
                count = wide;
                let is_fixed = matches!(at, field::MINUTE | field::SECOND)
                    || at == field::HOUR && !wanted.hours;
                if is_fixed {
                    count = length;
                } else if entry.named && !matches!(asked.letter, b'c' | b'e') {
                    let own = entry.skeleton.slots[at];
                    let mixed = (kind > 0) != (own.kind > 0);
                    if own.length == wide || mixed {
                        count = length;
                    }
                }
                let keeps = matches!(at, field::HOUR | field::MONTH | field::WEEKDAY)
                    || at == field::YEAR && asked.letter != b'Y';
                if !keeps {
                    written = asked.letter;
                }
                if written == b'E' && count < 3 {
                    written = b'e';
                }
            }
            push(&mut out, written, count);
        }
        out
    }
}

/// Writes a letter so many times.
pub(super) fn push(out: &mut String, letter: u8, count: usize) {
    out.extend(std::iter::repeat_n(char::from(letter), count));
}

/// Puts texts in the places of `{0}`, `{1}`, `{2}`.
pub(super) fn fill(form: &str, values: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = form;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let digit = rest
            .as_bytes()
            .get(at + 1)
            .map_or(usize::MAX, |byte| usize::from(byte.wrapping_sub(b'0')));
        out.push_str(values.get(digit).copied().unwrap_or_default());
        rest = rest.get(at + 3..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_the_locales_own() {
        let en = Generator::new("en", "gregory");
        assert_eq!(en.best("yMd"), "M/d/y");
        assert_eq!(en.best("yyMMdd"), "MM/dd/yy");
        assert_eq!(en.best("yMMMMEEEEd"), "EEEE, MMMM d, y");
        assert_eq!(en.best("yMMMMdhm"), "MMMM d, y 'at' h:mm\u{202f}a");
        assert_eq!(en.best("yd"), "y ('day': d)");
        assert_eq!(en.best("sSSS"), "s.SSS");
        let de = Generator::new("de", "gregory");
        assert_eq!(de.best("yMdHm"), "d.M.y, HH:mm");
        assert_eq!(de.best("H"), "HH 'Uhr'");
        assert_eq!(Generator::new("ja", "gregory").best("yMMMMd"), "y年M月d日");
    }
}
