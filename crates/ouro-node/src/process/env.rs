//! `process.env`: the variables of one runtime, as an object whose values are always strings.
//! Node docs: process.env.
//!
//! A runtime has its own copy, made at start and filtered by the permissions; the operating
//! system's is left alone, since other threads read it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsProxyBuilder},
    property::PropertyDescriptor,
};
use indexmap::IndexMap;

use super::TimeZone;
use crate::{Arguments, NodeError, host};

/// What `ouro --watch` tells the program that it starts, and no script.
pub const WATCHER: &str = "OURO_WATCHER";

/// The variables of a runtime, in the order they were found or set.
#[derive(Debug)]
pub struct Environment(RefCell<IndexMap<String, String>>);

impl Default for Environment {
    fn default() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the one door to the variables")]
        let variables =
            std::env::vars_os().filter(|(name, _)| name != WATCHER).filter_map(|(name, value)| {
                Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
            });
        Self(RefCell::new(variables.collect()))
    }
}

impl Environment {
    /// A variable that the script may see.
    #[must_use]
    pub fn get(&self, name: &str, context: &Context) -> Option<String> {
        if !host(context).permissions.borrow().env_visible(name) {
            return None;
        }
        self.0.borrow().get(name).cloned()
    }

    /// Sets a variable; `TZ` changes the local time zone.
    pub fn set(&self, name: String, value: String, context: &Context) {
        if name == "TZ" {
            host(context).slot::<TimeZone>().set(Some(&value));
        }
        self.0.borrow_mut().insert(name, value);
    }

    /// Sets those of the variables that the environment does not set.
    pub fn fill(&self, variables: &[(String, String)], context: &Context) {
        for (name, value) in variables {
            if !self.0.borrow().contains_key(name) {
                self.set(name.clone(), value.clone(), context);
            }
        }
    }

    /// Forgets a variable that was meant for the runtime alone.
    pub fn remove(&self, name: &str) {
        self.0.borrow_mut().shift_remove(name);
    }

    /// Every variable that the script may see.
    #[must_use]
    pub fn all(&self, context: &Context) -> Vec<(String, String)> {
        let host = host(context);
        let permissions = host.permissions.borrow();
        let variables = self.0.borrow();
        variables
            .iter()
            .filter(|(name, _)| permissions.env_visible(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}

/// The variables of a context's runtime.
#[must_use]
pub fn environment(context: &Context) -> Rc<Environment> {
    host(context).slot::<Environment>()
}

/// Makes the `process.env` object.
pub(super) fn object(context: &mut Context) -> JsResult<JsValue> {
    let target = JsObject::with_object_proto(context.intrinsics());
    let proxy = JsProxyBuilder::new(target)
        .get(get)
        .set(set)
        .has(has)
        .delete_property(delete)
        .own_keys(own_keys)
        .get_own_property_descriptor(descriptor)
        .define_property(define)
        .build(context)?;
    let proxy = JsValue::from(proxy);
    host(context).slot::<Shown>().0.replace(proxy.as_object());
    Ok(proxy)
}

/// The `process.env` object that scripts hold.
#[derive(Default)]
struct Shown(RefCell<Option<JsObject>>);

/// Whether an object is `process.env`, which in Node is no proxy.
pub(crate) fn is_environment(object: &JsObject, context: &Context) -> bool {
    let shown = host(context).slot::<Shown>();
    let shown = shown.0.borrow();
    shown.as_ref().is_some_and(|shown| JsObject::equals(shown, object))
}

/// The name a trap is asked about; `None` for symbols, which name no variable.
fn name(args: &[JsValue]) -> Option<String> {
    args.value(1).as_string().map(|name| name.to_std_string_lossy())
}

fn get(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(name) = name(args)
        && let Some(value) = environment(context).get(&name, context)
    {
        return Ok(JsString::from(value).into());
    }
    let target = args.object(0, context)?;
    let key = args.value(1).to_property_key(context)?;
    target.get(key, context)
}

fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.value(1).is_symbol() || args.value(2).is_symbol() {
        let message = "Cannot convert a Symbol value to a string";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let kept = args.value(2);
    if !kept.is_string() && !kept.is_number() && !kept.is_boolean() {
        deprecate(context)?;
    }
    let name = args.value(1).to_string(context)?.to_std_string_lossy();
    let value = args.value(2).to_string(context)?.to_std_string_lossy();
    environment(context).set(name, value, context);
    Ok(true.into())
}

/// DEP0104, once, where `--pending-deprecation` asks for it.
fn deprecate(context: &mut Context) -> JsResult<()> {
    let host = host(context);
    if !host.options.has("--pending-deprecation") || host.slot::<Told>().0.replace(true) {
        return Ok(());
    }
    let message = "Assigning any value other than a string, number, or boolean to a process.env \
                   property is deprecated. Please make sure to convert the value to a string \
                   before setting process.env with it.";
    let args = [message, "DeprecationWarning", "DEP0104"];
    super::emit_warning(&args.map(|text| js_string!(text).into()), context)
}

/// Whether the deprecation was told.
#[derive(Default)]
struct Told(Cell<bool>);

fn has(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let known = name(args).is_some_and(|name| environment(context).get(&name, context).is_some());
    if known {
        return Ok(true.into());
    }
    let target = args.object(0, context)?;
    let key = args.value(1).to_property_key(context)?;
    Ok(target.has_property(key, context)?.into())
}

fn delete(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(name) = name(args) {
        environment(context).0.borrow_mut().shift_remove(&name);
        if name == "TZ" {
            host(context).slot::<TimeZone>().set(None);
        }
    }
    Ok(true.into())
}

fn own_keys(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let names: Vec<JsValue> = environment(context)
        .all(context)
        .into_iter()
        .map(|(name, _)| JsString::from(name).into())
        .collect();
    Ok(JsArray::from_iter(names, context).into())
}

fn descriptor(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(name) = name(args) else { return Ok(JsValue::undefined()) };
    let Some(value) = environment(context).get(&name, context) else {
        return Ok(JsValue::undefined());
    };
    let object = JsObject::with_object_proto(context.intrinsics());
    object.set(js_string!("value"), JsString::from(value), false, context)?;
    for flag in ["writable", "enumerable", "configurable"] {
        object.set(js_string!(flag), true, false, context)?;
    }
    Ok(object.into())
}

/// Only plain data properties can be defined.
///
/// # Errors
/// `ERR_INVALID_OBJECT_DEFINE_PROPERTY` for accessors and for what could not be changed again.
fn define(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let given = args.object(2, context)?;
    let refuse = |message: &str, context: &mut Context| {
        Err(NodeError::typ("ERR_INVALID_OBJECT_DEFINE_PROPERTY", message).into_js(context))
    };
    for accessor in ["get", "set"] {
        if given.has_property(js_string!(accessor), context)? {
            let message = "'process.env' does not accept an accessor(getter/setter) descriptor";
            return refuse(message, context);
        }
    }
    if !given.has_property(js_string!("value"), context)? {
        let message = "'process.env' only accepts a configurable, writable, and enumerable data \
                       descriptor";
        return refuse(message, context);
    }
    for flag in ["configurable", "writable", "enumerable"] {
        if !given.get(js_string!(flag), context)?.to_boolean() {
            let message = "'process.env' only accepts a configurable, writable, and enumerable \
                           data descriptor";
            return refuse(message, context);
        }
    }
    let value = given.get(js_string!("value"), context)?;
    let args = [args.value(0).clone(), args.value(1).clone(), value];
    set(&JsValue::undefined(), &args, context)
}

/// A plain configurable data property.
pub(super) fn data(value: JsValue, writable: bool, enumerable: bool) -> PropertyDescriptor {
    PropertyDescriptor::builder()
        .value(value)
        .writable(writable)
        .enumerable(enumerable)
        .configurable(true)
        .build()
}
