//! Latin-1 (`binary`) and ASCII: the low byte of each code unit. Node docs: Buffers and character
//! encodings.

use std::borrow::Cow;

use super::Text;

/// The low byte of each code unit.
pub(super) fn encode(text: Text<'_>) -> Vec<u8> {
    match text {
        Text::Latin1(text) => text.to_vec(),
        Text::Utf16(text) => text.iter().map(|unit| low(*unit)).collect(),
    }
}

/// Writes what fits.
pub(super) fn write(text: Text<'_>, into: &mut [u8]) -> usize {
    let length = text.len().min(into.len());
    match text {
        Text::Latin1(text) => {
            for (to, from) in into.iter_mut().zip(text) {
                *to = *from;
            }
        }
        Text::Utf16(text) => {
            for (to, from) in into.iter_mut().zip(text) {
                *to = low(*from);
            }
        }
    }
    length
}

/// The bytes without their high bit.
pub(super) fn decode_ascii(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.is_ascii() {
        return Cow::Borrowed(bytes);
    }
    bytes.iter().map(|byte| byte & 0x7F).collect()
}

/// The low byte of a code unit.
const fn low(unit: u16) -> u8 {
    unit.to_le_bytes()[0]
}
