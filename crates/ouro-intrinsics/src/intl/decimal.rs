//! Decimal numbers of any size, and their rounding. ECMA-402 §16.5.9 to §16.5.11, §16.5.16 (the
//! Intl mathematical value).

use boa_engine::{Context, JsResult, JsValue, value::Numeric, value::PreferredType};

/// A number as Intl sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Number {
    Finite(Decimal),
    /// Infinite; whether it is negative.
    Infinite(bool),
    Nan,
}

/// `0.d₁d₂d₃… × 10^point`; no zeros at either end of the digits, none at all for zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Decimal {
    pub(crate) negative: bool,
    pub(crate) digits: Vec<u8>,
    pub(crate) point: i64,
}

/// Beyond 10 to this power a text stands for an infinite number. ECMA-402 §16.5.16.
const LARGEST: i64 = 10_000;

impl Number {
    /// `ToIntlMathematicalValue(value)`.
    pub(crate) fn of(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let primitive = value.to_primitive(context, PreferredType::Number)?;
        if let Some(text) = primitive.as_string() {
            return Ok(Self::parse(&text.to_std_string_lossy()));
        }
        Ok(match primitive.to_numeric(context)? {
            Numeric::Number(number) => Self::from_f64(number),
            Numeric::BigInt(number) => Self::from_digits(&number.to_string_radix(10)),
        })
    }

    /// The shortest decimal that stands for a number.
    pub(crate) fn from_f64(number: f64) -> Self {
        if number.is_nan() {
            return Self::Nan;
        }
        if number.is_infinite() {
            return Self::Infinite(number < 0.0);
        }
        Self::from_digits(&format!("{number:e}"))
    }

    /// `StringIntlMV`: what `Number(text)` would be, exactly.
    fn parse(text: &str) -> Self {
        let text = text.trim_matches(|letter: char| {
            letter == '\u{feff}' || letter.is_whitespace() && letter != '\u{85}'
        });
        if text.is_empty() {
            return Self::Finite(Decimal::default());
        }
        match text {
            "Infinity" | "+Infinity" => return Self::Infinite(false),
            "-Infinity" => return Self::Infinite(true),
            _ => {}
        }
        let radix = match text.get(..2) {
            Some("0x" | "0X") => 16,
            Some("0o" | "0O") => 8,
            Some("0b" | "0B") => 2,
            _ => return Self::from_digits(text),
        };
        let digits = text.get(2..).unwrap_or("");
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
            return Self::Nan;
        }
        match boa_engine::JsBigInt::from_string_radix(digits, radix) {
            Some(number) => Self::from_digits(&number.to_string_radix(10)),
            None => Self::Nan,
        }
    }

    /// A `StrDecimalLiteral`: sign, digits, point, exponent.
    fn from_digits(text: &str) -> Self {
        let (negative, body) = match text.as_bytes().first() {
            Some(b'-') => (true, text.get(1..)),
            Some(b'+') => (false, text.get(1..)),
            _ => (false, Some(text)),
        };
        let body = body.unwrap_or("");
        let (mantissa, exponent) = match body.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (body, None),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !numeric(whole) || !numeric(fraction) {
            return Self::Nan;
        }
        let exponent = match exponent {
            None => 0,
            Some(text) => {
                let (sign, digits) = match text.as_bytes().first() {
                    Some(b'-') => (-1, text.get(1..).unwrap_or("")),
                    Some(b'+') => (1, text.get(1..).unwrap_or("")),
                    _ => (1, text),
                };
                if digits.is_empty() || !numeric(digits) {
                    return Self::Nan;
                }
                sign * digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4)
            }
        };
        let digits = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
        let point = i64::try_from(whole.len()).unwrap_or(0).saturating_add(exponent);
        let mut number = Decimal { negative, digits, point };
        number.trim();
        if number.point > LARGEST {
            return Self::Infinite(negative);
        }
        if number.point < -LARGEST {
            return Self::Finite(Decimal { negative, ..Decimal::default() });
        }
        Self::Finite(number)
    }

    /// Whether there is a minus before it, as before −0.
    pub(crate) fn is_negative(&self) -> bool {
        match self {
            Self::Finite(number) => number.negative,
            Self::Infinite(negative) => *negative,
            Self::Nan => false,
        }
    }
}

/// ECMA-402 table of rounding modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Ceil,
    Expand,
    Floor,
    HalfCeil,
    HalfEven,
    HalfExpand,
    HalfFloor,
    HalfTrunc,
    Trunc,
}

impl Decimal {
    /// A whole number.
    pub(crate) fn whole(number: u128) -> Self {
        let digits: Vec<u8> = number.to_string().bytes().map(|byte| byte - b'0').collect();
        let point = i64::try_from(digits.len()).unwrap_or(0);
        let mut whole = Self { negative: false, digits, point };
        whole.trim();
        whole
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The power of ten of the first digit; 0 for zero.
    pub(crate) fn magnitude(&self) -> i64 {
        if self.is_zero() { 0 } else { self.point - 1 }
    }

    /// Times a power of ten.
    pub(crate) fn shifted(&self, power: i64) -> Self {
        let point = if self.is_zero() { 0 } else { self.point.saturating_add(power) };
        Self { point, ..self.clone() }
    }

    fn trim(&mut self) {
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= i64::try_from(zeros).unwrap_or(0);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    /// The digit of a power of ten.
    pub(crate) fn digit(&self, power: i64) -> u8 {
        let at = self.point - 1 - power;
        usize::try_from(at).ok().and_then(|at| self.digits.get(at)).copied().unwrap_or(0)
    }

    /// The lowest power of ten with a digit that is not zero.
    pub(crate) fn lowest(&self) -> i64 {
        self.point - i64::try_from(self.digits.len()).unwrap_or(0)
    }

    /// Rounded to a multiple of `increment × 10^power`.
    pub(crate) fn rounded(&self, power: i64, increment: u32, mode: Mode) -> Self {
        if self.is_zero() || increment == 1 && self.lowest() >= power {
            return self.clone();
        }
        // The multiple below, by division of the digits down to the power, and what remains.
        let mut quotient = Vec::new();
        let mut remainder = 0;
        let mut at = self.point - 1;
        while at >= power {
            let value = remainder * 10 + u32::from(self.digit(at));
            quotient.push(u8::try_from(value / increment).unwrap_or(9));
            remainder = value % increment;
            at -= 1;
        }
        let below = self.lowest() < power;
        // Twice what remains against the increment: the first digit below tells, then the rest.
        let doubled = remainder * 20 + if below { 2 * u32::from(self.digit(power - 1)) } else { 0 };
        let rest = self.lowest() < power - 1;
        let against = match doubled.cmp(&(increment * 10)) {
            std::cmp::Ordering::Equal if rest => std::cmp::Ordering::Greater,
            order => order,
        };
        if remainder == 0 && !below {
            return self.clone();
        }
        let odd = quotient.last().is_some_and(|digit| digit % 2 == 1);
        if mode.away(self.negative, against, odd) {
            let mut carry = true;
            for digit in quotient.iter_mut().rev() {
                if !carry {
                    break;
                }
                carry = *digit == 9;
                *digit = if carry { 0 } else { *digit + 1 };
            }
            if carry {
                quotient.insert(0, 1);
            }
        }
        if increment > 1 {
            let mut carry = 0;
            for digit in quotient.iter_mut().rev() {
                let value = u32::from(*digit) * increment + carry;
                *digit = u8::try_from(value % 10).unwrap_or(0);
                carry = value / 10;
            }
            while carry > 0 {
                quotient.insert(0, u8::try_from(carry % 10).unwrap_or(0));
                carry /= 10;
            }
        }
        let point = power + i64::try_from(quotient.len()).unwrap_or(0);
        let mut rounded = Self { negative: self.negative, digits: quotient, point };
        rounded.trim();
        rounded
    }
}

impl Mode {
    /// Whether to go away from zero, by how twice the remainder compares with the step.
    fn away(self, negative: bool, doubled: std::cmp::Ordering, odd: bool) -> bool {
        let half = |tie: bool| doubled.is_gt() || doubled.is_eq() && tie;
        match self {
            Self::Ceil => !negative,
            Self::Expand => true,
            Self::Floor => negative,
            Self::HalfCeil => half(!negative),
            Self::HalfEven => half(odd),
            Self::HalfExpand => half(true),
            Self::HalfFloor => half(negative),
            Self::HalfTrunc => half(false),
            Self::Trunc => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        match Number::parse(text) {
            Number::Finite(number) => number,
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn texts_are_read_exactly() {
        assert_eq!(number("0x10"), Decimal::whole(16));
        assert_eq!(number(" 1200e-2 "), Decimal::whole(12));
        assert!(number("-0.00").negative);
        assert_eq!(Number::parse("1e10001"), Number::Infinite(false));
        assert_eq!(Number::parse("1e99999999999999999999"), Number::Infinite(false));
        assert_eq!(number("1e-99999999999999999999"), Decimal::default());
        for bad in ["1_0", "--1", "1e", ".", "e5", "0x", "Infinityx", "+0x1"] {
            assert_eq!(Number::parse(bad), Number::Nan, "{bad}");
        }
    }

    #[test]
    fn rounding_heeds_its_mode() {
        let round = |text: &str, power, mode| number(text).rounded(power, 1, mode);
        assert_eq!(round("2.5", 0, Mode::HalfEven), number("2"));
        assert_eq!(round("3.5", 0, Mode::HalfEven), number("4"));
        assert_eq!(round("-2.5", 0, Mode::HalfCeil), number("-2"));
        assert_eq!(round("2.5", 0, Mode::HalfExpand), number("3"));
        assert_eq!(round("999.5", 0, Mode::HalfExpand), number("1000"));
        assert_eq!(round("0.4", 1, Mode::Expand), number("10"));
        assert_eq!(round("0.5", 0, Mode::HalfTrunc), Decimal::default());
    }

    #[test]
    fn rounding_goes_by_increments() {
        let round = |text: &str| number(text).rounded(-2, 5, Mode::HalfExpand);
        assert_eq!(round("1.12"), number("1.1"));
        assert_eq!(round("1.125"), number("1.15"));
        assert_eq!(round("1.1249999"), number("1.1"));
        assert_eq!(round("0.97"), number("0.95"));
        assert_eq!(round("0.98"), number("1"));
    }
}
