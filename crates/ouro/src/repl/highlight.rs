//! Colours for a line of JavaScript, by its tokens.

use ouro_syntax::{CONTEXTUAL_WORDS, Kind, RESERVED_WORDS, Tokens};

const VALUES: [&str; 6] = ["true", "false", "null", "undefined", "NaN", "Infinity"];

/// A line with colours; the bracket at `cursor` and its partner stand out.
pub(super) fn colored(line: &str, cursor: usize) -> String {
    let pair = matching(line, cursor);
    let mut tokens = Tokens::new(line.as_bytes());
    let mut out = String::with_capacity(line.len() * 2);
    let mut at = 0;
    let mut after_dot = false;
    loop {
        let token = tokens.advance();
        // White space and comments lie between tokens.
        let between = line.get(at..token.start).unwrap_or_default();
        paint(&mut out, if between.trim().is_empty() { "" } else { "90" }, between);
        if token.kind == Kind::End {
            paint(&mut out, "32", line.get(token.start..).unwrap_or_default());
            return out;
        }
        let text = line.get(token.start..token.end).unwrap_or_default();
        let color = match token.kind {
            Kind::String | Kind::Template => "32",
            Kind::Regex => "31",
            Kind::Number => "33",
            Kind::Word if after_dot => "",
            Kind::Word if VALUES.contains(&text) => "33",
            Kind::Word if RESERVED_WORDS.contains(&text) || CONTEXTUAL_WORDS.contains(&text) => {
                "35"
            }
            Kind::Punctuator if pair.is_some_and(|(a, b)| token.start == a || token.start == b) => {
                "1;36"
            }
            _ => "",
        };
        paint(&mut out, color, text);
        after_dot = matches!(text, "." | "?.");
        at = token.end;
    }
}

fn paint(out: &mut String, color: &str, text: &str) {
    if color.is_empty() || text.is_empty() {
        out.push_str(text);
    } else {
        out.push_str("\x1b[");
        out.push_str(color);
        out.push('m');
        out.push_str(text);
        out.push_str("\x1b[0m");
    }
}

/// The bracket under or before the cursor, and the one that belongs to it.
fn matching(line: &str, cursor: usize) -> Option<(usize, usize)> {
    let mut tokens = Tokens::new(line.as_bytes());
    let mut open: Vec<usize> = Vec::new();
    let near = |at: usize| at == cursor || at + 1 == cursor;
    loop {
        let token = tokens.advance();
        match (token.kind, line.get(token.start..token.end).unwrap_or_default()) {
            (Kind::End, _) => return None,
            (Kind::Punctuator, "(" | "[" | "{") => open.push(token.start),
            (Kind::Punctuator, ")" | "]" | "}") => {
                let start = open.pop()?;
                if near(start) || near(token.start) {
                    return Some((start, token.start));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_their_colours() {
        assert_eq!(colored("let a", 5), "\x1b[35mlet\x1b[0m a");
        assert_eq!(colored("'x' // y", 0), "\x1b[32m'x'\x1b[0m\x1b[90m // y\x1b[0m");
        assert_eq!(colored("a.let", 0), "a.let");
        assert_eq!(colored("1", 0), "\x1b[33m1\x1b[0m");
        assert_eq!(colored("'open", 0), "\x1b[32m'open\x1b[0m");
    }

    #[test]
    fn brackets_find_their_partners() {
        assert_eq!(matching("f(a[0])", 7), Some((1, 6)));
        assert_eq!(matching("f(a[0])", 4), Some((3, 5)));
        assert_eq!(matching("f(')')", 2), Some((1, 5)));
        assert_eq!(matching("a", 1), None);
    }
}
