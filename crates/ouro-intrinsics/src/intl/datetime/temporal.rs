//! Temporal's objects as what is to be written. ECMA-402 §11.5.15 `HandleDateTimeValue` (with the
//! Temporal proposal, §15.9).

use boa_engine::{
    Context, Finalize, JsNativeError, JsObject, JsResult, JsString, JsValue, Trace,
    builtins::temporal::{
        Instant, PlainDate, PlainDateTime, PlainMonthDay, PlainTime, PlainYearMonth, ZonedDateTime,
    },
    js_string,
    object::builtins::JsFunction,
};

use super::moment::day_of;

/// The types that a format has a pattern of its own for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    Instant,
    PlainDate,
    PlainDateTime,
    PlainMonthDay,
    PlainTime,
    PlainYearMonth,
}

impl Shape {
    pub(super) const COUNT: usize = 6;
}

/// The type of an object of Temporal's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Shape(Shape),
    Zoned,
}

impl Kind {
    pub(super) fn of(object: &JsObject) -> Option<Self> {
        Some(if object.is::<PlainDate>() {
            Self::Shape(Shape::PlainDate)
        } else if object.is::<PlainDateTime>() {
            Self::Shape(Shape::PlainDateTime)
        } else if object.is::<PlainTime>() {
            Self::Shape(Shape::PlainTime)
        } else if object.is::<PlainYearMonth>() {
            Self::Shape(Shape::PlainYearMonth)
        } else if object.is::<PlainMonthDay>() {
            Self::Shape(Shape::PlainMonthDay)
        } else if object.is::<Instant>() {
            Self::Shape(Shape::Instant)
        } else if object.is::<ZonedDateTime>() {
            Self::Zoned
        } else {
            return None;
        })
    }
}

/// The engine's own functions that tell what such an object holds.
#[derive(Clone, Debug, Finalize, Trace)]
pub(super) struct Readers {
    texts: Vec<JsFunction>,
    instant: JsFunction,
    zoned: JsFunction,
    zone: JsFunction,
    calendar: JsFunction,
}

impl Readers {
    pub(super) fn new(context: &mut Context) -> JsResult<Option<Self>> {
        let constructors = context.intrinsics().constructors();
        let prototypes = [
            constructors.plain_date().prototype(),
            constructors.plain_date_time().prototype(),
            constructors.plain_month_day().prototype(),
            constructors.plain_time().prototype(),
            constructors.plain_year_month().prototype(),
        ];
        let (instant, zoned) =
            (constructors.instant().prototype(), constructors.zoned_date_time().prototype());
        let mut texts = Vec::new();
        for prototype in prototypes {
            let text = prototype.get(js_string!("toString"), context)?.as_function();
            let Some(text) = text else { return Ok(None) };
            texts.push(text);
        }
        let getter = |object: &JsObject, name: &str| {
            let found = object.borrow().properties().get(&JsString::from(name).into());
            found.and_then(|found| found.get().and_then(JsValue::as_function))
        };
        let found = (|| {
            Some(Self {
                texts,
                instant: getter(&instant, "epochMilliseconds")?,
                zoned: getter(&zoned, "epochMilliseconds")?,
                zone: getter(&zoned, "timeZoneId")?,
                calendar: getter(&zoned, "calendarId")?,
            })
        })();
        Ok(found)
    }

    /// Milliseconds since 1970 as the object's clock shows them (those of UTC for an instant), and
    /// its calendar.
    pub(super) fn plain(
        &self,
        object: &JsObject,
        shape: Shape,
        context: &mut Context,
    ) -> JsResult<(i64, Option<String>)> {
        let this = object.clone().into();
        let reader = match shape {
            Shape::Instant => {
                let time = self.instant.call(&this, &[], context)?;
                return Ok((whole(&time), None));
            }
            Shape::PlainDate => 0,
            Shape::PlainDateTime => 1,
            Shape::PlainMonthDay => 2,
            Shape::PlainTime => 3,
            Shape::PlainYearMonth => 4,
        };
        let options = JsObject::with_null_proto();
        let always = js_string!("always");
        options.create_data_property_or_throw(js_string!("calendarName"), always, context)?;
        let Some(reader) = self.texts.get(reader) else { return Ok((0, None)) };
        let text = reader.call(&this, &[options.into()], context)?.to_string(context)?;
        Ok(read(&text.to_std_string_lossy()).unwrap_or_default())
    }

    /// The time, zone and calendar of a zoned date.
    pub(super) fn zoned(
        &self,
        object: &JsObject,
        context: &mut Context,
    ) -> JsResult<(i64, String, String)> {
        let this = object.clone().into();
        let time = whole(&self.zoned.call(&this, &[], context)?);
        let zone = self.zone.call(&this, &[], context)?.to_string(context)?;
        let calendar = self.calendar.call(&this, &[], context)?.to_string(context)?;
        Ok((time, zone.to_std_string_lossy(), calendar.to_std_string_lossy()))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "times are below 2^53")]
fn whole(time: &JsValue) -> i64 {
    time.as_number().map_or(0, |time| time.floor() as i64)
}

/// Reads `+002024-02-29T13:04:05.678[u-ca=gregory]`, or a part of it.
fn read(text: &str) -> Option<(i64, Option<String>)> {
    let (text, calendar) = match text.split_once("[u-ca=") {
        Some((text, rest)) => (text, rest.strip_suffix(']').map(str::to_owned)),
        None => (text, None),
    };
    let (date, clock) = match text.split_once('T') {
        Some((date, clock)) => (Some(date), Some(clock)),
        None if text.get(1..).is_some_and(|rest| rest.contains('-')) => (Some(text), None),
        None => (None, Some(text)),
    };
    let day = match date {
        None => 0,
        Some(date) => {
            let (year, rest) = date.split_at_checked(date.rfind('-')?.checked_sub(3)?)?;
            let mut parts = rest.trim_start_matches('-').split('-');
            let (month, date) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            day_of(year.parse().ok()?, month, date)
        }
    };
    let mut time = 0;
    for (part, unit) in
        clock.into_iter().flat_map(|clock| clock.split(':')).zip([3_600_000, 60_000])
    {
        time += part.parse::<i64>().ok()? * unit;
    }
    if let Some(seconds) = clock.and_then(|clock| clock.split(':').nth(2)) {
        let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
        time += seconds.parse::<i64>().ok()? * 1000;
        let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
        time += fraction.parse::<i64>().ok()?;
    }
    Some((day * 86_400_000 + time, calendar))
}

/// The error for an object whose calendar is not the format's.
pub(super) fn mismatched() -> boa_engine::JsError {
    JsNativeError::range().with_message("Mismatched calendars.").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_temporal_are_read() {
        let read =
            |text: &str| read(text).map(|(time, calendar)| (time, calendar.unwrap_or_default()));
        let iso = "iso8601".to_owned();
        assert_eq!(read("1970-01-02[u-ca=iso8601]"), Some((86_400_000, iso.clone())));
        assert_eq!(read("00:00:01.5"), Some((1500, String::new())));
        assert_eq!(read("1969-12-31T23:59:59.999[u-ca=iso8601]"), Some((-1, iso.clone())));
        assert_eq!(read("-000001-01-01[u-ca=iso8601]").map(|read| read.1), Some(iso.clone()));
        assert_eq!(
            read("+275760-09-13T00:00:00[u-ca=iso8601]"),
            Some((8_640_000_000_000_000, iso))
        );
    }
}
