//! Loading of builtin modules: the `require` and `internalBinding` that only they see.

use std::path::Path;

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsValue, Script, Source, js_string,
    object::builtins::JsFunction,
};

use crate::{
    Arguments, binding,
    catalogue::{self, BINDINGS},
    host, process,
};

/// Goes in front of every builtin's source, on its first line. Not in parentheses: the engine's parser
/// copies the tree of what stands in them.
const WRAPPER: &str = "0,function (exports, require, module, internalBinding) {";

/// The exports of a builtin, by its id without `node:` (`fs`, `internal/errors`); evaluated on
/// first use, as CommonJS, with cycles seeing what is exported so far.
///
/// # Errors
/// `TypeError` for an unknown id; what the module itself throws.
pub fn require_builtin(id: &str, context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    if let Some(module) = host.builtins.borrow().get(id) {
        return match module.as_object() {
            Some(module) => module.get(js_string!("exports"), context),
            None => Ok(JsValue::undefined()),
        };
    }
    let Some((id, source)) = catalogue::source(id) else {
        return Err(JsNativeError::typ().with_message(format!("No such builtin: {id}")).into());
    };
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports: JsValue = JsObject::with_object_proto(context.intrinsics()).into();
    module.create_data_property_or_throw(js_string!("exports"), exports.clone(), context)?;
    host.builtins.borrow_mut().insert(id, module.clone().into());
    let loaded = in_main_realm(context, |context| evaluate(id, &source, &module, exports, context));
    if loaded.is_err() {
        host.builtins.borrow_mut().remove(id);
    }
    loaded?;
    if id == "events" {
        process::adopt_events(context)?;
    }
    module.get(js_string!("exports"), context)
}

/// Runs `body` in the realm of the runtime, whichever the script that asks lives in.
fn in_main_realm<R>(context: &mut Context, body: impl FnOnce(&mut Context) -> R) -> R {
    let main = host(context).realm.borrow().clone();
    let Some(main) = main else { return body(context) };
    let outer = context.enter_realm(main);
    let result = body(context);
    context.enter_realm(outer);
    result
}

fn evaluate(
    id: &str,
    source: &str,
    module: &JsObject,
    exports: JsValue,
    context: &mut Context,
) -> JsResult<()> {
    let path = format!("node:{id}");
    let wrapped = format!("{WRAPPER}{source}\n}}");
    let source = Source::from_bytes(&wrapped).with_path(Path::new(&path));
    let wrapper = Script::parse(source, None, context)?.evaluate(context)?;
    let Some(wrapper) = wrapper.as_function() else { return Ok(()) };
    let [require, internal_binding] = loader_functions(context);
    let args = [exports, require.into(), module.clone().into(), internal_binding.into()];
    wrapper.call(&JsValue::undefined(), &args, context)?;
    Ok(())
}

/// `require` and `internalBinding`, one pair for all builtins.
fn loader_functions(context: &mut Context) -> [JsFunction; 2] {
    #[derive(Default)]
    struct Pair(std::cell::OnceCell<[JsFunction; 2]>);
    let pair = host(context).slot::<Pair>();
    pair.0
        .get_or_init(|| {
            [
                binding::function("require", 1, require, context),
                binding::function("internalBinding", 1, internal_binding, context),
            ]
        })
        .clone()
}

/// `require(id)` inside builtins.
fn require(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = args.text(0, context)?;
    require_builtin(id.strip_prefix("node:").unwrap_or(&id), context)
}

/// `internalBinding(name)`: the Rust half of a room.
fn internal_binding(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let host = host(context);
    if let Some(object) = host.bindings.borrow().get(name.as_str()) {
        return Ok(object.clone().into());
    }
    let Some(room) = BINDINGS.iter().find(|room| room.name == name) else {
        return Err(JsNativeError::typ().with_message(format!("No such binding: {name}")).into());
    };
    let object = in_main_realm(context, |context| room.build(context))?;
    host.bindings.borrow_mut().insert(room.name, object.clone());
    Ok(object.into())
}
