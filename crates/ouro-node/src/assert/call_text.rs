//! The text of a call in a program, by the place that a stack frame tells: what `assert.ok` shows.
//! Node docs: `assert.ok`. No JavaScript half.

/// Calls longer than this are not shown.
const LONGEST: usize = 20_000;

/// The call expression around a place, as far as it stands on one line; lines and columns are
/// counted from 1. The place may be the start of the callee, any part of it, or its bracket.
pub(super) fn find(source: &str, line: usize, column: usize) -> Option<String> {
    let mut start = 0;
    for _ in 1..line {
        start += source.get(start..)?.find('\n')? + 1;
    }
    let text = source.get(start..)?;
    let place = text.char_indices().nth(column.checked_sub(1)?)?.0;
    let at = callee_start(text.as_bytes(), place);
    let open = place + text.get(place..)?.find('(')?;
    let end = open + matching(text.get(open..)?)?;
    let call = text.get(at..end).filter(|call| call.len() <= LONGEST)?;
    Some(escaped(call.split('\n').next()?))
}

/// Goes back over names, dots and brackets of a callee.
fn callee_start(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&before) = at.checked_sub(1).and_then(|before| bytes.get(before)) {
        if is_callee(before) || before == b'?' && bytes.get(at) == Some(&b'.') {
            at -= 1;
        } else if before == b']' {
            let open = bytes.get(..at).and_then(|head| head.iter().rposition(|&b| b == b'['));
            let Some(open) = open else { break };
            at = open;
        } else {
            break;
        }
    }
    at
}

/// Control characters as escapes, but for tabs.
fn escaped(call: &str) -> String {
    let mut out = String::with_capacity(call.len());
    for character in call.chars() {
        if character.is_ascii_control() && character != '\t' {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    out
}

fn is_callee(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | 0x80..)
}

/// Bytes up to and with the bracket that closes the one at the start.
fn matching(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open: Vec<u8> = Vec::new();
    let mut last = b'(';
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' | b'`' => at += quoted(bytes.get(at..)?)?,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += text.get(at..)?.find('\n')?;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => at += text.get(at + 2..)?.find("*/")? + 3,
            b'/' if !(last.is_ascii_alphanumeric()
                || matches!(last, b')' | b']' | b'_' | b'$')) =>
            {
                at += pattern(bytes.get(at..)?)?;
            }
            b'(' | b'[' | b'{' => open.push(byte),
            b')' | b']' | b'}' => {
                open.pop();
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
        at += 1;
    }
    None
}

/// Bytes of a string or template after its first quote; places in templates are taken as text.
fn quoted(bytes: &[u8]) -> Option<usize> {
    let quote = *bytes.first()?;
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 1,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
}

/// Bytes of a regular expression after its first slash.
fn pattern(bytes: &[u8]) -> Option<usize> {
    let mut class = false;
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 1,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return Some(at),
            b'\n' => return None,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_call_is_found_from_any_part_of_its_callee() {
        let source = "x;\n  assert.ok(a === ')' && /[)/]/.test(`)`)); more()";
        for column in [3, 6, 10, 12] {
            let expected = "assert.ok(a === ')' && /[)/]/.test(`)`))";
            assert_eq!(find(source, 2, column).as_deref(), Some(expected), "column {column}");
        }
        assert_eq!(find(source, 9, 1), None);
    }
}
