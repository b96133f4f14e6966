//! The purity gate: nothing in the graph that is built compiles C, C++ or assembler files, links a
//! foreign library, or runs a build script that is not known.

use std::{collections::BTreeSet, path::Path, process::Command};

/// Crates that build or bind native code.
const BANNED: &[&str] = &[
    "aws-lc-rs",
    "aws-lc-sys",
    "async-std",
    "bindgen",
    "cc",
    "cmake",
    "jobserver",
    "libsqlite3-sys",
    "libuv-sys2",
    "libz-sys",
    "nasm-rs",
    "openssl-sys",
    "pkg-config",
    "ring",
    "tokio",
    "vcpkg",
    "zstd-sys",
];

fn cargo(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// `name version path` of every package that is built for this machine, tests included.
fn built() -> BTreeSet<(String, String)> {
    let tree = cargo(&[
        "tree",
        "--workspace",
        "--offline",
        "--edges",
        "normal,build,dev",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    tree.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
        })
        .collect()
}

#[test]
fn no_banned_crate_is_built() {
    let found: Vec<String> = built()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| BANNED.contains(&name.as_str()))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

/// The platform that this machine builds for.
fn host() -> String {
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("cargo names its host").to_owned()
}

#[test]
fn no_crate_links_a_foreign_library() {
    // Without the platform it would ask for what only others build, which was never downloaded.
    let host = host();
    let metadata =
        cargo(&["metadata", "--format-version", "1", "--offline", "--filter-platform", &host]);
    let built = built();
    // One package an object: its name and version come before its `links`.
    let linking: Vec<String> = metadata
        .split("{\"name\":\"")
        .skip(1)
        .filter_map(|package| {
            let name = package.split('"').next()?;
            let version = package.split("\"version\":\"").nth(1)?.split('"').next()?;
            let links = package.split("\"links\":").nth(1)?;
            (!links.starts_with("null") && built.contains(&(name.to_owned(), version.to_owned())))
                .then(|| name.to_owned())
        })
        // rayon-core and its kind use the key to be built once; they link nothing.
        .filter(|name| !["rayon-core", "prettyplease"].contains(&name.as_str()))
        .collect();
    assert_eq!(linking, Vec::<String>::new());
}

/// Versions of the packages that a lock file takes from the registry.
fn locked(file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let field = |package: &str, name: &str| {
        let line = package.lines().find(|line| line.starts_with(&format!("{name} = ")))?;
        Some(line.split('"').nth(1)?.to_owned())
    };
    text.split("[[package]]")
        .filter(|package| package.contains("source = "))
        .filter_map(|package| Some(field(package, "name")? + " " + &field(package, "version")?))
        .collect()
}

/// The library that our URLs are held against, and what it needs.
const COMPARED: [&str; 3] = ["form_urlencoded", "percent-encoding", "url"];

/// So that the fuzz targets, a workspace of their own, build little else, and build nothing twice.
#[test]
fn the_fuzz_targets_need_no_other_packages() {
    let (ours, mut theirs) = (locked("Cargo.lock"), locked("fuzz/Cargo.lock"));
    theirs.retain(|package| !COMPARED.iter().any(|name| package.split(' ').next() == Some(name)));
    assert!(!theirs.is_empty());
    assert_eq!(theirs.difference(&ours).collect::<Vec<_>>(), Vec::<&String>::new());
}
