//! Child processes. libuv: `uv_process_t`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::os::fd::OwnedFd;

use ouro_reactor::{ChildStdio, Event, ExitStatus, Kind, Reactor, ReadOutcome, SpawnOptions, Wait};

fn next(reactor: &mut Reactor) -> Event {
    reactor.next_event(Wait::Forever).unwrap().expect("something is in flight")
}

fn shell(script: &str) -> SpawnOptions {
    let mut options = SpawnOptions::new("/bin/sh");
    options.args = vec!["-c".into(), script.into()];
    options
}

#[test]
fn the_code_of_a_child_is_reported() {
    let mut reactor = Reactor::new().unwrap();
    let child = reactor.spawn(shell("exit 7")).unwrap();
    assert_eq!(reactor.kind(child), Kind::Process);
    assert!(reactor.process_id(child).is_some());
    let status = ExitStatus { code: Some(7), signal: None };
    assert_eq!(next(&mut reactor), Event::Exited(child, status));
    assert_eq!(reactor.process_kill(child, 15).unwrap_err().raw_os_error(), Some(3));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn the_signal_that_ended_a_child_is_reported() {
    let mut reactor = Reactor::new().unwrap();
    let child = reactor.spawn(shell("read forever; exit 1 <&-")).unwrap();
    reactor.process_kill(child, 0).unwrap();
    let (reader, _writer) = std::io::pipe().unwrap();
    let mut options = SpawnOptions::new("cat");
    options.stdio = vec![ChildStdio::Descriptor(reader.into())];
    let waiting = reactor.spawn(options).unwrap();
    reactor.process_kill(waiting, 15).unwrap();
    let mut seen = 0;
    while seen < 2 {
        if let Event::Exited(handle, status) = next(&mut reactor) {
            seen += 1;
            if handle == waiting {
                assert_eq!(status, ExitStatus { code: None, signal: Some(15) });
            }
        }
    }
}

#[test]
fn a_program_that_is_not_there_is_an_error() {
    let mut reactor = Reactor::new().unwrap();
    let refused = reactor.spawn(SpawnOptions::new("/no/such/program")).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NotFound);
    let mut options = shell("exit 0");
    options.cwd = Some("/no/such/folder".into());
    assert_eq!(reactor.spawn(options).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn a_child_gets_its_arguments_environment_folder_and_descriptors() {
    let mut reactor = Reactor::new().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    let mut options = shell("printf '%s|' \"$0\" \"$1\" \"$NAME\" \"$HOME\" \"$(pwd)\" >&4");
    options.args.extend(["zero".into(), "one".into()]);
    options.env =
        Some(vec![("NAME".into(), "value".into()), ("PATH".into(), "/usr/bin:/bin".into())]);
    options.cwd = Some("/".into());
    options.stdio = vec![ChildStdio::Null, ChildStdio::Null, ChildStdio::Null, ChildStdio::Null];
    options.stdio.push(ChildStdio::Descriptor(writer.into()));
    let child = reactor.spawn(options).unwrap();
    let pipe = reactor.stream_open(reader.into(), Kind::Pipe).unwrap();
    reactor.read_start(pipe).unwrap();

    let (mut text, mut ended, mut status) = (Vec::new(), false, None);
    while !ended || status.is_none() {
        match next(&mut reactor) {
            Event::Read(_, Ok(ReadOutcome::Data(bytes))) => text.extend(bytes),
            Event::Read(_, Ok(ReadOutcome::End)) => ended = true,
            Event::Exited(handle, found) if handle == child => status = Some(found),
            event => panic!("{event:?}"),
        }
    }
    assert_eq!(String::from_utf8(text).unwrap(), "zero|one|value||/|");
    assert_eq!(status.unwrap().code, Some(0));
}

#[test]
fn extra_descriptors_may_swap_places() {
    let mut reactor = Reactor::new().unwrap();
    let (mut reader, writer) = std::io::pipe().unwrap();
    // Whatever numbers these have here, each child number gets the one meant for it.
    let null = || -> OwnedFd { File::open("/dev/null").unwrap().into() };
    let mut options = shell("echo three >&5; cat <&3; cat <&4");
    options.stdio = (0..3).map(|_| ChildStdio::Null).collect();
    options.stdio.extend([null(), null(), writer.into()].map(ChildStdio::Descriptor));
    let child = reactor.spawn(options).unwrap();
    assert!(matches!(next(&mut reactor), Event::Exited(handle, status)
        if handle == child && status.code == Some(0)));
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, "three\n");
}

#[test]
fn a_detached_child_leads_a_session_of_its_own() {
    let mut reactor = Reactor::new().unwrap();
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut options = shell("cut -d' ' -f6 /proc/$$/stat; echo $$");
    options.detached = true;
    options.stdio = vec![ChildStdio::Null, ChildStdio::Descriptor(writer.into())];
    reactor.spawn(options).unwrap();
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    let numbers: Vec<_> = text.lines().collect();
    assert_eq!(numbers[0], numbers[1]);
}

#[test]
fn an_unreferenced_child_does_not_keep_the_reactor_alive() {
    let mut reactor = Reactor::new().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    let mut options = SpawnOptions::new("cat");
    options.stdio = vec![ChildStdio::Descriptor(reader.into())];
    let child = reactor.spawn(options).unwrap();
    reactor.set_referenced(child, false);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
    drop(writer);
    reactor.set_referenced(child, true);
    assert!(matches!(next(&mut reactor), Event::Exited(..)));
}
