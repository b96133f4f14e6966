//! What the module loaders of one runtime remember.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::{HashMap, HashSet},
    rc::Rc,
};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, Module, js_string,
    object::builtins::{JsFunction, JsPromise},
    realm::Realm,
};
use ouro_loader::{Format, ImportStatement, Options, Resolver, Url};

use super::{builtin, disk::Disk, failure::resolve_error, loads::Loads};
use crate::host;

/// The state of the loaders: one per runtime.
#[derive(Default)]
pub(super) struct World {
    resolver: OnceCell<Rc<RefCell<Resolver<Disk>>>>,
    /// ES modules by URL and type attribute.
    pub(super) records: RefCell<HashMap<(String, String), Record>>,
    /// Resolutions by importer and specifier: they must not change once made.
    pub(super) resolved: RefCell<HashMap<(String, String), Url>>,
    /// The names of builtins that were imported, by id, and what sets their live bindings.
    pub(super) builtins: RefCell<HashMap<&'static str, LiveNames>>,
    /// The names imported of each builtin; `None` where any may be used.
    pub(super) wanted: RefCell<HashMap<&'static str, Option<HashSet<String>>>>,
    /// `resolve` and `load` of `module.registerHooks`, where any are registered.
    pub(super) hooks: RefCell<Option<(JsFunction, JsFunction)>>,
    /// The promise of the program's main module.
    pub(super) main: RefCell<Option<JsPromise>>,
    /// The URL of the main module.
    pub(super) main_url: RefCell<Option<String>>,
    /// Whether the next rejected promise is one that only the engine sees.
    pub(super) expects_rejection: Cell<bool>,
    /// How many programs `-e` and standard input gave.
    pub(super) evaluated: Cell<u32>,
    /// Sources of modules that are in no file, by URL.
    pub(super) texts: RefCell<HashMap<String, Rc<str>>>,
    warned: RefCell<HashSet<String>>,
    realm: OnceCell<Realm>,
}

/// The names of an imported builtin, and the function that sets their bindings once it is known.
pub(super) type LiveNames = (Vec<JsString>, Option<JsFunction>);

/// One ES module, or another module dressed as one.
#[derive(Clone)]
pub(super) struct Record {
    pub(super) module: Module,
    pub(super) url: Url,
    pub(super) format: Format,
    /// The static imports, of ES modules alone.
    pub(super) imports: Rc<[ImportStatement]>,
    /// Whether its source has an `import()`, which may ask for any name of anything.
    pub(super) asks_later: bool,
    /// Whether it waits at its top level.
    pub(super) waits: bool,
    /// Whether all names that its graph imports were found.
    pub(super) checked: Rc<Cell<bool>>,
}

impl World {
    pub(super) fn of(context: &Context) -> Rc<Self> {
        host(context).slot::<Self>()
    }

    /// The resolver, made on first use from the flags and the environment.
    pub(super) fn resolver(&self, context: &Context) -> Rc<RefCell<Resolver<Disk>>> {
        let resolver = self.resolver.get_or_init(|| {
            let host = host(context);
            let flags = &host.options;
            let options = Options {
                conditions: flags.values("--conditions").map(str::to_owned).collect(),
                global_paths: global_paths(context),
                is_builtin: |id| builtin::public_builtin(id).is_some(),
                preserve_symlinks: flags.has("--preserve-symlinks"),
                preserve_symlinks_main: flags.has("--preserve-symlinks-main"),
                ..Options::default()
            };
            Rc::new(RefCell::new(Resolver::new(Disk::new(&host), options)))
        });
        Rc::clone(resolver)
    }

    /// Runs a resolution; its error becomes a JavaScript error, its deprecations warnings.
    pub(super) fn resolve<T>(
        &self,
        context: &mut Context,
        work: impl FnOnce(&Resolver<Disk>) -> Result<T, ouro_loader::ResolveError>,
    ) -> JsResult<T> {
        let resolver = self.resolver(context);
        let loads = host(context).slot::<Loads>();
        loads.begin();
        let (result, warnings) = {
            let resolver = resolver.borrow();
            (work(&resolver), resolver.take_warnings())
        };
        for warning in warnings {
            self.warn("DeprecationWarning", &warning.message, warning.code, context)?;
        }
        result.map_err(|error| {
            loads.fail();
            resolve_error(&error, context)
        })
    }

    /// Emits a warning of the process, once per text.
    pub(super) fn warn(
        &self,
        kind: &str,
        message: &str,
        code: &str,
        context: &mut Context,
    ) -> JsResult<()> {
        // A trailing slash is warned of once per package, whoever imports.
        let key = match message.find("package.json") {
            Some(at) if code == "DEP0155" => message.get(..at).unwrap_or(message),
            _ => message,
        };
        if !self.warned.borrow_mut().insert(key.to_owned()) {
            return Ok(());
        }
        // What comes before an error that ends the program must not wait for the next tick.
        let (room, method) = match code {
            "" => ("internal/process/warning", "emitWarningNow"),
            _ => ("process", "emitWarning"),
        };
        let process = crate::require_builtin(room, context)?.to_object(context)?;
        let emit = process.get(js_string!(method), context)?;
        let Some(emit) = emit.as_callable() else { return Ok(()) };
        let args: [JsValue; 3] = [message, kind, code].map(|text| {
            if text.is_empty() { JsValue::undefined() } else { js_string!(text).into() }
        });
        emit.call(&process.into(), &args, context)?;
        Ok(())
    }

    /// The realm that modules are evaluated in, whoever asks for them.
    pub(super) fn realm(&self, context: &Context) -> Realm {
        self.realm.get_or_init(|| context.realm().clone()).clone()
    }

    /// Forgets the realm's first guess: called once, when the runtime is made.
    pub(super) fn keep_realm(&self, context: &Context) {
        let _ = self.realm.set(context.realm().clone());
    }
}

/// Whether a promise that is being rejected is one that only the engine sees; asked once for each.
pub(crate) fn is_hidden_rejection(context: &Context) -> bool {
    World::of(context).expects_rejection.replace(false)
}

/// `internal/modules/cjs`, the JavaScript half.
pub(super) fn commonjs_room(context: &mut Context) -> JsResult<JsObject> {
    crate::require_builtin("internal/modules/cjs", context)?.to_object(context)
}

/// The current folder with a slash at the end, as a URL.
pub(super) fn folder_url() -> Url {
    let mut folder = working_folder();
    if !folder.ends_with('/') {
        folder.push('/');
    }
    ouro_loader::path_to_file_url(&folder)
}

/// The current folder; the root where it is gone.
pub(super) fn working_folder() -> String {
    ouro_sys::machine::working_folder()
        .map_or_else(|_| "/".to_owned(), |folder| folder.to_string_lossy().into_owned())
}

/// `NODE_PATH`, `$HOME/.node_modules`, `$HOME/.node_libraries`, `$PREFIX/lib/node`.
pub(super) fn global_paths(context: &Context) -> Vec<String> {
    let host = host(context);
    if host.options.has("--no-global-search-paths") {
        return Vec::new();
    }
    let environment = crate::environment(context);
    let variable = |name: &str| environment.get(name, context).filter(|value| !value.is_empty());
    let mut paths: Vec<String> = variable("NODE_PATH")
        .map(|list| list.split(':').filter(|path| !path.is_empty()).map(str::to_owned).collect())
        .unwrap_or_default();
    if let Some(home) = variable("HOME") {
        let home = home.trim_end_matches('/');
        paths.extend([format!("{home}/.node_modules"), format!("{home}/.node_libraries")]);
    }
    if let Some(prefix) = host.options.exec_path.ancestors().nth(2) {
        paths.push(prefix.join("lib/node").to_string_lossy().into_owned());
    }
    paths
}
