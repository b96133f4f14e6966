//! What `require` does to find a file.
//!
//! Node docs: "Modules: CommonJS modules", the pseudo-code under "All together", and the
//! undocumented `Module._resolveFilename`, `Module._findPath`, `Module._nodeModulePaths` that
//! programs call.

use crate::{
    error::ResolveError,
    file_system::{FileKind, FileSystem},
    file_url::{file_url_to_path, has_escaped, path_to_file_url},
    path::{dirname, resolve},
    resolver::{Conditions, Resolver},
    url::Url,
};

/// The folders in which a file in folder `from` (absolute) looks for bare names, nearest first:
/// `Module._nodeModulePaths`.
pub fn node_module_paths(from: &str) -> Vec<String> {
    let from = resolve("/", from);
    let mut paths = Vec::new();
    let mut folder = from.as_str();
    while folder != "/" {
        if !folder.ends_with("/node_modules") {
            paths.push(format!("{folder}/node_modules"));
        }
        folder = dirname(folder);
    }
    paths.push("/node_modules".to_owned());
    paths
}

impl<F: FileSystem> Resolver<F> {
    /// Finds the file that `request` names for the module at `parent` (absent in a REPL or
    /// `-e`), as `require.resolve` does. Builtins come back as they were asked for.
    ///
    /// `paths` is the module's own `paths` if the program may have changed them; else the
    /// folders follow from `parent`. `cwd` stands for the folder of a module without a file.
    ///
    /// # Errors
    /// `MODULE_NOT_FOUND` (the caller adds the require stack) and the errors of `exports` and
    /// `imports`.
    pub fn require(
        &self,
        request: &str,
        parent: Option<&str>,
        paths: Option<&[String]>,
        cwd: &str,
    ) -> Result<String, ResolveError> {
        if (self.options.is_builtin)(request) {
            return Ok(request.to_owned());
        }
        let conditions = self.require_conditions();
        if let Some(found) = self.require_special(request, parent, cwd, conditions)? {
            return Ok(found);
        }
        let folder = parent.map_or(cwd, dirname);
        let found = if is_relative(request) {
            self.commonjs(request, &[folder.to_owned()], false)?
        } else if request.starts_with('/') {
            self.commonjs(request, &[], false)?
        } else {
            let mut folders = paths.map_or_else(|| node_module_paths(folder), <[_]>::to_vec);
            folders.extend(self.options.global_paths.iter().cloned());
            self.commonjs(request, &folders, false)?
        };
        found.ok_or_else(|| ResolveError::CannotFindModule {
            request: request.to_owned(),
            path: None,
            with_stack: true,
        })
    }

    /// The steps of `Module._resolveFilename` that come before looking at folders: `#imports`
    /// and the package's own name. `None` where neither applies.
    ///
    /// # Errors
    /// As [`require`](Self::require).
    pub fn require_special(
        &self,
        request: &str,
        parent: Option<&str>,
        cwd: &str,
        conditions: &Conditions,
    ) -> Result<Option<String>, ResolveError> {
        if request.starts_with('#')
            && let Some(found) = self.require_import(request, parent, cwd, conditions)?
        {
            return Ok(Some(found));
        }
        // A relative or absolute request names no package.
        if request.starts_with(['.', '/']) {
            return Ok(None);
        }
        parent.map_or(Ok(None), |parent| self.require_self(request, parent, conditions))
    }

    fn require_import(
        &self,
        request: &str,
        parent: Option<&str>,
        cwd: &str,
        conditions: &Conditions,
    ) -> Result<Option<String>, ResolveError> {
        let parent =
            parent.map_or_else(|| format!("{}/", cwd.trim_end_matches('/')), str::to_owned);
        let Some(package) = self.nearest_package(&parent)? else { return Ok(None) };
        if package.imports.is_none() {
            return Ok(None);
        }
        let url = self
            .package_imports(request, &path_to_file_url(&parent), conditions)
            .map_err(|error| not_found_as_commonjs(error, request, None))?;
        self.finish(&url, Some(&parent), &package.path).map(Some)
    }

    fn require_self(
        &self,
        request: &str,
        parent: &str,
        conditions: &Conditions,
    ) -> Result<Option<String>, ResolveError> {
        let Some(package) = self.nearest_package(parent)? else { return Ok(None) };
        let (Some(name), Some(_)) = (&package.name, &package.exports) else { return Ok(None) };
        let Some(rest) = request.strip_prefix(name.as_str()) else { return Ok(None) };
        if !rest.is_empty() && !rest.starts_with('/') {
            return Ok(None);
        }
        let base = path_to_file_url(parent);
        let url = self
            .package_exports(&package, &format!(".{rest}"), Some(&base), conditions)
            .map_err(|error| not_found_as_commonjs(error, request, Some(&package.path)))?;
        self.finish(&url, Some(parent), &package.path).map(Some)
    }

    /// Looks for `request` in `folders`, as `Module._findPath`: exact name, extensions,
    /// folder with `main` or index. An absolute request needs no folders.
    ///
    /// # Errors
    /// `MODULE_NOT_FOUND` where a folder's `main` leads nowhere; the errors of `exports`.
    pub fn commonjs(
        &self,
        request: &str,
        folders: &[String],
        is_main: bool,
    ) -> Result<Option<String>, ResolveError> {
        let extensions: Vec<&str> = self.options.extensions.iter().map(String::as_str).collect();
        self.find_path(request, folders, is_main, &extensions, self.require_conditions())
    }

    /// As [`commonjs`](Self::commonjs), with extensions and conditions of the caller's.
    ///
    /// # Errors
    /// As [`commonjs`](Self::commonjs).
    pub fn find_path(
        &self,
        request: &str,
        folders: &[String],
        is_main: bool,
        extensions: &[&str],
        conditions: &Conditions,
    ) -> Result<Option<String>, ResolveError> {
        let search = Search { resolver: self, request, is_main, extensions };
        if request.starts_with('/') {
            return search.at("/");
        }
        // A request that climbs out of its folder may succeed though the folder is absent.
        let is_inside = !(is_relative(request) && climbs(request));
        for folder in folders {
            if is_inside && !folder.is_empty() && !self.is_folder(folder) {
                continue;
            }
            if let Some(found) = self.require_exports(request, folder, conditions)? {
                return Ok(Some(found));
            }
            if let Some(found) = search.at(folder)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The package `exports` of a bare request below `folder`.
    fn require_exports(
        &self,
        request: &str,
        folder: &str,
        conditions: &Conditions,
    ) -> Result<Option<String>, ResolveError> {
        let Some((name, rest)) = split_package_name(request) else { return Ok(None) };
        let package_folder = resolve(folder, name);
        let Some(package) = self.read_package(&format!("{package_folder}/package.json"))? else {
            return Ok(None);
        };
        if package.exports.is_none() {
            return Ok(None);
        }
        let url = self
            .package_exports(&package, &format!(".{rest}"), None, conditions)
            .map_err(|error| not_found_as_commonjs(error, request, Some(&package.path)))?;
        self.finish(&url, None, &package_folder).map(Some)
    }

    /// The file behind a resolved target. `package` is what the error's `path` says.
    fn finish(
        &self,
        url: &Url,
        parent: Option<&str>,
        package: &str,
    ) -> Result<String, ResolveError> {
        if url.scheme() == "node" {
            return Ok(url.to_string());
        }
        if has_escaped(url.path(), &[*b"2f", *b"5c"]) {
            return Err(ResolveError::InvalidModuleSpecifier {
                specifier: url.to_string(),
                reason: "must not include encoded \"/\" or \"\\\" characters".to_owned(),
                base: parent.map(str::to_owned),
            });
        }
        let path = file_url_to_path(url)?;
        let search = Search { resolver: self, request: "", is_main: false, extensions: &[] };
        search.file(&path).ok_or_else(|| ResolveError::CannotFindModule {
            request: path,
            path: Some(package.to_owned()),
            with_stack: false,
        })
    }
}

/// One look at the disk for one request.
struct Search<'a, F> {
    resolver: &'a Resolver<F>,
    request: &'a str,
    is_main: bool,
    extensions: &'a [&'a str],
}

impl<F: FileSystem> Search<'_, F> {
    fn at(&self, folder: &str) -> Result<Option<String>, ResolveError> {
        let path = resolve(folder, self.request);
        let kind = self.resolver.kind(&path);
        if !means_folder(self.request) {
            if kind == Some(FileKind::File) {
                return Ok(Some(self.true_path(path)));
            }
            if let Some(found) = self.with_extension(&path) {
                return Ok(Some(found));
            }
        }
        if kind == Some(FileKind::Directory) { self.folder(&path) } else { Ok(None) }
    }

    /// LOAD_AS_DIRECTORY.
    fn folder(&self, folder: &str) -> Result<Option<String>, ResolveError> {
        let index = resolve(folder, "index");
        let file = resolve(folder, "package.json");
        let package = self.resolver.read_package(&file)?;
        let main = package.as_deref().and_then(|package| package.main.as_deref());
        let Some(main) = main.filter(|main| !main.is_empty()) else {
            return Ok(self.with_extension(&index));
        };
        let filename = resolve(folder, main);
        let found = self
            .file(&filename)
            .or_else(|| self.with_extension(&filename))
            .or_else(|| self.with_extension(&resolve(&filename, "index")));
        if found.is_some() {
            return Ok(found);
        }
        let Some(found) = self.with_extension(&index) else {
            return Err(ResolveError::InvalidMain {
                filename,
                path: file,
                request_path: self.request.to_owned(),
            });
        };
        self.resolver.warn(
            "DEP0128",
            format!(
                "Invalid 'main' field in '{file}' of '{main}'. Please either fix that or report \
                 it to the module author"
            ),
        );
        Ok(Some(found))
    }

    fn with_extension(&self, path: &str) -> Option<String> {
        self.extensions.iter().find_map(|extension| self.file(&format!("{path}{extension}")))
    }

    fn file(&self, path: &str) -> Option<String> {
        self.resolver.is_file(path).then(|| self.true_path(path.to_owned()))
    }

    fn true_path(&self, path: String) -> String {
        let options = &self.resolver.options;
        let as_written =
            if self.is_main { options.preserve_symlinks_main } else { options.preserve_symlinks };
        if as_written { path } else { self.resolver.real_path(&path) }
    }
}

/// A missing file of a target is `MODULE_NOT_FOUND` for `require`.
fn not_found_as_commonjs(error: ResolveError, request: &str, path: Option<&str>) -> ResolveError {
    match error {
        ResolveError::ModuleNotFound { .. } => ResolveError::CannotFindModule {
            request: request.to_owned(),
            path: path.map(str::to_owned),
            with_stack: false,
        },
        error => error,
    }
}

/// `.`, `..` or something below them.
pub(crate) fn is_relative(request: &str) -> bool {
    request
        .strip_prefix('.')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || is_up(rest))
}

fn is_up(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A request that ends in `/`, `/.` or `/..` can only be a folder.
fn means_folder(request: &str) -> bool {
    matches!(request, "." | "..")
        || request.ends_with('/')
        || request.ends_with("/.")
        || request.ends_with("/..")
}

/// Whether a relative request leads out of the folder it is resolved in.
fn climbs(request: &str) -> bool {
    let mut depth = 0_i32;
    for segment in request.split('/') {
        match segment {
            "" | "." => {}
            ".." => depth -= 1,
            _ => depth += 1,
        }
        if depth < 0 {
            return true;
        }
    }
    false
}

/// Splits `@scope/name/rest` into the package's name and the rest with its slash.
fn split_package_name(request: &str) -> Option<(&str, &str)> {
    let scoped = request.starts_with('@');
    let mut slashes = request.match_indices('/').map(|(at, _)| at);
    let end = if scoped {
        slashes.next()?;
        slashes.next()
    } else {
        slashes.next()
    };
    let (name, rest) = request.split_at(end.unwrap_or(request.len()));
    let fine = |part: &str| !part.is_empty() && !part.contains(['\\', '%']);
    let bare = match name.strip_prefix('@') {
        Some(scoped) => {
            let (scope, bare) = scoped.split_once('/')?;
            if !fine(scope) {
                return None;
            }
            bare
        }
        None => name,
    };
    (fine(bare) && !bare.starts_with('.')).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{file_system::MemoryFiles, resolver::Options};

    fn resolver(files: MemoryFiles) -> Resolver<MemoryFiles> {
        Resolver::new(files, Options::default())
    }

    fn require(files: &[(&str, &str)], request: &str, parent: &str) -> Result<String, String> {
        let mut memory = MemoryFiles::default();
        for (path, text) in files {
            memory.insert(*path, *text);
        }
        resolver(memory)
            .require(request, Some(parent), None, "/")
            .map_err(|error| format!("{} {error}", error.code()))
    }

    #[test]
    fn node_modules_folders_do_not_nest() {
        assert_eq!(
            node_module_paths("/a/node_modules/b/"),
            ["/a/node_modules/b/node_modules", "/a/node_modules", "/node_modules"]
        );
        assert_eq!(node_module_paths("/"), ["/node_modules"]);
    }

    #[test]
    fn exact_names_come_before_extensions_and_those_before_folders() {
        let files = [("/a/b", ""), ("/a/b.js", ""), ("/a/c.json", ""), ("/a/c/index.js", "")];
        assert_eq!(require(&files, "./b", "/a/x.js"), Ok("/a/b".to_owned()));
        assert_eq!(require(&files, "./c", "/a/x.js"), Ok("/a/c.json".to_owned()));
        assert_eq!(require(&files, "./c/", "/a/x.js"), Ok("/a/c/index.js".to_owned()));
        assert_eq!(require(&files, "/a/c/.", "/z.js"), Ok("/a/c/index.js".to_owned()));
        assert_eq!(require(&files, "..", "/a/c/y/x.js"), Ok("/a/c/index.js".to_owned()));
    }

    #[test]
    fn a_main_without_extension_or_of_a_folder_is_found() {
        let files = [
            ("/node_modules/a/package.json", r#"{"main": "lib/x"}"#),
            ("/node_modules/a/lib/x.js", ""),
            ("/node_modules/b/package.json", r#"{"main": "./lib/"}"#),
            ("/node_modules/b/lib/index.js", ""),
        ];
        assert_eq!(require(&files, "a", "/app/x.js"), Ok("/node_modules/a/lib/x.js".to_owned()));
        assert_eq!(
            require(&files, "b", "/app/x.js"),
            Ok("/node_modules/b/lib/index.js".to_owned())
        );
    }

    #[test]
    fn a_main_that_leads_nowhere_falls_back_to_the_index_with_a_warning() {
        let mut files = MemoryFiles::from([("/node_modules/a/package.json", r#"{"main": "no"}"#)]);
        let error = resolver(files.clone()).require("a", Some("/x.js"), None, "/").unwrap_err();
        assert_eq!(
            error.to_string(),
            "Cannot find module '/node_modules/a/no'. Please verify that the package.json has a \
             valid \"main\" entry"
        );
        assert_eq!(
            error.properties(),
            [("path", "/node_modules/a/package.json"), ("requestPath", "a")]
        );
        files.insert("/node_modules/a/index.js", "");
        let resolver = resolver(files);
        let found = resolver.require("a", Some("/x.js"), None, "/").unwrap();
        assert_eq!(found, "/node_modules/a/index.js");
        assert_eq!(resolver.take_warnings()[0].code, "DEP0128");
    }

    #[test]
    fn a_name_that_is_nowhere_asks_for_the_require_stack() {
        assert_eq!(
            require(&[], "absent", "/x.js").unwrap_err(),
            "MODULE_NOT_FOUND Cannot find module 'absent'"
        );
    }

    #[test]
    fn exports_shield_the_files_of_a_package() {
        let files = [
            ("/node_modules/@s/p/package.json", r#"{"exports": {"./a": "./lib/a.js"}}"#),
            ("/node_modules/@s/p/lib/a.js", ""),
        ];
        let found = require(&files, "@s/p/a", "/app/x.js");
        assert_eq!(found, Ok("/node_modules/@s/p/lib/a.js".to_owned()));
        let error = require(&files, "@s/p/lib/a.js", "/app/x.js").unwrap_err();
        assert!(error.starts_with("ERR_PACKAGE_PATH_NOT_EXPORTED"), "{error}");
    }

    #[test]
    fn a_package_may_name_itself_and_its_imports() {
        let files = [
            (
                "/p/package.json",
                r##"{"name": "me", "exports": "./main.js", "imports": {
                "#x": "./x.js", "#fs": "node:fs", "#gone": "./gone.js"}}"##,
            ),
            ("/p/main.js", ""),
            ("/p/x.js", ""),
        ];
        assert_eq!(require(&files, "me", "/p/a/b.js"), Ok("/p/main.js".to_owned()));
        assert_eq!(require(&files, "#x", "/p/a/b.js"), Ok("/p/x.js".to_owned()));
        assert_eq!(
            require(&files, "#gone", "/p/a/b.js").unwrap_err(),
            "MODULE_NOT_FOUND Cannot find module '/p/gone.js'"
        );
        assert_eq!(
            require(&files, "me/y", "/p/a/b.js").unwrap_err(),
            "ERR_PACKAGE_PATH_NOT_EXPORTED Package subpath './y' is not defined by \"exports\" \
             in /p/package.json imported from /p/a/b.js"
        );
    }

    #[test]
    fn links_are_followed_unless_told_otherwise() {
        let mut files = MemoryFiles::from([("/store/a/index.js", "")]);
        files.link("/node_modules/a", "/store/a");
        let found = resolver(files.clone()).require("a", Some("/x.js"), None, "/");
        assert_eq!(found.unwrap(), "/store/a/index.js");
        let options = Options { preserve_symlinks: true, ..Options::default() };
        let found = Resolver::new(files, options).require("a", Some("/x.js"), None, "/");
        assert_eq!(found.unwrap(), "/node_modules/a/index.js");
    }

    #[test]
    fn global_folders_come_last() {
        let files = MemoryFiles::from([
            ("/global/a.js", ""),
            ("/node_modules/b.js", ""),
            ("/global/b.js", ""),
        ]);
        let options = Options { global_paths: vec!["/global".to_owned()], ..Options::default() };
        let resolver = Resolver::new(files, options);
        let require = |name| resolver.require(name, Some("/app/x.js"), None, "/").unwrap();
        assert_eq!(require("a"), "/global/a.js");
        assert_eq!(require("b"), "/node_modules/b.js");
    }

    #[test]
    fn dotted_names_that_are_not_relative_are_names() {
        assert!(is_relative("./a") && is_relative("..") && is_relative("../a") && is_relative("."));
        assert!(!is_relative(".a") && !is_relative("..a") && !is_relative("a"));
        assert_eq!(split_package_name("@a/b/c"), Some(("@a/b", "/c")));
        assert_eq!(split_package_name("a"), Some(("a", "")));
        for bad in ["@a", "@/b", ".a", "a%b", "@a/.b", ""] {
            assert_eq!(split_package_name(bad), None, "{bad}");
        }
    }
}
