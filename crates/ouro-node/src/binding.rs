//! What a Rust room hands its JavaScript half: an object of native functions and constants.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};

/// The shape of every native function of a room.
pub type Function = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// The Rust half of a room, as `internalBinding(name)` shows it to JavaScript.
#[derive(Debug)]
pub struct Binding {
    /// The name asked for: the room's module, such as `fs`.
    pub name: &'static str,
    /// Name, `length` and body of each function.
    pub functions: &'static [(&'static str, usize, Function)],
    /// Adds constants and objects; runs once, when the binding is first asked for.
    pub extend: Option<fn(&JsObject, &mut Context) -> JsResult<()>>,
}

impl Binding {
    /// Makes the object of functions and constants.
    ///
    /// # Errors
    /// Whatever `extend` throws.
    pub fn build(&self, context: &mut Context) -> JsResult<JsObject> {
        let object = JsObject::with_null_proto();
        for &(name, length, body) in self.functions {
            let function = function(name, length, body, context);
            object.insert_property(
                JsString::from(name),
                PropertyDescriptor::builder()
                    .value(function)
                    .writable(true)
                    .enumerable(true)
                    .configurable(true),
            );
        }
        if let Some(extend) = self.extend {
            extend(&object, context)?;
        }
        Ok(object)
    }
}

/// Makes one native function object with its `name` and `length`.
pub fn function(name: &str, length: usize, body: Function, context: &mut Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(body))
        .name(JsString::from(name))
        .length(length)
        .build()
}
