//! What `import` does to find a module.
//!
//! Node docs, "Modules: ECMAScript modules", resolution algorithm: ESM_RESOLVE,
//! PACKAGE_RESOLVE, PACKAGE_SELF_RESOLVE, and the older rules for packages without `exports`.

use std::rc::Rc;

use crate::{
    commonjs::{is_relative, node_module_paths},
    error::{NotFound, ResolveError},
    file_system::{FileKind, FileSystem},
    file_url::{file_url_to_path, has_escaped, path_to_file_url},
    package::{Package, PackageType},
    path::{basename, dirname, relative},
    resolver::{Conditions, Resolver},
    targets::base_path,
    url::Url,
};

impl<F: FileSystem> Resolver<F> {
    /// Resolves a specifier imported by the module at `base`.
    ///
    /// Builtins come back as `node:` URLs, `data:` URLs as they are; a `file:` URL names an
    /// existing file. `is_main` is set for the program's entry, whose `base` is the working
    /// folder with a slash at the end.
    ///
    /// # Errors
    /// All but those of `require` and of formats in [`ResolveError`].
    pub fn import(&self, specifier: &str, base: &Url, is_main: bool) -> Result<Url, ResolveError> {
        self.import_with(specifier, base, is_main, self.import_conditions())
    }

    /// As [`import`](Self::import), with conditions of the caller's.
    ///
    /// # Errors
    /// As [`import`](Self::import).
    pub fn import_with(
        &self,
        specifier: &str,
        base: &Url,
        is_main: bool,
        conditions: &Conditions,
    ) -> Result<Url, ResolveError> {
        self.esm_resolve(specifier, base, is_main, conditions).map_err(|error| match error {
            ResolveError::ModuleNotFound { what, path, base: importer, url, .. } => {
                let hint = self.commonjs_hint(specifier, base);
                ResolveError::ModuleNotFound { what, path, base: importer, url, hint }
            }
            ResolveError::DirectoryImport { path, base: importer, url, .. } => {
                let hint = self.commonjs_hint(specifier, base);
                ResolveError::DirectoryImport { path, base: importer, url, hint }
            }
            error => error,
        })
    }

    /// Checks that what an import resolved to is of a kind that can be loaded at all.
    ///
    /// # Errors
    /// `ERR_UNKNOWN_BUILTIN_MODULE`, `ERR_UNSUPPORTED_ESM_URL_SCHEME`.
    pub fn check_loadable(&self, url: &Url) -> Result<(), ResolveError> {
        match url.scheme() {
            "file" | "data" => Ok(()),
            "node" if (self.options.is_builtin)(url.as_str()) => Ok(()),
            "node" => Err(ResolveError::UnknownBuiltin { id: url.to_string() }),
            scheme => Err(ResolveError::UnsupportedUrlScheme { scheme: scheme.to_owned() }),
        }
    }

    fn esm_resolve(
        &self,
        specifier: &str,
        base: &Url,
        is_main: bool,
        conditions: &Conditions,
    ) -> Result<Url, ResolveError> {
        let unsupported = || ResolveError::UnsupportedResolveRequest {
            specifier: specifier.to_owned(),
            base: base.to_string(),
        };
        let url = if is_path(specifier) {
            base.join(specifier).ok_or_else(unsupported)?
        } else if specifier.starts_with('#') && base.scheme() == "file" {
            self.package_imports(specifier, base, conditions)?
        } else if let Some(url) = Url::parse(specifier) {
            url
        } else if base.scheme() != "file" && !(self.options.is_builtin)(specifier) {
            return Err(unsupported());
        } else {
            self.package_resolve(specifier, base, conditions)?
        };
        if url.scheme() == "file" { self.finalize(url, base, is_main) } else { Ok(url) }
    }

    /// Checks that a `file:` URL names a file, and follows links.
    fn finalize(&self, url: Url, base: &Url, is_main: bool) -> Result<Url, ResolveError> {
        if has_escaped(url.path(), &[*b"2f", *b"5c"]) {
            return Err(ResolveError::InvalidModuleSpecifier {
                specifier: url.path().to_owned(),
                reason: "must not include encoded \"/\" or \"\\\" characters".to_owned(),
                base: Some(base_path(base)),
            });
        }
        let path = file_url_to_path(&url).map_err(|error| match error {
            ResolveError::InvalidFileUrlHost { input, .. } => {
                ResolveError::InvalidFileUrlHost { input, module: Some(base.to_string()) }
            }
            error => error,
        })?;
        let kind = if path.ends_with('/') {
            // A slash at the end asks for a folder, present or not.
            Some(FileKind::Directory)
        } else {
            self.kind(&path)
        };
        match kind {
            Some(FileKind::File) => {}
            Some(FileKind::Directory) => {
                return Err(ResolveError::DirectoryImport {
                    path,
                    base: base_path(base),
                    url: url.to_string(),
                    hint: None,
                });
            }
            None => {
                return Err(ResolveError::ModuleNotFound {
                    what: NotFound::Module,
                    path,
                    base: base_path(base),
                    url: Some(url.to_string()),
                    hint: None,
                });
            }
        }
        let as_written = if is_main {
            self.options.preserve_symlinks_main
        } else {
            self.options.preserve_symlinks
        };
        if as_written {
            return Ok(url);
        }
        Ok(path_to_file_url(&self.real_path(&path)).with_tail_of(&url))
    }

    /// Finds the `package.json` of what `specifier` names from the module at `base`: that of the
    /// package for a bare name, else the nearest above the file. Node docs:
    /// `module.findPackageJSON`.
    ///
    /// # Errors
    /// `ERR_MODULE_NOT_FOUND` for a name that is nowhere; `ERR_INVALID_PACKAGE_CONFIG`.
    pub fn find_package_json(
        &self,
        specifier: &str,
        base: &Url,
    ) -> Result<Option<String>, ResolveError> {
        let url = if is_path(specifier) { base.join(specifier) } else { Url::parse(specifier) };
        if let Some(url) = url {
            let path = file_url_to_path(&url)?;
            let found = self.nearest_package(&path)?;
            return Ok(found.map(|package| package.path.clone()));
        }
        let (name, _) = parse_package_name(specifier, base)?;
        let base_file = file_url_to_path(base)?;
        for modules in node_module_paths(dirname(&base_file)) {
            let path = format!("{modules}/{name}/package.json");
            if self.read_package(&path)?.is_some() {
                return Ok(Some(path));
            }
        }
        Err(not_found(name, base))
    }

    /// PACKAGE_RESOLVE: a bare specifier.
    pub(crate) fn package_resolve(
        &self,
        specifier: &str,
        base: &Url,
        conditions: &Conditions,
    ) -> Result<Url, ResolveError> {
        if (self.options.is_builtin)(specifier) {
            let with_scheme = format!("node:{}", specifier.trim_start_matches("node:"));
            if let Some(url) = Url::parse(&with_scheme) {
                return Ok(url);
            }
        }
        let (name, subpath) = parse_package_name(specifier, base)?;
        let base_file = file_url_to_path(base)?;
        if let Some(own) = self.nearest_package(&base_file)?
            && own.exports.is_some()
            && own.name.as_deref() == Some(name)
        {
            return self.package_exports(&own, &subpath, Some(base), conditions);
        }
        let folder =
            if base_file.ends_with('/') { base_file.as_str() } else { dirname(&base_file) };
        for modules in node_module_paths(folder) {
            let folder = format!("{modules}/{name}");
            let folder = folder.trim_end_matches('/');
            if !self.is_folder(folder) {
                continue;
            }
            let importer = || Some(format!("\"{specifier}\" from {}", base_path(base)));
            let package =
                self.packages.read(&self.files, &format!("{folder}/package.json"), importer)?;
            if let Some(package) = package.as_ref().filter(|package| package.exports.is_some()) {
                return self.package_exports(package, &subpath, Some(base), conditions);
            }
            if subpath == "." {
                return self.legacy_main(folder, package, base);
            }
            let package_url = path_to_file_url(&format!("{folder}/package.json"));
            return package_url.join(&subpath).ok_or_else(|| not_found(name, base));
        }
        Err(not_found(name, base))
    }

    /// The main file of a package without `exports`: `main` and `index`, with extensions.
    fn legacy_main(
        &self,
        folder: &str,
        package: Option<Rc<Package>>,
        base: &Url,
    ) -> Result<Url, ResolveError> {
        let package_url = path_to_file_url(&format!("{folder}/package.json"));
        let main = package.as_deref().and_then(|package| package.main.as_deref());
        let main = main.filter(|main| !main.is_empty());
        let from_main = main.into_iter().flat_map(|main| {
            ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"]
                .map(|tail| (format!("./{main}{tail}"), tail.is_empty()))
        });
        let from_index =
            ["./index.js", "./index.json", "./index.node"].map(|name| (name.to_owned(), false));
        for (candidate, is_exact) in from_main.chain(from_index) {
            let Some(url) = package_url.join(&candidate) else { continue };
            let path = file_url_to_path(&url)?;
            if self.is_file(&path) {
                let is_main = main.is_some_and(|main| crate::path::resolve(folder, main) == path);
                if !is_exact && !is_main {
                    self.warn_legacy_main(folder, main, &path, base);
                }
                return Ok(url);
            }
        }
        let wanted = package_url.join(&format!("./{}", main.unwrap_or("index.js")));
        let wanted = wanted.and_then(|url| file_url_to_path(&url).ok());
        Err(ResolveError::ModuleNotFound {
            what: NotFound::Package,
            path: wanted.unwrap_or_else(|| folder.to_owned()),
            base: base_path(base),
            url: None,
            hint: None,
        })
    }

    fn warn_legacy_main(&self, folder: &str, main: Option<&str>, path: &str, base: &Url) {
        // Syntax is not looked at: only what is declared a module is warned about.
        let package = self.nearest_package(path).ok().flatten();
        let is_module = package.is_some_and(|package| package.kind == PackageType::Module);
        if !(path.ends_with(".mjs") || (is_module && path.ends_with(".js"))) {
            return;
        }
        let base = base_path(base);
        let tail = path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/');
        let message = match main {
            None => format!(
                "No \"main\" or \"exports\" field defined in the package.json for {folder}/ \
                 resolving the main entry point \"{tail}\", imported from {base}.\nDefault \
                 \"index\" lookups for the main are deprecated for ES modules."
            ),
            Some(main) => format!(
                "Package {folder}/ has a \"main\" field set to \"{main}\", excluding the full \
                 filename and extension to the resolved file at \"{tail}\", imported from \
                 {base}.\n Automatic extension resolution of the \"main\" field is deprecated \
                 for ES modules."
            ),
        };
        self.warn("DEP0151", message);
    }

    /// What `require` would have found: the hint of Node's message.
    fn commonjs_hint(&self, specifier: &str, base: &Url) -> Option<String> {
        let parent = file_url_to_path(base).ok()?;
        let specifier = match Url::parse(specifier) {
            Some(url) if url.scheme() == "file" => file_url_to_path(&url).ok()?,
            _ => specifier.to_owned(),
        };
        let folder = dirname(&parent);
        let found = self.require(&specifier, Some(&parent), None, folder).ok()?;
        let hint = if is_relative(&specifier) {
            let path = relative(dirname(base.path()), path_to_file_url(&found).path());
            if path.starts_with("../") { path } else { format!("./{path}") }
        } else if specifier.starts_with('/') {
            found
        } else {
            // Within the package, so that the hint can be pasted.
            let url = path_to_file_url(&found).to_string();
            match specifier.split_once('/').and_then(|(package, _)| url.find(package)) {
                Some(at) => url.get(at..).unwrap_or(&url).to_owned(),
                None => url,
            }
        };
        (hint != specifier && !basename(&hint).is_empty()).then_some(hint)
    }
}

fn not_found(name: &str, base: &Url) -> ResolveError {
    ResolveError::ModuleNotFound {
        what: NotFound::Package,
        path: name.to_owned(),
        base: base_path(base),
        url: None,
        hint: None,
    }
}

/// `/…`, `./…`, `../…`, `.` and `..` are resolved as URLs against the importer.
fn is_path(specifier: &str) -> bool {
    specifier.starts_with('/') || is_relative(specifier)
}

/// The name of the package and the subpath with a dot in front.
fn parse_package_name<'a>(
    specifier: &'a str,
    base: &Url,
) -> Result<(&'a str, String), ResolveError> {
    let first = specifier.find('/');
    let (end, is_whole) = if specifier.starts_with('@') {
        let second = first.and_then(|at| {
            specifier.get(at + 1..).and_then(|rest| rest.find('/')).map(|more| at + 1 + more)
        });
        (second, first.is_some())
    } else {
        (first, true)
    };
    let (name, rest) = specifier.split_at(end.unwrap_or(specifier.len()));
    if !is_whole || name.starts_with('.') || name.contains(['%', '\\']) {
        return Err(ResolveError::InvalidModuleSpecifier {
            specifier: specifier.to_owned(),
            reason: "is not a valid package name".to_owned(),
            base: Some(base_path(base)),
        });
    }
    Ok((name, format!(".{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{file_system::MemoryFiles, resolver::Options};

    fn resolver(files: &[(&str, &str)]) -> Resolver<MemoryFiles> {
        let mut memory = MemoryFiles::default();
        for (path, text) in files {
            memory.insert(*path, *text);
        }
        let is_builtin = |name: &str| matches!(name, "fs" | "node:fs" | "node:test");
        Resolver::new(memory, Options { is_builtin, ..Options::default() })
    }

    fn import(files: &[(&str, &str)], specifier: &str) -> Result<String, String> {
        let base = Url::parse("file:///app/main.mjs").unwrap();
        let resolver = resolver(files);
        resolver
            .import(specifier, &base, false)
            .and_then(|url| resolver.check_loadable(&url).map(|()| url.to_string()))
            .map_err(|error| format!("{} {error}", error.code()))
    }

    #[test]
    fn files_need_their_extension_and_the_error_says_which() {
        let files = [("/app/a.js", ""), ("/app/d/index.js", "")];
        assert_eq!(import(&files, "./a.js?x#y"), Ok("file:///app/a.js?x#y".to_owned()));
        assert_eq!(
            import(&files, "./a").unwrap_err(),
            "ERR_MODULE_NOT_FOUND Cannot find module '/app/a' imported from /app/main.mjs\n\
             Did you mean to import \"./a.js\"?"
        );
        assert_eq!(
            import(&files, "./d").unwrap_err(),
            "ERR_UNSUPPORTED_DIR_IMPORT Directory import '/app/d' is not supported resolving ES \
             modules imported from /app/main.mjs\nDid you mean to import \"./d/index.js\"?"
        );
        assert_eq!(
            import(&files, "/app/a").unwrap_err().lines().last(),
            Some("Did you mean to import \"/app/a.js\"?")
        );
        assert!(import(&files, "./zzz").unwrap_err().ends_with("/app/main.mjs"));
    }

    #[test]
    fn builtins_are_found_by_name_and_by_scheme() {
        assert_eq!(import(&[], "fs"), Ok("node:fs".to_owned()));
        assert_eq!(import(&[], "node:test"), Ok("node:test".to_owned()));
        assert_eq!(
            import(&[], "node:nope").unwrap_err(),
            "ERR_UNKNOWN_BUILTIN_MODULE No such built-in module: node:nope"
        );
    }

    #[test]
    fn other_schemes_are_refused() {
        assert_eq!(
            import(&[], "https://a/b").unwrap_err(),
            "ERR_UNSUPPORTED_ESM_URL_SCHEME Only URLs with a scheme in: file and data are \
             supported by the default ESM loader. Received protocol 'https:'"
        );
        assert_eq!(
            import(&[], "x:y").unwrap_err(),
            "ERR_UNSUPPORTED_ESM_URL_SCHEME Only URLs with a scheme in: file, data, and node \
             are supported by the default ESM loader. Received protocol 'x:'"
        );
    }

    #[test]
    fn bare_names_walk_up_the_folders() {
        let files = [
            ("/node_modules/a/package.json", r#"{"main": "lib"}"#),
            ("/node_modules/a/lib/index.js", ""),
            ("/app/node_modules/b/x.js", ""),
        ];
        assert_eq!(import(&files, "a"), Ok("file:///node_modules/a/lib/index.js".to_owned()));
        assert_eq!(import(&files, "b/x.js"), Ok("file:///app/node_modules/b/x.js".to_owned()));
        assert_eq!(
            import(&files, "b/x").unwrap_err(),
            "ERR_MODULE_NOT_FOUND Cannot find module '/app/node_modules/b/x' imported from \
             /app/main.mjs\nDid you mean to import \"b/x.js\"?"
        );
        assert_eq!(
            import(&files, "@s/q").unwrap_err(),
            "ERR_MODULE_NOT_FOUND Cannot find package '@s/q' imported from /app/main.mjs"
        );
        assert_eq!(
            import(&files, "b").unwrap_err(),
            "ERR_MODULE_NOT_FOUND Cannot find package '/app/node_modules/b/index.js' imported \
             from /app/main.mjs"
        );
    }

    #[test]
    fn names_that_no_package_can_have_are_refused() {
        for name in ["@s", ".bad", "a%b", "a\\b"] {
            assert_eq!(
                import(&[], name).unwrap_err(),
                format!(
                    "ERR_INVALID_MODULE_SPECIFIER Invalid module \"{name}\" is not a valid \
                     package name imported from /app/main.mjs"
                )
            );
        }
        assert!(import(&[], "./a%2Fb").unwrap_err().starts_with("ERR_INVALID_MODULE_SPECIFIER"));
    }

    #[test]
    fn a_broken_package_names_who_imported_it() {
        let files = [("/node_modules/a/package.json", "{")];
        assert_eq!(
            import(&files, "a").unwrap_err(),
            "ERR_INVALID_PACKAGE_CONFIG Invalid package config /node_modules/a/package.json \
             while importing \"a\" from /app/main.mjs."
        );
    }

    #[test]
    fn data_urls_import_only_what_is_absolute() {
        let resolver = resolver(&[("/a.js", "")]);
        let base = Url::parse("data:text/javascript,").unwrap();
        let import = |name| resolver.import(name, &base, false).map(|url| url.to_string());
        assert_eq!(import("fs").unwrap(), "node:fs");
        assert_eq!(import("file:///a.js").unwrap(), "file:///a.js");
        for name in ["./a.js", "pkg"] {
            assert_eq!(import(name).unwrap_err().code(), "ERR_UNSUPPORTED_RESOLVE_REQUEST");
        }
    }

    #[test]
    fn imports_lead_to_files_packages_and_builtins() {
        let files = [
            (
                "/app/package.json",
                r##"{"imports": {"#a": "./a.js", "#p": "p", "#f": "fs", "#u": "../x", "#/*": "./*"}}"##,
            ),
            ("/app/a.js", ""),
            ("/app/node_modules/p/index.js", ""),
        ];
        assert_eq!(import(&files, "#a"), Ok("file:///app/a.js".to_owned()));
        assert_eq!(import(&files, "#/a.js"), Ok("file:///app/a.js".to_owned()));
        assert_eq!(import(&files, "#p"), Ok("file:///app/node_modules/p/index.js".to_owned()));
        assert_eq!(import(&files, "#f"), Ok("node:fs".to_owned()));
        assert_eq!(
            import(&files, "#u").unwrap_err(),
            "ERR_INVALID_PACKAGE_TARGET Invalid \"imports\" target \"../x\" defined for '#u' in \
             the package config /app/package.json imported from /app/main.mjs"
        );
        assert_eq!(
            import(&files, "#zz").unwrap_err(),
            "ERR_PACKAGE_IMPORT_NOT_DEFINED Package import specifier \"#zz\" is not defined in \
             package /app/package.json imported from /app/main.mjs"
        );
    }
}
