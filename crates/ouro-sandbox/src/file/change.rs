//! Changing what a file is rather than what it holds: mode, owner, times, length.
//!
//! Node docs: `fs.chmod`, `fs.chown`, `fs.utimes`, `fs.truncate`, `fs.access`.

use rustix::fs::{self, Access, AtFlags, CWD, Gid, Mode, OFlags, Timespec, Timestamps, Uid};
use rustix::io::Errno;

use super::error::Result;
use super::spot::Spot;
use crate::{Readable, Writable};

/// A time to be set: seconds since 1970, and nanoseconds within that second.
pub type Time = (i64, u32);

/// Checks whether this process may use a file: `mode` of access(2), 0 for its existence.
///
/// # Errors
/// `Denied`, or an errno of access(2).
pub fn access(file: &Readable, mode: u32) -> Result<()> {
    let spot = file.0.follow()?;
    Ok(super::open::accessible(&spot, Access::from_bits_retain(mode))?)
}

/// Sets the mode bits.
///
/// # Errors
/// `Denied`, or an errno of chmod(2).
pub fn chmod(file: &Writable, mode: u32) -> Result<()> {
    let spot = file.0.follow()?;
    let mode = Mode::from_raw_mode(mode & 0o7777);
    Ok(fs::chmodat(spot.folder(), spot.name(), mode, AtFlags::empty())?)
}

/// Sets owner and group; -1 (`u32::MAX`) leaves one as it is.
///
/// # Errors
/// `Denied`, or an errno of chown(2).
pub fn chown(file: &Writable, owner: u32, group: u32) -> Result<()> {
    own(&file.0.follow()?, owner, group, AtFlags::empty())
}

/// As [`chown`], of a link itself.
///
/// # Errors
/// `Denied`, or an errno of lchown(2).
pub fn lchown(file: &Writable, owner: u32, group: u32) -> Result<()> {
    let spot = file.0.no_follow()?;
    let flags = if spot.held().is_some() { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    own(&spot, owner, group, flags)
}

/// Sets the times of last access and last change.
///
/// # Errors
/// `Denied`, or an errno of utimensat(2).
pub fn utimes(file: &Writable, accessed: Time, modified: Time) -> Result<()> {
    let spot = file.0.follow()?;
    let times = timestamps(accessed, modified);
    Ok(fs::utimensat(spot.folder(), spot.name(), &times, AtFlags::empty())?)
}

/// As [`utimes`], of a link itself.
///
/// # Errors
/// `Denied`, or an errno of utimensat(2).
pub fn lutimes(file: &Writable, accessed: Time, modified: Time) -> Result<()> {
    let spot = file.0.no_follow()?;
    let flags = if spot.held().is_some() { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    let times = timestamps(accessed, modified);
    Ok(fs::utimensat(spot.folder(), spot.name(), &times, flags)?)
}

/// Cuts or extends a file to `length` bytes.
///
/// # Errors
/// `Denied`, or an errno of open(2) or ftruncate(2).
pub fn truncate(file: &Writable, length: u64) -> Result<()> {
    let spot = file.0.follow()?;
    let flags = OFlags::WRONLY | OFlags::CLOEXEC;
    let fd = fs::openat(spot.folder(), spot.name(), flags, Mode::empty())?;
    Ok(fs::ftruncate(fd, length)?)
}

fn own(spot: &Spot<'_>, owner: u32, group: u32, flags: AtFlags) -> Result<()> {
    let (owner, group) = owners(owner, group);
    let folder = if spot.held().is_some() { CWD } else { spot.folder() };
    Ok(fs::chownat(folder, spot.name(), owner, group, flags)?)
}

pub(super) fn owners(owner: u32, group: u32) -> (Option<Uid>, Option<Gid>) {
    let owner = (owner != u32::MAX).then(|| Uid::from_raw(owner));
    let group = (group != u32::MAX).then(|| Gid::from_raw(group));
    (owner, group)
}

pub(super) fn timestamps(accessed: Time, modified: Time) -> Timestamps {
    let spec =
        |(seconds, nanoseconds): Time| Timespec { tv_sec: seconds, tv_nsec: nanoseconds.into() };
    Timestamps { last_access: spec(accessed), last_modification: spec(modified) }
}

/// Clears an errno that means "this call cannot do that here".
pub(super) fn unsupported(errno: Errno) -> bool {
    matches!(
        errno,
        Errno::NOSYS | Errno::XDEV | Errno::INVAL | Errno::OPNOTSUPP | Errno::NOTTY | Errno::PERM
    )
}
