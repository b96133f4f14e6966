//! Node's globals: each is an accessor until it is first used, and then the plain data property that
//! Node has. Node docs: Global objects.

use std::cell::RefCell;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder,
    property::{PropertyDescriptor, PropertyKey},
};

use crate::{Arguments, Function, Tick, function, host, require_builtin};

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
    ("Headers", "web/headers", "Headers", false),
    ("Navigator", "internal/navigator", "Navigator", false),
    ("Performance", "perf_hooks", "Performance", false),
    ("PerformanceEntry", "perf_hooks", "PerformanceEntry", false),
    ("PerformanceMark", "perf_hooks", "PerformanceMark", false),
    ("PerformanceMeasure", "perf_hooks", "PerformanceMeasure", false),
    ("PerformanceObserver", "perf_hooks", "PerformanceObserver", false),
    ("PerformanceObserverEntryList", "perf_hooks", "PerformanceObserverEntryList", false),
    ("Request", "web/fetch", "Request", false),
    ("Response", "web/fetch", "Response", false),
    ("TextDecoder", "internal/encoding", "TextDecoder", false),
    ("TextEncoder", "internal/encoding", "TextEncoder", false),
    ("atob", "buffer", "atob", true),
    ("btoa", "buffer", "btoa", true),
    ("clearImmediate", "timers", "clearImmediate", true),
    ("clearInterval", "timers", "clearInterval", true),
    ("clearTimeout", "timers", "clearTimeout", true),
    ("fetch", "web/fetch", "fetch", true),
    ("navigator", "internal/navigator", "navigator", false),
    ("performance", "internal/perf/performance", "performance", true),
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
    define(&global, "global", global.clone().into(), true);
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
    for (name, body) in [
        ("queueMicrotask", crate::microtask::queue_microtask as Function),
        ("structuredClone", crate::structured_clone::structured_clone),
    ] {
        let length = if name == "structuredClone" { 2 } else { 1 };
        define(&global, name, function(name, length, body, context).into(), true);
    }
    for (name, class) in crate::url::classes(context) {
        define(&global, name, class.into(), false);
    }
    for (index, &(name, _, _, enumerable)) in GLOBALS.iter().enumerate() {
        lazy(&global, name, index, enumerable, context);
    }
    if host(context).options.has("--no-experimental-global-navigator") {
        for name in ["Navigator", "navigator"] {
            global.delete_property_or_throw(JsString::from(name), context)?;
        }
    }
    Ok(())
}

/// Prepares the current realm's own built-ins: what every realm has, `vm` contexts too.
///
/// # Errors
/// `TypeError` where the global object refuses a property.
pub fn install_realm(context: &mut Context) -> JsResult<()> {
    ouro_intrinsics::install(context)?;
    crate::atomics::install(context)?;
    crate::process::install_realm_flags(context)?;
    crate::util::proxy::install_proxy(context)
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

/// Values of globals that are still accessors, by row.
///
/// An accessor may not replace itself while the engine reads it: Boa 0.22 then remembers the
/// accessor's slot under the new shape, and calls the value at the next reading. So the plain
/// properties are made in a tick of their own.
#[derive(Default)]
struct Loaded {
    values: RefCell<Vec<(usize, JsValue)>>,
}

/// Defines an accessor that loads the builtin when first read, and gives way when written.
fn lazy(
    object: &JsObject,
    name: &'static str,
    row: usize,
    enumerable: bool,
    context: &mut Context,
) {
    let get = NativeFunction::from_copy_closure(move |_, _, context| load(row, context));
    let set = NativeFunction::from_copy_closure(move |this, args, context| {
        let value = args.value(0).clone();
        match this.as_object() {
            Some(other) if !JsObject::equals(&other, &context.global_object()) => {
                define(&other, name, value, enumerable);
            }
            _ => keep(row, value, context),
        }
        Ok(JsValue::undefined())
    });
    let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!(name)).build();
    let set = FunctionObjectBuilder::new(context.realm(), set).name(js_string!(name)).build();
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder().get(get).set(set).enumerable(enumerable).configurable(true),
    );
}

fn load(row: usize, context: &mut Context) -> JsResult<JsValue> {
    let loaded = host(context).slot::<Loaded>();
    let known = loaded.values.borrow().iter().find(|(known, _)| *known == row).cloned();
    if let Some((_, value)) = known {
        return Ok(value);
    }
    let Some(&(_, id, export, _)) = GLOBALS.get(row) else { return Ok(JsValue::undefined()) };
    let module = require_builtin(id, context)?;
    let value = if export.is_empty() {
        module
    } else {
        module.to_object(context)?.get(JsString::from(export), context)?
    };
    keep(row, value.clone(), context);
    Ok(value)
}

/// Remembers a global's value, and queues the making of its plain property.
fn keep(row: usize, value: JsValue, context: &mut Context) {
    let host = host(context);
    let loaded = host.slot::<Loaded>();
    let mut values = loaded.values.borrow_mut();
    if values.is_empty() {
        let callback = function("settle", 0, settle, context);
        let tick = Tick::new(callback, Vec::new(), context);
        host.ticks.borrow_mut().push_back(tick);
    }
    values.retain(|(known, _)| *known != row);
    values.push((row, value));
}

/// Turns the accessors of loaded globals into plain properties, where they still are accessors.
fn settle(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let values = host(context).slot::<Loaded>().values.take();
    let global = context.global_object();
    for (row, value) in values {
        let Some(&(name, _, _, enumerable)) = GLOBALS.get(row) else { continue };
        let key = PropertyKey::from(JsString::from(name));
        let lazy = global
            .borrow()
            .properties()
            .get(&key)
            .is_some_and(|property| property.is_accessor_descriptor());
        if lazy {
            define(&global, name, value, enumerable);
        }
    }
    Ok(JsValue::undefined())
}
