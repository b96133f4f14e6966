//! The global object of a `vm` context: a Proxy whose traps look into the sandbox first, then at
//! the realm's own builtins. Node docs: What does it mean to "contextify" an object?

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace, js_string,
    object::builtins::{JsArray, JsProxy},
    property::{PropertyDescriptor, PropertyKey},
};

use crate::Arguments;

/// What stands behind the Proxy: its target carries this.
#[derive(Trace, Finalize, JsData)]
struct Sides {
    sandbox: JsObject,
    builtins: JsObject,
    /// While the realm is being made, definitions go to the builtins.
    open: std::cell::Cell<bool>,
}

/// Makes a global object over `sandbox`, to be handed to the engine by the host's hook, and the
/// target behind it.
///
/// # Errors
/// None that a script could cause.
pub(super) fn make(sandbox: JsObject, context: &mut Context) -> JsResult<(JsObject, JsObject)> {
    let builtins = JsObject::with_object_proto(context.intrinsics());
    let sides = Sides { sandbox, builtins, open: std::cell::Cell::new(false) };
    let target = JsObject::from_proto_and_data(None, sides);
    let proxy = JsProxy::builder(target.clone())
        .get(get)
        .set(set)
        .has(has)
        .define_property(define_property)
        .delete_property(delete_property)
        .get_own_property_descriptor(describe)
        .own_keys(own_keys)
        .build(context)?;
    Ok((proxy.into(), target))
}

/// From now on, definitions go to the sandbox.
pub(super) fn open(target: &JsObject) {
    if let Some(sides) = target.downcast_ref::<Sides>() {
        sides.open.set(true);
    }
}

/// Target, sandbox, builtins, whether open, and the key of a trap's call.
fn sides(
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<(JsObject, JsObject, JsObject, bool, PropertyKey)> {
    let target = args.object(0, context)?;
    let key = args.value(1).to_property_key(context)?;
    let (sandbox, builtins, open) = match target.downcast_ref::<Sides>() {
        Some(sides) => (sides.sandbox.clone(), sides.builtins.clone(), sides.open.get()),
        None => (target.clone(), target.clone(), true),
    };
    Ok((target, sandbox, builtins, open, key))
}

fn get(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (_, sandbox, builtins, open, key) = sides(args, context)?;
    if open && sandbox.has_property(key.clone(), context)? {
        return sandbox.get(key, context);
    }
    builtins.get(key, context)
}

fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (_, sandbox, builtins, open, key) = sides(args, context)?;
    let side = if open { sandbox } else { builtins };
    Ok(side.set(key, args.value(2).clone(), false, context)?.into())
}

fn has(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (target, sandbox, builtins, open, key) = sides(args, context)?;
    let found = (open && sandbox.has_property(key.clone(), context)?)
        || builtins.has_property(key.clone(), context)?
        || target.has_own_property(key, context)?;
    Ok(found.into())
}

/// A `var` or function declaration asks for a property that cannot be deleted. The sandbox gets an
/// ordinary one; the target holds the other, so that the Proxy's rules are kept.
fn define_property(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (target, sandbox, builtins, open, key) = sides(args, context)?;
    let wanted = args.object(2, context)?.to_property_descriptor(context)?;
    if wanted.configurable() == Some(false) {
        target.define_property_or_throw(key.clone(), wanted.clone(), context)?;
    }
    if !open {
        return Ok(builtins.define_property_or_throw(key, wanted, context)?.into());
    }
    let mut builder = PropertyDescriptor::builder().configurable(true);
    if let Some(value) = wanted.value() {
        builder = builder.value(value.clone());
    }
    if let Some(writable) = wanted.writable() {
        builder = builder.writable(writable);
    }
    if let Some(enumerable) = wanted.enumerable() {
        builder = builder.enumerable(enumerable);
    }
    if let Some(getter) = wanted.get() {
        builder = builder.get(getter.clone());
    }
    if let Some(setter) = wanted.set() {
        builder = builder.set(setter.clone());
    }
    Ok(sandbox.define_property_or_throw(key, builder, context)?.into())
}

fn delete_property(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (target, sandbox, builtins, open, key) = sides(args, context)?;
    if target.has_own_property(key.clone(), context)? {
        return Ok(false.into());
    }
    let side =
        if open && sandbox.has_own_property(key.clone(), context)? { sandbox } else { builtins };
    // `delete_property_or_throw` throws where the property stays.
    Ok(side.delete_property_or_throw(key, context).is_ok().into())
}

fn describe(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (target, sandbox, builtins, open, key) = sides(args, context)?;
    let fixed = target.has_own_property(key.clone(), context)?;
    let side = if open && sandbox.has_own_property(key.clone(), context)? {
        sandbox
    } else if builtins.has_own_property(key.clone(), context)? {
        builtins
    } else if fixed {
        target
    } else {
        return Ok(JsValue::undefined());
    };
    let object_constructor = context.intrinsics().constructors().object().constructor();
    let ask = object_constructor.get(js_string!("getOwnPropertyDescriptor"), context)?;
    let Some(ask) = ask.as_function() else { return Ok(JsValue::undefined()) };
    let found = ask.call(&JsValue::undefined(), &[side.into(), key.into()], context)?;
    if let Some(descriptor) = found.as_object() {
        descriptor.set(js_string!("configurable"), !fixed, true, context)?;
    }
    Ok(found)
}

fn own_keys(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (target, sandbox, builtins, open, _) = sides(args, context)?;
    let mut keys: Vec<JsValue> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for side in [open.then_some(sandbox), Some(builtins), Some(target)].into_iter().flatten() {
        for key in side.own_property_keys(context)? {
            if seen.insert(key.clone()) {
                keys.push(match key {
                    PropertyKey::Index(index) => JsString::from(index.get().to_string()).into(),
                    other => other.into(),
                });
            }
        }
    }
    Ok(JsArray::from_iter(keys, context).into())
}
