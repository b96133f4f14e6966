//! The two kinds of error a room throws: a failed system call and a rule of Node's that was broken.
//! The Rust half of `runtime-js/internal/errors.js`. Node docs: Errors.
//!
//! Every code stands once, in `table.rs`; script reaches the table as `internal/errors`' `codes`,
//! Rust through [`NodeError`] and the functions beside it.

mod codes;
mod describe;
mod messages;
mod system;
mod table;
mod validators;

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsString, JsValue, js_string,
    property::PropertyDescriptor,
};

pub(crate) use codes::BINDING;
pub use describe::describe;
pub(crate) use describe::inspect;
pub use system::SystemError;
use table::Class;
pub(crate) use validators::BINDING as VALIDATORS;

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
        let actual = describe(actual, context);
        let subject = describe::subject(name);
        Self::typ(
            "ERR_INVALID_ARG_TYPE",
            format!("The {subject} must be {expected}. Received {actual}"),
        )
    }

    /// `ERR_INVALID_ARG_TYPE` by the names of what would do: `["string", "Buffer"]`.
    pub fn argument_type(
        name: &str,
        expected: &[&str],
        actual: &JsValue,
        context: &mut Context,
    ) -> Self {
        let message = messages::argument_type(name, expected, actual, context);
        Self::typ("ERR_INVALID_ARG_TYPE", message)
    }

    /// `ERR_INVALID_ARG_VALUE`: the argument `name` breaks a rule ("must be …", "is invalid").
    pub fn argument_value(
        name: &str,
        actual: &JsValue,
        reason: &str,
        context: &mut Context,
    ) -> Self {
        let message = messages::argument_value(name, actual, reason, context);
        Self::typ("ERR_INVALID_ARG_VALUE", message)
    }

    /// `ERR_OUT_OF_RANGE`: `name` is not in `range` (">= 0 && <= 255", "an integer").
    pub fn out_of_range(name: &str, range: &str, actual: f64) -> Self {
        Self::out_of_range_as(name, range, &describe::received_number(actual))
    }

    /// `ERR_OUT_OF_RANGE` with the words for what was received.
    fn out_of_range_as(name: &str, range: &str, received: &str) -> Self {
        Self::range(
            "ERR_OUT_OF_RANGE",
            format!(
                "The value of \"{name}\" is out of range. It must be {range}. Received {received}"
            ),
        )
    }

    /// Makes the JavaScript error, with its `code` and the stack line `Class [CODE]: message`.
    pub fn into_js(self, context: &mut Context) -> JsError {
        let class = match self.class {
            "TypeError" => Class::Type,
            "RangeError" => Class::Range,
            "SyntaxError" => Class::Syntax,
            "URIError" => Class::Uri,
            _ => Class::Error,
        };
        match codes::allocate(class, context) {
            Ok(error) => {
                set(&error, "code", js_string!(self.code).into());
                set_hidden(&error, "message", js_string!(self.message.as_str()).into());
                JsError::from_opaque(error.into())
            }
            Err(error) => error,
        }
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

/// Sets an enumerable own property without running any script.
pub(crate) fn set(object: &JsObject, name: &str, value: JsValue) {
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}

/// Sets an own property that enumeration does not show, as `message` is.
fn set_hidden(object: &JsObject, name: &str, value: JsValue) {
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
}
