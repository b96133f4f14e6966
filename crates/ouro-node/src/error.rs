//! The two kinds of error a room throws: a failed system call and a rule of Node's that was broken.
//! Node docs: Errors.

use std::{fmt, io};

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsString, JsValue, js_string,
    property::PropertyDescriptor,
};
use ouro_sys::errno;

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
        let error = JsNativeError::error().with_message(message).into_opaque(context);
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
    error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::NotFound => 2,
        io::ErrorKind::PermissionDenied => 13,
        io::ErrorKind::InvalidInput => 22,
        io::ErrorKind::WriteZero => 32,
        _ => 5,
    })
}

/// An error with a `code` of Node's own (`ERR_…`); `name` and stack show the class.
#[derive(Clone, Debug)]
pub struct NodeError {
    /// Node's code, such as `ERR_INVALID_ARG_TYPE`.
    pub code: &'static str,
    /// `Error`, `TypeError`, `RangeError`, `SyntaxError` or `URIError`.
    pub class: &'static str,
    /// The text after the code.
    pub message: String,
}

impl NodeError {
    /// An `Error`.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, class: "Error", message: message.into() }
    }

    /// A `TypeError`.
    pub fn typ(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, class: "TypeError", message: message.into() }
    }

    /// A `RangeError`.
    pub fn range(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, class: "RangeError", message: message.into() }
    }

    /// `ERR_INVALID_ARG_TYPE`: the argument `name` is not `expected` ("of type string", …).
    pub fn argument(name: &str, expected: &str, actual: &JsValue, context: &mut Context) -> Self {
        let kind = if name.contains('.') { "property" } else { "argument" };
        let actual = describe(actual, context);
        Self::typ(
            "ERR_INVALID_ARG_TYPE",
            format!("The \"{name}\" {kind} must be {expected}. Received {actual}"),
        )
    }

    /// `ERR_OUT_OF_RANGE`: `name` is not in `range` (">= 0 && <= 255", "an integer").
    pub fn out_of_range(name: &str, range: &str, actual: f64) -> Self {
        Self::range(
            "ERR_OUT_OF_RANGE",
            format!(
                "The value of \"{name}\" is out of range. It must be {range}. Received {}",
                group_digits(actual)
            ),
        )
    }

    /// Makes the JavaScript error, with its `code` and the stack line `Class [CODE]: message`.
    pub fn into_js(self, context: &mut Context) -> JsError {
        let error = class_error(self.class, &self.message, context);
        let code: JsValue = js_string!(self.code).into();
        set(&error, "code", code);
        error.insert_property(
            js_string!("toString"),
            PropertyDescriptor::builder()
                .value(crate::binding::function("toString", 0, node_error_text, context))
                .writable(true)
                .enumerable(false)
                .configurable(true),
        );
        JsError::from_opaque(error.into())
    }
}

/// Makes an error object of a standard class by its name (`Error` where it is none of them).
pub fn class_error(class: &str, message: &str, context: &mut Context) -> JsObject {
    let error = match class {
        "TypeError" => JsNativeError::typ(),
        "RangeError" => JsNativeError::range(),
        "SyntaxError" => JsNativeError::syntax(),
        "URIError" => JsNativeError::uri(),
        _ => JsNativeError::error(),
    };
    error.with_message(message.to_owned()).into_opaque(context)
}

/// `toString` of Node's errors: `TypeError [ERR_X]: message`.
fn node_error_text(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> boa_engine::JsResult<JsValue> {
    let Some(error) = this.as_object() else { return Ok(js_string!("Error").into()) };
    let mut text = error.get(js_string!("name"), context)?.to_string(context)?;
    let code = error.get(js_string!("code"), context)?.to_string(context)?;
    let message = error.get(js_string!("message"), context)?.to_string(context)?;
    text = js_string!(&text, &js_string!(" ["), &code, &js_string!("]: "), &message);
    Ok(text.into())
}

/// Sets an enumerable own property without running any script.
fn set(object: &JsObject, name: &str, value: JsValue) {
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}

/// Node's "Received …" words for a value: `undefined`, `function f`, `an instance of Map`,
/// `type string ('x')`.
pub fn describe(value: &JsValue, context: &mut Context) -> String {
    if value.is_undefined() || value.is_null() {
        return value.display().to_string();
    }
    if let Some(object) = value.as_object() {
        if object.is_callable() {
            let name = object.get(js_string!("name"), context).ok();
            let name = name.and_then(|name| name.as_string()).unwrap_or_default();
            return format!("function {}", name.to_std_string_lossy());
        }
        let class = object.get(js_string!("constructor"), context).ok().and_then(|class| {
            class.as_object()?.get(js_string!("name"), context).ok()?.as_string()
        });
        return match class {
            Some(name) if !name.is_empty() => {
                format!("an instance of {}", name.to_std_string_lossy())
            }
            _ => "[Object: null prototype] {}".to_owned(),
        };
    }
    if let Some(text) = value.as_string() {
        let text = text.to_std_string_lossy();
        let short: String = text.chars().take(25).collect();
        let dots = if short.len() < text.len() { "..." } else { "" };
        return format!("type string ({})", quote(&format!("{short}{dots}")));
    }
    let shown = match value.as_bigint() {
        Some(number) => format!("{number}n"),
        None => value.display().to_string(),
    };
    format!("type {} ({shown})", value.type_of())
}

/// Quotes as `util.inspect` does: single quotes, unless the text holds one.
fn quote(text: &str) -> String {
    let mark = if !text.contains('\'') {
        '\''
    } else if !text.contains('"') {
        '"'
    } else {
        '`'
    };
    format!("{mark}{text}{mark}")
}

/// Writes a number as Node's out-of-range errors do: integers above 2³² with `_` between groups.
fn group_digits(number: f64) -> String {
    let text = JsValue::from(number).display().to_string();
    if number.fract() != 0.0 || number.abs() <= 4_294_967_296.0 || text.contains('e') {
        return text;
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}")
}
