//! How an operation of `node:fs` fails: refused, by the system, or by a rule of Node's.
//! Node docs: Errors.

use boa_engine::{Context, JsError, JsResult, JsValue, js_string, object::builtins::JsFunction};
use ouro_sandbox::{Denied, FileError};
use rustix::io::Errno;

use crate::{NodeError, SystemError, require_builtin};

pub(super) const NOENT: i32 = Errno::NOENT.raw_os_error();
pub(super) const NOTDIR: i32 = Errno::NOTDIR.raw_os_error();
pub(super) const LOOP: i32 = Errno::LOOP.raw_os_error();
pub(super) const IO: i32 = Errno::IO.raw_os_error();
pub(super) const CANCELED: i32 = Errno::CANCELED.raw_os_error();
pub(super) const ISDIR: i32 = Errno::ISDIR.raw_os_error();

/// Why an operation failed; made on the pool, turned into a JavaScript error on the runtime's
/// thread.
#[derive(Debug)]
pub(super) enum Failure {
    /// `ERR_ACCESS_DENIED`.
    Denied(Denied),
    /// `ERR_FS_EISDIR`: `rm` of a folder without `recursive`; the path.
    IsFolder(Vec<u8>),
    /// A code of Node's own.
    Node(NodeError),
    /// An errno.
    System(SystemError),
}

impl Failure {
    /// The failure of a system call.
    pub(super) fn new(syscall: &'static str, error: FileError) -> Self {
        match error {
            FileError::Denied(denied) => Self::Denied(denied),
            FileError::System(errno) => Self::System(SystemError::from_errno(syscall, errno)),
            _ => Self::System(SystemError::from_errno(syscall, IO)),
        }
    }

    /// Adds the path that a system error names.
    pub(super) fn path(self, path: &[u8]) -> Self {
        match self {
            Self::System(error) => Self::System(error.path(path)),
            other => other,
        }
    }

    /// Adds the second path that a system error names.
    pub(super) fn dest(self, dest: &[u8]) -> Self {
        match self {
            Self::System(error) => Self::System(error.dest(dest)),
            other => other,
        }
    }

    /// Whether this is the errno given.
    pub(super) fn is(&self, errno: i32) -> bool {
        matches!(self, Self::System(error) if error.errno == errno)
    }

    /// Makes the JavaScript error.
    pub(super) fn into_js(self, context: &mut Context) -> JsError {
        match self {
            Self::Denied(denied) => denied_error(&denied, context),
            Self::IsFolder(path) => is_folder(&path, context),
            Self::Node(error) => error.into_js(context),
            Self::System(error) => error.into_js(context),
        }
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

/// `ERR_ACCESS_DENIED`, with `permission` and `resource`.
pub(crate) fn denied_error(denied: &Denied, context: &mut Context) -> JsError {
    if let Err(error) = super::permission::publish(denied.permission, &denied.resource, context) {
        return error;
    }
    let error = crate::class_error("Error", &denied.to_string(), context);
    for (name, value) in [
        ("code", "ERR_ACCESS_DENIED"),
        ("permission", denied.permission.name()),
        ("resource", denied.resource.as_str()),
    ] {
        // Nothing of a fresh error object refuses a property.
        let _ = error.create_data_property(js_string!(name), js_string!(value), context);
    }
    JsError::from_opaque(error.into())
}

/// `ERR_FS_EISDIR` as Node's `SystemError` has it.
fn is_folder(path: &[u8], context: &mut Context) -> JsError {
    let path = String::from_utf8_lossy(path).into_owned();
    let message = format!("Path is a directory: rm returned EISDIR (is a directory) {path}");
    let error = crate::class_error("Error", &message, context);
    let info = boa_engine::JsObject::with_object_proto(context.intrinsics());
    let fields: [(&str, JsValue); 5] = [
        ("code", js_string!("EISDIR").into()),
        ("message", js_string!("is a directory").into()),
        ("path", js_string!(&*path).into()),
        ("syscall", js_string!("rm").into()),
        ("errno", JsValue::from(ISDIR)),
    ];
    for (name, value) in fields {
        let _ = info.create_data_property(js_string!(name), value, context);
    }
    let fields: [(&str, JsValue); 6] = [
        ("name", js_string!("SystemError").into()),
        ("code", js_string!("ERR_FS_EISDIR").into()),
        ("info", info.into()),
        ("errno", JsValue::from(ISDIR)),
        ("syscall", js_string!("rm").into()),
        ("path", js_string!(&*path).into()),
    ];
    for (name, value) in fields {
        let _ = error.create_data_property(js_string!(name), value, context);
    }
    JsError::from_opaque(error.into())
}

/// `ERR_INVALID_ARG_VALUE`: `The argument 'flags' is invalid. Received …`; a name with a dot is
/// a property.
pub(super) fn invalid_value(
    name: &str,
    reason: &str,
    value: &JsValue,
    context: &mut Context,
) -> JsError {
    let kind = if name.contains('.') { "property" } else { "argument" };
    let shown = match inspect(value, context) {
        Ok(shown) => shown,
        Err(error) => return error,
    };
    let short: String = shown.chars().take(128).collect();
    let dots = if short.len() < shown.len() { "..." } else { "" };
    let message = format!("The {kind} '{name}' {reason}. Received {short}{dots}");
    NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context)
}

/// `ERR_INVALID_ARG_TYPE`.
pub(super) fn invalid_type(
    name: &str,
    expected: &str,
    value: &JsValue,
    context: &mut Context,
) -> JsError {
    NodeError::argument(name, expected, value, context).into_js(context)
}

/// `ERR_OUT_OF_RANGE`.
pub(super) fn out_of_range(name: &str, range: &str, value: f64, context: &mut Context) -> JsError {
    NodeError::out_of_range(name, range, value).into_js(context)
}

/// A value as `util.inspect` shows it in error messages.
fn inspect(value: &JsValue, context: &mut Context) -> JsResult<String> {
    if value.is_number() || value.is_boolean() || value.is_null_or_undefined() {
        return Ok(value.display().to_string());
    }
    let util = require_builtin("util", context)?.to_object(context)?;
    let inspect = util.get(js_string!("inspect"), context)?;
    let Some(inspect) = inspect.as_object().and_then(JsFunction::from_object) else {
        return Ok(value.display().to_string());
    };
    let shown = inspect.call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
    Ok(shown.to_string(context)?.to_std_string_lossy())
}

/// Digits of a bigint as Node's range errors group them; below 2³² not at all.
pub(super) fn group_bigint(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    if digits.parse::<u64>().is_ok_and(|number| number <= 1 << 32) {
        return text.to_owned();
    }
    let mut grouped = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}
