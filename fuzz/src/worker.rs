//! Runs inputs in this process: until the time is over or a target panics.

use std::{
    fs::{self, File},
    io::{self, Seek as _, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use ouro_fuzz::{Mutator, TARGETS, Target, seeds};

use crate::arguments::Arguments;

/// Exit code of a worker whose target panicked: the input is where it said.
const FOUND: u8 = 101;

/// Runs the one target of `arguments`, and leaves each input in `file` before it is tried.
pub(crate) fn work(arguments: &Arguments, file: &Path) -> ExitCode {
    let target = TARGETS.iter().find(|target| arguments.targets.iter().any(|n| n == target.name));
    let Some(target) = target else { return ExitCode::from(2) };
    let started = Instant::now();
    let seeds = seeds(target.name);
    let mut mutator = Mutator::new(arguments.seed, seeds.clone(), target.tokens);
    let mut executions = 0_u64;
    let (mut slowest, mut slowest_input) = (Duration::ZERO, Vec::new());
    let mut seeds = seeds.into_iter();
    let mut note = match File::create(file) {
        Ok(note) => note,
        Err(error) => {
            eprintln!("{}: {error}", file.display());
            return ExitCode::from(2);
        }
    };
    while started.elapsed() < arguments.time {
        let input = seeds.next().unwrap_or_else(|| mutator.next_input());
        if let Err(error) = leave(&mut note, &input) {
            eprintln!("{}: {error}", file.display());
            return ExitCode::from(2);
        }
        let before = Instant::now();
        if !survives(target, &input) {
            return ExitCode::from(FOUND);
        }
        executions += 1;
        if before.elapsed() > slowest {
            slowest = before.elapsed();
            slowest_input = input;
        }
    }
    let _ = fs::write(file.with_extension("slowest"), slowest_input);
    let line = format!(
        "{executions} executions in {:.1} s, the slowest {:.0} ms",
        started.elapsed().as_secs_f64(),
        slowest.as_secs_f64() * 1e3
    );
    let _ = writeln!(io::stdout(), "{line}");
    ExitCode::SUCCESS
}

/// Replaces what a file holds. It is not emptied first: file systems may then wait for the disk.
fn leave(note: &mut File, input: &[u8]) -> io::Result<()> {
    note.rewind()?;
    note.write_all(input)?;
    note.set_len(input.len() as u64)
}

/// Runs one input of a file.
pub(crate) fn replay(targets: &[&Target], file: &Path) -> ExitCode {
    let ([target], Ok(input)) = (targets, fs::read(file)) else {
        eprintln!("--input needs one target, and a file");
        return ExitCode::from(2);
    };
    let before = Instant::now();
    let survived = survives(target, &input);
    println!("{} in {:.3} s", target.name, before.elapsed().as_secs_f64());
    if survived { ExitCode::SUCCESS } else { ExitCode::from(FOUND) }
}

/// Whether the target does not panic; the panic itself writes to standard error.
fn survives(target: &Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_ok()
}
