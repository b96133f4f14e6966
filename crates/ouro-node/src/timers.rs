//! `node:timers`: the Rust half of `runtime-js/timers.js`. Holds what is due and when; the runtime
//! asks for it one callback at a time. Node docs: Timers.

mod queue;

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use ouro_reactor::{Handle, Repeat};

use crate::{Arguments, Binding, call, enter_async_context, host};
pub(crate) use queue::Queue;

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "timers",
    functions: &[
        ("schedule", 2, schedule),
        ("cancel", 1, cancel),
        ("setReferenced", 2, set_referenced),
        ("queueImmediate", 1, queue_immediate),
        ("cancelImmediate", 1, cancel_immediate),
        ("setImmediateReferenced", 2, set_immediate_referenced),
        ("now", 0, now),
    ],
    extend: None,
};

/// The timers and immediates of one runtime, and the reactor handles that drive them.
#[derive(Debug, Default)]
pub struct Timers {
    queue: Queue<Entry>,
    /// One reactor timer, set to the nearest expiry.
    driver: Option<Handle>,
    /// Immediates waiting for the next check phase.
    immediates: Queue<Entry>,
    /// Immediates of the check phase that runs now.
    running: Vec<usize>,
    check: Option<Handle>,
    idle: Option<Handle>,
}

/// A `Timeout` or `Immediate` and the AsyncLocalStorage frame it was made in.
#[derive(Clone, Debug)]
struct Entry {
    object: JsObject,
    frame: JsValue,
}

/// What the runtime is told about an event that may belong to timers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Drive {
    /// Run due timers.
    Timers,
    /// Run the queued immediates.
    Immediates,
}

impl Timers {
    /// Whether a reactor handle is one of the two that drive timers and immediates.
    #[must_use]
    pub fn driven_by(&self, handle: Handle) -> Option<Drive> {
        if self.driver == Some(handle) {
            Some(Drive::Timers)
        } else if self.check == Some(handle) || self.idle == Some(handle) {
            Some(Drive::Immediates)
        } else {
            None
        }
    }
}

/// Milliseconds of the reactor's clock, as Node counts them.
fn milliseconds(context: &Context) -> u64 {
    let now = host(context).reactor.borrow().now();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}

/// Runs the callback of one timer that is due. `Ok(false)` when none is left: the driver is then
/// set to the next expiry.
///
/// Node's order: lists of equal duration, each drained while due, the list that expires first
/// before the others. `process.nextTick` and microtasks are the caller's, between two callbacks.
///
/// # Errors
/// What the callback throws; the timer has then been dealt with, and the rest wait.
pub fn run_due_timer(context: &mut Context) -> JsResult<bool> {
    let host = host(context);
    let due = {
        let mut timers = host.timers.borrow_mut();
        let now = milliseconds(context);
        timers.queue.pop_due(now).or_else(|| {
            host.reactor.borrow_mut().update_time();
            timers.queue.pop_due(milliseconds(context))
        })
    };
    let Some((id, entry, referenced)) = due else {
        arm(context);
        return Ok(false);
    };
    let timeout = entry.object.clone();
    timeout.set(js_string!("_id"), -1, false, context)?;
    let result = fire(&entry, js_string!("_onTimeout"), js_string!("_timerArgs"), context);
    finish(&timeout, id, referenced, entry, context)?;
    result?;
    Ok(true)
}

/// After a timer's callback: an interval starts again, a timeout is done.
fn finish(
    timeout: &JsObject,
    _id: usize,
    referenced: bool,
    entry: Entry,
    context: &mut Context,
) -> JsResult<()> {
    let rescheduled =
        timeout.get(js_string!("_id"), context)?.as_number().is_some_and(|id| id >= 0.0);
    if rescheduled {
        return Ok(());
    }
    let repeat = timeout.get(js_string!("_repeat"), context)?.as_number();
    let idle = timeout.get(js_string!("_idleTimeout"), context)?.as_number().unwrap_or(-1.0);
    if let Some(repeat) = repeat
        && idle != -1.0
    {
        timeout.set(js_string!("_idleTimeout"), repeat, false, context)?;
        insert(timeout, entry.frame, repeat, referenced, context)?;
    } else {
        timeout.set(js_string!("_destroyed"), true, false, context)?;
    }
    Ok(())
}

/// Calls `object[callback](...object[args])` in the frame it was made in.
fn fire(
    entry: &Entry,
    callback: boa_engine::JsString,
    args: boa_engine::JsString,
    context: &mut Context,
) -> JsResult<()> {
    let callback = entry.object.get(callback, context)?;
    let Some(callback) = callback.as_function() else { return Ok(()) };
    let args = match entry.object.get(args, context)?.as_object() {
        None => Vec::new(),
        Some(list) => boa_engine::object::builtins::JsArray::from_object(list)
            .and_then(|list| (0..list.length(context)?).map(|i| list.get(i, context)).collect())?,
    };
    let this = JsValue::from(entry.object.clone());
    enter_async_context(entry.frame.clone(), context, |context| {
        call(&callback, &this, &args, context)
    })?;
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the JavaScript half keeps durations within 1..2³¹ ms"
)]
fn insert(
    timeout: &JsObject,
    frame: JsValue,
    duration: f64,
    referenced: bool,
    context: &mut Context,
) -> JsResult<usize> {
    let host = host(context);
    let duration = (duration.trunc() as u64).max(1);
    let now = milliseconds(context);
    let entry = Entry { object: timeout.clone(), frame };
    let id = host.timers.borrow_mut().queue.insert(entry, duration, now, referenced);
    timeout.set(js_string!("_id"), id as f64, false, context)?;
    timeout.set(js_string!("_idleStart"), now as f64, false, context)?;
    arm(context);
    Ok(id)
}

/// Sets the driver to the nearest expiry, and makes it hold the loop while a timer does.
fn arm(context: &Context) {
    let host = host(context);
    let mut timers = host.timers.borrow_mut();
    let mut reactor = host.reactor.borrow_mut();
    let now = reactor.now();
    match timers.queue.next_expiry() {
        Some(expiry) => {
            let wait = std::time::Duration::from_millis(expiry).saturating_sub(now);
            let driver = match timers.driver {
                Some(driver) => {
                    reactor.timer_restart(driver, wait, Repeat::Never);
                    driver
                }
                None => {
                    let driver = reactor.timer_start(wait, Repeat::Never);
                    timers.driver = Some(driver);
                    driver
                }
            };
            reactor.set_referenced(driver, timers.queue.referenced() > 0);
        }
        None => {
            if let Some(driver) = timers.driver {
                reactor.timer_stop(driver);
            }
        }
    }
}

/// `schedule(timeout, ms)`: (re)starts a timer; sets its `_id` and `_idleStart`.
fn schedule(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let timeout = args.object(0, context)?;
    let host = host(context);
    let known = timeout.get(js_string!("_id"), context)?.as_number();
    let removed = known.and_then(|id| host.timers.borrow_mut().queue.remove(index(id)));
    let (frame, referenced) = match removed {
        Some((entry, referenced)) => (entry.frame, referenced),
        None => {
            let referenced = timeout.get(js_string!("_referenced"), context)?;
            (host.async_context.borrow().clone(), referenced.to_boolean())
        }
    };
    insert(&timeout, frame, args.number(1), referenced, context)?;
    Ok(JsValue::undefined())
}

/// `cancel(id)`: stops a timer that waits.
fn cancel(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let removed = host(context).timers.borrow_mut().queue.remove(index(args.number(0)));
    if removed.is_some() {
        arm(context);
    }
    Ok(removed.is_some().into())
}

/// `setReferenced(id, flag)`: whether a timer that waits keeps the program alive.
fn set_referenced(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = index(args.number(0));
    host(context).timers.borrow_mut().queue.set_referenced(id, args.flag(1));
    arm(context);
    Ok(JsValue::undefined())
}

/// `queueImmediate(immediate)`: runs `_onImmediate` in the next check phase; returns the id.
fn queue_immediate(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = args.object(0, context)?;
    let host = host(context);
    let frame = host.async_context.borrow().clone();
    let id = host.timers.borrow_mut().immediates.insert(Entry { object, frame }, 0, 0, true);
    arm_immediates(context);
    #[expect(clippy::cast_precision_loss, reason = "ids stay far below 2⁵³")]
    Ok(JsValue::from(id as f64))
}

/// `cancelImmediate(id)`.
fn cancel_immediate(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let removed = host(context).timers.borrow_mut().immediates.remove(index(args.number(0)));
    arm_immediates(context);
    Ok(removed.is_some().into())
}

/// `setImmediateReferenced(id, flag)`.
fn set_immediate_referenced(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let id = index(args.number(0));
    host(context).timers.borrow_mut().immediates.set_referenced(id, args.flag(1));
    arm_immediates(context);
    Ok(JsValue::undefined())
}

/// `now()`: the loop's time in ms.
fn now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    #[expect(clippy::cast_precision_loss, reason = "a loop does not run for 2⁵³ ms")]
    Ok(JsValue::from(milliseconds(context) as f64))
}

/// Starts or stops the check handle, and the idle handle that keeps the poll phase from waiting
/// while a referenced immediate is queued.
fn arm_immediates(context: &Context) {
    let host = host(context);
    let mut timers = host.timers.borrow_mut();
    let mut reactor = host.reactor.borrow_mut();
    let waiting = !timers.immediates.is_empty();
    let referenced = timers.immediates.referenced() > 0;
    match timers.check {
        None if waiting => {
            let check = reactor.check_start();
            reactor.set_referenced(check, false);
            timers.check = Some(check);
        }
        Some(check) if waiting => reactor.start(check),
        Some(check) => reactor.stop(check),
        None => {}
    }
    match timers.idle {
        None if referenced => timers.idle = Some(reactor.idle_start()),
        Some(idle) if referenced => reactor.start(idle),
        Some(idle) => reactor.stop(idle),
        None => {}
    }
}

/// Takes the immediates that this check phase will run; those queued meanwhile wait for the next.
pub fn begin_immediates(context: &Context) {
    let host = host(context);
    let mut timers = host.timers.borrow_mut();
    let ids = timers.immediates.ids();
    timers.running.extend(ids);
    timers.running.reverse();
}

/// Runs one immediate of this check phase; `Ok(false)` when none is left.
///
/// # Errors
/// What the callback throws.
pub fn run_immediate(context: &mut Context) -> JsResult<bool> {
    let host = host(context);
    loop {
        let Some(id) = host.timers.borrow_mut().running.pop() else {
            arm_immediates(context);
            return Ok(false);
        };
        let taken = host.timers.borrow_mut().immediates.remove(id);
        if let Some((entry, _)) = taken {
            entry.object.set(js_string!("_destroyed"), true, false, context)?;
            fire(&entry, js_string!("_onImmediate"), js_string!("_argv"), context)?;
            return Ok(true);
        }
    }
}

/// An id back from a JavaScript number; a number that is none names no timer.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be a non-negative integer"
)]
fn index(number: f64) -> usize {
    if number >= 0.0 && number.fract() == 0.0 { number as usize } else { usize::MAX }
}
