//! `require` of an ES module: evaluated at once, or refused.
//! Node docs: Modules: CommonJS, Loading ECMAScript modules using `require()`.

use std::{collections::HashSet, path::Path};

use boa_engine::{
    Context, JsError, JsResult, JsString, JsValue, Module, Source, builtins::promise::PromiseState,
    js_string,
};
use ouro_loader::{Format, path_to_file_url};

use super::{
    explain, linking,
    loader::{load, source_name},
    lookup::optional_text,
    records,
    world::{Record, World, commonjs_room},
};
use crate::{Arguments, NodeError, host};

/// `requireModule(filename, source, parent)`: the namespace of the ES module in a file, evaluated;
/// `source` where it was read already.
///
/// # Errors
/// `ERR_REQUIRE_ASYNC_MODULE`, `ERR_REQUIRE_CYCLE_MODULE`, what loading and evaluating throw.
pub(super) fn require_module(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let filename = args.text(0, context)?;
    let source = optional_text(args.value(1));
    let parent = optional_text(args.value(2));
    let url = path_to_file_url(&filename);
    let world = World::of(context);
    let key = (url.to_string(), String::new());
    let known = world.records.borrow().get(&key).cloned();
    let is_known = known.is_some();
    let known_before: HashSet<String> =
        world.records.borrow().keys().map(|(url, _)| url.clone()).collect();
    let record = match (known, source) {
        (Some(record), _) => record,
        (None, Some(source)) => {
            let record = records::make(&url, Format::Module, Some(source.as_bytes()), context)?;
            world.records.borrow_mut().insert(key, record.clone());
            record
        }
        (None, None) => load(&url, &[], context)?,
    };
    linking::load_graph(&record, context)?;
    let graph = graph(&record, context);
    if let Some(active) = find_active(&graph, &known_before, context)? {
        let message = if is_known || active.url == record.url {
            let from = parent.map(|parent| format!(" (from {parent})")).unwrap_or_default();
            format!(
                "Cannot require() ES Module {filename} in a cycle.{from} A cycle involving \
                 require(esm) is not allowed to maintain invariants mandated by the ECMAScript \
                 specification. Try making at least part of the dependency in the graph lazily \
                 loaded."
            )
        } else {
            imported_in_cycle(&graph, &active, context)
        };
        return Err(NodeError::error("ERR_REQUIRE_CYCLE_MODULE", message).into_js(context));
    }
    if graph.iter().any(|module| module.waits) {
        return Err(waits(&filename, parent.as_deref(), context));
    }
    linking::check(&record, &mut HashSet::new(), context)?;
    record.module.link(context)?;
    let promise = record.module.evaluate(context)?;
    match promise.state() {
        PromiseState::Fulfilled(_) => Ok(record.module.namespace(context).into()),
        PromiseState::Rejected(reason) => {
            linking::handled(&promise, context);
            explain::missing_wrapper_name(&reason, url.as_str(), context);
            Err(JsError::from_opaque(reason))
        }
        PromiseState::Pending => Err(waits(&filename, parent.as_deref(), context)),
    }
}

/// `requireFacade(filename)`: the namespace of an evaluated ES module with `__esModule` beside its
/// own names, for callers that were transpiled from ES modules.
///
/// # Errors
/// What loading throws.
pub(super) fn require_facade(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let url = path_to_file_url(&args.text(0, context)?);
    let text =
        format!("export*from\"{url}\";export{{default}}from\"{url}\";export const __esModule=true");
    let source = Source::from_bytes(&text).with_path(Path::new("node:internal/facade"));
    let realm = World::of(context).realm(context);
    let facade = Module::parse(source, Some(realm), context)?;
    let promise = facade.load(context);
    host(context).poll_loads(context)?;
    if let PromiseState::Rejected(reason) = promise.state() {
        linking::handled(&promise, context);
        return Err(JsError::from_opaque(reason));
    }
    facade.link(context)?;
    facade.evaluate(context)?;
    Ok(facade.namespace(context).into())
}

/// The module and all that it imports statically, each once.
fn graph(record: &Record, context: &Context) -> Vec<Record> {
    let mut seen = HashSet::from([record.url.to_string()]);
    let mut found = vec![record.clone()];
    let mut at = 0;
    while let Some(next) = found.get(at).cloned() {
        for row in next.imports.iter() {
            if let Some(target) = linking::target(&next, &row.specifier, context)
                && seen.insert(target.url.to_string())
            {
                found.push(target);
            }
        }
        at += 1;
    }
    found
}

/// Whether a module is being evaluated: its body has a frame on the stack, or it is a CommonJS
/// module that is not loaded yet.
fn is_active(record: &Record, context: &mut Context) -> JsResult<bool> {
    let name = source_name(&record.url);
    match record.format {
        Format::Module => Ok(context.stack_trace().any(|frame| {
            let location = frame.position();
            location.function_name == "<main>" && location.path.to_string() == name
        })),
        Format::CommonJs => {
            let cache = commonjs_room(context)?
                .get(js_string!("Module"), context)?
                .to_object(context)?
                .get(js_string!("_cache"), context)?
                .to_object(context)?;
            let module = cache.get(JsString::from(&*name), context)?;
            let Some(module) = module.as_object() else { return Ok(false) };
            Ok(!module.get(js_string!("loaded"), context)?.to_boolean())
        }
        _ => Ok(false),
    }
}

/// The first module of a graph that is being evaluated, or is an ES module on its way to be: known
/// before, and waiting for one that is.
fn find_active(
    graph: &[Record],
    known_before: &HashSet<String>,
    context: &mut Context,
) -> JsResult<Option<Record>> {
    let mut active = HashSet::new();
    for module in graph {
        if is_active(module, context)? {
            active.insert(module.url.to_string());
        }
    }
    if active.is_empty() {
        return Ok(None);
    }
    let waits = |module: &Record, context: &Context| {
        module.format == Format::Module
            && known_before.contains(module.url.as_str())
            && self::graph(module, context).iter().any(|other| active.contains(other.url.as_str()))
    };
    let found =
        graph.iter().find(|module| active.contains(module.url.as_str()) || waits(module, context));
    Ok(found.cloned())
}

fn imported_in_cycle(graph: &[Record], active: &Record, context: &Context) -> String {
    let importer = graph.iter().find_map(|module| {
        let row = module.imports.iter().find(|row| {
            linking::target(module, &row.specifier, context)
                .is_some_and(|target| target.url == active.url)
        })?;
        let path = ouro_loader::file_url_to_path(&module.url).unwrap_or_default();
        Some((row.specifier.clone(), path))
    });
    let (specifier, path) = importer.unwrap_or_default();
    let kind = if active.format == Format::Module { "Module" } else { "CommonJS Module" };
    format!("Cannot import {kind} {specifier} in a cycle. (from {path})")
}

fn waits(filename: &str, parent: Option<&str>, context: &mut Context) -> JsError {
    let mut message = format!(
        "require() cannot be used on an ESM graph with top-level await. Use import() instead. To \
         see where the top-level await comes from, use --experimental-print-required-tla.\n\
         Required module: {filename}"
    );
    if let Some(parent) = parent {
        message.push_str(&format!("\nRequire stack:\n- {parent}"));
    }
    NodeError::error("ERR_REQUIRE_ASYNC_MODULE", message).into_js(context)
}
