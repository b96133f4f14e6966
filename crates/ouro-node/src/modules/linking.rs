//! Imports of names that a module does not export: found before linking, since the engine's error
//! says neither where nor of what. ECMA-262 §16.2.1.6.4 InitializeEnvironment.

use std::collections::HashSet;

use boa_engine::{Context, JsError, JsResult, JsString, JsValue, builtins::promise::PromiseState};
use ouro_loader::{Format, ImportedName};

use super::{
    placed::{Phase, line_at, placed_error},
    records,
    world::{Record, World},
};
use crate::host;

/// Loads the graph of a module and looks for every name that it imports.
///
/// # Errors
/// What loading throws; `SyntaxError` for a name that is not exported.
pub(super) fn prepare(record: &Record, context: &mut Context) -> JsResult<()> {
    load_graph(record, context)?;
    check(record, &mut HashSet::new(), context)
}

/// Loads the graph of a module at once: our loader never waits.
pub(super) fn load_graph(record: &Record, context: &mut Context) -> JsResult<()> {
    let promise = record.module.load(context);
    host(context).poll_loads(context)?;
    match promise.state() {
        PromiseState::Rejected(reason) => {
            handled(&promise, context);
            Err(JsError::from_opaque(reason))
        }
        PromiseState::Fulfilled(_) | PromiseState::Pending => Ok(()),
    }
}

/// Marks a rejected promise as handled: its error goes another way.
pub(crate) fn handled(promise: &boa_engine::object::builtins::JsPromise, context: &mut Context) {
    let ignore = boa_engine::NativeFunction::from_copy_closure(|_, _, _| Ok(JsValue::undefined()));
    let ignore = ignore.to_js_function(context.realm());
    let _ = promise.catch(ignore, context);
}

/// Looks for the names of a graph whose modules are all loaded, dependencies first, as V8 does.
pub(super) fn check(
    record: &Record,
    seen: &mut HashSet<String>,
    context: &mut Context,
) -> JsResult<()> {
    if record.checked.get() || !seen.insert(record.url.to_string()) {
        return Ok(());
    }
    let targets: Vec<Option<Record>> =
        record.imports.iter().map(|row| target(record, &row.specifier, context)).collect();
    for target in targets.iter().flatten() {
        check(target, seen, context)?;
    }
    for (row, target) in record.imports.iter().zip(&targets) {
        let Some(target) = target else { continue };
        if row.names.is_empty() {
            continue;
        }
        let exports = target.module.namespace(context);
        for name in &row.names {
            if !exports.has_property(JsString::from(&*name.name), context)? {
                return Err(missing(record, target, &row.specifier, name, context));
            }
        }
    }
    record.checked.set(true);
    Ok(())
}

/// The loaded module that a static import leads to.
pub(super) fn target(record: &Record, specifier: &str, context: &Context) -> Option<Record> {
    let world = World::of(context);
    let key = (record.url.to_string(), specifier.to_owned());
    let url = world.resolved.borrow().get(&key)?.to_string();
    let records = world.records.borrow();
    let of_kind = |kind: &str| records.get(&(url.clone(), kind.to_owned())).cloned();
    of_kind("").or_else(|| of_kind("json"))
}

/// Node's error, with the line of the import and a caret at the name.
fn missing(
    record: &Record,
    target: &Record,
    specifier: &str,
    name: &ImportedName,
    context: &mut Context,
) -> JsError {
    let kept = World::of(context).texts.borrow().get(record.url.as_str()).cloned();
    let text = kept.unwrap_or_else(|| {
        let source = records::read(&record.url, context).ok().flatten().unwrap_or_default();
        super::commonjs::text_of(&source).as_ref().into()
    });
    let message = if matches!(target.format, Format::CommonJs | Format::Undecided) {
        commonjs_message(line_at(&text, name.start), specifier, &name.name)
    } else {
        let name = &name.name;
        format!("The requested module '{specifier}' does not provide an export named '{name}'")
    };
    placed_error(
        record.url.as_str(),
        &text,
        name.start..name.end,
        &message,
        Phase::Linking,
        context,
    )
}

/// What Node says of a name that was not seen in a CommonJS module, with a way round it.
fn commonjs_message(line: &str, specifier: &str, name: &str) -> String {
    let mut message = format!(
        "Named export '{name}' not found. The requested module '{specifier}' is a CommonJS \
         module, which may not support all module.exports as named exports.\nCommonJS modules \
         can always be imported via the default export, for example using:\n\nimport pkg from \
         '{specifier}';\n"
    );
    let braces =
        line.find('{').zip(line.rfind('}')).and_then(|(open, close)| line.get(open..=close));
    if let Some(braces) = braces.filter(|_| line.trim_start().starts_with("import")) {
        message.push_str(&format!("const {} = pkg;\n", braces.replace(" as ", ": ")));
    }
    message
}
