//! The event loop as its documentation has it: lists that are sorted anew each time.

use std::time::Duration;

use ouro_reactor::{Kind, Repeat};

/// What the loop tells of a handle.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Told {
    Check,
    Closed,
    Idle,
    Prepare,
    Timer,
    Wake,
}

/// A handle.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) active: bool,
    pub(super) referenced: bool,
    /// When it was last started, by a count of all starts.
    started: u64,
    due: Duration,
    repeat: Repeat,
    woken: bool,
    gone: bool,
}

/// A step of a turn, with those whose turn is still to come in it.
#[derive(Clone, Debug, Default)]
enum Phase {
    #[default]
    Rest,
    Idle(Vec<(usize, u64)>),
    Prepare(Vec<(usize, u64)>),
    Poll,
    Ready(Vec<usize>),
    Check(Vec<(usize, u64)>),
    Closing(Vec<usize>),
    Timers(Vec<(usize, u64)>),
}

/// The loop.
#[derive(Debug, Default)]
pub(super) struct Model {
    rows: Vec<Row>,
    clock: Duration,
    now: Duration,
    starts: u64,
    /// Handles in the order in which they were woken.
    woken: Vec<usize>,
    closing: Vec<usize>,
    phase: Phase,
}

impl Model {
    pub(super) fn add(&mut self, kind: Kind) {
        self.rows.push(Row {
            kind,
            active: false,
            referenced: true,
            started: 0,
            due: Duration::ZERO,
            repeat: Repeat::Never,
            woken: false,
            gone: false,
        });
    }

    pub(super) fn row(&self, number: usize) -> &Row {
        &self.rows[number]
    }

    pub(super) fn count(&self) -> usize {
        self.rows.iter().filter(|row| !row.gone).count()
    }

    pub(super) fn now(&self) -> Duration {
        self.now
    }

    pub(super) fn advance(&mut self, by: Duration) {
        self.clock += by;
    }

    pub(super) fn update_time(&mut self) {
        self.now = self.clock;
    }

    pub(super) fn activate(&mut self, number: usize) {
        self.starts += 1;
        self.rows[number].active = true;
        self.rows[number].started = self.starts;
    }

    pub(super) fn timer_start(&mut self, number: usize, after: Duration, repeat: Repeat) {
        if self.rows[number].kind == Kind::Timer {
            self.rows[number].due = self.now + after;
            self.rows[number].repeat = repeat;
            self.activate(number);
        }
    }

    pub(super) fn timer_again(&mut self, number: usize) -> bool {
        let row = &self.rows[number];
        match row.repeat {
            Repeat::Every(interval) if row.kind == Kind::Timer => {
                self.timer_start(number, interval, Repeat::Every(interval));
                true
            }
            _ => false,
        }
    }

    pub(super) fn set_repeat(&mut self, number: usize, repeat: Repeat) {
        self.rows[number].repeat = repeat;
    }

    pub(super) fn due_in(&self, number: usize) -> Option<Duration> {
        let row = &self.rows[number];
        (row.kind == Kind::Timer && row.active).then(|| row.due.saturating_sub(self.now))
    }

    pub(super) fn start(&mut self, number: usize) {
        let row = &self.rows[number];
        if matches!(row.kind, Kind::Check | Kind::Idle | Kind::Prepare) && !row.active {
            self.activate(number);
        }
    }

    pub(super) fn stop(&mut self, number: usize) {
        if self.rows[number].kind != Kind::Wake {
            self.rows[number].active = false;
        }
    }

    pub(super) fn set_referenced(&mut self, number: usize, referenced: bool) {
        if !self.rows[number].gone {
            self.rows[number].referenced = referenced;
        }
    }

    pub(super) fn wake(&mut self, number: usize) {
        if !self.rows[number].woken {
            self.rows[number].woken = true;
            self.woken.push(number);
        }
    }

    pub(super) fn close(&mut self, number: usize) {
        let row = &mut self.rows[number];
        if row.kind != Kind::Closed {
            row.kind = Kind::Closed;
            row.active = false;
            self.closing.push(number);
        }
    }

    pub(super) fn is_alive(&self) -> bool {
        let closing_now = matches!(&self.phase, Phase::Closing(left) if !left.is_empty());
        self.holds() || !self.closing.is_empty() || closing_now
    }

    fn holds(&self) -> bool {
        self.rows.iter().any(|row| row.active && row.referenced)
    }

    /// Whether nothing but another thread could end the wait of the next poll.
    pub(super) fn would_wait_for_ever(&self) -> bool {
        let wake = self.rows.iter().any(|row| row.kind == Kind::Wake && row.active);
        let timer = self.rows.iter().any(|row| row.kind == Kind::Timer && row.active);
        let phase = self
            .rows
            .iter()
            .any(|row| row.active && matches!(row.kind, Kind::Check | Kind::Prepare));
        (wake || phase) && !timer
    }

    /// Handles of a kind that are active, by their starts.
    fn active(&self, kind: Kind) -> Vec<(usize, u64)> {
        let mut found: Vec<_> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.kind == kind && row.active)
            .map(|(number, row)| (number, row.started))
            .collect();
        found.sort_by_key(|(_, started)| *started);
        found
    }

    fn due(&self) -> Vec<(usize, u64)> {
        let mut found = self.active(Kind::Timer);
        found.retain(|(number, _)| self.rows[*number].due <= self.now);
        found.sort_by_key(|(number, started)| (self.rows[*number].due, *started));
        found
    }

    /// The first of a list that was neither stopped nor started anew since.
    fn first(&self, left: &mut Vec<(usize, u64)>) -> Option<usize> {
        while !left.is_empty() {
            let (number, started) = left.remove(0);
            let row = &self.rows[number];
            if row.active && row.started == started {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn next_event(&mut self, wait: bool) -> Option<(Told, usize)> {
        loop {
            let mut phase = std::mem::take(&mut self.phase);
            let (told, next) = match &mut phase {
                Phase::Rest => {
                    self.update_time();
                    if !self.is_alive() {
                        return None;
                    }
                    let next = match wait {
                        true => Phase::Timers(self.due()),
                        false => Phase::Idle(self.active(Kind::Idle)),
                    };
                    (None, next)
                }
                Phase::Idle(left) => match self.first(left) {
                    Some(number) => (Some((Told::Idle, number)), phase),
                    None => (None, Phase::Prepare(self.active(Kind::Prepare))),
                },
                Phase::Prepare(left) => match self.first(left) {
                    Some(number) => (Some((Told::Prepare, number)), phase),
                    None => (None, Phase::Poll),
                },
                Phase::Poll => {
                    self.poll(wait);
                    (None, Phase::Ready(std::mem::take(&mut self.woken)))
                }
                Phase::Ready(left) => match left.is_empty() {
                    true => (None, Phase::Check(self.active(Kind::Check))),
                    false => {
                        let number = left.remove(0);
                        let row = &mut self.rows[number];
                        let told = (row.kind == Kind::Wake).then_some((Told::Wake, number));
                        row.woken &= told.is_none();
                        (told, phase)
                    }
                },
                Phase::Check(left) => match self.first(left) {
                    Some(number) => (Some((Told::Check, number)), phase),
                    None => (None, Phase::Closing(std::mem::take(&mut self.closing))),
                },
                Phase::Closing(left) => match left.pop() {
                    Some(number) => {
                        self.rows[number].gone = true;
                        self.rows[number].referenced = false;
                        (Some((Told::Closed, number)), phase)
                    }
                    None => {
                        self.update_time();
                        (None, Phase::Timers(self.due()))
                    }
                },
                Phase::Timers(left) => match self.first(left) {
                    Some(number) => {
                        if !self.timer_again(number) {
                            self.rows[number].active = false;
                        }
                        (Some((Told::Timer, number)), phase)
                    }
                    None if !wait || !self.is_alive() => return None,
                    None => (None, Phase::Idle(self.active(Kind::Idle))),
                },
            };
            self.phase = next;
            if told.is_some() {
                return told;
            }
        }
    }

    /// Waits for the first timer, where nothing forbids that.
    fn poll(&mut self, wait: bool) {
        let idle = self.rows.iter().any(|row| row.kind == Kind::Idle && row.active);
        let timers = self.rows.iter().filter(|row| row.kind == Kind::Timer && row.active);
        let first = timers.map(|row| row.due).min();
        if wait
            && self.holds()
            && !idle
            && self.closing.is_empty()
            && let Some(first) = first
        {
            // Until it is due by the loop's time, which may lag behind the clock.
            self.clock += first.saturating_sub(self.now);
        }
        self.update_time();
    }
}
