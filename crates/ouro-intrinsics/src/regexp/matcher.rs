//! Compiled patterns, and which regular expression objects they belong to.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

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

/// Objects and patterns remembered; when there are more, all are forgotten.
const MOST: usize = 512;

/// The largest automaton, in bytes.
const MAX_SIZE: usize = 1 << 20;

/// A source and the flags that change its meaning.
type Pattern = (JsString, JsString);

/// The compiled patterns of a context.
#[derive(Default)]
pub(super) struct Matchers {
    objects: RefCell<HashMap<JsObject, Known>>,
    patterns: RefCell<HashMap<Pattern, Option<Rc<Automaton>>>>,
}

impl Matchers {
    pub(super) fn known(&self, object: &JsObject) -> Option<Known> {
        self.objects.borrow().get(object).cloned()
    }

    pub(super) fn remember(&self, object: &JsObject, known: Known) {
        let mut objects = self.objects.borrow_mut();
        if objects.len() >= MOST {
            objects.clear();
        }
        objects.insert(object.clone(), known);
    }

    pub(super) fn forget(&self, object: &JsObject) {
        self.objects.borrow_mut().remove(object);
    }

    /// The automaton of a pattern, compiled when it is first asked for.
    pub(super) fn automaton(&self, source: &JsString, flags: &JsString) -> Option<Rc<Automaton>> {
        let key = (source.clone(), flags.clone());
        if let Some(found) = self.patterns.borrow().get(&key) {
            return found.clone();
        }
        let made = compile(source, flags).map(Rc::new);
        let mut patterns = self.patterns.borrow_mut();
        if patterns.len() >= MOST {
            patterns.clear();
        }
        patterns.insert(key, made.clone());
        made
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
    let named = translated.groups.iter().any(Option::is_some);
    Some(Automaton {
        regex,
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

    /// Bounds of the match and of each group.
    pub(super) fn captures(&self, text: &[u8], from: usize, sticky: bool) -> Option<Captures> {
        let mut captures = self.regex.create_captures();
        self.regex.captures(Self::input(text, from, sticky), &mut captures);
        captures.is_match().then_some(captures)
    }
}
