//! What V8 says of a text that is no JSON.

use boa_engine::JsString;

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) what: What,
    /// Position in units; the end of the text where more was expected.
    pub(super) at: usize,
}

/// The kinds of fault that V8 tells apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum What {
    AfterJson,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    ControlCharacter,
    EscapedCharacter,
    Exponent,
    Fraction,
    NoNumberAfterMinus,
    Number,
    PropertyNameOrBrace,
    QuotedPropertyName,
    Token,
    UnicodeEscape,
    UnterminatedString,
}

/// How much of the text is shown on either side.
const CONTEXT: usize = 10;

/// The message of a `SyntaxError`.
pub(super) fn text(source: &JsString, fault: &Fault) -> String {
    let shown = match fault.what {
        What::AfterJson => "Unexpected non-whitespace character after JSON",
        What::Colon => "Expected ':' after property name in JSON",
        What::CommaOrBrace => "Expected ',' or '}' after property value in JSON",
        What::CommaOrBracket => "Expected ',' or ']' after array element in JSON",
        What::ControlCharacter => "Bad control character in string literal in JSON",
        What::EscapedCharacter => "Bad escaped character in JSON",
        What::Exponent => "Exponent part is missing a number in JSON",
        What::Fraction => "Unterminated fractional number in JSON",
        What::NoNumberAfterMinus => "No number after minus sign in JSON",
        What::Number => "Unexpected number in JSON",
        What::PropertyNameOrBrace => "Expected property name or '}' in JSON",
        What::QuotedPropertyName => "Expected double-quoted property name in JSON",
        What::UnicodeEscape => "Bad Unicode escape in JSON",
        What::UnterminatedString => "Unterminated string in JSON",
        What::Token => return token(source, fault.at),
    };
    let (line, column) = place(source, fault.at);
    format!("{shown} at position {} (line {line} column {column})", fault.at)
}

/// Line and column of a position, both from 1.
fn place(source: &JsString, at: usize) -> (usize, usize) {
    let units = source.to_vec();
    let before = units.get(..at).unwrap_or(&units);
    let (mut line, mut start, mut index) = (1, 0, 0);
    while index < before.len() {
        let pair = before[index] == 13 && before.get(index + 1) == Some(&10);
        if before[index] == 10 || before[index] == 13 {
            index += usize::from(pair);
            line += 1;
            start = index + 1;
        }
        index += 1;
    }
    (line, (at + 1).saturating_sub(start))
}

/// The message for a token that no value begins with.
fn token(source: &JsString, at: usize) -> String {
    let length = source.len();
    let Some(unit) = source.code_unit_at(at) else {
        return "Unexpected end of JSON input".to_owned();
    };
    let whole = source.to_std_string_lossy();
    if ["[object Object]", "undefined", "NaN", "Infinity"].contains(&whole.as_str()) {
        return format!("\"{whole}\" is not valid JSON");
    }
    let token = String::from_utf16_lossy(&[unit]);
    let cut = |start: usize, end: usize| source.slice(start, end).to_std_string_lossy();
    if length <= 2 * CONTEXT {
        return format!("Unexpected token '{token}', \"{whole}\" is not valid JSON");
    }
    let (start, before) = if at < CONTEXT { (0, "") } else { (at - CONTEXT, "...") };
    let (end, after) = if at + CONTEXT >= length { (length, "") } else { (at + CONTEXT, "...") };
    let part = cut(start, end);
    format!("Unexpected token '{token}', {before}\"{part}\"{after} is not valid JSON")
}
