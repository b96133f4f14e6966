//! Errors of CommonJS code that runs as an ES module, explained as Node does.
//! Node docs: Modules: ECMAScript modules, Differences between ES modules and CommonJS.

use boa_engine::{Context, JsString, JsValue, js_string, property::PropertyDescriptor};
use ouro_loader::{PackageType, Url, file_url_to_path};

use super::world::World;

/// The names that the CommonJS wrapper defines.
const NAMES: [&str; 5] = ["require", "module", "exports", "__filename", "__dirname"];

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
    if name == "require" {
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

/// The `package.json` that makes a `.js` file an ES module.
fn package_that_says_module(url: &str, context: &Context) -> Option<String> {
    let path = file_url_to_path(&Url::parse(url).ok()?).ok()?;
    if !path.ends_with(".js") {
        return None;
    }
    let resolver = World::of(context).resolver(context);
    let package = resolver.borrow().nearest_package(&path).ok().flatten()?;
    (package.kind == PackageType::Module).then(|| package.path.clone())
}
