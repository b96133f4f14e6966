//! The source texts that stack traces and printed errors quote: which were compiled, how they are
//! read again, and errors that say where a text is wrong.

use std::borrow::Cow;

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, js_string};
use ouro_intrinsics::{
    Goal, LocalZone, ScriptKind, allow_catching, allow_evaluating, allow_using, check_deletions,
    check_nesting, error_header, hide, locate_syntax_error, sources,
};
use ouro_syntax::{CAUGHT, EVALUATED, RESOURCES, Rewritten, rewrite, rewrite_catching};

use crate::{TimeZone, catalogue, host, modules};

/// Says how source texts are read again: builtins from the catalogue, files from where they were.
pub fn install_sources(context: &mut Context) {
    crate::process::start_clock(context);
    let zone = host(context).slot::<TimeZone>();
    context.insert_data(LocalZone::new(move || zone.id()));
    let host = std::rc::Rc::downgrade(&host(context));
    sources(context).set_reader(Box::new(move |path| {
        if let Some(id) = path.strip_prefix("node:") {
            return catalogue::source(id).map(|(_, text)| text.into_owned());
        }
        // A script can give a function any file's name: the quoting of its lines is reading, too.
        let host = host.upgrade()?;
        let file = ouro_sandbox::Readable::grant(path, &host.permissions.borrow()).ok()?;
        let text = String::from_utf8(ouro_sandbox::file::read_file(&file).ok()?).ok()?;
        Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }));
}

/// Notes that a file was compiled as a CommonJS module.
pub(crate) fn compiled(path: &str, context: &mut Context) {
    let prefix = u32::try_from(modules::WRAPPER.len()).unwrap_or_default();
    sources(context).add(path, ScriptKind::CommonJs(prefix));
}

/// A program as the engine's parser can read it: not nested too deep, and free of what it does not
/// know (`ouro-syntax` says what).
///
/// # Errors
/// `RangeError` where it is nested too deep; `SyntaxError` where it deletes a private name.
pub fn parseable<'a>(text: &'a str, goal: Goal, context: &mut Context) -> JsResult<Cow<'a, str>> {
    check_nesting(text)?;
    check_deletions(text)?;
    supplied(rewrite(text, goal == Goal::Module), context)
}

/// The same for a module or a program of the main realm: its `catch` blocks see V8's words in what the
/// engine throws.
///
/// # Errors
/// Those of [`parseable`].
pub(crate) fn parseable_program<'a>(
    text: &'a str,
    goal: Goal,
    context: &mut Context,
) -> JsResult<Cow<'a, str>> {
    check_nesting(text)?;
    program(text, goal, context)
}

/// The same for a text whose nesting was looked at before.
///
/// # Errors
/// `SyntaxError` where it deletes a private name.
pub(crate) fn program<'a>(
    text: &'a str,
    goal: Goal,
    context: &mut Context,
) -> JsResult<Cow<'a, str>> {
    check_deletions(text)?;
    supplied(rewrite_catching(text, goal == Goal::Module), context)
}

/// Defines the functions that a text calls once it is rewritten.
fn supplied<'a>(rewritten: Rewritten<'a>, context: &mut Context) -> JsResult<Cow<'a, str>> {
    if rewritten.catches {
        allow_catching(CAUGHT, context)?;
    }
    if rewritten.disposes {
        allow_using(RESOURCES, context)?;
    }
    if rewritten.evaluates {
        allow_evaluating(EVALUATED, context)?;
    }
    Ok(rewritten.text)
}

/// The error for a text that is no program: V8's message, and a stack that begins with the place
/// (`file:line`, the line, a caret), as Node shows it.
///
/// `name` is what the place is called: the file's path or URL. Where the text cannot be found
/// wrong again, the engine's own error is returned.
pub fn syntax_error(
    error: JsError,
    name: &str,
    text: &str,
    goal: Goal,
    context: &mut Context,
) -> JsError {
    let engine_says = error.as_native().is_some_and(|native| native.is_syntax());
    let Some(place) = engine_says.then(|| locate_syntax_error(text, goal)).flatten() else {
        return error;
    };
    let error = JsNativeError::syntax().with_message(place.message.clone()).into_opaque(context);
    quote(&error, name, text, (place.line, place.column, place.width), context);
    JsError::from_opaque(error.into())
}

/// Makes the stack of a syntax error begin with the place: line and column, both from 1, and how
/// many columns are at fault.
pub(crate) fn quote(
    error: &JsObject,
    name: &str,
    text: &str,
    (line, column, width): (u32, u32, u32),
    context: &mut Context,
) {
    let mut stack = format!("{name}:{line}\n");
    let line = text.split('\n').nth(line.saturating_sub(1) as usize).unwrap_or_default();
    stack.push_str(&caret(line.trim_end_matches('\r'), column, width));
    stack.push_str("\n\n");
    stack.push_str(&error_header(error, context));
    if let Ok(frames) = ouro_intrinsics::call_sites(10, context) {
        for frame in frames {
            stack.push_str(&format!("\n    at {frame}"));
        }
    }
    hide(error, js_string!("stack"), JsString::from(stack));
}

/// A source line and under it a caret line, which is blank where the column is 0: at the line's end.
pub(crate) fn caret(line: &str, column: u32, width: u32) -> String {
    let indent = |letters: usize| -> String {
        line.chars().take(letters).map(|letter| if letter == '\t' { '\t' } else { ' ' }).collect()
    };
    if column == 0 {
        return format!("{line}\n{}", indent(usize::MAX));
    }
    let indent = indent(column.saturating_sub(1) as usize);
    format!("{line}\n{indent}{}", "^".repeat(width.max(1) as usize))
}
