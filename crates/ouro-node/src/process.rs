//! `node:process`: the Rust half of `runtime-js/process.js`, and what happens to errors that nothing
//! caught. Node docs: Process.
//!
//! The object is made here, row by row from one table; what needs streams, events or much code is
//! an accessor that loads its JavaScript part when first read.

mod engine_flags;
mod env;
mod identity;
mod object;
mod print;
mod rejections;
pub(crate) mod signal;
mod state;
pub(crate) mod stdio;
mod time_zone;
mod uncaught;
mod usage;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
};

use crate::{Arguments, Binding, host, ticks};
pub(crate) use engine_flags::{check_flags, install_flags, install_realm_flags};
pub(crate) use env::is_environment;
pub use env::{Environment, WATCHER, environment};
pub(crate) use object::adopt_events;
pub use object::process_object;
pub(crate) use print::decorated;
pub(crate) use print::write as print_error;
pub use rejections::{process_rejections, rejections_pending, track_rejection};
use state::emit_warning;
pub use time_zone::TimeZone;
pub(crate) use uncaught::take_errors;
pub use uncaught::{Flow, emit_before_exit, emit_exit, uncaught};
pub(crate) use usage::start_clock;

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "process",
    functions: &[
        ("asyncContext", 0, ticks::async_context),
        ("callSites", 1, call_sites),
        ("cwd", 0, identity::cwd),
        ("environment", 0, variables),
        ("environmentFlags", 0, environment_flags),
        ("execve", 3, identity::execve),
        ("flag", 1, flag),
        ("heapLimit", 0, usage::heap_limit),
        ("nextTick", 1, ticks::next_tick),
        ("polish", 1, polish),
        ("object", 0, object),
        ("reallyExit", 1, really_exit),
        ("resources", 0, resources),
        ("setAsyncContext", 1, ticks::set_async_context),
        ("setEnvironment", 2, set_variable),
        ("signals", 0, signals),
        ("triggerUncaught", 2, uncaught::trigger),
        ("writeError", 1, write_error),
    ],
    extend: None,
};

/// The Node version whose surface Ouro follows.
pub const NODE_VERSION: &str = "26.10.0";

/// The version of the engine.
pub const BOA_VERSION: &str = "0.22.0";

/// `object()`: the one `process` object.
fn object(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(process_object(context)?.into())
}

/// `reallyExit(code)`: ends the program without further events.
///
/// The engine's uncatchable error unwinds the script, and the loop sees [`crate::Host::exit`].
pub(crate) fn really_exit(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if host(context).options.has("--trace-exit") {
        engine_flags::trace_exit(args.int(0), context)?;
    }
    host(context).exit.set(Some(args.int(0)));
    Err(boa_engine::error::PanicError::new("process.exit").into())
}

/// `writeError(text)`: writes to file descriptor 2.
fn write_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    print::write(&text);
    Ok(JsValue::undefined())
}

/// `flag(name)`: `true` for a flag without value, its text with one, else `undefined`.
fn flag(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let host = host(context);
    Ok(match host.options.value(&name) {
        None => JsValue::undefined(),
        Some("") => true.into(),
        Some(value) => js_string!(value).into(),
    })
}

/// `environment()`: an array of names and values in turn, as the script may see them.
fn variables(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let variables = environment(context).all(context);
    let list: Vec<JsValue> = variables
        .into_iter()
        .flat_map(|(name, value)| [JsString::from(name).into(), JsString::from(value).into()])
        .collect();
    Ok(JsArray::from_iter(list, context).into())
}

/// `environmentFlags()`: the flags that `NODE_OPTIONS` may hold.
fn environment_flags(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let flags = host(context).options.environment_flags.map(|flags| flags()).unwrap_or_default();
    let flags: Vec<JsValue> = flags.into_iter().map(|flag| JsString::from(flag).into()).collect();
    Ok(JsArray::from_iter(flags, context).into())
}

/// `setEnvironment(name, value)`: sets a variable that is not set yet; whether it was not.
fn set_variable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let value = args.text(1, context)?;
    let environment = environment(context);
    let new = environment.get(&name, context).is_none();
    if new {
        environment.set(name, value, context);
    }
    Ok(new.into())
}

/// `resources(requestsOnly)`: the kinds of what keeps the loop alive, one name each.
fn resources(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let (names, requests, (timeouts, immediates)) = {
        let reactor = host.reactor.borrow();
        let timers = host.timers.borrow();
        let handles = reactor
            .handles()
            .filter(|&handle| timers.driven_by(handle).is_none())
            .filter(|&handle| reactor.is_active(handle) && reactor.has_reference(handle))
            .map(|handle| resource_name(&format!("{:?}", reactor.kind(handle))));
        (handles.collect::<Vec<_>>(), reactor.requests_in_flight(), timers.referenced())
    };
    let requests = std::iter::repeat_n("FSReqCallback", requests);
    let timeouts = std::iter::repeat_n("Timeout", timeouts);
    let immediates = std::iter::repeat_n("Immediate", immediates);
    let all: Vec<&str> = match args.flag(0) {
        true => requests.collect(),
        false => requests.chain(names).chain(timeouts).chain(immediates).collect(),
    };
    let all: Vec<JsValue> = all.into_iter().map(|name| js_string!(name).into()).collect();
    Ok(JsArray::from_iter(all, context).into())
}

/// Node's name of a handle's kind.
fn resource_name(kind: &str) -> &'static str {
    match kind {
        "TcpStream" => "TCPSocketWrap",
        "TcpListener" => "TCPServerWrap",
        "UnixStream" => "PipeWrap",
        "UnixListener" => "PipeServerWrap",
        "Udp" | "UdpSocket" => "UDPWrap",
        "Tty" => "TTYWrap",
        "Process" | "Child" => "ProcessWrap",
        "FsWatcher" => "FSEventWrap",
        "Signal" => "SignalWrap",
        _ => "Timeout",
    }
}

/// `polish(error)`: gives an error of the engine's V8's words, and returns it.
fn polish(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    ouro_intrinsics::polish(args.value(0), context);
    Ok(args.value(0).clone())
}

/// `signals()`: numbers by name.
fn signals(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = JsObject::with_null_proto();
    for (name, number) in crate::os::constants::SIGNALS.iter().copied() {
        object.create_data_property_or_throw(js_string!(name), number, context)?;
    }
    Ok(object.into())
}

/// `callSites(limit)`: the frames of the calling code, as `util.getCallSites` shows them.
fn call_sites(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let frames = ouro_intrinsics::call_sites(args.size(0).saturating_add(8), context)?;
    let sites = frames.into_iter().filter(|frame| !frame.native && !frame.internal);
    let mut list = Vec::new();
    for frame in sites.take(args.size(0)) {
        let site = JsObject::with_object_proto(context.intrinsics());
        let name = match frame.function.as_str() {
            "<anonymous>" => "",
            name => name,
        };
        let rows: [(&str, JsValue); 6] = [
            ("functionName", js_string!(name).into()),
            ("scriptId", js_string!("0").into()),
            ("scriptName", JsString::from(frame.file.as_str()).into()),
            ("lineNumber", frame.line.into()),
            ("columnNumber", frame.column.into()),
            ("column", frame.column.into()),
        ];
        for (key, value) in rows {
            site.create_data_property_or_throw(js_string!(key), value, context)?;
        }
        list.push(JsValue::from(site));
    }
    Ok(JsArray::from_iter(list, context).into())
}
