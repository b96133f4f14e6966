//! Errors of system calls, made in Rust or from an errno that script holds.
//! Node docs: Class: SystemError. errno(3).

use std::{fmt, io};

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsValue, js_string};
use ouro_sys::errno;

use super::{describe::spell, set};
use crate::Arguments;

/// A failed system call, as Node's `SystemError`-like errors show it:
/// `ENOENT: no such file or directory, open 'x'`.
#[derive(Clone, Debug)]
pub struct SystemError {
    /// Positive errno of the OS.
    pub errno: i32,
    /// Name of the call, such as `open`.
    pub syscall: &'static str,
    /// The path or address the call was about.
    pub path: Option<Vec<u8>>,
    /// The second path of a call with two.
    pub dest: Option<Vec<u8>>,
}

impl SystemError {
    /// An error of `syscall` with the errno that `error` carries (`EIO` if it has none).
    #[must_use]
    pub fn new(syscall: &'static str, error: &io::Error) -> Self {
        Self::from_errno(syscall, errno_of(error))
    }

    /// An error of `syscall` with a positive `errno`.
    #[must_use]
    pub fn from_errno(syscall: &'static str, errno: i32) -> Self {
        Self { errno, syscall, path: None, dest: None }
    }

    /// Adds the path.
    #[must_use]
    pub fn path(mut self, path: impl Into<Vec<u8>>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds the second path.
    #[must_use]
    pub fn dest(mut self, dest: impl Into<Vec<u8>>) -> Self {
        self.dest = Some(dest.into());
        self
    }

    /// Makes the JavaScript error: properties `errno` (negative), `code`, `syscall`, `path`, `dest`.
    pub fn into_js(self, context: &mut Context) -> JsError {
        let message = self.to_string();
        let error = match plain_error(&message, context) {
            Ok(error) => error,
            Err(error) => return error,
        };
        set(&error, "errno", JsValue::from(-self.errno));
        set(&error, "code", js_string!(errno::name(self.errno)).into());
        set(&error, "syscall", js_string!(self.syscall).into());
        for (name, value) in [("path", &self.path), ("dest", &self.dest)] {
            if let Some(bytes) = value {
                set(&error, name, js_string!(&*String::from_utf8_lossy(bytes)).into());
            }
        }
        JsError::from_opaque(error.into())
    }
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { errno, syscall, path, dest } = self;
        write!(f, "{}: {}, {syscall}", errno::name(*errno), errno::message(*errno))?;
        if let Some(path) = path {
            write!(f, " '{}'", String::from_utf8_lossy(path))?;
        }
        if let Some(dest) = dest {
            write!(f, " -> '{}'", String::from_utf8_lossy(dest))?;
        }
        Ok(())
    }
}

/// The errno that an I/O error carries; `EIO` where it carries none.
fn errno_of(error: &io::Error) -> i32 {
    error.raw_os_error().unwrap_or_else(|| match error.kind() {
        io::ErrorKind::NotFound => 2,
        io::ErrorKind::PermissionDenied => 13,
        io::ErrorKind::InvalidInput => 22,
        io::ErrorKind::WriteZero => 32,
        _ => 5,
    })
}

/// An `Error` with a message and the stack of the script that runs.
fn plain_error(message: &str, context: &mut Context) -> JsResult<JsObject> {
    let class = context.intrinsics().constructors().error().constructor();
    class.construct(&[js_string!(message).into()], None, context)
}

/// `errnoException(errno, syscall, original)`: `open ENOENT`, with `errno`, `code`, `syscall`.
pub(super) fn errno_exception(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (code, syscall) = (code_of(args.value(0))?, spell(args.value(1), context));
    let told =
        if args.flag(2) { format!(" {}", spell(args.value(2), context)) } else { String::new() };
    let error = plain_error(&format!("{syscall} {code}{told}"), context)?;
    describe_call(&error, args, &code);
    Ok(error.into())
}

/// `exceptionWithHostPort(errno, syscall, address, port, additional)`:
/// `connect ECONNREFUSED 1.2.3.4:80 - Local (…)`.
pub(super) fn exception_with_host_port(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (code, syscall) = (code_of(args.value(0))?, spell(args.value(1), context));
    let address = spell(args.value(2), context);
    let port = args.number(3) > 0.0;
    let mut message = format!("{syscall} {code}");
    if port {
        message.push_str(&format!(" {address}:{}", spell(args.value(3), context)));
    } else if args.flag(2) {
        message.push_str(&format!(" {address}"));
    }
    if args.flag(4) {
        message.push_str(&format!(" - Local ({})", spell(args.value(4), context)));
    }
    let error = plain_error(&message, context)?;
    describe_call(&error, args, &code);
    set(&error, "address", args.value(2).clone());
    if port {
        set(&error, "port", args.value(3).clone());
    }
    Ok(error.into())
}

/// `uvException({ errno, code, message, syscall, path, dest })`:
/// `ENOENT: no such file or directory, open 'a' -> 'b'`, with the same as own properties.
pub(super) fn uv_exception(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let facts = args.object(0, context)?;
    let number = facts.get(js_string!("errno"), context)?;
    let code = code_of(&number)?;
    let told = facts.get(js_string!("message"), context)?;
    let told = match told.to_boolean() {
        true => spell(&told, context),
        false => errno::message(positive(&number)).to_owned(),
    };
    let syscall = facts.get(js_string!("syscall"), context)?;
    let mut message = format!("{code}: {told}, {}", spell(&syscall, context));
    let [path, dest] =
        [js_string!("path"), js_string!("dest")].map(|name| facts.get(name, context));
    let (path, dest) = (path?, dest?);
    if path.to_boolean() {
        message.push_str(&format!(" '{}'", path.to_string(context)?.to_std_string_lossy()));
    }
    if dest.to_boolean() {
        message.push_str(&format!(" -> '{}'", dest.to_string(context)?.to_std_string_lossy()));
    }
    let error = plain_error(&message, context)?;
    for (name, value) in
        [("errno", number), ("syscall", syscall), ("code", js_string!(code).into())]
    {
        set(&error, name, value);
    }
    for (name, value) in [("path", path), ("dest", dest)] {
        if value.to_boolean() {
            set(&error, name, value.to_string(context)?.into());
        }
    }
    Ok(error.into())
}

/// `errnoName(errno)`: the name of a negative errno, such as `ENOENT`.
pub(super) fn errno_name(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(js_string!(code_of(args.value(0))?).into())
}

/// `errnoMessage(errno)`: what a negative errno means, in libuv's words.
pub(super) fn errno_message(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(js_string!(errno::message(positive(args.value(0)))).into())
}

fn describe_call(error: &JsObject, args: &[JsValue], code: &str) {
    set(error, "errno", args.value(0).clone());
    set(error, "code", js_string!(code).into());
    set(error, "syscall", args.value(1).clone());
}

fn positive(number: &JsValue) -> i32 {
    number.as_number().map_or(0, |_| [number.clone()].int(0)).saturating_neg()
}

/// The name of an errno that script gives as libuv does: negative.
fn code_of(number: &JsValue) -> JsResult<String> {
    if let Some(name) = number.as_string() {
        return Ok(name.to_std_string_lossy());
    }
    match positive(number) {
        errno @ 1.. => Ok(errno::name(errno).to_owned()),
        other => Err(JsNativeError::range()
            .with_message(format!("not an errno: {}", other.saturating_neg()))
            .into()),
    }
}
