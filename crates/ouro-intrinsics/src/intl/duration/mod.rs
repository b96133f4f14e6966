//! `Intl.DurationFormat`: "1 hr, 2 min", "1:02:03". ECMA-402 §13. Lists are the engine's, durations
//! are read by its Temporal.

mod style;
mod write;

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue, Trace,
    js_string, object::builtins::JsArray,
};

use super::{
    class::{Body, Class, Kit, receiver, record, supported_locales},
    locales::{Resolved, canonical, resolve},
    number::parts::{Part, array_of, text_of},
    options::Options,
};
pub(super) use style::UNITS;
use style::{UnitStyle, read_units};
use write::UnitPart;

/// An instance.
#[derive(Clone, Trace, Finalize, JsData)]
#[boa_gc(unsafe_empty_trace)]
pub(super) struct Format {
    locale: Resolved,
    style: &'static str,
    units: [UnitStyle; 10],
    /// Digits behind the point of the last unit.
    fraction: Option<u32>,
    /// Between hours and minutes, minutes and seconds.
    separators: (&'static str, &'static str),
}

const NAME: &str = "Intl.DurationFormat";

/// Installs the class into the current realm.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) {
    let (constructor, prototype) = kit.class(intl, Class::DurationFormat, 0, construct, context);
    supported_locales(&constructor, kit, context);
    let methods: [(&str, usize, Body); 3] = [
        ("format", 1, |this, args, kit, context| {
            let parts = parts(this, args, "format", kit, context)?;
            let parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
            Ok(JsString::from(text_of(&parts)).into())
        }),
        ("formatToParts", 1, |this, args, kit, context| {
            let parts = parts(this, args, "formatToParts", kit, context)?;
            // The unit travels as the source of its part.
            let parts = parts.into_iter().map(|(part, unit)| Part { source: unit, ..part });
            let of = |part: &Part| (!part.source.is_empty()).then_some(("unit", part.source));
            array_of(&parts.collect::<Vec<_>>(), of, context)
        }),
        ("resolvedOptions", 0, resolved_options),
    ];
    kit.methods(&prototype, &methods, context);
    let temporal = kit.duration.as_ref().map(|class| class.get(js_string!("prototype"), context));
    if let Some(Ok(temporal)) = temporal
        && let Some(temporal) = temporal.as_object()
    {
        kit.method(&temporal, "toLocaleString", 0, to_locale_string, context);
    }
}

/// `Temporal.Duration.prototype.toLocaleString([locales [, options]])`.
fn to_locale_string(
    this: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    // Its own getters refuse what is no duration.
    if let Some(get) = kit.duration_fields.first() {
        get.call(this, &[], context)?;
    }
    let (locales, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let format = read_format(locales, options, kit, context)?;
    let parts = write(&format, this, kit, context)?;
    let parts: Vec<Part> = parts.into_iter().map(|(part, _)| part).collect();
    Ok(JsString::from(text_of(&parts)).into())
}

fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = kit.prototype_of_new(new_target, Class::DurationFormat, context)?;
    let (locales, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let data = read_format(locales, options, kit, context)?;
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

/// Reads locales and options.
fn read_format(
    locales: &JsValue,
    options: &JsValue,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Format> {
    let requested = canonical(locales, kit, context)?;
    let options = Options::strict(options, NAME)?;
    options.matcher(context)?;
    let system = options.numbering_system(context)?;
    let locale = resolve(&requested, system.as_deref())?;
    let styles = ["long", "short", "narrow", "digital"];
    let style = options.choice("style", &styles, context)?.unwrap_or("short");
    let two_digit_hours = locale.table.value("hms", 2) == "2";
    let units = read_units(&options, style, two_digit_hours, context)?;
    let fraction = options.number("fractionalDigits", (0, 9), context)?;
    let mark = |at| Some(locale.table.value("hms", at)).filter(|mark| !mark.is_empty());
    let separators = (mark(0).unwrap_or(":"), mark(1).unwrap_or(":"));
    Ok(Format { locale, style, units, fraction, separators })
}

/// Reads a duration: what `Temporal.Duration.from` takes. `ToDurationRecord`.
fn read(value: &JsValue, kit: &Kit, context: &mut Context) -> JsResult<[f64; 10]> {
    let Some(from) = &kit.duration_from else {
        return Err(JsNativeError::typ().with_message("Temporal is missing").into());
    };
    let this = kit.duration.clone().map_or_else(JsValue::undefined, JsValue::from);
    let duration = from.call(&this, std::slice::from_ref(value), context)?.to_object(context)?;
    let mut values = [0.0; 10];
    let duration = JsValue::from(duration);
    for (slot, get) in values.iter_mut().zip(&kit.duration_fields) {
        *slot = get.call(&duration, &[], context)?.to_number(context)?;
    }
    Ok(values)
}

/// The parts of a duration with their units.
fn parts(
    this: &JsValue,
    args: &[JsValue],
    method: &str,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Vec<UnitPart>> {
    let object = receiver::<Format>(this, &format!("{NAME}.prototype.{method}"))?;
    let Some(format) = object.downcast_ref::<Format>().map(|format| format.clone()) else {
        return Ok(Vec::new());
    };
    write(&format, args.get_or_undefined(0), kit, context)
}

/// Writes what a script means by a duration.
fn write(
    format: &Format,
    duration: &JsValue,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Vec<UnitPart>> {
    let duration = read(duration, kit, context)?;
    let style = if format.style == "digital" { "short" } else { format.style };
    list(format.elements(&duration), &format.locale.tag, style, kit, context)
}

/// Puts the elements into a list of the locale. `ListFormatParts`.
fn list(
    elements: Vec<Vec<UnitPart>>,
    tag: &str,
    style: &str,
    kit: &Kit,
    context: &mut Context,
) -> JsResult<Vec<UnitPart>> {
    let text = |text: &str| JsValue::from(JsString::from(text));
    let rows = [("type", Some(text("unit"))), ("style", Some(text(style)))];
    let options = record(rows, context)?;
    let format = kit.list_format.construct(&[text(tag), options], None, context)?;
    let count = elements.len();
    let numbers = (0..count).map(|at| text(&at.to_string())).collect::<Vec<_>>();
    let numbers = JsArray::from_iter(numbers, context);
    let method = format.get(js_string!("formatToParts"), context)?.to_object(context)?;
    let made = method.call(&format.into(), &[numbers.into()], context)?;
    let made = JsArray::from_object(made.to_object(context)?)?;
    let mut elements = elements.into_iter();
    let mut parts = Vec::new();
    for at in 0..made.length(context)? {
        let row = made.get(at, context)?.to_object(context)?;
        let kind = row.get(js_string!("type"), context)?.to_string(context)?;
        if kind == js_string!("element") {
            parts.extend(elements.next().unwrap_or_default());
        } else {
            let value = row.get(js_string!("value"), context)?.to_string(context)?;
            parts.push((Part::new("literal", value.to_std_string_lossy()), ""));
        }
    }
    Ok(parts)
}

fn resolved_options(
    this: &JsValue,
    _: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = receiver::<Format>(this, "Intl.DurationFormat.prototype.resolvedOptions")?;
    let Some(format) = object.downcast_ref::<Format>() else { return Ok(JsValue::undefined()) };
    let text = |text: &str| Some(JsValue::from(JsString::from(text)));
    let mut rows = vec![
        ("locale", text(&format.locale.tag)),
        ("numberingSystem", text(format.locale.system)),
        ("style", text(format.style)),
    ];
    for ((name, display), unit) in UNITS.iter().zip(DISPLAYS).zip(&format.units) {
        rows.push((name, text(if unit.is_fractional() { "numeric" } else { unit.style })));
        rows.push((display, text(if unit.always { "always" } else { "auto" })));
    }
    rows.push(("fractionalDigits", format.fraction.map(JsValue::from)));
    drop(format);
    record(rows, context)
}

const DISPLAYS: [&str; 10] = [
    "yearsDisplay",
    "monthsDisplay",
    "weeksDisplay",
    "daysDisplay",
    "hoursDisplay",
    "minutesDisplay",
    "secondsDisplay",
    "millisecondsDisplay",
    "microsecondsDisplay",
    "nanosecondsDisplay",
];
