//! Runs a program over a text, with its ways back on a stack of its own. ECMA-262 §22.2.2.

use crate::{
    fold::canonical,
    fuel::{Fuel, Stopped},
    input::Input,
    program::{Inst, NONE, Place, Program, Run},
};

/// Ways back that are remembered at most: 128 MB of them.
const MOST: usize = 8 << 20;

/// Old values of slots looked at before one more is kept.
const NEAR: usize = 4;

/// Kept from one search to the next at most.
const KEPT: usize = 1 << 14;

/// What to do when a match fails, the last first.
#[derive(Clone, Copy)]
enum Entry {
    /// Go on at a place and a position.
    Go { place: Place, at: u32 },
    /// Give a slot its old value back.
    Slot { slot: u32, old: u32 },
    /// The same for a register.
    Register { register: u32, old: u32 },
    /// Take one character less of a run, but none below `low`.
    Fewer { place: Place, low: u32, at: u32 },
    /// Take one character more of a lazy run, at most `left`.
    More { place: Place, at: u32, left: u32 },
}

/// What a search needs; used again by the next.
#[derive(Default)]
pub(crate) struct Machine {
    stack: Vec<Entry>,
    pub(crate) slots: Vec<u32>,
    registers: Vec<u32>,
    /// Whether slots hold what a failed attempt left.
    dirty: bool,
}

/// Where to go on.
type Next = Option<(usize, usize)>;

fn index(number: u32) -> usize {
    number as usize
}

#[expect(clippy::cast_possible_truncation, reason = "no text that is searched is longer")]
fn short(at: usize) -> u32 {
    at as u32
}

impl Machine {
    /// Searches from a position on, or there alone; the slots tell where the match and its groups are.
    pub(crate) fn search<I: Input>(
        &mut self,
        program: &Program,
        input: I,
        from: usize,
        sticky: bool,
        fuel: &mut Fuel<'_>,
    ) -> Result<bool, Stopped> {
        if from > input.len() || u32::try_from(input.len()).is_err() {
            return Ok(false);
        }
        self.slots.clear();
        self.slots.resize(index(program.slots), NONE);
        self.registers.resize(index(program.registers), 0);
        self.dirty = false;
        let mut at = from;
        loop {
            if sticky {
                if !input.may_begin(&program.start, at) {
                    return Ok(false);
                }
            } else {
                match input.begin(&program.start, at) {
                    Some(next) => at = next,
                    None => return Ok(false),
                }
            }
            self.stack.clear();
            if self.attempt(program, input, at, fuel)? {
                return Ok(true);
            }
            if sticky {
                return Ok(false);
            }
            if self.dirty {
                self.slots.fill(NONE);
                self.dirty = false;
            }
            match input.next(at) {
                Some((_, next)) => at = next,
                None => return Ok(false),
            }
        }
    }

    /// Gives memory back that few searches need.
    pub(crate) fn rest(&mut self) {
        if self.stack.capacity() > KEPT {
            self.stack = Vec::new();
        }
        if self.slots.capacity() > KEPT {
            self.slots = Vec::new();
        }
    }

    fn push(&mut self, entry: Entry) -> Result<(), Stopped> {
        if self.stack.len() >= MOST {
            return Err(Stopped::Memory);
        }
        self.stack.push(entry);
        Ok(())
    }

    fn slot(&self, slot: u32) -> u32 {
        self.slots.get(index(slot)).copied().unwrap_or(NONE)
    }

    fn set_slot(&mut self, slot: u32, value: u32) -> Result<(), Stopped> {
        self.dirty = true;
        let Some(place) = self.slots.get_mut(index(slot)) else { return Ok(()) };
        let old = std::mem::replace(place, value);
        // Where no way back needs the old value, or one older yet is kept, it is forgotten.
        for entry in self.stack.iter().rev().take(NEAR) {
            match entry {
                Entry::Slot { slot: kept, .. } if *kept == slot => return Ok(()),
                Entry::Slot { .. } => {}
                _ => return self.push(Entry::Slot { slot, old }),
            }
        }
        if self.stack.is_empty() { Ok(()) } else { self.push(Entry::Slot { slot, old }) }
    }

    fn register(&self, register: u32) -> u32 {
        self.registers.get(index(register)).copied().unwrap_or(NONE)
    }

    fn put(&mut self, register: u32, value: u32) {
        if let Some(place) = self.registers.get_mut(index(register)) {
            *place = value;
        }
    }

    fn set_register(&mut self, register: u32, value: u32) -> Result<(), Stopped> {
        let old = self.register(register);
        self.put(register, value);
        if self.stack.is_empty() { Ok(()) } else { self.push(Entry::Register { register, old }) }
    }

    /// Tries to match at one position.
    fn attempt<I: Input>(
        &mut self,
        program: &Program,
        input: I,
        at: usize,
        fuel: &mut Fuel<'_>,
    ) -> Result<bool, Stopped> {
        fuel.burn(1)?;
        let (mut place, mut at) = (0, at);
        loop {
            // What matches goes on with `continue`; what falls out of the match has failed.
            match program.insts.get(place).copied().unwrap_or(Inst::Fail) {
                Inst::Code { code, back } => {
                    if let Some((found, next)) = step(input, at, back)
                        && found == code
                    {
                        at = next;
                        place += 1;
                        continue;
                    }
                }
                Inst::Literal { at: from, len } => {
                    let codes = program.codes.get(index(from)..index(from) + index(len));
                    if let Some(next) = literal(input, codes.unwrap_or_default(), at) {
                        at = next;
                        place += 1;
                        continue;
                    }
                }
                Inst::Set { set, back } => {
                    if let Some((found, next)) = step(input, at, back)
                        && program.classes.get(index(set)).is_some_and(|class| class.has(found))
                    {
                        at = next;
                        place += 1;
                        continue;
                    }
                }
                Inst::Run { run } => {
                    if let Some(run) = program.runs.get(index(run))
                        && let Some(next) = self.run(program, input, run, place, at, fuel)?
                    {
                        at = next;
                        place += 1;
                        continue;
                    }
                }
                Inst::Lazy { run } => {
                    if let Some(run) = program.runs.get(index(run))
                        && let Some((end, count)) = take(program, input, run, at, run.min)
                        && count == run.min
                        && let Some(next) =
                            self.lazy(program, input, run, place, end, run.max - count, fuel)?
                    {
                        at = next;
                        place += 1;
                        continue;
                    }
                }
                Inst::Start => {
                    if at == 0 {
                        place += 1;
                        continue;
                    }
                }
                Inst::LineStart => {
                    if at.checked_sub(1).and_then(|at| input.unit(at)).is_none_or(is_line_end) {
                        place += 1;
                        continue;
                    }
                }
                Inst::End => {
                    if at == input.len() {
                        place += 1;
                        continue;
                    }
                }
                Inst::LineEnd => {
                    if input.unit(at).is_none_or(is_line_end) {
                        place += 1;
                        continue;
                    }
                }
                Inst::Word { negated, folded } => {
                    let word = |unit: u32| is_word(unit, folded);
                    let left = at.checked_sub(1).and_then(|at| input.unit(at)).is_some_and(word);
                    let right = input.unit(at).is_some_and(word);
                    if (left != right) != negated {
                        place += 1;
                        continue;
                    }
                }
                Inst::Save { slot } => {
                    self.set_slot(slot, short(at))?;
                    place += 1;
                    continue;
                }
                Inst::Reset { from, to } => {
                    for slot in from * 2..to * 2 {
                        if self.slot(slot) != NONE {
                            self.set_slot(slot, NONE)?;
                        }
                    }
                    place += 1;
                    continue;
                }
                Inst::Jump { to } => {
                    fuel.burn(1)?;
                    place = index(to);
                    continue;
                }
                Inst::Try { other } => {
                    fuel.burn(1)?;
                    self.push(Entry::Go { place: other, at: short(at) })?;
                    place += 1;
                    continue;
                }
                Inst::TryLater { to } => {
                    fuel.burn(1)?;
                    self.push(Entry::Go { place: short(place + 1), at: short(at) })?;
                    place = index(to);
                    continue;
                }
                Inst::Peek { first, no } => {
                    let first = program.firsts.get(index(first));
                    let is = input.unit(at).zip(first).is_some_and(|(unit, first)| first.has(unit));
                    place = if is { place + 1 } else { index(no) };
                    continue;
                }
                Inst::Switch { table } => {
                    if let Some((code, _)) = input.next(at)
                        && let Some(table) = program.tables.get(index(table))
                        && let Ok(found) = table.binary_search_by_key(&code, |entry| entry.0)
                        && let Some((_, to)) = table.get(found)
                    {
                        place = index(*to);
                        continue;
                    }
                }
                Inst::Zero { counter } => {
                    self.set_register(counter, 0)?;
                    place += 1;
                    continue;
                }
                Inst::Loop { counter, run, exit } => {
                    fuel.burn(1)?;
                    let count = self.register(counter);
                    if let Some(run) = program.runs.get(index(run)) {
                        if count < run.min {
                            place += 1;
                        } else if count >= run.max {
                            place = index(exit);
                        } else if run.greedy {
                            self.push(Entry::Go { place: exit, at: short(at) })?;
                            place += 1;
                        } else {
                            self.push(Entry::Go { place: short(place + 1), at: short(at) })?;
                            place = index(exit);
                        }
                        continue;
                    }
                }
                Inst::Count { counter } => {
                    let count = self.register(counter).saturating_add(1);
                    self.set_register(counter, count)?;
                    place += 1;
                    continue;
                }
                Inst::Mark { register } => {
                    self.set_register(register, short(at))?;
                    place += 1;
                    continue;
                }
                Inst::Moved { register, counter, min } => {
                    let needed = counter != NONE && self.register(counter) <= min;
                    if needed || self.register(register) != short(at) {
                        place += 1;
                        continue;
                    }
                }
                Inst::Back { reference, ignore_case, back } => {
                    let groups = program.references.get(index(reference));
                    let caught = groups.and_then(|groups| self.caught(groups));
                    let next = match caught {
                        None => Some(at),
                        Some(caught) => {
                            fuel.burn(short(caught.1 - caught.0) / 16)?;
                            again(input, caught, at, back, ignore_case.then_some(program.unicode))
                        }
                    };
                    if let Some(next) = next {
                        at = next;
                        place += 1;
                        continue;
                    }
                }
                Inst::Look { register } => {
                    self.put(register, short(self.stack.len()));
                    self.put(register + 1, short(at));
                    // Slots that change inside must be kept, as if there were a way back.
                    self.push(Entry::Register { register: NONE, old: 0 })?;
                    place += 1;
                    continue;
                }
                Inst::Looked { register } => {
                    at = index(self.register(register + 1));
                    self.forget_ways(index(self.register(register)), fuel)?;
                    place += 1;
                    continue;
                }
                Inst::Not { register, after } => {
                    self.put(register, short(self.stack.len()));
                    self.push(Entry::Go { place: after, at: short(at) })?;
                    place += 1;
                    continue;
                }
                Inst::Found { register } => {
                    self.undo(index(self.register(register)), fuel)?;
                }
                Inst::Match => return Ok(true),
                Inst::Fail => {}
            }
            match self.back(program, input, fuel)? {
                Some(next) => (place, at) = next,
                None => return Ok(false),
            }
        }
    }

    /// The last way back.
    fn back<I: Input>(
        &mut self,
        program: &Program,
        input: I,
        fuel: &mut Fuel<'_>,
    ) -> Result<Next, Stopped> {
        while let Some(entry) = self.stack.pop() {
            fuel.burn(1)?;
            match entry {
                Entry::Go { place, at } => return Ok(Some((index(place), index(at)))),
                Entry::Slot { slot, old } => {
                    if let Some(place) = self.slots.get_mut(index(slot)) {
                        *place = old;
                    }
                }
                Entry::Register { register, old } => self.put(register, old),
                Entry::Fewer { place, low, at } => {
                    let Some(run) = run_at(program, place) else { continue };
                    let (at, low) = (index(at), index(low));
                    let Some((_, at)) = step(input, at, !run.back) else { continue };
                    if let Some(at) =
                        self.fewer(program, input, run, index(place), low, at, fuel)?
                    {
                        return Ok(Some((index(place) + 1, at)));
                    }
                }
                Entry::More { place, at, left } => {
                    let Some(run) = run_at(program, place) else { continue };
                    if let Some((at, 1)) = take(program, input, run, index(at), left.min(1))
                        && let Some(at) =
                            self.lazy(program, input, run, index(place), at, left - 1, fuel)?
                    {
                        return Ok(Some((index(place) + 1, at)));
                    }
                }
            }
        }
        Ok(None)
    }

    /// A greedy run from its start.
    fn run<I: Input>(
        &mut self,
        program: &Program,
        input: I,
        run: &Run,
        place: usize,
        at: usize,
        fuel: &mut Fuel<'_>,
    ) -> Result<Option<usize>, Stopped> {
        let (low, end) = if I::FIXED && !run.back {
            let Some(class) = program.classes.get(index(run.set)) else { return Ok(None) };
            let end = input.span(class, at, index(run.max));
            let low = at.saturating_add(index(run.min));
            if end < low {
                return Ok(None);
            }
            (low, end)
        } else {
            let Some((low, count)) = take(program, input, run, at, run.min) else {
                return Ok(None);
            };
            if count < run.min {
                return Ok(None);
            }
            match take(program, input, run, low, run.max - run.min) {
                Some((end, _)) => (low, end),
                None => return Ok(None),
            }
        };
        fuel.burn(short(end.abs_diff(at)) / 16)?;
        if run.possessive {
            let follow = program.firsts.get(index(run.follow));
            let is = input.unit(end).zip(follow).is_some_and(|(unit, first)| first.has(unit));
            return Ok(is.then_some(end));
        }
        self.fewer(program, input, run, place, low, end, fuel)
    }

    /// The longest that a run may be, from `at` down to `low`, with what may follow behind it.
    #[expect(clippy::too_many_arguments, reason = "the registers of the machine")]
    fn fewer<I: Input>(
        &mut self,
        program: &Program,
        input: I,
        run: &Run,
        place: usize,
        low: usize,
        mut at: usize,
        fuel: &mut Fuel<'_>,
    ) -> Result<Option<usize>, Stopped> {
        if let Some(follow) = program.firsts.get(index(run.follow)) {
            let from = at;
            while !input.unit(at).is_some_and(|unit| follow.has(unit)) {
                if at == low {
                    fuel.burn(short(from.abs_diff(at)) / 16)?;
                    return Ok(None);
                }
                match step(input, at, !run.back) {
                    Some((_, next)) => at = next,
                    None => return Ok(None),
                }
            }
            fuel.burn(short(from.abs_diff(at)) / 16)?;
        }
        if at != low {
            self.push(Entry::Fewer { place: short(place), low: short(low), at: short(at) })?;
        }
        Ok(Some(at))
    }

    /// The shortest that a lazy run may be from `at` on, with what may follow behind it.
    #[expect(clippy::too_many_arguments, reason = "the registers of the machine")]
    fn lazy<I: Input>(
        &mut self,
        program: &Program,
        input: I,
        run: &Run,
        place: usize,
        mut at: usize,
        mut left: u32,
        fuel: &mut Fuel<'_>,
    ) -> Result<Option<usize>, Stopped> {
        if let Some(follow) = program.firsts.get(index(run.follow)) {
            let from = at;
            while !input.unit(at).is_some_and(|unit| follow.has(unit)) {
                match take(program, input, run, at, left.min(1)) {
                    Some((next, 1)) => at = next,
                    _ => {
                        fuel.burn(short(from.abs_diff(at)) / 16)?;
                        return Ok(None);
                    }
                }
                left -= 1;
            }
            fuel.burn(short(from.abs_diff(at)) / 16)?;
        }
        if left > 0 {
            self.push(Entry::More { place: short(place), at: short(at), left })?;
        }
        Ok(Some(at))
    }

    /// What the first of several groups caught that has caught something.
    fn caught(&self, groups: &[u32]) -> Option<(usize, usize)> {
        groups.iter().find_map(|group| {
            let (from, to) = (self.slot(group * 2), self.slot(group * 2 + 1));
            (from != NONE && to != NONE).then(|| (index(from), index(to)))
        })
    }

    /// Gives up the ways back above a height, but not the old values of slots: a way back below needs
    /// them.
    fn forget_ways(&mut self, height: usize, fuel: &mut Fuel<'_>) -> Result<(), Stopped> {
        fuel.burn(short(self.stack.len().saturating_sub(height)) / 16)?;
        let mut kept = height;
        for at in height..self.stack.len() {
            let Some(entry) = self.stack.get(at).copied() else { break };
            let is_old = match entry {
                Entry::Slot { .. } => true,
                Entry::Register { register, .. } => register != NONE,
                _ => false,
            };
            if is_old && let Some(place) = self.stack.get_mut(kept) {
                *place = entry;
                kept += 1;
            }
        }
        self.stack.truncate(if height == 0 { 0 } else { kept });
        Ok(())
    }

    /// Goes back to how all was at a height of the stack.
    fn undo(&mut self, height: usize, fuel: &mut Fuel<'_>) -> Result<(), Stopped> {
        while self.stack.len() > height {
            fuel.burn(1)?;
            match self.stack.pop() {
                Some(Entry::Slot { slot, old }) => {
                    if let Some(place) = self.slots.get_mut(index(slot)) {
                        *place = old;
                    }
                }
                Some(Entry::Register { register, old }) => self.put(register, old),
                _ => {}
            }
        }
        Ok(())
    }
}

fn run_at(program: &Program, place: Place) -> Option<&Run> {
    match program.insts.get(index(place)) {
        Some(Inst::Run { run } | Inst::Lazy { run }) => program.runs.get(index(*run)),
        _ => None,
    }
}

#[inline]
fn step<I: Input>(input: I, at: usize, back: bool) -> Option<(u32, usize)> {
    if back { input.before(at) } else { input.next(at) }
}

/// As many characters of a run as there are, up to `most`: where they end, and how many.
fn take<I: Input>(
    program: &Program,
    input: I,
    run: &Run,
    mut at: usize,
    most: u32,
) -> Option<(usize, u32)> {
    let class = program.classes.get(index(run.set))?;
    let mut count = 0;
    while count < most
        && let Some((code, next)) = step(input, at, run.back)
        && class.has(code)
    {
        at = next;
        count += 1;
    }
    Some((at, count))
}

fn literal<I: Input>(input: I, codes: &[u32], mut at: usize) -> Option<usize> {
    for code in codes {
        match input.next(at) {
            Some((found, next)) if found == *code => at = next,
            _ => return None,
        }
    }
    Some(at)
}

/// Whether what was caught stands at a position again, or before it where `back`; case does not
/// matter where `fold` says how to compare.
fn again<I: Input>(
    input: I,
    (from, to): (usize, usize),
    at: usize,
    back: bool,
    fold: Option<bool>,
) -> Option<usize> {
    let length = to.checked_sub(from)?;
    let begin = if back { at.checked_sub(length)? } else { at };
    if begin + length > input.len() {
        return None;
    }
    let (mut one, mut other) = (from, begin);
    while one < to {
        let ((a, next), (b, behind)) = match fold {
            Some(_) => (input.next(one)?, input.next(other)?),
            None => ((input.unit(one)?, one + 1), (input.unit(other)?, other + 1)),
        };
        let same = a == b || fold.is_some_and(|fold| canonical(a, fold) == canonical(b, fold));
        if !same {
            return None;
        }
        (one, other) = (next, behind);
    }
    Some(if back { begin } else { other })
}

fn is_line_end(unit: u32) -> bool {
    matches!(unit, 0xa | 0xd | 0x2028 | 0x2029)
}

fn is_word(unit: u32, folded: bool) -> bool {
    match u8::try_from(unit) {
        Ok(byte) => byte.is_ascii_alphanumeric() || byte == b'_',
        Err(_) => folded && matches!(unit, 0x17f | 0x212a),
    }
}
