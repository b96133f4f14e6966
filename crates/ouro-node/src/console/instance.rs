//! `node:console`, the objects: the global console, and the class `Console`. Node docs:
//! `new Console`. No JavaScript half.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    time::Instant,
};

use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsSymbol,
    JsValue, NativeFunction, Trace, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsMap},
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    methods::{GLOBAL_METHODS, METHODS, Method},
    output::{self, Voice},
};
use ouro_intrinsics::hide;

use crate::{Arguments, NodeError};

/// What a console is made of.
#[derive(Finalize, JsData, Trace)]
pub(super) struct Core {
    stdout: Option<JsObject>,
    stderr: Option<JsObject>,
    /// Options, or a `Map` of stream to options.
    pub(super) inspect_options: Option<JsObject>,
    #[unsafe_ignore_trace]
    pub(super) ignore_errors: bool,
    /// `None` for `auto`.
    #[unsafe_ignore_trace]
    pub(super) color_mode: Option<bool>,
    /// Spaces per group.
    #[unsafe_ignore_trace]
    pub(super) group_width: usize,
    #[unsafe_ignore_trace]
    pub(super) indentation: RefCell<String>,
    #[unsafe_ignore_trace]
    pub(super) counts: RefCell<HashMap<JsString, u32>>,
    #[unsafe_ignore_trace]
    pub(super) timers: RefCell<HashMap<JsString, Instant>>,
    #[unsafe_ignore_trace]
    is_global: Cell<bool>,
    /// What `_times` counts from.
    #[unsafe_ignore_trace]
    made: Instant,
}

impl Core {
    fn new() -> Self {
        Self {
            stdout: None,
            stderr: None,
            inspect_options: None,
            ignore_errors: true,
            color_mode: None,
            group_width: 2,
            indentation: RefCell::default(),
            counts: RefCell::default(),
            timers: RefCell::default(),
            is_global: Cell::new(false),
            made: Instant::now(),
        }
    }

    /// The console's own stream, if it was given one.
    pub(super) fn stream(&self, voice: Voice) -> Option<JsObject> {
        match voice {
            Voice::Out => self.stdout.clone(),
            Voice::Err => self.stderr.clone(),
        }
    }
}

/// Makes the global console.
///
/// # Errors
/// None but the engine's own.
pub(super) fn global(context: &mut Context) -> JsResult<JsObject> {
    let core = Core::new();
    core.is_global.set(true);
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let console = JsObject::from_proto_and_data(prototype, core).upcast();
    for &(name, method) in METHODS {
        let function = bound(name, method, &console, context);
        plain(&console, js_string!(name), function.into());
    }
    let class = class(context)?;
    plain(&console, js_string!("Console"), class.into());
    for &(name, method) in GLOBAL_METHODS {
        let function = bound(name, method, &console, context);
        plain(&console, js_string!(name), function.into());
    }
    streams(&console, context);
    times(&console, context);
    hide(&console, js_string!("_ignoreErrors"), true);
    console.insert_property(
        JsSymbol::to_string_tag(),
        PropertyDescriptor::builder()
            .value(js_string!("console"))
            .writable(false)
            .enumerable(false)
            .configurable(true),
    );
    Ok(console)
}

/// A method that needs no `this`: programs take them off the console.
fn bound(
    name: &'static str,
    method: Method,
    console: &JsObject,
    context: &mut Context,
) -> JsFunction {
    let body = NativeFunction::from_copy_closure_with_captures(
        move |_, args, console: &JsObject, context| method(console, args, context),
        console.clone(),
    );
    FunctionObjectBuilder::new(context.realm(), body).name(js_string!(name)).build()
}

/// A method of `Console.prototype`, which finds its console in `this`.
fn unbound(name: &'static str, method: Method, context: &mut Context) -> JsFunction {
    let body = NativeFunction::from_copy_closure(move |this, args, context| {
        match this.as_object().filter(JsObject::is::<Core>) {
            Some(console) => method(&console, args, context),
            None => Err(JsNativeError::typ()
                .with_message("Illegal invocation: `this` is not a Console")
                .into()),
        }
    });
    FunctionObjectBuilder::new(context.realm(), body).name(js_string!(name)).build()
}

fn plain(object: &JsObject, key: impl Into<PropertyKey>, value: JsValue) {
    object.insert_property(
        key,
        PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true),
    );
}

/// `_times`, which old programs read: the running timers and when each was started, in ms.
fn times(console: &JsObject, context: &mut Context) {
    let get = NativeFunction::from_copy_closure_with_captures(
        |_, _, console: &JsObject, context| {
            let map = JsMap::new(context);
            let timers: Vec<(JsString, Instant)> = console
                .downcast_ref::<Core>()
                .map(|core| {
                    core.timers.borrow().iter().map(|(name, at)| (name.clone(), *at)).collect()
                })
                .unwrap_or_default();
            let origin = console.downcast_ref::<Core>().map(|core| core.made);
            for (name, at) in timers {
                let since = origin.map_or(0.0, |origin| (at - origin).as_secs_f64() * 1000.0);
                map.set(name, since, context)?;
            }
            Ok(map.into())
        },
        console.clone(),
    );
    let get = FunctionObjectBuilder::new(context.realm(), get).build();
    console.insert_property(
        js_string!("_times"),
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true),
    );
}

/// `_stdout` and `_stderr`, which old programs reach for; reading them makes `process` make the
/// streams.
fn streams(console: &JsObject, context: &mut Context) {
    for (name, property, voice) in
        [("_stdout", "stdout", Voice::Out), ("_stderr", "stderr", Voice::Err)]
    {
        let get = NativeFunction::from_copy_closure_with_captures(
            move |_, _, console: &JsObject, context| {
                if let Some(stream) = output::stream(console, voice, context) {
                    return Ok(stream.into());
                }
                let process = context.global_object().get(js_string!("process"), context)?;
                match process.as_object() {
                    Some(process) => process.get(js_string!(property), context),
                    None => Ok(JsValue::undefined()),
                }
            },
            console.clone(),
        );
        let set = NativeFunction::from_copy_closure_with_captures(
            move |_, args, console: &JsObject, _| {
                if let Some(mut core) = console.downcast_mut::<Core>() {
                    let stream = args.value(0).as_object();
                    match voice {
                        Voice::Out => core.stdout = stream,
                        Voice::Err => core.stderr = stream,
                    }
                }
                Ok(JsValue::undefined())
            },
            console.clone(),
        );
        let get = FunctionObjectBuilder::new(context.realm(), get).build();
        let set = FunctionObjectBuilder::new(context.realm(), set).build();
        console.insert_property(
            js_string!(name),
            PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true),
        );
    }
}

/// Makes the class `Console`.
fn class(context: &mut Context) -> JsResult<JsObject> {
    let body = NativeFunction::from_fn_ptr(construct);
    let class: JsObject = FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!("Console"))
        .length(1)
        .constructor(true)
        .build()
        .into();
    let prototype = JsObject::with_object_proto(context.intrinsics());
    hide(&prototype, js_string!("constructor"), class.clone());
    for &(name, method) in METHODS {
        let function = unbound(name, method, context);
        plain(&prototype, js_string!(name), function.into());
    }
    class.insert_property(
        js_string!("prototype"),
        PropertyDescriptor::builder()
            .value(prototype)
            .writable(true)
            .enumerable(false)
            .configurable(false),
    );
    let instance = NativeFunction::from_fn_ptr(has_instance);
    let instance = FunctionObjectBuilder::new(context.realm(), instance)
        .name(js_string!("[Symbol.hasInstance]"))
        .length(1)
        .build();
    class.insert_property(
        JsSymbol::has_instance(),
        PropertyDescriptor::builder()
            .value(instance)
            .writable(false)
            .enumerable(false)
            .configurable(false),
    );
    Ok(class)
}

/// `value instanceof Console`: also true of the global console.
fn has_instance(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = args.value(0).as_object() else { return Ok(false.into()) };
    let is_global = object.downcast_ref::<Core>().is_some_and(|core| core.is_global.get());
    if is_global {
        return Ok(true.into());
    }
    JsValue::ordinary_has_instance(this, &object.into(), context).map(JsValue::from)
}

/// `new Console(stdout[, stderr][, ignoreErrors])`, `new Console(options)`, with or without `new`.
fn construct(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let prototype = match this.as_object() {
        Some(target) => target.get(js_string!("prototype"), context)?.as_object(),
        None => {
            let console = crate::require_builtin("console", context)?;
            let class = console.to_object(context)?.get(js_string!("Console"), context)?;
            match class.as_object() {
                Some(class) => class.get(js_string!("prototype"), context)?.as_object(),
                None => None,
            }
        }
    };
    let core = settings(args, context)?;
    let prototype = prototype.unwrap_or_else(|| JsObject::with_object_proto(context.intrinsics()));
    let console = JsObject::from_proto_and_data(prototype, core).upcast();
    for &(name, _) in METHODS {
        let method = console.get(js_string!(name), context)?;
        let Some(method) = method.as_function() else { continue };
        let body = NativeFunction::from_copy_closure_with_captures(
            |_, args, captures: &(JsFunction, JsObject), context| {
                crate::call(&captures.0, &captures.1.clone().into(), args, context)
            },
            (method, console.clone()),
        );
        let function =
            FunctionObjectBuilder::new(context.realm(), body).name(js_string!(name)).build();
        plain(&console, js_string!(name), function.into());
    }
    streams(&console, context);
    times(&console, context);
    let ignore = console.downcast_ref::<Core>().is_none_or(|core| core.ignore_errors);
    hide(&console, js_string!("_ignoreErrors"), ignore);
    Ok(console.into())
}

/// Reads and checks the arguments of the constructor.
fn settings(args: &[JsValue], context: &mut Context) -> JsResult<Core> {
    let mut core = Core::new();
    let first = args.value(0);
    let is_stream = match first.as_object() {
        None => true,
        Some(object) => object.get(js_string!("write"), context)?.is_callable(),
    };
    let mut stdout = first.clone();
    let mut stderr = args.value(1).clone();
    let mut ignore = args.value(2).clone();
    let mut options = None;
    if let Some(object) = first.as_object().filter(|_| !is_stream) {
        stdout = object.get(js_string!("stdout"), context)?;
        stderr = object.get(js_string!("stderr"), context)?;
        ignore = object.get(js_string!("ignoreErrors"), context)?;
        options = Some(object);
    }
    core.stdout = Some(writable(&stdout, "stdout", context)?);
    core.stderr = if options.is_none() && !stderr.to_boolean() || stderr.is_undefined() {
        core.stdout.clone()
    } else {
        Some(writable(&stderr, "stderr", context)?)
    };
    core.ignore_errors = ignore.is_undefined() || ignore.to_boolean();
    if let Some(options) = options {
        read_options(&mut core, &options, context)?;
    }
    Ok(core)
}

fn writable(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsObject> {
    if let Some(stream) = value.as_object()
        && stream.get(js_string!("write"), context)?.is_callable()
    {
        return Ok(stream);
    }
    let message = format!("Console expects a writable stream instance for {name}");
    Err(NodeError::typ("ERR_CONSOLE_WRITABLE_STREAM", message).into_js(context))
}

fn invalid(name: &str, rule: &str, value: &JsValue, context: &mut Context) -> JsResult<JsError> {
    let options = crate::util::inspect::Options::default();
    let shown = crate::util::inspect::show(value, options, context)?;
    let message = format!("The argument '{name}' {rule}. Received {shown}");
    Ok(NodeError::typ("ERR_INVALID_ARG_VALUE", message).into_js(context))
}

fn read_options(core: &mut Core, options: &JsObject, context: &mut Context) -> JsResult<()> {
    let width = options.get(js_string!("groupIndentation"), context)?;
    if !width.is_undefined() {
        let Some(number) = width.as_number() else {
            let error = NodeError::argument("groupIndentation", "of type number", &width, context);
            return Err(error.into_js(context));
        };
        if number.fract() != 0.0 || !(0.0..=1000.0).contains(&number) {
            let range = if number.fract() == 0.0 { ">= 0 && <= 1000" } else { "an integer" };
            return Err(NodeError::out_of_range("groupIndentation", range, number).into_js(context));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 1000"
        )]
        let number = number as usize;
        core.group_width = number;
    }
    let mode = options.get(js_string!("colorMode"), context)?;
    core.color_mode = match (mode.as_boolean(), mode.as_string()) {
        (Some(colors), _) => Some(colors),
        (_, Some(auto)) if auto == js_string!("auto") => None,
        _ if mode.is_undefined() => None,
        _ => {
            let rule = "must be one of: 'auto', true, false";
            return Err(invalid("colorMode", rule, &mode, context)?);
        }
    };
    let inspect = options.get(js_string!("inspectOptions"), context)?;
    if inspect.is_undefined() {
        return Ok(());
    }
    let Some(inspect) = inspect.as_object() else {
        let error =
            NodeError::argument("options.inspectOptions", "of type object", &inspect, context);
        return Err(error.into_js(context));
    };
    if !mode.is_undefined() && !inspect.get(js_string!("colors"), context)?.is_undefined() {
        let message = "Option \"options.inspectOptions.color\" cannot be used in combination with \
                       option \"colorMode\"";
        return Err(NodeError::typ("ERR_INCOMPATIBLE_OPTION_PAIR", message).into_js(context));
    }
    core.inspect_options = Some(inspect);
    Ok(())
}
