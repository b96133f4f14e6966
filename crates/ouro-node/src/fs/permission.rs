//! What `fs` refuses altogether under `--permission`, as Node does.
//! JavaScript half of `process.permission`: `runtime-js/internal/process/permission.js`.
//! Node docs: Permissions; process.permission.

use boa_engine::{Context, JsError, JsResult, JsValue, js_string};

use crate::{Arguments, Binding, host};

/// The Rust half of `process.permission`.
pub(crate) const BINDING: Binding = Binding {
    name: "permission",
    functions: &[("has", 2, has), ("drop", 2, drop_grant), ("isEnabled", 0, is_enabled)],
    extend: None,
};

/// `has(scope, reference)`: whether a resource is granted; both strings, the second may be
/// undefined.
fn has(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let scope = args.text(0, context)?;
    let reference = reference(args, context)?;
    Ok(host(context).permissions.borrow().has(&scope, reference.as_deref()).into())
}

/// `drop(scope, reference)`: takes a grant back for good. Returns the dropped `permission` names
/// and their scopes, `[name, scope, …]`.
fn drop_grant(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let scope = args.text(0, context)?;
    let reference = reference(args, context)?;
    let dropped = host(context).permissions.borrow_mut().drop(&scope, reference.as_deref());
    let names = dropped.into_iter().flat_map(|permission| {
        [js_string!(permission.name()).into(), js_string!(permission.scope()).into()]
    });
    Ok(boa_engine::object::builtins::JsArray::from_iter(names.collect::<Vec<_>>(), context).into())
}

/// `isEnabled()`: whether `--permission` is on.
fn is_enabled(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(host(context).permissions.borrow().is_restricted().into())
}

fn reference(args: &[JsValue], context: &mut Context) -> JsResult<Option<String>> {
    if args.value(1).is_null_or_undefined() { Ok(None) } else { args.text(1, context).map(Some) }
}

/// Refuses a verb of descriptors under `--permission`: what may be written by its descriptor need
/// not be the script's to re-label.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn disabled(verb: &str, context: &mut Context) -> JsResult<()> {
    if !host(context).permissions.borrow().is_restricted() {
        return Ok(());
    }
    Err(refusal(&format!("{verb} API is disabled when Permission Model is enabled."), context))
}

/// `ERR_ACCESS_DENIED` with a text of its own, of no single resource.
pub(super) fn refusal(message: &str, context: &mut Context) -> JsError {
    let error = crate::class_error("Error", message, context);
    for (name, value) in [("code", "ERR_ACCESS_DENIED"), ("permission", ""), ("resource", "")] {
        // Nothing of a fresh error object refuses a property.
        let _ = error.create_data_property(js_string!(name), js_string!(value), context);
    }
    JsError::from_opaque(error.into())
}
