//! Automata that search in linear time, for patterns on which backtracking takes too long.

use std::cell::RefCell;

use regex_automata::{
    Anchored, Input,
    meta::Regex,
    util::{captures::Captures, syntax},
};

use super::{
    matcher::Bounds,
    translate::{Flags, translate},
};

/// The largest automaton, in bytes.
const MAX_SIZE: usize = 1 << 20;

/// A pattern that runs on an automaton over Latin-1 text.
#[derive(Debug)]
pub(super) struct Linear {
    regex: Regex,
    /// Used again by each search for groups.
    captures: RefCell<Captures>,
    groups: usize,
    /// Only whether there is a match, and where it begins, is right.
    pub(super) only_start: bool,
    /// Only right where no line ends in `\r`.
    pub(super) lines: bool,
}

impl Linear {
    /// The automaton of a pattern, if it can have one.
    pub(super) fn new(source: &[u16], flags: regress::Flags) -> Option<Self> {
        let flags = Flags {
            ignore_case: flags.icase,
            multiline: flags.multiline,
            dot_all: flags.dot_all,
            unicode: flags.unicode,
            sets: flags.unicode_sets,
        };
        let translated = translate(source, flags)?;
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
        Some(Self {
            regex,
            captures,
            groups: translated.groups.len(),
            only_start: translated.only_start,
            lines: translated.lines,
        })
    }

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
        if self.groups == 0 {
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
