//! What a watched program tells the process that watches it: the files that it loads, through a
//! pipe that no script knows of.
//!
//! The pipe's number and the watcher's process stand in the variable `OURO_WATCHER`, which scripts
//! do not see. A report is `+STAMP PATH` for a file about to be read, `-PATH` for one looked for in
//! vain, and a zero byte.

use std::{
    cell::RefCell,
    collections::HashSet,
    ffi::OsString,
    fs::File,
    io::Write,
    os::{
        fd::OwnedFd,
        unix::{ffi::OsStringExt, fs::FileTypeExt},
    },
    path::{Path, PathBuf},
};

use ouro_runtime::{LoadObserver, Loaded, WATCHER};
use rustix::{
    io::{FdFlags, fcntl_setfd},
    process::{Signal, getppid, set_parent_process_death_signal},
};

use super::stamp::Stamp;

/// One report: a path, and what was there.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Report {
    pub(super) path: PathBuf,
    pub(super) stamp: Option<Stamp>,
}

/// Joins the watcher that started this process, if one did: what it is told of, and its end is the
/// end of this process too.
pub(crate) fn join() -> Option<LoadObserver> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the watcher's word to the runtime, not to the script"
    )]
    let given = std::env::var(WATCHER).ok()?;
    let (number, watcher) = given.split_once(':')?;
    let (number, watcher): (i32, i32) = (number.parse().ok()?, watcher.parse().ok()?);
    let is_child = || getppid().is_some_and(|parent| parent.as_raw_nonzero().get() == watcher);
    if !is_child() || number < 3 {
        return None;
    }
    let pipe = File::from(ouro_sys::descriptor::own(number).ok()?);
    if !pipe.metadata().is_ok_and(|facts| facts.file_type().is_fifo()) {
        return None;
    }
    fcntl_setfd(&pipe, FdFlags::CLOEXEC).ok()?;
    // Without it a watcher that is killed leaves its program behind.
    let _ = set_parent_process_death_signal(Some(Signal::TERM));
    if !is_child() {
        ouro_sys::exit::at_once(0);
    }
    let told = RefCell::new(HashSet::new());
    Some(LoadObserver::new(move |loaded| tell(loaded, &pipe, &told)))
}

fn tell(loaded: Loaded<'_>, mut pipe: &File, told: &RefCell<HashSet<PathBuf>>) {
    let (Loaded::Read(path) | Loaded::Missing(path)) = loaded;
    let stamp = match loaded {
        Loaded::Read(_) => Stamp::of(path),
        Loaded::Missing(_) => None,
    };
    let is_news = stamp.is_some() || matches!(loaded, Loaded::Missing(_));
    if !is_news || !told.borrow_mut().insert(path.to_owned()) {
        return;
    }
    let mut line = stamp.map_or_else(|| "-".to_owned(), |stamp| format!("+{stamp} ")).into_bytes();
    line.extend_from_slice(path.as_os_str().as_encoded_bytes());
    line.push(0);
    // Where nobody listens any more, nobody need be told.
    let _ = pipe.write_all(&line);
}

/// The watcher's side of a pipe: bytes in, reports out.
#[derive(Debug, Default)]
pub(super) struct Reports(Vec<u8>);

impl Reports {
    /// Adds what was read from the pipe, and takes out the reports that are whole.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<Report> {
        self.0.extend_from_slice(bytes);
        let Some(end) = self.0.iter().rposition(|byte| *byte == 0) else { return Vec::new() };
        let rest = self.0.split_off(end + 1);
        let whole = std::mem::replace(&mut self.0, rest);
        whole.split(|byte| *byte == 0).filter_map(read).collect()
    }
}

fn read(line: &[u8]) -> Option<Report> {
    let (kind, rest) = line.split_first()?;
    let (stamp, path) = match kind {
        b'+' => {
            let at = rest.iter().position(|byte| *byte == b' ')?;
            let stamp = std::str::from_utf8(rest.get(..at)?).ok()?.parse().ok()?;
            (Some(stamp), rest.get(at + 1..)?)
        }
        b'-' => (None, rest),
        _ => return None,
    };
    let path = PathBuf::from(OsString::from_vec(path.to_vec()));
    path.is_absolute().then_some(Report { path, stamp })
}

/// A pipe for reports: the end to read, and the end for the program, which it inherits.
///
/// # Errors
/// Those of `pipe2(2)` and `dup(2)`.
pub(super) fn pipe() -> std::io::Result<(OwnedFd, OwnedFd)> {
    let (reader, writer) = std::io::pipe()?;
    // A copy made by `dup` stays open when the program starts.
    Ok((reader.into(), rustix::io::dup(&writer)?))
}

/// The variable for a program whose end of the pipe has this number.
pub(super) fn variable(number: i32) -> (OsString, OsString) {
    (WATCHER.into(), format!("{number}:{}", std::process::id()).into())
}

/// Whether a path is worth watching for: devices and the kernel's own files never change.
pub(super) fn is_watchable(path: &Path) -> bool {
    !["/dev", "/proc", "/sys"].iter().any(|root| path.starts_with(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_read_in_pieces() {
        let stamp = Stamp::of(Path::new("/")).unwrap();
        let bytes = format!("+{stamp} /a b\0-/c\0nonsense\0-relative\0+x /d\0-/e");
        let (first, second) = bytes.as_bytes().split_at(9);
        let mut reports = Reports::default();
        assert_eq!(reports.take(first), []);
        let expected = [
            Report { path: "/a b".into(), stamp: Some(stamp) },
            Report { path: "/c".into(), stamp: None },
        ];
        assert_eq!(reports.take(second), expected);
        assert_eq!(reports.take(b"\0"), [Report { path: "/e".into(), stamp: None }]);
    }
}
