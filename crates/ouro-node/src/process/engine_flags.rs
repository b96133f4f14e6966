//! Flags of V8 that programs are started with and that mean something here: `--expose-gc`,
//! `--stack-trace-limit`. Node docs: Command-line API, V8 options.

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string, object::builtins::JsPromise};

use super::env::data;
use crate::{Arguments, binding, host};

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
