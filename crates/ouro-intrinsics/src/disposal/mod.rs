//! `DisposableStack`, `AsyncDisposableStack`, `SuppressedError`, the disposers of iterators, and
//! the list that a block with `using` declarations keeps (`ouro-syntax`'s rewriting calls it).
//! <https://tc39.es/proposal-explicit-resource-management/>; messages are V8's.

mod block;
mod dispose;
mod iterator;
mod stack;
mod suppressed;

use boa_engine::{Context, JsObject, JsResult, JsValue, object::builtins::JsFunction};

pub use block::allow_using;

/// Installs the classes into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    suppressed::install(context)?;
    stack::install(context)?;
    iterator::install(context)
}

/// Calls a function of the script's, which may exhaust the stack.
fn call(
    function: &JsFunction,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    crate::settled(function.call(this, args, context), context)
}

/// The prototype for an instance of a class that was called with `new`.
fn prototype_of(
    new_target: &JsValue,
    fallback: &JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let own = match new_target.as_object() {
        Some(target) => target.get(boa_engine::js_string!("prototype"), context)?.as_object(),
        None => None,
    };
    Ok(own.unwrap_or_else(|| fallback.clone()))
}
