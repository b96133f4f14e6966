//! Unix sockets, pipes and raw polls. libuv: `uv_pipe_t`, `uv_poll_t`.

#![allow(clippy::disallowed_methods, reason = "a test plays the part of the other side")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::io::{ErrorKind, IoSlice, Read as _, Write as _};

use ouro_reactor::{Address, Event, Interest, Kind, Reactor, ReadOutcome, Wait};

fn next(reactor: &mut Reactor) -> Event {
    reactor.next_event(Wait::Forever).unwrap().expect("something is in flight")
}

/// A name that no other test has.
fn name(what: &str) -> Vec<u8> {
    let path = std::env::temp_dir().join(format!("ouro-{what}-{}", std::process::id()));
    path.into_os_string().into_encoded_bytes()
}

fn talk_at(path: &[u8]) {
    let mut reactor = Reactor::new().unwrap();
    let listener = reactor.unix_listen(path, 16).unwrap();
    assert_eq!(reactor.local_address(listener).unwrap(), Address::Unix(path.to_vec()));
    let (client, connected) = reactor.unix_connect(path).unwrap();
    let written = reactor.write(client, &[IoSlice::new(b"hi")]).unwrap();
    reactor.shutdown(client).unwrap();
    assert_eq!(next(&mut reactor), Event::Connected(connected, Ok(())));
    assert_eq!(next(&mut reactor), Event::Written(written, Ok(())));
    assert!(matches!(next(&mut reactor), Event::Shutdown(_, Ok(()))));
    let Event::Connection(_, Ok(server)) = next(&mut reactor) else { panic!() };
    assert_eq!(reactor.kind(server), Kind::UnixStream);
    reactor.read_start(server).unwrap();
    let data = ReadOutcome::Data(b"hi".to_vec());
    assert_eq!(next(&mut reactor), Event::Read(server, Ok(data)));
    assert_eq!(next(&mut reactor), Event::Read(server, Ok(ReadOutcome::End)));
}

#[test]
fn unix_sockets_talk_at_a_path() {
    let path = name("path");
    talk_at(&path);
    std::fs::remove_file(String::from_utf8(path).unwrap()).unwrap();
}

#[test]
fn unix_sockets_talk_at_an_abstract_name() {
    talk_at(&[b"\0".to_vec(), name("abstract")].concat());
}

#[test]
fn a_path_that_nobody_listens_at_is_known_at_once() {
    let mut reactor = Reactor::new().unwrap();
    assert_eq!(reactor.unix_connect(b"/nowhere/at/all").unwrap_err().kind(), ErrorKind::NotFound);
    let long = [b'x'; 108];
    assert_eq!(reactor.unix_listen(&long, 1).unwrap_err().raw_os_error(), Some(36));
}

#[test]
fn a_pipe_is_read_until_its_writers_are_gone() {
    let mut reactor = Reactor::new().unwrap();
    let (reader, mut writer) = std::io::pipe().unwrap();
    let pipe = reactor.stream_open(reader.into(), Kind::Pipe).unwrap();
    reactor.read_start(pipe).unwrap();
    writer.write_all(b"one").unwrap();
    assert_eq!(next(&mut reactor), Event::Read(pipe, Ok(ReadOutcome::Data(b"one".to_vec()))));
    writer.write_all(b"two").unwrap();
    drop(writer);
    assert_eq!(next(&mut reactor), Event::Read(pipe, Ok(ReadOutcome::Data(b"two".to_vec()))));
    assert_eq!(next(&mut reactor), Event::Read(pipe, Ok(ReadOutcome::End)));
}

#[test]
fn writing_to_a_pipe_without_reader_is_an_error_not_a_signal() {
    let mut reactor = Reactor::new().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    let pipe = reactor.stream_open(writer.into(), Kind::Pipe).unwrap();
    drop(reader);
    let request = reactor.write(pipe, &[IoSlice::new(b"lost")]).unwrap();
    match next(&mut reactor) {
        Event::Written(ended, Err(error)) => {
            assert_eq!((ended, error.kind()), (request, ErrorKind::BrokenPipe));
        }
        event => panic!("{event:?}"),
    }
}

#[test]
fn blocking_writes_leave_nothing_in_the_queue() {
    let mut reactor = Reactor::new().unwrap();
    let (mut reader, writer) = std::io::pipe().unwrap();
    let pipe = reactor.stream_open(writer.into(), Kind::Pipe).unwrap();
    reactor.set_blocking_writes(pipe, true).unwrap();
    let all = std::thread::spawn(move || {
        let mut all = Vec::new();
        reader.read_to_end(&mut all).unwrap();
        all.len()
    });
    let big = vec![0; 1 << 20];
    assert_eq!(reactor.try_write(pipe, &[IoSlice::new(&big)]).unwrap(), big.len());
    reactor.close(pipe);
    assert_eq!(all.join().unwrap(), big.len());
}

#[test]
fn a_regular_file_cannot_be_polled() {
    let mut reactor = Reactor::new().unwrap();
    let file = std::fs::File::open(std::env::current_exe().unwrap()).unwrap();
    let pipe = reactor.stream_open(file.into(), Kind::Pipe).unwrap();
    assert_eq!(reactor.read_start(pipe).unwrap_err().kind(), ErrorKind::PermissionDenied);
    assert!(!reactor.is_active(pipe));
}

#[test]
fn a_raw_poll_reports_each_turn_while_its_descriptor_is_ready() {
    let mut reactor = Reactor::new().unwrap();
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    let read = Interest { readable: true, writable: false };
    let poll = reactor.descriptor_start(reader.try_clone().unwrap().into(), read).unwrap();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    writer.write_all(b"x").unwrap();
    for _ in 0..2 {
        assert_eq!(reactor.next_event(Wait::Never).unwrap(), Some(Event::Ready(poll, read)));
        assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    }
    reader.read_exact(&mut [0]).unwrap();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);

    reactor.descriptor_watch(poll, Interest::default()).unwrap();
    assert!(!reactor.is_active(poll));
    writer.write_all(b"y").unwrap();
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    reactor.descriptor_watch(poll, read).unwrap();
    assert_eq!(next(&mut reactor), Event::Ready(poll, read));
}
