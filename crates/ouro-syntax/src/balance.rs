//! Whether a text may stand inside a function's braces: it must not close them itself.
//! ECMA-262 §20.2.1.1.1 CreateDynamicFunction, step 20.

use crate::{Kind, Tokens};

/// The byte at which a text closes a bracket that it did not open; `None` where it closes none.
///
/// What is opened and left open, or closed by the wrong bracket, is for a parser to find.
#[must_use]
pub fn stray_bracket(source: &str) -> Option<usize> {
    let mut tokens = Tokens::new(source.as_bytes());
    let mut open = 0_usize;
    loop {
        let token = tokens.advance();
        let text = tokens.text(token);
        match token.kind {
            Kind::End => return None,
            Kind::Punctuator => match text {
                b"(" | b"[" | b"{" => open += 1,
                b")" | b"]" | b"}" if open == 0 => return Some(token.start),
                b")" | b"]" | b"}" => open -= 1,
                _ => {}
            },
            Kind::Number | Kind::Regex | Kind::String | Kind::Template | Kind::Word => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stray_bracket;

    #[test]
    fn only_brackets_that_close_nothing_are_stray() {
        assert_eq!(stray_bracket("a()\n})\nb()\n(function () {"), Some(4));
        assert_eq!(stray_bracket("return 1 } garbage ((("), Some(9));
        assert_eq!(stray_bracket("a)"), Some(1));
        for text in ["({[]})", "'}'", "/}/.test(a)", "`}${{ b: [`)`] }}}`", "// }\n/* ) */", "(("] {
            assert_eq!(stray_bracket(text), None, "{text}");
        }
    }
}
