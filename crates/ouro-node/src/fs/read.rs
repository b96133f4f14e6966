//! `fs.read` and `fs.readv`: bytes from an open file.
//! JavaScript half: `runtime-js/fs.js`. Node docs: fs.read, fs.readv, filehandle.read.

use std::io::IoSliceMut;

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string, object::builtins::JsArray};
use ouro_sandbox::file;

use super::failure::{Failure, invalid_type, invalid_value, out_of_range};
use super::options::{fd, integer, position};
use super::table::find;
use super::voices::Job;
use crate::{Arguments, Bytes};

const MAX_SAFE: f64 = 9_007_199_254_740_991.0;
const VIEW: &str = "an instance of Buffer, TypedArray, or DataView";

/// Where bytes go: a view, the part of it, and the place in the file.
struct Target {
    bytes: Bytes,
    value: JsValue,
    offset: usize,
    length: usize,
    position: Option<u64>,
}

/// `read(fd, buffer[, offset[, length[, position]]])`, `read(fd, buffer, options)`,
/// `read(fd[, options])`: the values are the number of bytes and the buffer.
pub(super) fn read(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "read", context);
    let Target { bytes, value, offset, length, position } = target(args, context)?;
    let job = Job::new(
        move || {
            if length == 0 {
                return Ok(Vec::new());
            }
            let mut buffer = vec![0; length];
            let count = file::read(&fd?, &mut buffer, position)
                .map_err(|error| Failure::new("read", error))?;
            buffer.truncate(count);
            Ok(buffer)
        },
        move |read: Vec<u8>, _| {
            bytes.with_mut(|target| {
                let end = offset.saturating_add(read.len());
                if let Some(target) = target.get_mut(offset..end) {
                    target.copy_from_slice(&read);
                }
            });
            Ok(count(read.len()))
        },
    );
    Ok(job.pair("bytesRead", "buffer", value))
}

/// `readSync(fd, buffer…)`: as `read`, straight into the buffer.
///
/// # Errors
/// As `read`.
pub(super) fn read_sync(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let fd = find(fd(args, 0, context)?, "read", context);
    if !is_view(args.value(1)) {
        return Err(invalid_type("buffer", VIEW, args.value(1), context));
    }
    let Target { bytes, offset, length, position, .. } = target(args, context)?;
    if length == 0 {
        return Ok(0.into());
    }
    let fd = fd.map_err(|failure| failure.into_js(context))?;
    let read = bytes.with_mut(|target| {
        let target = target.get_mut(offset..offset.saturating_add(length)).unwrap_or_default();
        file::read(&fd, target, position)
    });
    match read {
        Ok(read) => Ok(count(read)),
        Err(error) => Err(Failure::new("read", error).into_js(context)),
    }
}

/// Reads the arguments after the descriptor, in any of their forms.
fn target(args: &[JsValue], context: &mut Context) -> JsResult<Target> {
    let first = args.value(1);
    let second = args.value(2);
    let (buffer, offset, length, place) = if is_view(first) {
        options_only(args, context)?;
        if let Some(options) = second.as_object() {
            let [offset, length, place] = fields(&options, context)?;
            (first.clone(), offset, length, place)
        } else {
            (first.clone(), second.clone(), args.value(3).clone(), args.value(4).clone())
        }
    } else if first.is_null_or_undefined() {
        let nothing = JsValue::undefined();
        (crate::buffer(&[0; 16384], context)?, nothing.clone(), nothing.clone(), nothing)
    } else if let Some(options) = first.as_object().filter(|_| second.is_undefined()) {
        let [offset, length, place] = fields(&options, context)?;
        let buffer = options.get(js_string!("buffer"), context)?;
        let buffer =
            if buffer.is_undefined() { crate::buffer(&[0; 16384], context)? } else { buffer };
        (buffer, offset, length, place)
    } else {
        return Err(invalid_type("buffer", VIEW, first, context));
    };
    if !is_view(&buffer) {
        return Err(invalid_type("buffer", VIEW, &buffer, context));
    }
    let Some(bytes) = Bytes::from_value(&buffer, context)? else {
        return Err(invalid_type("buffer", VIEW, &buffer, context));
    };
    let size = bytes.len();
    let offset = offset_of(&offset, context)?;
    let (length, position) = part(&buffer, size, offset, &length, &place, context)?;
    Ok(Target { bytes, value: buffer, offset, length, position })
}

/// Where an argument alone stands behind the buffer, it is options.
fn options_only(args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let options = args.value(2);
    let fits = match options.as_object() {
        Some(object) => !object.is_callable() && !is_array(options, context)?,
        None => options.is_null_or_undefined() || args.len() > 3,
    };
    if fits {
        return Ok(());
    }
    Err(invalid_type("options", "of type object", options, context))
}

/// `Array.isArray`, which sees through Proxies.
fn is_array(value: &JsValue, context: &mut Context) -> JsResult<bool> {
    let array = context.intrinsics().constructors().array().constructor();
    let ask = array.get(js_string!("isArray"), context)?;
    let Some(ask) = ask.as_function() else { return Ok(false) };
    Ok(ask.call(&array.into(), std::slice::from_ref(value), context)?.to_boolean())
}

/// Checks how much of a buffer is to be filled, and from where.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the range was checked; sizes are exact in doubles"
)]
fn part(
    buffer: &JsValue,
    size: usize,
    offset: usize,
    length: &JsValue,
    place: &JsValue,
    context: &mut Context,
) -> JsResult<(usize, Option<u64>)> {
    let room = size as f64 - offset as f64;
    let length = if length.is_null_or_undefined() {
        room
    } else {
        match length.as_number() {
            Some(number) => number.trunc(),
            None => length.to_number(context)?.trunc(),
        }
    };
    if length == 0.0 {
        return Ok((0, position(place, 0, context)?));
    }
    if size == 0 {
        return Err(invalid_value("buffer", "is empty and cannot be written", buffer, context));
    }
    if length < 0.0 {
        return Err(out_of_range("length", ">= 0", length, context));
    }
    if length > room {
        return Err(out_of_range("length", &format!("<= {room}"), length, context));
    }
    let length = length as usize;
    Ok((length, position(place, length, context)?))
}

/// `offset`: where in the buffer; 0 where undefined or null.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked"
)]
pub(super) fn offset_of(value: &JsValue, context: &mut Context) -> JsResult<usize> {
    if value.is_null_or_undefined() {
        return Ok(0);
    }
    Ok(integer(value, "offset", 0.0, MAX_SAFE, context)? as usize)
}

/// `offset`, `length` and `position` of an options object.
pub(super) fn fields(options: &JsObject, context: &mut Context) -> JsResult<[JsValue; 3]> {
    Ok([
        options.get(js_string!("offset"), context)?,
        options.get(js_string!("length"), context)?,
        options.get(js_string!("position"), context)?,
    ])
}

/// Whether a value is a typed array or DataView.
pub(super) fn is_view(value: &JsValue) -> bool {
    use boa_engine::builtins::{dataview::DataView, typed_array::TypedArray};
    value.as_object().is_some_and(|object| object.is::<TypedArray>() || object.is::<DataView>())
}

/// A number of bytes.
#[expect(clippy::cast_precision_loss, reason = "sizes are exact in doubles")]
pub(super) fn count(count: usize) -> JsValue {
    i32::try_from(count).map_or_else(|_| JsValue::from(count as f64), JsValue::from)
}

/// Reads a list of views.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` for `buffers`.
pub(super) fn views(value: &JsValue, context: &mut Context) -> JsResult<Vec<Bytes>> {
    let wrong =
        |context: &mut Context| invalid_type("buffers", "an ArrayBufferView[]", value, context);
    let Some(array) = value.as_object().filter(JsObject::is_array) else {
        return Err(wrong(context));
    };
    let array = JsArray::from_object(array)?;
    let mut views = Vec::new();
    for index in 0..array.length(context)? {
        let item = array.get(index, context)?;
        let bytes = if is_view(&item) { Bytes::from_value(&item, context)? } else { None };
        views.push(bytes.ok_or_else(|| wrong(context))?);
    }
    Ok(views)
}

/// `readv(fd, buffers[, position])`: fills several buffers, in their order.
pub(super) fn readv(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "read", context);
    let views = views(args.value(1), context)?;
    let place = args.value(2);
    let position =
        if place.is_number() || place.is_bigint() { position(place, 0, context)? } else { None };
    let sizes: Vec<usize> = views.iter().map(Bytes::len).collect();
    let job = Job::new(
        move || {
            let mut buffers: Vec<Vec<u8>> = sizes.iter().map(|&size| vec![0; size]).collect();
            let mut slices: Vec<_> =
                buffers.iter_mut().map(|buffer| IoSliceMut::new(buffer)).collect();
            let count = file::readv(&fd?, &mut slices, position)
                .map_err(|error| Failure::new("read", error))?;
            Ok((count, buffers))
        },
        move |(total, buffers): (usize, Vec<Vec<u8>>), _| {
            let mut left = total;
            for (view, read) in views.iter().zip(&buffers) {
                let part = read.get(..left.min(read.len())).unwrap_or_default();
                view.with_mut(|target| {
                    if let Some(target) = target.get_mut(..part.len()) {
                        target.copy_from_slice(part);
                    }
                });
                left -= part.len();
            }
            Ok(count(total))
        },
    );
    Ok(job.pair("bytesRead", "buffers", args.value(1).clone()))
}

/// `readChunk(fd, size, position)`: up to `size` bytes as a new Buffer; for streams, which would
/// make one anyway.
pub(super) fn read_chunk(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "read", context);
    let size = args.size(1);
    let position = position(args.value(2), 0, context)?;
    Ok(Job::new(
        move || {
            let mut buffer = vec![0; size];
            let count = file::read(&fd?, &mut buffer, position)
                .map_err(|error| Failure::new("read", error))?;
            buffer.truncate(count);
            Ok(buffer)
        },
        |bytes: Vec<u8>, context| crate::buffer(&bytes, context),
    ))
}
