//! Resolution as the JavaScript loaders ask for it: thin functions over `ouro-loader`.
//! Node docs: Modules: CommonJS, All together; `module.findPackageJSON`.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
};
use ouro_loader::{
    Conditions, FileKind, FileSystem, Json, Package, PackageType, Url, path_to_file_url,
};

use super::{
    loads::Loads,
    world::{World, folder_url, global_paths, working_folder},
};
use crate::{Arguments, host};

/// `dirname(path)`: `path.dirname`, for the paths that modules have.
pub(super) fn dirname(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let folder = match path.rfind('/') {
        None => ".",
        Some(0) => "/",
        Some(at) => path.get(..at).unwrap_or(&path),
    };
    Ok(js_string!(folder).into())
}

/// `nodeModulePaths(folder)`: `Module._nodeModulePaths`.
pub(super) fn node_module_paths(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let from = std::path::absolute(args.text(0, context)?).unwrap_or_default();
    let paths = ouro_loader::node_module_paths(&from.to_string_lossy());
    Ok(strings(&paths, context))
}

/// `initPaths()`: the global folders, read from the environment anew.
pub(super) fn init_paths(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let paths = global_paths(context);
    let resolver = World::of(context).resolver(context);
    resolver.borrow_mut().set_global_paths(paths.clone());
    Ok(strings(&paths, context))
}

/// `special(request, parent)`: the file or builtin that `#imports` or the package's own name
/// lead to from the module at `parent`; `undefined` where the request is for neither.
///
/// # Errors
/// Those of `exports` and `imports`, `MODULE_NOT_FOUND`.
pub(super) fn special(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let request = args.text(0, context)?;
    let parent = optional_text(args.value(1));
    let folder = working_folder();
    let conditions = conditions(args.value(2), context)?;
    let found = World::of(context).resolve(context, |resolver| {
        let conditions = conditions.as_ref().unwrap_or_else(|| resolver.require_conditions());
        resolver.require_special(&request, parent.as_deref(), &folder, conditions)
    })?;
    Ok(found.map_or_else(JsValue::undefined, |path| js_string!(&*path).into()))
}

/// `findPath(request, folders, isMain, extensions)`: `Module._findPath`; `false` where there is
/// none.
///
/// # Errors
/// Those of `exports`, `MODULE_NOT_FOUND` for a `main` that leads nowhere.
pub(super) fn find_path(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let request = args.text(0, context)?;
    let mut folders = list(args.value(1), context)?;
    for folder in &mut folders {
        if !folder.starts_with('/') {
            let absolute = std::path::absolute(&*folder).unwrap_or_default();
            *folder = absolute.to_string_lossy().into_owned();
        }
    }
    let is_main = args.flag(2);
    let extensions = list(args.value(3), context)?;
    let extensions: Vec<&str> = extensions.iter().map(String::as_str).collect();
    let conditions = conditions(args.value(4), context)?;
    let found = World::of(context).resolve(context, |resolver| {
        let conditions = conditions.as_ref().unwrap_or_else(|| resolver.require_conditions());
        resolver.find_path(&request, &folders, is_main, &extensions, conditions)
    })?;
    if found.is_none() {
        host(context).slot::<Loads>().fail();
    }
    Ok(found.map_or_else(|| false.into(), |path| js_string!(&*path).into()))
}

/// The `type` of the package that a file belongs to.
pub(super) fn package_type(path: &str, context: &mut Context) -> JsResult<PackageType> {
    let package = World::of(context).resolve(context, |resolver| resolver.nearest_package(path))?;
    Ok(package.map_or(PackageType::None, |package| package.kind))
}

/// `declaredFormat(filename)`: the `type` of the package that a file belongs to, `undefined`
/// where it has none.
///
/// # Errors
/// `ERR_INVALID_PACKAGE_CONFIG`.
pub(super) fn declared_format(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    Ok(match package_type(&path, context)? {
        PackageType::CommonJs => js_string!("commonjs").into(),
        PackageType::Module => js_string!("module").into(),
        PackageType::None => JsValue::undefined(),
    })
}

/// `nearestPackage(filename)`: the path of the `package.json` that a file belongs to.
///
/// # Errors
/// `ERR_INVALID_PACKAGE_CONFIG`.
pub(super) fn nearest_package(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let found = World::of(context).resolve(context, |resolver| resolver.nearest_package(&path))?;
    Ok(found.map_or_else(JsValue::undefined, |package| js_string!(&*package.path).into()))
}

/// `readPackage(path)`: what resolution reads of a `package.json`; `undefined` where there is
/// none.
///
/// # Errors
/// `ERR_INVALID_PACKAGE_CONFIG`.
pub(super) fn read_package(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let found = World::of(context).resolve(context, |resolver| resolver.read_package(&path))?;
    let Some(package) = found else { return Ok(JsValue::undefined()) };
    Ok(package_object(&package, context)?.into())
}

fn package_object(package: &Package, context: &mut Context) -> JsResult<JsObject> {
    let object = JsObject::with_null_proto();
    let text = |text: &Option<String>| {
        text.as_deref().map_or_else(JsValue::undefined, |text| js_string!(text).into())
    };
    let kind = match package.kind {
        PackageType::CommonJs => "commonjs",
        PackageType::Module => "module",
        PackageType::None => "none",
    };
    let rows = [
        ("name", text(&package.name)),
        ("main", text(&package.main)),
        ("type", js_string!(kind).into()),
        ("exports", json(package.exports.as_ref(), context)),
        ("imports", json(package.imports.as_ref(), context)),
        ("filePath", js_string!(&*package.path).into()),
    ];
    for (name, value) in rows {
        object.create_data_property(js_string!(name), value, context)?;
    }
    Ok(object)
}

fn json(value: Option<&Json>, context: &mut Context) -> JsValue {
    match value {
        None => JsValue::undefined(),
        Some(Json::Null) => JsValue::null(),
        Some(Json::Bool(value)) => (*value).into(),
        Some(Json::Number(text)) => text.parse::<f64>().unwrap_or(f64::NAN).into(),
        Some(Json::String(text)) => js_string!(&**text).into(),
        Some(Json::Array(items)) => {
            let items: Vec<JsValue> = items.iter().map(|item| json(Some(item), context)).collect();
            JsArray::from_iter(items, context).into()
        }
        Some(Json::Object(entries)) => {
            let object = JsObject::with_object_proto(context.intrinsics());
            for (key, value) in entries {
                let value = json(Some(value), context);
                // A new object of ours takes any property.
                let _ = object.create_data_property(js_string!(&**key), value, context);
            }
            object.into()
        }
    }
}

/// `findPackageJSON(specifier, base)`: the `package.json` of what the module at URL `base` would
/// import; `undefined` where the file is in no package.
///
/// # Errors
/// `ERR_MODULE_NOT_FOUND`, `ERR_INVALID_PACKAGE_CONFIG`.
pub(super) fn find_package_json(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let specifier = args.text(0, context)?;
    let base = Url::parse(&args.text(1, context)?).unwrap_or_else(folder_url);
    let found = World::of(context)
        .resolve(context, |resolver| resolver.find_package_json(&specifier, &base))?;
    Ok(found.map_or_else(JsValue::undefined, |path| js_string!(&*path).into()))
}

/// `urlToPath(url)`: `url.fileURLToPath`.
///
/// # Errors
/// `ERR_INVALID_URL`, `ERR_INVALID_URL_SCHEME`, `ERR_INVALID_FILE_URL_HOST`,
/// `ERR_INVALID_FILE_URL_PATH`.
pub(super) fn url_to_path(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let Some(url) = Url::parse(&text) else {
        return Err(crate::NodeError::typ("ERR_INVALID_URL", "Invalid URL").into_js(context));
    };
    let path = World::of(context).resolve(context, |_| ouro_loader::file_url_to_path(&url))?;
    Ok(js_string!(&*path).into())
}

/// `stat(path)`: 0 for a file, 1 for a folder, below 0 where there is neither.
pub(super) fn stat(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    let resolver = World::of(context).resolver(context);
    let kind = resolver.borrow().files().kind(path.as_ref());
    Ok(match kind {
        Some(FileKind::File) => 0,
        Some(FileKind::Directory) => 1,
        None => -2,
    }
    .into())
}

/// `resolveImport(specifier, base, conditions)`: the URL that an import of the module at URL
/// `base` (the current folder where it is absent) leads to.
///
/// # Errors
/// Those of resolving ES modules.
pub(super) fn resolve_import(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let specifier = args.text(0, context)?;
    let base = optional_text(args.value(1));
    let is_main = base.is_none();
    let base = base.and_then(|base| Url::parse(&base)).unwrap_or_else(folder_url);
    let conditions = conditions(args.value(2), context)?;
    let url = World::of(context).resolve(context, |resolver| {
        let conditions = conditions.as_ref().unwrap_or_else(|| resolver.import_conditions());
        resolver.import_with(&specifier, &base, is_main, conditions)
    })?;
    Ok(JsString::from(url.as_str()).into())
}

/// `typelessWarning(filename)`: warns that a module's kind had to be guessed.
/// Node docs: `MODULE_TYPELESS_PACKAGE_JSON`.
pub(super) fn typeless_warning(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    warn_typeless(&path, context)?;
    Ok(JsValue::undefined())
}

/// Warns that the file's package says no `type`; packages in `node_modules` are left alone.
pub(super) fn warn_typeless(path: &str, context: &mut Context) -> JsResult<()> {
    if path.contains("/node_modules/") {
        return Ok(());
    }
    let world = World::of(context);
    let package = world.resolve(context, |resolver| resolver.nearest_package(path))?;
    let Some(package) = package else { return Ok(()) };
    let message = format!(
        "Module type of {} is not specified and it doesn't parse as CommonJS.\nReparsing as ES \
         module because module syntax was detected. This incurs a performance overhead.\nTo \
         eliminate this warning, add \"type\": \"module\" to {}.",
        path_to_file_url(path),
        package.path
    );
    world.warn("Warning", &message, "MODULE_TYPELESS_PACKAGE_JSON", context)
}

fn conditions(value: &JsValue, context: &mut Context) -> JsResult<Option<Conditions>> {
    Ok(if value.is_object() { Some(Conditions::new(list(value, context)?)) } else { None })
}

/// The strings of an array; others are left out.
fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<String>> {
    let Some(array) = value.as_object() else { return Ok(Vec::new()) };
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    let mut items = Vec::new();
    for index in 0..length {
        let item = array.get(index, context)?;
        items.extend(item.as_string().map(|text| text.to_std_string_lossy()));
    }
    Ok(items)
}

pub(super) fn optional_text(value: &JsValue) -> Option<String> {
    value.as_string().map(|text| text.to_std_string_lossy())
}

fn strings(list: &[String], context: &mut Context) -> JsValue {
    let list: Vec<JsValue> = list.iter().map(|text| js_string!(&**text).into()).collect();
    JsArray::from_iter(list, context).into()
}
