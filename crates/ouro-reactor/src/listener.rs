//! Accepting connections, over TCP and Unix sockets. libuv: `uv_listen`, `uv_accept`,
//! `uv__server_io`.

#![expect(clippy::disallowed_methods, reason = "its addresses were granted to the rooms")]

use std::fs::File;
use std::io;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;

use rustix::io::Errno;
use rustix::net::SocketFlags;
use socket2::{Domain, Protocol, SockAddr, Socket, Type};

use crate::address;
use crate::event::Event;
use crate::handle::{Handle, Kind};
use crate::reactor::{Reactor, State};
use crate::stream::{Stream, set_nonblocking};
use crate::watcher::Watcher;

/// The state of one listener.
#[derive(Debug)]
pub(crate) struct Listener {
    pub(crate) watcher: Watcher,
    /// What it accepts.
    kind: Kind,
    /// A descriptor to give up when there are no more: see [`Reactor::refuse`].
    reserve: Option<File>,
}

/// How to listen. Node docs: `server.listen`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ListenOptions {
    /// How many connections may wait to be accepted; Node's default is 511.
    pub backlog: i32,
    /// An IPv6 address serves IPv6 only.
    pub ipv6_only: bool,
    /// Others may listen at the same port (`SO_REUSEPORT`).
    pub reuse_port: bool,
}

impl Default for ListenOptions {
    fn default() -> Self {
        Self { backlog: 511, ipv6_only: false, reuse_port: false }
    }
}

impl Reactor {
    /// Listens for TCP connections. [`Event::Connection`] brings each, as a handle of
    /// [`Kind::TcpStream`]. libuv: `uv_tcp_bind`, `uv_listen`.
    ///
    /// # Errors
    /// Those of `bind(2)` and `listen(2)`: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL` …
    pub fn tcp_listen(&mut self, at: SocketAddr, options: ListenOptions) -> io::Result<Handle> {
        let socket = tcp_socket(at)?;
        socket.set_reuse_address(true)?;
        if options.reuse_port {
            socket.set_reuse_port(true)?;
        }
        if at.is_ipv6() {
            socket.set_only_v6(options.ipv6_only)?;
        }
        socket.bind(&at.into())?;
        self.listener_open(socket.into(), Kind::TcpListener, options.backlog)
    }

    /// Listens for connections at a path, or at an abstract name if it begins with a NUL.
    /// [`Event::Connection`] brings each, as a handle of [`Kind::UnixStream`]. The path is left
    /// behind when the handle is closed. libuv: `uv_pipe_bind2`, `uv_listen`.
    ///
    /// # Errors
    /// Those of `bind(2)`: `EADDRINUSE`, `ENOENT`, `EACCES`; `ENAMETOOLONG` above 107 bytes.
    pub fn unix_listen(&mut self, path: &[u8], backlog: i32) -> io::Result<Handle> {
        let socket = unix_socket()?;
        socket.bind(&address::unix(path)?)?;
        self.listener_open(socket.into(), Kind::UnixListener, backlog)
    }

    /// Listens on a socket that is bound already. The kind is [`Kind::TcpListener`] or
    /// [`Kind::UnixListener`]. libuv: `uv_tcp_open`, `uv_listen`.
    ///
    /// # Errors
    /// `EINVAL` for another kind or a socket that cannot listen; those of `listen(2)`.
    pub fn listener_open(
        &mut self,
        descriptor: OwnedFd,
        kind: Kind,
        backlog: i32,
    ) -> io::Result<Handle> {
        let accepted = match kind {
            Kind::TcpListener => Kind::TcpStream,
            Kind::UnixListener => Kind::UnixStream,
            _ => return Err(Errno::INVAL.into()),
        };
        set_nonblocking(std::os::fd::AsFd::as_fd(&descriptor))?;
        rustix::net::listen(&descriptor, backlog)?;
        let mut listener =
            Listener { watcher: Watcher::new(descriptor), kind: accepted, reserve: None };
        listener.keep_reserve();
        let handle = self.insert(kind, State::Listener(Box::new(listener)));
        if let Err(error) = self.register(handle, mio::Interest::READABLE) {
            self.discard(handle);
            return Err(error);
        }
        self.set_active(handle, true);
        Ok(handle)
    }

    /// Accepts one connection. All that wait have their turn before other handles have theirs, as
    /// in libuv: who waits until everybody is connected finds everybody accepted.
    pub(crate) fn listener_turn(&mut self, handle: Handle) -> Option<Event> {
        loop {
            let Some(State::Listener(listener)) = self.state_mut(handle) else { return None };
            let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
            let result = match rustix::net::accept_with(&listener.watcher, flags) {
                Ok(descriptor) => {
                    let kind = listener.kind;
                    Ok(self.insert_stream(kind, Stream::new(descriptor)))
                }
                Err(Errno::AGAIN) => {
                    listener.watcher.readable = false;
                    return None;
                }
                // Gone before it could be accepted.
                Err(Errno::INTR | Errno::CONNABORTED) => continue,
                Err(error @ (Errno::MFILE | Errno::NFILE)) => {
                    match listener.refuse() {
                        Some(true) => continue,
                        // The system looks for a free descriptor before it looks for a
                        // connection: there was none.
                        Some(false) => {
                            listener.watcher.readable = false;
                            return None;
                        }
                        None => {
                            listener.watcher.readable = false;
                            Err(error.into())
                        }
                    }
                }
                Err(error) => {
                    listener.watcher.readable = false;
                    Err(error.into())
                }
            };
            self.turn_again(handle);
            return Some(Event::Connection(handle, result));
        }
    }
}

impl Listener {
    /// Accepts and closes a connection although no descriptor is left, so that the other side
    /// hears of it and the listener does not spin: a reserve is closed for it and taken again.
    /// False where no connection waited; `None` where there is no reserve. libuv:
    /// `uv__emfile_trick`.
    fn refuse(&mut self) -> Option<bool> {
        drop(self.reserve.take()?);
        let refused = rustix::net::accept(&self.watcher);
        let answer = match refused {
            Ok(_) => Some(true),
            Err(Errno::AGAIN) => Some(false),
            Err(_) => None,
        };
        drop(refused);
        self.keep_reserve();
        answer
    }

    /// Opens the reserve.
    fn keep_reserve(&mut self) {
        self.reserve = File::open("/dev/null").ok();
    }
}

pub(crate) fn tcp_socket(address: SocketAddr) -> io::Result<Socket> {
    let kind = Type::STREAM.nonblocking().cloexec();
    Socket::new(Domain::for_address(address), kind, Some(Protocol::TCP))
}

pub(crate) fn unix_socket() -> io::Result<Socket> {
    Socket::new(Domain::UNIX, Type::STREAM.nonblocking().cloexec(), None)
}

/// Whether a socket's address is one of the internet, or what a kind says.
pub(crate) fn kind_for(address: &SockAddr) -> Kind {
    if address.is_unix() { Kind::UnixStream } else { Kind::TcpStream }
}
