//! CommonJS source texts: read and compiled. The Rust half of `runtime-js/internal/modules/cjs.js`.
//! Node docs: Modules: CommonJS, The module wrapper; Determining module system.

use std::{borrow::Cow, path::Path};

use boa_engine::{Context, JsError, JsNativeError, JsResult, JsValue, Script, Source, js_string};
use ouro_intrinsics::Goal;
use ouro_loader::{Syntax, detect_syntax, detect_syntax_thoroughly, find_module_syntax};
use ouro_sandbox::{FileError, Readable, file};
use ouro_syntax::{Lightening, lightened};

use super::{
    loads::Loads,
    placed::{Phase, placed_error},
    world::World,
};
use crate::{Arguments, NodeError, SystemError, host};

/// Goes in front of a CommonJS module, on its first line; error positions of line 1 are shifted
/// back by its length. Not in parentheses: the engine's parser copies the tree of what stands in
/// them (boa_parser, `expression/primary/mod.rs`), here of the whole module.
pub(crate) const WRAPPER: &str = "0,function (exports, require, module, __filename, __dirname) { ";

/// From this size on a text is worth preparations, in bytes.
const LARGE: usize = 512 << 10;

/// `compile(source, filename, isUndecided)`: the module's wrapper function; `null` where
/// `isUndecided` (neither extension nor `type` says) and its syntax is that of an ES module.
///
/// # Errors
/// `SyntaxError`.
pub(super) fn compile(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let name = args.text(1, context)?;
    let is_undecided = args.flag(2) && detects(context);
    if is_undecided && detect_syntax(source.as_bytes()) == Syntax::Module {
        return Ok(JsValue::null());
    }
    let again = |context: &mut Context| args.text(0, context);
    compile_function(source, again, &name, context).or_else(|error| {
        let source = args.text(0, context)?;
        let may_be_module = is_undecided
            && detect_syntax_thoroughly(source.as_bytes()) != Syntax::CommonJs
            && ouro_intrinsics::locate_syntax_error(&source, Goal::Module).is_none();
        if may_be_module {
            return Ok(JsValue::null());
        }
        let text = without_shell_line(&source);
        match module_syntax(&name, &text, context)? {
            Some(explained) => Err(explained),
            None => Err(crate::syntax_error(error, &name, &text, Goal::FunctionBody, context)),
        }
    })
}

/// Whether syntax may decide what a text is.
pub(super) fn detects(context: &Context) -> bool {
    !host(context).options.has("--no-experimental-detect-module")
}

/// The error for a text that fails to compile since it is an ES module's, with a warning that says
/// how to make it one.
pub(super) fn module_syntax(
    name: &str,
    text: &str,
    context: &mut Context,
) -> JsResult<Option<JsError>> {
    let Some(error) = module_words(name, text, context) else { return Ok(None) };
    let warning = format!(
        "Failed to load the ES module: {name}. Make sure to set \"type\": \"module\" in the \
         nearest package.json file or use the .mjs extension."
    );
    World::of(context).warn("Warning", &warning, "", context)?;
    Ok(Some(error))
}

/// The error for a text that has a word of ES modules where none may be.
pub(super) fn module_words(name: &str, text: &str, context: &mut Context) -> Option<JsError> {
    let found = find_module_syntax(text.as_bytes())?;
    let message = match found.word {
        "import" => "Cannot use import statement outside a module",
        "export" => "Unexpected token 'export'",
        "meta" => "Cannot use 'import.meta' outside a module",
        _ => "await is only valid in async functions and the top level bodies of modules",
    };
    let range = found.start..found.start + found.word.len();
    Some(placed_error(name, text, range, message, Phase::Parsing, context))
}

/// Compiles a text as the body of the wrapper function; `again` gives the text once more, should it
/// be needed: while a long one is parsed, as few copies of it are there as may be.
fn compile_function(
    source: String,
    again: impl Fn(&mut Context) -> JsResult<String>,
    name: &str,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = without_shell_line(&source);
    if ouro_intrinsics::check_body(&text)? && ouro_intrinsics::ends_function(&text).is_some() {
        return Err(JsNativeError::syntax().with_message("Unexpected token '}'").into());
    }
    drop(text);
    let is_large = source.len() >= LARGE;
    // Trees and code of a text take some thirty times its size.
    let _foreseen = is_large.then(|| ouro_sys::memory::foresee(source.len() * 30));
    let how = if is_large { Lightening::Blocks(false) } else { Lightening::Parentheses };
    crate::source_texts::compiled(name, context);
    let script = match parsed(source, name, how, context) {
        Err(error) if is_large && error.as_native().is_some_and(JsNativeError::is_syntax) => {
            parsed(again(context)?, name, Lightening::Parentheses, context)
        }
        other => other,
    }?;
    script.evaluate(context)
}

/// Parses the wrapper function around a text.
fn parsed(source: String, name: &str, how: Lightening, context: &mut Context) -> JsResult<Script> {
    let wrapped = [WRAPPER, &without_shell_line(&source), "\n}"].concat();
    drop(source);
    let plain = match lightened(&wrapped, how) {
        Cow::Borrowed(_) => wrapped,
        Cow::Owned(plain) => plain,
    };
    let text = match crate::source_texts::program(&plain, Goal::Script, context)? {
        Cow::Borrowed(_) => plain,
        Cow::Owned(text) => text,
    };
    let source = Source::from_bytes(&*text).with_path(Path::new(name));
    Script::parse(source, None, context)
}

/// A source whose first line for the shell, if any, is a comment to JavaScript.
pub(super) fn without_shell_line(source: &str) -> Cow<'_, str> {
    match source.strip_prefix("#!") {
        Some(rest) => Cow::Owned(["//", rest].concat()),
        None => Cow::Borrowed(source),
    }
}

/// `readText(path)`: a file as UTF-8 text without its byte order mark.
///
/// # Errors
/// A system error of `open` or `read`; `ERR_ACCESS_DENIED`.
pub(super) fn read_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let bytes = read(Path::new(&path), context)?;
    Ok(js_string!(&*text_of(&bytes)).into())
}

/// A source as text: UTF-8 with replacement characters, without its byte order mark.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Much faster than to look for what is to be replaced.
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// Reads a whole file by leave of the permissions.
pub(super) fn read(path: &Path, context: &mut Context) -> JsResult<Vec<u8>> {
    let readable = {
        let host = host(context);
        let permissions = host.permissions.borrow();
        Readable::grant(path, &permissions)
    };
    let name = path.as_os_str().as_encoded_bytes();
    let result = readable.map_err(|denied| (FileError::Denied(denied), "open"));
    if result.is_ok() {
        host(context).slot::<Loads>().read(path);
    }
    result.and_then(|file| file::read_file(&file)).map_err(|(error, syscall)| match error {
        FileError::Denied(_) => {
            let message = "Access to this API has been restricted. Use --allow-fs-read to manage permissions.";
            let error = NodeError::error("ERR_ACCESS_DENIED", message).into_js(context);
            if let Some(object) = error.as_opaque().and_then(JsValue::as_object) {
                let path: JsValue = js_string!(&*path.to_string_lossy()).into();
                let kind: JsValue = js_string!("FileSystemRead").into();
                for (key, value) in [("permission", kind), ("resource", path)] {
                    let _ = object.create_data_property(js_string!(key), value, context);
                }
            }
            error
        }
        error => {
            SystemError::new(syscall, &std::io::Error::from(error)).path(name).into_js(context)
        }
    })
}
