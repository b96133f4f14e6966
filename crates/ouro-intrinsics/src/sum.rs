//! `Math.sumPrecise`, on which the engine panics near the largest numbers. ECMA-262 §21.3.2.34
//! (proposal-math-sum).

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsSymbol, JsValue, js_string,
    object::builtins::JsFunction,
};

use crate::{builtin::method_over, interrupt::Pace};

/// Installs the function into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let math = context.global_object().get(js_string!("Math"), context)?;
    let Some(math) = math.as_object() else { return Ok(()) };
    method_over(&math, "sumPrecise", 1, sum_precise, context)
}

fn wrong(message: &str) -> JsError {
    JsNativeError::typ().with_message(message.to_owned()).into()
}

/// `Math.sumPrecise(items)`
fn sum_precise(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let items = args.get_or_undefined(0);
    if items.is_null_or_undefined() {
        return engine.call(this, args, context);
    }
    let iterate = items.to_object(context)?.get(JsSymbol::iterator(), context)?;
    let iterate = iterate.as_function().ok_or_else(|| wrong("object is not iterable"))?;
    let iterator = iterate.call(items, &[], context)?;
    let iterator = iterator
        .as_object()
        .ok_or_else(|| wrong("Result of the Symbol.iterator method is not an object"))?;
    let next = iterator.get(js_string!("next"), context)?;
    let mut sum = Sum::default();
    let mut pace = Pace::default();
    loop {
        pace.step(context)?;
        let next = next.as_function().ok_or_else(|| wrong("next is not a function"))?;
        let result = next.call(&iterator.clone().into(), &[], context)?;
        let Some(result) = result.as_object() else {
            let shown = result.display();
            return Err(wrong(&format!("Iterator result {shown} is not an object")));
        };
        if result.get(js_string!("done"), context)?.to_boolean() {
            return Ok(sum.rounded().into());
        }
        let Some(number) = result.get(js_string!("value"), context)?.as_number() else {
            close(&iterator, context)?;
            return Err(wrong("Input is not a number"));
        };
        sum.add(number);
    }
}

/// Closes an iterator because of an error of ours, which goes before one of its own.
fn close(iterator: &JsObject, context: &mut Context) -> JsResult<()> {
    let closed =
        iterator.get(js_string!("return"), context).and_then(|close| match close.as_function() {
            Some(close) => close.call(&iterator.clone().into(), &[], context).map(drop),
            None => Ok(()),
        });
    match closed {
        Err(error) if error.as_engine().is_some() => Err(error),
        _ => Ok(()),
    }
}

/// Bits of a digit.
const DIGIT: u32 = 32;

/// Digits from 2⁻¹⁰⁷⁴ on: those of the largest number, and those that 2⁵³ of them carry over.
const DIGITS: usize = 69;

/// Additions between two carries: each adds less than 2³² to a digit.
const UNCARRIED: u32 = 1 << 30;

/// An exact sum: a number in fixed point, whose digits may be negative.
struct Sum {
    digits: [i64; DIGITS],
    uncarried: u32,
    /// What numbers without digits make of it: an infinity or none.
    special: Option<f64>,
    /// Whether all so far was −0, or nothing.
    is_minus_zero: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self { digits: [0; DIGITS], uncarried: 0, special: None, is_minus_zero: true }
    }
}

impl Sum {
    fn add(&mut self, number: f64) {
        if !number.is_finite() {
            self.special = Some(self.special.unwrap_or_default() + number);
            return;
        }
        self.is_minus_zero &= number == 0.0 && number.is_sign_negative();
        let bits = number.to_bits();
        let exponent = u32::try_from(bits >> 52 & 0x7ff).unwrap_or_default();
        let fraction = bits & ((1 << 52) - 1);
        // The least exponents differ only in the bit that is not written.
        let whole = if exponent == 0 { fraction } else { fraction | 1 << 52 };
        let place = exponent.saturating_sub(1);
        let mut rest = u128::from(whole) << (place % DIGIT);
        let first = usize::try_from(place / DIGIT).unwrap_or_default();
        for digit in self.digits.iter_mut().skip(first).take(3) {
            let low = i64::try_from(rest & u128::from(u32::MAX)).unwrap_or_default();
            *digit += if number.is_sign_negative() { -low } else { low };
            rest >>= DIGIT;
        }
        self.uncarried += 1;
        if self.uncarried == UNCARRIED {
            self.carry();
        }
    }

    /// Leaves a digit of 32 bits in each place but the last, whose sign is the sum's.
    fn carry(&mut self) {
        self.uncarried = 0;
        let mut carried = 0;
        for digit in self.digits.iter_mut().take(DIGITS - 1) {
            let whole = *digit + carried;
            *digit = whole & i64::from(u32::MAX);
            carried = whole >> DIGIT;
        }
        self.digits[DIGITS - 1] += carried;
    }

    /// The nearest number, the even one of two.
    fn rounded(mut self) -> f64 {
        if let Some(special) = self.special {
            return special;
        }
        self.carry();
        let is_negative = self.digits[DIGITS - 1] < 0;
        if is_negative {
            self.digits.iter_mut().for_each(|digit| *digit = -*digit);
            self.carry();
        }
        let sign = if is_negative { -1.0 } else { 1.0 };
        let Some(top) = self.digits.iter().rposition(|digit| *digit != 0) else {
            return if self.is_minus_zero { -0.0 } else { 0.0 };
        };
        let digit = |at: usize| u128::try_from(self.digits[at]).unwrap_or_default();
        // The first 53 bits are in the first three digits; whether there are more is all that counts
        // of the rest.
        let lowest = top.saturating_sub(2);
        let window = (lowest..=top).rev().fold(0, |window, at| window << DIGIT | digit(at));
        let more = (0..lowest).any(|at| digit(at) != 0);
        let extra = (u128::BITS - window.leading_zeros()).saturating_sub(53);
        let mut mantissa = u64::try_from(window >> extra).unwrap_or_default();
        let beyond = window & ((1 << extra) - 1);
        let half = 1_u128 << extra >> 1;
        if extra > 0 && (beyond > half || beyond == half && (more || mantissa % 2 == 1)) {
            mantissa += 1;
        }
        // Bits of the exponent that the mantissa's highest, and what it carries, are added to.
        let exponent = lowest as u64 * u64::from(DIGIT) + u64::from(extra);
        if exponent > 2045 {
            return sign * f64::INFINITY;
        }
        let bits = (exponent << 52) + mantissa;
        sign * f64::from_bits(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::Sum;

    fn sum(numbers: &[f64]) -> f64 {
        let mut sum = Sum::default();
        numbers.iter().for_each(|number| sum.add(*number));
        sum.rounded()
    }

    #[test]
    fn sums_are_exact() {
        let [max, least] = [f64::MAX, 5e-324];
        assert_eq!(sum(&[1e308, 1e308, -1e308]), 1e308);
        assert_eq!(sum(&[0.1; 10]), 1.0);
        assert_eq!(sum(&[1e100, 1.0, -1e100]), 1.0);
        assert_eq!(sum(&[max, max, -max, -max, least]), least);
        assert_eq!(sum(&[-max, -1e292]), f64::NEG_INFINITY);
        assert_eq!(sum(&[max, 1e291]), max);
        assert_eq!(sum(&[max; 5000]), f64::INFINITY);
        assert_eq!(sum(&[9007199254740992.0, 1.0]), 9007199254740992.0);
        assert_eq!(sum(&[9007199254740992.0, 1.0, least]), 9007199254740994.0);
        assert_eq!(sum(&[-9007199254740994.0, -1.0]), -9007199254740996.0);
        assert_eq!(sum(&[2.2250738585072014e-308, -least]), 2.225073858507201e-308);
    }

    #[test]
    fn zeros_and_infinities_keep_their_signs() {
        assert!(sum(&[]).is_sign_negative() && sum(&[-0.0, -0.0]).is_sign_negative());
        assert!(sum(&[-0.0, 0.0]).is_sign_positive() && sum(&[1.0, -1.0]).is_sign_positive());
        assert_eq!(sum(&[1.0, f64::NEG_INFINITY]), f64::NEG_INFINITY);
        assert!(sum(&[f64::INFINITY, 1.0, f64::NEG_INFINITY]).is_nan());
    }

    #[test]
    fn two_numbers_are_added_as_the_machine_does() {
        let mut seed = 1_u64;
        let mut number = || loop {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let number = f64::from_bits(seed ^ seed >> 29);
            if number.is_finite() {
                return number;
            }
        };
        for _ in 0..20_000 {
            let one = number();
            let near = f64::from_bits(one.to_bits() ^ number().to_bits() >> 8);
            for other in [number(), near, -near] {
                if other.is_finite() && one + other != 0.0 {
                    assert_eq!(sum(&[one, other]), one + other, "{one} {other}");
                }
            }
        }
    }
}
