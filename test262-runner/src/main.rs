//! Runs the official test suite of the language, tc39/test262, on the runtime of Ouro.
//!
//! The parent process finds the tests and spreads them over worker processes, which are this program
//! again (`worker`): a test may take the worker's life, and nothing else. What comes back is counted
//! (`report`) and held against the expectations (`expectations`).

#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "it reads the suite and starts itself")]

mod edition;
mod expectations;
mod flags;
mod front_matter;
mod job;
mod pattern;
mod pool;
mod progress;
mod report;
mod suite;
mod worker;

use std::{
    io::{self, Write},
    process::ExitCode,
    time::Instant,
};

use crate::{
    expectations::{Expectations, Verdict},
    flags::{Command, Run},
    job::{Mode, Outcome},
    progress::Progress,
    report::{Report, Results},
    suite::Test,
};

#[global_allocator]
static ALLOCATOR: ouro_sys::memory::Counting = ouro_sys::memory::Counting;

/// Something did not end as expected, or broke.
const UNEXPECTED: u8 = 1;

/// The run itself was not possible.
const IMPOSSIBLE: u8 = 2;

fn main() -> ExitCode {
    ouro_sys::memory::prepare();
    let done = match flags::read(std::env::args_os()) {
        Ok(Command::Worker(settings)) => worker::run(&settings).map(|()| 0),
        Ok(Command::Run(run)) => self::run(&run),
        Err(error) => {
            let code = if error.use_stderr() { IMPOSSIBLE } else { 0 };
            // Nobody to tell that nobody listens.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    done.map_or_else(
        |error| {
            let _ = writeln!(io::stderr(), "test262-runner: {error}");
            ExitCode::from(IMPOSSIBLE)
        },
        ExitCode::from,
    )
}

/// Runs the chosen tests; returns the exit code.
fn run(run: &Run) -> io::Result<u8> {
    let expectations = match &run.expectations {
        Some(folder) => {
            let read = Expectations::read(folder);
            Some(read.map_err(|refused| io::Error::other(refused.to_string()))?)
        }
        None => None,
    };
    let tests = suite::select(&run.settings.worker.suite, &run.choice)?;
    if tests.is_empty() {
        return Err(io::Error::other("no test is chosen"));
    }
    let started = Instant::now();
    let mut progress = Progress::new(tests.len());
    let mut results: Results = vec![Vec::new(); tests.len()];
    pool::run(&tests, &run.settings, |finished| {
        progress.step(finished.outcomes.iter().all(|(_, outcome)| outcome.passed()));
        if let Some(place) = results.get_mut(finished.test) {
            *place = finished.outcomes;
        }
    })?;
    progress.clear();
    let time = started.elapsed();
    let report = Report::new(&tests, &results);
    let mut out = io::stdout().lock();
    if !run.brief {
        write!(out, "{}", report.tables())?;
    }
    writeln!(out, "{}", report.summary(time))?;
    if let Some(file) = &run.json {
        let version = suite::version(&run.settings.worker.suite);
        report::write_json(file, &tests, &results, version.as_deref(), time)?;
    }
    let mut is_good = true;
    if let Some(expectations) = &expectations {
        let whole = run.choice.is_whole();
        is_good &= hold_against(expectations, &tests, &results, whole, &mut out)?;
    }
    if let Some(old) = &run.compare {
        let comparison = report::compare(old, &tests, &results)?;
        for (title, rows) in [
            ("broke", &comparison.broken),
            ("fixed", &comparison.fixed),
            ("fewer pass in", &comparison.lower),
        ] {
            writeln!(out, "{title}: {}", rows.len())?;
            for row in rows {
                writeln!(out, "  {row}")?;
            }
        }
        is_good &= comparison.broken.is_empty();
    }
    Ok(if is_good { 0 } else { UNEXPECTED })
}

/// Tells what did not end as expected; whether all did.
fn hold_against(
    expectations: &Expectations,
    tests: &[Test],
    results: &Results,
    whole: bool,
    out: &mut impl Write,
) -> io::Result<bool> {
    let (mut failed, mut unexpected, mut by_reason) = (Vec::new(), 0, [0; 3]);
    for (test, mode, outcome) in each(tests, results) {
        let features = features(test);
        let path = test.path.as_str();
        match expectations.judge(path, mode, features, outcome) {
            Verdict::AsExpected => {}
            Verdict::UnexpectedFail => {
                unexpected += 1;
                writeln!(out, "unexpected: {path} ({mode}) {outcome}")?;
            }
            Verdict::UnexpectedPass(line) => {
                unexpected += 1;
                let (place, reason) = (line.place(), line.reason());
                writeln!(out, "unexpected: {path} ({mode}) passes; {place} has: {reason}")?;
            }
        }
        if !outcome.passed() {
            failed.push((path, features));
            let reason = expectations.reason(path, mode, features);
            let kind = reason.and_then(expectations::kind);
            if let Some(count) = kind.and_then(|kind| by_reason.get_mut(kind)) {
                *count += 1;
            }
        }
    }
    if whole {
        for line in expectations.stale(failed.iter().copied()) {
            unexpected += 1;
            writeln!(out, "unexpected: no test fails of {}: {}", line.place(), line.subject())?;
        }
    }
    let [boa, host, bugs] = by_reason;
    writeln!(
        out,
        "{} runs failed: {boa} missing in Boa, {host} missing in the host, {bugs} bugs; \
         {unexpected} not as expected",
        failed.len()
    )?;
    Ok(unexpected == 0)
}

fn features(test: &Test) -> &[String] {
    test.matter.as_ref().map_or(&[], |matter| &matter.features)
}

/// Every result.
fn each<'a>(
    tests: &'a [Test],
    results: &'a Results,
) -> impl Iterator<Item = (&'a Test, Mode, &'a Outcome)> {
    tests.iter().zip(results).flat_map(|(test, outcomes)| {
        outcomes.iter().map(move |(mode, outcome)| (test, *mode, outcome))
    })
}
