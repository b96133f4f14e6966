//! Flags that change the language or the process as a whole: those of V8 that mean something here,
//! `--disable-proto`, `--trace-exit`. Node docs: Command-line API.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsValue, js_string, object::builtins::JsPromise,
    property::PropertyDescriptor,
};

use super::{env::data, print};
use crate::{Arguments, NodeError, binding, host};

/// Obeys the flags in a realm whose global object is `global`.
///
/// # Errors
/// None in a fresh realm.
pub(crate) fn install_flags(global: &JsObject, context: &mut Context) -> JsResult<()> {
    let host = host(context);
    if host.options.has("--expose-gc") {
        let gc = binding::function("gc", 0, gc, context);
        global.insert_property(js_string!("gc"), data(gc.into(), true, false));
    }
    if let Some(limit) = host.options.value("--stack-trace-limit") {
        let limit: f64 = limit.parse().unwrap_or(10.0);
        let error = context.intrinsics().constructors().error().constructor();
        error.set(js_string!("stackTraceLimit"), limit, false, context)?;
    }
    if host.options.has("--disallow-code-generation-from-strings") {
        host.no_strings.borrow_mut().push(context.realm().clone());
    }
    Ok(())
}

/// Obeys the flags that hold in `vm` contexts too.
///
/// # Errors
/// None in a fresh realm.
pub(crate) fn install_realm_flags(context: &mut Context) -> JsResult<()> {
    let host = host(context);
    let Some(mode) = host.options.value("--disable-proto") else { return Ok(()) };
    let prototype = context.intrinsics().constructors().object().prototype();
    if mode == "delete" {
        prototype.delete_property_or_throw(js_string!("__proto__"), context)?;
    } else {
        let refuse = binding::function("", 0, refuse_proto, context);
        let slot = PropertyDescriptor::builder().get(refuse.clone()).set(refuse);
        let slot = slot.enumerable(false).configurable(true);
        prototype.insert_property(js_string!("__proto__"), slot);
    }
    Ok(())
}

/// What `__proto__` is under `--disable-proto=throw`.
///
/// # Errors
/// `ERR_PROTO_ACCESS`, always.
fn refuse_proto(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let message = "Accessing Object.prototype.__proto__ has been disallowed with \
                   --disable-proto=throw";
    let error = JsNativeError::error().with_message(message).into_opaque(context);
    error.create_data_property(js_string!("code"), js_string!("ERR_PROTO_ACCESS"), context)?;
    Err(boa_engine::JsError::from_opaque(error.into()))
}

/// Refuses flags that make no sense, as Node does once a runtime is there.
///
/// # Errors
/// `ERR_MISSING_OPTION` for permissions without `--permission`; `ERR_INVALID_ARG_VALUE`.
pub(crate) fn check_flags(context: &mut Context) -> JsResult<()> {
    let host = host(context);
    let options = &host.options;
    let grants = |(flag, _): &(String, String)| {
        flag.starts_with("--allow-")
            && !["--allow-env", "--allow-natives-syntax"].contains(&&**flag)
    };
    if !options.has("--permission") && options.flags.iter().any(grants) {
        let message = "--permission is required";
        return Err(NodeError::typ("ERR_MISSING_OPTION", message).into_js(context));
    }
    if let Some(order) = options.value("--dns-result-order")
        && !["verbatim", "ipv4first", "ipv6first"].contains(&order)
    {
        let message = format!(
            "The argument '--dns-result-order' must be one of: 'verbatim', 'ipv4first', \
             'ipv6first'. Received '{order}'"
        );
        return Err(NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context));
    }
    Ok(())
}

/// Says where the program is ended, for `--trace-exit`.
///
/// # Errors
/// Those of reading the stack.
pub(super) fn trace_exit(code: i32, context: &mut Context) -> JsResult<()> {
    let error = context.intrinsics().constructors().error().constructor();
    let limit = error.get(js_string!("stackTraceLimit"), context)?.as_number().unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let frames = ouro_intrinsics::call_sites(limit as usize, context)?;
    let pid = std::process::id();
    let mut text = format!("(node:{pid}) WARNING: Exited the environment with code {code}\n");
    for frame in frames {
        text.push_str(&format!("    at {frame}\n"));
    }
    text.push('\n');
    print::write(&text);
    Ok(())
}

/// `gc([options])`: collects garbage; a promise where `execution` is `'async'`.
///
/// # Errors
/// What a getter of `options` throws.
fn gc(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    boa_gc::force_collect();
    let Some(options) = args.value(0).as_object() else { return Ok(JsValue::undefined()) };
    let execution = options.get(js_string!("execution"), context)?;
    if execution.as_string().is_some_and(|way| way == js_string!("async")) {
        return Ok(JsPromise::resolve(JsValue::undefined(), context)?.into());
    }
    Ok(JsValue::undefined())
}
