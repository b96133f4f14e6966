//! Makes an ES module of each format. Node docs: Modules: ECMAScript modules; CommonJS namespaces.

use std::{cell::Cell, collections::HashSet, path::Path, rc::Rc};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, Module, Source, js_string,
    module::SyntheticModuleInitializer, object::builtins::JsFunction,
};
use ouro_intrinsics::{Goal, sources};
use ouro_loader::{
    Format, ResolveError, Url, cjs_exports, file_url_to_path, has_top_level_await,
    import_statements,
};

use super::{
    builtin,
    commonjs::{text_of, without_shell_line},
    failure::resolve_error,
    loader::{check_attributes, source_name, text_property},
    lookup::warn_typeless,
    typescript,
    world::{Record, World, commonjs_room},
};
use crate::{Arguments, call};

/// The bytes of a module; `None` where it has none (builtins).
pub(super) fn read(url: &Url, context: &mut Context) -> JsResult<Option<Vec<u8>>> {
    match url.scheme() {
        "file" => {
            let path = file_url_to_path(url).map_err(|error| resolve_error(&error, context))?;
            super::commonjs::read(Path::new(&path), context).map(Some)
        }
        "data" => Ok(Some(data_of(url))),
        _ => Ok(None),
    }
}

/// `readURL(url)`: the bytes of a module, as a Buffer.
///
/// # Errors
/// A system error; `ERR_ACCESS_DENIED`.
pub(super) fn read_url(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let bytes = match Url::parse(&text) {
        Some(url) => read(&url, context)?,
        None => None,
    };
    crate::buffer(&bytes.unwrap_or_default(), context)
}

/// `urlFormat(url)`: the name of a module's format; `undefined` where nothing says.
///
/// # Errors
/// `ERR_INVALID_PACKAGE_CONFIG`.
pub(super) fn url_format(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let Some(url) = Url::parse(&text) else { return Ok(JsValue::undefined()) };
    let found = World::of(context).resolver(context).borrow().format(&url, None);
    match found {
        Ok(format) => Ok(js_string!(format.name()).into()),
        Err(error @ ResolveError::InvalidPackageConfig { .. }) => {
            Err(resolve_error(&error, context))
        }
        Err(_) => Ok(JsValue::undefined()),
    }
}

/// The body of a `data:` URL. RFC 2397.
fn data_of(url: &Url) -> Vec<u8> {
    let text = url.as_str().strip_prefix("data:").unwrap_or_default();
    let (head, body) = text.split_once(',').unwrap_or((text, ""));
    let body = match body.split_once('#') {
        Some((body, _)) => body,
        None => body,
    };
    let bytes = ouro_url::percent::decode(body.as_bytes()).into_owned();
    let is_base64 = head.rsplit(';').next().is_some_and(|last| last.eq_ignore_ascii_case("base64"));
    if is_base64 && head.contains(';') {
        use base64::Engine as _;
        let engine = base64::engine::GeneralPurpose::new(
            &base64::alphabet::STANDARD,
            base64::engine::GeneralPurposeConfig::new()
                .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
                .with_decode_allow_trailing_bits(true),
        );
        return engine.decode(&bytes).unwrap_or_default();
    }
    bytes
}

/// The format of a module, decided by its syntax where nothing else does.
pub(super) fn format(url: &Url, source: Option<&[u8]>, context: &mut Context) -> JsResult<Format> {
    if crate::host(context).typeless_modules.get()
        && url.scheme() == "file"
        && url.path().ends_with(".js")
    {
        return Ok(Format::Module);
    }
    let world = World::of(context);
    let detects = super::commonjs::detects(context);
    let evidence = source.filter(|_| detects);
    let mut format = world.resolve(context, |resolver| resolver.format(url, evidence))?;
    let text = text_of(source.unwrap_or_default());
    if format == Format::Undecided {
        let text = [&*without_shell_line(&text), "\n;"].concat();
        let fails = detects
            && ouro_intrinsics::locate_syntax_error(&text, Goal::FunctionBody).is_some()
            && ouro_intrinsics::locate_syntax_error(&text, Goal::Module).is_none();
        format = if fails { Format::Module } else { Format::CommonJs };
    }
    if format == Format::Module
        && let Ok(path) = file_url_to_path(url)
        && !path.ends_with(".mjs")
    {
        let package = world.resolve(context, |resolver| resolver.nearest_package(&path))?;
        if package.is_some_and(|package| package.kind == ouro_loader::PackageType::None) {
            warn_typeless(&path, context)?;
        }
    }
    Ok(format)
}

/// Makes the module of a format.
///
/// # Errors
/// `SyntaxError` of the source; `ERR_UNKNOWN_MODULE_FORMAT` for formats that are not evaluated.
pub(super) fn make(
    url: &Url,
    format: Format,
    source: Option<&[u8]>,
    context: &mut Context,
) -> JsResult<Record> {
    let source = source.unwrap_or_default();
    let mut text = text_of(source);
    let format = match format {
        Format::CommonJsTypeScript | Format::ModuleTypeScript if typescript::is_on(context) => {
            text = typescript::strip(&text, &source_name(url), context)?.into();
            if format == Format::ModuleTypeScript { Format::Module } else { Format::CommonJs }
        }
        other => other,
    };
    let mut imports = Vec::new();
    let mut waits = false;
    let mut asks_later = false;
    let module = match format {
        Format::Module => {
            imports = import_statements(text.as_bytes());
            waits = has_top_level_await(text.as_bytes());
            asks_later = memchr::memmem::find(text.as_bytes(), b"import(").is_some();
            source_text(url, &text, context)?
        }
        Format::CommonJs | Format::Undecided => commonjs(url, &text, context)?,
        Format::Json => json(url, &text, context)?,
        Format::Builtin => builtin::facade(url, context)?,
        other => {
            let error = ResolveError::UnknownModuleFormat {
                format: other.name().to_owned(),
                url: url.to_string(),
            };
            return Err(resolve_error(&error, context));
        }
    };
    Ok(Record {
        module,
        url: url.clone(),
        format,
        imports: imports.into(),
        asks_later,
        waits,
        checked: Rc::new(Cell::new(false)),
    })
}

/// An ES module from its source.
fn source_text(url: &Url, text: &str, context: &mut Context) -> JsResult<Module> {
    let name = source_name(url);
    let registry = sources(context);
    if url.scheme() == "file" {
        registry.add_module(&name, url.as_str());
    } else {
        registry.add_text(&name, ouro_intrinsics::ScriptKind::Module, text);
    }
    // The engine wants a semicolon after a last `export { a }`.
    let body = [&*without_shell_line(text), "\n;"].concat();
    let plain = ouro_syntax::lightened(&body, ouro_syntax::Lightening::Parentheses);
    let parseable = crate::source_texts::parseable_program(&plain, Goal::Module, context)?;
    let source = Source::from_bytes(&*parseable).with_path(Path::new(&name));
    let realm = World::of(context).realm(context);
    Module::parse(source, Some(realm), context).map_err(|error| {
        let text = quoted(text, &body, Goal::Module);
        crate::syntax_error(error, url.as_str(), text, Goal::Module, context)
    })
}

/// The text to be quoted for a syntax error: `body`, which is `text` and a semicolon on a line of its
/// own, unless the error is that the text ends there.
pub(super) fn quoted<'a>(text: &'a str, body: &'a str, goal: Goal) -> &'a str {
    let last = body.split('\n').count();
    match ouro_intrinsics::locate_syntax_error(body, goal) {
        Some(place) if place.line as usize == last => text,
        _ => body,
    }
}

/// A CommonJS module as an import sees it: `default`, `module.exports` and the names that its
/// source seems to export. It is evaluated when the import is.
fn commonjs(url: &Url, text: &str, context: &mut Context) -> JsResult<Module> {
    let path = file_url_to_path(url).map_err(|error| resolve_error(&error, context))?;
    let mut names = Vec::new();
    collect_names(&path, text, &mut names, &mut HashSet::new(), context)?;
    names.retain(|name| name != "default" && name != "module.exports");
    names.extend(["default".to_owned(), "module.exports".to_owned()]);
    let names: Vec<JsString> = names.into_iter().map(JsString::from).collect();
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, (url, path, names): &(JsString, JsString, Vec<JsString>), context| {
            let exports = evaluate_commonjs(url, path, context);
            if exports.is_err() {
                // The promise of this record alone is rejected next, and nobody can handle it: the
                // importing module's promise is the one that counts.
                World::of(context).expects_rejection.set(true);
            }
            let exports = exports?;
            let object = exports.as_object();
            for name in names {
                let value = if name == "default" || name == "module.exports" {
                    exports.clone()
                } else {
                    // A getter that throws leaves the name undefined, as in Node.
                    let object = object.as_ref();
                    object
                        .and_then(|object| object.get(name.clone(), context).ok())
                        .unwrap_or_default()
                };
                module.set_export(name, value)?;
            }
            Ok(())
        },
        (JsString::from(url.as_str()), JsString::from(path), names.clone()),
    );
    let realm = World::of(context).realm(context);
    Ok(Module::synthetic(&names, steps, None, Some(realm), context))
}

/// Loads a CommonJS module for an import, and gives its `module.exports`.
fn evaluate_commonjs(url: &JsString, path: &JsString, context: &mut Context) -> JsResult<JsValue> {
    let world = World::of(context);
    let room = commonjs_room(context)?;
    let load = room.get(js_string!("importCommonJS"), context)?;
    let Some(load) = load.as_function() else { return Ok(JsValue::undefined()) };
    let is_main = world.main_url.borrow().as_deref() == Some(&*url.to_std_string_lossy());
    let args = [path.clone().into(), is_main.into()];
    call(&load, &JsValue::undefined(), &args, context)
}

/// Adds the names that a source seems to export, its own and those of modules it reexports.
fn collect_names(
    path: &str,
    text: &str,
    names: &mut Vec<String>,
    seen: &mut HashSet<String>,
    context: &mut Context,
) -> JsResult<()> {
    seen.insert(path.to_owned());
    let found = cjs_exports(text.as_bytes());
    for name in found.names {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let world = World::of(context);
    for specifier in found.reexports {
        let resolver = world.resolver(context);
        let target = {
            let resolver = resolver.borrow();
            let target = resolver.require(&specifier, Some(path), None, "/");
            resolver.take_warnings();
            target
        };
        // What cannot be found exports nothing; requiring it will say so.
        let Ok(target) = target else { continue };
        let is_source = target.starts_with('/')
            && ![".json", ".node", ".mjs", ".mts", ".wasm"].iter().any(|end| target.ends_with(end));
        if !is_source || seen.contains(&target) {
            continue;
        }
        if let Ok(bytes) = super::commonjs::read(Path::new(&target), context) {
            let mut text = text_of(&bytes);
            if [".cts", ".ts"].iter().any(|end| target.ends_with(end)) {
                // Where it cannot be stripped, requiring it will say so.
                let Ok(stripped) = typescript::strip(&text, &target, context) else { continue };
                text = stripped.into();
            }
            collect_names(&target, &text, names, seen, context)?;
        }
    }
    Ok(())
}

/// A JSON module: one value as default, shared with `require` of the same file.
fn json(url: &Url, text: &str, context: &mut Context) -> JsResult<Module> {
    let room = commonjs_room(context)?;
    let parse = room.get(js_string!("importJSON"), context)?;
    let Some(parse) = parse.as_function() else {
        return Ok(default_only(JsValue::undefined(), context));
    };
    // A URL with a query is a module of its own.
    let args = [js_string!(&*source_name(url)).into(), js_string!(text).into()];
    let value = call(&parse, &JsValue::undefined(), &args, context)?;
    Ok(default_only(value, context))
}

fn default_only(value: JsValue, context: &mut Context) -> Module {
    Module::from_value_as_default(value, context)
}

/// Resolves and loads through the hooks of `module.registerHooks`.
pub(super) fn load_hooked(
    specifier: &str,
    base: &Url,
    attributes: &[(String, String)],
    (resolve, load): &(JsFunction, JsFunction),
    context: &mut Context,
) -> JsResult<Record> {
    let world = World::of(context);
    let asked = JsObject::with_null_proto();
    for (key, value) in attributes {
        asked.create_data_property(js_string!(&**key), js_string!(&**value), context)?;
    }
    let args = [js_string!(specifier).into(), js_string!(base.as_str()).into(), asked.into()];
    let resolved = call(resolve, &JsValue::undefined(), &args, context)?.to_object(context)?;
    let url_text = text_property(&resolved, "url", context)?.unwrap_or_default();
    let Some(url) = Url::parse(&url_text) else {
        let message = format!("Invalid URL: {url_text}");
        return Err(crate::NodeError::typ("ERR_INVALID_URL", message).into_js(context));
    };
    let kind = attributes.iter().find(|(key, _)| key == "type").map_or("", |(_, value)| value);
    let key = (url.to_string(), kind.to_owned());
    if let Some(record) = world.records.borrow().get(&key) {
        return Ok(record.clone());
    }
    let loaded =
        call(load, &JsValue::undefined(), &[resolved.into()], context)?.to_object(context)?;
    let source = loaded.get(js_string!("source"), context)?;
    let bytes = match &source {
        source if source.is_string() => {
            let text = source.to_string(context)?;
            Some(text.to_std_string_lossy().into_bytes())
        }
        source if source.is_object() => {
            crate::Bytes::from_value(source, context)?.map(|bytes| bytes.to_vec())
        }
        _ => read(&url, context)?,
    };
    let named = text_property(&loaded, "format", context)?;
    let format = match named.as_deref() {
        Some("module") => Format::Module,
        Some("module-typescript") => Format::ModuleTypeScript,
        Some("commonjs") => Format::CommonJs,
        Some("commonjs-typescript") => Format::CommonJsTypeScript,
        Some("json") => Format::Json,
        Some("builtin") => Format::Builtin,
        _ => format(&url, bytes.as_deref(), context)?,
    };
    check_attributes(&url, format, attributes, context)?;
    let record = make(&url, format, bytes.as_deref(), context)?;
    world.records.borrow_mut().insert(key, record.clone());
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_urls_carry_text_and_base64() {
        let data = |url: &str| data_of(&Url::parse(url).unwrap());
        assert_eq!(data("data:text/javascript,a%20b#c"), b"a b");
        assert_eq!(data("data:text/javascript;base64,YWI="), b"ab");
        assert_eq!(data("data:text/javascript;charset=utf-8;base64,YWI"), b"ab");
        assert_eq!(data("data:,"), b"");
    }
}
