//! Timers. libuv: `uv_timer_t`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::time::Duration;

use ouro_reactor::{Event, Handle, ManualClock, Reactor, Repeat, Wait};

const SECOND: Duration = Duration::from_secs(1);

fn next(reactor: &mut Reactor) -> Option<Handle> {
    match reactor.next_event(Wait::Forever).unwrap() {
        Some(Event::Timer(handle)) => Some(handle),
        None => None,
        other => panic!("{other:?} is no timer"),
    }
}

#[test]
fn timers_are_due_in_order_of_deadline_then_of_start() {
    let mut reactor = Reactor::with_clock(ManualClock::default()).unwrap();
    let late = reactor.timer_start(2 * SECOND, Repeat::Never);
    let first = reactor.timer_start(SECOND, Repeat::Never);
    let second = reactor.timer_start(SECOND, Repeat::Never);
    let restarted = reactor.timer_start(Duration::ZERO, Repeat::Never);
    reactor.timer_restart(restarted, SECOND, Repeat::Never);

    let order: Vec<_> = std::iter::from_fn(|| next(&mut reactor)).collect();
    assert_eq!(order, [first, second, restarted, late]);
}

#[test]
fn a_timer_is_never_early() {
    let clock = ManualClock::default();
    let mut reactor = Reactor::with_clock(clock.clone()).unwrap();
    let timer = reactor.timer_start(SECOND, Repeat::Never);

    clock.advance(SECOND - Duration::from_nanos(1));
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    clock.advance(Duration::from_nanos(1));
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Timer(timer)));
}

#[test]
fn a_deadline_counts_from_the_time_of_the_loop_not_of_the_clock() {
    let clock = ManualClock::default();
    let mut reactor = Reactor::with_clock(clock.clone()).unwrap();
    clock.advance(SECOND);
    let early = reactor.timer_start(SECOND, Repeat::Never);
    assert_eq!(reactor.now(), Duration::ZERO);
    assert_eq!(reactor.timer_due_in(early), Some(SECOND));

    reactor.update_time();
    assert_eq!(reactor.timer_due_in(early), Some(Duration::ZERO));
    let late = reactor.timer_start(SECOND, Repeat::Never);
    assert_eq!(reactor.timer_due_in(late), Some(SECOND));
}

#[test]
fn a_timer_started_without_delay_by_a_timer_waits_for_the_next_turn() {
    let mut reactor = Reactor::with_clock(ManualClock::default()).unwrap();
    let check = reactor.check_start();
    let first = reactor.timer_start(Duration::ZERO, Repeat::Never);
    assert_eq!(next(&mut reactor), Some(first));
    let second = reactor.timer_start(Duration::ZERO, Repeat::Never);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Check(check)));
    assert_eq!(next(&mut reactor), Some(second));
}

#[test]
fn a_repeating_timer_counts_from_when_it_was_handed_out() {
    let clock = ManualClock::default();
    let mut reactor = Reactor::with_clock(clock.clone()).unwrap();
    let timer = reactor.timer_start(SECOND, Repeat::Every(2 * SECOND));
    clock.advance(5 * SECOND);

    assert_eq!(next(&mut reactor), Some(timer));
    assert!(reactor.is_active(timer));
    assert_eq!(reactor.timer_due_in(timer), Some(2 * SECOND));
    assert_eq!(next(&mut reactor), Some(timer));
    assert_eq!(reactor.now(), 7 * SECOND);

    reactor.timer_stop(timer);
    assert_eq!(next(&mut reactor), None);
}

#[test]
fn again_restarts_a_repeating_timer_with_its_repeat() {
    let clock = ManualClock::default();
    let mut reactor = Reactor::with_clock(clock.clone()).unwrap();
    let timer = reactor.timer_start(SECOND, Repeat::Every(3 * SECOND));
    assert!(reactor.timer_again(timer));
    assert_eq!(reactor.timer_due_in(timer), Some(3 * SECOND));

    reactor.timer_set_repeat(timer, Repeat::Every(SECOND));
    assert_eq!(reactor.timer_due_in(timer), Some(3 * SECOND));
    assert_eq!(next(&mut reactor), Some(timer));
    assert_eq!(reactor.timer_due_in(timer), Some(SECOND));
}

#[test]
fn again_leaves_a_timer_alone_that_does_not_repeat() {
    let mut reactor = Reactor::with_clock(ManualClock::default()).unwrap();
    let timer = reactor.timer_start(SECOND, Repeat::Never);
    assert!(!reactor.timer_again(timer));
    assert_eq!(reactor.timer_due_in(timer), Some(SECOND));
}

#[test]
fn a_due_timer_stopped_by_an_earlier_one_is_not_handed_out() {
    let mut reactor = Reactor::with_clock(ManualClock::default()).unwrap();
    let first = reactor.timer_start(SECOND, Repeat::Never);
    let second = reactor.timer_start(SECOND, Repeat::Never);
    let third = reactor.timer_start(SECOND, Repeat::Never);

    assert_eq!(next(&mut reactor), Some(first));
    reactor.timer_stop(second);
    reactor.timer_restart(third, SECOND, Repeat::Never);
    assert_eq!(next(&mut reactor), Some(third));
    assert_eq!(reactor.now(), 2 * SECOND);
    assert_eq!(next(&mut reactor), None);
}

#[test]
fn a_timer_closed_by_its_own_event_ends() {
    let mut reactor = Reactor::with_clock(ManualClock::default()).unwrap();
    let timer = reactor.timer_start(SECOND, Repeat::Every(SECOND));
    assert_eq!(next(&mut reactor), Some(timer));
    reactor.close(timer);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Closed(timer)));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn a_deadline_beyond_all_time_is_kept_waiting() {
    let clock = ManualClock::default();
    let mut reactor = Reactor::with_clock(clock.clone()).unwrap();
    let timer = reactor.timer_start(Duration::MAX, Repeat::Never);
    clock.advance(1000 * SECOND);
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    assert!(reactor.is_active(timer));
}

#[test]
fn the_clock_of_the_system_makes_a_timer_wait() {
    let mut reactor = Reactor::new().unwrap();
    let before = reactor.now();
    reactor.timer_start(Duration::from_millis(3), Repeat::Never);
    assert!(next(&mut reactor).is_some());
    assert!(reactor.now() - before >= Duration::from_millis(3));
}
