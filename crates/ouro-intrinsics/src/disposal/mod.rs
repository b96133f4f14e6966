//! `DisposableStack`, `AsyncDisposableStack`, `SuppressedError`, the disposers of iterators, and
//! the list that a block with `using` declarations keeps (`ouro-syntax`'s rewriting calls it).
//! <https://tc39.es/proposal-explicit-resource-management/>; messages are V8's.

mod block;
mod dispose;
mod iterator;
mod stack;
mod suppressed;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsFunction,
};

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

/// The prototype for an instance of a class that was called with `new`: the new target's, else that of
/// the class in the new target's realm.
fn prototype_of(
    new_target: &JsValue,
    class: &str,
    fallback: &JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let Some(target) = new_target.as_object() else { return Ok(fallback.clone()) };
    if let Some(own) = target.get(js_string!("prototype"), context)?.as_object() {
        return Ok(own);
    }
    let foreign = of_realm(&target, class, context).ok().flatten();
    Ok(foreign.unwrap_or_else(|| fallback.clone()))
}

/// The engine does not tell a function's realm, but makes objects there.
fn of_realm(target: &JsObject, class: &str, context: &mut Context) -> JsResult<Option<JsObject>> {
    let object = context.intrinsics().constructors().object().constructor();
    let made = object.construct(&[], Some(target), context)?;
    let Some(root) = made.prototype() else { return Ok(None) };
    let object = root.get(js_string!("constructor"), context)?.to_object(context)?;
    let function = object.get(js_string!("constructor"), context)?.to_object(context)?;
    let body = JsString::from(format!("return {class}.prototype"));
    let reader = function.call(&JsValue::undefined(), &[body.into()], context)?;
    let found = reader.to_object(context)?.call(&JsValue::undefined(), &[], context)?;
    Ok(found.as_object())
}
