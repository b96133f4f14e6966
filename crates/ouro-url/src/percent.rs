//! Percent-encoding and the sets of what is encoded where. WHATWG URL: percent-encoded bytes.

use std::borrow::Cow;

/// A set of bytes to encode; those outside ASCII and the controls are in every set.
#[derive(Clone, Copy, Debug)]
pub struct Set(u128);

const fn set(base: u128, more: &[u8]) -> Set {
    let mut bits = base;
    let mut index = 0;
    while index < more.len() {
        bits |= 1 << more[index];
        index += 1;
    }
    Set(bits)
}

/// C0 controls and everything past `~`.
pub const CONTROL: Set = Set(0xffff_ffff | 1 << 127);
/// The fragment set.
pub const FRAGMENT: Set = set(CONTROL.0, b" \"<>`");
/// The query set.
pub const QUERY: Set = set(CONTROL.0, b" \"#<>");
/// The query set of special schemes.
pub const SPECIAL_QUERY: Set = set(QUERY.0, b"'");
/// The path set.
pub const PATH: Set = set(QUERY.0, b"?^`{}");
/// The user information set.
pub const USERINFO: Set = set(PATH.0, b"/:;=@[\\]|");
/// The component set: what `encodeURIComponent` encodes.
pub const COMPONENT: Set = set(USERINFO.0, b"$%&+,");
/// The `application/x-www-form-urlencoded` set; a space becomes a plus sign there.
pub const FORM: Set = set(COMPONENT.0, b"!'()~");

impl Set {
    /// Whether a byte is encoded.
    #[must_use]
    pub const fn contains(self, byte: u8) -> bool {
        byte >= 128 || self.0 >> byte & 1 == 1
    }
}

/// Appends `%XX`.
pub fn push_encoded(byte: u8, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(DIGITS.get(usize::from(digit)).copied().unwrap_or(b'0')));
    }
}

/// Appends a byte, encoded where the set says so.
pub fn push(byte: u8, set: Set, out: &mut String) {
    if set.contains(byte) {
        push_encoded(byte, out);
    } else {
        out.push(char::from(byte));
    }
}

/// Appends a text, encoded where the set says so.
pub fn push_all(text: &[u8], set: Set, out: &mut String) {
    out.reserve(text.len());
    for &byte in text {
        push(byte, set, out);
    }
}

/// The value of a hexadecimal digit.
#[must_use]
pub fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Decodes every valid `%XX`; the rest stays.
#[must_use]
pub fn decode(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut index = 0;
    while let Some(&byte) = text.get(index) {
        index += 1;
        let digit = |at: usize| text.get(at).copied().and_then(hex);
        if byte == b'%'
            && let (Some(high), Some(low)) = (digit(index), digit(index + 1))
        {
            bytes.push(high << 4 | low);
            index += 2;
        } else {
            bytes.push(byte);
        }
    }
    Cow::Owned(bytes)
}
