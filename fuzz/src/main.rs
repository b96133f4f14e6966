//! Drives the targets by seeded inputs: each in a process of its own, so that what aborts or
//! hangs is found as well as what panics.

mod arguments;
mod watch;
mod worker;

use std::{process::ExitCode, time::Duration};

use arguments::Arguments;
use ouro_fuzz::{TARGETS, Target};

#[global_allocator]
static ALLOCATOR: ouro_sys::memory::Counting = ouro_sys::memory::Counting;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(text) => {
            eprintln!("{text}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    if let Some(file) = &arguments.work {
        return worker::work(&arguments, file);
    }
    let targets = chosen(&arguments.targets);
    if let Some(file) = &arguments.input {
        return worker::replay(&targets, file);
    }
    let share = arguments.time / u32::try_from(targets.len().max(1)).unwrap_or(1);
    let mut failed = false;
    for target in &targets {
        failed |= !watch::watch(target, arguments.seed, share.max(Duration::from_millis(200)));
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The targets of these names; all where there are none.
fn chosen(names: &[String]) -> Vec<&'static Target> {
    let is_chosen = |target: &&Target| names.is_empty() || names.iter().any(|n| n == target.name);
    TARGETS.iter().filter(is_chosen).collect()
}
