//! The rules about files: roots that may be read or written, and what was taken away again.
//!
//! Node docs: `--allow-fs-read`, `--allow-fs-write`, `process.permission.drop`.

use std::path::{Path, PathBuf};

use crate::PolicyError;
use crate::denied::Permission;
use crate::lexical::{kernel_tree, normalise};

/// What may be read and what may be written.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileRules {
    read: Rules,
    write: Rules,
}

/// One direction's rules. Everything beneath a root is granted.
#[derive(Clone, Debug, Default)]
struct Rules {
    everything: bool,
    roots: Vec<Root>,
}

/// A granted path: as written, and where it truly lay when the policy was read.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Root {
    written: PathBuf,
    real: PathBuf,
    /// As `real`, but for a link at its end: where the link itself lies.
    place: PathBuf,
    /// `prefix*`: anything whose text begins so, as well.
    prefix: bool,
}

impl FileRules {
    /// Grants what a flag's value names: a path, `*`, or a path ending in `*`.
    pub(crate) fn allow(&mut self, way: Permission, value: &str) -> Result<(), PolicyError> {
        let rules = self.rules_mut(way);
        if value == "*" {
            rules.everything = true;
            return Ok(());
        }
        let (text, prefix) = match value.strip_suffix('*') {
            Some(text) => (text, true),
            None => (value, false),
        };
        if text.contains('*') {
            return Err(PolicyError(format!(
                "{}: '*' may only be the last character: {value}",
                way.flag()
            )));
        }
        if text.is_empty() || text.contains('\0') {
            return Err(PolicyError(format!("{} needs a path", way.flag())));
        }
        if text.starts_with("file:") {
            let text = format!("{}: {value} is a URL: a path is wanted", way.flag());
            return Err(PolicyError(text));
        }
        if text == "~" || text.starts_with("~/") {
            return Err(PolicyError(format!(
                "{}: the shell left ~ as it is: write \"$HOME\" for {value}, or ./{value}",
                way.flag()
            )));
        }
        // `/a/*` is the folder itself; `/a/b*` also takes `/a/bc`.
        let inner = prefix && !text.ends_with('/');
        let written = normalise(text.as_bytes());
        let real = if inner { real_prefix(&written) } else { real_path(&written) };
        let place = real_prefix(&written);
        rules.roots.push(Root { written, real, place, prefix: inner });
        Ok(())
    }

    /// Grants one path and what its links lead to, whatever characters it has.
    pub(crate) fn allow_exactly(&mut self, way: Permission, path: &str) {
        let written = normalise(path.as_bytes());
        let real = real_path(&written);
        let rules = self.rules_mut(way);
        let place = real_prefix(&written);
        let lies =
            Root { written: real.clone(), real: real.clone(), place: real.clone(), prefix: false };
        rules.roots.push(lies);
        rules.roots.push(Root { written, real, place, prefix: false });
    }

    /// Takes a grant back: everything, or exactly the path it was given with.
    pub(crate) fn drop(&mut self, way: Permission, path: Option<&str>) {
        let rules = self.rules_mut(way);
        match path {
            None => *rules = Rules::default(),
            Some(path) => {
                let path = normalise(path.trim_end_matches('*').as_bytes());
                rules.roots.retain(|root| root.written != path);
            }
        }
    }

    /// Whether everything may be touched in this way.
    pub(crate) fn everything(&self, way: Permission) -> bool {
        self.rules(way).everything
    }

    /// Whether the rules allow a normalised path as a script writes it.
    pub(crate) fn allows_text(&self, way: Permission, path: &Path) -> bool {
        self.rules(way).allow(path, |root| &root.written)
    }

    /// Whether the rules allow a path that the kernel gave as the true one.
    pub(crate) fn allows_real(&self, way: Permission, path: &Path) -> bool {
        self.rules(way).allow(path, |root| &root.real)
    }

    /// As [`Self::allows_real`], for a name whose link, if it is one, is not followed.
    pub(crate) fn allows_place(&self, way: Permission, path: &Path) -> bool {
        self.allows_real(way, path) || self.rules(way).allow(path, |root| &root.place)
    }

    /// Whether a path leads to some root, so that walking through it betrays nothing.
    pub(crate) fn leads_to_root(&self, way: Permission, path: &Path) -> bool {
        let rules = self.rules(way);
        rules.everything
            || rules
                .roots
                .iter()
                .any(|root| root.written.starts_with(path) || root.real.starts_with(path))
    }

    fn rules(&self, way: Permission) -> &Rules {
        if way == Permission::FileSystemWrite { &self.write } else { &self.read }
    }

    fn rules_mut(&mut self, way: Permission) -> &mut Rules {
        if way == Permission::FileSystemWrite { &mut self.write } else { &mut self.read }
    }
}

impl Rules {
    fn allow(&self, path: &Path, form: impl Fn(&Root) -> &PathBuf) -> bool {
        let tree = kernel_tree(path);
        if tree.is_some()
            && ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"]
                .iter()
                .any(|free| path == Path::new(free))
        {
            return true;
        }
        if self.everything && tree.is_none() {
            return true;
        }
        self.roots.iter().any(|root| {
            let form = form(root);
            tree.is_none_or(|tree| form.starts_with(tree)) && root.covers(form, path)
        })
    }
}

impl Root {
    fn covers(&self, form: &Path, path: &Path) -> bool {
        use std::os::unix::ffi::OsStrExt;
        if self.prefix {
            let (form, path) = (form.as_os_str().as_bytes(), path.as_os_str().as_bytes());
            return path.starts_with(form);
        }
        path.starts_with(form)
    }
}

/// Where a path truly lies: links followed as far as there is something on the disk.
fn real_path(path: &Path) -> PathBuf {
    if let Ok(real) = std::fs::canonicalize(path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real_path(parent).join(name),
        _ => path.to_path_buf(),
    }
}

/// As [`real_path`], for the beginning of a name: only its folder can be looked up.
fn real_prefix(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real_path(parent).join(name),
        _ => path.to_path_buf(),
    }
}
