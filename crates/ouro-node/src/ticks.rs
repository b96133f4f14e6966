//! `process.nextTick`'s queue and the frame of AsyncLocalStorage that travels with each callback.
//! Node docs: process.nextTick, AsyncLocalStorage.

use boa_engine::{Context, JsResult, JsValue, object::builtins::JsFunction};

use crate::{Arguments, host};

/// One callback waiting for the end of the present operation.
#[derive(Clone, Debug)]
pub struct Tick {
    /// What is called, with `this` undefined.
    pub callback: JsFunction,
    /// Its arguments.
    pub args: Vec<JsValue>,
    /// The AsyncLocalStorage frame it was queued in.
    pub frame: JsValue,
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
    let host = host(context);
    let frame = host.async_context.borrow().clone();
    let args = args.get(1..).unwrap_or_default().to_vec();
    host.ticks.borrow_mut().push_back(Tick { callback, args, frame });
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
