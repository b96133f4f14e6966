//! `node:buffer`, functions that are no methods: `atob`, `btoa`, `transcode`.
//! WHATWG HTML: base64 utility methods; WHATWG Infra: forgiving-base64. Node docs: buffer.

use boa_engine::{Context, JsResult, JsStr, JsString, JsValue};

use super::{
    checks::{string, text, uint8_array},
    codec::{Alphabet, Decoded, Encoding, Text, decode_base64, encode_base64},
    create::with_bytes,
};
use crate::Arguments;

/// `btoa(string)`: the base64 of a string whose characters are bytes, or `undefined` where some
/// are not.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_STRING_TOO_LONG`.
pub(super) fn btoa(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = args.string(0, context)?;
    let narrow;
    let bytes = match text(input.as_str()) {
        Text::Latin1(bytes) => bytes,
        Text::Utf16(units) => {
            let bytes: Option<Vec<u8>> =
                units.iter().map(|unit| u8::try_from(*unit).ok()).collect();
            let Some(bytes) = bytes else { return Ok(JsValue::undefined()) };
            narrow = bytes;
            &narrow
        }
    };
    string(&Decoded::Latin1(encode_base64(bytes, Alphabet::Standard).into()), context)
}

/// `atob(string)`: the bytes as characters; 1 where a character does not belong, 2 where one is
/// left over.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn atob(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = args.string(0, context)?;
    let Text::Latin1(input) = text(input.as_str()) else {
        let units = input.to_vec();
        let narrow: Option<Vec<u8>> = units.iter().map(|unit| u8::try_from(*unit).ok()).collect();
        return Ok(narrow.map_or_else(|| 1.into(), |narrow| forgiving(&narrow)));
    };
    Ok(forgiving(input))
}

/// Infra: forgiving-base64 decode.
fn forgiving(input: &[u8]) -> JsValue {
    let mut digits: Vec<u8> = input
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\t' | b'\n' | 12 | b'\r' | b' '))
        .collect();
    if digits.len().is_multiple_of(4) {
        for _ in 0..2 {
            if digits.last() == Some(&b'=') {
                digits.pop();
            }
        }
    }
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    if !digits.iter().all(known) {
        return 1.into();
    }
    if digits.len() % 4 == 1 {
        // What padding was cut from a length of four cannot leave one: `A===` keeps its third `=`.
        return 2.into();
    }
    JsString::from(JsStr::latin1(&decode_base64(Text::Latin1(&digits)))).into()
}

/// ICU's errors, as `transcode` reports them.
const ILLEGAL_ARGUMENT: i32 = 1;
const INVALID_CHARACTER: i32 = 10;

/// `transcode(source, fromEnc, toEnc)`: a Buffer, or ICU's number of the error.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn transcode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = uint8_array(args.value(0), "source", context)?.to_vec();
    if source.is_empty() {
        return with_bytes(&[], context);
    }
    let mut encodings = [None; 2];
    for (index, encoding) in encodings.iter_mut().enumerate() {
        if args.value(index + 1).is_null_or_undefined() {
            *encoding = Some(Encoding::Utf8);
            continue;
        }
        *encoding = args.value(index + 1).as_string().and_then(|name| {
            Encoding::from_name(text(name.as_str())).filter(|encoding| {
                use Encoding::{Ascii, Latin1, Utf8, Utf16le};
                matches!(encoding, Ascii | Latin1 | Utf8 | Utf16le)
            })
        });
    }
    let [Some(from), Some(to)] = encodings else { return Ok(ILLEGAL_ARGUMENT.into()) };
    match convert(&source, from, to) {
        Ok(bytes) => with_bytes(&bytes, context),
        Err(number) => Ok(number.into()),
    }
}

/// Text of one encoding in another; what the other cannot hold becomes `?`.
fn convert(source: &[u8], from: Encoding, to: Encoding) -> Result<Vec<u8>, i32> {
    let wide = to == Encoding::Utf16le;
    let units: Vec<u16> = match from {
        Encoding::Ascii if !wide => source
            .iter()
            .map(|byte| if byte.is_ascii() { u16::from(*byte) } else { 0xFFFD })
            .collect(),
        Encoding::Utf8 if wide && simdutf8::basic::from_utf8(source).is_err() => {
            return Err(INVALID_CHARACTER);
        }
        Encoding::Ascii | Encoding::Latin1 => source.iter().map(|byte| u16::from(*byte)).collect(),
        _ => match from.decode(source) {
            Decoded::Latin1(text) => text.iter().map(|byte| u16::from(*byte)).collect(),
            Decoded::Utf16(units) => units,
        },
    };
    let limit = match to {
        Encoding::Ascii => 0x80,
        Encoding::Latin1 => 0x100,
        Encoding::Utf8 => {
            return match String::from_utf16(&units) {
                Ok(text) => Ok(text.into_bytes()),
                Err(_) => Err(INVALID_CHARACTER),
            };
        }
        _ => return Ok(to.encode(Text::Utf16(&units))),
    };
    let characters = char::decode_utf16(units).map(|unit| unit.map_or(0xFFFD, u32::from));
    Ok(characters
        .map(|character| match u8::try_from(character) {
            Ok(byte) if character < limit => byte,
            _ => b'?',
        })
        .collect())
}
