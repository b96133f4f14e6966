//! Tokens for files: leave to read or to change what a path names.
//!
//! A token is granted by the path's text alone, the disk untouched, so that a refusal tells
//! nothing about what exists. Where rules apply it keeps them, and each operation then asks the
//! kernel where the path truly leads before it works there (see `spot`).
//!
//! Node docs: `--allow-fs-read`, `--allow-fs-write`.

use std::ffi::{CStr, CString};
use std::fmt::{self, Debug};
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::sync::Arc;

use rustix::fs::OFlags;

use crate::Permissions;
use crate::denied::{Denied, Permission};
use crate::lexical::{absolute, normalise};
use crate::paths::FileRules;

/// Leave to read what a path names, or to learn that it exists.
#[derive(Clone, Debug)]
pub struct Readable(pub(crate) Checked);

/// Leave to make, change or remove what a path names.
#[derive(Clone, Debug)]
pub struct Writable(pub(crate) Checked);

/// Leave to open a path with the flags given: to read, to write or both.
#[derive(Clone, Debug)]
pub struct Opening {
    pub(crate) place: Checked,
    pub(crate) flags: OFlags,
    pub(crate) mode: u32,
}

/// A path with the rules it was checked by.
#[derive(Clone)]
pub(crate) struct Checked {
    /// As asked for; a path with a NUL, which names nothing, is kept as `None`.
    pub(crate) path: Option<CString>,
    pub(crate) guard: Option<Arc<Guard>>,
}

/// What a path under rules needs besides itself.
pub(crate) struct Guard {
    /// The path made absolute when it was asked for, otherwise unchanged.
    pub(crate) absolute: Option<CString>,
    pub(crate) rules: Arc<FileRules>,
    pub(crate) ways: &'static [Permission],
}

const READ: &[Permission] = &[Permission::FileSystemRead];
const WRITE: &[Permission] = &[Permission::FileSystemWrite];
const BOTH: &[Permission] = &[Permission::FileSystemRead, Permission::FileSystemWrite];

impl Readable {
    /// Asks to read `path`, absolute or from the current folder.
    ///
    /// # Errors
    /// `Denied` (`FileSystemRead`) where its text lies outside every `--allow-fs-read`.
    pub fn grant(path: impl Into<PathBuf>, permissions: &Permissions) -> Result<Self, Denied> {
        Checked::grant(path.into(), permissions, READ).map(Self)
    }

    /// The path as it was asked for.
    pub fn path(&self) -> &[u8] {
        self.0.bytes()
    }
}

impl Writable {
    /// Asks to make, change or remove `path`, absolute or from the current folder.
    ///
    /// # Errors
    /// `Denied` (`FileSystemWrite`) where its text lies outside every `--allow-fs-write`.
    pub fn grant(path: impl Into<PathBuf>, permissions: &Permissions) -> Result<Self, Denied> {
        Checked::grant(path.into(), permissions, WRITE).map(Self)
    }

    /// The path as it was asked for.
    pub fn path(&self) -> &[u8] {
        self.0.bytes()
    }
}

impl Opening {
    /// Asks to open `path` with the `O_*` flags of `open(2)`, and `mode` for a file it makes.
    ///
    /// # Errors
    /// `Denied` for the first right that is missing: reading unless it is opened to write only;
    /// writing if opened to write, to append, to make or to truncate.
    pub fn grant(
        path: impl Into<PathBuf>,
        flags: i32,
        mode: u32,
        permissions: &Permissions,
    ) -> Result<Self, Denied> {
        let flags = OFlags::from_bits_retain(flags.cast_unsigned());
        let place = Checked::grant(path.into(), permissions, ways(flags))?;
        Ok(Self { place, flags, mode })
    }

    /// The path as it was asked for.
    pub fn path(&self) -> &[u8] {
        self.place.bytes()
    }
}

/// What an opening needs. `O_PATH` reads nothing but tells that something is there.
fn ways(flags: OFlags) -> &'static [Permission] {
    let changes = OFlags::APPEND | OFlags::CREATE | OFlags::TRUNC;
    let temporary = flags.contains(OFlags::TMPFILE);
    match flags & OFlags::RWMODE {
        OFlags::RDONLY if temporary || flags.intersects(changes) => BOTH,
        OFlags::RDONLY => READ,
        OFlags::WRONLY => WRITE,
        _ => BOTH,
    }
}

impl Checked {
    fn grant(
        path: PathBuf,
        permissions: &Permissions,
        ways: &'static [Permission],
    ) -> Result<Self, Denied> {
        let bytes = path.into_os_string().into_vec();
        let Some(rules) = permissions.rules() else {
            return Ok(Self { path: CString::new(bytes).ok(), guard: None });
        };
        let text = normalise(&bytes);
        for &way in ways {
            if !rules.files.allows_text(way, &text) {
                return Err(Denied::new(way, String::from_utf8_lossy(&bytes)));
            }
        }
        let guard = Guard {
            absolute: CString::new(absolute(&bytes).into_owned()).ok(),
            rules: Arc::clone(&rules.files),
            ways,
        };
        Ok(Self { path: CString::new(bytes).ok(), guard: Some(Arc::new(guard)) })
    }

    /// The path as it was asked for, without a NUL's tail.
    fn bytes(&self) -> &[u8] {
        self.path.as_deref().map_or(&[], CStr::to_bytes)
    }

    /// The refusal of this path when it turns out to lead elsewhere.
    pub(crate) fn denied(&self, way: Permission) -> Denied {
        let resource = self.path.as_ref().map(|path| path.to_string_lossy().into_owned());
        Denied::new(way, resource.unwrap_or_default())
    }
}

impl Debug for Checked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.path, formatter)
    }
}
