//! The file that a listening Unix socket leaves: only its own is ever changed or removed, however
//! the path it was bound at has come to lead elsewhere. unix(7), libuv: `uv__pipe_close`.

use std::io;
use std::os::fd::{AsRawFd as _, OwnedFd};
use std::path::Path;

use rustix::fs::{self, AtFlags, CWD, FileType, Mode, OFlags};

use super::{Destination, Reachable};

/// A socket's file, known by its folder and its inode.
#[derive(Debug)]
pub struct BoundPath {
    folder: OwnedFd,
    name: std::ffi::OsString,
    identity: (u64, u64),
}

impl BoundPath {
    /// The file at the path that was granted, just after a socket was bound there; `None` where
    /// there is none, as for abstract names.
    #[must_use]
    pub fn of(granted: &Reachable) -> Option<Self> {
        let Destination::ListenUnix(path) = granted.destination() else { return None };
        let name = path.file_name()?.to_owned();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let folder = folder.unwrap_or_else(|| Path::new("."));
        let folder = fs::openat(CWD, folder, flags, Mode::empty()).ok()?;
        let found = fs::statat(&folder, &name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let socket = FileType::from_raw_mode(found.st_mode) == FileType::Socket;
        socket.then_some(Self { folder, name, identity: (found.st_dev, found.st_ino) })
    }

    /// Adds permission bits to the file's mode.
    ///
    /// # Errors
    /// `ENOENT` where the file is gone; an errno of chmod(2).
    pub fn add_mode(&self, bits: u32) -> io::Result<()> {
        let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let held = fs::openat(&self.folder, &self.name, flags, Mode::empty())?;
        let found = fs::fstat(&held)?;
        if (found.st_dev, found.st_ino) != self.identity {
            return Err(rustix::io::Errno::NOENT.into());
        }
        let mode = Mode::from_raw_mode(found.st_mode) | Mode::from_raw_mode(bits & 0o777);
        Ok(fs::chmod(format!("/proc/self/fd/{}", held.as_raw_fd()), mode)?)
    }

    /// Removes the file, if it is still the socket's own.
    pub fn remove(self) {
        let found = fs::statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW);
        if found.is_ok_and(|found| (found.st_dev, found.st_ino) == self.identity) {
            // Perhaps others have removed it meanwhile.
            let _ = fs::unlinkat(&self.folder, &self.name, AtFlags::empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;
    use crate::Permissions;

    #[test]
    fn only_the_sockets_own_file_is_removed() {
        let folder = std::env::temp_dir().join(format!("ouro-bound-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("socket");
        let _listener = UnixListener::bind(&path).unwrap();
        let destination = Destination::ListenUnix(path.clone());
        let granted = Reachable::grant(destination, &Permissions::all()).unwrap();

        let first = BoundPath::of(&granted).unwrap();
        std::fs::rename(&path, folder.join("elsewhere")).unwrap();
        std::fs::write(&path, "another's").unwrap();
        assert!(first.add_mode(0o777).is_err());
        first.remove();
        assert_eq!(std::fs::read(&path).unwrap(), b"another's");

        std::fs::rename(folder.join("elsewhere"), &path).unwrap();
        let second = BoundPath::of(&granted).unwrap();
        second.add_mode(0o666).unwrap();
        assert_eq!(fs::stat(&path).unwrap().st_mode & 0o666, 0o666);
        second.remove();
        assert!(!path.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
