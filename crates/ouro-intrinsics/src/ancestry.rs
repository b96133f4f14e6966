//! `Object.prototype.isPrototypeOf` and `instanceof` along chains that a Proxy makes endless. ECMA-262
//! §20.1.3.3, §20.2.3.6, §7.3.22.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsSymbol, JsValue,
    builtins::{function::BoundFunction, proxy::Proxy},
    js_string,
    object::builtins::JsFunction,
    property::{PropertyDescriptor, PropertyKey},
};

use crate::{
    builtin::{method_over, method_over_key},
    interrupt::Pace,
};

/// Longer chains are refused, as where V8's stack ends.
const MAX_PROXIES: usize = 10_000;

/// Installs the method into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let object = context.intrinsics().constructors().object();
    let prototype = object.prototype();
    method_over(&prototype, "isPrototypeOf", 1, is_prototype_of, context)?;
    let function = context.intrinsics().constructors().function().prototype();
    let key = PropertyKey::from(JsSymbol::has_instance());
    method_over_key(&function, key.clone(), "[Symbol.hasInstance]", 1, has_instance, context)?;
    let method = function.get(key.clone(), context)?;
    let fixed = PropertyDescriptor::builder().value(method).writable(false);
    function.insert_property(key, fixed.enumerable(false).configurable(false));
    Ok(())
}

/// `Function.prototype[Symbol.hasInstance](value)`
fn has_instance(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let Some(class) = this.as_object().filter(JsObject::is_callable) else {
        return Ok(false.into());
    };
    let Some(object) = value.as_object() else { return Ok(false.into()) };
    if class.is::<BoundFunction>() {
        return engine.call(this, args, context);
    }
    let prototype = class.get(js_string!("prototype"), context)?;
    let Some(prototype) = prototype.as_object() else {
        let shown = prototype.display();
        let message = format!("Function has non-object prototype '{shown}' in instanceof check");
        return Err(JsNativeError::typ().with_message(message).into());
    };
    Ok(inherits(object, &prototype, context)?.into())
}

/// `Object.prototype.isPrototypeOf(object)`
fn is_prototype_of(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else { return Ok(false.into()) };
    let this = this.to_object(context)?;
    Ok(inherits(object, &this, context)?.into())
}

/// Whether a prototype is in the chain of an object.
fn inherits(mut object: JsObject, prototype: &JsObject, context: &mut Context) -> JsResult<bool> {
    let mut pace = Pace::default();
    let mut proxies = 0;
    loop {
        pace.step(context)?;
        let next = if object.is::<Proxy>() {
            proxies += 1;
            if proxies > MAX_PROXIES {
                let message = "Maximum call stack size exceeded";
                return Err(JsNativeError::range().with_message(message).into());
            }
            asked(object, context)?
        } else {
            object.prototype()
        };
        let Some(next) = next else { return Ok(false) };
        if JsObject::equals(&next, prototype) {
            return Ok(true);
        }
        object = next;
    }
}

/// The prototype of a Proxy, by its trap.
fn asked(object: JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let class = context.intrinsics().constructors().object().constructor();
    let ask = class.get(js_string!("getPrototypeOf"), context)?;
    let Some(ask) = ask.as_function() else { return Ok(None) };
    Ok(ask.call(&class.into(), &[object.into()], context)?.as_object())
}
