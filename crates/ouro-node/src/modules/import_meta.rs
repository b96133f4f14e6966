//! `import.meta`. Node docs: Modules: ECMAScript modules, `import.meta`.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder,
};
use ouro_loader::{Url, file_url_to_path};

use super::{builtin, world::World};
use crate::{Arguments, NodeError};

/// Adds what Node adds, in Node's order.
pub(super) fn fill(meta: &JsObject, url: &str, context: &mut Context) {
    if let Some(id) = url.strip_prefix("node:") {
        live(meta, id, context);
        return;
    }
    let path = Url::parse(url).and_then(|url| file_url_to_path(&url).ok());
    let is_main = World::of(context).main_url.borrow().as_deref() == Some(url);
    let mut rows: Vec<(&str, JsValue)> = Vec::new();
    if let Some(path) = &path {
        let folder = std::path::Path::new(path).parent();
        let folder = folder.map(|folder| folder.to_string_lossy()).unwrap_or_default();
        rows.push(("dirname", js_string!(&*folder).into()));
        rows.push(("filename", js_string!(&**path).into()));
    }
    rows.push(("main", is_main.into()));
    rows.push(("resolve", resolve_function(url, context)));
    rows.push(("url", js_string!(url).into()));
    for (name, value) in rows {
        // A new object of ours takes any property.
        let _ = meta.create_data_property(js_string!(name), value, context);
    }
}

/// The hidden door through which the facade of a builtin hands over its bindings.
fn live(meta: &JsObject, id: &str, context: &mut Context) {
    let id = JsString::from(id);
    let native = NativeFunction::from_copy_closure_with_captures(
        |_, args, id, context| {
            let live = args.callback(0, context)?;
            builtin::keep_live(&id.to_std_string_lossy(), &live, context)?;
            Ok(JsValue::undefined())
        },
        id,
    );
    let function = FunctionObjectBuilder::new(context.realm(), native).build();
    let _ = meta.create_data_property(js_string!("live"), function, context);
}

fn resolve_function(url: &str, context: &mut Context) -> JsValue {
    let native = NativeFunction::from_copy_closure_with_captures(
        |_, args, url, context| {
            let base = parent(args.value(1), url, context)?;
            resolve(args.value(0), &base, context)
        },
        JsString::from(url),
    );
    FunctionObjectBuilder::new(context.realm(), native)
        .name(js_string!("resolve"))
        .length(1)
        .build()
        .into()
}

/// The second argument, a string or URL, in place of the module's own URL.
fn parent(value: &JsValue, own: &JsString, context: &mut Context) -> JsResult<String> {
    let flag = "--experimental-import-meta-resolve";
    if value.is_undefined() || !crate::host(context).options.has(flag) {
        return Ok(own.to_std_string_lossy());
    }
    let href = match value.as_object() {
        Some(object) => object.get(js_string!("href"), context)?,
        None => value.clone(),
    };
    match href.as_string() {
        Some(href) => Ok(href.to_std_string_lossy()),
        None => {
            let expected = "of type string or an instance of URL";
            Err(NodeError::argument("parentURL", expected, value, context).into_js(context))
        }
    }
}

/// `import.meta.resolve(specifier)`: a URL, whether or not there is such a file.
fn resolve(specifier: &JsValue, base: &str, context: &mut Context) -> JsResult<JsValue> {
    let specifier = specifier.to_string(context)?.to_std_string_lossy();
    let Some(base) = Url::parse(base) else { return Ok(JsValue::undefined()) };
    if let Some((resolve, _)) = World::of(context).hooks.borrow().clone() {
        let attributes = JsObject::with_null_proto();
        let asked =
            [js_string!(&*specifier).into(), js_string!(base.as_str()).into(), attributes.into()];
        let found = crate::call(&resolve, &JsValue::undefined(), &asked, context)?;
        return found.to_object(context)?.get(js_string!("url"), context);
    }
    let resolved =
        World::of(context).resolve(context, |resolver| resolver.import(&specifier, &base, false));
    let error = match resolved {
        Ok(url) => return Ok(js_string!(url.as_str()).into()),
        Err(error) => error,
    };
    let Some(object) = error.as_opaque().and_then(JsValue::as_object) else { return Err(error) };
    let code = super::loader::text_property(&object, "code", context)?;
    let is_absent =
        matches!(code.as_deref(), Some("ERR_MODULE_NOT_FOUND" | "ERR_UNSUPPORTED_DIR_IMPORT"));
    let url = object.get(js_string!("url"), context)?;
    if is_absent && url.is_string() { Ok(url) } else { Err(error) }
}
