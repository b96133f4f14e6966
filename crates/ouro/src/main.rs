//! The `ouro` program: reads the command line, runs a script, and ends with its exit code.

#![forbid(unsafe_code)]

mod flags;
mod repl;
mod run_script;

use std::{io::Write, path::PathBuf, process::ExitCode};

use flags::{Command, Given};
use ouro_runtime::{NODE_VERSION, Options, Permissions, Runtime};
use ouro_sys::exit;

#[global_allocator]
static ALLOCATOR: ouro_sys::memory::Counting = ouro_sys::memory::Counting;

/// Bytes of memory for JavaScript before the program is ended, as Node's default on a large machine.
const HEAP_LIMIT: usize = 4 << 30;

/// Node's exit code for a wrong command line.
const INVALID_ARGUMENT: i32 = 9;

fn main() -> ExitCode {
    ouro_runtime::tell_panics();
    let mut args = std::env::args();
    let argv0 = args.next().unwrap_or_default();
    #[expect(
        clippy::disallowed_methods,
        reason = "the user's word to the program, not to the script"
    )]
    let environment = std::env::var("NODE_OPTIONS").ok();
    let words: Vec<String> = args.collect();
    let command = flags::read(words.clone(), environment.as_deref());
    // A package's script takes over the process as it was found.
    if let Command::Run(given) = &command
        && let Some(code) = run_package_script(&argv0, given, &words)
    {
        exit::at_once(code);
    }
    ouro_sys::signal::reset();
    ouro_sys::memory::prepare();
    ouro_sys::memory::set_limit(HEAP_LIMIT);
    match command {
        Command::Run(given) => exit::at_once(run(argv0, given)),
        Command::Help => exit::at_once(print(&flags::help())),
        Command::Version => exit::at_once(print(&format!("v{NODE_VERSION}\n"))),
        Command::Wrong(text) => exit::at_once(refuse(&argv0, &text)),
    }
}

/// Becomes the script that `--run` names, where there is one; the exit code where that fails.
fn run_package_script(argv0: &str, given: &Given, words: &[String]) -> Option<i32> {
    let (_, name) = given.flags.iter().rev().find(|(name, _)| name == "--run")?;
    let args = words.iter().position(|word| word == "--").map_or(&[][..], |at| &words[at + 1..]);
    Some(match permissions(&given.flags) {
        Ok(permissions) => run_script::run(name, args, &given.flags, &permissions),
        Err(text) => refuse(argv0, &text),
    })
}

/// Runs what the command line gives; returns the exit code.
fn run(argv0: String, given: Given) -> i32 {
    let Given { flags, exec_argv, mut argv } = given;
    let is_file = !flags.iter().any(|(name, _)| name == "--eval");
    if let Some(script) = argv.first_mut().filter(|script| is_file && *script != "-") {
        *script = absolute(script);
    }
    let mut permissions = match permissions(&flags) {
        Ok(permissions) => permissions,
        Err(text) => return refuse(&argv0, &text),
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
    let talks = flags.iter().any(|(name, _)| name == "--interactive")
        || is_file && argv.is_empty() && !names_work(&flags) && repl::is_at_terminal();
    if talks {
        return talk(Options { exec_path, argv0, argv, exec_argv, flags }, permissions);
    }
    let options = Options { exec_path, argv0, argv, exec_argv, flags };
    match Runtime::builder()
        .options(options)
        .permissions(permissions)
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

/// Says what is wrong with the command line, as Node does.
fn refuse(argv0: &str, text: &str) -> i32 {
    complain(&format!("{argv0}: {text}\n"));
    INVALID_ARGUMENT
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
