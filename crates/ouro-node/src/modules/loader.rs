//! The engine's door to ES modules: what each import names, as a module.
//! ECMA-262 §16.2.1.10 HostLoadImportedModule; Node docs: Modules: ECMAScript modules.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsObject, JsResult, JsValue, Module, js_string,
    module::{ModuleLoader, ModuleRequest, Referrer},
};
use ouro_loader::{Format, Url, path_to_file_url};

use super::{
    builtin, import_meta, linking,
    lookup::optional_text,
    records,
    world::{Record, World, folder_url},
};
use crate::{Arguments, NodeError, vm};

/// The module loader of every runtime.
#[derive(Clone, Copy, Debug, Default)]
pub struct EsModules;

impl EsModules {
    /// Notes the realm in which modules are evaluated; called once the context is made.
    pub fn install(context: &Context) {
        World::of(context).keep_realm(context);
    }
}

impl ModuleLoader for EsModules {
    async fn load_imported_module(
        self: Rc<Self>,
        referrer: Referrer,
        request: ModuleRequest,
        context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        let context: &mut Context = &mut context.borrow_mut();
        if let Referrer::Module(module) = &referrer
            && let Some(answer) = vm::import_of(module, &request, context)
        {
            return answer;
        }
        let asked = match &referrer {
            Referrer::Script(_) => vm::import(&referrer, &request, context),
            _ => vm::Import::Unknown,
        };
        if let vm::Import::Answered(module) = asked {
            return Ok(module);
        }
        if !matches!(asked, vm::Import::Main) && !may_import(&referrer) {
            let message = "A dynamic import callback was not specified.";
            let error = NodeError::typ("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING", message);
            return Err(error.into_js(context));
        }
        let base = base_of(&referrer);
        let specifier = request.specifier().to_std_string_lossy();
        let attributes: Vec<(String, String)> = request
            .attributes()
            .iter()
            .map(|row| (row.key().to_std_string_lossy(), row.value().to_std_string_lossy()))
            .collect();
        let record = import(&specifier, &base, &attributes, context)?;
        let dynamic = is_dynamic(&referrer, &base, &specifier, context);
        if record.format == Format::Builtin {
            let names = (!dynamic).then(|| imported_names(&base, &specifier, context)).flatten();
            builtin::want(record.url.as_str(), names, context)?;
        }
        if dynamic {
            // The engine's own error of a missing export says neither where nor of what.
            linking::prepare(&record, context)?;
        }
        Ok(record.module)
    }

    fn init_import_meta(
        self: Rc<Self>,
        import_meta: &JsObject,
        module: &Module,
        context: &mut Context,
    ) {
        if !vm::fill_meta(module, import_meta, context) {
            import_meta::fill(import_meta, &url_of(module), context);
        }
    }
}

/// The URL of an ES module of ours: it is compiled under its path, or under the URL itself.
pub(super) fn url_of(module: &Module) -> String {
    let name = module.path().map(|path| path.to_string_lossy()).unwrap_or_default();
    if name.starts_with('/') { path_to_file_url(&name).to_string() } else { name.into_owned() }
}

/// The names that a module's statements ask of another; `None` where one asks for all.
fn imported_names(base: &Url, specifier: &str, context: &Context) -> Option<Vec<String>> {
    let world = World::of(context);
    let records = world.records.borrow();
    let importer = records.get(&(base.to_string(), String::new()))?;
    if importer.asks_later {
        return None;
    }
    let mut names = Vec::new();
    for statement in importer.imports.iter().filter(|found| found.specifier == specifier) {
        if statement.names.is_empty() {
            return None;
        }
        names.extend(statement.names.iter().map(|name| name.name.clone()));
    }
    Some(names)
}

/// Whether code may import: all but what `eval` made out of nothing, and `vm` scripts, known by
/// names that are no paths.
fn may_import(referrer: &Referrer) -> bool {
    match referrer {
        Referrer::Module(_) => return true,
        // `eval` that no script called.
        Referrer::Realm(_) => return false,
        Referrer::Script(_) => {}
    }
    referrer.path().is_none_or(|path| {
        let name = path.to_string_lossy();
        path.is_absolute() || matches!(&*name, "[eval]" | "[stdin]") || name.starts_with("node:")
    })
}

/// What an import is relative to: the module's or script's file, else the current folder.
fn base_of(referrer: &Referrer) -> Url {
    if let Referrer::Module(module) = referrer
        && let Some(url) = Url::parse(&url_of(module))
    {
        return url;
    }
    let name = referrer.path().map(|path| path.to_string_lossy());
    match name {
        Some(path) if path.starts_with('/') => path_to_file_url(&path),
        Some(url) if url.starts_with("file:") => Url::parse(&url).unwrap_or_else(folder_url),
        _ => folder_url(),
    }
}

/// Whether a request comes from `import()`: it is no static import of its module.
fn is_dynamic(referrer: &Referrer, base: &Url, specifier: &str, context: &Context) -> bool {
    if !matches!(referrer, Referrer::Module(_)) {
        return true;
    }
    let world = World::of(context);
    let records = world.records.borrow();
    let record = records.get(&(base.to_string(), String::new()));
    record.is_some_and(|record| !record.imports.iter().any(|row| row.specifier == specifier))
}

/// Resolves and loads what a module imports.
pub(super) fn import(
    specifier: &str,
    base: &Url,
    attributes: &[(String, String)],
    context: &mut Context,
) -> JsResult<Record> {
    let world = World::of(context);
    if let Some(hooks) = world.hooks.borrow().clone() {
        return records::load_hooked(specifier, base, attributes, &hooks, context);
    }
    let key = (base.to_string(), specifier.to_owned());
    let known = world.resolved.borrow().get(&key).cloned();
    let url = match known {
        Some(url) => url,
        None => {
            let url = world.resolve(context, |resolver| resolver.import(specifier, base, false))?;
            world.resolved.borrow_mut().insert(key, url.clone());
            url
        }
    };
    load(&url, attributes, context)
}

/// The module at a URL, from the cache or made.
///
/// # Errors
/// Those of attributes, of formats, of reading and of the source's syntax.
pub(super) fn load(
    url: &Url,
    attributes: &[(String, String)],
    context: &mut Context,
) -> JsResult<Record> {
    let world = World::of(context);
    let kind = attributes.iter().find(|(key, _)| key == "type").map_or("", |(_, value)| value);
    let key = (url.to_string(), kind.to_owned());
    if let Some(record) = world.records.borrow().get(&key)
        && attributes.iter().all(|(key, _)| key == "type")
    {
        return Ok(record.clone());
    }
    world.resolve(context, |resolver| resolver.check_loadable(url))?;
    let source = records::read(url, context)?;
    let format = records::format(url, source.as_deref(), context)?;
    check_attributes(url, format, attributes, context)?;
    let record = records::make(url, format, source.as_deref(), context)?;
    world.records.borrow_mut().insert(key, record.clone());
    Ok(record)
}

/// Node docs: Import attributes.
pub(super) fn check_attributes(
    url: &Url,
    format: Format,
    attributes: &[(String, String)],
    context: &mut Context,
) -> JsResult<()> {
    let unsupported = |key: &str, value: &str, context: &mut Context| {
        let message =
            format!("Import attribute \"{key}\" with value \"{value}\" is not supported in {url}");
        Err(NodeError::typ("ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", message).into_js(context))
    };
    if let Some((key, value)) = attributes.iter().find(|(key, _)| key != "type") {
        return unsupported(key, value, context);
    }
    let kind = attributes.first().map(|(_, value)| value.as_str());
    match (kind, format) {
        (None, Format::Json) => Err(NodeError::typ(
            "ERR_IMPORT_ATTRIBUTE_MISSING",
            format!("Module \"{url}\" needs an import attribute of \"type: json\""),
        )
        .into_js(context)),
        (None, _) | (Some("json"), Format::Json) => Ok(()),
        (Some("json"), _) => Err(NodeError::typ(
            "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE",
            format!("Module \"{url}\" is not of type \"json\""),
        )
        .into_js(context)),
        (Some(kind), _) => unsupported("type", kind, context),
    }
}

/// `importModule(specifier, base)`: a promise of the namespace, as `import()` of the module at
/// URL `base` (the current folder where it is absent).
pub(super) fn import_module(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let specifier = args.text(0, context)?;
    let base = optional_text(args.value(1)).and_then(|base| Url::parse(&base));
    let base = base.unwrap_or_else(folder_url);
    let record = import(&specifier, &base, &[], context);
    super::start::run_later(record, context).map(JsValue::from)
}

/// `setHooks(resolve, load)`: what `module.registerHooks` put in front of the loaders; neither
/// where all were taken off again.
pub(super) fn set_hooks(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let hooks = args.value(0).as_function().zip(args.value(1).as_function());
    *World::of(context).hooks.borrow_mut() = hooks;
    Ok(JsValue::undefined())
}

/// The path that a module is compiled under: the file's, or the URL where that says more.
pub(super) fn source_name(url: &Url) -> String {
    let is_plain = url.scheme() == "file" && url.ends_with_path();
    let path = is_plain.then(|| ouro_loader::file_url_to_path(url).ok()).flatten();
    path.unwrap_or_else(|| url.to_string())
}

/// A property of an object, as a string.
pub(super) fn text_property(
    object: &JsObject,
    name: &str,
    context: &mut Context,
) -> JsResult<Option<String>> {
    Ok(optional_text(&object.get(js_string!(name), context)?))
}
