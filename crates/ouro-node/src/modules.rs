//! Modules: the Rust half of `runtime-js/internal/modules/` and `runtime-js/module.js`. Node docs:
//! Modules: CommonJS, Modules: ECMAScript, Modules: `node:module` API.
//!
//! `ouro-loader` says what a specifier names; here that becomes something evaluated. CommonJS is
//! JavaScript, since programs patch every step of it, and asks the functions of `commonjs` and
//! `lookup`. ES modules are the engine's, which asks `loader` for each import; `records` makes one
//! of its modules from each format, `required` evaluates them at once for `require`.

mod builtin;
mod commonjs;
mod disk;
mod entry;
mod explain;
mod failure;
mod import_meta;
mod linking;
mod loader;
mod loads;
mod lookup;
mod placed;
mod plain;
mod records;
mod required;
mod start;
pub(crate) mod typescript;
mod world;

use crate::Binding;

pub(crate) use commonjs::WRAPPER;
pub use entry::EntryModule;
pub(crate) use explain::explain_rejection;
pub(crate) use linking::handled;
pub use loader::EsModules;
pub use loads::{LoadObserver, Loaded, Loads};
pub(crate) use world::is_hidden_rejection;

pub(crate) use start::forget_main;
pub use start::{run_main, unsettled_main};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "modules",
    functions: &[
        ("builtinIds", 0, builtin::ids),
        ("checkSyntax", 3, start::check_syntax),
        ("compile", 3, commonjs::compile),
        ("declaredFormat", 1, lookup::declared_format),
        ("dirname", 1, lookup::dirname),
        ("entryURL", 0, start::entry_url),
        ("evaluationURL", 0, start::evaluation_url),
        ("evaluateModule", 2, start::evaluate_module),
        ("evaluateScript", 3, start::evaluate_script),
        ("findPackageJSON", 2, lookup::find_package_json),
        ("findPath", 4, lookup::find_path),
        ("importModule", 2, loader::import_module),
        ("initPaths", 0, lookup::init_paths),
        ("isBuiltin", 1, builtin::is_builtin),
        ("looksLikeModule", 1, start::looks_like_module),
        ("mainScript", 0, start::main_script),
        ("mainURL", 1, start::main_url),
        ("nearestPackage", 1, lookup::nearest_package),
        ("nodeModulePaths", 1, lookup::node_module_paths),
        ("option", 1, start::option),
        ("options", 1, start::options),
        ("pathToURL", 1, start::main_url),
        ("plainMain", 0, start::plain_main),
        ("readInput", 0, start::read_input),
        ("readPackage", 1, lookup::read_package),
        ("readText", 1, commonjs::read_text),
        ("readURL", 1, records::read_url),
        ("requireBuiltin", 1, builtin::require_public),
        ("requireFacade", 1, required::require_facade),
        ("requireModule", 3, required::require_module),
        ("resolveImport", 3, lookup::resolve_import),
        ("setHooks", 2, loader::set_hooks),
        ("special", 2, lookup::special),
        ("startedModule", 0, plain::started),
        ("stat", 1, lookup::stat),
        ("stripTypes", 2, typescript::strip_text),
        ("stripsTypes", 0, typescript::strips_types),
        ("syncBuiltins", 0, builtin::sync),
        ("typelessWarning", 1, lookup::typeless_warning),
        ("untyped", 1, typescript::untyped_text),
        ("urlFormat", 1, records::url_format),
        ("urlToPath", 1, lookup::url_to_path),
        ("wait", 1, start::wait),
        ("watchMain", 1, start::watch_main),
    ],
    extend: None,
};
