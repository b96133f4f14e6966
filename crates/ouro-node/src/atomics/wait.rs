//! `Atomics.wait`, such that a script can be ended while it waits: whoever does so wakes it, as
//! `Atomics.notify` would. No JavaScript half. ECMA-262 §25.4.14.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsValue,
    builtins::array_buffer::SharedArrayBuffer,
    js_string,
    object::builtins::{
        JsBigInt64Array, JsFunction, JsInt32Array, JsSharedArrayBuffer, JsTypedArray,
    },
};
use ouro_intrinsics::Pace;

use crate::{Arguments, host};

/// How long between two calls to one that has not begun to wait when it is called first.
const BETWEEN_CALLS: Duration = Duration::from_millis(1);

/// `Atomics.wait(typedArray, index, value, timeout)`
pub(super) fn wait(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let place = args.value(0).as_object().and_then(|array| shared(&array, context));
    let interrupter = host(context).interrupter.borrow().clone();
    let (Some((buffer, start, size, length)), Some(interrupter)) = (place, interrupter) else {
        return engine.call(this, args, context);
    };
    // The index is converted once, whatever that runs, and against the length from before.
    let index = args.value(1).to_integer_or_infinity(context)?;
    if index.as_integer().is_none_or(|index| i64::try_from(length).is_ok_and(|end| index >= end)) {
        return Err(JsNativeError::range().with_message("Invalid atomic access index").into());
    }
    let mut args = args.to_vec();
    if let Some(arg) = args.get_mut(1) {
        *arg = match index.as_integer() {
            Some(index) => JsValue::from(index),
            None => f64::INFINITY.into(),
        };
    }
    let Some(at) = index.as_integer().and_then(|index| usize::try_from(index).ok()) else {
        return engine.call(this, &args, context);
    };
    let at = start.saturating_add(at.saturating_mul(size));
    let is_over = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&is_over);
    interrupter.on_interrupt(Some(Box::new(move || {
        let (buffer, over) = (buffer.clone(), Arc::clone(&over));
        #[expect(clippy::disallowed_methods, reason = "the engine wakes from a context alone")]
        let _ = thread::Builder::new().name("ouro-waker".into()).spawn(move || {
            let _ = wake(buffer, at, &over);
        });
    })));
    // An interrupt that came before would call nobody.
    let ended = Pace::look(context);
    let result = ended.and_then(|()| engine.call(this, &args, context));
    is_over.store(true, Ordering::Release);
    interrupter.on_interrupt(None);
    Pace::look(context)?;
    result
}

/// The shared bytes of an array that may be waited on, where it begins in them, the size of an
/// element, and how many there are.
fn shared(
    array: &JsObject,
    context: &mut Context,
) -> Option<(SharedArrayBuffer, usize, usize, usize)> {
    let size = if JsInt32Array::from_object(array.clone()).is_ok() {
        4
    } else if JsBigInt64Array::from_object(array.clone()).is_ok() {
        8
    } else {
        return None;
    };
    let array = JsTypedArray::from_object(array.clone()).ok()?;
    let buffer = array.buffer(context).ok()?.as_object()?;
    let buffer = JsSharedArrayBuffer::from_object(buffer).ok()?.inner();
    Some((buffer, array.byte_offset(context).ok()?, size, array.length(context).ok()?))
}

/// Wakes whoever waits at a place in shared bytes, until the wait is over.
fn wake(buffer: SharedArrayBuffer, at: usize, is_over: &AtomicBool) -> JsResult<()> {
    let context = &mut Context::default();
    let buffer = JsSharedArrayBuffer::from_buffer(buffer, context);
    let global = context.global_object();
    let class = global.get(js_string!("Int32Array"), context)?.as_constructor();
    let class = class.ok_or_else(missing)?;
    let args = [buffer.into(), JsValue::from(at), 1.into()];
    let array = class.construct(&args, None, context)?;
    let atomics = global.get(js_string!("Atomics"), context)?.to_object(context)?;
    let notify = atomics.get(js_string!("notify"), context)?.as_function().ok_or_else(missing)?;
    let args = [array.into(), 0.into()];
    while !is_over.load(Ordering::Acquire) {
        notify.call(&JsValue::undefined(), &args, context)?;
        thread::sleep(BETWEEN_CALLS);
    }
    Ok(())
}

fn missing() -> JsError {
    JsNativeError::error().with_message("the engine has no shared memory").into()
}
