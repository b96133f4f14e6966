//! `Date.prototype.toLocaleDateString` and `toLocaleString` with the digits that are asked for: the
//! engine writes years of our time by their last two, and heeds `2-digit` nowhere. Without a locale
//! of the system it is en-US, as in Node. ECMA-402 §20.4, §11.1.2.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsDate, JsFunction},
};

use crate::builtin::method_over;

/// 2033-11-22T12:44:55Z: which number of its text is the year, the month and the day can be seen.
const PROBE: f64 = 2_016_276_295_000.0;
const DAY: f64 = 86_400_000.0;

/// Installs the methods into the current realm.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let date = context.intrinsics().constructors().date().prototype();
    method_over(&date, "toLocaleDateString", 0, to_locale, context)?;
    method_over(&date, "toLocaleString", 0, to_locale, context)?;
    method_over(&date, "toLocaleTimeString", 0, to_locale_time, context)
}

/// How the parts of a date are to be written.
#[derive(Default)]
struct Wanted {
    /// `Some(true)` for all digits of the year, `Some(false)` for the last two.
    whole_year: Option<bool>,
    long_month: bool,
    long_day: bool,
}

fn to_locale(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let args = [locales(args.get_or_undefined(0), context)?, args.get_or_undefined(1).clone()];
    let text = spaced(engine.call(this, &args, context)?);
    let date = this.as_object().and_then(|object| JsDate::from_object(object).ok());
    let (Some(date), Some(string)) = (date, text.as_string()) else { return Ok(text) };
    let Some(wanted) = wanted(&args[1], context)? else { return Ok(text) };
    let time = date.get_time(context)?.as_number().unwrap_or(f64::NAN);
    let class = context.intrinsics().constructors().date().constructor();
    let probe = class.construct(&[PROBE.into()], None, context)?;
    let probe = spaced(engine.call(&probe.into(), &args, context)?).to_string(context)?;
    let years = [-DAY, 0.0, DAY].map(|shift| year_of(time + shift));
    let changed =
        rewrite(&string.to_std_string_lossy(), &probe.to_std_string_lossy(), &wanted, years);
    Ok(changed.map_or(text, |changed| JsString::from(changed).into()))
}

fn to_locale_time(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let args = [locales(args.get_or_undefined(0), context)?, args.get_or_undefined(1).clone()];
    engine.call(this, &args, context).map(spaced)
}

/// With plain spaces for narrow ones, which programs do not expect: V8 writes no others either.
fn spaced(text: JsValue) -> JsValue {
    match text.as_string().map(|text| text.to_std_string_lossy()) {
        Some(shown) if shown.contains('\u{202f}') => {
            JsString::from(shown.replace('\u{202f}', " ")).into()
        }
        _ => text,
    }
}

/// The locales asked for; en-US where there is no locale of the system either.
fn locales(asked: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    if !asked.is_undefined() {
        return Ok(asked.clone());
    }
    let intl = context.global_object().get(js_string!("Intl"), context)?;
    let Some(intl) = intl.as_object() else { return Ok(JsValue::undefined()) };
    let class = intl.get(js_string!("Collator"), context)?;
    let Some(class) = class.as_object() else { return Ok(JsValue::undefined()) };
    let collator = class.construct(&[], None, context)?;
    let resolved = collator.get(js_string!("resolvedOptions"), context)?;
    let Some(resolved) = resolved.as_function() else { return Ok(JsValue::undefined()) };
    let resolved = resolved.call(&collator.into(), &[], context)?.to_object(context)?;
    let locale = resolved.get(js_string!("locale"), context)?;
    let unknown = locale.as_string().is_some_and(|locale| locale == js_string!("und"));
    Ok(if unknown { js_string!("en-US").into() } else { JsValue::undefined() })
}

/// What the options ask of a date that is written in numbers; `None` where the engine's text stands.
fn wanted(options: &JsValue, context: &mut Context) -> JsResult<Option<Wanted>> {
    let Some(options) = options.as_object() else {
        return Ok(Some(Wanted { whole_year: Some(true), ..Wanted::default() }));
    };
    let of = |name: &str, options: &JsObject, context: &mut Context| -> JsResult<String> {
        let value = options.get(JsString::from(name), context)?;
        Ok(value.as_string().map(|text| text.to_std_string_lossy()).unwrap_or_default())
    };
    for style in ["dateStyle", "timeStyle"] {
        if !of(style, &options, context)?.is_empty() {
            return Ok(None);
        }
    }
    let [year, month, day, weekday] =
        ["year", "month", "day", "weekday"].map(|name| of(name, &options, context));
    let (year, month, day, weekday) = (year?, month?, day?, weekday?);
    if !matches!(&*month, "" | "numeric" | "2-digit") {
        return Ok(None);
    }
    // Without any part of a date all are written.
    let none = [&year, &month, &day, &weekday].into_iter().all(String::is_empty);
    let whole_year = match &*year {
        "numeric" => Some(true),
        "2-digit" => Some(false),
        _ => none.then_some(true),
    };
    Ok(Some(Wanted { whole_year, long_month: month == "2-digit", long_day: day == "2-digit" }))
}

/// The year of a time in UTC. ECMA-262 §21.4.1.8.
#[expect(clippy::cast_possible_truncation, reason = "years of dates are below 300,000")]
fn year_of(time: f64) -> i32 {
    let days = (time / DAY).floor();
    // Months from March on, in cycles of 400 years.
    let shifted = days + 719_468.0;
    let cycle = (shifted / 146_097.0).floor();
    let day = shifted - cycle * 146_097.0;
    let year = ((day - (day / 1460.0).floor() + (day / 36_524.0).floor()
        - (day / 146_096.0).floor())
        / 365.0)
        .floor();
    let of_year = day - (365.0 * year + (year / 4.0).floor() - (year / 100.0).floor());
    let late = if of_year >= 306.0 { 1.0 } else { 0.0 };
    (year + cycle * 400.0 + late) as i32
}

/// Writes the date's numbers as wanted; `None` where they cannot be told apart.
fn rewrite(text: &str, probe: &str, wanted: &Wanted, years: [i32; 3]) -> Option<String> {
    let places = numbers(probe);
    let place = |shown: &[&str]| {
        places.iter().position(|range| probe.get(range.clone()).is_some_and(|n| shown.contains(&n)))
    };
    let found = numbers(text);
    if found.len() != places.len() {
        return None;
    }
    let (year, month, day) = (place(&["33", "2033"]), place(&["11"]), place(&["22"]));
    let mut out = String::with_capacity(text.len() + 4);
    let mut from = 0;
    for (at, range) in found.into_iter().enumerate() {
        out.push_str(text.get(from..range.start)?);
        let number = text.get(range.clone())?;
        from = range.end;
        if Some(at) == year {
            match wanted.whole_year {
                Some(true) if number.len() == 2 => {
                    let full = years.into_iter().find(|year| {
                        (1000..10_000).contains(year) && year.to_string().ends_with(number)
                    })?;
                    out.push_str(&full.to_string());
                    continue;
                }
                Some(false) if number.len() == 4 => {
                    out.push_str(number.get(2..)?);
                    continue;
                }
                _ => {}
            }
        }
        let long = Some(at) == month && wanted.long_month || Some(at) == day && wanted.long_day;
        if long && number.len() == 1 {
            out.push('0');
        }
        out.push_str(number);
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// Where the runs of digits of a text are.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if !byte.is_ascii_digit() {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_from_times() {
        assert_eq!(year_of(0.0), 1970);
        assert_eq!(year_of(-1.0), 1969);
        assert_eq!(year_of(PROBE), 2033);
        assert_eq!(year_of(1_704_067_200_000.0), 2024);
        assert_eq!(year_of(1_704_067_199_999.0), 2023);
        assert_eq!(year_of(951_782_400_000.0), 2000);
    }

    #[test]
    fn numbers_are_found_by_their_places_in_another_text() {
        let all = Wanted { whole_year: Some(true), long_month: true, long_day: true };
        let change = |text, probe, years| rewrite(text, probe, &all, years);
        assert_eq!(change("4/1/06", "11/22/33", [2006; 3]).as_deref(), Some("04/01/2006"));
        assert_eq!(
            change("06. 4. 1. 6:40", "33. 11. 22. 12:44", [2006; 3]).as_deref(),
            Some("2006. 04. 01. 6:40")
        );
        assert_eq!(change("1/1/00", "11/22/33", [1999, 2000, 2000]).as_deref(), Some("01/01/2000"));
        assert_eq!(change("x", "11/22/33", [2006; 3]), None);
    }
}
