//! What the engine asks its host: AsyncLocalStorage's frames, unhandled rejections, buffer sizes.
//! ECMA-262 §9.5.2 HostMakeJobCallback, §27.2.1.9 HostPromiseRejectionTracker.

use std::any::Any;

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace,
    builtins::promise::{OperationType, Promise},
    context::HostHooks,
    job::JobCallback,
    object::builtins::JsFunction,
};
use ouro_node::{call, enter_async_context, host, track_rejection};

/// The hooks of every runtime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hooks;

/// The AsyncLocalStorage frame in which a promise reaction was made.
#[derive(Trace, Finalize, JsData)]
struct Frame(JsValue);

/// Larger array buffers are refused.
const MAX_BUFFER_SIZE: u64 = 1 << 32;

impl HostHooks for Hooks {
    fn make_job_callback(&self, callback: JsFunction, context: &mut Context) -> JobCallback {
        JobCallback::new(callback, Frame(host(context).async_context.borrow().clone()))
    }

    fn call_job_callback(
        &self,
        job: &JobCallback,
        this: &JsValue,
        args: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let data: &dyn Any = job.host_defined();
        let frame = data.downcast_ref::<Frame>().map(|frame| frame.0.clone()).unwrap_or_default();
        enter_async_context(frame, context, |context| call(job.callback(), this, args, context))
    }

    fn promise_rejection_tracker(
        &self,
        promise: &JsObject<Promise>,
        operation: OperationType,
        context: &mut Context,
    ) {
        track_rejection(promise, operation, context);
    }

    fn max_buffer_size(&self, context: &mut Context) -> u64 {
        if context.has_data::<std::rc::Rc<ouro_node::Host>>() {
            host(context).collect_if_due();
        }
        MAX_BUFFER_SIZE
    }
}
