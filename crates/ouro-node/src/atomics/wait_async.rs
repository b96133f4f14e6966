//! `Atomics.waitAsync`, such that the runtime's job queue knows what it makes: a future that may wait
//! for ever, unlike those of module loading. No JavaScript half. ECMA-262 §25.4.15.

use boa_engine::{Context, JsResult, JsValue, object::builtins::JsFunction};

use crate::host;

/// `Atomics.waitAsync(typedArray, index, value, timeout)`
pub(super) fn wait_async(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = host(context);
    // What a conversion of an argument imports meanwhile is loaded by the loop, too: a little later.
    let outer = host.in_wait_async.replace(true);
    let result = engine.call(this, args, context);
    host.in_wait_async.set(outer);
    result
}
