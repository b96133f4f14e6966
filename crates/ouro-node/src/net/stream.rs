//! Reading and ending of handle objects, and their options. The Rust half of
//! `runtime-js/internal/net/socket.js`. libuv: `uv_read_start`, `uv_shutdown`.

use std::time::Duration;

use boa_engine::{Context, JsResult, JsValue};
use ouro_reactor::Event;
use socket2::SockRef;

use super::handle::{Socket, complete, errno, not_open, number, socket_of};
use crate::{Arguments, enter_async_context, host};

/// `readStart()`: errno. `onread(buffer, status)` follows.
pub(super) fn read_start(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let result = host(context).reactor.borrow_mut().read_start(handle);
    Ok(errno(&result).into())
}

/// `readStop()`: errno.
pub(super) fn read_stop(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let result = host(context).reactor.borrow_mut().read_stop(handle);
    Ok(errno(&result).into())
}

/// `shutdown(request)`: errno. `request.oncomplete(status)` follows when all is written.
pub(super) fn shutdown(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let host = host(context);
    let id = host.reactor.borrow_mut().shutdown(handle);
    let id = match id {
        Ok(id) => id,
        Err(error) => return Ok(number(&error).into()),
    };
    let (object, request) = (this.clone(), args.value(0).clone());
    let frame = host.async_context.borrow().clone();
    host.on_request(id, move |event, context| {
        let Event::Shutdown(_, result) = event else { return Ok(()) };
        enter_async_context(frame, context, |context| {
            complete(&request, &object, errno(&result), &[], context)
        })
    });
    Ok(0.into())
}

/// `setBlocking(flag)`: whether writes wait for the system; errno.
pub(super) fn set_blocking(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let result = host(context).reactor.borrow_mut().set_blocking_writes(handle, args.flag(0));
    Ok(errno(&result).into())
}

/// `setReadSize(bytes)`: how much one read takes at most; errno.
pub(super) fn set_read_size(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let result = host(context).reactor.borrow_mut().set_read_size(handle, args.size(0));
    Ok(errno(&result).into())
}

/// `setTypeOfService(number)`: errno. RFC 2474, RFC 3168.
pub(super) fn set_type_of_service(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let host = host(context);
    let reactor = host.reactor.borrow();
    let Some(descriptor) = reactor.descriptor(handle) else { return Ok(not_open()) };
    let number = u32::try_from(args.int(0)).unwrap_or_default();
    let v4 = SockRef::from(&descriptor).set_tos_v4(number);
    let v6 = SockRef::from(&descriptor).set_tclass_v6(number);
    Ok(errno(&v4.or(v6)).into())
}

/// `getTypeOfService()`: the number, or errno.
pub(super) fn type_of_service(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let host = host(context);
    let reactor = host.reactor.borrow();
    let Some(descriptor) = reactor.descriptor(handle) else { return Ok(not_open()) };
    let v4 = SockRef::from(&descriptor).tos_v4();
    Ok(match v4.or_else(|_| SockRef::from(&descriptor).tclass_v6()) {
        Ok(found) => found.into(),
        Err(error) => number(&error).into(),
    })
}

/// `setNoDelay(flag)`: errno.
pub(super) fn set_no_delay(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    let result = host(context).reactor.borrow_mut().set_no_delay(handle, args.flag(0));
    Ok(errno(&result).into())
}

/// `setKeepAlive(flag, seconds)`: errno.
pub(super) fn set_keep_alive(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    // Without a delay it is the system's own, as in libuv.
    let seconds = u64::try_from(args.int(1)).ok().filter(|&seconds| seconds > 0).unwrap_or(7200);
    let after = args.flag(0).then(|| Duration::from_secs(seconds));
    let result = host(context).reactor.borrow_mut().set_keep_alive(handle, after);
    Ok(errno(&result).into())
}

/// `bytesRead`.
pub(super) fn bytes_read(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    count(this, |socket| socket.read.get())
}

/// `bytesWritten`: what was handed over, whether the system has taken it yet or not.
pub(super) fn bytes_written(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    count(this, |socket| socket.written.get())
}

/// `writeQueueSize`: how many bytes the system has not taken yet.
pub(super) fn write_queue_size(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = host(context);
    count(this, |socket| {
        let handle = socket.handle();
        handle.map_or(0, |handle| host.reactor.borrow().write_queue_size(handle) as u64)
    })
}

#[expect(clippy::cast_precision_loss, reason = "nobody transfers 2⁵³ bytes")]
fn count(this: &JsValue, read: impl FnOnce(&Socket) -> u64) -> JsResult<JsValue> {
    Ok(socket_of(this, read).map_or(JsValue::undefined(), |count| JsValue::from(count as f64)))
}
