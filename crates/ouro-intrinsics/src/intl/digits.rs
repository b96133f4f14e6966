//! How many digits a number is shown with. ECMA-402 §16.1.3 (`SetNumberFormatDigitOptions`),
//! §16.5.8 to §16.5.11 (`FormatNumericToString`, `ToRawPrecision`, `ToRawFixed`).

use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue};

use super::{
    decimal::{Decimal, Mode},
    options::{Options, default_number, number_out_of_range},
};

/// Which of the two limits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    Fraction,
    Less,
    More,
    Significant,
}

/// The digit options of a format.
#[derive(Clone, Debug)]
pub(crate) struct Digits {
    pub(crate) rounding: Rounding,
    pub(crate) integer: u32,
    /// Least and most digits behind the point.
    pub(crate) fraction: (u32, u32),
    /// Least and most significant digits.
    pub(crate) significant: (u32, u32),
    pub(crate) increment: u32,
    pub(crate) mode: Mode,
    pub(crate) strip: bool,
}

/// A number that was rounded.
#[derive(Clone, Debug)]
pub(crate) struct Rounded {
    pub(crate) value: Decimal,
    /// Digits to show behind the point.
    pub(crate) fraction: usize,
    /// Digits to show before the point, at least.
    pub(crate) integer: usize,
}

const INCREMENTS: [u32; 15] = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];

const MODES: [(&str, Mode); 9] = [
    ("ceil", Mode::Ceil),
    ("floor", Mode::Floor),
    ("expand", Mode::Expand),
    ("trunc", Mode::Trunc),
    ("halfCeil", Mode::HalfCeil),
    ("halfFloor", Mode::HalfFloor),
    ("halfExpand", Mode::HalfExpand),
    ("halfTrunc", Mode::HalfTrunc),
    ("halfEven", Mode::HalfEven),
];

impl Digits {
    /// Whole numbers with up to so many digits behind the point.
    pub(crate) const fn plain(least: u32, most: u32) -> Self {
        Self {
            rounding: Rounding::Fraction,
            integer: 1,
            fraction: (least, most),
            significant: (1, 21),
            increment: 1,
            mode: Mode::HalfExpand,
            strip: false,
        }
    }

    /// Reads the options, in the order of the specification.
    pub(crate) fn read(
        options: &Options,
        (mut least, mut most): (u32, u32),
        compact: bool,
        context: &mut Context,
    ) -> JsResult<Self> {
        let integer = options.number("minimumIntegerDigits", (1, 21), context)?.unwrap_or(1);
        let min_fraction = options.get("minimumFractionDigits", context)?;
        let max_fraction = options.get("maximumFractionDigits", context)?;
        let min_significant = options.get("minimumSignificantDigits", context)?;
        let max_significant = options.get("maximumSignificantDigits", context)?;
        let increment = options.number("roundingIncrement", (1, 5000), context)?.unwrap_or(1);
        if !INCREMENTS.contains(&increment) {
            return Err(number_out_of_range("roundingIncrement"));
        }
        let names = MODES.map(|(name, _)| name);
        let mode = options.choice("roundingMode", &names, context)?.unwrap_or("halfExpand");
        let mode = MODES.iter().find(|(name, _)| *name == mode).map_or(Mode::HalfExpand, |m| m.1);
        let priorities = ["auto", "morePrecision", "lessPrecision"];
        let priority = options.choice("roundingPriority", &priorities, context)?.unwrap_or("auto");
        let zeros = ["auto", "stripIfInteger"];
        let strip = options.choice("trailingZeroDisplay", &zeros, context)?;
        let strip = strip == Some("stripIfInteger");
        if increment != 1 {
            most = least;
        }
        let has_significant = !min_significant.is_undefined() || !max_significant.is_undefined();
        let has_fraction = !min_fraction.is_undefined() || !max_fraction.is_undefined();
        let auto = priority == "auto";
        let need_significant = !auto || has_significant;
        let need_fraction = !auto || !(need_significant || !has_fraction && compact);
        let mut significant = (1, 21);
        if need_significant && has_significant {
            let name = "minimumSignificantDigits";
            let low = default_number(name, &min_significant, (1, 21), context)?.unwrap_or(1);
            let name = "maximumSignificantDigits";
            let high = default_number(name, &max_significant, (low, 21), context)?.unwrap_or(21);
            significant = (low, high);
        }
        let mut fraction = (least, most);
        if need_fraction && has_fraction {
            let name = "minimumFractionDigits";
            let low = default_number(name, &min_fraction, (0, 100), context)?;
            let name = "maximumFractionDigits";
            let high = default_number(name, &max_fraction, (0, 100), context)?;
            fraction = match (low, high) {
                (None, Some(high)) => {
                    least = least.min(high);
                    (least, high)
                }
                (Some(low), None) => (low, most.max(low)),
                (Some(low), Some(high)) if low > high => return Err(number_out_of_range(name)),
                (Some(low), Some(high)) => (low, high),
                (None, None) => (least, most),
            };
        }
        let rounding = if !need_significant && !need_fraction {
            fraction = (0, 0);
            significant = (1, 2);
            Rounding::More
        } else if priority == "morePrecision" {
            Rounding::More
        } else if priority == "lessPrecision" {
            Rounding::Less
        } else if has_significant {
            Rounding::Significant
        } else {
            Rounding::Fraction
        };
        if increment != 1 {
            if rounding != Rounding::Fraction {
                let message = "RoundingType is not fractionDigits";
                return Err(JsNativeError::typ().with_message(message).into());
            }
            if fraction.0 != fraction.1 {
                return Err(number_out_of_range("maximumFractionDigits"));
            }
        }
        Ok(Self { rounding, integer, fraction, significant, increment, mode, strip })
    }

    /// Rounds a number, and says how many digits to show.
    pub(crate) fn round(&self, number: &Decimal) -> Rounded {
        let (value, mut fraction) = match self.rounding {
            Rounding::Fraction => self.fixed(number),
            Rounding::Significant => self.precise(number),
            Rounding::More | Rounding::Less => {
                let places = i64::from(self.fraction.1);
                let significant = i64::from(self.significant.1);
                let precise = number.magnitude() - significant < -places;
                if precise == (self.rounding == Rounding::More) {
                    self.precise(number)
                } else {
                    self.fixed(number)
                }
            }
        };
        if self.strip && value.lowest() >= 0 {
            fraction = 0;
        }
        Rounded { value, fraction, integer: self.integer as usize }
    }

    /// `ToRawFixed`.
    fn fixed(&self, number: &Decimal) -> (Decimal, usize) {
        let value = number.rounded(-i64::from(self.fraction.1), self.increment, self.mode);
        let shown = digits_behind(&value).max(self.fraction.0 as usize);
        (value, shown)
    }

    /// `ToRawPrecision`.
    fn precise(&self, number: &Decimal) -> (Decimal, usize) {
        let power = number.magnitude() - i64::from(self.significant.1) + 1;
        let value = number.rounded(power, 1, self.mode);
        let least = i64::from(self.significant.0) - 1 - value.magnitude();
        let least = usize::try_from(least).unwrap_or(0);
        let shown = digits_behind(&value).max(least);
        (value, shown)
    }

    /// The rows of `resolvedOptions` up to the significant digits.
    pub(super) fn resolved(&self) -> [(&'static str, Option<JsValue>); 5] {
        let fraction = self.rounding != Rounding::Significant;
        let significant = self.rounding != Rounding::Fraction;
        let (low, high) = self.fraction;
        let (least, most) = self.significant;
        [
            ("minimumIntegerDigits", Some(self.integer.into())),
            ("minimumFractionDigits", fraction.then(|| low.into())),
            ("maximumFractionDigits", fraction.then(|| high.into())),
            ("minimumSignificantDigits", significant.then(|| least.into())),
            ("maximumSignificantDigits", significant.then(|| most.into())),
        ]
    }

    /// The rows about rounding.
    pub(super) fn resolved_rounding(&self) -> [(&'static str, Option<JsValue>); 4] {
        let text = |text: &str| Some(JsString::from(text).into());
        let mode = MODES.iter().find(|(_, mode)| *mode == self.mode).map_or("", |mode| mode.0);
        let priority = match self.rounding {
            Rounding::More => "morePrecision",
            Rounding::Less => "lessPrecision",
            Rounding::Fraction | Rounding::Significant => "auto",
        };
        [
            ("roundingIncrement", Some(self.increment.into())),
            ("roundingMode", text(mode)),
            ("roundingPriority", text(priority)),
            ("trailingZeroDisplay", text(if self.strip { "stripIfInteger" } else { "auto" })),
        ]
    }
}

fn digits_behind(value: &Decimal) -> usize {
    usize::try_from(-value.lowest()).unwrap_or(0)
}

impl Rounded {
    /// The digits before the point.
    pub(crate) fn whole(&self) -> Vec<u8> {
        let length = usize::try_from(self.value.point).unwrap_or(0).max(self.integer);
        let length = i64::try_from(length).unwrap_or(0);
        (0..length).rev().map(|power| self.value.digit(power)).collect()
    }

    /// The digits behind it.
    pub(crate) fn behind(&self) -> Vec<u8> {
        let length = i64::try_from(self.fraction).unwrap_or(0);
        (1..=length).map(|place| self.value.digit(-place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::decimal::Number, *};

    fn shown(digits: &Digits, number: f64) -> String {
        let Number::Finite(number) = Number::from_f64(number) else { unreachable!() };
        let rounded = digits.round(&number);
        let text = |digits: Vec<u8>| -> String {
            digits.into_iter().map(|digit| char::from(b'0' + digit)).collect()
        };
        format!("{}.{}", text(rounded.whole()), text(rounded.behind()))
    }

    #[test]
    fn fractions_are_cut_and_filled() {
        assert_eq!(shown(&Digits::plain(0, 3), 1234.5678), "1234.568");
        assert_eq!(shown(&Digits::plain(2, 2), 1.005), "1.01");
        assert_eq!(shown(&Digits::plain(2, 2), 0.0), "0.00");
        assert_eq!(shown(&Digits::plain(0, 0), 0.4), "0.");
    }

    #[test]
    fn significant_digits_count_from_the_first() {
        let digits =
            Digits { rounding: Rounding::Significant, significant: (3, 4), ..Digits::plain(0, 3) };
        assert_eq!(shown(&digits, 123_456.0), "123500.");
        assert_eq!(shown(&digits, 0.001_234_56), "0.001235");
        assert_eq!(shown(&digits, 1.0), "1.00");
        assert_eq!(shown(&digits, 0.0), "0.00");
        assert_eq!(shown(&digits, 99_996.0), "100000.");
    }

    #[test]
    fn the_more_precise_limit_counts() {
        let compact =
            Digits { rounding: Rounding::More, significant: (1, 2), ..Digits::plain(0, 0) };
        assert_eq!(shown(&compact, 1.25), "1.3");
        assert_eq!(shown(&compact, 123.4), "123.");
    }
}
