//! The engine's own classes with the locale of the environment, where a program names none. ECMA-402
//! §6.2.4 (`DefaultLocale`); the engine itself knows `und` alone where `LANG` is not set.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsFunction},
    property::PropertyDescriptor,
};

use boa_gc::{Gc, GcRefCell};

use super::{
    class::{Kit, bound, record},
    locales::{canonical, default_tag, or_default},
};
use crate::builtin::{hide, method_over};

/// Puts constructors and methods in the place of the engine's in the current realm.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) -> JsResult<()> {
    for name in ["Collator", "ListFormat", "Segmenter"] {
        class(intl, name, kit, context)?;
    }
    let collator = intl.get(js_string!("Collator"), context)?.to_object(context)?;
    let collator = collator.get(js_string!("prototype"), context)?.to_object(context)?;
    method_over(&collator, "resolvedOptions", 0, collator_options, context)?;
    kit.method(intl, "getCanonicalLocales", 1, canonical_locales, context);
    let string = context.intrinsics().constructors().string().prototype();
    if let Some(engine) = string.get(js_string!("localeCompare"), context)?.as_function() {
        let collator = intl.get(js_string!("Collator"), context)?.to_object(context)?;
        let captures = (engine, collator, Gc::new(GcRefCell::new(None)));
        let function = bound("localeCompare", 1, locale_compare, captures, false, context);
        hide(&string, js_string!("localeCompare"), function);
    }
    method_over(&string, "toLocaleLowerCase", 0, change_case, context)?;
    method_over(&string, "toLocaleUpperCase", 0, change_case, context)
}

/// A constructor that hands on to the engine's, with a prototype in common. That of `Collator` may be
/// called as a function.
fn class(intl: &JsObject, name: &str, kit: &Kit, context: &mut Context) -> JsResult<()> {
    let engine = intl.get(JsString::from(name), context)?;
    let Some(engine) = engine.as_object() else { return Ok(()) };
    let prototype = engine.get(js_string!("prototype"), context)?;
    let supported = engine.get(js_string!("supportedLocalesOf"), context)?;
    let plain = name == "Collator";
    let Some(filter) = supported.as_function() else { return Ok(()) };
    let ours = bound(name, 0, construct, (engine, filter, kit.clone(), plain), true, context);
    ours.insert_property(
        js_string!("prototype"),
        PropertyDescriptor::builder()
            .value(prototype.clone())
            .writable(false)
            .enumerable(false)
            .configurable(false),
    );
    hide(&ours, js_string!("supportedLocalesOf"), supported);
    if let Some(prototype) = prototype.as_object() {
        hide(&prototype, js_string!("constructor"), ours.clone());
    }
    hide(intl, JsString::from(name), ours);
    Ok(())
}

fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    (engine, filter, kit, plain): &(JsObject, JsFunction, Kit, bool),
    context: &mut Context,
) -> JsResult<JsValue> {
    let target = new_target.as_object();
    if target.is_none() && !plain {
        return engine.call(&JsValue::undefined(), args, context);
    }
    let options = args.get_or_undefined(1).clone();
    let locales = known(args.get_or_undefined(0), &options, filter, kit, context)?;
    match target {
        Some(target) => {
            engine.construct(&[locales, options], Some(&target), context).map(JsValue::from)
        }
        None => engine.call(&JsValue::undefined(), &[locales, options], context),
    }
}

/// Those of the locales asked for that the engine knows, else that of the environment.
pub(super) fn known(
    locales: &JsValue,
    options: &JsValue,
    filter: &JsFunction,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let usual = || JsString::from(default_tag()).into();
    if locales.is_undefined() {
        return Ok(usual());
    }
    let tags = canonical(locales, kit, context)?;
    let tags = tags.iter().map(|tag| JsValue::from(JsString::from(tag.as_str())));
    let tags = tags.collect::<Vec<_>>();
    let tags: JsValue = JsArray::from_iter(tags, context).into();
    let filtered = |args: &[JsValue], context: &mut Context| -> JsResult<(JsValue, bool)> {
        let found = filter.call(&JsValue::undefined(), args, context)?;
        let count = found.to_object(context)?.get(js_string!("length"), context)?;
        Ok((found, count.as_number() == Some(0.0)))
    };
    let (found, none) = filtered(std::slice::from_ref(&tags), context)?;
    if !none {
        return Ok(found);
    }
    // The engine's two ways of matching do not know the same locales.
    let lookup = [("localeMatcher", Some(JsValue::from(js_string!("lookup"))))];
    let lookup = record(lookup, context)?;
    let (found, none) = filtered(&[tags, lookup], context)?;
    if none || !options.is_object() {
        return Ok(usual());
    }
    let matcher = options.to_object(context)?.get(js_string!("localeMatcher"), context)?;
    let by_lookup = matcher.as_string().is_some_and(|matcher| matcher == js_string!("lookup"));
    if by_lookup { Ok(found) } else { Ok(usual()) }
}

/// What `localeCompare` uses: the engine's, the class of collators, the comparison of the usual one.
type Compare = (JsFunction, JsObject, Gc<GcRefCell<Option<JsFunction>>>);

/// `String.prototype.localeCompare(that [, locales [, options]])`. The collator of the environment's
/// locale is made once, not for each comparison.
fn locale_compare(
    this: &JsValue,
    args: &[JsValue],
    (engine, class, kept): &Compare,
    context: &mut Context,
) -> JsResult<JsValue> {
    let that = args.get_or_undefined(0);
    let (locales, options) = (args.get_or_undefined(1), args.get_or_undefined(2));
    if this.is_string() && that.is_string() && locales.is_undefined() && options.is_undefined() {
        let known = kept.borrow().clone();
        let compare = match known {
            Some(compare) => Some(compare),
            None => {
                let collator = class.construct(&[], None, context)?;
                let made = collator.get(js_string!("compare"), context)?.as_function();
                kept.borrow_mut().clone_from(&made);
                made
            }
        };
        if let Some(compare) = compare {
            return compare.call(&JsValue::undefined(), &[this.clone(), that.clone()], context);
        }
    }
    let locales = or_default(locales, context)?;
    engine.call(this, &[that.clone(), locales, options.clone()], context)
}

/// `String.prototype.toLocaleUpperCase([locales])` and its counterpart.
fn change_case(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let locales = or_default(args.get_or_undefined(0), context)?;
    engine.call(this, &[locales], context)
}

/// `Intl.Collator.prototype.resolvedOptions()`, with the `caseFirst` that the engine leaves out.
fn collator_options(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let resolved = engine.call(this, args, context)?;
    if let Some(object) = resolved.as_object()
        && !object.has_own_property(js_string!("caseFirst"), context)?
    {
        let usual = js_string!("false");
        object.create_data_property_or_throw(js_string!("caseFirst"), usual, context)?;
    }
    Ok(resolved)
}

/// `Intl.getCanonicalLocales(locales)`, the engine's with V8's messages.
fn canonical_locales(
    _: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let tags = canonical(args.get_or_undefined(0), kit, context)?;
    let tags = tags.iter().map(|tag| JsValue::from(JsString::from(tag.as_str())));
    let tags = tags.collect::<Vec<_>>();
    Ok(JsArray::from_iter(tags, context).into())
}
