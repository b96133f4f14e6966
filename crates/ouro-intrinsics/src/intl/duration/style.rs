//! The options of a duration format: a style and a display for each unit. ECMA-402 §13.1.1,
//! §13.5.6 (`GetDurationUnitOptions`). Messages are V8's.

use boa_engine::{Context, JsNativeError, JsResult};

use super::super::options::Options;

/// The units of a duration, large ones first.
pub(in super::super) const UNITS: [&str; 10] = [
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "seconds",
    "milliseconds",
    "microseconds",
    "nanoseconds",
];

pub(super) const HOURS: usize = 4;
pub(super) const MINUTES: usize = 5;
pub(super) const SECONDS: usize = 6;

/// How a unit is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitStyle {
    /// `long`, `short`, `narrow`, `numeric`, `2-digit` or `fractional`.
    pub(super) style: &'static str,
    pub(super) always: bool,
}

impl UnitStyle {
    pub(super) fn is_numeric(&self) -> bool {
        matches!(self.style, "numeric" | "2-digit")
    }

    pub(super) fn is_fractional(&self) -> bool {
        self.style == "fractional"
    }
}

/// Reads style and display of each unit.
pub(super) fn read_units(
    options: &Options,
    base: &'static str,
    two_digit_hours: bool,
    context: &mut Context,
) -> JsResult<[UnitStyle; 10]> {
    let mut units = [UnitStyle { style: base, always: false }; 10];
    let mut previous = "";
    for (at, (name, slot)) in UNITS.iter().zip(&mut units).enumerate() {
        *slot = read_unit(options, base, at, name, previous, two_digit_hours, context)?;
        if (HOURS..9).contains(&at) {
            previous = slot.style;
        }
    }
    Ok(units)
}

fn read_unit(
    options: &Options,
    base: &'static str,
    at: usize,
    name: &str,
    previous: &str,
    two_digit_hours: bool,
    context: &mut Context,
) -> JsResult<UnitStyle> {
    let allowed: &[&'static str] = match at {
        0..HOURS => &["long", "short", "narrow"],
        HOURS..=SECONDS => &["long", "short", "narrow", "numeric", "2-digit"],
        _ => &["long", "short", "narrow", "numeric"],
    };
    let clock = (HOURS..=SECONDS).contains(&at);
    let numeric_before = matches!(previous, "fractional" | "numeric" | "2-digit");
    let mut usual = "always";
    let mut style = match options.choice(name, allowed, context)? {
        Some(style) => style,
        None if base == "digital" => {
            if !clock {
                usual = "auto";
            }
            if at < HOURS { "short" } else { "numeric" }
        }
        None if numeric_before => {
            if !matches!(at, MINUTES | SECONDS) {
                usual = "auto";
            }
            "numeric"
        }
        None => {
            usual = "auto";
            base
        }
    };
    if style == "numeric" && at > SECONDS {
        style = "fractional";
        usual = "auto";
    }
    let display = options.choice(&format!("{name}Display"), &["auto", "always"], context)?;
    let always = display.unwrap_or(usual) == "always";
    let digits = matches!(style, "fractional" | "numeric" | "2-digit");
    let wrong = always && style == "fractional"
        || previous == "fractional" && style != "fractional"
        || matches!(previous, "numeric" | "2-digit") && !digits;
    if wrong {
        return Err(JsNativeError::range().with_message("Invalid object : #<Object>").into());
    }
    let follows = matches!(at, MINUTES | SECONDS) && matches!(previous, "numeric" | "2-digit");
    if at == HOURS && two_digit_hours && style == "numeric" || follows {
        style = "2-digit";
    }
    Ok(UnitStyle { style, always })
}
