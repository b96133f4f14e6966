//! Syntax errors that the engine does not make, or makes without a place: V8's message, and a
//! stack that begins with the place (`file:line`, the line, a caret), as Node shows it.

use boa_engine::{
    Context, JsError, JsNativeError, JsString, js_string, property::PropertyDescriptor,
};

use crate::source_texts::caret;

/// What failed: V8 shows the two differently.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Phase {
    /// No line between place and message, no frames: nothing called it.
    Linking,
    /// An empty line between place and message.
    Parsing,
}

/// A `SyntaxError` at a range of bytes of a text.
pub(super) fn placed_error(
    name: &str,
    text: &str,
    range: std::ops::Range<usize>,
    message: &str,
    phase: Phase,
    context: &mut Context,
) -> JsError {
    let before = text.get(..range.start).unwrap_or_default();
    let number = before.matches('\n').count() + 1;
    let line = line_at(text, range.start);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let column = u32::try_from(column).unwrap_or(1);
    let width = u32::try_from(range.len()).unwrap_or(1);
    let error = JsNativeError::syntax().with_message(message.to_owned()).into_opaque(context);
    let gap = if phase == Phase::Parsing { "\n\n" } else { "\n" };
    let mut stack =
        format!("{name}:{number}\n{}{gap}SyntaxError: {message}", caret(line, column, width));
    if phase == Phase::Parsing
        && let Ok(frames) = ouro_intrinsics::call_sites(10, context)
    {
        for frame in frames {
            stack.push_str(&format!("\n    at {frame}"));
        }
    }
    error.insert_property(
        js_string!("stack"),
        PropertyDescriptor::builder()
            .value(JsString::from(stack))
            .writable(true)
            .enumerable(false)
            .configurable(true),
    );
    JsError::from_opaque(error.into())
}

/// The line of a text that a byte is in.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default();
    line.split('\n').next().unwrap_or_default().trim_end_matches('\r')
}
