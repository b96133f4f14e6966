//! Signals that a script listens to: the Rust half of `runtime-js/internal/process/emitter.js`.
//! Node docs: Signal events. libuv: `uv_signal_t`.

use boa_engine::{Context, JsResult, JsValue};
use ouro_reactor::{Event, Handle};

use crate::{Arguments, Binding, SystemError, call, host};

/// The Rust half of the part.
pub(crate) const BINDING: Binding = Binding {
    name: "signal",
    functions: &[("unwatch", 1, unwatch), ("watch", 2, watch)],
    extend: None,
};

/// The watchers of a runtime; scripts hold their index.
#[derive(Default)]
struct Watchers(std::cell::RefCell<Vec<Option<Handle>>>);

/// `watch(number, callback)`: calls back in the poll phase for each signal, and does not keep the
/// program alive; returns what `unwatch` takes.
///
/// # Errors
/// A system error of `uv_signal_start`: `EINVAL` for a signal that cannot be watched.
fn watch(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = args.callback(1, context)?;
    let host = host(context);
    let started = host.reactor.borrow_mut().signal_start(args.int(0));
    let handle =
        started.map_err(|error| SystemError::new("uv_signal_start", &error).into_js(context))?;
    host.reactor.borrow_mut().set_referenced(handle, false);
    host.on_handle(handle, move |event, context| {
        if let Event::Signal(..) = event {
            call(&callback, &JsValue::undefined(), &[], context)?;
        }
        Ok(())
    });
    let watchers = host.slot::<Watchers>();
    let mut watchers = watchers.0.borrow_mut();
    watchers.push(Some(handle));
    Ok((watchers.len() - 1).into())
}

/// `unwatch(watcher)`: the signal has its default effect again when nobody watches it.
///
/// # Errors
/// None.
fn unwatch(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let watchers = host.slot::<Watchers>();
    let handle = watchers.0.borrow_mut().get_mut(args.size(0)).and_then(Option::take);
    if let Some(handle) = handle {
        host.reactor.borrow_mut().close(handle);
    }
    Ok(JsValue::undefined())
}
