//! `node:console`: the global console and the class `Console`, all in Rust, so that a program's
//! first `console.log` loads no JavaScript. The other half, `runtime-js/console.js`, only exports.
//!
//! As long as no script has touched `process.stdout` or `process.stderr`, the global console
//! writes to the descriptors itself; from then on it calls the streams' `write`, which programs
//! patch. Node docs: Console.

mod clock;
mod instance;
mod methods;
mod output;
mod table;

use std::cell::RefCell;

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string, property::PropertyDescriptor};

use crate::{Arguments, Binding, host};

/// The streams that scripts see as `process.stdout` and `process.stderr`, once they are made.
#[derive(Debug, Default)]
pub struct Stdio {
    /// `process.stdout`.
    pub stdout: RefCell<Option<JsObject>>,
    /// `process.stderr`.
    pub stderr: RefCell<Option<JsObject>>,
}

impl Stdio {
    /// The stream made for a descriptor.
    pub fn stream(&self, descriptor: i32) -> Option<JsObject> {
        let slot = if descriptor == 2 { &self.stderr } else { &self.stdout };
        slot.borrow().clone()
    }
}

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "console",
    functions: &[("isTerminal", 1, is_terminal), ("setStream", 2, set_stream)],
    extend: Some(extend),
};

fn extend(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let console = context.global_object().get(js_string!("console"), context)?;
    binding.create_data_property(js_string!("console"), console, context)?;
    Ok(())
}

/// `isTerminal(descriptor)`, of 1 or 2.
fn is_terminal(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    use std::io::IsTerminal as _;
    let terminal = match args.int(0) {
        2 => std::io::stderr().is_terminal(),
        _ => std::io::stdout().is_terminal(),
    };
    Ok(terminal.into())
}

/// `setStream(descriptor, stream)`: from now on the global console writes to the stream.
fn set_stream(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let stdio = host(context).slot::<Stdio>();
    let slot = if args.int(0) == 2 { &stdio.stderr } else { &stdio.stdout };
    *slot.borrow_mut() = args.value(1).as_object();
    Ok(JsValue::undefined())
}

/// Defines the global `console`.
///
/// # Errors
/// None but the engine's own.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let console = instance::global(context)?;
    context.global_object().insert_property(
        js_string!("console"),
        PropertyDescriptor::builder()
            .value(console)
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
    Ok(())
}
