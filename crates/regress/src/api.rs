//! `Regex`: what the engine makes of each regular expression, and what it asks of it.

use std::{cell::RefCell, fmt, ops, str::FromStr, sync::Arc};

use crate::{
    cache,
    compiled::Compiled,
    error::Error,
    flags::Flags,
    found::Match,
    fuel::{Fuel, Stopped, stop_of_thread},
    input::{Latin1, Ucs2, Utf16},
    machine::Machine,
};

/// A part of a text, in its units.
pub type Range = ops::Range<usize>;

/// A text to search.
#[derive(Clone, Copy, Debug)]
pub enum Text<'t> {
    /// One byte a unit.
    Latin1(&'t [u8]),
    /// Two bytes a unit.
    Utf16(&'t [u16]),
}

/// What a search found: the bounds of the match and of its groups.
#[derive(Clone, Copy, Debug)]
pub struct Bounds<'m>(&'m [u32]);

impl Bounds<'_> {
    /// The match itself.
    #[must_use]
    pub fn whole(&self) -> (usize, usize) {
        self.group(0).unwrap_or_default()
    }

    /// A group by its number; 0 is the match.
    #[must_use]
    pub fn group(&self, number: usize) -> Option<(usize, usize)> {
        match self.0.get(number * 2..)? {
            [from, to, ..] if *from != u32::MAX && *to != u32::MAX => {
                Some((*from as usize, *to as usize))
            }
            _ => None,
        }
    }

    /// One more than there are groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// Never: the match is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A regular expression. Copies share their program.
pub struct Regex(Arc<Compiled>);

impl Clone for Regex {
    fn clone(&self) -> Self {
        let copy = Self(Arc::clone(&self.0));
        crate::witness::note(&copy);
        copy
    }
}

impl fmt::Debug for Regex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Regex").field("flags", &self.0.flags()).finish_non_exhaustive()
    }
}

impl FromStr for Regex {
    type Err = Error;

    fn from_str(pattern: &str) -> Result<Self, Error> {
        Self::new(pattern)
    }
}

thread_local! {
    static MACHINE: RefCell<Machine> = RefCell::default();
}

impl Regex {
    /// Reads a pattern without flags.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(pattern: &str) -> Result<Self, Error> {
        Self::with_flags(pattern, Flags::default())
    }

    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn with_flags<F: Into<Flags>>(pattern: &str, flags: F) -> Result<Self, Error> {
        Self::from_unicode(pattern.chars().map(u32::from), flags)
    }

    /// Reads a pattern from its code points, or from its UTF-16 units.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_unicode<I, F>(pattern: I, flags: F) -> Result<Self, Error>
    where
        I: Iterator<Item = u32> + Clone,
        F: Into<Flags>,
    {
        cache::compiled(pattern, flags.into()).map(Self)
    }

    /// All matches in UTF-16 from a position on, with pairs as one character.
    pub fn find_from_utf16<'r, 't>(&'r self, text: &'t [u16], start: usize) -> Matches<'r, 't> {
        Matches { regex: self, text, next: Some(start), pairs: true }
    }

    /// All matches in two-byte text from a position on, each unit a character.
    pub fn find_from_ucs2<'r, 't>(&'r self, text: &'t [u16], start: usize) -> Matches<'r, 't> {
        Matches { regex: self, text, next: Some(start), pairs: false }
    }

    /// The flags that it was made with, as far as they change its meaning.
    #[must_use]
    pub fn flags(&self) -> Flags {
        self.0.flags()
    }

    /// How many groups it has.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.0.groups()
    }

    /// The names of groups in order, each with the groups that have it.
    pub fn named(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.0.named().iter().map(|(name, groups)| (&**name, groups.as_slice()))
    }

    /// A number that is the same for copies, and for expressions of the same pattern while one of them
    /// lives.
    #[must_use]
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }

    /// Searches from a position on, or there alone where `sticky`, and shows `read` what it finds.
    /// A position inside a pair is that of the pair, if pairs are characters.
    ///
    /// After so many `steps`, and where `stop` says so when it is asked once in a while, it gives up.
    ///
    /// # Errors
    /// Why it gave up.
    pub fn search<R>(
        &self,
        text: Text<'_>,
        from: usize,
        sticky: bool,
        steps: u64,
        stop: &mut dyn FnMut() -> bool,
        read: impl FnOnce(Bounds<'_>) -> R,
    ) -> Result<Option<R>, Stopped> {
        self.run(text, self.0.flags().is_unicode(), from, sticky, &mut Fuel::new(steps, stop), read)
    }

    fn run<R>(
        &self,
        text: Text<'_>,
        pairs: bool,
        from: usize,
        sticky: bool,
        fuel: &mut Fuel<'_>,
        read: impl FnOnce(Bounds<'_>) -> R,
    ) -> Result<Option<R>, Stopped> {
        let program = self.0.program();
        let run = |machine: &mut Machine| {
            let found = match text {
                Text::Latin1(units) => machine.search(program, Latin1(units), from, sticky, fuel),
                Text::Utf16(units) if pairs => {
                    let inside = from > 0
                        && matches!(units.get(from), Some(0xdc00..=0xdfff))
                        && matches!(units.get(from - 1), Some(0xd800..=0xdbff));
                    let from = from - usize::from(inside);
                    machine.search(program, Utf16(units), from, sticky, fuel)
                }
                Text::Utf16(units) => machine.search(program, Ucs2(units), from, sticky, fuel),
            };
            let result = found.map(|found| found.then(|| read(Bounds(&machine.slots))));
            machine.rest();
            result
        };
        MACHINE.with(|kept| match kept.try_borrow_mut() {
            Ok(mut machine) => run(&mut machine),
            // A search inside a question or a reader of another.
            Err(_) => run(&mut Machine::default()),
        })
    }

    pub(crate) fn compiled(&self) -> &Arc<Compiled> {
        &self.0
    }
}

/// The matches in a text, one after the other.
#[derive(Clone, Debug)]
pub struct Matches<'r, 't> {
    regex: &'r Regex,
    text: &'t [u16],
    next: Option<usize>,
    pairs: bool,
}

impl Iterator for Matches<'_, '_> {
    type Item = Match;

    fn next(&mut self) -> Option<Match> {
        let from = self.next.take()?;
        let mut stop = stop_of_thread;
        let mut fuel = Fuel::new(u64::MAX, &mut stop);
        let read = |bounds: Bounds<'_>| Match::new(self.regex, bounds);
        let text = Text::Utf16(self.text);
        let found = self.regex.run(text, self.pairs, from, false, &mut fuel, read).ok()??;
        self.next = Some(found.end() + usize::from(found.end() == found.start()));
        Some(found)
    }
}
