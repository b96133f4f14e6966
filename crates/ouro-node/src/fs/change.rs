//! `fs.chmod`, `fs.chown`, `fs.utimes`, `fs.truncate` and their kin for links and descriptors.
//! JavaScript half: `runtime-js/fs.js`. Node docs: File system.

use boa_engine::{Context, JsResult, JsValue};
use ouro_sandbox::{FileError, Writable, file};

use super::failure::Failure;
use super::options::{fd, length, mode, owner, time};
use super::path::writable;
use super::table::find;
use super::voices::Job;
use crate::Arguments;

/// `chmod(path, mode)`: sets the mode bits.
pub(super) fn chmod(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let path = super::path::path(args, 0, "path", context)?;
    let mode = mode(args.value(1), "mode", None, context)?;
    let file = super::path::grant_write(path, context)?;
    Ok(on_path("chmod", file, move |file| file::chmod(file, mode)))
}

/// `fchmod(fd, mode)`.
pub(super) fn fchmod(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "fchmod", context);
    let mode = mode(args.value(1), "mode", None, context)?;
    super::permission::disabled("fchmod", context)?;
    Ok(Job::done(move || file::fchmod(&fd?, mode).map_err(|error| Failure::new("fchmod", error))))
}

/// `chown(path, uid, gid)`: sets owner and group; -1 leaves one as it is.
pub(super) fn chown(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let path = super::path::path(args, 0, "path", context)?;
    let (uid, gid) = owners(args, context)?;
    let file = super::path::grant_write(path, context)?;
    Ok(on_path("chown", file, move |file| file::chown(file, uid, gid)))
}

/// `lchown(path, uid, gid)`: as `chown`, of a link itself.
pub(super) fn lchown(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let path = super::path::path(args, 0, "path", context)?;
    let (uid, gid) = owners(args, context)?;
    let file = super::path::grant_write(path, context)?;
    Ok(on_path("lchown", file, move |file| file::lchown(file, uid, gid)))
}

/// `fchown(fd, uid, gid)`.
pub(super) fn fchown(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "fchown", context);
    let (uid, gid) = owners(args, context)?;
    super::permission::disabled("fchown", context)?;
    Ok(Job::done(move || {
        file::fchown(&fd?, uid, gid).map_err(|error| Failure::new("fchown", error))
    }))
}

fn owners(args: &[JsValue], context: &mut Context) -> JsResult<(u32, u32)> {
    let uid = owner(args.value(1), "uid", context)?;
    Ok((uid, owner(args.value(2), "gid", context)?))
}

/// `utimes(path, atime, mtime)`: sets the times; Dates, or seconds since 1970.
pub(super) fn utimes(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let file = writable(args, 0, "path", context)?;
    let (accessed, modified) =
        (time(args.value(1), "time", context)?, time(args.value(2), "time", context)?);
    Ok(on_path("utime", file, move |file| file::utimes(file, accessed, modified)))
}

/// `lutimes(path, atime, mtime)`: as `utimes`, of a link itself.
pub(super) fn lutimes(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let file = writable(args, 0, "path", context)?;
    let (accessed, modified) =
        (time(args.value(1), "time", context)?, time(args.value(2), "time", context)?);
    Ok(on_path("lutime", file, move |file| file::lutimes(file, accessed, modified)))
}

/// `futimes(fd, atime, mtime)`.
pub(super) fn futimes(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let accessed = time(args.value(1), "atime", context)?;
    let modified = time(args.value(2), "mtime", context)?;
    let fd = find(fd(args, 0, context)?, "futime", context);
    super::permission::disabled("futimes", context)?;
    Ok(Job::done(move || {
        file::futimes(&fd?, accessed, modified).map_err(|error| Failure::new("futime", error))
    }))
}

/// `truncate(path[, len])`: cuts or extends a file; `len` in bytes.
pub(super) fn truncate(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let path = super::path::path(args, 0, "path", context)?;
    let length = length(args.value(1), context)?;
    let file = super::path::grant_write(path, context)?;
    Ok(on_path("open", file, move |file| file::truncate(file, length)))
}

/// `ftruncate(fd[, len])`.
pub(super) fn ftruncate(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "ftruncate", context);
    let length = length(args.value(1), context)?;
    Ok(Job::done(move || {
        file::ftruncate(&fd?, length).map_err(|error| Failure::new("ftruncate", error))
    }))
}

/// Work on a path that leaves nothing.
fn on_path(
    syscall: &'static str,
    file: Writable,
    work: impl FnOnce(&Writable) -> Result<(), FileError> + Send + 'static,
) -> Job {
    Job::done(move || work(&file).map_err(|error| Failure::new(syscall, error).path(file.path())))
}
