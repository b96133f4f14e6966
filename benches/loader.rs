//! Resolution in a tree of 1,000 packages on disk, made in a temporary folder and removed again.

#![allow(clippy::disallowed_methods, reason = "a bench opens what it measures")]
#![allow(clippy::expect_used, reason = "a bench that cannot be prepared has failed")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use ouro_loader::{FileKind, FileSystem, Options, Resolver, cjs_exports, path_to_file_url};

/// An unoptimised build only shows that the benches run.
const PACKAGES: usize = if cfg!(debug_assertions) { 30 } else { 1000 };

fn main() {
    divan::main();
}

/// The disk, with no permissions in between.
#[derive(Debug)]
struct Disk;

impl FileSystem for Disk {
    fn kind(&self, path: &Path) -> Option<FileKind> {
        let found = fs::metadata(path).ok()?;
        Some(if found.is_dir() { FileKind::Directory } else { FileKind::File })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }
}

/// A folder that goes when this goes.
struct Tree {
    root: PathBuf,
}

impl Tree {
    /// A third of the packages each by `main`, `exports` and `index.js`.
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("ouro-loader-{name}-{}", std::process::id()));
        let write = |path: PathBuf, text: &str| {
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        for number in 0..PACKAGES {
            let package = root.join(format!("node_modules/package-{number}"));
            let (manifest, file) = match number % 3 {
                0 => (r#"{ "main": "lib/main" }"#, "lib/main.js"),
                1 => (
                    r#"{ "exports": { ".": { "import": "./lib/a.mjs", "default": "./lib/a.js" } } }"#,
                    "lib/a.js",
                ),
                _ => ("{}", "index.js"),
            };
            write(package.join("package.json"), manifest);
            write(package.join(file), "exports.a = 1;");
            write(package.join("lib/a.mjs"), "export const a = 1;");
        }
        write(root.join("app/src/deep/main.js"), "");
        Self { root }
    }

    fn main(&self) -> String {
        self.root.join("app/src/deep/main.js").to_str().expect("a Unicode path").to_owned()
    }

    fn resolve_all(&self, resolver: &Resolver<Disk>) {
        let main = self.main();
        for number in 0..PACKAGES {
            let name = format!("package-{number}");
            resolver.require(&name, Some(&main), None, "/").expect("the package is there");
        }
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // What is left behind is in the system's temporary folder.
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// `require.resolve` of each package once, by a resolver that knows nothing yet.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn require_first_time(bencher: Bencher<'_, '_>) {
    let tree = Tree::new("first");
    bencher
        .counter(ItemsCount::new(PACKAGES))
        .with_inputs(|| Resolver::new(Disk, Options::default()))
        .bench_local_refs(|resolver| tree.resolve_all(resolver));
}

/// The same again: `package.json` files are known, the disk is still asked for the rest.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn require_again(bencher: Bencher<'_, '_>) {
    let tree = Tree::new("again");
    let resolver = Resolver::new(Disk, Options::default());
    tree.resolve_all(&resolver);
    bencher.counter(ItemsCount::new(PACKAGES)).bench_local(|| tree.resolve_all(&resolver));
}

/// `import` of the packages that have `exports`.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn import_exports(bencher: Bencher<'_, '_>) {
    let tree = Tree::new("import");
    let base = path_to_file_url(&tree.main());
    let names: Vec<String> =
        (0..PACKAGES).skip(1).step_by(3).map(|number| format!("package-{number}")).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .with_inputs(|| Resolver::new(Disk, Options::default()))
        .bench_local_refs(|resolver| {
            for name in &names {
                resolver.import(name, &base, false).expect("the package is there");
            }
        });
}

/// A relative file without its extension.
#[divan::bench]
fn require_relative(bencher: Bencher<'_, '_>) {
    let tree = Tree::new("relative");
    let resolver = Resolver::new(Disk, Options::default());
    let main = tree.main();
    bencher
        .bench_local(|| resolver.require("./main", Some(&main), None, "/").expect("it is there"));
}

/// The lexer that finds what a CommonJS file exports, on 100 KB.
#[divan::bench]
fn lex_exports(bencher: Bencher<'_, '_>) {
    let source =
        "exports.one = function (a) { return a ? `${a}` : /x/g; }; // comment\n".repeat(1500);
    bencher.counter(BytesCount::new(source.len())).bench_local(|| cjs_exports(source.as_bytes()));
}
