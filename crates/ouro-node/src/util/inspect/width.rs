//! How many columns of a terminal a text takes, and taking escape sequences out of it.
//! Unicode UAX #11 (East Asian Width), ECMA-48 (control sequences). Node docs:
//! `util.stripVTControlCharacters`. No JavaScript half.

/// Columns that `text` takes, escape sequences not counted.
pub(crate) fn columns(text: &str, colors: bool) -> usize {
    if text.is_ascii() && !text.contains('\u{1b}') {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    if colors && text.contains('\u{1b}') {
        return columns(&strip(text), false);
    }
    text.chars().map(char_columns).sum()
}

/// Columns of one character: 0, 1 or 2.
fn char_columns(character: char) -> usize {
    let code = u32::from(character);
    if code < 0x300 {
        return usize::from(!(code < 0x20 || (0x7f..0xa0).contains(&code) || code == 0xad));
    }
    if within(ZERO, code) {
        0
    } else if within(WIDE, code) {
        2
    } else {
        1
    }
}

fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let after = ranges.partition_point(|&(start, _)| start <= code);
    after > 0 && ranges.get(after - 1).is_some_and(|&(_, end)| code <= end)
}

/// Combining marks, joiners, variation selectors and other characters without a column.
const ZERO: &[(u32, u32)] = &[
    (0x300, 0x36f),
    (0x483, 0x489),
    (0x591, 0x5bd),
    (0x610, 0x61a),
    (0x64b, 0x65f),
    (0x6d6, 0x6dc),
    (0x900, 0x902),
    (0xe31, 0xe31),
    (0xe34, 0xe3a),
    (0xe47, 0xe4e),
    (0x1ab0, 0x1aff),
    (0x1dc0, 0x1dff),
    (0x200b, 0x200f),
    (0x2028, 0x202e),
    (0x2060, 0x2064),
    (0x20d0, 0x20ff),
    (0x302a, 0x302d),
    (0x3099, 0x309a),
    (0xd800, 0xdfff),
    (0xfe00, 0xfe0f),
    (0xfe20, 0xfe2f),
    (0xfeff, 0xfeff),
    (0x1f3fb, 0x1f3ff),
    (0xe0001, 0xe01ef),
];

/// Characters of two columns.
const WIDE: &[(u32, u32)] = &[
    (0x1100, 0x115f),
    (0x231a, 0x231b),
    (0x2329, 0x232a),
    (0x23e9, 0x23ec),
    (0x23f0, 0x23f0),
    (0x23f3, 0x23f3),
    (0x25fd, 0x25fe),
    (0x2614, 0x2615),
    (0x2648, 0x2653),
    (0x267f, 0x267f),
    (0x2693, 0x2693),
    (0x26a1, 0x26a1),
    (0x26aa, 0x26ab),
    (0x26bd, 0x26be),
    (0x26c4, 0x26c5),
    (0x26ce, 0x26ce),
    (0x26d4, 0x26d4),
    (0x26ea, 0x26ea),
    (0x26f2, 0x26f3),
    (0x26f5, 0x26f5),
    (0x26fa, 0x26fa),
    (0x26fd, 0x26fd),
    (0x2705, 0x2705),
    (0x270a, 0x270b),
    (0x2728, 0x2728),
    (0x274c, 0x274c),
    (0x274e, 0x274e),
    (0x2753, 0x2755),
    (0x2757, 0x2757),
    (0x2795, 0x2797),
    (0x27b0, 0x27b0),
    (0x27bf, 0x27bf),
    (0x2b1b, 0x2b1c),
    (0x2b50, 0x2b50),
    (0x2b55, 0x2b55),
    (0x2e80, 0x303e),
    (0x3041, 0x33ff),
    (0x3400, 0x4dbf),
    (0x4e00, 0xa4cf),
    (0xa960, 0xa97f),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe10, 0xfe19),
    (0xfe30, 0xfe6f),
    (0xff01, 0xff60),
    (0xffe0, 0xffe6),
    (0x16fe0, 0x18aff),
    (0x1b000, 0x1b2ff),
    (0x1f004, 0x1f004),
    (0x1f0cf, 0x1f0cf),
    (0x1f18e, 0x1f18e),
    (0x1f191, 0x1f19a),
    (0x1f200, 0x1f320),
    (0x1f32d, 0x1f335),
    (0x1f337, 0x1f37c),
    (0x1f37e, 0x1f393),
    (0x1f3a0, 0x1f3ca),
    (0x1f3cf, 0x1f3d3),
    (0x1f3e0, 0x1f3f0),
    (0x1f3f4, 0x1f3f4),
    (0x1f3f8, 0x1f43e),
    (0x1f440, 0x1f440),
    (0x1f442, 0x1f4fc),
    (0x1f4ff, 0x1f53d),
    (0x1f54b, 0x1f54e),
    (0x1f550, 0x1f567),
    (0x1f57a, 0x1f57a),
    (0x1f595, 0x1f596),
    (0x1f5a4, 0x1f5a4),
    (0x1f5fb, 0x1f64f),
    (0x1f680, 0x1f6c5),
    (0x1f6cc, 0x1f6cc),
    (0x1f6d0, 0x1f6d2),
    (0x1f6d5, 0x1f6d7),
    (0x1f6dc, 0x1f6df),
    (0x1f6eb, 0x1f6ec),
    (0x1f6f4, 0x1f6fc),
    (0x1f7e0, 0x1f7eb),
    (0x1f90c, 0x1f93a),
    (0x1f93c, 0x1f945),
    (0x1f947, 0x1f9ff),
    (0x1fa70, 0x1faff),
    (0x20000, 0x3fffd),
];

/// Takes out escape sequences: CSI, OSC up to its terminator, and two-character ones.
pub(crate) fn strip(text: &str) -> String {
    if !text.contains(['\u{1b}', '\u{9b}']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\u{1b}', '\u{9b}']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        let sequence = rest.get(at..).unwrap_or_default();
        match sequence_length(sequence) {
            Some(length) => rest = sequence.get(length..).unwrap_or_default(),
            None => {
                let mut characters = sequence.chars();
                out.extend(characters.next());
                rest = characters.as_str();
            }
        }
    }
    out.push_str(rest);
    out
}

/// Bytes of the escape sequence at the start of the text.
fn sequence_length(text: &str) -> Option<usize> {
    let mut at = text.chars().next()?.len_utf8();
    let body = text.get(at..)?;
    if text.starts_with('\u{1b}')
        && body.starts_with(']')
        && let Some(length) = osc_length(body)
    {
        return Some(at + length);
    }
    let bytes = text.as_bytes();
    while matches!(bytes.get(at), Some(b'[' | b']' | b'(' | b')' | b'#' | b';' | b'?')) {
        at += 1;
    }
    let start = at;
    while matches!(bytes.get(at), Some(b'0'..=b'9' | b';')) {
        at += 1;
    }
    match bytes.get(at) {
        Some(
            b'A'..=b'P'
            | b'R'
            | b'T'
            | b'Z'
            | b'c'
            | b'f'..=b'n'
            | b'q'..=b'u'
            | b'y'
            | b'='
            | b'>'
            | b'<'
            | b'~',
        ) => Some(at + 1),
        // Where no final character follows, the last digit is it.
        _ => {
            let digits = bytes.get(start..at)?;
            digits.iter().rposition(u8::is_ascii_digit).map(|last| start + last + 1)
        }
    }
}

/// Bytes of an operating system command after `ESC`, with its `BEL`, `ESC \` or `ST`.
fn osc_length(body: &str) -> Option<usize> {
    for (at, character) in body.char_indices() {
        match character {
            '\u{7}' => return Some(at + 1),
            '\u{9c}' => return Some(at + 2),
            '\u{1b}' if body.get(at + 1..)?.starts_with('\\') => return Some(at + 2),
            '\u{1b}' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_and_combining_characters_are_measured() {
        assert_eq!(columns("abc", false), 3);
        assert_eq!(columns("日本", false), 4);
        assert_eq!(columns("e\u{301}", false), 1);
        assert_eq!(columns("👍", false), 2);
        assert_eq!(columns("\u{1b}[31mred\u{1b}[39m", true), 3);
    }

    #[test]
    fn sequences_are_taken_out() {
        assert_eq!(strip("\u{1b}[31mred\u{1b}[39m!"), "red!");
        assert_eq!(strip("\u{1b}]8;;http://x\u{7}link\u{1b}]8;;\u{7}"), "link");
        assert_eq!(strip("\u{1b}[1;31;42mx\u{9b}0m"), "x");
        assert_eq!(strip("plain"), "plain");
    }
}
