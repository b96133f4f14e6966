//! `Function.prototype.toString` for classes, whose text the engine does not keep (ECMA-262
//! §20.2.3.5), and the constructors of functions.
//!
//! The class is looked for in the texts that were compiled: by its name, and by the texts of its
//! methods, which the engine does keep. Where nothing fits, the answer still begins with `class`,
//! by which programs tell classes from functions.

mod caller;
mod dynamic;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue,
    builtins::function::OrdinaryFunction,
    js_string,
    object::builtins::JsFunction,
    property::{PropertyDescriptor, PropertyKey},
};

use ouro_syntax::original;

use crate::{
    builtin::method_over,
    error::{Text, sources},
};

/// Installs method, constructors and `eval` into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let eval = crate::eval::install(context);
    dynamic::install(&eval, context)?;
    caller::install(context)?;
    let prototype = context.intrinsics().constructors().function().prototype();
    method_over(&prototype, "toString", 0, to_string, context)
}

fn to_string(
    this: &JsValue,
    _: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = written(this, engine, context)?;
    let Some(class) = this.as_object().filter(is_class) else { return Ok(text) };
    let Some(text) = text.as_string() else { return Ok(text) };
    let text = text.to_std_string_lossy();
    let Some(own_name) =
        text.strip_prefix("function ").and_then(|rest| rest.strip_suffix("() { [native code] }"))
    else {
        return Ok(JsString::from(text).into());
    };
    let name = match data(&class, js_string!("name").into()) {
        Some(name) if own_name.is_empty() => {
            name.as_string().map_or_else(String::new, |name| name.to_std_string_lossy())
        }
        _ => own_name.to_owned(),
    };
    let methods = method_texts(&class, engine, context)?;
    let found = find(&name, &methods, context);
    let found = found.unwrap_or_else(|| format!("class {own_name} {{ [native code] }}"));
    Ok(JsString::from(found).into())
}

/// A function's text as the script has it, without what was added for the engine.
fn written(this: &JsValue, engine: &JsFunction, context: &mut Context) -> JsResult<JsValue> {
    let text = engine.call(this, &[], context)?;
    let wide = text.as_string().filter(|text| text.as_str().as_latin1().is_none());
    Ok(match wide.map(|text| text.to_std_string()) {
        Some(Ok(text)) => JsString::from(&*dynamic::with_name(original(&text))).into(),
        _ => text,
    })
}

/// Whether a function is a class: its prototype alone is fixed.
fn is_class(object: &JsObject) -> bool {
    if !object.is::<OrdinaryFunction>() || !object.is_constructor() {
        return false;
    }
    let object = object.borrow();
    let prototype = object.properties().get(&js_string!("prototype").into());
    prototype.is_some_and(|prototype| prototype.writable() == Some(false))
}

/// The value of an own property that is no accessor.
fn data(object: &JsObject, key: PropertyKey) -> Option<JsValue> {
    own(object, key).and_then(|descriptor| descriptor.value().cloned())
}

fn own(object: &JsObject, key: PropertyKey) -> Option<PropertyDescriptor> {
    object.borrow().properties().get(&key)
}

/// The texts of the methods and accessors that the class itself defines.
fn method_texts(
    class: &JsObject,
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<Vec<String>> {
    let mut texts = Vec::new();
    let prototype = data(class, js_string!("prototype").into());
    let objects = [prototype.and_then(|prototype| prototype.as_object()), Some(class.clone())];
    for object in objects.into_iter().flatten() {
        for key in object.own_property_keys(context)? {
            let Some(descriptor) = own(&object, key) else { continue };
            // What was added later can be enumerated.
            if descriptor.enumerable() == Some(true) {
                continue;
            }
            let parts = [descriptor.value(), descriptor.get(), descriptor.set()];
            for part in parts.into_iter().flatten() {
                let method = part.as_object().filter(|method| method.is::<OrdinaryFunction>());
                let Some(method) = method.filter(|method| !is_class(method)) else { continue };
                let text = written(&method.into(), engine, context)?;
                texts.extend(text.as_string().map(|text| text.to_std_string_lossy()));
            }
        }
    }
    Ok(texts)
}

/// The text of the class with this name that holds most of the methods.
fn find(name: &str, methods: &[String], context: &mut Context) -> Option<String> {
    // Declared by its name, else named after what it is assigned to.
    best(&format!("class {name}"), name, methods, context)
        .or_else(|| best(if name.is_empty() { "class" } else { name }, name, methods, context))
}

/// The best among the texts that hold a piece of text.
fn best(piece: &str, name: &str, methods: &[String], context: &mut Context) -> Option<String> {
    let texts = sources(context).holding(piece);
    let candidates = texts.iter().flat_map(|text| candidates(text, name));
    let score = |text: &str| methods.iter().filter(|method| text.contains(&***method)).count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let score = score(candidate);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, candidate));
        }
    }
    // A name alone says little where there are methods to go by.
    best.filter(|(score, _)| *score > 0 || methods.is_empty()).map(|(_, text)| text.to_owned())
}

/// The classes of a text that have a name.
fn candidates<'a>(text: &'a Text, name: &'a str) -> impl Iterator<Item = &'a str> {
    let fits = move |found: &str| found == name || found.rsplit('.').next() == Some(name);
    let classes = text.outline.classes.iter().filter(move |class| fits(&class.name));
    classes.filter_map(|class| text.text.get(class.start..class.end))
}
