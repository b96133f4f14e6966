//! What a run gives: counts by folder, feature and edition as tables, and every result as JSON.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    fs, io,
    path::Path,
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    edition::{self, EDITIONS},
    job::{Mode, Outcome},
    suite::Test,
};

/// The results of all tests that ran, in the order of the tests.
pub(crate) type Results = Vec<Vec<(Mode, Outcome)>>;

/// How many tests there were and how many passed in all their modes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) all: usize,
}

impl Count {
    fn add(&mut self, passed: bool) {
        self.all += 1;
        self.passed += usize::from(passed);
    }

    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(crate) fn rate(self) -> f64 {
        if self.all == 0 { 100.0 } else { self.passed as f64 * 100.0 / self.all as f64 }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Ninety-nine point nine nine nine is not a hundred.
        let rate = (self.rate() * 100.0).floor() / 100.0;
        write!(f, "{:>6} of {:>6}  {rate:>6.2} %", self.passed, self.all)
    }
}

/// All counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) tests: Count,
    pub(crate) runs: Count,
    pub(crate) crashes: usize,
    pub(crate) timeouts: usize,
    folders: BTreeMap<String, Count>,
    features: BTreeMap<String, Count>,
    editions: [Count; EDITIONS.len()],
}

impl Report {
    pub(crate) fn new(tests: &[Test], results: &Results) -> Self {
        let mut report = Self::default();
        for (test, outcomes) in tests.iter().zip(results) {
            let passed = outcomes.iter().all(|(_, outcome)| outcome.passed());
            report.tests.add(passed);
            for (_, outcome) in outcomes {
                report.runs.add(outcome.passed());
                report.crashes += usize::from(matches!(outcome, Outcome::Crash(_)));
                report.timeouts += usize::from(matches!(outcome, Outcome::Timeout));
            }
            for folder in folders(&test.path) {
                report.folders.entry(folder).or_default().add(passed);
            }
            if let Some(count) = report.editions.get_mut(edition::edition(test)) {
                count.add(passed);
            }
            for feature in test.matter.iter().flat_map(|matter| &matter.features) {
                report.features.entry(feature.clone()).or_default().add(passed);
            }
        }
        report
    }

    /// The tables by folder, by feature and by edition.
    pub(crate) fn tables(&self) -> String {
        let mut text = String::new();
        let mut table = |title: &str, rows: &mut dyn Iterator<Item = (&str, Count)>| {
            let rows: Vec<_> = rows.filter(|(_, count)| count.all > 0).collect();
            let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
            // Writing to a string does not fail.
            let _ = writeln!(text, "{title}");
            for (name, count) in rows {
                let _ = writeln!(text, "  {name:<width$}  {count}");
            }
            text.push('\n');
        };
        let named = |(name, count): (&'static str, &Count)| (name, *count);
        table("By folder", &mut self.folders.iter().map(|(name, count)| (name.as_str(), *count)));
        table("By feature", &mut self.features.iter().map(|(name, count)| (name.as_str(), *count)));
        table("By edition", &mut EDITIONS.into_iter().zip(&self.editions).map(named));
        text
    }

    /// One paragraph.
    pub(crate) fn summary(&self, time: Duration) -> String {
        format!(
            "{} tests passed, {} runs; {} crashes, {} timeouts; {:.1} s",
            self.tests.to_string().trim(),
            self.runs.to_string().trim(),
            self.crashes,
            self.timeouts,
            time.as_secs_f64()
        )
    }
}

/// The folders that a test counts in: the top ones, and those below them.
fn folders(path: &str) -> Vec<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let folders = parts.len().saturating_sub(1);
    (1..=folders.min(2)).filter_map(|depth| Some(parts.get(..depth)?.join("/"))).collect()
}

/// Writes all results as JSON, a test a line, so that two files can be told apart by `diff`.
///
/// # Errors
/// What writing the file answers.
pub(crate) fn write_json(
    file: &Path,
    tests: &[Test],
    results: &Results,
    suite_version: Option<&str>,
    time: Duration,
) -> io::Result<()> {
    let mut text = format!(
        "{{\"suite\": {}, \"seconds\": {:.1},\n\"tests\": {{\n",
        json!(suite_version),
        time.as_secs_f64()
    );
    let last = tests.len().saturating_sub(1);
    for (at, (test, outcomes)) in tests.iter().zip(results).enumerate() {
        let outcomes: serde_json::Map<String, Value> = outcomes
            .iter()
            .map(|(mode, outcome)| (mode.name().to_owned(), outcome.to_string().into()))
            .collect();
        let comma = if at == last { "" } else { "," };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}: {}{comma}", json!(test.path), Value::from(outcomes));
    }
    text.push_str("}}\n");
    fs::write(file, text)
}

/// What two runs differ in.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// Tests that passed and now do not, with what they do.
    pub(crate) broken: Vec<String>,
    pub(crate) fixed: Vec<String>,
    /// Folders in which a smaller part of the tests passes.
    pub(crate) lower: Vec<String>,
}

/// Compares results with a file that [`write_json`] wrote; tests that only one run has are left out.
///
/// # Errors
/// What reading the file answers, and where it is no such file.
pub(crate) fn compare(old: &Path, tests: &[Test], results: &Results) -> io::Result<Comparison> {
    let value: Value = serde_json::from_str(&fs::read_to_string(old)?)?;
    let rows = value.get("tests").and_then(Value::as_object);
    let rows = rows.ok_or_else(|| io::Error::other("no results of this runner"))?;
    let mut comparison = Comparison::default();
    let mut folders_then: BTreeMap<String, (Count, Count)> = BTreeMap::new();
    for (test, outcomes) in tests.iter().zip(results) {
        let Some(row) = rows.get(&test.path) else { continue };
        let (mut passed_then, mut passed_now) = (true, true);
        for (mode, outcome) in outcomes {
            let Some(then) = row.get(mode.name()).and_then(Value::as_str) else { continue };
            passed_then &= then == "pass";
            passed_now &= outcome.passed();
            match (then == "pass", outcome.passed()) {
                (true, false) => {
                    comparison.broken.push(format!("{} ({mode}): {outcome}", test.path));
                }
                (false, true) => comparison.fixed.push(format!("{} ({mode})", test.path)),
                _ => {}
            }
        }
        for folder in folders(&test.path) {
            let (then, now) = folders_then.entry(folder).or_default();
            then.add(passed_then);
            now.add(passed_now);
        }
    }
    for (folder, (then, now)) in folders_then {
        if now.passed < then.passed {
            comparison
                .lower
                .push(format!("{folder}: {} to {} of {}", then.passed, now.passed, now.all));
        }
    }
    Ok(comparison)
}
