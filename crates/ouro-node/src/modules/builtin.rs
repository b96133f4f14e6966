//! Builtins as modules: which there are, and how `import` sees them.
//! Node docs: Modules: ECMAScript modules, Builtin modules; `module.syncBuiltinESMExports`.

use std::{collections::HashSet, fmt::Write as _};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, Module, Source,
    object::builtins::{JsArray, JsFunction},
    property::PropertyKey,
};
use ouro_loader::Url;

use super::world::World;
use crate::{Arguments, CATALOGUE, require_builtin};

/// The id of the builtin that a specifier names, with or without `node:`; those that need the
/// scheme only with it.
pub(crate) fn public_builtin(specifier: &str) -> Option<&'static str> {
    let (id, scheme) = match specifier.strip_prefix("node:") {
        Some(id) => (id, true),
        None => (specifier, false),
    };
    CATALOGUE.iter().find(|room| room.id == id && (scheme || !room.scheme_only)).map(|room| room.id)
}

/// `builtinIds()`: `module.builtinModules`.
pub(super) fn ids(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let ids: Vec<JsValue> = CATALOGUE
        .iter()
        .map(|room| {
            let scheme = if room.scheme_only { "node:" } else { "" };
            JsString::from(format!("{scheme}{}", room.id)).into()
        })
        .collect();
    Ok(JsArray::from_iter(ids, context).into())
}

/// `isBuiltin(id)`: whether scripts may require it, with or without `node:`.
pub(super) fn is_builtin(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let id = args.value(0).as_string().map(|id| id.to_std_string_lossy());
    Ok(id.is_some_and(|id| public_builtin(&id).is_some()).into())
}

/// `requireBuiltin(id)`: the exports of a public builtin; `undefined` where there is none.
pub(super) fn require_public(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let id = args.text(0, context)?;
    match public_builtin(&id) {
        Some(id) => require_builtin(id, context),
        None => Ok(JsValue::undefined()),
    }
}

/// The module that an import of a builtin gets: its exports as live bindings, and the whole as
/// default. It is source text, since only that can be changed later.
pub(super) fn facade(url: &Url, context: &mut Context) -> JsResult<Module> {
    let Some(id) = public_builtin(url.as_str()) else {
        let error = ouro_loader::ResolveError::UnknownBuiltin { id: url.to_string() };
        return Err(super::failure::resolve_error(&error, context));
    };
    let exports = require_builtin(id, context)?;
    let names = names(&exports, context)?;
    let mut text = String::from("let $;export{$ as default};");
    for (at, name) in names.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(text, "let ${at};export{{${at} as ");
        quote(name, &mut text);
        text.push_str("};");
    }
    text.push_str("import.meta.live((d,e)=>{$=d;");
    for at in 0..names.len() {
        let _ = write!(text, "${at}=e[{at}];");
    }
    text.push_str("})");
    World::of(context).builtins.borrow_mut().insert(id, (names, None));
    let path = url.to_string();
    let source = Source::from_bytes(&text).with_path(std::path::Path::new(&path));
    let realm = World::of(context).realm(context);
    Module::parse(source, Some(realm), context)
}

/// Notes which names of a builtin are imported (`None`: any may be). Values behind getters, such
/// as `fs.promises`, are made only for those: they load parts that most programs never use.
pub(super) fn want(url: &str, names: Option<Vec<String>>, context: &mut Context) -> JsResult<()> {
    let Some(id) = public_builtin(url) else { return Ok(()) };
    let world = World::of(context);
    let news = {
        let mut wanted = world.wanted.borrow_mut();
        let wanted = wanted.entry(id).or_insert_with(|| Some(HashSet::new()));
        match (wanted.as_mut(), names) {
            (None, _) => false,
            (Some(known), Some(names)) => {
                let before = known.len();
                known.extend(names);
                known.len() > before
            }
            (Some(_), None) => {
                *wanted = None;
                true
            }
        }
    };
    // A facade that is not evaluated yet will see for itself.
    if news { fill(id, context) } else { Ok(()) }
}

/// What `import.meta.live` of a facade does: fills its bindings, and keeps the way to do it again.
pub(super) fn keep_live(id: &str, live: &JsFunction, context: &mut Context) -> JsResult<()> {
    let world = World::of(context);
    if let Some(entry) = world.builtins.borrow_mut().get_mut(id) {
        entry.1 = Some(live.clone());
    }
    fill(id, context)
}

/// `syncBuiltins()`: brings the bindings of imported builtins up to date.
pub(super) fn sync(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let ids: Vec<&str> = World::of(context).builtins.borrow().keys().copied().collect();
    for id in ids {
        fill(id, context)?;
    }
    Ok(JsValue::undefined())
}

fn fill(id: &str, context: &mut Context) -> JsResult<()> {
    let entry = World::of(context).builtins.borrow().get(id).cloned();
    let Some((names, Some(live))) = entry else { return Ok(()) };
    let exports = require_builtin(id, context)?;
    let mut values = Vec::with_capacity(names.len());
    let wanted = World::of(context).wanted.borrow().get(id).cloned().unwrap_or_default();
    for name in names {
        let asked =
            wanted.as_ref().is_none_or(|wanted| wanted.contains(&name.to_std_string_lossy()));
        let object = exports.as_object();
        let object = object.filter(|object| asked || !is_accessor(object, &name));
        // A getter may throw; the binding is then undefined.
        let value = object.and_then(|object| object.get(name, context).ok());
        values.push(value.unwrap_or_default());
    }
    let values = JsArray::from_iter(values, context);
    crate::call(&live, &JsValue::undefined(), &[exports, values.into()], context)?;
    Ok(())
}

/// The enumerable own names of a builtin's exports, without `default`. They are taken once:
/// bindings cannot be added later.
fn names(exports: &JsValue, context: &mut Context) -> JsResult<Vec<JsString>> {
    let Some(object) = exports.as_object() else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for key in object.own_property_keys(context)? {
        let PropertyKey::String(name) = key else { continue };
        if name != "default" && is_enumerable(&object, &name) {
            names.push(name);
        }
    }
    Ok(names)
}

fn is_enumerable(object: &JsObject, name: &JsString) -> bool {
    object
        .borrow()
        .properties()
        .get(&PropertyKey::String(name.clone()))
        .is_some_and(|property| property.enumerable().unwrap_or(false))
}

fn is_accessor(object: &JsObject, name: &JsString) -> bool {
    object
        .borrow()
        .properties()
        .get(&PropertyKey::String(name.clone()))
        .is_some_and(|property| property.is_accessor_descriptor())
}

/// Writes a string literal.
fn quote(name: &JsString, out: &mut String) {
    out.push('"');
    for char in name.to_std_string_lossy().chars() {
        if matches!(char, '"' | '\\') || char.is_control() {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(char));
        } else {
            out.push(char);
        }
    }
    out.push('"');
}
