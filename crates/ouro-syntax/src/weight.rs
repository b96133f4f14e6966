//! How much native stack the engine's parser and compiler, which recurse, will want for a source:
//! an estimate that is seldom too low, from one pass over the tokens, without recursion.
//!
//! A construct costs what it was measured to cost on an optimised build, rounded up. Brackets hold
//! their cost until they are closed. What nests without brackets (operators, conditions, `else`)
//! holds it until the statement or element ends, where that can be told.

use crate::{Kind, Tokens};

/// A bracket, a call's or a template's included.
const BRACKET: usize = 26 << 10;
/// A brace after a parenthesis, which may be a function's.
const FUNCTION: usize = 54 << 10;
/// An arrow: less of stack, but nested ones take time that grows with the square of their number.
const ARROW: usize = 26 << 10;
/// `=` and `:`, whose nests take such time too.
const BINDING: usize = 13 << 10;
/// `if`, `for`, `while`, `with`, `do`.
const STATEMENT: usize = 6400;
/// What stands before its operand, or takes the rest of the expression on its right.
const PREFIX: usize = 3300;
/// An `else` at the end of another.
const ELSE: usize = 3300;
/// A member or call in a chain: less of stack, but long ones take time that grows with the square of
/// their length.
const MEMBER: usize = 4400;
/// An operator between two operands.
const BINARY: usize = 560;

/// Where one bracket stands.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// The bracket itself.
    bracket: usize,
    /// What has nested since the statement or element began.
    chain: usize,
    /// The `else`s that this statement stands at the end of.
    elses: usize,
    /// The commas since the statement began: in an array none are operators.
    commas: usize,
    is_list: bool,
}

impl Level {
    fn end_statement(&mut self) {
        (self.chain, self.commas) = (0, 0);
    }

    const fn weight(&self) -> usize {
        self.bracket + self.chain + self.elses + self.commas
    }
}

/// What one pass over a source tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Survey {
    /// The most bytes of stack that any place of it wants.
    pub weight: usize,
    /// Whether it closes a bracket that it has not opened.
    pub closes_more: bool,
}

/// The most bytes of stack that any place of a source wants.
#[must_use]
pub fn weight(source: &str) -> usize {
    survey(source).weight
}

/// Weighs a source, and counts its brackets.
#[must_use]
pub fn survey(source: &str) -> Survey {
    let mut scale = Scale::default();
    let mut tokens = Tokens::new(source.as_bytes());
    let mut ended = false;
    let mut after_parenthesis = false;
    loop {
        let value_expected = tokens.expects_value();
        let token = tokens.advance();
        let text = tokens.text(token);
        let first = text.first().copied().unwrap_or_default();
        // A statement that ended with `;` or `}` is over unless this goes on with it.
        let is_else = token.kind == Kind::Word && text == b"else";
        if std::mem::take(&mut ended) && !is_else {
            let goes_on = matches!(text, b"while" | b"catch" | b"finally")
                || (first == b'}' && token.kind == Kind::Punctuator);
            if !goes_on {
                scale.top.end_statement();
                scale.top.elses = 0;
            }
        }
        match token.kind {
            Kind::End => return Survey { weight: scale.most, closes_more: scale.closes_more },
            Kind::Number | Kind::Regex | Kind::String => {
                if token.kind == Kind::Regex {
                    scale.weigh_briefly(regex(text));
                }
                if token.newline_before && !value_expected {
                    scale.top.end_statement();
                }
            }
            Kind::Template => {
                // A piece that began with `}` closes the `${` before it; one that ends with `${`
                // opens another.
                if first == b'}' {
                    scale.close();
                }
                if text.ends_with(b"${") {
                    scale.open(BRACKET, false);
                } else {
                    scale.add(MEMBER);
                }
            }
            Kind::Word => match text {
                b"if" | b"for" | b"while" | b"with" | b"do" => scale.add(STATEMENT),
                b"else" => {
                    scale.top.end_statement();
                    scale.top.elses += ELSE;
                }
                b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"new" => {
                    scale.add(PREFIX);
                }
                b"in" | b"of" | b"instanceof" => scale.add(BINARY),
                _ if token.newline_before && !value_expected => scale.top.end_statement(),
                _ => {}
            },
            Kind::Punctuator => match first {
                b'(' => scale.open(BRACKET, false),
                b'[' => scale.open(BRACKET, true),
                b'{' => scale.open(if after_parenthesis { FUNCTION } else { BRACKET }, false),
                b')' | b']' => {
                    scale.close();
                    scale.add(MEMBER);
                }
                b'}' => {
                    scale.close();
                    ended = tokens.expects_value();
                }
                b';' => {
                    scale.top.end_statement();
                    ended = true;
                }
                b',' => {
                    scale.top.chain = 0;
                    if !scale.top.is_list {
                        scale.top.commas += BINARY;
                    }
                }
                b'=' if text.len() == 2 => scale.add(ARROW),
                b'.' => scale.add(MEMBER),
                b'?' if text.len() == 2 => scale.add(MEMBER),
                b'=' | b':' => scale.add(BINDING),
                b'?' => scale.add(PREFIX),
                _ => scale.add(if value_expected { PREFIX } else { BINARY }),
            },
        }
        after_parenthesis = first == b')' && token.kind == Kind::Punctuator;
        scale.weigh();
    }
}

/// What a regular expression weighs: the engine reads it with a parser of its own, whose time grows
/// with the square of its groups and alternatives.
fn regex(text: &[u8]) -> usize {
    text.iter().filter(|byte| matches!(byte, b'(' | b'|')).count() * (8 << 10)
}

/// The brackets that are open, and what they weigh.
#[derive(Debug, Default)]
struct Scale {
    top: Level,
    below: Vec<Level>,
    weight_below: usize,
    most: usize,
    closes_more: bool,
}

impl Scale {
    fn add(&mut self, weight: usize) {
        self.top.chain += weight;
    }

    fn open(&mut self, bracket: usize, is_list: bool) {
        self.weight_below += self.top.weight();
        let level = Level { bracket, is_list, ..Level::default() };
        self.below.push(std::mem::replace(&mut self.top, level));
    }

    fn close(&mut self) {
        // More may be closed than was opened: then the text is no program, and nothing nests.
        self.closes_more |= self.below.is_empty();
        self.top = self.below.pop().unwrap_or_default();
        self.weight_below = self.weight_below.saturating_sub(self.top.weight());
    }

    /// Weighs what is gone again after its token.
    fn weigh_briefly(&mut self, weight: usize) {
        self.most = self.most.max(self.weight_below + self.top.weight() + weight);
    }

    fn weigh(&mut self) {
        self.most = self.most.max(self.weight_below + self.top.weight());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEGABYTE: usize = 1 << 20;

    #[test]
    fn what_nests_weighs() {
        for (part, end) in [
            ("[", "]"),
            ("(", ")"),
            ("{", "}"),
            ("f(", ")"),
            ("`${", "}`"),
            ("- ", ""),
            ("typeof ", ""),
            ("a=>", ""),
            ("1?", ":0"),
            ("0?1:", ""),
            ("if (x) ", ""),
            ("if (x) { y } else ", ""),
            ("if (x) y; else ", ""),
            ("for (;;) ", ""),
            ("do ", ";while(0)"),
            ("a:", ""),
            ("a=", ""),
        ] {
            let text = part.repeat(10_000) + "1" + &end.repeat(10_000);
            assert!(weight(&text) > 28 * MEGABYTE, "{part}: {}", weight(&text));
        }
        for (part, end) in [("1+", ""), ("1&&", ""), ("1,", ""), ("1\n+", ""), ("a.b.", "")] {
            let text = part.repeat(10_000) + "1" + &end.repeat(10_000);
            assert!(weight(&text) > 5 * MEGABYTE, "{part}: {}", weight(&text));
        }
    }

    #[test]
    fn brackets_closed_but_not_opened_are_noticed() {
        for (text, closes_more) in
            [("a({[`${1}`]})", false), ("a }", true), ("(]) )", true), ("[", false)]
        {
            assert_eq!(survey(text).closes_more, closes_more, "{text}");
        }
    }

    #[test]
    fn what_follows_does_not() {
        for part in [
            "[];",
            "f();",
            "{}",
            "if (x) y;",
            "if (x) { y } else { z }\n",
            "a = b\n",
            "a = !b\n",
            "function f() { return -1 }\n",
            "var x = function () {};",
            "x.y = z ? 1 : 2;\n",
            "class A { m() { -1 } }\n",
            "'a' + `${b}`;",
            "a: for (;;) { break a }\n",
        ] {
            let weight = weight(&part.repeat(10_000));
            assert!(weight < MEGABYTE, "{part}: {weight}");
        }
        let array = format!("[{}]", "-1, 'x', {a: 1}, ".repeat(10_000));
        assert!(weight(&array) < MEGABYTE);
    }

    #[test]
    fn what_only_looks_like_brackets_weighs_nothing() {
        // In a regular expression every parenthesis is taken for a group.
        let (text, class) = ("([{!".repeat(9_999), "[{!".repeat(9_999));
        let text = format!("x = '{text}'; /* {text} */ y = /[{class}]/; // {text}\nz = `{text}`");
        assert!(weight(&text) < MEGABYTE);
    }
}
