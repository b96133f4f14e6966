//! `Match`: where a match and its groups are, with their names.

use std::{fmt, sync::Arc};

use crate::{
    api::{Bounds, Range, Regex},
    compiled::Compiled,
};

/// A match.
#[derive(Clone)]
pub struct Match {
    /// The whole of it.
    pub range: Range,
    /// Its groups from the first, as far as they took part.
    pub captures: Vec<Option<Range>>,
    compiled: Arc<Compiled>,
}

impl Match {
    pub(crate) fn new(regex: &Regex, bounds: Bounds<'_>) -> Self {
        let range = |bounds: (usize, usize)| bounds.0..bounds.1;
        Self {
            range: range(bounds.whole()),
            captures: (1..bounds.len()).map(|group| bounds.group(group).map(range)).collect(),
            compiled: Arc::clone(regex.compiled()),
        }
    }

    /// A group by its number; 0 is the whole match.
    #[must_use]
    pub fn group(&self, idx: usize) -> Option<Range> {
        match idx.checked_sub(1) {
            None => Some(self.range.clone()),
            Some(idx) => self.captures.get(idx).cloned().flatten(),
        }
    }

    /// A group by its name; where several have it, the one that took part.
    #[must_use]
    pub fn named_group(&self, name: &str) -> Option<Range> {
        self.named_groups().find(|group| group.0 == name).and_then(|group| group.1)
    }

    /// The names of groups in order, each once, with what the group that took part caught.
    #[must_use]
    pub fn named_groups(&self) -> NamedGroups<'_> {
        NamedGroups { found: self, next: 0 }
    }

    /// The whole match.
    #[must_use]
    pub fn range(&self) -> Range {
        self.range.clone()
    }

    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> usize {
        self.range.start
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> usize {
        self.range.end
    }
}

impl fmt::Debug for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Match")
            .field("range", &self.range)
            .field("captures", &self.captures)
            .finish_non_exhaustive()
    }
}

/// The named groups of a match.
#[derive(Clone, Debug)]
pub struct NamedGroups<'m> {
    found: &'m Match,
    next: usize,
}

impl<'m> Iterator for NamedGroups<'m> {
    type Item = (&'m str, Option<Range>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, groups) = self.found.compiled.named().get(self.next)?;
        self.next += 1;
        let caught = groups.iter().find_map(|group| self.found.group(*group as usize));
        Some((name, caught))
    }
}
