//! The event loop against a model that is slow and obvious: the same operations give the same
//! events in the same order, and at the end nothing is left. libuv design overview, "The I/O loop".

mod model;

use std::time::Duration;

use ouro_reactor::{Event, Handle, Kind, ManualClock, Reactor, Repeat, Wait, Waker};

use crate::Choices;
use model::{Model, Told};

pub(super) const TOKENS: &[&str] = &["\0\0\0", "\x01", "\x02\x02", "\x09\x01", "\x0b\0", "\x7f"];

/// Takes the input as operations on a reactor, some between any two events.
///
/// # Panics
/// Where the reactor and its model part ways.
pub fn run(input: &[u8]) {
    let mut choices = Choices::new(input);
    let mut pair = Pair::new();
    for _ in 0..400 {
        if choices.is_empty() {
            break;
        }
        for _ in 0..choices.below(4) {
            pair.operate(&mut choices);
        }
        pair.step(choices.once_in(2));
    }
    pair.end();
}

/// A reactor and its model, which know the same handles by the same numbers.
struct Pair {
    clock: ManualClock,
    reactor: Reactor,
    model: Model,
    handles: Vec<(Handle, Option<Waker>)>,
}

impl Pair {
    fn new() -> Self {
        let clock = ManualClock::default();
        let reactor = Reactor::with_clock(clock.clone()).expect("a reactor opens nothing");
        Self { clock, reactor, model: Model::default(), handles: Vec::new() }
    }

    fn operate(&mut self, choices: &mut Choices<'_>) {
        let operation = choices.byte() % 16;
        let which = choices.below(self.handles.len().max(1));
        let after = Duration::from_millis(choices.below(6) as u64);
        let repeat = match choices.below(3) {
            0 => Repeat::Never,
            times => Repeat::Every(Duration::from_millis(times as u64)),
        };
        match operation {
            0 | 1 => {
                let handle = self.reactor.timer_start(after, repeat);
                self.add(handle, None, Kind::Timer);
                self.model.timer_start(self.handles.len() - 1, after, repeat);
            }
            2 => self.phase(Kind::Check, Reactor::check_start),
            3 => self.phase(Kind::Prepare, Reactor::prepare_start),
            4 => self.phase(Kind::Idle, Reactor::idle_start),
            5 => {
                let (handle, waker) = self.reactor.async_start().expect("the poll opens");
                self.add(handle, Some(waker), Kind::Wake);
                self.model.activate(self.handles.len() - 1);
            }
            6 => {
                self.clock.advance(after);
                self.model.advance(after);
            }
            7 => {
                self.reactor.update_time();
                self.model.update_time();
            }
            _ => self.change(operation, which, after, repeat),
        }
        self.agree();
    }

    fn change(&mut self, operation: u8, which: usize, after: Duration, repeat: Repeat) {
        let Some((handle, waker)) = self.handles.get(which).cloned() else { return };
        match operation {
            8 => {
                self.reactor.timer_restart(handle, after, repeat);
                self.model.timer_start(which, after, repeat);
            }
            9 => assert_eq!(self.reactor.timer_again(handle), self.model.timer_again(which)),
            10 => {
                self.reactor.timer_set_repeat(handle, repeat);
                self.model.set_repeat(which, repeat);
            }
            11 => {
                self.reactor.stop(handle);
                self.model.stop(which);
            }
            12 => {
                self.reactor.start(handle);
                self.model.start(which);
            }
            13 => {
                let referenced = repeat == Repeat::Never;
                self.reactor.set_referenced(handle, referenced);
                self.model.set_referenced(which, referenced);
            }
            14 => {
                if let Some(waker) = waker {
                    waker.wake();
                    self.model.wake(which);
                }
            }
            _ => {
                self.reactor.close(handle);
                self.model.close(which);
            }
        }
    }

    fn phase(&mut self, kind: Kind, start: fn(&mut Reactor) -> Handle) {
        let handle = start(&mut self.reactor);
        self.add(handle, None, kind);
        self.model.start(self.handles.len() - 1);
    }

    fn add(&mut self, handle: Handle, waker: Option<Waker>, kind: Kind) {
        assert!(
            self.handles.iter().all(|(other, _)| *other != handle),
            "a handle's name is reused"
        );
        self.handles.push((handle, waker));
        self.model.add(kind);
    }

    /// Asks both for the next event; never waits for what nobody would bring.
    fn step(&mut self, wait: bool) {
        let wait = wait && !self.model.would_wait_for_ever();
        let event = self.reactor.next_event(if wait { Wait::Forever } else { Wait::Never });
        let event = event.expect("the poll works");
        let told = self.model.next_event(wait);
        let number = |handle: Handle| self.handles.iter().position(|(known, _)| *known == handle);
        let seen = event.map(|event| match event {
            Event::Check(handle) => (Told::Check, number(handle)),
            Event::Closed(handle) => (Told::Closed, number(handle)),
            Event::Idle(handle) => (Told::Idle, number(handle)),
            Event::Prepare(handle) => (Told::Prepare, number(handle)),
            Event::Timer(handle) => (Told::Timer, number(handle)),
            Event::Wake(handle) => (Told::Wake, number(handle)),
            other => panic!("{other:?} was asked for by none"),
        });
        assert_eq!(seen, told.map(|(told, number)| (told, Some(number))));
        self.agree();
    }

    /// What can be asked is answered the same.
    fn agree(&self) {
        assert_eq!(self.reactor.is_alive(), self.model.is_alive());
        assert_eq!(self.reactor.now(), self.model.now());
        for (number, (handle, _)) in self.handles.iter().enumerate() {
            let row = self.model.row(number);
            assert_eq!(self.reactor.kind(*handle), row.kind);
            assert_eq!(self.reactor.is_active(*handle), row.active, "{number}: {row:?}");
            assert_eq!(self.reactor.has_reference(*handle), row.referenced, "{number}: {row:?}");
            assert_eq!(self.reactor.timer_due_in(*handle), self.model.due_in(number));
        }
        assert_eq!(self.reactor.handles().count(), self.model.count());
    }

    /// Closes everything: what is left of the loop ends, and leaves nothing behind.
    fn end(mut self) {
        for number in 0..self.handles.len() {
            self.reactor.close(self.handles[number].0);
            self.model.close(number);
        }
        while self.reactor.is_alive() {
            self.step(true);
        }
        assert_eq!(self.reactor.handles().count(), 0);
        assert_eq!(self.reactor.requests_in_flight(), 0);
    }
}
