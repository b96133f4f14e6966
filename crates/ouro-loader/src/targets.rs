//! What a package's `exports` and `imports` lead to.
//!
//! Node docs, "Modules: ECMAScript modules", resolution algorithm: PACKAGE_EXPORTS_RESOLVE,
//! PACKAGE_IMPORTS_RESOLVE, PACKAGE_IMPORTS_EXPORTS_RESOLVE, PATTERN_KEY_COMPARE,
//! PACKAGE_TARGET_RESOLVE.

use std::cmp::Ordering;

use crate::{
    error::ResolveError,
    file_system::FileSystem,
    file_url::{file_url_to_path, path_to_file_url, percent_decode},
    json::Json,
    package::Package,
    resolver::{Conditions, Resolver},
    url::Url,
};

/// One target on its way to a URL: where it is written and what it was asked with.
struct Target<'a> {
    package: &'a Package,
    /// The key in `exports` or `imports` that matched.
    key: &'a str,
    /// What the `*` of the key stands for; `None` where the key has none.
    pattern: Option<&'a str>,
    is_import: bool,
    /// Whether the request ended in a slash, which silences the deprecation of empty segments.
    is_path_map: bool,
    base: Option<&'a Url>,
    conditions: &'a Conditions,
}

/// What became of a target: a URL, an explicit `null`, or no condition that holds.
enum Outcome {
    Found(Url),
    Null,
    Undefined,
}

impl<F: FileSystem> Resolver<F> {
    /// Resolves `subpath` (`.` or `./…`) in the `exports` of a package.
    ///
    /// # Errors
    /// `ERR_PACKAGE_PATH_NOT_EXPORTED`, `ERR_INVALID_PACKAGE_TARGET`,
    /// `ERR_INVALID_PACKAGE_CONFIG`, `ERR_INVALID_MODULE_SPECIFIER`.
    pub(crate) fn package_exports(
        &self,
        package: &Package,
        subpath: &str,
        base: Option<&Url>,
        conditions: &Conditions,
    ) -> Result<Url, ResolveError> {
        let not_exported = || ResolveError::PackagePathNotExported {
            package: package.path.clone(),
            subpath: subpath.to_owned(),
            base: base.map(base_path),
        };
        let Some(exports) = &package.exports else { return Err(not_exported()) };
        let sugar;
        let entries: &[(String, Json)] = if is_main_sugar(exports, package, base)? {
            sugar = [(".".to_owned(), exports.clone())];
            &sugar
        } else if let Json::Object(entries) = exports {
            entries
        } else {
            &[]
        };
        let target = |key, pattern, is_path_map| Target {
            package,
            key,
            pattern,
            is_import: false,
            is_path_map,
            base,
            conditions,
        };
        let exact = (!subpath.contains('*') && !subpath.ends_with('/'))
            .then(|| entries.iter().find(|(key, _)| key == subpath))
            .flatten();
        let has_head = |(key, _): &(String, Json)| {
            key.split_once('*').is_some_and(|(head, _)| subpath.starts_with(head))
        };
        if subpath.ends_with('/') && entries.iter().any(has_head) {
            self.warn_trailing_slash(package, subpath, base);
        }
        let outcome = match exact {
            Some((key, value)) => self.target(value, &target(key, None, false))?,
            None => match best_match(entries, subpath) {
                Some((key, value, pattern)) => {
                    self.target(value, &target(key, Some(pattern), subpath.ends_with('/')))?
                }
                None => Outcome::Undefined,
            },
        };
        match outcome {
            Outcome::Found(url) => Ok(url),
            Outcome::Null | Outcome::Undefined => Err(not_exported()),
        }
    }

    /// Resolves a `#name` in the `imports` of the package that `base` belongs to.
    ///
    /// # Errors
    /// `ERR_PACKAGE_IMPORT_NOT_DEFINED`, `ERR_INVALID_PACKAGE_TARGET`,
    /// `ERR_INVALID_MODULE_SPECIFIER`, and what a bare target's own resolution gives.
    pub(crate) fn package_imports(
        &self,
        name: &str,
        base: &Url,
        conditions: &Conditions,
    ) -> Result<Url, ResolveError> {
        if name == "#" || name.ends_with('/') {
            return Err(ResolveError::InvalidModuleSpecifier {
                specifier: name.to_owned(),
                reason: "is not a valid internal imports specifier name".to_owned(),
                base: Some(base_path(base)),
            });
        }
        let package = self.nearest_package(&file_url_to_path(base)?)?;
        if let Some(package) = package.as_deref()
            && let Some(Json::Object(entries)) = &package.imports
        {
            let exact = (!name.contains('*'))
                .then(|| entries.iter().find(|(key, _)| key == name))
                .flatten()
                .map(|(key, value)| (key.as_str(), value, None));
            let matched = exact.or_else(|| {
                best_match(entries, name).map(|(key, value, star)| (key, value, Some(star)))
            });
            if let Some((key, value, pattern)) = matched {
                let target = Target {
                    package,
                    key,
                    pattern,
                    is_import: true,
                    is_path_map: false,
                    base: Some(base),
                    conditions,
                };
                if let Outcome::Found(url) = self.target(value, &target)? {
                    return Ok(url);
                }
            }
        }
        Err(ResolveError::PackageImportNotDefined {
            specifier: name.to_owned(),
            package: package.map(|package| package.path.clone()),
            base: base_path(base),
        })
    }

    fn target(&self, value: &Json, target: &Target<'_>) -> Result<Outcome, ResolveError> {
        match value {
            Json::String(text) => self.text_target(text, target),
            Json::Array(items) => {
                let mut last =
                    Ok(if items.is_empty() { Outcome::Null } else { Outcome::Undefined });
                for item in items {
                    match self.target(item, target) {
                        Ok(Outcome::Undefined) => {}
                        Ok(Outcome::Null) => last = Ok(Outcome::Null),
                        Err(error @ ResolveError::InvalidPackageTarget { .. }) => last = Err(error),
                        decided => return decided,
                    }
                }
                last
            }
            Json::Object(entries) => {
                if entries.iter().any(|(key, _)| is_array_index(key)) {
                    return Err(invalid_config(
                        target.package,
                        target.base,
                        "\"exports\" cannot contain numeric property keys.",
                    ));
                }
                for (condition, value) in entries {
                    if target.conditions.has(condition) {
                        match self.target(value, target)? {
                            Outcome::Undefined => {}
                            decided => return Ok(decided),
                        }
                    }
                }
                Ok(Outcome::Undefined)
            }
            Json::Null => Ok(Outcome::Null),
            other => Err(target.invalid(&other.to_string())),
        }
    }

    fn text_target(&self, text: &str, target: &Target<'_>) -> Result<Outcome, ResolveError> {
        let Some(inside) = text.strip_prefix("./") else {
            let may_be_bare =
                target.is_import && !text.starts_with("../") && !text.starts_with('/');
            if may_be_bare && Url::parse(text).is_none() {
                let name = match target.pattern {
                    Some(star) => text.replace('*', star),
                    None => text.to_owned(),
                };
                let package_url = path_to_file_url(&target.package.path);
                return self
                    .package_resolve(&name, &package_url, target.conditions)
                    .map(Outcome::Found);
            }
            return Err(target.invalid(text));
        };
        match check_segments(inside) {
            Segments::Fine => {}
            Segments::Empty => self.warn_segments(text, target, true),
            Segments::Forbidden => return Err(target.invalid(text)),
        }
        let package_url = path_to_file_url(&target.package.path);
        let folder = package_url.path().strip_suffix("package.json").unwrap_or("/");
        let resolved = package_url.join(text).ok_or_else(|| target.invalid(text))?;
        if !resolved.path().starts_with(folder) {
            return Err(target.invalid(text));
        }
        let Some(star) = target.pattern.filter(|star| !star.is_empty()) else {
            return Ok(Outcome::Found(resolved));
        };
        match check_segments(star) {
            Segments::Fine => {}
            Segments::Empty => self.warn_segments(text, target, false),
            Segments::Forbidden => return Err(target.invalid_subpath(star)),
        }
        let filled = Url::parse(&resolved.as_str().replace('*', star));
        filled.map(Outcome::Found).ok_or_else(|| target.invalid(text))
    }

    fn warn_trailing_slash(&self, package: &Package, subpath: &str, base: Option<&Url>) {
        self.warn(
            "DEP0155",
            format!(
                "Use of deprecated trailing slash pattern mapping \"{subpath}\" in the \
                 \"exports\" field module resolution of the package at {}{}. Mapping specifiers \
                 ending in \"/\" is no longer supported.",
                package.path,
                importer(base)
            ),
        );
    }

    fn warn_segments(&self, text: &str, target: &Target<'_>, is_target: bool) {
        if target.is_path_map {
            return;
        }
        let (request, resolved) = match target.pattern {
            Some(star) => (target.key.replacen('*', star, 1), text.replace('*', star)),
            None => (target.key.to_owned(), text.to_owned()),
        };
        let shown = if is_target { &resolved } else { &request };
        let double = if shown.contains("//") || shown.contains("\\\\") {
            "double slash"
        } else {
            "leading or trailing slash matching"
        };
        let field = if target.is_import { "imports" } else { "exports" };
        let matched = if request == target.key {
            String::new()
        } else {
            format!("matched to \"{}\" ", target.key)
        };
        self.warn(
            "DEP0166",
            format!(
                "Use of deprecated {double} resolving \"{resolved}\" for module request \
                 \"{request}\" {matched}in the \"{field}\" field module resolution of the \
                 package at {}{}.",
                target.package.path,
                importer(target.base)
            ),
        );
    }
}

impl Target<'_> {
    fn invalid(&self, text: &str) -> ResolveError {
        ResolveError::InvalidPackageTarget {
            folder: format!("{}/", self.package.folder().trim_end_matches('/')),
            key: self.key.to_owned(),
            target: text.to_owned(),
            is_import: self.is_import,
            base: self.base.map(base_path),
        }
    }

    fn invalid_subpath(&self, star: &str) -> ResolveError {
        let field = if self.is_import { "imports" } else { "exports" };
        ResolveError::InvalidModuleSpecifier {
            specifier: self.key.replacen('*', star, 1),
            reason: format!(
                "request is not a valid match in pattern \"{}\" for the \"{field}\" resolution \
                 of {}",
                self.key, self.package.path
            ),
            base: self.base.map(base_path),
        }
    }
}

/// The importing file as messages show it.
pub(crate) fn base_path(base: &Url) -> String {
    file_url_to_path(base).unwrap_or_else(|_| base.to_string())
}

fn importer(base: Option<&Url>) -> String {
    base.map_or_else(String::new, |base| format!(" imported from {}", base_path(base)))
}

fn invalid_config(package: &Package, base: Option<&Url>, detail: &'static str) -> ResolveError {
    ResolveError::InvalidPackageConfig {
        path: package.path.clone(),
        base: base.map(Url::to_string),
        detail: Some(detail),
        place: None,
    }
}

/// Whether `exports` as a whole is the target of `.`. Keys must be all of one kind.
fn is_main_sugar(
    exports: &Json,
    package: &Package,
    base: Option<&Url>,
) -> Result<bool, ResolveError> {
    let Json::Object(entries) = exports else { return Ok(true) };
    let is_condition = |(key, _): &(String, Json)| !key.starts_with('.');
    let sugar = entries.first().is_some_and(is_condition);
    if entries.iter().any(|entry| is_condition(entry) != sugar) {
        return Err(invalid_config(
            package,
            base,
            "\"exports\" cannot contain some keys starting with '.' and some not. The exports \
             object must either be an object of package subpath keys or an object of main entry \
             condition name keys only.",
        ));
    }
    Ok(sugar)
}

/// The most specific key with one `*` that matches, its value, and what the `*` stands for.
fn best_match<'a>(
    entries: &'a [(String, Json)],
    request: &'a str,
) -> Option<(&'a str, &'a Json, &'a str)> {
    let mut best: Option<(&str, &Json, &str)> = None;
    for (key, value) in entries {
        let Some((head, tail)) = key.split_once('*') else { continue };
        let star = request
            .strip_prefix(head)
            .filter(|_| !tail.contains('*') && request.len() >= key.len())
            .and_then(|rest| rest.strip_suffix(tail));
        if let Some(star) = star
            && best.is_none_or(|(best, ..)| compare_patterns(key, best) == Ordering::Less)
        {
            best = Some((key, value, star));
        }
    }
    best
}

/// PATTERN_KEY_COMPARE: the longer head first, then the longer key.
fn compare_patterns(a: &str, b: &str) -> Ordering {
    let head = |key: &str| key.find('*').map_or(key.len(), |at| at + 1);
    head(b).cmp(&head(a)).then(b.len().cmp(&a.len()))
}

/// Whether a key reads as an array index. ECMA-262 §6.1.7.
fn is_array_index(key: &str) -> bool {
    key.parse::<u32>().is_ok_and(|index| index < u32::MAX && index.to_string() == key)
}

enum Segments {
    Fine,
    /// Only empty segments: deprecated.
    Empty,
    /// `.`, `..` or `node_modules`, in any escape and case.
    Forbidden,
}

fn check_segments(text: &str) -> Segments {
    let mut found = Segments::Fine;
    for segment in text.split(['/', '\\']) {
        if segment.is_empty() {
            found = Segments::Empty;
            continue;
        }
        let plain = percent_decode(segment).to_ascii_lowercase();
        if matches!(plain.as_str(), "." | ".." | "node_modules") {
            return Segments::Forbidden;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{file_system::MemoryFiles, resolver::Options};

    /// Resolves in a package whose `package.json` is `/p/package.json`.
    fn exports(package: &str, subpath: &str) -> Result<String, String> {
        let resolver = Resolver::new(
            MemoryFiles::from([("/p/package.json", package)]),
            Options { conditions: vec!["mine".to_owned()], ..Options::default() },
        );
        let package = resolver.read_package("/p/package.json").unwrap().unwrap();
        let conditions = resolver.require_conditions().clone();
        resolver
            .package_exports(&package, subpath, None, &conditions)
            .map(|url| url.path().to_owned())
            .map_err(|error| format!("{} {error}", error.code()))
    }

    #[test]
    fn a_string_is_the_main_export_and_the_only_one() {
        assert_eq!(exports(r#"{"exports": "./a.js"}"#, "."), Ok("/p/a.js".to_owned()));
        assert_eq!(
            exports(r#"{"exports": "./a.js"}"#, "./b"),
            Err("ERR_PACKAGE_PATH_NOT_EXPORTED Package subpath './b' is not defined by \
                 \"exports\" in /p/package.json"
                .to_owned())
        );
    }

    #[test]
    fn the_first_condition_that_holds_wins_and_null_ends_the_search() {
        let package = r#"{"exports": {"import": "./i.js", "mine": "./m.js", "default": "./d.js"}}"#;
        assert_eq!(exports(package, "."), Ok("/p/m.js".to_owned()));
        let null = r#"{"exports": {".": {"node": null, "default": "./d.js"}}}"#;
        assert!(exports(null, ".").unwrap_err().contains("No \"exports\" main defined"));
        let nested = r#"{"exports": {"node": {"x": "./x.js"}, "default": "./d.js"}}"#;
        assert_eq!(exports(nested, "."), Ok("/p/d.js".to_owned()));
    }

    #[test]
    fn the_longest_head_of_a_pattern_wins_then_the_longest_key() {
        let package = r#"{"exports": {"./*": "./all/*.js", "./f/*": "./f/*.js",
            "./f/*.x": "./x/*.js", "./f/secret/*": null}}"#;
        assert_eq!(exports(package, "./a/b"), Ok("/p/all/a/b.js".to_owned()));
        assert_eq!(exports(package, "./f/b"), Ok("/p/f/b.js".to_owned()));
        assert_eq!(exports(package, "./f/b.x"), Ok("/p/x/b.js".to_owned()));
        assert!(exports(package, "./f/secret/b").is_err());
    }

    #[test]
    fn arrays_skip_targets_that_are_invalid_but_not_files_that_are_absent() {
        assert_eq!(exports(r#"{"exports": ["b", "./a.js"]}"#, "."), Ok("/p/a.js".to_owned()));
        assert_eq!(
            exports(r#"{"exports": ["./no.js", "./a.js"]}"#, "."),
            Ok("/p/no.js".to_owned())
        );
        assert!(
            exports(r#"{"exports": [null]}"#, ".").unwrap_err().starts_with("ERR_PACKAGE_PATH")
        );
        assert!(exports(r#"{"exports": ["b"]}"#, ".").unwrap_err().starts_with("ERR_INVALID_PACK"));
    }

    #[test]
    fn targets_may_not_leave_the_package_in_any_spelling() {
        for target in ["../x", "./../x", "./%2e%2E/x", "./node_modules/x", "./a/NODE_MODULES/x"] {
            let package = format!(r#"{{"exports": {{"./a": "{target}"}}}}"#);
            let error = exports(&package, "./a").unwrap_err();
            assert!(error.starts_with("ERR_INVALID_PACKAGE_TARGET"), "{error}");
        }
        let error = exports(r#"{"exports": {"./*": "./*"}}"#, "./a/../b").unwrap_err();
        assert_eq!(
            error,
            "ERR_INVALID_MODULE_SPECIFIER Invalid module \"./a/../b\" request is not a valid \
             match in pattern \"./*\" for the \"exports\" resolution of /p/package.json"
        );
    }

    #[test]
    fn mixed_and_numeric_keys_are_refused() {
        let mixed = exports(r#"{"exports": {"./a": "./x", "b": "./y"}}"#, "./a").unwrap_err();
        assert!(mixed.starts_with("ERR_INVALID_PACKAGE_CONFIG"), "{mixed}");
        let numeric = exports(r#"{"exports": {"./a": {"0": "./x"}}}"#, "./a").unwrap_err();
        assert_eq!(
            numeric,
            "ERR_INVALID_PACKAGE_CONFIG Invalid package config /p/package.json. \"exports\" \
             cannot contain numeric property keys."
        );
    }

    #[test]
    fn an_invalid_target_is_named_with_the_advice_of_node() {
        assert_eq!(
            exports(r#"{"exports": {"./h": 5}}"#, "./h").unwrap_err(),
            "ERR_INVALID_PACKAGE_TARGET Invalid \"exports\" target \"5\" defined for './h' in \
             the package config /p/package.json; targets must start with \"./\""
        );
        assert_eq!(
            exports(r#"{"exports": ""}"#, ".").unwrap_err(),
            "ERR_INVALID_PACKAGE_TARGET Invalid \"exports\" main target \"\" defined in the \
             package config /p/package.json"
        );
    }
}
