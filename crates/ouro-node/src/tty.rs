//! `node:tty`: the Rust half of `runtime-js/tty.js`. Terminals are handle objects as sockets are,
//! with a size and a raw mode. Node docs: TTY; libuv: `uv_tty_t`, `uv_guess_handle`.

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use ouro_reactor::{Kind, TtyMode};
use rustix::fs::FileType;

use crate::binding::{Binding, Function};
use crate::net::{Socket, State, construct, errno, socket_of, take_descriptor, watch};
use crate::{Arguments, host};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "tty",
    functions: &[("guessHandleType", 1, guess_handle_type), ("isatty", 1, is_a_terminal)],
    extend: Some(add_class),
};

/// Node's name for it.
pub(crate) const TTY_WRAP: Binding = Binding {
    name: "tty_wrap",
    functions: &[("isTTY", 1, is_a_terminal)],
    extend: Some(add_class),
};

/// What the handle objects of terminals can do besides.
pub(crate) const METHODS: &[(&str, usize, Function)] =
    &[("getWindowSize", 1, window_size), ("setRawMode", 1, set_raw_mode)];

fn add_class(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let (constructor, _) = crate::net::class(Kind::Tty, context);
    binding.create_data_property_or_throw(js_string!("TTY"), constructor, context)?;
    Ok(())
}

/// `new TTY(fd, failure)`: sets `failure.code` and `failure.errno` where it cannot be opened.
pub(crate) fn new_tty(
    new_target: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if new_target.is_undefined() {
        return Err(boa_engine::JsNativeError::typ().with_message("Illegal invocation").into());
    }
    let object: JsValue = construct(Kind::Tty, State::New, context).into();
    let opened = take_descriptor(args.int(0), context)
        .and_then(|descriptor| host(context).reactor.borrow_mut().tty_open(descriptor));
    match &opened {
        Ok(handle) => watch(&object, *handle, context),
        Err(_) => {
            if let Some(failure) = args.value(1).as_object() {
                let number = errno(&opened);
                let code = js_string!(ouro_sys::errno::name(number));
                failure.set(js_string!("errno"), number, false, context)?;
                failure.set(js_string!("code"), code, false, context)?;
                let message = js_string!(ouro_sys::errno::message(number));
                failure.set(js_string!("message"), message, false, context)?;
                failure.set(js_string!("syscall"), js_string!("uv_tty_init"), false, context)?;
            }
        }
    }
    Ok(object)
}

/// `isatty(fd)`.
fn is_a_terminal(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let found = ouro_sys::descriptor::with(args.int(0), |fd| rustix::termios::isatty(fd));
    Ok(found.unwrap_or(false).into())
}

/// `guessHandleType(fd)`: `FILE`, `PIPE`, `TCP`, `TTY`, `UDP` or `UNKNOWN`.
fn guess_handle_type(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let guess = ouro_sys::descriptor::with(args.int(0), |fd| {
        if rustix::termios::isatty(fd) {
            return "TTY";
        }
        let Ok(found) = rustix::fs::fstat(fd) else { return "INVALID" };
        match FileType::from_raw_mode(found.st_mode) {
            FileType::RegularFile | FileType::CharacterDevice => "FILE",
            FileType::Fifo => "PIPE",
            FileType::Socket => socket_type(fd),
            _ => "UNKNOWN",
        }
    });
    Ok(js_string!(guess.unwrap_or("INVALID")).into())
}

fn socket_type(fd: std::os::fd::BorrowedFd<'_>) -> &'static str {
    use rustix::net::{AddressFamily, SocketType, sockopt};
    let kind = sockopt::socket_type(fd);
    let family = sockopt::socket_domain(fd);
    match (kind, family) {
        (Ok(SocketType::STREAM), Ok(AddressFamily::UNIX)) => "PIPE",
        (Ok(SocketType::STREAM), Ok(AddressFamily::INET | AddressFamily::INET6)) => "TCP",
        (Ok(SocketType::DGRAM), Ok(AddressFamily::INET | AddressFamily::INET6)) => "UDP",
        _ => "UNKNOWN",
    }
}

/// `getWindowSize(out)`: sets columns and rows; errno.
fn window_size(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let out = args.object(0, context)?;
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok((-9).into()) };
    let size = host(context).reactor.borrow().tty_size(handle);
    if let Ok((columns, rows)) = size {
        out.set(0, JsValue::from(columns), false, context)?;
        out.set(1, JsValue::from(rows), false, context)?;
    }
    Ok(errno(&size).into())
}

/// `setRawMode(flag)`: errno.
fn set_raw_mode(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok((-9).into()) };
    let mode = if args.flag(0) { TtyMode::Raw } else { TtyMode::Normal };
    let result = host(context).reactor.borrow_mut().tty_set_mode(handle, mode);
    Ok(errno(&result).into())
}
