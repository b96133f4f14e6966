//! How far a statement or the value of a declaration reaches, told by tokens alone. ECMA-262 §14,
//! §12.10 Automatic Semicolon Insertion.

use crate::tokens::{Kind, Token, Tokens};

/// Statements in statements, such as `if (a) if (b) …`, are followed so deep.
const DEEPEST: u32 = 200;

/// Values of a declaration are followed for so many tokens: what is longer keeps its end unknown.
const LONGEST_VALUE: usize = 2_000;

/// Where the statement ends that begins with the next token; `None` where that is not seen.
pub(super) fn statement(tokens: &Tokens<'_>) -> Option<usize> {
    let mut reader = Reader { tokens: tokens.clone(), end: 0, left: usize::MAX };
    reader.statement(DEEPEST)?;
    Some(reader.end)
}

/// Where the expression ends that begins with the next token, at a comma or the end of its statement.
pub(super) fn value(tokens: &Tokens<'_>) -> Option<usize> {
    let mut reader = Reader { tokens: tokens.clone(), end: 0, left: LONGEST_VALUE };
    reader.expression(true)?;
    Some(reader.end)
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    /// The end of the last token taken.
    end: usize,
    /// How many more tokens may be taken.
    left: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Token {
        let token = self.tokens.advance();
        self.end = token.end;
        token
    }

    fn peek(&self) -> (Token, &'a [u8]) {
        let mut ahead = self.tokens.clone();
        let token = ahead.advance();
        (token, ahead.text(token))
    }

    /// Takes the next token if it is this one.
    fn takes(&mut self, text: &[u8]) -> Option<bool> {
        let is_it = self.peek().1 == text;
        if is_it {
            self.take();
        }
        Some(is_it)
    }

    fn statement(&mut self, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let (token, text) = self.peek();
        match text {
            b"" => None,
            b"{" => self.brackets(),
            b";" => {
                self.take();
                Some(())
            }
            b"if" => {
                self.take();
                self.brackets()?;
                self.statement(depth)?;
                if self.takes(b"else")? {
                    self.statement(depth)?;
                }
                Some(())
            }
            b"for" | b"while" | b"with" => {
                self.take();
                self.takes(b"await")?;
                self.brackets()?;
                self.statement(depth)
            }
            b"do" => {
                self.take();
                self.statement(depth)?;
                self.takes(b"while")?;
                self.brackets()?;
                self.takes(b";")?;
                Some(())
            }
            b"switch" => {
                self.take();
                self.brackets()?;
                self.brackets()
            }
            b"try" => {
                self.take();
                self.brackets()?;
                if self.takes(b"catch")? {
                    if self.peek().1 == b"(" {
                        self.brackets()?;
                    }
                    self.brackets()?;
                }
                if self.takes(b"finally")? {
                    self.brackets()?;
                }
                Some(())
            }
            _ => {
                if token.kind == Kind::Word && self.is_label() {
                    self.take();
                    self.take();
                    return self.statement(depth);
                }
                self.expression(false)?;
                self.takes(b";")?;
                Some(())
            }
        }
    }

    fn is_label(&self) -> bool {
        let mut ahead = self.tokens.clone();
        ahead.advance();
        let colon = ahead.advance();
        ahead.text(colon) == b":"
    }

    /// Takes one bracket and all to its end.
    fn brackets(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            let token = self.take();
            let text = self.tokens.text(token);
            self.left = self.left.checked_sub(1)?;
            match token.kind {
                Kind::End => return None,
                Kind::Punctuator if matches!(text, b"(" | b"[" | b"{") => depth += 1,
                Kind::Punctuator if matches!(text, b")" | b"]" | b"}") => {
                    depth = depth.checked_sub(1)?;
                }
                Kind::Template => {
                    depth += usize::from(text.ends_with(b"${"));
                    depth = depth.checked_sub(usize::from(text.starts_with(b"}")))?;
                }
                _ => {}
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Takes all to a `;`, to a bracket that was not opened here, or to a line that begins anew; to a
    /// comma too where that ends it.
    fn expression(&mut self, to_comma: bool) -> Option<()> {
        let mut is_first = true;
        loop {
            self.left = self.left.checked_sub(1)?;
            let value_ended = !self.tokens.expects_value();
            let (token, text) = self.peek();
            let ends = match token.kind {
                Kind::End => true,
                Kind::Punctuator => match text {
                    b";" | b")" | b"]" | b"}" => true,
                    b"," => to_comma,
                    b"!" | b"++" | b"--" | b"~" => {
                        // `!=` goes on, `!` does not.
                        let is_unequal = text == b"!" && self.is_followed_by_equals();
                        token.newline_before && value_ended && !is_unequal
                    }
                    _ => false,
                },
                Kind::Template => text.starts_with(b"}"),
                Kind::Word if matches!(text, b"in" | b"instanceof") => false,
                _ => token.newline_before && value_ended,
            };
            if ends && !is_first {
                return Some(());
            }
            if ends && (token.kind == Kind::End || matches!(text, b")" | b"]" | b"}")) {
                return None;
            }
            is_first = false;
            let opens = matches!(text, b"(" | b"[" | b"{") && token.kind == Kind::Punctuator;
            if opens || token.kind == Kind::Template && text.ends_with(b"${") {
                self.brackets()?;
            } else {
                self.take();
            }
        }
    }

    fn is_followed_by_equals(&self) -> bool {
        let mut ahead = self.tokens.clone();
        ahead.advance();
        let next = ahead.advance();
        ahead.text(next) == b"="
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_end_where_the_next_begins() {
        for (text, end) in [
            ("a; b", 2),
            ("a\nb", 1),
            ("a\n.b\n+ c\nd", 8),
            ("a\n++b", 1),
            ("a\n!= b; c", 7),
            ("{ a } b", 5),
            ("if (a) b; else c\nd", 16),
            ("if (a) { b }\nc", 12),
            ("do a++; while (b) c", 17),
            ("try { a } catch (e) { b } finally { c } d", 39),
            ("for (;;) while (a) b: c; d", 24),
            ("switch (a) { case 1: } b", 22),
            ("f`${a}`\nb", 7),
            ("return { a }\nb", 12),
            ("f(function () { a\nb })\nc", 22),
            ("; a", 1),
            ("a }", 1),
        ] {
            assert_eq!(statement(&Tokens::new(text.as_bytes())), Some(end), "{text}");
        }
        for text in ["", ")", "if (a", "{ a", &"if (a) ".repeat(1_000)] {
            assert_eq!(statement(&Tokens::new(text.as_bytes())), None, "{text}");
        }
    }

    #[test]
    fn values_end_at_commas() {
        for (text, end) in [("f(a, b), c", 7), ("class { x = 1 } ; d", 15), ("() => a\nb", 7)] {
            assert_eq!(value(&Tokens::new(text.as_bytes())), Some(end), "{text}");
        }
    }
}
