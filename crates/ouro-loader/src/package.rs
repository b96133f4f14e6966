//! `package.json`: read once, remembered by path. Node docs: "Modules: Packages".

use std::{cell::RefCell, collections::HashMap, path::Path, rc::Rc};

use crate::{
    error::ResolveError,
    file_system::FileSystem,
    json::{Json, parse_json},
    path::dirname,
};

/// The fields of a `package.json` that resolution reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// The path of the `package.json` itself.
    pub path: String,
    /// `name`
    pub name: Option<String>,
    /// `main`; ignored where it is no string.
    pub main: Option<String>,
    /// `type`
    pub kind: PackageType,
    /// `exports`: a string, an array or an object; anything else counts as absent.
    pub exports: Option<Json>,
    /// `imports`: an object; anything else counts as absent.
    pub imports: Option<Json>,
}

impl Package {
    /// The folder of the package, without a slash at the end.
    pub fn folder(&self) -> &str {
        dirname(&self.path)
    }
}

/// The `type` field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PackageType {
    /// `"commonjs"`
    CommonJs,
    /// `"module"`
    Module,
    /// Absent, or a word that Node does not know.
    None,
}

/// The packages read so far. Absent files are asked for anew each time, as in Node.
#[derive(Debug, Default)]
pub(crate) struct Packages {
    read: RefCell<HashMap<String, Rc<Package>>>,
}

impl Packages {
    /// The package whose `package.json` is at `path`; `None` if there is no such file.
    ///
    /// # Errors
    /// `ERR_INVALID_PACKAGE_CONFIG` where it is no JSON object, or `name` or `type` no string;
    /// `importer` is what the message says was importing.
    pub(crate) fn read(
        &self,
        files: &impl FileSystem,
        path: &str,
        importer: impl FnOnce() -> Option<String>,
    ) -> Result<Option<Rc<Package>>, ResolveError> {
        if let Some(package) = self.read.borrow().get(path) {
            return Ok(Some(Rc::clone(package)));
        }
        let Ok(text) = files.read(Path::new(path)) else { return Ok(None) };
        let package = Rc::new(parse_package(path, &text, importer)?);
        self.read.borrow_mut().insert(path.to_owned(), Rc::clone(&package));
        Ok(Some(package))
    }

    /// The package that `path` (a file) belongs to: the nearest `package.json` above it, not
    /// looking above a `node_modules` folder. ESM specification LOOKUP_PACKAGE_SCOPE.
    pub(crate) fn nearest(
        &self,
        files: &impl FileSystem,
        path: &str,
    ) -> Result<Option<Rc<Package>>, ResolveError> {
        let mut folder = path;
        loop {
            let parent = dirname(folder);
            if parent.ends_with("/node_modules") {
                return Ok(None);
            }
            let file = if parent == "/" {
                "/package.json".to_owned()
            } else {
                format!("{parent}/package.json")
            };
            if let Some(package) = self.read(files, &file, || None)? {
                return Ok(Some(package));
            }
            if parent == "/" {
                return Ok(None);
            }
            folder = parent;
        }
    }

    /// Forgets what was read.
    pub(crate) fn clear(&self) {
        self.read.borrow_mut().clear();
    }
}

fn parse_package(
    path: &str,
    text: &[u8],
    importer: impl FnOnce() -> Option<String>,
) -> Result<Package, ResolveError> {
    let (json, place) = match parse_json(text) {
        Ok(json) => (json, None),
        Err(place) => (Json::Null, Some(place)),
    };
    let text_field = |key: &str| match json.get(key) {
        None => Some(None),
        Some(Json::String(text)) => Some(Some(text.clone())),
        Some(_) => None,
    };
    let fields =
        matches!(json, Json::Object(_)).then(|| text_field("name").zip(text_field("type")));
    let Some(Some((name, kind))) = fields else {
        let base = importer();
        return Err(ResolveError::InvalidPackageConfig {
            path: path.to_owned(),
            base,
            detail: None,
            place,
        });
    };
    let kind = match kind.as_deref() {
        Some("commonjs") => PackageType::CommonJs,
        Some("module") => PackageType::Module,
        _ => PackageType::None,
    };
    let exports = json
        .get("exports")
        .filter(|value| matches!(value, Json::String(_) | Json::Array(_) | Json::Object(_)))
        .cloned();
    let imports = json.get("imports").filter(|value| matches!(value, Json::Object(_))).cloned();
    let main = json.get("main").and_then(Json::as_str).map(str::to_owned);
    Ok(Package { path: path.to_owned(), name, main, kind, exports, imports })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file_system::MemoryFiles;

    fn read(text: &str) -> Result<Option<Rc<Package>>, ResolveError> {
        let files = MemoryFiles::from([("/a/package.json", text)]);
        Packages::default().read(&files, "/a/package.json", || None)
    }

    #[test]
    fn fields_of_a_wrong_type_are_ignored_or_refused_as_in_node() {
        let package = read(r#"{"main": 7, "type": "odd", "exports": true, "imports": 5}"#);
        let package = package.unwrap().unwrap();
        assert_eq!((&package.main, package.kind), (&None, PackageType::None));
        assert_eq!((&package.exports, &package.imports), (&None, &None));
        for text in [r#"{"name": 3}"#, r#"{"type": 5}"#, "[]", "null", "", "{\"a\":1,}"] {
            let error = read(text).unwrap_err();
            assert_eq!(error.to_string(), "Invalid package config /a/package.json.");
            assert_eq!(error.code(), "ERR_INVALID_PACKAGE_CONFIG");
        }
    }

    #[test]
    fn a_broken_file_tells_where_it_breaks() {
        let ResolveError::InvalidPackageConfig { place, .. } = read("{\n oops").unwrap_err() else {
            unreachable!("the only error of reading a package")
        };
        assert_eq!(place.map(|place| (place.line, place.column)), Some((2, 2)));
    }

    #[test]
    fn the_scope_search_stops_below_node_modules() {
        let files = MemoryFiles::from([
            ("/package.json", "{}"),
            ("/app/package.json", r#"{"type": "module"}"#),
            ("/app/node_modules/a/lib/x.js", ""),
        ]);
        let nearest = |path| Packages::default().nearest(&files, path).unwrap();
        assert_eq!(nearest("/app/lib/x.js").unwrap().path, "/app/package.json");
        assert_eq!(nearest("/other/x.js").unwrap().path, "/package.json");
        assert_eq!(nearest("/app/node_modules/a/lib/x.js"), None);
    }
}
