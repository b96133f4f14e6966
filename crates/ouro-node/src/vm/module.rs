//! Modules that a script makes, links and evaluates itself: the Rust half of
//! `runtime-js/internal/vm/module.js`. Node docs: VM, Class: `vm.Module`; ECMA-262 §16.2.1.

use std::{cell::RefCell, collections::HashMap, path::PathBuf, rc::Rc};

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue,
    Module, Source, Trace,
    builtins::promise::PromiseState,
    module::ModuleRequest,
    object::builtins::{JsArray, JsFunction, JsPromise},
};
use ouro_intrinsics::{Goal, ScriptKind, sources};
use ouro_loader::{ImportStatement, has_top_level_await, import_statements};

use super::{dynamic, padded, realm, within};
use crate::{Arguments, NodeError, host};

/// A module as its JavaScript half keeps it.
#[derive(Trace, Finalize, JsData)]
struct Made {
    module: Module,
    #[unsafe_ignore_trace]
    requests: Vec<ModuleRequest>,
    #[unsafe_ignore_trace]
    imports: Vec<ImportStatement>,
    waits: bool,
}

/// What the loader must know of these modules.
#[derive(Default)]
pub(crate) struct Modules {
    /// What the module asks for that is just being made.
    recorded: RefCell<Option<(Module, Vec<ModuleRequest>)>>,
    /// What linked modules get, until the engine knows.
    links: RefCell<HashMap<Module, Vec<(ModuleRequest, Module)>>>,
    /// Modules that say `import`, which may ask again when they run.
    asking: RefCell<HashMap<Module, Rc<Asking>>>,
}

struct Asking {
    initialize: Option<JsFunction>,
    answer: JsValue,
}

/// What becomes of a request of a module that a script made; `None` where it is a file's.
pub(crate) fn import_of(
    module: &Module,
    request: &ModuleRequest,
    context: &mut Context,
) -> Option<JsResult<Module>> {
    let modules = host(context).slot::<Modules>();
    if let Some((recorded, requests)) = &mut *modules.recorded.borrow_mut()
        && recorded == module
    {
        requests.push(request.clone());
        return Some(Err(JsNativeError::error().with_message("not linked yet").into()));
    }
    if let Some(links) = modules.links.borrow().get(module)
        && let Some((_, target)) = links.iter().find(|(known, _)| known == request)
    {
        return Some(Ok(target.clone()));
    }
    let asking = modules.asking.borrow().get(module).cloned()?;
    match asking.answer.as_function() {
        Some(callback) => Some(Ok(dynamic::thenable(callback, request, context))),
        None if asking.answer.as_boolean() == Some(true) => None,
        None => {
            let message = "A dynamic import callback was not specified.";
            let error = NodeError::typ("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING", message);
            Some(Err(error.into_js(context)))
        }
    }
}

/// Fills the `import.meta` of a module that a script made; `false` where it is a file's.
pub(crate) fn fill_meta(module: &Module, meta: &JsObject, context: &mut Context) -> bool {
    let modules = host(context).slot::<Modules>();
    let Some(asking) = modules.asking.borrow().get(module).cloned() else { return false };
    if let Some(initialize) = &asking.initialize {
        // The engine has no place for an error here.
        let _ = crate::call(initialize, &JsValue::undefined(), &[meta.clone().into()], context);
    }
    true
}

/// `makeModule(source, identifier, context, line, column, initializeMeta, imports)`: parses a
/// module. `imports` is how it may use `import()`: not at all, `true` as a file, or a function.
///
/// # Errors
/// `SyntaxError`.
pub(super) fn make(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let name = args.text(1, context)?;
    let realm = realm(args.value(2), context);
    let text = padded(&source, args.int(3), args.int(4));
    let path = PathBuf::from(&name);
    let parsed = within(&realm.clone(), context, |context| {
        // A last statement without an end confuses the engine's parser.
        let whole = [&*crate::parseable(&text, Goal::Module, context)?, "\n;"].concat();
        Module::parse(Source::from_bytes(&whole).with_path(&path), Some(realm), context)
    });
    let module =
        parsed.map_err(|error| crate::syntax_error(error, &name, &text, Goal::Module, context))?;
    sources(context).add_text(&name, ScriptKind::Module, &text);
    let modules = host(context).slot::<Modules>();
    let requests = requests(&module, &modules, context)?;
    if text.contains("import") {
        let asking =
            Asking { initialize: args.value(5).as_function(), answer: args.value(6).clone() };
        modules.asking.borrow_mut().insert(module.clone(), Rc::new(asking));
    }
    let imports = import_statements(text.as_bytes());
    let waits = has_top_level_await(text.as_bytes());
    Ok(JsObject::from_proto_and_data(None, Made { module, requests, imports, waits }).into())
}

/// What a module asks for statically: the engine tells when it begins to load, which ends there.
fn requests(
    module: &Module,
    modules: &Modules,
    context: &mut Context,
) -> JsResult<Vec<ModuleRequest>> {
    let outer = modules.recorded.replace(Some((module.clone(), Vec::new())));
    let promise = module.load(context);
    let polled = host(context).poll_loads(context);
    let recorded = modules.recorded.replace(outer);
    if matches!(promise.state(), PromiseState::Rejected(_)) {
        crate::modules::handled(&promise, context);
    }
    polled?;
    Ok(recorded.map(|(_, requests)| requests).unwrap_or_default())
}

/// Lends what an object of this room holds.
fn made<T>(value: &JsValue, body: impl FnOnce(&Made) -> T) -> JsResult<T> {
    let object = value.as_object();
    let found = object.as_ref().and_then(|object| object.downcast_ref::<Made>());
    match found {
        Some(made) => Ok(body(&made)),
        None => Err(JsNativeError::typ().with_message("not a module").into()),
    }
}

/// `moduleRequests(module)`: an array of `[specifier, key, value, …]`.
pub(super) fn module_requests(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let requests = made(args.value(0), |made| made.requests.clone())?;
    let rows = JsArray::new(context)?;
    for request in requests {
        let mut row: Vec<JsValue> = vec![request.specifier().clone().into()];
        for attribute in request.attributes() {
            row.extend([attribute.key().clone().into(), attribute.value().clone().into()]);
        }
        rows.push(JsArray::from_iter(row, context), context)?;
    }
    Ok(rows.into())
}

/// `linkModule(module, modules)`: says what its requests lead to, in their order.
pub(super) fn link_module(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (module, requests) =
        made(args.value(0), |made| (made.module.clone(), made.requests.clone()))?;
    let targets = JsArray::from_object(args.object(1, context)?)?;
    let mut links = Vec::with_capacity(requests.len());
    for (index, request) in (0_u64..).zip(requests) {
        let target = targets.get(index, context)?;
        links.push((request, made(&target, |made| made.module.clone())?));
    }
    host(context).slot::<Modules>().links.borrow_mut().insert(module, links);
    Ok(JsValue::undefined())
}

/// `instantiateModule(module, graph)`: links a module and those it leads to, itself first.
///
/// # Errors
/// `SyntaxError` for a name that is not exported.
pub(super) fn instantiate(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let module = made(args.value(0), |made| made.module.clone())?;
    let promise = module.load(context);
    host(context).poll_loads(context)?;
    if let PromiseState::Rejected(reason) = promise.state() {
        crate::modules::handled(&promise, context);
        return Err(JsError::from_opaque(reason));
    }
    let modules = host(context).slot::<Modules>();
    let graph = JsArray::from_object(args.object(1, context)?)?;
    for index in (0..graph.length(context)?).rev() {
        let row = graph.get(index, context)?;
        let (module, imports) = made(&row, |made| (made.module.clone(), made.imports.clone()))?;
        let links = modules.links.borrow().get(&module).cloned();
        for (request, target) in links.into_iter().flatten() {
            check_names(&request, &target, &imports, context)?;
        }
    }
    module.link(context)?;
    for index in 0..graph.length(context)? {
        let row = graph.get(index, context)?;
        let module = made(&row, |made| made.module.clone())?;
        modules.links.borrow_mut().remove(&module);
    }
    Ok(JsValue::undefined())
}

/// Looks for the names that statements ask of a module: the engine's own error tells nothing.
fn check_names(
    request: &ModuleRequest,
    target: &Module,
    imports: &[ImportStatement],
    context: &mut Context,
) -> JsResult<()> {
    let specifier = request.specifier().to_std_string_lossy();
    let asked = imports.iter().filter(|statement| statement.specifier == specifier);
    let names: Vec<&str> =
        asked.flat_map(|statement| &statement.names).map(|name| &*name.name).collect();
    if names.is_empty() {
        return Ok(());
    }
    let exports = target.namespace(context);
    for name in names {
        if !exports.has_property(JsString::from(name), context)? {
            let message = format!(
                "The requested module '{specifier}' does not provide an export named '{name}'"
            );
            return Err(JsNativeError::syntax().with_message(message).into());
        }
    }
    Ok(())
}

/// `evaluateModule(module)`: a promise.
pub(super) fn evaluate(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let module = made(args.value(0), |made| made.module.clone())?;
    Ok(module.evaluate(context)?.into())
}

/// `moduleNamespace(module)`
pub(super) fn namespace(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let module = made(args.value(0), |made| made.module.clone())?;
    Ok(module.namespace(context).into())
}

/// `moduleWaits(module)`: whether it awaits at its top level.
pub(super) fn waits(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    made(args.value(0), |made| made.waits.into())
}

/// `settled(promise)`: undefined while it is pending, else `[fulfilled, value]`.
pub(super) fn settled(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let promise = JsPromise::from_object(args.object(0, context)?)?;
    let row: [JsValue; 2] = match promise.state() {
        PromiseState::Pending => return Ok(JsValue::undefined()),
        PromiseState::Fulfilled(value) => [true.into(), value],
        PromiseState::Rejected(reason) => [false.into(), reason],
    };
    Ok(JsArray::from_iter(row, context).into())
}
