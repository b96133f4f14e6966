//! Numbers and bigints as `util.inspect` writes them. Node docs: `util.inspect`,
//! `numericSeparator`. ECMA-262 §6.1.6.1.20 (`Number::toString`). No JavaScript half.

use boa_engine::{Context, JsBigInt, JsValue};

use super::text;

/// A number; `-0` keeps its sign, and `separate` groups digits by three with `_`.
pub(crate) fn number(value: f64, separate: bool, context: &mut Context) -> String {
    let shown = decimal(value, context);
    if !separate || !value.is_finite() || shown.contains('e') {
        return shown;
    }
    let (sign, digits) = shown.strip_prefix('-').map_or(("", shown.as_str()), |rest| ("-", rest));
    let (integer, fraction) = match digits.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (digits, None),
    };
    let mut out = format!("{sign}{}", group_from_end(integer));
    if let Some(fraction) = fraction {
        out.push('.');
        for (index, digit) in fraction.chars().enumerate() {
            if index > 0 && index % 3 == 0 {
                out.push('_');
            }
            out.push(digit);
        }
    }
    out
}

/// A bigint with its `n`.
pub(crate) fn bigint(value: &JsBigInt, separate: bool) -> String {
    let shown = value.to_string();
    if !separate {
        return format!("{shown}n");
    }
    let (sign, digits) = shown.strip_prefix('-').map_or(("", shown.as_str()), |rest| ("-", rest));
    format!("{sign}{}n", group_from_end(digits))
}

/// A number as `String(value)` gives it, but for `-0`.
fn decimal(value: f64, context: &mut Context) -> String {
    if value == 0.0 {
        return if value.is_sign_negative() { "-0" } else { "0" }.to_owned();
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked, `as` saturates")]
    let integer = value as i64;
    #[expect(clippy::cast_precision_loss, reason = "compared with the original")]
    if integer as f64 == value && integer.unsigned_abs() < 1 << 53 {
        return integer.to_string();
    }
    JsValue::from(value).to_string(context).map_or_else(|_| "NaN".to_owned(), |t| text::plain(&t))
}

fn group_from_end(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
