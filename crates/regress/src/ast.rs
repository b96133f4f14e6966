//! A parsed pattern. ECMA-262 §22.2.1, with everything that flags decide decided: case, `.`, `^` and
//! `$` are resolved by the parser.

use crate::{first::First, set::CodeSet};

/// A part of a pattern.
#[derive(Debug)]
pub(crate) enum Node {
    /// Nothing, which always matches.
    Empty,
    /// Characters that stand for themselves alone.
    Literal(Vec<u32>),
    /// One character of a set, by its number.
    Set(u32),
    Assertion(Assertion),
    /// One after the other.
    Sequence(Box<Many>),
    /// The first that matches.
    Either(Box<Many>),
    Group(Box<Group>),
    /// What one of several groups caught: a number in [`Pattern::references`].
    Back {
        groups: u32,
        ignore_case: bool,
    },
    Loop(Box<Loop>),
    Look(Box<Look>),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Assertion {
    Start,
    LineStart,
    End,
    LineEnd,
    /// `\b`, or `\B` where `negated`; `folded` where letters beyond ASCII fold to word characters.
    Word {
        negated: bool,
        folded: bool,
    },
}

#[derive(Debug)]
pub(crate) struct Many {
    pub(crate) nodes: Vec<Node>,
    pub(crate) shape: Shape,
}

#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) index: u32,
    pub(crate) body: Node,
    pub(crate) shape: Shape,
}

#[derive(Debug)]
pub(crate) struct Loop {
    pub(crate) body: Node,
    pub(crate) min: u32,
    /// `u32::MAX` is no limit.
    pub(crate) max: u32,
    pub(crate) greedy: bool,
    /// The groups inside: from, and up to.
    pub(crate) groups: (u32, u32),
    pub(crate) shape: Shape,
}

#[derive(Debug)]
pub(crate) struct Look {
    pub(crate) body: Node,
    pub(crate) behind: bool,
    pub(crate) negated: bool,
}

/// What is known of all that a node can match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The fewest characters.
    pub(crate) min: u32,
    /// Whether it only ever matches the empty text.
    pub(crate) empty: bool,
    /// What the first character can be, if there is one.
    pub(crate) first: First,
}

impl Shape {
    const NOTHING: Self = Self { min: 0, empty: true, first: First::NONE };

    fn one(first: First) -> Self {
        Self { min: 1, empty: false, first }
    }

    fn then(self, next: Self) -> Self {
        Self {
            min: self.min.saturating_add(next.min),
            empty: self.empty && next.empty,
            first: if self.min > 0 { self.first } else { self.first.or(next.first) },
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            min: self.min.min(other.min),
            empty: self.empty && other.empty,
            first: self.first.or(other.first),
        }
    }
}

impl Node {
    pub(crate) fn sequence(mut nodes: Vec<Self>, sets: &[CodeSet]) -> Self {
        if nodes.len() <= 1 {
            return nodes.pop().unwrap_or(Self::Empty);
        }
        let shape = nodes.iter().fold(Shape::NOTHING, |all, node| all.then(node.shape(sets)));
        Self::Sequence(Box::new(Many { nodes, shape }))
    }

    pub(crate) fn either(mut nodes: Vec<Self>, sets: &[CodeSet]) -> Self {
        if nodes.len() <= 1 {
            return nodes.pop().unwrap_or(Self::Empty);
        }
        let mut shapes = nodes.iter().map(|node| node.shape(sets));
        let first = shapes.next().unwrap_or(Shape::NOTHING);
        let shape = shapes.fold(first, Shape::or);
        Self::Either(Box::new(Many { nodes, shape }))
    }

    pub(crate) fn group(index: u32, body: Self, sets: &[CodeSet]) -> Self {
        let shape = body.shape(sets);
        Self::Group(Box::new(Group { index, body, shape }))
    }

    pub(crate) fn repeated(
        body: Self,
        (mut min, mut max): (u32, u32),
        greedy: bool,
        groups: (u32, u32),
        sets: &[CodeSet],
    ) -> Self {
        let inside = body.shape(sets);
        if max == 0 {
            return Self::Empty;
        }
        // Nothing repeated is nothing; what groups catch in it differs from round to round no more.
        if inside.empty {
            min = min.min(1);
            max = 1;
        }
        if (min, max) == (1, 1) {
            return body;
        }
        let least = inside.min.saturating_mul(min);
        let shape = Shape { min: least, empty: inside.empty, first: inside.first };
        Self::Loop(Box::new(Loop { body, min, max, greedy, groups, shape }))
    }

    /// The set of the one character that this always is.
    pub(crate) fn one(&self) -> Option<One> {
        match self {
            Self::Literal(codes) => match codes.as_slice() {
                [code] => Some(One::Code(*code)),
                _ => None,
            },
            Self::Set(set) => Some(One::Set(*set)),
            _ => None,
        }
    }

    pub(crate) fn shape(&self, sets: &[CodeSet]) -> Shape {
        match self {
            Self::Empty | Self::Assertion(_) | Self::Look(_) => Shape::NOTHING,
            Self::Literal(codes) => {
                let first = codes.first().map_or(First::NONE, |code| First::code(*code));
                let min = u32::try_from(codes.len()).unwrap_or(u32::MAX);
                Shape { min, empty: false, first }
            }
            Self::Set(set) => {
                let set = usize::try_from(*set).ok().and_then(|set| sets.get(set));
                Shape::one(set.map_or(First::ALL, First::set))
            }
            Self::Sequence(many) | Self::Either(many) => many.shape,
            Self::Group(group) => group.shape,
            Self::Back { .. } => Shape { min: 0, empty: false, first: First::ALL },
            Self::Loop(repeated) => repeated.shape,
        }
    }
}

/// A node that is always one character.
#[derive(Clone, Copy, Debug)]
pub(crate) enum One {
    Code(u32),
    Set(u32),
}

/// A whole pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) root: Node,
    pub(crate) sets: Vec<CodeSet>,
    /// The name of each group from 1, if it has one.
    pub(crate) names: Vec<Option<Box<str>>>,
    /// The groups that each back-reference may mean: several where they share a name.
    pub(crate) references: Vec<Vec<u32>>,
}
