//! An echo over loopback, client and server in one thread: once on the reactor, once on bare mio.
//! The difference is what the reactor costs.

#![allow(clippy::disallowed_methods, reason = "a bench opens what it measures")]
#![allow(clippy::expect_used, reason = "a bench that cannot be prepared has failed")]
#![allow(clippy::panic, reason = "a bench that meets another event has failed")]

use std::io::{self, IoSlice, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr};

use divan::Bencher;
use divan::counter::BytesCount;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use ouro_reactor::{Address, Event, Handle, ListenOptions, Reactor, ReadOutcome, Wait};

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const PING: [u8; 64] = [7; 64];
const PIECE: usize = 64 << 10;
const BULK: usize = if cfg!(debug_assertions) { 1 << 20 } else { 16 << 20 };

fn main() {
    divan::main();
}

/// Client and server of one connection on the reactor, both reading.
struct Echo {
    reactor: Reactor,
    client: Handle,
    server: Handle,
}

impl Echo {
    fn new() -> Self {
        let mut reactor = Reactor::new().expect("a reactor");
        let listener = reactor.tcp_listen(ANY_PORT, ListenOptions::default()).expect("a listener");
        let Address::Internet(address) = reactor.local_address(listener).expect("an address")
        else {
            panic!("a TCP listener has an internet address")
        };
        let (client, _) = reactor.tcp_connect(address, None).expect("a connection");
        let (mut connected, mut server) = (false, None);
        while !connected || server.is_none() {
            match reactor.next_event(Wait::Forever).expect("an event") {
                Some(Event::Connected(_, Ok(()))) => connected = true,
                Some(Event::Connection(_, Ok(stream))) => server = Some(stream),
                other => panic!("{other:?}"),
            }
        }
        let server = server.expect("the loop ends with one");
        for stream in [client, server] {
            reactor.set_no_delay(stream, true).expect("a TCP stream");
            reactor.read_start(stream).expect("a connected stream");
        }
        Self { reactor, client, server }
    }

    /// Sends `total` bytes in pieces and has them all back; the next piece goes when the last was
    /// written, and the server reads on only while less than 1 MB waits to be sent.
    fn run(&mut self, piece: &[u8], total: usize) {
        let (mut sent, mut received) = (0, 0);
        let mut paused = false;
        let mut writing = None;
        while received < total {
            if writing.is_none() && sent < total {
                let request = self.reactor.write(self.client, &[IoSlice::new(piece)]);
                writing = Some(request.expect("the client writes"));
                sent += piece.len();
            }
            match self.reactor.next_event(Wait::Forever).expect("an event") {
                Some(Event::Read(of, Ok(ReadOutcome::Data(bytes)))) if of == self.server => {
                    self.reactor.write_vec(of, bytes).expect("the server writes");
                    if self.reactor.write_queue_size(of) > 1 << 20 {
                        self.reactor.read_stop(of).expect("the server pauses");
                        paused = true;
                    }
                }
                Some(Event::Read(_, Ok(ReadOutcome::Data(bytes)))) => received += bytes.len(),
                Some(Event::Written(request, Ok(()))) if Some(request) == writing => writing = None,
                Some(Event::Written(..)) if paused => {
                    self.reactor.read_start(self.server).expect("the server goes on");
                    paused = false;
                }
                Some(Event::Written(..)) => {}
                other => panic!("{other:?}"),
            }
        }
        // The last write is reported after what it wrote came back.
        while writing.is_some() {
            if let Some(Event::Written(..)) = self.reactor.next_event(Wait::Forever).expect("one") {
                writing = None;
            }
        }
    }
}

/// The same on mio alone.
struct Bare {
    poll: Poll,
    events: Events,
    client: TcpStream,
    server: TcpStream,
    buffer: Vec<u8>,
    pending: Vec<u8>,
}

const CLIENT: Token = Token(0);
const SERVER: Token = Token(1);

impl Bare {
    fn new() -> Self {
        let poll = Poll::new().expect("a poll");
        let listener = TcpListener::bind(ANY_PORT).expect("a listener");
        let address = listener.local_addr().expect("an address");
        let mut client = TcpStream::connect(address).expect("a connection");
        let mut server = loop {
            match listener.accept() {
                Ok((server, _)) => break server,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => panic!("{error}"),
            }
        };
        let both = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut client, CLIENT, both).expect("registered");
        poll.registry().register(&mut server, SERVER, both).expect("registered");
        client.set_nodelay(true).expect("a TCP stream");
        server.set_nodelay(true).expect("a TCP stream");
        let events = Events::with_capacity(64);
        Self { poll, events, client, server, buffer: vec![0; PIECE], pending: Vec::new() }
    }

    fn run(&mut self, piece: &[u8], total: usize) {
        let (mut sent, mut received) = (0, 0);
        self.send(piece, total, &mut sent);
        while received < total {
            self.poll.poll(&mut self.events, None).expect("events");
            let tokens: Vec<Token> = self.events.iter().map(mio::event::Event::token).collect();
            for token in tokens {
                if token == CLIENT {
                    self.send(piece, total, &mut sent);
                    while let Some(size) = taken(self.client.read(&mut self.buffer)) {
                        received += size;
                    }
                } else {
                    self.echo();
                }
            }
        }
    }

    fn send(&mut self, piece: &[u8], total: usize, sent: &mut usize) {
        while *sent < total {
            let rest = &piece[*sent % piece.len()..];
            let Some(size) = taken(self.client.write(rest)) else { return };
            *sent += size;
        }
    }

    /// Sends back what came, until one side would block.
    fn echo(&mut self) {
        loop {
            while !self.pending.is_empty() {
                let Some(size) = taken(self.server.write(&self.pending)) else { return };
                self.pending.drain(..size);
            }
            let Some(size) = taken(self.server.read(&mut self.buffer)) else { return };
            self.pending.extend_from_slice(&self.buffer[..size]);
        }
    }
}

/// How much was read or written, unless that has to wait.
fn taken(result: io::Result<usize>) -> Option<usize> {
    match result {
        Ok(0) => panic!("the other side is gone"),
        Ok(size) => Some(size),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => None,
        Err(error) => panic!("{error}"),
    }
}

#[divan::bench]
fn round_trip_reactor(bencher: Bencher<'_, '_>) {
    let mut echo = Echo::new();
    bencher.bench_local(|| echo.run(&PING, PING.len()));
}

#[divan::bench]
fn round_trip_mio(bencher: Bencher<'_, '_>) {
    let mut bare = Bare::new();
    bencher.bench_local(|| bare.run(&PING, PING.len()));
}

#[divan::bench(sample_size = 1, sample_count = 20)]
fn bulk_reactor(bencher: Bencher<'_, '_>) {
    let mut echo = Echo::new();
    let piece = vec![1; PIECE];
    bencher.counter(BytesCount::new(BULK)).bench_local(|| echo.run(&piece, BULK));
}

#[divan::bench(sample_size = 1, sample_count = 20)]
fn bulk_mio(bencher: Bencher<'_, '_>) {
    let mut bare = Bare::new();
    let piece = vec![1; PIECE];
    bencher.counter(BytesCount::new(BULK)).bench_local(|| bare.run(&piece, BULK));
}
