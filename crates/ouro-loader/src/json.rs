//! JSON read into a value that keeps the order of keys, for `package.json`. RFC 8259.
//!
//! Conditional exports are tried in the order they are written, so a sorted map will not do.

use std::{error::Error, fmt};

/// A JSON value. Objects keep the order of their keys; of equal keys the last value wins.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A string, unescaped; lone surrogates become U+FFFD.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// The value of a key, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Writes compact JSON, as `JSON.stringify(value)` does.
impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => write!(out, "{value}"),
            Self::Number(text) => out.write_str(text),
            Self::String(text) => write_quoted(text, out),
            Self::Array(items) => {
                out.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(out, "{}{item}", if at == 0 { "" } else { "," })?;
                }
                out.write_str("]")
            }
            Self::Object(entries) => {
                out.write_str("{")?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    out.write_str(if at == 0 { "" } else { "," })?;
                    write_quoted(key, out)?;
                    write!(out, ":{value}")?;
                }
                out.write_str("}")
            }
        }
    }
}

/// Writes a string with quotes and escapes, as `JSON.stringify` does. ECMA-262 QuoteJSONString.
pub(crate) fn write_quoted(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    out.write_char('"')?;
    for char in text.chars() {
        match char {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            '\u{8}' => out.write_str("\\b")?,
            '\u{c}' => out.write_str("\\f")?,
            char if char < ' ' => write!(out, "\\u{:04x}", u32::from(char))?,
            char => out.write_char(char)?,
        }
    }
    out.write_char('"')
}

/// Where a text stops being JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct JsonError {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
}

impl fmt::Display for JsonError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "invalid JSON at line {}, column {}", self.line, self.column)
    }
}

impl Error for JsonError {}

/// Reads one JSON text; a byte order mark in front is skipped.
///
/// # Errors
/// The place of the first byte that no JSON text could have there.
pub fn parse_json(text: &[u8]) -> Result<Json, JsonError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = reader.document();
    value.ok_or_else(|| reader.error())
}

/// Deeper nesting than any package has would only serve to overflow the stack.
const MAX_DEPTH: usize = 500;

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<Json> {
        let value = self.value()?;
        self.skip_space();
        (self.at == self.text.len()).then_some(value)
    }

    fn value(&mut self) -> Option<Json> {
        self.skip_space();
        match self.peek()? {
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::array),
            b'"' => self.string().map(Json::String),
            b't' => self.literal("true", Json::Bool(true)),
            b'f' => self.literal("false", Json::Bool(false)),
            b'n' => self.literal("null", Json::Null),
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Json>) -> Option<Json> {
        self.depth += 1;
        let value = if self.depth > MAX_DEPTH { None } else { read(self) };
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Json> {
        let mut entries: Vec<(String, Json)> = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.eat(b'}') {
            return Some(Json::Object(entries));
        }
        loop {
            self.skip_space();
            if self.peek()? != b'"' {
                return None;
            }
            let key = self.string()?;
            self.skip_space();
            if !self.eat(b':') {
                return None;
            }
            let value = self.value()?;
            match entries.iter_mut().find(|(name, _)| *name == key) {
                Some((_, old)) => *old = value,
                None => entries.push((key, value)),
            }
            self.skip_space();
            if self.eat(b'}') {
                return Some(Json::Object(entries));
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn array(&mut self) -> Option<Json> {
        let mut items = Vec::new();
        self.at += 1;
        self.skip_space();
        if self.eat(b']') {
            return Some(Json::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            if self.eat(b']') {
                return Some(Json::Array(items));
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut out = Vec::new();
        loop {
            let byte = self.peek()?;
            match byte {
                b'"' => {
                    self.at += 1;
                    return Some(String::from_utf8_lossy(&out).into_owned());
                }
                b'\\' => self.escape(&mut out)?,
                0..=0x1f => return None,
                _ => {
                    out.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self, out: &mut Vec<u8>) -> Option<()> {
        let escaped = *self.text.get(self.at + 1)?;
        let byte = match escaped {
            b'"' | b'\\' | b'/' => escaped,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let mut unit = self.unit(self.at)?;
                self.at += 6;
                if (0xd800..0xdc00).contains(&unit)
                    && let Some(low @ 0xdc00..0xe000) = self.unit(self.at)
                {
                    unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                    self.at += 6;
                }
                let char = char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                return Some(());
            }
            _ => return None,
        };
        out.push(byte);
        self.at += 2;
        Some(())
    }

    /// The code unit of a `\uXXXX` that starts at `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        let escape = self.text.get(at..at + 6)?;
        let hex = std::str::from_utf8(escape.strip_prefix(b"\\u")?).ok()?;
        if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(hex, 16).ok()
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            self.digits()?;
        }
        let text = self.text.get(start..self.at)?;
        Some(Json::Number(String::from_utf8_lossy(text).into_owned()))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn literal(&mut self, word: &str, value: Json) -> Option<Json> {
        for byte in word.bytes() {
            if !self.eat(byte) {
                return None;
            }
        }
        Some(value)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn error(&self) -> JsonError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        JsonError {
            line: memchr::memchr_iter(b'\n', before).count() + 1,
            column: before.len() - line_start + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        parse_json(text.as_bytes()).unwrap().to_string()
    }

    #[test]
    fn keys_keep_their_order_and_the_last_of_equal_ones_wins() {
        assert_eq!(written(r#" {"b":1,"a":{},"b":[2, null]} "#), r#"{"b":[2,null],"a":{}}"#);
    }

    #[test]
    fn escapes_are_read_and_written_back() {
        assert_eq!(written(r#""\u00e9\n\ud83d\ude00\u0001\/""#), "\"é\\n😀\\u0001/\"");
        assert_eq!(written(r#""\ud800""#), "\"\u{fffd}\"");
    }

    #[test]
    fn a_byte_order_mark_in_front_is_skipped() {
        assert_eq!(parse_json(b"\xef\xbb\xbf{}").unwrap(), Json::Object(vec![]));
    }

    #[test]
    fn errors_name_the_line_and_the_column() {
        let place = |text: &str| {
            let error = parse_json(text.as_bytes()).unwrap_err();
            (error.line, error.column)
        };
        assert_eq!(place(""), (1, 1));
        assert_eq!(place("{\n  \"a\": 1,\n}"), (3, 1));
        assert_eq!(place("{} x"), (1, 4));
        assert_eq!(place("[01]"), (1, 3));
        assert_eq!(place("{\"a\": tru}"), (1, 10));
        assert_eq!(place("\"a\nb\""), (1, 3));
    }

    #[test]
    fn endless_nesting_is_an_error_and_no_overflow() {
        assert!(parse_json(&vec![b'['; 1_000_000]).is_err());
    }
}
