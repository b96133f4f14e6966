//! `toLocaleString` and its kin of `Date.prototype` and of Temporal's types. ECMA-402 §18.4 (Date
//! Objects); the Temporal proposal, `sup-temporal.*.prototype.tolocalestring`.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsValue, js_string,
    object::builtins::JsDate,
};

use super::{
    Body, Realm,
    create::{Wants, create},
    format::Format,
    locale,
    methods::{Time, joined},
    options::Options,
    temporal::{Kind, Shape, mismatched},
};

/// The last format that was made for no options: dates are written many at a time.
#[derive(Debug, Default)]
struct Last(RefCell<Option<Made>>);

/// A format, and the arguments and method that it was made for.
type Made = (String, (Wants, Wants), Rc<Format>);

/// Installs the methods into the current realm.
pub(super) fn install(realm: &Realm, context: &mut Context) {
    let constructors = context.intrinsics().constructors();
    let date = constructors.date().prototype();
    let plain: [(JsObject, Body); 7] = [
        (constructors.instant().prototype(), instant),
        (constructors.plain_date().prototype(), plain_date),
        (constructors.plain_date_time().prototype(), plain_date_time),
        (constructors.plain_month_day().prototype(), plain_month_day),
        (constructors.plain_time().prototype(), plain_time),
        (constructors.plain_year_month().prototype(), plain_year_month),
        (constructors.zoned_date_time().prototype(), zoned_date_time),
    ];
    for (prototype, body) in plain {
        realm.method(&prototype, "toLocaleString", 0, body, context);
    }
    realm.method(&date, "toLocaleString", 0, to_locale_string, context);
    realm.method(&date, "toLocaleDateString", 0, to_locale_date_string, context);
    realm.method(&date, "toLocaleTimeString", 0, to_locale_time_string, context);
}

/// `Date.prototype.toLocaleString([locales [, options]])`
fn to_locale_string(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    of_date(this, args, (Wants::Any, Wants::Any), realm, context)
}

/// `Date.prototype.toLocaleDateString([locales [, options]])`
fn to_locale_date_string(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    of_date(this, args, (Wants::Date, Wants::Date), realm, context)
}

/// `Date.prototype.toLocaleTimeString([locales [, options]])`
fn to_locale_time_string(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    of_date(this, args, (Wants::Time, Wants::Time), realm, context)
}

fn of_date(
    this: &JsValue,
    args: &[JsValue],
    wants: (Wants, Wants),
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let date = this.as_object().and_then(|object| JsDate::from_object(object).ok());
    let Some(date) = date else {
        return Err(JsNativeError::typ().with_message("this is not a Date object.").into());
    };
    let time = date.get_time(context)?.as_number().unwrap_or(f64::NAN);
    if time.is_nan() {
        return Ok(js_string!("Invalid Date").into());
    }
    let format = made(args, wants, realm, context)?;
    Ok(joined(&Time::at(time)?.write(&format, context)?).into())
}

/// The format of a method's arguments.
fn made(
    args: &[JsValue],
    wants: (Wants, Wants),
    realm: &Realm,
    context: &mut Context,
) -> JsResult<Rc<Format>> {
    let (locales, options) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let is_simple = options.is_undefined() && (locales.is_undefined() || locales.is_string());
    let key = match locales.as_string() {
        Some(tag) => tag.to_std_string_lossy(),
        None => String::new(),
    };
    // The machine's zone may have been changed since.
    let zone = context.get_data::<crate::date::LocalZone>().and_then(|zone| zone.id());
    let key = format!("{key} {}", zone.unwrap_or_default());
    if is_simple
        && let Some(last) = context.get_data::<Rc<Last>>()
        && let Some((known, for_what, format)) = &*last.0.borrow()
        && *known == key
        && *for_what == wants
    {
        return Ok(Rc::clone(format));
    }
    let tags = locale::canonical(locales, &realm.canonical, context)?;
    let options = Options::read(options, context)?;
    let format = Rc::new(create(&tags, &options, wants, None, context)?);
    if is_simple {
        let last = Rc::new(Last(RefCell::new(Some((key, wants, Rc::clone(&format))))));
        context.insert_data(last);
    }
    Ok(format)
}

/// A plain object of Temporal's.
fn of_plain(
    this: &JsValue,
    args: &[JsValue],
    shape: Shape,
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    receiver(this, Kind::Shape(shape))?;
    let wants = match shape {
        Shape::Instant | Shape::PlainDateTime => (Wants::Any, Wants::Any),
        Shape::PlainTime => (Wants::Time, Wants::Time),
        Shape::PlainDate | Shape::PlainMonthDay | Shape::PlainYearMonth => {
            (Wants::Date, Wants::Date)
        }
    };
    let format = made(args, wants, realm, context)?;
    let time = Time::of(this, &format, realm, context)?;
    Ok(joined(&time.write(&format, context)?).into())
}

fn receiver(this: &JsValue, kind: Kind) -> JsResult<JsObject> {
    let object = this.as_object().filter(|object| Kind::of(object) == Some(kind));
    object.ok_or_else(|| {
        let message = "Method toLocaleString called on incompatible receiver";
        JsNativeError::typ().with_message(message).into()
    })
}

/// `Temporal.Instant.prototype.toLocaleString`
fn instant(this: &JsValue, a: &[JsValue], realm: &Realm, c: &mut Context) -> JsResult<JsValue> {
    of_plain(this, a, Shape::Instant, realm, c)
}

/// `Temporal.PlainDate.prototype.toLocaleString`
fn plain_date(this: &JsValue, a: &[JsValue], realm: &Realm, c: &mut Context) -> JsResult<JsValue> {
    of_plain(this, a, Shape::PlainDate, realm, c)
}

/// `Temporal.PlainDateTime.prototype.toLocaleString`
fn plain_date_time(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    of_plain(this, args, Shape::PlainDateTime, realm, context)
}

/// `Temporal.PlainMonthDay.prototype.toLocaleString`
fn plain_month_day(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    of_plain(this, args, Shape::PlainMonthDay, realm, context)
}

/// `Temporal.PlainTime.prototype.toLocaleString`
fn plain_time(this: &JsValue, a: &[JsValue], realm: &Realm, c: &mut Context) -> JsResult<JsValue> {
    of_plain(this, a, Shape::PlainTime, realm, c)
}

/// `Temporal.PlainYearMonth.prototype.toLocaleString`
fn plain_year_month(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    of_plain(this, args, Shape::PlainYearMonth, realm, context)
}

/// `Temporal.ZonedDateTime.prototype.toLocaleString`: in the zone of the object.
fn zoned_date_time(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = receiver(this, Kind::Zoned)?;
    let (time, zone, calendar) = realm.readers.zoned(&object, context)?;
    let tags = locale::canonical(args.get_or_undefined(0), &realm.canonical, context)?;
    let options = Options::read(args.get_or_undefined(1), context)?;
    if let Some(other) = &options.time_zone {
        let message = format!("Invalid time zone specified: {other}");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let wants = (Wants::Any, Wants::Any);
    let format = create(&tags, &options, wants, Some(&zone), context)?;
    if calendar != "iso8601" && calendar != format.calendar {
        return Err(mismatched());
    }
    #[expect(clippy::cast_precision_loss, reason = "times are below 2^53")]
    let time = Time::at(time as f64)?;
    Ok(joined(&time.write(&format, context)?).into())
}
