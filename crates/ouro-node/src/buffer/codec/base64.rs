//! Base64 as Node reads it (both alphabets at once, anything else skipped, `=` ends the text) and
//! writes it. RFC 4648 §4, §5. Node docs: Buffers and character encodings.

use base64::{Engine, engine::general_purpose};

use super::Text;

/// Which 62nd and 63rd digit to write, and whether to pad.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Alphabet {
    /// `+/`, padded with `=`.
    Standard,
    /// `-_`, not padded.
    Url,
}

/// Marks a byte that is no digit.
const NONE: u8 = 0xFF;

/// The value of each byte as a digit of either alphabet.
const DIGITS: [u8; 256] = {
    let mut table = [NONE; 256];
    let mut value = 0;
    while value < 26 {
        table[b'A' as usize + value as usize] = value;
        table[b'a' as usize + value as usize] = value + 26;
        if value < 10 {
            table[b'0' as usize + value as usize] = value + 52;
        }
        value += 1;
    }
    table[b'+' as usize] = 62;
    table[b'-' as usize] = 62;
    table[b'/' as usize] = 63;
    table[b'_' as usize] = 63;
    table
};

/// The digits of the bytes.
pub(crate) fn encode(bytes: &[u8], alphabet: Alphabet) -> Vec<u8> {
    let engine = match alphabet {
        Alphabet::Standard => &general_purpose::STANDARD,
        Alphabet::Url => &general_purpose::URL_SAFE_NO_PAD,
    };
    engine.encode(bytes).into_bytes()
}

/// What `Buffer.byteLength` says: three bytes for four characters, without up to two `=`.
pub(super) fn byte_length(text: Text<'_>) -> usize {
    let pads = |at: usize| match text {
        Text::Latin1(text) => text.get(at) == Some(&b'='),
        Text::Utf16(text) => text.get(at) == Some(&u16::from(b'=')),
    };
    let mut length = text.len();
    if length > 0 && pads(length - 1) {
        length -= 1;
        if length > 1 && pads(length - 1) {
            length -= 1;
        }
    }
    length / 4 * 3 + length % 4 * 3 / 4
}

/// The bytes of the digits.
pub(crate) fn decode(text: Text<'_>) -> Vec<u8> {
    let mut bytes = vec![0; text.len() / 4 * 3 + 3];
    let length = write(text, &mut bytes);
    bytes.truncate(length);
    bytes
}

/// Writes what fits.
pub(super) fn write(text: Text<'_>, into: &mut [u8]) -> usize {
    match text {
        Text::Latin1(text) => {
            let done = write_whole(text, into);
            let (Some(text), Some(room)) = (text.get(done / 3 * 4..), into.get_mut(done..)) else {
                return done;
            };
            done + write_loose(text.iter().copied(), room)
        }
        Text::Utf16(text) => {
            write_loose(text.iter().map(|unit| u8::try_from(*unit).unwrap_or(0)), into)
        }
    }
}

/// Decodes groups of four digits as long as nothing else comes between.
fn write_whole(text: &[u8], into: &mut [u8]) -> usize {
    let mut length = 0;
    for (to, from) in into.as_chunks_mut::<3>().0.iter_mut().zip(text.as_chunks::<4>().0) {
        let [a, b, c, d] = from.map(|byte| DIGITS[usize::from(byte)]);
        if a | b | c | d == NONE {
            break;
        }
        *to = [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d];
        length += 3;
    }
    length
}

/// Decodes digit by digit, passing over what is none, until `=` or the end.
fn write_loose(text: impl Iterator<Item = u8>, into: &mut [u8]) -> usize {
    let mut bits: u32 = 0;
    let mut count = 0;
    let mut length = 0;
    for byte in text {
        let digit = DIGITS[usize::from(byte)];
        if digit == NONE {
            if byte == b'=' {
                break;
            }
            continue;
        }
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            let Some(to) = into.get_mut(length) else { break };
            *to = (bits >> count).to_le_bytes()[0];
            length += 1;
        }
    }
    length
}
