//! Module resolution with hostile `package.json` files and specifiers: whatever those say, a
//! package's `exports` lead into the package, and the answer is the same the next time.

use std::{
    io,
    path::{Path, PathBuf},
};

use ouro_loader::{
    FileKind, FileSystem, Json, Options, Resolver, Url, file_url_to_path, parse_json,
    path_to_file_url,
};

pub(super) const TOKENS: &[&str] = &[
    "\n",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"exports\"",
    "\"imports\"",
    "\"main\"",
    "\"type\"",
    "\"name\"",
    "\"p\"",
    "\"module\"",
    "\"commonjs\"",
    "\"import\"",
    "\"require\"",
    "\"default\"",
    "\"node\"",
    "\"module-sync\"",
    "\".\"",
    "\"./a.js\"",
    "\"./*\"",
    "\"./lib/*.js\"",
    "\"./\"",
    "\"#a\"",
    "\"#*\"",
    "\"..\"",
    "null",
    "true",
    "1e999",
    "-0",
    "\"0\"",
    "\\u0000",
    "\\ud800",
    "\\n",
    "p",
    "p/",
    "p/a",
    "./",
    "../",
    "#",
    "#a",
    "@s/p",
    "@",
    "%2f",
    "%2e%2e",
    "%5C",
    "\\",
    "node_modules",
    "/node_modules/",
    ".",
    "..",
    "*",
    "file:",
    "file:///",
    "node:",
    "node:fs",
    "data:text/javascript,",
    "http://",
    "?",
    "//",
    " ",
    "\\u002e\\u002e",
    "..%2f",
    ".%2e",
    "{\"exports\":",
    "{\"imports\":",
];

const PACKAGE: &str = "/app/node_modules/p/package.json";

/// Takes a line as a specifier, one as the `package.json` of `p`, the rest as that of the app.
///
/// # Panics
/// Where something is wrong.
pub fn run(input: &[u8]) {
    let mut lines = input.splitn(3, |&byte| byte == b'\n');
    let specifier = String::from_utf8_lossy(lines.next().unwrap_or_default()).into_owned();
    let [package, own] = [(); 2].map(|()| lines.next().unwrap_or_default().to_vec());
    json_is_read_as_others_read_it(&package);
    let resolver = Resolver::new(Everything { package, own }, Options::default());
    for base in ["/app/a.js", "/app/node_modules/p/b.js"].map(path_to_file_url) {
        let found = resolver.import(&specifier, &base, false);
        assert_eq!(found, resolver.import(&specifier, &base, false), "the answer changes");
        stays_in_its_package(&specifier, &base, found.ok().as_ref(), &resolver);
        let required = resolver.require(&specifier, Some(base.path()), None, "/app");
        assert!(required.map_or_else(|error| error.to_string(), |path| path + "/").len() > 1);
    }
    paths_survive_being_urls(&specifier);
}

/// A disk on which every path is a file, but for the folders of packages.
struct Everything {
    package: Vec<u8>,
    own: Vec<u8>,
}

impl FileSystem for Everything {
    fn kind(&self, path: &Path) -> Option<FileKind> {
        let text = path.to_string_lossy();
        if text.ends_with("package.json") {
            self.read(path).is_ok().then_some(FileKind::File)
        } else if text.ends_with(['/', '.']) || text.ends_with("node_modules/p") {
            Some(FileKind::Directory)
        } else {
            Some(FileKind::File)
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match path.to_str() {
            Some(PACKAGE) => Ok(self.package.clone()),
            Some("/app/package.json") => Ok(self.own.clone()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_path_buf())
    }
}

/// Where a package has `exports`, a bare specifier leads to a file below the package.
fn stays_in_its_package(
    specifier: &str,
    base: &Url,
    found: Option<&Url>,
    resolver: &Resolver<Everything>,
) {
    let Some(found) = found.filter(|found| found.scheme() == "file") else { return };
    let path = file_url_to_path(found).expect("what was found is a file of this machine");
    assert!(path.starts_with('/'), "{path:?} is no path");
    let package = resolver.read_package(PACKAGE).ok().flatten();
    let has_exports = package.is_some_and(|package| {
        package.exports.as_ref().is_some_and(|exports| !matches!(exports, Json::Null))
    });
    if has_exports && (specifier == "p" || specifier.starts_with("p/")) {
        assert!(path.starts_with("/app/node_modules/p/"), "{specifier:?} from {base} is {path:?}");
    }
}

/// RFC 8259; a lone surrogate is fine in JavaScript, and not in Rust.
fn json_is_read_as_others_read_it(text: &[u8]) {
    let ours = parse_json(text);
    let Ok(text) = std::str::from_utf8(text) else { return };
    let theirs = serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}'));
    if let Err(error) = &theirs {
        let only_theirs = ["recursion limit", "surrogate", "unexpected end of hex", "out of range"];
        if only_theirs.iter().any(|reason| error.to_string().contains(reason)) {
            return;
        }
    }
    assert_eq!(ours.is_ok(), theirs.is_ok(), "{ours:?}, but {theirs:?}");
}

fn paths_survive_being_urls(specifier: &str) {
    let path = format!("/{}", specifier.replace('\0', ""));
    let url = path_to_file_url(&path);
    let back = file_url_to_path(&url).expect("a path's URL is a file's");
    let again = path_to_file_url(&back);
    assert_eq!(url, again, "{path:?}");
}
