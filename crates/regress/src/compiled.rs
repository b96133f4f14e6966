//! A pattern that was read, and the program that is made of it when it is first used.

use std::sync::{Mutex, OnceLock, PoisonError};

use crate::{
    ast::Pattern, compile::compile, error::Error, flags::Flags, parse::parse, program::Program,
};

/// A pattern and its program.
pub(crate) struct Compiled {
    flags: Flags,
    /// The name of each group from 1, if it has one.
    names: Box<[Option<Box<str>>]>,
    /// The groups of each name, in the order in which the names come first.
    named: Box<[(Box<str>, Vec<u32>)]>,
    /// Units of the pattern: what it takes in memory grows with them.
    units: usize,
    /// Taken when the program is made.
    pattern: Mutex<Option<Pattern>>,
    program: OnceLock<Program>,
}

impl Compiled {
    pub(crate) fn new(text: &[u32], flags: Flags) -> Result<Self, Error> {
        let pattern = parse(text, flags).map_err(|error| error.of(text, flags))?;
        let names: Box<[_]> = pattern.names.clone().into();
        let mut named: Vec<(Box<str>, Vec<u32>)> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (group, name) in (1..).zip(&names) {
            let Some(name) = name else { continue };
            let at = *known.entry(name.clone()).or_insert(named.len());
            match named.get_mut(at) {
                Some((_, groups)) => groups.push(group),
                None => named.push((name.clone(), vec![group])),
            }
        }
        Ok(Self {
            flags,
            names,
            named: named.into(),
            units: text.len(),
            pattern: Mutex::new(Some(pattern)),
            program: OnceLock::new(),
        })
    }

    pub(crate) fn flags(&self) -> Flags {
        self.flags
    }

    pub(crate) fn groups(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn named(&self) -> &[(Box<str>, Vec<u32>)] {
        &self.named
    }

    pub(crate) fn program(&self) -> &Program {
        self.program.get_or_init(|| {
            let mut pattern = self.pattern.lock().unwrap_or_else(PoisonError::into_inner);
            let nothing = || Pattern {
                root: crate::ast::Node::Empty,
                sets: Vec::new(),
                names: Vec::new(),
                references: Vec::new(),
            };
            compile(&pattern.take().unwrap_or_else(nothing), self.flags)
        })
    }

    /// What it takes in memory, about.
    pub(crate) fn bytes(&self) -> usize {
        self.program.get().map_or(self.units * 64, Program::bytes) + 256
    }
}
