//! Work on the pool, and waking a reactor from other threads. libuv: `uv_queue_work`,
//! `uv_async_t`.

#![allow(clippy::disallowed_methods, reason = "a test plays the part of the other side")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::any::Any;
use std::sync::mpsc;
use std::thread;

use ouro_reactor::{Event, Pool, Reactor, Request, Wait, Work, WorkError};

fn work<T: Any + Send>(work: impl FnOnce() -> T + Send + 'static) -> Work {
    Box::new(move || Box::new(work()))
}

fn next_value<T: 'static>(reactor: &mut Reactor) -> (Request, T) {
    match reactor.next_event(Wait::Forever).unwrap() {
        Some(Event::Work(request, Ok(value))) => (request, *value.downcast().unwrap()),
        other => panic!("{other:?} is no ended work"),
    }
}

#[test]
fn the_value_of_work_comes_back() {
    let mut reactor = Reactor::new().unwrap();
    let request = reactor.submit(work(|| 6 * 7)).unwrap();
    assert_eq!(reactor.requests_in_flight(), 1);
    assert_eq!(next_value(&mut reactor), (request, 42));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn work_runs_on_as_many_threads_as_the_pool_has() {
    let mut reactor = Reactor::builder().pool_size(3).build().unwrap();
    let (sender, receiver) = mpsc::channel();
    // Each piece waits for the two others: with fewer threads this would never end.
    let barrier = std::sync::Arc::new(std::sync::Barrier::new(3));
    for _ in 0..3 {
        let (sender, barrier) = (sender.clone(), barrier.clone());
        let piece = move || {
            barrier.wait();
            sender.send(thread::current().id()).unwrap();
        };
        reactor.submit(work(piece)).unwrap();
    }
    while reactor.next_event(Wait::Forever).unwrap().is_some() {}
    let mut threads: Vec<_> = receiver.try_iter().collect();
    threads.sort_by_key(|id| format!("{id:?}"));
    threads.dedup();
    assert_eq!(threads.len(), 3);
}

#[test]
fn a_panic_in_work_is_reported_and_the_thread_goes_on() {
    let mut reactor = Reactor::builder().pool_size(1).build().unwrap();
    reactor.submit(work(|| panic!("spilt"))).unwrap();
    match reactor.next_event(Wait::Forever).unwrap() {
        Some(Event::Work(_, Err(error))) => assert_eq!(error, WorkError::Panicked("spilt".into())),
        other => panic!("{other:?} is no panic"),
    }
    let request = reactor.submit(work(|| "alive")).unwrap();
    assert_eq!(next_value(&mut reactor), (request, "alive"));
}

#[test]
fn only_work_that_has_not_begun_can_be_cancelled() {
    let mut reactor = Reactor::builder().pool_size(1).build().unwrap();
    let (begun, has_begun) = mpsc::channel();
    let (finish, may_finish) = mpsc::channel::<()>();
    let running = move || {
        begun.send(()).unwrap();
        may_finish.recv().unwrap();
    };
    let running = reactor.submit(work(running)).unwrap();
    let waiting = reactor.submit(work(|| unreachable!("cancelled work does not run"))).unwrap();
    has_begun.recv().unwrap();

    assert!(!reactor.cancel(running));
    assert!(reactor.cancel(waiting));
    assert!(!reactor.cancel(waiting));

    let event = reactor.next_event(Wait::Forever).unwrap();
    assert_eq!(event, Some(Event::Work(waiting, Err(WorkError::Cancelled))));
    finish.send(()).unwrap();
    assert_eq!(next_value(&mut reactor), (running, ()));
    assert!(!reactor.cancel(running));
}

#[test]
fn slow_work_leaves_threads_for_the_rest() {
    let mut reactor = Reactor::builder().pool_size(2).build().unwrap();
    let (finish, may_finish) = mpsc::channel::<()>();
    let slow = reactor.submit_slow(work(move || may_finish.recv().unwrap())).unwrap();
    let slower = reactor.submit_slow(work(|| ())).unwrap();
    let fast = reactor.submit(work(|| ())).unwrap();

    assert_eq!(next_value(&mut reactor), (fast, ()));
    finish.send(()).unwrap();
    assert_eq!(next_value(&mut reactor), (slow, ()));
    assert_eq!(next_value(&mut reactor), (slower, ()));
}

#[test]
fn one_pool_serves_many_reactors() {
    let pool = Pool::new(1);
    let mut reactors = [(); 2].map(|()| Reactor::builder().pool(pool.clone()).build().unwrap());
    let requests: Vec<_> = (0..)
        .zip(&mut reactors)
        .map(|(name, reactor)| reactor.submit(work(move || name)).unwrap())
        .collect();
    for ((name, reactor), request) in (0..).zip(&mut reactors).zip(requests) {
        assert_eq!(next_value(reactor), (request, name));
    }
}

#[test]
fn a_wake_from_another_thread_ends_the_wait() {
    let mut reactor = Reactor::new().unwrap();
    let (handle, waker) = reactor.async_start().unwrap();
    thread::spawn(move || waker.wake());
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Wake(handle)));
}

#[test]
fn wakes_that_were_not_handed_out_yet_are_one_event() {
    let mut reactor = Reactor::new().unwrap();
    let (handle, waker) = reactor.async_start().unwrap();
    for _ in 0..3 {
        waker.wake();
        waker.clone().wake();
    }
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Wake(handle)));
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    waker.wake();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Wake(handle)));
}

#[test]
fn waking_a_closed_handle_does_nothing() {
    let mut reactor = Reactor::new().unwrap();
    let (handle, waker) = reactor.async_start().unwrap();
    waker.wake();
    reactor.close(handle);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), Some(Event::Closed(handle)));
    waker.wake();
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}
