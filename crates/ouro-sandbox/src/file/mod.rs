//! Operations on files. Each takes tokens, and works on exactly what was checked.
//!
//! Without rules an operation is the plain system call on the path. With rules it first opens
//! the path with `O_PATH`, asks the kernel for the true path of what it got, checks that, and
//! works on that descriptor; to make, link, rename or remove it holds the checked parent folder
//! and works on the name inside it. So nothing can be swapped between check and use.
//!
//! Operations block: a room runs them on the pool, or at once for its synchronous voice.

mod change;
mod copy;
mod descriptor;
mod error;
mod folder;
mod link;
mod metadata;
mod open;
mod spot;
mod watch;

pub use change::{Time, access, chmod, chown, lchown, lutimes, truncate, utimes};
pub use copy::copy_file;
pub use descriptor::{
    fchmod, fchown, fdatasync, fstat, fsync, ftruncate, futimes, read, read_to_end, readv, write,
    write_all, writev,
};
pub use error::FileError;
pub use folder::{Entry, Folder, Kind, chdir, mkdir, mkdir_all, mkdtemp, readdir, rm, rmdir};
pub use link::{follow_links, link, readlink, realpath, rename, symlink, unlink};
pub use metadata::{FileSystem, Metadata, exists, lstat, stat, statfs};
pub use open::{open, read_file};
pub use watch::{Held, watchable};

#[cfg(test)]
mod tests;
