//! Folders: listing, making and removing them.
//!
//! Node docs: `fs.readdir`, `fs.opendir`, `fs.mkdir`, `fs.mkdtemp`, `fs.rmdir`, `fs.rm`.

use std::ffi::{CStr, CString, OsStr};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rustix::fs::{self, AtFlags, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::error::{FileError, Result};
use crate::token::{Checked, Guard};
use crate::{Readable, Writable};

/// What an entry of a folder is, as Node's `UV_DIRENT_*` numbers it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the names are those of readdir(3)'s DT_ constants")]
pub enum Kind {
    Unknown = 0,
    File = 1,
    Folder = 2,
    Link = 3,
    Fifo = 4,
    Socket = 5,
    Character = 6,
    Block = 7,
}

/// One entry of a folder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// Its name, in bytes that need not be text.
    pub name: Vec<u8>,
    /// What it is.
    pub kind: Kind,
}

/// An open folder, listed part by part. `.` and `..` are left out.
#[derive(Debug)]
pub struct Folder(Dir);

impl Folder {
    /// Opens a folder.
    ///
    /// # Errors
    /// `Denied`, or an errno of open(2): `ENOTDIR` for what is no folder.
    pub fn open(place: &Readable) -> Result<Self> {
        let spot = place.0.follow()?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let fd = fs::openat(spot.folder(), spot.name(), flags, Mode::empty())?;
        Ok(Self(Dir::new(fd)?))
    }

    /// The next entry; `None` at the end.
    ///
    /// # Errors
    /// An errno of getdents(2).
    pub fn next_entry(&mut self) -> Result<Option<Entry>> {
        loop {
            let Some(found) = self.0.read() else { return Ok(None) };
            let found = found?;
            let name = found.file_name().to_bytes();
            if name == b"." || name == b".." {
                continue;
            }
            let mut kind = kind(found.file_type());
            if kind == Kind::Unknown {
                // Some file systems leave it out; then it costs a look.
                let fd = self.0.fd()?;
                if let Ok(stat) = fs::statat(fd, found.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
                    kind = self::kind(FileType::from_raw_mode(stat.st_mode));
                }
            }
            return Ok(Some(Entry { name: name.to_vec(), kind }));
        }
    }
}

/// Lists a folder, in the order of the file system.
///
/// # Errors
/// `Denied`, or an errno of open(2) or getdents(2).
pub fn readdir(place: &Readable) -> Result<Vec<Entry>> {
    let mut folder = Folder::open(place)?;
    let mut entries = Vec::new();
    while let Some(entry) = folder.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}

/// Makes a folder the current one, for the whole process.
///
/// # Errors
/// `Denied`, or an errno of chdir(2).
pub fn chdir(place: &Readable) -> Result<()> {
    let spot = place.0.follow()?;
    Ok(rustix::process::chdir(spot.name())?)
}

/// Makes a folder.
///
/// # Errors
/// `Denied`, or an errno of mkdir(2).
pub fn mkdir(place: &Writable, mode: u32) -> Result<()> {
    make(&place.0, mode)
}

/// Makes a folder and those above it that are missing. Returns the first that was made, as the
/// beginning of the path as given, or `None` if all were there.
///
/// # Errors
/// `Denied`; `ENOTDIR` where a file stands in the way; otherwise an errno of mkdir(2).
pub fn mkdir_all(place: &Writable, mode: u32) -> Result<Option<PathBuf>> {
    let full = trim_end(place.0.path()?.to_bytes());
    let mut missing = vec![full];
    let mut first = None;
    while let Some(&at) = missing.last() {
        let next = place.0.elsewhere(Path::new(OsStr::from_bytes(at)))?;
        match make(&next, mode) {
            Ok(()) => {
                first.get_or_insert_with(|| PathBuf::from(OsStr::from_bytes(at)));
                missing.pop();
            }
            Err(FileError::System(errno)) if errno == Errno::NOENT.raw_os_error() => {
                match parent(at) {
                    Some(parent) if first.is_none() => missing.push(parent),
                    _ => return Err(Errno::NOENT.into()),
                }
            }
            Err(error) => {
                // Whatever the reason, a folder that is there already will do.
                if !is_folder(&next) {
                    let blocked = error == Errno::EXIST.into() && missing.len() > 1;
                    return Err(if blocked { Errno::NOTDIR.into() } else { error });
                }
                missing.pop();
            }
        }
    }
    Ok(first)
}

/// A path without its last name; `None` where nothing is left.
fn parent(path: &[u8]) -> Option<&[u8]> {
    let slash = path.iter().rposition(|&byte| byte == b'/')?;
    let parent = trim_end(path.get(..slash)?);
    (!parent.is_empty()).then_some(parent)
}

fn trim_end(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|&byte| byte != b'/').map_or(1, |last| last + 1);
    path.get(..end).unwrap_or(path)
}

/// Makes a folder with a name of its own: `prefix` and six random letters or digits. The prefix
/// must have been granted with the six `X` that stand for them. Returns the path as given.
///
/// # Errors
/// `Denied`, or an errno of mkdir(2).
pub fn mkdtemp(template: &Writable) -> Result<PathBuf> {
    const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let template = &template.0;
    let path = template.path()?.to_bytes();
    let prefix = path.strip_suffix(b"XXXXXX").ok_or(Errno::INVAL)?;
    for _ in 0..64 {
        let mut random = [0_u8; 6];
        rustix::rand::getrandom(&mut random[..], rustix::rand::GetRandomFlags::empty())?;
        let mut bytes = prefix.to_vec();
        bytes.extend(random.iter().map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()]));
        let place = template.elsewhere(Path::new(OsStr::from_bytes(&bytes)))?;
        match make(&place, 0o700) {
            Ok(()) => return Ok(PathBuf::from(std::ffi::OsString::from_vec(bytes))),
            Err(FileError::System(errno)) if errno == Errno::EXIST.raw_os_error() => {}
            Err(error) => return Err(error),
        }
    }
    Err(Errno::EXIST.into())
}

/// Removes an empty folder.
///
/// # Errors
/// `Denied`, or an errno of rmdir(2).
pub fn rmdir(place: &Writable) -> Result<()> {
    let spot = place.0.entry()?;
    Ok(fs::unlinkat(spot.folder(), spot.name(), AtFlags::REMOVEDIR)?)
}

/// Removes whatever a path names, a folder with all beneath it if `recursive`. Links are
/// removed, never followed.
///
/// # Errors
/// `Denied`; `EISDIR` for a folder without `recursive`; otherwise an errno of unlink(2), of
/// rmdir(2) or of open(2). The second value is the path where it happened.
pub fn rm(place: &Writable, recursive: bool) -> std::result::Result<(), (FileError, PathBuf)> {
    let here = || {
        let bytes = place.0.path.as_ref().map(|path| path.as_bytes().to_vec());
        PathBuf::from(std::ffi::OsString::from_vec(bytes.unwrap_or_default()))
    };
    let spot = place.0.entry().map_err(|error| (error, here()))?;
    remove(spot.folder(), spot.name(), recursive, &here())
}

fn remove(
    folder: BorrowedFd<'_>,
    name: &CStr,
    recursive: bool,
    path: &Path,
) -> std::result::Result<(), (FileError, PathBuf)> {
    match fs::unlinkat(folder, name, AtFlags::empty()) {
        Ok(()) => return Ok(()),
        // EISDIR on Linux, EPERM as POSIX has it.
        Err(Errno::ISDIR | Errno::PERM) => {}
        Err(errno) => return Err((errno.into(), path.to_path_buf())),
    }
    let fail = |errno: Errno| (FileError::from(errno), path.to_path_buf());
    if !recursive {
        return Err(fail(Errno::ISDIR));
    }
    // An empty folder needs no look inside.
    match fs::unlinkat(folder, name, AtFlags::REMOVEDIR) {
        Ok(()) => return Ok(()),
        Err(Errno::NOTEMPTY | Errno::EXIST) => {}
        Err(errno) => return Err(fail(errno)),
    }
    // An explicit stack: a tree as deep as a disk allows must not exhaust the thread's.
    let mut levels = vec![Level::open(folder, name, path).map_err(fail)?];
    while let Some(level) = levels.last_mut() {
        let Some(entry) = level.pending.pop() else {
            let done = levels.pop().map(|level| (level.name, level.path));
            let Some((name, path)) = done else { break };
            let parent = levels.last().map_or(folder, |level| level.fd.as_fd());
            fs::unlinkat(parent, &*name, AtFlags::REMOVEDIR)
                .map_err(|errno| (FileError::from(errno), path))?;
            continue;
        };
        let path = level.path.join(OsStr::from_bytes(entry.to_bytes()));
        match fs::unlinkat(&level.fd, &*entry, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(Errno::ISDIR | Errno::PERM) => {
                let inner = Level::open(level.fd.as_fd(), &entry, &path)
                    .map_err(|errno| (FileError::from(errno), path))?;
                levels.push(inner);
            }
            Err(errno) => return Err((errno.into(), path)),
        }
    }
    Ok(())
}

/// A folder being emptied.
struct Level {
    fd: OwnedFd,
    name: CString,
    path: PathBuf,
    pending: Vec<CString>,
}

impl Level {
    fn open(folder: BorrowedFd<'_>, name: &CStr, path: &Path) -> std::result::Result<Self, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = fs::openat(folder, name, flags, Mode::empty())?;
        let mut pending = Vec::new();
        for entry in Dir::read_from(&fd)? {
            let entry = entry?;
            if !matches!(entry.file_name().to_bytes(), b"." | b"..") {
                pending.push(entry.file_name().to_owned());
            }
        }
        Ok(Self { fd, name: name.to_owned(), path: path.to_path_buf(), pending })
    }
}

fn make(place: &Checked, mode: u32) -> Result<()> {
    let spot = place.entry()?;
    Ok(fs::mkdirat(spot.folder(), spot.name(), Mode::from_raw_mode(mode & 0o7777))?)
}

fn is_folder(place: &Checked) -> bool {
    place.follow().is_ok_and(|spot| {
        fs::statat(spot.folder(), spot.name(), AtFlags::empty())
            .is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Directory)
    })
}

impl Checked {
    /// The same grant for another path, checked by the same rules.
    fn elsewhere(&self, path: &Path) -> Result<Self> {
        let bytes = path.as_os_str().as_bytes();
        let name = CString::new(bytes).map_err(|_| Errno::INVAL)?;
        let Some(guard) = &self.guard else { return Ok(Self { path: Some(name), guard: None }) };
        let text = crate::normalise(bytes);
        for &way in guard.ways {
            if !guard.rules.allows_text(way, &text) && !guard.rules.leads_to_root(way, &text) {
                return Err(self.denied(way).into());
            }
        }
        let guard = Guard {
            absolute: CString::new(crate::lexical::absolute(bytes).into_owned()).ok(),
            rules: guard.rules.clone(),
            ways: guard.ways,
        };
        Ok(Self { path: Some(name), guard: Some(guard.into()) })
    }
}

fn kind(found: FileType) -> Kind {
    match found {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Folder,
        FileType::Symlink => Kind::Link,
        FileType::Fifo => Kind::Fifo,
        FileType::Socket => Kind::Socket,
        FileType::CharacterDevice => Kind::Character,
        FileType::BlockDevice => Kind::Block,
        FileType::Unknown => Kind::Unknown,
    }
}
