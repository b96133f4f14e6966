//! `queueMicrotask`. No JavaScript half. WHATWG HTML §8.5 Microtask queuing.

use boa_engine::{Context, JsResult, JsValue, job::PromiseJob};

use crate::{Arguments, NodeError, call, enter_async_context, host};

/// `queueMicrotask(callback)`: calls it when the present operation ends, in the present
/// AsyncLocalStorage frame; what it throws is an uncaught exception.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(crate) fn queue_microtask(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(callback) = args.value(0).as_function() else {
        let error = NodeError::argument("callback", "of type function", args.value(0), context);
        return Err(error.into_js(context));
    };
    let frame = host(context).async_context.borrow().clone();
    let job = PromiseJob::new(move |context| {
        enter_async_context(frame, context, |context| {
            call(&callback, &JsValue::undefined(), &[], context)
        })
    });
    context.enqueue_job(job.into());
    Ok(JsValue::undefined())
}
