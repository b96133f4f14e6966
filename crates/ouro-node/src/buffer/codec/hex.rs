//! Hexadecimal, two digits a byte. Node docs: Buffers and character encodings.

use super::Text;

/// Lower-case digits.
pub(super) fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut digits = vec![0; bytes.len() * 2];
    // The room is exactly what is asked for, so there is no error to answer.
    let _ = faster_hex::hex_encode(bytes, &mut digits);
    digits
}

/// The bytes up to the first pair that is not two digits.
pub(super) fn decode(text: Text<'_>) -> Vec<u8> {
    let mut bytes = vec![0; text.len() / 2];
    let length = write(text, &mut bytes);
    bytes.truncate(length);
    bytes
}

/// Writes what fits, up to the first pair that is not two digits.
pub(super) fn write(text: Text<'_>, into: &mut [u8]) -> usize {
    match text {
        Text::Latin1(text) => {
            let length = (text.len() / 2).min(into.len());
            let (Some(digits), Some(room)) = (text.get(..length * 2), into.get_mut(..length))
            else {
                return 0;
            };
            if faster_hex::hex_check(digits) && faster_hex::hex_decode(digits, room).is_ok() {
                return length;
            }
            write_pairs(digits.as_chunks::<2>().0.iter().copied(), room)
        }
        Text::Utf16(text) => write_pairs(
            text.as_chunks::<2>().0.iter().map(|[high, low]| {
                [u8::try_from(*high).unwrap_or(0), u8::try_from(*low).unwrap_or(0)]
            }),
            into,
        ),
    }
}

fn write_pairs(pairs: impl Iterator<Item = [u8; 2]>, into: &mut [u8]) -> usize {
    let mut length = 0;
    for (to, [high, low]) in into.iter_mut().zip(pairs) {
        let (Some(high), Some(low)) = (digit(high), digit(low)) else { break };
        *to = high << 4 | low;
        length += 1;
    }
    length
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
