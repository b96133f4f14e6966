//! Errors of CommonJS code that runs as an ES module, explained as Node does.
//! Node docs: Modules: ECMAScript modules, Differences between ES modules and CommonJS.

use boa_engine::{
    Context, JsString, JsValue, builtins::error::Error, js_string, property::PropertyDescriptor,
};
use ouro_loader::{Format, PackageType, Url, file_url_to_path, path_to_file_url};

use super::world::World;

/// The names that the CommonJS wrapper defines.
const NAMES: [&str; 5] = ["require", "module", "exports", "__filename", "__dirname"];

/// The same for an error that rejects a promise, if it was thrown in an ES module of ours.
pub(crate) fn explain_rejection(reason: &JsValue, context: &mut Context) {
    let Some(error) = reason.as_object().filter(|error| error.is::<Error>()) else { return };
    ouro_intrinsics::polish(reason, context);
    let message = error.borrow().properties().get(&js_string!("message").into());
    let message = message.and_then(|slot| slot.value().and_then(JsValue::as_string));
    let message = message.map(|message| message.to_std_string_lossy()).unwrap_or_default();
    let name = message.strip_suffix(" is not defined");
    if !name.is_some_and(|name| NAMES.contains(&name)) {
        return;
    }
    let Ok(frames) = ouro_intrinsics::error_frames(&error, context) else { return };
    let Some(path) = frames.into_iter().map(|frame| frame.file).find(|file| !file.is_empty())
    else {
        return;
    };
    let url = if path.starts_with('/') { path_to_file_url(&path).to_string() } else { path };
    let is_ours = World::of(context)
        .records
        .borrow()
        .get(&(url.clone(), String::new()))
        .is_some_and(|record| record.format == Format::Module);
    if is_ours {
        missing_wrapper_name(reason, &url, context);
    }
}

/// Adds to a `ReferenceError` for a name of the CommonJS wrapper why it is not defined.
pub(super) fn missing_wrapper_name(error: &JsValue, url: &str, context: &mut Context) {
    let Some(object) = error.as_object() else { return };
    ouro_intrinsics::polish(error, context);
    let text = |name: JsString, context: &mut Context| {
        let value = object.get(name, context).ok();
        value.and_then(|value| value.as_string()).map(|text| text.to_std_string_lossy())
    };
    let is_reference = text(js_string!("name"), context).as_deref() == Some("ReferenceError");
    let Some(message) = text(js_string!("message"), context).filter(|_| is_reference) else {
        return;
    };
    let Some(name) = message.strip_suffix(" is not defined").filter(|name| NAMES.contains(name))
    else {
        return;
    };
    let stack = text(js_string!("stack"), context);
    let mut explained = format!("{message} in ES module scope");
    if is_guessed_by_await(url, context) {
        explained = format!(
            "Cannot determine intended module format because both '{name}' and top-level await are \
             present. If the code is intended to be CommonJS, wrap await in an async function. If \
             the code is intended to be an ES module, {}.",
            match name {
                "require" => "replace require() with import",
                "module" | "exports" => {
                    "use export instead of module.exports/exports"
                }
                "__dirname" => "use import.meta.dirname instead",
                _ => "use import.meta.filename instead",
            }
        );
    } else if name == "require" {
        explained.push_str(", you can use import instead");
    }
    if let Some(package) = package_that_says_module(url, context) {
        explained.push_str(&format!(
            "\nThis file is being treated as an ES module because it has a '.js' file extension \
             and '{package}' contains \"type\": \"module\". To treat it as a CommonJS script, \
             rename it to use the '.cjs' file extension."
        ));
    }
    let mut rows = Vec::from([("message", explained.clone())]);
    rows.extend(stack.map(|stack| ("stack", stack.replacen(&message, &explained, 1))));
    for (name, value) in rows {
        object.insert_property(
            JsString::from(name),
            PropertyDescriptor::builder()
                .value(JsString::from(value))
                .writable(true)
                .enumerable(false)
                .configurable(true),
        );
    }
}

/// Whether only its top-level `await` made a file an ES module.
fn is_guessed_by_await(url: &str, context: &Context) -> bool {
    let world = World::of(context);
    let key = (url.to_owned(), String::new());
    let is_bare = world
        .records
        .borrow()
        .get(&key)
        .is_some_and(|record| record.waits && record.imports.is_empty());
    let path = Url::parse(url).and_then(|url| file_url_to_path(&url).ok());
    let Some(path) = path.filter(|path| is_bare && !path.ends_with(".mjs")) else { return false };
    let package = world.resolver(context).borrow().nearest_package(&path).ok().flatten();
    package.is_none_or(|package| package.kind == PackageType::None)
}

/// The `package.json` that makes a `.js` file an ES module.
fn package_that_says_module(url: &str, context: &Context) -> Option<String> {
    let path = file_url_to_path(&Url::parse(url)?).ok()?;
    if !path.ends_with(".js") {
        return None;
    }
    let resolver = World::of(context).resolver(context);
    let package = resolver.borrow().nearest_package(&path).ok().flatten()?;
    (package.kind == PackageType::Module).then(|| package.path.clone())
}
