//! `node:net`: the Rust half of `runtime-js/net.js` and `runtime-js/internal/net/`: the handle
//! objects that sockets and servers are built on, addresses, and block lists. Node docs: Net.

mod access;
mod address;
mod block_list;
mod connect;
mod handle;
mod listen;
mod stream;
mod write;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::FunctionObjectBuilder,
};
use ouro_reactor::Kind;

pub(crate) use access::{note_resolved, reachable_name};
pub(crate) use address::parse_ip;
pub(crate) use handle::{Socket, State, construct, errno, socket_of, take_descriptor, watch};

use crate::binding::{Binding, Function, function};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "net",
    functions: &[
        ("isIP", 1, address::is_ip),
        ("normalize", 1, address::normalize),
        ("createBlockList", 0, block_list::create),
        ("blockListChange", 5, block_list::change),
        ("blockListClear", 1, block_list::clear),
        ("blockListCheck", 3, block_list::check),
        ("blockListRules", 1, block_list::rules),
    ],
    extend: Some(add_classes),
};

/// Node's name for the handle objects of TCP, kept for programs that look at `_handle`.
pub(crate) const TCP_WRAP: Binding =
    Binding { name: "tcp_wrap", functions: &[], extend: Some(add_classes) };

/// Node's name for the handle objects of Unix sockets and pipes.
pub(crate) const PIPE_WRAP: Binding =
    Binding { name: "pipe_wrap", functions: &[], extend: Some(add_classes) };

/// What all handle objects can do.
const METHODS: &[(&str, usize, Function)] = &[
    ("close", 1, handle::close),
    ("getAsyncId", 0, handle::async_id),
    ("hasRef", 0, handle::has_reference),
    ("open", 1, handle::open),
    ("readStart", 0, stream::read_start),
    ("readStop", 0, stream::read_stop),
    ("ref", 0, handle::reference),
    ("setReadSize", 1, stream::set_read_size),
    ("setBlocking", 1, stream::set_blocking),
    ("shutdown", 1, stream::shutdown),
    ("unref", 0, handle::unreference),
    ("writeAsciiString", 2, write::latin1),
    ("writeBuffer", 2, write::buffer),
    ("writeLatin1String", 2, write::latin1),
    ("writeUcs2String", 2, write::ucs2),
    ("writeUtf8String", 2, write::utf8),
    ("writev", 3, write::many),
];

/// What those of TCP can do besides.
const TCP_METHODS: &[(&str, usize, Function)] = &[
    ("bind", 3, listen::bind),
    ("bind6", 3, listen::bind),
    ("connect", 4, connect::tcp),
    ("connect6", 4, connect::tcp),
    ("getpeername", 1, address::peer_name),
    ("getsockname", 1, address::socket_name),
    ("listen", 1, listen::listen),
    ("getTypeOfService", 0, stream::type_of_service),
    ("reset", 1, handle::reset),
    ("setKeepAlive", 2, stream::set_keep_alive),
    ("setNoDelay", 1, stream::set_no_delay),
    ("setTypeOfService", 1, stream::set_type_of_service),
];

/// What those of Unix sockets and pipes can do besides.
const PIPE_METHODS: &[(&str, usize, Function)] = &[
    ("bind", 1, listen::bind_path),
    ("connect", 2, connect::path),
    ("fchmod", 1, listen::change_mode),
    ("listen", 1, listen::listen),
];

/// Gets of all handle objects.
const GETTERS: &[(&str, Function)] = &[
    ("bytesRead", stream::bytes_read),
    ("bytesWritten", stream::bytes_written),
    ("fd", handle::descriptor_number),
    ("writeQueueSize", stream::write_queue_size),
];

/// What the constructor of a server's handle is given. libuv has no such thing, Node does.
pub(super) const SERVER: i32 = 1;

/// The prototypes of the handle objects of one runtime.
#[derive(Default)]
pub(crate) struct Classes {
    classes: std::cell::RefCell<Vec<(Kind, JsObject, JsObject)>>,
}

/// The constructor and prototype of the handle objects of a kind, made on first use.
pub(crate) fn class(kind: Kind, context: &mut Context) -> (JsObject, JsObject) {
    let classes = crate::host(context).slot::<Classes>();
    let known = classes.classes.borrow().iter().find(|(other, ..)| *other == kind).cloned();
    if let Some((_, constructor, prototype)) = known {
        return (constructor, prototype);
    }
    let (name, more, body): (&str, &[(&str, usize, Function)], Function) = match kind {
        Kind::TcpStream => ("TCP", TCP_METHODS, handle::new_tcp),
        Kind::Tty => ("TTY", crate::tty::METHODS, crate::tty::new_tty),
        _ => ("Pipe", PIPE_METHODS, handle::new_pipe),
    };
    let prototype = JsObject::with_object_proto(context.intrinsics());
    for &(name, length, body) in METHODS.iter().chain(more) {
        let method = function(name, length, body, context);
        handle::define(&prototype, name, method.into());
    }
    for &(name, body) in GETTERS {
        let getter = function(name, 0, body, context);
        let descriptor = boa_engine::property::PropertyDescriptor::builder()
            .get(getter)
            .enumerable(true)
            .configurable(true);
        prototype.insert_property(JsString::from(name), descriptor);
    }
    handle::define(&prototype, "isStreamBase", true.into());
    let body = boa_engine::NativeFunction::from_fn_ptr(body);
    let constructor = FunctionObjectBuilder::new(context.realm(), body)
        .name(JsString::from(name))
        .length(1)
        .constructor(true)
        .build();
    handle::define(&constructor, "prototype", prototype.clone().into());
    handle::define(&prototype, "constructor", constructor.clone().into());
    let constructor: JsObject = constructor.into();
    classes.classes.borrow_mut().push((kind, constructor.clone(), prototype.clone()));
    (constructor, prototype)
}

fn add_classes(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    for (name, kind) in [("TCP", Kind::TcpStream), ("Pipe", Kind::UnixStream)] {
        let (constructor, _) = class(kind, context);
        handle::define(binding, name, constructor.into());
    }
    let connect = JsObject::with_object_proto(context.intrinsics());
    for (name, number) in [
        ("SOCKET", 0),
        ("SERVER", SERVER),
        ("IPC", 2),
        ("UV_TCP_IPV6ONLY", 1),
        ("UV_TCP_REUSEPORT", 2),
        ("UV_READABLE", 1),
        ("UV_WRITABLE", 2),
    ] {
        connect.set(js_string!(name), JsValue::from(number), false, context)?;
    }
    handle::define(binding, "constants", connect.into());
    Ok(())
}
