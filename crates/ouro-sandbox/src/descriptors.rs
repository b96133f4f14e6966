//! The descriptors that a runtime's scripts may use, by number.
//!
//! Under rules a script's number must be in the table: opened by it, or adopted for it (stdio,
//! IPC). Any other answers `EBADF`, so a guessed number reaches nothing of the runtime's own.

use std::collections::HashMap;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, IntoRawFd, OwnedFd, RawFd};
use std::sync::Arc;

use rustix::fs::{OFlags, fcntl_getfl};
use rustix::io::Errno;

use crate::Permissions;
use crate::file::FileError;

/// The table of one runtime.
#[derive(Debug, Default)]
pub struct Descriptors {
    held: HashMap<RawFd, Arc<OwnedFd>>,
    /// Numbers that others own and a script may use.
    adopted: Vec<RawFd>,
    restricted: bool,
}

/// Leave to use one descriptor. It stays open while any of these lives, even when the script
/// closes its number meanwhile.
#[derive(Clone, Debug)]
pub struct Descriptor(Inner);

#[derive(Clone, Debug)]
enum Inner {
    Held(Arc<OwnedFd>),
    Number(RawFd),
}

impl Descriptors {
    /// A table that knows standard input, output and error.
    pub fn new(permissions: &Permissions) -> Self {
        let restricted = permissions.is_restricted();
        Self { held: HashMap::new(), adopted: vec![0, 1, 2], restricted }
    }

    /// Takes a descriptor in and returns the number a script knows it by.
    pub fn insert(&mut self, fd: OwnedFd) -> RawFd {
        let number = fd.as_raw_fd();
        self.held.insert(number, Arc::new(fd));
        number
    }

    /// Lets scripts use a number that something else owns.
    pub fn adopt(&mut self, number: RawFd) {
        if !self.adopted.contains(&number) {
            self.adopted.push(number);
        }
    }

    /// Finds what a script's number stands for.
    ///
    /// # Errors
    /// `EBADF`, under rules, where the number is not in the table.
    pub fn find(&self, number: RawFd) -> Result<Descriptor, FileError> {
        if let Some(held) = self.held.get(&number) {
            return Ok(Descriptor(Inner::Held(Arc::clone(held))));
        }
        if number < 0 || (self.restricted && !self.adopted.contains(&number)) {
            return Err(Errno::BADF.into());
        }
        Ok(Descriptor(Inner::Number(number)))
    }

    /// Gives a number back: it is closed when the result is, and unknown from now on.
    ///
    /// # Errors
    /// `EBADF`, under rules, where the number is not in the table.
    pub fn remove(&mut self, number: RawFd) -> Result<Descriptor, FileError> {
        if let Some(held) = self.held.remove(&number) {
            return Ok(Descriptor(Inner::Held(held)));
        }
        let found = self.find(number)?;
        self.adopted.retain(|adopted| *adopted != number || number <= 2);
        Ok(found)
    }

    /// Takes a descriptor out, for a socket or stream that will own it.
    ///
    /// # Errors
    /// `EBADF` where the number is not open or not in the table; `EBUSY` while an operation on
    /// it runs.
    pub fn take(&mut self, number: RawFd) -> Result<OwnedFd, FileError> {
        match self.remove(number)?.0 {
            Inner::Held(held) => Arc::try_unwrap(held).map_err(|held| {
                self.held.insert(number, held);
                Errno::BUSY.into()
            }),
            Inner::Number(number) => {
                ouro_sys::descriptor::own(number).map_err(|_| Errno::BADF.into())
            }
        }
    }
}

impl From<OwnedFd> for Descriptor {
    /// A descriptor that no script has a number for.
    fn from(fd: OwnedFd) -> Self {
        Self(Inner::Held(Arc::new(fd)))
    }
}

impl Descriptor {
    /// Closes it, or leaves that to the last operation that still uses it.
    ///
    /// # Errors
    /// An errno of close(2).
    pub fn close(self) -> Result<(), FileError> {
        let number = match self.0 {
            Inner::Held(held) => match Arc::into_inner(held) {
                Some(held) => held.into_raw_fd(),
                None => return Ok(()),
            },
            Inner::Number(number) => number,
        };
        ouro_sys::descriptor::close(number)
            .map_err(|error| FileError::System(error.raw_os_error().unwrap_or_default()))
    }

    /// A copy, to be given to a child.
    ///
    /// # Errors
    /// An errno of fcntl(2): `EBADF`, `EMFILE`.
    pub fn duplicate(&self) -> Result<OwnedFd, FileError> {
        // Numbers below 3 are the child's own standard streams.
        Ok(self.with(|fd| rustix::io::fcntl_dupfd_cloexec(fd, 3))?)
    }

    /// The number scripts know it by.
    pub fn number(&self) -> RawFd {
        match &self.0 {
            Inner::Held(held) => held.as_raw_fd(),
            Inner::Number(number) => *number,
        }
    }

    /// Whether it was opened so that it can be written to.
    pub fn is_writable(&self) -> bool {
        let flags = self.with(|fd| fcntl_getfl(fd));
        flags.is_ok_and(|flags| flags & OFlags::RWMODE != OFlags::RDONLY)
    }

    pub(crate) fn with<T>(
        &self,
        act: impl FnOnce(BorrowedFd<'_>) -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        match &self.0 {
            Inner::Held(held) => act(held.as_fd()),
            Inner::Number(number) => {
                ouro_sys::descriptor::with(*number, act).unwrap_or(Err(Errno::BADF))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_the_script_did_not_open_is_ebadf_under_rules() {
        let (reader, _writer) = std::io::pipe().unwrap();
        let table = Descriptors::new(&Permissions::restricted());
        assert!(matches!(table.find(reader.as_raw_fd()), Err(FileError::System(9))));
        assert!(table.find(1).is_ok());
        assert!(Descriptors::new(&Permissions::all()).find(reader.as_raw_fd()).is_ok());
    }

    #[test]
    fn a_descriptor_in_use_outlives_its_number() {
        let (reader, _writer) = std::io::pipe().unwrap();
        let mut table = Descriptors::new(&Permissions::restricted());
        let number = table.insert(reader.into());
        let used = table.find(number).unwrap();
        table.remove(number).unwrap().close().unwrap();
        assert!(table.find(number).is_err());
        assert!(used.with(|fd| rustix::fs::fstat(fd)).is_ok());
    }
}
