//! Errors of resolution and loading as JavaScript sees them. Node docs: Errors.

use boa_engine::{Context, JsError, JsString, js_string, property::PropertyDescriptor};
use ouro_loader::{ErrorClass, ResolveError};

use crate::{NodeError, class_error, host};

/// The JavaScript error of a failed resolution, with its `code` and other properties.
///
/// `MODULE_NOT_FOUND` is a plain `Error` with a code set on it: its stack does not show the code.
/// The require stack is the caller's to add.
pub(super) fn resolve_error(error: &ResolveError, context: &mut Context) -> JsError {
    // What may not be looked for is refused rather than missing.
    if let ResolveError::ModuleNotFound { path, url: Some(_), .. } = error {
        let refused = ouro_sandbox::Readable::grant(path, &host(context).permissions.borrow());
        if let Err(denied) = refused {
            return crate::fs::denied_error(&denied, context);
        }
    }
    let message = error.to_string();
    let code = error.code();
    let object = if code == "MODULE_NOT_FOUND" {
        let object = class_error("Error", &message, context);
        set(&object, "code", code);
        object
    } else {
        let class = match error.class() {
            ErrorClass::Error => "Error",
            ErrorClass::RangeError => "RangeError",
            ErrorClass::TypeError => "TypeError",
        };
        let error = NodeError { code, class, message }.into_js(context);
        match error.as_opaque().and_then(boa_engine::JsValue::as_object) {
            Some(object) => object,
            None => return error,
        }
    };
    for (name, value) in error.properties() {
        set(&object, name, value);
    }
    JsError::from_opaque(object.into())
}

fn set(object: &boa_engine::JsObject, name: &str, value: &str) {
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder()
            .value(js_string!(value))
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}
