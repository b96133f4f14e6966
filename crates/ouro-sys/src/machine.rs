//! Files in which the machine tells of itself: `/proc`, the lists of users and groups, time zones.
//! proc(5), passwd(5), tzfile(5).
//!
//! Permissions do not reach here, so nothing here opens a name that a script can choose.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

/// Files of this kind are small; what is longer is not read to its end.
const MOST: u64 = 16 << 20;

/// Reads a file of the machine's own, named in the program's text.
///
/// # Errors
/// What open(2) and read(2) say.
pub fn read(path: &'static str) -> io::Result<Vec<u8>> {
    read_path(Path::new(path))
}

/// The same as text; nothing where it cannot be read.
#[must_use]
pub fn text(path: &'static str) -> String {
    let bytes = read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The current folder of the process.
///
/// # Errors
/// `ENOENT` where it is gone.
pub fn working_folder() -> io::Result<std::path::PathBuf> {
    std::env::current_dir()
}

/// How fast a processor runs now, in kHz, where the kernel tells.
#[must_use]
pub fn cpu_frequency(index: usize) -> Option<u64> {
    let path = format!("/sys/devices/system/cpu/cpu{index}/cpufreq/scaling_cur_freq");
    let bytes = read_path(Path::new(&path)).ok()?;
    str::from_utf8(&bytes).ok()?.trim().parse().ok()
}

/// Where the time zone database is installed.
pub const ZONES: &str = "/usr/share/zoneinfo/";

/// The name of the machine's time zone in the database; `None` where it is not told.
#[must_use]
pub fn local_zone() -> Option<String> {
    let path = std::fs::read_link("/etc/localtime").ok()?;
    let (_, name) = path.to_str()?.split_once("zoneinfo/")?;
    Some(name.to_owned())
}

/// The rules of a time zone by its name in the time zone database: `Europe/Berlin`, or an absolute
/// path beneath that database. `None` for names that lead elsewhere, and for zones not installed.
#[must_use]
pub fn zone(name: &str) -> Option<Vec<u8>> {
    let name = name.strip_prefix(ZONES).unwrap_or(name);
    let parts = || name.split('/');
    if parts().any(|part| matches!(part, "" | "." | "..")) || name.contains('\0') {
        return None;
    }
    let path = Path::new(ZONES).join(name);
    // Opening a pipe or a device could wait or act.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    read_path(&path).ok()
}

fn read_path(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_beneath_the_database_only() {
        for name in ["../../../etc/passwd", "/etc/passwd", "Europe/../../passwd", "", "/", "a\0b"] {
            assert_eq!(zone(name), None, "{name}");
        }
        let found = zone("UTC");
        assert_eq!(found, zone("/usr/share/zoneinfo/UTC"));
        assert!(found.is_none_or(|bytes| bytes.starts_with(b"TZif")));
    }

    #[test]
    fn endless_files_are_cut() {
        assert_eq!(read("/dev/zero").unwrap().len() as u64, MOST);
    }
}
