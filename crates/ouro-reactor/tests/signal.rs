//! Signals, in a process of their own: handlers belong to all of it. libuv: `uv_signal_t`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

use ouro_reactor::{Event, Reactor, Wait};
use rustix::process::{Signal, getpid, kill_process};

const USR1: i32 = 10;

fn raise() {
    kill_process(getpid(), Signal::USR1).unwrap();
}

fn next(reactor: &mut Reactor) -> Event {
    reactor.next_event(Wait::Forever).unwrap().expect("something is in flight")
}

/// Run again by the test below with this variable set.
#[test]
fn every_watcher_gets_the_signal_and_the_last_one_restores_the_default() {
    let name = "every_watcher_gets_the_signal_and_the_last_one_restores_the_default";
    if std::env::var_os("OURO_SIGNAL_CHILD").is_some() {
        child();
        unreachable!("the last signal ends the process");
    }
    let status = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env("OURO_SIGNAL_CHILD", "1")
        .output()
        .unwrap();
    assert_eq!(status.status.signal(), Some(USR1), "{status:?}");
}

fn child() {
    let mut reactor = Reactor::new().unwrap();
    let mut other = Reactor::new().unwrap();
    let [first, second] = [(); 2].map(|()| reactor.signal_start(USR1).unwrap());
    let third = other.signal_start(USR1).unwrap();
    raise();
    assert_eq!(next(&mut reactor), Event::Signal(first, USR1));
    assert_eq!(next(&mut reactor), Event::Signal(second, USR1));
    assert_eq!(next(&mut other), Event::Signal(third, USR1));

    reactor.stop(first);
    raise();
    assert_eq!(next(&mut reactor), Event::Signal(second, USR1));
    reactor.start(first);
    reactor.close(second);
    assert_eq!(next(&mut reactor), Event::Closed(second));
    drop(other);
    raise();
    assert_eq!(next(&mut reactor), Event::Signal(first, USR1));

    reactor.close(first);
    raise();
}

#[test]
fn a_signal_that_cannot_be_watched_is_refused() {
    let mut reactor = Reactor::new().unwrap();
    assert_eq!(reactor.signal_start(9).unwrap_err().raw_os_error(), Some(22));
    assert_eq!(reactor.signal_start(0).unwrap_err().raw_os_error(), Some(22));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}
