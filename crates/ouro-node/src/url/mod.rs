//! `node:url`: the Rust half of `runtime-js/url.js` and `runtime-js/internal/url.js`.
//! Node docs: URL.

mod class;
mod files;
mod legacy;
mod params;
mod webidl;

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
};

use crate::{Arguments, Binding, NodeError};
use legacy::{Legacy, Refused};

pub(crate) const BINDING: Binding = Binding {
    name: "url",
    functions: &[
        ("domainToASCII", 1, files::to_ascii),
        ("domainToUnicode", 1, files::to_unicode),
        ("fileURLToPath", 1, files::to_path),
        ("fileURLToPathBuffer", 1, files::to_buffer),
        ("format", 5, files::format),
        ("formatLegacy", 1, format),
        ("isInsideNodeModules", 0, is_inside_node_modules),
        ("isURL", 1, files::is_url_value),
        ("parseLegacy", 3, parse),
        ("pathToFileURL", 1, files::from_path),
        ("resolve", 2, resolve),
        ("resolveInto", 3, resolve_into),
        ("rest", 1, params::rest),
    ],
    extend: Some(|binding, context| {
        for (name, class) in classes(context) {
            binding.create_data_property_or_throw(JsString::from(name), class, context)?;
        }
        Ok(())
    }),
};

/// The global classes.
pub(crate) fn classes(context: &mut Context) -> [(&'static str, JsObject); 2] {
    [("URL", class::constructor(context)), ("URLSearchParams", params::constructor(context))]
}

/// `isInsideNodeModules()`: whether the nearest code that is no builtin belongs to a package.
fn is_inside_node_modules(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let inside = context
        .stack_trace()
        .map(|frame| frame.position().path.to_string())
        .find(|path| path.starts_with('/'))
        .is_some_and(|path| path.contains("/node_modules/"));
    Ok(inside.into())
}

fn refused(reason: Refused, url: &str, context: &mut Context) -> JsError {
    match reason {
        Refused::Auth => JsNativeError::uri().with_message("URI malformed").into(),
        Refused::Host => class::invalid(url, None, context),
        Refused::Port => {
            // The words are Node's own, in its order.
            let message = format!("The argument 'url' {url}. Received 'Invalid port in url'");
            NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context)
        }
    }
}

fn parsed(url: &str, host_after_slashes: bool, context: &mut Context) -> JsResult<Legacy> {
    legacy::parse(url, host_after_slashes).map_err(|reason| refused(reason, url, context))
}

/// `parseLegacy(target, url, slashesDenoteHost)`: sets the twelve properties of `target`.
///
/// # Errors
/// `ERR_INVALID_URL`, `ERR_INVALID_ARG_VALUE`; `URIError`.
fn parse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = args.object(0, context)?;
    let url = args.text(1, context)?;
    let url = parsed(&url, args.flag(2), context)?;
    write(&target, url, context)?;
    Ok(JsValue::undefined())
}

fn write(target: &JsObject, url: Legacy, context: &mut Context) -> JsResult<()> {
    let slashes = url.slashes.map_or_else(JsValue::null, JsValue::from);
    target.set(js_string!("slashes"), slashes, true, context)?;
    for (name, part) in [
        ("protocol", url.protocol),
        ("auth", url.auth),
        ("host", url.host),
        ("port", url.port),
        ("hostname", url.hostname),
        ("hash", url.hash),
        ("search", url.search),
        ("query", url.query),
        ("pathname", url.pathname),
        ("path", url.path),
        ("href", url.href),
    ] {
        let value = part.map_or_else(JsValue::null, |part| js_string!(part).into());
        target.set(JsString::from(name), value, true, context)?;
    }
    Ok(())
}

/// Reads the properties of an object that is, or looks like, a legacy URL. A query that is an
/// object was turned into text by the JavaScript half.
fn read(object: &JsObject, context: &mut Context) -> JsResult<Legacy> {
    let slashes = object.get(js_string!("slashes"), context)?;
    let mut part = |name: &str| -> JsResult<Option<String>> {
        let value = object.get(JsString::from(name), context)?;
        if value.is_null_or_undefined() || value.is_object() {
            return Ok(None);
        }
        Ok(Some(value.to_string(context)?.to_std_string_lossy()))
    };
    Ok(Legacy {
        protocol: part("protocol")?,
        slashes: (!slashes.is_null_or_undefined()).then(|| slashes.to_boolean()),
        auth: part("auth")?,
        host: part("host")?,
        port: part("port")?,
        hostname: part("hostname")?,
        hash: part("hash")?,
        search: part("search")?,
        query: part("query")?,
        pathname: part("pathname")?,
        path: part("path")?,
        href: part("href")?,
    })
}

/// `formatLegacy(object, query)`: the text of a legacy URL; `query` stands for an object there.
///
/// # Errors
/// What getters throw.
fn format(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut url = read(&args.object(0, context)?, context)?;
    if args.value(1).is_string() {
        url.query = Some(args.text(1, context)?);
    }
    Ok(js_string!(url.format()).into())
}

/// `resolve(source, relative)`: two texts to one.
///
/// # Errors
/// As [`parse`].
fn resolve(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (source, relative) = (args.text(0, context)?, args.text(1, context)?);
    let source = parsed(&source, true, context)?;
    let relative = parsed(&relative, true, context)?;
    Ok(js_string!(legacy::resolve(&source, relative).format()).into())
}

/// `resolveInto(target, source, relative)`: the same between objects.
///
/// # Errors
/// What getters throw.
fn resolve_into(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = args.object(0, context)?;
    let source = read(&args.object(1, context)?, context)?;
    let relative = read(&args.object(2, context)?, context)?;
    write(&target, legacy::resolve(&source, relative), context)?;
    Ok(JsValue::undefined())
}
