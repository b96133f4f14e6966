//! Running out of descriptors, in a process of its own: the limit belongs to all of it. libuv:
//! `uv__emfile_trick`.

#![allow(clippy::disallowed_methods, reason = "a test opens what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::io::Read as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use ouro_reactor::{Address, Event, ListenOptions, Reactor, Repeat, Wait};
use rustix::process::{Resource, getrlimit, setrlimit};

#[test]
fn connections_beyond_the_limit_are_refused_and_the_listener_rests() {
    let mut reactor = Reactor::new().unwrap();
    let at = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
    let listener = reactor.tcp_listen(at, ListenOptions::default()).unwrap();
    let Address::Internet(address) = reactor.local_address(listener).unwrap() else { panic!() };
    // Opens the poll before the limit is reached.
    assert_eq!(reactor.next_event(Wait::Never).unwrap(), None);
    let mut clients: Vec<_> = (0..8).map(|_| TcpStream::connect(address).unwrap()).collect();

    let open = std::fs::read_dir("/proc/self/fd").unwrap().count() as u64;
    let mut limit = getrlimit(Resource::Nofile);
    // One of those counted was the listing itself; three more may be accepted.
    limit.current = Some(open + 2);
    setrlimit(Resource::Nofile, limit).unwrap();

    let mut accepted = 0;
    let timer = reactor.timer_start(Duration::from_millis(50), Repeat::Never);
    loop {
        match reactor.next_event(Wait::Forever).unwrap() {
            Some(Event::Connection(_, result)) => {
                result.unwrap();
                accepted += 1;
            }
            event => {
                assert_eq!(event, Some(Event::Timer(timer)));
                break;
            }
        }
    }
    assert!((1..8).contains(&accepted), "{accepted} were accepted");
    // Whoever was not accepted hears of it.
    let refused = clients.split_off(accepted);
    for mut client in refused {
        client.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        assert!(matches!(client.read(&mut [0]), Ok(0) | Err(_)));
    }
}
