//! `Immediate`: what `setImmediate` returns. Node docs: `Class: Immediate`.

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace, js_string,
    object::builtins::JsArray,
};

use super::{callback, fire, prototypes, set as define};
use crate::{
    Arguments, Function,
    async_hooks::{self, Scope},
    host,
};

/// What an `Immediate` keeps beside its properties.
#[derive(Trace, Finalize, JsData)]
struct Immediate {
    /// The AsyncLocalStorage frame it was made in.
    frame: JsValue,
    #[unsafe_ignore_trace]
    state: State,
}

#[derive(Clone, Copy)]
struct State {
    queued: Option<usize>,
    /// Whether it holds the loop; `None` once it ran or was cleared.
    referenced: Option<bool>,
    ids: async_hooks::Ids,
}

/// The methods of `Immediate.prototype`.
pub(super) const METHODS: &[(&str, usize, Function)] = &[
    ("ref", 0, |this, _, context| reference(this, true, context)),
    ("unref", 0, |this, _, context| reference(this, false, context)),
    ("hasRef", 0, |this, _, _| {
        Ok(state(this).is_some_and(|state| state.referenced == Some(true)).into())
    }),
];

fn state(this: &JsValue) -> Option<State> {
    Some(this.as_object()?.downcast_ref::<Immediate>()?.state)
}

fn change(object: &JsObject, change: impl FnOnce(&mut State)) {
    if let Some(mut immediate) = object.downcast_mut::<Immediate>() {
        change(&mut immediate.state);
    }
}

/// `setImmediate(callback, ...args)`: the callback runs in the next check phase.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where the callback is none.
pub(super) fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = callback(args, context)?;
    let rest = match args.get(1..) {
        Some(rest) if !rest.is_empty() => JsArray::from_iter(rest.iter().cloned(), context).into(),
        _ => JsValue::undefined(),
    };
    let host = host(context);
    let frame = host.async_context.borrow().clone();
    let ids = async_hooks::Ids::new(context);
    let (_, prototype) = prototypes(context);
    let state = State { queued: None, referenced: Some(true), ids };
    let data = Immediate { frame, state };
    let immediate = JsObject::new(context.root_shape(), prototype, data).upcast();
    define(&immediate, js_string!("_idleNext"), JsValue::null());
    define(&immediate, js_string!("_idlePrev"), JsValue::null());
    define(&immediate, js_string!("_onImmediate"), callback);
    define(&immediate, js_string!("_argv"), rest);
    define(&immediate, js_string!("_destroyed"), false.into());
    async_hooks::emit_init("Immediate", ids, &immediate, context)?;
    let id = host.timers.borrow_mut().immediates.insert(immediate.clone(), 0, 0, true);
    change(&immediate, |state| state.queued = Some(id));
    arm(context);
    Ok(immediate.into())
}

/// `clearImmediate(immediate)`.
///
/// # Errors
/// None.
pub(super) fn clear(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    let (Some(state), Some(immediate)) = (state(value), value.as_object()) else {
        return Ok(JsValue::undefined());
    };
    if let Some(id) = state.queued {
        host(context).timers.borrow_mut().immediates.remove(id);
        done(&immediate, state, context);
        define(&immediate, js_string!("_onImmediate"), JsValue::null());
        arm(context);
    }
    Ok(JsValue::undefined())
}

/// `immediate[Symbol.dispose]()`.
pub(super) fn dispose(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    clear(&JsValue::undefined(), std::slice::from_ref(this), context)
}

fn done(immediate: &JsObject, state: State, context: &mut Context) {
    change(immediate, |state| {
        state.queued = None;
        state.referenced = None;
    });
    define(immediate, js_string!("_destroyed"), true.into());
    async_hooks::queue_destroy(state.ids, context);
}

fn reference(this: &JsValue, wanted: bool, context: &mut Context) -> JsResult<JsValue> {
    if let (Some(state), Some(immediate)) = (state(this), this.as_object())
        && state.referenced == Some(!wanted)
        && let Some(id) = state.queued
    {
        change(&immediate, |state| state.referenced = Some(wanted));
        host(context).timers.borrow_mut().immediates.set_referenced(id, wanted);
        arm(context);
    }
    Ok(this.clone())
}

/// Starts or stops the check handle, and the idle handle that keeps the poll phase from waiting
/// while a referenced immediate is queued.
fn arm(context: &Context) {
    let host = host(context);
    let mut timers = host.timers.borrow_mut();
    let mut reactor = host.reactor.borrow_mut();
    let waiting = !timers.immediates.is_empty();
    let referenced = timers.immediates.referenced() > 0;
    match timers.check {
        None if waiting => {
            let check = reactor.check_start();
            reactor.set_referenced(check, false);
            timers.check = Some(check);
        }
        Some(check) if waiting => reactor.start(check),
        Some(check) => reactor.stop(check),
        None => {}
    }
    match timers.idle {
        None if referenced => timers.idle = Some(reactor.idle_start()),
        Some(idle) if referenced => reactor.start(idle),
        Some(idle) => reactor.stop(idle),
        None => {}
    }
}

/// Takes the immediates that this check phase will run; those queued meanwhile wait for the next.
pub fn begin_immediates(context: &Context) {
    let host = host(context);
    let mut timers = host.timers.borrow_mut();
    let ids = timers.immediates.ids();
    timers.running.extend(ids);
    timers.running.reverse();
}

/// Runs one immediate of this check phase; `Ok(false)` when none is left.
///
/// # Errors
/// What the callback throws.
pub fn run_immediate(context: &mut Context) -> JsResult<bool> {
    let host = host(context);
    loop {
        let Some(id) = host.timers.borrow_mut().running.pop() else {
            arm(context);
            return Ok(false);
        };
        let taken = host.timers.borrow_mut().immediates.remove(id);
        let Some((immediate, _)) = taken else { continue };
        let Some((state, frame)) = immediate
            .downcast_ref::<Immediate>()
            .map(|immediate| (immediate.state, immediate.frame.clone()))
        else {
            continue;
        };
        change(&immediate, |state| {
            state.queued = None;
            state.referenced = None;
        });
        define(&immediate, js_string!("_destroyed"), true.into());
        let resource = immediate.clone().into();
        let scope = Scope { ids: state.ids, resource, frame, announced: true };
        let result = async_hooks::run(scope, context, |context| {
            fire(&immediate, js_string!("_onImmediate"), js_string!("_argv"), context)
        });
        define(&immediate, js_string!("_onImmediate"), JsValue::null());
        async_hooks::queue_destroy(state.ids, context);
        result?;
        return Ok(true);
    }
}
