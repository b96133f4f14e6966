//! `fs.access`, `fs.exists`, `fs.stat` and kin: what is known of a file.
//! Node docs: fs.access, fs.exists, fs.stat, fs.statfs. JavaScript half: `runtime-js/fs.js`.

use boa_engine::{Context, JsResult, JsValue};
use ouro_sandbox::{Readable, file};

use super::classes::{statfs, stats};
use super::failure::{Failure, NOENT, NOTDIR};
use super::options::{Options, fd};
use super::path::{grant_read, path, readable};
use super::table::find;
use super::voices::{Job, callback_of};
use super::warning::warn;
use crate::{Arguments, NodeError, Tick, host};

/// `access(path[, mode])`: fails where the process may not use a file so.
pub(super) fn access(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let file = readable(args, 0, "path", context)?;
    let mode = small_mode(args.value(1), context)?;
    Ok(Job::done(move || {
        file::access(&file, mode).map_err(|error| Failure::new("access", error).path(file.path()))
    }))
}

/// The mode of `access` and `copyFile`: three bits.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is 0 to 7")]
pub(super) fn small_mode(value: &JsValue, context: &mut Context) -> JsResult<u32> {
    if value.is_null_or_undefined() {
        return Ok(0);
    }
    let number = value.as_number().filter(|number| number.abs() <= 2_147_483_648.0);
    let Some(number) = number else {
        let text = "mode must be int32 or null/undefined";
        return Err(NodeError::typ("ERR_INVALID_ARG_TYPE", text).into_js(context));
    };
    if !(0.0..=7.0).contains(&number) {
        let text = "mode is out of range: >= 0 && <= 7";
        return Err(NodeError::range("ERR_OUT_OF_RANGE", text).into_js(context));
    }
    Ok(number.trunc() as u32)
}

/// `existsSync(path)`: whether a path leads to anything; false for what is no path.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn exists_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    match path(args, 0, "path", context) {
        Ok(path) => Ok(file::exists(&grant_read(path, context)?).into()),
        Err(_) => {
            // A NUL is no wrong type.
            if !args.value(0).is_string() {
                let text = "Passing invalid argument types to fs.existsSync is deprecated";
                warn(text, "DeprecationWarning", Some("DEP0187"), context)?;
            }
            Ok(false.into())
        }
    }
}

/// `exists(path, callback)`: calls back with a boolean alone.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` for the callback.
pub(super) fn exists(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (_, callback) = callback_of(args, (1, 1), context)?;
    let token = path(args, 0, "path", context).and_then(|path| grant_read(path, context));
    let Ok(token) = token else {
        let tick = Tick::new(callback, vec![false.into()], context);
        host(context).ticks.borrow_mut().push_back(tick);
        return Ok(JsValue::undefined());
    };
    let job = Job::new(move || Ok(file::exists(&token)), |found, _| Ok(found.into()));
    job.call_back_plain(callback, context)?;
    Ok(JsValue::undefined())
}

/// `stat(path[, { bigint, throwIfNoEntry }])`: describes what a path leads to.
pub(super) fn stat(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    describe_file(args, "stat", file::stat, context)
}

/// `lstat(path[, { bigint, throwIfNoEntry }])`: describes what a path names.
pub(super) fn lstat(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    describe_file(args, "lstat", file::lstat, context)
}

fn describe_file(
    args: &[JsValue],
    syscall: &'static str,
    look: fn(&Readable) -> Result<file::Metadata, ouro_sandbox::FileError>,
    context: &mut Context,
) -> JsResult<Job> {
    let file = readable(args, 0, "path", context)?;
    let (bigint, throws) = stat_options(args, 1, context)?;
    Ok(Job::new(
        move || match look(&file) {
            Ok(found) => Ok(Some(found)),
            Err(error) => {
                let failure = Failure::new(syscall, error).path(file.path());
                let absent = failure.is(NOENT) || failure.is(NOTDIR);
                if absent && !throws { Ok(None) } else { Err(failure) }
            }
        },
        move |found, context| match found {
            Some(found) => stats(&found, bigint, context),
            None => Ok(JsValue::undefined()),
        },
    ))
}

/// The options of `stat`: `bigint` and `throwIfNoEntry`.
fn stat_options(args: &[JsValue], index: usize, context: &mut Context) -> JsResult<(bool, bool)> {
    let Some(options) = args.value(index).as_object() else { return Ok((false, true)) };
    let bigint = options.get(boa_engine::js_string!("bigint"), context)?.to_boolean();
    let throws = options.get(boa_engine::js_string!("throwIfNoEntry"), context)?;
    Ok((bigint, throws.is_undefined() || throws.to_boolean()))
}

/// `fstat(fd[, { bigint }])`: describes an open file.
pub(super) fn fstat(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "fstat", context);
    let (bigint, _) = stat_options(args, 1, context)?;
    Ok(Job::new(
        move || file::fstat(&fd?).map_err(|error| Failure::new("fstat", error)),
        move |found, context| stats(&found, bigint, context),
    ))
}

/// `statfs(path[, { bigint }])`: describes the file system a path lies on.
pub(super) fn file_system(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let file = readable(args, 0, "path", context)?;
    let bigint = Options::read(args, 1, context)?.truthy("bigint", context)?;
    Ok(Job::new(
        move || {
            file::statfs(&file).map_err(|error| Failure::new("statfs", error).path(file.path()))
        },
        move |found, context| statfs(&found, bigint, context),
    ))
}
