//! Connecting, over TCP and Unix sockets, and what TCP streams alone can do. libuv:
//! `uv_tcp_connect`, `uv_pipe_connect`, `uv_tcp_nodelay`, `uv_tcp_keepalive`,
//! `uv_tcp_close_reset`.

#![expect(clippy::disallowed_methods, reason = "its addresses were granted to the rooms")]

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use rustix::io::Errno;
use socket2::{SockAddr, SockRef, Socket, TcpKeepalive};

use crate::address;
use crate::event::Event;
use crate::handle::{Handle, Request};
use crate::listener::{kind_for, tcp_socket, unix_socket};
use crate::reactor::{Reactor, RequestState};
use crate::stream::{Stream, not_that};

impl Reactor {
    /// Connects to an address, if wanted from a local one. The stream can be written and read
    /// at once: both wait for [`Event::Connected`]. libuv: `uv_tcp_bind`, `uv_tcp_connect`.
    ///
    /// # Errors
    /// Those of `bind(2)`, and of `connect(2)` when known at once; a refusal always comes with
    /// the event.
    pub fn tcp_connect(
        &mut self,
        to: SocketAddr,
        from: Option<SocketAddr>,
    ) -> io::Result<(Handle, Request)> {
        let socket = tcp_socket(to)?;
        if let Some(from) = from {
            socket.set_reuse_address(true)?;
            socket.bind(&from.into())?;
        }
        self.connect_socket(socket, &to.into())
    }

    /// Connects to a Unix socket: a path, or an abstract name if it begins with a NUL.
    /// libuv: `uv_pipe_connect2`.
    ///
    /// # Errors
    /// Those of `connect(2)`, which knows at once: `ENOENT`, `ECONNREFUSED`, `EAGAIN` …;
    /// `ENAMETOOLONG` above 107 bytes.
    pub fn unix_connect(&mut self, path: &[u8]) -> io::Result<(Handle, Request)> {
        let address = address::unix(path)?;
        self.connect_socket(unix_socket()?, &address)
    }

    /// Connects a socket that was prepared by others: bound, or with options set.
    ///
    /// # Errors
    /// Those of `connect(2)` when known at once; a refused TCP connection comes with the event.
    pub fn connect_socket(
        &mut self,
        socket: Socket,
        to: &SockAddr,
    ) -> io::Result<(Handle, Request)> {
        socket.set_nonblocking(true)?;
        let outcome = loop {
            match socket.connect(to) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let in_progress = Some(Errno::INPROGRESS.raw_os_error());
        let refused = Some(Errno::CONNREFUSED.raw_os_error());
        let ended = match outcome {
            Ok(()) => Some(Ok(())),
            Err(error) if error.raw_os_error() == in_progress => None,
            Err(error) if error.raw_os_error() == refused && !to.is_unix() => Some(Err(error)),
            Err(error) => return Err(error),
        };
        let handle = self.insert_stream(kind_for(to), Stream::new(socket.into()));
        let request = self.insert_request(RequestState::OfHandle);
        let stream = self.stream_mut(handle)?;
        if let Some(result) = ended {
            stream.completed.push_back(Event::Connected(request, result));
            self.feed(handle);
            return Ok((handle, request));
        }
        stream.connecting = Some(request);
        if let Err(error) = self.register(handle, mio::Interest::READABLE | mio::Interest::WRITABLE)
        {
            self.requests.remove(request.0);
            self.discard(handle);
            return Err(error);
        }
        Ok((handle, request))
    }

    /// Sends small writes at once instead of gathering them (`TCP_NODELAY`).
    /// libuv: `uv_tcp_nodelay`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; those of `setsockopt(2)`.
    pub fn set_no_delay(&mut self, handle: Handle, on: bool) -> io::Result<()> {
        SockRef::from(&self.stream_mut(handle)?.watcher).set_tcp_nodelay(on)
    }

    /// Asks the other side whether it is still there after so much silence (whole seconds, at
    /// least one), each second, ten times; `None` stops that. libuv: `uv_tcp_keepalive`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `EINVAL` for less than a second; those of
    /// `setsockopt(2)`.
    pub fn set_keep_alive(&mut self, handle: Handle, after: Option<Duration>) -> io::Result<()> {
        let stream = self.stream_mut(handle)?;
        let socket = SockRef::from(&stream.watcher);
        let Some(after) = after else { return socket.set_keepalive(false) };
        if after.as_secs() == 0 {
            return Err(Errno::INVAL.into());
        }
        let times = TcpKeepalive::new()
            .with_time(after)
            .with_interval(Duration::from_secs(1))
            .with_retries(10);
        socket.set_tcp_keepalive(&times)
    }

    /// Closes a TCP stream with a reset instead of a farewell: the other side gets `ECONNRESET`.
    /// libuv: `uv_tcp_close_reset`.
    ///
    /// # Errors
    /// `EBADF` if the handle is no stream; `EINVAL` while a [`Reactor::shutdown`] is in flight;
    /// those of `setsockopt(2)`. The handle is then still open.
    pub fn close_reset(&mut self, handle: Handle) -> io::Result<()> {
        let stream = self.stream_mut(handle).map_err(|_| not_that())?;
        if stream.shutting_down.is_some() {
            return Err(Errno::INVAL.into());
        }
        SockRef::from(&stream.watcher).set_linger(Some(Duration::ZERO))?;
        self.close(handle);
        Ok(())
    }
}
