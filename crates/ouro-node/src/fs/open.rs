//! `fs.open`, `fs.close`, and what is done with open files as a whole.
//! JavaScript half: `runtime-js/fs.js`. Node docs: fs.open, fs.close, fs.fsync.

use std::os::fd::OwnedFd;

use boa_engine::{Context, JsResult, JsValue};
use ouro_sandbox::file;

use super::failure::Failure;
use super::options::{fd, flags, mode};
use super::path::{grant_open, path};
use super::table::{descriptors, find};
use super::voices::Job;
use crate::Arguments;

/// `open(path[, flags[, mode]])`: opens a file; the value is its descriptor's number.
pub(super) fn open(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let path = path(args, 0, "path", context)?;
    let flags = flags(args.value(1), 0, context)?;
    let mode = mode(args.value(2), "mode", Some(0o666), context)?;
    let opening = grant_open(path, flags, mode, context)?;
    Ok(Job::new(
        move || {
            file::open(&opening).map_err(|error| Failure::new("open", error).path(opening.path()))
        },
        |fd: OwnedFd, context| Ok(descriptors(context, |table| table.insert(fd)).into()),
    ))
}

/// `close(fd)`: gives a descriptor back. Its number is unknown from the call on.
pub(super) fn close(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let number = fd(args, 0, context)?;
    let closed = descriptors(context, |table| table.remove(number));
    Ok(Job::done(move || {
        closed
            .and_then(ouro_sandbox::Descriptor::close)
            .map_err(|error| Failure::new("close", error))
    }))
}

/// `fsync(fd)`: waits until data and description lie on the device.
pub(super) fn fsync(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "fsync", context);
    super::permission::disabled("fsync", context)?;
    Ok(Job::done(move || file::fsync(&fd?).map_err(|error| Failure::new("fsync", error))))
}

/// `fdatasync(fd)`: waits until the data lie on the device.
pub(super) fn fdatasync(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "fdatasync", context);
    super::permission::disabled("fdatasync", context)?;
    Ok(Job::done(move || file::fdatasync(&fd?).map_err(|error| Failure::new("fdatasync", error))))
}
