//! Look-ups. libuv: `uv_getaddrinfo`, `uv_getnameinfo`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::net::{IpAddr, Ipv4Addr};

use ouro_reactor::{Addresses, Event, Hints, Reactor, Wait};

fn addresses(host: &str) -> Addresses {
    let mut reactor = Reactor::new().unwrap();
    let request = reactor.look_up_host(host.into(), Hints::default()).unwrap();
    match reactor.next_event(Wait::Forever).unwrap() {
        Some(Event::Work(ended, Ok(value))) if ended == request => *value.downcast().unwrap(),
        event => panic!("{event:?}"),
    }
}

#[test]
fn an_address_is_found_without_asking_anyone() {
    assert_eq!(addresses("127.0.0.1").unwrap(), [IpAddr::V4(Ipv4Addr::LOCALHOST)]);
}

#[test]
fn the_error_of_a_look_up_has_the_name_that_programs_know() {
    assert_eq!(addresses("a\0b").unwrap_err().name(), "EAI_NONAME");
}
