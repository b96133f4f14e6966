//! Files as URLs and back, and domains in ASCII and Unicode. Node docs: `url.fileURLToPath`,
//! `url.pathToFileURL`, `url.domainToASCII`; RFC 8089.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    property::PropertyDescriptor,
};
use ouro_url::{Url, percent};

use super::{
    class,
    webidl::{required, utf8},
};
use crate::{Arguments, NodeError, buffer, path};

/// What a path needs encoded in a file URL.
const PATH: percent::Set = percent::CONTROL;
const PATH_MORE: &[u8] = b" \"#%<>?[\\]^`{|}~";

/// What the functions read of a URL: an instance of the class, or an object like one.
struct FileUrl {
    protocol: String,
    hostname: String,
    pathname: String,
    value: JsValue,
}

fn file_url(value: &JsValue, context: &mut Context) -> JsResult<FileUrl> {
    let parts = |url: &Url, value: JsValue| FileUrl {
        protocol: url.protocol(),
        hostname: url.hostname().to_owned(),
        pathname: url.pathname().to_owned(),
        value,
    };
    if value.is_string() {
        let text = [value.clone()].text(0, context)?;
        let url = Url::parse(&text, None).ok_or_else(|| class::invalid(&text, None, context))?;
        let object = class::instance(url.clone(), context);
        return Ok(parts(&url, object.into()));
    }
    if let Some(object) = value.as_object() {
        if let Some(found) = class::with(&object, |record| parts(&record.url, value.clone())) {
            return Ok(found);
        }
        if is_url(&object, context)? {
            let mut text = |name: &str| -> JsResult<String> {
                let value = object.get(JsString::from(name), context)?;
                utf8(&value, context)
            };
            return Ok(FileUrl {
                protocol: text("protocol")?,
                hostname: text("hostname")?,
                pathname: text("pathname")?,
                value: value.clone(),
            });
        }
    }
    let expected = "of type string or an instance of URL";
    Err(NodeError::argument("path", expected, value, context).into_js(context))
}

/// Whether an object looks like a URL: has `href` and `protocol`, and not the legacy `auth` and
/// `path`.
fn is_url(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    Ok(object.get(js_string!("href"), context)?.to_boolean()
        && object.get(js_string!("protocol"), context)?.to_boolean()
        && object.get(js_string!("auth"), context)?.is_undefined()
        && object.get(js_string!("path"), context)?.is_undefined())
}

/// `isURL(value)`.
pub(super) fn is_url_value(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = args.value(0).as_object() else { return Ok(false.into()) };
    if class::with(&object, |_| ()).is_some() {
        return Ok(true.into());
    }
    Ok(is_url(&object, context)?.into())
}

/// Whether `options.windows` asks for Windows paths.
fn windows(options: &JsValue, context: &mut Context) -> JsResult<bool> {
    match options.as_object() {
        Some(options) => Ok(options.get(js_string!("windows"), context)?.to_boolean()),
        None => Ok(false),
    }
}

fn bad_path(reason: &str, url: &FileUrl, context: &mut Context) -> JsError {
    let message = format!("File URL path {reason}");
    let error = NodeError::typ("ERR_INVALID_FILE_URL_PATH", message).into_js(context);
    if let Some(object) = error.as_opaque().and_then(JsValue::as_object) {
        object.insert_property(
            js_string!("input"),
            PropertyDescriptor::builder()
                .value(url.value.clone())
                .writable(true)
                .enumerable(true)
                .configurable(true),
        );
    }
    error
}

/// The bytes of the path that a file URL names.
fn path_bytes(args: &[JsValue], strict: bool, context: &mut Context) -> JsResult<Vec<u8>> {
    let windows = windows(args.value(1), context)?;
    let url = file_url(args.value(0), context)?;
    if url.protocol != "file:" {
        let message = "The URL must be of scheme file";
        return Err(NodeError::typ("ERR_INVALID_URL_SCHEME", message).into_js(context));
    }
    if !windows && !url.hostname.is_empty() {
        let message = "File URL host must be \"localhost\" or empty on linux";
        return Err(NodeError::typ("ERR_INVALID_FILE_URL_HOST", message).into_js(context));
    }
    let has = |code: &str| {
        let found = |text: &str| url.pathname.contains(text);
        found(code) || found(&code.to_lowercase())
    };
    if has("%2F") || (windows && has("%5C")) {
        let which = if windows { "\\ or /" } else { "/" };
        let reason = format!("must not include encoded {which} characters");
        return Err(bad_path(&reason, &url, context));
    }
    let mut bytes = percent::decode(url.pathname.as_bytes()).into_owned();
    if strict && (std::str::from_utf8(&bytes).is_err() || is_malformed(&url.pathname)) {
        return Err(JsNativeError::uri().with_message("URI malformed").into());
    }
    if windows {
        for byte in &mut bytes {
            if *byte == b'/' {
                *byte = b'\\';
            }
        }
        if !url.hostname.is_empty() {
            let host = ouro_url::domain_to_unicode(&url.hostname);
            return Ok([br"\\", host.as_bytes(), &bytes].concat());
        }
        if !matches!(bytes.as_slice(), [_, letter, b':', ..] if letter.is_ascii_alphabetic()) {
            return Err(bad_path("must be absolute", &url, context));
        }
        bytes.remove(0);
    }
    Ok(bytes)
}

/// Whether a percent sign is not followed by two digits, which `decodeURIComponent` refuses.
fn is_malformed(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(index, &byte)| {
        let digit = |at: usize| bytes.get(at).copied().and_then(percent::hex).is_some();
        byte == b'%' && !(digit(index + 1) && digit(index + 2))
    })
}

/// `fileURLToPath(url, options)`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_URL`, `ERR_INVALID_URL_SCHEME`,
/// `ERR_INVALID_FILE_URL_HOST`, `ERR_INVALID_FILE_URL_PATH`; `URIError`.
pub(super) fn to_path(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = path_bytes(args, true, context)?;
    Ok(js_string!(String::from_utf8_lossy(&bytes).as_ref()).into())
}

/// `fileURLToPathBuffer(url, options)`: the bytes as they are.
///
/// # Errors
/// As [`to_path`].
pub(super) fn to_buffer(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = path_bytes(args, false, context)?;
    buffer(&bytes, context)
}

/// `pathToFileURL(path, options)`.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE`, `ERR_INVALID_URL`.
pub(super) fn from_path(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let windows = windows(args.value(1), context)?;
    let Some(given) = args.value(0).as_string() else {
        let error = NodeError::argument("path", "of type string", args.value(0), context);
        return Err(error.into_js(context));
    };
    let given_text = given.to_std_string_lossy();
    let mut host = String::new();
    let path = if windows && given_text.starts_with(r"\\") {
        let unc = given_text.strip_prefix(r"\\?\UNC\");
        let local = unc.is_none() && given_text.starts_with(r"\\?\");
        if local {
            let tail = given_text.get(4..).unwrap_or_default();
            format!("/{}", tail.replace('\\', "/"))
        } else {
            let names = unc.unwrap_or_else(|| given_text.get(2..).unwrap_or_default());
            let Some((server, rest)) = names.split_once('\\') else {
                return Err(bad_value("Missing UNC resource path", &given, context));
            };
            if server.is_empty() {
                return Err(bad_value("Empty UNC servername", &given, context));
            }
            server.clone_into(&mut host);
            format!("/{}", rest.replace('\\', "/"))
        }
    } else {
        let mut resolved = path::resolve_text(&given, windows, context)?;
        let ends = given_text.ends_with('/') || (windows && given_text.ends_with('\\'));
        if windows {
            resolved = resolved.replace('\\', "/");
            if !resolved.starts_with('/') {
                resolved.insert(0, '/');
            }
        }
        if ends && !resolved.ends_with('/') {
            resolved.push('/');
        }
        resolved
    };
    let mut text = format!("file://{host}");
    for byte in path.bytes() {
        if PATH.contains(byte) || (PATH_MORE.contains(&byte)) {
            percent::push_encoded(byte, &mut text);
        } else {
            text.push(char::from(byte));
        }
    }
    match Url::parse(&text, None) {
        Some(url) => Ok(class::instance(url, context).into()),
        None => Err(class::invalid(&text, None, context)),
    }
}

fn bad_value(reason: &str, path: &JsString, context: &mut Context) -> JsError {
    let shown = path.to_std_string_lossy().replace('\\', r"\\");
    let message = format!("The argument 'path' {reason}. Received '{shown}'");
    NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context)
}

/// `domainToASCII(domain)`: empty where the domain is invalid.
///
/// # Errors
/// `ERR_MISSING_ARGS`.
pub(super) fn to_ascii(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    required(args, &["domain"], context)?;
    let domain = utf8(args.value(0), context)?;
    Ok(js_string!(ouro_url::domain_to_ascii(&domain)).into())
}

/// `domainToUnicode(domain)`: empty where the domain is invalid.
///
/// # Errors
/// `ERR_MISSING_ARGS`.
pub(super) fn to_unicode(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    required(args, &["domain"], context)?;
    let domain = utf8(args.value(0), context)?;
    Ok(js_string!(ouro_url::domain_to_unicode(&domain)).into())
}

/// `format(href, auth, fragment, search, unicode)`: a URL with parts left out.
///
/// # Errors
/// None where `href` is one.
pub(super) fn format(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let href = args.text(0, context)?;
    Ok(match Url::parse(&href, None) {
        Some(url) => js_string!(url.format(args.flag(1), args.flag(2), args.flag(3), args.flag(4))),
        None => js_string!(href),
    }
    .into())
}
