//! The `ouro` program: reads the command line, runs a script, and ends with its exit code.

#![forbid(unsafe_code)]

mod about;
mod env_file;
mod flags;
mod repl;
mod run_script;
mod watch;

use std::{io::Write, path::PathBuf, process::ExitCode};

use flags::{Command, Given, Wrong};
use ouro_runtime::{NODE_VERSION, Options, Permissions, Runtime};
use ouro_sys::exit;

#[global_allocator]
static ALLOCATOR: ouro_sys::memory::Counting = ouro_sys::memory::Counting;

/// Bytes of memory for JavaScript before the program is ended, as Node's default on a large machine.
const HEAP_LIMIT: usize = 4 << 30;

/// Node's exit code for a wrong command line.
const INVALID_ARGUMENT: i32 = 9;

/// The least that `--max-old-space-size` can leave: less, and not even the language's own objects fit.
const LEAST_HEAP: usize = 16 << 20;

fn main() -> ExitCode {
    ouro_runtime::tell_panics();
    let mut args = std::env::args();
    let argv0 = args.next().unwrap_or_default();
    exit::at_once(obey(argv0, args.collect()))
}

/// Does what the command line asks for; returns the exit code.
fn obey(argv0: String, args: Vec<String>) -> i32 {
    let line = flags::parse(args);
    let variables = match env_file::read(&line.given) {
        Ok(variables) => variables,
        Err(wrong) => return refuse(&argv0, &wrong),
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "the user's word to the program, not to the script"
    )]
    let variable = |wanted: &str| {
        std::env::var(wanted).ok().or_else(|| {
            let found = variables.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.clone())
        })
    };
    match flags::decide(line, variable) {
        Command::Run(given) => run(argv0, given, variables),
        Command::Help { all: false } => print(&flags::brief()),
        Command::Help { all: true } => print(&flags::full()),
        Command::Version { verbose: false } => print(&format!("v{NODE_VERSION}\n")),
        Command::Version { verbose: true } => print(&about::verbose()),
        Command::Completions(shell) => print(&flags::completions(&shell)),
        Command::Manual => print(&flags::manual()),
        Command::Wrong(wrong) => refuse(&argv0, &wrong),
    }
}

/// Becomes the script of a package that `--run` names; the exit code where that fails.
fn run_package_script(argv0: &str, name: &str, given: &Given) -> i32 {
    match permissions(&given.flags) {
        Ok(permissions) => run_script::run(name, given.after_dashes(), &given.flags, &permissions),
        Err(text) => refuse(argv0, &Wrong::new(text)),
    }
}

/// Runs what the command line gives; returns the exit code.
fn run(argv0: String, given: Given, variables: Vec<(String, String)>) -> i32 {
    // A package's script takes over the process as it was found.
    if let Some(name) = given.value("--run") {
        return run_package_script(&argv0, name, &given);
    }
    ouro_sys::signal::reset();
    let watcher = watch::join();
    if watcher.is_none() && watch::is_wanted(&given) {
        return watch::run(&argv0, &given);
    }
    ouro_sys::memory::prepare();
    ouro_sys::memory::set_limit(heap_limit(&given));
    let Given { mut flags, exec_argv, mut argv, .. } = given;
    let is_file = !flags.iter().any(|(name, _)| name == "--eval");
    if is_file && argv.first().is_some_and(|script| script == "inspect") {
        return refuse(&argv0, &Wrong::new("inspect is not available: there is no debugger"));
    }
    let is_url = flags.iter().any(|(name, _)| name == "--entry-url");
    if let Some(script) = argv.first_mut().filter(|path| is_file && !is_url && *path != "-") {
        *script = absolute(script);
    }
    let mut permissions = match permissions(&flags) {
        Ok(permissions) => permissions,
        Err(text) => return refuse(&argv0, &Wrong::new(text)),
    };
    // What the command line names to be run may be read.
    if let Some(script) = argv.first().filter(|script| is_file && *script != "-") {
        permissions.allow_entry(script);
    }
    for (_, file) in flags.iter().filter(|(name, _)| name == "--require" || name == "--import") {
        if file.starts_with(['.', '/']) {
            permissions.allow_entry(file);
        }
    }
    let exec_path = std::env::current_exe().unwrap_or_default();
    let has = |wanted: &str| flags.iter().any(|(name, _)| name == wanted);
    let talks = has("--interactive") && !has("--check")
        || is_file && argv.is_empty() && !names_work(&flags) && repl::is_at_terminal();
    // A session in a dumb terminal, and one without any, is node:repl's.
    let mut is_ours = false;
    if talks {
        if let Some(module) = repl::external_module() {
            argv = vec![absolute(&module)];
            flags.retain(|(name, _)| name != "--interactive" && name != "--eval");
        } else if repl::is_smart_terminal() {
            is_ours = true;
        } else if !flags.iter().any(|(name, _)| name == "--interactive") {
            flags.push(("--interactive".to_owned(), String::new()));
        }
    }
    let environment_flags = Some(flags::environment_flags as fn() -> Vec<String>);
    let options =
        Options { exec_path, argv0, argv, exec_argv, flags, variables, environment_flags };
    if is_ours {
        return talk(options, permissions);
    }
    let mut builder = Runtime::builder().options(options).permissions(permissions);
    if let Some(watcher) = watcher {
        builder = builder.load_observer(watcher);
    }
    match builder
        // The process ends here: the heap goes with it, so there is no need to sweep it.
        .run(|runtime| exit::at_once(runtime.run_main()))
    {
        Ok(code) => code,
        Err(error) => {
            complain(&format!("ouro: {error}\n"));
            70
        }
    }
}

/// How many bytes JavaScript may have: what the last of the options about it says.
fn heap_limit(given: &Given) -> usize {
    let said = given.flags.iter().rev().find_map(|(name, value)| match &**name {
        "--max-old-space-size" | "--max-heap-size" => {
            value.parse::<usize>().ok().map(|megabytes| megabytes.saturating_mul(1 << 20))
        }
        "--max-old-space-size-percentage" => {
            let text = ouro_sys::machine::text("/proc/meminfo");
            let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
            let kibibytes = total.split_whitespace().next()?.parse::<f64>().ok()?;
            let bytes = kibibytes * 1024.0 * value.parse::<f64>().ok()? / 100.0;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a part of the machine's memory"
            )]
            Some(bytes as usize)
        }
        _ => None,
    });
    said.filter(|bytes| *bytes > 0).map_or(HEAP_LIMIT, |bytes| bytes.max(LEAST_HEAP))
}

/// Whether flags ask for something that is no session.
fn names_work(flags: &[(String, String)]) -> bool {
    flags.iter().any(|(name, _)| matches!(&**name, "--check" | "--print" | "--test"))
}

/// Runs a session; returns only where it cannot.
fn talk(mut options: Options, permissions: Permissions) -> i32 {
    let mut settings = repl::Settings::from_environment();
    settings.first = options.value("--eval").map(str::to_owned);
    if settings.first.is_none()
        && let Some(script) = options.argv.first().filter(|script| *script != "-")
    {
        settings.first = Some(format!("void require({script:?})"));
    }
    options.argv.truncate(0);
    let builder = Runtime::builder().options(options).permissions(permissions);
    match repl::run(builder, settings) {
        Ok(()) => 0,
        Err(error) => {
            complain(&format!("ouro: {error}\n"));
            70
        }
    }
}

/// The policy that `--permission` and the `--allow-…` flags make.
fn permissions(flags: &[(String, String)]) -> Result<Permissions, String> {
    let rules = flags
        .iter()
        .filter(|(name, _)| name == "--permission" || name.starts_with("--allow-"))
        .filter(|(name, _)| name != "--allow-natives-syntax")
        .map(|(name, value)| (name.as_str(), Some(value.as_str()).filter(|v| !v.is_empty())));
    Permissions::from_flags(rules).map_err(|error| error.to_string())
}

/// A path from the root, without `.` and `..`, as `process.argv[1]` shows it.
fn absolute(path: &str) -> String {
    let mut out = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_default().components() {
        if part == std::path::Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out.to_string_lossy().into_owned()
}

/// Says what is wrong with the command line, as Node does; returns the exit code.
fn refuse(argv0: &str, wrong: &Wrong) -> i32 {
    for line in &wrong.lines {
        complain(&format!("{argv0}: {line}\n"));
    }
    wrong.code
}

/// Writes to standard output; a reader that is gone is no error.
fn print(text: &str) -> i32 {
    let _ = std::io::stdout().write_all(text.as_bytes());
    0
}

/// Writes to standard error, whatever becomes of it.
fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
