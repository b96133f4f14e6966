//! `fs.mkdir`, `fs.mkdtemp`, `fs.readdir`, `fs.rmdir`, `fs.rm`.
//! JavaScript half: `runtime-js/fs.js`. Node docs: File system.

use std::collections::VecDeque;
use std::os::unix::ffi::OsStringExt;
use std::time::Duration;

use boa_engine::{Context, JsResult, JsValue, object::builtins::JsArray};
use ouro_sandbox::{FileError, Permissions, Readable, Writable, file};
use rustix::io::Errno;

use super::classes::dirent;
use super::encoding::{Encoding, utf8};
use super::failure::{Failure, ISDIR, NOENT, invalid_type, invalid_value};
use super::options::{Options, integer, mode};
use super::path::{grant_read, os, path, writable};
use super::voices::Job;
use crate::{Arguments, host};

/// `mkdir(path[, mode | { mode, recursive }])`: makes a folder; with `recursive` those above it,
/// too, and the value is the first that was made.
pub(super) fn mkdir(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let path = path(args, 0, "path", context)?;
    let given = args.value(1);
    let (recursive, mode) = if given.is_number() || given.is_string() {
        (false, mode(given, "mode", None, context)?)
    } else if given.is_object() {
        let options = Options::read(args, 1, context)?;
        let recursive = options.boolean("recursive", false, context)?;
        (recursive, options.mode("options.mode", 0o777, context)?)
    } else {
        (false, 0o777)
    };
    let place = super::path::grant_write(path, context)?;
    if !recursive {
        return Ok(Job::done(move || {
            file::mkdir(&place, mode)
                .map_err(|error| Failure::new("mkdir", error).path(place.path()))
        }));
    }
    Ok(Job::new(
        move || {
            file::mkdir_all(&place, mode)
                .map(|first| first.map(|first| first.into_os_string().into_vec()))
                .map_err(|error| Failure::new("mkdir", error).path(place.path()))
        },
        |first, _| Ok(first.map_or_else(JsValue::undefined, |first| utf8(&first).into())),
    ))
}

/// `mkdtemp(prefix[, options])`: makes a folder with a name of its own, and returns its path.
pub(super) fn mkdtemp(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let encoding = Options::read(args, 1, context)?.encoding(Encoding::Utf8, context)?;
    let mut template = path(args, 0, "prefix", context)?;
    if template.ends_with(b"X") {
        let text = "mkdtemp() templates ending with X are not portable. \
                    For details see: https://nodejs.org/api/fs.html";
        super::warning::warn(text, "Warning", None, context)?;
    }
    template.extend_from_slice(b"XXXXXX");
    let place = super::path::grant_write(template, context)?;
    Ok(Job::new(
        move || {
            file::mkdtemp(&place)
                .map(|made| made.into_os_string().into_vec())
                .map_err(|error| Failure::new("mkdtemp", error).path(place.path()))
        },
        move |made, context| encoding.decode(&made, context),
    ))
}

/// An entry found by `readdir`: its path from the folder asked for, the folder it lies in, and
/// what it is.
struct Found {
    name: Vec<u8>,
    parent: Vec<u8>,
    kind: file::Kind,
}

/// `readdir(path[, { encoding, withFileTypes, recursive }])`: the names in a folder, in order.
pub(super) fn readdir(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let options = Options::read(args, 1, context)?;
    let encoding = options.encoding(Encoding::Utf8, context)?;
    let folder = path(args, 0, "path", context)?;
    let recursive = options.get("recursive", context)?;
    let recursive = if recursive.is_null_or_undefined() {
        false
    } else {
        recursive.as_boolean().ok_or_else(|| {
            invalid_type("options.recursive", "of type boolean", &recursive, context)
        })?
    };
    let typed = options.truthy("withFileTypes", context)?;
    let token = grant_read(folder.clone(), context)?;
    let permissions = recursive.then(|| host(context).permissions.borrow().clone());
    Ok(Job::new(
        move || match permissions {
            None => list(&token, &folder, b""),
            Some(permissions) => list_all(&token, &folder, typed, &permissions),
        },
        move |found: Vec<Found>, context| {
            let mut values = Vec::with_capacity(found.len());
            for entry in found {
                let name = encoding.decode(&entry.name, context)?;
                if typed {
                    let parent = utf8(&entry.parent).into();
                    values.push(dirent(name, parent, entry.kind, context)?);
                } else {
                    values.push(name);
                }
            }
            Ok(JsArray::from_iter(values, context).into())
        },
    ))
}

/// Lists one folder in the order of its names' bytes, as scandir(3) does.
fn list(token: &Readable, folder: &[u8], prefix: &[u8]) -> Result<Vec<Found>, Failure> {
    let entries =
        file::readdir(token).map_err(|error| Failure::new("scandir", error).path(folder))?;
    let mut found: Vec<Found> = entries
        .into_iter()
        .map(|entry| Found {
            name: join(prefix, &entry.name),
            parent: folder.to_vec(),
            kind: entry.kind,
        })
        .collect();
    found.sort_by(|one, two| one.name.cmp(&two.name));
    Ok(found)
}

/// Lists a folder and those in it, level by level; links are not followed.
fn list_all(
    token: &Readable,
    folder: &[u8],
    typed: bool,
    permissions: &Permissions,
) -> Result<Vec<Found>, Failure> {
    let mut all = Vec::new();
    let mut pending = VecDeque::from([(token.clone(), folder.to_vec(), Vec::new())]);
    while let Some((token, folder, prefix)) = pending.pop_front() {
        for mut entry in list(&token, &folder, &prefix)? {
            if entry.kind == file::Kind::Folder {
                let name = entry.name.get(prefix.len()..).unwrap_or_default();
                let name = name.strip_prefix(b"/").unwrap_or(name);
                let inner = join(&folder, name);
                let token = Readable::grant(os(inner.clone()), permissions)?;
                pending.push_back((token, inner, entry.name.clone()));
            }
            if typed {
                let start = if prefix.is_empty() { 0 } else { prefix.len() + 1 };
                entry.name = entry.name.get(start..).unwrap_or_default().to_vec();
            }
            all.push(entry);
        }
    }
    Ok(all)
}

/// Joins a folder and a name.
fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    if folder.is_empty() {
        return name.to_vec();
    }
    let slash: &[u8] = if folder.ends_with(b"/") { b"" } else { b"/" };
    [folder, slash, name].concat()
}

/// `rmdir(path[, options])`: removes an empty folder.
pub(super) fn rmdir(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let options = Options::read(args, 1, context)?;
    let recursive = options.get("recursive", context)?;
    if !recursive.is_undefined() {
        let name = "options.recursive";
        return Err(invalid_value(name, "is no longer supported", &recursive, context));
    }
    let place = writable(args, 0, "path", context)?;
    Ok(Job::done(move || {
        file::rmdir(&place).map_err(|error| Failure::new("rmdir", error).path(place.path()))
    }))
}

/// `rm(path[, { force, maxRetries, recursive, retryDelay }])`: removes a file, or a folder with
/// all in it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ranges were checked")]
pub(super) fn rm(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let place = path(args, 0, "path", context)?;
    let given = args.value(1);
    if !given.is_undefined() && !given.is_object() {
        return Err(invalid_type("options", "of type object", given, context));
    }
    let options = Options::read(args, 1, context)?;
    let force = options.boolean("force", false, context)?;
    let recursive = options.boolean("recursive", false, context)?;
    let delay = options.get("retryDelay", context)?;
    let delay = if delay.is_undefined() {
        100.0
    } else {
        integer(&delay, "options.retryDelay", 0.0, 2_147_483_647.0, context)?
    };
    let retries = options.get("maxRetries", context)?;
    let retries = if retries.is_undefined() {
        0.0
    } else {
        integer(&retries, "options.maxRetries", 0.0, 4_294_967_295.0, context)?
    };
    let place = super::path::grant_write(place, context)?;
    Ok(Job::done(move || {
        remove(&place, force, recursive, retries as u32, Duration::from_millis(delay as u64))
    }))
}

/// Removes, trying again while the system is busy with what is to go.
fn remove(
    place: &Writable,
    force: bool,
    recursive: bool,
    retries: u32,
    delay: Duration,
) -> Result<(), Failure> {
    let passing = [Errno::BUSY, Errno::MFILE, Errno::NFILE, Errno::NOTEMPTY, Errno::PERM];
    let mut tries = 0;
    loop {
        let (error, at) = match file::rm(place, recursive) {
            Ok(()) => return Ok(()),
            Err(failed) => failed,
        };
        let at = at.into_os_string().into_vec();
        if let FileError::System(errno) = error {
            if errno == NOENT {
                let absent = Failure::new("lstat", error).path(&at);
                return if force { Ok(()) } else { Err(absent) };
            }
            if errno == ISDIR && !recursive {
                return Err(Failure::IsFolder(place.path().to_vec()));
            }
            if tries < retries && passing.iter().any(|passing| passing.raw_os_error() == errno) {
                tries += 1;
                std::thread::sleep(delay.saturating_mul(tries));
                continue;
            }
        }
        return Err(Failure::new("rm", error).path(&at));
    }
}
