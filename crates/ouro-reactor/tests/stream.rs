//! TCP streams and listeners, and what all streams share. libuv: `uv_stream_t`, `uv_tcp_t`.

#![allow(clippy::disallowed_methods, reason = "a test plays the part of the other side")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::io::{ErrorKind, IoSlice, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use ouro_reactor::{
    Address, Event, Handle, Kind, ListenOptions, Reactor, ReadOutcome, Repeat, Request, Wait,
};

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

fn next(reactor: &mut Reactor) -> Event {
    reactor.next_event(Wait::Forever).unwrap().expect("something is in flight")
}

fn listen(reactor: &mut Reactor) -> (Handle, SocketAddr) {
    let listener = reactor.tcp_listen(ANY_PORT, ListenOptions::default()).unwrap();
    match reactor.local_address(listener).unwrap() {
        Address::Internet(address) => (listener, address),
        other => panic!("{other:?}"),
    }
}

/// A connection within the reactor: listener, client, server.
fn pair(reactor: &mut Reactor) -> (Handle, Handle, Handle) {
    let (listener, address) = listen(reactor);
    let (client, request) = reactor.tcp_connect(address, None).unwrap();
    let (mut connected, mut server) = (false, None);
    while !connected || server.is_none() {
        match next(reactor) {
            Event::Connected(ended, Ok(())) if ended == request => connected = true,
            Event::Connection(at, Ok(stream)) if at == listener => server = Some(stream),
            other => panic!("{other:?}"),
        }
    }
    (listener, client, server.unwrap())
}

/// A stream of the reactor whose other side is the standard library's.
fn half(reactor: &mut Reactor) -> (Handle, TcpStream) {
    let listener = TcpListener::bind(ANY_PORT).unwrap();
    let (stream, request) = reactor.tcp_connect(listener.local_addr().unwrap(), None).unwrap();
    assert_eq!(next(reactor), Event::Connected(request, Ok(())));
    (stream, listener.accept().unwrap().0)
}

fn write(reactor: &mut Reactor, stream: Handle, bytes: &[u8]) -> Request {
    reactor.write(stream, &[IoSlice::new(bytes)]).unwrap()
}

fn read_to_end(reactor: &mut Reactor, stream: Handle) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        match next(reactor) {
            Event::Read(of, Ok(ReadOutcome::Data(bytes))) if of == stream => all.extend(bytes),
            Event::Read(of, Ok(ReadOutcome::End)) if of == stream => return all,
            Event::Written(..) | Event::Shutdown(..) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_written_is_read_and_then_the_end() {
    let mut reactor = Reactor::new().unwrap();
    let (_, client, server) = pair(&mut reactor);
    assert_eq!(reactor.kind(server), Kind::TcpStream);
    reactor.read_start(server).unwrap();
    let slices = [IoSlice::new(b"to"), IoSlice::new(b""), IoSlice::new(b"gether")];
    let written = reactor.write(client, &slices).unwrap();
    let shutdown = reactor.shutdown(client).unwrap();

    assert_eq!(next(&mut reactor), Event::Written(written, Ok(())));
    assert_eq!(next(&mut reactor), Event::Shutdown(shutdown, Ok(())));
    assert_eq!(read_to_end(&mut reactor, server), b"together");
    assert!(!reactor.is_active(server));
}

#[test]
fn a_write_that_the_system_takes_at_once_is_still_reported_later() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut other) = half(&mut reactor);
    let request = write(&mut reactor, stream, b"now");
    assert_eq!(reactor.write_queue_size(stream), 0);
    let mut bytes = [0; 3];
    other.read_exact(&mut bytes).unwrap();
    assert_eq!(reactor.requests_in_flight(), 1);
    assert_eq!(next(&mut reactor), Event::Written(request, Ok(())));
    assert_eq!(reactor.requests_in_flight(), 0);
}

#[test]
fn what_the_system_does_not_take_is_queued_and_writes_end_in_order() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut other) = half(&mut reactor);
    let big = vec![7; 8 << 20];
    let first = write(&mut reactor, stream, &big);
    let queued = reactor.write_queue_size(stream);
    assert!(queued > 0 && queued < big.len());
    let second = write(&mut reactor, stream, b"last");
    assert_eq!(reactor.write_queue_size(stream), queued + 4);
    assert_eq!(
        reactor.try_write(stream, &[IoSlice::new(b"x")]).unwrap_err().kind(),
        ErrorKind::WouldBlock
    );

    let reader = std::thread::spawn(move || {
        let mut all = Vec::new();
        other.read_to_end(&mut all).unwrap();
        all
    });
    assert_eq!(next(&mut reactor), Event::Written(first, Ok(())));
    assert_eq!(next(&mut reactor), Event::Written(second, Ok(())));
    assert_eq!(reactor.write_queue_size(stream), 0);
    reactor.close(stream);
    let all = reader.join().unwrap();
    assert_eq!(all.len(), big.len() + 4);
    assert!(all.ends_with(b"\x07last"));
}

#[test]
fn try_write_takes_what_it_can_and_queues_nothing() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, _other) = half(&mut reactor);
    let big = vec![0; 32 << 20];
    let taken = reactor.try_write(stream, &[IoSlice::new(&big)]).unwrap();
    assert!(taken > 0 && taken < big.len());
    assert_eq!(reactor.write_queue_size(stream), 0);
    let refused = reactor.try_write(stream, &[IoSlice::new(&big)]).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::WouldBlock);
}

#[test]
fn a_megabyte_arrives_whole_although_reads_are_smaller() {
    let mut reactor = Reactor::new().unwrap();
    let (_, client, server) = pair(&mut reactor);
    let sent: Vec<u8> = (0..1_u32 << 18).flat_map(u32::to_le_bytes).collect();
    reactor.read_start(server).unwrap();
    write(&mut reactor, client, &sent);
    reactor.shutdown(client).unwrap();
    assert_eq!(read_to_end(&mut reactor, server), sent);
}

#[test]
fn a_stream_that_stopped_reading_gets_nothing_until_it_starts_again() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut other) = half(&mut reactor);
    reactor.read_start(stream).unwrap();
    other.write_all(&[1; 200_000]).unwrap();
    match next(&mut reactor) {
        Event::Read(of, Ok(ReadOutcome::Data(_))) => assert_eq!(of, stream),
        event => panic!("{event:?}"),
    }
    reactor.read_stop(stream).unwrap();
    drop(other);
    // Inactive, so there is nothing to wait for, although bytes are there.
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
    reactor.read_start(stream).unwrap();
    assert!(!read_to_end(&mut reactor, stream).is_empty());
}

#[test]
fn bytes_that_came_with_the_end_are_read_before_the_end() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut other) = half(&mut reactor);
    other.write_all(b"bye").unwrap();
    drop(other);
    reactor.read_start(stream).unwrap();
    assert_eq!(read_to_end(&mut reactor, stream), b"bye");
}

#[test]
fn a_reset_is_an_error_of_reading() {
    let mut reactor = Reactor::new().unwrap();
    let (_, client, server) = pair(&mut reactor);
    reactor.read_start(server).unwrap();
    reactor.close_reset(client).unwrap();
    assert_eq!(next(&mut reactor), Event::Closed(client));
    match next(&mut reactor) {
        Event::Read(of, Err(error)) => {
            assert_eq!(of, server);
            assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        }
        event => panic!("{event:?}"),
    }
    assert!(!reactor.is_active(server));
}

#[test]
fn a_refused_connection_is_reported_as_such() {
    let mut reactor = Reactor::new().unwrap();
    let nobody = TcpListener::bind(ANY_PORT).unwrap().local_addr().unwrap();
    let (_, request) = reactor.tcp_connect(nobody, None).unwrap();
    match next(&mut reactor) {
        Event::Connected(ended, Err(error)) => {
            assert_eq!(ended, request);
            assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        }
        event => panic!("{event:?}"),
    }
}

#[test]
fn what_is_written_before_the_connection_is_there_waits_for_it() {
    let mut reactor = Reactor::new().unwrap();
    let listener = TcpListener::bind(ANY_PORT).unwrap();
    let (stream, connect) = reactor.tcp_connect(listener.local_addr().unwrap(), None).unwrap();
    let written = write(&mut reactor, stream, b"early");
    let shutdown = reactor.shutdown(stream).unwrap();
    assert_eq!(next(&mut reactor), Event::Connected(connect, Ok(())));
    assert_eq!(next(&mut reactor), Event::Written(written, Ok(())));
    assert_eq!(next(&mut reactor), Event::Shutdown(shutdown, Ok(())));
    let mut text = String::new();
    listener.accept().unwrap().0.read_to_string(&mut text).unwrap();
    assert_eq!(text, "early");
}

#[test]
fn requests_of_a_closed_handle_are_cancelled_before_its_end() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, _other) = half(&mut reactor);
    let writes = [(); 2].map(|()| write(&mut reactor, stream, &vec![0; 8 << 20]));
    let shutdown = reactor.shutdown(stream).unwrap();
    reactor.close(stream);
    assert_eq!(reactor.write_queue_size(stream), 0);

    let cancelled = || std::io::Error::from_raw_os_error(125);
    for request in writes {
        assert_eq!(next(&mut reactor), Event::Written(request, Err(cancelled())));
    }
    assert_eq!(next(&mut reactor), Event::Shutdown(shutdown, Err(cancelled())));
    assert_eq!(next(&mut reactor), Event::Closed(stream));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn a_write_that_ended_before_the_close_is_reported_as_ended() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, _other) = half(&mut reactor);
    let request = write(&mut reactor, stream, b"done");
    reactor.close(stream);
    assert_eq!(next(&mut reactor), Event::Written(request, Ok(())));
    assert_eq!(next(&mut reactor), Event::Closed(stream));
}

#[test]
fn a_connection_attempt_of_a_closed_handle_is_cancelled() {
    let mut reactor = Reactor::new().unwrap();
    let listener = TcpListener::bind(ANY_PORT).unwrap();
    let (stream, request) = reactor.tcp_connect(listener.local_addr().unwrap(), None).unwrap();
    reactor.close(stream);
    match next(&mut reactor) {
        Event::Connected(ended, Err(error)) => {
            assert_eq!((ended, error.raw_os_error()), (request, Some(125)));
        }
        event => panic!("{event:?}"),
    }
    assert_eq!(next(&mut reactor), Event::Closed(stream));
}

#[test]
fn nothing_can_be_written_after_shutdown() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, _other) = half(&mut reactor);
    reactor.shutdown(stream).unwrap();
    let refused = reactor.write(stream, &[IoSlice::new(b"late")]).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::BrokenPipe);
    assert_eq!(reactor.shutdown(stream).unwrap_err().kind(), ErrorKind::NotConnected);
}

#[test]
fn an_unreferenced_listener_does_not_keep_the_reactor_alive() {
    let mut reactor = Reactor::new().unwrap();
    let (listener, _) = listen(&mut reactor);
    assert!(reactor.is_active(listener));
    reactor.set_referenced(listener, false);
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

/// libuv: `uv__server_io`.
#[test]
fn all_connections_that_wait_are_accepted_in_one_turn() {
    let mut reactor = Reactor::new().unwrap();
    let (listener, address) = listen(&mut reactor);
    let clients: Vec<_> = (0..100).map(|_| TcpStream::connect(address).unwrap()).collect();
    let first = next(&mut reactor);
    let rest = std::iter::from_fn(|| reactor.next_event(Wait::Never).unwrap());
    let accepted: Vec<_> = std::iter::once(first).chain(rest).collect();
    let is_connection =
        |event: &Event| matches!(event, Event::Connection(at, Ok(_)) if *at == listener);
    assert!(accepted.iter().all(is_connection), "{accepted:?}");
    assert_eq!(accepted.len(), clients.len());
}

#[test]
fn a_listener_closed_by_a_connection_accepts_no_other() {
    let mut reactor = Reactor::new().unwrap();
    let (listener, address) = listen(&mut reactor);
    let _clients = [(); 2].map(|()| TcpStream::connect(address).unwrap());
    assert!(matches!(next(&mut reactor), Event::Connection(_, Ok(_))));
    reactor.close(listener);
    assert_eq!(next(&mut reactor), Event::Closed(listener));
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn a_port_in_use_cannot_be_listened_at_twice() {
    let mut reactor = Reactor::new().unwrap();
    let (_, address) = listen(&mut reactor);
    let refused = reactor.tcp_listen(address, ListenOptions::default()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::AddrInUse);
}

#[test]
fn both_sides_know_their_addresses_and_take_options() {
    let mut reactor = Reactor::new().unwrap();
    let (_, client, server) = pair(&mut reactor);
    assert_eq!(reactor.local_address(client).unwrap(), reactor.peer_address(server).unwrap());
    assert_eq!(reactor.peer_address(client).unwrap(), reactor.local_address(server).unwrap());
    reactor.set_no_delay(client, true).unwrap();
    reactor.set_keep_alive(client, Some(Duration::from_secs(60))).unwrap();
    reactor.set_keep_alive(client, None).unwrap();
    let refused = reactor.set_keep_alive(client, Some(Duration::from_millis(1))).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidInput);
}

#[test]
fn a_busy_stream_does_not_keep_timers_waiting() {
    let mut reactor = Reactor::new().unwrap();
    let (stream, mut other) = half(&mut reactor);
    std::thread::spawn(move || while other.write_all(&[0; 1 << 16]).is_ok() {});
    reactor.read_start(stream).unwrap();
    let timer = reactor.timer_start(Duration::from_millis(5), Repeat::Never);
    while next(&mut reactor) != Event::Timer(timer) {}
    reactor.close(stream);
    while next(&mut reactor) != Event::Closed(stream) {}
}

#[test]
fn a_handle_of_another_kind_or_time_is_refused() {
    let mut reactor = Reactor::new().unwrap();
    let timer = reactor.timer_start(Duration::ZERO, Repeat::Never);
    assert_eq!(reactor.read_start(timer).unwrap_err().raw_os_error(), Some(9));
    assert_eq!(reactor.write(timer, &[]).unwrap_err().raw_os_error(), Some(9));
    assert_eq!(reactor.local_address(timer).unwrap_err().raw_os_error(), Some(9));
}

/// 5,000 connections within one process; fewer where the system allows fewer descriptors.
#[test]
fn ten_thousand_sockets_answer_each() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit).unwrap();
    let room = limit.maximum.map_or(usize::MAX, |most| usize::try_from(most).unwrap());
    let pairs = 5_000.min((room - 100) / 2);
    if pairs < 5_000 {
        println!("only {pairs} pairs: the system allows {room} descriptors");
    }

    let mut reactor = Reactor::new().unwrap();
    let (listener, address) = listen(&mut reactor);
    let (mut echoed, mut ended) = (0, 0);
    let mut started = 0;
    let mut clients = std::collections::HashMap::new();
    while ended < pairs {
        while started < pairs && clients.len() - echoed < 256 {
            let (client, request) = reactor.tcp_connect(address, None).unwrap();
            clients.insert(client, false);
            write(&mut reactor, client, b"hello");
            reactor.read_start(client).unwrap();
            let _ = request;
            started += 1;
        }
        match next(&mut reactor) {
            Event::Connection(at, Ok(server)) if at == listener => {
                reactor.read_start(server).unwrap();
            }
            Event::Read(stream, Ok(ReadOutcome::Data(bytes))) => {
                assert_eq!(bytes, b"hello");
                match clients.get_mut(&stream) {
                    None => drop(write(&mut reactor, stream, &bytes)),
                    Some(done) => {
                        *done = true;
                        echoed += 1;
                    }
                }
                if echoed == pairs {
                    clients.keys().for_each(|&client| reactor.close(client));
                    echoed = 0;
                    clients.insert(listener, true);
                }
            }
            Event::Read(server, Ok(ReadOutcome::End)) => {
                reactor.close(server);
                ended += 1;
            }
            Event::Connected(_, Ok(())) | Event::Written(_, Ok(())) | Event::Closed(_) => {}
            event => panic!("{event:?}"),
        }
    }
}
