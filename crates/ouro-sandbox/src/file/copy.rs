//! Copying a file's bytes and mode.
//!
//! Node docs: `fs.copyFile`, `fs.constants.COPYFILE_*`. ioctl_ficlone(2), copy_file_range(2).

use std::os::fd::{AsFd, OwnedFd};

use rustix::fs::{self, Mode, OFlags};
use rustix::io::{self, Errno};

use super::change::unsupported;
use super::descriptor::write_fully;
use super::error::{FileError, Result};
use super::spot::Spot;
use crate::{Readable, Writable};

/// `COPYFILE_EXCL`: fail if the destination exists.
const EXCLUSIVE: u32 = 1;
/// `COPYFILE_FICLONE`: share the blocks if the file system can.
const CLONE: u32 = 2;
/// `COPYFILE_FICLONE_FORCE`: share the blocks or fail.
const CLONE_OR_FAIL: u32 = 4;

/// Copies `from` to `to`, mode bits with it. `flags` are Node's `COPYFILE_*` bits.
///
/// # Errors
/// `Denied`; an errno of open(2), read(2) or write(2); `EEXIST` for `COPYFILE_EXCL`;
/// `ENOTSUP` or kin for `COPYFILE_FICLONE_FORCE`. A destination begun in vain is removed.
pub fn copy_file(from: &Readable, to: &Writable, flags: u32) -> Result<()> {
    let from = from.0.follow()?;
    let source =
        fs::openat(from.folder(), from.name(), OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
    let found = fs::fstat(&source)?;
    let (target, made) = create(to, flags, Mode::from_raw_mode(found.st_mode & 0o7777))?;
    let there = fs::fstat(&target)?;
    if there.st_dev == found.st_dev && there.st_ino == found.st_ino {
        return Ok(());
    }
    // What was there is cut only now that it is known to be another file.
    let result = fs::ftruncate(&target, 0)
        .and_then(|()| {
            fs::fchmod(&target, Mode::from_raw_mode(found.st_mode & 0o7777))
                .or_else(|errno| if errno == Errno::PERM { Ok(()) } else { Err(errno) })
        })
        .and_then(|()| transfer(&source, &target, flags));
    if let Err(errno) = result {
        if made && let Ok(spot) = to.0.entry() {
            // The copy has failed; that its beginning may stay is the lesser news.
            let _ = fs::unlinkat(spot.folder(), spot.name(), fs::AtFlags::empty());
        }
        return Err(errno.into());
    }
    Ok(())
}

/// Opens the destination; the second value tells that it was made here.
fn create(to: &Writable, flags: u32, mode: Mode) -> Result<(OwnedFd, bool)> {
    let base = OFlags::WRONLY | OFlags::CLOEXEC;
    if to.0.guard.is_none() {
        let path = to.0.path()?;
        let made = OFlags::CREATE | OFlags::EXCL;
        return match fs::open(path, base | made, mode) {
            Ok(fd) => Ok((fd, true)),
            Err(Errno::EXIST) if flags & EXCLUSIVE == 0 => {
                Ok((fs::open(path, base | OFlags::CREATE, mode)?, false))
            }
            Err(errno) => Err(errno.into()),
        };
    }
    if flags & EXCLUSIVE == 0 {
        match to.0.follow() {
            Err(FileError::System(errno)) if errno == Errno::NOENT.raw_os_error() => {}
            found => return Ok((open_at(&found?, base, mode)?, false)),
        }
    }
    let made = base | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
    Ok((open_at(&to.0.entry()?, made, mode)?, true))
}

fn open_at(spot: &Spot<'_>, flags: OFlags, mode: Mode) -> Result<OwnedFd> {
    Ok(fs::openat(spot.folder(), spot.name(), flags, mode)?)
}

/// Moves the bytes: shared blocks, else inside the kernel, else through a buffer.
fn transfer(source: &OwnedFd, target: &OwnedFd, flags: u32) -> std::result::Result<(), Errno> {
    if flags & (CLONE | CLONE_OR_FAIL) != 0 {
        match fs::ioctl_ficlone(target.as_fd(), source.as_fd()) {
            Ok(()) => return Ok(()),
            Err(errno) if flags & CLONE_OR_FAIL != 0 => return Err(errno),
            Err(_) => {}
        }
    }
    let mut moved = false;
    loop {
        match fs::copy_file_range(source, None, target, None, 1 << 30) {
            // Files of /proc say 0 at once though they hold something: the buffer finds out.
            Ok(0) if moved => return Ok(()),
            Ok(0) => return through_buffer(source, target),
            Ok(_) => moved = true,
            Err(Errno::INTR) => {}
            Err(errno) if !moved && unsupported(errno) => return through_buffer(source, target),
            Err(errno) => return Err(errno),
        }
    }
}

fn through_buffer(source: &OwnedFd, target: &OwnedFd) -> std::result::Result<(), Errno> {
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match io::read(source, &mut *buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => write_fully(target, buffer.get(..count).unwrap_or_default())?,
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
}
