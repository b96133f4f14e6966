//! The machine against the standard's own matcher, continuations and all, on patterns made at random.
//! ECMA-262 §22.2.2.3 to §22.2.2.7.

use crate::{
    ast::{Assertion, Loop, Node, Pattern},
    flags::Flags,
    fold::canonical,
    parse::parse,
};

/// What groups caught, from the first.
type Captures = Vec<Option<(usize, usize)>>;

/// `MatcherContinuation`.
type Continuation<'c> = &'c mut dyn FnMut(usize, Captures) -> Option<(usize, Captures)>;

struct Matcher<'m> {
    pattern: &'m Pattern,
    text: &'m [u32],
    unicode: bool,
}

impl Matcher<'_> {
    fn node(
        &self,
        node: &Node,
        back: bool,
        x: (usize, Captures),
        c: Continuation<'_>,
    ) -> Option<(usize, Captures)> {
        let (at, captures) = x;
        match node {
            Node::Empty => c(at, captures),
            Node::Literal(codes) => {
                let mut at = at;
                let mut codes: Vec<u32> = codes.clone();
                if back {
                    codes.reverse();
                }
                for code in codes {
                    let (found, next) = self.step(at, back)?;
                    if found != code {
                        return None;
                    }
                    at = next;
                }
                c(at, captures)
            }
            Node::Set(set) => {
                let (found, next) = self.step(at, back)?;
                if self.pattern.sets[*set as usize].contains(found) {
                    c(next, captures)
                } else {
                    None
                }
            }
            Node::Assertion(assertion) => {
                if self.holds(*assertion, at) {
                    c(at, captures)
                } else {
                    None
                }
            }
            Node::Sequence(many) => {
                let order: Vec<&Node> = if back {
                    many.nodes.iter().rev().collect()
                } else {
                    many.nodes.iter().collect()
                };
                self.all(&order, back, (at, captures), c)
            }
            Node::Either(many) => {
                many.nodes.iter().find_map(|node| self.node(node, back, (at, captures.clone()), c))
            }
            Node::Group(group) => {
                let mut then = |end: usize, mut captures: Captures| {
                    let caught = if back { (end, at) } else { (at, end) };
                    captures[group.index as usize - 1] = Some(caught);
                    c(end, captures)
                };
                self.node(&group.body, back, (at, captures), &mut then)
            }
            Node::Back { groups, ignore_case } => {
                let groups = &self.pattern.references[*groups as usize];
                let caught = groups.iter().find_map(|group| captures[*group as usize - 1]);
                let Some((from, to)) = caught else { return c(at, captures) };
                let length = to - from;
                let begin = if back { at.checked_sub(length)? } else { at };
                let there = self.text.get(begin..begin + length)?;
                let same = there.iter().zip(&self.text[from..to]).all(|(a, b)| {
                    let canon = |code| canonical(code, self.unicode);
                    a == b || *ignore_case && canon(*a) == canon(*b)
                });
                if same { c(if back { begin } else { at + length }, captures) } else { None }
            }
            Node::Loop(repeated) => {
                self.repeat(repeated, repeated.min, repeated.max, back, (at, captures), c)
            }
            Node::Look(look) => {
                let found = self.node(
                    &look.body,
                    look.behind,
                    (at, captures.clone()),
                    &mut |end, caught| Some((end, caught)),
                );
                match (found, look.negated) {
                    (Some((_, caught)), false) => c(at, caught),
                    (None, true) => c(at, captures),
                    _ => None,
                }
            }
        }
    }

    fn all(
        &self,
        nodes: &[&Node],
        back: bool,
        x: (usize, Captures),
        c: Continuation<'_>,
    ) -> Option<(usize, Captures)> {
        let Some((first, rest)) = nodes.split_first() else { return c(x.0, x.1) };
        self.node(first, back, x, &mut |at, captures| self.all(rest, back, (at, captures), c))
    }

    /// `RepeatMatcher`.
    fn repeat(
        &self,
        repeated: &Loop,
        min: u32,
        max: u32,
        back: bool,
        x: (usize, Captures),
        c: Continuation<'_>,
    ) -> Option<(usize, Captures)> {
        if max == 0 {
            return c(x.0, x.1);
        }
        let (at, captures) = x;
        let mut inside = captures.clone();
        for group in repeated.groups.0..repeated.groups.1 {
            inside[group as usize] = None;
        }
        let again = |c: Continuation<'_>| {
            let mut then = |end: usize, caught: Captures| {
                if min == 0 && end == at {
                    return None;
                }
                let max = if max == u32::MAX { max } else { max - 1 };
                self.repeat(repeated, min.saturating_sub(1), max, back, (end, caught), c)
            };
            self.node(&repeated.body, back, (at, inside.clone()), &mut then)
        };
        if min > 0 {
            return again(c);
        }
        if repeated.greedy {
            again(c).or_else(|| c(at, captures))
        } else {
            c(at, captures.clone()).or_else(|| again(c))
        }
    }

    fn step(&self, at: usize, back: bool) -> Option<(u32, usize)> {
        if back {
            let at = at.checked_sub(1)?;
            Some((self.text[at], at))
        } else {
            Some((*self.text.get(at)?, at + 1))
        }
    }

    fn holds(&self, assertion: Assertion, at: usize) -> bool {
        let unit = |at: Option<usize>| at.and_then(|at| self.text.get(at)).copied();
        let (left, right) = (unit(at.checked_sub(1)), unit(Some(at)));
        let ends = |code: u32| matches!(code, 0xa | 0xd | 0x2028 | 0x2029);
        match assertion {
            Assertion::Start => at == 0,
            Assertion::End => at == self.text.len(),
            Assertion::LineStart => left.is_none_or(ends),
            Assertion::LineEnd => right.is_none_or(ends),
            Assertion::Word { negated, folded } => {
                let word = |code: u32| {
                    char::from_u32(code).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
                        || folded && matches!(code, 0x17f | 0x212a)
                };
                (left.is_some_and(word) != right.is_some_and(word)) != negated
            }
        }
    }
}

/// The same numbers every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    fn alternatives(&mut self, depth: usize) -> String {
        let mut text = self.sequence(depth);
        while self.below(3) == 0 {
            text = text + "|" + &self.sequence(depth);
        }
        text
    }

    fn sequence(&mut self, depth: usize) -> String {
        (0..self.below(4)).map(|_| self.term(depth)).collect()
    }

    fn term(&mut self, depth: usize) -> String {
        let atoms = [
            "a", "b", "c", "k", "[ab]", "[^a]", ".", "\\w", "\\W", "\\b", "\\B", "^", "$", "\\1",
            "\\2", "ab", "(?:)", "é", "[\\q{}]", "K",
        ];
        let groups = ["(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(", "(?i:"];
        let atom = if depth > 0 && self.below(3) == 0 {
            self.pick(&groups).to_owned() + &self.alternatives(depth - 1) + ")"
        } else {
            self.pick(&atoms).to_owned()
        };
        let counts =
            ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}"];
        atom + self.pick(&counts)
    }
}

#[test]
fn the_machine_finds_what_the_standard_says() {
    let mut random = Random(42);
    let (mut matched, mut tried) = (0, 0);
    while tried < 30_000 {
        let pattern = random.alternatives(3);
        let flags = random.pick(&["", "i", "m", "u", "iu", "v"]);
        let text: String = (0..random.below(8))
            .map(|_| random.pick(&["a", "b", "k", "K", " ", "é", "\n", "\u{212a}"]))
            .collect();
        let codes: Vec<u32> = pattern.chars().map(u32::from).collect();
        let flags_of = Flags::from(flags);
        let Ok(parsed) = parse(&codes, flags_of) else { continue };
        tried += 1;
        let units: Vec<u32> = text.encode_utf16().map(u32::from).collect();
        let matcher = Matcher { pattern: &parsed, text: &units, unicode: flags_of.is_unicode() };
        let none: Captures = vec![None; parsed.names.len()];
        let wanted = (0..=units.len()).find_map(|from| {
            let found =
                matcher.node(&parsed.root, false, (from, none.clone()), &mut |end, caught| {
                    Some((end, caught))
                });
            found.map(|(end, caught)| {
                let mut all = vec![Some((from, end))];
                all.extend(caught);
                all
            })
        });
        matched += usize::from(wanted.is_some());
        assert_eq!(super::bounds(&pattern, flags, &text), wanted, "/{pattern}/{flags} on {text:?}");
    }
    assert!(matched > 5_000, "{matched}");
}
