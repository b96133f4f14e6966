//! What a pattern is compiled to: instructions for the machine in `machine.rs`.

use crate::{first::First, set::CodeSet};

/// The place of an instruction.
pub(crate) type Place = u32;

/// No follow set, no register.
pub(crate) const NONE: u32 = u32::MAX;

/// One instruction. Where there is a `back`, it says that text is read towards its start.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Inst {
    /// One character.
    Code {
        code: u32,
        back: bool,
    },
    /// Characters of [`Program::codes`], forwards.
    Literal {
        at: u32,
        len: u32,
    },
    /// One character of a set.
    Set {
        set: u32,
        back: bool,
    },
    /// As many of a set as there are, at least and at most so many; fewer if what follows fails.
    Run {
        run: u32,
    },
    /// As few of a set as possible.
    Lazy {
        run: u32,
    },
    /// `^`.
    Start,
    /// `^` with the flag `m`.
    LineStart,
    /// `$`.
    End,
    /// `$` with the flag `m`.
    LineEnd,
    /// `\b`, `\B`.
    Word {
        negated: bool,
        folded: bool,
    },
    /// Keeps the position in a slot.
    Save {
        slot: u32,
    },
    /// Forgets what groups caught.
    Reset {
        from: u32,
        to: u32,
    },
    Jump {
        to: Place,
    },
    /// Goes on at the next place, and later at `other`, if that fails.
    Try {
        other: Place,
    },
    /// Goes on at `to`, and later at the next place.
    TryLater {
        to: Place,
    },
    /// Goes to `no` unless the next unit is one of a first set.
    Peek {
        first: u32,
        no: Place,
    },
    /// Goes where a table says for the next character, or fails.
    Switch {
        table: u32,
    },
    /// Sets a counter to 0.
    Zero {
        counter: u32,
    },
    /// The head of a counted loop: the next instruction is the round's beginning.
    Loop {
        counter: u32,
        run: u32,
        exit: Place,
    },
    /// Counts a round.
    Count {
        counter: u32,
    },
    /// Notes where a round begins.
    Mark {
        register: u32,
    },
    /// Fails where a round that need not be was empty.
    Moved {
        register: u32,
        counter: u32,
        min: u32,
    },
    /// What a group caught before.
    Back {
        reference: u32,
        ignore_case: bool,
        back: bool,
    },
    /// Begins look-around: the stack's height and the position are kept in two registers.
    Look {
        register: u32,
    },
    /// Ends it: the position is as before, other ways to match are given up.
    Looked {
        register: u32,
    },
    /// Begins negative look-around, which goes on at `after` when its inside fails.
    Not {
        register: u32,
        after: Place,
    },
    /// Its inside matched: fails.
    Found {
        register: u32,
    },
    Match,
    Fail,
}

/// The repetition of one character, or the counts of a loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) set: u32,
    pub(crate) min: u32,
    pub(crate) max: u32,
    /// What the text after it begins with; [`NONE`] where anything may follow.
    pub(crate) follow: u32,
    /// Whether nothing that it can repeat may follow.
    pub(crate) possessive: bool,
    pub(crate) greedy: bool,
    pub(crate) back: bool,
}

/// A set of characters, quick to ask.
#[derive(Debug)]
pub(crate) struct Class {
    latin: [u64; 4],
    high: High,
}

/// What a class has beyond Latin-1.
#[derive(Debug)]
enum High {
    None,
    All,
    Some(Box<[(u32, u32)]>),
}

impl Class {
    pub(crate) fn new(set: &CodeSet) -> Self {
        let mut latin = [0_u64; 4];
        for code in set.intersection(&CodeSet::of(vec![(0, 0xff)])).codes() {
            if let Some(word) = usize::try_from(code / 64).ok().and_then(|at| latin.get_mut(at)) {
                *word |= 1 << (code % 64);
            }
        }
        let beyond = CodeSet::of(vec![(0x100, crate::set::LAST)]);
        let rest = set.intersection(&beyond);
        let high = if rest.is_empty() {
            High::None
        } else if rest == beyond {
            High::All
        } else {
            High::Some(rest.ranges().into())
        };
        Self { latin, high }
    }

    #[inline]
    pub(crate) fn has(&self, code: u32) -> bool {
        match self.latin.get((code >> 6) as usize) {
            Some(word) => word >> (code & 63) & 1 != 0,
            None => self.has_high(code),
        }
    }

    fn has_high(&self, code: u32) -> bool {
        match &self.high {
            High::None => false,
            High::All => true,
            High::Some(ranges) => {
                let at = ranges.partition_point(|range| range.1 < code);
                ranges.get(at).is_some_and(|range| range.0 <= code)
            }
        }
    }
}

/// Where a search may begin.
#[derive(Debug)]
pub(crate) enum Start {
    /// Anywhere.
    Any,
    /// At the start of the text alone.
    Anchored,
    /// Where one of a few bytes is.
    Bytes(Vec<u8>),
    /// Where a text of Latin-1 is.
    Literal(Box<[u8]>),
    /// Where a unit of a set is.
    First(First),
}

/// A compiled pattern.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) insts: Vec<Inst>,
    pub(crate) codes: Vec<u32>,
    pub(crate) classes: Vec<Class>,
    pub(crate) firsts: Vec<First>,
    pub(crate) runs: Vec<Run>,
    /// Character to place, sorted.
    pub(crate) tables: Vec<Vec<(u32, Place)>>,
    pub(crate) references: Vec<Vec<u32>>,
    pub(crate) registers: u32,
    /// Two a group, and two for the match.
    pub(crate) slots: u32,
    pub(crate) start: Start,
    pub(crate) unicode: bool,
}

impl Program {
    /// What it takes in memory, about.
    pub(crate) fn bytes(&self) -> usize {
        let classes = self.classes.iter().map(|class| match &class.high {
            High::Some(ranges) => 56 + ranges.len() * 8,
            _ => 56,
        });
        self.insts.len() * 16
            + self.codes.len() * 4
            + self.firsts.len() * 40
            + self.runs.len() * 24
            + self.tables.iter().map(|table| table.len() * 8).sum::<usize>()
            + classes.sum::<usize>()
    }
}
