//! Reads the source text of a comparator: what it compares of its two parameters, and how.

use std::cmp::Ordering;

/// The two sides of a comparison: which parameter stands where.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Side(bool);

impl Side {
    /// The first parameter on the left.
    pub(super) const IN_ORDER: Self = Self(false);
    const REVERSED: Self = Self(true);
}

/// One `a < b ? answer :` or `if (a < b) return answer;`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Test {
    pub(super) sides: Side,
    /// Whether it holds where the left side is less than the right, the same, or greater.
    pub(super) less: bool,
    pub(super) equal: bool,
    pub(super) greater: bool,
    pub(super) answer: Ordering,
}

/// What a comparator does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Phrase {
    /// `a - b`
    Difference(Side),
    /// `a.localeCompare(b)`
    Locale(Side),
    /// Tests, and the answer where none holds.
    Tests(Vec<Test>, Ordering),
}

/// Understands the text of a function of two parameters: the properties that lead to what is compared
/// of each, and the comparison.
pub(super) fn read(text: &str) -> Option<(Vec<String>, Phrase)> {
    let tokens = tokens(text)?;
    let (a, b, body): (&str, &str, &[&str]) = match tokens.as_slice() {
        ["(", a, ",", b, ")", "=>", body @ ..] => (a, b, body),
        ["function", "(", a, ",", b, ")", body @ ..] if body.first() == Some(&"{") => (a, b, body),
        ["function", name, "(", a, ",", b, ")", body @ ..]
            if is_name(name) && body.first() == Some(&"{") =>
        {
            (a, b, body)
        }
        _ => return None,
    };
    if !is_name(a) || !is_name(b) || a == b {
        return None;
    }
    let mut reader = Reader { tokens: body, a, b, path: None };
    let phrase = if reader.takes("{") { reader.statements() } else { reader.expression() }?;
    let path = reader.path.filter(|_| reader.tokens.is_empty())?;
    Some((path.iter().map(|&name| name.to_owned()).collect(), phrase))
}

struct Reader<'a> {
    tokens: &'a [&'a str],
    a: &'a str,
    b: &'a str,
    /// The properties on the way to what is compared, the same every time.
    path: Option<Vec<&'a str>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn takes(&mut self, token: &str) -> bool {
        let found = self.tokens.first() == Some(&token);
        if found {
            self.next();
        }
        found
    }

    fn must(&mut self, token: &str) -> Option<()> {
        self.takes(token).then_some(())
    }

    /// `if (…) return …; return …; }`, any number of the former.
    fn statements(&mut self) -> Option<Phrase> {
        let mut tests = Vec::new();
        loop {
            if self.takes("if") {
                self.must("(")?;
                let (sides, holds) = self.test()?;
                self.must(")")?;
                let braces = self.takes("{");
                self.must("return")?;
                tests.push(test(sides, holds, self.answer()?));
                let ended = self.takes(";");
                if braces {
                    self.must("}")?;
                } else if !ended {
                    return None;
                }
                self.takes("else");
                continue;
            }
            let braces = !tests.is_empty() && self.takes("{");
            self.must("return")?;
            let phrase = match self.expression()? {
                Phrase::Tests(more, otherwise) => {
                    tests.extend(more);
                    Phrase::Tests(tests, otherwise)
                }
                phrase if tests.is_empty() => phrase,
                _ => return None,
            };
            self.takes(";");
            if braces {
                self.must("}")?;
            }
            self.must("}")?;
            return Some(phrase);
        }
    }

    fn expression(&mut self) -> Option<Phrase> {
        if self.takes("(") {
            let phrase = self.expression()?;
            self.must(")")?;
            return Some(phrase);
        }
        let mut tests = Vec::new();
        loop {
            if self.tokens.first().is_some_and(|token| *token == "-" || is_digits(token)) {
                return Some(Phrase::Tests(tests, self.answer()?));
            }
            if !tests.is_empty() && self.takes("(") {
                let Phrase::Tests(more, otherwise) = self.expression()? else { return None };
                self.must(")")?;
                tests.extend(more);
                return Some(Phrase::Tests(tests, otherwise));
            }
            let (left, mut path) = self.path()?;
            match self.next()? {
                "-" if tests.is_empty() => {
                    let sides = self.other(left, path)?;
                    return Some(Phrase::Difference(sides));
                }
                "(" if tests.is_empty() && path.last() == Some(&"localeCompare") => {
                    path.pop();
                    let sides = self.other(left, path)?;
                    self.must(")")?;
                    return Some(Phrase::Locale(sides));
                }
                operator => {
                    let holds = holds(operator)?;
                    let sides = self.other(left, path)?;
                    self.must("?")?;
                    tests.push(test(sides, holds, self.answer()?));
                    self.must(":")?;
                }
            }
        }
    }

    /// A comparison: its sides, and where it holds.
    fn test(&mut self) -> Option<(Side, [bool; 3])> {
        let (left, path) = self.path()?;
        let holds = holds(self.next()?)?;
        Some((self.other(left, path)?, holds))
    }

    /// The right side of a comparison, which must be the same of the other parameter.
    fn other(&mut self, left: bool, path: Vec<&'a str>) -> Option<Side> {
        let (right, other) = self.path()?;
        if left == right || path != other || self.path.as_ref().is_some_and(|known| *known != path)
        {
            return None;
        }
        self.path = Some(path);
        Some(if left { Side::REVERSED } else { Side::IN_ORDER })
    }

    /// `a.name[0]`: whether it is of the second parameter, and the properties.
    fn path(&mut self) -> Option<(bool, Vec<&'a str>)> {
        let name = self.next()?;
        let second = name == self.b;
        if !second && name != self.a {
            return None;
        }
        let mut path = Vec::new();
        loop {
            if self.takes(".") {
                path.push(self.next().filter(|name| is_name(name))?);
            } else if self.takes("[") {
                let key = self.next()?;
                let quoted = key.strip_prefix(['"', '\'']).and_then(|key| key.get(..key.len() - 1));
                path.push(quoted.or_else(|| is_digits(key).then_some(key))?);
                self.must("]")?;
            } else {
                return Some((second, path));
            }
        }
    }

    /// `-1`, `1`, `0`.
    fn answer(&mut self) -> Option<Ordering> {
        let negative = self.takes("-");
        let digits = self.next().filter(|token| is_digits(token))?;
        Some(match (digits.bytes().all(|digit| digit == b'0'), negative) {
            (true, _) => Ordering::Equal,
            (false, true) => Ordering::Less,
            (false, false) => Ordering::Greater,
        })
    }
}

fn test(sides: Side, [less, equal, greater]: [bool; 3], answer: Ordering) -> Test {
    Test { sides, less, equal, greater, answer }
}

/// Whether an operator holds for less, equal and greater.
fn holds(operator: &str) -> Option<[bool; 3]> {
    Some(match operator {
        "<" => [true, false, false],
        "<=" => [true, true, false],
        ">" => [false, false, true],
        ">=" => [false, true, true],
        "===" | "==" => [false, true, false],
        _ => return None,
    })
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
}

fn is_digits(token: &str) -> bool {
    token.len() < 10 && token.starts_with(|c: char| c.is_ascii_digit())
}

/// Cuts a text into names, numbers, plain strings and marks; `None` where it has anything else. The
/// end of a line may stand for a semicolon: then there is none here, and the text is not understood.
fn tokens(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.trim_ascii_start();
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            'a'..='z' | 'A'..='Z' | '_' | '$' => rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))
                .unwrap_or(rest.len()),
            '0'..='9' => rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()),
            '"' | '\'' => {
                let body = rest.get(1..)?;
                let end = body.find(first)?;
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
                if !body.get(..end)?.chars().all(plain) {
                    return None;
                }
                end + 2
            }
            _ => ["===", "=>", "<=", ">=", "=="]
                .iter()
                .find(|mark| rest.starts_with(**mark))
                .map_or_else(
                    || "(),{}-;.[]<>?:".contains(first).then_some(1),
                    |mark| Some(mark.len()),
                )?,
        };
        let (token, after) = rest.split_at_checked(length)?;
        rest = after.trim_ascii_start();
        let space = after.get(..after.len() - rest.len())?;
        // `return` at the end of a line returns nothing; `1e3`, `0x1`, `1.5` and `1n` are no answers.
        if (token == "return" && space.contains(['\n', '\r']))
            || (first.is_ascii_digit()
                && space.is_empty()
                && rest.starts_with(|c: char| c == '.' || c == '_' || c.is_ascii_alphabetic()))
        {
            return None;
        }
        tokens.push(token);
    }
    Some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_and_phrase(text: &str) -> (String, Phrase) {
        let (path, phrase) = read(text).unwrap_or_else(|| panic!("{text}"));
        (path.join("."), phrase)
    }

    #[test]
    fn differences_are_known_in_many_words() {
        for text in [
            "(a, b) => a - b",
            "(x,y)=>x-y",
            "(a, b) => { return a - b; }",
            "function (a, b) { return a - b }",
            "function byValue(left, right) {\n  return left - right;\n}",
            "(a, b) => (a - b)",
        ] {
            assert_eq!(path_and_phrase(text), (String::new(), Phrase::Difference(Side::IN_ORDER)));
        }
        let reversed = Phrase::Difference(Side::REVERSED);
        assert_eq!(path_and_phrase("(a, b) => b.x[0]['y'] - a.x[0].y"), ("x.0.y".into(), reversed));
        let locale = Phrase::Locale(Side::IN_ORDER);
        assert_eq!(path_and_phrase("(a, b) => a.n.localeCompare(b.n)"), ("n".into(), locale));
    }

    #[test]
    fn tests_are_known_in_many_words() {
        let wanted = path_and_phrase("(a, b) => a < b ? -1 : a > b ? 1 : 0");
        for text in [
            "(a, b) => (a < b ? -1 : (a > b ? 1 : 0))",
            "function (a, b) {\n  if (a < b) return -1;\n  if (a > b) return 1;\n  return 0;\n}",
            "(a, b) => { if (a < b) { return -1 } else if (a > b) { return 1 } else { return 0 } }",
            "(a, b) => { if (a < b) return -1; return a > b ? 1 : 0 }",
        ] {
            assert_eq!(path_and_phrase(text), wanted, "{text}");
        }
    }

    #[test]
    fn all_else_is_called() {
        for text in [
            "(a, b) => a -- b",
            "(a, a) => a - a",
            "(a, b) => a - c",
            "(a, b) => a - b - 1",
            "(a, b) => a.x - b.y",
            "(a, b) => a.x - b.x || a.y - b.y",
            "(a, b) => a.x() - b.x()",
            "(a, b) => a.x.localeCompare(b.x, 'de')",
            "(a, b) => a[c] - b[c]",
            "(a, b) => a < b ? -1 : a > b ? 1.5 : 0",
            "(a, b) => a < b ? -1 : a > b ? 0x1 : 0",
            "(a, b) => a < b ? x : 0",
            "async (a, b) => a - b",
            "(a, b) => {return\na - b}",
            "function* (a, b) { return a - b }",
            "function (a, b) { [native code] }",
            "(a, b = 1) => a - b",
            "(a, b) => { a - b }",
            "(a, b) => { if (a < b) return -1; }",
            "(a, b) => 1",
            "(a, b) => a",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
