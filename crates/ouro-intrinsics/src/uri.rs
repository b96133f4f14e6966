//! `escape`, `encodeURI` and `encodeURIComponent` in one pass, with an end where the text becomes too
//! long; `decodeURI` and `decodeURIComponent` with V8's error. ECMA-262 §19.2.6, §B.2.1.1.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, js_string,
    object::builtins::JsFunction, string::JsStr,
};

use crate::{
    builtin::{method, method_over},
    interrupt::Pace,
    string::{MAX_LENGTH, too_long},
};

/// Installs the functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    for name in ["decodeURI", "decodeURIComponent"] {
        method_over(&global, name, 1, decode, context)?;
    }
    method(&global, "encodeURI", 1, encode_uri, context);
    method(&global, "encodeURIComponent", 1, encode_component, context);
    method(&global, "escape", 1, escape, context);
    Ok(())
}

/// Calls the engine's function. It can fail in one way only once its argument is a string.
fn decode(
    _: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = match args.get_or_undefined(0).as_string() {
        Some(text) => text,
        None if args.is_empty() => js_string!("undefined"),
        None => args.get_or_undefined(0).to_string(context)?,
    };
    engine.call(&JsValue::undefined(), &[text.into()], context).map_err(|error| {
        if error.as_engine().is_some() {
            return error;
        }
        JsNativeError::uri().with_message("URI malformed").into()
    })
}

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

fn percent(out: &mut Vec<u8>, byte: u8) {
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0');
    out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
}

/// Encodes what `keep` does not let through.
fn encode(text: &JsString, keep: fn(u8) -> bool, context: &mut Context) -> JsResult<JsString> {
    let mut out = Vec::with_capacity(text.len());
    let mut pace = Pace::default();
    for character in char::decode_utf16(text.iter()) {
        pace.step(context)?;
        let Ok(character) = character else {
            return Err(JsNativeError::uri().with_message("URI malformed").into());
        };
        match u8::try_from(character) {
            Ok(byte) if keep(byte) => out.push(byte),
            _ => {
                let mut buffer = [0; 4];
                for byte in character.encode_utf8(&mut buffer).bytes() {
                    percent(&mut out, byte);
                }
            }
        }
        if out.len() > MAX_LENGTH {
            return Err(too_long());
        }
    }
    Ok(JsString::from(JsStr::latin1(&out)))
}

fn is_mark(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte)
}

/// `encodeURI(text)`
fn encode_uri(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    let keep = |byte| is_mark(byte) || b";/?:@&=+$,#".contains(&byte);
    encode(&text, keep, context).map(JsValue::from)
}

/// `encodeURIComponent(text)`
fn encode_component(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    encode(&text, is_mark, context).map(JsValue::from)
}

/// `escape(text)`
fn escape(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    let mut out = Vec::with_capacity(text.len());
    let mut pace = Pace::default();
    for unit in text.iter() {
        pace.step(context)?;
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b"@*_+-./".contains(&byte) => {
                out.push(byte);
            }
            Ok(byte) => percent(&mut out, byte),
            Err(_) => {
                let [high, low] = unit.to_be_bytes();
                let start = out.len();
                percent(&mut out, high);
                // `%uXXXX` is `%XX` and two more digits, with a `u` after the percent sign.
                percent(&mut out, low);
                out.remove(start + 3);
                out.insert(start + 1, b'u');
            }
        }
        if out.len() > MAX_LENGTH {
            return Err(too_long());
        }
    }
    Ok(JsString::from(JsStr::latin1(&out)).into())
}

#[cfg(test)]
mod tests {
    fn eval(text: &str) -> String {
        crate::testing::evaluated(text, super::install)
    }

    #[test]
    fn texts_are_encoded_as_the_standard_says() {
        assert_eq!(
            eval("encodeURI('a b/é?€#\\u{1f600}[]')"),
            "a%20b/%C3%A9?%E2%82%AC#%F0%9F%98%80%5B%5D"
        );
        assert_eq!(eval("encodeURIComponent('a b/é?-_.!~*\\'()')"), "a%20b%2F%C3%A9%3F-_.!~*'()");
        assert_eq!(eval("escape('a b/é€\\ud800@*')"), "a%20b/%E9%u20AC%uD800@*");
        assert_eq!(
            eval("try { encodeURI('\\ud800') } catch (e) { String(e) }"),
            "URIError: URI malformed"
        );
        assert_eq!(eval("encodeURIComponent() + escape()"), "undefinedundefined");
    }
}
