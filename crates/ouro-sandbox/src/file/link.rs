//! Names and links: making, reading, moving and removing them.
//!
//! Node docs: `fs.link`, `fs.symlink`, `fs.readlink`, `fs.rename`, `fs.unlink`, `fs.realpath`.

use std::ffi::{CString, OsString};
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use rustix::fs::{self, AtFlags};
use rustix::io::Errno;

use super::error::Result;
use super::spot::Spot;
use crate::denied::Permission;
use crate::token::Checked;
use crate::{Readable, Writable};

/// Gives a file a second name. A link at the end of `existing` is itself linked.
///
/// # Errors
/// `Denied`, also where the new name would give a right that the old one lacks; or an errno of
/// link(2).
pub fn link(readable: &Readable, existing: &Writable, new: &Writable) -> Result<()> {
    // Both rights are needed on what exists: a second name may be granted more than the first.
    let _ = readable;
    let (from, to) = (existing.0.no_follow()?, new.0.entry()?);
    gains_nothing(&existing.0, &from, &to)?;
    let flags = if from.held().is_some() { AtFlags::SYMLINK_FOLLOW } else { AtFlags::empty() };
    Ok(fs::linkat(from.folder(), from.name(), to.folder(), to.name(), flags)?)
}

/// Makes a symbolic link at `place` that says `target`, which is not looked at: using the link
/// is checked by where it leads.
///
/// # Errors
/// `Denied`, or an errno of symlink(2).
pub fn symlink(target: &[u8], place: &Writable) -> Result<()> {
    let target = CString::new(target).map_err(|_| Errno::INVAL)?;
    let spot = place.0.entry()?;
    Ok(fs::symlinkat(&*target, spot.folder(), spot.name())?)
}

/// Reads what a symbolic link says.
///
/// # Errors
/// `Denied`, or an errno of readlink(2).
pub fn readlink(place: &Readable) -> Result<PathBuf> {
    let spot = place.0.no_follow()?;
    if spot.held().is_some() {
        return Err(Errno::INVAL.into());
    }
    let target = fs::readlinkat(spot.folder(), spot.name(), Vec::new())?;
    Ok(PathBuf::from(OsString::from_vec(target.into_bytes())))
}

/// Renames a file or folder, replacing any file already at the new path.
///
/// # Errors
/// `Denied`, also where the new name would give a right that the old one lacks; or an errno of
/// rename(2).
pub fn rename(from: &Writable, to: &Writable) -> Result<()> {
    let (old, new) = (from.0.entry()?, to.0.entry()?);
    gains_nothing(&from.0, &old, &new)?;
    Ok(fs::renameat(old.folder(), old.name(), new.folder(), new.name())?)
}

/// Removes a name; the file goes with its last one.
///
/// # Errors
/// `Denied`, or an errno of unlink(2).
pub fn unlink(place: &Writable) -> Result<()> {
    let spot = place.0.entry()?;
    Ok(fs::unlinkat(spot.folder(), spot.name(), AtFlags::empty())?)
}

/// Finds the true path of what a path leads to.
///
/// # Errors
/// `Denied`, or an errno of open(2).
pub fn realpath(place: &Readable) -> Result<PathBuf> {
    let spot = place.0.follow()?;
    if let Some(real) = spot.real() {
        return Ok(real.to_path_buf());
    }
    let path = place.0.path()?;
    let path = PathBuf::from(OsString::from_vec(path.to_bytes().to_vec()));
    path.canonicalize().map_err(|error| {
        super::FileError::System(error.raw_os_error().unwrap_or(Errno::INVAL.raw_os_error()))
    })
}

/// What a path becomes when its last name is replaced by what the link there says, again and
/// again. For what realpath(3) cannot name: pipes and sockets behind `/proc/self/fd`.
pub fn follow_links(place: &Readable) -> Vec<u8> {
    let mut path = place.path().to_vec();
    for _ in 0..40 {
        let Ok(says) = fs::readlink(path.as_slice(), Vec::new()) else { break };
        let says = says.into_bytes();
        path = if says.starts_with(b"/") {
            says
        } else {
            let folder = path.iter().rposition(|&byte| byte == b'/').map_or(0, |at| at + 1);
            [path.get(..folder).unwrap_or_default(), &says].concat()
        };
    }
    path
}

/// A new name must not give a right over a file that its old name does not give.
fn gains_nothing(place: &Checked, from: &Spot<'_>, to: &Spot<'_>) -> Result<()> {
    let (Some(guard), Some(from), Some(to)) = (&place.guard, from.real(), to.real()) else {
        return Ok(());
    };
    for way in [Permission::FileSystemRead, Permission::FileSystemWrite] {
        if guard.rules.allows_real(way, to) && !guard.rules.allows_real(way, from) {
            return Err(place.denied(way).into());
        }
    }
    Ok(())
}
