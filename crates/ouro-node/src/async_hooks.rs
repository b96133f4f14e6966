//! `node:async_hooks`: the Rust half of `runtime-js/async_hooks.js`. Keeps whose code runs now
//! (ids and resource), tells hooks, and holds the stores of AsyncLocalStorage.
//! Node docs: Async hooks, Asynchronous context tracking.

mod storage;

use std::cell::{Cell, RefCell};

use boa_engine::{
    Context, JsObject, JsResult, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
};
use ouro_reactor::Handle;

use crate::{Arguments, Binding, call, enter_async_context, host, timers::number};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "async_hooks",
    functions: &[
        ("disable", 0, storage::disable),
        ("emitDestroy", 1, emit_destroy),
        ("emitInit", 4, emit_init_from_js),
        ("enterWith", 1, storage::enter_with),
        ("executionAsyncId", 0, |_, _, context| Ok(number(current(context).own))),
        ("executionAsyncResource", 0, resource),
        ("exit", 1, storage::exit),
        ("frame", 0, |_, _, context| Ok(host(context).async_context.borrow().clone())),
        ("getStore", 1, storage::get_store),
        ("newAsyncId", 0, |_, _, context| Ok(number(Ids::new(context).own))),
        ("run", 2, storage::run),
        ("runInScope", 7, run_in_scope),
        ("setFrame", 1, |_, args, context| {
            Ok(host(context).async_context.replace(args.value(0).clone()))
        }),
        ("setHooks", 4, set_hooks),
        ("triggerAsyncId", 0, |_, _, context| Ok(number(current(context).trigger))),
    ],
    extend: None,
};

/// The number of an asynchronous resource, and of the one in whose code it was made.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ids {
    pub(crate) own: u64,
    pub(crate) trigger: u64,
}

impl Ids {
    /// The next number.
    pub(crate) fn new(context: &Context) -> Self {
        let state = host(context).slot::<State>();
        let own = state.last.get() + 1;
        state.last.set(own);
        Self { own, trigger: state.current.get().own }
    }
}

/// What this room knows of one runtime.
struct State {
    last: Cell<u64>,
    current: Cell<Ids>,
    /// The resources of the code that runs now, the innermost last.
    resources: RefCell<Vec<JsValue>>,
    hooks: RefCell<Hooks>,
    /// The scope that threw the error that is not dealt with yet.
    thrown: RefCell<Option<(Ids, JsValue)>>,
    /// Resources that are gone, of which the hooks are told in the next check phase.
    gone: RefCell<Vec<u64>>,
    check: Cell<Option<Handle>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            // The script itself is the first resource.
            last: Cell::new(1),
            current: Cell::new(Ids { own: 1, trigger: 0 }),
            resources: RefCell::default(),
            hooks: RefCell::default(),
            thrown: RefCell::default(),
            gone: RefCell::default(),
            check: Cell::default(),
        }
    }
}

/// The functions of the JavaScript half that call all hooks; those that nobody wants are missing.
#[derive(Clone, Default)]
struct Hooks {
    init: Option<JsFunction>,
    before: Option<JsFunction>,
    after: Option<JsFunction>,
    destroy: Option<JsFunction>,
}

fn current(context: &Context) -> Ids {
    host(context).slot::<State>().current.get()
}

/// Says that the main script is over: what runs from now on belongs to no resource, and has no
/// store, unless it says so.
pub fn leave_main(context: &Context) {
    let host = host(context);
    host.slot::<State>().current.set(Ids::default());
    host.async_context.take();
}

/// Whether some hook wants to hear of new resources.
pub(crate) fn wants_init(context: &Context) -> bool {
    host(context).slot::<State>().hooks.borrow().init.is_some()
}

/// Tells the hooks of a new resource.
///
/// # Errors
/// None of a hook's own: the JavaScript half ends the program for those.
pub(crate) fn emit_init(
    kind: &str,
    ids: Ids,
    resource: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let hook = host(context).slot::<State>().hooks.borrow().init.clone();
    let Some(hook) = hook else { return Ok(()) };
    let args =
        [number(ids.own), js_string!(kind).into(), number(ids.trigger), resource.clone().into()];
    call(&hook, &JsValue::undefined(), &args, context).map(drop)
}

/// Who runs code: its numbers, its object, its AsyncLocalStorage frame, and whether the hooks have
/// heard of it.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) ids: Ids,
    pub(crate) resource: JsValue,
    pub(crate) frame: JsValue,
    pub(crate) announced: bool,
}

/// Runs the code of a resource: its ids, frame and itself are current meanwhile, and the hooks hear
/// of it before and after. Where the code throws, the handlers of uncaught errors will run in the
/// same scope.
///
/// # Errors
/// What the code throws.
pub(crate) fn run<T>(
    scope: Scope,
    context: &mut Context,
    body: impl FnOnce(&mut Context) -> JsResult<T>,
) -> JsResult<T> {
    let Scope { ids, resource, frame, announced } = scope;
    let state = host(context).slot::<State>();
    let outer = state.current.replace(ids);
    let outer_frame = host(context).async_context.replace(frame);
    state.resources.borrow_mut().push(resource);
    let emit = |hook: Option<JsFunction>, context: &mut Context| match hook {
        Some(hook) if announced => {
            call(&hook, &JsValue::undefined(), &[number(ids.own)], context).map(drop)
        }
        _ => Ok(()),
    };
    let before = state.hooks.borrow().before.clone();
    let result = emit(before, context).and_then(|()| body(context));
    if result.is_err() {
        let frame = host(context).async_context.borrow().clone();
        state.thrown.replace(Some((ids, frame)));
    }
    let after = state.hooks.borrow().after.clone();
    let emitted = emit(after, context);
    state.resources.borrow_mut().pop();
    host(context).async_context.replace(outer_frame);
    state.current.set(outer);
    let value = result?;
    emitted.map(|()| value)
}

/// Runs the handlers of an uncaught error in the scope that threw it.
pub(crate) fn run_where_thrown<T>(
    context: &mut Context,
    body: impl FnOnce(&mut Context) -> T,
) -> T {
    let state = host(context).slot::<State>();
    let Some((ids, frame)) = state.thrown.take() else { return body(context) };
    let outer = state.current.replace(ids);
    let result = enter_async_context(frame, context, body);
    state.current.set(outer);
    result
}

/// Notes that a resource is gone; the hooks are told in the next check phase.
pub(crate) fn queue_destroy(ids: Ids, context: &Context) {
    let state = host(context).slot::<State>();
    if state.hooks.borrow().destroy.is_none() {
        return;
    }
    state.gone.borrow_mut().push(ids.own);
    let host = host(context);
    let check = state.check.get().unwrap_or_else(|| {
        let check = host.reactor.borrow_mut().check_start();
        host.reactor.borrow_mut().set_referenced(check, false);
        host.on_handle(check, move |_, context| {
            let host = crate::host(context);
            host.reactor.borrow_mut().stop(check);
            drain_gone(context)
        });
        state.check.set(Some(check));
        check
    });
    host.reactor.borrow_mut().start(check);
}

fn drain_gone(context: &mut Context) -> JsResult<()> {
    let state = host(context).slot::<State>();
    loop {
        let gone = std::mem::take(&mut *state.gone.borrow_mut());
        if gone.is_empty() {
            return Ok(());
        }
        for id in gone {
            let hook = state.hooks.borrow().destroy.clone();
            if let Some(hook) = hook {
                call(&hook, &JsValue::undefined(), &[number(id)], context)?;
            }
        }
    }
}

/// `setHooks(init, before, after, destroy)`: the functions to call, or undefined.
fn set_hooks(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let hook = |index: usize| args.value(index).as_function();
    let hooks = Hooks { init: hook(0), before: hook(1), after: hook(2), destroy: hook(3) };
    host(context).slot::<State>().hooks.replace(hooks);
    Ok(JsValue::undefined())
}

/// `executionAsyncResource()`: the innermost resource; an object of its own for the main script.
fn resource(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = host(context).slot::<State>();
    let mut resources = state.resources.borrow_mut();
    if resources.is_empty() {
        resources.push(JsObject::with_object_proto(context.intrinsics()).into());
    }
    Ok(resources.last().cloned().unwrap_or_default())
}

/// An id back from a JavaScript number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates; the JavaScript half gives safe integers"
)]
fn id(value: &JsValue) -> u64 {
    value.as_number().unwrap_or(0.0) as u64
}

/// `emitInit(asyncId, type, triggerAsyncId, resource)`: for resources that scripts make.
fn emit_init_from_js(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let hook = host(context).slot::<State>().hooks.borrow().init.clone();
    if let Some(hook) = hook {
        call(&hook, &JsValue::undefined(), args, context)?;
    }
    Ok(JsValue::undefined())
}

/// `emitDestroy(asyncId)`.
fn emit_destroy(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    queue_destroy(Ids { own: id(args.value(0)), trigger: 0 }, context);
    Ok(JsValue::undefined())
}

/// `runInScope(asyncId, triggerAsyncId, resource, frame, callback, thisArg, args)`.
///
/// # Errors
/// What the callback throws.
fn run_in_scope(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let ids = Ids { own: id(args.value(0)), trigger: id(args.value(1)) };
    let callback = args.callback(4, context)?;
    let list = JsArray::from_object(args.object(6, context)?)?;
    let list: Vec<JsValue> = (0..list.length(context)?)
        .map(|index| list.get(index, context))
        .collect::<JsResult<_>>()?;
    let [resource, frame] = [2, 3].map(|index| args.value(index).clone());
    let scope = Scope { ids, resource, frame, announced: true };
    run(scope, context, |context| call(&callback, args.value(5), &list, context))
}
