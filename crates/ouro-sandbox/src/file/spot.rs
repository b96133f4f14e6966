//! Where an operation works: a folder descriptor and a name inside it.
//!
//! Without rules that is the current folder and the path itself. With rules it is what the
//! kernel found, after its true path was checked: `/proc/self/fd/N` for a thing that exists, or
//! the checked parent and a bare name for one to be made, renamed or removed.
//!
//! openat2(2): RESOLVE_NO_MAGICLINKS. proc(5): /proc/pid/fd.

use std::borrow::Cow;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rustix::fs::{self, CWD, Mode, OFlags, ResolveFlags};
use rustix::io::Errno;

use super::error::{FileError, Result};
use crate::denied::Permission;
use crate::lexical::normalise;
use crate::token::{Checked, Guard};

/// A folder and a name inside it, checked.
pub(crate) struct Spot<'a> {
    folder: Option<OwnedFd>,
    name: Cow<'a, CStr>,
    /// The thing itself, held so that `/proc/self/fd/N` goes on meaning it.
    held: Option<OwnedFd>,
    /// The true path, known only under rules.
    real: Option<PathBuf>,
}

impl Spot<'_> {
    pub(crate) fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_ref().map_or(CWD, AsFd::as_fd)
    }

    pub(crate) fn name(&self) -> &CStr {
        &self.name
    }

    /// The thing itself, as an `O_PATH` descriptor, if it was opened to be checked.
    pub(crate) fn held(&self) -> Option<BorrowedFd<'_>> {
        self.held.as_ref().map(AsFd::as_fd)
    }

    pub(crate) fn real(&self) -> Option<&Path> {
        self.real.as_deref()
    }
}

impl Checked {
    /// The thing a path leads to, links followed.
    pub(crate) fn follow(&self) -> Result<Spot<'_>> {
        let path = self.path()?;
        let Some(guard) = &self.guard else { return Ok(Spot::free(path)) };
        let absolute = guard.path()?;
        let held = match open_path(absolute, OFlags::empty()) {
            Ok(held) => held,
            Err(errno) => return Err(self.explain(guard, errno)),
        };
        let real = true_path(held.as_fd())?;
        self.check_real(guard, &real)?;
        let name = proc_name(&held);
        Ok(Spot { folder: None, name: Cow::Owned(name), held: Some(held), real: Some(real) })
    }

    /// The thing a path names, a link at its end not followed.
    pub(crate) fn no_follow(&self) -> Result<Spot<'_>> {
        match self.split()? {
            Some((parent, name)) => self.inside(&parent, name),
            None => self.follow(),
        }
    }

    /// A name to be made, renamed or removed: its parent is checked and held. Trailing slashes
    /// are as good as none here.
    pub(crate) fn entry(&self) -> Result<Spot<'_>> {
        let path = self.path()?;
        let Some(guard) = &self.guard else { return Ok(Spot::free(path)) };
        let bytes = trim(guard.path()?.to_bytes());
        match split(bytes) {
            Some((parent, name)) => self.inside(parent, name),
            // `/`, `.` and `..` cannot be made or removed by these names.
            None => Err(Errno::INVAL.into()),
        }
    }

    pub(crate) fn path(&self) -> Result<&CStr> {
        self.path.as_deref().ok_or_else(|| Errno::INVAL.into())
    }

    /// Parent and name under rules; `None` where the end of the path is to be followed anyway.
    fn split(&self) -> Result<Option<(Vec<u8>, &[u8])>> {
        let Some(guard) = &self.guard else { return Ok(None) };
        let bytes = guard.path()?.to_bytes();
        if bytes.ends_with(b"/") {
            return Ok(None);
        }
        Ok(split(bytes).map(|(parent, name)| (parent.to_vec(), name)))
    }

    fn inside(&self, parent: &[u8], name: &[u8]) -> Result<Spot<'_>> {
        let Some(guard) = &self.guard else { return Ok(Spot::free(self.path()?)) };
        let parent = CString::new(parent).map_err(|_| Errno::INVAL)?;
        let folder = match open_path(&parent, OFlags::DIRECTORY) {
            Ok(folder) => folder,
            Err(errno) => return Err(self.explain(guard, errno)),
        };
        let real = true_path(folder.as_fd())?.join(OsStr::from_bytes(name));
        for &way in guard.ways {
            if !guard.rules.allows_place(way, &real) {
                return Err(self.denied(way).into());
            }
        }
        let name = CString::new(name).map_err(|_| Errno::INVAL)?;
        Ok(Spot { folder: Some(folder), name: Cow::Owned(name), held: None, real: Some(real) })
    }

    fn check_real(&self, guard: &Guard, real: &Path) -> Result<()> {
        for &way in guard.ways {
            if !guard.rules.allows_real(way, real) {
                return Err(self.denied(way).into());
            }
        }
        Ok(())
    }

    /// The error for a path that could not be opened. Where a link on the way leads outside the
    /// rules it is a refusal, whatever lies or does not lie out there.
    fn explain(&self, guard: &Guard, errno: Errno) -> FileError {
        let Ok(absolute) = guard.path() else { return errno.into() };
        for &way in guard.ways {
            if leads_out(guard, way, absolute.to_bytes()) {
                return self.denied(way).into();
            }
        }
        errno.into()
    }
}

impl<'a> Spot<'a> {
    fn free(path: &'a CStr) -> Self {
        Spot { folder: None, name: Cow::Borrowed(path), held: None, real: None }
    }
}

impl Guard {
    fn path(&self) -> Result<&CStr> {
        self.absolute.as_deref().ok_or_else(|| Errno::INVAL.into())
    }
}

/// Opens without reading: a descriptor that stands for the thing.
fn open_path(path: &CStr, flags: OFlags) -> std::result::Result<OwnedFd, Errno> {
    let flags = flags | OFlags::PATH | OFlags::CLOEXEC;
    fs::openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_MAGICLINKS)
}

/// Asks the kernel where the thing behind a descriptor lies.
pub(super) fn true_path(fd: BorrowedFd<'_>) -> Result<PathBuf> {
    let name = proc_name(&fd);
    let path = fs::readlinkat(CWD, &*name, Vec::new())?;
    Ok(PathBuf::from(OsString::from_vec(path.into_bytes())))
}

fn proc_name(fd: &impl AsRawFd) -> CString {
    CString::new(format!("/proc/self/fd/{}", fd.as_raw_fd())).unwrap_or_default()
}

/// Takes trailing slashes off, but for the root's own.
fn trim(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|&byte| byte != b'/').map_or(1, |last| last + 1);
    bytes.get(..end).unwrap_or(bytes)
}

/// Splits an absolute path before its last name; `None` where that is none, `.` or `..`.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let slash = bytes.iter().rposition(|&byte| byte == b'/')?;
    let (parent, name) = bytes.split_at_checked(slash + 1)?;
    if matches!(name, b"" | b"." | b"..") { None } else { Some((parent, name)) }
}

/// Follows a path link by link as far as the rules let it be looked at, and tells whether it
/// leaves them. Only ever words an error, so it need not be proof against races.
fn leads_out(guard: &Guard, way: Permission, absolute: &[u8]) -> bool {
    let mut pending: Vec<Vec<u8>> =
        absolute.split(|&byte| byte == b'/').rev().map(<[u8]>::to_vec).collect();
    let mut here = PathBuf::from("/");
    let mut links = 0;
    while let Some(part) = pending.pop() {
        match part.as_slice() {
            b"" | b"." => continue,
            b".." => {
                here.pop();
                continue;
            }
            name => here.push(OsStr::from_bytes(name)),
        }
        let seen = guard.rules.allows_real(way, &here) || guard.rules.allows_text(way, &here);
        if !seen && !guard.rules.leads_to_root(way, &here) {
            return true;
        }
        let Ok(target) = fs::readlink(&here, Vec::new()) else { continue };
        links += 1;
        if links > 40 {
            return false;
        }
        let target = target.into_bytes();
        here.pop();
        if target.first() == Some(&b'/') {
            here = PathBuf::from("/");
        }
        pending.extend(target.split(|&byte| byte == b'/').rev().map(<[u8]>::to_vec));
    }
    let end = normalise(here.as_os_str().as_bytes());
    !guard.rules.allows_text(way, &end)
}
