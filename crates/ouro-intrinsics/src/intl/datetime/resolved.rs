//! `Intl.DateTimeFormat.prototype.resolvedOptions`. ECMA-402 §11.3.2.

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue};

use super::{
    Realm,
    methods::format_of,
    options::{COMPONENTS, Components, component},
};

/// `Intl.DateTimeFormat.prototype.resolvedOptions()`: the components are those of the pattern.
pub(super) fn resolved_options(
    this: &JsValue,
    _: &[JsValue],
    _: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (_, format) = format_of(this, "resolvedOptions")?;
    let object = JsObject::with_object_proto(context.intrinsics());
    let mut set = |name: &str, value: JsValue| {
        object.create_data_property_or_throw(JsString::from(name), value, context)
    };
    let text = |value: &str| JsValue::from(JsString::from(value));
    set("locale", text(&format.locale))?;
    set("calendar", text(format.calendar))?;
    set("numberingSystem", text(&format.numbering))?;
    set("timeZone", text(&format.zone.id))?;
    if let Some(cycle) = format.hour_cycle {
        set("hourCycle", text(cycle.name()))?;
        set("hour12", cycle.is_half_day().into())?;
    }
    if format.date_style.is_none() && format.time_style.is_none() {
        let mut shown = Components::default();
        for (letter, length) in format.pattern.fields() {
            if let Some((at, value)) = Components::of_field(letter, length) {
                shown.set(at, Some(value));
            }
        }
        for (at, (name, _)) in COMPONENTS.iter().enumerate() {
            let Some(value) = shown.get(at) else { continue };
            let value = match value.parse::<u32>() {
                Ok(digits) if at == component::FRACTION => digits.into(),
                _ => text(value),
            };
            set(name, value)?;
        }
    }
    for (name, style) in [("dateStyle", format.date_style), ("timeStyle", format.time_style)] {
        if let Some(style) = style {
            set(name, text(style))?;
        }
    }
    Ok(object.into())
}
