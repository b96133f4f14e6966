//! `error.stack` and what belongs to it, in V8's form: `Error.captureStackTrace`,
//! `Error.stackTraceLimit`, `Error.prepareStackTrace`. V8: "Stack trace API". Proposal: error
//! stacks.
//!
//! The engine keeps the frames of each error; here they are read through its own `stack` accessor,
//! completed from the source texts ([`Sources`]) and written, when `stack` is first asked for.

mod call_site;
mod failing;
mod fixed;
mod frame;
mod gap;
mod message;
mod outline;
mod own;
mod sources;
mod subject;
mod syntax;

use std::{cell::Cell, rc::Rc};

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsNativeError, JsObject, JsResult, JsString,
    JsSymbol, JsValue, NativeFunction, Trace,
    builtins::error::Error,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};
use boa_gc::{Gc, GcRefCell};

pub use frame::Frame;
pub(crate) use sources::Text;
pub use sources::{Reader, ScriptKind, Sources};
pub use syntax::{Goal, SyntaxPlace, ends_function, is_one_function, locate_syntax_error};

use crate::builtin::{declare, is_declared};
use call_site::CallSites;

/// How many frames a stack shows by default.
const DEFAULT_LIMIT: f64 = 10.0;

/// Frames that the engine keeps on top of the limit: those of natives that are not shown.
const HIDDEN_FRAMES: usize = 24;

/// The engine walks its stack for each error; more than this it never copies.
const MOST_FRAMES: usize = 2_000;

/// What the realm's error functions share.
#[derive(Clone, Trace, Finalize, JsData)]
struct Traces {
    /// The engine's own `get Error.prototype.stack`.
    engine: JsFunction,
    error: JsObject,
    sites: CallSites,
    #[unsafe_ignore_trace]
    sources: Rc<Sources>,
    #[unsafe_ignore_trace]
    preparing: Rc<Cell<bool>>,
    #[unsafe_ignore_trace]
    limit: Rc<Cell<f64>>,
    /// `Error.prepareStackTrace` as it is at first.
    default: Gc<GcRefCell<Option<JsFunction>>>,
}

/// The registry of source texts of this context, made on first use.
pub fn sources(context: &mut Context) -> Rc<Sources> {
    if let Some(sources) = context.get_data::<Rc<Sources>>() {
        return Rc::clone(sources);
    }
    let sources = Rc::new(Sources::default());
    context.insert_data(Rc::clone(&sources));
    sources
}

/// Installs the accessors and functions into the current realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let sources = sources(context);
    let error = context.intrinsics().constructors().error().constructor();
    let prototype = context.intrinsics().constructors().error().prototype();
    let stack = PropertyKey::from(js_string!("stack"));
    let engine = prototype.borrow().properties().get(&stack).and_then(|slot| slot.get().cloned());
    let Some(engine) = engine.as_ref().and_then(JsValue::as_function) else { return Ok(()) };
    let traces = Traces {
        engine,
        error: error.clone(),
        sites: CallSites::default(),
        sources,
        preparing: Rc::default(),
        limit: Rc::new(Cell::new(DEFAULT_LIMIT)),
        default: Gc::default(),
    };
    context.insert_data(traces.clone());
    set_engine_limit(DEFAULT_LIMIT, context);

    let get = closure("get stack", 0, get_stack, traces.clone(), context);
    let set = closure("set stack", 1, set_stack, traces.clone(), context);
    prototype.define_property_or_throw(
        stack,
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true),
        context,
    )?;

    let capture = closure("captureStackTrace", 2, capture_stack_trace, traces.clone(), context);
    error.define_property_or_throw(
        js_string!("captureStackTrace"),
        PropertyDescriptor::builder()
            .value(capture)
            .writable(true)
            .enumerable(false)
            .configurable(true),
        context,
    )?;
    let prepare = closure("prepareStackTrace", 2, prepare_stack_trace, traces.clone(), context);
    error.define_property_or_throw(
        js_string!("prepareStackTrace"),
        PropertyDescriptor::builder()
            .value(prepare.clone())
            .writable(true)
            .enumerable(false)
            .configurable(true),
        context,
    )?;
    *traces.default.borrow_mut() = Some(prepare);
    let get = closure("get stackTraceLimit", 0, get_limit, traces.clone(), context);
    let set = closure("set stackTraceLimit", 1, set_limit, traces, context);
    error.define_property_or_throw(
        js_string!("stackTraceLimit"),
        PropertyDescriptor::builder().get(get).set(set).enumerable(true).configurable(true),
        context,
    )?;
    own::install(context)
}

/// A native function over the realm's [`Traces`].
type Body = fn(&JsValue, &[JsValue], &Traces, &mut Context) -> JsResult<JsValue>;

fn closure(
    name: &str,
    length: usize,
    body: Body,
    traces: Traces,
    context: &mut Context,
) -> JsFunction {
    let native = NativeFunction::from_copy_closure_with_captures(
        move |this, args, traces: &Traces, context| body(this, args, traces, context),
        traces,
    );
    FunctionObjectBuilder::new(context.realm(), native)
        .name(JsString::from(name))
        .length(length)
        .build()
}

/// `get Error.prototype.stack`: writes the stack and keeps it as the error's own property.
fn get_stack(
    this: &JsValue,
    _: &[JsValue],
    traces: &Traces,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !this.is_object() {
        return Err(not_an_object());
    }
    let Some(error) = error_of(this) else { return Ok(JsValue::undefined()) };
    // The engine's property caches may come here once more after the property is the error's own.
    let own = error.borrow().properties().get(&PropertyKey::from(js_string!("stack")));
    if let Some(stack) = own.and_then(|slot| slot.value().cloned()) {
        return Ok(stack);
    }
    let mut raw = engine_frames(&error, traces, context)?;
    message::polish(&error, &raw, &traces.sources, context);
    place_exactly(&error, &mut raw, traces);
    let stack = written(&error, &raw, traces.limit.get(), traces, context)?;
    keep(&error, stack.clone(), context)?;
    Ok(stack)
}

/// The error that an object is or inherits from.
fn error_of(value: &JsValue) -> Option<JsObject> {
    let mut object = value.as_object()?;
    while !object.is::<Error>() {
        object = object.prototype()?;
    }
    Some(object)
}

/// `set Error.prototype.stack`: an own data property, hidden as V8's is on errors.
fn set_stack(
    this: &JsValue,
    args: &[JsValue],
    _: &Traces,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.as_object().ok_or_else(not_an_object)?;
    let value = args.get_or_undefined(0).clone();
    if object.is::<Error>() {
        keep(&object, value, context)?;
    } else {
        object.create_data_property_or_throw(js_string!("stack"), value, context)?;
    }
    Ok(JsValue::undefined())
}

fn not_an_object() -> JsError {
    JsNativeError::typ().with_message("The stack is that of an object.").into()
}

fn keep(object: &JsObject, value: JsValue, context: &mut Context) -> JsResult<()> {
    let stack = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true)
        .build();
    // A frozen error keeps none, and that is no fault of the reader's.
    if object.is_extensible(context)? {
        object.define_property_or_throw(js_string!("stack"), stack, context)?;
    }
    Ok(())
}

/// `Error.captureStackTrace(object[, function])`: gives any object a `stack`.
///
/// Frames above and with `function` are left out, as far as its name tells them.
///
/// # Errors
/// `TypeError` where `object` is none, or can take no property.
fn capture_stack_trace(
    _: &JsValue,
    args: &[JsValue],
    traces: &Traces,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else {
        let shown = args.get_or_undefined(0).display().to_string();
        return Err(JsNativeError::typ().with_message(format!("Invalid argument {shown}")).into());
    };
    let carrier = context.intrinsics().constructors().error().constructor();
    let carrier = carrier.construct(&[], None, context)?;
    let above = match args.get_or_undefined(1).as_object() {
        Some(function) if function.is_callable() => {
            let name = function.get(js_string!("name"), context)?;
            let name = name.as_string().map(|name| name.to_std_string_lossy()).unwrap_or_default();
            Some(name.rsplit(' ').next().unwrap_or_default().to_owned())
        }
        _ => None,
    };
    let limit = traces.limit.get();
    let capture = Captured { traces: traces.clone(), carrier, above, limit, stack: Gc::default() };
    let get = captured("stack", 0, read_captured, capture.clone(), context);
    let set = captured("stack", 1, write_captured, capture, context);
    let stack =
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
    object.define_property_or_throw(js_string!("stack"), stack, context)?;
    Ok(JsValue::undefined())
}

/// What `captureStackTrace` leaves in the accessor it makes.
#[derive(Clone, Trace, Finalize)]
struct Captured {
    traces: Traces,
    carrier: JsObject,
    #[unsafe_ignore_trace]
    above: Option<String>,
    /// `Error.stackTraceLimit` as it was.
    limit: f64,
    /// The stack once it is written or set.
    stack: Gc<GcRefCell<Option<JsValue>>>,
}

type CapturedBody = fn(&JsValue, &[JsValue], &Captured, &mut Context) -> JsResult<JsValue>;

fn captured(
    name: &str,
    length: usize,
    body: CapturedBody,
    capture: Captured,
    context: &mut Context,
) -> JsFunction {
    let native = NativeFunction::from_copy_closure_with_captures(
        move |this, args, capture: &Captured, context| body(this, args, capture, context),
        capture,
    );
    FunctionObjectBuilder::new(context.realm(), native)
        .name(JsString::from(name))
        .length(length)
        .build()
}

fn read_captured(
    this: &JsValue,
    _: &[JsValue],
    capture: &Captured,
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(stack) = capture.stack.borrow().as_ref() {
        return Ok(stack.clone());
    }
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let mut raw = engine_frames(&capture.carrier, &capture.traces, context)?;
    if raw.first().is_some_and(|frame| frame.is_native("captureStackTrace")) {
        raw.remove(0);
    }
    if let Some(above) = &capture.above {
        cut(&mut raw, above, &capture.traces.sources);
    }
    let stack = written(&object, &raw, capture.limit, &capture.traces, context)?;
    *capture.stack.borrow_mut() = Some(stack.clone());
    Ok(stack)
}

fn write_captured(
    _: &JsValue,
    args: &[JsValue],
    capture: &Captured,
    _: &mut Context,
) -> JsResult<JsValue> {
    *capture.stack.borrow_mut() = Some(args.get_or_undefined(0).clone());
    Ok(JsValue::undefined())
}

/// Leaves out the frames down to the outermost call of a function known by name: first the first
/// run of frames of that name counts. Where no frame has the name, none is left out.
fn cut(raw: &mut Vec<frame::RawFrame>, name: &str, sources: &Sources) {
    if name.is_empty() {
        // A nameless function: its own call is the innermost frame.
        raw.drain(..raw.len().min(1));
        return;
    }
    let found = (0..raw.len()).find(|&index| {
        let frames = frame::resolve(&raw[index..raw.len().min(index + 2)], 1, sources);
        raw[index].is_called(name)
            || frames.first().is_some_and(|frame| !frame.native && frame.ends_with_name(name))
    });
    if let Some(index) = found {
        raw.drain(..=index);
    }
}

/// The engine's frames of an error, innermost first, without those of our own machinery.
fn engine_frames(
    error: &JsObject,
    traces: &Traces,
    context: &mut Context,
) -> JsResult<Vec<frame::RawFrame>> {
    let text = traces.engine.call(&error.clone().into(), &[], context)?;
    let text = text.as_string().map(|text| text.to_std_string_lossy()).unwrap_or_default();
    let mut raw = frame::parse(&text);
    if is_derived(error, context) {
        let own = raw.iter().take_while(|frame| frame.is_in_super(&traces.sources)).count();
        raw.drain(..own);
    }
    Ok(raw)
}

/// Moves the innermost frame to what failed, where that is known better than the engine knows it.
fn place_exactly(error: &JsObject, raw: &mut [frame::RawFrame], traces: &Traces) {
    if let Some(place) = message::exact_place(error, raw, &traces.sources)
        && let Some(innermost) = raw.first_mut()
    {
        innermost.set_exact(place);
    }
}

/// Whether an error is of a script's own class: the frames of its constructors are not shown.
fn is_derived(error: &JsObject, context: &Context) -> bool {
    let constructors = context.intrinsics().constructors();
    let known = [
        constructors.error(),
        constructors.type_error(),
        constructors.range_error(),
        constructors.reference_error(),
        constructors.syntax_error(),
    ];
    error.prototype().is_some_and(|prototype| {
        !known.iter().any(|known| JsObject::equals(&prototype, &known.prototype()))
    })
}

/// Writes a stack: by the script's `Error.prepareStackTrace` if there is one, else as V8 does.
fn written(
    error: &JsObject,
    raw: &[frame::RawFrame],
    limit: f64,
    traces: &Traces,
    context: &mut Context,
) -> JsResult<JsValue> {
    let frames = frame::resolve(raw, frame_limit(limit), &traces.sources);
    if !traces.preparing.get() {
        let prepare = traces.error.get(js_string!("prepareStackTrace"), context)?;
        let own = traces.default.borrow().clone();
        let own = own.is_some_and(|own| prepare == own.into());
        if let Some(prepare) = prepare.as_callable().filter(|_| !own) {
            let sites = traces.sites.array(&frames, context);
            traces.preparing.set(true);
            let args = [error.clone().into(), sites.into()];
            let stack = prepare.call(&traces.error.clone().into(), &args, context);
            traces.preparing.set(false);
            return stack;
        }
    }
    let mut stack = error_header(error, context);
    for frame in &frames {
        stack.push_str("\n    at ");
        stack.push_str(&frame.to_string());
    }
    Ok(JsString::from(stack).into())
}

/// The mark of Node's own errors, which their prototypes carry.
#[derive(Clone)]
struct NodeErrorMark(JsSymbol);

/// The symbol that an error inherits or has where its stack is to start with `Name [CODE]:`.
pub fn node_error_mark(context: &mut Context) -> JsSymbol {
    if let Some(NodeErrorMark(mark)) = context.get_data::<NodeErrorMark>() {
        return mark.clone();
    }
    // Symbols run out after 2⁶⁴ of them.
    let mark =
        JsSymbol::new(Some(js_string!("kIsNodeError"))).unwrap_or_else(JsSymbol::to_string_tag);
    context.insert_data(NodeErrorMark(mark.clone()));
    mark
}

/// `Error.prepareStackTrace(error, callSites)` as it is unless a script replaces it.
///
/// # Errors
/// What turning a call site into text throws.
fn prepare_stack_trace(
    _: &JsValue,
    args: &[JsValue],
    _: &Traces,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut stack = match args.get_or_undefined(0).as_object() {
        Some(error) => error_header(&error, context),
        None => String::new(),
    };
    if let Some(sites) = args.get_or_undefined(1).as_object() {
        let length = sites.get(js_string!("length"), context)?.to_length(context)?;
        for index in 0..length {
            let site = sites.get(index, context)?.to_string(context)?;
            stack.push_str("\n    at ");
            stack.push_str(&site.to_std_string_lossy());
        }
    }
    Ok(JsString::from(stack).into())
}

/// The first line: `Name: message`; `Name [CODE]: message` for Node's own errors, which are known
/// by [`node_error_mark`].
pub fn error_header(error: &JsObject, context: &mut Context) -> String {
    let mut text = |key: &str, default: &str| -> JsResult<String> {
        let value = error.get(JsString::from(key), context)?;
        if value.is_undefined() {
            return Ok(default.to_owned());
        }
        Ok(value.to_string(context)?.to_std_string_lossy())
    };
    let parts = text("name", "Error").and_then(|name| Ok((name, text("message", "")?)));
    let Ok((mut name, message)) = parts else { return "Error".to_owned() };
    let own = |key: &str| {
        let key = PropertyKey::from(JsString::from(key));
        error.borrow().properties().get(&key).and_then(|slot| slot.value().cloned())
    };
    let mark = node_error_mark(context);
    if let Some(code) = own("code").and_then(|code| code.as_string())
        && error.has_property(mark, context).unwrap_or(false)
    {
        name = format!("{name} [{}]", code.to_std_string_lossy());
    }
    match (name.is_empty(), message.is_empty()) {
        (true, _) => message,
        (false, true) => name,
        (false, false) => format!("{name}: {message}"),
    }
}

/// `Error.stackTraceLimit`
fn get_limit(_: &JsValue, _: &[JsValue], traces: &Traces, _: &mut Context) -> JsResult<JsValue> {
    Ok(traces.limit.get().into())
}

/// `Error.stackTraceLimit = …`: also tells the engine how many frames to keep.
fn set_limit(
    this: &JsValue,
    args: &[JsValue],
    traces: &Traces,
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    // On a class derived from Error it is a property like any other.
    if let Some(object) = this.as_object()
        && !JsObject::equals(&object, &traces.error)
    {
        object.create_data_property_or_throw(
            js_string!("stackTraceLimit"),
            value.clone(),
            context,
        )?;
        return Ok(JsValue::undefined());
    }
    let limit = value.as_number().unwrap_or(0.0);
    traces.limit.set(limit);
    set_engine_limit(limit, context);
    Ok(JsValue::undefined())
}

fn set_engine_limit(limit: f64, context: &mut Context) {
    let frames = frame_limit(limit).saturating_add(HIDDEN_FRAMES).min(MOST_FRAMES);
    context.runtime_limits_mut().set_backtrace_limit(frames);
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and NaN becomes 0, as wanted"
)]
fn frame_limit(limit: f64) -> usize {
    limit as usize
}

/// The frames of the code that runs now, innermost first, at most `limit`.
///
/// # Errors
/// None but the engine's own.
pub fn call_sites(limit: usize, context: &mut Context) -> JsResult<Vec<Frame>> {
    let Some(traces) = context.get_data::<Traces>().cloned() else { return Ok(Vec::new()) };
    let carrier = context.intrinsics().constructors().error().constructor();
    let carrier = carrier.construct(&[], None, context)?;
    let raw = engine_frames(&carrier, &traces, context)?;
    Ok(frame::resolve(&raw, limit, &traces.sources))
}

/// The frames of an error as it was made or thrown, innermost first, whatever its `stack` says.
///
/// # Errors
/// None but the engine's own.
pub fn error_frames(error: &JsObject, context: &mut Context) -> JsResult<Vec<Frame>> {
    let Some(traces) = context.get_data::<Traces>().cloned() else { return Ok(Vec::new()) };
    let mut raw = engine_frames(error, &traces, context)?;
    place_exactly(error, &mut raw, &traces);
    Ok(frame::resolve(&raw, usize::MAX, &traces.sources))
}

/// The call sites of an error, as `Error.prepareStackTrace` gets them.
///
/// # Errors
/// None but the engine's own.
pub fn error_call_sites(error: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let Some(traces) = context.get_data::<Traces>().cloned() else {
        return Ok(JsValue::undefined());
    };
    let mut raw = engine_frames(error, &traces, context)?;
    place_exactly(error, &mut raw, &traces);
    let limit = frame_limit(traces.limit.get());
    let frames = frame::resolve(&raw, limit, &traces.sources);
    Ok(traces.sites.array(&frames, context).into())
}

/// The `RangeError` a script gets for a limit of the engine's, with the frames of where it was
/// reached.
pub(crate) fn limit_error(
    limit: &JsError,
    message: &'static str,
    context: &mut Context,
) -> JsError {
    let error = JsNativeError::range().with_message(message);
    let error = error.into_opaque(context);
    let shown = context.get_data::<Traces>().map_or(0, |traces| frame_limit(traces.limit.get()));
    let mut stack = format!("RangeError: {message}");
    for frame in frames_of_text(&limit.to_string(), context).iter().take(shown) {
        stack.push_str("\n    at ");
        stack.push_str(&frame.to_string());
    }
    // A fresh error takes any property.
    let _ = keep(&error, JsString::from(stack).into(), context);
    JsError::from_opaque(error.into())
}

/// The frames at the end of the engine's own text of an error: where it was thrown.
pub fn frames_of_text(text: &str, context: &mut Context) -> Vec<Frame> {
    let Some(traces) = context.get_data::<Traces>().cloned() else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().rposition(|line| !line.starts_with("    at ")).map_or(0, |at| at + 1);
    let raw = frame::parse(&lines.get(start..).unwrap_or_default().join("\n"));
    frame::resolve(&raw, usize::MAX, &traces.sources)
}

/// Gives an error that the engine made V8's words, where they can be known.
pub fn polish(error: &JsValue, context: &mut Context) {
    let Some(object) = error.as_object().filter(|object| object.is::<Error>()) else { return };
    if !message::is_engine_text(&object) {
        return;
    }
    let Some(traces) = context.get_data::<Traces>().cloned() else { return };
    if let Ok(raw) = engine_frames(&object, &traces, context) {
        message::polish(&object, &raw, &traces.sources, context);
    }
}

/// Defines the function that a `catch` block calls with what it caught, once a realm has such a
/// block: an error that the engine made gets V8's words. It has a name that no other program uses.
///
/// # Errors
/// The engine's own, where the realm cannot run scripts.
pub fn allow_catching(name: &str, context: &mut Context) -> JsResult<()> {
    if is_declared(name, context) {
        return Ok(());
    }
    let caught = NativeFunction::from_fn_ptr(|_, args, context| {
        polish(args.get_or_undefined(0), context);
        Ok(JsValue::undefined())
    });
    let caught = FunctionObjectBuilder::new(context.realm(), caught).length(1).build();
    declare(name, caught, context)
}
