//! What a block with `using` declarations calls once `ouro-syntax` has rewritten it: the list of
//! its resources.

use boa_engine::{
    Context, JsArgs, JsData, JsObject, JsResult, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder, property::PropertyDescriptor,
};
use boa_gc::{Finalize, Trace};

use super::dispose::{Resource, dispose_all, dispose_all_async};
use crate::builtin::{declare, is_declared};

/// The resources of one run of a block.
#[derive(Debug, Default, Finalize, JsData, Trace)]
struct Block {
    resources: Vec<Resource>,
    thrown: Option<JsValue>,
    #[unsafe_ignore_trace]
    is_async: bool,
}

/// Defines the function that blocks with `using` declarations call, once a realm has such a block.
/// It has a name that no other program uses.
///
/// # Errors
/// The engine's own, where the realm cannot run scripts.
pub fn allow_using(name: &str, context: &mut Context) -> JsResult<()> {
    if is_declared(name, context) {
        return Ok(());
    }
    let prototype = JsObject::with_null_proto();
    for (name, body) in [("sync", add::<false> as crate::builtin::Function), ("async", add::<true>)]
    {
        let setter = NativeFunction::from_fn_ptr(body);
        let setter = FunctionObjectBuilder::new(context.realm(), setter).length(1).build();
        let descriptor = PropertyDescriptor::builder().set(setter).enumerable(false);
        prototype.insert_property(js_string!(name), descriptor.configurable(false));
    }
    crate::builtin::method(&prototype, "fail", 1, fail, context);
    crate::builtin::method(&prototype, "end", 0, end, context);
    let make = NativeFunction::from_copy_closure_with_captures(
        |_, _, prototype: &JsObject, _| {
            Ok(JsObject::from_proto_and_data(prototype.clone(), Block::default()).into())
        },
        prototype,
    );
    let make = FunctionObjectBuilder::new(context.realm(), make).length(0).build();
    declare(name, make, context)
}

fn with<T: Default>(this: &JsValue, body: impl FnOnce(&mut Block) -> T) -> T {
    let object = this.as_object();
    let block = object.as_ref().and_then(|object| object.downcast_mut::<Block>());
    block.map(|mut block| body(&mut block)).unwrap_or_default()
}

/// `list.sync = value`, `list.async = value`
fn add<const ASYNC: bool>(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let resource = Resource::of(args.get_or_undefined(0), ASYNC, context)?;
    with(this, |block| {
        block.is_async |= ASYNC;
        block.resources.extend(resource);
    });
    Ok(JsValue::undefined())
}

/// `list.fail(error)`: the block threw.
fn fail(this: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    with(this, |block| block.thrown = Some(args.get_or_undefined(0).clone()));
    Ok(JsValue::undefined())
}

/// `list.end()`: disposes, and throws what there is to throw.
fn end(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (resources, thrown, is_async) = with(this, |block| {
        (std::mem::take(&mut block.resources), block.thrown.take(), block.is_async)
    });
    if is_async {
        return dispose_all_async(resources, thrown, context).map(JsValue::from);
    }
    dispose_all(resources, thrown, context)?;
    Ok(JsValue::undefined())
}
