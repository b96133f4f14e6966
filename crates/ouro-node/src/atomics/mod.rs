//! What of `Atomics` has to do with the loop: waiting, so that it can be ended and is waited for. No
//! JavaScript half. ECMA-262 §25.4.

mod wait;
mod wait_async;

use boa_engine::{Context, JsResult, js_string};
use ouro_intrinsics::method_over;

/// Puts the functions in the place of the engine's in the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let atomics = context.global_object().get(js_string!("Atomics"), context)?;
    let Some(atomics) = atomics.as_object() else { return Ok(()) };
    method_over(&atomics, "wait", 4, wait::wait, context)?;
    method_over(&atomics, "waitAsync", 4, wait_async::wait_async, context)
}
