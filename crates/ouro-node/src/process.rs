//! `node:process`: the Rust half of `runtime-js/process.js`, and what happens to errors that nothing
//! caught. Node docs: Process.

mod rejections;
mod uncaught;

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use crate::{Arguments, Binding, host, ticks};
pub use rejections::{process_rejections, track_rejection};
pub use uncaught::{Flow, emit_before_exit, emit_exit, uncaught};

/// The Rust half of the room.
pub(crate) const BINDING: Binding = Binding {
    name: "process",
    functions: &[
        ("asyncContext", 0, ticks::async_context),
        ("cwd", 0, cwd),
        ("nextTick", 1, ticks::next_tick),
        ("reallyExit", 1, really_exit),
        ("setAsyncContext", 1, ticks::set_async_context),
        ("writeError", 1, write_error),
    ],
    extend: Some(facts),
};

/// The Node version whose surface Ouro follows.
pub const NODE_VERSION: &str = "26.10.0";

/// What is known at start: `argv`, `execArgv`, `execPath`, `pid`, `version` …
fn facts(binding: &JsObject, context: &mut Context) -> JsResult<()> {
    let options = host(context).options.clone();
    let exec_path = options.exec_path.to_string_lossy().into_owned();
    let mut argv = vec![exec_path.clone()];
    argv.extend(options.argv);
    let argv = strings(&argv, context);
    let exec_argv = strings(&options.exec_argv, context);
    let rows: [(&str, JsValue); 6] = [
        ("argv", argv),
        ("execArgv", exec_argv),
        ("execPath", js_string!(exec_path).into()),
        ("argv0", js_string!(options.argv0).into()),
        ("pid", std::process::id().into()),
        ("version", js_string!(format!("v{NODE_VERSION}")).into()),
    ];
    for (name, value) in rows {
        binding.create_data_property_or_throw(JsString::from(name), value, context)?;
    }
    Ok(())
}

fn strings(list: &[String], context: &mut Context) -> JsValue {
    let list: Vec<JsValue> = list.iter().map(|text| js_string!(text.as_str()).into()).collect();
    boa_engine::object::builtins::JsArray::from_iter(list, context).into()
}

/// `cwd()`.
///
/// # Errors
/// `ENOENT` where the working folder is gone.
fn cwd(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    match std::env::current_dir() {
        Ok(path) => Ok(js_string!(&*path.to_string_lossy()).into()),
        Err(error) => Err(crate::SystemError::new("uv_cwd", &error).into_js(context)),
    }
}

/// `reallyExit(code)`: ends the program without further events.
///
/// The program itself ends at once. Inside another program the engine's uncatchable error unwinds
/// the script, and the loop sees [`crate::Host::exit`].
fn really_exit(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context);
    host.exit.set(Some(args.int(0)));
    Err(boa_engine::error::PanicError::new("process.exit").into())
}

/// `writeError(text)`: writes to file descriptor 2.
fn write_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.text(0, context)?;
    uncaught::print_error(&text);
    Ok(JsValue::undefined())
}
