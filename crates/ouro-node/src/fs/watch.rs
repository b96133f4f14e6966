//! Watching files for changes: the Rust half of `runtime-js/internal/fs/watchers.js`.
//! Node docs: fs.watch. libuv: `uv_fs_event_t`; inotify(7).

use std::cell::RefCell;
use std::collections::HashMap;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use boa_engine::{Context, JsResult, JsValue, js_string};
use ouro_reactor::{Event, FileChange, Handle};
use ouro_sandbox::file;

use super::classes::stats;
use super::encoding::Encoding;
use super::failure::Failure;
use super::path::{grant_read, path, readable};
use crate::{Arguments, call, enter_async_context, host};

/// The watches of a runtime by the number JavaScript knows them by.
#[derive(Default)]
struct Watches {
    handles: RefCell<HashMap<i32, Watch>>,
    last: RefCell<i32>,
}

/// A watch, and what keeps `/proc/self/fd/N` meaning the file while it runs.
struct Watch {
    handle: Handle,
    _held: file::Held,
}

/// `watchStart(path, encoding, persistent, callback)`: watches a file, or a folder and what lies
/// right in it; `callback(kind, name)` follows in the poll phase for each change, `kind` being
/// `change` or `rename`. Returns a number for `watchClose` and `watchRef`.
///
/// # Errors
/// `ERR_ACCESS_DENIED`; an errno of inotify_add_watch(2).
pub(super) fn start(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let place = readable(args, 0, "filename", context)?;
    let encoding = Encoding::from_value(args.value(1), Encoding::Utf8, context)?;
    let persistent = args.flag(2);
    let callback = args.callback(3, context)?;
    let host = host(context);
    let watched = file::watchable(&place).and_then(|held| {
        let started = host.reactor.borrow_mut().fs_watch_start(held.path());
        started.map(|handle| Watch { handle, _held: held }).map_err(|error| {
            let errno = error.raw_os_error().unwrap_or(super::failure::IO);
            ouro_sandbox::FileError::System(errno)
        })
    });
    let watch = match watched {
        Ok(watch) => watch,
        Err(error) => {
            let error = Failure::new("watch", error).path(place.path()).into_js(context);
            let value = error.clone().into_opaque(context)?;
            if let Some(object) = value.as_object() {
                let name = super::encoding::utf8(place.path());
                object.create_data_property(js_string!("filename"), name, context)?;
            }
            return Err(error);
        }
    };
    let handle = watch.handle;
    if !persistent {
        host.reactor.borrow_mut().set_referenced(handle, false);
    }
    // A change of the file itself is told under the name it was asked for by.
    let alias = watch._held.path().file_name().map(|name| name.as_bytes().to_vec());
    let own = Path::new(std::ffi::OsStr::from_bytes(place.path()));
    let own = own.file_name().map(|name| name.as_bytes().to_vec()).unwrap_or_default();
    let frame = host.async_context.borrow().clone();
    host.on_handle(handle, move |event, context| {
        let Event::FileChanged(_, Ok(FileChange { name, name_changed, .. })) = event else {
            return Ok(());
        };
        let name = name.as_bytes();
        let name = if alias.as_deref() == Some(name) { own.as_slice() } else { name };
        let kind = if name_changed { js_string!("rename") } else { js_string!("change") };
        let name = encoding.decode(name, context)?;
        enter_async_context(frame.clone(), context, |context| {
            call(&callback, &JsValue::undefined(), &[kind.into(), name], context)
        })?;
        Ok(())
    });
    let watches = host.slot::<Watches>();
    let number = {
        let mut last = watches.last.borrow_mut();
        *last = last.wrapping_add(1);
        *last
    };
    watches.handles.borrow_mut().insert(number, watch);
    Ok(number.into())
}

/// `watchClose(number)`: ends a watch.
pub(super) fn close(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let watch = host.slot::<Watches>().handles.borrow_mut().remove(&args.int(0));
    if let Some(watch) = watch {
        host.reactor.borrow_mut().close(watch.handle);
    }
    Ok(JsValue::undefined())
}

/// `watchRef(number, referenced)`: whether a watch keeps the program running.
pub(super) fn set_referenced(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = host(context);
    let watches = host.slot::<Watches>();
    if let Some(watch) = watches.handles.borrow().get(&args.int(0)) {
        host.reactor.borrow_mut().set_referenced(watch.handle, args.flag(1));
    }
    Ok(JsValue::undefined())
}

/// `zeroStats(bigint)`: the Stats of what is not there, as watchFile has them.
pub(super) fn zero_stats(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    stats(&file::Metadata::default(), args.flag(0), context)
}

/// `validatePathNamed(path, name)`: throws for what is no path.
///
/// # Errors
/// As [`path`].
pub(super) fn validate_path_named(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = args.text(1, context)?;
    path(args, 0, &name, context)?;
    Ok(JsValue::undefined())
}

/// `grantRead(path)`: throws where a path may not be read.
///
/// # Errors
/// As [`path`], and `ERR_ACCESS_DENIED`.
pub(super) fn check_read(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let path = path(args, 0, "path", context)?;
    grant_read(path, context)?;
    Ok(JsValue::undefined())
}
