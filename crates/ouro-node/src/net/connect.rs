//! Connecting handle objects. The Rust half of `runtime-js/internal/net/connect.js`. libuv:
//! `uv_tcp_connect`, `uv_pipe_connect2`.

use std::io;
use std::path::PathBuf;

use boa_engine::{Context, JsResult, JsValue};
use ouro_reactor::{Event, Handle, Request};
use ouro_sandbox::Destination;
use socket2::Socket as RawSocket;

use super::access::{grant, reachable};
use super::address::{invalid_address, parse};
use super::handle::{State, complete, errno, number, socket_of, watch};
use super::listen::LONGEST_PATH;
use crate::{Arguments, enter_async_context, host};

/// `connect(request, address, port, host)`: errno. `request.oncomplete(status, handle, request,
/// readable, writable)` follows. `host` is the name that the address was found by, if any.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn tcp(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(address) = parse(&args.text(1, context)?, args.int(2)) else {
        return Ok(invalid_address());
    };
    let name = args.value(3).as_string().map(|name| name.to_std_string_lossy());
    reachable(address, name.as_deref(), context)?;
    let bound = socket_of(this, |socket| socket.state.replace(State::New))?;
    let host = host(context);
    let result = match bound {
        State::Bound(descriptor) => {
            host.reactor.borrow_mut().connect_socket(RawSocket::from(descriptor), &address.into())
        }
        State::New => host.reactor.borrow_mut().tcp_connect(address, None),
        state => return already(this, state),
    };
    connecting(this, args.value(0), result, context)
}

/// `connect(request, path)`: errno; as above. A path that begins with NUL is an abstract name.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn path(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = args.text(1, context)?;
    if path.len() > LONGEST_PATH {
        return Ok(invalid_address());
    }
    grant(Destination::Unix(PathBuf::from(&path)), context)?;
    let bound = socket_of(this, |socket| socket.state.replace(State::New))?;
    if !matches!(bound, State::New) {
        return already(this, bound);
    }
    let host = host(context);
    let result = host.reactor.borrow_mut().unix_connect(path.as_bytes());
    connecting(this, args.value(0), result, context)
}

/// Puts the state of a handle back that cannot connect, being open or closed: errno.
fn already(this: &JsValue, state: State) -> JsResult<JsValue> {
    let error = match state {
        State::Closed => rustix::io::Errno::BADF,
        _ => rustix::io::Errno::ISCONN,
    };
    socket_of(this, |socket| socket.state.replace(state))?;
    Ok((-error.raw_os_error()).into())
}

fn connecting(
    this: &JsValue,
    request: &JsValue,
    result: io::Result<(Handle, Request)>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (handle, id) = match result {
        Ok(started) => started,
        Err(error) => return Ok(number(&error).into()),
    };
    watch(this, handle, context);
    let host = host(context);
    let (object, request) = (this.clone(), request.clone());
    let frame = host.async_context.borrow().clone();
    host.on_request(id, move |event, context| {
        let Event::Connected(_, result) = event else { return Ok(()) };
        let ways = [JsValue::from(true), JsValue::from(true)];
        enter_async_context(frame, context, |context| {
            complete(&request, &object, errno(&result), &ways, context)
        })
    });
    Ok(0.into())
}
