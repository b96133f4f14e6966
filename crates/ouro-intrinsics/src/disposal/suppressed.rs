//! `SuppressedError`: an error thrown while another was on its way.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::Attribute,
};
use boa_gc::{Finalize, Trace};

use super::prototype_of;
use crate::builtin::{hide, tie};

const NAME: &str = "SuppressedError";

/// Installs the class into the current realm.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let error = context.intrinsics().constructors().error().clone();
    let prototype = JsObject::with_object_proto(context.intrinsics());
    prototype.set_prototype(Some(error.prototype()));
    let construct = NativeFunction::from_copy_closure_with_captures(
        |new_target, args, (parent, prototype): &(JsObject, JsObject), context| {
            construct(new_target, args, parent, prototype, context)
        },
        (error.constructor(), prototype.clone()),
    );
    let constructor = FunctionObjectBuilder::new(context.realm(), construct)
        .name(js_string!(NAME))
        .length(3)
        .constructor(true)
        .build();
    constructor.set_prototype(Some(error.constructor()));
    tie(&constructor, &prototype);
    hide(&prototype, js_string!("name"), js_string!(NAME));
    hide(&prototype, js_string!("message"), js_string!());
    let attributes = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    context.register_global_property(js_string!(NAME), constructor.clone(), attributes)?;
    let realm = context.realm().clone();
    realm.host_defined_mut().insert(Constructor(constructor));
    Ok(())
}

/// The realm's own class, whatever scripts did to the global.
#[derive(Clone, Debug, Finalize, Trace, boa_engine::JsData)]
struct Constructor(JsFunction);

/// `new SuppressedError(error, suppressed, message)`
fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    parent: &JsObject,
    prototype: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let wanted = prototype_of(new_target, NAME, prototype, context)?;
    let class = context.realm().host_defined().get::<Constructor>().map(|class| class.0.clone());
    let target = new_target.as_object().or_else(|| class.map(JsObject::from));
    let message = args.get_or_undefined(2);
    let message =
        if message.is_undefined() { Vec::new() } else { vec![message.to_string(context)?.into()] };
    let made = parent.construct(&message, target.as_ref(), context)?;
    if made.prototype().as_ref() != Some(&wanted) {
        made.set_prototype(Some(wanted));
    }
    hide(&made, js_string!("error"), args.get_or_undefined(0).clone());
    hide(&made, js_string!("suppressed"), args.get_or_undefined(1).clone());
    Ok(made.into())
}

/// The error for a disposer that threw while another error was on its way.
pub(super) fn suppressed(
    error: &JsValue,
    before: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let class = context.realm().host_defined().get::<Constructor>().map(|class| class.0.clone());
    let Some(class) = class else { return Ok(error.clone()) };
    let message = js_string!("An error was suppressed during disposal");
    let args = [error.clone(), before.clone(), message.into()];
    class.construct(&args, None, context).map(JsValue::from)
}
