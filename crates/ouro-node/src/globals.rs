//! Node's globals: each is an accessor until it is first used, and then the plain data property that
//! Node has. Node docs: Global objects.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder, property::PropertyDescriptor,
};

use crate::{Arguments, require_builtin};

/// Name of the global, the builtin it is taken from, the export (empty: the module itself), and
/// whether it is enumerable.
const GLOBALS: &[(&str, &str, &str, bool)] = &[
    ("AbortController", "internal/abort_controller", "AbortController", false),
    ("AbortSignal", "internal/abort_controller", "AbortSignal", false),
    ("CustomEvent", "internal/event_target", "CustomEvent", false),
    ("Event", "internal/event_target", "Event", false),
    ("EventTarget", "internal/event_target", "EventTarget", false),
    ("Blob", "buffer", "Blob", false),
    ("Buffer", "buffer", "Buffer", false),
    ("DOMException", "internal/domexception", "DOMException", false),
    ("File", "buffer", "File", false),
    ("URL", "internal/url", "URL", false),
    ("URLSearchParams", "internal/url", "URLSearchParams", false),
    ("atob", "buffer", "atob", true),
    ("btoa", "buffer", "btoa", true),
    ("clearImmediate", "timers", "clearImmediate", true),
    ("clearInterval", "timers", "clearInterval", true),
    ("clearTimeout", "timers", "clearTimeout", true),
    ("process", "process", "", false),
    ("setImmediate", "timers", "setImmediate", true),
    ("setInterval", "timers", "setInterval", true),
    ("setTimeout", "timers", "setTimeout", true),
];

/// Defines Node's globals on the global object of the current realm.
///
/// # Errors
/// `TypeError` where the global object refuses a property.
pub fn install_globals(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    define(&global, "global", global.clone().into(), false);
    global.insert_property(
        boa_engine::JsSymbol::to_string_tag(),
        PropertyDescriptor::builder()
            .value(js_string!("global"))
            .writable(false)
            .enumerable(false)
            .configurable(true),
    );
    crate::process::install_flags(&global, context)?;
    crate::console::install(context)?;
    crate::util::proxy::install_proxy(context)?;
    for (index, &(name, _, _, enumerable)) in GLOBALS.iter().enumerate() {
        lazy(&global, name, index, enumerable, context);
    }
    Ok(())
}

/// Prepares the current realm's own built-ins: what every realm has, `vm` contexts too.
///
/// # Errors
/// `TypeError` where the global object refuses a property.
pub fn install_realm(context: &mut Context) -> JsResult<()> {
    ouro_intrinsics::install(context)
}

/// Defines a plain writable, configurable data property.
fn define(object: &JsObject, name: &str, value: JsValue, enumerable: bool) {
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(enumerable)
            .configurable(true),
    );
}

/// Defines an accessor that loads the builtin when read, and gives way when written.
fn lazy(
    object: &JsObject,
    name: &'static str,
    row: usize,
    enumerable: bool,
    context: &mut Context,
) {
    let get = NativeFunction::from_copy_closure(move |this, _, context| load(this, row, context));
    let set = NativeFunction::from_copy_closure(move |this, args, context| {
        let target = this.as_object().unwrap_or_else(|| context.global_object());
        define(&target, name, args.value(0).clone(), enumerable);
        Ok(JsValue::undefined())
    });
    let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!(name)).build();
    let set = FunctionObjectBuilder::new(context.realm(), set).name(js_string!(name)).build();
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder().get(get).set(set).enumerable(enumerable).configurable(true),
    );
}

fn load(this: &JsValue, row: usize, context: &mut Context) -> JsResult<JsValue> {
    let Some(&(name, id, export, enumerable)) = GLOBALS.get(row) else {
        return Ok(JsValue::undefined());
    };
    let module = require_builtin(id, context)?;
    let value = if export.is_empty() {
        module
    } else {
        module.to_object(context)?.get(JsString::from(export), context)?
    };
    let target = this.as_object().unwrap_or_else(|| context.global_object());
    define(&target, name, value.clone(), enumerable);
    Ok(value)
}
