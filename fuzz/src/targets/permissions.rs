//! Permission paths: in random trees with links, what an operation under a policy reads lies where
//! reading was granted, what it changes lies where writing was granted, and what plainly lies
//! inside is not refused. Node docs: Permissions; `openat2(2)`, `symlink(7)`.

use std::{
    cell::Cell,
    collections::BTreeMap,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::symlink},
    path::{Path, PathBuf},
};

use ouro_sandbox::{FileError, Opening, Permissions, Readable, Writable, file, normalise};

use crate::Choices;

pub(super) const TOKENS: &[&str] = &["\0\x01\x02", "\x05\x05", "\x0a", "\x03\x07\x01", "\x0d\x02"];

/// Takes the input as a tree, then as operations on it.
///
/// # Panics
/// Where a secret is read, anything outside changes, or something inside is refused.
pub fn run(input: &[u8]) {
    let mut choices = Choices::new(input);
    let tree = Tree::plant(&mut choices);
    let before = tree.secrets();
    for _ in 0..24 {
        if choices.is_empty() {
            break;
        }
        tree.operate(&mut choices);
    }
    assert_eq!(tree.secrets(), before, "what lies outside has changed");
}

/// `r` may be read, `w` also written; `s` and the folder itself are nobody's business.
struct Tree {
    root: PathBuf,
    permissions: Permissions,
    /// Whether some link leads through `/proc`, which no operation follows, not even back inside.
    has_magic: Cell<bool>,
}

const SECRET: &[u8] = b"SECRET";
const NAMES: &[&str] = &["a", "b", "c", ".."];

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Tree {
    fn plant(choices: &mut Choices<'_>) -> Self {
        let name = format!("ouro-fuzz-tree-{}", std::process::id());
        let root = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&root);
        for (folder, content) in [("r", &b"open"[..]), ("w", b"open"), ("s", SECRET)] {
            fs::create_dir_all(root.join(folder).join("c")).expect("a folder can be made");
            fs::write(root.join(folder).join("a"), content).expect("a file can be made");
            fs::write(root.join(folder).join("c/a"), content).expect("a file can be made");
        }
        let root = root.canonicalize().expect("the folder was made");
        let permissions = Permissions::restricted();
        let mut tree = Self { root, permissions, has_magic: Cell::new(false) };
        for _ in 0..choices.below(7) {
            let (place, target) = (tree.path(choices), tree.target(choices));
            let inside = normalise(place.as_os_str().as_bytes());
            // Links made before must not lead this one out of the tree.
            let parent = inside.parent().and_then(|parent| parent.canonicalize().ok());
            if tree.is_below(&inside, &["r", "w"])
                && parent.is_some_and(|parent| parent.starts_with(&tree.root))
                && fs::symlink_metadata(&inside).is_err()
            {
                let _ = symlink(target, inside);
            }
        }
        let entry = if choices.once_in(8) { "r/c" } else { "r" };
        let write = choices.pick(&["w", "w/", "w/c", "w/*"]);
        for (flag, path) in
            [("--allow-fs-read", entry), ("--allow-fs-read", "w"), ("--allow-fs-write", write)]
        {
            let path = tree.root.join(path);
            let path = path.to_str().expect("temporary folders have plain names");
            tree.permissions.allow(flag, Some(path)).expect("a path makes a rule");
        }
        tree
    }

    /// A path that begins somewhere in the tree.
    fn path(&self, choices: &mut Choices<'_>) -> PathBuf {
        let mut path = self.root.as_os_str().to_owned();
        path.push(choices.pick(&["/r", "/w", "/w", "/s", "//r/.", "/r/../w", ""]));
        for _ in 0..choices.below(4) {
            path.push("/");
            path.push(choices.pick(NAMES));
        }
        path.push(choices.pick(&["", "", "", "/", "/."]));
        path.into()
    }

    /// Where a link leads.
    fn target(&self, choices: &mut Choices<'_>) -> PathBuf {
        let target = self.any_target(choices);
        self.has_magic.set(self.has_magic.get() || target.starts_with("/proc"));
        target
    }

    fn any_target(&self, choices: &mut Choices<'_>) -> PathBuf {
        match choices.below(6) {
            0 => self.path(choices),
            1 => Path::new("/proc/self/root")
                .join(self.path(choices).strip_prefix("/").unwrap_or(Path::new(""))),
            2 => "/proc/self/cwd".into(),
            3 => self.root.join("s"),
            _ => {
                let mut path = PathBuf::from(choices.pick(&["", "../", "../../", "./", "../s/"]));
                for _ in 0..choices.below(3) {
                    path.push(choices.pick(NAMES));
                }
                path
            }
        }
    }

    fn is_below(&self, path: &Path, folders: &[&str]) -> bool {
        folders.iter().any(|folder| path.starts_with(self.root.join(folder)))
    }

    /// All there is, but for what lies in `w`.
    fn secrets(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path == self.root.join("w") {
                    continue;
                }
                let content = match entry.file_type() {
                    Ok(kind) if kind.is_dir() => {
                        folders.push(path.clone());
                        Vec::new()
                    }
                    Ok(kind) if kind.is_symlink() => {
                        fs::read_link(&path).unwrap_or_default().as_os_str().as_bytes().to_vec()
                    }
                    _ => fs::read(&path).unwrap_or_default(),
                };
                found.insert(path, content);
            }
        }
        found
    }

    fn operate(&self, choices: &mut Choices<'_>) {
        let operation = choices.byte() % 20;
        let (one, other) = (self.path(choices), self.path(choices));
        if operation < 8 {
            self.read(operation, &one);
        } else {
            let _ = self.write(operation, &one, &other, choices);
        }
    }

    fn read(&self, operation: u8, path: &Path) {
        let Ok(readable) = Readable::grant(path, &self.permissions) else {
            let text = normalise(path.as_os_str().as_bytes());
            assert!(!self.is_below(&text, &["r/c", "w"]), "{path:?} is refused by its text");
            return;
        };
        let truth = fs::canonicalize(path);
        let text = normalise(path.as_os_str().as_bytes());
        let is_inside = truth.as_ref().is_ok_and(|truth| self.is_below(truth, &["r/c", "w"]))
            && self.is_below(&text, &["r/c", "w"]);
        let is_outside = truth.as_ref().is_ok_and(|truth| !self.is_below(truth, &["r", "w"]));
        let error = match operation {
            0..3 => match file::read_file(&readable) {
                Ok(content) => {
                    assert!(!content.starts_with(SECRET), "{path:?} gave a secret away");
                    None
                }
                Err((error, _)) => Some(error),
            },
            3 => file::stat(&readable).err(),
            4 => file::realpath(&readable).err(),
            5 => file::readdir(&readable).err(),
            6 => {
                let _ = (file::lstat(&readable), file::readlink(&readable));
                return;
            }
            _ => (!file::exists(&readable)).then_some(FileError::System(0)),
        };
        match error {
            None => {
                assert!(!is_outside, "{path:?} leads outside, and operation {operation} worked")
            }
            Some(FileError::Denied(_)) => {
                assert!(!is_inside || self.has_magic.get(), "{path:?} lies inside, and is refused")
            }
            // The error for what lies outside must not tell what it is.
            Some(_) => {
                assert!(operation == 7 || !is_outside, "{path:?}: operation {operation} tells")
            }
        }
    }

    fn write(
        &self,
        operation: u8,
        one: &Path,
        other: &Path,
        choices: &mut Choices<'_>,
    ) -> Result<(), FileError> {
        let permissions = &self.permissions;
        let writable = |path: &Path| Writable::grant(path, permissions);
        let readable = |path: &Path| Readable::grant(path, permissions);
        match operation {
            8 => file::unlink(&writable(one)?),
            9 => file::rename(&writable(one)?, &writable(other)?),
            10 => file::mkdir(&writable(one)?, 0o700),
            11 => {
                let target = self.target(choices);
                file::symlink(target.as_os_str().as_bytes(), &writable(one)?)
            }
            12 => file::link(&readable(one)?, &writable(one)?, &writable(other)?),
            13 => file::copy_file(&readable(one)?, &writable(other)?, 0),
            14 => file::truncate(&writable(one)?, 1),
            15 => file::mkdir_all(&writable(one)?, 0o700).map(drop),
            16 => file::rm(&writable(one)?, true).map_err(|(error, _)| error),
            17 => file::rmdir(&writable(one)?),
            _ => {
                const FLAGS: &[i32] = &[0, 1, 2, 0o101, 0o102, 0o1001, 0o2001, 0o301, 0o2];
                let opening = Opening::grant(one, *choices.pick(FLAGS), 0o600, permissions)?;
                // Bytes of its own, so that a write to a secret shows.
                let _ = std::io::Write::write(&mut fs::File::from(file::open(&opening)?), b"!");
                Ok(())
            }
        }
    }
}
