//! `node:path`: the Rust half of `runtime-js/path.js`. Each method is one native call.
//! Node docs: Path.

mod posix;
mod win32;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, property::PropertyDescriptor,
    string::JsStrVariant,
};

use crate::{
    Arguments, Binding, Function, NodeError, binding, call,
    fs::glob,
    process_object,
    units::{Texts, Unit},
};
use posix::Parsed;

pub(crate) const BINDING: Binding =
    Binding { name: "path", functions: &[], extend: Some(both_flavours) };

/// Adds `posix` and `win32`, each with Node's properties in Node's order.
fn both_flavours(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let posix = flavour(POSIX, "/", ":", context);
    let win32 = flavour(WIN32, "\\", ";", context);
    for object in [&posix, &win32] {
        set(object, "win32", win32.clone().into());
        set(object, "posix", posix.clone().into());
        let namespaced = object.get(js_string!("toNamespacedPath"), context)?;
        set(object, "_makeLong", namespaced);
    }
    set(binding, "posix", posix.into());
    set(binding, "win32", win32.into());
    Ok(())
}

/// The methods of one flavour with their `length`.
type Methods = &'static [(&'static str, usize, Function)];

const POSIX: Methods = &[
    ("resolve", 0, posix_resolve),
    ("normalize", 1, |_, args, context| map(args, context, posix::normalize, posix::normalize)),
    ("isAbsolute", 1, |_, args, context| {
        let path = path(args, context)?;
        Ok(match path.as_str().variant() {
            JsStrVariant::Latin1(path) => posix::is_absolute(path),
            JsStrVariant::Utf16(path) => posix::is_absolute(path),
        }
        .into())
    }),
    ("join", 0, |_, args, context| {
        let texts = Texts::new(&strings(args, |_| "path".to_owned(), context)?);
        Ok(match texts {
            Texts::Latin1(parts) => Unit::string(&posix::join(&parts)),
            Texts::Utf16(parts) => Unit::string(&posix::join(&parts)),
        }
        .into())
    }),
    ("relative", 2, posix_relative),
    ("toNamespacedPath", 1, |_, args, _| Ok(args.value(0).clone())),
    ("dirname", 1, |_, args, context| map(args, context, posix::dirname, posix::dirname)),
    ("basename", 2, |_, args, context| {
        Ok(match path_and_suffix(args, context)? {
            Texts::Latin1(texts) => Unit::string(&pair(&texts, posix::basename)),
            Texts::Utf16(texts) => Unit::string(&pair(&texts, posix::basename)),
        }
        .into())
    }),
    ("extname", 1, |_, args, context| map(args, context, posix::extname, posix::extname)),
    ("format", 1, |_, args, context| format(args, "/", context)),
    ("parse", 1, |_, args, context| parse(args, context, posix::parse, posix::parse)),
    ("matchesGlob", 2, |_, args, context| matches_glob(args, false, context)),
];

const WIN32: Methods = &[
    ("resolve", 0, win32_resolve),
    ("normalize", 1, |_, args, context| map(args, context, win32::normalize, win32::normalize)),
    ("isAbsolute", 1, |_, args, context| {
        let path = path(args, context)?;
        Ok(match path.as_str().variant() {
            JsStrVariant::Latin1(path) => win32::is_absolute(path),
            JsStrVariant::Utf16(path) => win32::is_absolute(path),
        }
        .into())
    }),
    ("join", 0, |_, args, context| {
        let texts = Texts::new(&strings(args, |_| "path".to_owned(), context)?);
        Ok(match texts {
            Texts::Latin1(parts) => Unit::string(&win32::join(&parts)),
            Texts::Utf16(parts) => Unit::string(&win32::join(&parts)),
        }
        .into())
    }),
    ("relative", 2, win32_relative),
    ("toNamespacedPath", 1, win32_namespaced),
    ("dirname", 1, |_, args, context| map(args, context, win32::dirname, win32::dirname)),
    ("basename", 2, |_, args, context| {
        Ok(match path_and_suffix(args, context)? {
            Texts::Latin1(texts) => Unit::string(&pair(&texts, win32::basename)),
            Texts::Utf16(texts) => Unit::string(&pair(&texts, win32::basename)),
        }
        .into())
    }),
    ("extname", 1, |_, args, context| map(args, context, win32::extname, win32::extname)),
    ("format", 1, |_, args, context| format(args, "\\", context)),
    ("parse", 1, |_, args, context| parse(args, context, win32::parse, win32::parse)),
    ("matchesGlob", 2, |_, args, context| matches_glob(args, true, context)),
];

fn flavour(methods: Methods, separator: &str, delimiter: &str, context: &mut Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    for &(name, length, body) in methods {
        let function = binding::function(name, length, body, context);
        set(&object, name, function.into());
    }
    set(&object, "sep", js_string!(separator).into());
    set(&object, "delimiter", js_string!(delimiter).into());
    object
}

fn set(object: &JsObject, name: &str, value: JsValue) {
    let property = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(true)
        .configurable(true);
    object.insert_property(JsString::from(name), property);
}

/// The argument at `index` as a string; `name` is what an error calls it.
fn string(args: &[JsValue], index: usize, name: &str, context: &mut Context) -> JsResult<JsString> {
    let value = args.value(index);
    value
        .as_string()
        .ok_or_else(|| NodeError::argument(name, "of type string", value, context).into_js(context))
}

fn path(args: &[JsValue], context: &mut Context) -> JsResult<JsString> {
    string(args, 0, "path", context)
}

fn strings(
    args: &[JsValue],
    name: fn(usize) -> String,
    context: &mut Context,
) -> JsResult<Vec<JsString>> {
    (0..args.len()).map(|index| string(args, index, &name(index), context)).collect()
}

/// A method from one path to another.
fn map(
    args: &[JsValue],
    context: &mut Context,
    latin1: fn(&[u8]) -> Vec<u8>,
    utf16: fn(&[u16]) -> Vec<u16>,
) -> JsResult<JsValue> {
    Ok(match path(args, context)?.as_str().variant() {
        JsStrVariant::Latin1(path) => Unit::string(&latin1(path)),
        JsStrVariant::Utf16(path) => Unit::string(&utf16(path)),
    }
    .into())
}

fn path_and_suffix(args: &[JsValue], context: &mut Context) -> JsResult<Texts> {
    let suffix = match args.value(1) {
        missing if missing.is_undefined() => JsString::default(),
        _ => string(args, 1, "suffix", context)?,
    };
    Ok(Texts::new(&[path(args, context)?, suffix]))
}

fn pair<U: Unit>(texts: &[Vec<U>], body: fn(&[U], &[U]) -> Vec<U>) -> Vec<U> {
    match texts {
        [first, second] => body(first, second),
        _ => Vec::new(),
    }
}

fn parse(
    args: &[JsValue],
    context: &mut Context,
    latin1: fn(&[u8]) -> Parsed<u8>,
    utf16: fn(&[u16]) -> Parsed<u16>,
) -> JsResult<JsValue> {
    fn parts<U: Unit>(Parsed { root, dir, base, ext, name }: &Parsed<U>) -> [JsString; 5] {
        [root, dir, base, ext, name].map(|part| Unit::string(part))
    }
    let parts = match path(args, context)?.as_str().variant() {
        JsStrVariant::Latin1(path) => parts(&latin1(path)),
        JsStrVariant::Utf16(path) => parts(&utf16(path)),
    };
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, part) in ["root", "dir", "base", "ext", "name"].into_iter().zip(parts) {
        set(&object, name, part.into());
    }
    Ok(object.into())
}

/// `format(pathObject)`: `dir` over `root`, `base` over `name` and `ext`.
fn format(args: &[JsValue], separator: &str, context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    let object = match value.as_object() {
        Some(object) if !object.is_callable() && !object.is_array() => object,
        _ => {
            let error = NodeError::argument("pathObject", "of type object", value, context);
            return Err(error.into_js(context));
        }
    };
    let mut field = |name: &str| -> JsResult<Option<JsString>> {
        let value = object.get(JsString::from(name), context)?;
        if value.to_boolean() { value.to_string(context).map(Some) } else { Ok(None) }
    };
    let dir = match field("dir")? {
        Some(dir) => Some(dir),
        None => field("root")?,
    };
    let base = match field("base")? {
        Some(base) => base,
        None => {
            let name = field("name")?.unwrap_or_default();
            let ext = field("ext")?.unwrap_or_default();
            let dot =
                if ext.is_empty() || ext.code_unit_at(0) == Some(b'.'.into()) { "" } else { "." };
            js_string!(&name, &js_string!(dot), &ext)
        }
    };
    let Some(dir) = dir else { return Ok(base.into()) };
    let between = if field("root")?.as_ref() == Some(&dir) { "" } else { separator };
    Ok(js_string!(&dir, &js_string!(between), &base).into())
}

/// What `process.cwd` says, which a script may have replaced.
fn cwd(context: &mut Context) -> JsResult<JsString> {
    let process = process_object(context)?;
    match process.get(js_string!("cwd"), context)?.as_function() {
        Some(cwd) => call(&cwd, &process.into(), &[], context)?.to_string(context),
        None => Ok(JsString::default()),
    }
}

/// `matchesGlob(path, pattern)`: on Windows backslashes separate, and case does not matter.
fn matches_glob(args: &[JsValue], windows: bool, context: &mut Context) -> JsResult<JsValue> {
    let path = path(args, context)?.to_std_string_lossy();
    let pattern = string(args, 1, "pattern", context)?.to_std_string_lossy();
    let slashed =
        |text: String| if windows { text.replace('\\', "/").to_lowercase() } else { text };
    Ok(glob::fits(&slashed(path), &slashed(pattern)).into())
}

/// Checks the parts as Node does, from the last to the first that is absolute, and puts the
/// current folder behind them where it is needed.
fn parts_to_resolve(
    args: &[JsValue],
    is_absolute: fn(&JsString) -> bool,
    context: &mut Context,
) -> JsResult<Vec<JsString>> {
    let mut parts = Vec::new();
    let mut absolute = false;
    for index in (0..args.len()).rev() {
        if absolute {
            break;
        }
        let part = string(args, index, &format!("paths[{index}]"), context)?;
        absolute = is_absolute(&part);
        parts.insert(0, part);
    }
    parts.push(if absolute { js_string!("/") } else { cwd(context)? });
    Ok(parts)
}

fn posix_resolve(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let is_absolute = |part: &JsString| part.code_unit_at(0) == Some(b'/'.into());
    let parts = parts_to_resolve(args, is_absolute, context)?;
    Ok(match Texts::new(&parts) {
        Texts::Latin1(mut texts) => {
            let cwd = texts.pop().unwrap_or_default();
            Unit::string(&posix::resolve(&texts, &cwd))
        }
        Texts::Utf16(mut texts) => {
            let cwd = texts.pop().unwrap_or_default();
            Unit::string(&posix::resolve(&texts, &cwd))
        }
    }
    .into())
}

/// What `win32.resolve` works on: all parts and the current folder behind them.
fn win32_parts(args: &[JsValue], context: &mut Context) -> JsResult<Vec<JsString>> {
    parts_to_resolve(args, |_| false, context)
}

fn win32_resolve(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let parts = win32_parts(args, context)?;
    Ok(match Texts::new(&parts) {
        Texts::Latin1(mut texts) => {
            let cwd = texts.pop().unwrap_or_default();
            Unit::string(&win32::resolve(&texts, &cwd))
        }
        Texts::Utf16(mut texts) => {
            let cwd = texts.pop().unwrap_or_default();
            Unit::string(&win32::resolve(&texts, &cwd))
        }
    }
    .into())
}

/// `from`, `to` and the current folder as texts of one kind.
fn two_paths(args: &[JsValue], needs_cwd: bool, context: &mut Context) -> JsResult<Texts> {
    let (from, to) = (string(args, 0, "from", context)?, string(args, 1, "to", context)?);
    let is_absolute = |path: &JsString| path.code_unit_at(0) == Some(b'/'.into());
    let absolute = is_absolute(&from) && is_absolute(&to) && !needs_cwd;
    let cwd = if absolute { js_string!("/") } else { cwd(context)? };
    Ok(Texts::new(&[from, to, cwd]))
}

fn posix_relative(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    fn between<U: Unit>(texts: &[Vec<U>]) -> JsString {
        let [from, to, cwd] = texts else { return JsString::default() };
        let resolved = |path: &Vec<U>| posix::resolve(std::slice::from_ref(path), cwd);
        Unit::string(&posix::relative(&resolved(from), &resolved(to)))
    }
    Ok(match two_paths(args, false, context)? {
        Texts::Latin1(texts) => between(&texts),
        Texts::Utf16(texts) => between(&texts),
    }
    .into())
}

fn win32_relative(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    fn between<U: Unit>(texts: &[Vec<U>]) -> JsString {
        let [from, to, cwd] = texts else { return JsString::default() };
        let resolved = |path: &Vec<U>| win32::resolve(std::slice::from_ref(path), cwd);
        Unit::string(&win32::relative(&resolved(from), &resolved(to)))
    }
    Ok(match two_paths(args, true, context)? {
        Texts::Latin1(texts) => between(&texts),
        Texts::Utf16(texts) => between(&texts),
    }
    .into())
}

fn win32_namespaced(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    fn prefixed<U: Unit>(texts: &[Vec<U>]) -> JsString {
        let [path, cwd] = texts else { return JsString::default() };
        let resolved = win32::resolve(std::slice::from_ref(path), cwd);
        Unit::string(&win32::namespaced(path, &resolved))
    }
    let Some(path) = args.value(0).as_string() else { return Ok(args.value(0).clone()) };
    Ok(match Texts::new(&[path, cwd(context)?]) {
        Texts::Latin1(texts) => prefixed(&texts),
        Texts::Utf16(texts) => prefixed(&texts),
    }
    .into())
}

/// One path resolved against the current folder, as text; what `node:url` needs of this room.
///
/// # Errors
/// `ENOENT` where the current folder was removed.
pub(crate) fn resolve_text(
    path: &JsString,
    windows: bool,
    context: &mut Context,
) -> JsResult<String> {
    let args = [path.clone().into()];
    let resolve = if windows { win32_resolve } else { posix_resolve };
    let resolved = resolve(&JsValue::undefined(), &args, context)?;
    Ok(resolved.as_string().unwrap_or_default().to_std_string_lossy())
}
