//! Native classes as WebIDL has them: enumerable methods and accessors on a prototype, USVString
//! arguments. WebIDL: ECMAScript binding.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    NativeFunction, js_string,
    object::{ConstructorBuilder, FunctionObjectBuilder},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::{Arguments, Function, NodeError, binding, call, require_builtin};

/// A constructor with its prototype.
pub(super) struct Class {
    pub(super) constructor: JsObject,
    pub(super) prototype: JsObject,
}

impl Class {
    /// Makes a class whose instances `body` makes; it is given `new.target` as `this`.
    pub(super) fn new(name: &str, length: usize, body: Function, context: &mut Context) -> Self {
        let mut builder = ConstructorBuilder::new(context, NativeFunction::from_fn_ptr(body));
        builder.name(name).length(length);
        let class = builder.build();
        let (constructor, prototype) = (class.constructor(), class.prototype());
        tag(&prototype, name);
        // The `prototype` of a class cannot be replaced.
        constructor.insert_property(
            js_string!("prototype"),
            PropertyDescriptor::builder()
                .value(prototype.clone())
                .writable(false)
                .enumerable(false)
                .configurable(false),
        );
        Self { constructor, prototype }
    }

    /// Adds methods, in order.
    pub(super) fn methods(&self, methods: &[(&str, usize, Function)], context: &mut Context) {
        for &(name, length, body) in methods {
            method(&self.prototype, name, length, body, context);
        }
    }

    /// Adds static methods, in order.
    pub(super) fn statics(&self, methods: &[(&str, usize, Function)], context: &mut Context) {
        for &(name, length, body) in methods {
            method(&self.constructor, name, length, body, context);
        }
    }

    /// Adds an accessor.
    pub(super) fn accessor(
        &self,
        name: &str,
        get: Function,
        set: Option<Function>,
        context: &mut Context,
    ) {
        let get = binding::function(&format!("get {name}"), 0, get, context);
        let mut property =
            PropertyDescriptor::builder().get(get).enumerable(true).configurable(true);
        if let Some(set) = set {
            let set = binding::function(&format!("set {name}"), 1, set, context);
            property = property.set(set);
        }
        self.prototype.insert_property(JsString::from(name), property);
    }
}

fn method(target: &JsObject, name: &str, length: usize, body: Function, context: &mut Context) {
    let function = binding::function(name, length, body, context);
    target.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder()
            .value(function)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}

/// Sets `Symbol.toStringTag`.
pub(super) fn tag(prototype: &JsObject, name: &str) {
    prototype.insert_property(
        JsSymbol::to_string_tag(),
        PropertyDescriptor::builder()
            .value(js_string!(name))
            .writable(false)
            .enumerable(false)
            .configurable(true),
    );
}

/// Adds a method under a symbol, not enumerable, with the name of another.
pub(super) fn symbol_method(
    prototype: &JsObject,
    key: impl Into<PropertyKey>,
    name: &str,
    body: Function,
    context: &mut Context,
) -> JsObject {
    let function = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(body))
        .name(js_string!(name))
        .length(0)
        .build();
    prototype.insert_property(
        key,
        PropertyDescriptor::builder()
            .value(function.clone())
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
    function.into()
}

/// Adds the method that `util.inspect` calls.
pub(super) fn inspected_by(prototype: &JsObject, body: Function, context: &mut Context) {
    let symbols = context.intrinsics().constructors().symbol().constructor();
    let name = js_string!("nodejs.util.inspect.custom");
    let symbol = invoke(&symbols, "for", &[name.into()], context);
    if let Some(symbol) = symbol.ok().and_then(|symbol| symbol.as_symbol()) {
        symbol_method(prototype, symbol, "[nodejs.util.inspect.custom]", body, context);
    }
}

/// What `util.inspect` shows: the work of `runtime-js/internal/url/inspect.js`, loaded for it.
pub(super) fn shown(
    what: &str,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let args: Vec<JsValue> = std::iter::once(this).chain(args).cloned().collect();
    from_builtin("internal/url/inspect", what, &args, context)
}

/// Calls an export of a builtin.
pub(super) fn from_builtin(
    id: &str,
    export: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let room = require_builtin(id, context)?.to_object(context)?;
    invoke(&room, export, args, context)
}

fn invoke(
    object: &JsObject,
    name: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    match object.get(JsString::from(name), context)?.as_function() {
        Some(function) => call(&function, &object.clone().into(), args, context),
        None => Ok(JsValue::undefined()),
    }
}

/// The prototype that `new.target` names, or the class's own.
pub(super) fn prototype_of(
    new_target: &JsValue,
    own: &JsObject,
    context: &mut Context,
) -> JsResult<JsObject> {
    let Some(target) = new_target.as_object() else { return Ok(own.clone()) };
    let prototype = target.get(js_string!("prototype"), context)?;
    Ok(prototype.as_object().unwrap_or_else(|| own.clone()))
}

/// The error of a class that is called as a function.
pub(super) fn without_new(name: &str) -> JsError {
    let message = format!("Class constructor {name} cannot be invoked without 'new'");
    JsNativeError::typ().with_message(message).into()
}

/// A value as a string of whole characters. WebIDL: USVString.
///
/// # Errors
/// `TypeError` for symbols; what the value's own conversion throws.
pub(super) fn whole_text(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    if value.is_symbol() {
        let message = "Cannot convert a Symbol value to a string";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let text = value.to_string(context)?;
    if text.as_str().is_latin1() {
        return Ok(text);
    }
    Ok(JsString::from(text.to_std_string_lossy().as_str()))
}

/// The same as UTF-8.
///
/// # Errors
/// As [`whole_text`].
pub(super) fn utf8(value: &JsValue, context: &mut Context) -> JsResult<String> {
    [whole_text(value, context)?.into()].text(0, context)
}

/// Checks how many arguments there are.
///
/// # Errors
/// `ERR_MISSING_ARGS`.
pub(super) fn required(args: &[JsValue], names: &[&str], context: &mut Context) -> JsResult<()> {
    if args.len() >= names.len() {
        return Ok(());
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let plural = if names.len() == 1 { "argument" } else { "arguments" };
    let message = format!("The {} {plural} must be specified", quoted.join(" and "));
    Err(NodeError::typ("ERR_MISSING_ARGS", message).into_js(context))
}
