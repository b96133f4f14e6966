//! `caller` and `arguments` of functions, which tell nothing. Annex B has none of them, but V8 gives null
//! for sloppy functions where the engine throws for all.

use std::fmt::{self, Write};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsValue, NativeFunction,
    builtins::function::OrdinaryFunction, js_string, object::FunctionObjectBuilder,
};

use crate::builtin::swap_natives;

/// Lets the one function that throws for `caller`, `arguments` and `callee` throw less.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().function().prototype();
    let accessor = prototype.borrow().properties().get(&js_string!("caller").into());
    let Some(engine) = accessor.as_ref().and_then(|accessor| accessor.get()?.as_object()) else {
        return Ok(());
    };
    // It is called to read and to write: what it gives to a writer is not looked at.
    let body = NativeFunction::from_fn_ptr(|this, _, _| {
        refuse_strict(this)?;
        Ok(JsValue::null())
    });
    let ours = FunctionObjectBuilder::new(context.realm(), body).build();
    swap_natives(&engine, &ours);
    Ok(())
}

fn refuse_strict(this: &JsValue) -> JsResult<()> {
    if this.as_object().is_some_and(|function| is_sloppy(&function)) {
        return Ok(());
    }
    let message = "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode \
                   functions or the arguments objects for calls to them";
    Err(JsNativeError::typ().with_message(message).into())
}

/// Whether an object is a function of sloppy code, declared or expressed by `function` alone.
fn is_sloppy(object: &JsObject) -> bool {
    if !object.is_constructor() {
        return false;
    }
    let Some(function) = object.downcast_ref::<OrdinaryFunction>() else { return false };
    // The engine tells the flags of a function only to people, first of all.
    let mut flags = Beginning(String::new());
    let _ = write!(flags, "{:?}", function.codeblock());
    !flags.0.contains("STRICT")
}

/// What is written first.
struct Beginning(String);

impl Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.push_str(text);
        // The length comes after the flags.
        if self.0.contains("length") { Err(fmt::Error) } else { Ok(()) }
    }
}
