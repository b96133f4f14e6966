//! `Array.prototype.join` and `toLocaleString` for arrays that hold themselves, are nested without end or are too long:
//! none of them may end the program. ECMA-262 §23.1.3.18.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsFunction, JsTypedArray},
};

use crate::{
    builtin::{method, method_over},
    interrupt::Pace,
    recursion::catchable,
    string::{MAX_LENGTH, too_long},
};

/// Arrays nested deeper than this are refused, as where V8's stack ends.
const MAX_DEPTH: usize = 4_000;

/// The arrays that are being joined, the outermost first.
#[derive(Default)]
struct Joining(RefCell<Vec<JsObject>>);

/// Installs the method into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let array = context.intrinsics().constructors().array().prototype();
    method(&array, "join", 1, join, context);
    method(&array, "toLocaleString", 0, to_locale_string, context);
    let typed = context.intrinsics().constructors().typed_array().prototype();
    method_over(&typed, "join", 1, join_typed, context)?;
    method_over(&typed, "toLocaleString", 0, to_locale_string_typed, context)?;
    Ok(())
}

fn joining(context: &mut Context) -> Rc<Joining> {
    if let Some(joining) = context.get_data::<Rc<Joining>>() {
        return Rc::clone(joining);
    }
    let joining = Rc::new(Joining::default());
    context.insert_data(Rc::clone(&joining));
    joining
}

/// `Array.prototype.join(separator)`: an array inside itself is the empty text.
///
/// # Errors
/// `RangeError` for too much depth or text.
fn join(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = this.to_object(context)?;
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    let separator = args.get_or_undefined(0);
    let separator = match separator.is_undefined() {
        true => js_string!(","),
        false => separator.to_string(context)?,
    };
    joined(&object, length, &separator, None, context)
}

/// `Array.prototype.toLocaleString(locales, options)`: each element by its own method. ECMA-402 §20.5.
///
/// # Errors
/// As of `join`.
fn to_locale_string(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = this.to_object(context)?;
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    let args = [args.get_or_undefined(0).clone(), args.get_or_undefined(1).clone()];
    joined(&object, length, &js_string!(","), Some(&args), context)
}

/// A typed array with elements, and how many. Others are the engine's: what it refuses, and views of
/// nothing any more.
fn filled(this: &JsValue, context: &mut Context) -> JsResult<Option<(JsObject, u64)>> {
    let view = this.as_object().and_then(|object| JsTypedArray::from_object(object).ok());
    let Some(view) = view else { return Ok(None) };
    let length = view.length(context)? as u64;
    Ok((length > 0).then(|| (view.into(), length)))
}

/// `%TypedArray%.prototype.join(separator)`
fn join_typed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match filled(this, context)? {
        Some((view, length)) => {
            let separator = match args.get_or_undefined(0) {
                none if none.is_undefined() => js_string!(","),
                separator => separator.to_string(context)?,
            };
            joined(&view, length, &separator, None, context)
        }
        None => engine.call(this, args, context),
    }
}

/// `%TypedArray%.prototype.toLocaleString(locales, options)`, with the same separator.
fn to_locale_string_typed(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match filled(this, context)? {
        Some((view, length)) => {
            let args = [args.get_or_undefined(0).clone(), args.get_or_undefined(1).clone()];
            joined(&view, length, &js_string!(","), Some(&args), context)
        }
        None => engine.call(this, args, context),
    }
}

/// The elements as one text; `locale` holds the arguments for `toLocaleString`, where that makes
/// the text of each.
fn joined(
    object: &JsObject,
    length: u64,
    separator: &JsString,
    locale: Option<&[JsValue; 2]>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let between = length.saturating_sub(1).saturating_mul(separator.len() as u64);
    if between > MAX_LENGTH as u64 {
        return Err(too_long());
    }
    let joining = joining(context);
    let depth = joining.0.borrow().len();
    if depth >= MAX_DEPTH {
        let message = "Maximum call stack size exceeded";
        return Err(JsNativeError::range().with_message(message).into());
    }
    if joining.0.borrow().iter().any(|other| JsObject::equals(other, object)) {
        return Ok(js_string!().into());
    }
    joining.0.borrow_mut().push(object.clone());
    let parts = parts(object, length, separator, locale, context);
    joining.0.borrow_mut().truncate(depth);
    Ok(js_string!(parts?.as_slice()).into())
}

fn parts(
    object: &JsObject,
    length: u64,
    separator: &JsString,
    locale: Option<&[JsValue; 2]>,
    context: &mut Context,
) -> JsResult<Vec<JsString>> {
    let mut parts = Vec::new();
    let mut total = 0;
    let mut pace = Pace::default();
    for index in 0..length {
        pace.step(context)?;
        if index > 0 && !separator.is_empty() {
            parts.push(separator.clone());
            total += separator.len();
        }
        let element = object.get(index, context)?;
        if element.is_null_or_undefined() {
            continue;
        }
        let text = match locale {
            None => element.to_string(context)?,
            Some(args) => local(&element, args, context)?,
        };
        total += text.len();
        if total > MAX_LENGTH {
            return Err(too_long());
        }
        parts.push(text);
    }
    Ok(parts)
}

/// What an element's own `toLocaleString` returns.
fn local(element: &JsValue, args: &[JsValue; 2], context: &mut Context) -> JsResult<JsString> {
    let object = element.to_object(context)?;
    let method = object.get(js_string!("toLocaleString"), context)?;
    let Some(method) = method.as_function() else {
        let message = format!("{}.toLocaleString is not a function", element.display());
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let text = method.call(element, args, context).map_err(|error| catchable(error, context))?;
    text.to_string(context)
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::install)
    }

    #[test]
    fn arrays_may_hold_themselves() {
        assert_eq!(eval("let a = [1, , null, 'x']; a.push(a, [a]); a.join('-')"), "1---x--");
        assert_eq!(eval("[[1, 2], [3]] + ''"), "1,2,3");
        assert_eq!(eval("Array.prototype.join.call({ length: 2, 0: 'a', 1: 'b' }, 1)"), "a1b");
    }

    #[test]
    fn what_would_be_too_long_is_an_error() {
        let text = "try { Array(2 ** 32 - 1).join() } catch (e) { String(e) }";
        assert_eq!(eval(text), "RangeError: Invalid string length");
    }
}
