//! What holds weakly: symbols as keys and targets, and `FinalizationRegistry` callbacks of which
//! one that throws does not keep the rest from being called. ECMA-262 §9.13 CanBeHeldWeakly,
//! §24.3, §24.4, §26.1, §26.2.
//!
//! The engine takes objects only. A symbol is represented by an object that stays as long as the
//! context: symbols are counted, not collected, so that nothing can tell when one is gone. The
//! standard leaves it to the implementation whether anything is ever collected.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsSymbol,
    JsValue, NativeFunction, Trace,
    job::{GenericJob, Job},
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};

use crate::builtin::{method, method_over};

/// The object that represents a symbol.
#[derive(Trace, Finalize, JsData)]
struct StandIn(#[unsafe_ignore_trace] JsSymbol);

/// The representatives of this context, and the engine's `Symbol.keyFor`.
struct StandIns {
    objects: RefCell<HashMap<JsSymbol, JsObject>>,
    key_for: JsFunction,
}

/// Installs constructors and methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let symbol = constructors.symbol().constructor();
    let map = constructors.weak_map().prototype();
    let set = constructors.weak_set().prototype();
    let reference = constructors.weak_ref().prototype();
    let registry = constructors.finalization_registry().prototype();
    let makers =
        [constructors.weak_ref().constructor(), constructors.finalization_registry().constructor()];
    if !context.has_data::<Rc<StandIns>>() {
        let Some(key_for) = symbol.get(js_string!("keyFor"), context)?.as_function() else {
            return Ok(());
        };
        context.insert_data(Rc::new(StandIns { objects: RefCell::default(), key_for }));
    }
    for name in ["delete", "get", "has"] {
        method_over(&map, name, 1, look_up, context)?;
    }
    method_over(&map, "set", 2, set_entry, context)?;
    method_over(&map, "getOrInsert", 2, set_entry, context)?;
    if map.has_property(js_string!("getOrInsertComputed"), context)? {
        method(&map, "getOrInsertComputed", 2, get_or_insert_computed, context);
    }
    for name in ["delete", "has"] {
        method_over(&set, name, 1, look_up, context)?;
    }
    method_over(&set, "add", 1, add, context)?;
    method_over(&reference, "deref", 0, deref, context)?;
    method_over(&registry, "register", 2, register, context)?;
    method_over(&registry, "unregister", 1, unregister, context)?;
    let [weak_ref, finalization_registry] = makers;
    class("WeakRef", &weak_ref, &reference, make_reference, context);
    class("FinalizationRegistry", &finalization_registry, &registry, make_registry, context);
    Ok(())
}

/// A constructor's body: `new.target`, the arguments and the engine's constructor.
type Make = fn(&JsObject, &[JsValue], &JsObject, &mut Context) -> JsResult<JsValue>;

/// Puts a constructor in the place of the engine's.
fn class(
    name: &'static str,
    engine: &JsObject,
    prototype: &JsObject,
    make: Make,
    context: &mut Context,
) {
    let native = NativeFunction::from_copy_closure_with_captures(
        move |new_target, args, engine: &JsObject, context| match new_target.as_object() {
            Some(new_target) => make(&new_target, args, engine, context),
            None => {
                let message = format!("Constructor {name} requires 'new'");
                Err(JsNativeError::typ().with_message(message).into())
            }
        },
        engine.clone(),
    );
    let class = FunctionObjectBuilder::new(context.realm(), native)
        .name(JsString::from(name))
        .length(1)
        .constructor(true)
        .build();
    let fixed = PropertyDescriptor::builder().writable(false).enumerable(false).configurable(false);
    class.insert_property(js_string!("prototype"), fixed.value(prototype.clone()));
    let hidden = PropertyDescriptor::builder().writable(true).enumerable(false).configurable(true);
    let hidden = hidden.value(class).build();
    prototype.insert_property(js_string!("constructor"), hidden.clone());
    context.global_object().insert_property(JsString::from(name), hidden);
}

/// What the engine is given for a value; `None` where the value cannot be held weakly.
fn held(value: &JsValue, make: bool, context: &mut Context) -> JsResult<Option<JsValue>> {
    if value.is_object() {
        return Ok(Some(value.clone()));
    }
    let (Some(symbol), Some(stand_ins)) =
        (value.as_symbol(), context.get_data::<Rc<StandIns>>().cloned())
    else {
        return Ok(None);
    };
    let known = stand_ins.objects.borrow().get(&symbol).cloned();
    if known.is_some() || !make {
        return Ok(known.map(JsValue::from));
    }
    let key =
        stand_ins.key_for.call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
    if !key.is_undefined() {
        return Ok(None);
    }
    let object = JsObject::from_proto_and_data(None, StandIn(symbol.clone()));
    stand_ins.objects.borrow_mut().insert(symbol, object.clone());
    Ok(Some(object.into()))
}

fn wrong<T>(message: impl Into<std::borrow::Cow<'static, str>>) -> JsResult<T> {
    Err(JsNativeError::typ().with_message(message).into())
}

/// `delete(key)`, `get(key)`, `has(key)` of both tables: what cannot be held is not there.
fn look_up(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let key = args.get_or_undefined(0);
    if !key.is_symbol() {
        return engine.call(this, args, context);
    }
    let key = held(key, false, context)?.unwrap_or_default();
    engine.call(this, &[key], context)
}

/// `WeakMap.prototype.set(key, value)` and `getOrInsert(key, value)`.
fn set_entry(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let key = args.get_or_undefined(0);
    if key.is_object() {
        return engine.call(this, args, context);
    }
    let Some(key) = held(key, true, context)? else {
        return wrong("Invalid value used as weak map key");
    };
    engine.call(this, &[key, args.get_or_undefined(1).clone()], context)
}

/// `WeakMap.prototype.getOrInsertComputed(key, callback)`
fn get_or_insert_computed(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (key, callback) = (args.get_or_undefined(0), args.get_or_undefined(1).as_function());
    let prototype = context.intrinsics().constructors().weak_map().prototype();
    let call = |name: &str, args: &[JsValue], context: &mut Context| {
        let slot = prototype.borrow().properties().get(&JsString::from(name).into());
        match slot.and_then(|slot| slot.value().and_then(JsValue::as_function)) {
            Some(function) => function.call(this, args, context),
            None => Ok(JsValue::undefined()),
        }
    };
    let present = call("has", std::slice::from_ref(key), context)?.to_boolean();
    if held(key, true, context)?.is_none() {
        return wrong("Invalid value used as weak map key");
    }
    let Some(callback) = callback else {
        return wrong(format!("{} is not a function", args.get_or_undefined(1).display()));
    };
    if present {
        return call("get", std::slice::from_ref(key), context);
    }
    let value = callback.call(&JsValue::undefined(), std::slice::from_ref(key), context)?;
    call("set", &[key.clone(), value.clone()], context)?;
    Ok(value)
}

/// `WeakSet.prototype.add(value)`
fn add(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if value.is_object() {
        return engine.call(this, args, context);
    }
    match held(value, true, context)? {
        Some(value) => engine.call(this, &[value], context),
        None => wrong("Invalid value used in weak set"),
    }
}

/// `new WeakRef(target)`
fn make_reference(
    new_target: &JsObject,
    args: &[JsValue],
    engine: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    match held(args.get_or_undefined(0), true, context)? {
        Some(target) => Ok(engine.construct(&[target], Some(new_target), context)?.into()),
        None => wrong("WeakRef: invalid target"),
    }
}

/// `WeakRef.prototype.deref()`
fn deref(
    this: &JsValue,
    _: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let target = engine.call(this, &[], context)?;
    let symbol = target.as_object().and_then(|object| {
        let stand_in = object.downcast_ref::<StandIn>()?;
        Some(stand_in.0.clone())
    });
    Ok(symbol.map_or(target, JsValue::from))
}

/// `new FinalizationRegistry(callback)`
///
/// The engine stops at the first callback that throws. Here such an error becomes a job of its own,
/// so that the embedder hears of it and the others are called.
fn make_registry(
    new_target: &JsObject,
    args: &[JsValue],
    engine: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(callback) = args.get_or_undefined(0).as_function() else {
        return wrong("FinalizationRegistry: cleanup must be callable");
    };
    let native = NativeFunction::from_copy_closure_with_captures(
        |_, args, callback: &JsFunction, context| {
            let Err(error) = callback.call(&JsValue::undefined(), args, context) else {
                return Ok(JsValue::undefined());
            };
            let error = crate::catchable(error, context);
            if error.as_engine().is_some() {
                return Err(error);
            }
            let realm = context.realm().clone();
            context.enqueue_job(Job::GenericJob(GenericJob::new(move |_| Err(error), realm)));
            Ok(JsValue::undefined())
        },
        callback,
    );
    let native = FunctionObjectBuilder::new(context.realm(), native).build();
    Ok(engine.construct(&[native.into()], Some(new_target), context)?.into())
}

/// `FinalizationRegistry.prototype.register(target, held[, token])`
fn register(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (target, value, token) =
        (args.get_or_undefined(0), args.get_or_undefined(1), args.get_or_undefined(2));
    let Some(kept) = held(target, true, context)? else {
        return wrong("FinalizationRegistry.prototype.register: invalid target");
    };
    if JsValue::same_value(target, value) {
        return wrong(
            "FinalizationRegistry.prototype.register: target and holdings must not be same",
        );
    }
    let token = match held(token, true, context)? {
        None if !token.is_undefined() => return invalid_token(token),
        token => token.unwrap_or_default(),
    };
    engine.call(this, &[kept, value.clone(), token], context)
}

/// `FinalizationRegistry.prototype.unregister(token)`
fn unregister(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let token = args.get_or_undefined(0);
    match held(token, true, context)? {
        Some(token) => engine.call(this, &[token], context),
        None => invalid_token(token),
    }
}

fn invalid_token(token: &JsValue) -> JsResult<JsValue> {
    wrong(format!("Invalid unregisterToken ('{}')", token.display()))
}
