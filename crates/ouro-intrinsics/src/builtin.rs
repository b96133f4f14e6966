//! Putting a native function of ours in the place of one of the engine's, with the same name,
//! length and attributes.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, Source, js_string,
    native_function::NativeFunctionObject,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};

/// The shape of a native function.
pub(crate) type Function = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// Defines a method: writable, configurable, not enumerable, no constructor.
pub(crate) fn method(
    object: &JsObject,
    name: &str,
    length: usize,
    body: Function,
    context: &mut Context,
) {
    let function = NativeFunction::from_fn_ptr(body);
    define(object, JsString::from(name).into(), name, length, function, context);
}

/// What stands in the place of one of the engine's functions, and may fall back on it.
pub type Over = fn(&JsValue, &[JsValue], &JsFunction, &mut Context) -> JsResult<JsValue>;

/// Defines a method that may fall back on the engine's function in whose place it comes; nothing where
/// there is none.
///
/// # Errors
/// What reading the engine's function throws.
pub fn method_over(
    object: &JsObject,
    name: &str,
    length: usize,
    body: Over,
    context: &mut Context,
) -> JsResult<()> {
    method_over_key(object, JsString::from(name).into(), name, length, body, context)
}

/// The same for a key that is no string.
pub(crate) fn method_over_key(
    object: &JsObject,
    key: PropertyKey,
    name: &str,
    length: usize,
    body: Over,
    context: &mut Context,
) -> JsResult<()> {
    let Some(engine) = object.get(key.clone(), context)?.as_function() else { return Ok(()) };
    let function = NativeFunction::from_copy_closure_with_captures(
        move |this, args, engine: &JsFunction, context| body(this, args, engine, context),
        engine,
    );
    define(object, key, name, length, function, context);
    Ok(())
}

/// Defines a method that has captures of its own.
pub(crate) fn define(
    object: &JsObject,
    key: PropertyKey,
    name: &str,
    length: usize,
    function: NativeFunction,
    context: &mut Context,
) {
    let function = FunctionObjectBuilder::new(context.realm(), function)
        .name(JsString::from(name))
        .length(length)
        .build();
    hide(object, key, function);
}

/// Defines a property that is writable and configurable, but not enumerable: what built-ins are.
pub fn hide(object: &JsObject, key: impl Into<PropertyKey>, value: impl Into<JsValue>) {
    object.insert_property(
        key,
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
}

/// Exchanges what two native functions do: so one of the engine's may do another thing and yet be
/// the object that the engine knows.
pub(crate) fn swap_natives(one: &JsObject, other: &JsObject) {
    let one = one.downcast_mut::<NativeFunctionObject>();
    let other = other.downcast_mut::<NativeFunctionObject>();
    if let (Some(mut one), Some(mut other)) = (one, other) {
        std::mem::swap(&mut *one, &mut *other);
    }
}

/// Whether scripts of the current realm may use a name that [`declare`] gave them.
pub(crate) fn is_declared(name: &str, context: &Context) -> bool {
    context.realm().scope().has_binding(&JsString::from(name))
}

/// Declares a name for the scripts of the current realm, once. It is no property of the global object:
/// scripts do not see it there, and may have frozen that.
///
/// # Errors
/// The engine's own, where the realm cannot run scripts.
pub(crate) fn declare(
    name: &str,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let text = format!("let {name}; value => {{ {name} = value }}");
    let set = context.eval(Source::from_bytes(&text))?;
    let Some(set) = set.as_function() else { return Ok(()) };
    set.call(&JsValue::undefined(), &[value.into()], context).map(drop)
}

/// Ties a class to its prototype, as a `class` declaration does.
pub(crate) fn tie(constructor: &JsObject, prototype: &JsObject) {
    let fixed = PropertyDescriptor::builder().value(prototype.clone()).writable(false);
    let fixed = fixed.enumerable(false).configurable(false);
    constructor.insert_property(js_string!("prototype"), fixed);
    hide(prototype, js_string!("constructor"), constructor.clone());
}
