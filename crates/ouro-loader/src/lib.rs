//! Module resolution as Node does it: from a specifier to a file, a builtin or an error.
//!
//! The crate knows no engine and no event loop. What it needs of the disk it asks of a
//! [`FileSystem`], so the runtime decides what may be seen and tests use [`MemoryFiles`]:
//!
//! ```
//! use ouro_loader::{MemoryFiles, Options, Resolver};
//!
//! let files = MemoryFiles::from([("/app/node_modules/a/index.js", "exports.b = 1")]);
//! let resolver = Resolver::new(files, Options::default());
//! let request = resolver.commonjs("a", &["/app/node_modules".into()], false).unwrap();
//! assert_eq!(request.as_deref(), Some("/app/node_modules/a/index.js"));
//! ```
//!
//! Paths are strings, as in JavaScript: a file whose name is not Unicode cannot be required in
//! Node either. Sources: Node docs "Modules: CommonJS modules", "Modules: ECMAScript modules",
//! "Modules: Packages", "Determining module system".

#![forbid(unsafe_code)]

mod cjs_lexer;
mod commonjs;
mod error;
mod esm;
mod file_system;
mod file_url;
mod format;
mod imports;
mod json;
mod package;
mod path;
mod resolver;
mod syntax;
mod targets;
mod typescript;
mod url;

pub use cjs_lexer::{CjsExports, cjs_exports};
pub use commonjs::node_module_paths;
pub use error::{ErrorClass, NotFound, ResolveError};
pub use file_system::{FileKind, FileSystem, MemoryFiles};
pub use file_url::{file_url_to_path, path_to_file_url};
pub use format::{Format, data_url_format};
pub use imports::{ImportStatement, ImportedName, import_statements};
pub use json::{Json, JsonError, parse_json};
pub use package::{Package, PackageType};
pub use resolver::{Conditions, Options, Resolver, Warning};
pub use syntax::{
    ModuleSyntax, Syntax, detect_syntax, detect_syntax_thoroughly, find_module_syntax,
    has_top_level_await,
};
pub use typescript::{StripError, nesting as type_nesting, strip_types};
pub use url::Url;
