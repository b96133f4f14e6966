//! Constructor and methods of `Intl.DateTimeFormat`. ECMA-402 §11.1 to §11.3, §11.5.

use std::rc::Rc;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsArray},
};
use boa_gc::GcRefCell;

use super::{
    DateTimeFormat, Realm,
    create::{Wants, create},
    format::{Format, Part, Pattern},
    interval::Written,
    locale,
    moment::Moment,
    options::Options,
    temporal::{Kind, Shape, mismatched},
};

/// Times beyond this many milliseconds from 1970 are none.
const MOST: f64 = 8.64e15;

/// `new Intl.DateTimeFormat([locales [, options]])`; also without `new`.
pub(super) fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let prototype = match new_target.as_object() {
        Some(target) => match target.get(js_string!("prototype"), context)?.as_object() {
            Some(own) => Some(own),
            // That of the realm of the constructor, which only the engine knows.
            None => realm.engine.construct(&[], Some(&target), context)?.prototype(),
        },
        None => None,
    };
    let tags = locale::canonical(args.get_or_undefined(0), &realm.canonical, context)?;
    let options = Options::read(args.get_or_undefined(1), context)?;
    let format = create(&tags, &options, (Wants::Any, Wants::Date), None, context)?;
    let data = DateTimeFormat { format: Rc::new(format), bound: GcRefCell::default() };
    let prototype = prototype.unwrap_or_else(|| realm.prototype.clone());
    Ok(JsObject::from_proto_and_data(prototype, data).into())
}

/// `Intl.DateTimeFormat.supportedLocalesOf(locales [, options])`
pub(super) fn supported_locales_of(
    _: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let tags = locale::canonical(args.get_or_undefined(0), &realm.canonical, context)?;
    let options = args.get_or_undefined(1);
    if !options.is_undefined() {
        let options = options.to_object(context)?;
        let matcher = options.get(js_string!("localeMatcher"), context)?;
        if !matcher.is_undefined() {
            let matcher = matcher.to_string(context)?.to_std_string_lossy();
            if !matches!(matcher.as_str(), "lookup" | "best fit") {
                let message = format!(
                    "Value {matcher} out of range for Intl.DateTimeFormat.supportedLocalesOf \
                     options property localeMatcher"
                );
                return Err(JsNativeError::range().with_message(message).into());
            }
        }
    }
    Ok(locale::supported(&tags, context))
}

/// The format of a receiver.
pub(super) fn format_of(this: &JsValue, method: &str) -> JsResult<(JsObject, Rc<Format>)> {
    let found = this.as_object().and_then(|object| {
        let format = Rc::clone(&object.downcast_ref::<DateTimeFormat>()?.format);
        Some((object, format))
    });
    found.ok_or_else(|| {
        let name = format!("Method Intl.DateTimeFormat.prototype.{method}");
        let shown = match this.as_object() {
            Some(_) => "#<Object>".to_owned(),
            None => this.display().to_string(),
        };
        let message = format!("{name} called on incompatible receiver {shown}");
        JsNativeError::typ().with_message(message).into()
    })
}

/// `get Intl.DateTimeFormat.prototype.format`
pub(super) fn get_format(
    this: &JsValue,
    _: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (object, _) = format_of(this, "format")?;
    let known =
        object.downcast_ref::<DateTimeFormat>().and_then(|data| data.bound.borrow().clone());
    if let Some(bound) = known {
        return Ok(bound.into());
    }
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, (object, realm): &(JsObject, Realm), context| {
            let (_, format) = format_of(&object.clone().into(), "format")?;
            let time = Time::of(args.get_or_undefined(0), &format, realm, context)?;
            Ok(joined(&time.write(&format, context)?).into())
        },
        (object.clone(), realm.clone()),
    );
    let bound = FunctionObjectBuilder::new(context.realm(), body).name("").length(1).build();
    if let Some(data) = object.downcast_ref::<DateTimeFormat>() {
        *data.bound.borrow_mut() = Some(bound.clone());
    }
    Ok(bound.into())
}

/// `Intl.DateTimeFormat.prototype.formatToParts(date)`
pub(super) fn format_to_parts(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (_, format) = format_of(this, "formatToParts")?;
    let time = Time::of(args.get_or_undefined(0), &format, realm, context)?;
    let parts = time.write(&format, context)?;
    let parts: Vec<_> = parts.into_iter().map(|part| (part, "")).collect();
    Ok(listed(parts, context)?.into())
}

/// `Intl.DateTimeFormat.prototype.formatRange(startDate, endDate)`
pub(super) fn format_range(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let written = range(this, args, "formatRange", realm, context)?;
    let parts: Vec<_> = written.into_iter().map(|(part, _)| part).collect();
    Ok(joined(&parts).into())
}

/// `Intl.DateTimeFormat.prototype.formatRangeToParts(startDate, endDate)`
pub(super) fn format_range_to_parts(
    this: &JsValue,
    args: &[JsValue],
    realm: &Realm,
    context: &mut Context,
) -> JsResult<JsValue> {
    let written = range(this, args, "formatRangeToParts", realm, context)?;
    Ok(listed(written, context)?.into())
}

/// ECMA-402 §11.5.9 `PartitionDateTimeRangePattern`.
fn range(
    this: &JsValue,
    args: &[JsValue],
    method: &str,
    realm: &Realm,
    context: &mut Context,
) -> JsResult<Written> {
    let (_, format) = format_of(this, method)?;
    let (from, to) = (args.get_or_undefined(0), args.get_or_undefined(1));
    if from.is_undefined() || to.is_undefined() {
        return Err(JsNativeError::typ().with_message("Invalid time value").into());
    }
    let formattable = |value: &JsValue, context: &mut Context| -> JsResult<JsValue> {
        match value.as_object().and_then(|object| Kind::of(&object)) {
            Some(_) => Ok(value.clone()),
            None => Ok(value.to_number(context)?.into()),
        }
    };
    let from = formattable(from, context)?;
    let to = formattable(to, context)?;
    let kind = |value: &JsValue| value.as_object().and_then(|object| Kind::of(&object));
    if kind(&from) != kind(&to) {
        let message = format!("Invalid argument for Temporal {}", shown(&to));
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let from = Time::of(&from, &format, realm, context)?;
    let to = Time::of(&to, &format, realm, context)?;
    let pattern = from.pattern(&format)?;
    let (from, to) = (from.moment(&format, context), to.moment(&format, context));
    Ok(format.intervals(&pattern).write(&format, &pattern, &from, &to))
}

/// What is to be written.
pub(super) struct Time {
    /// Milliseconds since 1970, of UTC or on the object's own clock.
    time: i64,
    shape: Option<Shape>,
}

impl Time {
    /// The time of a value: now where there is none.
    pub(super) fn of(
        value: &JsValue,
        format: &Format,
        realm: &Realm,
        context: &mut Context,
    ) -> JsResult<Self> {
        if let Some(object) = value.as_object() {
            match Kind::of(&object) {
                Some(Kind::Shape(shape)) => {
                    let (time, calendar) = realm.readers.plain(&object, shape, context)?;
                    let calendar = calendar.as_deref().unwrap_or(format.calendar);
                    let whole = matches!(shape, Shape::PlainMonthDay | Shape::PlainYearMonth);
                    if calendar != format.calendar && (whole || calendar != "iso8601") {
                        return Err(mismatched());
                    }
                    let time = Self { time, shape: Some(shape) };
                    if format.shape(shape).is_none() {
                        let message = format!("Invalid argument for Temporal {}", shown(value));
                        return Err(JsNativeError::typ().with_message(message).into());
                    }
                    return Ok(time);
                }
                Some(Kind::Zoned) => {
                    let message = format!("Invalid argument for Temporal {}", shown(value));
                    return Err(JsNativeError::typ().with_message(message).into());
                }
                None => {}
            }
        }
        let number = if value.is_undefined() {
            #[expect(clippy::cast_precision_loss, reason = "times are below 2^53")]
            let now = context.clock().system_time_millis() as f64;
            now
        } else {
            value.to_number(context)?
        };
        Self::at(number)
    }

    /// A time of milliseconds since 1970.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be within range")]
    pub(super) fn at(number: f64) -> JsResult<Self> {
        if number.is_nan() || number.abs() > MOST {
            return Err(JsNativeError::range().with_message("Invalid time value").into());
        }
        Ok(Self { time: number.trunc() as i64, shape: None })
    }

    fn pattern(&self, format: &Format) -> JsResult<Rc<Pattern>> {
        let Some(shape) = self.shape else { return Ok(Rc::clone(&format.pattern)) };
        format.shape(shape).ok_or_else(|| {
            JsNativeError::typ().with_message("Invalid argument for Temporal").into()
        })
    }

    fn moment(&self, format: &Format, context: &Context) -> Moment {
        let is_plain = self.shape.is_some_and(|shape| shape != Shape::Instant);
        if is_plain {
            return Moment::new(self.time, 0);
        }
        let unix = self.time.div_euclid(1000);
        let mut moment = Moment::new(self.time, format.zone.offset(unix, context));
        if format.tells_zone_in_general() {
            // As far as ICU looks.
            const HALF_A_YEAR: i64 = 184 * 86_400;
            moment.changes = [unix - HALF_A_YEAR, unix + HALF_A_YEAR]
                .iter()
                .any(|unix| format.zone.offset(*unix, context) != moment.offset);
        }
        moment
    }

    /// Writes it.
    pub(super) fn write(&self, format: &Format, context: &Context) -> JsResult<Vec<Part>> {
        Ok(format.write(&*self.pattern(format)?, &self.moment(format, context)))
    }
}

fn shown(value: &JsValue) -> String {
    match value.as_object() {
        Some(object) if Kind::of(&object) == Some(Kind::Zoned) => {
            "[object Temporal.ZonedDateTime]".to_owned()
        }
        Some(object) if Kind::of(&object) == Some(Kind::Shape(Shape::PlainDate)) => {
            "[object Temporal.PlainDate]".to_owned()
        }
        Some(_) => "[object Object]".to_owned(),
        None => value.display().to_string(),
    }
}

/// The text of parts.
pub(super) fn joined(parts: &[Part]) -> JsString {
    let text: String = parts.iter().map(|part| part.text.as_str()).collect();
    JsString::from(text)
}

/// Parts as an array of objects.
fn listed(parts: Written, context: &mut Context) -> JsResult<JsArray> {
    let mut list = Vec::with_capacity(parts.len());
    for (part, source) in parts {
        let object = JsObject::with_object_proto(context.intrinsics());
        let mut set = |name: &str, value: JsString| {
            object.create_data_property_or_throw(JsString::from(name), value, context)
        };
        set("type", JsString::from(part.kind()))?;
        set("value", JsString::from(part.text))?;
        if !source.is_empty() {
            set("source", JsString::from(source))?;
        }
        list.push(object.into());
    }
    Ok(JsArray::from_iter(list, context))
}
