//! `node:timers`: the Rust half of `runtime-js/timers.js`. Holds what is due and when; the runtime
//! asks for it one callback at a time. Node docs: Timers.

mod duration;
mod immediate;
mod queue;
mod timeout;

use std::{cell::OnceCell, collections::HashMap};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::ConstructorBuilder,
    property::{PropertyDescriptor, PropertyKey},
};
use ouro_intrinsics::hide;
use ouro_reactor::{Handle, Repeat};

use crate::{Arguments, Binding, Function, NodeError, call, host};
pub use immediate::{begin_immediates, run_immediate};
pub(crate) use queue::Queue;
pub use timeout::run_due_timer;

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "timers",
    functions: &[
        ("clearImmediate", 1, immediate::clear),
        ("clearInterval", 1, timeout::clear),
        ("clearTimeout", 1, timeout::clear),
        ("now", 0, now),
        ("setImmediate", 1, immediate::set),
        ("setInterval", 2, timeout::set_interval),
        ("setTimeout", 2, timeout::set_timeout),
        ("setUnrefTimeout", 2, timeout::set_unreferenced),
    ],
    extend: Some(|binding, context| {
        let (timeout, immediate) = prototypes(context);
        symbol_method(&timeout, "toPrimitive", timeout::primitive, context)?;
        symbol_method(&timeout, "dispose", timeout::dispose, context)?;
        symbol_method(&immediate, "dispose", immediate::dispose, context)?;
        set(binding, js_string!("Timeout"), timeout.into());
        set(binding, js_string!("Immediate"), immediate.into());
        Ok(())
    }),
};

/// The timers and immediates of one runtime, and the reactor handles that drive them.
#[derive(Debug, Default)]
pub struct Timers {
    queue: Queue<JsObject>,
    /// One reactor timer, set to the nearest expiry.
    driver: Option<Handle>,
    /// What the driver is set to, and whether it holds the loop.
    armed: Option<(u64, bool)>,
    /// Immediates waiting for the next check phase.
    immediates: Queue<JsObject>,
    /// Immediates of the check phase that runs now, the last first.
    running: Vec<usize>,
    check: Option<Handle>,
    idle: Option<Handle>,
    /// Timers whose number a script has asked for.
    numbered: HashMap<u64, JsObject>,
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
    /// How many timers, and how many immediates, hold the loop.
    #[must_use]
    pub fn referenced(&self) -> (usize, usize) {
        (self.queue.referenced(), self.immediates.referenced())
    }

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

/// The prototypes of `Timeout` and `Immediate`.
#[derive(Default)]
struct Prototypes(OnceCell<(JsObject, JsObject)>);

fn prototypes(context: &mut Context) -> (JsObject, JsObject) {
    let slot = host(context).slot::<Prototypes>();
    slot.0
        .get_or_init(|| {
            let timeout = class("Timeout", timeout::METHODS, context);
            (timeout, class("Immediate", immediate::METHODS, context))
        })
        .clone()
}

/// Makes a class whose instances only this room makes; returns its prototype.
fn class(name: &str, methods: &[(&str, usize, Function)], context: &mut Context) -> JsObject {
    let refuse: Function = |_, _, context| {
        Err(NodeError::typ("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor").into_js(context))
    };
    let mut builder = ConstructorBuilder::new(context, NativeFunction::from_fn_ptr(refuse));
    builder.name(name).length(0);
    let prototype = builder.build().prototype();
    for &(name, length, body) in methods {
        let function = crate::binding::function(name, length, body, context);
        hide(&prototype, JsString::from(name), function);
    }
    prototype
}

/// Adds a method under a well-known symbol that the engine may lack (`dispose`).
fn symbol_method(
    prototype: &JsObject,
    symbol: &str,
    body: Function,
    context: &mut Context,
) -> JsResult<()> {
    let symbols = context.global_object().get(js_string!("Symbol"), context)?;
    let key = symbols.to_object(context)?.get(JsString::from(symbol), context)?;
    if let Some(key) = key.as_symbol() {
        let name = format!("[Symbol.{symbol}]");
        let function = crate::binding::function(&name, 0, body, context);
        hide(prototype, key, function);
    }
    Ok(())
}

/// Sets an enumerable property, running no script.
fn set(object: &JsObject, key: impl Into<PropertyKey>, value: JsValue) {
    let property = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(true)
        .configurable(true);
    object.insert_property(key, property);
}

/// The loop's time in ms, after a look at the clock.
fn milliseconds(context: &Context) -> u64 {
    let host = host(context);
    let mut reactor = host.reactor.borrow_mut();
    reactor.update_time();
    u64::try_from(reactor.now().as_millis()).unwrap_or(u64::MAX)
}

/// `now()`: the loop's time in ms.
fn now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(number(milliseconds(context)))
}

#[expect(clippy::cast_precision_loss, reason = "times and ids stay far below 2⁵³")]
pub(crate) fn number(value: u64) -> JsValue {
    JsValue::from(value as f64)
}

/// The first argument, if it is a function.
fn callback(args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    if value.is_callable() {
        return Ok(value.clone());
    }
    Err(NodeError::argument("callback", "of type function", value, context).into_js(context))
}

/// The id that a number names, if it can be one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be a non-negative integer"
)]
fn id(number: f64) -> Option<u64> {
    (number >= 0.0 && number.fract() == 0.0).then_some(number as u64)
}

/// Calls `object[callback](...object[args])`.
fn fire(
    object: &JsObject,
    callback: JsString,
    args: JsString,
    context: &mut Context,
) -> JsResult<()> {
    let function = object.get(callback.clone(), context)?;
    let Some(function) = function.as_function() else {
        let message = format!("timer.{} is not a function", callback.to_std_string_lossy());
        return Err(boa_engine::JsNativeError::typ().with_message(message).into());
    };
    let args = match object.get(args, context)?.as_object() {
        None => Vec::new(),
        Some(list) => {
            boa_engine::object::builtins::JsArray::from_object(list).and_then(|list| {
                (0..list.length(context)?).map(|index| list.get(index, context)).collect()
            })?
        }
    };
    let this = JsValue::from(object.clone());
    call(&function, &this, &args, context).map(drop)
}

/// Sets the driver to the nearest expiry, and makes it hold the loop while a timer does.
fn arm(context: &Context) {
    let host = host(context);
    let mut timers = host.timers.borrow_mut();
    let Some(expiry) = timers.queue.next_expiry() else {
        if timers.armed.take().is_some()
            && let Some(driver) = timers.driver
        {
            host.reactor.borrow_mut().timer_stop(driver);
        }
        return;
    };
    let wanted = (expiry, timers.queue.referenced() > 0);
    if timers.armed == Some(wanted) {
        return;
    }
    let mut reactor = host.reactor.borrow_mut();
    let same_time = timers.armed.is_some_and(|(armed, _)| armed == expiry);
    let wait = std::time::Duration::from_millis(expiry).saturating_sub(reactor.now());
    let driver = match timers.driver {
        Some(driver) => {
            if !same_time {
                reactor.timer_restart(driver, wait, Repeat::Never);
            }
            driver
        }
        None => reactor.timer_start(wait, Repeat::Never),
    };
    timers.driver = Some(driver);
    reactor.set_referenced(driver, wanted.1);
    timers.armed = Some(wanted);
}
