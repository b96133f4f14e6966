//! Modules: the Rust half of `runtime-js/internal/modules/cjs.js`. Node docs: Modules: CommonJS.

use std::path::{Path, PathBuf};

use boa_engine::{Context, JsResult, JsValue, Script, Source, js_string};

use ouro_intrinsics::Goal;

use crate::{Arguments, Binding, SystemError, host};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "modules",
    functions: &[
        ("compile", 2, compile),
        ("readText", 1, read_text),
        ("resolveFile", 1, resolve_file),
        ("isBuiltin", 1, is_builtin),
        ("requireBuiltin", 1, require_public),
        ("mainScript", 0, main_script),
    ],
    extend: None,
};

/// Goes in front of a CommonJS module, on its first line; error positions of line 1 are shifted
/// back by its length.
pub const WRAPPER: &str = "(function (exports, require, module, __filename, __dirname) { ";

/// `compile(source, filename)`: the module's wrapper function.
///
/// # Errors
/// `SyntaxError`.
fn compile(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let path = PathBuf::from(args.text(1, context)?);
    let source = source.strip_prefix("#!").map_or(source.clone(), |rest| format!("//{rest}"));
    let wrapped = format!("{WRAPPER}{source}\n}})");
    let name = path.to_string_lossy().into_owned();
    crate::source_texts::compiled(&name, context);
    let script = Source::from_bytes(&wrapped).with_path(&path);
    match Script::parse(script, None, context) {
        Ok(script) => script.evaluate(context),
        Err(error) => Err(crate::syntax_error(error, &name, &source, Goal::FunctionBody, context)),
    }
}

/// `readText(path)`: a file as UTF-8 text without its byte order mark.
///
/// # Errors
/// A system error of `open` or `read`; `ERR_ACCESS_DENIED`.
fn read_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let bytes = read(Path::new(&path), context)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    Ok(js_string!(&*String::from_utf8_lossy(bytes)).into())
}

fn read(path: &Path, context: &mut Context) -> JsResult<Vec<u8>> {
    std::fs::read(path).map_err(|error| {
        SystemError::new("open", &error).path(path.as_os_str().as_encoded_bytes()).into_js(context)
    })
}

/// `resolveFile(path)`: the file or folder with its `.js`, `.json` or `index.js`.
///
/// # Errors
/// None; `undefined` where there is none.
fn resolve_file(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = PathBuf::from(args.text(0, context)?);
    for suffix in ["", ".js", ".json", "/index.js"] {
        let mut full = path.clone().into_os_string();
        full.push(suffix);
        let full = PathBuf::from(full);
        if full.is_file() {
            return Ok(js_string!(&*full.to_string_lossy()).into());
        }
    }
    Ok(JsValue::undefined())
}

/// `isBuiltin(id)`: whether scripts may require it, with or without `node:`.
fn is_builtin(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = args.text(0, context)?;
    Ok(public(&id).is_some().into())
}

/// `requireBuiltin(id)`: the exports of a public builtin.
fn require_public(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = args.text(0, context)?;
    match public(&id) {
        Some(id) => crate::require_builtin(id, context),
        None => Ok(JsValue::undefined()),
    }
}

fn public(id: &str) -> Option<&'static str> {
    let (bare, scheme) = id.strip_prefix("node:").map_or((id, false), |bare| (bare, true));
    crate::CATALOGUE
        .iter()
        .find(|room| room.id == bare && (scheme || !room.scheme_only))
        .map(|room| room.id)
}

/// `mainScript()`: the absolute path of the program.
fn main_script(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let script = host(context).options.argv.first().cloned();
    let Some(script) = script else { return Ok(JsValue::undefined()) };
    let path = std::path::absolute(&script).unwrap_or_else(|_| PathBuf::from(&script));
    Ok(js_string!(&*path.to_string_lossy()).into())
}
