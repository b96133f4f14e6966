//! Who and where the process is: users, groups, signals, working folder, umask. Node docs: Process.
//! POSIX: `setuid(2)`, `kill(2)`, `umask(2)`, `chdir(2)`.

use boa_engine::{
    Context, JsError, JsNativeError, JsResult, JsString, JsValue, js_string,
    object::builtins::JsArray,
};
use ouro_sandbox::{Denied, FileError, Spawnable};
use ouro_sys::identity::{self, Identity};
use rustix::process as unix;

use super::env::data;
use crate::{Arguments, NodeError, SystemError, host};

/// `getuid()`
pub(super) fn getuid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(unix::getuid().as_raw().into())
}

/// `geteuid()`
pub(super) fn geteuid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(unix::geteuid().as_raw().into())
}

/// `getgid()`
pub(super) fn getgid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(unix::getgid().as_raw().into())
}

/// `getegid()`
pub(super) fn getegid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(unix::getegid().as_raw().into())
}

/// `getgroups()`: the supplementary groups and the effective one.
pub(super) fn getgroups(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let groups = unix::getgroups().map_err(|error| system("getgroups", error.into(), context))?;
    let mut ids: Vec<u32> = groups.into_iter().map(unix::Gid::as_raw).collect();
    let own = unix::getegid().as_raw();
    if !ids.contains(&own) {
        ids.push(own);
    }
    Ok(JsArray::from_iter(ids.into_iter().map(JsValue::from), context).into())
}

fn system(syscall: &'static str, error: std::io::Error, context: &mut Context) -> JsError {
    SystemError::new(syscall, &error).into_js(context)
}

/// The error of these calls, in Node's older form: `EPERM, Operation not permitted`.
fn refusal(syscall: &str, error: &std::io::Error, context: &mut Context) -> JsError {
    let errno = error.raw_os_error().unwrap_or_default();
    let code = ouro_sys::errno::name(errno);
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let error = JsNativeError::error().with_message(format!("{code}, {text}"));
    let error = error.into_opaque(context);
    let rows: [(&str, JsValue); 3] = [
        ("errno", errno.into()),
        ("code", js_string!(code).into()),
        ("syscall", js_string!(syscall).into()),
    ];
    for (name, value) in rows {
        error.insert_property(js_string!(name), data(value, true, true));
    }
    JsError::from_opaque(error.into())
}

/// An id, or the name of a user or group.
fn id(value: &JsValue, user: bool, context: &mut Context) -> JsResult<u32> {
    if let Some(number) = value.as_number() {
        let whole = number.fract() == 0.0;
        if !whole || !(0.0..=4_294_967_295.0).contains(&number) {
            let range = if whole { ">= 0 && <= 4294967295" } else { "an integer" };
            return Err(NodeError::out_of_range("id", range, number).into_js(context));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked just above"
        )]
        return Ok(number as u32);
    }
    let Some(name) = value.as_string() else {
        let expected = "one of type number or string";
        return Err(NodeError::argument("id", expected, value, context).into_js(context));
    };
    let name = name.to_std_string_lossy();
    let found = if user { identity::user_named(&name) } else { identity::group_named(&name) };
    let kind = if user { "User" } else { "Group" };
    found.ok_or_else(|| {
        let message = format!("{kind} identifier does not exist: {name}");
        NodeError::error("ERR_UNKNOWN_CREDENTIAL", message).into_js(context)
    })
}

fn set_identity(
    which: Identity,
    syscall: &'static str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let user = matches!(which, Identity::User | Identity::EffectiveUser);
    let id = id(args.value(0), user, context)?;
    others(context)?;
    identity::set_identity(which, id).map_err(|error| refusal(syscall, &error, context))?;
    Ok(JsValue::undefined())
}

/// Asks the permissions for what reaches beyond the script.
fn others(context: &mut Context) -> JsResult<()> {
    let asked = host(context).permissions.borrow().other_processes();
    asked.map_err(|denied| refused(&denied, context))
}

/// `ERR_ACCESS_DENIED`, with what was asked for.
fn refused(denied: &Denied, context: &mut Context) -> JsError {
    let error = NodeError::error("ERR_ACCESS_DENIED", denied.to_string()).into_js(context);
    if let Some(object) = error.as_opaque().and_then(JsValue::as_object) {
        let permission = JsString::from(denied.permission.name());
        object.insert_property(js_string!("permission"), data(permission.into(), true, true));
        let resource = JsString::from(denied.resource.as_str());
        object.insert_property(js_string!("resource"), data(resource.into(), true, true));
    }
    error
}

/// `setuid(id)`
pub(super) fn setuid(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    set_identity(Identity::User, "setuid", args, context)
}

/// `seteuid(id)`
pub(super) fn seteuid(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    set_identity(Identity::EffectiveUser, "seteuid", args, context)
}

/// `setgid(id)`
pub(super) fn setgid(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    set_identity(Identity::Group, "setgid", args, context)
}

/// `setegid(id)`
pub(super) fn setegid(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    set_identity(Identity::EffectiveGroup, "setegid", args, context)
}

/// `setgroups(groups)`: an array of ids and names.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`, `ERR_UNKNOWN_CREDENTIAL`; `EPERM`.
pub(super) fn setgroups(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let list = args.value(0).as_object().and_then(|object| JsArray::from_object(object).ok());
    let Some(list) = list else {
        let expected = "an instance of Array";
        return Err(
            NodeError::argument("groups", expected, args.value(0), context).into_js(context)
        );
    };
    let mut ids = Vec::new();
    for index in 0..list.length(context)? {
        let value = list.get(index, context)?;
        ids.push(group(&value, &format!("groups[{index}]"), context)?);
    }
    others(context)?;
    identity::set_groups(&ids).map_err(|error| refusal("setgroups", &error, context))?;
    Ok(JsValue::undefined())
}

/// A group of a list, whose errors name its place.
fn group(value: &JsValue, name: &str, context: &mut Context) -> JsResult<u32> {
    match value.as_number() {
        Some(number) if number.fract() != 0.0 || !(0.0..=4_294_967_295.0).contains(&number) => {
            let range = if number.fract() == 0.0 { ">= 0 && <= 4294967295" } else { "an integer" };
            Err(NodeError::out_of_range(name, range, number).into_js(context))
        }
        None if !value.is_string() => {
            let expected = "one of type number or string";
            Err(NodeError::argument(name, expected, value, context).into_js(context))
        }
        _ => id(value, false, context),
    }
}

/// `initgroups(user, extraGroup)`: takes on a user's groups, by `/etc/group`.
///
/// # Errors
/// As [`setgroups`].
pub(super) fn initgroups(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    for (index, name) in ["user", "extraGroup"].into_iter().enumerate() {
        let value = args.value(index);
        if value.as_number().is_none() && !value.is_string() {
            let expected = "one of type number or string";
            return Err(NodeError::argument(name, expected, value, context).into_js(context));
        }
    }
    let extra = id(args.value(1), false, context)?;
    let user = match args.value(0).as_string() {
        Some(name) => {
            id(args.value(0), true, context)?;
            name.to_std_string_lossy()
        }
        None => String::new(),
    };
    others(context)?;
    let table = ouro_sys::machine::text("/etc/group");
    let mut ids: Vec<u32> = table
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(':');
            let id = fields.nth(2)?.parse().ok()?;
            fields.next()?.split(',').any(|member| member == user).then_some(id)
        })
        .collect();
    if !ids.contains(&extra) {
        ids.push(extra);
    }
    identity::set_groups(&ids).map_err(|error| refusal("initgroups", &error, context))?;
    Ok(JsValue::undefined())
}

/// `_kill(pid, signal)`: 0, or the negative errno.
///
/// # Errors
/// `ERR_ACCESS_DENIED` for other processes under `--permission`.
pub(super) fn kill(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (pid, signal) = (args.int(0), args.int(1));
    if u32::try_from(pid).ok() != Some(std::process::id()) {
        others(context)?;
    }
    Ok(match identity::kill(pid, signal) {
        Ok(()) => 0,
        Err(error) => -error.raw_os_error().unwrap_or(22),
    }
    .into())
}

/// `umask([mask])`: the mask before; text is octal.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE`, `ERR_OUT_OF_RANGE`.
pub(super) fn umask(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    if value.is_undefined() {
        let mask = unix::umask(rustix::fs::Mode::empty());
        unix::umask(mask);
        return Ok(mask.as_raw_mode().into());
    }
    let mask = mode(value, "mask", context)?;
    let old = unix::umask(rustix::fs::Mode::from_raw_mode(mask));
    Ok(old.as_raw_mode().into())
}

fn mode(value: &JsValue, name: &str, context: &mut Context) -> JsResult<u32> {
    if let Some(text) = value.as_string() {
        let text = text.to_std_string_lossy();
        let octal = !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
        return u32::from_str_radix(&text, 8).ok().filter(|_| octal).ok_or_else(|| {
            let message = format!(
                "The argument '{name}' must be a 32-bit unsigned integer or an octal string. \
                 Received '{text}'"
            );
            NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context)
        });
    }
    let Some(number) = value.as_number() else {
        return Err(NodeError::argument(name, "of type number", value, context).into_js(context));
    };
    if number.fract() != 0.0 || !(0.0..=4_294_967_295.0).contains(&number) {
        let range = if number.fract() == 0.0 { ">= 0 && <= 4294967295" } else { "an integer" };
        return Err(NodeError::out_of_range(name, range, number).into_js(context));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    Ok(number as u32 & 0o777)
}

/// `cwd()`.
///
/// # Errors
/// `ENOENT` where the working folder is gone.
pub(super) fn cwd(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    // As Node does: the system is asked once, and again after `chdir`.
    let known = host(context).slot::<Folder>();
    if let Some(folder) = known.0.borrow().as_ref() {
        return Ok(folder.clone().into());
    }
    match ouro_sys::machine::working_folder() {
        Ok(path) => {
            let folder = js_string!(&*path.to_string_lossy());
            known.0.replace(Some(folder.clone()));
            Ok(folder.into())
        }
        Err(error) => Err(system("uv_cwd", error, context)),
    }
}

/// The current folder, where it was asked for.
#[derive(Default)]
struct Folder(std::cell::RefCell<Option<JsString>>);

/// `chdir(directory)`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`; `ERR_ACCESS_DENIED`; a system error of `chdir` with `path` and `dest`.
pub(super) fn chdir(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(path) = args.value(0).as_string() else {
        let error = NodeError::argument("directory", "of type string", args.value(0), context);
        return Err(error.into_js(context));
    };
    let path = path.to_std_string_lossy();
    let from = ouro_sys::machine::working_folder().unwrap_or_default();
    let folder = ouro_sandbox::Readable::grant(&path, &host(context).permissions.borrow());
    let moved = match folder {
        Ok(folder) => ouro_sandbox::file::chdir(&folder),
        Err(denied) => Err(denied.into()),
    };
    match moved {
        Ok(()) => {
            host(context).slot::<Folder>().0.replace(None);
            Ok(JsValue::undefined())
        }
        Err(FileError::Denied(denied)) => Err(crate::fs::denied_error(&denied, context)),
        Err(error) => Err(SystemError::new("chdir", &error.into())
            .path(from.as_os_str().as_encoded_bytes())
            .dest(path.as_bytes())
            .into_js(context)),
    }
}

/// `abort()`: ends with `SIGABRT`.
pub(super) fn abort(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    std::process::abort()
}

/// `execve(file, args, env)`, checked by the JavaScript half: becomes another program.
///
/// # Errors
/// `ERR_ACCESS_DENIED`; else it returns the name of the errno that stopped it.
pub(super) fn execve(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let file = args.text(0, context)?;
    let granted = {
        let host = host(context);
        let permissions = host.permissions.borrow();
        Spawnable::grant(file, &permissions)
    };
    let program = granted.map_err(|denied| refused(&denied, context))?;
    let list = texts(args.value(1), context)?;
    let env = texts(args.value(2), context)?;
    let error = program.replace(&list, env.iter().filter_map(|pair| pair.split_once('=')));
    let code = ouro_sys::errno::name(error.raw_os_error().unwrap_or_default());
    Ok(JsString::from(code).into())
}

/// An array of strings.
fn texts(value: &JsValue, context: &mut Context) -> JsResult<Vec<String>> {
    let Some(list) = value.as_object().and_then(|object| JsArray::from_object(object).ok()) else {
        return Ok(Vec::new());
    };
    let mut texts = Vec::new();
    for index in 0..list.length(context)? {
        texts.push(list.get(index, context)?.to_string(context)?.to_std_string_lossy());
    }
    Ok(texts)
}
