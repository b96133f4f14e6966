//! Operations on open files.
//!
//! Positions are bytes from the file's start; `None` is the descriptor's own position, which
//! then moves. Node docs: `fs.read`, `fs.write`, `fs.fstat` and kin. pread(2), pwrite(2).

use std::io::{IoSlice, IoSliceMut};
use std::os::fd::AsFd;

use rustix::fs::{self, Mode};
use rustix::io::{self, Errno};

use super::change::{Time, owners, timestamps};
use super::error::Result;
use super::metadata::{Metadata, metadata_of};
use crate::Descriptor;

/// Reads into `buffer`; 0 is the file's end.
///
/// # Errors
/// An errno of read(2).
pub fn read(fd: &Descriptor, buffer: &mut [u8], position: Option<u64>) -> Result<usize> {
    Ok(fd.with(|fd| match position {
        Some(position) => io::pread(fd, buffer, position),
        None => io::read(fd, buffer),
    })?)
}

/// Reads into several buffers, in their order.
///
/// # Errors
/// An errno of readv(2).
pub fn readv(
    fd: &Descriptor,
    buffers: &mut [IoSliceMut<'_>],
    position: Option<u64>,
) -> Result<usize> {
    Ok(fd.with(|fd| match position {
        Some(position) => io::preadv(fd, buffers, position),
        None => io::readv(fd, buffers),
    })?)
}

/// Reads from the descriptor's position to the file's end.
///
/// # Errors
/// An errno of fstat(2) or read(2).
pub fn read_to_end(fd: &Descriptor) -> Result<Vec<u8>> {
    Ok(fd.with(|fd| read_rest(fd))?)
}

/// Writes what the system takes of `bytes`, which may be less than all.
///
/// # Errors
/// An errno of write(2).
pub fn write(fd: &Descriptor, bytes: &[u8], position: Option<u64>) -> Result<usize> {
    Ok(fd.with(|fd| match position {
        Some(position) => io::pwrite(fd, bytes, position),
        None => io::write(fd, bytes),
    })?)
}

/// Writes all of `bytes`.
///
/// # Errors
/// An errno of write(2).
pub fn write_all(fd: &Descriptor, bytes: &[u8]) -> Result<()> {
    Ok(fd.with(|fd| write_fully(fd, bytes))?)
}

/// Writes several buffers, in their order, as far as the system takes them.
///
/// # Errors
/// An errno of writev(2).
pub fn writev(fd: &Descriptor, buffers: &[IoSlice<'_>], position: Option<u64>) -> Result<usize> {
    Ok(fd.with(|fd| match position {
        Some(position) => io::pwritev(fd, buffers, position),
        None => io::writev(fd, buffers),
    })?)
}

/// Describes an open file.
///
/// # Errors
/// An errno of fstat(2).
pub fn fstat(fd: &Descriptor) -> Result<Metadata> {
    Ok(fd.with(metadata_of)?)
}

/// Sets the mode bits.
///
/// # Errors
/// An errno of fchmod(2).
pub fn fchmod(fd: &Descriptor, mode: u32) -> Result<()> {
    Ok(fd.with(|fd| fs::fchmod(fd, Mode::from_raw_mode(mode & 0o7777)))?)
}

/// Sets owner and group; `u32::MAX` leaves one as it is.
///
/// # Errors
/// An errno of fchown(2).
pub fn fchown(fd: &Descriptor, owner: u32, group: u32) -> Result<()> {
    let (owner, group) = owners(owner, group);
    Ok(fd.with(|fd| fs::fchown(fd, owner, group))?)
}

/// Sets the times of last access and last change.
///
/// # Errors
/// An errno of futimens(3).
pub fn futimes(fd: &Descriptor, accessed: Time, modified: Time) -> Result<()> {
    Ok(fd.with(|fd| fs::futimens(fd, &timestamps(accessed, modified)))?)
}

/// Cuts or extends to `length` bytes.
///
/// # Errors
/// An errno of ftruncate(2).
pub fn ftruncate(fd: &Descriptor, length: u64) -> Result<()> {
    Ok(fd.with(|fd| fs::ftruncate(fd, length))?)
}

/// Waits until data and description lie on the device.
///
/// # Errors
/// An errno of fsync(2).
pub fn fsync(fd: &Descriptor) -> Result<()> {
    Ok(fd.with(|fd| fs::fsync(fd))?)
}

/// Waits until the data lie on the device.
///
/// # Errors
/// An errno of fdatasync(2).
pub fn fdatasync(fd: &Descriptor) -> Result<()> {
    Ok(fd.with(|fd| fs::fdatasync(fd))?)
}

/// Larger files are not read at once.
const MOST: usize = (1 << 31) - 1;

/// The rest of a file; `EFBIG` for one of 2 GiB or more. Its size is taken as a hint only: files in /proc say 0, others grow.
pub(super) fn read_rest(fd: impl AsFd) -> std::result::Result<Vec<u8>, Errno> {
    let fd = fd.as_fd();
    let found = fs::fstat(fd)?;
    let size = usize::try_from(found.st_size).unwrap_or(0);
    if size > MOST && fs::FileType::from_raw_mode(found.st_mode) == fs::FileType::RegularFile {
        return Err(Errno::FBIG);
    }
    // One byte more than the size, so that the end shows in the call after the last byte.
    let mut bytes = Vec::new();
    bytes.try_reserve(size.min(1 << 31).saturating_add(1)).map_err(|_| Errno::NOMEM)?;
    loop {
        if bytes.capacity() == bytes.len() {
            bytes.try_reserve(64 * 1024).map_err(|_| Errno::NOMEM)?;
        }
        match io::read(fd, rustix::buffer::spare_capacity(&mut bytes)) {
            Ok(0) => return Ok(bytes),
            Ok(_) | Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
}

/// Writes all, calling again where the system took a part.
pub(super) fn write_fully(fd: impl AsFd, mut bytes: &[u8]) -> std::result::Result<(), Errno> {
    while !bytes.is_empty() {
        match io::write(&fd, bytes) {
            Ok(0) => return Err(Errno::IO),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}
