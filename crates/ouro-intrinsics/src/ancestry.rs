//! `Object.prototype.isPrototypeOf` along chains that a Proxy makes endless. ECMA-262 §20.1.3.3.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsValue, builtins::proxy::Proxy, js_string,
    object::builtins::JsFunction,
};

use crate::{builtin::method_over, interrupt::Pace};

/// Longer chains are refused, as where V8's stack ends.
const MAX_PROXIES: usize = 10_000;

/// Installs the method into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let object = context.intrinsics().constructors().object();
    let prototype = object.prototype();
    method_over(&prototype, "isPrototypeOf", 1, is_prototype_of, context)
}

/// `Object.prototype.isPrototypeOf(object)`
fn is_prototype_of(
    this: &JsValue,
    args: &[JsValue],
    _: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(mut object) = args.get_or_undefined(0).as_object() else { return Ok(false.into()) };
    let this = this.to_object(context)?;
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
        let Some(next) = next else { return Ok(false.into()) };
        if JsObject::equals(&next, &this) {
            return Ok(true.into());
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
