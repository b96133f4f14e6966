//! `RegExp.prototype.source`. The engine writes a backslash before every slash, even one that has a
//! backslash already, so that a pattern made from the source of another would differ.
//! ECMA-262 §22.2.6.13.1 `EscapeRegExpPattern`.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::regexp::RegExp,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};

const SLASH: u16 = b'/' as u16;
const BACKSLASH: u16 = b'\\' as u16;

/// Installs the accessor over the engine's.
pub(super) fn install(prototype: &JsObject, engine: JsFunction, context: &mut Context) {
    let get = NativeFunction::from_copy_closure_with_captures(
        |this, _, engine: &JsFunction, context| {
            let source = engine.call(this, &[], context)?;
            // For the prototype the engine's answer stands.
            if !this.as_object().is_some_and(|object| object.is::<RegExp>()) {
                return Ok(source);
            }
            Ok(escape(&original(&source.to_string(context)?)).into())
        },
        engine,
    );
    let get =
        FunctionObjectBuilder::new(context.realm(), get).name(js_string!("get source")).build();
    prototype.insert_property(
        js_string!("source"),
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true),
    );
}

/// A pattern as it was given, from the engine's `source` accessor.
pub(super) fn pattern(
    engine: &JsFunction,
    this: &JsValue,
    context: &mut Context,
) -> JsResult<JsString> {
    let source = engine.call(this, &[], context)?.to_string(context)?;
    Ok(original(&source))
}

/// Takes the engine's backslashes away again.
fn original(source: &JsString) -> JsString {
    if !source.as_str().contains(b'/') {
        return source.clone();
    }
    let units = source.to_vec();
    let mut result = Vec::with_capacity(units.len());
    for (index, &unit) in units.iter().enumerate() {
        if unit != BACKSLASH || units.get(index + 1) != Some(&SLASH) {
            result.push(unit);
        }
    }
    crate::string::narrow(&result)
}

/// Writes a backslash before each slash that has none and is in no class.
fn escape(pattern: &JsString) -> JsString {
    let units = pattern.to_vec();
    if !units.contains(&SLASH) {
        return pattern.clone();
    }
    let mut result = Vec::with_capacity(units.len() + 4);
    let (mut escaped, mut in_class) = (false, false);
    for unit in units {
        if unit == SLASH && !escaped && !in_class {
            result.push(BACKSLASH);
        }
        match (escaped, u8::try_from(unit)) {
            (false, Ok(b'[')) => in_class = true,
            (false, Ok(b']')) => in_class = false,
            _ => {}
        }
        escaped = unit == BACKSLASH && !escaped;
        result.push(unit);
    }
    crate::string::narrow(&result)
}
