//! A moment on the clock of a zone, and on the pages of a calendar. ECMA-402 §11.5.12 `ToLocalTime`.

use icu_calendar::{
    AnyCalendar, AnyCalendarKind, Date, cal,
    types::{LeapStatus, RataDie, YearInfo},
};

const DAY: i64 = 86_400_000;

/// The day 1970-01-01 as ICU counts days.
const EPOCH: i64 = 719_163;

/// A moment, as one place sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// Days since 1970.
    pub(super) day: i64,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) millisecond: u32,
    /// Seconds since 1970, UTC; seconds ahead of it.
    pub(super) unix: i64,
    pub(super) offset: i32,
    /// Whether the offset is another half a year before or after.
    pub(super) changes: bool,
}

impl Moment {
    /// The moment so many milliseconds after 1970, seen so many seconds ahead of UTC.
    #[expect(clippy::cast_possible_truncation, reason = "within a day")]
    pub(super) fn new(time: i64, offset: i32) -> Self {
        let local = time + i64::from(offset) * 1000;
        let within = local.rem_euclid(DAY) as u32;
        Self {
            day: local.div_euclid(DAY),
            hour: within / 3_600_000,
            minute: within / 60_000 % 60,
            second: within / 1000 % 60,
            millisecond: within % 1000,
            unix: time.div_euclid(1000),
            offset,
            changes: true,
        }
    }

    /// 0 is Sunday.
    pub(super) fn weekday(&self) -> i64 {
        (self.day + 4).rem_euclid(7)
    }
}

/// A day on the pages of a calendar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Page {
    /// The year of its era, or of the cycle's related year.
    pub(super) year: i64,
    pub(super) extended_year: i64,
    /// The month's number, and whether it is a leap month.
    pub(super) month: i64,
    pub(super) is_leap_month: bool,
    /// Tells the calendar's eras apart, or years of the cycle.
    pub(super) era: i64,
    pub(super) is_leap_year: bool,
    pub(super) day: i64,
    /// The day as ICU counts it, or one of a leap year with the same names.
    pub(super) icu: RataDie,
}

impl Page {
    /// A day of a calendar.
    pub(super) fn of(calendar: AnyCalendarKind, day: i64) -> Self {
        let (year, month, date) = civil(day);
        let plain = |year: i64, era: i64| Self {
            year,
            extended_year: year,
            month,
            is_leap_month: false,
            era,
            is_leap_year: false,
            day: date,
            icu: RataDie::new(day_of(if year > 0 { 2000 } else { -2000 }, month, date) + EPOCH),
        };
        match calendar {
            AnyCalendarKind::Gregorian | AnyCalendarKind::Iso => {
                let (shown, era) = if year > 0 { (year, 1) } else { (1 - year, 0) };
                let mut page = plain(year, era);
                page.year = shown;
                page
            }
            kind => Self::by_icu(kind, day).unwrap_or_else(|| plain(year, 1)),
        }
    }

    fn by_icu(calendar: AnyCalendarKind, day: i64) -> Option<Self> {
        let icu = RataDie::new(day + EPOCH);
        let date = Date::from_rata_die(icu, calendar_of(calendar)?);
        let month = date.month();
        let (year, era, extended_year) = match date.year() {
            YearInfo::Era(year) => {
                let era =
                    year.era.as_bytes().iter().fold(0, |key, byte| key << 7 ^ i64::from(*byte));
                (year.year, era, year.extended_year)
            }
            YearInfo::Cyclic(year) => (year.related_iso, i64::from(year.year), year.related_iso),
            _ => return None,
        };
        Some(Self {
            year: i64::from(year),
            extended_year: i64::from(extended_year),
            month: i64::from(month.number()),
            is_leap_month: month.leap_status() == LeapStatus::Leap,
            era,
            is_leap_year: date.is_in_leap_year(),
            day: i64::from(date.day_of_month().0),
            icu,
        })
    }
}

/// ICU's calendar of a kind.
fn calendar_of(kind: AnyCalendarKind) -> Option<AnyCalendar> {
    use AnyCalendarKind as Kind;
    use cal::hijri::{TabularAlgorithmEpoch as Epoch, TabularAlgorithmLeapYears as Leap};
    Some(match kind {
        Kind::Buddhist => AnyCalendar::Buddhist(cal::Buddhist),
        Kind::Chinese => AnyCalendar::Chinese(cal::ChineseTraditional::new()),
        Kind::Coptic => AnyCalendar::Coptic(cal::Coptic),
        Kind::Dangi => AnyCalendar::Dangi(cal::KoreanTraditional::new()),
        Kind::Ethiopian => AnyCalendar::Ethiopian(cal::Ethiopian::new()),
        Kind::EthiopianAmeteAlem => AnyCalendar::Ethiopian(cal::Ethiopian::new_with_era_style(
            cal::EthiopianEraStyle::AmeteAlem,
        )),
        Kind::Hebrew => AnyCalendar::Hebrew(cal::Hebrew),
        Kind::HijriTabularTypeIIFriday => {
            AnyCalendar::HijriTabular(cal::Hijri::new_tabular(Leap::TypeII, Epoch::Friday))
        }
        Kind::HijriTabularTypeIIThursday => {
            AnyCalendar::HijriTabular(cal::Hijri::new_tabular(Leap::TypeII, Epoch::Thursday))
        }
        Kind::HijriUmmAlQura => AnyCalendar::HijriUmmAlQura(cal::Hijri::new_umm_al_qura()),
        Kind::Indian => AnyCalendar::Indian(cal::Indian),
        Kind::Japanese => AnyCalendar::Japanese(cal::Japanese::new()),
        Kind::Persian => AnyCalendar::Persian(cal::Persian),
        Kind::Roc => AnyCalendar::Roc(cal::Roc),
        _ => return None,
    })
}

/// Year, month and day of the month of so many days after 1970, in the Gregorian calendar.
pub(super) fn civil(day: i64) -> (i64, i64, i64) {
    // Eras of 400 years that begin in March.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, date)
}

/// Days from 1970 to a day of the Gregorian calendar.
pub(super) fn day_of(year: i64, month: i64, date: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + date - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_and_back() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(19_782), (2024, 2, 29));
        for day in (-100_000_000..=100_000_000).step_by(99_991) {
            let (year, month, date) = civil(day);
            assert_eq!(day_of(year, month, date), day);
        }
    }

    #[test]
    fn calendars_have_pages() {
        let page = Page::of(AnyCalendarKind::Buddhist, 0);
        assert_eq!((page.year, page.month, page.day), (2513, 1, 1));
        assert_eq!(Page::of(AnyCalendarKind::Gregorian, -719_528).year, 1);
        let page = Page::of(AnyCalendarKind::Hebrew, 19_782);
        assert_eq!((page.year, page.day, page.is_leap_month), (5784, 20, true));
        Page::of(AnyCalendarKind::Japanese, 100_000_000);
        Page::of(AnyCalendarKind::Chinese, -100_000_000);
    }
}
