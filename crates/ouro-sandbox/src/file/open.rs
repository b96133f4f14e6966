//! Opening files.
//!
//! Node docs: `fs.open`. open(2).

use std::os::fd::OwnedFd;

use rustix::fs::{self, AtFlags, CWD, Mode, OFlags};
use rustix::io::Errno;

use super::descriptor::read_rest;
use super::error::{FileError, Result};
use super::spot::Spot;
use crate::{Opening, Readable};

/// Opens what `opening` was granted for. The descriptor is closed in children.
///
/// # Errors
/// `Denied`, or an errno of open(2). Under rules a path that ends in a dangling link is not made
/// through it: `ELOOP`.
pub fn open(opening: &Opening) -> Result<OwnedFd> {
    let flags = opening.flags | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(opening.mode & 0o7777);
    let place = &opening.place;
    if place.guard.is_none() {
        return Ok(fs::open(place.path()?, flags, mode)?);
    }
    if flags.contains(OFlags::CREATE) {
        if !flags.contains(OFlags::EXCL) {
            match place.follow() {
                Err(FileError::System(errno)) if errno == Errno::NOENT.raw_os_error() => {}
                found => return reopen(&found?, flags - OFlags::CREATE),
            }
        }
        let spot = place.entry()?;
        return Ok(fs::openat(spot.folder(), spot.name(), flags | OFlags::NOFOLLOW, mode)?);
    }
    if flags.contains(OFlags::NOFOLLOW) {
        let spot = place.no_follow()?;
        if spot.held().is_none() {
            return Ok(fs::openat(spot.folder(), spot.name(), flags, mode)?);
        }
        return reopen(&spot, flags - OFlags::NOFOLLOW);
    }
    let spot = place.follow()?;
    if flags.contains(OFlags::TMPFILE) {
        return Ok(fs::openat(spot.folder(), spot.name(), flags, mode)?);
    }
    reopen(&spot, flags)
}

/// Opens the thing itself, whatever its name has come to mean since.
fn reopen(spot: &Spot<'_>, flags: OFlags) -> Result<OwnedFd> {
    Ok(fs::openat(spot.folder(), spot.name(), flags - OFlags::NOFOLLOW, Mode::empty())?)
}

/// Reads a whole file.
///
/// # Errors
/// `Denied`, or an errno of open(2), fstat(2) or read(2); the second value says which call.
pub fn read_file(file: &Readable) -> std::result::Result<Vec<u8>, (FileError, &'static str)> {
    let spot = file.0.follow().map_err(|error| (error, "open"))?;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC;
    let fd = fs::openat(spot.folder(), spot.name(), flags, Mode::empty())
        .map_err(|errno| (errno.into(), "open"))?;
    read_rest(&fd).map_err(|errno| (errno.into(), "read"))
}

/// Whether `mode` (`R_OK`, `W_OK`, `X_OK` of access(2)) is granted to this process.
pub(super) fn accessible(spot: &Spot<'_>, mode: fs::Access) -> std::result::Result<(), Errno> {
    if spot.held().is_some() {
        return fs::accessat(CWD, spot.name(), mode, AtFlags::empty());
    }
    fs::accessat(spot.folder(), spot.name(), mode, AtFlags::empty())
}
