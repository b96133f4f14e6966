//! The order of phases, what keeps a reactor alive, and when it gives up.
//! libuv design overview, "The I/O loop".

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::time::Duration;

use ouro_reactor::{Event, ManualClock, Reactor, Repeat, Wait};

fn reactor() -> Reactor {
    Reactor::with_clock(ManualClock::default()).unwrap()
}

fn one_turn(reactor: &mut Reactor) -> Vec<Event> {
    std::iter::from_fn(|| reactor.next_event(Wait::Never).unwrap()).collect()
}

#[test]
fn a_turn_without_waiting_ends_with_the_due_timers() {
    let mut reactor = reactor();
    let timer = reactor.timer_start(Duration::ZERO, Repeat::Never);
    let prepare = reactor.prepare_start();
    let check = reactor.check_start();
    reactor.close(prepare);

    let events = one_turn(&mut reactor);

    assert_eq!(events, [Event::Check(check), Event::Closed(prepare), Event::Timer(timer)]);
}

#[test]
fn a_run_begins_with_the_due_timers() {
    let mut reactor = reactor();
    let check = reactor.check_start();
    let timer = reactor.timer_start(Duration::ZERO, Repeat::Never);
    let idle = reactor.idle_start();
    let prepare = reactor.prepare_start();

    let events: Vec<_> =
        (0..4).map(|_| reactor.next_event(Wait::Forever).unwrap().unwrap()).collect();

    let order =
        [Event::Timer(timer), Event::Idle(idle), Event::Prepare(prepare), Event::Check(check)];
    assert_eq!(events, order);
}

#[test]
fn a_reactor_with_nothing_to_wait_for_is_over_at_once() {
    let mut reactor = reactor();
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    assert!(!reactor.is_alive());
}

#[test]
fn a_reactor_that_was_over_begins_anew_with_a_new_handle() {
    let mut reactor = reactor();
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
    let timer = reactor.timer_start(Duration::from_secs(1), Repeat::Never);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Timer(timer)));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn an_unreferenced_handle_does_not_keep_the_reactor_alive() {
    let mut reactor = reactor();
    let timer = reactor.timer_start(Duration::from_secs(1), Repeat::Never);
    reactor.set_referenced(timer, false);

    assert!(reactor.is_active(timer));
    assert!(!reactor.has_reference(timer));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);

    reactor.set_referenced(timer, true);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Timer(timer)));
}

#[test]
fn an_unreferenced_handle_still_runs_while_another_keeps_the_reactor_alive() {
    let mut reactor = reactor();
    let quiet = reactor.timer_start(Duration::from_secs(1), Repeat::Never);
    reactor.set_referenced(quiet, false);
    let last = reactor.timer_start(Duration::from_secs(2), Repeat::Never);

    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Timer(quiet)));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Timer(last)));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn a_handle_stopped_by_an_earlier_event_of_its_phase_has_no_turn() {
    let mut reactor = reactor();
    let first = reactor.check_start();
    let second = reactor.check_start();

    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Check(first)));
    reactor.stop(second);
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);

    reactor.start(second);
    assert_eq!(one_turn(&mut reactor), [Event::Check(first), Event::Check(second)]);
}

#[test]
fn a_handle_started_in_its_phase_waits_for_the_next_turn() {
    let mut reactor = reactor();
    let first = reactor.prepare_start();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Prepare(first)));
    let second = reactor.prepare_start();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    assert_eq!(one_turn(&mut reactor), [Event::Prepare(first), Event::Prepare(second)]);
}

/// Found by the fuzz target `reactor`.
#[test]
fn a_handle_started_in_its_phase_comes_after_those_started_before_in_all_later_turns() {
    let mut reactor = reactor();
    let first = reactor.check_start();
    let second = reactor.check_start();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Check(first)));
    let third = reactor.check_start();
    assert_eq!(one_turn(&mut reactor), [Event::Check(second)]);

    let order = [first, second, third].map(Event::Check);
    assert_eq!(one_turn(&mut reactor), order);
}

#[test]
fn a_closed_handle_reports_its_end_once_and_then_names_nothing() {
    let mut reactor = reactor();
    let check = reactor.check_start();
    reactor.close(check);
    reactor.close(check);
    assert!(!reactor.is_active(check));
    assert!(reactor.is_alive());

    assert_eq!(one_turn(&mut reactor), [Event::Closed(check)]);

    let next = reactor.check_start();
    assert_eq!(next.index(), check.index());
    assert_ne!(next, check);
    reactor.stop(check);
    assert!(reactor.is_active(next));
}

#[test]
fn a_handle_closed_while_closings_are_reported_waits_for_the_next_turn() {
    let mut reactor = reactor();
    let first = reactor.check_start();
    let second = reactor.idle_start();
    reactor.close(first);
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Idle(second)));
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Closed(first)));
    reactor.close(second);
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    assert_eq!(one_turn(&mut reactor), [Event::Closed(second)]);
}

#[test]
fn of_handles_closed_in_one_turn_the_last_ends_first() {
    let mut reactor = reactor();
    let [first, second] = [reactor.check_start(), reactor.check_start()];
    reactor.close(first);
    reactor.close(second);
    assert_eq!(one_turn(&mut reactor), [Event::Closed(second), Event::Closed(first)]);
}
