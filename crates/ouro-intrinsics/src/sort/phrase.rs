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

/// What a comparator does. Numbers name the paths that [`read`] gives.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Phrase {
    /// `1`
    Answer(Ordering),
    /// `a - b`
    Difference(usize, Side),
    /// `a.localeCompare(b)`
    Locale(usize, Side),
    /// `-(…)`
    Negative(Box<Self>),
    /// `… || …`
    Or(Box<Self>, Box<Self>),
    /// `a < b ? … : …` or `if (a < b) return …; return …;`
    Test(Test, Box<Self>, Box<Self>),
}

/// One `a < b`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Test {
    pub(super) path: usize,
    pub(super) sides: Side,
    /// Whether it holds where the left side is less than the right, the same, greater, or where one
    /// is not a number.
    pub(super) holds: [bool; 4],
}

/// A property on the way to what is compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step<'a> {
    /// `.name`, `[0]`, `{ name: … }`
    Property(&'a str),
    /// `[, a]`: what an iterator gives after so many others.
    Element(usize),
}

/// Understands the text of a function of two parameters: the paths of properties that lead to what
/// is compared of each, and the comparison.
pub(super) fn read<'a>(tokens: &[&'a str]) -> Option<(Vec<Vec<Step<'a>>>, Phrase)> {
    let mut reader = Reader { tokens, names: Vec::new(), paths: Vec::new() };
    let arrow = reader.tokens.first() == Some(&"(");
    if !arrow {
        // `function (`, `function name(`, or a method's `name(`.
        is_name(reader.next()?).then_some(())?;
        if reader.tokens.first() != Some(&"(") {
            (tokens.first() == Some(&"function") && is_name(reader.next()?)).then_some(())?;
        }
    }
    reader.must("(")?;
    reader.parameter(false)?;
    reader.must(",")?;
    reader.parameter(true)?;
    reader.must(")")?;
    if arrow {
        reader.must("=>")?;
    }
    let phrase = if reader.takes("{") {
        reader.statements()?
    } else {
        arrow.then_some(())?;
        reader.expression()?
    };
    (reader.tokens.is_empty() && !reader.paths.is_empty()).then_some((reader.paths, phrase))
}

struct Reader<'a, 't> {
    tokens: &'t [&'a str],
    /// The parameters' names: whether of the second, and where in it they lie.
    names: Vec<(&'a str, bool, Vec<Step<'a>>)>,
    /// What is compared.
    paths: Vec<Vec<Step<'a>>>,
}

impl<'a, 't> Reader<'a, 't> {
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

    /// `a`, `{ name: a }`, `{ name }`, `[, a]`.
    fn parameter(&mut self, second: bool) -> Option<()> {
        if self.takes("{") {
            loop {
                let key = self.next().filter(|key| is_name(key))?;
                let name = if self.takes(":") { self.next()? } else { key };
                self.name(name, second, vec![Step::Property(key)])?;
                if !self.takes(",") {
                    return self.must("}");
                }
            }
        }
        if self.takes("[") {
            let mut place = 0;
            loop {
                if self.takes(",") {
                    place += 1;
                    continue;
                }
                let name = self.next()?;
                self.name(name, second, vec![Step::Element(place)])?;
                if self.takes("]") {
                    return Some(());
                }
                self.must(",")?;
                place += 1;
            }
        }
        let name = self.next()?;
        self.name(name, second, Vec::new())
    }

    fn name(&mut self, name: &'a str, second: bool, path: Vec<Step<'a>>) -> Option<()> {
        if !is_name(name) || self.names.iter().any(|(known, ..)| *known == name) {
            return None;
        }
        self.names.push((name, second, path));
        Some(())
    }

    /// What follows a `{`: `if (…) return …; return …; }`, any number of the former.
    fn statements(&mut self) -> Option<Phrase> {
        if !self.takes("if") {
            self.must("return")?;
            let phrase = self.expression()?;
            self.takes(";");
            self.must("}")?;
            return Some(phrase);
        }
        self.must("(")?;
        let test = self.test()?;
        self.must(")")?;
        let braces = self.takes("{");
        self.must("return")?;
        let answer = self.expression()?;
        let ended = self.takes(";");
        if braces {
            self.must("}")?;
        } else if !ended {
            return None;
        }
        let otherwise = if self.takes("else") && self.takes("{") {
            let otherwise = self.statements()?;
            self.must("}")?;
            otherwise
        } else {
            self.statements()?
        };
        Some(Phrase::Test(test, Box::new(answer), Box::new(otherwise)))
    }

    /// `a < b ? … : …`, or parts with `||` between them.
    fn expression(&mut self) -> Option<Phrase> {
        let before = (self.tokens, self.paths.len());
        if let Some(test) = self.test().filter(|_| self.takes("?")) {
            let answer = self.expression()?;
            self.must(":")?;
            let otherwise = self.expression()?;
            return Some(Phrase::Test(test, Box::new(answer), Box::new(otherwise)));
        }
        self.back(before);
        let phrase = self.simple()?;
        if !self.takes("||") {
            return Some(phrase);
        }
        // A `?` behind would be of all this: it is left over, and nothing is understood.
        let mut parts = vec![phrase, self.simple()?];
        while self.takes("||") {
            parts.push(self.simple()?);
        }
        let both = |rest, first| Phrase::Or(Box::new(first), Box::new(rest));
        parts.into_iter().rev().reduce(both)
    }

    /// Forgets what was read since.
    fn back(&mut self, (tokens, paths): (&'t [&'a str], usize)) {
        self.tokens = tokens;
        self.paths.truncate(paths);
    }

    fn simple(&mut self) -> Option<Phrase> {
        if self.takes("-") {
            let phrase = match self.tokens.first()? {
                token if is_digits(token) => self.answer()?,
                &"(" => self.parenthesised()?,
                _ => return None,
            };
            return Some(match phrase {
                Phrase::Answer(order) => Phrase::Answer(order.reverse()),
                phrase => Phrase::Negative(Box::new(phrase)),
            });
        }
        if is_digits(self.tokens.first()?) {
            return self.answer();
        }
        let before = (self.tokens, self.paths.len());
        if self.tokens.first() == Some(&"(") {
            if let Some(phrase) = self.between_tests() {
                return Some(phrase);
            }
            self.back(before);
            return self.parenthesised();
        }
        let (left, mut path) = self.path()?;
        if self.takes("-") {
            let (path, sides) = self.other(left, path)?;
            return Some(Phrase::Difference(path, sides));
        }
        if path.pop() != Some(Step::Property("localeCompare")) {
            return None;
        }
        self.must("(")?;
        let (path, sides) = self.other(left, path)?;
        self.must(")")?;
        Some(Phrase::Locale(path, sides))
    }

    fn parenthesised(&mut self) -> Option<Phrase> {
        self.must("(")?;
        let phrase = self.expression()?;
        self.must(")")?;
        Some(phrase)
    }

    /// `(a > b) - (a < b)`
    fn between_tests(&mut self) -> Option<Phrase> {
        let one = self.test()?;
        self.must("-")?;
        (self.tokens.first() == Some(&"(")).then_some(())?;
        let two = self.test()?;
        let less = |first, second| {
            let [first, second] = [first, second].map(|order| Box::new(Phrase::Answer(order)));
            Box::new(Phrase::Test(two, first, second))
        };
        let holds = less(Ordering::Equal, Ordering::Greater);
        Some(Phrase::Test(one, holds, less(Ordering::Less, Ordering::Equal)))
    }

    /// A comparison.
    fn test(&mut self) -> Option<Test> {
        if self.takes("(") {
            let test = self.test()?;
            self.must(")")?;
            return Some(test);
        }
        let (left, path) = self.path()?;
        let holds = holds(self.next()?)?;
        let (path, sides) = self.other(left, path)?;
        Some(Test { path, sides, holds })
    }

    /// The right side of a comparison, which must be the same of the other parameter.
    fn other(&mut self, left: bool, path: Vec<Step<'a>>) -> Option<(usize, Side)> {
        let (right, other) = self.path()?;
        if left == right || path != other {
            return None;
        }
        let known = self.paths.iter().position(|known| *known == path);
        let at = known.unwrap_or_else(|| {
            self.paths.push(path);
            self.paths.len() - 1
        });
        Some((at, if left { Side::REVERSED } else { Side::IN_ORDER }))
    }

    /// `a.name[0]`: whether it is of the second parameter, and the properties.
    fn path(&mut self) -> Option<(bool, Vec<Step<'a>>)> {
        let name = self.next()?;
        let (_, second, path) = self.names.iter().find(|(known, ..)| *known == name)?;
        let (second, mut path) = (*second, path.clone());
        loop {
            if self.takes(".") {
                path.push(Step::Property(self.next().filter(|name| is_name(name))?));
            } else if self.takes("[") {
                let key = self.next()?;
                let quoted = key.strip_prefix(['"', '\'']).and_then(|key| key.get(..key.len() - 1));
                let key = quoted.or_else(|| is_digits(key).then_some(key))?;
                path.push(Step::Property(key));
                self.must("]")?;
            } else {
                return Some((second, path));
            }
        }
    }

    /// `1`, `0`.
    fn answer(&mut self) -> Option<Phrase> {
        let digits = self.next().filter(|token| is_digits(token))?;
        let zero = digits.bytes().all(|digit| digit == b'0');
        Some(Phrase::Answer(if zero { Ordering::Equal } else { Ordering::Greater }))
    }
}

/// Whether an operator holds for less, equal, greater, and where one is not a number.
fn holds(operator: &str) -> Option<[bool; 4]> {
    Some(match operator {
        "<" => [true, false, false, false],
        "<=" => [true, true, false, false],
        ">" => [false, false, true, false],
        ">=" => [false, true, true, false],
        "===" | "==" => [false, true, false, false],
        "!==" | "!=" => [true, false, true, true],
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
pub(super) fn tokens(text: &str) -> Option<Vec<&str>> {
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
            _ => ["===", "!==", "=>", "<=", ">=", "==", "!=", "||"]
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

    fn understood(text: &str) -> Option<(String, Phrase)> {
        let tokens = tokens(text)?;
        let (paths, phrase) = read(&tokens)?;
        Some((format!("{paths:?}"), phrase))
    }

    /// Which of two comparators are the same, in other words.
    fn alike(texts: &[&str]) {
        let wanted = understood(texts[0]);
        assert!(wanted.is_some(), "{}", texts[0]);
        for text in texts {
            assert_eq!(understood(text), wanted, "{text}");
        }
    }

    #[test]
    fn differences_are_known_in_many_words() {
        alike(&[
            "(a, b) => a - b",
            "(x,y)=>x-y",
            "(a, b) => { return a - b; }",
            "function (a, b) { return a - b }",
            "function byValue(left, right) {\n  return left - right;\n}",
            "compare(a, b) { return a - b; }",
            "(a, b) => (a - b)",
        ]);
        alike(&[
            "(a, b) => b.x[0]['y'] - a.x[0].y",
            "({ x: a }, { x: b }) => b['0'].y - a[0].y",
            "({ x }, { x: other }) => other[0].y - x[0].y",
        ]);
        alike(&["(a, b) => -(a - b)", "(a, b) => (-(a - b))"]);
        alike(&["([, a], [, b]) => b - a", "([i, a], [j, b]) => b - a"]);
        alike(&["(a, b) => a.n.localeCompare(b.n)", "({ n: x }, b) => x.localeCompare(b.n)"]);
    }

    #[test]
    fn tests_are_known_in_many_words() {
        alike(&[
            "(a, b) => a < b ? -1 : a > b ? 1 : 0",
            "(a, b) => (a < b ? -1 : (a > b ? 1 : 0))",
            "(a, b) => (a < b) ? -1 : (a > b) ? 1 : 0",
            "function (a, b) {\n  if (a < b) return -1;\n  if (a > b) return 1;\n  return 0;\n}",
            "(a, b) => { if (a < b) { return -1 } else if (a > b) { return 1 } else { return 0 } }",
            "(a, b) => { if (a < b) { return -1 } else { return a > b ? 1 : 0 } }",
            "(a, b) => { if (a < b) return -1; return a > b ? 1 : 0 }",
            "(a, b) => { if (a < b) return -1; else if (a > b) return 1; return 0 }",
        ]);
        alike(&["(a, b) => (a > b) - (a < b)", "(a, b) => { return ((a > b) - (a < b)); }"]);
    }

    #[test]
    fn several_keys_are_compared_one_after_the_other() {
        alike(&[
            "(a, b) => a.x - b.x || a.y.localeCompare(b.y)",
            "(a, b) => (a.x - b.x) || (a.y.localeCompare(b.y))",
        ]);
        alike(&[
            "(a, b) => a.x !== b.x ? a.x - b.x : a.y - b.y",
            "(a, b) => { if (a.x !== b.x) return a.x - b.x; return a.y - b.y; }",
        ]);
        assert!(understood("(a, b) => (a.x < b.x ? -1 : 1) || b.y - a.y || a.z - b.z").is_some());
    }

    #[test]
    fn all_else_is_called() {
        for text in [
            "(a, b) => a -- b",
            "(a, a) => a - a",
            "(a, b) => a - c",
            "(a, b) => a - b - 1",
            "(a, b) => a.x - b.y",
            "(a, b) => a.x - b.x || a.y < b.y ? -1 : 1",
            "(a, b) => a.x - b.x || a.y < b.y",
            "(a, b) => (a > b) - a < b",
            "(a, b) => (a < b)",
            "(a, b) => -a - b",
            "(a, b) => -(a - b) - 1",
            "(a, b) => a.x() - b.x()",
            "(a, b) => a.x.localeCompare(b.x, 'de')",
            "(a, b) => a[c] - b[c]",
            "(a, b) => a < b ? -1 : a > b ? 1.5 : 0",
            "(a, b) => a < b ? -1 : a > b ? 0x1 : 0",
            "(a, b) => a < b ? x : 0",
            "({ x = 1 }, b) => x - b.x",
            "([...a], [...b]) => a - b",
            "([[a]], [[b]]) => a - b",
            "async (a, b) => a - b",
            "async f(a, b) { return a - b }",
            "(a, b) => {return\na - b}",
            "function* (a, b) { return a - b }",
            "function (a, b) { [native code] }",
            "function (a, b) => a - b",
            "(a, b = 1) => a - b",
            "(a, b) => { a - b }",
            "(a, b) => { if (a < b) return -1; }",
            "(a, b) => 1",
            "(a, b) => a",
            "",
        ] {
            assert_eq!(understood(text), None, "{text}");
        }
    }
}
