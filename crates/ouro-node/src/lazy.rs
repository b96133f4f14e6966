//! Properties whose value is made when they are first read.
//!
//! They stay accessors. To put a plain value in their place from inside the getter would be
//! simpler, but the engine (Boa 0.22) fills the inline cache of the reading place after the
//! getter has run, with the shape that the getter left: the next read there would take the new
//! value for the getter, and call it.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder, property::PropertyDescriptor,
};
use boa_gc::{Gc, GcRefCell};

use crate::Arguments;

/// Defines a configurable accessor: `make` runs at the first read, a write replaces the value.
pub(crate) fn lazy(
    object: &JsObject,
    name: &'static str,
    enumerable: bool,
    make: impl Fn(&mut Context) -> JsResult<JsValue> + Copy + 'static,
    context: &mut Context,
) {
    let cell: Gc<GcRefCell<Option<JsValue>>> = Gc::new(GcRefCell::new(None));
    let get = NativeFunction::from_copy_closure_with_captures(
        move |_, _, cell, context| {
            let known = cell.borrow().clone();
            if let Some(value) = known {
                return Ok(value);
            }
            let value = make(context)?;
            *cell.borrow_mut() = Some(value.clone());
            Ok(value)
        },
        cell.clone(),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        |_, args, cell, _| {
            *cell.borrow_mut() = Some(args.value(0).clone());
            Ok(JsValue::undefined())
        },
        cell,
    );
    let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!(name)).build();
    let set =
        FunctionObjectBuilder::new(context.realm(), set).name(js_string!(name)).length(1).build();
    object.insert_property(
        JsString::from(name),
        PropertyDescriptor::builder().get(get).set(set).enumerable(enumerable).configurable(true),
    );
}
