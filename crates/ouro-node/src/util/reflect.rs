//! What inspecting and comparing ask of objects, without running their code where that can be
//! avoided: own descriptors, prototypes, own keys. No JavaScript half.
//! ECMA-262 §10.1 (ordinary objects), §10.5 (Proxy).

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue,
    builtins::{proxy::Proxy, typed_array::TypedArray},
    js_string,
    module::ModuleNamespace,
    object::builtins::JsFunction,
    property::{PropertyDescriptor, PropertyKey},
};

/// Whether reading a property of the object may differ from reading its property table.
fn is_exotic(object: &JsObject) -> bool {
    object.is::<Proxy>()
        || object.is::<TypedArray>()
        || object.is::<JsString>()
        || object.is::<ModuleNamespace>()
}

/// A static method of the realm's own `Object`.
fn object_method(name: &str, context: &mut Context) -> JsResult<Option<JsFunction>> {
    let class = context.intrinsics().constructors().object().constructor();
    Ok(class.get(JsString::from(name), context)?.as_function())
}

/// `Object.getOwnPropertyDescriptor(object, key)`, straight from the property table of an ordinary
/// object.
///
/// # Errors
/// What a trap of a Proxy throws.
pub(crate) fn descriptor(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<Option<PropertyDescriptor>> {
    if !is_exotic(object) {
        let found = object.borrow().properties().get(key);
        // The table of a mapped `arguments` object may lag behind its parameters.
        return Ok(found);
    }
    let Some(method) = object_method("getOwnPropertyDescriptor", context)? else {
        return Ok(None);
    };
    let args = [object.clone().into(), JsValue::from(key)];
    let found = crate::call(&method, &JsValue::undefined(), &args, context)?;
    match found.as_object() {
        Some(found) => found.to_property_descriptor(context).map(Some),
        None => Ok(None),
    }
}

/// Whether an own property exists.
///
/// # Errors
/// What a trap of a Proxy throws.
pub(crate) fn has_own(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<bool> {
    if is_exotic(object) {
        return object.has_own_property(key.clone(), context);
    }
    Ok(object.borrow().properties().contains_key(key))
}

/// Whether an own property exists and is enumerable.
///
/// # Errors
/// What a trap of a Proxy throws.
pub(crate) fn is_enumerable(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<bool> {
    Ok(descriptor(object, key, context)?.and_then(|found| found.enumerable()) == Some(true))
}

/// `Object.getPrototypeOf(object)`.
///
/// # Errors
/// What a trap of a Proxy throws.
pub(crate) fn prototype_of(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    if !object.is::<Proxy>() {
        return Ok(object.prototype());
    }
    let Some(method) = object_method("getPrototypeOf", context)? else { return Ok(None) };
    let args = [object.clone().into()];
    Ok(crate::call(&method, &JsValue::undefined(), &args, context)?.as_object())
}

/// Which own keys are wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Keys {
    /// Enumerable ones.
    Enumerable,
    /// All of them.
    All,
}

/// Own keys in the order of ECMA-262 §10.1.11: indices, strings, symbols.
///
/// # Errors
/// What a trap of a Proxy throws.
pub(crate) fn own_keys(
    object: &JsObject,
    wanted: Keys,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let keys = object.own_property_keys(context)?;
    if wanted == Keys::All {
        return Ok(keys);
    }
    enumerable_of(object, keys, context)
}

/// Own keys that are no array indices.
///
/// # Errors
/// What a trap of a Proxy throws.
pub(crate) fn own_named_keys(
    object: &JsObject,
    wanted: Keys,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let mut keys = object.own_property_keys(context)?;
    keys.retain(|key| !matches!(key, PropertyKey::Index(_)));
    if wanted == Keys::All {
        return Ok(keys);
    }
    enumerable_of(object, keys, context)
}

fn enumerable_of(
    object: &JsObject,
    mut keys: Vec<PropertyKey>,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    if is_exotic(object) {
        let mut kept = Vec::with_capacity(keys.len());
        for key in keys {
            if is_enumerable(object, &key, context)? {
                kept.push(key);
            }
        }
        return Ok(kept);
    }
    let borrowed = object.borrow();
    let table = borrowed.properties();
    keys.retain(|key| table.get(key).is_some_and(|found| found.enumerable() == Some(true)));
    Ok(keys)
}

/// The length of an array, which no script can make throw.
pub(crate) fn array_length(array: &JsObject) -> u32 {
    let length = array.borrow().properties().get(&js_string!("length").into());
    let length = length.and_then(|found| found.value().and_then(JsValue::as_number));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an array's length is below 2³²; `as` saturates"
    )]
    length.map_or(0, |length| length as u32)
}
