//! The resolver: a file system, the options of the command line, and what was read so far.
//! The two algorithms are in `commonjs.rs` and `esm.rs`.

use std::{cell::RefCell, fmt, path::Path, rc::Rc};

use crate::{
    error::ResolveError,
    file_system::{FileKind, FileSystem},
    package::{Package, Packages},
};

/// What the command line says about resolution.
pub struct Options {
    /// The user's `--conditions`.
    pub conditions: Vec<String>,
    /// The extensions that `require` tries, in order, with their dots.
    pub extensions: Vec<String>,
    /// Where bare names are looked for after every `node_modules`: `NODE_PATH`, then
    /// `$HOME/.node_modules`, `$HOME/.node_libraries`, `$PREFIX/lib/node`. Absolute folders.
    pub global_paths: Vec<String>,
    /// Whether a specifier, with or without `node:`, names a builtin. Names that need the
    /// scheme are builtins only with it.
    pub is_builtin: fn(&str) -> bool,
    /// `--preserve-symlinks`
    pub preserve_symlinks: bool,
    /// `--preserve-symlinks-main`
    pub preserve_symlinks_main: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            conditions: Vec::new(),
            extensions: [".js", ".json", ".node"].map(str::to_owned).to_vec(),
            global_paths: Vec::new(),
            is_builtin: |_| false,
            preserve_symlinks: false,
            preserve_symlinks_main: false,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Options")
            .field("conditions", &self.conditions)
            .field("extensions", &self.extensions)
            .field("global_paths", &self.global_paths)
            .finish_non_exhaustive()
    }
}

/// The names that conditional exports may match; `default` always does.
#[derive(Clone, Debug)]
pub struct Conditions(Vec<String>);

impl Conditions {
    /// A set of conditions of the caller's own.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self(names.into_iter().collect())
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        name == "default" || self.0.iter().any(|own| own == name)
    }
}

/// A deprecation that resolution met; the caller emits it once per distinct message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Warning {
    /// `DEP0151` and so on.
    pub code: &'static str,
    /// The text of the `DeprecationWarning`.
    pub message: String,
}

/// Finds what specifiers name.
#[derive(Debug)]
pub struct Resolver<F> {
    pub(crate) files: F,
    pub(crate) options: Options,
    pub(crate) packages: Packages,
    require_conditions: Conditions,
    import_conditions: Conditions,
    warnings: RefCell<Vec<Warning>>,
}

impl<F: FileSystem> Resolver<F> {
    /// A resolver that has read nothing yet.
    pub fn new(files: F, options: Options) -> Self {
        let with_user = |own: &str| {
            let names = [own, "node", "module-sync"].into_iter().map(str::to_owned);
            Conditions(names.chain(options.conditions.iter().cloned()).collect())
        };
        Self {
            require_conditions: with_user("require"),
            import_conditions: with_user("import"),
            files,
            options,
            packages: Packages::default(),
            warnings: RefCell::default(),
        }
    }

    /// The conditions that hold for `require`.
    pub fn require_conditions(&self) -> &Conditions {
        &self.require_conditions
    }

    /// The conditions that hold for `import`.
    pub fn import_conditions(&self) -> &Conditions {
        &self.import_conditions
    }

    /// The file system that was given.
    pub fn files(&self) -> &F {
        &self.files
    }

    /// The options that were given.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Replaces the global folders: `Module._initPaths` reads the environment again.
    pub fn set_global_paths(&mut self, paths: Vec<String>) {
        self.options.global_paths = paths;
    }

    /// The package whose `package.json` is at this path, if there is one.
    ///
    /// # Errors
    /// `ERR_INVALID_PACKAGE_CONFIG`.
    pub fn read_package(&self, path: &str) -> Result<Option<Rc<Package>>, ResolveError> {
        self.packages.read(&self.files, path, || None)
    }

    /// The package that the file at this path belongs to.
    ///
    /// # Errors
    /// `ERR_INVALID_PACKAGE_CONFIG`.
    pub fn nearest_package(&self, path: &str) -> Result<Option<Rc<Package>>, ResolveError> {
        self.packages.nearest(&self.files, path)
    }

    /// Forgets every `package.json` read so far.
    pub fn clear_packages(&self) {
        self.packages.clear();
    }

    /// The deprecations met since the last call.
    pub fn take_warnings(&self) -> Vec<Warning> {
        self.warnings.take()
    }

    pub(crate) fn warn(&self, code: &'static str, message: String) {
        self.warnings.borrow_mut().push(Warning { code, message });
    }

    pub(crate) fn kind(&self, path: &str) -> Option<FileKind> {
        self.files.kind(Path::new(path))
    }

    pub(crate) fn is_file(&self, path: &str) -> bool {
        self.kind(path) == Some(FileKind::File)
    }

    pub(crate) fn is_folder(&self, path: &str) -> bool {
        self.kind(path) == Some(FileKind::Directory)
    }

    /// The true path of a file; the path itself if it cannot be told.
    pub(crate) fn real_path(&self, path: &str) -> String {
        match self.files.canonicalize(Path::new(path)) {
            Ok(real) => real.to_string_lossy().into_owned(),
            Err(_) => path.to_owned(),
        }
    }
}
