//! The command line.

use std::{ffi::OsString, num::NonZero, path::PathBuf, thread, time::Duration};

use clap::{Arg, ArgAction, ArgMatches, error::ErrorKind, value_parser};

use crate::{pool, suite::Choice, worker};

/// What the command line asks for.
#[derive(Debug)]
pub(crate) enum Command {
    Run(Box<Run>),
    /// To be a worker of another process of this program.
    Worker(worker::Settings),
}

/// A run of tests.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) choice: Choice,
    pub(crate) settings: pool::Settings,
    /// The folder of expectations; none are held where it is empty.
    pub(crate) expectations: Option<PathBuf>,
    pub(crate) json: Option<PathBuf>,
    pub(crate) compare: Option<PathBuf>,
    /// No tables.
    pub(crate) brief: bool,
}

/// Seconds that a test may take in one mode.
const TIME_LIMIT: &str = "10";

/// Mebibytes of address space of a worker; a quarter of it is the stack's, used as needed.
const MEMORY: &str = "1536";

/// Reads the command line.
///
/// # Errors
/// What is wrong with it, and what `--help` prints.
pub(crate) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Command, clap::Error> {
    let matches = command().try_get_matches_from(args)?;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let number = |name: &str| matches.get_one::<u64>(name).copied();
    let suite = path("suite").or_else(|| std::env::var_os("TEST262_DIR").map(PathBuf::from));
    let suite = suite.filter(|suite| suite.join("test").is_dir() && suite.join("harness").is_dir());
    let suite = suite.and_then(|suite| suite.canonicalize().ok()).ok_or_else(|| {
        let message = "no checkout of tc39/test262: give its path by --suite or TEST262_DIR\n";
        command().error(ErrorKind::ValueValidation, message)
    })?;
    let memory = number("memory").unwrap_or_default() << 20;
    let worker = worker::Settings { suite, memory };
    if matches.get_flag("worker") {
        return Ok(Command::Worker(worker));
    }
    let program = std::env::current_exe().map_err(|error| {
        command().error(ErrorKind::Io, format!("where is this program: {error}\n"))
    })?;
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let settings = pool::Settings {
        program,
        worker,
        jobs: matches.get_one::<usize>("jobs").copied().unwrap_or(cores),
        time_limit: Duration::from_secs(number("timeout").unwrap_or_default()),
    };
    let choice = Choice {
        filters: all(&matches, "filter"),
        features: all(&matches, "features"),
        sample: matches.get_one::<usize>("sample").copied(),
        seed: number("seed").unwrap_or_default(),
    };
    let expectations = text("expectations").unwrap_or_default();
    Ok(Command::Run(Box::new(Run {
        choice,
        settings,
        expectations: (!expectations.is_empty()).then(|| expectations.into()),
        json: path("json"),
        compare: path("compare"),
        brief: matches.get_flag("brief"),
    })))
}

fn all(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
}

fn command() -> clap::Command {
    let value = |name: &'static str, of: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(of).help(help)
    };
    let path = |name, help| value(name, "PATH", help).value_parser(value_parser!(PathBuf));
    let count = |name, help| value(name, "N", help).value_parser(value_parser!(usize));
    let number = |name, help| value(name, "N", help).value_parser(value_parser!(u64));
    let list = |name, of, help| value(name, of, help).action(ArgAction::Append);
    clap::Command::new("test262-runner")
        .args_override_self(true)
        .about("Runs tc39/test262 on the runtime of Ouro.")
        .after_help(
            "Exit codes: 0 where all ended as expected, 1 where something did not or broke, \
             2 where the run was not possible.",
        )
        .args([
            path("suite", "A checkout of tc39/test262 [default: $TEST262_DIR]"),
            list(
                "filter",
                "PATTERN",
                "Only tests whose path has this part, or matches it with * and **",
            ),
            list("features", "NAMES", "Only tests that need any of these features")
                .value_delimiter(','),
            count("sample", "Only so many of the chosen tests, drawn by the seed"),
            number("seed", "What draws the sample").default_value("1"),
            count("jobs", "Workers at a time [default: a worker a core]"),
            number("timeout", "Seconds that a test may take").default_value(TIME_LIMIT),
            number("memory", "Mebibytes of address space a worker may have").default_value(MEMORY),
            path("json", "Write all results to this file"),
            path("compare", "Say what broke and what was fixed since the results in this file"),
            value("expectations", "PATH", "The folder of expectations; an empty path holds none")
                .default_value(concat!(env!("CARGO_MANIFEST_DIR"), "/expectations")),
            Arg::new("brief").long("brief").action(ArgAction::SetTrue).help("Print no tables"),
            Arg::new("worker").long("worker").action(ArgAction::SetTrue).hide(true),
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        command().debug_assert();
    }
}
