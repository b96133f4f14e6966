//! How a program starts, and how it ends without having finished. The Rust half of
//! `runtime-js/internal/modules/run_main.js`. Node docs: Command-line API; Exit codes.

use std::path::Path;

use boa_engine::{
    Context, JsError, JsResult, JsString, JsValue, NativeFunction, Script, Source,
    builtins::promise::PromiseState,
    js_string,
    object::builtins::{JsArray, JsPromise},
};
use ouro_intrinsics::{Goal, ScriptKind, check_nesting, sources};
use ouro_loader::{Format, Syntax, Url, detect_syntax_thoroughly};

use super::{
    commonjs::without_shell_line,
    explain, linking, records, typescript,
    world::{Record, World},
};
use crate::{Arguments, Flow, host, uncaught};

/// Starts the program that the options name.
///
/// # Errors
/// What the program's first turn throws.
pub fn run_main(context: &mut Context) -> JsResult<()> {
    crate::process::check_flags(context)?;
    crate::fs::permission::warn_of_flags(context)?;
    if super::plain::start(context)? {
        return Ok(());
    }
    crate::require_builtin("internal/modules/run_main", context).map(drop)
}

/// Whether the main module still waits at its top level though nothing can wake it: the exit code
/// is then 13. Says so on standard error.
pub fn unsettled_main(context: &mut Context) -> Option<i32> {
    let world = World::of(context);
    let main = world.main.borrow().clone()?;
    if !matches!(main.state(), PromiseState::Pending) {
        return None;
    }
    if host(context).options.has("--no-warnings") {
        return Some(13);
    }
    let url = world.main_url.borrow().clone().unwrap_or_default();
    let kept = world.texts.borrow().get(&*url).map(|text| text.to_string());
    let text = kept.unwrap_or_else(|| {
        let source = Url::parse(&url);
        let source = source.and_then(|url| records::read(&url, context).ok().flatten());
        String::from_utf8_lossy(source.as_deref().unwrap_or_default()).into_owned()
    });
    let awaiting = text.lines().enumerate().find(|(_, line)| line.contains("await"));
    if let Some((number, line)) = awaiting {
        let column = line.find("await").unwrap_or(0);
        crate::process::print_error(&format!(
            "Warning: Detected unsettled top-level await at {url}:{}\n{line}\n{}^\n\n\n",
            number + 1,
            " ".repeat(column)
        ));
    } else {
        crate::process::print_error("Warning: Detected unsettled top-level await\n");
    }
    Some(13)
}

/// Called when the program ends itself: it is then no matter that its main module waits.
pub(crate) fn forget_main(context: &Context) {
    World::of(context).main.borrow_mut().take();
}

/// Links and evaluates a loaded module in later microtasks, as `import()` does; a promise of its
/// namespace.
pub(super) fn run_later(record: JsResult<Record>, context: &mut Context) -> JsResult<JsPromise> {
    let record = match record {
        Ok(record) => record,
        Err(error) => return rejected(error, context),
    };
    if let Err(error) = linking::prepare(&record, context) {
        return rejected(error, context);
    }
    let evaluate = NativeFunction::from_copy_closure_with_captures(
        |_, _, module: &boa_engine::Module, context| {
            module.link(context)?;
            Ok(module.evaluate(context)?.into())
        },
        record.module.clone(),
    );
    let failed = NativeFunction::from_copy_closure_with_captures(
        |_, args, url: &JsString, context| {
            explain::missing_wrapper_name(args.value(0), &url.to_std_string_lossy(), context);
            Err(JsError::from_opaque(args.value(0).clone()))
        },
        JsString::from(record.url.as_str()),
    );
    let namespace = NativeFunction::from_copy_closure_with_captures(
        |_, _, module: &boa_engine::Module, context| Ok(module.namespace(context).into()),
        record.module.clone(),
    );
    let evaluate = evaluate.to_js_function(context.realm());
    let namespace = namespace.to_js_function(context.realm());
    let failed = failed.to_js_function(context.realm());
    let start = JsPromise::resolve(JsValue::undefined(), context)?;
    let evaluated = start.then(Some(evaluate), None, context)?;
    evaluated.then(Some(namespace), Some(failed), context)
}

/// A rejected promise; the engine's own errors, which nothing may catch, are thrown on.
fn rejected(error: JsError, context: &mut Context) -> JsResult<JsPromise> {
    if error.as_engine().is_none() { JsPromise::reject(error, context) } else { Err(error) }
}

/// `watchMain(promise)`: makes a promise the program's: while it is pending the program has
/// not finished, and its error is one that nothing caught.
pub(super) fn watch_main(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let promise = JsPromise::from_object(args.object(0, context)?)?;
    let failed = NativeFunction::from_copy_closure(|_, args, context| {
        let error = JsError::from_opaque(args.value(0).clone());
        if let Flow::Exit(code) = uncaught(error, context) {
            host(context).exit.set(Some(code));
        }
        Ok(JsValue::undefined())
    });
    let failed = failed.to_js_function(context.realm());
    promise.catch(failed, context)?;
    *World::of(context).main.borrow_mut() = Some(promise);
    Ok(JsValue::undefined())
}

/// `evaluateModule(source, url)`: a promise of the namespace of an ES module that is in no file,
/// and may have types, or (without a source) of the one at the URL; it becomes `import.meta.main`.
pub(super) fn evaluate_module(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = super::lookup::optional_text(args.value(0));
    let address = args.text(1, context)?;
    let world = World::of(context);
    *world.main_url.borrow_mut() = Some(address.clone());
    let Some(url) = Url::parse(&address) else { return Ok(JsValue::undefined()) };
    let record = match text {
        Some(text) => {
            let mut text = text;
            let mut made = records::make(&url, Format::Module, Some(text.as_bytes()), context);
            if made.is_err()
                && let Some(untyped) = typescript::untyped(&text, context)
            {
                text = untyped;
                made = records::make(&url, Format::Module, Some(text.as_bytes()), context);
            }
            world.texts.borrow_mut().insert(url.to_string(), text.as_str().into());
            if let Ok(record) = &made {
                let key = (url.to_string(), String::new());
                world.records.borrow_mut().insert(key, record.clone());
                sources(context).add_text(
                    &super::loader::source_name(&url),
                    ScriptKind::Module,
                    &text,
                );
            }
            made
        }
        None if world.hooks.borrow().is_some() => {
            super::loader::import(url.as_str(), &super::world::folder_url(), &[], context)
        }
        None => super::loader::load(&url, &[], context),
    };
    run_later(record, context).map(JsValue::from)
}

/// `wait(promise)`: what a promise comes to, for which the program's loop turns.
///
/// # Errors
/// The promise's reason; `Error` where nothing is left that could settle it.
pub(super) fn wait(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let promise = JsPromise::from_object(args.object(0, context)?)?;
    linking::handled(&promise, context);
    let turn = host(context).turn.get();
    let mut only_jobs = true;
    loop {
        match promise.state() {
            PromiseState::Fulfilled(value) => return Ok(value),
            PromiseState::Rejected(reason) => return Err(JsError::from_opaque(reason)),
            PromiseState::Pending => {}
        }
        let turned = turn.map_or(Ok(false), |turn| turn(context, only_jobs))?;
        if host(context).exit.get().is_some() || !turned && !only_jobs {
            let message = "Nothing is left that could settle a module hook's promise";
            return Err(boa_engine::JsNativeError::error().with_message(message).into());
        }
        only_jobs = !only_jobs;
    }
}

/// `evaluateScript(source, name, mayHaveTypes)`: runs a text as a script, and gives its completion
/// value. Where it is no JavaScript and may have types, they are erased first.
///
/// # Errors
/// `SyntaxError`; what the script throws.
pub(super) fn evaluate_script(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let name = args.text(1, context)?;
    let script = match parse_script(&text, &name, context) {
        Err(error) if args.flag(2) => match typescript::untyped(&text, context) {
            Some(untyped) => parse_script(&untyped, &name, context)?,
            None => return Err(error),
        },
        parsed => parsed?,
    };
    script.evaluate(context)
}

fn parse_script(text: &str, name: &str, context: &mut Context) -> JsResult<Script> {
    sources(context).add_text(name, ScriptKind::Script, text);
    let parseable = crate::source_texts::parseable_program(text, Goal::Script, context)?;
    let source = Source::from_bytes(&*parseable).with_path(Path::new(name));
    // As in V8, what is compiled as a module's function stays as it is.
    context.strict(host(context).options.has("--use-strict"));
    let script = Script::parse(source, None, context);
    context.strict(false);
    script.map_err(|error| {
        if error.as_native().is_some_and(|native| native.is_syntax())
            && let Some(error) = super::commonjs::module_words(name, text, context)
        {
            return error;
        }
        crate::syntax_error(error, name, text, Goal::Script, context)
    })
}

/// `looksLikeModule(source)`: whether a text that nothing else is known of is an ES module.
pub(super) fn looks_like_module(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    if !super::commonjs::detects(context) {
        return Ok(false.into());
    }
    check_nesting(&text)?;
    let body = [&*without_shell_line(&text), "\n;"].concat();
    let fails = |goal| ouro_intrinsics::locate_syntax_error(&body, goal).is_some();
    Ok(match detect_syntax_thoroughly(text.as_bytes()) {
        Syntax::Module => true,
        Syntax::CommonJs => false,
        Syntax::ModuleIfNotCommonJs => fails(Goal::Script) && !fails(Goal::Module),
    }
    .into())
}

/// `checkSyntax(source, name, isModule, isScript)`: throws where a text is no program; of a CommonJS
/// module unless said otherwise.
///
/// # Errors
/// `SyntaxError`.
pub(super) fn check_syntax(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    let name = args.text(1, context)?;
    let goal = match (args.flag(2), args.flag(3)) {
        (true, _) => Goal::Module,
        (false, true) => Goal::Script,
        (false, false) => Goal::FunctionBody,
    };
    let body = [&*without_shell_line(&text), "\n;"].concat();
    if ouro_intrinsics::locate_syntax_error(&body, goal).is_some() {
        let error = boa_engine::JsNativeError::syntax().with_message("Invalid or unexpected token");
        let text = records::quoted(&text, &body, goal);
        return Err(crate::syntax_error(error.into(), &name, text, goal, context));
    }
    Ok(JsValue::undefined())
}

/// Flags that make a program more than one file.
const PREPARING: [&str; 6] =
    ["--require", "--import", "--check", "--eval", "--entry-url", "--experimental-loader"];

/// `plainMain()`: the absolute path of the program, where the command line says no more than that.
pub(super) fn plain_main(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let is_plain = {
        let options = &host(context).options;
        !PREPARING.iter().any(|flag| options.has(flag))
    };
    if is_plain { main_script(this, args, context) } else { Ok(JsValue::undefined()) }
}

/// `mainScript()`: the absolute path of the program; `undefined` where it comes from standard
/// input.
pub(super) fn main_script(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let script = host(context).options.argv.first().cloned();
    let Some(script) = script.filter(|script| script != "-") else {
        return Ok(JsValue::undefined());
    };
    let path = std::path::absolute(&script).unwrap_or_else(|_| script.clone().into());
    Ok(js_string!(&*ouro_sandbox::normalise(path.as_os_str().as_encoded_bytes()).to_string_lossy())
        .into())
}

/// `entryURL()`: the URL that names the program, relative to the working folder.
///
/// # Errors
/// `ERR_INVALID_URL`
pub(super) fn entry_url(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = host(context).options.argv.first().cloned().unwrap_or_default();
    match super::world::folder_url().join(&text) {
        Some(url) => Ok(js_string!(url.as_str()).into()),
        None => Err(crate::NodeError::typ("ERR_INVALID_URL", "Invalid URL").into_js(context)),
    }
}

/// `mainURL(filename)`: the URL of the program's file.
pub(super) fn main_url(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = args.text(0, context)?;
    Ok(js_string!(ouro_loader::path_to_file_url(&path).as_str()).into())
}

/// `evaluationURL()`: the URL under which a module from `-e` or standard input is known.
pub(super) fn evaluation_url(
    _: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let world = World::of(context);
    let number = world.evaluated.get() + 1;
    world.evaluated.set(number);
    let folder = super::world::working_folder();
    let path = format!("{}/[eval{number}]", folder.trim_end_matches('/'));
    Ok(js_string!(ouro_loader::path_to_file_url(&path).as_str()).into())
}

/// `readInput()`: standard input to its end, as text.
///
/// # Errors
/// A system error of `read`.
pub(super) fn read_input(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
        .map_err(|error| crate::SystemError::new("read", &error).into_js(context))?;
    Ok(js_string!(&*super::commonjs::text_of(&bytes)).into())
}

/// `option(name)`: the last value of a flag, `undefined` where it was not given.
pub(super) fn option(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let host = host(context);
    let value = host.options.value(&name);
    Ok(value.map_or_else(JsValue::undefined, |value| js_string!(value).into()))
}

/// `options(name)`: all values of a flag.
pub(super) fn options(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.text(0, context)?;
    let host = host(context);
    let values: Vec<JsValue> =
        host.options.values(&name).map(|value| JsString::from(value).into()).collect();
    Ok(JsArray::from_iter(values, context).into())
}
