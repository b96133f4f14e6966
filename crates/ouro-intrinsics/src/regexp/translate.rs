//! Translates a JavaScript pattern into one that a linear-time automaton runs over Latin-1 text,
//! where both are sure to find the same. ECMA-262 §22.2.1, §B.1.2.
//!
//! What cannot be said of an automaton, or is rarely seen, is not translated: back-references,
//! look-around, modifiers, properties, set operations. Such patterns are searched by steps alone.

use regex_syntax::hir::{
    Capture, Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition,
};

/// A pattern for the automaton.
#[derive(Debug)]
pub(super) struct Translated {
    pub(super) hir: Hir,
    /// The name of each group from 1, if it has one.
    pub(super) groups: Vec<Option<String>>,
    /// Only whether there is a match, and where it begins, is right: there are groups inside
    /// repetitions, of which JavaScript forgets what they caught in an earlier round, or repetitions
    /// of what may match nothing, of which it gives up such a round.
    pub(super) only_start: bool,
    /// `^` or `$` looks at line ends, which are `\n` alone here.
    pub(super) lines: bool,
}

/// The flags that change what a pattern means.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) dot_all: bool,
    pub(super) unicode: bool,
    pub(super) sets: bool,
}

/// Nesting beyond this stays with the engine.
const MAX_DEPTH: usize = 100;

/// Repetition counts beyond this make automata too large.
const MAX_COUNT: u32 = 1_000;

/// Translates `pattern`, or gives up.
pub(super) fn translate(pattern: &[u16], flags: Flags) -> Option<Translated> {
    let mut parser = Parser {
        pattern,
        at: 0,
        flags,
        groups: Vec::new(),
        only_start: false,
        lines: false,
        depth: 0,
    };
    let hir = parser.alternatives()?;
    if parser.at < pattern.len() {
        return None;
    }
    let Parser { groups, only_start, lines, .. } = parser;
    Some(Translated { hir, groups, only_start, lines })
}

/// A set of Latin-1 units.
#[derive(Clone)]
struct Set(Box<[bool; 256]>);

impl Set {
    fn empty() -> Self {
        Self(Box::new([false; 256]))
    }

    fn of(test: impl Fn(u8) -> bool) -> Self {
        Self(Box::new(std::array::from_fn(|unit| u8::try_from(unit).is_ok_and(&test))))
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0.iter()) {
            *mine |= *theirs;
        }
    }

    fn negated(&self) -> Self {
        Self(Box::new(self.0.map(|unit| !unit)))
    }

    /// Adds the other case of each letter. ECMA-262 §22.2.2.7.3 `Canonicalize`, within Latin-1.
    fn folded(&self) -> Self {
        let mut folded = self.clone();
        for unit in 0..=255_u8 {
            if self.0[usize::from(unit)]
                && let Some(other) = other_case(unit)
            {
                folded.0[usize::from(other)] = true;
            }
        }
        folded
    }

    fn hir(&self) -> Hir {
        let units = (0..=255_u8).filter(|&unit| self.0[usize::from(unit)]);
        Hir::class(Class::Bytes(ClassBytes::new(
            units.map(|unit| ClassBytesRange::new(unit, unit)),
        )))
    }
}

/// The other case of a letter that has one in Latin-1.
fn other_case(unit: u8) -> Option<u8> {
    match unit {
        b'a'..=b'z' | 0xe0..=0xf6 | 0xf8..=0xfe => Some(unit - 0x20),
        b'A'..=b'Z' | 0xc0..=0xd6 | 0xd8..=0xde => Some(unit + 0x20),
        _ => None,
    }
}

fn is_word(unit: u8) -> bool {
    unit.is_ascii_alphanumeric() || unit == b'_'
}

/// ECMA-262 §12.2 white space and §12.3 line terminators, within Latin-1.
fn is_space(unit: u8) -> bool {
    matches!(unit, 9..=13 | b' ' | 0xa0)
}

/// What one class atom or escape stands for.
enum Atom {
    Unit(u32),
    Set(Set),
}

struct Parser<'p> {
    pattern: &'p [u16],
    at: usize,
    flags: Flags,
    groups: Vec<Option<String>>,
    only_start: bool,
    lines: bool,
    depth: usize,
}

impl Parser<'_> {
    /// The unit at an offset from here, as ASCII; 0 for all others, `None` at the end.
    fn ahead(&self, offset: usize) -> Option<u8> {
        let unit = *self.pattern.get(self.at + offset)?;
        Some(u8::try_from(unit).ok().filter(u8::is_ascii).unwrap_or(0))
    }

    fn eat(&mut self, text: &[u8]) -> bool {
        let found = text.iter().enumerate().all(|(i, &byte)| self.ahead(i) == Some(byte));
        if found {
            self.at += text.len();
        }
        found
    }

    fn alternatives(&mut self) -> Option<Hir> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut branches = vec![self.sequence()?];
        while self.eat(b"|") {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Some(Hir::alternation(branches))
    }

    fn sequence(&mut self) -> Option<Hir> {
        let mut terms = Vec::new();
        while let Some(byte) = self.ahead(0) {
            if byte == b'|' || byte == b')' {
                break;
            }
            terms.push(self.term()?);
        }
        Some(Hir::concat(terms))
    }

    fn term(&mut self) -> Option<Hir> {
        if self.eat(b"^") {
            self.lines |= self.flags.multiline;
            return Some(Hir::look(if self.flags.multiline { Look::StartLF } else { Look::Start }));
        }
        if self.eat(b"$") {
            self.lines |= self.flags.multiline;
            return Some(Hir::look(if self.flags.multiline { Look::EndLF } else { Look::End }));
        }
        if self.eat(b"\\b") {
            return Some(Hir::look(Look::WordAscii));
        }
        if self.eat(b"\\B") {
            return Some(Hir::look(Look::WordAsciiNegate));
        }
        let groups = self.groups.len();
        let atom = self.atom()?;
        self.quantified(atom, groups)
    }

    fn atom(&mut self) -> Option<Hir> {
        match self.ahead(0)? {
            b'(' => self.group(),
            b'[' => {
                self.at += 1;
                self.class()
            }
            b'.' => {
                self.at += 1;
                let all = self.flags.dot_all;
                Some(Set::of(|unit| all || (unit != b'\n' && unit != b'\r')).hir())
            }
            b'\\' => {
                self.at += 1;
                let atom = self.escape(false)?;
                self.one(atom)
            }
            // Annex B lets these stand for themselves in places; the engine knows which.
            b'*' | b'+' | b'?' | b'{' | b'}' | b']' => None,
            _ => {
                let unit = u32::from(*self.pattern.get(self.at)?);
                self.at += 1;
                self.one(Atom::Unit(unit))
            }
        }
    }

    /// One unit or one of a set, in either case where case does not matter.
    fn one(&self, atom: Atom) -> Option<Hir> {
        let set = match atom {
            Atom::Unit(unit) => self.unit_set(unit)?,
            Atom::Set(set) => set,
        };
        Some(if self.flags.ignore_case { set.folded() } else { set }.hir())
    }

    /// A unit as a set: empty where Latin-1 lacks it.
    fn unit_set(&self, unit: u32) -> Option<Set> {
        let mut set = Set::empty();
        match usize::try_from(unit).ok().and_then(|unit| set.0.get_mut(unit)) {
            Some(slot) => *slot = true,
            // Units from elsewhere may fold into Latin-1; halves of a pair may be one character.
            None if self.flags.ignore_case => return None,
            None if (self.flags.unicode || self.flags.sets) && unit >= 0xd800 => return None,
            None => {}
        }
        Some(set)
    }

    fn group(&mut self) -> Option<Hir> {
        if self.eat(b"(?:") {
            let inner = self.alternatives()?;
            return self.eat(b")").then_some(inner);
        }
        let name = if self.eat(b"(?<") {
            // Look-behind, or a name: only plain ones.
            let start = self.at;
            while self.ahead(0).is_some_and(|byte| is_word(byte) || byte == b'$') {
                self.at += 1;
            }
            let name = String::from_utf16(self.pattern.get(start..self.at)?).ok()?;
            let plain = name.bytes().next().is_some_and(|byte| !byte.is_ascii_digit());
            if !plain || !self.eat(b">") || self.groups.iter().flatten().any(|old| *old == name) {
                return None;
            }
            Some(name)
        } else if self.ahead(1) == Some(b'?') {
            return None;
        } else {
            self.at += 1;
            None
        };
        self.groups.push(name);
        let index = u32::try_from(self.groups.len()).ok()?;
        let inner = self.alternatives()?;
        self.eat(b")").then(|| Hir::capture(Capture { index, name: None, sub: Box::new(inner) }))
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        let mut number: u32 = 0;
        while let Some(digit @ b'0'..=b'9') = self.ahead(0) {
            number = number.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            self.at += 1;
        }
        (self.at > start).then_some(number)
    }

    /// Applies the quantifier that follows an atom, if one does.
    fn quantified(&mut self, atom: Hir, groups_before: usize) -> Option<Hir> {
        let (min, max) = match self.ahead(0) {
            Some(b'*') => (0, None),
            Some(b'+') => (1, None),
            Some(b'?') => (0, Some(1)),
            Some(b'{') => {
                self.at += 1;
                let min = self.number()?;
                let max = if self.eat(b",") {
                    if self.ahead(0) == Some(b'}') { None } else { Some(self.number()?) }
                } else {
                    Some(min)
                };
                if self.ahead(0) != Some(b'}') || max.is_some_and(|max| max < min) {
                    return None;
                }
                (min, max)
            }
            _ => return Some(atom),
        };
        self.at += 1;
        let greedy = !self.eat(b"?");
        if min > MAX_COUNT || max.is_some_and(|max| max > MAX_COUNT) {
            return None;
        }
        // A round that matches nothing is given up only where fewer might do.
        let gives_up = max != Some(min) && atom.properties().minimum_len() == Some(0);
        // A group that is all of what is repeated catches something in each round.
        let groups = self.groups.len() - groups_before;
        let is_group = groups == 1 && matches!(atom.kind(), HirKind::Capture(_));
        if gives_up || groups > 0 && !is_group && max != Some(1) {
            self.only_start = true;
        }
        Some(Hir::repetition(Repetition { min, max, greedy, sub: Box::new(atom) }))
    }

    /// What stands after a backslash, in a class or outside.
    fn escape(&mut self, in_class: bool) -> Option<Atom> {
        let byte = self.ahead(0)?;
        self.at += 1;
        Some(match byte {
            b'd' => Atom::Set(Set::of(|unit| unit.is_ascii_digit())),
            b'D' => Atom::Set(Set::of(|unit| !unit.is_ascii_digit())),
            b'w' => Atom::Set(Set::of(is_word)),
            // With /iu the complement of \w has a meaning of its own.
            b'W' if self.flags.ignore_case => return None,
            b'W' => Atom::Set(Set::of(|unit| !is_word(unit))),
            b's' => Atom::Set(Set::of(is_space)),
            b'S' => Atom::Set(Set::of(|unit| !is_space(unit))),
            b't' => Atom::Unit(9),
            b'n' => Atom::Unit(10),
            b'v' => Atom::Unit(11),
            b'f' => Atom::Unit(12),
            b'r' => Atom::Unit(13),
            b'b' if in_class => Atom::Unit(8),
            b'-' if in_class => Atom::Unit(u32::from(b'-')),
            b'0' if !self.ahead(0).is_some_and(|next| next.is_ascii_digit()) => Atom::Unit(0),
            b'x' => Atom::Unit(self.hexadecimal(2)?),
            b'u' if self.ahead(0) != Some(b'{') => Atom::Unit(self.hexadecimal(4)?),
            b'^' | b'$' | b'\\' | b'.' | b'*' | b'+' | b'?' | b'(' | b')' | b'[' | b']' | b'{'
            | b'}' | b'|' | b'/' => Atom::Unit(u32::from(byte)),
            // Any other sign stands for itself, unless a flag forbids it.
            _ if byte.is_ascii_punctuation() && byte != b'_' && !self.strict() => {
                Atom::Unit(u32::from(byte))
            }
            _ => return None,
        })
    }

    fn strict(&self) -> bool {
        self.flags.unicode || self.flags.sets
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let mut number = 0;
        for _ in 0..digits {
            let digit = char::from(self.ahead(0)?).to_digit(16)?;
            number = number << 4 | digit;
            self.at += 1;
        }
        Some(number)
    }

    /// A class, after its opening bracket.
    fn class(&mut self) -> Option<Hir> {
        if self.flags.sets {
            return None;
        }
        let negated = self.eat(b"^");
        let mut set = Set::empty();
        while !self.eat(b"]") {
            let first = self.class_atom()?;
            let range =
                self.ahead(0) == Some(b'-') && self.ahead(1).is_some_and(|next| next != b']');
            match (first, range) {
                (Atom::Unit(from), true) => {
                    self.at += 1;
                    let Atom::Unit(to) = self.class_atom()? else { return None };
                    if to < from || (self.flags.ignore_case && to > 0xff) {
                        return None;
                    }
                    if self.strict() && to >= 0xd800 {
                        return None;
                    }
                    let range = from..=to;
                    set.add(&Set::of(|unit| range.contains(&u32::from(unit))));
                }
                (Atom::Set(_), true) => return None,
                (Atom::Unit(unit), false) => set.add(&self.unit_set(unit)?),
                (Atom::Set(other), false) => set.add(&other),
            }
        }
        if self.flags.ignore_case {
            set = set.folded();
        }
        Some(if negated { set.negated() } else { set }.hir())
    }

    fn class_atom(&mut self) -> Option<Atom> {
        if self.eat(b"\\") {
            return self.escape(true);
        }
        let unit = u32::from(*self.pattern.get(self.at)?);
        self.at += 1;
        Some(Atom::Unit(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(pattern: &str) -> bool {
        translate(&pattern.encode_utf16().collect::<Vec<_>>(), Flags::default()).is_some()
    }

    #[test]
    fn what_is_no_regular_language_stays_with_the_engine() {
        for pattern in ["(a)\\1", "a(?=b)", "(?<!a)b", "\\p{L}", "(?i:a)", "a{"] {
            assert!(!known(pattern), "{pattern}");
        }
        for pattern in ["a+b*?", "(?<x>a)|b", "[^\\w-]{2,3}", "^(a+)+$", "\\bx\\B", "\\u4e00|b"] {
            assert!(known(pattern), "{pattern}");
        }
        let only_start = |pattern: &str| {
            let pattern: Vec<u16> = pattern.encode_utf16().collect();
            translate(&pattern, Flags::default()).is_some_and(|known| known.only_start)
        };
        for pattern in ["(a*)*", "(?:|a)+", "(?:a*)*b", "(?:(a)|b)*", "((a)|b){2}"] {
            assert!(only_start(pattern), "{pattern}");
        }
        for pattern in ["(a)b+|(?:c)?", "(a)*", "(a|b){2,}?", "(a?){40}a{40}"] {
            assert!(!only_start(pattern), "{pattern}");
        }
    }
}
