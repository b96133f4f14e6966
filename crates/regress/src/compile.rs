//! Makes a program of a pattern. ECMA-262 §22.2.2.3 to §22.2.2.7.
//!
//! What may follow a part is known while it is compiled, so that a choice that the next unit decides
//! leaves nothing to come back to.

use std::collections::{BTreeMap, HashMap};

use crate::{
    ast::{Assertion, Look, Loop, Many, Node, One, Pattern},
    first::First,
    flags::Flags,
    program::{Class, Inst, NONE, Place, Program, Run, Start},
    set::CodeSet,
};

/// What the text after a part begins with; `None` where it may be anything, or the end.
type Follow = Option<First>;

/// So many alternatives that begin with characters are told apart by a table.
const MANY: usize = 4;

/// The longest text that a search looks for as a whole.
const LONGEST: usize = 64;

pub(crate) fn compile(pattern: &Pattern, flags: Flags) -> Program {
    let mut compiler = Compiler {
        sets: &pattern.sets,
        insts: Vec::new(),
        codes: Vec::new(),
        classes: pattern.sets.iter().map(Class::new).collect(),
        singles: HashMap::new(),
        firsts: Vec::new(),
        runs: Vec::new(),
        tables: Vec::new(),
        registers: 0,
    };
    compiler.push(Inst::Save { slot: 0 });
    compiler.node(&pattern.root, false, None);
    compiler.push(Inst::Save { slot: 1 });
    compiler.push(Inst::Match);
    let start = start(&pattern.root, &pattern.sets);
    let Compiler { insts, codes, classes, firsts, runs, tables, registers, .. } = compiler;
    let slots = number(pattern.names.len() * 2 + 2);
    let references = pattern.references.clone();
    let unicode = flags.is_unicode();
    Program {
        insts,
        codes,
        classes,
        firsts,
        runs,
        tables,
        references,
        registers,
        slots,
        start,
        unicode,
    }
}

/// Where a search for a pattern may begin.
fn start(root: &Node, sets: &[CodeSet]) -> Start {
    if anchored(root) {
        return Start::Anchored;
    }
    let shape = root.shape(sets);
    if shape.min == 0 {
        return Start::Any;
    }
    let prefix = match root {
        Node::Literal(codes) => Some(codes),
        Node::Sequence(many) => match many.nodes.first() {
            Some(Node::Literal(codes)) => Some(codes),
            _ => None,
        },
        _ => None,
    };
    if let Some(codes) = prefix
        && codes.len() > 1
    {
        let bytes: Result<Vec<u8>, _> =
            codes.iter().take(LONGEST).map(|c| u8::try_from(*c)).collect();
        if let Ok(bytes) = bytes {
            return Start::Literal(bytes.into());
        }
    }
    let bytes: Vec<u8> = shape.first.bytes().take(4).collect();
    match bytes.len() {
        1..=3 if !shape.first.is_high() => Start::Bytes(bytes),
        _ => Start::First(shape.first),
    }
}

/// Whether a match can begin at the start of the text alone.
fn anchored(node: &Node) -> bool {
    match node {
        Node::Assertion(Assertion::Start) => true,
        Node::Sequence(many) => many.nodes.first().is_some_and(anchored),
        Node::Either(many) => many.nodes.iter().all(anchored),
        Node::Group(group) => anchored(&group.body),
        Node::Loop(repeated) => repeated.min > 0 && anchored(&repeated.body),
        _ => false,
    }
}

fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// What a part and what follows it begin with.
fn before(node: &Node, follow: Follow, sets: &[CodeSet]) -> Follow {
    if let Node::Look(look) = node
        && !look.behind
        && !look.negated
    {
        // What is looked at is what the rest begins with.
        let ahead = look.body.shape(sets);
        return if ahead.min > 0 { Some(ahead.first) } else { follow };
    }
    let shape = node.shape(sets);
    if shape.min > 0 { Some(shape.first) } else { follow.map(|follow| follow.or(shape.first)) }
}

struct Compiler<'p> {
    sets: &'p [CodeSet],
    insts: Vec<Inst>,
    codes: Vec<u32>,
    classes: Vec<Class>,
    /// Classes of one character that is repeated.
    singles: HashMap<u32, u32>,
    firsts: Vec<First>,
    runs: Vec<Run>,
    tables: Vec<Vec<(u32, Place)>>,
    registers: u32,
}

impl Compiler<'_> {
    fn push(&mut self, inst: Inst) -> usize {
        self.insts.push(inst);
        self.insts.len() - 1
    }

    fn here(&self) -> Place {
        number(self.insts.len())
    }

    /// Lets an instruction go on here.
    fn land(&mut self, at: usize) {
        let here = self.here();
        match self.insts.get_mut(at) {
            Some(
                Inst::Jump { to: place }
                | Inst::TryLater { to: place }
                | Inst::Try { other: place }
                | Inst::Peek { no: place, .. }
                | Inst::Loop { exit: place, .. }
                | Inst::Not { after: place, .. },
            ) => *place = here,
            _ => debug_assert!(false, "no place to set"),
        }
    }

    fn register(&mut self) -> u32 {
        self.registers += 1;
        self.registers - 1
    }

    fn first(&mut self, first: First) -> u32 {
        if self.firsts.last() != Some(&first) {
            self.firsts.push(first);
        }
        number(self.firsts.len() - 1)
    }

    fn peek(&mut self, first: First) -> usize {
        let first = self.first(first);
        self.push(Inst::Peek { first, no: NONE })
    }

    fn node(&mut self, node: &Node, back: bool, follow: Follow) {
        match node {
            Node::Empty => {}
            Node::Literal(codes) => self.literal(codes, back),
            Node::Set(set) => {
                self.push(Inst::Set { set: *set, back });
            }
            Node::Assertion(assertion) => {
                self.push(match *assertion {
                    Assertion::Start => Inst::Start,
                    Assertion::LineStart => Inst::LineStart,
                    Assertion::End => Inst::End,
                    Assertion::LineEnd => Inst::LineEnd,
                    Assertion::Word { negated, folded } => Inst::Word { negated, folded },
                });
            }
            Node::Sequence(many) => self.sequence(many, back, follow),
            Node::Either(many) => self.either(many, back, follow),
            Node::Group(group) => {
                let slot = group.index * 2;
                self.push(Inst::Save { slot: slot + u32::from(back) });
                self.node(&group.body, back, follow);
                self.push(Inst::Save { slot: slot + u32::from(!back) });
            }
            Node::Back { groups, ignore_case } => {
                self.push(Inst::Back { reference: *groups, ignore_case: *ignore_case, back });
            }
            Node::Loop(repeated) => self.repeated(repeated, back, follow),
            Node::Look(look) => self.look(look),
        }
    }

    fn literal(&mut self, codes: &[u32], back: bool) {
        match codes {
            [code] => {
                self.push(Inst::Code { code: *code, back });
            }
            codes if back => {
                for code in codes.iter().rev() {
                    self.push(Inst::Code { code: *code, back });
                }
            }
            codes => {
                let at = number(self.codes.len());
                self.codes.extend_from_slice(codes);
                self.push(Inst::Literal { at, len: number(codes.len()) });
            }
        }
    }

    fn sequence(&mut self, many: &Many, back: bool, follow: Follow) {
        if back {
            for node in many.nodes.iter().rev() {
                self.node(node, true, None);
            }
            return;
        }
        // What follows each part, from the last to the first.
        let mut follows = vec![follow];
        let mut next = follow;
        for node in many.nodes.iter().skip(1).rev() {
            next = before(node, next, self.sets);
            follows.push(next);
        }
        for (node, follow) in many.nodes.iter().zip(follows.into_iter().rev()) {
            self.node(node, false, follow);
        }
    }

    fn either(&mut self, many: &Many, back: bool, follow: Follow) {
        if !back && many.nodes.len() >= MANY && self.switch(many, follow) {
            return;
        }
        let firsts: Vec<Follow> = if back {
            vec![None; many.nodes.len()]
        } else {
            many.nodes.iter().map(|node| before(node, follow, self.sets)).collect()
        };
        // What the alternatives after each one begin with, all together.
        let mut rests = vec![Some(First::NONE)];
        for first in firsts.iter().skip(1).rev() {
            let rest = rests.last().copied().flatten();
            rests.push(rest.zip(*first).map(|(rest, first)| rest.or(first)));
        }
        rests.reverse();
        let last = many.nodes.len().saturating_sub(1);
        let mut ends = Vec::with_capacity(last);
        for (at, node) in many.nodes.iter().enumerate() {
            if at == last {
                self.node(node, back, follow);
                break;
            }
            let first = firsts.get(at).copied().flatten();
            let rest = rests.get(at).copied().flatten();
            let peek = first.map(|first| self.peek(first));
            let alone = first.zip(rest).is_some_and(|(first, rest)| !first.meets(&rest));
            let other = (!alone).then(|| self.push(Inst::Try { other: NONE }));
            self.node(node, back, follow);
            ends.push(self.push(Inst::Jump { to: NONE }));
            for at in [peek, other].into_iter().flatten() {
                self.land(at);
            }
        }
        for end in ends {
            self.land(end);
        }
    }

    /// Alternatives that all begin with a character: a table has those of each, in their order.
    fn switch(&mut self, many: &Many, follow: Follow) -> bool {
        let mut by_first: BTreeMap<u32, Vec<&Node>> = BTreeMap::new();
        for node in &many.nodes {
            let begin = match node {
                Node::Sequence(many) => many.nodes.first(),
                node => Some(node),
            };
            let Some(Node::Literal(codes)) = begin else { return false };
            let Some(first) = codes.first() else { return false };
            by_first.entry(*first).or_default().push(node);
        }
        if by_first.len() < 2 {
            return false;
        }
        let table = self.tables.len();
        self.tables.push(Vec::new());
        self.push(Inst::Switch { table: number(table) });
        let mut places = Vec::with_capacity(by_first.len());
        let mut ends = Vec::with_capacity(many.nodes.len());
        for (first, nodes) in by_first {
            places.push((first, self.here()));
            let last = nodes.len() - 1;
            for (at, node) in nodes.into_iter().enumerate() {
                let other = (at < last).then(|| self.push(Inst::Try { other: NONE }));
                self.node(node, false, follow);
                ends.push(self.push(Inst::Jump { to: NONE }));
                if let Some(other) = other {
                    self.land(other);
                }
            }
        }
        for end in ends {
            self.land(end);
        }
        if let Some(slot) = self.tables.get_mut(table) {
            *slot = places;
        }
        true
    }

    fn look(&mut self, look: &Look) {
        let register = self.register();
        self.register();
        if look.negated {
            let not = self.push(Inst::Not { register, after: NONE });
            self.node(&look.body, look.behind, None);
            self.push(Inst::Found { register });
            self.land(not);
        } else {
            self.push(Inst::Look { register });
            self.node(&look.body, look.behind, None);
            self.push(Inst::Looked { register });
        }
    }

    fn repeated(&mut self, repeated: &Loop, back: bool, follow: Follow) {
        if let Some(one) = repeated.body.one() {
            return self.run(one, repeated, back, follow);
        }
        let shape = repeated.body.shape(self.sets);
        let follow = if back { None } else { follow };
        // A round begins with a character that nothing else can begin with: no choice is left.
        let first = (shape.min > 0 && !back).then_some(shape.first);
        let alone = first.zip(follow).is_some_and(|(first, follow)| !first.meets(&follow));
        let inside =
            if repeated.max > 1 { follow.map(|follow| follow.or(shape.first)) } else { follow };
        let inside = if shape.min > 0 { inside } else { None };
        match (repeated.min, repeated.max) {
            (0, 1) => {
                let peek = first.map(|first| self.peek(first));
                let choice = (!alone).then(|| self.choice(repeated.greedy));
                self.round(repeated, back, inside, None);
                for at in [peek, choice].into_iter().flatten() {
                    self.land(at);
                }
            }
            (0, u32::MAX) => {
                let head = self.here();
                let peek = first.map(|first| self.peek(first));
                let choice = (!alone).then(|| self.choice(repeated.greedy));
                self.round(repeated, back, inside, None);
                self.push(Inst::Jump { to: head });
                for at in [peek, choice].into_iter().flatten() {
                    self.land(at);
                }
            }
            (1, u32::MAX) if shape.min > 0 => {
                let head = self.here();
                self.round(repeated, back, inside, None);
                let peek = first.map(|first| self.peek(first));
                match (alone, repeated.greedy) {
                    (true, _) => {
                        self.push(Inst::Jump { to: head });
                    }
                    (false, true) => {
                        self.push(Inst::TryLater { to: head });
                    }
                    (false, false) => {
                        self.push(Inst::Try { other: head });
                    }
                }
                if let Some(peek) = peek {
                    self.land(peek);
                }
            }
            _ => self.counted(repeated, back, inside),
        }
    }

    /// The choice at the head of a loop, whose other way is set later.
    fn choice(&mut self, greedy: bool) -> usize {
        if greedy {
            self.push(Inst::Try { other: NONE })
        } else {
            self.push(Inst::TryLater { to: NONE })
        }
    }

    /// One round of a loop: groups are forgotten, and a round that need not be must not be empty.
    fn round(&mut self, repeated: &Loop, back: bool, follow: Follow, counter: Option<u32>) {
        let empty = repeated.body.shape(self.sets).min == 0;
        let mark = empty.then(|| self.register());
        if let Some(register) = mark {
            self.push(Inst::Mark { register });
        }
        let (from, to) = repeated.groups;
        if from < to && repeated.max > 1 {
            self.push(Inst::Reset { from: from + 1, to: to + 1 });
        }
        self.node(&repeated.body, back, follow);
        if let Some(register) = mark {
            let counter = counter.unwrap_or(NONE);
            self.push(Inst::Moved { register, counter, min: repeated.min });
        }
    }

    fn counted(&mut self, repeated: &Loop, back: bool, follow: Follow) {
        let counter = self.register();
        self.push(Inst::Zero { counter });
        let run = number(self.runs.len());
        self.runs.push(Run {
            set: NONE,
            min: repeated.min,
            max: repeated.max,
            follow: NONE,
            possessive: false,
            greedy: repeated.greedy,
            back,
        });
        let head = self.push(Inst::Loop { counter, run, exit: NONE });
        self.push(Inst::Count { counter });
        self.round(repeated, back, follow, Some(counter));
        self.push(Inst::Jump { to: number(head) });
        self.land(head);
    }

    /// One character repeated.
    fn run(&mut self, one: One, repeated: &Loop, back: bool, follow: Follow) {
        let set = match one {
            One::Set(set) => set,
            One::Code(code) => {
                let next = number(self.classes.len());
                let set = *self.singles.entry(code).or_insert(next);
                if set == next {
                    self.classes.push(Class::new(&CodeSet::single(code)));
                }
                set
            }
        };
        let first = repeated.body.shape(self.sets).first;
        let follow = if back { None } else { follow };
        let possessive = follow.is_some_and(|follow| !follow.meets(&first));
        let follow = follow.map_or(NONE, |follow| self.first(follow));
        let run = number(self.runs.len());
        let (min, max, greedy) = (repeated.min, repeated.max, repeated.greedy);
        self.runs.push(Run { set, min, max, follow, possessive, greedy, back });
        self.push(if greedy { Inst::Run { run } } else { Inst::Lazy { run } });
    }
}
