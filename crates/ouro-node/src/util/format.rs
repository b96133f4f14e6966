//! `util.format`: printf-like placeholders, the rest joined with spaces. Rust half of
//! `runtime-js/util.js`, and what `console.log` writes. Node docs: `util.format`.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, property::PropertyKey,
    value::Numeric,
};

use super::{
    inspect::{self, Compact, Options, text},
    proxy, reflect,
};
use crate::Arguments;

/// `format(format, ...args)`.
///
/// # Errors
/// What custom inspection, `toString` and `toJSON` throw.
pub(crate) fn format(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = current_options(context)?;
    Ok(join(args, &options, context)?.into())
}

/// `formatWithOptions(inspectOptions, format, ...args)`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where the options are no object; what custom inspection throws.
pub(crate) fn format_with_options(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let first = args.value(0);
    let Some(source) = first.as_object() else {
        let error = crate::NodeError::argument("inspectOptions", "of type object", first, context);
        return Err(error.into_js(context));
    };
    let mut options = current_options(context)?;
    let state = inspect::state(context)?;
    options.read(&source, &state, context)?;
    Ok(join(args.get(1..).unwrap_or_default(), &options, context)?.into())
}

fn current_options(context: &mut Context) -> JsResult<Options> {
    let state = inspect::state(context)?;
    Options::current(&state, context)
}

/// Formats arguments as one string.
///
/// # Errors
/// What custom inspection, `toString` and `toJSON` throw.
pub(crate) fn join(
    args: &[JsValue],
    options: &Options,
    context: &mut Context,
) -> JsResult<JsString> {
    let mut pieces: Vec<JsString> = Vec::with_capacity(args.len() * 2);
    let mut used = 0;
    if let Some(first) = args.first().and_then(JsValue::as_string) {
        if args.len() == 1 {
            return Ok(first);
        }
        used = 1;
        let taken = if first.contains(b'%') {
            placeholders(&first, args, options, &mut pieces, context)?
        } else {
            None
        };
        match taken {
            Some(taken) => used += taken,
            None => pieces.push(first),
        }
    }
    for (index, arg) in args.iter().enumerate().skip(used) {
        if index > 0 {
            pieces.push(js_string!(" "));
        }
        pieces.push(match arg.as_string() {
            Some(string) => string,
            None => shown(arg, options.clone(), context)?,
        });
    }
    let parts: Vec<_> = pieces.iter().map(JsString::as_str).collect();
    Ok(JsString::concat_array(&parts))
}

fn shown(value: &JsValue, options: Options, context: &mut Context) -> JsResult<JsString> {
    Ok(js_string!(inspect::show(value, options, context)?))
}

/// Fills in placeholders; says how many arguments they took, `None` where there were none.
fn placeholders(
    format: &JsString,
    args: &[JsValue],
    options: &Options,
    pieces: &mut Vec<JsString>,
    context: &mut Context,
) -> JsResult<Option<usize>> {
    const PERCENT: u16 = b'%' as u16;
    let units = format.to_vec();
    let mut last = 0;
    let mut taken = 0;
    let mut index = 0;
    while index + 1 < units.len() {
        if units.get(index) != Some(&PERCENT) {
            index += 1;
            continue;
        }
        let letter = units.get(index + 1).copied().unwrap_or(0);
        index += 2;
        if letter == PERCENT {
            pieces.push(format.slice(last, index - 1));
            last = index;
            continue;
        }
        if taken + 1 >= args.len() {
            continue;
        }
        let arg = args.value(taken + 1);
        let Ok(letter) = u8::try_from(letter) else { continue };
        let Some(piece) = placeholder(letter, arg, options, context)? else { continue };
        taken += 1;
        pieces.push(format.slice(last, index - 2));
        pieces.push(piece);
        last = index;
    }
    if last == 0 {
        return Ok(None);
    }
    pieces.push(format.slice(last, format.len()));
    Ok(Some(taken))
}

/// One placeholder by its letter; `None` where the letter is none.
fn placeholder(
    letter: u8,
    arg: &JsValue,
    options: &Options,
    context: &mut Context,
) -> JsResult<Option<JsString>> {
    let number = |value: f64, context: &mut Context| {
        js_string!(inspect::number(value, options.numeric_separator, context))
    };
    Ok(Some(match letter {
        b's' => text_of(arg, options, context)?,
        b'j' => json(arg, context)?,
        b'd' => match arg.as_bigint() {
            Some(value) => js_string!(inspect::bigint(&value, options.numeric_separator)),
            None if arg.is_symbol() => number(f64::NAN, context),
            None => {
                // As `Number(value)`, which takes BigInt objects too.
                let value = match arg.to_numeric(context)? {
                    Numeric::Number(value) => value,
                    Numeric::BigInt(value) => value.to_f64(),
                };
                number(value, context)
            }
        },
        b'i' | b'f' => match arg.as_bigint().filter(|_| letter == b'i') {
            Some(value) => js_string!(inspect::bigint(&value, options.numeric_separator)),
            None if arg.is_symbol() => number(f64::NAN, context),
            None => {
                let objects = context.intrinsics().objects();
                let parse =
                    if letter == b'i' { objects.parse_int() } else { objects.parse_float() };
                let value =
                    crate::call(&parse, &JsValue::undefined(), std::slice::from_ref(arg), context)?;
                number(value.as_number().unwrap_or(f64::NAN), context)
            }
        },
        b'O' => shown(arg, options.clone(), context)?,
        b'o' => {
            let options = Options {
                show_hidden: true,
                show_proxy: true,
                depth: 4.0,
                depth_is_null: false,
                ..options.clone()
            };
            shown(arg, options, context)?
        }
        b'c' => js_string!(),
        _ => return Ok(None),
    }))
}

/// `%s`: `String(value)` where that is the value's own doing, else a short inspection.
fn text_of(arg: &JsValue, options: &Options, context: &mut Context) -> JsResult<JsString> {
    if let Some(value) = arg.as_number() {
        return Ok(js_string!(inspect::number(value, options.numeric_separator, context)));
    }
    if let Some(value) = arg.as_bigint() {
        return Ok(js_string!(inspect::bigint(&value, options.numeric_separator)));
    }
    if let Some(symbol) = arg.as_symbol() {
        return Ok(symbol.descriptive_string());
    }
    if let Some(object) = arg.as_object()
        && has_builtin_text(&object, context)?
    {
        let options = Options {
            depth: 0.0,
            depth_is_null: false,
            colors: false,
            compact: Compact::Levels(3.0),
            ..options.clone()
        };
        return shown(arg, options, context);
    }
    arg.to_string(context)
}

/// Whether `String(object)` would run nothing of the script's own.
fn has_builtin_text(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if object.is_callable() {
        return Ok(false);
    }
    let Some(object) = proxy::unwrap(object.clone(), context)? else { return Ok(true) };
    let primitive: PropertyKey = boa_engine::JsSymbol::to_primitive().into();
    let method = object.get(js_string!("toString"), context)?;
    if !method.is_callable() {
        let convert = object.get(primitive.clone(), context)?;
        return Ok(!convert.is_callable());
    }
    let key: PropertyKey = js_string!("toString").into();
    if reflect::has_own(&object, &key, context)? || reflect::has_own(&object, &primitive, context)?
    {
        return Ok(false);
    }
    let mut current = object;
    for _ in 0..10_000 {
        let Some(next) = reflect::prototype_of(&current, context)? else { return Ok(true) };
        current = next;
        let found = reflect::has_own(&current, &key, context)?
            || reflect::has_own(&current, &primitive, context)?;
        if found {
            break;
        }
    }
    let class = reflect::descriptor(&current, &js_string!("constructor").into(), context)?;
    let class = class.and_then(|class| class.value().and_then(JsValue::as_object));
    let Some(class) = class.filter(JsObject::is_callable) else { return Ok(false) };
    let name = class.get(js_string!("name"), context)?;
    Ok(name.as_string().is_some_and(|name| inspect::is_builtin(&text::plain(&name))))
}

/// `%j`: JSON, or `[Circular]`.
fn json(arg: &JsValue, context: &mut Context) -> JsResult<JsString> {
    let object = context.intrinsics().objects().json();
    let stringify = object.get(js_string!("stringify"), context)?;
    let Some(stringify) = stringify.as_function() else { return Ok(js_string!("undefined")) };
    match crate::call(&stringify, &JsValue::undefined(), std::slice::from_ref(arg), context) {
        Ok(text) => text.to_string(context),
        Err(error) => {
            let thrown = error.into_opaque(context)?;
            let message = match thrown.as_object() {
                Some(thrown) => {
                    let message = thrown.get(js_string!("message"), context)?;
                    message.to_string(context).map(|text| text::plain(&text)).unwrap_or_default()
                }
                None => String::new(),
            };
            // V8's words for a circle, and the engine's own.
            if message.starts_with("Converting circular structure to JSON")
                || message.starts_with("cyclic object value")
            {
                return Ok(js_string!("[Circular]"));
            }
            Err(boa_engine::JsError::from_opaque(thrown))
        }
    }
}
