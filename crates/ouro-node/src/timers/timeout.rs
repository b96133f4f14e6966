//! `Timeout`: what `setTimeout` and `setInterval` return. Node docs: `Class: Timeout`.

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace, js_string,
    object::builtins::JsArray,
};

use super::{
    arm, callback,
    duration::{duration, whole},
    fire, milliseconds, number, prototypes, set,
};
use crate::{
    Arguments, Function,
    async_hooks::{self, Scope},
    host,
};

/// What a `Timeout` keeps beside its properties.
#[derive(Trace, Finalize, JsData)]
struct Timeout {
    /// The AsyncLocalStorage frame it was made in.
    frame: JsValue,
    #[unsafe_ignore_trace]
    state: State,
}

#[derive(Clone, Copy)]
struct State {
    /// Its id in the queue, while it waits there.
    queued: Option<usize>,
    /// Whether it holds the loop; `None` once it was cleared.
    referenced: Option<bool>,
    ids: async_hooks::Ids,
}

/// The methods of `Timeout.prototype`.
pub(super) const METHODS: &[(&str, usize, Function)] = &[
    ("refresh", 0, refresh),
    ("unref", 0, |this, _, context| reference(this, false, context)),
    ("ref", 0, |this, _, context| reference(this, true, context)),
    ("hasRef", 0, |this, _, _| {
        let referenced = state(this).and_then(|state| state.referenced);
        Ok(referenced.map_or_else(JsValue::null, JsValue::from))
    }),
    ("close", 0, |this, _, context| {
        clear_object(this, context)?;
        Ok(this.clone())
    }),
];

fn state(this: &JsValue) -> Option<State> {
    Some(this.as_object()?.downcast_ref::<Timeout>()?.state)
}

fn change(object: &JsObject, change: impl FnOnce(&mut State)) {
    if let Some(mut timeout) = object.downcast_mut::<Timeout>() {
        change(&mut timeout.state);
    }
}

/// `setTimeout(callback, delay, ...args)`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where the callback is none.
pub(super) fn set_timeout(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    make(args, false, true, context)
}

/// `setInterval(callback, delay, ...args)`.
///
/// # Errors
/// As [`set_timeout`].
pub(super) fn set_interval(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    make(args, true, true, context)
}

/// `setUnrefTimeout(callback, delay)`: for builtins, a timer that does not hold the loop.
///
/// # Errors
/// As [`set_timeout`].
pub(super) fn set_unreferenced(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    make(args, false, false, context)
}

fn make(
    args: &[JsValue],
    repeats: bool,
    referenced: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let callback = callback(args, context)?;
    let after = duration(args, context)?;
    let rest = match args.get(2..) {
        Some(rest) if !rest.is_empty() => JsArray::from_iter(rest.iter().cloned(), context).into(),
        _ => JsValue::undefined(),
    };
    let frame = host(context).async_context.borrow().clone();
    let ids = async_hooks::Ids::new(context);
    let state = State { queued: None, referenced: Some(referenced), ids };
    let (prototype, _) = prototypes(context);
    let data = Timeout { frame, state };
    let timeout = JsObject::new(context.root_shape(), prototype, data).upcast();
    set(&timeout, js_string!("_idleTimeout"), after.into());
    set(&timeout, js_string!("_idlePrev"), JsValue::null());
    set(&timeout, js_string!("_idleNext"), JsValue::null());
    set(&timeout, js_string!("_idleStart"), JsValue::null());
    set(&timeout, js_string!("_onTimeout"), callback);
    set(&timeout, js_string!("_timerArgs"), rest);
    set(&timeout, js_string!("_repeat"), if repeats { after.into() } else { JsValue::null() });
    set(&timeout, js_string!("_destroyed"), false.into());
    async_hooks::emit_init("Timeout", ids, &timeout, context)?;
    insert(&timeout, after, None, context)?;
    Ok(timeout.into())
}

/// Puts a timer at the end of its list, out of the place it may have now.
fn insert(
    timeout: &JsObject,
    after: f64,
    start: Option<u64>,
    context: &mut Context,
) -> JsResult<()> {
    let Some(state) = state(&timeout.clone().into()) else { return Ok(()) };
    let start = start.unwrap_or_else(|| milliseconds(context));
    let host = host(context);
    let id = {
        let mut timers = host.timers.borrow_mut();
        if let Some(id) = state.queued {
            timers.queue.remove(id);
        }
        let referenced = state.referenced == Some(true);
        timers.queue.insert(timeout.clone(), whole(after), start, referenced)
    };
    change(timeout, |state| state.queued = Some(id));
    set(timeout, js_string!("_idleStart"), number(start));
    arm(context);
    Ok(())
}

fn remove(timeout: &JsObject, context: &mut Context) {
    let queued = state(&timeout.clone().into()).and_then(|state| state.queued);
    if let Some(id) = queued {
        host(context).timers.borrow_mut().queue.remove(id);
        change(timeout, |state| state.queued = None);
        arm(context);
    }
}

/// Runs the callback of one timer that is due. `Ok(false)` when none is left: the driver is then
/// set to the next expiry.
///
/// Node's order: lists of equal duration, each drained while due, the list that expires first
/// before the others. `process.nextTick` and microtasks are the caller's, between two callbacks.
///
/// # Errors
/// What the callback throws; the timer has then been dealt with, and the rest wait.
pub fn run_due_timer(context: &mut Context) -> JsResult<bool> {
    let host = host(context);
    let due = {
        let now = host.reactor.borrow().now();
        let now = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        let due = host.timers.borrow_mut().queue.pop_due(now);
        due.or_else(|| {
            let now = milliseconds(context);
            host.timers.borrow_mut().queue.pop_due(now)
        })
    };
    let Some((_, timeout, _)) = due else {
        // The reactor's timer has fired, whatever it was set to.
        host.timers.borrow_mut().armed = None;
        arm(context);
        return Ok(false);
    };
    change(&timeout, |state| state.queued = None);
    let Some((state, frame)) =
        timeout.downcast_ref::<Timeout>().map(|timeout| (timeout.state, timeout.frame.clone()))
    else {
        return Ok(true);
    };
    if !timeout.get(js_string!("_onTimeout"), context)?.to_boolean() {
        destroy(&timeout, state, context)?;
        return Ok(true);
    }
    let start = milliseconds(context);
    let resource = timeout.clone().into();
    let scope = Scope { ids: state.ids, resource, frame, announced: true };
    let result = async_hooks::run(scope, context, |context| {
        fire(&timeout, js_string!("_onTimeout"), js_string!("_timerArgs"), context)
    });
    finish(&timeout, start, context)?;
    result?;
    Ok(true)
}

/// After a timer's callback: an interval starts again, a timeout is done.
fn finish(timeout: &JsObject, start: u64, context: &mut Context) -> JsResult<()> {
    let repeat = timeout.get(js_string!("_repeat"), context)?;
    let idle = timeout.get(js_string!("_idleTimeout"), context)?.as_number();
    if repeat.to_boolean() && idle != Some(-1.0) {
        set(timeout, js_string!("_idleTimeout"), repeat.clone());
        let after = repeat.as_number().unwrap_or(1.0);
        return insert(timeout, after, Some(start), context);
    }
    let Some(state) = state(&timeout.clone().into()) else { return Ok(()) };
    if state.queued.is_none() {
        destroy(timeout, state, context)?;
    }
    Ok(())
}

/// Marks a timer as done, unless it was before.
fn destroy(timeout: &JsObject, state: State, context: &mut Context) -> JsResult<()> {
    if timeout.get(js_string!("_destroyed"), context)?.to_boolean() {
        return Ok(());
    }
    set(timeout, js_string!("_destroyed"), true.into());
    host(context).timers.borrow_mut().numbered.remove(&state.ids.own);
    async_hooks::queue_destroy(state.ids, context);
    Ok(())
}

/// `clearTimeout(timer)`: takes a timer, or its number.
///
/// # Errors
/// None.
pub(super) fn clear(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    if value.is_object() {
        clear_object(value, context)?;
    } else if value.is_number() || value.is_string() {
        let id = super::id(value.to_number(context)?);
        let known = id.and_then(|id| host(context).timers.borrow().numbered.get(&id).cloned());
        if let Some(timeout) = known {
            clear_object(&timeout.into(), context)?;
        }
    }
    Ok(JsValue::undefined())
}

fn clear_object(this: &JsValue, context: &mut Context) -> JsResult<()> {
    let (Some(state), Some(timeout)) = (state(this), this.as_object()) else { return Ok(()) };
    if !timeout.get(js_string!("_onTimeout"), context)?.to_boolean() {
        return Ok(());
    }
    set(&timeout, js_string!("_onTimeout"), JsValue::null());
    if timeout.get(js_string!("_destroyed"), context)?.to_boolean() {
        return Ok(());
    }
    destroy(&timeout, state, context)?;
    remove(&timeout, context);
    change(&timeout, |state| state.referenced = None);
    set(&timeout, js_string!("_idleTimeout"), (-1).into());
    Ok(())
}

/// `timeout.refresh()`: starts it again, even where it has run already.
fn refresh(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (Some(state), Some(timeout)) = (state(this), this.as_object()) else {
        return Ok(this.clone());
    };
    let after = timeout.get(js_string!("_idleTimeout"), context)?.as_number().unwrap_or(-1.0);
    if after < 0.0 {
        return Ok(this.clone());
    }
    if timeout.get(js_string!("_destroyed"), context)?.to_boolean() {
        set(&timeout, js_string!("_destroyed"), false.into());
        let ids = async_hooks::Ids::new(context);
        change(&timeout, |state| state.ids = ids);
        async_hooks::emit_init("Timeout", ids, &timeout, context)?;
    }
    change(&timeout, |this| this.referenced = Some(state.referenced == Some(true)));
    insert(&timeout, after, None, context)?;
    Ok(this.clone())
}

fn reference(this: &JsValue, wanted: bool, context: &mut Context) -> JsResult<JsValue> {
    if let (Some(state), Some(timeout)) = (state(this), this.as_object())
        && state.referenced == Some(!wanted)
    {
        change(&timeout, |state| state.referenced = Some(wanted));
        if let Some(id) = state.queued {
            host(context).timers.borrow_mut().queue.set_referenced(id, wanted);
            arm(context);
        }
    }
    Ok(this.clone())
}

/// `timeout[Symbol.dispose]()`.
pub(super) fn dispose(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    clear_object(this, context)?;
    Ok(JsValue::undefined())
}

/// `timeout[Symbol.toPrimitive]()`: its number, by which it can be cleared from then on.
pub(super) fn primitive(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (Some(state), Some(timeout)) = (state(this), this.as_object()) else {
        return Ok(JsValue::from(f64::NAN));
    };
    host(context).timers.borrow_mut().numbered.insert(state.ids.own, timeout);
    Ok(number(state.ids.own))
}
