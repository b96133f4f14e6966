//! The encodings against slow references and against answers of Node.

#![allow(clippy::cast_possible_truncation, reason = "random numbers below small limits")]

use super::*;

/// A small repeatable source of numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

fn units(decoded: &Decoded<'_>) -> Vec<u16> {
    match decoded {
        Decoded::Latin1(text) => text.iter().map(|byte| u16::from(*byte)).collect(),
        Decoded::Utf16(text) => text.clone(),
    }
}

const ALL: [Encoding; 7] = [
    Encoding::Utf8,
    Encoding::Utf16le,
    Encoding::Latin1,
    Encoding::Ascii,
    Encoding::Base64,
    Encoding::Base64url,
    Encoding::Hex,
];

#[test]
fn names_are_known_in_any_case() {
    for (name, encoding) in [
        ("UTF-8", Encoding::Utf8),
        ("uCs2", Encoding::Utf16le),
        ("utf-16LE", Encoding::Utf16le),
        ("binary", Encoding::Latin1),
        ("BASE64URL", Encoding::Base64url),
    ] {
        assert_eq!(Encoding::from_name(Text::Latin1(name.as_bytes())), Some(encoding));
        let wide: Vec<u16> = name.encode_utf16().collect();
        assert_eq!(Encoding::from_name(Text::Utf16(&wide)), Some(encoding));
    }
    for name in ["", "buffer", "utf16", "base64url ", "a-name-too-long"] {
        assert_eq!(Encoding::from_name(Text::Latin1(name.as_bytes())), None);
    }
}

#[test]
fn utf8_is_repaired_as_the_standard_library_does() {
    let mut numbers = Numbers(1);
    let alphabet =
        [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xE2, 0x82, 0xAC, 0xED, 0xA0, 0xF0, 0x9F, 0xF4, 0xFF];
    for _ in 0..20_000 {
        let bytes: Vec<u8> =
            (0..numbers.next(12)).map(|_| alphabet[numbers.next(14) as usize]).collect();
        let expected: Vec<u16> = String::from_utf8_lossy(&bytes).encode_utf16().collect();
        assert_eq!(units(&utf8::decode(&bytes)), expected, "{bytes:x?}");
    }
}

#[test]
fn text_goes_to_utf8_as_the_standard_library_does() {
    let mut numbers = Numbers(3);
    let alphabet = [0x41, 0xE9, 0x7FF, 0x800, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFF];
    for _ in 0..20_000 {
        let text: Vec<u16> =
            (0..numbers.next(10)).map(|_| alphabet[numbers.next(9) as usize]).collect();
        let expected = String::from_utf16_lossy(&text).into_bytes();
        assert_eq!(utf8::encode(Text::Utf16(&text)), expected);
        assert_eq!(utf8::byte_length(Text::Utf16(&text)), expected.len());
        let mut room = vec![0; numbers.next(12) as usize];
        let length = utf8::write(Text::Utf16(&text), &mut room);
        assert_eq!(room[..length], expected[..length]);
        assert!(std::str::from_utf8(&room[..length]).is_ok());
        let next = std::str::from_utf8(&expected).unwrap()[length..].chars().next();
        assert!(next.is_none_or(|next| next.len_utf8() > room.len() - length));
    }
}

#[test]
fn bytes_survive_text_and_back() {
    let mut numbers = Numbers(4);
    for _ in 0..2_000 {
        let bytes: Vec<u8> = (0..numbers.next(80)).map(|_| numbers.next(256) as u8).collect();
        for encoding in [Encoding::Latin1, Encoding::Base64, Encoding::Base64url, Encoding::Hex] {
            let decoded = encoding.decode(&bytes);
            assert_eq!(decoded.len(), encoding.text_length(bytes.len()));
            let wide = units(&decoded);
            let Decoded::Latin1(narrow) = decoded else { panic!("digits are narrow") };
            for text in [Text::Latin1(&narrow), Text::Utf16(&wide)] {
                assert_eq!(encoding.encode(text), bytes);
                assert_eq!(encoding.byte_length(text), bytes.len());
            }
        }
    }
}

#[test]
fn both_forms_of_a_string_give_the_same_bytes() {
    let mut numbers = Numbers(5);
    for _ in 0..5_000 {
        let narrow: Vec<u8> = (0..numbers.next(40)).map(|_| numbers.next(256) as u8).collect();
        let wide: Vec<u16> = narrow.iter().map(|byte| u16::from(*byte)).collect();
        let room = numbers.next(60) as usize;
        for encoding in ALL {
            let (a, b) = (Text::Latin1(&narrow), Text::Utf16(&wide));
            assert_eq!(encoding.encode(a), encoding.encode(b));
            assert_eq!(encoding.byte_length(a), encoding.byte_length(b));
            let (mut first, mut second) = (vec![0; room], vec![0; room]);
            assert_eq!(encoding.write(a, &mut first), encoding.write(b, &mut second));
            assert_eq!(first, second);
            assert!(encoding.encode(a).starts_with(&first[..encoding.write(a, &mut second)]));
        }
    }
}

#[test]
fn base64_is_read_as_forgivingly_as_by_node() {
    for (text, expected) in [
        ("YQ==YQ==", "a"),
        ("YWJj=ZGVm", "abc"),
        ("Y=Q=", ""),
        ("YW Jj", "abc"),
        ("YWJj$$ZGVm", "abcdef"),
        ("YWJjZ", "abc"),
        ("Y Q = = Z", "a"),
        ("=YWJj", ""),
        ("YWJ", "ab"),
    ] {
        assert_eq!(base64::decode(Text::Latin1(text.as_bytes())), expected.as_bytes(), "{text}");
    }
    let wide: Vec<u16> = "YWJj\u{100}ZGVm".encode_utf16().collect();
    assert_eq!(base64::decode(Text::Utf16(&wide)), b"abcdef");
    assert_eq!(base64::decode(Text::Latin1(b"YWJj-_+/")), [0x61, 0x62, 0x63, 0xFB, 0xFF, 0xBF]);
}

#[test]
fn hex_ends_at_the_first_pair_that_is_none() {
    for (text, expected) in
        [("abc", &[0xAB][..]), ("abxx", &[0xAB]), ("xxab", &[]), ("ABcd", &[0xAB, 0xCD])]
    {
        assert_eq!(hex::decode(Text::Latin1(text.as_bytes())), expected);
    }
    assert_eq!(hex::decode(Text::Utf16(&[0x61, 0x62, 0x161, 0x61])), [0xAB]);
}

#[test]
fn ascii_drops_the_high_bit_and_utf16_the_odd_byte() {
    assert_eq!(Encoding::Ascii.decode(&[0xE9, 0x41]), Decoded::Latin1(b"iA".as_slice().into()));
    assert_eq!(Encoding::Utf16le.decode(&[0x41, 0, 9]), Decoded::Latin1(b"A".as_slice().into()));
    assert_eq!(Encoding::Utf16le.decode(&[0, 0xD8]), Decoded::Utf16(vec![0xD800]));
}
