//! `process.nextTick`'s queue and the frame of AsyncLocalStorage that travels with each callback.
//! Node docs: process.nextTick, AsyncLocalStorage.

use boa_engine::{Context, JsObject, JsResult, JsValue, object::builtins::JsFunction};

use crate::{
    Arguments,
    async_hooks::{self, Scope},
    call, host,
};

/// One callback waiting for the end of the present operation.
#[derive(Clone, Debug)]
pub struct Tick {
    /// What is called, with `this` undefined.
    pub callback: JsFunction,
    /// Its arguments.
    pub args: Vec<JsValue>,
    /// The AsyncLocalStorage frame it was queued in.
    pub frame: JsValue,
    /// What `async_hooks` knows it by.
    pub(crate) ids: async_hooks::Ids,
    /// The resource that hooks were told of, if there were any.
    pub(crate) resource: JsValue,
    /// Whether it is one that a script made, of which hooks are told.
    pub(crate) announced: bool,
}

impl Tick {
    /// A callback of a builtin, to be queued in the present frame.
    #[must_use]
    pub fn new(callback: JsFunction, args: Vec<JsValue>, context: &Context) -> Self {
        let frame = host(context).async_context.borrow().clone();
        let ids = async_hooks::Ids::new(context);
        Self { callback, args, frame, ids, resource: JsValue::undefined(), announced: false }
    }
}

/// Calls a tick's function, in its frame and as its resource.
///
/// # Errors
/// What the function throws.
pub fn run_tick(tick: Tick, context: &mut Context) -> JsResult<()> {
    let Tick { callback, args, frame, ids, resource, announced } = tick;
    let scope = Scope { ids, resource, frame, announced };
    let result = async_hooks::run(scope, context, |context| {
        call(&callback, &JsValue::undefined(), &args, context)
    });
    if announced {
        async_hooks::queue_destroy(ids, context);
    }
    result.map(drop)
}

/// Runs `body` with another AsyncLocalStorage frame, and puts the present one back.
pub fn enter_async_context<R>(
    frame: JsValue,
    context: &mut Context,
    body: impl FnOnce(&mut Context) -> R,
) -> R {
    let host = host(context);
    let outer = host.async_context.replace(frame);
    let result = body(context);
    host.async_context.replace(outer);
    result
}

/// `nextTick(callback, ...args)`: queues a callback; the JavaScript half has validated it.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where the first argument is no function.
pub(crate) fn next_tick(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(callback) = args.value(0).as_function() else {
        let error =
            crate::NodeError::argument("callback", "of type function", args.value(0), context);
        return Err(error.into_js(context));
    };
    let args = args.get(1..).unwrap_or_default().to_vec();
    let mut tick = Tick { announced: true, ..Tick::new(callback, args, context) };
    if async_hooks::wants_init(context) {
        let object = JsObject::with_object_proto(context.intrinsics());
        async_hooks::emit_init("TickObject", tick.ids, &object, context)?;
        tick.resource = object.into();
    }
    host(context).ticks.borrow_mut().push_back(tick);
    Ok(JsValue::undefined())
}

/// `asyncContext()`: the present AsyncLocalStorage frame.
///
/// # Errors
/// None.
pub(crate) fn async_context(
    _: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    Ok(host(context).async_context.borrow().clone())
}

/// `setAsyncContext(frame)`: replaces the present frame and returns the one before.
///
/// # Errors
/// None.
pub(crate) fn set_async_context(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    Ok(host(context).async_context.replace(args.value(0).clone()))
}
