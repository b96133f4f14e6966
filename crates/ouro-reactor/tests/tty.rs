//! Terminals, on a pair of pseudo-terminals. libuv: `uv_tty_t`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::fs::File;
use std::io::{ErrorKind, IoSlice, Read as _, Write as _};
use std::os::fd::OwnedFd;

use ouro_reactor::{Event, Kind, Reactor, ReadOutcome, TtyMode, Wait};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

fn pair() -> (File, OwnedFd) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let terminal = rustix::fs::open(name, flags, Mode::empty()).unwrap();
    (master.into(), terminal)
}

fn next(reactor: &mut Reactor) -> Event {
    reactor.next_event(Wait::Forever).unwrap().expect("something is in flight")
}

#[test]
fn a_terminal_gives_lines_one_by_one() {
    let mut reactor = Reactor::new().unwrap();
    let (mut master, terminal) = pair();
    let tty = reactor.tty_open(terminal).unwrap();
    assert_eq!(reactor.kind(tty), Kind::Tty);
    reactor.read_start(tty).unwrap();
    master.write_all(b"one\ntwo\n").unwrap();
    for line in ["one\n", "two\n"] {
        let data = ReadOutcome::Data(line.into());
        assert_eq!(next(&mut reactor), Event::Read(tty, Ok(data)));
    }
    assert_eq!(reactor.try_write(tty, &[IoSlice::new(b"three\n")]).unwrap(), 6);
    let mut seen = vec![0; "one\r\ntwo\r\nthree\r\n".len()];
    master.read_exact(&mut seen).unwrap();
    assert_eq!(String::from_utf8(seen).unwrap(), "one\r\ntwo\r\nthree\r\n");
    drop(master);
    assert_eq!(next(&mut reactor), Event::Read(tty, Ok(ReadOutcome::End)));
}

#[test]
fn raw_mode_gives_each_key_and_closing_restores_the_terminal() {
    let mut reactor = Reactor::new().unwrap();
    let (mut master, terminal) = pair();
    let copy = terminal.try_clone().unwrap();
    let tty = reactor.tty_open(terminal).unwrap();
    reactor.tty_set_mode(tty, TtyMode::Raw).unwrap();
    assert!(!tcgetattr(&copy).unwrap().local_modes.contains(LocalModes::ICANON));
    reactor.read_start(tty).unwrap();
    master.write_all(b"q").unwrap();
    assert_eq!(next(&mut reactor), Event::Read(tty, Ok(ReadOutcome::Data(b"q".to_vec()))));
    reactor.close(tty);
    assert!(tcgetattr(&copy).unwrap().local_modes.contains(LocalModes::ICANON));
}

#[test]
fn a_terminal_knows_its_size() {
    let mut reactor = Reactor::new().unwrap();
    let (master, terminal) = pair();
    let size = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&master, size).unwrap();
    let tty = reactor.tty_open(terminal).unwrap();
    assert_eq!(reactor.tty_size(tty).unwrap(), (80, 24));
}

#[test]
fn what_is_no_terminal_is_refused() {
    let mut reactor = Reactor::new().unwrap();
    let refused = reactor.tty_open(File::open("/dev/null").unwrap().into()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidInput);
}
