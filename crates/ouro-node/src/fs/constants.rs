//! `fs.constants`. Node docs: FS constants.

use boa_engine::{Context, JsObject, JsResult, js_string};

/// Names and values, in Node's order; without those that mean something on Windows alone.
const CONSTANTS: &[(&str, i32)] = &[
    ("UV_FS_SYMLINK_DIR", 1),
    ("UV_FS_SYMLINK_JUNCTION", 2),
    ("O_RDONLY", 0),
    ("O_WRONLY", 1),
    ("O_RDWR", 2),
    ("UV_DIRENT_UNKNOWN", 0),
    ("UV_DIRENT_FILE", 1),
    ("UV_DIRENT_DIR", 2),
    ("UV_DIRENT_LINK", 3),
    ("UV_DIRENT_FIFO", 4),
    ("UV_DIRENT_SOCKET", 5),
    ("UV_DIRENT_CHAR", 6),
    ("UV_DIRENT_BLOCK", 7),
    ("S_IFMT", 0o170_000),
    ("S_IFREG", 0o100_000),
    ("S_IFDIR", 0o040_000),
    ("S_IFCHR", 0o020_000),
    ("S_IFBLK", 0o060_000),
    ("S_IFIFO", 0o010_000),
    ("S_IFLNK", 0o120_000),
    ("S_IFSOCK", 0o140_000),
    ("O_CREAT", 0o100),
    ("O_EXCL", 0o200),
    ("UV_FS_O_FILEMAP", 0),
    ("O_NOCTTY", 0o400),
    ("O_TRUNC", 0o1000),
    ("O_APPEND", 0o2000),
    ("O_DIRECTORY", directory(0o200_000, 0o40_000)),
    ("O_NOATIME", 0o1_000_000),
    ("O_NOFOLLOW", directory(0o400_000, 0o100_000)),
    ("O_SYNC", 0o4_010_000),
    ("O_DSYNC", 0o10_000),
    ("O_DIRECT", directory(0o40_000, 0o200_000)),
    ("O_NONBLOCK", 0o4000),
    ("S_IRWXU", 0o700),
    ("S_IRUSR", 0o400),
    ("S_IWUSR", 0o200),
    ("S_IXUSR", 0o100),
    ("S_IRWXG", 0o070),
    ("S_IRGRP", 0o040),
    ("S_IWGRP", 0o020),
    ("S_IXGRP", 0o010),
    ("S_IRWXO", 0o007),
    ("S_IROTH", 0o004),
    ("S_IWOTH", 0o002),
    ("S_IXOTH", 0o001),
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("UV_FS_COPYFILE_EXCL", 1),
    ("COPYFILE_EXCL", 1),
    ("UV_FS_COPYFILE_FICLONE", 2),
    ("COPYFILE_FICLONE", 2),
    ("UV_FS_COPYFILE_FICLONE_FORCE", 4),
    ("COPYFILE_FICLONE_FORCE", 4),
];

/// A flag that Linux numbers otherwise on ARM.
const fn directory(usual: i32, arm: i32) -> i32 {
    if cfg!(any(target_arch = "aarch64", target_arch = "arm")) { arm } else { usual }
}

/// Makes the object, without a prototype as Node's.
///
/// # Errors
/// None of its own.
pub(super) fn object(context: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::with_null_proto();
    for &(name, value) in CONSTANTS {
        object.create_data_property_or_throw(js_string!(name), value, context)?;
    }
    Ok(object)
}
