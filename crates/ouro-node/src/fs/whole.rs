//! `fs.readFile`, `fs.writeFile`, `fs.appendFile`: a file at once.
//! JavaScript half: `runtime-js/fs.js`. Node docs: fs.readFile, fs.writeFile, fs.appendFile.

use boa_engine::{Context, JsResult, JsValue, js_string};
use ouro_sandbox::{Descriptor, FileError, Opening, Readable, file};

use super::encoding::Encoding;
use super::failure::{Failure, invalid_type};
use super::options::{Options, fd_of, flags, libc_flags};
use super::path::{grant_open, grant_read, path};
use super::read::is_view;
use super::table::find;
use super::voices::Job;
use crate::{Arguments, Bytes, NodeError};

/// Files above this are read in parts or not at all.
const MOST: u64 = (1 << 31) - 1;
const DATA: &str = "of type string or an instance of Buffer, TypedArray, or DataView";

/// What a whole-file verb works on.
enum Place {
    Open(Result<Descriptor, Failure>),
    Path(Opening),
    Plain(Readable),
}

/// `readFile(path | fd[, encoding | { encoding, flag, signal }])`: all bytes from a file, or from
/// a descriptor's position.
pub(super) fn read_file(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    read(args, true, context)
}

/// As `readFile`; `named` says whether a failed read names the path, as the voices that wait do.
fn read(args: &[JsValue], named: bool, context: &mut Context) -> JsResult<Job> {
    let options = Options::read(args, 1, context)?;
    let encoding = options.encoding(Encoding::Buffer, context)?;
    let flag = options.get("flag", context)?;
    let signal = options.get("signal", context)?;
    let place = if let Some(number) = descriptor(args.value(0)) {
        Place::Open(find(fd_of(&number, context)?, "read", context))
    } else {
        let path = path(args, 0, "path", context)?;
        match flags(&flag, 0, context)? {
            0 => Place::Plain(grant_read(path, context)?),
            flags => Place::Path(grant_open(path, flags, 0o666, context)?),
        }
    };
    let job = Job::new(
        move || contents(place, named),
        move |bytes, context| encoding.decode(&bytes, context),
    );
    job.signal(&signal, context)
}

/// A whole number where a path may stand is a descriptor.
fn descriptor(value: &JsValue) -> Option<JsValue> {
    let number = value.as_number()?;
    (number.fract() == 0.0 && number.abs() <= 2_147_483_648.0).then(|| value.clone())
}

fn contents(place: Place, named: bool) -> Result<Vec<u8>, Failure> {
    match place {
        Place::Open(fd) => {
            let fd = fd?;
            let found = file::fstat(&fd).map_err(|error| Failure::new("fstat", error))?;
            small_enough(found.mode, found.size)?;
            file::read_to_end(&fd).map_err(|error| Failure::new("read", error))
        }
        Place::Path(opening) => {
            let fd = file::open(&opening)
                .map_err(|error| Failure::new("open", error).path(opening.path()))?;
            let fd = Descriptor::from(fd);
            file::read_to_end(&fd).map_err(|error| Failure::new("read", error))
        }
        Place::Plain(readable) => file::read_file(&readable).map_err(|(error, syscall)| {
            if error == FileError::System(rustix::io::Errno::FBIG.raw_os_error())
                && let Ok(found) = file::stat(&readable)
                && let Err(failure) = small_enough(found.mode, found.size)
            {
                return failure;
            }
            let failure = Failure::new(syscall, error);
            if syscall == "open" || named { failure.path(readable.path()) } else { failure }
        }),
    }
}

/// `ERR_FS_FILE_TOO_LARGE`.
fn small_enough(mode: u32, size: u64) -> Result<(), Failure> {
    if mode & 0o170_000 != 0o100_000 || size <= MOST {
        return Ok(());
    }
    let message = format!("File size ({size}) is greater than 2 GiB");
    Err(Failure::Node(NodeError::range("ERR_FS_FILE_TOO_LARGE", message)))
}

/// `readFileSync(path | fd[, options])`.
///
/// # Errors
/// As `readFile`.
pub(super) fn read_file_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    read(args, false, context)?.run(context)
}

/// `writeFile(path | fd, data[, encoding | { encoding, flag, flush, mode, signal }])`.
pub(super) fn write_file(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let default = libc_flags::WRONLY | libc_flags::CREAT | libc_flags::TRUNC;
    let (place, data, flush, signal) = write_arguments(args, default, context)?;
    let data = match data {
        Data::Text(bytes) => bytes,
        Data::View(view) => view.to_vec(),
    };
    Job::done(move || write_all(place, &data, flush)).signal(&signal, context)
}

/// `appendFile(path | fd, data[, options])`.
pub(super) fn append_file(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let default = libc_flags::WRONLY | libc_flags::CREAT | libc_flags::APPEND;
    let (place, data, flush, signal) = write_arguments(args, default, context)?;
    let data = match data {
        Data::Text(bytes) => bytes,
        Data::View(view) => view.to_vec(),
    };
    Job::done(move || write_all(place, &data, flush)).signal(&signal, context)
}

/// `writeFileSync(path | fd, data[, options])`: straight from the buffer.
///
/// # Errors
/// As `writeFile`.
pub(super) fn write_file_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let default = libc_flags::WRONLY | libc_flags::CREAT | libc_flags::TRUNC;
    write_sync(args, default, context)
}

/// `appendFileSync(path | fd, data[, options])`.
///
/// # Errors
/// As `appendFile`.
pub(super) fn append_file_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let default = libc_flags::WRONLY | libc_flags::CREAT | libc_flags::APPEND;
    write_sync(args, default, context)
}

fn write_sync(args: &[JsValue], default: i32, context: &mut Context) -> JsResult<JsValue> {
    let (place, data, flush, _) = write_arguments(args, default, context)?;
    let result = match &data {
        Data::Text(bytes) => write_all(place, bytes, flush),
        Data::View(view) => view.with(|bytes| write_all(place, bytes, flush)),
    };
    match result {
        Ok(()) => Ok(JsValue::undefined()),
        Err(failure) => Err(failure.into_js(context)),
    }
}

enum Data {
    Text(Vec<u8>),
    View(Bytes),
}

fn write_arguments(
    args: &[JsValue],
    default: i32,
    context: &mut Context,
) -> JsResult<(Place, Data, bool, JsValue)> {
    let options = Options::read(args, 2, context)?;
    let encoding = options.encoding(Encoding::Utf8, context)?;
    let mode = options.mode("mode", 0o666, context)?;
    let flag = options.get("flag", context)?;
    let flush = options.get("flush", context)?;
    let flush = if flush.is_null_or_undefined() {
        false
    } else {
        flush
            .as_boolean()
            .ok_or_else(|| invalid_type("options.flush", "of type boolean", &flush, context))?
    };
    let signal = options.get("signal", context)?;
    let value = args.value(1);
    let data = if let Some(text) = value.as_string() {
        Data::Text(encoding.encode(&text))
    } else {
        let view = if is_view(value) { Bytes::from_value(value, context)? } else { None };
        Data::View(view.ok_or_else(|| invalid_type("data", DATA, value, context))?)
    };
    let place = if let Some(number) = descriptor(args.value(0)) {
        Place::Open(find(fd_of(&number, context)?, "write", context))
    } else {
        let path = path(args, 0, "path", context)?;
        let flags = flags(&flag, default, context)?;
        Place::Path(grant_open(path, flags, mode, context)?)
    };
    Ok((place, data, flush, signal))
}

fn write_all(place: Place, data: &[u8], flush: bool) -> Result<(), Failure> {
    let fd = match place {
        Place::Open(fd) => fd?,
        Place::Path(opening) => file::open(&opening)
            .map_err(|error| Failure::new("open", error).path(opening.path()))?
            .into(),
        // Only reading makes a plain place.
        Place::Plain(_) => return Ok(()),
    };
    file::write_all(&fd, data).map_err(|error| Failure::new("write", error))?;
    if flush {
        file::fsync(&fd).map_err(|error| Failure::new("fsync", error))?;
    }
    Ok(())
}

/// `ABORT_ERR` for a signal that has fired.
pub(super) fn abort_error(signal: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let error = crate::class_error("Error", "The operation was aborted", context);
    if let Some(signal) = signal.as_object() {
        let reason = signal.get(js_string!("reason"), context)?;
        error.insert_property(
            js_string!("cause"),
            boa_engine::property::PropertyDescriptor::builder()
                .value(reason)
                .writable(true)
                .enumerable(false)
                .configurable(true),
        );
    }
    error.create_data_property(js_string!("code"), js_string!("ABORT_ERR"), context)?;
    error.create_data_property(js_string!("name"), js_string!("AbortError"), context)?;
    Ok(error.into())
}
