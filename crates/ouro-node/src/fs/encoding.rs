//! Encodings of names and contents: how bytes become what a script asked for, and back.
//! Node docs: Buffers and character encodings.

use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use boa_engine::{Context, JsResult, JsStr, JsString, JsValue};

use super::failure::invalid_value;
use super::path::string_bytes;

/// A character encoding of Buffer, or none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Encoding {
    Ascii,
    Base64,
    Base64Url,
    /// No encoding: a Buffer.
    Buffer,
    Hex,
    Latin1,
    Utf16Le,
    Utf8,
}

impl Encoding {
    /// Finds an encoding by its name, in any case.
    pub(super) fn find(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "utf8" | "utf-8" => Self::Utf8,
            "latin1" | "binary" => Self::Latin1,
            "buffer" => Self::Buffer,
            "ascii" => Self::Ascii,
            "base64" => Self::Base64,
            "base64url" => Self::Base64Url,
            "hex" => Self::Hex,
            "ucs2" | "ucs-2" | "utf16le" | "utf-16le" => Self::Utf16Le,
            _ => return None,
        })
    }

    /// Reads an `encoding` option; `default` where it is undefined or null.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_VALUE`.
    pub(super) fn from_value(
        value: &JsValue,
        default: Self,
        context: &mut Context,
    ) -> JsResult<Self> {
        if !value.to_boolean() {
            return Ok(default);
        }
        let found = value.as_string().and_then(|name| Self::find(&name.to_std_string_lossy()));
        found.ok_or_else(|| invalid_value("encoding", "is invalid encoding", value, context))
    }

    /// Makes a string of bytes, or a Buffer where there is no encoding.
    ///
    /// # Errors
    /// What making the Buffer throws.
    pub(super) fn decode(self, bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
        Ok(match self {
            Self::Buffer => return crate::buffer(bytes, context),
            Self::Utf8 => utf8(bytes).into(),
            Self::Latin1 => JsString::from(JsStr::latin1(bytes)).into(),
            Self::Ascii => {
                let low: Vec<u8> = bytes.iter().map(|byte| byte & 0x7f).collect();
                JsString::from(JsStr::latin1(&low)).into()
            }
            Self::Hex => JsString::from(faster_hex::hex_string(bytes).as_str()).into(),
            Self::Base64 => JsString::from(base64(STANDARD, true).encode(bytes).as_str()).into(),
            Self::Base64Url => {
                JsString::from(base64(URL_SAFE, false).encode(bytes).as_str()).into()
            }
            Self::Utf16Le => {
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                    .collect();
                JsString::from(&units[..]).into()
            }
        })
    }

    /// The bytes of a string.
    pub(super) fn encode(self, text: &JsString) -> Vec<u8> {
        match self {
            Self::Utf8 | Self::Buffer => string_bytes(text),
            Self::Latin1 | Self::Ascii => match text.as_str().as_latin1() {
                Some(latin1) => latin1.to_vec(),
                None => text.to_vec().iter().map(|unit| unit.to_le_bytes()[0]).collect(),
            },
            Self::Utf16Le => text.to_vec().iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            Self::Hex => unhex(&string_bytes(text)),
            Self::Base64 | Self::Base64Url => unbase64(&string_bytes(text)),
        }
    }
}

/// UTF-8 as a string; wrong bytes become U+FFFD.
pub(super) fn utf8(bytes: &[u8]) -> JsString {
    if bytes.is_ascii() {
        return JsString::from(JsStr::latin1(bytes));
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => JsString::from(text),
        Err(_) => JsString::from(&*String::from_utf8_lossy(bytes)),
    }
}

fn base64(alphabet: base64::alphabet::Alphabet, pad: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_encode_padding(pad)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&alphabet, config)
}

/// Decodes hexadecimal digits up to the first pair that is none.
fn unhex(text: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    text.chunks_exact(2).map_while(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

/// Decodes base64 of either alphabet as Node does: what is no digit is passed over, and `=` ends.
fn unbase64(text: &[u8]) -> Vec<u8> {
    let mut digits: Vec<u8> = text
        .iter()
        .take_while(|&&byte| byte != b'=')
        .filter_map(|&byte| match byte {
            b'-' => Some(b'+'),
            b'_' => Some(b'/'),
            b'+' | b'/' => Some(byte),
            _ if byte.is_ascii_alphanumeric() => Some(byte),
            _ => None,
        })
        .collect();
    // A single digit left over is no byte.
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    base64(STANDARD, false).decode(digits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_decoded_as_far_as_they_go() {
        assert_eq!(unhex(b"4142zz43"), b"AB");
        assert_eq!(unhex(b"414"), b"A");
        assert_eq!(unbase64(b"_-8 "), [0xff, 0xef]);
        assert_eq!(unbase64(b"QUI=Qw=="), b"AB");
        assert_eq!(unbase64(b"Q"), b"");
    }

    #[test]
    fn names_are_known_in_any_case() {
        assert_eq!(Encoding::find("UTF-8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::find("Binary"), Some(Encoding::Latin1));
        assert_eq!(Encoding::find("utf7"), None);
    }
}
