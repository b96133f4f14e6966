//! Target and handler of a Proxy, which the engine keeps to itself: the realm's `Proxy` is
//! replaced by one that notes both, weakly, for `util.inspect` and `util.types`.
//! Likewise `Object.setPrototypeOf` notes the class of an object that it leaves without prototype.
//! ECMA-262 §28.2 (the Proxy constructor), §20.1.2.23. No JavaScript half.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsValue, NativeFunction,
    builtins::proxy::Proxy,
    js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
    property::PropertyDescriptor,
};

use super::inspect;
use crate::{Arguments, binding};

/// What is known of a Proxy.
#[derive(Debug)]
pub(crate) enum Details {
    /// Its target and its handler.
    Of(JsObject, JsObject),
    /// It was revoked.
    Revoked,
    /// It was not made by a script.
    Unknown,
}

/// What is known of a Proxy.
///
/// # Errors
/// None but the engine's own.
pub(crate) fn details(proxy: &JsObject, context: &mut Context) -> JsResult<Details> {
    let array = context.intrinsics().constructors().array().constructor();
    if let Some(is_array) = array.get(js_string!("isArray"), context)?.as_function()
        && is_array.call(&JsValue::undefined(), &[proxy.clone().into()], context).is_err()
    {
        return Ok(Details::Revoked);
    }
    let known = inspect::state(context)?.proxies.get(proxy, context)?;
    let Some(known) = known.as_object() else { return Ok(Details::Unknown) };
    let target = known.get(0_u32, context)?.as_object();
    let handler = known.get(1_u32, context)?.as_object();
    Ok(match (target, handler) {
        (Some(target), Some(handler)) => Details::Of(target, handler),
        _ => Details::Unknown,
    })
}

/// The object behind any number of Proxies, or `None` behind a revoked one.
///
/// # Errors
/// None but the engine's own.
pub(crate) fn unwrap(mut object: JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    while object.is::<Proxy>() {
        match details(&object, context)? {
            Details::Of(target, _) => object = target,
            Details::Revoked => return Ok(None),
            Details::Unknown => break,
        }
    }
    Ok(Some(object))
}

/// Puts the noting constructor in the place of the realm's `Proxy`.
///
/// # Errors
/// None but the engine's own.
pub fn install_proxy(context: &mut Context) -> JsResult<()> {
    let body = NativeFunction::from_fn_ptr(construct);
    let class: JsObject = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("Proxy"))
        .length(2)
        .constructor(true)
        .build()
        .into();
    // A Proxy has no `prototype`, and neither has its class.
    let _ = class.delete_property_or_throw(js_string!("prototype"), context);
    let revocable = binding::function("revocable", 2, revocable, context);
    let hidden = |value: JsValue| {
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(false)
            .configurable(true)
    };
    class.insert_property(js_string!("revocable"), hidden(revocable.into()));
    let global = context.global_object();
    global.define_property_or_throw(js_string!("Proxy"), hidden(class.into()), context)?;
    install_set_prototype(context)
}

/// Puts the noting function in the place of `Object.setPrototypeOf`.
fn install_set_prototype(context: &mut Context) -> JsResult<()> {
    let class = context.intrinsics().constructors().object().constructor();
    let original = class.get(js_string!("setPrototypeOf"), context)?;
    let Some(original) = original.as_function() else { return Ok(()) };
    let body = NativeFunction::from_copy_closure_with_captures(
        |this, args, original: &JsFunction, context| {
            if args.value(1).is_null()
                && let Some(object) = args.value(0).as_object()
                && object.is_ordinary()
                && object.prototype().is_some()
                && let Ok(Some(name)) = inspect::class_name(&object, context)
                && name != "Object"
            {
                let known = inspect::state(context)?;
                known.lost_classes.set(&object, js_string!(name).into(), context)?;
            }
            original.call(this, args, context)
        },
        original,
    );
    let function = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("setPrototypeOf"))
        .length(2)
        .build();
    class.insert_property(
        js_string!("setPrototypeOf"),
        PropertyDescriptor::builder()
            .value(function)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
    Ok(())
}

/// `new Proxy(target, handler)`.
fn construct(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if this.is_undefined() {
        return Err(typ("Constructor Proxy requires 'new'"));
    }
    check(args)?;
    let class = context.intrinsics().constructors().proxy().constructor();
    let proxy = class.construct(args, None, context)?;
    note(&proxy, args, context)?;
    Ok(proxy.into())
}

/// `Proxy.revocable(target, handler)`.
fn revocable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    check(args)?;
    let class = context.intrinsics().constructors().proxy().constructor();
    let made = class.get(js_string!("revocable"), context)?;
    let Some(made) = made.as_function() else { return Ok(JsValue::undefined()) };
    let pair = made.call(&class.into(), args, context)?;
    if let Some(object) = pair.as_object()
        && let Some(proxy) = object.get(js_string!("proxy"), context)?.as_object()
    {
        note(&proxy, args, context)?;
    }
    Ok(pair)
}

fn check(args: &[JsValue]) -> JsResult<()> {
    if args.value(0).is_object() && args.value(1).is_object() {
        return Ok(());
    }
    Err(typ("Cannot create proxy with a non-object as target or handler"))
}

fn typ(message: &'static str) -> JsError {
    JsNativeError::typ().with_message(message).into()
}

fn note(proxy: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let pair = JsArray::from_iter([args.value(0).clone(), args.value(1).clone()], context);
    inspect::state(context)?.proxies.set(proxy, pair.into(), context)?;
    Ok(())
}
