//! What the system knows about a file or a file system.
//!
//! Node docs: `fs.stat`, `fs.lstat`, `fs.statfs`. statx(2), statfs(2).

use std::os::fd::BorrowedFd;

use rustix::fs::{self, AtFlags, CWD, StatxFlags, StatxTimestamp};
use rustix::io::Errno;

use super::error::Result;
use super::spot::Spot;
use crate::Readable;

/// What statx(2) tells of a file. Times are seconds since 1970 and nanoseconds within them.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of stat(2), by their names there")]
pub struct Metadata {
    pub dev: u64,
    pub mode: u32,
    pub nlink: u64,
    pub uid: u32,
    pub gid: u32,
    pub rdev: u64,
    pub blksize: u64,
    pub ino: u64,
    pub size: u64,
    pub blocks: u64,
    pub atime: (i64, u32),
    pub mtime: (i64, u32),
    pub ctime: (i64, u32),
    pub birthtime: (i64, u32),
}

/// What statfs(2) tells of a file system.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of statfs(2), by Node's names")]
pub struct FileSystem {
    pub kind: u64,
    pub bsize: u64,
    pub frsize: u64,
    pub blocks: u64,
    pub bfree: u64,
    pub bavail: u64,
    pub files: u64,
    pub ffree: u64,
}

/// Describes what a path leads to.
///
/// # Errors
/// `Denied`, or an errno of stat(2).
pub fn stat(file: &Readable) -> Result<Metadata> {
    Ok(metadata_at(&file.0.follow()?, AtFlags::empty())?)
}

/// Describes what a path names, a link itself at its end.
///
/// # Errors
/// `Denied`, or an errno of lstat(2).
pub fn lstat(file: &Readable) -> Result<Metadata> {
    let spot = file.0.no_follow()?;
    let flags = if spot.held().is_some() { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    Ok(metadata_at(&spot, flags)?)
}

/// Whether a path leads to anything.
pub fn exists(file: &Readable) -> bool {
    file.0.follow().is_ok_and(|spot| super::open::accessible(&spot, fs::Access::EXISTS).is_ok())
}

/// Describes the file system a path lies on.
///
/// # Errors
/// `Denied`, or an errno of statfs(2).
pub fn statfs(file: &Readable) -> Result<FileSystem> {
    let spot = file.0.follow()?;
    let found = match spot.held() {
        Some(held) => fs::fstatfs(held)?,
        None => fs::statfs(spot.name())?,
    };
    Ok(FileSystem {
        kind: found.f_type.cast_unsigned(),
        bsize: found.f_bsize.cast_unsigned(),
        frsize: found.f_frsize.cast_unsigned(),
        blocks: found.f_blocks,
        bfree: found.f_bfree,
        bavail: found.f_bavail,
        files: found.f_files,
        ffree: found.f_ffree,
    })
}

/// Describes an open file.
pub(super) fn metadata_of(fd: BorrowedFd<'_>) -> std::result::Result<Metadata, Errno> {
    read(fd, c"", AtFlags::EMPTY_PATH)
}

fn metadata_at(spot: &Spot<'_>, flags: AtFlags) -> std::result::Result<Metadata, Errno> {
    if spot.held().is_some() {
        return read(CWD, spot.name(), AtFlags::empty());
    }
    read(spot.folder(), spot.name(), flags)
}

fn read(
    folder: BorrowedFd<'_>,
    name: &std::ffi::CStr,
    flags: AtFlags,
) -> std::result::Result<Metadata, Errno> {
    let wanted = StatxFlags::BASIC_STATS | StatxFlags::BTIME;
    let found = fs::statx(folder, name, flags, wanted)?;
    Ok(Metadata {
        dev: fs::makedev(found.stx_dev_major, found.stx_dev_minor),
        mode: found.stx_mode.into(),
        nlink: found.stx_nlink.into(),
        uid: found.stx_uid,
        gid: found.stx_gid,
        rdev: fs::makedev(found.stx_rdev_major, found.stx_rdev_minor),
        blksize: found.stx_blksize.into(),
        ino: found.stx_ino,
        size: found.stx_size,
        blocks: found.stx_blocks,
        atime: time(found.stx_atime),
        mtime: time(found.stx_mtime),
        ctime: time(found.stx_ctime),
        birthtime: time(found.stx_btime),
    })
}

fn time(stamp: StatxTimestamp) -> (i64, u32) {
    (stamp.tv_sec, stamp.tv_nsec)
}
