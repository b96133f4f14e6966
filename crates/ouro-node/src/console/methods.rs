//! `node:console`, what each method does, given the console it was called on. Node docs: Console.
//! No JavaScript half.

use std::time::Instant;

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::JsArray,
};

use super::{
    clock,
    instance::Core,
    output::{self, Voice},
    table,
};
use crate::{
    Arguments, NodeError, host, require_builtin,
    util::{format, inspect},
};

/// A method: the console, its arguments.
pub(super) type Method = fn(&JsObject, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// The methods of every console, in Node's order.
pub(super) const METHODS: &[(&str, Method)] = &[
    ("log", log),
    ("info", |console, args, context| say(console, Voice::Out, "console.info", args, context)),
    ("debug", |console, args, context| say(console, Voice::Out, "console.debug", args, context)),
    ("warn", |console, args, context| say(console, Voice::Err, "console.warn", args, context)),
    ("error", |console, args, context| say(console, Voice::Err, "console.error", args, context)),
    ("dir", dir),
    ("time", time),
    ("timeEnd", time_end),
    ("timeLog", time_log),
    ("trace", trace),
    ("assert", assert),
    ("clear", clear),
    ("count", count),
    ("countReset", count_reset),
    ("group", group),
    ("groupEnd", group_end),
    ("table", table),
    ("dirxml", dirxml),
    ("groupCollapsed", group),
];

/// Those that only the global console has; they speak to an inspector, and there is none.
pub(super) const GLOBAL_METHODS: &[(&str, Method)] =
    &[("profile", nothing), ("profileEnd", nothing), ("timeStamp", nothing)];

fn nothing(_: &JsObject, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

fn say(
    console: &JsObject,
    voice: Voice,
    channel: &'static str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    publish(channel, args, context)?;
    let text = match args {
        [only] if only.is_string() => only.as_string().unwrap_or_default(),
        _ => {
            let options = output::inspect_options(console, voice, context)?;
            format::join(args, &options, context)?
        }
    };
    output::write(console, voice, text, context)?;
    Ok(JsValue::undefined())
}

/// `log(...data)`.
fn log(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    say(console, Voice::Out, "console.log", args, context)
}

/// Tells subscribers of a diagnostics channel, of which there are none while its room is unused.
fn publish(name: &'static str, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    const ROOM: &str = "diagnostics_channel";
    if !host(context).builtins.borrow().contains_key(ROOM) {
        return Ok(());
    }
    let room = require_builtin(ROOM, context)?;
    let Some(object) = room.as_object() else { return Ok(()) };
    let Some(channel) = object.get(js_string!("channel"), context)?.as_function() else {
        return Ok(());
    };
    let channel = crate::call(&channel, &room, &[js_string!(name).into()], context)?;
    let Some(object) = channel.as_object() else { return Ok(()) };
    if !object.get(js_string!("hasSubscribers"), context)?.to_boolean() {
        return Ok(());
    }
    if let Some(publish) = object.get(js_string!("publish"), context)?.as_function() {
        let message = JsArray::from_iter(args.iter().cloned(), context);
        crate::call(&publish, &channel, &[message.into()], context)?;
    }
    Ok(())
}

/// Calls another method as the script sees it, which may have replaced it.
fn call_own(
    console: &JsObject,
    name: &'static str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let method = console.get(js_string!(name), context)?;
    let Some(method) = method.as_function() else {
        let message = format!("this.{name} is not a function");
        return Err(JsNativeError::typ().with_message(message).into());
    };
    crate::call(&method, &console.clone().into(), args, context)
}

/// `dir(object[, options])`.
fn dir(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut options = output::inspect_options(console, Voice::Out, context)?;
    options.custom_inspect = false;
    if let Some(own) = args.value(1).as_object() {
        let state = inspect::state(context)?;
        options.read(&own, &state, context)?;
    }
    let text = inspect::show(args.value(0), options, context)?;
    output::write(console, Voice::Out, js_string!(text), context)?;
    Ok(JsValue::undefined())
}

/// `dirxml(...data)`.
fn dirxml(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    call_own(console, "log", args, context)
}

/// A label: the first argument as a string, `default` where it is missing.
fn label(args: &[JsValue], context: &mut Context) -> JsResult<JsString> {
    if args.value(0).is_undefined() {
        return Ok(js_string!("default"));
    }
    args.value(0).to_string(context)
}

/// `process.emitWarning(text)`.
fn warning(text: String, context: &mut Context) -> JsResult<()> {
    let process = require_builtin("process", context)?;
    let Some(object) = process.as_object() else { return Ok(()) };
    if let Some(emit) = object.get(js_string!("emitWarning"), context)?.as_function() {
        crate::call(&emit, &process, &[js_string!(text).into()], context)?;
    }
    Ok(())
}

/// `time([label])`.
fn time(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    let Some(core) = console.downcast_ref::<Core>() else { return Ok(JsValue::undefined()) };
    let known = core.timers.borrow().contains_key(&label);
    if !known {
        core.timers.borrow_mut().insert(label, Instant::now());
        return Ok(JsValue::undefined());
    }
    drop(core);
    let label = label.to_std_string_lossy();
    warning(format!("Label '{label}' already exists for console.time()"), context)?;
    Ok(JsValue::undefined())
}

/// `timeEnd([label])`.
fn time_end(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    if say_time(console, &label, "timeEnd", &[], context)?
        && let Some(core) = console.downcast_ref::<Core>()
    {
        core.timers.borrow_mut().remove(&label);
    }
    Ok(JsValue::undefined())
}

/// `timeLog([label][, ...data])`.
fn time_log(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    say_time(console, &label, "timeLog", args.get(1..).unwrap_or_default(), context)?;
    Ok(JsValue::undefined())
}

/// Writes the time since a label was started; says whether it was.
fn say_time(
    console: &JsObject,
    label: &JsString,
    caller: &str,
    data: &[JsValue],
    context: &mut Context,
) -> JsResult<bool> {
    let start =
        console.downcast_ref::<Core>().and_then(|core| core.timers.borrow().get(label).copied());
    let Some(start) = start else {
        let label = label.to_std_string_lossy();
        warning(format!("No such label '{label}' for console.{caller}()"), context)?;
        return Ok(false);
    };
    let elapsed = clock::words(start.elapsed());
    let mut args: Vec<JsValue> =
        vec![js_string!("%s: %s").into(), label.clone().into(), js_string!(elapsed).into()];
    args.extend_from_slice(data);
    call_own(console, "log", &args, context)?;
    Ok(true)
}

/// `trace([message][, ...args])`: the stack on the error stream.
fn trace(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = output::inspect_options(console, Voice::Err, context)?;
    let message = format::join(args, &options, context)?;
    let error = JsNativeError::error().into_opaque(context);
    let class = context.intrinsics().constructors().error().constructor();
    if let Some(capture) = class.get(js_string!("captureStackTrace"), context)?.as_function() {
        crate::call(&capture, &class.into(), &[error.clone().into()], context)?;
    }
    let stack = error.get(js_string!("stack"), context)?.to_string(context)?;
    let stack = stack.to_std_string_lossy();
    let frames = stack.find("\n    at").and_then(|at| stack.get(at..)).unwrap_or_default();
    // The frame of this function itself is of no interest.
    let frames: String = frames
        .split_inclusive('\n')
        .filter(|line| {
            !line.starts_with("    at trace (") && !line.starts_with("    at Object.trace (")
        })
        .collect();
    let head = if message.is_empty() {
        js_string!("Trace")
    } else {
        js_string!(&js_string!("Trace: "), &message)
    };
    let text = js_string!(&head, &js_string!(frames.trim_end()));
    call_own(console, "error", &[text.into()], context)
}

/// `assert(value[, ...message])`.
fn assert(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.value(0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let mut rest: Vec<JsValue> = args.get(1..).unwrap_or_default().to_vec();
    match rest.first_mut() {
        Some(first) if first.is_string() => {
            let text = first.to_string(context)?;
            *first = js_string!(&js_string!("Assertion failed: "), &text).into();
        }
        _ => rest.insert(0, js_string!("Assertion failed").into()),
    }
    call_own(console, "warn", &rest, context)
}

/// `clear()`: on a terminal, the cursor goes home and everything below it is erased.
fn clear(console: &JsObject, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    use std::io::{IsTerminal as _, Write as _};
    const HOME_AND_ERASE: &str = "\u{1b}[1;1H\u{1b}[0J";
    if crate::environment(context).get("TERM", context).is_some_and(|terminal| terminal == "dumb") {
        return Ok(JsValue::undefined());
    }
    match output::stream(console, Voice::Out, context) {
        None => {
            let mut out = std::io::stdout();
            if out.is_terminal() {
                let _ = out.write_all(HOME_AND_ERASE.as_bytes());
                let _ = out.flush();
            }
        }
        Some(stream) => {
            if stream.get(js_string!("isTTY"), context)?.to_boolean()
                && let Some(write) = stream.get(js_string!("write"), context)?.as_function()
            {
                for part in ["\u{1b}[1;1H", "\u{1b}[0J"] {
                    let args = [js_string!(part).into()];
                    crate::call(&write, &stream.clone().into(), &args, context)?;
                }
            }
        }
    }
    Ok(JsValue::undefined())
}

/// `count([label])`.
fn count(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    let count = match console.downcast_ref::<Core>() {
        Some(core) => {
            let mut counts = core.counts.borrow_mut();
            let count = counts.entry(label.clone()).or_insert(0_u32);
            *count = count.saturating_add(1);
            *count
        }
        None => 0,
    };
    let text = js_string!(&label, &js_string!(format!(": {count}")));
    call_own(console, "log", &[text.into()], context)
}

/// `countReset([label])`.
fn count_reset(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    let known = console
        .downcast_ref::<Core>()
        .and_then(|core| core.counts.borrow_mut().remove(&label))
        .is_some();
    if !known {
        let label = label.to_std_string_lossy();
        warning(format!("Count for '{label}' does not exist"), context)?;
    }
    Ok(JsValue::undefined())
}

/// `group([...label])`.
fn group(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if !args.is_empty() {
        call_own(console, "log", args, context)?;
    }
    if let Some(core) = console.downcast_ref::<Core>() {
        core.indentation.borrow_mut().push_str(&" ".repeat(core.group_width));
    }
    Ok(JsValue::undefined())
}

/// `groupEnd()`.
fn group_end(console: &JsObject, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    if let Some(core) = console.downcast_ref::<Core>() {
        let mut indentation = core.indentation.borrow_mut();
        let length = indentation.len().saturating_sub(core.group_width);
        indentation.truncate(length);
    }
    Ok(JsValue::undefined())
}

/// `table(tabularData[, properties])`.
fn table(console: &JsObject, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(data) = args.value(0).as_object().filter(|data| !data.is_callable()) else {
        return call_own(console, "log", &[args.value(0).clone()], context);
    };
    let wanted = match (args.value(1).is_undefined(), args.value(1).as_object()) {
        (true, _) => None,
        (false, Some(list)) if list.is_array() => Some(table::wanted(&list, context)?),
        _ => {
            let error =
                NodeError::argument("properties", "an instance of Array", args.value(1), context);
            return Err(error.into_js(context));
        }
    };
    let options = output::inspect_options(console, Voice::Out, context)?;
    let text = table::table(&data, wanted, &options, context)?;
    call_own(console, "log", &[js_string!(text).into()], context)
}
