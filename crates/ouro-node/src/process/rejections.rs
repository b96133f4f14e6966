//! Promises that were rejected with nobody listening. Node docs: Event: 'unhandledRejection'.

use std::cell::RefCell;

use boa_engine::{
    Context, JsError, JsObject,
    builtins::promise::{OperationType, Promise, PromiseState},
    object::builtins::JsPromise,
};

use crate::{Flow, host, uncaught};

/// Rejected promises that still have no handler, in order.
#[derive(Default)]
struct Pending(RefCell<Vec<JsObject<Promise>>>);

/// ECMA-262 §27.2.1.9 `HostPromiseRejectionTracker`.
pub fn track_rejection(promise: &JsObject<Promise>, operation: OperationType, context: &Context) {
    let pending = host(context).slot::<Pending>();
    let mut pending = pending.0.borrow_mut();
    match operation {
        OperationType::Reject => pending.push(promise.clone()),
        OperationType::Handle => pending.retain(|other| !JsObject::equals(other, promise)),
    }
}

/// Deals with the promises that are still unhandled after the microtasks are done.
pub fn process_rejections(context: &mut Context) -> Flow {
    let pending = host(context).slot::<Pending>();
    loop {
        let list = std::mem::take(&mut *pending.0.borrow_mut());
        if list.is_empty() {
            return Flow::Continue;
        }
        for promise in list {
            let state = JsPromise::from(promise).state();
            if let PromiseState::Rejected(reason) = state
                && let Flow::Exit(code) = uncaught(JsError::from_opaque(reason), context)
            {
                return Flow::Exit(code);
            }
        }
    }
}
