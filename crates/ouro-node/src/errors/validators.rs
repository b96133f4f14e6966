//! The checks that rooms make of their arguments: the Rust half of
//! `runtime-js/internal/validators.js`. Node docs: Errors; each function here is named and behaves
//! as the one of Node's own `internal/validators`.

use boa_engine::{
    Context, JsError, JsObject, JsResult, JsValue,
    builtins::{dataview::DataView, proxy::Proxy, typed_array::TypedArray},
    js_string,
};

use super::{
    codes,
    describe::{received, spell},
    set,
};
use crate::{Arguments, NodeError, binding::Binding};

/// The Rust half of `internal/validators`.
pub(crate) const BINDING: Binding = Binding {
    name: "validators",
    functions: &[
        ("checkRangesOrGetDefault", 5, check_ranges_or_default),
        ("isInt32", 1, is_int32),
        ("isUint32", 1, is_uint32),
        ("parseFileMode", 3, parse_file_mode),
        ("validateAbortSignal", 2, validate_abort_signal),
        ("validateAbortSignalArray", 2, validate_abort_signal_array),
        ("validateArray", 3, validate_array),
        ("validateBoolean", 2, validate_boolean),
        ("validateBooleanArray", 2, validate_boolean_array),
        ("validateBuffer", 2, validate_buffer),
        ("validateDictionary", 2, validate_dictionary),
        ("validateFiniteNumber", 2, validate_finite_number),
        ("validateFunction", 2, validate_function),
        ("validateInt32", 4, validate_int32),
        ("validateInteger", 4, validate_integer),
        ("validateNumber", 4, validate_number),
        ("validateObject", 3, validate_object),
        ("validateOneOf", 3, validate_one_of),
        ("validatePlainFunction", 2, validate_function),
        ("validatePort", 3, validate_port),
        ("validateString", 2, validate_string),
        ("validateStringArray", 2, validate_string_array),
        ("validateStringWithoutNullBytes", 2, validate_string_without_null_bytes),
        ("validateUint32", 3, validate_uint32),
        ("validateUndefined", 2, validate_undefined),
        ("validateUnion", 3, validate_union),
    ],
    extend: Some(add_object_flags),
};

const ALLOW_NULLABLE: i32 = 1;
const ALLOW_ARRAY: i32 = 2;
const ALLOW_FUNCTION: i32 = 4;
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

type Check = JsResult<JsValue>;

fn add_object_flags(binding: &JsObject, _: &mut Context) -> JsResult<()> {
    for (name, flags) in [
        ("kValidateObjectNone", 0),
        ("kValidateObjectAllowNullable", ALLOW_NULLABLE),
        ("kValidateObjectAllowArray", ALLOW_ARRAY),
        ("kValidateObjectAllowFunction", ALLOW_FUNCTION),
        ("kValidateObjectAllowObjects", ALLOW_ARRAY | ALLOW_FUNCTION),
        ("kValidateObjectAllowObjectsAndNull", ALLOW_NULLABLE | ALLOW_ARRAY | ALLOW_FUNCTION),
    ] {
        set(binding, name, flags.into());
    }
    Ok(())
}

/// The name of the argument under check: always the second of a validator.
fn name(args: &[JsValue], context: &mut Context) -> String {
    spell(args.value(1), context)
}

#[cold]
fn wrong_type(args: &[JsValue], expected: &[&str], context: &mut Context) -> JsError {
    let name = name(args, context);
    NodeError::argument_type(&name, expected, args.value(0), context).into_js(context)
}

#[cold]
fn wrong_value(args: &[JsValue], reason: &str, context: &mut Context) -> JsError {
    let name = name(args, context);
    NodeError::argument_value(&name, args.value(0), reason, context).into_js(context)
}

#[cold]
fn out_of_range(args: &[JsValue], range: &str, context: &mut Context) -> JsError {
    let name = name(args, context);
    let received = received(args.value(0), context);
    NodeError::out_of_range_as(&name, range, &received).into_js(context)
}

fn done() -> Check {
    Ok(JsValue::undefined())
}

/// ECMA-262 §7.2.2 `IsArray`: a Proxy of an array is one.
fn is_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if !object.is::<Proxy>() {
        return Ok(object.is_array());
    }
    let array = context.intrinsics().constructors().array().constructor();
    let Some(is_array) = array.get(js_string!("isArray"), context)?.as_function() else {
        return Ok(false);
    };
    let answer = is_array.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    Ok(answer.to_boolean())
}

/// `validateString(value, name)`.
fn validate_string(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    if args.value(0).is_string() { done() } else { Err(wrong_type(args, &["string"], context)) }
}

/// `validateStringWithoutNullBytes(value, name)`.
fn validate_string_without_null_bytes(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> Check {
    validate_string(this, args, context)?;
    if args.string(0, context)?.iter().any(|unit| unit == 0) {
        return Err(wrong_value(args, "must be a string without null bytes", context));
    }
    done()
}

/// `validateBoolean(value, name)`.
fn validate_boolean(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    if args.value(0).is_boolean() { done() } else { Err(wrong_type(args, &["boolean"], context)) }
}

/// `validateFunction(value, name)`.
fn validate_function(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    if args.value(0).is_callable() { done() } else { Err(wrong_type(args, &["Function"], context)) }
}

/// `validateUndefined(value, name)`.
fn validate_undefined(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    if args.value(0).is_undefined() {
        done()
    } else {
        Err(wrong_type(args, &["undefined"], context))
    }
}

/// `validateObject(value, name, flags = kValidateObjectNone)`.
fn validate_object(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let (value, flags) = (args.value(0), args.int(2));
    let fits = match value.as_object() {
        None => value.is_null() && flags & ALLOW_NULLABLE != 0,
        Some(object) if object.is_callable() => flags & ALLOW_FUNCTION != 0,
        Some(_) if flags & ALLOW_ARRAY != 0 => true,
        Some(object) => !is_array(&object, context)?,
    };
    if fits { done() } else { Err(wrong_type(args, &["Object"], context)) }
}

/// `validateDictionary(value, name)`: an object, a function, null or undefined.
fn validate_dictionary(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    if args.value(0).is_null_or_undefined() || args.value(0).is_object() {
        done()
    } else {
        Err(wrong_type(args, &["a dictionary"], context))
    }
}

/// `validateArray(value, name, minLength = 0)`.
fn validate_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let object = args.value(0).as_object();
    if !object.map_or(Ok(false), |object| is_array(&object, context))? {
        return Err(wrong_type(args, &["Array"], context));
    }
    let minimum = args.number(2);
    if minimum > 0.0 {
        let array = args.object(0, context)?;
        let length = array.get(js_string!("length"), context)?.to_number(context)?;
        if length < minimum {
            return Err(wrong_value(args, &format!("must be longer than {minimum}"), context));
        }
    }
    done()
}

/// Checks each element of an array under the name `name[index]`.
fn each(
    args: &[JsValue],
    check: fn(&JsValue, &[JsValue], &mut Context) -> Check,
    context: &mut Context,
) -> Check {
    validate_array(&JsValue::undefined(), args.get(..2).unwrap_or(args), context)?;
    let (array, name) = (args.object(0, context)?, name(args, context));
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    for index in 0..length {
        let element = array.get(index, context)?;
        let element_name = js_string!(format!("{name}[{index}]")).into();
        check(&JsValue::undefined(), &[element, element_name], context)?;
    }
    done()
}

/// `validateStringArray(value, name)`.
fn validate_string_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    each(args, validate_string, context)
}

/// `validateBooleanArray(value, name)`.
fn validate_boolean_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    each(args, validate_boolean, context)
}

/// `validateAbortSignalArray(value, name)`.
fn validate_abort_signal_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    fn required(this: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
        if args.value(0).is_undefined() {
            return Err(wrong_type(args, &["AbortSignal"], context));
        }
        validate_abort_signal(this, args, context)
    }
    each(args, required, context)
}

/// `validateAbortSignal(signal, name)`: `undefined`, or an object that has `aborted`.
fn validate_abort_signal(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let value = args.value(0);
    let fits = match value.as_object() {
        None => value.is_undefined(),
        Some(object) => {
            !object.is_callable() && object.has_property(js_string!("aborted"), context)?
        }
    };
    if fits { done() } else { Err(wrong_type(args, &["AbortSignal"], context)) }
}

/// `validateBuffer(buffer, name = 'buffer')`.
fn validate_buffer(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let value = args.value(0);
    if value.as_object().is_some_and(|object| object.is::<TypedArray>() || object.is::<DataView>())
    {
        return done();
    }
    let name = match args.value(1).is_undefined() {
        true => "buffer".to_owned(),
        false => name(args, context),
    };
    let expected = ["Buffer", "TypedArray", "DataView"];
    Err(NodeError::argument_type(&name, &expected, value, context).into_js(context))
}

/// A bound given by script, or what stands for it where it is `undefined` or null.
fn bound(args: &[JsValue], index: usize) -> Option<f64> {
    if args.value(index).is_null_or_undefined() { None } else { Some(args.number(index)) }
}

/// `validateNumber(value, name, min, max)`.
fn validate_number(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let Some(number) = args.value(0).as_number() else {
        return Err(wrong_type(args, &["number"], context));
    };
    let (min, max) = (bound(args, 2), bound(args, 3));
    let bounded = min.is_some() || max.is_some();
    let wrong = min.is_some_and(|min| number < min)
        || max.is_some_and(|max| number > max)
        || (bounded && number.is_nan());
    if !wrong {
        return done();
    }
    let parts: Vec<String> =
        [min.map(|min| format!(">= {}", show(min))), max.map(|max| format!("<= {}", show(max)))]
            .into_iter()
            .flatten()
            .collect();
    Err(out_of_range(args, &parts.join(" && "), context))
}

fn show(number: f64) -> String {
    JsValue::from(number).display().to_string()
}

/// An integer from `min` to `max`, both included.
fn integer(args: &[JsValue], min: f64, max: f64, context: &mut Context) -> Check {
    let Some(number) = args.value(0).as_number() else {
        return Err(wrong_type(args, &["number"], context));
    };
    if !number.is_finite() || number.fract() != 0.0 {
        return Err(out_of_range(args, "an integer", context));
    }
    if number < min || number > max {
        return Err(out_of_range(args, &format!(">= {} && <= {}", show(min), show(max)), context));
    }
    done()
}

/// `validateInteger(value, name, min = MIN_SAFE_INTEGER, max = MAX_SAFE_INTEGER)`.
fn validate_integer(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let (min, max) = (bound(args, 2).unwrap_or(-MAX_SAFE), bound(args, 3).unwrap_or(MAX_SAFE));
    integer(args, min, max, context)
}

/// `validateInt32(value, name, min = -2147483648, max = 2147483647)`.
fn validate_int32(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let min = bound(args, 2).unwrap_or_else(|| f64::from(i32::MIN));
    let max = bound(args, 3).unwrap_or_else(|| f64::from(i32::MAX));
    integer(args, min, max, context)
}

/// `validateUint32(value, name, positive = false)`.
fn validate_uint32(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    integer(args, if args.flag(2) { 1.0 } else { 0.0 }, f64::from(u32::MAX), context)
}

/// `isInt32(value)`.
fn is_int32(_: &JsValue, args: &[JsValue], _: &mut Context) -> Check {
    let number = args.number(0);
    let (min, max) = (f64::from(i32::MIN), f64::from(i32::MAX));
    Ok((number.fract() == 0.0 && number >= min && number <= max).into())
}

/// `isUint32(value)`.
fn is_uint32(_: &JsValue, args: &[JsValue], _: &mut Context) -> Check {
    let number = args.number(0);
    Ok((number.fract() == 0.0 && number >= 0.0 && number <= f64::from(u32::MAX)).into())
}

/// `validateFiniteNumber(number, name)`: whether there is one; `undefined` and NaN are none.
fn validate_finite_number(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let value = args.value(0);
    if value.is_undefined() {
        return Ok(false.into());
    }
    match value.as_number() {
        None => Err(wrong_type(args, &["number"], context)),
        Some(number) if number.is_finite() => Ok(true.into()),
        Some(number) if number.is_nan() => Ok(false.into()),
        Some(_) => Err(out_of_range(args, "a finite number", context)),
    }
}

/// `checkRangesOrGetDefault(number, name, lower, upper, default)`.
fn check_ranges_or_default(this: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    if !validate_finite_number(this, args, context)?.to_boolean() {
        return Ok(args.value(4).clone());
    }
    let (number, lower, upper) = (args.number(0), args.number(2), args.number(3));
    if number < lower || number > upper {
        let range = format!(">= {} and <= {}", show(lower), show(upper));
        return Err(out_of_range(args, &range, context));
    }
    Ok(args.value(0).clone())
}

/// Whether an array includes the value under check. ECMA-262 `SameValueZero`.
fn included(args: &[JsValue], context: &mut Context) -> JsResult<(bool, Vec<JsValue>)> {
    let array = args.object(2, context)?;
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    let mut allowed = Vec::new();
    for index in 0..length {
        allowed.push(array.get(index, context)?);
    }
    let found = allowed.iter().any(|one| JsValue::same_value_zero(one, args.value(0)));
    Ok((found, allowed))
}

/// `validateOneOf(value, name, oneOf)`.
fn validate_one_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let (found, allowed) = included(args, context)?;
    if found {
        return done();
    }
    let words: Vec<String> = allowed
        .iter()
        .map(|one| match one.is_string() {
            true => format!("'{}'", spell(one, context)),
            false => spell(one, context),
        })
        .collect();
    Err(wrong_value(args, &format!("must be one of: {}", words.join(", ")), context))
}

/// `validateUnion(value, name, union)`.
fn validate_union(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let (found, allowed) = included(args, context)?;
    if found {
        return done();
    }
    let words: Vec<String> = allowed.iter().map(|one| spell(one, context)).collect();
    Err(wrong_type(args, &[&format!("('{}')", words.join("|"))], context))
}

/// `validatePort(port, name = 'Port', allowZero = true)`: the port as a number.
fn validate_port(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let value = args.value(0);
    let number = match value.as_string() {
        Some(text) if text.trim().is_empty() => None,
        Some(_) => Some(value.to_number(context)?),
        None => value.as_number(),
    };
    let zero = args.value(2).is_undefined() || args.flag(2);
    match number {
        Some(port)
            if port.fract() == 0.0
                && (0.0..=65_535.0).contains(&port)
                && (port != 0.0 || zero || value.is_string()) =>
        {
            Ok((port + 0.0).into())
        }
        _ => {
            let name = match args.value(1).is_undefined() {
                true => js_string!("Port").into(),
                false => args.value(1).clone(),
            };
            let given = [name, value.clone(), zero.into()];
            Err(codes::thrown("ERR_SOCKET_BAD_PORT", &given, context))
        }
    }
}

/// `parseFileMode(value, name, default)`: the mode as a number; strings are octal.
fn parse_file_mode(_: &JsValue, args: &[JsValue], context: &mut Context) -> Check {
    let value = match args.value(0).is_null_or_undefined() {
        true => args.value(2).clone(),
        false => args.value(0).clone(),
    };
    let Some(text) = value.as_string() else {
        let checked = [value.clone(), args.value(1).clone()];
        integer(&checked, 0.0, f64::from(u32::MAX), context)?;
        return Ok(value);
    };
    let text = text.to_std_string_lossy();
    if text.is_empty() || !text.bytes().all(|digit| (b'0'..=b'7').contains(&digit)) {
        let reason = "must be a 32-bit unsigned integer or an octal string";
        return Err(wrong_value(&[value, args.value(1).clone()], reason, context));
    }
    let mode = u64::from_str_radix(&text, 8).unwrap_or(u64::MAX);
    #[expect(clippy::cast_precision_loss, reason = "only compared with 2³² and shown")]
    let mode = JsValue::from(mode as f64);
    integer(&[mode.clone(), args.value(1).clone()], 0.0, f64::from(u32::MAX), context)?;
    Ok(mode)
}
