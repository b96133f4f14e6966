//! `node:buffer`, encodings: text to bytes and back, without any JavaScript engine.
//! Node docs: Buffers and character encodings. RFC 4648; WHATWG Encoding for the repair of UTF-8.

mod base64;
mod hex;
mod latin1;
mod utf16le;
mod utf8;

use std::borrow::Cow;

pub(crate) use base64::{Alphabet, decode as decode_base64, encode as encode_base64};

/// A JavaScript string as the engine stores it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'a> {
    /// One byte a character, all below U+0100.
    Latin1(&'a [u8]),
    /// UTF-16 code units, perhaps with lone surrogates.
    Utf16(&'a [u16]),
}

impl Text<'_> {
    /// Length in code units, as `string.length`.
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Latin1(text) => text.len(),
            Self::Utf16(text) => text.len(),
        }
    }
}

/// The string that bytes stand for, in the narrower of the engine's two forms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Decoded<'a> {
    /// All characters are below U+0100.
    Latin1(Cow<'a, [u8]>),
    /// Some are not.
    Utf16(Vec<u16>),
}

impl Decoded<'_> {
    /// Length in code units.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Latin1(text) => text.len(),
            Self::Utf16(text) => text.len(),
        }
    }
}

/// Node's encodings of Buffers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Encoding {
    /// UTF-8; lone surrogates and broken sequences become U+FFFD.
    #[default]
    Utf8,
    /// UTF-16, little endian; `ucs2`.
    Utf16le,
    /// The low byte of each code unit; `binary`.
    Latin1,
    /// As `Latin1`, but the high bit is dropped when decoding.
    Ascii,
    /// Base64 with `+/` and padding; either alphabet is read.
    Base64,
    /// Base64 with `-_` and no padding; either alphabet is read.
    Base64url,
    /// Two hexadecimal digits a byte.
    Hex,
}

impl Encoding {
    /// The encoding of a name, in any case; `None` where Node knows none of that name.
    pub(crate) fn from_name(name: Text<'_>) -> Option<Self> {
        let mut lower = [0u8; 9];
        let length = name.len();
        let lower = lower.get_mut(..length)?;
        match name {
            Text::Latin1(text) => lower.copy_from_slice(text),
            Text::Utf16(text) => {
                for (to, from) in lower.iter_mut().zip(text) {
                    *to = u8::try_from(*from).ok()?;
                }
            }
        }
        lower.make_ascii_lowercase();
        Some(match &*lower {
            b"utf8" | b"utf-8" => Self::Utf8,
            b"ucs2" | b"ucs-2" | b"utf16le" | b"utf-16le" => Self::Utf16le,
            b"latin1" | b"binary" => Self::Latin1,
            b"ascii" => Self::Ascii,
            b"base64" => Self::Base64,
            b"base64url" => Self::Base64url,
            b"hex" => Self::Hex,
            _ => return None,
        })
    }

    /// The name that Node shows.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16le => "utf16le",
            Self::Latin1 => "latin1",
            Self::Ascii => "ascii",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
        }
    }

    /// How many bytes the text takes; for base64 and hex an upper bound, as `Buffer.byteLength`.
    pub(crate) fn byte_length(self, text: Text<'_>) -> usize {
        match self {
            Self::Utf8 => utf8::byte_length(text),
            Self::Utf16le => text.len() * 2,
            Self::Latin1 | Self::Ascii => text.len(),
            Self::Base64 | Self::Base64url => base64::byte_length(text),
            Self::Hex => text.len() / 2,
        }
    }

    /// The bytes of the text.
    pub(crate) fn encode(self, text: Text<'_>) -> Vec<u8> {
        match self {
            Self::Utf8 => utf8::encode(text),
            Self::Utf16le => utf16le::encode(text),
            Self::Latin1 | Self::Ascii => latin1::encode(text),
            Self::Base64 | Self::Base64url => base64::decode(text),
            Self::Hex => hex::decode(text),
        }
    }

    /// Writes as much of the text as fits, whole characters only; says how many bytes.
    pub(crate) fn write(self, text: Text<'_>, into: &mut [u8]) -> usize {
        match self {
            Self::Utf8 => utf8::write(text, into),
            Self::Utf16le => utf16le::write(text, into),
            Self::Latin1 | Self::Ascii => latin1::write(text, into),
            Self::Base64 | Self::Base64url => base64::write(text, into),
            Self::Hex => hex::write(text, into),
        }
    }

    /// The text of the bytes.
    pub(crate) fn decode(self, bytes: &[u8]) -> Decoded<'_> {
        match self {
            Self::Utf8 => utf8::decode(bytes),
            Self::Utf16le => utf16le::decode(bytes),
            Self::Latin1 => Decoded::Latin1(Cow::Borrowed(bytes)),
            Self::Ascii => Decoded::Latin1(latin1::decode_ascii(bytes)),
            Self::Base64 => Decoded::Latin1(base64::encode(bytes, Alphabet::Standard).into()),
            Self::Base64url => Decoded::Latin1(base64::encode(bytes, Alphabet::Url).into()),
            Self::Hex => Decoded::Latin1(hex::encode(bytes).into()),
        }
    }

    /// How long the text of `length` bytes is at most, in code units.
    pub(crate) const fn text_length(self, length: usize) -> usize {
        match self {
            Self::Utf8 | Self::Latin1 | Self::Ascii => length,
            Self::Utf16le => length / 2,
            Self::Base64 => length.div_ceil(3) * 4,
            Self::Base64url => (length * 4).div_ceil(3),
            Self::Hex => length * 2,
        }
    }
}

#[cfg(test)]
mod tests;
