//! `Intl.NumberFormat`, and `toLocaleString` of numbers. ECMA-402 §16, §18.2.1, §18.3.1.

pub(super) mod format;
mod lookup;
mod outer;
pub(super) mod parts;
mod range;
pub(super) mod style;

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsSymbol,
    JsValue, Trace, js_string, object::builtins::JsFunction, property::PropertyDescriptor,
};
use boa_gc::GcRefCell;

use super::{
    class::{Body, Class, Kit, bound, incompatible, record, supported_locales},
    decimal::Number,
    digits::Digits,
    locales::{Resolved, canonical, resolve},
    options::Options,
};
use format::{Formatter, Grouping};
use parts::{array_of, text_of};
use style::{Notation, Style, currency_digits, read_style};

/// An instance.
#[derive(Trace, Finalize, JsData)]
pub(super) struct NumberFormat {
    #[unsafe_ignore_trace]
    pub(super) formatter: Rc<Formatter>,
    /// What the `format` accessor gave, the same each time.
    bound: GcRefCell<Option<JsFunction>>,
}

/// Installs the class, and the methods of numbers, into the current realm.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) -> JsResult<()> {
    let (constructor, prototype) = kit.class(intl, Class::NumberFormat, 0, construct, context);
    supported_locales(&constructor, kit, context);
    let get = kit.function("get format", 0, get_format, context);
    prototype.insert_property(
        js_string!("format"),
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true),
    );
    let methods: [(&str, usize, Body); 4] = [
        ("formatToParts", 1, format_to_parts),
        ("formatRange", 2, |this, args, kit, context| range(this, args, kit, context, false)),
        ("formatRangeToParts", 2, |this, args, kit, context| range(this, args, kit, context, true)),
        ("resolvedOptions", 0, resolved_options),
    ];
    kit.methods(&prototype, &methods, context);
    let number = context.intrinsics().constructors().number().prototype();
    kit.method(&number, "toLocaleString", 0, number_to_locale_string, context);
    let bigint = context.intrinsics().constructors().bigint().prototype();
    kit.method(&bigint, "toLocaleString", 0, bigint_to_locale_string, context);
    Ok(())
}

/// `new Intl.NumberFormat([locales [, options]])`; also without `new`. The engine gives constructors no
/// `this`, so an object that an old-fashioned call means to extend (`Intl.NumberFormat.call(object)`,
/// §16.1.1 step 4) is left as it is.
fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = kit.prototype_for(new_target, Class::NumberFormat, context)?;
    let (locales, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let formatter = read(locales, options, "Intl.NumberFormat", kit, context)?;
    let data = NumberFormat { formatter: Rc::new(formatter), bound: GcRefCell::default() };
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

/// Reads locales and options. ECMA-402 §16.1.1, `InitializeNumberFormat`.
pub(super) fn read(
    locales: &JsValue,
    options: &JsValue,
    asker: &'static str,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Formatter> {
    let requested = canonical(locales, kit, context)?;
    let options = Options::coerce(options, asker, context)?;
    options.matcher(context)?;
    let system = options.numbering_system(context)?;
    let locale = resolve(&requested, system.as_deref())?;
    let style = read_style(&options, context)?;
    let notations = ["standard", "scientific", "engineering", "compact"];
    let notation = options.choice("notation", &notations, context)?.unwrap_or("standard");
    let defaults = match &style {
        Style::Currency { code, .. } if notation == "standard" => {
            (currency_digits(code), currency_digits(code))
        }
        Style::Percent => (0, 0),
        _ => (0, 3),
    };
    let digits = Digits::read(&options, defaults, notation == "compact", context)?;
    let long = options.choice("compactDisplay", &["short", "long"], context)? == Some("long");
    let notation = match notation {
        "compact" => Notation::Compact(long),
        "engineering" => Notation::Engineering,
        "scientific" => Notation::Scientific,
        _ => Notation::Standard,
    };
    let grouping = read_grouping(&options, notation, context)?;
    let signs = ["auto", "never", "always", "exceptZero", "negative"];
    let sign = options.choice("signDisplay", &signs, context)?.unwrap_or("auto");
    Ok(Formatter::new(locale, style, notation, digits, grouping, sign))
}

/// `useGrouping`: a text, or anything that is true or not. ECMA-402 §9.2.14.
fn read_grouping(
    options: &Options,
    notation: Notation,
    context: &mut Context,
) -> JsResult<Grouping> {
    let usual = match notation {
        Notation::Compact(_) => Grouping::Min2,
        _ => Grouping::Auto,
    };
    let value = options.get("useGrouping", context)?;
    if value.is_undefined() {
        return Ok(usual);
    }
    if value.as_boolean() == Some(true) {
        return Ok(Grouping::Always);
    }
    if !value.to_boolean() {
        return Ok(Grouping::Never);
    }
    let text = value.to_string(context)?.to_std_string_lossy();
    match text.as_str() {
        "always" => Ok(Grouping::Always),
        "auto" => Ok(Grouping::Auto),
        "false" | "true" => Ok(usual),
        "min2" => Ok(Grouping::Min2),
        _ => Err(options.out_of_range("useGrouping", &text)),
    }
}

/// A format for plain numbers of a locale, as other classes of Intl need it.
pub(super) fn plain(locale: Resolved) -> Formatter {
    let (style, notation) = (Style::Decimal, Notation::Standard);
    Formatter::new(locale, style, notation, Digits::plain(0, 3), Grouping::Auto, "auto")
}

/// The format of a `toLocaleString` without options: the last one is kept, since programs ask for the
/// same again and again.
fn usual(
    args: &[JsValue],
    asker: &'static str,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Rc<Formatter>> {
    thread_local! {
        static LAST: RefCell<Option<(String, Rc<Formatter>)>> = const { RefCell::new(None) };
    }
    let (locales, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let plain = options.is_undefined() && (locales.is_undefined() || locales.is_string());
    if !plain {
        return read(locales, options, asker, kit, context).map(Rc::new);
    }
    let key = locales.as_string().map(|tag| tag.to_std_string_lossy()).unwrap_or_default();
    let known = LAST.with_borrow(|last| {
        let (tag, formatter) = last.as_ref()?;
        (*tag == key && tag.is_empty() == locales.is_undefined()).then(|| Rc::clone(formatter))
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let formatter = Rc::new(read(locales, options, asker, kit, context)?);
    LAST.set(Some((key, Rc::clone(&formatter))));
    Ok(formatter)
}

/// `UnwrapNumberFormat`: the instance, also one that an old-fashioned call hid in an object.
fn unwrap(this: &JsValue, method: &str, kit: &Kit, context: &mut Context) -> JsResult<JsObject> {
    let Some(object) = this.as_object() else { return Err(incompatible(method, this)) };
    if object.is::<NumberFormat>() {
        return Ok(object);
    }
    let symbol = fallback_symbol(context);
    let mut next = object.prototype();
    let own = kit.prototype(Class::NumberFormat)?;
    while let Some(prototype) = next {
        if JsObject::equals(&prototype, &own) {
            let hidden = object.get(symbol, context)?;
            let hidden = hidden.as_object().filter(JsObject::is::<NumberFormat>);
            return hidden.ok_or_else(|| incompatible(method, this));
        }
        next = prototype.prototype();
    }
    Err(incompatible(method, this))
}

fn fallback_symbol(context: &Context) -> JsSymbol {
    context.intrinsics().objects().intl().borrow().data().fallback_symbol()
}

fn formatter_of(object: &JsObject) -> JsResult<Rc<Formatter>> {
    let data = object.downcast_ref::<NumberFormat>();
    let formatter = data.map(|data| Rc::clone(&data.formatter));
    formatter.ok_or_else(|| incompatible("Intl.NumberFormat", &object.clone().into()))
}

/// `get Intl.NumberFormat.prototype.format`.
fn get_format(
    this: &JsValue,
    _: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = unwrap(this, "get Intl.NumberFormat.prototype.format", kit, context)?;
    let known = object.downcast_ref::<NumberFormat>().and_then(|data| data.bound.borrow().clone());
    if let Some(known) = known {
        return Ok(known.into());
    }
    let format = |_: &JsValue, args: &[JsValue], object: &JsObject, context: &mut Context| {
        let number = Number::of(args.get_or_undefined(0), context)?;
        let parts = formatter_of(object)?.parts(&number);
        Ok(JsString::from(text_of(&parts)).into())
    };
    let function = bound("", 1, format, object.clone(), false, context);
    if let Some(data) = object.downcast_ref::<NumberFormat>() {
        *data.bound.borrow_mut() = Some(function.clone());
    }
    Ok(function.into())
}

/// An instance; other than for `format`, nothing hidden is looked for.
fn instance(this: &JsValue, method: &str) -> JsResult<Rc<Formatter>> {
    let object = super::class::receiver::<NumberFormat>(this, method)?;
    formatter_of(&object)
}

/// `Intl.NumberFormat.prototype.formatToParts(value)`.
fn format_to_parts(
    this: &JsValue,
    args: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let formatter = instance(this, "Intl.NumberFormat.prototype.formatToParts")?;
    let number = Number::of(args.get_or_undefined(0), context)?;
    array_of(&formatter.parts(&number), |_| None, context)
}

/// `Intl.NumberFormat.prototype.formatRange(start, end)`, and the same in parts.
fn range(
    this: &JsValue,
    args: &[JsValue],
    _: &Kit,
    context: &mut Context,
    in_parts: bool,
) -> JsResult<JsValue> {
    let name = if in_parts { "formatRangeToParts" } else { "formatRange" };
    let formatter = instance(this, &format!("Intl.NumberFormat.prototype.{name}"))?;
    for (at, name) in ["start", "end"].into_iter().enumerate() {
        if args.get_or_undefined(at).is_undefined() {
            let message = format!("Invalid {name} : undefined");
            return Err(JsNativeError::typ().with_message(message).into());
        }
    }
    let start = Number::of(args.get_or_undefined(0), context)?;
    let end = Number::of(args.get_or_undefined(1), context)?;
    for (number, name) in [(&start, "start"), (&end, "end")] {
        if matches!(number, Number::Nan) {
            let message = format!("Invalid {name} : NaN");
            return Err(JsNativeError::range().with_message(message).into());
        }
    }
    let parts = formatter.range_parts(&start, &end);
    if in_parts {
        return array_of(&parts, |part| Some(("source", part.source)), context);
    }
    Ok(JsString::from(text_of(&parts)).into())
}

/// `Intl.NumberFormat.prototype.resolvedOptions()`.
fn resolved_options(
    this: &JsValue,
    _: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = unwrap(this, "Intl.NumberFormat.prototype.resolvedOptions", kit, context)?;
    let formatter = formatter_of(&object)?;
    let text = |text: &str| Some(JsValue::from(JsString::from(text)));
    let mut rows = vec![
        ("locale", text(&formatter.tag)),
        ("numberingSystem", text(formatter.system)),
        ("style", text(formatter.style.name())),
    ];
    match &formatter.style {
        Style::Currency { code, display, accounting } => rows.extend([
            ("currency", text(code)),
            ("currencyDisplay", text(display)),
            ("currencySign", text(if *accounting { "accounting" } else { "standard" })),
        ]),
        Style::Unit { unit, width } => {
            rows.extend([("unit", text(unit)), ("unitDisplay", text(width))]);
        }
        Style::Decimal | Style::Percent => {}
    }
    rows.extend(formatter.digits.resolved());
    rows.extend([
        (
            "useGrouping",
            match formatter.grouping {
                Grouping::Always => text("always"),
                Grouping::Auto => text("auto"),
                Grouping::Min2 => text("min2"),
                Grouping::Never => Some(false.into()),
            },
        ),
        ("notation", text(formatter.notation.name())),
        ("compactDisplay", formatter.notation.compact_display().and_then(text)),
        ("signDisplay", text(formatter.sign)),
    ]);
    rows.extend(formatter.digits.resolved_rounding());
    record(rows, context)
}

/// `Number.prototype.toLocaleString([locales [, options]])`.
fn number_to_locale_string(
    this: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = "Number.prototype.toLocaleString";
    let boxed = this.as_object().and_then(|object| object.downcast_ref::<f64>().map(|n| *n));
    let Some(number) = this.as_number().or(boxed) else {
        let message = format!("{name} requires that 'this' be a Number");
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let formatter = usual(args, name, kit, context)?;
    Ok(JsString::from(text_of(&formatter.parts(&Number::from_f64(number)))).into())
}

/// `BigInt.prototype.toLocaleString([locales [, options]])`.
fn bigint_to_locale_string(
    this: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = "BigInt.prototype.toLocaleString";
    let boxed = this.as_object().and_then(|object| {
        object.downcast_ref::<boa_engine::JsBigInt>().map(|number| number.clone())
    });
    let Some(number) = this.as_bigint().or(boxed) else {
        let message = format!("{name} requires that 'this' be a BigInt");
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let formatter = usual(args, name, kit, context)?;
    let number = Number::of(&number.into(), context)?;
    Ok(JsString::from(text_of(&formatter.parts(&number))).into())
}
