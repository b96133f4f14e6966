//! `application/x-www-form-urlencoded`: what `URLSearchParams` reads and writes.
//! WHATWG URL: application/x-www-form-urlencoded.

use crate::percent;

/// Splits a query into names and values, decoded.
#[must_use]
pub fn parse(input: &str) -> Vec<(String, String)> {
    input
        .split('&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    match percent::decode(spaced.as_bytes()) {
        std::borrow::Cow::Borrowed(_) => spaced,
        std::borrow::Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// Appends a name or value, encoded.
pub fn push(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte == b' ' {
            out.push('+');
        } else {
            percent::push(byte, percent::FORM, out);
        }
    }
}

/// Writes names and values as one query.
pub fn serialize<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        push(name, &mut out);
        out.push('=');
        push(value, &mut out);
    }
    out
}
