//! The `process` object: one table of its properties. Node docs: Process.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, IntegrityLevel, builtins::JsArray, builtins::JsFunction},
    property::PropertyDescriptor,
    symbol::JsSymbol,
};

use super::{BOA_VERSION, NODE_VERSION, env, identity, really_exit, state, uncaught, usage};
use crate::{Arguments, Function, NodeError, binding, call, host, require_builtin, ticks};

/// One property.
enum Row {
    /// A native method.
    Method(&'static str, usize, Function),
    /// A method or value of a JavaScript part, loaded when first read.
    Part(&'static str, &'static str),
    /// A value of a JavaScript part that stays an accessor, as in Node.
    Getter(&'static str, &'static str),
    /// A value that is known at once, and whether it can be written.
    Fact(&'static str, fn(&mut Context) -> JsResult<JsValue>, bool),
    /// A native accessor.
    Accessor(&'static str, Function, Option<Function>, bool),
}

use Row::{Accessor, Fact, Getter, Method, Part};

const METHODS: &str = "internal/process/methods";
const STDIO: &str = "internal/process/stdio";
const WARNING: &str = "internal/process/warning";

const ROWS: &[Row] = &[
    Fact("version", |_| text(&format!("v{NODE_VERSION}")), false),
    Fact("versions", versions, false),
    Fact("arch", |_| text(arch()), false),
    Fact("platform", |_| text(platform()), false),
    Fact("release", release, false),
    Accessor("moduleLoadList", module_load_list, None, true),
    Method("_rawDebug", 0, raw_debug),
    Accessor("_exiting", get_exiting, Some(set_exiting), true),
    Accessor("exitCode", get_exit_code, Some(set_exit_code), false),
    Fact("config", config, false),
    Method("uptime", 0, usage::uptime),
    Part("_getActiveRequests", METHODS),
    Part("_getActiveHandles", METHODS),
    Part("getActiveResourcesInfo", METHODS),
    Method("reallyExit", 0, really_exit),
    Method("_kill", 0, identity::kill),
    Part("loadEnvFile", METHODS),
    Method("cpuUsage", 1, usage::cpu_usage),
    Method("threadCpuUsage", 1, usage::thread_cpu_usage),
    Method("resourceUsage", 0, usage::resource_usage),
    Method("memoryUsage", 0, usage::memory_usage),
    Method("constrainedMemory", 0, usage::constrained_memory),
    Method("availableMemory", 0, usage::available_memory),
    Part("kill", METHODS),
    Method("exit", 1, exit),
    Part("execve", METHODS),
    Part("ref", METHODS),
    Part("unref", METHODS),
    Part("finalization", "internal/process/finalization"),
    Method("hrtime", 1, usage::hrtime),
    Part("openStdin", STDIO),
    Method("getuid", 0, identity::getuid),
    Method("geteuid", 0, identity::geteuid),
    Method("getgid", 0, identity::getgid),
    Method("getegid", 0, identity::getegid),
    Method("getgroups", 0, identity::getgroups),
    Part("allowedNodeEnvironmentFlags", "internal/process/flags"),
    Fact("features", features, false),
    Method("_fatalException", 2, uncaught::fatal_exception),
    Method("setUncaughtExceptionCaptureCallback", 1, set_capture),
    Method("hasUncaughtExceptionCaptureCallback", 0, has_capture),
    Part("mainModule", "internal/modules/cjs"),
    Part("emitWarning", WARNING),
    Method("nextTick", 1, ticks::next_tick),
    Accessor("sourceMapsEnabled", get_source_maps, None, true),
    Method("setSourceMapsEnabled", 1, set_source_maps),
    Part("getBuiltinModule", METHODS),
    Getter("stdout", STDIO),
    Getter("stdin", STDIO),
    Getter("stderr", STDIO),
    Method("abort", 0, identity::abort),
    Method("umask", 1, identity::umask),
    Method("chdir", 1, identity::chdir),
    Method("cwd", 0, identity::cwd),
    Method("initgroups", 2, identity::initgroups),
    Method("setgroups", 1, identity::setgroups),
    Method("setegid", 1, identity::setegid),
    Method("seteuid", 1, identity::seteuid),
    Method("setgid", 1, identity::setgid),
    Method("setuid", 1, identity::setuid),
    Fact("env", env::object, true),
    Accessor("title", get_title, Some(set_title), true),
    Fact("argv", argv, true),
    Fact("execArgv", |context| Ok(strings(&host(context).options.exec_argv, context)), true),
    Fact("pid", |_| Ok(std::process::id().into()), false),
    Accessor("ppid", get_ppid, None, true),
    Fact("execPath", |context| text(&host(context).options.exec_path.to_string_lossy()), true),
    Accessor("debugPort", get_debug_port, Some(set_debug_port), true),
    Fact("argv0", |context| text(&host(context).options.argv0), false),
];

/// The methods of `EventEmitter.prototype`: reading one makes `process` an emitter.
const EMITTER: [&str; 19] = [
    "_events",
    "_eventsCount",
    "_maxListeners",
    "addListener",
    "emit",
    "eventNames",
    "getMaxListeners",
    "listenerCount",
    "listeners",
    "off",
    "on",
    "once",
    "prependListener",
    "prependOnceListener",
    "rawListeners",
    "removeAllListeners",
    "removeListener",
    "setMaxListeners",
    "domain",
];

/// The `process` object of a runtime, made on first use.
///
/// # Errors
/// What defining a property of a fresh object throws: nothing.
pub fn process_object(context: &mut Context) -> JsResult<JsObject> {
    let state = state::state(context);
    if let Some(object) = state.object.borrow().as_ref() {
        return Ok(object.clone());
    }
    let [prototype, object] = bare(context);
    *state.object.borrow_mut() = Some(object.clone());
    *state.prototype.borrow_mut() = Some(prototype);
    for (index, row) in ROWS.iter().enumerate() {
        define(&object, row, index, context)?;
    }
    if let Some(permission) = crate::fs::permission::object(context)? {
        object.create_data_property_or_throw(js_string!("permission"), permission, context)?;
    }
    extend(&object, "hrtime", "bigint", usage::hrtime_bigint, context)?;
    extend(&object, "memoryUsage", "rss", usage::memory_rss, context)?;
    flags(&object, context);
    let tag = PropertyDescriptor::builder().value(js_string!("process"));
    let tag = tag.writable(false).enumerable(false).configurable(false);
    object.insert_property(JsSymbol::to_string_tag(), tag);
    if host(context).builtins.borrow().contains_key("events") {
        become_emitter(context)?;
    }
    Ok(object)
}

/// `process` and its prototype, whose constructor is called `process` too.
fn bare(context: &mut Context) -> [JsObject; 2] {
    let lazy = JsObject::with_object_proto(context.intrinsics());
    for name in EMITTER {
        let get = NativeFunction::from_copy_closure(move |this, _, context| {
            become_emitter(context)?;
            match this.as_object().filter(|_| state::state(context).emits.get()) {
                Some(object) => object.get(js_string!(name), context),
                None => Ok(JsValue::undefined()),
            }
        });
        let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!(name)).build();
        let set = NativeFunction::from_copy_closure(move |this, args, _| {
            if let Some(object) = this.as_object() {
                let value = env::data(args.value(0).clone(), true, true);
                object.insert_property(js_string!(name), value);
            }
            Ok(JsValue::undefined())
        });
        let set = FunctionObjectBuilder::new(context.realm(), set).name(js_string!(name)).build();
        let slot = PropertyDescriptor::builder().get(get).set(set);
        lazy.insert_property(js_string!(name), slot.enumerable(false).configurable(true));
    }
    let class: JsFunction = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())),
    )
    .name(js_string!("process"))
    .constructor(true)
    .build();
    let prototype = JsObject::from_proto_and_data(lazy, ());
    prototype
        .insert_property(js_string!("constructor"), env::data(class.clone().into(), true, false));
    class
        .insert_property(js_string!("prototype"), env::data(prototype.clone().into(), true, false));
    let object = JsObject::from_proto_and_data(prototype.clone(), ());
    [prototype, object]
}

fn define(object: &JsObject, row: &Row, index: usize, context: &mut Context) -> JsResult<()> {
    match *row {
        Method(name, length, body) => {
            let method = binding::function(name, length, body, context);
            object.insert_property(js_string!(name), env::data(method.into(), true, true));
        }
        Fact(name, value, writable) => {
            let value = value(context)?;
            object.insert_property(js_string!(name), env::data(value, writable, true));
        }
        Accessor(name, get, set, configurable) => {
            let get = binding::function(name, 0, get, context);
            let set = set.map(|set| binding::function(name, 1, set, context));
            let slot = PropertyDescriptor::builder().get(get).enumerable(true);
            let slot = slot.configurable(configurable);
            let slot = match set {
                Some(set) => slot.set(set),
                None => slot.set(JsValue::undefined()),
            };
            object.insert_property(js_string!(name), slot);
        }
        Part(name, _) => {
            crate::lazy::lazy(object, name, true, move |context| load(index, context), context);
        }
        Getter(name, _) => {
            let get = NativeFunction::from_copy_closure(move |_, _, context| load(index, context));
            let get =
                FunctionObjectBuilder::new(context.realm(), get).name(js_string!(name)).build();
            let slot = PropertyDescriptor::builder().get(get).set(JsValue::undefined());
            object.insert_property(js_string!(name), slot.enumerable(true).configurable(true));
        }
    }
    Ok(())
}

/// Loads the part behind a property.
fn load(index: usize, context: &mut Context) -> JsResult<JsValue> {
    let Some(Part(name, id) | Getter(name, id)) = ROWS.get(index) else {
        return Ok(JsValue::undefined());
    };
    require_builtin(id, context)?.to_object(context)?.get(js_string!(*name), context)
}

/// Gives a method a method of its own.
fn extend(
    object: &JsObject,
    method: &str,
    name: &str,
    body: Function,
    context: &mut Context,
) -> JsResult<()> {
    let function = binding::function(name, 0, body, context);
    if let Some(method) = object.get(js_string!(method), context)?.as_object() {
        method.insert_property(js_string!(name), env::data(function.into(), true, true));
    }
    Ok(())
}

/// The properties that stand for flags.
fn flags(object: &JsObject, context: &mut Context) {
    for (flag, property) in [
        ("--no-deprecation", "noDeprecation"),
        ("--throw-deprecation", "throwDeprecation"),
        ("--trace-deprecation", "traceDeprecation"),
        ("--trace-warnings", "traceProcessWarnings"),
    ] {
        if host(context).options.has(flag) {
            object.insert_property(js_string!(property), env::data(true.into(), true, true));
        }
    }
    if let Some(title) = host(context).options.value("--title") {
        *state::state(context).title.borrow_mut() = Some(js_string!(title));
    }
}

/// Makes `process` an `EventEmitter` with its listeners for signals and warnings.
fn become_emitter(context: &mut Context) -> JsResult<()> {
    let state = state::state(context);
    let parts = (state.object.borrow().clone(), state.prototype.borrow().clone());
    let (Some(object), Some(prototype)) = parts else { return Ok(()) };
    if state.emits.get() {
        return Ok(());
    }
    let events = require_builtin("events", context)?;
    let Some(events) = events.as_function() else { return Ok(()) };
    // `events` itself comes back here when it is loaded.
    if state.emits.replace(true) {
        return Ok(());
    }
    let emitter = events.get(js_string!("prototype"), context)?;
    prototype.set_prototype(emitter.as_object());
    call(&events, &object.clone().into(), &[], context)?;
    let part = require_builtin("internal/process/emitter", context)?;
    if let Some(part) = part.as_function() {
        call(&part, &JsValue::undefined(), &[object.into()], context)?;
    }
    Ok(())
}

/// Called when `events` has been loaded: `process instanceof EventEmitter` has to hold from then.
///
/// # Errors
/// What making the emitter throws.
pub(crate) fn adopt_events(context: &mut Context) -> JsResult<()> {
    become_emitter(context)
}

/// `get process.moduleLoadList`: the builtins loaded so far.
fn module_load_list(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let mut list: Vec<String> =
        host.builtins.borrow().keys().map(|id| format!("NativeModule {id}")).collect();
    list.sort_unstable();
    Ok(strings(&list, context))
}

fn text(text: &str) -> JsResult<JsValue> {
    Ok(JsString::from(text).into())
}

fn strings(list: &[String], context: &mut Context) -> JsValue {
    let list: Vec<JsValue> = list.iter().map(|text| JsString::from(text.as_str()).into()).collect();
    JsArray::from_iter(list, context).into()
}

/// An object of text rows, frozen if so wanted.
fn record(rows: &[(&str, JsValue)], frozen: bool, context: &mut Context) -> JsResult<JsValue> {
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in rows {
        object.insert_property(js_string!(*name), env::data(value.clone(), !frozen, true));
    }
    if frozen {
        object.set_integrity_level(IntegrityLevel::Frozen, context)?;
    }
    Ok(object.into())
}

const fn arch() -> &'static str {
    match std::env::consts::ARCH.as_bytes() {
        b"x86_64" => "x64",
        b"aarch64" => "arm64",
        b"x86" => "ia32",
        _ => std::env::consts::ARCH,
    }
}

const fn platform() -> &'static str {
    match std::env::consts::OS.as_bytes() {
        b"macos" => "darwin",
        _ => std::env::consts::OS,
    }
}

/// Node's surface that is followed, and what Ouro is made of. `modules` is the number that belongs
/// to that Node version, which packages put into file names. There is no `v8` and no `uv`: those who
/// ask for them rely on what V8 or libuv does, and cope with their absence.
fn versions(context: &mut Context) -> JsResult<JsValue> {
    let rows = [
        ("node", NODE_VERSION),
        ("boa", BOA_VERSION),
        ("modules", "147"),
        ("ouro", env!("CARGO_PKG_VERSION")),
        ("unicode", "17.0"),
    ];
    let rows = rows.map(|(name, version)| (name, JsValue::from(js_string!(version))));
    record(&rows, true, context)
}

fn release(context: &mut Context) -> JsResult<JsValue> {
    record(&[("name", js_string!("node").into())], false, context)
}

/// Whether `require` takes ES modules: unless a flag says no.
fn requires_modules(context: &Context) -> bool {
    let options = &host(context).options;
    !options.has("--no-experimental-require-module") && !options.has("--no-require-module")
}

/// What there is: each is true only if it is.
fn features(context: &mut Context) -> JsResult<JsValue> {
    let rows = [
        ("inspector", false),
        ("debug", cfg!(debug_assertions)),
        ("uv", false),
        ("ipv6", true),
        ("tls_alpn", false),
        ("tls_sni", false),
        ("tls_ocsp", false),
        ("tls", false),
        ("openssl_is_boringssl", false),
        ("cached_builtins", false),
        ("require_module", requires_modules(context)),
        ("dtls", false),
        ("quic", false),
    ];
    let mut rows = rows.map(|(name, value)| (name, JsValue::from(value))).to_vec();
    let strips = crate::modules::typescript::is_on(context);
    let how = if strips { js_string!("strip").into() } else { JsValue::from(false) };
    rows.push(("typescript", how));
    record(&rows, false, context)
}

/// What packages read of the build's configuration.
fn config(context: &mut Context) -> JsResult<JsValue> {
    let none = strings(&[], context);
    let defaults = [
        ("cflags", none.clone()),
        ("default_configuration", js_string!("Release").into()),
        ("defines", none.clone()),
        ("include_dirs", none.clone()),
        ("libraries", none),
    ];
    let defaults = record(&defaults, true, context)?;
    let variables: [(&str, JsValue); 11] = [
        ("asan", 0.into()),
        ("coverage", false.into()),
        ("host_arch", js_string!(arch()).into()),
        ("is_debug", 0.into()),
        ("node_builtin_shareable_builtins", strings(&[], context)),
        ("node_module_version", 147.into()),
        ("node_shared", false.into()),
        ("node_use_openssl", false.into()),
        ("target_arch", js_string!(arch()).into()),
        ("v8_enable_i18n_support", 1.into()),
        ("v8_enable_inspector", 0.into()),
    ];
    let variables = record(&variables, true, context)?;
    record(&[("target_defaults", defaults), ("variables", variables)], true, context)
}

fn argv(context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let mut list = vec![host.options.exec_path.to_string_lossy().into_owned()];
    list.extend(host.options.argv.iter().cloned());
    Ok(strings(&list, context))
}

/// `_rawDebug(…args)`: writes to standard error without a stream.
fn raw_debug(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let util = require_builtin("util", context)?.to_object(context)?;
    let format = util.get(js_string!("format"), context)?;
    let line = match format.as_function() {
        Some(format) => call(&format, &JsValue::undefined(), args, context)?,
        None => args.value(0).clone(),
    };
    super::print::write(&format!("{}\n", line.to_string(context)?.to_std_string_lossy()));
    Ok(JsValue::undefined())
}

fn get_exiting(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(state::state(context).exiting.get().into())
}

fn set_exiting(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    state::state(context).exiting.set(args.flag(0));
    Ok(JsValue::undefined())
}

fn get_exit_code(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(state::state(context).exit_code.borrow().clone())
}

/// `exitCode = code`: a whole number, text that is one, null or undefined.
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`, `ERR_OUT_OF_RANGE`.
fn set_exit_code(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = args.value(0);
    if !code.is_undefined() && !code.is_null() {
        let number = match code.as_string() {
            Some(text) if !text.is_empty() => {
                Some(text.to_number()).filter(|number| number.fract() == 0.0)
            }
            _ => code.as_number(),
        };
        let Some(number) = number else {
            return Err(
                NodeError::argument("code", "of type number", code, context).into_js(context)
            );
        };
        if number.fract() != 0.0 || !number.is_finite() {
            return Err(NodeError::out_of_range("code", "an integer", number).into_js(context));
        }
        *state::state(context).exit_code.borrow_mut() = number.into();
        return Ok(JsValue::undefined());
    }
    *state::state(context).exit_code.borrow_mut() = JsValue::undefined();
    Ok(JsValue::undefined())
}

/// `exit([code])`: emits `exit`, then ends.
///
/// # Errors
/// As [`set_exit_code`].
fn exit(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if !args.is_empty() {
        set_exit_code(this, args, context)?;
    }
    crate::modules::forget_main(context);
    uncaught::emit_exit(context)?;
    let code: JsValue = state::exit_code(context).into();
    let object = process_object(context)?;
    let end = object.get(js_string!("reallyExit"), context)?;
    match end.as_function() {
        Some(end) => end.call(&object.into(), &[code], context),
        None => really_exit(this, &[code], context),
    }
}

/// `setUncaughtExceptionCaptureCallback(function | null)`
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`; `ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET`.
fn set_capture(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = state::state(context);
    let value = args.value(0);
    if value.is_null() {
        *state.capture.borrow_mut() = None;
        return Ok(JsValue::undefined());
    }
    let Some(capture) = value.as_function() else {
        let expected = "of type function or null";
        return Err(NodeError::argument("fn", expected, value, context).into_js(context));
    };
    if state.capture.borrow().is_some() {
        let message = "`process.setupUncaughtExceptionCapture()` was called while a capture \
                       callback was already active";
        let error = NodeError::error("ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET", message);
        return Err(error.into_js(context));
    }
    *state.capture.borrow_mut() = Some(capture);
    Ok(JsValue::undefined())
}

fn has_capture(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(state::state(context).capture.borrow().is_some().into())
}

fn get_source_maps(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(state::state(context).source_maps.get().into())
}

/// `setSourceMapsEnabled(flag)`
///
/// # Errors
/// `ERR_INVALID_ARG_TYPE`
fn set_source_maps(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.value(0);
    let Some(flag) = value.as_boolean() else {
        let error = NodeError::argument("enabled", "of type boolean", value, context);
        return Err(error.into_js(context));
    };
    state::state(context).source_maps.set(flag);
    Ok(JsValue::undefined())
}

fn get_title(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let title = state::state(context).title.borrow().clone();
    Ok(title.unwrap_or_else(|| JsString::from(super::print::program(context))).into())
}

fn set_title(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let title = args.value(0).to_string(context)?;
    *state::state(context).title.borrow_mut() = Some(title);
    Ok(JsValue::undefined())
}

fn get_ppid(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let parent = rustix::process::getppid();
    Ok(parent.map_or(0, |parent| parent.as_raw_nonzero().get()).into())
}

fn get_debug_port(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(state::state(context).debug_port.get().unwrap_or(9229).into())
}

/// `debugPort = port`
///
/// # Errors
/// `ERR_OUT_OF_RANGE` outside 0 and 1024 to 65535.
fn set_debug_port(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let port = args.value(0).to_number(context)?.trunc();
    let port = if port.is_nan() { 0.0 } else { port };
    if port != 0.0 && !(1024.0..=65535.0).contains(&port) {
        let message = "process.debugPort must be 0 or in range 1024 to 65535";
        return Err(NodeError::range("ERR_OUT_OF_RANGE", message).into_js(context));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    state::state(context).debug_port.set(Some(port as u16));
    Ok(JsValue::undefined())
}
