//! UTF-8, as Node reads and writes it. WHATWG Encoding: UTF-8 decoder, "maximal subpart" repair.

use std::borrow::Cow;

use encoding_rs::{Encoding, mem};

use super::{Decoded, Text};

/// How many bytes the text takes; a lone surrogate takes the three of U+FFFD.
pub(super) fn byte_length(text: Text<'_>) -> usize {
    match text {
        Text::Latin1(text) => {
            let high: usize = text
                .chunks(128)
                .map(|part| part.iter().filter(|byte| **byte >= 0x80).count())
                .sum();
            text.len() + high
        }
        Text::Utf16(text) => {
            let mut length = 0;
            let mut index = 0;
            while let Some(&unit) = text.get(index) {
                index += 1;
                length += match unit {
                    0..0x80 => 1,
                    0x80..0x800 => 2,
                    0xD800..0xDC00
                        if text.get(index).is_some_and(|low| (0xDC00..0xE000).contains(low)) =>
                    {
                        index += 1;
                        4
                    }
                    _ => 3,
                };
            }
            length
        }
    }
}

/// The bytes of the text.
pub(super) fn encode(text: Text<'_>) -> Vec<u8> {
    match text {
        Text::Latin1(text) => {
            let ascii = Encoding::ascii_valid_up_to(text);
            if ascii == text.len() {
                return text.to_vec();
            }
            let mut bytes = Vec::with_capacity(byte_length(Text::Latin1(text)));
            let mut rest = text;
            while !rest.is_empty() {
                let (plain, tail) =
                    rest.split_at_checked(Encoding::ascii_valid_up_to(rest)).unwrap_or((rest, &[]));
                bytes.extend_from_slice(plain);
                let high = tail.iter().position(u8::is_ascii).unwrap_or(tail.len());
                let (high, tail) = tail.split_at_checked(high).unwrap_or((tail, &[]));
                bytes.extend(high.iter().flat_map(|byte| [0xC0 | byte >> 6, 0x80 | byte & 0x3F]));
                rest = tail;
            }
            bytes
        }
        Text::Utf16(text) => {
            let mut bytes = vec![0; text.len() * 3];
            let length = mem::convert_utf16_to_utf8(text, &mut bytes);
            bytes.truncate(length);
            bytes
        }
    }
}

/// Writes the characters that fit.
pub(super) fn write(text: Text<'_>, into: &mut [u8]) -> usize {
    match text {
        Text::Latin1(text) => mem::convert_latin1_to_utf8_partial(text, into).1,
        Text::Utf16(text) => mem::convert_utf16_to_utf8_partial(text, into).1,
    }
}

/// The text of the bytes, broken sequences as U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if Encoding::ascii_valid_up_to(bytes) == bytes.len() {
        return Decoded::Latin1(Cow::Borrowed(bytes));
    }
    if mem::is_utf8_latin1(bytes) {
        let mut text = vec![0; bytes.len()];
        let length = mem::convert_utf8_to_latin1_lossy(bytes, &mut text);
        text.truncate(length);
        return Decoded::Latin1(text.into());
    }
    let mut text = vec![0; bytes.len() + 1];
    let length = mem::convert_utf8_to_utf16(bytes, &mut text);
    text.truncate(length);
    Decoded::Utf16(text)
}
