//! Walking the disk for what fits glob patterns. Node docs: fs.glob.

use std::collections::HashSet;

use ouro_sandbox::file::{self, Kind};
use ouro_sandbox::{Permissions, Readable};

use super::pattern::{Part, Pattern};
use crate::fs::path::os;

/// Something that fits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Found {
    /// Its path, from the starting folder unless the pattern was absolute.
    pub(super) path: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// Asked about each thing the walk meets: its path, name (as the script sees it) and kind; true
/// leaves it out, with all in it.
pub(super) type Exclude<'a> = dyn FnMut(&str, &str, Kind) -> bool + 'a;

/// A walk from one folder.
pub(super) struct Walk<'a> {
    /// The starting folder, absolute or from the current one.
    pub(super) root: String,
    /// What may be read.
    pub(super) permissions: Permissions,
    /// What is left out.
    pub(super) exclude: &'a mut Exclude<'a>,
    /// Whether `**` enters links, too.
    pub(super) follow: bool,
    found: Vec<Found>,
    known: HashSet<String>,
    visited: HashSet<(String, usize, usize)>,
    pattern: usize,
}

/// How deep a path may be: links in a circle end here.
const DEPTH: usize = 256;

impl<'a> Walk<'a> {
    pub(super) fn new(
        root: String,
        permissions: Permissions,
        follow: bool,
        exclude: &'a mut Exclude<'a>,
    ) -> Self {
        Self {
            root,
            permissions,
            exclude,
            follow,
            found: Vec::new(),
            known: HashSet::new(),
            visited: HashSet::new(),
            pattern: 0,
        }
    }

    /// Finds what fits any of the patterns, each thing once.
    pub(super) fn run(mut self, patterns: &[Pattern]) -> Vec<Found> {
        for (number, pattern) in patterns.iter().enumerate() {
            self.pattern = number;
            let start = if pattern.absolute { "/" } else { "." };
            if !pattern.parts.is_empty() {
                self.step(pattern, 0, start, 0);
            }
        }
        self.found
    }

    fn step(&mut self, pattern: &Pattern, index: usize, path: &str, depth: usize) {
        if depth > DEPTH || !self.visited.insert((path.to_owned(), index, self.pattern)) {
            return;
        }
        let Some(part) = pattern.parts.get(index) else { return };
        let last = index + 1 == pattern.parts.len();
        match part {
            Part::Name(name) if name == "." => self.step(pattern, index + 1, path, depth),
            Part::Name(name) => {
                let Some(kind) = self.look(&join(path, name)) else { return };
                // `x/..` needs `x` to be a folder, which the look at it has shown.
                let next = normal(path, name);
                if (self.exclude)(&next, &next, kind) {
                    return;
                }
                if last {
                    self.emit(pattern, &next, kind);
                } else if self.enters(&next, kind) {
                    self.step(pattern, index + 1, &next, depth + 1);
                }
            }
            Part::Match(_) => {
                for (name, kind) in self.list(path) {
                    if !part.matches(&name) {
                        continue;
                    }
                    let next = join(path, &name);
                    if self.leaves_out(&next, &name, kind) {
                        continue;
                    }
                    if last {
                        self.emit(pattern, &next, kind);
                    } else if self.enters(&next, kind) {
                        self.step(pattern, index + 1, &next, depth + 1);
                    }
                }
            }
            Part::Any => self.any(pattern, index, path, depth),
        }
    }

    /// `**`: the folder itself, all in it, and so on below. A link is not entered, but for what
    /// follows a `**` that is not the first part.
    fn any(&mut self, pattern: &Pattern, index: usize, path: &str, depth: usize) {
        let last = index + 1 == pattern.parts.len();
        if last {
            let kind = self.look(path);
            if let Some(kind) = kind
                && !(path == "." && (self.exclude)(path, path, kind))
            {
                self.emit(pattern, path, kind);
            }
        } else {
            self.step(pattern, index + 1, path, depth);
        }
        for (name, kind) in self.list(path) {
            if name.starts_with('.') {
                continue;
            }
            let next = join(path, &name);
            if self.leaves_out(&next, &name, kind) {
                continue;
            }
            let folder = kind == Kind::Folder
                || (self.follow && kind == Kind::Link && self.enters(&next, kind));
            if folder {
                self.step(pattern, index, &next, depth + 1);
            } else if last {
                self.emit(pattern, &next, kind);
            } else if kind == Kind::Link && index > 0 && self.enters(&next, kind) {
                self.step(pattern, index + 1, &next, depth + 1);
            }
        }
    }

    fn leaves_out(&mut self, path: &str, name: &str, kind: Kind) -> bool {
        (self.exclude)(path, name, kind)
            || (kind == Kind::Folder && (self.exclude)(path, path, kind))
    }

    fn emit(&mut self, pattern: &Pattern, path: &str, kind: Kind) {
        if pattern.folders && !self.enters(path, kind) {
            return;
        }
        if self.known.insert(path.to_owned()) {
            self.found.push(Found { path: path.to_owned(), kind });
        }
    }

    /// Whether something is a folder, or a link to one.
    fn enters(&self, path: &str, kind: Kind) -> bool {
        match kind {
            Kind::Folder => true,
            Kind::Link => self.token(path).is_some_and(|token| {
                file::stat(&token).is_ok_and(|found| found.mode & 0o170_000 == 0o040_000)
            }),
            _ => false,
        }
    }

    fn look(&self, path: &str) -> Option<Kind> {
        let found = file::lstat(&self.token(path)?).ok()?;
        Some(match found.mode & 0o170_000 {
            0o040_000 => Kind::Folder,
            0o120_000 => Kind::Link,
            0o010_000 => Kind::Fifo,
            0o140_000 => Kind::Socket,
            0o020_000 => Kind::Character,
            0o060_000 => Kind::Block,
            _ => Kind::File,
        })
    }

    /// What lies in a folder, by name; what cannot be read holds nothing.
    fn list(&self, path: &str) -> Vec<(String, Kind)> {
        let entries = self.token(path).and_then(|token| file::readdir(&token).ok());
        let mut names: Vec<_> = entries
            .unwrap_or_default()
            .into_iter()
            .map(|entry| (String::from_utf8_lossy(&entry.name).into_owned(), entry.kind))
            .collect();
        names.sort_by(|one, two| one.0.cmp(&two.0));
        names
    }

    fn token(&self, path: &str) -> Option<Readable> {
        let full =
            if path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", self.root) };
        Readable::grant(os(full.into_bytes()), &self.permissions).ok()
    }
}

/// A name in a folder, as it is to be looked up.
fn join(folder: &str, name: &str) -> String {
    match folder {
        "." => name.to_owned(),
        "/" => format!("/{name}"),
        _ => format!("{folder}/{name}"),
    }
}

/// As [`join`], with `..` taken out as far as there is something before it.
fn normal(folder: &str, name: &str) -> String {
    if name != ".." {
        return join(folder, name);
    }
    match folder.rsplit_once('/') {
        _ if folder == "." => "..".to_owned(),
        _ if folder == "/" => "/".to_owned(),
        Some((_, "..")) => format!("{folder}/.."),
        None if folder == ".." => "../..".to_owned(),
        Some(("", _)) => "/".to_owned(),
        Some((parent, _)) => parent.to_owned(),
        None => ".".to_owned(),
    }
}
