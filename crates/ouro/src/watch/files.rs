//! The files that are watched: each as it was when it was read, in folders that tell of changes.
//! `inotify(7)`.
//!
//! Folders are watched and not files, so that an editor that replaces a file by renaming another is
//! seen. What counts is not the event but the file: one that is as it was is no change.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
};

use ouro_reactor::{FileChange, Handle, Reactor};

use super::{report::is_watchable, stamp::Stamp};

/// Folders below a watched tree that nobody edits in.
const SKIPPED: [&str; 2] = [".git", "node_modules"];

/// All that is watched.
#[derive(Debug)]
pub(super) struct Files {
    /// What was at each path when it was read; `None` where nothing was.
    known: BTreeMap<PathBuf, Option<Stamp>>,
    folders: HashMap<PathBuf, Folder>,
    by_handle: HashMap<Handle, PathBuf>,
    /// Folders in which something happened since the last look.
    stirred: BTreeSet<PathBuf>,
    /// Files that are watched whatever the program loads.
    always: Vec<PathBuf>,
    /// `--watch-path`: these trees are watched instead.
    trees: Vec<PathBuf>,
    /// Whether a folder could not be watched and the person knows.
    complained: bool,
}

/// A watched folder.
#[derive(Debug)]
struct Folder {
    handle: Handle,
    stamp: Option<Stamp>,
    /// The names in it that matter, where not all do.
    names: HashSet<OsString>,
    whole: bool,
}

impl Files {
    /// Watches what the program loads, and these files always.
    pub(super) fn of_loads(always: Vec<PathBuf>) -> Self {
        Self {
            known: BTreeMap::new(),
            folders: HashMap::new(),
            by_handle: HashMap::new(),
            stirred: BTreeSet::new(),
            always,
            trees: Vec::new(),
            complained: false,
        }
    }

    /// Watches everything below these paths, and nothing else.
    pub(super) fn of_trees(trees: Vec<PathBuf>) -> Self {
        Self { trees, ..Self::of_loads(Vec::new()) }
    }

    /// Begins to watch what is watched from the start.
    ///
    /// # Errors
    /// `ENOENT` for a tree that is not there.
    pub(super) fn begin(&mut self, reactor: &mut Reactor) -> io::Result<()> {
        for tree in self.trees.clone() {
            if Stamp::of(&tree).is_none() {
                let text = format!("ENOENT: no such file or directory, stat '{}'", tree.display());
                return Err(io::Error::other(text));
            }
            self.plant(&tree, reactor);
        }
        Ok(())
    }

    /// Forgets what the last run loaded, before the next one says what it does.
    pub(super) fn forget(&mut self, reactor: &mut Reactor) {
        self.stirred.clear();
        if !self.trees.is_empty() {
            return;
        }
        self.known.clear();
        // A folder that the last run did not need is not kept for the next.
        let unused: Vec<PathBuf> = self
            .folders
            .iter()
            .filter(|(_, folder)| folder.names.is_empty())
            .map(|(path, _)| path.clone())
            .collect();
        for path in unused {
            self.drop_folder(&path, reactor);
        }
        for folder in self.folders.values_mut() {
            folder.names.clear();
        }
        for path in self.always.clone() {
            let stamp = Stamp::of(&path);
            self.add(path, stamp, reactor);
        }
    }

    /// The program read a file that was like this, or missed it; whether it has changed since.
    pub(super) fn add(
        &mut self,
        path: PathBuf,
        stamp: Option<Stamp>,
        reactor: &mut Reactor,
    ) -> bool {
        if !is_watchable(&path) || self.known.contains_key(&path) {
            return false;
        }
        self.place(&path, reactor);
        let changed = Stamp::of(&path) != stamp;
        self.known.insert(path.clone(), stamp);
        if changed && let Some(folder) = path.parent() {
            self.stirred.insert(folder.to_owned());
        }
        changed
    }

    /// Whether programs say what is to be watched.
    pub(super) fn follows_loads(&self) -> bool {
        self.trees.is_empty()
    }

    /// Notes what the system tells of a folder; whether it may matter.
    pub(super) fn heard(&mut self, handle: Handle, change: &FileChange) -> bool {
        let Some(path) = self.by_handle.get(&handle) else { return false };
        let Some(folder) = self.folders.get(path) else { return false };
        let is_itself = path.file_name() == Some(change.name.as_os_str());
        let matters = is_itself
            || folder.names.contains(&change.name)
            || folder.whole && !is_skipped(&change.name);
        if matters {
            self.stirred.insert(path.clone());
        }
        matters
    }

    /// Looks at the folders in which something happened; returns the first path that is not as it
    /// was, if there is one.
    pub(super) fn look(&mut self, reactor: &mut Reactor) -> Option<PathBuf> {
        let mut changed = BTreeSet::new();
        for folder in std::mem::take(&mut self.stirred) {
            let watched = self.folders.get(&folder).map(|row| (row.stamp, row.whole));
            let is_whole = watched.is_some_and(|(_, whole)| whole);
            if let Some((Some(before), _)) = watched
                && !Stamp::of(&folder).is_some_and(|now| now.is_same_file(before))
            {
                // It is gone, or another is in its place.
                self.drop_folder(&folder, reactor);
                if is_whole && Stamp::of(&folder).is_some() {
                    changed.extend(self.plant(&folder, reactor));
                }
            }
            if is_whole && self.folders.contains_key(&folder) {
                changed.extend(self.plant(&folder, reactor));
            }
            self.compare(&folder, &mut changed, reactor);
        }
        changed.into_iter().next()
    }

    /// Finds what is not as it was below a folder. Trees know the new state from here on.
    fn compare(&mut self, folder: &Path, changed: &mut BTreeSet<PathBuf>, reactor: &mut Reactor) {
        let below: Vec<(PathBuf, Option<Stamp>)> = self
            .known
            .range(folder.to_owned()..)
            .take_while(|(path, _)| path.starts_with(folder))
            .map(|(path, stamp)| (path.clone(), *stamp))
            .collect();
        for (path, before) in below {
            let now = Stamp::of(&path);
            if now != before {
                if !self.trees.is_empty() {
                    match now {
                        Some(_) => self.known.insert(path.clone(), now),
                        None => self.known.remove(&path),
                    };
                }
                changed.insert(path);
            } else if self.trees.is_empty() {
                // What was missing may have come nearer.
                self.place(&path, reactor);
            }
        }
    }

    /// Watches for a path: in its folder, or where the first folder that is missing would be.
    fn place(&mut self, path: &Path, reactor: &mut Reactor) {
        let mut name = path.file_name();
        for folder in path.ancestors().skip(1) {
            let Some(wanted) = name else { return };
            if self.watch(folder, reactor) {
                if let Some(row) = self.folders.get_mut(folder) {
                    row.names.insert(wanted.to_owned());
                }
                return;
            }
            name = folder.file_name();
        }
    }

    /// Watches everything below a path that is there; returns the files that were not known.
    fn plant(&mut self, path: &Path, reactor: &mut Reactor) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut pending = vec![path.to_owned()];
        while let Some(path) = pending.pop() {
            #[expect(clippy::disallowed_methods, reason = "a tree that the person named")]
            let entries = fs::read_dir(&path);
            let Ok(entries) = entries else {
                // A single file.
                let stamp = Stamp::of(&path);
                if stamp.is_some() && self.known.insert(path.clone(), stamp).is_none() {
                    self.place(&path, reactor);
                    found.push(path);
                }
                continue;
            };
            self.watch(&path, reactor);
            if let Some(folder) = self.folders.get_mut(&path) {
                folder.whole = true;
            }
            for entry in entries.flatten() {
                let child = entry.path();
                if is_skipped(&entry.file_name()) {
                    continue;
                }
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    if !self.folders.contains_key(&child) {
                        pending.push(child);
                    }
                } else if !self.known.contains_key(&child) {
                    self.known.insert(child.clone(), Stamp::of(&child));
                    found.push(child);
                }
            }
        }
        found
    }

    /// Watches a folder, if it is there.
    fn watch(&mut self, folder: &Path, reactor: &mut Reactor) -> bool {
        if self.folders.contains_key(folder) {
            return true;
        }
        match reactor.fs_watch_start(folder) {
            Ok(handle) => {
                let stamp = Stamp::of(folder);
                let row = Folder { handle, stamp, names: HashSet::new(), whole: false };
                self.folders.insert(folder.to_owned(), row);
                self.by_handle.insert(handle, folder.to_owned());
                true
            }
            Err(error) => {
                let is_absent =
                    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
                if !is_absent && !std::mem::replace(&mut self.complained, true) {
                    crate::complain(&format!("ouro: cannot watch {}: {error}\n", folder.display()));
                }
                !is_absent
            }
        }
    }

    fn drop_folder(&mut self, path: &Path, reactor: &mut Reactor) {
        if let Some(folder) = self.folders.remove(path) {
            self.by_handle.remove(&folder.handle);
            reactor.close(folder.handle);
        }
    }
}

fn is_skipped(name: &OsStr) -> bool {
    SKIPPED.iter().any(|skipped| name == *skipped)
}
