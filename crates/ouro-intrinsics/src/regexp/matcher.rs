//! Compiled patterns, and which regular expression objects they belong to.

use std::{
    cell::RefCell,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    rc::Rc,
};

use boa_engine::{JsObject, JsString};
use regex_automata::{
    Anchored, Input,
    meta::Regex,
    util::{captures::Captures, syntax},
};

use super::translate::{Flags, translate};

/// A pattern that runs on an automaton.
#[derive(Debug)]
pub(super) struct Automaton {
    regex: Regex,
    /// Used again by each search for groups.
    captures: RefCell<Captures>,
    pub(super) groups: Vec<Option<String>>,
    pub(super) captures_differ: bool,
    pub(super) lines: bool,
    pub(super) named: bool,
}

/// What is known of one regular expression object.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// Used once so far: not worth compiling.
    Once,
    /// Runs on an automaton, with the object's own flags.
    Fast(Rc<Automaton>, Modes),
    /// Stays with the engine.
    Slow,
}

/// The flags that say how an object searches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modes {
    pub(super) global: bool,
    pub(super) sticky: bool,
    pub(super) has_indices: bool,
}

/// Hashes the addresses of objects, which no script can choose.
#[derive(Default)]
struct Address(u64);

impl Hasher for Address {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}

/// Objects and patterns remembered; when there are more, all are forgotten.
const MOST: usize = 512;

/// The largest automaton, in bytes.
const MAX_SIZE: usize = 1 << 20;

/// A source and the flags that change its meaning.
type Pattern = (JsString, JsString);

/// What is known of a pattern.
enum Compiled {
    /// It was asked for so many times, and is not worth compiling yet.
    Asked(u32),
    /// Its automaton, or that it has none.
    Made(Option<Rc<Automaton>>),
}

/// A pattern asked for so many times is compiled.
const OFTEN: u32 = 4;

/// The compiled patterns of a context.
#[derive(Default)]
pub(super) struct Matchers {
    /// The object last asked for: programs use one many times on end.
    recent: RefCell<Option<(JsObject, Known)>>,
    objects: RefCell<HashMap<JsObject, Known, BuildHasherDefault<Address>>>,
    patterns: RefCell<HashMap<Pattern, Compiled>>,
}

impl Matchers {
    pub(super) fn known(&self, object: &JsObject) -> Option<Known> {
        if let Some((recent, known)) = &*self.recent.borrow()
            && JsObject::equals(recent, object)
        {
            return Some(known.clone());
        }
        let known = self.objects.borrow().get(object).cloned()?;
        self.recent.replace(Some((object.clone(), known.clone())));
        Some(known)
    }

    pub(super) fn remember(&self, object: &JsObject, known: Known) {
        self.recent.take();
        let mut objects = self.objects.borrow_mut();
        if objects.len() >= MOST {
            objects.clear();
        }
        objects.insert(object.clone(), known);
    }

    pub(super) fn forget(&self, object: &JsObject) {
        self.recent.take();
        self.objects.borrow_mut().remove(object);
    }

    /// The automaton of a pattern, if it can have one; compiled when that is `worth` its while, or
    /// the pattern has been asked for a few times.
    pub(super) fn automaton(
        &self,
        source: JsString,
        flags: JsString,
        worth: bool,
    ) -> Option<Option<Rc<Automaton>>> {
        let mut patterns = self.patterns.borrow_mut();
        if patterns.len() >= MOST {
            patterns.clear();
        }
        let key = (source, flags);
        let compiled = patterns.entry(key.clone()).or_insert(Compiled::Asked(0));
        if let Compiled::Asked(times) = compiled {
            *times += 1;
            if !worth && *times < OFTEN {
                return None;
            }
            *compiled = Compiled::Made(compile(&key.0, &key.1).map(Rc::new));
        }
        match compiled {
            Compiled::Made(made) => Some(made.clone()),
            Compiled::Asked(_) => None,
        }
    }
}

fn compile(source: &JsString, flags: &JsString) -> Option<Automaton> {
    let has = |flag: u8| flags.as_str().contains(flag);
    let flags = Flags {
        ignore_case: has(b'i'),
        multiline: has(b'm'),
        dot_all: has(b's'),
        unicode: has(b'u'),
        sets: has(b'v'),
    };
    let translated = translate(&source.to_vec(), flags)?;
    let regex = Regex::builder()
        .syntax(syntax::Config::new().utf8(false))
        .configure(
            Regex::config()
                .utf8_empty(false)
                .nfa_size_limit(Some(MAX_SIZE))
                .onepass_size_limit(Some(MAX_SIZE))
                .hybrid_cache_capacity(MAX_SIZE),
        )
        .build_from_hir(&translated.hir)
        .ok()?;
    let captures = RefCell::new(regex.create_captures());
    let named = translated.groups.iter().any(Option::is_some);
    Some(Automaton {
        regex,
        captures,
        groups: translated.groups,
        captures_differ: translated.captures_differ,
        lines: translated.lines,
        named,
    })
}

impl Automaton {
    fn input<'t>(text: &'t [u8], from: usize, sticky: bool) -> Input<'t> {
        let anchored = if sticky { Anchored::Yes } else { Anchored::No };
        Input::new(text).range(from..).anchored(anchored)
    }

    /// Start and end of the first match at or after `from`.
    pub(super) fn find(&self, text: &[u8], from: usize, sticky: bool) -> Option<(usize, usize)> {
        let found = self.regex.find(Self::input(text, from, sticky))?;
        Some((found.start(), found.end()))
    }

    /// Bounds of the first match at or after `from` and of each of its groups.
    pub(super) fn bounds(&self, text: &[u8], from: usize, sticky: bool) -> Option<Bounds> {
        if self.groups.is_empty() {
            return self.find(text, from, sticky).map(Bounds::Whole);
        }
        let mut captures = self.captures.borrow_mut();
        self.regex.captures(Self::input(text, from, sticky), &mut captures);
        captures.is_match().then(|| {
            let spans = captures.iter();
            Bounds::Groups(spans.map(|span| span.map(|span| (span.start, span.end))).collect())
        })
    }
}

/// Where a match and each of its groups stand.
#[derive(Clone, Debug)]
pub(super) enum Bounds {
    /// A match of a pattern without groups.
    Whole((usize, usize)),
    /// The match, then its groups.
    Groups(Vec<Option<(usize, usize)>>),
}

impl Bounds {
    /// The match itself.
    pub(super) fn whole(&self) -> (usize, usize) {
        self.group(0).unwrap_or_default()
    }

    /// A group by its number; 0 is the match.
    pub(super) fn group(&self, number: usize) -> Option<(usize, usize)> {
        match self {
            Self::Whole(whole) => (number == 0).then_some(*whole),
            Self::Groups(bounds) => bounds.get(number).copied().flatten(),
        }
    }

    /// One more than there are groups.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Whole(_) => 1,
            Self::Groups(bounds) => bounds.len(),
        }
    }
}
