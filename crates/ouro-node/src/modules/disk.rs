//! The disk as the module loaders may see it: what the permissions refuse is absent.
//! Node docs: `--allow-fs-read`.

use std::{
    io,
    path::{Path, PathBuf},
    rc::{Rc, Weak},
};

use ouro_loader::{FileKind, FileSystem};
use ouro_sandbox::{Readable, file};

use super::loads::Loads;
use crate::Host;

/// `S_IFMT` and `S_IFDIR` of stat(2).
const KIND: u32 = 0o170_000;
const FOLDER: u32 = 0o040_000;

/// Files through tokens of the permission set.
pub(super) struct Disk {
    host: Weak<Host>,
    loads: Rc<Loads>,
}

impl Disk {
    pub(super) fn new(host: &Rc<Host>) -> Self {
        Self { host: Rc::downgrade(host), loads: host.slot() }
    }

    fn readable(&self, path: &Path) -> io::Result<Readable> {
        let host = self.host.upgrade().ok_or(io::ErrorKind::NotFound)?;
        let permissions = host.permissions.borrow();
        Readable::grant(path, &permissions)
            .map_err(|denied| io::Error::new(io::ErrorKind::PermissionDenied, denied))
    }
}

impl FileSystem for Disk {
    fn kind(&self, path: &Path) -> Option<FileKind> {
        let Ok(file) = self.readable(path) else {
            // What lies above a granted path is a folder by the policy's own words.
            let host = self.host.upgrade()?;
            let above = host.permissions.borrow().leads_to_readable(path);
            return above.then_some(FileKind::Directory);
        };
        let Ok(facts) = file::stat(&file) else {
            self.loads.miss(path);
            return None;
        };
        Some(if facts.mode & KIND == FOLDER { FileKind::Directory } else { FileKind::File })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = self.readable(path)?;
        self.loads.read(path);
        Ok(file::read_file(&file).map_err(|(error, _)| error)?)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(file::realpath(&self.readable(path)?)?)
    }
}
