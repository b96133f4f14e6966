//! `Date` where the engine falls short: other formats than the standard's own are read, and the
//! zone's name follows the time in `toString`. ECMA-262 §21.4.2, §21.4.3.2, §21.4.4.41.

mod legacy;
mod local;

use std::{fmt, rc::Rc};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, builtins::JsDate, builtins::JsFunction},
};

use crate::{
    builtin::{hide, method_over, tie},
    intl::zone_name,
};

/// Says which zone of IANA's database local time follows; `None` where it follows none of them.
#[derive(Clone)]
pub struct LocalZone(Rc<dyn Fn() -> Option<String>>);

impl fmt::Debug for LocalZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocalZone")
    }
}

impl LocalZone {
    /// Tells the zone by a function.
    pub fn new(id: impl Fn() -> Option<String> + 'static) -> Self {
        Self(Rc::new(id))
    }

    /// The zone: `Europe/Berlin`.
    pub(crate) fn id(&self) -> Option<String> {
        (self.0)()
    }
}

/// Installs constructor and methods into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let engine = context.intrinsics().constructors().date().constructor();
    let prototype = context.intrinsics().constructors().date().prototype();
    method_over(&engine, "parse", 1, parse, context)?;
    method_over(&prototype, "toString", 0, to_string, context)?;
    method_over(&prototype, "toTimeString", 0, to_string, context)?;
    local::install(context)?;

    let native = NativeFunction::from_copy_closure_with_captures(
        |new_target, args, engine: &JsObject, context| construct(new_target, args, engine, context),
        engine.clone(),
    );
    let class = FunctionObjectBuilder::new(context.realm(), native)
        .name(js_string!("Date"))
        .length(7)
        .constructor(true)
        .build();
    tie(&class, &prototype);
    for name in ["now", "parse", "UTC"] {
        let value = engine.get(js_string!(name), context)?;
        hide(&class, JsString::from(name), value);
    }
    let global = context.global_object();
    hide(&global, js_string!("Date"), class);
    Ok(())
}

/// `new Date(…)`: one string is read here, all else is the engine's.
fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    engine: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        let date = engine.construct(&[], None, context)?;
        let text = date.get(js_string!("toString"), context)?;
        return match text.as_function() {
            Some(text) => text.call(&date.into(), &[], context),
            None => Ok(JsValue::undefined()),
        };
    };
    if let [value] = args {
        let primitive = match value.as_object() {
            Some(object) if JsDate::from_object(object.clone()).is_ok() => value.clone(),
            Some(_) => value.to_primitive(context, boa_engine::value::PreferredType::Default)?,
            None => value.clone(),
        };
        if let Some(text) = primitive.as_string() {
            let time = time_of(&text, engine, context)?;
            return Ok(engine.construct(&[time.into()], Some(&new_target), context)?.into());
        }
        return Ok(engine.construct(&[primitive], Some(&new_target), context)?.into());
    }
    if args.len() < 2 {
        return Ok(engine.construct(args, Some(&new_target), context)?.into());
    }
    let utc = engine.get(js_string!("UTC"), context)?;
    let Some(utc) = utc.as_function() else { return Ok(JsValue::undefined()) };
    let time = utc.call(&JsValue::undefined(), args, context)?.as_number().unwrap_or(f64::NAN);
    // The ends of the range are those of the instant, not of the local time.
    if time.is_nan() {
        return Ok(engine.construct(args, Some(&new_target), context)?.into());
    }
    let time = local::utc(time, context);
    Ok(engine.construct(&[time.into()], Some(&new_target), context)?.into())
}

/// `Date.parse(text)`
fn parse(
    _: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    let time = engine.call(&JsValue::undefined(), &[text.clone().into()], context)?;
    let date = context.intrinsics().constructors().date().constructor();
    Ok(corrected(time.as_number().unwrap_or(f64::NAN), &text, &date, context)?.into())
}

fn time_of(text: &JsString, engine: &JsObject, context: &mut Context) -> JsResult<f64> {
    // The engine's own function is under the replaced one.
    let date = engine.construct(&[text.clone().into()], None, context)?;
    let time = JsDate::from_object(date)?.get_time(context)?.as_number().unwrap_or(f64::NAN);
    corrected(time, text, engine, context)
}

/// The time of a text that the engine read as `time`, if it could: of those without a zone it may
/// have the wrong offset.
fn corrected(
    time: f64,
    text: &JsString,
    engine: &JsObject,
    context: &mut Context,
) -> JsResult<f64> {
    let units = text.len();
    let has_zone = units <= 10 || text.code_unit_at(units - 1) == Some(u16::from(b'Z'));
    if has_zone && !time.is_nan() {
        return Ok(time);
    }
    let found = legacy_time(text, engine, context)?;
    Ok(if found.is_nan() { time } else { found })
}

/// Milliseconds of a date in another format; NaN for what is none.
fn legacy_time(text: &JsString, engine: &JsObject, context: &mut Context) -> JsResult<f64> {
    let Some(parts) = legacy::parse(&text.to_std_string_lossy()) else { return Ok(f64::NAN) };
    let mut fields = parts.fields;
    // The engine takes the years below 100 for those of the last century: 400 years on the calendar
    // is the same.
    let is_early = (0.0..100.0).contains(&fields[0]);
    fields[0] += if is_early { 400.0 } else { 0.0 };
    let shift = if is_early { 146_097.0 * 86_400_000.0 } else { 0.0 };
    let fields = fields.map(JsValue::from);
    let utc = engine.get(js_string!("UTC"), context)?;
    let Some(utc) = utc.as_function() else { return Ok(f64::NAN) };
    let time = utc.call(&JsValue::undefined(), &fields, context)?;
    let time = time.as_number().unwrap_or(f64::NAN) - shift;
    Ok(match parts.offset {
        Some(minutes) => time - minutes * 60_000.0,
        None if time.is_nan() => time,
        None => local::utc(time, context),
    })
}

/// `Date.prototype.toString()` and `toTimeString()`: the engine's text and the zone's name.
fn to_string(
    this: &JsValue,
    _: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = engine.call(this, &[], context)?;
    let time = match this.as_object().and_then(|object| JsDate::from_object(object).ok()) {
        Some(date) => date.get_time(context)?.as_number().unwrap_or(f64::NAN),
        None => f64::NAN,
    };
    let (Some(text), false) = (text.as_string(), time.is_nan()) else { return Ok(text) };
    let mut shown = text.to_std_string_lossy();
    if shown.ends_with(')') {
        return Ok(text.into());
    }
    #[expect(clippy::cast_possible_truncation, reason = "times are below 2^53")]
    let seconds = (time / 1000.0).floor() as i64;
    let offset = context.host_hooks().local_timezone_offset_seconds(seconds);
    let zone = match context.get_data::<LocalZone>() {
        Some(zone) => zone.id().unwrap_or_default(),
        None if offset == 0 => "UTC".to_owned(),
        None => String::new(),
    };
    let mut name = zone_name(&zone, seconds, offset, context);
    if name.starts_with("GMT") && !zone.is_empty() {
        // Offsets of the past have no name of their own: V8 says that of the zone's standard time.
        let hooks = context.host_hooks();
        let today =
            [1_704_067_200, 1_719_792_000].map(|at| (hooks.local_timezone_offset_seconds(at), at));
        let (standard, at) = today[0].min(today[1]);
        name = zone_name(&zone, at, standard, context);
    }
    // The engine asks for the offset of the local time.
    if let Some(at) = shown.rfind("GMT") {
        let minutes = offset.abs() / 60;
        let sign = if offset < 0 { '-' } else { '+' };
        shown.truncate(at);
        shown.push_str(&format!("GMT{sign}{:02}{:02}", minutes / 60, minutes % 60));
    }
    Ok(JsString::from(format!("{shown} ({name})")).into())
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::install)
    }

    #[test]
    fn the_class_is_still_the_class() {
        assert_eq!(
            eval("new Date(0) instanceof Date && Date.prototype.constructor === Date"),
            "true"
        );
        assert_eq!(
            eval(
                "class D extends Date {}; let d = new D('Jan 1, 2020 UTC'); d instanceof D && d.toISOString()"
            ),
            "2020-01-01T00:00:00.000Z"
        );
        assert_eq!(
            eval("typeof Date() + Date.length + Date.name + new Date(2020, 1).getMonth()"),
            "string7Date1"
        );
        assert_eq!(
            eval("new Date(new Date(5)).getTime() + ',' + new Date('nonsense').getTime()"),
            "5,NaN"
        );
    }

    #[test]
    fn a_date_reads_its_own_text() {
        assert_eq!(
            eval(
                "let d = new Date(1577836800000); Date.parse(String(d)) === +d && new Date(String(d)) - d"
            ),
            "0"
        );
        assert_eq!(
            eval(
                "/ \\(.+\\)$/.test(new Date(0).toString()) && / \\(.+\\)$/.test(new Date(0).toTimeString())"
            ),
            "true"
        );
        assert_eq!(
            eval("Date.parse('2020-01-01T00:00:00Z') + ',' + Date.parse('12/25/1995 UTC')"),
            "1577836800000,819849600000"
        );
    }
}
