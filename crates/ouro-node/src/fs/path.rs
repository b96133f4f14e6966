//! Paths as scripts give them: a string, a Buffer or a `file:` URL, taken as bytes once.
//! Node docs: File paths; `url.fileURLToPath`.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use ouro_sandbox::{Opening, Readable, Writable};

use super::failure::{denied_error, invalid_type, invalid_value};
use crate::{Arguments, Bytes, NodeError, host};

const EXPECTED: &str = "of type string or an instance of Buffer or URL";
const NO_NULS: &str = "must be a string, Uint8Array, or URL without null bytes";

/// A path, in bytes without a NUL.
pub(super) type Path = Vec<u8>;

/// Reads the path at a position.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` for a NUL, `ERR_INVALID_URL_SCHEME` and kin.
pub(super) fn path(
    args: &[JsValue],
    index: usize,
    name: &str,
    context: &mut Context,
) -> JsResult<Path> {
    let value = args.value(index);
    let bytes = if let Some(text) = value.as_string() {
        string_bytes(&text)
    } else if let Some(object) = value.as_object() {
        match object_bytes(&object, context)? {
            Some(bytes) => bytes,
            None => return Err(invalid_type(name, EXPECTED, value, context)),
        }
    } else {
        return Err(invalid_type(name, EXPECTED, value, context));
    };
    if memchr::memchr(0, &bytes).is_some() {
        return Err(invalid_value(name, NO_NULS, value, context));
    }
    Ok(bytes)
}

/// As [`path`], granted for reading.
///
/// # Errors
/// As [`path`], and `ERR_ACCESS_DENIED`.
pub(super) fn readable(
    args: &[JsValue],
    index: usize,
    name: &str,
    context: &mut Context,
) -> JsResult<Readable> {
    let path = path(args, index, name, context)?;
    grant_read(path, context)
}

/// As [`path`], granted for change.
///
/// # Errors
/// As [`path`], and `ERR_ACCESS_DENIED`.
pub(super) fn writable(
    args: &[JsValue],
    index: usize,
    name: &str,
    context: &mut Context,
) -> JsResult<Writable> {
    let path = path(args, index, name, context)?;
    grant_write(path, context)
}

/// `validatePath(path)`: throws for what is no path.
///
/// # Errors
/// As [`path`].
pub(super) fn validate_path(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    path(args, 0, "path", context)?;
    Ok(JsValue::undefined())
}

/// Asks to read a path.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn grant_read(path: Path, context: &mut Context) -> JsResult<Readable> {
    let granted = Readable::grant(os(path), &host(context).permissions.borrow());
    granted.map_err(|denied| denied_error(&denied, context))
}

/// Asks to change a path.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn grant_write(path: Path, context: &mut Context) -> JsResult<Writable> {
    let granted = Writable::grant(os(path), &host(context).permissions.borrow());
    granted.map_err(|denied| denied_error(&denied, context))
}

/// Asks to open a path.
///
/// # Errors
/// `ERR_ACCESS_DENIED`.
pub(super) fn grant_open(
    path: Path,
    flags: i32,
    mode: u32,
    context: &mut Context,
) -> JsResult<Opening> {
    let granted = Opening::grant(os(path), flags, mode, &host(context).permissions.borrow());
    granted.map_err(|denied| denied_error(&denied, context))
}

/// Bytes as the path they are.
pub(super) fn os(bytes: Path) -> PathBuf {
    PathBuf::from(OsString::from_vec(bytes))
}

/// A string as UTF-8; lone surrogates become U+FFFD, as in Node.
pub(super) fn string_bytes(text: &JsString) -> Vec<u8> {
    match text.as_str().as_latin1() {
        Some(latin1) if latin1.is_ascii() => latin1.to_vec(),
        _ => text.to_std_string_lossy().into_bytes(),
    }
}

fn object_bytes(object: &JsObject, context: &mut Context) -> JsResult<Option<Vec<u8>>> {
    if let Some(array) = object.downcast_ref::<boa_engine::builtins::typed_array::TypedArray>() {
        use boa_engine::builtins::typed_array::TypedArrayKind;
        if array.kind() != TypedArrayKind::Uint8 {
            return Ok(None);
        }
        drop(array);
        let bytes = Bytes::from_value(&object.clone().into(), context)?;
        return Ok(bytes.map(|bytes| bytes.to_vec()));
    }
    url_path(object, context)
}

/// The path of a `file:` URL; `None` for an object that is no URL.
fn url_path(url: &JsObject, context: &mut Context) -> JsResult<Option<Vec<u8>>> {
    let href = url.get(js_string!("href"), context)?;
    let protocol = url.get(js_string!("protocol"), context)?;
    if !href.to_boolean()
        || !protocol.to_boolean()
        || !url.get(js_string!("auth"), context)?.is_undefined()
        || !url.get(js_string!("path"), context)?.is_undefined()
    {
        return Ok(None);
    }
    if protocol.to_string(context)? != js_string!("file:") {
        let error = NodeError::typ("ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
        return Err(error.into_js(context));
    }
    let host = url.get(js_string!("hostname"), context)?.to_string(context)?;
    if !host.is_empty() && host != js_string!("localhost") {
        let error = NodeError::typ(
            "ERR_INVALID_FILE_URL_HOST",
            "File URL host must be \"localhost\" or empty on linux",
        );
        return Err(error.into_js(context));
    }
    let path = url.get(js_string!("pathname"), context)?.to_string(context)?;
    match percent_decode(&string_bytes(&path)) {
        Some(path) => Ok(Some(path)),
        None => {
            let error = NodeError::typ(
                "ERR_INVALID_FILE_URL_PATH",
                "File URL path must not include encoded / characters",
            );
            Err(error.into_js(context))
        }
    }
}

/// Decodes `%XX`; `None` where one of them is a slash.
fn percent_decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digits = after.get(..2).filter(|_| byte == b'%');
        let decoded = digits.and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
        });
        match decoded {
            Some(b'/') => return None,
            Some(decoded) => {
                bytes.push(decoded);
                rest = after.get(2..).unwrap_or_default();
            }
            None => bytes.push(byte),
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::percent_decode;

    #[test]
    fn an_encoded_slash_is_refused_and_the_rest_decoded() {
        assert_eq!(percent_decode(b"/a%20b%C3%A9"), Some("/a bé".into()));
        assert_eq!(percent_decode(b"/a%2fb"), None);
        assert_eq!(percent_decode(b"/100%"), Some(b"/100%".to_vec()));
    }
}
