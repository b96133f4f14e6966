//! UTF-16, little endian (`ucs2`). Node docs: Buffers and character encodings.

use encoding_rs::mem;

use super::{Decoded, Text};

/// Two bytes a code unit, surrogates as they are.
pub(super) fn encode(text: Text<'_>) -> Vec<u8> {
    let mut bytes = vec![0; text.len() * 2];
    write(text, &mut bytes);
    bytes
}

/// Writes the whole code units that fit.
pub(super) fn write(text: Text<'_>, into: &mut [u8]) -> usize {
    let pairs = into.as_chunks_mut::<2>().0;
    let length = text.len().min(pairs.len());
    match text {
        Text::Latin1(text) => {
            for (to, from) in pairs.iter_mut().zip(text) {
                *to = [*from, 0];
            }
        }
        Text::Utf16(text) => {
            for (to, from) in pairs.iter_mut().zip(text) {
                *to = from.to_le_bytes();
            }
        }
    }
    length * 2
}

/// The code units; an odd byte at the end is left out.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let pairs = bytes.as_chunks::<2>().0;
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    if !mem::is_utf16_latin1(&units) {
        return Decoded::Utf16(units);
    }
    let mut text = vec![0; units.len()];
    mem::convert_utf16_to_latin1_lossy(&units, &mut text);
    Decoded::Latin1(text.into())
}
