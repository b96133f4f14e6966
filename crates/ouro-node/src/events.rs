//! `node:events`, the hot paths of `EventEmitter`: the Rust half of `runtime-js/events.js`.
//! Node docs: Events.
//!
//! The state is where Node has it, in properties that programs read and patch: `_events` (an object
//! without prototype: a function or an array of functions by event), `_eventsCount`,
//! `_maxListeners`.

use std::cell::{Cell, RefCell};

use boa_engine::{
    Context, Finalize, JsError, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction,
    Trace,
    builtins::{error::Error, object::OrdinaryObject, proxy::Proxy},
    js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
    property::{PropertyDescriptor, PropertyKey},
};
use boa_gc::{Gc, GcRefCell};
use ouro_sys::{
    elements::{Elements, with_elements},
    slots::with_slots,
};

use crate::{Arguments, NodeError, binding::Binding, call, errors::set, host, require_builtin};

/// The Rust half of `events`.
pub(crate) const BINDING: Binding = Binding {
    name: "events",
    functions: &[
        ("addListener", 2, add_listener),
        ("emit", 1, emit),
        ("initialize", 2, initialize),
        ("listenerCount", 2, listener_count),
        ("once", 2, once),
        ("prependListener", 2, prepend_listener),
        ("prependOnceListener", 2, prepend_once_listener),
        ("removeListener", 2, remove_listener),
        ("setDefaultMaxListeners", 1, set_default_max_listeners),
    ],
    extend: Some(add_symbols),
};

/// What all emitters of a runtime share.
struct State {
    default_max_listeners: Cell<f64>,
    /// `events.errorMonitor`, and the key under which `captureRejections` is kept.
    symbols: RefCell<Option<(JsSymbol, JsSymbol)>>,
}

impl Default for State {
    fn default() -> Self {
        Self { default_max_listeners: Cell::new(10.0), symbols: RefCell::default() }
    }
}

fn add_symbols(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let symbol = |name: &str| {
        JsSymbol::new(Some(JsString::from(name))).unwrap_or_else(JsSymbol::to_string_tag)
    };
    let (monitor, capture) = (symbol("events.errorMonitor"), symbol("kCapture"));
    set(binding, "errorMonitor", monitor.clone().into());
    set(binding, "kCapture", capture.clone().into());
    *host(context).slot::<State>().symbols.borrow_mut() = Some((monitor, capture));
    Ok(())
}

/// Calls a function of `internal/events/rare.js`, where the rare paths are.
fn call_rare(name: &str, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rare = require_builtin("internal/events/rare", context)?.to_object(context)?;
    match rare.get(JsString::from(name), context)?.as_function() {
        Some(function) => call(&function, &JsValue::undefined(), args, context),
        None => Ok(JsValue::undefined()),
    }
}

/// `setDefaultMaxListeners(count)`, for emitters that set none themselves.
fn set_default_max_listeners(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    host(context).slot::<State>().default_max_listeners.set(args.number(0));
    Ok(JsValue::undefined())
}

/// The receiver of a method.
fn target(this: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    match this.as_object() {
        Some(target) => Ok(target),
        None => this.to_object(context),
    }
}

/// `emitter._events`, where it is an object.
fn events_of(target: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(read(target, js_string!("_events").into(), context)?.as_object())
}

/// The value of a property; a plain one of the object's own is taken as it is.
fn read(object: &JsObject, key: PropertyKey, context: &mut Context) -> JsResult<JsValue> {
    let slot = object.borrow().properties().get(&key);
    match slot.as_ref().and_then(PropertyDescriptor::value) {
        Some(value) => Ok(value.clone()),
        None => object.get(key, context),
    }
}

/// Sets a property; a plain one of the object's own changes only its value.
fn write(
    object: &JsObject,
    key: PropertyKey,
    value: JsValue,
    context: &mut Context,
) -> JsResult<()> {
    let slot = object.borrow().properties().get(&key);
    match slot {
        Some(slot) if slot.writable() == Some(true) => {
            let slot = PropertyDescriptor::builder()
                .value(value)
                .writable(true)
                .enumerable(slot.enumerable().unwrap_or(false))
                .configurable(slot.configurable().unwrap_or(false));
            object.insert_property(key, slot);
        }
        _ => {
            object.set(key, value, true, context)?;
        }
    }
    Ok(())
}

fn key_of(args: &[JsValue], context: &mut Context) -> JsResult<PropertyKey> {
    args.value(0).to_property_key(context)
}

/// The functions of an array of listeners, as they are at this moment.
fn elements(list: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let length = list.get(js_string!("length"), context)?.to_length(context)?;
    let copied = with_elements(list, |elements| match elements {
        Elements::Values(values) if values.len() as u64 == length => Some(values.to_vec()),
        _ => None,
    });
    match copied.flatten() {
        Some(values) => Ok(values),
        None => (0..length).map(|index| list.get(index, context)).collect(),
    }
}

/// Takes an element out of an array of so many; those behind it move up.
fn take_out(list: &JsObject, index: usize, length: usize, context: &mut Context) -> JsResult<()> {
    let moved = with_elements(list, |elements| match elements {
        Elements::Values(values) if values.len() == length => {
            if let Some(rest) = values.get_mut(index..) {
                rest.rotate_left(1);
            }
            true
        }
        _ => false,
    });
    if moved != Some(true) {
        for at in index + 1..length {
            let value = list.get(at, context)?;
            list.set(at - 1, value, true, context)?;
        }
    }
    list.set(js_string!("length"), length - 1, true, context).map(drop)
}

/// Where among listeners one is, the last that is it: itself or behind its `once` wrapper. The functions
/// of a list have few shapes, so that most are asked by what is known of the one before.
fn position(all: &[JsValue], meant: &JsObject, context: &mut Context) -> JsResult<Option<usize>> {
    let key = PropertyKey::from(js_string!("listener"));
    // The shape met last, and the slot of `listener` if it has one.
    let mut known: Option<(usize, Option<usize>)> = None;
    for (index, one) in all.iter().enumerate().rev() {
        let Some(one) = one.as_object() else { continue };
        if JsObject::equals(&one, meant) {
            return Ok(Some(index));
        }
        let inner = known.and_then(|(shape, slot)| {
            with_slots(&one, |its, slots| match slot {
                _ if its.to_addr_usize() != shape => None,
                Some(slot) => slots.get(slot).map(|inner| is(inner, meant)),
                None => Some(false),
            })
        });
        let is_it = match inner.flatten() {
            Some(is_it) => is_it,
            None => {
                known = slot_of(&one, &key);
                is_listener(&one, meant, context)?
            }
        };
        if is_it {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn is(value: &JsValue, meant: &JsObject) -> bool {
    value.as_object().is_some_and(|object| JsObject::equals(&object, meant))
}

/// The shape of an object, and the slot of a property if it has that of its own. Only where the property
/// is an object, and in one slot alone.
fn slot_of(object: &JsObject, key: &PropertyKey) -> Option<(usize, Option<usize>)> {
    let Some(own) = object.borrow().properties().get(key) else {
        return Some((object.borrow().shape().to_addr_usize(), None));
    };
    let value = own.value()?.as_object()?;
    with_slots(object, |shape, slots| {
        let mut same = slots.iter().enumerate().filter(|(_, slot)| is(slot, &value));
        let (slot, _) = same.next()?;
        same.next().is_none().then_some((shape.to_addr_usize(), Some(slot)))
    })?
}

/// `emitter.emit(type, ...args)`: calls the listeners of an event; whether there were any.
///
/// # Errors
/// What a listener throws; for `error` without listener the error itself, or `ERR_UNHANDLED_ERROR`.
fn emit(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = target(this, context)?;
    let is_error = args.value(0).as_string().is_some_and(|name| name == js_string!("error"));
    let events = events_of(&target, context)?;
    if is_error && let Some(events) = &events {
        tell_monitor(this, &target, events, args, context)?;
    }
    let Some(events) = events else {
        return if is_error { Err(unhandled(args, context)) } else { Ok(false.into()) };
    };
    let key = key_of(args, context)?;
    let handler = read(&events, key, context)?;
    let given = args.get(1..).unwrap_or_default();
    let Some(handler) = handler.as_object() else {
        return if is_error { Err(unhandled(args, context)) } else { Ok(false.into()) };
    };
    if handler.is_callable() {
        call_listener(&handler, this, args, given, context)?;
    } else {
        for listener in elements(&handler, context)? {
            if let Some(listener) = listener.as_object() {
                call_listener(&listener, this, args, given, context)?;
            }
        }
    }
    Ok(true.into())
}

fn call_listener(
    listener: &JsObject,
    this: &JsValue,
    args: &[JsValue],
    given: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let Some(listener) = JsFunction::from_object(listener.clone()) else { return Ok(()) };
    let result = call(&listener, this, given, context)?;
    if result.is_object() {
        add_catch(this, result, args, given, context)?;
    }
    Ok(())
}

/// Node docs: Capture rejections of promises. Only emitters that ask for it are concerned.
fn add_catch(
    this: &JsValue,
    result: JsValue,
    args: &[JsValue],
    given: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let state = host(context).slot::<State>();
    let Some((_, capture)) = state.symbols.borrow().clone() else { return Ok(()) };
    let Some(emitter) = this.as_object() else { return Ok(()) };
    if !emitter.get(capture, context)?.to_boolean() {
        return Ok(());
    }
    let given = JsArray::from_iter(given.iter().cloned(), context);
    let args = [this.clone(), result, args.value(0).clone(), given.into()];
    call_rare("addCatch", &args, context)?;
    Ok(())
}

/// Emits `events.errorMonitor` before `error`, through the emitter's own `emit`.
fn tell_monitor(
    this: &JsValue,
    target: &JsObject,
    events: &JsObject,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let symbols = host(context).slot::<State>().symbols.borrow().clone();
    let Some((monitor, _)) = symbols else { return Ok(()) };
    if events.get(monitor.clone(), context)?.is_undefined() {
        return Ok(());
    }
    let mut renamed = args.to_vec();
    if let Some(name) = renamed.first_mut() {
        *name = monitor.into();
    }
    call_method(this, target, js_string!("emit"), &renamed, context)
}

/// Calls a method of the emitter, which programs may have replaced.
fn call_method(
    this: &JsValue,
    target: &JsObject,
    name: JsString,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    match read(target, name.into(), context)?.as_function() {
        Some(method) => call(&method, this, args, context).map(|_| ()),
        None => Ok(()),
    }
}

/// What is thrown for an `error` that nobody listens for.
fn unhandled(args: &[JsValue], context: &mut Context) -> JsError {
    let error = args.value(1);
    if error.as_object().is_some_and(|error| error.is::<Error>()) {
        return JsError::from_opaque(error.clone());
    }
    match call_rare("unhandled", std::slice::from_ref(error), context) {
        Err(error) => error,
        Ok(_) => NodeError::error("ERR_UNHANDLED_ERROR", "Unhandled error.").into_js(context),
    }
}

/// `emitter.on(type, listener)`, `emitter.addListener(type, listener)`
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where `listener` is no function.
fn add_listener(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let listener = checked(args, context)?;
    add(this, args.value(0), listener, false, context)
}

/// `emitter.prependListener(type, listener)`
///
/// # Errors
/// As `on`.
fn prepend_listener(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let listener = checked(args, context)?;
    add(this, args.value(0), listener, true, context)
}

/// `emitter.once(type, listener)`
///
/// # Errors
/// As `on`.
fn once(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let listener = checked(args, context)?;
    let wrapper = once_wrapper(this, args.value(0), listener, context);
    call_add(this, js_string!("on"), args.value(0), wrapper, context)
}

/// `emitter.prependOnceListener(type, listener)`
///
/// # Errors
/// As `on`.
fn prepend_once_listener(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let listener = checked(args, context)?;
    let wrapper = once_wrapper(this, args.value(0), listener, context);
    call_add(this, js_string!("prependListener"), args.value(0), wrapper, context)
}

/// Adds through the emitter's own method, as subclasses that override `on` expect.
fn call_add(
    this: &JsValue,
    method: JsString,
    event: &JsValue,
    listener: JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let target = target(this, context)?;
    call_method(this, &target, method, &[event.clone(), listener.into()], context)?;
    Ok(this.clone())
}

fn checked(args: &[JsValue], context: &mut Context) -> JsResult<JsObject> {
    match args.value(1).as_object() {
        Some(listener) if listener.is_callable() => Ok(listener),
        _ => Err(NodeError::argument("listener", "of type function", args.value(1), context)
            .into_js(context)),
    }
}

/// What a `once` wrapper remembers.
#[derive(Clone, Trace, Finalize)]
struct Once {
    target: JsValue,
    event: JsValue,
    listener: JsObject,
    /// The wrapper itself, while it has not run.
    wrapper: Gc<GcRefCell<Option<JsObject>>>,
}

/// A function that removes itself, then calls the listener; `listener` is its own property.
fn once_wrapper(
    this: &JsValue,
    event: &JsValue,
    listener: JsObject,
    context: &mut Context,
) -> JsObject {
    let kept = Once {
        target: this.clone(),
        event: event.clone(),
        listener: listener.clone(),
        wrapper: Gc::default(),
    };
    let cell = kept.wrapper.clone();
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, kept: &Once, context| {
            let Some(wrapper) = kept.wrapper.borrow_mut().take() else {
                return Ok(JsValue::undefined());
            };
            let target = target(&kept.target, context)?;
            let given = [kept.event.clone(), wrapper.into()];
            call_method(&kept.target, &target, js_string!("removeListener"), &given, context)?;
            let Some(listener) = JsFunction::from_object(kept.listener.clone()) else {
                return Ok(JsValue::undefined());
            };
            call(&listener, &kept.target, args, context)
        },
        kept,
    );
    let wrapper = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("bound onceWrapper"))
        .build();
    set(&wrapper, "listener", listener.into());
    *cell.borrow_mut() = Some(wrapper.clone().into());
    wrapper.into()
}

fn add(
    this: &JsValue,
    event: &JsValue,
    listener: JsObject,
    first: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let target = target(this, context)?;
    let key = event.to_property_key(context)?;
    let events = match events_of(&target, context)? {
        Some(events) => {
            announce(this, &target, &events, event, &listener, context)?;
            // A listener of `newListener` may have replaced it.
            match events_of(&target, context)? {
                Some(events) => events,
                None => fresh_events(&target, context)?,
            }
        }
        None => fresh_events(&target, context)?,
    };
    let existing = read(&events, key.clone(), context)?;
    let Some(existing) = existing.as_object() else {
        write(&events, key, listener.into(), context)?;
        let counted: PropertyKey = js_string!("_eventsCount").into();
        let count = read(&target, counted.clone(), context)?.to_number(context)?;
        write(&target, counted, JsValue::new(count + 1.0), context)?;
        return Ok(this.clone());
    };
    let list = if existing.is_callable() {
        let pair = if first { [listener, existing] } else { [existing, listener] };
        let list = JsArray::from_iter(pair.into_iter().map(JsValue::from), context);
        write(&events, key, list.clone().into(), context)?;
        list
    } else {
        let list = JsArray::from_object(existing)?;
        if first {
            list.unshift(&[listener.into()], context)?;
        } else {
            list.push(listener, context)?;
        }
        list
    };
    warn_of_leak(this, &target, event, &list, context)?;
    Ok(this.clone())
}

/// Emits `newListener` before the listener is added.
fn announce(
    this: &JsValue,
    target: &JsObject,
    events: &JsObject,
    event: &JsValue,
    listener: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    if events.get(js_string!("newListener"), context)?.is_undefined() {
        return Ok(());
    }
    let shown = unwrapped(listener, context)?;
    let args = [js_string!("newListener").into(), event.clone(), shown];
    call_method(this, target, js_string!("emit"), &args, context)
}

/// The function that a `once` wrapper stands for, else the listener itself.
fn unwrapped(listener: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let inner = read(listener, js_string!("listener").into(), context)?;
    Ok(if inner.to_boolean() { inner } else { listener.clone().into() })
}

/// A new `_events`. Emitters that listen for the same events share its shape: one of its own would
/// cost each of them several times what the listeners do.
fn no_listeners(context: &Context) -> JsObject {
    JsObject::new(context.root_shape(), None, OrdinaryObject).upcast()
}

fn fresh_events(target: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let events = no_listeners(context);
    write(target, js_string!("_events").into(), events.clone().into(), context)?;
    write(target, js_string!("_eventsCount").into(), 0.into(), context)?;
    Ok(events)
}

/// Node docs: `emitter.setMaxListeners`. Each list warns once, which its `warned` remembers.
fn warn_of_leak(
    this: &JsValue,
    target: &JsObject,
    event: &JsValue,
    list: &JsArray,
    context: &mut Context,
) -> JsResult<()> {
    let state = host(context).slot::<State>();
    let own = read(target, js_string!("_maxListeners").into(), context)?;
    let maximum = own.as_number().unwrap_or_else(|| state.default_max_listeners.get());
    #[expect(clippy::cast_precision_loss, reason = "no list is that long")]
    let length = list.length(context)? as f64;
    if maximum <= 0.0 || length <= maximum || list.get(js_string!("warned"), context)?.to_boolean()
    {
        return Ok(());
    }
    list.set(js_string!("warned"), true, true, context)?;
    let args = [this.clone(), event.clone(), JsValue::new(length), JsValue::new(maximum)];
    call_rare("warn", &args, context)?;
    Ok(())
}

/// Whether a listener of a list is the one meant, itself or behind its `once` wrapper.
fn is_listener(one: &JsObject, meant: &JsObject, context: &mut Context) -> JsResult<bool> {
    if JsObject::equals(one, meant) {
        return Ok(true);
    }
    let inner = read(one, js_string!("listener").into(), context)?;
    Ok(inner.as_object().is_some_and(|inner| JsObject::equals(&inner, meant)))
}

/// `emitter.off(type, listener)`, `emitter.removeListener(type, listener)`
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE` where `listener` is no function.
fn remove_listener(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let listener = checked(args, context)?;
    let target = target(this, context)?;
    let Some(events) = events_of(&target, context)? else { return Ok(this.clone()) };
    let key = key_of(args, context)?;
    let Some(list) = read(&events, key.clone(), context)?.as_object() else {
        return Ok(this.clone());
    };
    if list.is_callable() {
        if !is_listener(&list, &listener, context)? {
            return Ok(this.clone());
        }
        let counted: PropertyKey = js_string!("_eventsCount").into();
        let count = read(&target, counted.clone(), context)?.to_number(context)? - 1.0;
        write(&target, counted, JsValue::new(count), context)?;
        if count == 0.0 {
            let none = no_listeners(context).into();
            write(&target, js_string!("_events").into(), none, context)?;
            return Ok(this.clone());
        }
        events.delete_property_or_throw(key, context)?;
        let shown = unwrapped(&list, context)?;
        return tell_removed(this, &target, &events, args, shown, context);
    }
    let all = elements(&list, context)?;
    let Some(index) = position(&all, &listener, context)? else { return Ok(this.clone()) };
    if let [one, other] = all.as_slice() {
        let last = if index == 0 { other } else { one };
        write(&events, key, last.clone(), context)?;
    } else {
        take_out(&list, index, all.len(), context)?;
    }
    tell_removed(this, &target, &events, args, listener.into(), context)
}

/// Emits `removeListener` after a listener was removed.
fn tell_removed(
    this: &JsValue,
    target: &JsObject,
    events: &JsObject,
    args: &[JsValue],
    shown: JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !events.get(js_string!("removeListener"), context)?.is_undefined() {
        let args = [js_string!("removeListener").into(), args.value(0).clone(), shown];
        call_method(this, target, js_string!("emit"), &args, context)?;
    }
    Ok(this.clone())
}

/// `initialize(emitter, capture)`: gives an object the state of an emitter, as own properties in
/// Node's order; what it has already stays.
///
/// # Errors
/// None but those of patched state.
fn initialize(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = args.object(0, context)?;
    let inherited = match target.prototype() {
        Some(prototype) => prototype.get(js_string!("_events"), context)?,
        None => JsValue::undefined(),
    };
    let events = target.get(js_string!("_events"), context)?;
    if events.is_undefined() || JsValue::strict_equals(&events, &inherited) {
        own(&target, js_string!("_events"), no_listeners(context).into(), context)?;
        own(&target, js_string!("_eventsCount"), 0.into(), context)?;
    }
    let maximum = target.get(js_string!("_maxListeners"), context)?;
    let maximum = if maximum.to_boolean() { maximum } else { JsValue::undefined() };
    own(&target, js_string!("_maxListeners"), maximum, context)?;
    let symbols = host(context).slot::<State>().symbols.borrow().clone();
    if let Some((_, capture)) = symbols {
        own(&target, capture, args.value(1).clone(), context)?;
    }
    Ok(JsValue::undefined())
}

/// Sets a property of an emitter; without asking its prototypes where it is a plain object.
fn own(
    target: &JsObject,
    key: impl Into<PropertyKey>,
    value: JsValue,
    context: &mut Context,
) -> JsResult<()> {
    if target.is::<Proxy>() {
        target.set(key, value, true, context)?;
    } else {
        let property = PropertyDescriptor::builder().value(value).writable(true);
        target.insert_property(key, property.enumerable(true).configurable(true));
    }
    Ok(())
}

/// `emitter.listenerCount(type[, listener])`
///
/// # Errors
/// None but those of patched state.
fn listener_count(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = target(this, context)?;
    let Some(events) = events_of(&target, context)? else { return Ok(0.into()) };
    let key = key_of(args, context)?;
    let Some(list) = events.get(key, context)?.as_object() else { return Ok(0.into()) };
    let listeners = if list.is_callable() { vec![list.into()] } else { elements(&list, context)? };
    let Some(meant) = args.value(1).as_object() else { return Ok(JsValue::from(listeners.len())) };
    let mut count = 0;
    for one in listeners {
        if let Some(one) = one.as_object()
            && is_listener(&one, &meant, context)?
        {
            count += 1;
        }
    }
    Ok(count.into())
}
