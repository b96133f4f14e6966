//! Numbers from texts, and texts from integers. ECMA-262 §7.1.4.1.

use crate::{JsStr, JsStrVariant, trim};

/// The texts of 0 to 99.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [*b"00"; 100];
    let mut pair = 0;
    while pair < 100 {
        #[expect(clippy::cast_possible_truncation, reason = "below 100")]
        let (tens, ones) = (pair as u8 / 10, pair as u8 % 10);
        pairs[pair] = [b'0' + tens, b'0' + ones];
        pair += 1;
    }
    pairs
};

/// Hands the decimal digits of an integer over, with a sign before them.
pub(crate) fn with_digits<T>(value: u128, negative: bool, take: impl FnOnce(&[u8]) -> T) -> T {
    // 39 digits and a sign.
    let mut text = [0; 40];
    let mut start = text.len();
    let mut rest = value;
    // The part beyond 64 bits, of which there is seldom one.
    while rest > u128::from(u64::MAX) {
        start -= 1;
        text[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    #[expect(clippy::cast_possible_truncation, reason = "just compared")]
    let mut rest = rest as u64;
    while rest >= 10 {
        start -= 2;
        let pair = PAIRS[(rest % 100) as usize];
        [text[start], text[start + 1]] = pair;
        rest /= 100;
    }
    if rest != 0 || value == 0 {
        start -= 1;
        text[start] = b'0' + (rest % 10) as u8;
    }
    if negative {
        start -= 1;
        text[start] = b'-';
    }
    take(&text[start..])
}

/// ECMA-262 §7.1.4.1.1 `StringToNumber`.
pub(crate) fn parse(text: JsStr<'_>) -> f64 {
    match text.variant() {
        JsStrVariant::Latin1(units) => {
            let (start, end) = trim::bare(units, |&unit| trim::is_space(unit.into()));
            literal(units.get(start..end).unwrap_or_default())
        }
        JsStrVariant::Utf16(units) => {
            let (start, end) = trim::bare(units, |&unit| trim::is_space(unit));
            let units = units.get(start..end).unwrap_or_default();
            // All literals are ASCII.
            let narrow: Option<Vec<u8>> =
                units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
            narrow.map_or(f64::NAN, |units| literal(&units))
        }
    }
}

/// The value of a `StringNumericLiteral` without white space.
fn literal(text: &[u8]) -> f64 {
    match text {
        [] => 0.0,
        b"Infinity" | b"+Infinity" => f64::INFINITY,
        b"-Infinity" => f64::NEG_INFINITY,
        [b'0', b'b' | b'B', digits @ ..] => integer(digits, 1),
        [b'0', b'o' | b'O', digits @ ..] => integer(digits, 3),
        [b'0', b'x' | b'X', digits @ ..] => integer(digits, 4),
        _ => decimal(text),
    }
}

fn decimal(text: &[u8]) -> f64 {
    if text.len() <= 15 && text.iter().all(u8::is_ascii_digit) {
        let value = text.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        #[expect(clippy::cast_precision_loss, reason = "below 10¹⁵")]
        return value as f64;
    }
    // What Rust reads beyond this grammar are words, such as `inf`.
    let numeric = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    if !text.iter().all(numeric) {
        return f64::NAN;
    }
    str::from_utf8(text).ok().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
}

/// An integer of digits of so many bits, rounded to the nearest number, ties to even.
fn integer(digits: &[u8], bits: u32) -> f64 {
    if digits.is_empty() {
        return f64::NAN;
    }
    let mut value = 0_u64;
    // Bits dropped below `value`, and whether one of them was set.
    let (mut dropped, mut lost) = (0_i32, false);
    for &digit in digits {
        let Some(digit) = char::from(digit).to_digit(1 << bits) else { return f64::NAN };
        for bit in (0..bits).rev() {
            let bit = u64::from(digit >> bit & 1);
            if value >> 63 == 0 {
                value = value << 1 | bit;
            } else {
                dropped = dropped.saturating_add(1);
                lost |= bit != 0;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "this is the rounding")]
    let rounded = (value | u64::from(lost)) as f64;
    rounded * 2_f64.powi(dropped)
}
