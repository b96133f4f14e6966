//! Reads a pattern. ECMA-262 §22.2.1, §B.1.2; errors in V8's words.

mod class;
mod escape;
mod group;
mod sets;

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use crate::{
    ast::{Assertion, Node, One, Pattern},
    error::Error,
    flags::Flags,
    fold,
    set::CodeSet,
};

type Result<T> = std::result::Result<T, Error>;

/// Groups and classes inside each other. The parser and what works on its result recurse as deeply.
const MAX_DEPTH: u32 = 2_000;

/// Reads a pattern given as code points with the flags `u` and `v`, as UTF-16 units without.
pub(crate) fn parse(text: &[u32], flags: Flags) -> Result<Pattern> {
    let mut parser = Parser {
        text,
        at: 0,
        flags,
        depth: 0,
        sets: Vec::new(),
        known: HashMap::new(),
        escapes: HashMap::new(),
        names: Vec::new(),
        places: HashMap::new(),
        paths: Vec::new(),
        path: u32::MAX,
        disjunctions: 0,
        references: Vec::new(),
        counted: None,
    };
    let root = parser.disjunction()?;
    if parser.at < text.len() {
        return Err(Error::new("Unmatched ')'"));
    }
    let references = parser.resolve()?;
    let Parser { sets, names, .. } = parser;
    Ok(Pattern { root, sets, names, references })
}

struct Parser<'p> {
    text: &'p [u32],
    at: usize,
    /// Those of the pattern, as modifiers have changed them.
    flags: Flags,
    depth: u32,
    sets: Vec<CodeSet>,
    /// Sets by their hash, so that the same set is kept once.
    known: HashMap<u64, u32>,
    /// Sets by how they are written outside of classes, and the flags.
    escapes: HashMap<(Box<[u32]>, Flags), u32>,
    /// The name of each group read so far.
    names: Vec<Option<Box<str>>>,
    /// Groups of each name, with the alternative that each is in.
    places: HashMap<Box<str>, Vec<(u32, u32)>>,
    /// Alternatives: the one around it, its disjunction, its number in that.
    paths: Vec<(u32, u32, u32)>,
    path: u32,
    disjunctions: u32,
    references: Vec<Reference>,
    /// How many groups the whole pattern has, and whether any has a name.
    counted: Option<(u32, bool)>,
}

/// What a back-reference names.
enum Reference {
    Number(u32),
    Name(Box<str>),
}

/// What a term of an alternative turned out to be.
enum Term {
    Code(u32),
    Node(Node),
    /// What cannot be repeated: look-around.
    Look(Node),
    /// What is no atom: the next sign is read as if nothing stood before it.
    Assertion(Assertion),
}

impl Parser<'_> {
    fn ahead(&self, offset: usize) -> Option<u32> {
        self.text.get(self.at + offset).copied()
    }

    /// The sign at an offset, where it is ASCII; NUL for others, `None` at the end.
    fn sign(&self, offset: usize) -> Option<char> {
        let code = self.ahead(offset)?;
        Some(u8::try_from(code).ok().filter(u8::is_ascii).map_or('\0', char::from))
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(i, sign)| self.sign(i) == Some(sign));
        if found {
            self.at += text.len();
        }
        found
    }

    fn strict(&self) -> bool {
        self.flags.is_unicode()
    }

    fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(Error::new("Stack overflow")) } else { Ok(()) }
    }

    fn groups(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap_or(u32::MAX)
    }

    /// `Disjunction`.
    fn disjunction(&mut self) -> Result<Node> {
        self.enter()?;
        let outer = self.path;
        let disjunction = self.disjunctions;
        self.disjunctions += 1;
        let mut nodes = Vec::new();
        for alternative in 0.. {
            self.path = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
            self.paths.push((outer, disjunction, alternative));
            nodes.push(self.alternative()?);
            if !self.eat("|") {
                break;
            }
        }
        self.path = outer;
        self.depth -= 1;
        let nodes = self.merged(nodes);
        Ok(Node::either(nodes, &self.sets))
    }

    /// Makes one set of single characters that are alternatives side by side.
    fn merged(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        if nodes.len() < 2 || !nodes.windows(2).any(|pair| pair.iter().all(|n| n.one().is_some())) {
            return nodes;
        }
        let mut merged = Vec::with_capacity(nodes.len());
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for node in nodes {
            match node.one() {
                Some(One::Code(code)) => ranges.push((code, code)),
                Some(One::Set(set)) => {
                    let set = usize::try_from(set).ok().and_then(|set| self.sets.get(set));
                    ranges.extend_from_slice(set.map_or(&[], CodeSet::ranges));
                }
                None => {
                    if !ranges.is_empty() {
                        let set = CodeSet::of(std::mem::take(&mut ranges));
                        merged.push(self.set_node(set));
                    }
                    merged.push(node);
                }
            }
        }
        if !ranges.is_empty() {
            merged.push(self.set_node(CodeSet::of(ranges)));
        }
        merged
    }

    /// `Alternative`.
    fn alternative(&mut self) -> Result<Node> {
        let mut nodes = Vec::new();
        let mut literal = Vec::new();
        while !matches!(self.sign(0), None | Some('|' | ')')) {
            let before = self.groups();
            let node = match self.term()? {
                Term::Assertion(assertion) => Node::Assertion(assertion),
                Term::Look(look) => {
                    if self.quantifier()?.is_some() {
                        return Err(Error::new("Invalid quantifier"));
                    }
                    look
                }
                Term::Code(code) => match self.quantifier()? {
                    None => {
                        literal.push(code);
                        continue;
                    }
                    Some(count) => self.repeated(Node::Literal(vec![code]), count, before),
                },
                Term::Node(node) => match self.quantifier()? {
                    None => node,
                    Some(count) => self.repeated(node, count, before),
                },
            };
            if !literal.is_empty() {
                nodes.push(Node::Literal(std::mem::take(&mut literal)));
            }
            if !matches!(node, Node::Empty) {
                nodes.push(node);
            }
        }
        if !literal.is_empty() {
            nodes.push(Node::Literal(literal));
        }
        Ok(Node::sequence(nodes, &self.sets))
    }

    fn repeated(&self, node: Node, (min, max, greedy): (u32, u32, bool), before: u32) -> Node {
        Node::repeated(node, (min, max), greedy, (before, self.groups()), &self.sets)
    }

    /// `Term`, without its quantifier.
    fn term(&mut self) -> Result<Term> {
        let code = self.ahead(0).unwrap_or_default();
        let sign = self.sign(0).unwrap_or_default();
        let nothing = || Error::new("Nothing to repeat");
        self.at += 1;
        Ok(match sign {
            '^' if self.flags.multiline => Term::Assertion(Assertion::LineStart),
            '^' => Term::Assertion(Assertion::Start),
            '$' if self.flags.multiline => Term::Assertion(Assertion::LineEnd),
            '$' => Term::Assertion(Assertion::End),
            '(' => self.group()?,
            '.' => {
                let all = self.flags.dot_all;
                let set = |_: &Self| if all { CodeSet::all() } else { line_ends().inverted() };
                Term::Node(self.escape_node(self.at - 1, set))
            }
            '[' if self.flags.unicode_sets => Term::Node(self.set_class()?),
            '[' => Term::Node(self.class()?),
            '\\' => self.atom_escape()?,
            '*' | '+' | '?' => return Err(nothing()),
            '{' => {
                self.at -= 1;
                if self.braces()?.is_some() {
                    return Err(nothing());
                }
                if self.strict() {
                    return Err(Error::new("Lone quantifier brackets"));
                }
                self.at += 1;
                Term::Code(code)
            }
            '}' | ']' if self.strict() => return Err(Error::new("Lone quantifier brackets")),
            _ => self.code(code),
        })
    }

    /// A character that stands for itself, in either case where that does not matter.
    fn code(&mut self, code: u32) -> Term {
        if self.flags.icase {
            let set = fold::closed(&CodeSet::single(code), self.strict());
            if set.only().is_none() {
                return Term::Node(self.set_node(set));
            }
        }
        Term::Code(code)
    }

    fn set_node(&mut self, set: CodeSet) -> Node {
        if let Some(code) = set.only() {
            return Node::Literal(vec![code]);
        }
        let mut hasher = DefaultHasher::new();
        set.hash(&mut hasher);
        let next = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(hasher.finish()).or_insert(next);
        let same = usize::try_from(number).ok().and_then(|number| self.sets.get(number));
        if same == Some(&set) {
            return Node::Set(number);
        }
        self.sets.push(set);
        Node::Set(next)
    }

    /// The set that was written from `start` on. Each is made once.
    fn escape_node(&mut self, start: usize, make: impl FnOnce(&Self) -> CodeSet) -> Node {
        let key = (self.text.get(start..self.at).unwrap_or_default().into(), self.flags);
        if let Some(number) = self.escapes.get(&key) {
            return Node::Set(*number);
        }
        let set = make(self);
        let node = self.set_node(set);
        if let Node::Set(number) = node {
            self.escapes.insert(key, number);
        }
        node
    }

    /// `Quantifier`: the least and the most, and whether it takes as many as it can.
    fn quantifier(&mut self) -> Result<Option<(u32, u32, bool)>> {
        let (min, max) = match self.sign(0) {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            Some('{') => match self.braces()? {
                Some(counts) => {
                    // The brackets are read; the sign after them is looked at below.
                    self.at -= 1;
                    counts
                }
                None if self.strict() => return Err(Error::new("Incomplete quantifier")),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        self.at += 1;
        let greedy = !self.eat("?");
        Ok(Some((min, max, greedy)))
    }

    /// `{n}`, `{n,}` or `{n,m}`; nothing is read where it is none of them.
    fn braces(&mut self) -> Result<Option<(u32, u32)>> {
        let start = self.at;
        self.at += 1;
        if let Some((min, exact)) = self.count() {
            let (max, order) = if !self.eat(",") {
                (min, exact)
            } else if self.sign(0) == Some('}') {
                (u32::MAX, f64::INFINITY)
            } else {
                self.count().unwrap_or((0, f64::NAN))
            };
            if !order.is_nan() && self.eat("}") {
                if order < exact {
                    return Err(Error::new("numbers out of order in {} quantifier"));
                }
                return Ok(Some((min, max)));
            }
        }
        self.at = start;
        Ok(None)
    }

    /// A number: as a count, the largest of which is no limit, and to compare.
    fn count(&mut self) -> Option<(u32, f64)> {
        let (start, mut count, mut exact) = (self.at, 0_u32, 0.0_f64);
        while let Some(digit) = self.sign(0).and_then(|sign| sign.to_digit(10)) {
            count = count.saturating_mul(10).saturating_add(digit);
            exact = exact.mul_add(10.0, digit.into());
            self.at += 1;
        }
        (self.at > start).then_some((count, exact))
    }

    /// Counts the groups of the whole pattern: back-references may come before them.
    fn counted(&mut self) -> (u32, bool) {
        if let Some(counted) = self.counted {
            return counted;
        }
        let (mut groups, mut named, mut classes, mut at) = (0_u32, false, 0_u32, 0);
        let sign = |at: usize| self.text.get(at).and_then(|code| char::from_u32(*code));
        while at < self.text.len() {
            match sign(at) {
                Some('\\') => at += 1,
                Some('[') if classes == 0 || self.flags.unicode_sets => classes += 1,
                Some(']') => classes = classes.saturating_sub(1),
                Some('(') if classes == 0 => {
                    let look = matches!(sign(at + 3), Some('=' | '!'));
                    if sign(at + 1) != Some('?') {
                        groups += 1;
                    } else if sign(at + 2) == Some('<') && !look {
                        groups += 1;
                        named = true;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        *self.counted.insert((groups, named))
    }
}

/// ECMA-262 §12.3 line terminators.
fn line_ends() -> CodeSet {
    CodeSet::of(vec![(0xa, 0xa), (0xd, 0xd), (0x2028, 0x2029)])
}
