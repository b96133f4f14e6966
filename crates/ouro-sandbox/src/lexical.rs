//! Paths as text: made absolute, `.` and `..` taken out, compared component by component. The
//! disk is never touched here.
//!
//! POSIX: pathname resolution. Node docs: `path.resolve`.

use std::borrow::Cow;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

/// Makes `path` absolute (from the current folder) and takes out `.`, `..` and doubled slashes
/// without asking the disk. The result has no trailing slash, except `/` itself.
pub fn normalise(path: &[u8]) -> PathBuf {
    let absolute = absolute(path);
    let mut kept: Vec<&[u8]> = Vec::new();
    for part in absolute.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                kept.pop();
            }
            name => kept.push(name),
        }
    }
    let mut bytes = Vec::with_capacity(absolute.len());
    for name in kept {
        bytes.push(b'/');
        bytes.extend_from_slice(name);
    }
    if bytes.is_empty() {
        bytes.push(b'/');
    }
    PathBuf::from(OsString::from_vec(bytes))
}

/// Puts the current folder before a relative path and changes nothing else.
///
/// Where the current folder is gone, the path is taken from `/`, which grants nothing more.
pub(crate) fn absolute(path: &[u8]) -> Cow<'_, [u8]> {
    if path.first() == Some(&b'/') {
        return Cow::Borrowed(path);
    }
    let mut bytes = match rustix::process::getcwd(Vec::new()) {
        Ok(folder) => folder.into_bytes(),
        Err(_) => Vec::new(),
    };
    bytes.push(b'/');
    bytes.extend_from_slice(path);
    Cow::Owned(bytes)
}

/// Whether a path, already normalised, needs its rule to name a kernel file system: such trees
/// lead to other processes and devices, so a wide rule does not reach into them.
pub(crate) fn kernel_tree(path: &Path) -> Option<&'static Path> {
    ["/dev", "/proc", "/sys"].into_iter().map(Path::new).find(|tree| path.starts_with(tree))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_never_climb_above_the_root() {
        assert_eq!(normalise(b"/a/./b//../c/"), Path::new("/a/c"));
        assert_eq!(normalise(b"/../../etc/passwd"), Path::new("/etc/passwd"));
        assert_eq!(normalise(b"/.."), Path::new("/"));
    }

    #[test]
    fn a_relative_path_starts_at_the_current_folder() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(normalise(b"x/../y"), here.join("y"));
        assert_eq!(normalise(b""), here);
    }

    #[test]
    fn bytes_that_are_not_text_survive() {
        assert_eq!(normalise(b"/\xff/.").into_os_string().into_vec(), b"/\xff");
    }
}
