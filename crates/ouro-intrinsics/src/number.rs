//! `Number.prototype.toExponential` and `toPrecision`, exact for every number. ECMA-262 §21.1.3.2,
//! §21.1.3.5. V8's messages.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, object::builtins::JsFunction,
};

use crate::builtin::method_over;

/// Digits that tell any number exactly.
const ALL: usize = 780;

/// Installs the methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().number().prototype();
    method_over(&prototype, "toExponential", 1, to_exponential, context)?;
    method_over(&prototype, "toPrecision", 1, to_precision, context)
}

fn number_of(this: &JsValue) -> Option<f64> {
    this.as_number().or_else(|| this.as_object()?.downcast_ref::<f64>().map(|number| *number))
}

/// How many digits are asked for, within `least` and 100.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut to a small range before the cast"
)]
fn digits(asked: f64, least: u8, method: &str) -> JsResult<usize> {
    let asked = if asked.is_nan() { 0.0 } else { asked.trunc() };
    if !(f64::from(least)..=100.0).contains(&asked) {
        let message = format!("{method}() argument must be between {least} and 100");
        return Err(JsNativeError::range().with_message(message).into());
    }
    Ok(asked as usize)
}

/// `Number.prototype.toExponential(fractionDigits)`
fn to_exponential(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(number) = number_of(this) else { return engine.call(this, args, context) };
    let asked = args.get_or_undefined(0);
    let count = asked.to_number(context)?;
    if !number.is_finite() {
        return Ok(JsValue::from(number).to_string(context)?.into());
    }
    let count = digits(count, 0, "toExponential")?;
    let (digits, exponent) =
        if asked.is_undefined() { shortest(number) } else { rounded(number, count + 1) };
    Ok(JsString::from(sign(number) + &exponential(&digits, exponent)).into())
}

/// `Number.prototype.toPrecision(precision)`
fn to_precision(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let asked = args.get_or_undefined(0);
    let Some(number) = number_of(this).filter(|_| !asked.is_undefined()) else {
        return engine.call(this, args, context);
    };
    let count = asked.to_number(context)?;
    if !number.is_finite() {
        return Ok(JsValue::from(number).to_string(context)?.into());
    }
    let count = digits(count, 1, "toPrecision")?;
    let (digits, exponent) = rounded(number, count);
    let text = match usize::try_from(exponent) {
        // The point is behind the digits, or among them.
        Ok(whole) if whole + 1 == count => digits,
        Ok(whole) if whole < count => {
            let (whole, fraction) = digits.split_at(whole + 1);
            format!("{whole}.{fraction}")
        }
        Err(_) if exponent >= -6 => {
            format!("0.{}{digits}", "0".repeat(usize::from(exponent.unsigned_abs()) - 1))
        }
        _ => exponential(&digits, exponent),
    };
    Ok(JsString::from(sign(number) + &text).into())
}

fn sign(number: f64) -> String {
    if number < 0.0 { "-".to_owned() } else { String::new() }
}

fn exponential(digits: &str, exponent: i16) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{first}{point}{rest}e{exponent:+}")
}

/// The fewest digits that name a number, and its exponent.
fn shortest(number: f64) -> (String, i16) {
    parts(&format!("{:e}", number.abs()))
}

/// So many digits of a number, the last one rounded, halves up.
fn rounded(number: f64, count: usize) -> (String, i16) {
    let number = number.abs();
    let (next, exponent) = parts(&format!("{number:.count$e}"));
    // Only where a five follows can it be a half, which is rounded to even.
    if !next.ends_with('5') {
        let less = count - 1;
        return parts(&format!("{number:.less$e}"));
    }
    let (all, _) = parts(&format!("{number:.ALL$e}"));
    let (kept, dropped) = all.split_at(count);
    let mut kept = kept.to_owned().into_bytes();
    if !dropped.starts_with(['5', '6', '7', '8', '9']) {
        return (String::from_utf8(kept).unwrap_or_default(), exponent);
    }
    for digit in kept.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return (String::from_utf8(kept).unwrap_or_default(), exponent);
        }
        *digit = b'0';
    }
    // All were nines.
    kept.insert(0, b'1');
    kept.pop();
    (String::from_utf8(kept).unwrap_or_default(), exponent + 1)
}

/// The digits and the exponent of Rust's own notation, `d.ddde-7`.
fn parts(text: &str) -> (String, i16) {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    (digits.replace('.', ""), exponent.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_and_no_other() {
        let shown = |number, count| {
            let (digits, exponent) = rounded(number, count);
            exponential(&digits, exponent)
        };
        assert_eq!(shown(25.0, 1), "3e+1");
        assert_eq!(shown(35.0, 1), "4e+1");
        assert_eq!(shown(0.15, 1), "1e-1");
        assert_eq!(shown(99.5, 2), "1.0e+2");
        assert_eq!(shown(5e-324, 3), "4.94e-324");
        assert_eq!(shown(0.0, 3), "0.00e+0");
        assert_eq!(shown(1.255, 3), "1.25e+0");
        assert_eq!(shown(2.5, 1), "3e+0");
    }
}
