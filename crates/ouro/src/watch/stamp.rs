//! What tells two states of a file apart without reading it. `stat(2)`.

use std::{fmt, fs, os::unix::fs::MetadataExt, path::Path, str::FromStr};

/// The state of a file at one moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    /// When its content changed: seconds, nanoseconds.
    modified: (i64, i64),
}

impl Stamp {
    /// The state of what lies at a path now; `None` where there is nothing.
    pub(super) fn of(path: &Path) -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "a file that may be read, or is the person's"
        )]
        let facts = fs::metadata(path).ok()?;
        Some(Self {
            device: facts.dev(),
            inode: facts.ino(),
            size: facts.size(),
            modified: (facts.mtime(), facts.mtime_nsec()),
        })
    }

    /// Whether both are states of the same file.
    pub(super) fn is_same_file(self, other: Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, rest) = self.modified;
        write!(f, "{}:{}:{}:{seconds}:{rest}", self.device, self.inode, self.size)
    }
}

impl FromStr for Stamp {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split(':');
        let mut next = || parts.next().ok_or(());
        let mut number = || next()?.parse().map_err(drop);
        let (device, inode, size) = (number()?, number()?, number()?);
        let mut signed = || next()?.parse().map_err(drop);
        Ok(Self { device, inode, size, modified: (signed()?, signed()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_reads_as_it_is_written() {
        let stamp = Stamp::of(Path::new("/")).unwrap();
        assert_eq!(stamp.to_string().parse(), Ok(stamp));
        assert_eq!("1:2".parse::<Stamp>(), Err(()));
    }
}
