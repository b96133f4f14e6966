//! `node:child_process`: the Rust half of `runtime-js/child_process.js`. Children live on the
//! reactor; those waited for have a reactor of their own. Node docs: Child process.

mod options;
mod sync;

use std::os::fd::OwnedFd;

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use ouro_reactor::{ChildStdio, Event, Handle};

use crate::{
    Arguments, Binding, SystemError, call, enter_async_context, fs::table::descriptors, host,
};
use options::{End, Wanted};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "child_process",
    functions: &[
        ("spawn", 2, spawn),
        ("spawnSync", 1, sync::spawn_sync),
        ("kill", 2, kill),
        ("setReferenced", 2, set_referenced),
        ("close", 1, close),
    ],
    extend: None,
};

/// The two ends of a pipe to a child, as libuv makes them: a pair of connected Unix sockets.
fn pair() -> std::io::Result<(OwnedFd, OwnedFd)> {
    let (ours, theirs) = std::os::unix::net::UnixStream::pair()?;
    Ok((ours.into(), theirs.into()))
}

/// `spawn(options, onexit)`: starts a child. Returns `{ handle, pid, pipes }`, the parent's ends by
/// number; `onexit(code, signal)` follows in a later poll phase. Where the child cannot be started
/// the result is the (negative) errno.
///
/// # Errors
/// `ERR_ACCESS_DENIED` without `--allow-child-process`.
fn spawn(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let wanted = Wanted::read(&args.object(0, context)?, context)?;
    let onexit = args.callback(1, context)?;
    let (mut stdio, mut ours) = (Vec::new(), Vec::new());
    for end in &wanted.stdio {
        match end {
            End::Ignore => {
                stdio.push(ChildStdio::Null);
                ours.push(None);
            }
            End::Pipe => match pair() {
                Ok((mine, theirs)) => {
                    stdio.push(ChildStdio::Descriptor(theirs));
                    ours.push(Some(mine));
                }
                Err(error) => return Ok(errno(&error)),
            },
            End::Number(number) => match duplicate(*number, context) {
                Ok(copy) => {
                    stdio.push(ChildStdio::Descriptor(copy));
                    ours.push(None);
                }
                Err(number) => return Ok(number.into()),
            },
        }
    }
    let host = host(context);
    let started = host.reactor.borrow_mut().spawn(wanted.into_options(stdio));
    let handle = match started {
        Ok(handle) => handle,
        Err(error) => return Ok(errno(&error)),
    };
    let pid = host.reactor.borrow().process_id(handle).unwrap_or(0);
    let frame = host.async_context.borrow().clone();
    host.on_handle(handle, move |event, context| {
        let Event::Exited(handle, status) = event else { return Ok(()) };
        crate::host(context).reactor.borrow_mut().close(handle);
        let signal = status.signal.map_or(JsValue::null(), |number| signal_name(number).into());
        let code = status.code.unwrap_or(0);
        enter_async_context(frame.clone(), context, |context| {
            call(&onexit, &JsValue::undefined(), &[code.into(), signal], context)
        })?;
        Ok(())
    });
    let pipes: Vec<JsValue> = ours
        .into_iter()
        .map(|end| match end {
            Some(end) => descriptors(context, |table| table.insert(end)).into(),
            None => JsValue::null(),
        })
        .collect();
    let pipes = boa_engine::object::builtins::JsArray::from_iter(pipes, context);
    let result = JsObject::with_object_proto(context.intrinsics());
    result.create_data_property_or_throw(js_string!("handle"), number(handle), context)?;
    result.create_data_property_or_throw(js_string!("pid"), pid, context)?;
    result.create_data_property_or_throw(js_string!("pipes"), pipes, context)?;
    Ok(result.into())
}

/// A copy of one of the parent's descriptors, to be given away; or a negative errno.
fn duplicate(number: i32, context: &Context) -> Result<OwnedFd, i32> {
    let bad = -rustix::io::Errno::BADF.raw_os_error();
    let found = descriptors(context, |table| table.find(number)).map_err(|_| bad)?;
    found.duplicate().map_err(|_| bad)
}

/// The name of a signal, or its number where it has none.
fn signal_name(number: i32) -> JsString {
    match crate::os::constants::SIGNALS.iter().find(|row| row.1 == number) {
        Some((name, _)) => js_string!(*name),
        None => JsString::from(number.to_string()),
    }
}

fn errno(error: &std::io::Error) -> JsValue {
    JsValue::from(-error.raw_os_error().unwrap_or(5))
}

/// A handle as a number that JavaScript can hold: 53 bits are enough for both of its parts.
#[expect(clippy::cast_precision_loss, reason = "generations stay far below 2²¹")]
fn number(handle: Handle) -> JsValue {
    JsValue::from(handle.to_bits() as f64)
}

fn handle(value: f64) -> Handle {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number came from `number`; any other names no handle"
    )]
    Handle::from_bits(value as u64)
}

/// `kill(handle, signal)`: 0, or the negative errno (`ESRCH` after the child's end).
fn kill(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let result = host.reactor.borrow_mut().process_kill(handle(args.number(0)), args.int(1));
    Ok(result.map_or_else(|error| errno(&error), |()| 0.into()))
}

/// `setReferenced(handle, flag)`.
fn set_referenced(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    host.reactor.borrow_mut().set_referenced(handle(args.number(0)), args.flag(1));
    Ok(JsValue::undefined())
}

/// Joins the channel that a parent with an IPC pipe left for this process (`NODE_CHANNEL_FD`), before
/// the program starts. Node docs: process.send.
///
/// # Errors
/// What the JavaScript half throws where the descriptor is no socket.
pub fn join_parent(context: &mut Context) -> JsResult<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the parent's word to the runtime, not to the script"
    )]
    let given = std::env::var("NODE_CHANNEL_FD").ok();
    let Some(number) = given.and_then(|text| text.parse::<i32>().ok()) else { return Ok(()) };
    for name in ["NODE_CHANNEL_FD", "NODE_CHANNEL_SERIALIZATION_MODE"] {
        crate::process::environment(context).remove(name);
    }
    descriptors(context, |table| table.adopt(number));
    let room = crate::require_builtin("internal/child_process/ipc", context)?;
    let process = crate::require_builtin("process", context)?;
    let attach = room.to_object(context)?.get(js_string!("attach"), context)?;
    let Some(attach) = attach.as_function() else { return Ok(()) };
    call(&attach, &JsValue::undefined(), &[process, number.into(), false.into()], context)?;
    Ok(())
}

/// `close(number)`: closes a parent's end that nobody took.
fn close(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let number = args.int(0);
    let _ = descriptors(context, |table| table.remove(number));
    Ok(JsValue::undefined())
}

/// A system error of `spawn`, for what goes wrong before a child exists.
fn failed(error: &std::io::Error, context: &mut Context) -> boa_engine::JsError {
    SystemError::new("spawn", error).into_js(context)
}
