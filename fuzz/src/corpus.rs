//! The seeds of a target: the files of `corpus/<target>/`, in the order of their names.

use std::{fs, path::Path};

/// The folder of this crate.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The seeds of a target; none where it has no folder.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(ROOT).join("corpus").join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read(path).ok()).collect()
}
