//! Dates beyond the years that the engine's own formatter knows (it takes ±9,999, and gives up with an
//! error that no script can catch): a date of the same calendar some turns of 400 years away is
//! shown, with the year put right. ECMA-402 §11.3.3, §20.4.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsDate, JsFunction},
    },
    property::PropertyDescriptor,
};

use crate::builtin::method_over;

/// The years −9998 and 9998 begin here, in milliseconds.
const SAFE: std::ops::Range<f64> = -377_673_580_800_000.0..253_339_228_800_000.0;
/// The last time that a date can hold.
const LAST: f64 = 8.64e15;
/// After 400 years dates fall on the same days of the week.
const CYCLE: f64 = 146_097.0 * 86_400_000.0;
/// The year 2000 begins here.
const BASE: f64 = 946_684_800_000.0;

/// Installs methods and accessor into the current realm.
pub(super) fn install(intl: &JsObject, context: &mut Context) -> JsResult<()> {
    let date = context.intrinsics().constructors().date().prototype();
    for name in ["toLocaleDateString", "toLocaleString", "toLocaleTimeString"] {
        method_over(&date, name, 0, to_locale, context)?;
    }
    let class = intl.get(js_string!("DateTimeFormat"), context)?;
    let Some(class) = class.as_object() else { return Ok(()) };
    let prototype = class.get(js_string!("prototype"), context)?.to_object(context)?;
    let slot = prototype.borrow().properties().get(&js_string!("format").into());
    let engine = slot.and_then(|slot| slot.get().and_then(JsValue::as_function));
    let Some(engine) = engine else { return Ok(()) };
    let Some(kept) = JsSymbol::new(None) else { return Ok(()) };
    let get = NativeFunction::from_copy_closure_with_captures(
        |this, _, (engine, kept): &(JsFunction, JsSymbol), context| {
            format_of(this, engine, kept, context)
        },
        (engine, kept),
    );
    let get =
        FunctionObjectBuilder::new(context.realm(), get).name(js_string!("get format")).build();
    prototype.insert_property(
        js_string!("format"),
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true),
    );
    Ok(())
}

/// The function that the accessor gives, the same each time: it is kept on the engine's own, which
/// no script gets to see.
fn format_of(
    this: &JsValue,
    engine: &JsFunction,
    kept: &JsSymbol,
    context: &mut Context,
) -> JsResult<JsValue> {
    let format = engine.call(this, &[], context)?;
    let Some(function) = format.as_function() else { return Ok(format) };
    let found = function.get(kept.clone(), context)?;
    if found.is_object() {
        return Ok(found);
    }
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, format: &JsFunction, context| {
            let value = args.get_or_undefined(0);
            let time = match value.as_object() {
                Some(object) => time_of(&object, context)?,
                None if value.is_undefined() => None,
                None => Some(value.to_number(context)?),
            };
            match time.and_then(Near::to) {
                Some(near) => {
                    let text = format.call(&JsValue::undefined(), &[near.time.into()], context)?;
                    Ok(near.right(&text.to_string(context)?).into())
                }
                None => format.call(&JsValue::undefined(), args, context),
            }
        },
        function.clone(),
    );
    let ours = FunctionObjectBuilder::new(context.realm(), body).length(1).build();
    function.insert_property(
        kept.clone(),
        PropertyDescriptor::builder()
            .value(ours.clone())
            .writable(false)
            .enumerable(false)
            .configurable(false),
    );
    Ok(ours.into())
}

/// The time of a `Date`; `None` for another object.
fn time_of(object: &JsObject, context: &mut Context) -> JsResult<Option<f64>> {
    match JsDate::from_object(object.clone()) {
        Ok(date) => Ok(Some(date.get_time(context)?.to_number(context)?)),
        Err(_) => Ok(None),
    }
}

/// `Date.prototype.toLocaleString(locales, options)` and kin.
fn to_locale(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let time = match this.as_object() {
        Some(object) => time_of(&object, context)?,
        None => None,
    };
    let Some(near) = time.and_then(Near::to) else { return engine.call(this, args, context) };
    let class = context.intrinsics().constructors().date().constructor();
    let date = class.construct(&[near.time.into()], None, context)?;
    let text = engine.call(&date.into(), args, context)?;
    Ok(near.right(&text.to_string(context)?).into())
}

/// A time near ours that looks like a far one but for the year.
struct Near {
    time: f64,
    /// The years to it.
    years: f64,
}

impl Near {
    /// `None` where the time can be shown as it is, or not at all.
    fn to(time: f64) -> Option<Self> {
        if SAFE.contains(&time) || !(-LAST..=LAST).contains(&time) {
            return None;
        }
        let near = BASE + (time - BASE).rem_euclid(CYCLE);
        Some(Self { time: near, years: (time - near) / CYCLE * 400.0 })
    }

    /// Puts the year right in a text. Before our era it is counted backwards.
    fn right(&self, text: &JsString) -> JsString {
        let text = text.to_std_string_lossy();
        let mut out = String::with_capacity(text.len() + 4);
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(from.len());
            let (digits, after) = from.split_at(end);
            out.push_str(before);
            match digits.parse::<f64>().ok().filter(|year| (1999.0..2402.0).contains(year)) {
                Some(year) => {
                    let year = year + self.years;
                    let year = if year > 0.0 { year } else { 1.0 - year };
                    out.push_str(&year.to_string());
                }
                None => out.push_str(digits),
            }
            rest = after;
        }
        out.push_str(rest);
        JsString::from(out)
    }
}
