//! `Atomics.waitAsync`, such that the runtime's job queue knows what it makes: a future that may wait
//! for ever, unlike those of module loading. No JavaScript half. ECMA-262 §25.4.15.

use boa_engine::{
    Context, JsResult, JsValue, NativeFunction, js_string, object::FunctionObjectBuilder,
    object::builtins::JsFunction, property::PropertyDescriptor,
};

use crate::host;

/// Puts the function in the place of the engine's in the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let name = js_string!("waitAsync");
    let atomics = context.global_object().get(js_string!("Atomics"), context)?;
    let Some(atomics) = atomics.as_object() else { return Ok(()) };
    let Some(engine) = atomics.get(name.clone(), context)?.as_function() else { return Ok(()) };
    let function = NativeFunction::from_copy_closure_with_captures(wait_async, engine);
    let function =
        FunctionObjectBuilder::new(context.realm(), function).name(name.clone()).length(4).build();
    atomics.insert_property(
        name,
        PropertyDescriptor::builder()
            .value(function)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
    Ok(())
}

/// `Atomics.waitAsync(typedArray, index, value, timeout)`
fn wait_async(
    this: &JsValue,
    args: &[JsValue],
    engine: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = host(context);
    // What a conversion of an argument imports meanwhile is loaded by the loop, too: a little later.
    let outer = host.in_wait_async.replace(true);
    let result = engine.call(this, args, context);
    host.in_wait_async.set(outer);
    result
}
