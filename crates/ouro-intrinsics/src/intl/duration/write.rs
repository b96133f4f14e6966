//! Writing a duration. ECMA-402 §13.5.7 to §13.5.14 (`PartitionDurationFormatPattern`).

use super::super::{
    decimal::{Decimal, Mode, Number},
    digits::Digits,
    number::{
        format::{Formatter, Grouping},
        parts::Part,
        style::{Notation, Style},
    },
};
use super::{
    Format,
    style::{HOURS, MINUTES, SECONDS, UNITS},
};

/// A part, and the unit it belongs to; empty for what stands between.
pub(super) type UnitPart = (Part, &'static str);

/// The names of single units, as number formats and parts have them.
const SINGULAR: [&str; 10] = [
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
    "microsecond",
    "nanosecond",
];

impl Format {
    /// The elements of the list: the parts of each.
    pub(super) fn elements(&self, duration: &[f64; 10]) -> Vec<Vec<UnitPart>> {
        let negative = duration.iter().any(|value| *value < 0.0);
        let mut elements = Vec::new();
        let mut signed = true;
        for (at, unit) in self.units.iter().enumerate() {
            let value = duration.get(at).copied().unwrap_or(0.0);
            if unit.is_numeric() {
                let parts = self.clock(duration, at, negative, signed);
                if !parts.is_empty() {
                    elements.push(parts);
                }
                break;
            }
            if unit.is_fractional() {
                break;
            }
            let takes_rest =
                at >= SECONDS && self.units.get(at + 1).is_some_and(|next| next.is_fractional());
            let (mut number, digits) = if takes_rest {
                (fractional(duration, at), self.fraction_digits())
            } else {
                (finite(value), Digits::plain(0, 3))
            };
            if unit.always || !number.is_zero() {
                if signed && number.is_zero() && negative {
                    number.negative = true;
                }
                let name = SINGULAR.get(at).copied().unwrap_or("");
                let style = Style::Unit { unit: name.to_owned(), width: unit.style };
                let sign = if signed { "auto" } else { "never" };
                signed = false;
                let format = self.formatter(style, digits, Grouping::Auto, sign);
                let parts = format.parts(&Number::Finite(number));
                elements.push(parts.into_iter().map(|part| (part, name)).collect());
            }
            if takes_rest {
                break;
            }
        }
        elements
    }

    fn formatter(
        &self,
        style: Style,
        digits: Digits,
        grouping: Grouping,
        sign: &'static str,
    ) -> Formatter {
        Formatter::new(self.locale.clone(), style, Notation::Standard, digits, grouping, sign)
    }

    /// The digits of a value that has smaller units behind its point.
    fn fraction_digits(&self) -> Digits {
        let (least, most) = self.fraction.map_or((0, 9), |digits| (digits, digits));
        Digits { mode: Mode::Trunc, ..Digits::plain(least, most) }
    }

    /// Hours, minutes and seconds as a clock has them. `FormatNumericUnits`.
    fn clock(
        &self,
        duration: &[f64; 10],
        first: usize,
        negative: bool,
        mut signed: bool,
    ) -> Vec<UnitPart> {
        let unit = |at: usize| self.units.get(at).copied();
        let always = |at: usize| unit(at).is_some_and(|unit| unit.always);
        let value = |at: usize| finite(duration.get(at).copied().unwrap_or(0.0));
        let takes_rest = unit(SECONDS + 1).is_some_and(|next| next.is_fractional());
        let seconds = if takes_rest { fractional(duration, SECONDS) } else { value(SECONDS) };
        let (hours, minutes) = (value(HOURS), value(MINUTES));
        let show_hours = first == HOURS && (!hours.is_zero() || always(HOURS));
        let show_seconds = !seconds.is_zero() || always(SECONDS);
        let between = show_hours && show_seconds;
        let show_minutes = first <= MINUTES && (between || !minutes.is_zero() || always(MINUTES));
        let rows = [
            (HOURS, show_hours, hours, Digits::plain(0, 3), ""),
            (MINUTES, show_minutes, minutes, Digits::plain(0, 3), self.separators.0),
            (SECONDS, show_seconds, seconds, self.fraction_digits(), self.separators.1),
        ];
        let mut parts: Vec<UnitPart> = Vec::new();
        for (at, shown, mut number, mut digits, separator) in rows {
            if !shown {
                continue;
            }
            if signed && number.is_zero() && negative {
                number.negative = true;
            }
            if !parts.is_empty() {
                parts.push((Part::new("literal", separator), ""));
            }
            let two = unit(at).is_some_and(|unit| unit.style == "2-digit");
            digits.integer = if two { 2 } else { 1 };
            let sign = if signed { "auto" } else { "never" };
            signed = false;
            let format = self.formatter(Style::Decimal, digits, Grouping::Never, sign);
            let name = SINGULAR.get(at).copied().unwrap_or("");
            parts
                .extend(format.parts(&Number::Finite(number)).into_iter().map(|part| (part, name)));
        }
        parts
    }
}

fn finite(value: f64) -> Decimal {
    match Number::from_f64(value + 0.0) {
        Number::Finite(number) => number,
        _ => Decimal::default(),
    }
}

/// A value with all smaller units behind its point, exactly. `DurationToFractional`.
#[expect(clippy::cast_possible_truncation, reason = "a valid duration is below 2^53 seconds")]
fn fractional(duration: &[f64; 10], from: usize) -> Decimal {
    let mut sum: i128 = 0;
    for at in from..UNITS.len() {
        let value = duration.get(at).copied().unwrap_or(0.0) as i128;
        sum = sum.saturating_mul(if at == from { 1 } else { 1000 }).saturating_add(value);
    }
    let power = 3 * i64::try_from(UNITS.len() - 1 - from).unwrap_or(0);
    let whole = Decimal::whole(sum.unsigned_abs());
    Decimal { negative: sum < 0, ..whole.shifted(-power) }
}
