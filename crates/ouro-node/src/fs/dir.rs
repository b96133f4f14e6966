//! Open folders, read part by part: the Rust half of `runtime-js/internal/fs/dir.js`.
//! Node docs: Class: fs.Dir, fs.opendir.

use std::sync::{Arc, Mutex, PoisonError};

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsValue, Trace, object::builtins::JsArray,
};
use ouro_sandbox::file::{Entry, Folder};

use super::classes::dirent;
use super::encoding::Encoding;
use super::failure::{Failure, invalid_type};
use super::path::readable;
use super::voices::Job;
use crate::Arguments;

/// An open folder; closed when it is told to, or when nothing holds it any more.
#[derive(Debug, Finalize, JsData, Trace)]
struct Handle {
    #[unsafe_ignore_trace]
    folder: Arc<Mutex<Option<Folder>>>,
}

/// `opendir(path)`: the value is a handle for `dirRead` and `dirClose`.
pub(super) fn open(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let place = readable(args, 0, "path", context)?;
    Ok(Job::new(
        move || {
            Folder::open(&place).map_err(|error| Failure::new("opendir", error).path(place.path()))
        },
        |folder, context| {
            let handle = Handle { folder: Arc::new(Mutex::new(Some(folder))) };
            let prototype = context.intrinsics().constructors().object().prototype();
            Ok(JsObject::from_proto_and_data(prototype, handle).into())
        },
    ))
}

/// `dirRead(handle, encoding, size, parentPath)`: up to `size` Dirents, or null at the end.
pub(super) fn read(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let folder = handle(args, context)?;
    let encoding = Encoding::from_value(args.value(1), Encoding::Utf8, context)?;
    let size = args.size(2).max(1);
    let parent = args.value(3).clone();
    Ok(Job::new(
        move || {
            let mut folder = folder.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(folder) = folder.as_mut() else { return Ok(Vec::new()) };
            let mut entries = Vec::new();
            while entries.len() < size {
                match folder.next_entry().map_err(|error| Failure::new("scandir", error))? {
                    Some(entry) => entries.push(entry),
                    None => break,
                }
            }
            Ok(entries)
        },
        move |entries: Vec<Entry>, context| {
            if entries.is_empty() {
                return Ok(JsValue::null());
            }
            let mut values = Vec::with_capacity(entries.len());
            for entry in entries {
                let name = encoding.decode(&entry.name, context)?;
                values.push(dirent(name, parent.clone(), entry.kind, context)?);
            }
            Ok(JsArray::from_iter(values, context).into())
        },
    ))
}

/// `dirClose(handle)`: closes the folder.
pub(super) fn close(args: &[JsValue], context: &mut Context) -> JsResult<Job> {
    let folder = handle(args, context)?;
    Ok(Job::done(move || {
        folder.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(())
    }))
}

fn handle(args: &[JsValue], context: &mut Context) -> JsResult<Arc<Mutex<Option<Folder>>>> {
    let object = args.object(0, context)?;
    match object.downcast_ref::<Handle>() {
        Some(handle) => Ok(Arc::clone(&handle.folder)),
        None => Err(invalid_type("handle", "an open folder", args.value(0), context)),
    }
}
