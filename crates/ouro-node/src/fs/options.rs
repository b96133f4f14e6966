//! Arguments that many verbs share: descriptors, modes, flags, times, options objects.
//! Node docs: File system; File system flags.

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use ouro_sandbox::file::Time;

use super::encoding::Encoding;
use super::failure::{invalid_type, invalid_value, out_of_range};
use crate::Arguments;

const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// Reads a descriptor number.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
pub(super) fn fd(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<i32> {
    fd_of(args.value(index), context)
}

/// As [`fd`], of a value.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
#[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
pub(super) fn fd_of(value: &JsValue, context: &mut Context) -> JsResult<i32> {
    integer(value, "fd", 0.0, 2_147_483_647.0, context).map(|number| number as i32)
}

/// Reads a whole number between two bounds.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
pub(super) fn integer(
    value: &JsValue,
    name: &str,
    least: f64,
    most: f64,
    context: &mut Context,
) -> JsResult<f64> {
    let Some(number) = value.as_number() else {
        return Err(invalid_type(name, "of type number", value, context));
    };
    if number.fract() != 0.0 || !number.is_finite() {
        return Err(out_of_range(name, "an integer", number, context));
    }
    if number < least || number > most {
        let range = format!(">= {least} && <= {most}");
        return Err(out_of_range(name, &range, number, context));
    }
    Ok(number)
}

/// Reads a mode: a number, or octal digits; `default` where it is undefined or null.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE`, `ERR_OUT_OF_RANGE`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked"
)]
pub(super) fn mode(
    value: &JsValue,
    name: &str,
    default: Option<u32>,
    context: &mut Context,
) -> JsResult<u32> {
    if value.is_null_or_undefined()
        && let Some(default) = default
    {
        return Ok(default);
    }
    if let Some(text) = value.as_string() {
        let digits = text.to_std_string_lossy();
        let octal = !digits.is_empty() && digits.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
        let parsed = octal.then(|| u32::from_str_radix(&digits, 8).ok()).flatten();
        return parsed.ok_or_else(|| {
            let reason = "must be a 32-bit unsigned integer or an octal string";
            invalid_value(name, reason, value, context)
        });
    }
    integer(value, name, 0.0, 4_294_967_295.0, context).map(|number| number as u32)
}

/// Reads open flags: a number or one of Node's strings; `r` where undefined or null.
///
/// # Errors
/// `ERR_INVALID_ARG_VALUE`, `ERR_OUT_OF_RANGE`.
#[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
pub(super) fn flags(value: &JsValue, default: i32, context: &mut Context) -> JsResult<i32> {
    if value.is_null_or_undefined() {
        return Ok(default);
    }
    if value.is_number() {
        return integer(value, "flags", -2_147_483_648.0, 2_147_483_647.0, context)
            .map(|number| number as i32);
    }
    let found = value.as_string().and_then(|text| flags_of(&text.to_std_string_lossy()));
    found.ok_or_else(|| invalid_value("flags", "is invalid", value, context))
}

/// The open flags of Node's strings.
fn flags_of(text: &str) -> Option<i32> {
    use libc_flags::{APPEND, CREAT, EXCL, RDWR, SYNC, TRUNC, WRONLY};
    Some(match text {
        "r" => 0,
        "rs" | "sr" => SYNC,
        "r+" => RDWR,
        "rs+" | "sr+" => RDWR | SYNC,
        "w" => TRUNC | CREAT | WRONLY,
        "wx" | "xw" => TRUNC | CREAT | WRONLY | EXCL,
        "w+" => TRUNC | CREAT | RDWR,
        "wx+" | "xw+" => TRUNC | CREAT | RDWR | EXCL,
        "a" => APPEND | CREAT | WRONLY,
        "ax" | "xa" => APPEND | CREAT | WRONLY | EXCL,
        "as" | "sa" => APPEND | CREAT | WRONLY | SYNC,
        "a+" => APPEND | CREAT | RDWR,
        "ax+" | "xa+" => APPEND | CREAT | RDWR | EXCL,
        "as+" | "sa+" => APPEND | CREAT | RDWR | SYNC,
        _ => return None,
    })
}

/// The `O_*` values of Linux.
pub(super) mod libc_flags {
    use rustix::fs::OFlags;

    pub(crate) const WRONLY: i32 = OFlags::WRONLY.bits().cast_signed();
    pub(crate) const RDWR: i32 = OFlags::RDWR.bits().cast_signed();
    pub(crate) const CREAT: i32 = OFlags::CREATE.bits().cast_signed();
    pub(crate) const EXCL: i32 = OFlags::EXCL.bits().cast_signed();
    pub(crate) const TRUNC: i32 = OFlags::TRUNC.bits().cast_signed();
    pub(crate) const APPEND: i32 = OFlags::APPEND.bits().cast_signed();
    pub(crate) const SYNC: i32 = OFlags::SYNC.bits().cast_signed();
}

/// Reads an owner or group: -1 leaves it as it is.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked"
)]
pub(super) fn owner(value: &JsValue, name: &str, context: &mut Context) -> JsResult<u32> {
    let number = integer(value, name, -1.0, 4_294_967_295.0, context)?;
    Ok(if number < 0.0 { u32::MAX } else { number as u32 })
}

/// Reads a time: a Date, or seconds since 1970 as a number or digits. Numbers below zero
/// are now, as in Node, and a Date of no time is 1970.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn time(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Time> {
    let seconds = if let Some(number) = value.as_number() {
        if number.is_finite() && number < 0.0 { now() } else { number }
    } else if let Some(text) = value.as_string() {
        JsValue::from(text).to_number(context)?
    } else if let Some(date) =
        value.as_object().filter(JsObject::is::<boa_engine::builtins::date::Date>)
    {
        let get = date.get(js_string!("getTime"), context)?;
        let Some(get) = get.as_function() else { return Err(wrong_time(value, name, context)) };
        get.call(value, &[], context)?.to_number(context)? / 1000.0
    } else {
        return Err(wrong_time(value, name, context));
    };
    if value.is_object() && seconds.is_nan() {
        return Ok((0, 0));
    }
    if !seconds.is_finite() {
        return Err(wrong_time(value, name, context));
    }
    Ok(split_seconds(seconds))
}

fn wrong_time(value: &JsValue, name: &str, context: &mut Context) -> boa_engine::JsError {
    invalid_type(name, "an instance of Date or an Time in seconds", value, context)
}

/// The time of day, in seconds since 1970.
fn now() -> f64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn split_seconds(seconds: f64) -> Time {
    let whole = seconds.floor();
    // A double has microseconds at best here; more digits would only be noise.
    let micros = ((seconds - whole) * 1e6).round();
    if micros >= 1e6 {
        return (whole as i64 + 1, 0);
    }
    (whole as i64, micros as u32 * 1000)
}

/// An options argument: nothing, an encoding's name, or an object.
pub(super) struct Options(Option<JsObject>, Option<JsValue>);

impl Options {
    /// Reads the argument at a position.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    pub(super) fn read(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<Self> {
        let value = args.value(index);
        if value.is_null_or_undefined() || value.is_callable() {
            return Ok(Self(None, None));
        }
        if value.is_string() {
            return Ok(Self(None, Some(value.clone())));
        }
        match value.as_object() {
            Some(object) => Ok(Self(Some(object), None)),
            None => Err(invalid_type("options", "one of type string or object", value, context)),
        }
    }

    /// A property; undefined where there is no object.
    ///
    /// # Errors
    /// What a getter throws.
    pub(super) fn get(&self, name: &str, context: &mut Context) -> JsResult<JsValue> {
        match &self.0 {
            Some(object) => object.get(js_string!(name), context),
            None => Ok(JsValue::undefined()),
        }
    }

    /// The encoding, given alone or as a property.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_VALUE`.
    pub(super) fn encoding(&self, default: Encoding, context: &mut Context) -> JsResult<Encoding> {
        let value = match &self.1 {
            Some(name) => name.clone(),
            None => self.get("encoding", context)?,
        };
        Encoding::from_value(&value, default, context)
    }

    /// A boolean property, `default` where undefined.
    ///
    /// # Errors
    /// `ERR_INVALID_ARG_TYPE`.
    pub(super) fn boolean(
        &self,
        name: &str,
        default: bool,
        context: &mut Context,
    ) -> JsResult<bool> {
        let value = self.get(name, context)?;
        if value.is_undefined() {
            return Ok(default);
        }
        value.as_boolean().ok_or_else(|| {
            invalid_type(&format!("options.{name}"), "of type boolean", &value, context)
        })
    }

    /// A property that counts only where it is `true` (or truthy).
    ///
    /// # Errors
    /// What a getter throws.
    pub(super) fn truthy(&self, name: &str, context: &mut Context) -> JsResult<bool> {
        Ok(self.get(name, context)?.to_boolean())
    }

    /// A mode property.
    ///
    /// # Errors
    /// As [`mode`].
    pub(super) fn mode(&self, name: &str, default: u32, context: &mut Context) -> JsResult<u32> {
        let value = self.get("mode", context)?;
        mode(&value, name, Some(default), context)
    }
}

/// Reads a position in a file: a number or bigint; `None` where it is undefined, null or -1.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked"
)]
pub(super) fn position(
    value: &JsValue,
    length: usize,
    context: &mut Context,
) -> JsResult<Option<u64>> {
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    if value.is_number() {
        let number = integer(value, "position", -1.0, MAX_SAFE, context)?;
        return Ok((number >= 0.0).then_some(number as u64));
    }
    if let Some(number) = value.as_bigint() {
        let most = i128::from(i64::MAX) - i128::try_from(length).unwrap_or(0);
        let exact = number.to_string().parse::<i128>().ok();
        return match exact {
            Some(-1) => Ok(None),
            Some(exact) if (0..=most).contains(&exact) => Ok(u64::try_from(exact).ok()),
            _ => {
                let shown = super::failure::group_bigint(&number.to_string());
                let error = crate::NodeError::range(
                    "ERR_OUT_OF_RANGE",
                    format!(
                        "The value of \"position\" is out of range. It must be >= -1 && <= {most}. \
                         Received {shown}n"
                    ),
                );
                Err(error.into_js(context))
            }
        };
    }
    Err(invalid_type("position", "of type bigint or integer", value, context))
}

/// Reads a length in bytes: `default` where undefined or null; below zero is zero.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked"
)]
pub(super) fn length(value: &JsValue, context: &mut Context) -> JsResult<u64> {
    if value.is_undefined() {
        return Ok(0);
    }
    let number = integer(value, "len", -MAX_SAFE, MAX_SAFE, context)?;
    Ok(number.max(0.0) as u64)
}

/// `toUnixTimestamp(time)`: a time as seconds since 1970.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn to_unix_timestamp(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.value(0);
    if value.is_number() && value.as_number().is_some_and(f64::is_finite) {
        let number = value.as_number().unwrap_or_default();
        return Ok(if number < 0.0 { now() } else { number }.into());
    }
    let (seconds, nanoseconds) = time(value, "time", context)?;
    #[expect(clippy::cast_precision_loss, reason = "times of files are far below 2⁵³ seconds")]
    Ok((seconds as f64 + f64::from(nanoseconds) / 1e9).into())
}
