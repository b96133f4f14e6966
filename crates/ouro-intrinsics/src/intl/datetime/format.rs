//! A format: the pattern that its options led to, and how a moment is written by it.
//! ECMA-402 §11.5.5 `FormatDateTimePattern`.

use std::{cell::OnceCell, rc::Rc};

use icu_calendar::AnyCalendarKind;
use icu_time::zone::TimeZone;

use super::{
    digits::Digits,
    generator::Generator,
    interval::Intervals,
    moment::{Moment, Page},
    names::{Names, part_of_day},
    options::{Components, HourCycle, Style},
    skeleton::Item,
    temporal::Shape,
    zone::Zone,
};

/// What `Intl.DateTimeFormat` objects hold.
#[derive(Debug)]
pub(super) struct Format {
    /// The locale that was found, with the extensions that count.
    pub(super) locale: String,
    pub(super) calendar: &'static str,
    pub(super) numbering: String,
    pub(super) zone: Zone,
    /// The hours of the locale and options; `hour_cycle` where the format has hours.
    pub(super) cycle: HourCycle,
    pub(super) hour_cycle: Option<HourCycle>,
    pub(super) components: Components,
    pub(super) date_style: Option<Style>,
    pub(super) time_style: Option<Style>,
    pub(super) pattern: Rc<Pattern>,
    /// Patterns for Temporal's types, as they are first needed; `None` where there is none.
    pub(super) shapes: [OnceCell<Option<Rc<Pattern>>>; Shape::COUNT],
    pub(super) words: Rc<Words>,
}

/// The patterns and names of a locale, calendar and numbering system, which formats share.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) generator: Generator,
    names: Names,
    digits: Digits,
}

impl Words {
    pub(super) fn new(
        (locale, data): (icu_locale::Locale, &str),
        calendar: &str,
        numbering: &str,
    ) -> Self {
        Self {
            generator: Generator::new(data, calendar),
            names: Names::new(locale, kind_of(calendar)),
            digits: Digits::of(numbering),
        }
    }

    /// The long name of a zone, or its offset in full.
    pub(super) fn zone_name(&self, zone: TimeZone, offset: i32, unix: i64) -> String {
        let words = (&self.generator.locale, &self.digits);
        self.names.of_zone((b'z', 4), zone, (offset, true), unix, words)
    }

    /// The kind of the calendar.
    pub(super) fn calendar(&self) -> AnyCalendarKind {
        self.names.calendar
    }
}

/// Calendars by name, in order.
pub(in super::super) const CALENDARS: [(&str, AnyCalendarKind); 16] = [
    ("buddhist", AnyCalendarKind::Buddhist),
    ("chinese", AnyCalendarKind::Chinese),
    ("coptic", AnyCalendarKind::Coptic),
    ("dangi", AnyCalendarKind::Dangi),
    ("ethioaa", AnyCalendarKind::EthiopianAmeteAlem),
    ("ethiopic", AnyCalendarKind::Ethiopian),
    ("gregory", AnyCalendarKind::Gregorian),
    ("hebrew", AnyCalendarKind::Hebrew),
    ("indian", AnyCalendarKind::Indian),
    ("islamic-civil", AnyCalendarKind::HijriTabularTypeIIFriday),
    ("islamic-tbla", AnyCalendarKind::HijriTabularTypeIIThursday),
    ("islamic-umalqura", AnyCalendarKind::HijriUmmAlQura),
    ("iso8601", AnyCalendarKind::Iso),
    ("japanese", AnyCalendarKind::Japanese),
    ("persian", AnyCalendarKind::Persian),
    ("roc", AnyCalendarKind::Roc),
];

fn kind_of(calendar: &str) -> AnyCalendarKind {
    let found = CALENDARS.iter().find(|(name, _)| *name == calendar);
    found.map_or(AnyCalendarKind::Gregorian, |(_, kind)| *kind)
}

/// A pattern, taken apart.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Pattern {
    /// As CLDR writes it.
    pub(super) text: String,
    pieces: Vec<Piece>,
    has_minutes: bool,
    has_seconds: bool,
}

#[derive(Debug, Eq, PartialEq)]
enum Piece {
    Field(u8, usize),
    Text(String),
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for item in Item::all(text) {
            let text = match item {
                Item::Field(letter, length) => {
                    pieces.push(Piece::Field(letter, length));
                    continue;
                }
                Item::Text(text) => text.to_owned(),
                Item::Quoted("''") => "'".to_owned(),
                Item::Quoted(text) => text.trim_matches('\'').replace("''", "'"),
            };
            match pieces.last_mut() {
                Some(Piece::Text(last)) => last.push_str(&text),
                _ => pieces.push(Piece::Text(text)),
            }
        }
        let has = |letter: u8| {
            pieces.iter().any(|piece| matches!(piece, Piece::Field(found, _) if *found == letter))
        };
        let (has_minutes, has_seconds) = (has(b'm'), has(b's'));
        Self { text: text.to_owned(), pieces, has_minutes, has_seconds }
    }

    /// The fields' letters and lengths.
    pub(super) fn fields(&self) -> impl Iterator<Item = (u8, usize)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Field(letter, length) => Some((*letter, *length)),
            Piece::Text(_) => None,
        })
    }
}

/// A piece of a date that was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Part {
    /// The field's letter; 0 for text between fields.
    pub(super) letter: u8,
    pub(super) text: String,
}

impl Part {
    /// The type as `formatToParts` calls it.
    pub(super) fn kind(&self) -> &'static str {
        match self.letter {
            b'G' => "era",
            b'y' | b'Y' | b'u' => "year",
            b'r' => "relatedYear",
            b'U' => "yearName",
            b'M' | b'L' => "month",
            b'd' => "day",
            b'E' | b'c' | b'e' => "weekday",
            b'a' | b'b' | b'B' => "dayPeriod",
            b'H' | b'h' | b'k' | b'K' => "hour",
            b'm' => "minute",
            b's' => "second",
            b'S' => "fractionalSecond",
            b'z' | b'v' | b'O' | b'V' => "timeZoneName",
            _ => "literal",
        }
    }
}

impl Format {
    /// Writes a moment by a pattern.
    pub(super) fn write(&self, pattern: &Pattern, moment: &Moment) -> Vec<Part> {
        let page = Page::of(self.words.calendar(), moment.day);
        let mut parts: Vec<Part> = Vec::with_capacity(pattern.pieces.len());
        for piece in &pattern.pieces {
            let (letter, text) = match piece {
                Piece::Text(text) => (0, text.clone()),
                Piece::Field(letter, length) => {
                    (*letter, self.field(*letter, *length, pattern, moment, &page))
                }
            };
            // V8 writes an ordinary space where CLDR has a narrow one.
            let text = if text.contains('\u{202f}') { text.replace('\u{202f}', " ") } else { text };
            match parts.last_mut() {
                Some(last) if last.letter == 0 && letter == 0 => last.text.push_str(&text),
                _ if text.is_empty() => {}
                _ => parts.push(Part { letter, text }),
            }
        }
        parts
    }

    fn field(
        &self,
        letter: u8,
        length: usize,
        pattern: &Pattern,
        moment: &Moment,
        page: &Page,
    ) -> String {
        let words = &self.words;
        let number = |value: i64| words.digits.write(value, length);
        let name = |key: i64| words.names.of_date(letter, length, key, page.icu);
        match letter {
            b'G' => name(page.era),
            // The year of the cycle.
            b'y' | b'Y' if self.has_leap_months() => number(page.era),
            b'y' | b'Y' if length == 2 => number(page.year.rem_euclid(100)),
            b'y' | b'Y' => number(page.year),
            b'u' => number(page.extended_year),
            b'r' => Digits::of("latn").write(page.year, length),
            b'U' => name(page.era),
            b'M' | b'L' if length < 3 && !self.has_leap_months() => number(page.month),
            b'M' | b'L' => name(
                page.month * 4 + i64::from(page.is_leap_month) * 2 + i64::from(page.is_leap_year),
            ),
            b'd' => number(page.day),
            b'E' | b'c' | b'e' => {
                let day = page.icu + (moment.weekday() - weekday_of(page.icu));
                words.names.of_date(letter, length, moment.weekday(), day)
            }
            b'a' | b'b' | b'B' => {
                let is_full_hour = (!pattern.has_minutes || moment.minute == 0)
                    && (!pattern.has_seconds || moment.second == 0);
                let table = &words.generator.locale;
                part_of_day(table, letter, length, moment.hour, is_full_hour).to_owned()
            }
            b'H' => number(i64::from(moment.hour)),
            b'k' => number(i64::from(if moment.hour == 0 { 24 } else { moment.hour })),
            b'K' => number(i64::from(moment.hour % 12)),
            b'h' => number(i64::from(if moment.hour.is_multiple_of(12) {
                12
            } else {
                moment.hour % 12
            })),
            b'm' => number(i64::from(moment.minute)),
            b's' => number(i64::from(moment.second)),
            b'S' => {
                let digits = words.digits.write(i64::from(moment.millisecond), 3);
                digits.chars().take(length).collect()
            }
            b'z' | b'v' | b'O' | b'V' => words.names.of_zone(
                (letter, length),
                self.zone.named(),
                (moment.offset, moment.changes),
                moment.unix,
                (&words.generator.locale, &words.digits),
            ),
            _ => String::new(),
        }
    }

    /// Whether the format has a zone's name without winter and summer.
    pub(super) fn tells_zone_in_general(&self) -> bool {
        self.pattern.fields().any(|(letter, _)| letter == b'v')
    }

    fn has_leap_months(&self) -> bool {
        matches!(self.words.calendar(), AnyCalendarKind::Chinese | AnyCalendarKind::Dangi)
    }

    /// How intervals are written by a pattern.
    pub(super) fn intervals(&self, pattern: &Pattern) -> Intervals {
        Intervals::new(&pattern.text, &self.words.generator, self.hour_cycle)
    }
}

/// The day of the week of a day as ICU counts it; 0 is Sunday.
fn weekday_of(day: icu_calendar::types::RataDie) -> i64 {
    day.to_i64_date().rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_taken_apart() {
        let pattern = Pattern::new("d 'de' MMMM''yy");
        assert_eq!(
            pattern.pieces,
            [
                Piece::Field(b'd', 1),
                Piece::Text(" de ".to_owned()),
                Piece::Field(b'M', 4),
                Piece::Text("'".to_owned()),
                Piece::Field(b'y', 2),
            ]
        );
    }
}
