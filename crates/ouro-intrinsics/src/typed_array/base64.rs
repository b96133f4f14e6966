//! Base64 and hexadecimal as `Uint8Array` reads and writes them.
//! TC39 proposal-arraybuffer-base64: FromBase64, FromHex.

/// Which characters are the last two digits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Alphabet {
    /// `+/`
    Standard,
    /// `-_`
    Url,
}

/// What becomes of two or three digits at the end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LastChunk {
    /// They may lack padding and have stray bits.
    Loose,
    /// They must be padded, without stray bits.
    Strict,
    /// They are left unread unless padded.
    StopBeforePartial,
}

/// How far decoding came.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Decoded {
    /// Characters read.
    pub(super) read: usize,
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    /// What was wrong, if anything.
    pub(super) error: Option<&'static str>,
}

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn digit(character: u16, alphabet: Alphabet) -> Option<u32> {
    let byte = u8::try_from(character).ok()?;
    Some(match (byte, alphabet) {
        (b'A'..=b'Z', _) => u32::from(byte - b'A'),
        (b'a'..=b'z', _) => u32::from(byte - b'a') + 26,
        (b'0'..=b'9', _) => u32::from(byte - b'0') + 52,
        (b'+', Alphabet::Standard) | (b'-', Alphabet::Url) => 62,
        (b'/', Alphabet::Standard) | (b'_', Alphabet::Url) => 63,
        _ => return None,
    })
}

const fn is_space(character: u16) -> bool {
    matches!(character, 9 | 10 | 12 | 13 | 32)
}

/// The digits of bytes.
pub(super) fn encode(bytes: &[u8], alphabet: Alphabet, pad: bool) -> Vec<u8> {
    let digits = match alphabet {
        Alphabet::Standard => STANDARD,
        Alphabet::Url => URL,
    };
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits: u32 = 0;
        for place in 0..3 {
            bits = bits << 8 | group.get(place).copied().map_or(0, u32::from);
        }
        for place in 0..4 {
            if place <= group.len() {
                text.push(digits[(bits >> (18 - place * 6) & 63) as usize]);
            } else if pad {
                text.push(b'=');
            }
        }
    }
    text
}

/// The bytes of digits, at most `most` of them.
pub(super) fn decode(text: &[u16], alphabet: Alphabet, last: LastChunk, most: usize) -> Decoded {
    let mut out = Decoded::default();
    if most == 0 {
        return out;
    }
    let (mut bits, mut count) = (0_u32, 0_usize);
    let mut at = 0;
    while let Some(&character) = text.get(at) {
        at += 1;
        if is_space(character) {
            continue;
        }
        if character == u16::from(b'=') {
            return finish_padded(text, at, bits, count, last, out);
        }
        let Some(value) = digit(character, alphabet) else {
            return fail(out, "Found a character that cannot be part of a valid base64 string.");
        };
        let room = most - out.bytes.len();
        if (room == 1 && count == 2) || (room == 2 && count == 3) {
            return out;
        }
        bits = bits << 6 | value;
        count += 1;
        if count == 4 {
            out.bytes.extend_from_slice(bits.to_be_bytes().get(1..).unwrap_or_default());
            (bits, count) = (0, 0);
            out.read = at;
            if out.bytes.len() == most {
                return out;
            }
        }
    }
    if count == 0 {
        out.read = at;
        return out;
    }
    match last {
        LastChunk::StopBeforePartial => out,
        LastChunk::Loose if count > 1 => {
            push_partial(&mut out.bytes, bits, count);
            out.read = at;
            out
        }
        _ => {
            fail(out, "The base64 input terminates with a single character, excluding padding (=).")
        }
    }
}

/// Decodes the last digits, after which an `=` came.
fn finish_padded(
    text: &[u16],
    mut at: usize,
    bits: u32,
    count: usize,
    last: LastChunk,
    mut out: Decoded,
) -> Decoded {
    const PADDING: &str = "The base64 input has wrong padding.";
    if count < 2 {
        return fail(out, PADDING);
    }
    let skip = |at: &mut usize| {
        while text.get(*at).copied().is_some_and(is_space) {
            *at += 1;
        }
    };
    skip(&mut at);
    if count == 2 {
        match text.get(at) {
            None if last == LastChunk::StopBeforePartial => return out,
            None => return fail(out, PADDING),
            Some(&character) if character == u16::from(b'=') => at += 1,
            Some(_) => return fail(out, PADDING),
        }
        skip(&mut at);
    }
    if at < text.len() {
        return fail(out, PADDING);
    }
    let stray = if count == 2 { bits & 0xF } else { bits & 3 };
    if last == LastChunk::Strict && stray != 0 {
        return fail(out, "The base64 input has stray bits at its end.");
    }
    push_partial(&mut out.bytes, bits, count);
    out.read = at;
    out
}

fn push_partial(bytes: &mut Vec<u8>, bits: u32, count: usize) {
    let bits = bits << (6 * (4 - count));
    let [_, first, second, _] = bits.to_be_bytes();
    bytes.push(first);
    if count == 3 {
        bytes.push(second);
    }
}

fn fail(mut out: Decoded, error: &'static str) -> Decoded {
    out.error = Some(error);
    out
}

/// Two digits a byte.
pub(super) fn encode_hex(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = Vec::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}

/// The bytes of hexadecimal digits, at most `most` of them.
pub(super) fn decode_hex(text: &[u16], most: usize) -> Decoded {
    let mut out = Decoded::default();
    if !text.len().is_multiple_of(2) {
        return fail(out, "Input string must contain hex characters in even length");
    }
    let digit = |unit: u16| char::from_u32(u32::from(unit)).and_then(|digit| digit.to_digit(16));
    for pair in text.as_chunks::<2>().0 {
        if out.bytes.len() == most {
            break;
        }
        let [Some(high), Some(low)] = pair.map(digit) else {
            return fail(out, "Input string must contain hex characters in even length");
        };
        out.bytes.push((high << 4 | low).to_le_bytes()[0]);
        out.read += 2;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose(text: &str) -> Decoded {
        let text: Vec<u16> = text.encode_utf16().collect();
        decode(&text, Alphabet::Standard, LastChunk::Loose, usize::MAX)
    }

    #[test]
    fn bytes_survive_digits_and_back() {
        for length in 0..40_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37)).collect();
            for alphabet in [Alphabet::Standard, Alphabet::Url] {
                for pad in [true, false] {
                    let text = encode(&bytes, alphabet, pad);
                    let text: Vec<u16> = text.into_iter().map(u16::from).collect();
                    let decoded = decode(&text, alphabet, LastChunk::Loose, usize::MAX);
                    assert_eq!((decoded.read, decoded.error), (text.len(), None));
                    assert_eq!(decoded.bytes, bytes);
                }
            }
            let hex: Vec<u16> = encode_hex(&bytes).into_iter().map(u16::from).collect();
            assert_eq!(decode_hex(&hex, usize::MAX).bytes, bytes);
        }
    }

    #[test]
    fn the_last_digits_are_handled_as_asked() {
        assert_eq!(loose("YWE").bytes, b"aa");
        assert!(loose("Y").error.is_some());
        assert!(loose("YQ=").error.is_some());
        assert_eq!(loose(" Y Q = = ").bytes, b"a");
        let text: Vec<u16> = "YWFhYQ".encode_utf16().collect();
        let stopped = decode(&text, Alphabet::Standard, LastChunk::StopBeforePartial, usize::MAX);
        assert_eq!((stopped.read, stopped.bytes.as_slice()), (4, &b"aaa"[..]));
        assert!(decode(&text, Alphabet::Standard, LastChunk::Strict, 9).error.is_some());
    }

    #[test]
    fn whole_groups_only_are_written_where_room_is_short() {
        let text: Vec<u16> = "YWFhYWFh".encode_utf16().collect();
        let decoded = decode(&text, Alphabet::Standard, LastChunk::Loose, 5);
        assert_eq!((decoded.read, decoded.bytes.len()), (4, 3));
    }
}
