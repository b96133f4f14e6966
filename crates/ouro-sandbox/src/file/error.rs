//! Why an operation on a file failed.

use std::error::Error;
use std::fmt::{self, Display};

use rustix::io::Errno;

use crate::denied::Denied;

/// Why an operation on a file failed.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FileError {
    /// The path leads to where no rule allows.
    Denied(Denied),
    /// The system refused; the number is the errno, positive.
    System(i32),
}

/// What operations return.
pub(crate) type Result<T> = std::result::Result<T, FileError>;

impl From<Denied> for FileError {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<Errno> for FileError {
    fn from(errno: Errno) -> Self {
        Self::System(errno.raw_os_error())
    }
}

impl Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied(denied) => denied.fmt(formatter),
            Self::System(errno) => std::io::Error::from_raw_os_error(*errno).fmt(formatter),
        }
    }
}

impl Error for FileError {}

impl From<FileError> for std::io::Error {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Denied(denied) => Self::new(std::io::ErrorKind::PermissionDenied, denied),
            FileError::System(errno) => Self::from_raw_os_error(errno),
        }
    }
}
