//! The style of the house, as tests: pairing, sizes, opening sentences, top-level entries, names.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// All files below a folder, without build products.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", ".git"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn ours(path: &Path) -> bool {
    !shown(path).contains("/tests/")
}

#[test]
fn the_top_level_does_not_grow() {
    let allowed: BTreeSet<&str> = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "benches",
        "crates",
        "examples",
        "fuzz",
        "runtime-js",
        "target",
        "test262-runner",
    ]
    .into();
    let strangers: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !allowed.contains(name.as_str()))
        .collect();
    assert_eq!(strangers, Vec::<String>::new());
}

#[test]
fn every_file_opens_with_a_sentence() {
    let mut silent = Vec::new();
    for path in files(&root().join("crates"), "rs") {
        if !fs::read_to_string(&path).unwrap().starts_with("//!") {
            silent.push(shown(&path));
        }
    }
    for path in files(&root().join("runtime-js"), "js") {
        let text = fs::read_to_string(&path).unwrap();
        if !text.starts_with("'use strict';\n// ") {
            silent.push(shown(&path));
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn no_file_is_over_a_thousand_lines() {
    let mut long = Vec::new();
    for (folder, extension) in [("crates", "rs"), ("runtime-js", "js")] {
        for path in files(&root().join(folder), extension) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > 1000 && ours(&path) {
                long.push(format!("{} ({lines})", shown(&path)));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn no_file_is_a_drawer() {
    let drawers: Vec<String> = ["rs", "js"]
        .into_iter()
        .flat_map(|extension| files(&root().join("crates"), extension))
        .chain(files(&root().join("runtime-js/internal"), "js"))
        .filter(|path| ours(path))
        .filter(|path| {
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            ["common", "helper", "helpers", "misc", "utils"].contains(&stem.as_str())
        })
        .map(|path| shown(&path))
        .collect();
    assert_eq!(drawers, Vec::<String>::new());
}

#[test]
fn only_ouro_sys_may_be_unsafe() {
    let mut open = Vec::new();
    for path in files(&root().join("crates"), "rs") {
        let name = shown(&path);
        let is_root = name.ends_with("src/lib.rs") || name.ends_with("src/main.rs");
        let excused = name.starts_with("crates/ouro-sys/") || name.starts_with("crates/boa_");
        let text = fs::read_to_string(&path).unwrap();
        if is_root && !excused && !text.contains("#![forbid(unsafe_code)]") {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn the_catalogue_lists_every_javascript_file() {
    let listed: BTreeSet<String> = ouro_runtime::CATALOGUE
        .iter()
        .map(|room| room.id.to_owned())
        .chain(ouro_runtime::INTERNALS.iter().map(|(id, _)| (*id).to_owned()))
        .collect();
    let folder = root().join("runtime-js");
    let present: BTreeSet<String> = files(&folder, "js")
        .into_iter()
        .map(|path| path.strip_prefix(&folder).unwrap().with_extension("").display().to_string())
        .collect();
    assert_eq!(listed.symmetric_difference(&present).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// The table of modules in README.md is what the catalogue says; `OURO_UPDATE=1` writes it anew.
#[test]
fn the_readme_lists_the_catalogue() {
    const BEGIN: &str = "<!-- modules: printed from the catalogue -->\n";
    const END: &str = "<!-- end of modules -->\n";
    let named = |stability| {
        let names: Vec<String> = ouro_runtime::CATALOGUE
            .iter()
            .filter(|room| room.stability == stability)
            .map(|room| format!("`{}{}`", if room.scheme_only { "node:" } else { "" }, room.id))
            .collect();
        names.join(", ")
    };
    let table = format!(
        "| | modules |\n| --- | --- |\n| stable | {} |\n| partial | {} |\n",
        named(ouro_runtime::Stability::Stable),
        named(ouro_runtime::Stability::Partial)
    );
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (found, after) = rest.split_once(END).unwrap();
    if std::env::var_os("OURO_UPDATE").is_some() {
        fs::write(&path, [before, BEGIN, &table, END, after].concat()).unwrap();
    } else {
        assert_eq!(found, table);
    }
}

/// A line that is neither a remark nor a symbol's name would be left out of the layout silently.
#[test]
fn the_layout_names_each_function_once() {
    let text = fs::read_to_string(root().join("crates/ouro/layout/functions.txt")).unwrap();
    let names: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let strange = |name: &&&str| {
        let symbol = name.starts_with("_ZN") || name.starts_with("_R");
        !symbol || name.contains(|c: char| !c.is_ascii_alphanumeric() && !"_.$*".contains(c))
    };
    assert_eq!(names.iter().find(strange), None);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}
