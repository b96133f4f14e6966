//! What dates are called in a language: months, days of the week, eras, zones (ICU's data, which the
//! engine brings), and parts of the day (our table). Texts are kept once they were made.

use std::{cell::RefCell, collections::HashMap};

use icu_calendar::{AnyCalendarKind, Date, cal, types::RataDie};
use icu_datetime::{
    fieldsets::enums::{DateFieldSet, ZoneFieldSet},
    pattern::{DateTimePattern, FixedCalendarDateTimeNames},
};
use icu_locale::Locale;
use icu_time::zone::{TimeZone, UtcOffset, ZoneNameTimestamp};
use writeable::TryWriteable;

use super::{data, digits::Digits, patterns::Table};

/// Formats a date by ICU's names.
macro_rules! text {
    ($locale:expr, $pattern:expr, $day:expr, $kind:ty, $calendar:expr) => {{
        let pattern = DateTimePattern::try_from_pattern_str($pattern).ok()?;
        let locale = $locale.into();
        let mut names =
            FixedCalendarDateTimeNames::<$kind, DateFieldSet>::new_without_number_formatting(
                locale,
            );
        let formatter = names.load_for_pattern(&data(), &pattern).ok()?;
        let date = Date::from_rata_die($day, $calendar);
        Some(formatter.format(&date).try_write_to_string().ok()?.into_owned())
    }};
}
/// A text: its letter, how many of it, and two numbers that tell it apart from others.
type Key = (u8, usize, i64, i64);

/// Names in one language and calendar.
#[derive(Debug)]
pub(super) struct Names {
    locale: Locale,
    pub(super) calendar: AnyCalendarKind,
    known: RefCell<HashMap<Key, String>>,
}

impl Names {
    pub(super) fn new(locale: Locale, calendar: AnyCalendarKind) -> Self {
        Self { locale, calendar, known: RefCell::default() }
    }

    /// The text of a field of a date, such as a month's name. `key` tells the months and years of a
    /// calendar apart as far as this field does.
    pub(super) fn of_date(&self, letter: u8, length: usize, key: i64, day: RataDie) -> String {
        self.kept((letter, length, key, 0), || {
            // ICU4X has the shortest name of a day of the week, but no numbers of them.
            let letter = if matches!(letter, b'c' | b'e') && length < 3 { b'E' } else { letter };
            let pattern = char::from(letter).to_string().repeat(length);
            self.date_text(&pattern, day).unwrap_or_default()
        })
    }

    fn kept(&self, key: Key, make: impl FnOnce() -> String) -> String {
        if let Some(text) = self.known.borrow().get(&key) {
            return text.clone();
        }
        let text = make();
        self.known.borrow_mut().insert(key, text.clone());
        text
    }

    fn date_text(&self, pattern: &str, day: RataDie) -> Option<String> {
        use AnyCalendarKind as Kind;
        use cal::hijri::{TabularAlgorithmEpoch as Epoch, TabularAlgorithmLeapYears as Leap};
        macro_rules! of {
            ($kind:ty, $calendar:expr) => {
                text!(&self.locale, pattern, day, $kind, $calendar)
            };
        }
        match self.calendar {
            Kind::Buddhist => of!(cal::Buddhist, cal::Buddhist),
            Kind::Chinese => of!(cal::ChineseTraditional, cal::ChineseTraditional::new()),
            Kind::Coptic => of!(cal::Coptic, cal::Coptic),
            Kind::Dangi => of!(cal::KoreanTraditional, cal::KoreanTraditional::new()),
            Kind::Ethiopian => of!(cal::Ethiopian, cal::Ethiopian::new()),
            Kind::EthiopianAmeteAlem => of!(
                cal::Ethiopian,
                cal::Ethiopian::new_with_era_style(cal::EthiopianEraStyle::AmeteAlem)
            ),
            Kind::Hebrew => of!(cal::Hebrew, cal::Hebrew),
            Kind::Indian => of!(cal::Indian, cal::Indian),
            Kind::HijriTabularTypeIIThursday => of!(
                cal::Hijri<cal::hijri::TabularAlgorithm>,
                cal::Hijri::new_tabular(Leap::TypeII, Epoch::Thursday)
            ),
            Kind::HijriTabularTypeIIFriday => of!(
                cal::Hijri<cal::hijri::TabularAlgorithm>,
                cal::Hijri::new_tabular(Leap::TypeII, Epoch::Friday)
            ),
            Kind::HijriUmmAlQura => {
                of!(cal::Hijri<cal::hijri::UmmAlQura>, cal::Hijri::new_umm_al_qura())
            }
            Kind::Japanese => of!(cal::Japanese, cal::Japanese::new()),
            Kind::Persian => of!(cal::Persian, cal::Persian),
            Kind::Roc => of!(cal::Roc, cal::Roc),
            _ => of!(cal::Gregorian, cal::Gregorian),
        }
    }

    /// A zone's name: letters `z`, `v` and `O`.
    pub(super) fn of_zone(
        &self,
        (letter, length): (u8, usize),
        zone: TimeZone,
        (offset, changes): (i32, bool),
        unix: i64,
        (table, digits): (&Table, &Digits),
    ) -> String {
        let is_nameless = zone == TimeZone::UNKNOWN || letter == b'v' && zone.as_str() == "utc";
        if letter == b'O' || is_nameless {
            return offset_text(table, digits, offset, length >= 4);
        }
        // Names of zones change with the years; within a month they are taken to stand.
        let month = unix.div_euclid(30 * 86_400);
        self.kept((letter, length, i64::from(offset), month), || {
            let pattern = char::from(letter).to_string().repeat(length);
            let plain = if length >= 4 { "OOOO" } else { "O" };
            let text = |pattern: &str| zone_text(&self.locale, pattern, zone, offset, unix);
            // A zone without summer time goes by its usual name.
            let standard = (letter == b'v' && !changes)
                .then(|| text(if length >= 4 { "zzzz" } else { "z" }))
                .flatten()
                .filter(|name| Some(name) != text(plain).as_ref());
            if let Some(standard) = standard {
                return standard;
            }
            // Where there is no name ICU4X writes an offset, in another way than ICU.
            match (text(&pattern), text(plain)) {
                (Some(name), Some(offset)) if name != offset => name,
                _ => offset_text(table, digits, offset, length >= 4),
            }
        })
    }
}

/// Formats a zone by ICU's names. `load_for_pattern` would take the root's names of places for the
/// locale's, and the other way round.
fn zone_text(
    locale: &Locale,
    pattern: &str,
    zone: TimeZone,
    offset: i32,
    unix: i64,
) -> Option<String> {
    let mut names = FixedCalendarDateTimeNames::<(), ZoneFieldSet>::new_without_number_formatting(
        locale.into(),
    );
    match pattern {
        "z" => names.load_time_zone_specific_short_names_with_fallback(&data()),
        "zzzz" => names.load_time_zone_specific_long_names_with_fallback(&data()),
        "v" => names.load_time_zone_generic_short_names_with_fallback(&data()),
        "vvvv" => names.load_time_zone_generic_long_names_with_fallback(&data()),
        _ => names.load_time_zone_localized_offset_names_with_fallback(&data()),
    }
    .ok()?;
    let pattern = DateTimePattern::try_from_pattern_str(pattern).ok()?;
    let info = zone.with_offset(UtcOffset::try_from_seconds(offset).ok());
    let info = info.with_zone_name_timestamp(ZoneNameTimestamp::from_epoch_seconds(unix));
    let written = names.with_pattern_unchecked(&pattern).format(&info);
    let text = written.try_write_to_string().ok()?.into_owned();
    Some(text)
}

/// `GMT+5:30`, or `GMT+05:30` where it is to be long. Unicode TS #35, part 4, "Localized GMT format".
fn offset_text(table: &Table, digits: &Digits, offset: i32, long: bool) -> String {
    let (ahead, behind) = table.text("gh").split_once(';').unwrap_or(("+HH:mm", "-HH:mm"));
    let form = if offset < 0 { behind } else { ahead };
    let sign: String = form.chars().take_while(|sign| *sign != 'H').collect();
    let between = form.split("HH").nth(1).and_then(|rest| rest.split("mm").next());
    let between = between.or_else(|| form.split('H').nth(1)?.split("mm").next()).unwrap_or(":");
    let end = form.rsplit('m').next().unwrap_or_default();
    let seconds = offset.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = sign;
    text += &digits.write(i64::from(hours), if long { 2 } else { 1 });
    if long || minutes != 0 || seconds != 0 {
        text += between;
        text += &digits.write(i64::from(minutes), 2);
        text += end;
    }
    if seconds != 0 {
        text += between;
        text += &digits.write(i64::from(seconds), 2);
    }
    table.text("g").replace("{0}", &text)
}

/// The part of the day at a time: letters `a`, `b` and `B`. `minutes` are those since the hour as
/// far as the pattern shows them.
pub(super) fn part_of_day(
    table: &Table,
    letter: u8,
    length: usize,
    hour: u32,
    is_full_hour: bool,
) -> &'static str {
    let width = match length {
        4 => 'w',
        5 => 'n',
        _ => 'a',
    };
    let name = |period: &str| table.get(&format!("b{width}{period}"));
    let half = if hour < 12 { "am" } else { "pm" };
    if letter == b'B' || letter == b'b' {
        let rules = table.text("br");
        let exact = match hour {
            12 if is_full_hour => "noon",
            _ => "",
        };
        let has_exact = rules.split(',').any(|rule| rule.split('=').next() == Some(exact));
        if let Some(name) = name(exact).filter(|_| has_exact && !exact.is_empty()) {
            return name;
        }
        let found = rules.split(',').find_map(|rule| {
            let (period, hours) = rule.split_once('=')?;
            let (from, before) = hours.split_once('-')?;
            let (from, before): (u32, u32) = (from.parse().ok()?, before.parse().ok()?);
            let within = if from < before {
                (from..before).contains(&hour)
            } else {
                !(before..from).contains(&hour)
            };
            within.then_some(period)
        });
        if let Some(name) = found.filter(|_| letter == b'B').and_then(name) {
            return name;
        }
    }
    name(half).unwrap_or_default()
}
