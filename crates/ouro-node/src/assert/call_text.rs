//! The text of a call in a program, by the place that a stack frame tells: what `assert.ok` shows.
//! Node docs: `assert.ok`. No JavaScript half.

/// Calls longer than this are not shown.
const LONGEST: usize = 20_000;

/// The whole call expression around a place, lines and columns counted from 1. The place may be
/// the start of the callee, any part of it, or its bracket.
pub(super) fn find(source: &str, line: usize, column: usize) -> Option<String> {
    let mut start = 0;
    for _ in 1..line {
        start += source.get(start..)?.find('\n')? + 1;
    }
    let text = source.get(start..)?;
    let mut at = text.char_indices().nth(column.checked_sub(1)?)?.0;
    let bytes = text.as_bytes();
    while at > 0 && bytes.get(at - 1).copied().is_some_and(is_callee) {
        at -= 1;
    }
    let call = text.get(at..)?;
    let open = call.find('(')?;
    if !call.get(..open)?.bytes().all(|byte| is_callee(byte) || byte.is_ascii_whitespace()) {
        return None;
    }
    let end = open + matching(call.get(open..)?)?;
    let call = call.get(..end).filter(|call| call.len() <= LONGEST)?;
    Some(outdented(call, text.get(..at)?))
}

/// Takes the indentation of the first line off the others.
fn outdented(call: &str, before: &str) -> String {
    let indent = before.len() - before.trim_start().len();
    let mut lines = call.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let own = line.len() - line.trim_start().len();
        out.push('\n');
        out.push_str(line.get(own.min(indent)..).unwrap_or_default());
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
            b'/' if !(last.is_ascii_alphanumeric() || matches!(last, b')' | b']' | b'_' | b'$')) => {
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
