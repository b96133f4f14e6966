//! What the engine asks its host: AsyncLocalStorage's frames, unhandled rejections, buffer sizes.
//! ECMA-262 §9.5.2 HostMakeJobCallback, §27.2.1.9 HostPromiseRejectionTracker.

use std::{any::Any, rc::Rc};

use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue, Trace,
    builtins::promise::{OperationType, Promise},
    context::{HostHooks, intrinsics::Intrinsics},
    job::JobCallback,
    object::builtins::JsFunction,
    realm::Realm,
};
use ouro_intrinsics::{check_deletions, check_nesting, note_evaluated};
use ouro_node::{Host, TimeZone, call, host, track_rejection};

/// The hooks of a runtime, and the host they serve.
#[derive(Debug)]
pub(crate) struct Hooks(pub(crate) Rc<Host>);

/// The AsyncLocalStorage frame in which a promise reaction was made.
#[derive(Trace, Finalize, JsData)]
struct Frame(JsValue);

/// Shorter texts cannot be nested too deep.
const LONG_TEXT: usize = 4_000;

/// Larger array buffers are refused.
const MAX_BUFFER_SIZE: u64 = 1 << 32;

/// Bytes that a buffer leaves to all else.
const ROOM_FOR_OTHERS: usize = 16 << 20;

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
        // A rejection's reaction reads the message.
        if let Some(reason) = args.first().filter(|reason| reason.is_object()) {
            ouro_intrinsics::polish(reason, context);
        }
        let data: &dyn Any = job.host_defined();
        let frame = data.downcast_ref::<Frame>().map(|frame| frame.0.clone()).unwrap_or_default();
        // It holds for the rest of the job, in which a thenable's own job may be made; whoever runs
        // the job puts the frame before back.
        host(context).async_context.replace(frame);
        call(job.callback(), this, args, context)
    }

    fn promise_rejection_tracker(
        &self,
        promise: &JsObject<Promise>,
        operation: OperationType,
        context: &mut Context,
    ) {
        track_rejection(promise, operation, context);
    }

    /// The global object of a `vm` context, where one is being made.
    fn create_global_object(&self, intrinsics: &Intrinsics) -> JsObject {
        let next = self.0.next_global.take();
        next.unwrap_or_else(|| JsObject::with_object_proto(intrinsics))
    }

    fn ensure_can_compile_strings(
        &self,
        realm: Realm,
        parameters: &[JsString],
        body: &JsString,
        direct: bool,
        context: &mut Context,
    ) -> JsResult<()> {
        if self.0.no_strings.borrow().contains(&realm) {
            let message = "Code generation from strings disallowed for this context";
            let error = JsNativeError::eval().with_message(message);
            return Err(error.into());
        }
        for text in parameters.iter().chain([body]).filter(|text| text.len() >= LONG_TEXT) {
            check_nesting(&text.to_std_string_lossy())?;
        }
        let text = body.to_std_string_lossy();
        check_deletions(&text)?;
        if ouro_syntax::disposes_at_top(&text) {
            // The engine panics.
            let message = "using declarations are not allowed at the top of a script";
            return Err(JsNativeError::syntax().with_message(message).into());
        }
        if direct {
            note_evaluated(body, context);
        }
        Ok(())
    }

    fn local_timezone_offset_seconds(&self, unix_time_seconds: i64) -> i32 {
        self.0.slot::<TimeZone>().offset(unix_time_seconds)
    }

    fn max_buffer_size(&self, _: &mut Context) -> u64 {
        self.0.collect_if_due();
        // What the allocator would end the process for is refused before.
        let room = ouro_sys::memory::remaining().saturating_sub(ROOM_FOR_OTHERS);
        MAX_BUFFER_SIZE.min(room as u64)
    }
}
