//! The disk as the loader sees it: a trait, and a tree in memory for tests and mounted files.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

/// What the loader asks of a file system. A path that may not be seen is simply absent.
pub trait FileSystem {
    /// Tells whether `path`, symbolic links followed, is a file or a folder; `None` if neither
    /// or absent. `stat(2)`.
    fn kind(&self, path: &Path) -> Option<FileKind>;

    /// Reads the whole file.
    ///
    /// # Errors
    /// Whatever reading gives: absent, a folder, not permitted.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The path with every symbolic link resolved. `realpath(3)`.
    ///
    /// # Errors
    /// Whatever resolving gives: absent, too many links, not permitted.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
}

/// What lies at a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FileKind {
    /// A folder.
    Directory,
    /// Anything that can be read as a file: regular files, pipes, devices.
    File,
}

/// A tree of files in memory, with symbolic links.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<PathBuf, Vec<u8>>,
    folders: BTreeSet<PathBuf>,
    links: BTreeMap<PathBuf, PathBuf>,
}

impl MemoryFiles {
    /// Adds or replaces a file at an absolute path, and the folders above it.
    pub fn insert(&mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> &mut Self {
        let path = path.into();
        self.add_folders_above(&path);
        self.files.insert(path, content.into());
        self
    }

    /// Adds a symbolic link at an absolute path that leads to the absolute path `target`.
    pub fn link(&mut self, path: impl Into<PathBuf>, target: impl Into<PathBuf>) -> &mut Self {
        let path = path.into();
        self.add_folders_above(&path);
        self.links.insert(path, target.into());
        self
    }

    fn add_folders_above(&mut self, path: &Path) {
        for folder in path.ancestors().skip(1) {
            self.folders.insert(folder.to_path_buf());
        }
    }

    /// Follows links, at most forty as Linux does.
    fn follow(&self, path: &Path) -> Option<PathBuf> {
        let mut current = path.components().collect::<PathBuf>();
        for _ in 0..40 {
            let link = current.ancestors().find_map(|above| {
                self.links.get(above).map(|target| (above.to_path_buf(), target))
            });
            let Some((above, target)) = link else { return Some(current) };
            let rest = current.strip_prefix(&above).map(Path::to_path_buf).unwrap_or_default();
            current = target.join(rest).components().collect();
        }
        None
    }
}

impl<const N: usize> From<[(&str, &str); N]> for MemoryFiles {
    fn from(entries: [(&str, &str); N]) -> Self {
        let mut files = Self::default();
        for (path, content) in entries {
            files.insert(path, content);
        }
        files
    }
}

impl FileSystem for MemoryFiles {
    fn kind(&self, path: &Path) -> Option<FileKind> {
        let path = self.follow(path)?;
        if self.files.contains_key(&path) {
            Some(FileKind::File)
        } else {
            self.folders.contains(&path).then_some(FileKind::Directory)
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let found = self.follow(path).and_then(|path| self.files.get(&path).cloned());
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.follow(path).ok_or_else(|| io::Error::other("too many links"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_folders_are_followed_in_the_middle_of_a_path() {
        let mut files = MemoryFiles::from([("/real/a.js", "1")]);
        files.link("/app/lib", "/real");
        assert_eq!(files.kind(Path::new("/app/lib/a.js")), Some(FileKind::File));
        assert_eq!(files.kind(Path::new("/app")), Some(FileKind::Directory));
        assert_eq!(
            files.canonicalize(Path::new("/app/lib/a.js")).unwrap(),
            Path::new("/real/a.js")
        );
    }

    #[test]
    fn a_circle_of_links_is_absent() {
        let mut files = MemoryFiles::default();
        files.link("/a", "/b").link("/b", "/a");
        assert_eq!(files.kind(Path::new("/a")), None);
        assert!(files.read(Path::new("/a")).is_err());
    }
}
