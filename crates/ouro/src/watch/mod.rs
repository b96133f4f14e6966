//! `ouro --watch FILE`: runs a program in a process of its own, and again whenever a file that it
//! loaded changes. This process never starts the engine.
//! Node docs: Command-line API, `--watch`, `--watch-path`, `--watch-preserve-output`,
//! `--watch-kill-signal`.

mod child;
mod files;
mod report;
mod screen;
mod stamp;
mod supervisor;

use std::path::PathBuf;

use ouro_runtime::signal_number;

pub(crate) use report::join;

use self::{child::Program, files::Files, screen::Screen, supervisor::Supervisor};
use crate::{complain, flags::Given};

/// The signal that ends a program before it is started again, unless `--watch-kill-signal` says
/// otherwise.
const KILL_SIGNAL: &str = "SIGTERM";

/// Whether the command line asks for a program to be watched.
pub(crate) fn is_wanted(given: &Given) -> bool {
    (given.has("--watch") || given.has("--watch-path")) && !given.has("--test")
}

/// Watches until a signal ends it; returns the exit code.
pub(crate) fn run(argv0: &str, given: &Given) -> i32 {
    let values = |wanted: &'static str| {
        given.flags.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value)
    };
    let name = given.value("--watch-kill-signal").unwrap_or(KILL_SIGNAL);
    let Some(kill_signal) = signal_number(name) else {
        complain(&format!("TypeError [ERR_UNKNOWN_SIGNAL]: Unknown signal: {name}\n"));
        return 1;
    };
    let absolute = |path: &String| std::path::absolute(path).unwrap_or_else(|_| path.into());
    let roots: Vec<PathBuf> = values("--watch-path").map(absolute).collect();
    let always = values("--env-file").chain(values("--env-file-if-exists")).map(absolute);
    let files =
        if roots.is_empty() { Files::of_loads(always.collect()) } else { Files::of_trees(roots) };
    let screen = Screen::new(&given.argv, given.has("--watch-preserve-output"));
    let program = Program::new(argv0, given);
    match Supervisor::new(program, files, screen, kill_signal).and_then(Supervisor::run) {
        Ok(code) => code,
        Err(error) => {
            complain(&format!("ouro: {error}\n"));
            1
        }
    }
}
