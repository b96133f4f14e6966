//! `fs.link`, `fs.symlink`, `fs.readlink`, `fs.rename`, `fs.unlink`, `fs.realpath`, `fs.copyFile`.
//! JavaScript half: `runtime-js/fs.js`. Node docs: File system.

use std::os::unix::ffi::OsStringExt;

use boa_engine::{Context, JsResult, JsValue};
use ouro_sandbox::{FileError, Readable, file};

use super::access::small_mode;
use super::encoding::Encoding;
use super::failure::{Failure, LOOP, invalid_value};
use super::options::Options;
use super::path::{grant_read, grant_write, path, readable, writable};
use super::voices::Job;
use crate::{Arguments, host};

/// `link(existingPath, newPath)`: gives a file a second name.
pub(super) fn link(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let (from, to) = (path(args, 0, "existingPath", context)?, path(args, 1, "newPath", context)?);
    let readable = grant_read(from.clone(), context)?;
    let from = grant_write(from, context)?;
    let to = grant_write(to, context)?;
    Ok(Job::done(move || {
        file::link(&readable, &from, &to)
            .map_err(|error| Failure::new("link", error).path(from.path()).dest(to.path()))
    }))
}

/// `symlink(target, path[, type])`: makes a link that says `target`; `type` is Windows' and only
/// checked.
pub(super) fn symlink(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let kind = args.value(2);
    let known = ["dir", "file", "junction"];
    let fits = kind.is_null_or_undefined()
        || kind
            .as_string()
            .is_some_and(|kind| known.contains(&kind.to_std_string_lossy().as_str()));
    if !fits {
        let reason = "must be one of: 'dir', 'file', 'junction', null, undefined";
        return Err(invalid_value("type", reason, kind, context));
    }
    let all = {
        let host = host(context);
        let permissions = host.permissions.borrow();
        permissions.has("fs", None)
    };
    if !all {
        let text = "fs.symlink API requires full fs.read and fs.write permissions.";
        return Err(super::permission::refusal(text, context));
    }
    let target = path(args, 0, "target", context)?;
    let place = writable(args, 1, "path", context)?;
    Ok(Job::done(move || {
        file::symlink(&target, &place)
            .map_err(|error| Failure::new("symlink", error).path(&target).dest(place.path()))
    }))
}

/// `readlink(path[, options])`: what a link says.
pub(super) fn readlink(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let encoding = Options::read(args, 1, context)?.encoding(Encoding::Utf8, context)?;
    let place = readable(args, 0, "path", context)?;
    Ok(Job::new(
        move || {
            file::readlink(&place)
                .map(|target| target.into_os_string().into_vec())
                .map_err(|error| Failure::new("readlink", error).path(place.path()))
        },
        move |target, context| encoding.decode(&target, context),
    ))
}

/// `rename(oldPath, newPath)`: renames a file or folder, replacing any file at the new path.
pub(super) fn rename(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let (from, to) = (path(args, 0, "oldPath", context)?, path(args, 1, "newPath", context)?);
    // A file that moves can be read at its new place.
    grant_read(from.clone(), context)?;
    let from = grant_write(from, context)?;
    let to = grant_write(to, context)?;
    Ok(Job::done(move || {
        file::rename(&from, &to)
            .map_err(|error| Failure::new("rename", error).path(from.path()).dest(to.path()))
    }))
}

/// `unlink(path)`: removes a name.
pub(super) fn unlink(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let place = writable(args, 0, "path", context)?;
    Ok(Job::done(move || {
        file::unlink(&place).map_err(|error| Failure::new("unlink", error).path(place.path()))
    }))
}

/// `copyFile(src, dest[, mode])`: copies a file; `mode` of `COPYFILE_*`.
pub(super) fn copy_file(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let (from, to) = (path(args, 0, "src", context)?, path(args, 1, "dest", context)?);
    let mode = small_mode(args.value(2), context)?;
    let from = grant_read(from, context)?;
    let to = grant_write(to, context)?;
    Ok(Job::done(move || {
        file::copy_file(&from, &to, mode)
            .map_err(|error| Failure::new("copyfile", error).path(from.path()).dest(to.path()))
    }))
}

/// `realpath(path[, options])`: the true path of what a path leads to. An error names the part
/// that is missing, as if each had been looked at.
pub(super) fn realpath(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let encoding = Options::read(args, 1, context)?.encoding(Encoding::Utf8, context)?;
    let place = readable(args, 0, "path", context)?;
    let permissions = host(context).permissions.borrow().clone();
    Ok(Job::new(
        move || {
            let real = file::realpath(&place).map(|real| real.into_os_string().into_vec());
            real.or_else(|error| pipe_name(&place, error)).map_err(|error| {
                let failure = Failure::new("lstat", error);
                if failure.is(LOOP) {
                    return Failure::new("stat", FileError::System(LOOP)).path(place.path());
                }
                failure.path(&first_missing(place.path(), &permissions))
            })
        },
        move |real, context| encoding.decode(&real, context),
    ))
}

/// What the links of a path to a pipe or socket say in the end: such things have no true path.
fn pipe_name(place: &Readable, error: FileError) -> Result<Vec<u8>, FileError> {
    let found = file::stat(place).map_err(|_| error.clone())?;
    if !matches!(found.mode & 0o170_000, 0o010_000 | 0o140_000) {
        return Err(error);
    }
    Ok(file::follow_links(place))
}

/// The first part of a path that is not there, made absolute; the whole path if all of it is.
fn first_missing(path: &[u8], permissions: &ouro_sandbox::Permissions) -> Vec<u8> {
    let full = ouro_sandbox::normalise(path);
    let mut parts: Vec<_> = full.ancestors().collect();
    parts.reverse();
    for part in parts {
        let there =
            Readable::grant(part, permissions).is_ok_and(|token| file::stat(&token).is_ok());
        if !there && Readable::grant(part, permissions).is_ok() {
            // What lies before it is told by its true path.
            let parent = part.parent().map(|parent| {
                Readable::grant(parent, permissions)
                    .ok()
                    .and_then(|token| file::realpath(&token).ok())
                    .unwrap_or_else(|| parent.to_path_buf())
            });
            let full = match (parent, part.file_name()) {
                (Some(parent), Some(name)) => parent.join(name),
                _ => part.to_path_buf(),
            };
            return full.into_os_string().into_vec();
        }
    }
    full.into_os_string().into_vec()
}

/// `realpathNative(path[, options])`: as `realpath`, with the error of realpath(3).
pub(super) fn realpath_native(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let encoding = Options::read(args, 1, context)?.encoding(Encoding::Utf8, context)?;
    let place = readable(args, 0, "path", context)?;
    Ok(Job::new(
        move || {
            file::realpath(&place)
                .map(|real| real.into_os_string().into_vec())
                .map_err(|error| Failure::new("realpath", error).path(place.path()))
        },
        move |real, context| encoding.decode(&real, context),
    ))
}
