//! Local time to UTC and the methods that need it: the engine asks for the zone's offset as though
//! local time were UTC, and is wrong for hours around each change of the clocks.
//! ECMA-262 §21.4.1.26, §21.4.4.20 to 34.

use boa_engine::{
    Context, JsError, JsNativeError, JsResult, JsString, JsValue, NativeFunction,
    object::builtins::{JsDate, JsFunction},
};

use crate::builtin::{define, method_over};

const DAY: f64 = 86_400_000.0;

/// Installs the methods into the current realm.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().date().prototype();
    method_over(&prototype, "getTimezoneOffset", 0, timezone_offset, context)?;
    let mut engines = |name: &str| {
        let method = prototype.get(JsString::from(name), context);
        method.map(|method| method.as_function())
    };
    let Some(set_time) = engines("setTime")? else { return Ok(()) };
    let mut setters = Vec::new();
    for (name, length, of_utc) in SETTERS {
        setters.extend(engines(of_utc)?.map(|setter| (name, length, setter)));
    }
    for (name, length, setter) in setters {
        let function = NativeFunction::from_copy_closure_with_captures(
            move |this, args, engines: &Engines, context| {
                set(this, args, engines, name == "setFullYear", context)
            },
            (setter, set_time.clone()),
        );
        define(&prototype, JsString::from(name).into(), name, length, function, context);
    }
    Ok(())
}

/// The engine's setter of a part of UTC, and its `setTime`.
type Engines = (JsFunction, JsFunction);

/// The setters of local time, each by that of UTC.
const SETTERS: [(&str, usize, &str); 7] = [
    ("setDate", 1, "setUTCDate"),
    ("setFullYear", 3, "setUTCFullYear"),
    ("setHours", 4, "setUTCHours"),
    ("setMilliseconds", 1, "setUTCMilliseconds"),
    ("setMinutes", 3, "setUTCMinutes"),
    ("setMonth", 2, "setUTCMonth"),
    ("setSeconds", 2, "setUTCSeconds"),
];

/// The zone's offset at an instant, both in milliseconds.
pub(super) fn offset(time: f64, context: &Context) -> f64 {
    if !time.is_finite() {
        return 0.0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
    let seconds = (time / 1000.0).floor() as i64;
    f64::from(context.host_hooks().local_timezone_offset_seconds(seconds)) * 1000.0
}

/// The instant of a local time, in milliseconds: the first of two, and where the clocks leave it out,
/// by the offset from before.
pub(super) fn utc(local: f64, context: &Context) -> f64 {
    let (before, after) = (offset(local - DAY, context), offset(local + DAY, context));
    let fits = |ahead: f64| offset(local - ahead, context) == ahead;
    if !fits(before) && fits(after) { local - after } else { local - before }
}

/// `Date.prototype.getTimezoneOffset()`: whole minutes.
fn timezone_offset(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let minutes = engine.call(this, args, context)?;
    Ok(minutes.as_number().map_or(minutes, |minutes| minutes.trunc().into()))
}

/// Sets a part of the local time, which is taken for UTC while the engine does so.
fn set(
    this: &JsValue,
    args: &[JsValue],
    (setter, set_time): &Engines,
    is_year: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let date = this.as_object().and_then(|object| JsDate::from_object(object).ok());
    let date = date.ok_or_else(|| JsError::from(not_a_date()))?;
    let time = date.get_time(context)?.as_number().unwrap_or(f64::NAN);
    let class = context.intrinsics().constructors().date().constructor();
    let local = class.construct(&[(time + offset(time, context)).into()], None, context)?;
    let local = setter.call(&local.into(), args, context)?.as_number().unwrap_or(f64::NAN);
    // No date stays none, whatever the arguments made of it meanwhile; only a year begins anew.
    if time.is_nan() && !is_year {
        return Ok(JsValue::nan());
    }
    let time = if local.is_nan() { f64::NAN } else { utc(local, context) };
    set_time.call(&date.into(), &[time.into()], context)
}

fn not_a_date() -> JsNativeError {
    JsNativeError::typ().with_message("this is not a Date object.")
}
