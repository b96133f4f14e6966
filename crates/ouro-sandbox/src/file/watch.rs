//! What is to be watched for changes. inotify(7).

use std::ffi::OsStr;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::error::Result;
use crate::Readable;

/// A checked file, and a path by which it can be given to `inotify_add_watch(2)` as long as this
/// lives.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    _fd: Option<OwnedFd>,
}

impl Held {
    /// The path: the file's own without rules, else one through its descriptor.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Checks a file that is to be watched, links followed.
///
/// # Errors
/// `Denied`, or an errno of open(2).
pub fn watchable(file: &Readable) -> Result<Held> {
    let spot = file.0.follow()?;
    let path = Path::new(OsStr::from_bytes(spot.name().to_bytes())).to_path_buf();
    let fd =
        match spot.held() {
            Some(held) => Some(held.as_fd().try_clone_to_owned().map_err(|error| {
                super::FileError::System(error.raw_os_error().unwrap_or_default())
            })?),
            None => None,
        };
    // The copy's number is the one to go by: the first is closed with `spot`.
    let path = match &fd {
        Some(fd) => PathBuf::from(format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(fd))),
        None => path,
    };
    Ok(Held { path, _fd: fd })
}
