//! Handle objects: what JavaScript holds of a socket, listener, pipe or terminal. The Rust half
//! of `runtime-js/internal/net/socket.js` and `server.js`. libuv: `uv_stream_t`.
//!
//! A handle object outlives what it names: before it is opened and after it was closed its
//! methods answer `EBADF`. While the reactor has it, the entry in [`crate::Host`] keeps it alive.

use std::cell::{Cell, RefCell};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};

use boa_engine::{
    Context, Finalize, JsData, JsError, JsObject, JsResult, JsString, JsValue, Trace, js_string,
    object::builtins::JsFunction, property::PropertyDescriptor,
};
use ouro_reactor::{Event, Handle, Kind, ReadOutcome};
use ouro_sandbox::BoundPath;
use ouro_sys::errno::EOF;

use super::class;
use crate::{Arguments, call, fs, host};

/// The state behind a handle object.
#[derive(Debug, Finalize, JsData, Trace)]
pub(crate) struct Socket {
    #[unsafe_ignore_trace]
    pub(crate) kind: Kind,
    #[unsafe_ignore_trace]
    pub(crate) state: RefCell<State>,
    #[unsafe_ignore_trace]
    pub(crate) read: Cell<u64>,
    #[unsafe_ignore_trace]
    pub(crate) written: Cell<u64>,
    #[unsafe_ignore_trace]
    referenced: Cell<bool>,
    /// Whether it was made for a server: binding it then needs leave to listen.
    #[unsafe_ignore_trace]
    pub(crate) server: Cell<bool>,
    /// The path that it was bound at, to be removed with it. libuv: `uv__pipe_close`.
    #[unsafe_ignore_trace]
    pub(crate) path: RefCell<Option<Box<BoundPath>>>,
}

/// How far a handle object has come.
#[derive(Debug)]
pub(crate) enum State {
    New,
    Bound(OwnedFd),
    Open(Handle),
    Closed,
}

impl Socket {
    pub(crate) fn new(kind: Kind, state: State) -> Self {
        Self {
            kind,
            state: RefCell::new(state),
            read: Cell::new(0),
            written: Cell::new(0),
            referenced: Cell::new(true),
            server: Cell::new(false),
            path: RefCell::new(None),
        }
    }

    /// The reactor's handle, while it has one.
    pub(crate) fn handle(&self) -> Option<Handle> {
        match &*self.state.borrow() {
            State::Open(handle) => Some(*handle),
            _ => None,
        }
    }
}

/// Negative errno, as libuv counts, of a result.
pub(crate) fn errno<T>(result: &io::Result<T>) -> i32 {
    match result {
        Ok(_) => 0,
        Err(error) => number(error),
    }
}

/// Negative errno of an error.
pub(crate) fn number(error: &io::Error) -> i32 {
    let fallback = match error.kind() {
        io::ErrorKind::InvalidInput => rustix::io::Errno::INVAL,
        _ => rustix::io::Errno::IO,
    };
    -error.raw_os_error().unwrap_or_else(|| fallback.raw_os_error())
}

/// `EBADF`, for what was asked of a handle that is not open.
pub(super) fn not_open() -> JsValue {
    JsValue::from(-rustix::io::Errno::BADF.raw_os_error())
}

/// Defines an enumerable property without running any script.
pub(super) fn define(object: &JsObject, name: &str, value: JsValue) {
    let descriptor = PropertyDescriptor::builder().value(value).writable(true);
    object.insert_property(JsString::from(name), descriptor.enumerable(true).configurable(true));
}

/// Runs `act` with the state behind a handle object.
///
/// # Errors
/// `TypeError` where `this` is no handle object.
pub(crate) fn socket_of<R>(this: &JsValue, act: impl FnOnce(&Socket) -> R) -> JsResult<R> {
    let object = this.as_object();
    match object.as_ref().and_then(JsObject::downcast_ref::<Socket>) {
        Some(socket) => Ok(act(&socket)),
        None => Err(illegal()),
    }
}

fn illegal() -> JsError {
    boa_engine::JsNativeError::typ().with_message("Illegal invocation").into()
}

/// Makes a handle object.
pub(crate) fn construct(kind: Kind, state: State, context: &mut Context) -> JsObject {
    let class_kind = match kind {
        Kind::TcpListener => Kind::TcpStream,
        Kind::UnixListener | Kind::Pipe => Kind::UnixStream,
        other => other,
    };
    let (_, prototype) = class(class_kind, context);
    JsObject::new(context.root_shape(), prototype, Socket::new(kind, state)).upcast()
}

/// `new TCP(type)`.
pub(super) fn new_tcp(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    constructed(this)?;
    let object: JsValue = construct(Kind::TcpStream, State::New, context).into();
    socket_of(&object, |socket| socket.server.set(args.int(0) == super::SERVER))?;
    Ok(object)
}

/// `new Pipe(type)`.
pub(super) fn new_pipe(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    constructed(this)?;
    Ok(construct(Kind::UnixStream, State::New, context).into())
}

fn constructed(new_target: &JsValue) -> JsResult<()> {
    if new_target.is_undefined() { Err(illegal()) } else { Ok(()) }
}

/// `open(fd)`: takes over a descriptor that scripts may use; errno. One that is not connected is
/// kept for `listen` and `connect`.
pub(super) fn open(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kind = socket_of(this, |socket| socket.kind)?;
    let descriptor = match take_descriptor(args.int(0), context) {
        Ok(descriptor) => descriptor,
        Err(error) => return Ok(number(&error).into()),
    };
    if is_unconnected(&descriptor) {
        socket_of(this, |socket| *socket.state.borrow_mut() = State::Bound(descriptor))?;
        return Ok(0.into());
    }
    let opened = host(context).reactor.borrow_mut().stream_open(descriptor, kind);
    if let Ok(handle) = &opened {
        watch(this, *handle, context);
    }
    Ok(errno(&opened).into())
}

fn is_unconnected(descriptor: &OwnedFd) -> bool {
    rustix::net::sockopt::socket_acceptconn(descriptor).unwrap_or(false)
        || matches!(rustix::net::getpeername(descriptor), Err(rustix::io::Errno::NOTCONN))
}

/// Takes a descriptor by its number; of the standard three a copy, so that they stay.
pub(crate) fn take_descriptor(number: i32, context: &Context) -> io::Result<OwnedFd> {
    let bad = || io::Error::from(rustix::io::Errno::BADF);
    if (0..=2).contains(&number) {
        let copy = ouro_sys::descriptor::with(number, |descriptor| {
            rustix::io::fcntl_dupfd_cloexec(descriptor, 3)
        });
        return copy.ok_or_else(bad)?.map_err(io::Error::from);
    }
    fs::descriptors(context, |table| table.take(number)).map_err(|_| bad())
}

/// Gives a handle object its handle, and hands the events to the object's methods.
pub(crate) fn watch(this: &JsValue, handle: Handle, context: &mut Context) {
    let Some(object) = this.as_object() else { return };
    let referenced = socket_of(this, |socket| {
        *socket.state.borrow_mut() = State::Open(handle);
        socket.referenced.get()
    });
    let host = host(context);
    if let Ok(false) = referenced {
        host.reactor.borrow_mut().set_referenced(handle, false);
    }
    host.on_handle(handle, move |event, context| told(&object, event, context));
}

/// Calls the method of a handle object that an event is for.
fn told(object: &JsObject, event: Event, context: &mut Context) -> JsResult<()> {
    let (name, args) = match event {
        Event::Read(_, Ok(ReadOutcome::Data(bytes))) => {
            let count = bytes.len() as u64;
            socket_of(&object.clone().into(), |socket| socket.read.set(socket.read.get() + count))?;
            let buffer = crate::buffer(&bytes, context)?;
            (js_string!("onread"), [buffer, JsValue::undefined()])
        }
        Event::Read(_, Ok(ReadOutcome::End)) => {
            (js_string!("onread"), [JsValue::undefined(), EOF.into()])
        }
        Event::Read(_, Err(error)) => {
            (js_string!("onread"), [JsValue::undefined(), number(&error).into()])
        }
        Event::Connection(_, Ok(stream)) => {
            let kind = host(context).reactor.borrow().kind(stream);
            let client = construct(kind, State::New, context);
            watch(&client.clone().into(), stream, context);
            (js_string!("onconnection"), [0.into(), client.into()])
        }
        Event::Connection(_, Err(error)) => {
            (js_string!("onconnection"), [number(&error).into(), JsValue::undefined()])
        }
        _ => return Ok(()),
    };
    let callback = object.get(name, context)?;
    let Some(callback) = callback.as_function() else { return Ok(()) };
    call(&callback, &object.clone().into(), &args, context)?;
    Ok(())
}

/// `close(callback)`: closes; the callback follows in the closing phase.
pub(super) fn close(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = socket_of(this, |socket| socket.state.replace(State::Closed))?;
    finish(state, args.value(0).as_function(), this, context);
    Ok(JsValue::undefined())
}

/// `reset(callback)`: closes with a reset; errno.
pub(super) fn reset(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(handle) = socket_of(this, Socket::handle)? else { return Ok(not_open()) };
    if let Err(error) = host(context).reactor.borrow_mut().close_reset(handle) {
        return Ok(number(&error).into());
    }
    let state = socket_of(this, |socket| socket.state.replace(State::Closed))?;
    finish(state, args.value(0).as_function(), this, context);
    Ok(0.into())
}

fn finish(state: State, callback: Option<JsFunction>, this: &JsValue, context: &mut Context) {
    let host = host(context);
    if let Ok(Some(path)) = socket_of(this, |socket| socket.path.take()) {
        path.remove();
    }
    let handle = match state {
        State::Open(handle) => {
            host.reactor.borrow_mut().close(handle);
            handle
        }
        State::Closed => return,
        // Nothing to close, but the callback still comes in a closing phase.
        State::New | State::Bound(_) => {
            let mut reactor = host.reactor.borrow_mut();
            let nothing = reactor.prepare_start();
            reactor.close(nothing);
            nothing
        }
    };
    let object = this.clone();
    host.on_handle(handle, move |event, context| {
        let (Event::Closed(_), Some(callback)) = (event, &callback) else { return Ok(()) };
        call(callback, &object, &[], context).map(drop)
    });
}

/// `ref()`.
pub(super) fn reference(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    set_referenced(this, true, context)
}

/// `unref()`.
pub(super) fn unreference(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    set_referenced(this, false, context)
}

fn set_referenced(this: &JsValue, on: bool, context: &mut Context) -> JsResult<JsValue> {
    let handle = socket_of(this, |socket| {
        socket.referenced.set(on);
        socket.handle()
    })?;
    if let Some(handle) = handle {
        host(context).reactor.borrow_mut().set_referenced(handle, on);
    }
    Ok(JsValue::undefined())
}

/// `hasRef()`.
pub(super) fn has_reference(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    socket_of(this, |socket| {
        socket.referenced.get() && !matches!(*socket.state.borrow(), State::Closed)
    })
    .map(JsValue::from)
}

/// `getAsyncId()`: a number of its own for each handle.
pub(super) fn async_id(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let index = socket_of(this, |socket| socket.handle().map_or(0, Handle::index))?;
    Ok(JsValue::from(i32::try_from(index).unwrap_or(i32::MAX)))
}

/// `fd`: the number of the descriptor, -1 where there is none.
pub(super) fn descriptor_number(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let number = socket_of(this, |socket| match &*socket.state.borrow() {
        State::Bound(descriptor) => descriptor.as_raw_fd(),
        State::Open(handle) => {
            let host = host(context);
            let reactor = host.reactor.borrow();
            reactor.descriptor(*handle).map_or(-1, |descriptor| descriptor.as_raw_fd())
        }
        State::New | State::Closed => -1,
    });
    // Looked at through a prototype it is undefined, as programs that print prototypes expect.
    Ok(number.map_or(JsValue::undefined(), JsValue::from))
}

/// Calls `request.oncomplete(status, handle, request, ...more)`, or a request that is a function
/// through the handle's `onwritten(request, status)`.
pub(super) fn complete(
    request: &JsValue,
    object: &JsValue,
    status: i32,
    more: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let Some(target) = request.as_object() else { return Ok(()) };
    if target.is_callable() {
        let Some(handle) = object.as_object() else { return Ok(()) };
        let callback = handle.get(js_string!("onwritten"), context)?;
        let Some(callback) = callback.as_function() else { return Ok(()) };
        call(&callback, object, &[request.clone(), status.into()], context)?;
        return Ok(());
    }
    let callback = target.get(js_string!("oncomplete"), context)?;
    let Some(callback) = callback.as_function() else { return Ok(()) };
    let mut args = vec![status.into(), object.clone(), request.clone()];
    args.extend_from_slice(more);
    call(&callback, request, &args, context)?;
    Ok(())
}
