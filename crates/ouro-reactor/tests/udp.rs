//! UDP sockets. libuv: `uv_udp_t`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::io::IoSlice;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use ouro_reactor::{Address, Event, Handle, MulticastInterface, Reactor, UdpOptions, Wait};

const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

fn next(reactor: &mut Reactor) -> Event {
    reactor.next_event(Wait::Forever).unwrap().expect("something is in flight")
}

fn bind(reactor: &mut Reactor) -> (Handle, SocketAddr) {
    let socket = reactor.udp_bind(ANY_PORT, UdpOptions::default()).unwrap();
    match reactor.local_address(socket).unwrap() {
        Address::Internet(address) => (socket, address),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_datagram_arrives_whole_with_its_sender() {
    let mut reactor = Reactor::new().unwrap();
    let (sender, from) = bind(&mut reactor);
    let (receiver, to) = bind(&mut reactor);
    reactor.udp_receive_start(receiver).unwrap();
    let slices = [IoSlice::new(b"to"), IoSlice::new(b"gether")];
    let sent = reactor.udp_send(sender, &slices, Some(to)).unwrap();
    assert_eq!(next(&mut reactor), Event::Sent(sent, Ok(())));
    assert_eq!(next(&mut reactor), Event::Datagram(receiver, Ok((b"together".to_vec(), from))));
    reactor.udp_receive_stop(receiver).unwrap();
    assert_eq!(reactor.next_event(Wait::Forever).unwrap(), None);
}

#[test]
fn an_empty_datagram_is_a_datagram() {
    let mut reactor = Reactor::new().unwrap();
    let (sender, from) = bind(&mut reactor);
    let (receiver, to) = bind(&mut reactor);
    reactor.udp_receive_start(receiver).unwrap();
    assert_eq!(reactor.udp_try_send(sender, &[], Some(to)).unwrap(), 0);
    assert_eq!(next(&mut reactor), Event::Datagram(receiver, Ok((Vec::new(), from))));
}

#[test]
fn a_connected_socket_needs_no_address() {
    let mut reactor = Reactor::new().unwrap();
    let (sender, _) = bind(&mut reactor);
    let (receiver, to) = bind(&mut reactor);
    reactor.udp_connect(sender, Some(to)).unwrap();
    assert_eq!(reactor.peer_address(sender).unwrap(), Address::Internet(to));
    reactor.udp_receive_start(receiver).unwrap();
    reactor.udp_try_send(sender, &[IoSlice::new(b"x")], None).unwrap();
    assert!(matches!(next(&mut reactor), Event::Datagram(..)));
    reactor.udp_connect(sender, None).unwrap();
    assert!(reactor.peer_address(sender).is_err());
}

#[test]
fn many_datagrams_arrive_in_order() {
    let mut reactor = Reactor::new().unwrap();
    let (sender, _) = bind(&mut reactor);
    let (receiver, to) = bind(&mut reactor);
    for number in 0..100_u8 {
        reactor.udp_try_send(sender, &[IoSlice::new(&[number])], Some(to)).unwrap();
    }
    reactor.udp_receive_start(receiver).unwrap();
    for number in 0..100_u8 {
        match next(&mut reactor) {
            Event::Datagram(_, Ok((bytes, _))) => assert_eq!(bytes, [number]),
            event => panic!("{event:?}"),
        }
    }
}

#[test]
fn a_datagram_that_cannot_be_is_an_error_of_its_request() {
    let mut reactor = Reactor::new().unwrap();
    let (sender, to) = bind(&mut reactor);
    let sent = reactor.udp_send(sender, &[IoSlice::new(&[0; 70_000])], Some(to)).unwrap();
    match next(&mut reactor) {
        Event::Sent(ended, Err(error)) => {
            assert_eq!((ended, error.raw_os_error()), (sent, Some(90)));
        }
        event => panic!("{event:?}"),
    }
}

#[test]
fn membership_of_what_is_no_group_is_refused() {
    let mut reactor = Reactor::new().unwrap();
    let (socket, _) = bind(&mut reactor);
    let group = IpAddr::V4(Ipv4Addr::LOCALHOST);
    assert!(reactor.udp_set_membership(socket, group, MulticastInterface::Any, true).is_err());
    reactor.udp_socket(socket).unwrap().set_broadcast(true).unwrap();
}
