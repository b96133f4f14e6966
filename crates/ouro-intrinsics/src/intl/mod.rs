//! `Intl.NumberFormat` for currencies and percentages, which the engine lacks. ECMA-402 §16. Dates
//! with the digits that are asked for.
//!
//! Digits, separators and rounding are the engine's (ICU); what goes around them comes from
//! [`pattern`]. Units, compact currencies and `formatToParts` are not there.

mod date_digits;
mod dates;
mod pattern;

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue,
    NativeFunction, Trace, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};
use boa_gc::GcRefCell;

use crate::builtin::method_over;
use pattern::{Display, currency_digits, currency_text, percent_text};

/// What the realm's functions share: the engine's constructor, prototype and `format` accessor.
#[derive(Clone, Trace, Finalize, JsData)]
struct Engine {
    constructor: JsObject,
    prototype: JsObject,
    format: JsFunction,
}

/// A number format with a style of ours.
#[derive(Trace, Finalize, JsData)]
struct Styled {
    /// The engine's format for the digits alone.
    digits: JsObject,
    locale: JsString,
    currency: Option<JsString>,
    #[unsafe_ignore_trace]
    display: Display,
    accounting: bool,
    /// What the `format` accessor gave, the same each time.
    bound: GcRefCell<Option<JsFunction>>,
}

/// Installs constructor, accessor and methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    date_digits::install(context)?;
    let intl = context.global_object().get(js_string!("Intl"), context)?;
    let Some(intl) = intl.as_object() else { return Ok(()) };
    dates::install(&intl, context)?;
    let constructor = intl.get(js_string!("NumberFormat"), context)?;
    let Some(constructor) = constructor.as_object() else { return Ok(()) };
    let prototype = constructor.get(js_string!("prototype"), context)?.to_object(context)?;
    let slot = prototype.borrow().properties().get(&js_string!("format").into());
    let format = slot.and_then(|slot| slot.get().and_then(JsValue::as_function));
    let Some(format) = format else { return Ok(()) };
    let engine = Engine { constructor: constructor.clone(), prototype: prototype.clone(), format };
    let ours = closure("NumberFormat", 0, construct, engine.clone(), true, context);
    let fixed = |value: JsValue| PropertyDescriptor::builder().value(value).enumerable(false);
    ours.insert_property(
        js_string!("prototype"),
        fixed(prototype.clone().into()).writable(false).configurable(false),
    );
    let supported = constructor.get(js_string!("supportedLocalesOf"), context)?;
    let plain = |value: JsValue| fixed(value).writable(true).configurable(true);
    ours.insert_property(js_string!("supportedLocalesOf"), plain(supported));
    prototype.insert_property(js_string!("constructor"), plain(ours.clone().into()));
    intl.insert_property(js_string!("NumberFormat"), plain(ours.into()));
    let get = closure("get format", 0, get_format, engine.clone(), false, context);
    prototype.insert_property(
        js_string!("format"),
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true),
    );
    method_over(&prototype, "resolvedOptions", 0, resolved_options, context)?;
    let number = context.intrinsics().constructors().number().prototype();
    let bigint = context.intrinsics().constructors().bigint().prototype();
    for prototype in [number, bigint] {
        let method = prototype.get(js_string!("toLocaleString"), context)?;
        let Some(method) = method.as_function() else { continue };
        let captures = (engine.clone(), method);
        let function = closure("toLocaleString", 0, to_locale_string, captures, false, context);
        prototype.insert_property(js_string!("toLocaleString"), plain(function.into()));
    }
    Ok(())
}

fn closure<T: Trace + 'static>(
    name: &str,
    length: usize,
    body: fn(&JsValue, &[JsValue], &T, &mut Context) -> JsResult<JsValue>,
    captures: T,
    is_constructor: bool,
    context: &mut Context,
) -> JsFunction {
    let function = NativeFunction::from_copy_closure_with_captures(
        move |this, args, captures: &T, context| body(this, args, captures, context),
        captures,
    );
    FunctionObjectBuilder::new(context.realm(), function)
        .name(JsString::from(name))
        .length(length)
        .constructor(is_constructor)
        .build()
}

/// `new Intl.NumberFormat([locales [, options]])`; also without `new`.
fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    engine: &Engine,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(options) = args.get_or_undefined(1).as_object() {
        let style = options.get(js_string!("style"), context)?;
        let style = style.as_string().map(|style| style.to_std_string_lossy());
        if matches!(style.as_deref(), Some("currency" | "percent")) {
            let currency = style.as_deref() == Some("currency");
            return styled(
                new_target,
                args.get_or_undefined(0),
                &options,
                currency,
                engine,
                context,
            );
        }
    }
    let target = new_target.as_object();
    engine.constructor.construct(args, target.as_ref(), context).map(JsValue::from)
}

/// Makes a format with a style of ours.
fn styled(
    new_target: &JsValue,
    locales: &JsValue,
    options: &JsObject,
    is_currency: bool,
    engine: &Engine,
    context: &mut Context,
) -> JsResult<JsValue> {
    let currency = if is_currency { Some(currency_of(options, context)?) } else { None };
    let text = |name: &str, context: &mut Context| -> JsResult<String> {
        let value = options.get(JsString::from(name), context)?;
        Ok(value.as_string().map(|text| text.to_std_string_lossy()).unwrap_or_default())
    };
    let display = Display::named(&text("currencyDisplay", context)?);
    let accounting = text("currencySign", context)? == "accounting";
    let usual = currency.as_ref().map_or(0, currency_digits);
    let min = options.get(js_string!("minimumFractionDigits"), context)?;
    let max = options.get(js_string!("maximumFractionDigits"), context)?;
    let (min, max) = match (min.is_undefined(), max.is_undefined()) {
        (true, true) => (JsValue::from(usual), JsValue::from(usual)),
        (false, true) => {
            let least = f64::from(usual).max(min.to_number(context)?);
            (min, least.into())
        }
        (true, false) => {
            let most = f64::from(usual).min(max.to_number(context)?);
            (most.into(), max)
        }
        (false, false) => (min, max),
    };
    // Everything else is asked of the caller's own object.
    let digits = JsObject::with_object_proto(context.intrinsics());
    digits.set_prototype(Some(options.clone()));
    for (name, value) in [
        ("style", js_string!("decimal").into()),
        ("minimumFractionDigits", min),
        ("maximumFractionDigits", max),
    ] {
        digits.create_data_property_or_throw(JsString::from(name), value, context)?;
    }
    let digits = engine.constructor.construct(&[locales.clone(), digits.into()], None, context)?;
    let resolved = digits.invoke_resolved(context)?;
    let locale = resolved.get(js_string!("locale"), context)?.to_string(context)?;
    let prototype = match new_target.as_object() {
        Some(target) => target.get(js_string!("prototype"), context)?.as_object(),
        None => None,
    };
    let prototype = prototype.unwrap_or_else(|| engine.prototype.clone());
    let data =
        Styled { digits, locale, currency, display, accounting, bound: GcRefCell::default() };
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

/// The currency option, in capitals. ECMA-402 §6.3.1 `IsWellFormedCurrencyCode`.
fn currency_of(options: &JsObject, context: &mut Context) -> JsResult<JsString> {
    let value = options.get(js_string!("currency"), context)?;
    if value.is_undefined() {
        let message = "Currency code is required with currency style.";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let code = value.to_string(context)?.to_std_string_lossy();
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let message = format!("Invalid currency code : {code}");
        return Err(JsNativeError::range().with_message(message).into());
    }
    Ok(JsString::from(code.to_ascii_uppercase()))
}

/// Asking a format of the engine's.
trait Resolved {
    /// `resolvedOptions()`.
    fn invoke_resolved(&self, context: &mut Context) -> JsResult<JsObject>;
}

impl Resolved for JsObject {
    fn invoke_resolved(&self, context: &mut Context) -> JsResult<JsObject> {
        let method = self.get(js_string!("resolvedOptions"), context)?.to_object(context)?;
        method.call(&self.clone().into(), &[], context)?.to_object(context)
    }
}

/// `get Intl.NumberFormat.prototype.format`.
fn get_format(
    this: &JsValue,
    _: &[JsValue],
    engine: &Engine,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object().filter(JsObject::is::<Styled>);
    let Some(object) = object else { return engine.format.call(this, &[], context) };
    let known = object.downcast_ref::<Styled>().and_then(|data| data.bound.borrow().clone());
    if let Some(bound) = known {
        return Ok(bound.into());
    }
    let captures = (object.clone(), engine.clone());
    let bound = closure(
        "",
        1,
        |_, args, (object, engine): &(JsObject, Engine), context| {
            format(object, args.get_or_undefined(0), engine, context).map(JsValue::from)
        },
        captures,
        false,
        context,
    );
    if let Some(data) = object.downcast_ref::<Styled>() {
        *data.bound.borrow_mut() = Some(bound.clone());
    }
    Ok(bound.into())
}

/// Writes a number in the style of a format.
fn format(
    object: &JsObject,
    value: &JsValue,
    engine: &Engine,
    context: &mut Context,
) -> JsResult<JsString> {
    let taken = object.downcast_ref::<Styled>().map(|data| {
        (
            data.digits.clone(),
            data.locale.clone(),
            data.currency.clone(),
            data.display,
            data.accounting,
        )
    });
    let Some((digits, locale, currency, display, accounting)) = taken else {
        return Ok(js_string!());
    };
    let value = value.to_numeric(context)?;
    let value = match (&currency, value) {
        (None, boa_engine::value::Numeric::Number(number)) => (number * 100.0).into(),
        (None, boa_engine::value::Numeric::BigInt(number)) => {
            JsValue::from(boa_engine::JsBigInt::mul(&number, &boa_engine::JsBigInt::from(100)))
        }
        (Some(_), value) => value.into(),
    };
    let write = engine.format.call(&digits.into(), &[], context)?.to_object(context)?;
    let text = write.call(&JsValue::undefined(), &[value], context)?.to_string(context)?;
    let text = text.to_std_string_lossy();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(text) => (true, text),
        None => (false, text.as_str()),
    };
    let locale = locale.to_std_string_lossy();
    let shown = match currency {
        Some(code) => currency_text(&locale, &code.to_std_string_lossy(), display, text),
        None => percent_text(&locale, text),
    };
    Ok(JsString::from(match (negative, accounting) {
        (true, true) => format!("({shown})"),
        (true, false) => format!("-{shown}"),
        (false, _) => shown,
    }))
}

/// `Intl.NumberFormat.prototype.resolvedOptions()`.
fn resolved_options(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object().filter(JsObject::is::<Styled>);
    let taken = object.as_ref().and_then(|object| {
        let data = object.downcast_ref::<Styled>()?;
        Some((data.digits.clone(), data.currency.clone(), data.display, data.accounting))
    });
    let Some((digits, currency, display, accounting)) = taken else {
        return engine.call(this, args, context);
    };
    let resolved = engine.call(&digits.into(), &[], context)?.to_object(context)?;
    let style = if currency.is_some() { "currency" } else { "percent" };
    resolved.set(js_string!("style"), js_string!(style), true, context)?;
    if let Some(currency) = currency {
        let sign = if accounting { "accounting" } else { "standard" };
        for (name, value) in [
            ("currency", currency),
            ("currencyDisplay", js_string!(display.name())),
            ("currencySign", js_string!(sign)),
        ] {
            resolved.create_data_property_or_throw(JsString::from(name), value, context)?;
        }
    }
    Ok(resolved.into())
}

/// `Number.prototype.toLocaleString([locales [, options]])`, and that of BigInt.
fn to_locale_string(
    this: &JsValue,
    args: &[JsValue],
    (engine, method): &(Engine, JsFunction),
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(options) = args.get_or_undefined(1).as_object() else {
        let text = method.call(this, args, context)?;
        return Ok(infinite(this).map_or(text, JsValue::from));
    };
    let style = options.get(js_string!("style"), context)?;
    let style = style.as_string().map(|style| style.to_std_string_lossy());
    if !matches!(style.as_deref(), Some("currency" | "percent")) {
        let text = method.call(this, args, context)?;
        return Ok(infinite(this).map_or(text, JsValue::from));
    }
    let made = construct(&JsValue::undefined(), args, engine, context)?;
    format(&made.to_object(context)?, this, engine, context).map(JsValue::from)
}

/// CLDR's sign for what is infinite, the same in nearly every language; the engine writes a word.
fn infinite(value: &JsValue) -> Option<JsString> {
    let number = value.as_number()?;
    let text = if number > 0.0 { "\u{221e}" } else { "-\u{221e}" };
    number.is_infinite().then(|| JsString::from(text))
}
