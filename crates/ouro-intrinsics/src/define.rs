//! `Object.defineProperty` and `Reflect.defineProperty`, such that a getter may replace itself.
//!
//! After a getter ran, the engine remembers for the place of the access that objects of the *new*
//! shape have a getter in the *old* slot. A getter that turned its own property into a value (the
//! usual way to compute something once) leaves a trap: the next access there calls the value as a
//! function, or reads another property. So here
//!
//! - an accessor that becomes a value stays an accessor, now a native one that gives the value,
//!   until the microtasks run;
//! - where the accessor is the prototype's, its functions first look for the value that the object
//!   got for itself.
//!
//! Getters that use `delete`, or setters in object literals, cannot be helped from outside.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    job::{Job, PromiseJob},
    js_string,
    native_function::NativeFunctionObject,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::builtin::method;

/// Values that their objects are to be given when the microtasks run.
#[derive(Default)]
struct Pending(RefCell<Vec<(JsObject, PropertyKey, PropertyDescriptor)>>);

/// Installs the functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let object = context.intrinsics().constructors().object().constructor();
    method(&object, "defineProperty", 3, define_property, context);
    let reflect = context.global_object().get(js_string!("Reflect"), context)?;
    if let Some(reflect) = reflect.as_object() {
        method(&reflect, "defineProperty", 3, reflect_define_property, context);
    }
    Ok(())
}

/// `Object.defineProperty(O, P, Attributes)`. ECMA-262 §20.1.2.4.
fn define_property(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = args.get_or_undefined(0);
    let Some(object) = target.as_object() else {
        let message = "Object.defineProperty called on non-object";
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let (key, descriptor) = read(args, context)?;
    if !replace(&object, &key, &descriptor, context)? {
        object
            .define_property_or_throw(key.clone(), descriptor, context)
            .map_err(|error| worded(error, &key))?;
    }
    Ok(target.clone())
}

/// `Reflect.defineProperty(target, propertyKey, attributes)`. ECMA-262 §28.1.3.
fn reflect_define_property(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else {
        let message = "Reflect.defineProperty called on non-object";
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let (key, descriptor) = read(args, context)?;
    if replace(&object, &key, &descriptor, context)? {
        return Ok(true.into());
    }
    // The one error of an object that refuses; what a Proxy's trap throws is passed on.
    match object.define_property_or_throw(key, descriptor, context) {
        Ok(_) => Ok(true.into()),
        Err(error) if refused(&error) => Ok(false.into()),
        Err(error) => Err(error),
    }
}

fn read(args: &[JsValue], context: &mut Context) -> JsResult<(PropertyKey, PropertyDescriptor)> {
    let key = args.get_or_undefined(1).to_property_key(context)?;
    let attributes = args.get_or_undefined(2);
    let Some(attributes) = attributes.as_object() else {
        let message = format!("Property description must be an object: {}", attributes.display());
        return Err(JsNativeError::typ().with_message(message).into());
    };
    Ok((key, attributes.to_property_descriptor(context)?))
}

/// Whether an error is the engine's own word that an object refuses a definition.
fn refused(error: &boa_engine::JsError) -> bool {
    error.as_native().is_some_and(|native| native.message().starts_with("cannot redefine property"))
}

/// V8's words for a refused definition.
fn worded(error: boa_engine::JsError, key: &PropertyKey) -> boa_engine::JsError {
    if refused(&error) {
        let message = format!("Cannot redefine property: {key}");
        return JsNativeError::typ().with_message(message).into();
    }
    error
}

/// What stands on an object itself, without running any script.
fn own(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    object.borrow().properties().get(key)
}

/// Takes the two ways described above; whether the definition is thereby done.
fn replace(
    object: &JsObject,
    key: &PropertyKey,
    wanted: &PropertyDescriptor,
    context: &mut Context,
) -> JsResult<bool> {
    if matches!(key, PropertyKey::Index(_)) || wanted.is_accessor_descriptor() {
        return Ok(false);
    }
    match own(object, key) {
        Some(present) if present.get().is_some_and(|get| !get.is_undefined()) => {
            let value = wanted.value().cloned().unwrap_or_default();
            let allowed = present.configurable() == Some(true);
            if !allowed || wanted.value().is_none() || !may_run(present.get(), context) {
                return Ok(false);
            }
            settle_later(object, key, &present, wanted, value, context);
            Ok(true)
        }
        Some(_) => Ok(false),
        None => {
            if let Some(prototype) = object.prototype() {
                guard(&prototype, key, context);
            }
            Ok(false)
        }
    }
}

/// Whether a getter may be running now: a native one always may, one of a script where a frame of
/// its name is on the stack.
fn may_run(getter: Option<&JsValue>, context: &Context) -> bool {
    let Some(getter) = getter.and_then(JsValue::as_object) else { return false };
    if getter.is::<NativeFunctionObject>() {
        return true;
    }
    let name = own(&getter, &js_string!("name").into());
    let name = name.as_ref().and_then(PropertyDescriptor::value).and_then(JsValue::as_string);
    let name = name.unwrap_or_default();
    context.stack_trace().any(|frame| {
        let running = frame.position().function_name;
        running == name || running.is_empty()
    })
}

/// Makes a property a native accessor for its value, and a value when the microtasks run.
fn settle_later(
    object: &JsObject,
    key: &PropertyKey,
    present: &PropertyDescriptor,
    wanted: &PropertyDescriptor,
    value: JsValue,
    context: &mut Context,
) {
    let pick = |wanted: Option<bool>, present: Option<bool>| wanted.or(present).unwrap_or(false);
    let enumerable = pick(wanted.enumerable(), present.enumerable());
    let last = PropertyDescriptor::builder()
        .value(value.clone())
        .writable(wanted.writable().unwrap_or(false))
        .enumerable(enumerable)
        .configurable(pick(wanted.configurable(), present.configurable()))
        .build();
    let get = native(|_, _, value: &JsValue, _| Ok(value.clone()), value, "get", context);
    let set = native(
        |this, args, (key, last): &(JsValue, JsValue), context| {
            write(this, key, last, args.get_or_undefined(0), context)
        },
        (key.clone().into(), JsValue::from(last.writable().unwrap_or(false))),
        "set",
        context,
    );
    object.insert_property(
        key.clone(),
        PropertyDescriptor::builder().get(get).set(set).enumerable(enumerable).configurable(true),
    );
    let pending = pending(context);
    pending.0.borrow_mut().push((object.clone(), key.clone(), last));
    if pending.0.borrow().len() == 1 {
        let realm = context.realm().clone();
        let job = PromiseJob::with_realm(
            |context| {
                settle(context);
                Ok(JsValue::undefined())
            },
            realm,
        );
        context.enqueue_job(Job::PromiseJob(job));
    }
}

/// An assignment to a property that waits to become a value.
fn write(
    this: &JsValue,
    key: &JsValue,
    writable: &JsValue,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let key = key.to_property_key(context)?;
    if !writable.to_boolean() {
        let message = format!("Cannot assign to read only property '{key}' of object");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let pending = pending(context);
    let mut rows = pending.0.borrow_mut();
    for (holder, name, last) in rows.iter_mut() {
        if JsObject::equals(holder, &object) && *name == key {
            *last = PropertyDescriptor::builder()
                .value(value.clone())
                .writable(true)
                .enumerable(last.enumerable().unwrap_or(false))
                .configurable(last.configurable().unwrap_or(false))
                .build();
            let value = value.clone();
            drop(rows);
            let get = native(|_, _, value: &JsValue, _| Ok(value.clone()), value, "get", context);
            if let Some(present) = own(&object, &key)
                && let Some(set) = present.set()
            {
                object.insert_property(
                    key,
                    PropertyDescriptor::builder()
                        .get(get)
                        .set(set.clone())
                        .enumerable(present.enumerable().unwrap_or(false))
                        .configurable(true),
                );
            }
            return Ok(JsValue::undefined());
        }
    }
    Ok(JsValue::undefined())
}

fn pending(context: &mut Context) -> Rc<Pending> {
    if let Some(pending) = context.get_data::<Rc<Pending>>() {
        return Rc::clone(pending);
    }
    let pending = Rc::new(Pending::default());
    context.insert_data(Rc::clone(&pending));
    pending
}

/// Gives the waiting properties their values. One that was defined anew meanwhile is left alone.
fn settle(context: &mut Context) {
    let rows = std::mem::take(&mut *pending(context).0.borrow_mut());
    for (object, key, last) in rows {
        let waits = own(&object, &key).is_some_and(|present| {
            present
                .get()
                .and_then(JsValue::as_object)
                .is_some_and(|get| get.is::<NativeFunctionObject>())
        });
        if waits {
            object.insert_property(key, last);
        }
    }
}

/// Lets the accessor of a prototype look for the object's own value first.
fn guard(prototype: &JsObject, key: &PropertyKey, context: &mut Context) {
    let Some(present) = own(prototype, key) else { return };
    if present.configurable() != Some(true) || !present.is_accessor_descriptor() {
        return;
    }
    let script = |function: Option<&JsValue>| {
        let function = function.and_then(JsValue::as_function)?;
        (!function.is::<NativeFunctionObject>()).then_some(function)
    };
    let (get, set) = (script(present.get()), script(present.set()));
    if get.is_none() && set.is_none() {
        return;
    }
    let mut builder = PropertyDescriptor::builder()
        .enumerable(present.enumerable().unwrap_or(false))
        .configurable(true);
    let name: JsValue = key.clone().into();
    builder = match get {
        Some(get) => builder.get(native(read_own, (get, name.clone()), "get", context)),
        None => builder.get(present.get().cloned().unwrap_or_default()),
    };
    builder = match set {
        Some(set) => builder.set(native(write_own, (set, name), "set", context)),
        None => builder.set(present.set().cloned().unwrap_or_default()),
    };
    prototype.insert_property(key.clone(), builder);
}

/// The getter of a prototype, guarded.
fn read_own(
    this: &JsValue,
    _: &[JsValue],
    (get, key): &(JsFunction, JsValue),
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(value) = own_value(this, key, context)? {
        return Ok(value);
    }
    get.call(this, &[], context)
}

/// The setter of a prototype, guarded.
fn write_own(
    this: &JsValue,
    args: &[JsValue],
    (set, key): &(JsFunction, JsValue),
    context: &mut Context,
) -> JsResult<JsValue> {
    if own_value(this, key, context)?.is_some()
        && let Some(object) = this.as_object()
    {
        let key = key.to_property_key(context)?;
        object.set(key, args.get_or_undefined(0).clone(), true, context)?;
        return Ok(JsValue::undefined());
    }
    set.call(this, args, context)
}

/// The value that an object has for itself.
fn own_value(this: &JsValue, key: &JsValue, context: &mut Context) -> JsResult<Option<JsValue>> {
    let Some(object) = this.as_object() else { return Ok(None) };
    let key = key.to_property_key(context)?;
    Ok(own(&object, &key).and_then(|present| present.value().cloned()))
}

/// A native function with captures, named like an accessor of Node's builtins.
fn native<T: boa_engine::Trace + 'static>(
    body: fn(&JsValue, &[JsValue], &T, &mut Context) -> JsResult<JsValue>,
    captures: T,
    name: &str,
    context: &mut Context,
) -> JsFunction {
    let function = NativeFunction::from_copy_closure_with_captures(
        move |this, args, captures: &T, context| body(this, args, captures, context),
        captures,
    );
    FunctionObjectBuilder::new(context.realm(), function).name(JsString::from(name)).build()
}
