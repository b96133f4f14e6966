//! `fs.write` and `fs.writev`: bytes into an open file.
//! JavaScript half: `runtime-js/fs.js`. Node docs: fs.write, fs.writev, filehandle.write.

use std::io::IoSlice;

use boa_engine::{Context, JsResult, JsString, JsValue};
use ouro_sandbox::file;

use super::encoding::Encoding;
use super::failure::{Failure, invalid_type, invalid_value, out_of_range};
use super::options::{fd, position};
use super::read::{count, fields, is_view, offset_of, views};
use super::table::find;
use super::voices::Job;
use crate::{Arguments, Bytes};

const DATA: &str = "of type string or an instance of Buffer, TypedArray, or DataView";

/// What is to be written where.
struct Source {
    bytes: Part,
    position: Option<u64>,
}

enum Part {
    Text(Vec<u8>),
    View(Bytes, usize, usize),
}

impl Part {
    fn with<R>(&self, act: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Self::Text(bytes) => act(bytes),
            Self::View(view, offset, length) => view.with(|bytes| {
                act(bytes.get(*offset..offset.saturating_add(*length)).unwrap_or_default())
            }),
        }
    }
}

/// `write(fd, buffer[, offset[, length[, position]]])`, `write(fd, buffer, options)`,
/// `write(fd, string[, position[, encoding]])`: the values are the number of bytes written and
/// what was given.
pub(super) fn write(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "write", context);
    let Source { bytes, position } = source(args, context)?;
    let bytes = match bytes {
        Part::Text(bytes) => bytes,
        part @ Part::View(..) => part.with(<[u8]>::to_vec),
    };
    let job = Job::new(
        move || file::write(&fd?, &bytes, position).map_err(|error| Failure::new("write", error)),
        |written, _| Ok(count(written)),
    );
    Ok(job.pair("bytesWritten", "buffer", args.value(1).clone()))
}

/// `writeSync(fd, …)`: as `write`, straight from the buffer.
///
/// # Errors
/// As `write`.
pub(super) fn write_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let fd = find(fd(args, 0, context)?, "write", context);
    let Source { bytes, position } = source(args, context)?;
    let fd = fd.map_err(|failure| failure.into_js(context))?;
    match bytes.with(|bytes| file::write(&fd, bytes, position)) {
        Ok(written) => Ok(count(written)),
        Err(error) => Err(Failure::new("write", error).into_js(context)),
    }
}

/// Reads the arguments after the descriptor, in any of their forms.
fn source(args: &[JsValue], context: &mut Context) -> JsResult<Source> {
    let value = args.value(1);
    if let Some(text) = value.as_string() {
        let encoding = args.value(3).as_string();
        let bytes = encode(&text, encoding.as_ref(), context)?;
        return Ok(Source { bytes: Part::Text(bytes), position: place(args.value(2), context)? });
    }
    if !is_view(value) {
        return Err(invalid_type("buffer", DATA, value, context));
    }
    let Some(bytes) = Bytes::from_value(value, context)? else {
        return Err(invalid_type("buffer", DATA, value, context));
    };
    let (offset, length, at) = match args.value(2).as_object() {
        Some(options) => {
            let [offset, length, at] = fields(&options, context)?;
            (offset, length, at)
        }
        None => (args.value(2).clone(), args.value(3).clone(), args.value(4).clone()),
    };
    let offset = offset_of(&offset, context)?;
    let length = part(bytes.len(), offset, &length, context)?;
    Ok(Source { bytes: Part::View(bytes, offset, length), position: place(&at, context)? })
}

/// Checks how much of a buffer is to be written.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the range was checked; sizes are exact in doubles"
)]
fn part(size: usize, offset: usize, length: &JsValue, context: &mut Context) -> JsResult<usize> {
    if offset > size {
        return Err(out_of_range("offset", &format!("<= {size}"), offset as f64, context));
    }
    let room = (size - offset) as f64;
    let length = length.as_number().unwrap_or(room);
    if length > room {
        return Err(out_of_range("length", &format!("<= {room}"), length, context));
    }
    if length < 0.0 {
        return Err(out_of_range("length", ">= 0", length, context));
    }
    if length > 2_147_483_647.0 {
        return Err(out_of_range("length", ">= 0 && <= 2147483647", length, context));
    }
    if length.fract() != 0.0 || length.is_nan() {
        return Err(out_of_range("length", "an integer", length, context));
    }
    Ok(length as usize)
}

/// A position; what is no number is the descriptor's own.
fn place(value: &JsValue, context: &mut Context) -> JsResult<Option<u64>> {
    if value.is_number() || value.is_bigint() { position(value, 0, context) } else { Ok(None) }
}

/// The bytes of a string; an unknown encoding is UTF-8.
///
/// # Errors
/// `ERR_INVALID_ARG_VALUE` for an odd number of hexadecimal digits.
pub(super) fn encode(
    text: &JsString,
    encoding: Option<&JsString>,
    context: &mut Context,
) -> JsResult<Vec<u8>> {
    let found = encoding.and_then(|name| Encoding::find(&name.to_std_string_lossy()));
    let found = found.unwrap_or(Encoding::Utf8);
    if found == Encoding::Hex && text.len() % 2 == 1 {
        let reason = format!("is invalid for data of length {}", text.len());
        let name = encoding.cloned().unwrap_or_default();
        return Err(invalid_value("encoding", &reason, &name.into(), context));
    }
    Ok(found.encode(text))
}

/// `writev(fd, buffers[, position])`: writes several buffers, in their order.
pub(super) fn writev(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let fd = find(fd(args, 0, context)?, "write", context);
    let views = views(args.value(1), context)?;
    let position = place(args.value(2), context)?;
    let buffers: Vec<Vec<u8>> = views.iter().map(Bytes::to_vec).collect();
    let job = Job::new(
        move || {
            let slices: Vec<_> = buffers.iter().map(|buffer| IoSlice::new(buffer)).collect();
            if slices.is_empty() {
                return Ok(0);
            }
            file::writev(&fd?, &slices, position).map_err(|error| Failure::new("write", error))
        },
        |written, _| Ok(count(written)),
    );
    Ok(job.pair("bytesWritten", "buffers", args.value(1).clone()))
}
