//! The local time zone, which follows `process.env.TZ`. Node docs: process.env. RFC 9636 (TZif);
//! POSIX: environment variable `TZ`.

use std::cell::RefCell;

use ouro_sys::machine;

/// The zone in force; the engine asks it for each local date.
#[derive(Debug, Default)]
pub struct TimeZone(RefCell<Option<(Zone, Option<String>)>>);

impl TimeZone {
    /// Seconds that local time is ahead of UTC at a Unix time.
    pub fn offset(&self, unix: i64) -> i32 {
        self.with(|(zone, _)| zone.offset(unix))
    }

    /// Which zone of IANA's database it is: `Europe/Berlin`. `None` where it is none of them.
    pub fn id(&self) -> Option<String> {
        self.with(|(_, id)| id.clone())
    }

    fn with<R>(&self, act: impl FnOnce(&(Zone, Option<String>)) -> R) -> R {
        if self.0.borrow().is_none() {
            #[expect(
                clippy::disallowed_methods,
                reason = "a zone is needed before there is an environment"
            )]
            let name = std::env::var("TZ").ok();
            self.set(name.as_deref());
        }
        match self.0.borrow().as_ref() {
            Some(zone) => act(zone),
            None => act(&(Zone::default(), None)),
        }
    }

    /// Changes the zone to the one a value of `TZ` names; `None` is the machine's own.
    pub fn set(&self, name: Option<&str>) {
        *self.0.borrow_mut() = Some(Zone::named(name));
    }
}

/// A zone: its known changes, and the rule after the last of them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Zone {
    /// Unix time from which so many seconds ahead of UTC hold, ascending.
    changes: Vec<(i64, i32)>,
    first: i32,
    rule: Option<Rule>,
}

impl Zone {
    /// The zone that a value of `TZ` names, and its name in the database.
    fn named(name: Option<&str>) -> (Self, Option<String>) {
        let Some(name) = name else {
            let bytes = machine::read("/etc/localtime").unwrap_or_default();
            let id = machine::local_zone().or_else(|| bytes.is_empty().then(|| "UTC".to_owned()));
            return (Self::read(&bytes).unwrap_or_default(), id);
        };
        let name = name.trim_start_matches(':');
        let id = || Some(name.strip_prefix(machine::ZONES).unwrap_or(name).to_owned());
        if let Some(zone) = machine::zone(name).and_then(|bytes| Self::read(&bytes)) {
            return (zone, id());
        }
        if let Some(rule) = Rule::parse(name) {
            return (Self { rule: Some(rule), ..Self::default() }, None);
        }
        (Self::default(), None)
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
        let kind = |at: usize| -> Option<i32> {
            let field = body.get(table + at * 6..table + at * 6 + 4)?;
            Some(i32::from_be_bytes(field.try_into().ok()?))
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

    fn offset(&self, unix: i64) -> i32 {
        let after = self.changes.partition_point(|(time, _)| *time <= unix);
        if after == self.changes.len()
            && let Some(rule) = &self.rule
        {
            return rule.offset(unix);
        }
        let change = after.checked_sub(1).and_then(|at| self.changes.get(at));
        change.map_or(self.first, |(_, offset)| *offset)
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
    summer: Option<Summer>,
}

/// Summer time: its offset, and when it begins and ends, in local seconds of a day of the year.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Summer {
    offset: i32,
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
        let (standard, rest) = duration(abbreviation(text)?)?;
        if rest.is_empty() {
            return Some(Self { standard: -standard, summer: None });
        }
        let rest = abbreviation(rest)?;
        let (offset, rest) = match duration(rest) {
            Some((offset, rest)) => (-offset, rest),
            None => (3600 - standard, rest),
        };
        let mut dates = rest.split(',').skip(1);
        let begin = date(dates.next().unwrap_or("M3.2.0"))?;
        let end = date(dates.next().unwrap_or("M11.1.0"))?;
        let summer = Summer { offset, begin, end };
        Some(Self { standard: -standard, summer: Some(summer) })
    }

    fn offset(&self, unix: i64) -> i32 {
        let Some(summer) = &self.summer else { return self.standard };
        let year = year_of(unix + i64::from(self.standard));
        let at = |(day, time): (Day, i32), offset: i32| {
            day.unix(year) + i64::from(time) - i64::from(offset)
        };
        let begin = at(summer.begin, self.standard);
        let end = at(summer.end, summer.offset);
        let in_summer =
            if begin < end { (begin..end).contains(&unix) } else { !(end..begin).contains(&unix) };
        if in_summer { summer.offset } else { self.standard }
    }
}

/// What follows the abbreviation of a zone.
fn abbreviation(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('<') {
        return rest.split_once('>').map(|(_, rest)| rest);
    }
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    text.get(end..).filter(|_| end >= 3)
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
        assert_eq!(berlin.offset(1_711_846_799), 3600);
        assert_eq!(berlin.offset(1_711_846_800), 7200);
        assert_eq!(berlin.offset(1_729_990_799), 7200);
        assert_eq!(berlin.offset(1_729_990_800), 3600);
        let sydney = Rule::parse("AEST-10AEDT,M10.1.0,M4.1.0/3").unwrap();
        assert_eq!(sydney.offset(1_704_067_200), 39_600);
        assert_eq!(sydney.offset(1_719_792_000), 36_000);
        assert_eq!(Rule::parse("<-03>3").unwrap().offset(0), -10_800);
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
