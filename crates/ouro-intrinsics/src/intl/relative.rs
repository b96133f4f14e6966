//! `Intl.RelativeTimeFormat`: "in 3 days", "yesterday". ECMA-402 §18. Messages are V8's.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsString, JsValue, Trace,
};

use super::{
    class::{Body, Class, Kit, receiver, record, supported_locales},
    decimal::Number,
    locales::{canonical, resolve},
    number::{
        format::Formatter,
        parts::{Part, around, array_of, text_of},
        plain,
    },
    options::Options,
    tables::{Table, counted},
};

/// An instance.
#[derive(Trace, Finalize, JsData)]
#[boa_gc(unsafe_empty_trace)]
struct RelativeTimeFormat {
    numbers: Formatter,
    table: Table,
    style: &'static str,
    auto: bool,
}

const NAME: &str = "Intl.RelativeTimeFormat";

/// Installs the class into the current realm.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) {
    let (constructor, prototype) =
        kit.class(intl, Class::RelativeTimeFormat, 0, construct, context);
    supported_locales(&constructor, kit, context);
    let methods: [(&str, usize, Body); 3] = [
        ("format", 2, |this, args, _, context| {
            let parts = parts(this, args, "format", context)?;
            Ok(JsString::from(text_of(&parts.0)).into())
        }),
        ("formatToParts", 2, |this, args, _, context| {
            let (parts, unit) = parts(this, args, "formatToParts", context)?;
            let of = |part: &Part| (part.kind != "literal").then_some(("unit", unit));
            array_of(&parts, of, context)
        }),
        ("resolvedOptions", 0, resolved_options),
    ];
    kit.methods(&prototype, &methods, context);
}

fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    kit: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = kit.prototype_of_new(new_target, Class::RelativeTimeFormat, context)?;
    let requested = canonical(args.get_or_undefined(0), kit, context)?;
    let options = Options::coerce(args.get_or_undefined(1), NAME, context)?;
    options.matcher(context)?;
    let system = options.numbering_system(context)?;
    let locale = resolve(&requested, system.as_deref())?;
    let style = options.choice("style", &["long", "short", "narrow"], context)?.unwrap_or("long");
    let auto = options.choice("numeric", &["always", "auto"], context)? == Some("auto");
    let table = locale.table;
    let data = RelativeTimeFormat { numbers: plain(locale), table, style, auto };
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

/// `SingularRelativeTimeUnit`.
fn singular(unit: &str) -> Option<&'static str> {
    let units = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"];
    units.into_iter().find(|known| *known == unit || unit.strip_suffix('s') == Some(known))
}

/// The parts of a time, and its unit. `PartitionRelativeTimePattern`.
fn parts(
    this: &JsValue,
    args: &[JsValue],
    method: &str,
    context: &mut Context,
) -> JsResult<(Vec<Part>, &'static str)> {
    let method = format!("{NAME}.prototype.{method}");
    let object = receiver::<RelativeTimeFormat>(this, &method)?;
    let value = args.get_or_undefined(0).to_number(context)?;
    let unit = args.get_or_undefined(1).to_string(context)?.to_std_string_lossy();
    let Some(unit) = singular(&unit) else {
        let message = format!("Invalid unit argument for {method}() '{unit}'");
        return Err(JsNativeError::range().with_message(message).into());
    };
    if !value.is_finite() {
        let message = format!("Value need to be finite number for {method}()");
        return Err(JsNativeError::range().with_message(message).into());
    }
    let Some(format) = object.downcast_ref::<RelativeTimeFormat>() else {
        return Ok((Vec::new(), unit));
    };
    Ok((format.write(value, unit), unit))
}

impl RelativeTimeFormat {
    fn write(&self, value: f64, unit: &str) -> Vec<Part> {
        let style = self.style.get(..1).unwrap_or("l");
        let line = self.table.line(&format!("r.{unit}.{style}")).unwrap_or("");
        let mut values = line.split('\t');
        let (future, past) = (values.next().unwrap_or(""), values.next().unwrap_or(""));
        if self.auto {
            let key = format!("{value}~");
            let key = key.strip_prefix("-0").map_or(key.as_str(), |_| "0~");
            let mut words = values.next().unwrap_or("").split(';');
            if let Some(word) = words.find_map(|word| word.strip_prefix(key)) {
                return vec![Part::new("literal", word)];
            }
        }
        let texts = if value.is_sign_negative() { past } else { future };
        let shown = self.numbers.show(&Number::from_f64(value.abs()), false);
        let template = counted(texts, shown.category);
        let (before, behind, inside) = around(template);
        let mut parts = Vec::new();
        if !before.is_empty() {
            parts.push(Part::new("literal", before));
        }
        if inside {
            parts.extend(self.numbers.put_together(shown));
        }
        if !behind.is_empty() {
            parts.push(Part::new("literal", behind));
        }
        parts
    }
}

fn resolved_options(
    this: &JsValue,
    _: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let method = "Intl.RelativeTimeFormat.prototype.resolvedOptions";
    let object = receiver::<RelativeTimeFormat>(this, method)?;
    let Some(format) = object.downcast_ref::<RelativeTimeFormat>() else {
        return Ok(JsValue::undefined());
    };
    let text = |text: &str| Some(JsValue::from(JsString::from(text)));
    let rows = [
        ("locale", text(&format.numbers.tag)),
        ("style", text(format.style)),
        ("numeric", text(if format.auto { "auto" } else { "always" })),
        ("numberingSystem", text(format.numbers.system)),
    ];
    drop(format);
    record(rows, context)
}
