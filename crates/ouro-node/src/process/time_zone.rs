//! The local time zone, which follows `process.env.TZ`. Node docs: process.env. RFC 9636 (TZif);
//! POSIX: environment variable `TZ`.

use std::{cell::RefCell, rc::Rc};

use ouro_sys::machine;

/// The zone in force; the engine asks it for each local date.
#[derive(Debug, Default)]
pub struct TimeZone(RefCell<Option<Zone>>);

impl TimeZone {
    /// Seconds that local time is ahead of UTC at a Unix time.
    pub fn offset(&self, unix: i64) -> i32 {
        self.with(|zone| zone.kind(unix).0)
    }

    /// What local time is called at a Unix time: `Central European Summer Time`, or
    /// `GMT+05:45` where its name is not known.
    pub fn name(&self, unix: i64) -> String {
        let (offset, short) = self.with(|zone| {
            let (offset, short) = zone.kind(unix);
            (offset, short.to_owned())
        });
        long_name(offset, &short)
    }

    fn with<R>(&self, act: impl FnOnce(&Zone) -> R) -> R {
        if self.0.borrow().is_none() {
            #[expect(
                clippy::disallowed_methods,
                reason = "a zone is needed before there is an environment"
            )]
            let name = std::env::var("TZ").ok();
            *self.0.borrow_mut() = Some(Zone::named(name.as_deref()));
        }
        match self.0.borrow().as_ref() {
            Some(zone) => act(zone),
            None => act(&Zone::default()),
        }
    }

    /// Changes the zone to the one a value of `TZ` names; `None` is the machine's own.
    pub fn set(&self, name: Option<&str>) {
        *self.0.borrow_mut() = Some(Zone::named(name));
    }
}

/// A zone: its known changes, and the rule after the last of them.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Zone {
    /// Unix time from which an offset and abbreviation hold, ascending.
    changes: Vec<(i64, Kind)>,
    first: Kind,
    rule: Option<Rule>,
}

/// Seconds ahead of UTC, and the abbreviation.
type Kind = (i32, Rc<str>);

impl Default for Zone {
    fn default() -> Self {
        Self { changes: Vec::new(), first: (0, "UTC".into()), rule: None }
    }
}

impl Zone {
    fn named(name: Option<&str>) -> Self {
        let Some(name) = name else {
            let bytes = machine::read("/etc/localtime").unwrap_or_default();
            return Self::read(&bytes).unwrap_or_default();
        };
        let name = name.trim_start_matches(':');
        let file = machine::zone(name).and_then(|bytes| Self::read(&bytes));
        let rule = || Rule::parse(name).map(|rule| Self { rule: Some(rule), ..Self::default() });
        file.or_else(rule).unwrap_or_default()
    }

    /// RFC 9636: the 64-bit block and the footer.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, counts) = header(bytes)?;
        let skip = 44 + first_block(&counts);
        let rest = bytes.get(skip..)?;
        let (bytes, counts, wide) = match first {
            0 => (bytes, counts, 4),
            _ => (rest, header(rest)?.1, 8),
        };
        let [utc, standard, leaps, times, types, letters] = counts;
        let body = bytes.get(44..)?;
        let time = |at: usize| -> Option<i64> {
            let field = body.get(at * wide..(at + 1) * wide)?;
            Some(match wide {
                4 => i64::from(i32::from_be_bytes(field.try_into().ok()?)),
                _ => i64::from_be_bytes(field.try_into().ok()?),
            })
        };
        let table = times * wide + times;
        let names = body.get(table + types * 6..table + types * 6 + letters)?;
        let kind = |at: usize| -> Option<Kind> {
            let field = body.get(table + at * 6..table + at * 6 + 6)?;
            let name = names.get(usize::from(*field.get(5)?)..)?.split(|byte| *byte == 0).next()?;
            let offset = i32::from_be_bytes(field.get(..4)?.try_into().ok()?);
            Some((offset, String::from_utf8_lossy(name).into()))
        };
        let mut changes = Vec::with_capacity(times);
        for at in 0..times {
            let index = usize::from(*body.get(times * wide + at)?);
            changes.push((time(at)?, kind(index)?));
        }
        let end = table + types * 6 + letters + leaps * (wide + 4) + standard + utc;
        let footer = body.get(end..).and_then(|footer| std::str::from_utf8(footer).ok());
        let rule = footer.and_then(|footer| Rule::parse(footer.trim_matches('\n')));
        Some(Self { changes, first: kind(0)?, rule })
    }

    fn kind(&self, unix: i64) -> (i32, &str) {
        let after = self.changes.partition_point(|(time, _)| *time <= unix);
        if after == self.changes.len()
            && let Some(rule) = &self.rule
        {
            return rule.kind(unix);
        }
        let (offset, name) = match after.checked_sub(1).and_then(|at| self.changes.get(at)) {
            Some((_, kind)) => kind,
            None => &self.first,
        };
        (*offset, name)
    }
}

/// The version, and the six counts in the order of the file.
fn header(bytes: &[u8]) -> Option<(u8, [usize; 6])> {
    if bytes.get(..4)? != b"TZif" {
        return None;
    }
    let mut counts = [0; 6];
    for (at, count) in counts.iter_mut().enumerate() {
        let field = bytes.get(20 + at * 4..24 + at * 4)?;
        let number = u32::from_be_bytes(field.try_into().ok()?);
        // No zone has more; and so no sum below overflows.
        *count = usize::try_from(number).ok().filter(|number| *number < 100_000)?;
    }
    Some((*bytes.get(4)?, counts))
}

/// The bytes of a block with 32-bit times.
fn first_block([utc, standard, leaps, times, types, letters]: &[usize; 6]) -> usize {
    times * 5 + types * 6 + letters + leaps * 8 + standard + utc
}

/// POSIX's rule for every year: `CET-1CEST,M3.5.0,M10.5.0/3`.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Rule {
    standard: i32,
    name: String,
    summer: Option<Summer>,
}

/// Summer time: its offset, and when it begins and ends, in local seconds of a day of the year.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Summer {
    offset: i32,
    name: String,
    begin: (Day, i32),
    end: (Day, i32),
}

/// A day of any year.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Day {
    /// From 1, February 29 never counted.
    Julian(i64),
    /// Month, week (5: the last) and day of the week from Sunday.
    Month(u32, i64, i64),
    /// From 0, February 29 counted.
    Zero(i64),
}

impl Rule {
    fn parse(text: &str) -> Option<Self> {
        let (name, rest) = abbreviation(text)?;
        let name = name.to_owned();
        let (standard, rest) = duration(rest)?;
        if rest.is_empty() {
            return Some(Self { standard: -standard, name, summer: None });
        }
        let (summer_name, rest) = abbreviation(rest)?;
        let (offset, rest) = match duration(rest) {
            Some((offset, rest)) => (-offset, rest),
            None => (3600 - standard, rest),
        };
        let mut dates = rest.split(',').skip(1);
        let begin = date(dates.next().unwrap_or("M3.2.0"))?;
        let end = date(dates.next().unwrap_or("M11.1.0"))?;
        let summer = Summer { offset, name: summer_name.to_owned(), begin, end };
        Some(Self { standard: -standard, name, summer: Some(summer) })
    }

    fn kind(&self, unix: i64) -> (i32, &str) {
        let standard = (self.standard, self.name.as_str());
        let Some(summer) = &self.summer else { return standard };
        let year = year_of(unix + i64::from(self.standard));
        let at = |(day, time): (Day, i32), offset: i32| {
            day.unix(year) + i64::from(time) - i64::from(offset)
        };
        let begin = at(summer.begin, self.standard);
        let end = at(summer.end, summer.offset);
        let in_summer =
            if begin < end { (begin..end).contains(&unix) } else { !(end..begin).contains(&unix) };
        if in_summer { (summer.offset, &summer.name) } else { standard }
    }
}

/// Names that V8 writes out (CLDR, English), by abbreviation and minutes ahead of UTC.
const LONG: [(&str, i32, &str); 46] = [
    ("ACDT", 630, "Australian Central Daylight Time"),
    ("ACST", 570, "Australian Central Standard Time"),
    ("ADT", -180, "Atlantic Daylight Time"),
    ("AEDT", 660, "Australian Eastern Daylight Time"),
    ("AEST", 600, "Australian Eastern Standard Time"),
    ("AKDT", -480, "Alaska Daylight Time"),
    ("AKST", -540, "Alaska Standard Time"),
    ("AST", -240, "Atlantic Standard Time"),
    ("AWST", 480, "Australian Western Standard Time"),
    ("BST", 60, "British Summer Time"),
    ("CAT", 120, "Central Africa Time"),
    ("CDT", -300, "Central Daylight Time"),
    ("CEST", 120, "Central European Summer Time"),
    ("CET", 60, "Central European Standard Time"),
    ("CST", -360, "Central Standard Time"),
    ("CST", 480, "China Standard Time"),
    ("EAT", 180, "East Africa Time"),
    ("EDT", -240, "Eastern Daylight Time"),
    ("EEST", 180, "Eastern European Summer Time"),
    ("EET", 120, "Eastern European Standard Time"),
    ("EST", -300, "Eastern Standard Time"),
    ("GMT", 0, "Greenwich Mean Time"),
    ("HKT", 480, "Hong Kong Standard Time"),
    ("HST", -600, "Hawaii-Aleutian Standard Time"),
    ("IDT", 180, "Israel Daylight Time"),
    ("IST", 120, "Israel Standard Time"),
    ("IST", 330, "India Standard Time"),
    ("IST", 60, "Irish Standard Time"),
    ("JST", 540, "Japan Standard Time"),
    ("KST", 540, "Korean Standard Time"),
    ("MDT", -360, "Mountain Daylight Time"),
    ("MSK", 180, "Moscow Standard Time"),
    ("MST", -420, "Mountain Standard Time"),
    ("NDT", -150, "Newfoundland Daylight Time"),
    ("NST", -210, "Newfoundland Standard Time"),
    ("NZDT", 780, "New Zealand Daylight Time"),
    ("NZST", 720, "New Zealand Standard Time"),
    ("PDT", -420, "Pacific Daylight Time"),
    ("PKT", 300, "Pakistan Standard Time"),
    ("PST", -480, "Pacific Standard Time"),
    ("SAST", 120, "South Africa Standard Time"),
    ("UTC", 0, "Coordinated Universal Time"),
    ("WAT", 60, "West Africa Standard Time"),
    ("WEST", 60, "Western European Summer Time"),
    ("WET", 0, "Western European Standard Time"),
    ("WIB", 420, "Western Indonesia Time"),
];

fn long_name(offset: i32, short: &str) -> String {
    let minutes = offset / 60;
    let known = LONG.iter().find(|(name, ahead, _)| *name == short && *ahead == minutes);
    if let Some((.., long)) = known {
        return (*long).to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("GMT{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn abbreviation(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix('<') {
        return rest.split_once('>');
    }
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    (end >= 3).then(|| text.split_at(end))
}

/// `[+-]hh[:mm[:ss]]` in seconds, and what follows it.
fn duration(text: &str) -> Option<(i32, &str)> {
    let (sign, body) = match text.as_bytes().first()? {
        b'-' => (-1, text.get(1..)?),
        b'+' => (1, text.get(1..)?),
        _ => (1, text),
    };
    let end =
        body.find(|letter: char| !letter.is_ascii_digit() && letter != ':').unwrap_or(body.len());
    let (digits, rest) = body.split_at(end);
    let mut total = 0;
    for (part, unit) in digits.split(':').zip([3600, 60, 1]) {
        total += part.parse::<i32>().ok().filter(|part| *part < 1000)? * unit;
    }
    Some((sign * total, rest))
}

fn date(text: &str) -> Option<(Day, i32)> {
    let (day, time) = match text.split_once('/') {
        Some((day, time)) => (day, duration(time)?.0),
        None => (text, 7200),
    };
    let day = if let Some(rest) = day.strip_prefix('M') {
        let mut parts = rest.split('.');
        let mut part = || parts.next()?.parse::<i64>().ok();
        let (month, week, weekday) = (part()?, part()?, part()?);
        Day::Month(u32::try_from(month).ok()?, week, weekday)
    } else if let Some(rest) = day.strip_prefix('J') {
        Day::Julian(rest.parse().ok()?)
    } else {
        Day::Zero(day.parse().ok()?)
    };
    Some((day, time))
}

const DAY: i64 = 86_400;

impl Day {
    /// The Unix time of its midnight in a year, as if local time were UTC.
    fn unix(self, year: i64) -> i64 {
        let first = days_before(year);
        let leap = days_before(year + 1) - first == 366;
        let day = match self {
            Self::Julian(day) => first + day - 1 + i64::from(leap && day > 59),
            Self::Zero(day) => first + day,
            Self::Month(month, week, weekday) => {
                let start = first + month_start(month, leap);
                let length = month_start(month + 1, leap) - month_start(month, leap);
                // January 1, 1970 was a Thursday.
                let ahead = (weekday - (start + 4)).rem_euclid(7);
                let mut day = ahead + (week - 1) * 7;
                while day >= length {
                    day -= 7;
                }
                start + day
            }
        };
        day * DAY
    }
}

/// Days of the year before a month, from 1; 13 is the year's end.
fn month_start(month: u32, leap: bool) -> i64 {
    const STARTS: [i64; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    let index = usize::try_from(month.saturating_sub(1)).unwrap_or(0).min(12);
    STARTS[index] + i64::from(leap && month > 2)
}

/// Days from 1970 to the first day of a year.
fn days_before(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400) - 719_162
}

fn year_of(unix: i64) -> i64 {
    let days = unix.div_euclid(DAY);
    let mut year = 1970 + days.div_euclid(366);
    while days_before(year + 1) <= days {
        year += 1;
    }
    while days_before(year) > days {
        year -= 1;
    }
    year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_both_halves_of_the_earth_hold() {
        let berlin = Rule::parse("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        // 2024-03-31T01:00Z and 2024-10-27T01:00Z.
        assert_eq!(berlin.kind(1_711_846_799).0, 3600);
        assert_eq!(berlin.kind(1_711_846_800).0, 7200);
        assert_eq!(berlin.kind(1_729_990_799).0, 7200);
        assert_eq!(berlin.kind(1_729_990_800).0, 3600);
        let sydney = Rule::parse("AEST-10AEDT,M10.1.0,M4.1.0/3").unwrap();
        assert_eq!(sydney.kind(1_704_067_200).0, 39_600);
        assert_eq!(sydney.kind(1_719_792_000).0, 36_000);
        assert_eq!(Rule::parse("<-03>3").unwrap().kind(0), (-10_800, "-03"));
        assert_eq!(Rule::parse("nonsense!"), None);
    }

    #[test]
    fn broken_files_are_no_zone() {
        assert_eq!(Zone::read(b"TZif2"), None);
        let mut bytes = b"TZif2".to_vec();
        bytes.resize(44, 0xff);
        assert_eq!(Zone::read(&bytes), None);
    }
}
