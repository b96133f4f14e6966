//! Hashes of texts, the same for the same units in either width.
//!
//! Four units at a time are taken as one word and folded in with a wide multiplication. Not a
//! defence against chosen keys; Boa's own hash is none either.

/// An odd number without structure: the fraction of the golden ratio.
const FOLD: u64 = 0x9E37_79B9_7F4A_7C15;

#[expect(clippy::cast_possible_truncation, reason = "the low half, then the high half")]
const fn fold(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word) as u128 * FOLD as u128;
    (product as u64) ^ ((product >> 64) as u64)
}

/// Starts with the length, so that zeros at the end count.
const fn start(units: usize) -> u64 {
    (units as u64).wrapping_add(1).wrapping_mul(FOLD)
}

/// The kept form: 32 bits, never 0, which stands for "not yet known".
#[expect(clippy::cast_possible_truncation, reason = "both halves are folded into one")]
const fn finish(hash: u64) -> u32 {
    let folded = (hash ^ (hash >> 32)) as u32;
    if folded == 0 { 1 } else { folded }
}

/// Puts four bytes into the four 16 bit lanes of a word.
const fn widen(four: u32) -> u64 {
    let spread = (four as u64 | ((four as u64) << 16)) & 0x0000_FFFF_0000_FFFF;
    (spread | (spread << 8)) & 0x00FF_00FF_00FF_00FF
}

/// The hash of Latin-1 units.
pub(crate) const fn latin1(mut units: &[u8]) -> u32 {
    let mut hash = start(units.len());
    while let Some((four, rest)) = units.split_first_chunk::<4>() {
        hash = fold(hash, widen(u32::from_le_bytes(*four)));
        units = rest;
    }
    let mut word = 0;
    while let [rest @ .., last] = units {
        word = (word << 16) | *last as u64;
        units = rest;
    }
    finish(fold(hash, word))
}

/// The hash of UTF-16 units.
pub(crate) const fn utf16(mut units: &[u16]) -> u32 {
    let mut hash = start(units.len());
    while let Some((&[a, b, c, d], rest)) = units.split_first_chunk::<4>() {
        let word = a as u64 | ((b as u64) << 16) | ((c as u64) << 32) | ((d as u64) << 48);
        hash = fold(hash, word);
        units = rest;
    }
    let mut word = 0;
    while let [rest @ .., last] = units {
        word = (word << 16) | *last as u64;
        units = rest;
    }
    finish(fold(hash, word))
}
