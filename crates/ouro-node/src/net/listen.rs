//! Binding and listening of handle objects. The Rust half of `runtime-js/internal/net/server.js`.
//! libuv: `uv_tcp_bind`, `uv_pipe_bind2`, `uv_listen`.

use std::io;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::path::PathBuf;

use boa_engine::{Context, JsResult, JsValue};
use ouro_reactor::Kind;
use ouro_sandbox::{BoundPath, Destination};
use socket2::{Domain, Protocol, SockAddr, Socket as RawSocket, Type};

use super::access::grant;
use super::address::{invalid_address, parse};
use super::handle::{Socket, State, errno, not_open, number, socket_of, watch};
use crate::{Arguments, host};

/// An IPv6 address serves IPv6 only. libuv: `UV_TCP_IPV6ONLY`.
const IPV6_ONLY: i32 = 1;
/// Others may bind the same port. libuv: `UV_TCP_REUSEPORT`.
const REUSE_PORT: i32 = 2;
/// The longest path of a Unix socket, in bytes; a longer one is `EINVAL`, as in libuv.
pub(super) const LONGEST_PATH: usize = 107;

/// `bind(address, port, flags)`: errno. To listen there needs leave: asked for here where the
/// handle was made for a server, else by `listen`.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn bind(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(address) = parse(&args.text(0, context)?, args.int(1)) else {
        return Ok(invalid_address());
    };
    if socket_of(this, |socket| socket.server.get())? {
        grant(Destination::Listen(address), context)?;
    }
    let result = bound(address, args.int(2));
    keep(this, result)
}

fn bound(address: SocketAddr, flags: i32) -> io::Result<OwnedFd> {
    let kind = Type::STREAM.nonblocking().cloexec();
    let socket = RawSocket::new(Domain::for_address(address), kind, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    if flags & REUSE_PORT != 0 {
        socket.set_reuse_port(true)?;
    }
    if address.is_ipv6() {
        socket.set_only_v6(flags & IPV6_ONLY != 0)?;
    }
    #[expect(clippy::disallowed_methods, reason = "leave is asked for by `bind` or `listen`")]
    socket.bind(&address.into())?;
    Ok(socket.into())
}

/// `bind(path)`: errno. A path that begins with NUL is an abstract name.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn bind_path(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let granted = grant(Destination::ListenUnix(PathBuf::from(&path)), context)?;
    let result = bound_path(&path);
    if result.is_ok() {
        socket_of(this, |socket| socket.path.replace(BoundPath::of(&granted).map(Box::new)))?;
    }
    keep(this, result)
}

fn bound_path(path: &str) -> io::Result<OwnedFd> {
    if path.is_empty() || path.len() > LONGEST_PATH {
        return Err(rustix::io::Errno::INVAL.into());
    }
    let socket = RawSocket::new(Domain::UNIX, Type::STREAM.nonblocking().cloexec(), None)?;
    #[expect(clippy::disallowed_methods, reason = "leave was asked for by `bind_path`")]
    let bound = socket.bind(&SockAddr::unix(path)?);
    // A folder that is not there reads as no leave, as in libuv.
    bound.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => rustix::io::Errno::ACCESS.into(),
        _ => error,
    })?;
    Ok(socket.into())
}

/// Puts a bound socket into a new handle object: errno.
fn keep(this: &JsValue, result: io::Result<OwnedFd>) -> JsResult<JsValue> {
    let descriptor = match result {
        Ok(descriptor) => descriptor,
        Err(error) => return Ok(number(&error).into()),
    };
    socket_of(this, |socket| {
        let mut state = socket.state.borrow_mut();
        if !matches!(*state, State::New) {
            return JsValue::from(-rustix::io::Errno::INVAL.raw_os_error());
        }
        *state = State::Bound(descriptor);
        JsValue::from(0)
    })
}

/// `listen(backlog)`: errno. `onconnection(status, client)` follows.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn listen(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = socket_of(this, |socket| socket.state.replace(State::New))?;
    let descriptor = match state {
        State::Bound(descriptor) => descriptor,
        other => {
            socket_of(this, |socket| socket.state.replace(other))?;
            return Ok(not_open());
        }
    };
    if !socket_of(this, |socket| socket.server.get())?
        && let Ok(address) = socket2::SockRef::from(&descriptor).local_addr()
        && let Some(address) = address.as_socket()
    {
        grant(Destination::Listen(address), context)?;
    }
    let kind = match socket_of(this, |socket| socket.kind)? {
        Kind::TcpStream => Kind::TcpListener,
        _ => Kind::UnixListener,
    };
    let backlog = args.int(0);
    let result = host(context).reactor.borrow_mut().listener_open(descriptor, kind, backlog);
    if let Ok(handle) = &result {
        watch(this, *handle, context);
    }
    Ok(errno(&result).into())
}

/// `fchmod(mode)`: who may connect to a path; 1 readable, 2 writable by all; errno.
pub(super) fn change_mode(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    if socket_of(this, Socket::handle)?.is_none() {
        return Ok(not_open());
    }
    let readable = if args.int(0) & 1 == 0 { 0 } else { 0o444 };
    let writable = if args.int(0) & 2 == 0 { 0 } else { 0o222 };
    let result = socket_of(this, |socket| match &*socket.path.borrow() {
        Some(path) => path.add_mode(readable | writable),
        None => Err(rustix::io::Errno::INVAL.into()),
    })?;
    Ok(errno(&result).into())
}
