//! The reactor alone: a turn, timers, wake-ups from another thread, work handed to the pool.
//! Its sockets are in `tcp.rs`.

#![allow(clippy::expect_used, reason = "a bench that cannot be prepared has failed")]
#![allow(clippy::disallowed_methods, reason = "a bench plays the part of the other thread")]

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use divan::Bencher;
use divan::counter::ItemsCount;
use ouro_reactor::{Event, Handle, ManualClock, Reactor, Repeat, Wait, Work};

/// How many timers wait at once; an unoptimised build, which only shows that the benches run, is
/// spared the million.
const TIMERS: &[usize] =
    if cfg!(debug_assertions) { &[100, 10_000] } else { &[100, 10_000, 1_000_000] };

fn main() {
    divan::main();
}

fn next(reactor: &mut Reactor, wait: Wait) -> Option<Event> {
    reactor.next_event(wait).expect("the reactor works")
}

/// A turn that does nothing but hand out one idle and one check handle.
#[divan::bench]
fn turn(bencher: Bencher<'_, '_>) {
    let mut reactor = Reactor::new().expect("a reactor");
    reactor.idle_start();
    let check = reactor.check_start();
    bencher.bench_local(|| while next(&mut reactor, Wait::Never) != Some(Event::Check(check)) {});
}

/// A reactor whose clock stands still, with `count` timers due at times of their own.
fn with_timers(count: usize) -> (Reactor, ManualClock, Vec<Handle>) {
    let clock = ManualClock::default();
    let mut reactor = Reactor::with_clock(clock.clone()).expect("a reactor");
    // Spread by a multiplier, so that starts come in no order of deadlines.
    let spread = |number: usize| Duration::from_micros((number as u64 * 2_654_435_761) % (1 << 30));
    let timers =
        (0..count).map(|number| reactor.timer_start(spread(number), Repeat::Never)).collect();
    (reactor, clock, timers)
}

/// One more timer started and stopped again, while so many wait.
#[divan::bench(args = TIMERS)]
fn timer_start_stop(bencher: Bencher<'_, '_>, count: usize) {
    let (mut reactor, _clock, _timers) = with_timers(count);
    let timer = reactor.timer_start(Duration::from_secs(1), Repeat::Never);
    bencher.bench_local(|| {
        reactor.timer_restart(timer, Duration::from_millis(300), Repeat::Never);
        reactor.timer_stop(timer);
    });
}

/// All timers started, from none.
#[divan::bench(args = TIMERS, sample_count = 5, sample_size = 1)]
fn timer_start_all(bencher: Bencher<'_, '_>, count: usize) {
    bencher.counter(ItemsCount::new(count)).bench(|| with_timers(count));
}

/// All timers stopped, in the order of their starts.
#[divan::bench(args = TIMERS, sample_count = 5, sample_size = 1)]
fn timer_stop_all(bencher: Bencher<'_, '_>, count: usize) {
    bencher.counter(ItemsCount::new(count)).with_inputs(|| with_timers(count)).bench_local_values(
        |(mut reactor, _clock, timers)| {
            for timer in timers {
                reactor.timer_stop(timer);
            }
            reactor
        },
    );
}

/// All timers due and handed out.
#[divan::bench(args = TIMERS, sample_count = 5, sample_size = 1)]
fn timer_expire_all(bencher: Bencher<'_, '_>, count: usize) {
    bencher.counter(ItemsCount::new(count)).with_inputs(|| with_timers(count)).bench_local_values(
        |(mut reactor, clock, _timers)| {
            clock.advance(Duration::from_secs(3600));
            let mut expired = 0;
            while next(&mut reactor, Wait::Forever).is_some() {
                expired += 1;
            }
            assert_eq!(expired, count);
            reactor
        },
    );
}

/// Another thread is told to wake the reactor, and does.
#[divan::bench]
fn wake_from_another_thread(bencher: Bencher<'_, '_>) {
    let mut reactor = Reactor::new().expect("a reactor");
    let (handle, waker) = reactor.async_start().expect("a waker");
    let (ask, asked) = mpsc::channel::<()>();
    let other = thread::spawn(move || {
        while asked.recv().is_ok() {
            waker.wake();
        }
    });
    bencher.bench_local(|| {
        ask.send(()).expect("the other thread listens");
        assert_eq!(next(&mut reactor, Wait::Forever), Some(Event::Wake(handle)));
    });
    drop(ask);
    other.join().expect("the other thread ends");
}

/// Wakes that come while the reactor has not looked yet: all but the first cost next to nothing.
#[divan::bench]
fn wake_again(bencher: Bencher<'_, '_>) {
    let mut reactor = Reactor::new().expect("a reactor");
    let (_handle, waker) = reactor.async_start().expect("a waker");
    waker.wake();
    bencher.bench_local(|| waker.wake());
    next(&mut reactor, Wait::Never);
}

/// Empty work submitted to the pool, and its end reported; so many pieces at once.
#[divan::bench(args = [1, 100])]
fn pool_hand_over(bencher: Bencher<'_, '_>, pieces: usize) {
    let mut reactor = Reactor::new().expect("a reactor");
    bencher.counter(ItemsCount::new(pieces)).bench_local(|| {
        for _ in 0..pieces {
            let work: Work = Box::new(|| Box::new(()));
            reactor.submit(work).expect("a pool");
        }
        for _ in 0..pieces {
            let event = next(&mut reactor, Wait::Forever);
            assert!(matches!(event, Some(Event::Work(_, Ok(_)))));
        }
    });
}
