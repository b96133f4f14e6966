//! `Intl.Locale`: what a locale prefers (calendars, collations, hour cycles, numbering systems, time
//! zones, text direction, week), and the first day of the week, which the engine's own class lacks.
//! ECMA-402 §15.3; the table is `data/regions.txt`.

use boa_engine::{
    Context, Finalize, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsArray, builtins::JsFunction},
    property::PropertyDescriptor,
};
use boa_gc::{Gc, GcRefCell};

use super::{
    class::{Body, Kit, bound, incompatible, record},
    locales::{canonical_values, keyword, worded},
    options::is_type,
};
use crate::builtin::hide;

/// Lines of a key and its values behind tabs.
const REGIONS: &str = include_str!("data/regions.txt");

/// Puts the constructor in the place of the engine's, and the methods beside its own.
pub(super) fn install(intl: &JsObject, kit: &Kit, context: &mut Context) -> JsResult<()> {
    let engine = intl.get(js_string!("Locale"), context)?;
    let Some(engine) = engine.as_object() else { return Ok(()) };
    let prototype = engine.get(js_string!("prototype"), context)?.to_object(context)?;
    for (name, full) in [("maximize", "en-Latn-US"), ("minimize", "en")] {
        let Some(method) = prototype.get(JsString::from(name), context)?.as_function() else {
            continue;
        };
        let captures = (method, engine.clone(), JsString::from(full));
        let function = bound(name, 0, likely, captures, false, context);
        hide(&prototype, JsString::from(name), function);
    }
    let ours = bound("Locale", 1, construct, engine, true, context);
    ours.insert_property(
        js_string!("prototype"),
        PropertyDescriptor::builder()
            .value(prototype.clone())
            .writable(false)
            .enumerable(false)
            .configurable(false),
    );
    hide(&prototype, js_string!("constructor"), ours.clone());
    hide(intl, js_string!("Locale"), ours);
    let get = kit.function("get firstDayOfWeek", 0, first_day_of_week, context);
    prototype.insert_property(
        js_string!("firstDayOfWeek"),
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true),
    );
    let methods: [(&str, Body); 7] = [
        ("getCalendars", |this, _, _, context| {
            let locale = Asked::of(this, "getCalendars", context)?;
            let all = locale.region_value(2).split(',');
            texts(locale.keyword("ca").map_or_else(|| all.collect(), |own| vec![own]), context)
        }),
        ("getCollations", |this, _, _, context| {
            let locale = Asked::of(this, "getCollations", context)?;
            let own = locale.keyword("co").filter(|own| !matches!(*own, "standard" | "search"));
            let all = line(&format!("K.{}", locale.language())).unwrap_or("emoji,eor");
            texts(own.map_or_else(|| all.split(',').collect(), |own| vec![own]), context)
        }),
        ("getHourCycles", |this, _, _, context| {
            let locale = Asked::of(this, "getHourCycles", context)?;
            let key = format!("H.{}-{}", locale.language(), locale.region());
            let all = line(&key).unwrap_or_else(|| locale.region_value(3));
            texts(locale.keyword("hc").map_or_else(|| vec![all], |own| vec![own]), context)
        }),
        ("getNumberingSystems", |this, _, _, context| {
            let locale = Asked::of(this, "getNumberingSystems", context)?;
            let key = format!("N.{}-{}", locale.language(), locale.region());
            let usual = line(&key).or_else(|| line(&format!("N.{}", locale.language())));
            let own = locale.keyword("nu");
            texts(vec![own.unwrap_or_else(|| usual.unwrap_or("latn"))], context)
        }),
        ("getTimeZones", |this, _, _, context| {
            let locale = Asked::of(this, "getTimeZones", context)?;
            if !locale.has_region {
                return Ok(JsValue::undefined());
            }
            let zones = locale.region_value(4).split(',').filter(|zone| !zone.is_empty());
            texts(zones.collect(), context)
        }),
        ("getTextInfo", |this, _, _, context| {
            let locale = Asked::of(this, "getTextInfo", context)?;
            let direction = if locale.is_rtl() { "rtl" } else { "ltr" };
            record([("direction", Some(JsString::from(direction).into()))], context)
        }),
        ("getWeekInfo", week_info),
    ];
    for (name, body) in methods {
        kit.method(&prototype, name, 0, body, context);
    }
    Ok(())
}

/// What the engine does not know of the language that is not known: it is likely English.
fn likely(
    this: &JsValue,
    args: &[JsValue],
    (engine, class, full): &(JsFunction, JsObject, JsString),
    context: &mut Context,
) -> JsResult<JsValue> {
    let made = engine.call(this, args, context)?;
    let Some(object) = made.as_object() else { return Ok(made) };
    let tag = text_of(&object, context)?;
    match tag.strip_prefix("und") {
        Some(rest) if region_in(&tag).is_none() && !rest.split('-').any(is_script) => {
            let tag = format!("{}{rest}", full.to_std_string_lossy());
            class.construct(&[JsString::from(tag).into()], None, context).map(JsValue::from)
        }
        _ => Ok(made),
    }
}

fn is_script(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// What stands behind a key of the table.
fn line(key: &str) -> Option<&'static str> {
    let needle = format!("\n{key}\t");
    let start = memchr::memmem::find(REGIONS.as_bytes(), needle.as_bytes())? + needle.len();
    REGIONS.get(start..)?.lines().next()
}

fn texts(values: Vec<&str>, context: &mut Context) -> JsResult<JsValue> {
    let values = values.into_iter().map(|value| JsValue::from(JsString::from(value)));
    let values = values.collect::<Vec<_>>();
    Ok(JsArray::from_iter(values, context).into())
}

/// What the shim of an options object found that the engine does not know.
#[derive(Trace, Finalize)]
struct Found {
    options: JsValue,
    first_day: GcRefCell<Option<JsString>>,
    late_cycle: GcRefCell<bool>,
}

/// `new Intl.Locale(tag [, options])`. The engine reads an object of ours, which hands on to the
/// program's, and puts aside what only we know.
fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    engine: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(target) = new_target.as_object() else {
        return engine.call(new_target, args, context);
    };
    let (tag, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let tag = match tag.as_string() {
        Some(tag) => JsString::from(canonical_values(tag.to_std_string_lossy())).into(),
        None => tag.clone(),
    };
    if options.is_undefined() || options.is_null() || !(tag.is_string() || tag.is_object()) {
        let args = [tag, options.clone()];
        let made = engine.construct(&args, Some(&target), context);
        return made.map(JsValue::from).map_err(|error| worded(error, &JsValue::undefined()));
    }
    let options = JsValue::from(options.to_object(context)?);
    let found = Gc::new(Found {
        options,
        first_day: GcRefCell::default(),
        late_cycle: GcRefCell::default(),
    });
    let shim = JsObject::with_null_proto();
    let names = [
        "language",
        "script",
        "region",
        "variants",
        "calendar",
        "collation",
        "hourCycle",
        "caseFirst",
        "numeric",
        "numberingSystem",
    ];
    for name in names {
        let captures = (found.clone(), JsString::from(name));
        let get = NativeFunction::from_copy_closure_with_captures(hand_on, captures);
        let get = FunctionObjectBuilder::new(context.realm(), get).build();
        shim.insert_property(
            JsString::from(name),
            PropertyDescriptor::builder().get(get).enumerable(true).configurable(true),
        );
    }
    let made = engine.construct(&[tag.clone(), shim.into()], Some(&target), context);
    let made = made.map_err(|error| worded(error, &JsValue::undefined()))?;
    let late = *found.late_cycle.borrow();
    let first_day = found.first_day.borrow().clone();
    if !late && first_day.is_none() {
        return Ok(made.into());
    }
    let mut tag = text_of(&made, context)?;
    if let Some(day) = first_day {
        tag = with_keyword(&tag, "fw", &day.to_std_string_lossy());
    }
    if late {
        tag = with_keyword(&tag, "hc", "h24");
    }
    engine.construct(&[JsString::from(tag).into()], Some(&target), context).map(JsValue::from)
}

/// A getter of the shim.
fn hand_on(
    _: &JsValue,
    _: &[JsValue],
    (found, name): &(Gc<Found>, JsString),
    context: &mut Context,
) -> JsResult<JsValue> {
    let options = found.options.to_object(context)?;
    if *name == js_string!("calendar") {
        let calendar = options.get(name.clone(), context)?;
        if calendar.is_undefined() {
            return Ok(calendar);
        }
        let calendar = calendar.to_string(context)?.to_std_string_lossy().to_ascii_lowercase();
        let tag = canonical_values(format!("und-u-ca-{calendar}"));
        let known = keyword(&tag, "ca").filter(|_| is_type(&calendar));
        return Ok(JsString::from(known.unwrap_or(&calendar)).into());
    }
    if *name != js_string!("hourCycle") {
        return options.get(name.clone(), context);
    }
    let day = options.get(js_string!("firstDayOfWeek"), context)?;
    if !day.is_undefined() {
        let day = day.to_string(context)?.to_std_string_lossy();
        let day = match day.as_str() {
            "0" | "7" => "sun".to_owned(),
            "1" => "mon".to_owned(),
            "2" => "tue".to_owned(),
            "3" => "wed".to_owned(),
            "4" => "thu".to_owned(),
            "5" => "fri".to_owned(),
            "6" => "sat".to_owned(),
            other if is_type(other) => other.to_ascii_lowercase(),
            _ => {
                let message = "Incorrect locale information provided";
                return Err(boa_engine::JsNativeError::range().with_message(message).into());
            }
        };
        *found.first_day.borrow_mut() = Some(JsString::from(day));
    }
    let cycle = options.get(name.clone(), context)?;
    if cycle.is_undefined() {
        return Ok(cycle);
    }
    let cycle = cycle.to_string(context)?;
    if cycle == js_string!("h24") {
        *found.late_cycle.borrow_mut() = true;
        return Ok(JsValue::undefined());
    }
    Ok(cycle.into())
}

/// A tag with a keyword of its `-u-` extension set.
fn with_keyword(tag: &str, key: &str, value: &str) -> String {
    let (head, private) = match tag.find("-x-") {
        Some(at) => tag.split_at(at),
        None => (tag, ""),
    };
    let value = if value == "true" { String::new() } else { format!("-{value}") };
    if let Some(own) = keyword(head, key) {
        let own = if own == "true" { String::new() } else { format!("-{own}") };
        return format!(
            "{}{private}",
            head.replacen(&format!("-{key}{own}"), &format!("-{key}{value}"), 1)
        );
    }
    match head.find("-u-") {
        Some(at) => {
            let (before, rest) = head.split_at(at + 2);
            format!("{before}-{key}{value}{rest}{private}")
        }
        None => format!("{head}-u-{key}{value}{private}"),
    }
}

/// The tag of a locale object, by the engine's own method.
fn text_of(locale: &JsObject, context: &mut Context) -> JsResult<String> {
    Ok(engine_text(locale, "toString", context)?.unwrap_or_default())
}

/// Calls a method that the engine's prototype has from the start.
fn engine_text(locale: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<String>> {
    let class = context.intrinsics().constructors().locale().prototype();
    let slot = class.borrow().properties().get(&JsString::from(name).into());
    let method: Option<JsFunction> =
        slot.and_then(|slot| slot.value().and_then(JsValue::as_function));
    let Some(method) = method else { return Ok(None) };
    let value = method.call(&locale.clone().into(), &[], context)?;
    match value.as_object() {
        Some(object) => Ok(Some(text_of(&object, context)?)),
        None => Ok(Some(value.to_string(context)?.to_std_string_lossy())),
    }
}

/// A locale whose preferences are asked for.
struct Asked {
    tag: String,
    /// With the likely script and region.
    full: String,
    has_region: bool,
}

impl Asked {
    fn of(this: &JsValue, method: &str, context: &mut Context) -> JsResult<Self> {
        let method = format!("Intl.Locale.prototype.{method}");
        let Some(object) = this.as_object() else { return Err(incompatible(&method, this)) };
        let tag = text_of(&object, context).map_err(|_| incompatible(&method, this))?;
        let full = engine_text(&object, "maximize", context)?.unwrap_or_default();
        let has_region = region_in(&tag).is_some();
        Ok(Self { tag, full, has_region })
    }

    fn keyword(&self, key: &str) -> Option<&str> {
        keyword(&self.tag, key)
    }

    fn language(&self) -> &str {
        self.tag.split('-').next().unwrap_or("und")
    }

    /// `RegionPreference`: that of `-u-rg-`, the tag's own, that of `-u-sd-`, the likely one.
    fn region(&self) -> String {
        let first = |value: Option<&str>| {
            let value = value?;
            let length =
                if value.starts_with(|first: char| first.is_ascii_digit()) { 3 } else { 2 };
            Some(value.get(..length)?.to_ascii_uppercase())
        };
        let known = |region: &String| line(&format!("R.{region}")).is_some();
        let by_rule = first(self.keyword("rg")).filter(known);
        by_rule
            .or_else(|| region_in(&self.tag).map(str::to_owned))
            .or_else(|| first(self.keyword("sd")))
            .or_else(|| region_in(&self.full).map(str::to_owned))
            .unwrap_or_else(|| "001".to_owned())
    }

    fn region_value(&self, at: usize) -> &'static str {
        let own = line(&format!("R.{}", self.region())).or_else(|| line("R.001"));
        own.and_then(|line| line.split('\t').nth(at)).unwrap_or("")
    }

    fn is_rtl(&self) -> bool {
        let rtl = [
            "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr",
            "Hung", "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo",
            "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sogd",
            "Sogo", "Syrc", "Thaa", "Yezi",
        ];
        let script = self
            .full
            .split('-')
            .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        script.is_some_and(|script| rtl.contains(&script))
    }
}

/// The region of a tag.
fn region_in(tag: &str) -> Option<&str> {
    let mut parts = tag.split('-').skip(1).take_while(|part| part.len() > 1);
    parts.find(|part| match part.len() {
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    })
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `Intl.Locale.prototype.getWeekInfo()`.
fn week_info(this: &JsValue, _: &[JsValue], _: &Kit, context: &mut Context) -> JsResult<JsValue> {
    let locale = Asked::of(this, "getWeekInfo", context)?;
    let own = locale.keyword("fw").and_then(|day| DAYS.iter().position(|known| *known == day));
    let usual = locale.region_value(0).parse::<usize>().unwrap_or(1);
    let first = own.map_or(usual, |day| day + 1);
    let days = locale.region_value(1).split(',').filter_map(|day| day.parse::<i32>().ok());
    let days = days.map(JsValue::from).collect::<Vec<_>>();
    let weekend = JsArray::from_iter(days, context);
    record([("firstDay", Some(first.into())), ("weekend", Some(weekend.into()))], context)
}

/// `get Intl.Locale.prototype.firstDayOfWeek`.
fn first_day_of_week(
    this: &JsValue,
    _: &[JsValue],
    _: &Kit,
    context: &mut Context,
) -> JsResult<JsValue> {
    let locale = Asked::of(this, "firstDayOfWeek", context)?;
    Ok(locale.keyword("fw").map_or_else(JsValue::undefined, |day| JsString::from(day).into()))
}
