//! `process.permission`, and what `fs` refuses altogether under `--permission`, as Node does.
//! No JavaScript half. Node docs: Permissions; process.permission.

use boa_engine::{Context, JsError, JsObject, JsResult, JsValue, js_string};

use ouro_sandbox::Permission;

use super::failure::invalid_type;
use super::warning::warn;
use crate::{Arguments, binding, host};

/// The object `process.permission`; `None` without `--permission`.
///
/// # Errors
/// None of its own.
pub(crate) fn object(context: &mut Context) -> JsResult<Option<JsObject>> {
    if !host(context).permissions.borrow().is_restricted() {
        return Ok(None);
    }
    let object = JsObject::with_object_proto(context.intrinsics());
    let has = binding::function("has", 2, has, context);
    object.create_data_property_or_throw(js_string!("has"), has, context)?;
    let drop = binding::function("drop", 2, drop_grant, context);
    object.create_data_property_or_throw(js_string!("drop"), drop, context)?;
    Ok(Some(object))
}

/// `has(scope[, reference])`: whether a resource is granted.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` for what is no string.
fn has(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let scope = string(args, 0, "scope", context)?;
    let given = args.value(1);
    // Bytes are no reference, and nothing was granted by them.
    if crate::Bytes::from_value(given, context)?.is_some() {
        return Ok(false.into());
    }
    let reference = reference(args, context)?;
    let granted = host(context).permissions.borrow().has(&scope, reference.as_deref());
    if !granted && let Some(permission) = Permission::from_scope(&scope) {
        publish(permission, &reference.unwrap_or_default(), context)?;
    }
    Ok(granted.into())
}

/// Tells the channel `node:permission-model:…` of a refusal, if anybody can listen.
///
/// # Errors
/// What a listener throws.
pub(super) fn publish(
    permission: Permission,
    resource: &str,
    context: &mut Context,
) -> JsResult<()> {
    const ROOM: &str = "diagnostics_channel";
    if !host(context).builtins.borrow().contains_key(ROOM) {
        return Ok(());
    }
    let channel = permission.scope().split('.').next().unwrap_or_default();
    let room = crate::require_builtin(ROOM, context)?.to_object(context)?;
    let find = room.get(js_string!("channel"), context)?;
    let name = js_string!(format!("node:permission-model:{channel}").as_str());
    let Some(find) = find.as_function() else { return Ok(()) };
    let channel = crate::call(&find, &room.into(), &[name.into()], context)?.to_object(context)?;
    if !channel.get(js_string!("hasSubscribers"), context)?.to_boolean() {
        return Ok(());
    }
    let told = JsObject::with_object_proto(context.intrinsics());
    let (name, resource) = (js_string!(permission.name()), js_string!(resource));
    told.create_data_property_or_throw(js_string!("permission"), name, context)?;
    told.create_data_property_or_throw(js_string!("resource"), resource, context)?;
    let publish = channel.get(js_string!("publish"), context)?;
    if let Some(publish) = publish.as_function() {
        crate::call(&publish, &channel.into(), &[told.into()], context)?;
    }
    Ok(())
}

/// `drop(scope[, reference])`: takes a grant back for good.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` for what is no string.
fn drop_grant(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let scope = string(args, 0, "scope", context)?;
    let reference = reference(args, context)?;
    host(context).permissions.borrow_mut().drop(&scope, reference.as_deref());
    Ok(JsValue::undefined())
}

fn reference(args: &[JsValue], context: &mut Context) -> JsResult<Option<String>> {
    if args.value(1).is_null_or_undefined() {
        return Ok(None);
    }
    string(args, 1, "reference", context).map(Some)
}

fn string(args: &[JsValue], index: usize, name: &str, context: &mut Context) -> JsResult<String> {
    match args.value(index).as_string() {
        Some(text) => Ok(text.to_std_string_lossy()),
        None => Err(invalid_type(name, "of type string", args.value(index), context)),
    }
}

/// Warns, as Node does, of flags that give much away.
///
/// # Errors
/// None before a script has run.
pub(crate) fn warn_of_flags(context: &mut Context) -> JsResult<()> {
    let host = host(context);
    if !host.permissions.borrow().is_restricted() {
        return Ok(());
    }
    let given = |flag: &&str| host.options.has(flag);
    let strong = [
        ("--allow-addons", "PERM0001"),
        ("--allow-child-process", "PERM0002"),
        ("--allow-inspector", "PERM0004"),
        ("--allow-wasi", "PERM0005"),
        ("--allow-worker", "PERM0006"),
    ];
    for (flag, code) in strong.into_iter().filter(|(flag, _)| given(flag)) {
        let text = format!(
            "The flag {flag} must be used with extreme caution. It could invalidate the permission \
             model."
        );
        warn(&text, "SecurityWarning", Some(code), context)?;
    }
    for flag in ["--allow-fs-read", "--allow-fs-write"] {
        let mut values = host.options.values(flag);
        if let (Some(value), None) = (values.next(), values.next())
            && value.contains(',')
        {
            let text = format!(
                "The {flag} CLI flag has changed. Passing a comma-separated list of paths is no \
                 longer valid. Documentation can be found at \
                 https://nodejs.org/api/permissions.html#file-system-permissions"
            );
            warn(&text, "Warning", None, context)?;
        }
    }
    for flag in ["--allow-net"].into_iter().filter(given) {
        let text = format!("The flag {flag} is under experimental phase.");
        warn(&text, "ExperimentalWarning", None, context)?;
    }
    Ok(())
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
