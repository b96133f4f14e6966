//! The byte work of `node:querystring`: percent-encoding both ways, and the splitting of a query
//! into pairs. Node docs: Query string. ECMA-262 §19.2.6 (`decodeURIComponent`).

use ouro_sys::interrupt::is_pending_on_thread;

use crate::units::Unit;

/// One `key=value`, plus signs already replaced.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Pair<U> {
    pub(super) key: Vec<U>,
    pub(super) value: Vec<U>,
    /// Whether the key holds a percent-encoded byte.
    pub(super) key_encoded: bool,
    /// Whether the value does.
    pub(super) value_encoded: bool,
}

/// Watches for the first `%XX` in a text.
#[derive(Default)]
struct Percent {
    seen: u8,
    found: bool,
}

impl Percent {
    /// Takes one unit; `true` where it may be part of an encoded byte.
    fn takes<U: Unit>(&mut self, unit: U) -> bool {
        if self.found {
            return false;
        }
        if unit == U::ascii(b'%') {
            self.seen = 1;
            return true;
        }
        if self.seen == 0 {
            return false;
        }
        if hex(unit).is_none() {
            self.seen = 0;
            return false;
        }
        self.seen += 1;
        self.found = self.seen == 3;
        true
    }
}

/// Splits a query as Node's `querystring.parse` does; `pairs` is the most it looks at, and each
/// `+` becomes `plus`. Separators longer than one unit are matched without backing up. Where the
/// script is to end, some pairs are missing, and the caller looks for that.
pub(super) fn split<U: Unit>(
    query: &[U],
    separator: &[U],
    equals: &[U],
    pairs: Option<usize>,
    plus: &[u8],
) -> Vec<Pair<U>> {
    let mut found = Vec::new();
    let mut left = pairs.unwrap_or(usize::MAX);
    let mut reader = Reader::new();
    for (index, &unit) in query.iter().enumerate() {
        if Some(&unit) == separator.get(reader.separator) {
            reader.separator += 1;
            if reader.separator == separator.len() {
                let end = index + 1 - separator.len();
                let pair = reader.finish(query, end, equals.len());
                reader = Reader { start: index + 1, ..Reader::new() };
                found.extend(pair);
                left -= 1;
                let looks = found.len().is_multiple_of(1 << 10);
                if left == 0 || (looks && is_pending_on_thread()) {
                    return found;
                }
            }
            continue;
        }
        reader.separator = 0;
        reader.take(query, index, equals, plus);
    }
    let end = query.len();
    if reader.start < end || reader.equals > 0 || !reader.key.is_empty() {
        found.extend(reader.finish(query, end, equals.len()));
    }
    found
}

/// The pair being read.
struct Reader<U> {
    key: Vec<U>,
    value: Vec<U>,
    key_percent: Percent,
    value_percent: Percent,
    /// Where the units not yet copied begin.
    start: usize,
    /// How much of the separator was matched.
    separator: usize,
    /// How much of the equals sign was matched: all of it, once the value has begun.
    equals: usize,
}

impl<U: Unit> Reader<U> {
    fn new() -> Self {
        Self {
            key: Vec::new(),
            value: Vec::new(),
            key_percent: Percent::default(),
            value_percent: Percent::default(),
            start: 0,
            separator: 0,
            equals: 0,
        }
    }

    fn take(&mut self, query: &[U], index: usize, equals: &[U], plus: &[u8]) {
        let unit = query.get(index).copied().unwrap_or_else(|| U::ascii(0));
        let in_key = self.equals < equals.len();
        if in_key {
            if Some(&unit) == equals.get(self.equals) {
                self.equals += 1;
                if self.equals == equals.len() {
                    let end = (index + 1).saturating_sub(equals.len());
                    self.key.extend_from_slice(query.get(self.start..end).unwrap_or_default());
                    self.start = index + 1;
                }
                return;
            }
            self.equals = 0;
        }
        let (text, percent) = if in_key {
            (&mut self.key, &mut self.key_percent)
        } else {
            (&mut self.value, &mut self.value_percent)
        };
        if !percent.takes(unit) && unit == U::ascii(b'+') {
            text.extend_from_slice(query.get(self.start..index).unwrap_or_default());
            text.extend(plus.iter().map(|&byte| U::ascii(byte)));
            self.start = index + 1;
        }
    }

    /// The pair, unless there is nothing in it.
    fn finish(mut self, query: &[U], end: usize, equals: usize) -> Option<Pair<U>> {
        let rest = query.get(self.start..end).unwrap_or_default();
        if self.equals < equals {
            if rest.is_empty() && self.key.is_empty() {
                return None;
            }
            self.key.extend_from_slice(rest);
        } else {
            self.value.extend_from_slice(rest);
        }
        Some(Pair {
            key: self.key,
            value: self.value,
            key_encoded: self.key_percent.found,
            value_encoded: self.value_percent.found,
        })
    }
}

fn hex<U: Unit>(unit: U) -> Option<u8> {
    let digit = char::from_u32(unit.code().into())?.to_digit(16)?;
    u8::try_from(digit).ok()
}

/// `decodeURIComponent`, or `None` where it would throw. Lone surrogates become U+FFFD.
pub(super) fn decode<U: Unit>(text: &[U]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut index = 0;
    while let Some(&unit) = text.get(index) {
        index += 1;
        if unit == U::ascii(b'%') {
            let high = text.get(index).copied().and_then(hex)?;
            let low = text.get(index + 1).copied().and_then(hex)?;
            bytes.push(high << 4 | low);
            index += 2;
        } else if let Ok(byte) = u8::try_from(unit.code())
            && byte.is_ascii()
        {
            bytes.push(byte);
        } else {
            let units = [unit.code(), text.get(index).map_or(0, |unit| unit.code())];
            let first = char::decode_utf16(units).next();
            let character = first.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
            index += character.len_utf16() - 1;
            bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    String::from_utf8(bytes).ok()
}

/// `querystring.unescapeBuffer`: the low bytes of the units, with what is validly encoded decoded.
#[expect(clippy::cast_possible_truncation, reason = "Node stores a unit's low byte")]
pub(super) fn unescape<U: Unit>(text: &[U], spaces: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut index = 0;
    while let Some(&unit) = text.get(index) {
        index += 1;
        if unit == U::ascii(b'+') && spaces {
            bytes.push(b' ');
            continue;
        }
        let digit = |at| text.get(at).copied().and_then(hex);
        if unit == U::ascii(b'%')
            && let (Some(high), Some(low)) = (digit(index), digit(index + 1))
        {
            bytes.push(high << 4 | low);
            index += 2;
            continue;
        }
        bytes.push(unit.code() as u8);
    }
    bytes
}

/// `querystring.escape`; `None` for a surrogate at the end of the text.
#[expect(clippy::cast_possible_truncation, reason = "six bits, and bits that complete a byte")]
pub(super) fn escape<U: Unit>(text: &[U]) -> Option<Vec<u8>> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |index: u8| DIGITS.get(usize::from(index)).copied().unwrap_or(b'0');
    let mut utf8 = Vec::new();
    let mut units = text.iter();
    let mut out = Vec::with_capacity(text.len());
    while let Some(unit) = units.next() {
        let code = u32::from(unit.code());
        utf8.clear();
        match code {
            0..0x80 => {
                let byte = code as u8;
                if byte.is_ascii_alphanumeric() || b"!'()*-._~".contains(&byte) {
                    out.push(byte);
                    continue;
                }
                utf8.push(byte);
            }
            0x80..0x800 => utf8.extend([0xc0 | (code >> 6) as u8, 0x80 | (code & 63) as u8]),
            0xd800..0xe000 => {
                // Node pairs a surrogate with whatever follows.
                let next = u32::from(units.next()?.code()) & 0x3ff;
                let code = 0x10000 + ((code & 0x3ff) << 10 | next);
                utf8.extend([
                    0xf0 | (code >> 18) as u8,
                    0x80 | (code >> 12 & 63) as u8,
                    0x80 | (code >> 6 & 63) as u8,
                    0x80 | (code & 63) as u8,
                ]);
            }
            _ => utf8.extend([
                0xe0 | (code >> 12) as u8,
                0x80 | (code >> 6 & 63) as u8,
                0x80 | (code & 63) as u8,
            ]),
        }
        for &byte in &utf8 {
            out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(query: &[u8]) -> Vec<(String, String)> {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let pairs = split(query, b"&", b"=", None, b" ");
        pairs.into_iter().map(|pair| (text(pair.key), text(pair.value))).collect()
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn empty_pieces_are_no_pairs() {
        assert_eq!(
            pairs(b"&a=1&&b&=&c=d=e&"),
            [pair("a", "1"), pair("b", ""), pair("", ""), pair("c", "d=e"),]
        );
    }

    #[test]
    fn a_plus_is_a_space_on_both_sides() {
        assert_eq!(pairs(b"a+b=c+d"), [pair("a b", "c d")]);
    }

    #[test]
    fn the_limit_counts_empty_pieces() {
        let found = split(b"&&a=1&b=2".as_slice(), b"&", b"=", Some(3), b" ");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn malformed_text_is_not_decoded() {
        assert_eq!(decode(b"%E4%BD%A0+x".as_slice()).as_deref(), Some("你+x"));
        assert_eq!(decode(b"%zz".as_slice()), None);
        assert_eq!(decode(b"%ff".as_slice()), None);
        assert_eq!(unescape(b"%zz%41+".as_slice(), true), b"%zzA ");
    }

    #[test]
    fn characters_are_escaped_as_utf8() {
        assert_eq!(escape([0x20u16, 0xd83d, 0xde00].as_slice()).unwrap(), b"%20%F0%9F%98%80");
        assert_eq!(escape([0xd83du16].as_slice()), None);
    }
}
