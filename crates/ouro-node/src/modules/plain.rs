//! Programs that are one CommonJS file: started without any JavaScript of ours. The first thing that
//! wants more than builtins (`require('./x')`, `module.constructor`, `require.cache` …) loads
//! `runtime-js/internal/modules/cjs.js`, which takes over. Parsing that file would be most of the
//! time that such a program takes. Node docs: Modules: CommonJS.

use std::cell::RefCell;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
    property::PropertyDescriptor,
};
use ouro_loader::PackageType;

use super::{builtin::public_builtin, commonjs, lookup, start, world::World};
use crate::{Arguments, binding, call, host};

/// What `Module.prototype` has, found through the main module's own prototype.
const METHODS: [&str; 5] = ["_compile", "constructor", "load", "parent", "require"];

/// The main module, where it was started here.
#[derive(Default)]
struct Started(RefCell<Option<JsObject>>);

/// Starts the program, if it is one CommonJS file and nothing is to be done before.
///
/// # Errors
/// What the program throws; `SyntaxError`.
pub(super) fn start(context: &mut Context) -> JsResult<bool> {
    let this = JsValue::undefined();
    let Some(path) = start::plain_main(&this, &[], context)?.as_string() else { return Ok(false) };
    let path = path.to_std_string_lossy();
    let found = World::of(context).resolve(context, |resolver| {
        let conditions = resolver.require_conditions();
        resolver.find_path(&path, &[], true, &[".js", ".json", ".node"], conditions)
    })?;
    let Some(filename) = found else { return Ok(false) };
    let undecided = match filename.rsplit_once('.') {
        Some((_, "cjs")) => false,
        Some((_, "js")) => match lookup::package_type(&filename, context)? {
            PackageType::CommonJs => false,
            PackageType::Module => return Ok(false),
            PackageType::None => true,
        },
        _ => return Ok(false),
    };
    let name = JsValue::from(js_string!(filename.as_str()));
    let text = commonjs::read_text(&this, std::slice::from_ref(&name), context)?;
    let wrapper = commonjs::compile(&this, &[text, name.clone(), undecided.into()], context)?;
    // An ES module after all.
    let Some(wrapper) = wrapper.as_function() else { return Ok(false) };
    let folder = lookup::dirname(&this, std::slice::from_ref(&name), context)?;
    let module = module(&name, &folder, context)?;
    let exports = module.get(js_string!("exports"), context)?;
    let require = require_of(&module, context);
    host(context).slot::<Started>().0.replace(Some(module.clone()));
    let args = [exports.clone(), require.into(), module.clone().into(), name, folder];
    call(&wrapper, &exports, &args, context)?;
    module.set(js_string!("loaded"), true, false, context)?;
    Ok(true)
}

/// `startedModule()`: the main module, where it was started without `cjs.js`.
pub(super) fn started(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let started = host(context).slot::<Started>();
    let module = started.0.borrow().clone();
    Ok(module.map_or_else(JsValue::undefined, JsValue::from))
}

/// The `module` object, with the properties of one that `cjs.js` makes, in the same order.
fn module(name: &JsValue, folder: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    for method in METHODS {
        let get = accessor(method, context);
        let set = NativeFunction::from_copy_closure(move |this, args, context| {
            if let Some(object) = this.as_object() {
                object.create_data_property_or_throw(
                    js_string!(method),
                    args.value(0).clone(),
                    context,
                )?;
            }
            Ok(JsValue::undefined())
        });
        let set = set.to_js_function(context.realm());
        prototype.insert_property(
            js_string!(method),
            PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true),
        );
    }
    let module = JsObject::with_object_proto(context.intrinsics());
    module.set_prototype(Some(prototype));
    let paths =
        lookup::node_module_paths(&JsValue::undefined(), std::slice::from_ref(folder), context)?;
    let rows: [(&str, JsValue); 7] = [
        ("id", js_string!(".").into()),
        ("path", folder.clone()),
        ("exports", JsObject::with_object_proto(context.intrinsics()).into()),
        ("filename", name.clone()),
        ("loaded", false.into()),
        ("children", JsArray::from_iter([], context).into()),
        ("paths", paths),
    ];
    for (name, value) in rows {
        module.create_data_property_or_throw(JsString::from(name), value, context)?;
    }
    Ok(module)
}

/// An accessor for a method of `Module.prototype`.
fn accessor(name: &'static str, context: &mut Context) -> JsFunction {
    let get = NativeFunction::from_copy_closure(move |this, _, context| {
        let prototype = commonjs_room(context)?
            .get(js_string!("Module"), context)?
            .to_object(context)?
            .get(js_string!("prototype"), context)?
            .to_object(context)?;
        // `parent` and `constructor` are accessors there too: the receiver is this module.
        let slot = prototype.borrow().properties().get(&js_string!(name).into());
        match slot.as_ref().and_then(|slot| slot.get()).and_then(JsValue::as_function) {
            Some(get) => get.call(this, &[], context),
            None => prototype.get(js_string!(name), context),
        }
    });
    get.to_js_function(context.realm())
}

/// The exports of `cjs.js`, loaded on first use.
fn commonjs_room(context: &mut Context) -> JsResult<JsObject> {
    crate::require_builtin("internal/modules/cjs", context)?.to_object(context)
}

/// The `require` of the main module.
fn require_of(module: &JsObject, context: &mut Context) -> JsFunction {
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, module: &JsObject, context| require(module, args, context),
        module.clone(),
    );
    let require = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("require"))
        .length(1)
        .build();
    let resolve = delegate(module, |require, context| require.get(js_string!("resolve"), context));
    let resolve = FunctionObjectBuilder::new(context.realm(), resolve)
        .name(js_string!("resolve"))
        .length(2)
        .build();
    let paths = delegate(module, |require, context| {
        require
            .get(js_string!("resolve"), context)?
            .to_object(context)?
            .get(js_string!("paths"), context)
    });
    let paths = FunctionObjectBuilder::new(context.realm(), paths)
        .name(js_string!("paths"))
        .length(1)
        .build();
    let data = |value: JsValue| {
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true)
    };
    resolve.insert_property(js_string!("paths"), data(paths.into()));
    require.insert_property(js_string!("resolve"), data(resolve.into()));
    require.insert_property(js_string!("main"), data(module.clone().into()));
    for (name, property) in [("extensions", "_extensions"), ("cache", "_cache")] {
        let get = NativeFunction::from_copy_closure(move |_, _, context| {
            commonjs_room(context)?
                .get(js_string!("Module"), context)?
                .to_object(context)?
                .get(js_string!(property), context)
        });
        let get = get.to_js_function(context.realm());
        let set = binding::function(name, 1, |_, _, _| Ok(JsValue::undefined()), context);
        require.insert_property(
            js_string!(name),
            PropertyDescriptor::builder().get(get).set(set).enumerable(true).configurable(true),
        );
    }
    require
}

/// A function that does what one found on the `require` that `cjs.js` makes for the module does.
fn delegate(
    module: &JsObject,
    find: fn(&JsObject, &mut Context) -> JsResult<JsValue>,
) -> NativeFunction {
    NativeFunction::from_copy_closure_with_captures(
        move |_, args, module: &JsObject, context| {
            let make = commonjs_room(context)?.get(js_string!("requireOf"), context)?;
            let Some(make) = make.as_function() else { return Ok(JsValue::undefined()) };
            let require = make.call(&JsValue::undefined(), &[module.clone().into()], context)?;
            let function = find(&require.to_object(context)?, context)?;
            match function.as_function() {
                Some(function) => function.call(&JsValue::undefined(), args, context),
                None => Ok(JsValue::undefined()),
            }
        },
        module.clone(),
    )
}

/// `require(id)`: a builtin at once, as long as nobody can have changed how modules are loaded;
/// anything else through `module.require`.
fn require(module: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let taken_over = host(context).builtins.borrow().contains_key("internal/modules/cjs");
    if !taken_over
        && let Some(id) = args.value(0).as_string()
        && let Some(id) = public_builtin(&id.to_std_string_lossy())
    {
        return crate::require_builtin(id, context);
    }
    let method = module.get(js_string!("require"), context)?;
    match method.as_function() {
        Some(method) => method.call(&module.clone().into(), &[args.value(0).clone()], context),
        None => Ok(JsValue::undefined()),
    }
}
