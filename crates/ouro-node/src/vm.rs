//! `node:vm`: the Rust half of `runtime-js/vm.js`. A context is a realm whose global object passes
//! everything on to the sandbox. Node docs: VM (executing JavaScript); ECMA-262 §9.3 Realms.

mod dynamic;
mod global;
mod microtasks;
mod module;
mod watchdog;

use std::{path::PathBuf, time::Duration};

use boa_ast::operations;
use boa_engine::{
    Context, Finalize, JsData, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue,
    Script, Source, Trace, realm::Realm,
};
use boa_interner::Interner;
use boa_parser::Parser;
use ouro_intrinsics::{Goal, ScriptKind, is_one_function, sources};

pub(crate) use dynamic::{Import, import};
pub use microtasks::OwnQueues;
pub(crate) use module::{fill_meta, import_of};

use crate::{Arguments, Binding, NodeError, SystemError, host, within};

use watchdog::{Bite, Watchdog};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "vm",
    functions: &[
        ("makeContext", 2, make_context),
        ("checkScript", 4, check_script),
        ("compileScript", 6, compile_script),
        ("runScript", 5, run_script),
        ("compileFunction", 7, compile_function),
        ("globalOf", 1, global_of),
        ("makeModule", 7, module::make),
        ("moduleRequests", 1, module::module_requests),
        ("linkModule", 2, module::link_module),
        ("instantiateModule", 1, module::instantiate),
        ("evaluateModule", 1, module::evaluate),
        ("moduleNamespace", 1, module::namespace),
        ("moduleWaits", 1, module::waits),
        ("settled", 1, module::settled),
    ],
    extend: None,
};

/// A context made by `vm.createContext`, as its JavaScript half keeps it.
#[derive(Trace, Finalize, JsData)]
struct Contextified {
    realm: Realm,
    /// Whether it has a microtask queue of its own.
    own_queue: bool,
}

/// A script compiled for one realm.
#[derive(Trace, Finalize, JsData)]
struct Compiled {
    script: Script,
    realm: Realm,
}

/// `makeContext(sandbox, strings, ownQueue)`: a new realm over `sandbox` (`undefined`: an ordinary global
/// object of its own). `strings` false forbids `eval` and `Function` in it. With
/// `ownQueue` its microtasks run after each script that is evaluated in it, and only then.
///
/// # Errors
/// What the sandbox's own traps throw.
fn make_context(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    let target = match args.value(0).as_object() {
        Some(sandbox) => {
            let (global, target) = global::make(sandbox, context)?;
            host.next_global.replace(Some(global));
            Some(target)
        }
        None => None,
    };
    let made = context.create_realm();
    host.next_global.take();
    let realm = made?;
    within(&realm, context, crate::install_realm)?;
    if let Some(target) = target {
        global::open(&target);
    }
    if args.value(1).as_boolean() == Some(false) {
        host.no_strings.borrow_mut().push(realm.clone());
    }
    let own_queue = args.flag(2);
    if own_queue {
        microtasks::open(realm.clone(), context);
    }
    Ok(JsObject::from_proto_and_data(None, Contextified { realm, own_queue }).into())
}

/// `globalOf(context)`: the global object of a context.
fn global_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let realm = realm(args.value(0), context);
    Ok(within(&realm, context, |context| context.global_object()).into())
}

/// The realm of a context, the main one for `undefined`.
pub(crate) fn realm(value: &JsValue, context: &Context) -> Realm {
    value
        .as_object()
        .and_then(|object| object.downcast_ref::<Contextified>().map(|data| data.realm.clone()))
        .unwrap_or_else(|| context.realm().clone())
}

/// Source text that starts at a line and column: padded, since the engine takes no offsets.
fn padded(source: &str, line: i32, column: i32) -> String {
    let lines = usize::try_from(line).unwrap_or(0).min(1_000_000);
    let columns = usize::try_from(column).unwrap_or(0).min(1_000_000);
    "\n".repeat(lines) + &" ".repeat(columns) + source
}

/// `checkScript(source, filename, line, column)`: whether a text is a script.
///
/// # Errors
/// `SyntaxError`.
fn check_script(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let name = args.text(1, context)?;
    let text = without_shell_line(padded(&source, args.int(2), args.int(3)));
    let checked = crate::parseable(&text, Goal::Script, context).and_then(|text| {
        let interner = &mut Interner::new();
        let scope = boa_ast::scope::Scope::new_global();
        let script = Parser::new(Source::from_bytes(&*text)).parse_script(&scope, interner);
        script
            .map(drop)
            .map_err(|error| JsNativeError::syntax().with_message(error.to_string()).into())
    });
    checked.map_err(|error| crate::syntax_error(error, &name, &text, Goal::Script, context))?;
    Ok(JsValue::undefined())
}

/// A text whose first line is for a shell has a comment there instead.
fn without_shell_line(text: String) -> String {
    match text.strip_prefix("#!") {
        Some(rest) => format!("//{rest}"),
        None => text,
    }
}

/// `compileScript(source, filename, context, [line, column, imports])`: parses a script for one
/// context. `imports` is how it may import: not at all, `true` as a file, or a function.
///
/// # Errors
/// `SyntaxError`.
fn compile_script(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let path = PathBuf::from(args.text(1, context)?);
    let realm = realm(args.value(2), context);
    let text = without_shell_line(padded(&source, args.int(3), args.int(4)));
    let parsed = within(&realm, context, |context| {
        let text = crate::parseable(&text, Goal::Script, context)?;
        let script = Script::parse(Source::from_bytes(&*text).with_path(&path), None, context)?;
        script.codeblock(context)?;
        Ok(script)
    });
    let name = path.to_string_lossy().into_owned();
    let script = parsed.map_err(|error| {
        redeclared(&error, &text, &realm).map_or_else(
            || crate::syntax_error(error, &name, &text, Goal::Script, context),
            |again| again.into(),
        )
    })?;
    sources(context).add_text(&name, ScriptKind::Script, &text);
    dynamic::note(&script, &text, args.value(5), context);
    Ok(JsObject::from_proto_and_data(None, Compiled { script, realm }).into())
}

/// The error for a name that an earlier script of the realm declared.
fn redeclared(error: &JsError, text: &str, realm: &Realm) -> Option<JsNativeError> {
    if !error.to_string().contains("duplicate lexical declaration") {
        return None;
    }
    let interner = &mut Interner::new();
    let mut parser = Parser::new(Source::from_bytes(text));
    let script = parser.parse_script(&boa_ast::scope::Scope::new_global(), interner).ok()?;
    let names = operations::lexically_declared_names(script.statements());
    let names = names.into_iter().chain(operations::var_declared_names(script.statements()));
    let name = names
        .map(|name| JsString::from(interner.resolve_expect(name).utf16()))
        .find(|name| realm.scope().has_lex_binding(name))?;
    let name = name.to_std_string_lossy();
    let message = format!("Identifier '{name}' has already been declared");
    Some(JsNativeError::syntax().with_message(message))
}

/// `runScript(compiled, timeout, breakOnSigint, context, bare)`: evaluates it and returns its
/// completion value. `timeout` is in milliseconds, `undefined` for none; with `bare`, the stack of
/// what it throws does not show the place.
///
/// # Errors
/// What the script throws, `ERR_SCRIPT_EXECUTION_TIMEOUT` and `ERR_SCRIPT_EXECUTION_INTERRUPTED`.
fn run_script(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let compiled = args.object(0, context)?;
    let found = compiled
        .downcast_ref::<Compiled>()
        .map(|compiled| (compiled.script.clone(), compiled.realm.clone()));
    let Some((script, realm)) = found else {
        return Err(
            NodeError::argument("script", "a script", args.value(0), context).into_js(context)
        );
    };
    let own_queue = args.value(3).as_object().is_some_and(|object| {
        object.downcast_ref::<Contextified>().is_some_and(|data| data.own_queue)
    });
    let timeout = args.value(1).as_number();
    let watchdog = watchdog(timeout, args.flag(2), context)?;
    let result = within(&realm, context, |context| {
        let result = script.evaluate(context);
        if own_queue {
            microtasks::drain(&realm, context)?;
        }
        result
    });
    match watchdog.and_then(Watchdog::stop) {
        Some(Bite::Timeout) => {
            let message = format!("Script execution timed out after {}ms", timeout.unwrap_or(0.0));
            Err(NodeError::error("ERR_SCRIPT_EXECUTION_TIMEOUT", message).into_js(context))
        }
        Some(Bite::Signal) => {
            let message = "Script execution was interrupted by `SIGINT`";
            Err(NodeError::error("ERR_SCRIPT_EXECUTION_INTERRUPTED", message).into_js(context))
        }
        None => ouro_intrinsics::settled(result, context).map_err(|error| {
            if args.flag(4) { error } else { crate::process::decorated(error, context) }
        }),
    }
}

/// What watches a run, where it has a limit.
fn watchdog(
    timeout: Option<f64>,
    on_sigint: bool,
    context: &mut Context,
) -> JsResult<Option<Watchdog>> {
    if timeout.is_none() && !on_sigint {
        return Ok(None);
    }
    let Some(interrupter) = host(context).interrupter.borrow().clone() else { return Ok(None) };
    let timeout = timeout.map(|milliseconds| Duration::from_secs_f64(milliseconds / 1000.0));
    let started = Watchdog::start(interrupter, timeout, on_sigint);
    started.map(Some).map_err(|error| SystemError::new("pipe2", &error).into_js(context))
}

/// `compileFunction(source, parameters, filename, context, [line, column, imports])`.
///
/// # Errors
/// `SyntaxError`, also where the text closes the function itself.
fn compile_function(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.text(0, context)?;
    let parameters = args.text(1, context)?;
    let mut path = PathBuf::from(args.text(2, context)?);
    if path.as_os_str().is_empty() && !args.value(6).is_undefined() {
        // What imports is known by its name.
        path = PathBuf::from("<anonymous>");
    }
    let realm = realm(args.value(3), context);
    let column = args.int(5);
    let (line, name) = (args.int(4), path.to_string_lossy().into_owned());
    let padded = if line == 0 && column == 0 { source } else { padded(&source, line, column) };
    let text = format!("(function ({parameters}) {{{padded}\n}})");
    let made = within(&realm, context, |context| {
        let text = crate::parseable(&text, Goal::Script, context)?;
        if !is_one_function(&text) {
            // A parse error is found again, with its place; else the text closes the wrapper.
            return Err(JsNativeError::syntax().with_message("Unexpected token '}'").into());
        }
        let script = Script::parse(Source::from_bytes(&*text).with_path(&path), None, context)?;
        dynamic::note(&script, &text, args.value(6), context);
        script.evaluate(context)
    });
    made.map_err(|error| crate::syntax_error(error, &name, &padded, Goal::FunctionBody, context))
}
