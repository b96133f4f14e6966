//! Promises that were rejected with nobody listening. Node docs: Event: 'unhandledRejection',
//! `--unhandled-rejections`.

use std::cell::{Cell, RefCell};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue,
    builtins::{
        error::Error,
        promise::{OperationType, Promise, PromiseState},
    },
    js_string,
    object::builtins::JsPromise,
    property::PropertyKey,
};

use super::{emit_warning, env::data, state, uncaught::deal};
use crate::{Flow, enter_async_context, host, uncaught};

/// Rejected promises that still have no handler, in order, and those that were reported.
#[derive(Default)]
struct Rejections {
    /// Each with the AsyncLocalStorage frame it was rejected in.
    pending: RefCell<Vec<(JsObject<Promise>, JsValue)>>,
    /// A `WeakMap` from promises that were reported as unhandled to their numbers.
    reported: RefCell<Option<JsObject>>,
    /// Reported promises that a handler came to, with their numbers.
    handled_late: RefCell<Vec<(JsObject<Promise>, JsValue)>>,
    count: Cell<u32>,
}

/// ECMA-262 §27.2.1.9 `HostPromiseRejectionTracker`.
pub fn track_rejection(
    promise: &JsObject<Promise>,
    operation: OperationType,
    context: &mut Context,
) {
    let rejections = host(context).slot::<Rejections>();
    match operation {
        OperationType::Reject if crate::modules::is_hidden_rejection(context) => {}
        OperationType::Reject => {
            if let PromiseState::Rejected(reason) = JsPromise::from(promise.clone()).state() {
                crate::modules::explain_rejection(&reason, context);
            }
            let frame = host(context).async_context.borrow().clone();
            rejections.pending.borrow_mut().push((promise.clone(), frame));
        }
        OperationType::Handle => {
            let before = rejections.pending.borrow().len();
            rejections.pending.borrow_mut().retain(|(other, _)| !JsObject::equals(other, promise));
            let waited = rejections.pending.borrow().len() != before;
            let number = if waited { None } else { take_reported(&rejections, promise, context) };
            if let Some(number) = number {
                rejections.handled_late.borrow_mut().push((promise.clone(), number));
            }
        }
    }
}

/// Calls a method of the map of reported promises.
fn reported(
    rejections: &Rejections,
    method: &str,
    promise: &JsObject<Promise>,
    number: u32,
    context: &mut Context,
) -> JsResult<JsValue> {
    let map = rejections.reported.borrow().clone();
    let Some(map) = map else { return Ok(JsValue::undefined()) };
    let method = map.get(JsString::from(method), context)?;
    let Some(method) = method.as_function() else { return Ok(JsValue::undefined()) };
    let args = [promise.clone().upcast().into(), number.into()];
    method.call(&map.into(), &args, context)
}

/// The number a promise was reported under; it is forgotten.
fn take_reported(
    rejections: &Rejections,
    promise: &JsObject<Promise>,
    context: &mut Context,
) -> Option<JsValue> {
    let number = reported(rejections, "get", promise, 0, context).ok()?;
    reported(rejections, "delete", promise, 0, context).ok()?;
    Some(number).filter(|number| !number.is_undefined())
}

fn mark_reported(
    rejections: &Rejections,
    promise: &JsObject<Promise>,
    context: &mut Context,
) -> JsResult<()> {
    if rejections.reported.borrow().is_none() {
        let class = context.intrinsics().constructors().weak_map().constructor();
        let map = class.construct(&[], None, context)?;
        *rejections.reported.borrow_mut() = Some(map);
    }
    reported(rejections, "set", promise, rejections.count.get(), context).map(drop)
}

/// `--unhandled-rejections`
#[derive(Clone, Copy, Eq, PartialEq)]
enum Mode {
    None,
    Strict,
    Throw,
    Warn,
    WarnWithErrorCodes,
}

fn mode(context: &Context) -> Mode {
    match host(context).options.value("--unhandled-rejections") {
        Some("none") => Mode::None,
        Some("strict") => Mode::Strict,
        Some("warn") => Mode::Warn,
        Some("warn-with-error-code") => Mode::WarnWithErrorCodes,
        _ => Mode::Throw,
    }
}

/// Whether a promise waits to be reported as unhandled, or as handled late.
pub fn rejections_pending(context: &Context) -> bool {
    let rejections = host(context).slot::<Rejections>();
    !rejections.pending.borrow().is_empty() || !rejections.handled_late.borrow().is_empty()
}

/// Deals with the promises that are still unhandled after the microtasks are done. Those that are
/// rejected meanwhile wait until ticks and microtasks have run again.
pub fn process_rejections(context: &mut Context) -> Flow {
    let rejections = host(context).slot::<Rejections>();
    let late = std::mem::take(&mut *rejections.handled_late.borrow_mut());
    for (promise, number) in late {
        if let Err(error) = tell_handled(promise, &number, context)
            && let Flow::Exit(code) = uncaught(error, context)
        {
            return Flow::Exit(code);
        }
    }
    let list = std::mem::take(&mut *rejections.pending.borrow_mut());
    for (promise, frame) in list {
        let state = JsPromise::from(promise.clone()).state();
        let PromiseState::Rejected(reason) = state else { continue };
        rejections.count.set(rejections.count.get() + 1);
        let flow = enter_async_context(frame, context, |context| {
            report(&rejections, &promise, &reason, context)
                .unwrap_or_else(|error| uncaught(error, context))
        });
        if let Flow::Exit(code) = flow {
            return Flow::Exit(code);
        }
    }
    Flow::Continue
}

/// Emits `rejectionHandled`, or Node's warning where nobody listens.
fn tell_handled(
    promise: JsObject<Promise>,
    number: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    if state::emit("rejectionHandled", &[promise.upcast().into()], context)? {
        return Ok(());
    }
    let message = format!(
        "Promise rejection was handled asynchronously (rejection id: {})",
        number.display()
    );
    let name = js_string!("PromiseRejectionHandledWarning");
    emit_warning(&[JsString::from(message).into(), name.into()], context)
}

fn report(
    rejections: &Rejections,
    promise: &JsObject<Promise>,
    reason: &JsValue,
    context: &mut Context,
) -> JsResult<Flow> {
    ouro_intrinsics::polish(reason, context);
    mark_reported(rejections, promise, context)?;
    let args = [reason.clone(), promise.clone().upcast().into()];
    let mode = mode(context);
    if mode == Mode::Strict {
        let error = as_error(reason, context);
        if let Flow::Exit(code) = deal(&error, &[], "unhandledRejection", context) {
            return Ok(Flow::Exit(code));
        }
    }
    let handled = state::emit("unhandledRejection", &args, context)?;
    match mode {
        Mode::Throw if !handled => {
            let error = as_error(reason, context);
            return Ok(deal(&error, &[], "unhandledRejection", context));
        }
        Mode::Strict if !handled => warn(reason, rejections.count.get(), context)?,
        Mode::Warn => warn(reason, rejections.count.get(), context)?,
        Mode::WarnWithErrorCodes if !handled => {
            warn(reason, rejections.count.get(), context)?;
            *state::state(context).exit_code.borrow_mut() = 1.into();
        }
        _ => {}
    }
    Ok(Flow::Continue)
}

/// The reason itself if it is an error, else Node's error about it.
fn as_error(reason: &JsValue, context: &mut Context) -> JsValue {
    if error_like(reason).is_some() {
        return reason.clone();
    }
    let message = format!(
        "This error originated either by throwing inside of an async function without a catch \
         block, or by rejecting a promise which was not handled with .catch(). The promise \
         rejected with the reason \"{}\".",
        reason_text(reason, context)
    );
    let error = JsNativeError::error().with_message(message).into_opaque(context);
    let name = JsValue::from(js_string!("UnhandledPromiseRejection"));
    error.insert_property(js_string!("name"), data(name, true, false));
    let code = JsValue::from(js_string!("ERR_UNHANDLED_REJECTION"));
    error.insert_property(js_string!("code"), data(code, true, true));
    error.into()
}

/// An error, or what has a `stack` of its own.
fn error_like(reason: &JsValue) -> Option<JsObject> {
    let stack = PropertyKey::from(js_string!("stack"));
    let object = reason.as_object()?;
    let like = object.is::<Error>() || object.borrow().properties().get(&stack).is_some();
    like.then_some(object)
}

/// A reason as Node names it: text as it is, objects by their class.
fn reason_text(reason: &JsValue, context: &mut Context) -> String {
    if let Some(object) = reason.as_object() {
        if object.is_callable() {
            return reason
                .to_string(context)
                .map_or_else(|_| "#<Function>".to_owned(), |text| text.to_std_string_lossy());
        }
        let class = object.get(js_string!("constructor"), context).ok();
        let class = class.and_then(|class| class.as_object());
        let name = class.and_then(|class| class.get(js_string!("name"), context).ok());
        let name = name.and_then(|name| name.as_string());
        let name = name.map_or_else(|| "Object".to_owned(), |name| name.to_std_string_lossy());
        return format!("#<{name}>");
    }
    match reason.as_string() {
        Some(text) => text.to_std_string_lossy(),
        None => reason.display().to_string(),
    }
}

/// Node's two warnings about a rejection.
fn warn(reason: &JsValue, id: u32, context: &mut Context) -> JsResult<()> {
    let text = match error_like(reason) {
        Some(error) => error.get(js_string!("stack"), context)?.to_string(context)?,
        None => JsString::from(reason_text(reason, context)),
    };
    let name: JsValue = js_string!("UnhandledPromiseRejectionWarning").into();
    let note = format!(
        "Unhandled promise rejection. This error originated either by throwing inside of an async \
         function without a catch block, or by rejecting a promise which was not handled with \
         .catch(). To terminate the node process on unhandled promise rejection, use the CLI flag \
         `--unhandled-rejections=strict` (see \
         https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: {id})"
    );
    for message in [text, JsString::from(note)] {
        emit_warning(&[message.into(), name.clone()], context)?;
    }
    Ok(())
}
