//! How an error that nothing caught is shown: the place with a caret, the error, the version.
//! Node docs: Errors; behaviour of `node` on standard error.

use std::io::Write;

use boa_engine::{
    Context, JsError, JsObject, JsString, JsValue, builtins::error::Error, js_string,
    property::PropertyKey,
};
use ouro_intrinsics::{Frame, error_frames, sources};

use super::NODE_VERSION;
use crate::{call, host, require_builtin, source_texts::caret};

/// Writes to standard error, whatever becomes of it.
pub(crate) fn write(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Where a value was thrown, as far as the engine tells: its own text of the error ends with the
/// frames of the `throw`.
pub(super) fn thrown_frames(error: &JsError, context: &mut Context) -> Vec<Frame> {
    ouro_intrinsics::frames_of_text(&error.to_string(), context)
}

/// Prints an error that ends the program.
pub(super) fn fatal(value: &JsValue, thrown: &[Frame], context: &mut Context) {
    let mut text = String::new();
    let error = value.as_object().filter(|object| object.is::<Error>());
    let own;
    // A `finally` of a builtin throws again, from there.
    let thrown = if thrown.iter().all(|frame| frame.internal) { &[] } else { thrown };
    let frames = match &error {
        // The engine's text of an error has its places only roughly.
        Some(error) => {
            own = own_frames(error, context);
            if own.iter().all(|frame| frame.internal) { thrown } else { own.as_slice() }
        }
        None => thrown,
    };
    let decorated = error.as_ref().is_some_and(is_decorated);
    let place = if decorated { None } else { place(frames, context) };
    if error.is_none() {
        text.push('\n');
    }
    if let Some(place) = place {
        text.push_str(&place);
        text.push('\n');
        if error.is_some() {
            text.push('\n');
        }
    }
    text.push_str(&shown(value, error.as_ref(), context));
    text.push('\n');
    if !value.is_object() {
        if host(context).options.has("--trace-uncaught") {
            text.push_str("Thrown at:\n");
            for frame in thrown {
                text.push_str(&format!("    at {}\n", frame.place()));
            }
        } else {
            let program = program(context);
            text.push_str(&format!(
                "(Use `{program} --trace-uncaught ...` to show where the exception was thrown)\n"
            ));
        }
    }
    if !host(context).options.has("--no-extra-info-on-fatal-exception") {
        text.push_str(&format!("\nNode.js v{NODE_VERSION}\n"));
    }
    write(&text);
}

/// Where an error was made, or what its stack says where the engine does not know.
fn own_frames(error: &JsObject, context: &mut Context) -> Vec<Frame> {
    let frames = error_frames(error, context).unwrap_or_default();
    if !frames.iter().all(|frame| frame.internal) {
        return frames;
    }
    let stack = error.borrow().properties().get(&PropertyKey::from(js_string!("stack")));
    let stack = stack.and_then(|slot| slot.value().and_then(JsValue::as_string));
    let stack = stack.map(|stack| stack.to_std_string_lossy()).unwrap_or_default();
    let frame = stack.lines().find_map(|line| {
        let place = line.strip_prefix("    at ")?;
        let place = place.rsplit_once(" (").map_or(place, |(_, place)| place.trim_end_matches(')'));
        let (place, column) = place.rsplit_once(':')?;
        let (file, line) = place.rsplit_once(':')?;
        let (line, column) = (line.parse().ok()?, column.parse().ok()?);
        Some(Frame { file: file.to_owned(), line, column, ..Frame::default() })
    });
    frame.map_or(frames, |frame| vec![frame])
}

/// The name the program was called by, for the hints.
pub(super) fn program(context: &Context) -> String {
    let host = host(context);
    let name = host.options.argv0.rsplit('/').next().unwrap_or_default().to_owned();
    if name.is_empty() { "ouro".to_owned() } else { name }
}

/// Whether an error's stack already begins with a place, as syntax errors' do.
fn is_decorated(error: &JsObject) -> bool {
    let stack = error.borrow().properties().get(&PropertyKey::from(js_string!("stack")));
    let stack = stack.and_then(|slot| slot.value().and_then(JsValue::as_string));
    stack.is_some_and(|stack| {
        let stack = stack.to_std_string_lossy();
        let mut lines = stack.lines();
        let place = lines.next().and_then(|line| line.rsplit_once(':'));
        let caret = lines.nth(1).unwrap_or_default();
        place.is_some_and(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()))
            && caret.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'^'))
            && lines.next() == Some("")
    })
}

/// Puts the place an error was thrown at in front of its stack, as Node does for `vm` scripts.
pub(crate) fn decorated(error: JsError, context: &mut Context) -> JsError {
    let object = error.as_opaque().and_then(JsValue::as_object);
    let native = error.as_native().is_some();
    if !native && !object.is_some_and(|object| object.is::<Error>() && !is_decorated(&object)) {
        return error;
    }
    let thrown = thrown_frames(&error, context);
    let Ok(value) = error.clone().into_opaque(context) else { return error };
    let Some(object) = value.as_object() else { return error };
    let stack = object.get(js_string!("stack"), context).ok().and_then(|stack| stack.as_string());
    if let (Some(place), Some(stack)) = (place(&thrown, context), stack) {
        let stack = format!("{place}\n\n{}", stack.to_std_string_lossy());
        let stack = super::env::data(JsString::from(stack).into(), true, false);
        object.insert_property(js_string!("stack"), stack);
    }
    JsError::from_opaque(value)
}

/// `file:line`, the line, a caret.
fn place(frames: &[Frame], context: &mut Context) -> Option<String> {
    // A line of the script says more than one of a builtin.
    let mut shown = frames.iter().filter(|frame| !frame.native && frame.line != 0);
    let frame = shown.clone().find(|frame| !frame.internal).or_else(|| shown.next())?;
    if frame.eval_origin.is_some() {
        return None;
    }
    let line = sources(context).line(&frame.file, frame.line)?;
    let column = throw_column(&line, frame.column);
    Some(format!("{}:{}\n{}", frame.file, frame.line, caret(&line, column, 1)))
}

/// The column of the `throw` right before a place.
fn throw_column(line: &str, column: u32) -> u32 {
    let before: String = line.chars().take(column.saturating_sub(1) as usize).collect();
    match before.trim_end().strip_suffix("throw") {
        Some(rest) => u32::try_from(rest.chars().count() + 1).unwrap_or(column),
        None => column,
    }
}

/// The error or other value itself.
fn shown(value: &JsValue, error: Option<&JsObject>, context: &mut Context) -> String {
    if let Some(error) = error
        && let Some(stack) = plain_stack(error, context)
    {
        return stack;
    }
    if let Some(text) = value.as_string() {
        return text.to_std_string_lossy();
    }
    inspected(value, context).unwrap_or_else(|| {
        if let Some(error) = error {
            let stack = error.get(js_string!("stack"), context).ok();
            if let Some(stack) = stack.and_then(|stack| stack.as_string()) {
                return stack.to_std_string_lossy();
            }
        }
        value.display().to_string()
    })
}

/// The stack of an error that has nothing else to show: what `util.inspect` would print.
fn plain_stack(error: &JsObject, context: &mut Context) -> Option<String> {
    let stack = error.get(js_string!("stack"), context).ok()?.as_string()?.to_std_string_lossy();
    let keys = error.own_property_keys(context).ok()?;
    for key in keys {
        let hidden = ["stack", "message", "name", "toString"]
            .iter()
            .any(|name| key == PropertyKey::from(js_string!(*name)));
        let slot = error.borrow().properties().get(&key)?;
        let always =
            ["cause", "errors"].iter().any(|name| key == PropertyKey::from(js_string!(*name)));
        if always || (slot.enumerable() == Some(true) && !hidden) {
            return None;
        }
    }
    let name = error.get(js_string!("name"), context).ok()?.as_string()?.to_std_string_lossy();
    stack.contains(&name).then_some(stack)
}

/// What `util.inspect` makes of a value; `None` where it fails.
fn inspected(value: &JsValue, context: &mut Context) -> Option<String> {
    let util = require_builtin("util", context).ok()?;
    let inspect = util.as_object()?.get(js_string!("inspect"), context).ok()?.as_function()?;
    let text = call(&inspect, &JsValue::undefined(), std::slice::from_ref(value), context).ok()?;
    text.as_string().map(|text: JsString| text.to_std_string_lossy())
}
