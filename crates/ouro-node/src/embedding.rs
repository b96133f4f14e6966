//! What a program that embeds the runtime may do with it beside running a main module: scripts,
//! realms, and ending early. ECMA-262 §9.3 Realms, §16.1 Scripts.

use std::path::Path;

use boa_engine::{Context, JsResult, Script, Source, realm::Realm};
use ouro_intrinsics::{Goal, ScriptKind, sources};

use crate::host;

/// Parses a script for the current realm. `name` is the path that stack traces show, and the one
/// that `import()` is relative to.
///
/// # Errors
/// `SyntaxError`; `RangeError` where the text is nested too deep for the engine.
pub fn parse_script(text: &str, name: &str, context: &mut Context) -> JsResult<Script> {
    let parseable = crate::parseable(text, Goal::Script, context)?;
    let source = Source::from_bytes(&*parseable).with_path(Path::new(name));
    let script = Script::parse(source, None, context)
        .map_err(|error| crate::syntax_error(error, name, text, Goal::Script, context))?;
    sources(context).add_text(name, ScriptKind::Script, text);
    Ok(script)
}

/// Makes a realm beside the others, with the runtime's own built-ins of the language in it (not
/// with Node's globals: those are the main realm's, as in Node).
///
/// # Errors
/// What defining a property throws; nothing in a fresh realm.
pub fn create_realm(context: &mut Context) -> JsResult<Realm> {
    let realm = context.create_realm()?;
    within(&realm, context, crate::install_realm)?;
    Ok(realm)
}

/// Runs `body` with another realm as the current one.
pub fn within<R>(realm: &Realm, context: &mut Context, body: impl FnOnce(&mut Context) -> R) -> R {
    let outer = context.enter_realm(realm.clone());
    let result = body(context);
    context.enter_realm(outer);
    result
}

/// Ends the program with an exit code as soon as the engine lets go, as `process.reallyExit`.
pub fn end(code: i32, context: &Context) {
    host(context).exit.set(Some(code));
}
