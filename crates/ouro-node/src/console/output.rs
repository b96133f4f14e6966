//! `node:console`, where its text goes: a descriptor or a stream. Node docs: `new Console`,
//! `ignoreErrors`, `colorMode`. write(2). No JavaScript half.

use std::{
    io::IsTerminal as _,
    os::fd::{AsFd as _, BorrowedFd},
};

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder, string::JsStrVariant,
};
use rustix::io::Errno;

use super::{Stdio, instance::Core};
use crate::{Arguments, binding::function, host, util::inspect::Options};

/// Which of its two streams a console writes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Voice {
    /// For `log` and its kin.
    Out,
    /// For `warn` and its kin.
    Err,
}

impl Voice {
    const fn descriptor(self) -> i32 {
        match self {
            Self::Out => 1,
            Self::Err => 2,
        }
    }
}

/// The stream a console writes to; `None` while the descriptor is still its own.
pub(super) fn stream(console: &JsObject, voice: Voice, context: &Context) -> Option<JsObject> {
    let own = console.downcast_ref::<Core>().and_then(|core| core.stream(voice));
    own.or_else(|| host(context).slot::<Stdio>().stream(voice.descriptor()))
}

/// Writes text and a newline, indented by the console's groups.
///
/// # Errors
/// What the stream throws, where the console does not ignore errors.
pub(super) fn write(
    console: &JsObject,
    voice: Voice,
    text: JsString,
    context: &mut Context,
) -> JsResult<()> {
    let Some((indent, ignore)) = console
        .downcast_ref::<Core>()
        .map(|core| (core.indentation.borrow().clone(), core.ignore_errors))
    else {
        return Ok(());
    };
    let text = if indent.is_empty() { text } else { indented(&text, &indent) };
    let Some(stream) = stream(console, voice, context) else {
        write_descriptor(voice, &text);
        return Ok(());
    };
    let line = js_string!(&text, &js_string!("\n"));
    write_stream(&stream, line, ignore, context)
}

/// Puts the indentation in front of every line.
fn indented(text: &JsString, indent: &str) -> JsString {
    let lead: Vec<u16> = indent.encode_utf16().collect();
    let mut out = lead.clone();
    for unit in text.iter() {
        out.push(unit);
        if unit == 0x0a {
            out.extend_from_slice(&lead);
        }
    }
    JsString::from(out.as_slice())
}

/// Writes a line to a descriptor, whole and in UTF-8; errors have nobody to go to.
fn write_descriptor(voice: Voice, text: &JsString) {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    match text.variant() {
        JsStrVariant::Latin1(latin1) if latin1.is_ascii() => bytes.extend_from_slice(latin1),
        JsStrVariant::Latin1(latin1) => {
            let text: String = latin1.iter().map(|&byte| char::from(byte)).collect();
            bytes.extend_from_slice(text.as_bytes());
        }
        JsStrVariant::Utf16(units) => {
            bytes.extend_from_slice(String::from_utf16_lossy(units).as_bytes());
        }
    }
    bytes.push(b'\n');
    match voice {
        Voice::Out => write_all(std::io::stdout().as_fd(), &bytes),
        Voice::Err => write_all(std::io::stderr().as_fd(), &bytes),
    }
}

fn write_all(descriptor: BorrowedFd<'_>, mut bytes: &[u8]) {
    use rustix::event::{PollFd, PollFlags, poll};
    while !bytes.is_empty() {
        match rustix::io::write(descriptor, bytes) {
            Ok(0) => return,
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let mut wanted = [PollFd::from_borrowed_fd(descriptor, PollFlags::OUT)];
                if poll(&mut wanted, None).is_err_and(|errno| errno != Errno::INTR) {
                    return;
                }
            }
            Err(_) => return,
        }
    }
}

/// Calls the stream's `write`; with `ignore`, errors it throws or emits are swallowed.
fn write_stream(
    stream: &JsObject,
    line: JsString,
    ignore: bool,
    context: &mut Context,
) -> JsResult<()> {
    let this: JsValue = stream.clone().into();
    let method = |name: &'static str, context: &mut Context| {
        Ok::<_, boa_engine::JsError>(stream.get(js_string!(name), context)?.as_function())
    };
    let Some(write) = method("write", context)? else { return Ok(()) };
    if !ignore {
        crate::call(&write, &this, &[line.into()], context)?;
        return Ok(());
    }
    let nothing: JsValue = function("", 1, |_, _, _| Ok(JsValue::undefined()), context).into();
    let listened = match method("listenerCount", context)? {
        Some(count) => {
            let count = crate::call(&count, &this, &[js_string!("error").into()], context)?;
            count.as_number().is_some_and(|count| count > 0.0)
        }
        None => false,
    };
    let event: JsValue = js_string!("error").into();
    if !listened && let Some(once) = method("once", context)? {
        crate::call(&once, &this, &[event.clone(), nothing.clone()], context)?;
    }
    let handler = error_handler(stream, context);
    let written = crate::call(&write, &this, &[line.into(), handler], context);
    if !listened && let Some(remove) = method("removeListener", context)? {
        crate::call(&remove, &this, &[event, nothing], context)?;
    }
    match written {
        Err(error) if error.as_engine().is_some() || is_overflow(&error, context) => Err(error),
        _ => Ok(()),
    }
}

/// What `write` calls when it is done: an error that the stream is yet to emit finds a listener,
/// so that it does not end the program.
fn error_handler(stream: &JsObject, context: &mut Context) -> JsValue {
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, stream: &JsObject, context| {
            if args.value(0).is_null_or_undefined() {
                return Ok(JsValue::undefined());
            }
            let state = stream.get(js_string!("_writableState"), context)?;
            if let Some(state) = state.as_object()
                && state.get(js_string!("errorEmitted"), context)?.to_boolean()
            {
                return Ok(JsValue::undefined());
            }
            let this: JsValue = stream.clone().into();
            let event: JsValue = js_string!("error").into();
            let count = stream.get(js_string!("listenerCount"), context)?;
            let once = stream.get(js_string!("once"), context)?;
            if let (Some(count), Some(once)) = (count.as_function(), once.as_function()) {
                let count = crate::call(&count, &this, std::slice::from_ref(&event), context)?;
                if count.as_number() == Some(0.0) {
                    let nothing = function("noop", 0, |_, _, _| Ok(JsValue::undefined()), context);
                    crate::call(&once, &this, &[event, nothing.into()], context)?;
                }
            }
            Ok(JsValue::undefined())
        },
        stream.clone(),
    );
    FunctionObjectBuilder::new(context.realm(), body).length(1).build().into()
}

fn is_overflow(error: &boa_engine::JsError, context: &mut Context) -> bool {
    let Ok(thrown) = error.clone().into_opaque(context) else { return true };
    let Some(thrown) = thrown.as_object() else { return false };
    let name = thrown.get(js_string!("name"), context);
    name.ok().and_then(|name| name.as_string()) == Some(js_string!("RangeError"))
}

/// The options a console inspects with when it writes to one of its streams.
///
/// # Errors
/// What getters of the stream or of the options throw.
pub(super) fn inspect_options(
    console: &JsObject,
    voice: Voice,
    context: &mut Context,
) -> JsResult<Options> {
    let state = crate::util::inspect::state(context)?;
    let mut options = Options::current(&state, context)?;
    let (mode, own) = match console.downcast_ref::<Core>() {
        Some(core) => (core.color_mode, core.inspect_options.clone()),
        None => (None, None),
    };
    options.colors = match mode {
        Some(colors) => colors,
        None => has_colors(console, voice, context)?,
    };
    let Some(mut own) = own else { return Ok(options) };
    if let Ok(map) = boa_engine::object::builtins::JsMap::from_object(own.clone()) {
        let Some(stream) = stream(console, voice, context) else { return Ok(options) };
        let Some(of_stream) = map.get(stream, context)?.as_object() else { return Ok(options) };
        own = of_stream;
    }
    let colors = options.colors;
    options.read(&own, &state, context)?;
    if own.get(js_string!("colors"), context)?.is_undefined() {
        options.colors = colors;
    }
    Ok(options)
}

/// Whether the stream, or the descriptor, is a terminal with colours.
fn has_colors(console: &JsObject, voice: Voice, context: &mut Context) -> JsResult<bool> {
    let Some(stream) = stream(console, voice, context) else {
        let terminal = match voice {
            Voice::Out => std::io::stdout().is_terminal(),
            Voice::Err => std::io::stderr().is_terminal(),
        };
        return Ok(terminal && environment_has_colors(context));
    };
    if !stream.get(js_string!("isTTY"), context)?.to_boolean() {
        return Ok(false);
    }
    let depth = stream.get(js_string!("getColorDepth"), context)?;
    let Some(depth) = depth.as_function() else { return Ok(true) };
    let depth = crate::call(&depth, &stream.into(), &[], context)?;
    Ok(depth.to_number(context)? > 2.0)
}

/// Whether the environment lets a terminal have colours. Node docs: `writeStream.getColorDepth`.
fn environment_has_colors(context: &Context) -> bool {
    let environment = crate::environment(context);
    let set = |name: &str| environment.get(name, context);
    if let Some(force) = set("FORCE_COLOR") {
        return matches!(force.as_str(), "" | "1" | "true" | "2" | "3");
    }
    let filled = |name: &str| set(name).is_some_and(|value| !value.is_empty());
    let terminal = set("TERM").unwrap_or_default();
    if filled("NODE_DISABLE_COLORS") || filled("NO_COLOR") || terminal == "dumb" {
        return false;
    }
    !terminal.is_empty() || filled("TMUX") || filled("CI") || filled("COLORTERM")
}
