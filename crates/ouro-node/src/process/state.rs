//! What the process room keeps for one runtime.

use std::cell::{Cell, RefCell};

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, object::builtins::JsFunction};

use crate::host;

/// The state of the room; rooted for as long as the runtime lives.
#[derive(Default)]
pub(super) struct State {
    /// The `process` object, once anything asked for it.
    pub(super) object: RefCell<Option<JsObject>>,
    /// `process.prototype`.
    pub(super) prototype: RefCell<Option<JsObject>>,
    /// Whether the prototype chain reaches `EventEmitter.prototype`.
    pub(super) emits: Cell<bool>,
    /// `process.exitCode`, as set.
    pub(super) exit_code: RefCell<JsValue>,
    /// `process._exiting`.
    pub(super) exiting: Cell<bool>,
    /// `process.setUncaughtExceptionCaptureCallback`.
    pub(super) capture: RefCell<Option<JsFunction>>,
    /// What `node:repl` asks whether an error is one of its sessions'.
    pub(super) sessions: RefCell<Option<JsFunction>>,
    /// `process.title`.
    pub(super) title: RefCell<Option<JsString>>,
    /// `process.debugPort`.
    pub(super) debug_port: Cell<Option<u16>>,
    /// Whether source maps are on.
    pub(super) source_maps: Cell<bool>,
}

/// The state of a context's runtime.
pub(super) fn state(context: &Context) -> std::rc::Rc<State> {
    host(context).slot::<State>()
}

/// Emits an event on `process`; `false` where nobody listens, which costs nothing where no script
/// ever added a listener.
pub(super) fn emit(name: &str, args: &[JsValue], context: &mut Context) -> JsResult<bool> {
    let state = state(context);
    let object = state.object.borrow().clone();
    let Some(object) = object.filter(|_| state.emits.get()) else { return Ok(false) };
    let emit = object.get(JsString::from("emit"), context)?;
    let Some(emit) = emit.as_function() else { return Ok(false) };
    let mut list = vec![JsString::from(name).into()];
    list.extend_from_slice(args);
    Ok(crate::call(&emit, &object.into(), &list, context)?.to_boolean())
}

/// Whether `process._fatalException` is still a function.
pub(super) fn has_fatal_handler(context: &mut Context) -> bool {
    let object = state(context).object.borrow().clone();
    let Some(object) = object else { return true };
    object
        .get(JsString::from("_fatalException"), context)
        .is_ok_and(|handler| handler.is_callable())
}

/// The exit code as it stands, 0 where none was set.
pub(super) fn exit_code(context: &Context) -> i32 {
    let state = state(context);
    let code = state.exit_code.borrow().clone();
    let number = code.as_number().or_else(|| {
        code.as_string().and_then(|text| text.to_std_string_lossy().trim().parse().ok())
    });
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers are ever set")]
    number.map_or(0, |number| number as i64 as i32)
}

/// `process.emitWarning(…args)`, which loads its JavaScript part.
pub(super) fn emit_warning(args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let part = crate::require_builtin("internal/process/warning", context)?;
    let part = part.to_object(context)?;
    let function = part.get(JsString::from("emitWarning"), context)?;
    if let Some(function) = function.as_function() {
        crate::call(&function, &JsValue::undefined(), args, context)?;
    }
    Ok(())
}
