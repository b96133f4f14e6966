//! What parent and worker say to each other: a job a line, a result a line, both JSON.

use std::fmt;

use serde_json::{Value, json};

use crate::front_matter::FrontMatter;

/// How the text of a test is run.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Mode {
    Sloppy,
    Strict,
    Module,
}

impl Mode {
    /// The modes that a test is run in. INTERPRETING.md: Strict Mode, Modules, `raw`.
    pub(crate) fn of(matter: &FrontMatter) -> &'static [Self] {
        let flags = &matter.flags;
        if flags.module {
            &[Self::Module]
        } else if flags.only_strict {
            &[Self::Strict]
        } else if flags.raw || flags.no_strict {
            &[Self::Sloppy]
        } else {
            &[Self::Sloppy, Self::Strict]
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sloppy => "sloppy",
            Self::Strict => "strict",
            Self::Module => "module",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Sloppy, Self::Strict, Self::Module].into_iter().find(|mode| mode.name() == name)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a test ended in one mode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    Pass,
    /// What was wrong.
    Fail(String),
    /// The worker, or the runtime in it, died: by what.
    Crash(String),
    /// It was ended after the time limit.
    Timeout,
}

impl Outcome {
    pub(crate) fn passed(&self) -> bool {
        *self == Self::Pass
    }
}

/// As the JSON of results has it: `pass`, `fail: …`, `crash: …`, `timeout`.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pass => f.write_str("pass"),
            Self::Fail(message) => write!(f, "fail: {message}"),
            Self::Crash(message) => write!(f, "crash: {message}"),
            Self::Timeout => f.write_str("timeout"),
        }
    }
}

/// A test to run, in one mode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Job {
    /// Below the suite's `test` folder.
    pub(crate) path: String,
    pub(crate) mode: Mode,
}

impl Job {
    pub(crate) fn line(&self) -> String {
        json!({ "path": self.path, "mode": self.mode.name() }).to_string()
    }

    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let path = value.get("path")?.as_str()?.to_owned();
        let mode = Mode::named(value.get("mode")?.as_str()?)?;
        Some(Self { path, mode })
    }
}

/// A worker's word on a job.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    /// Whether the worker wants to be replaced: it holds much memory, or threads that do not end.
    pub(crate) retire: bool,
}

/// Begins a worker's answers: tests, too, may write to standard output.
pub(crate) const MARK: char = '\u{1e}';

impl Answer {
    pub(crate) fn line(&self) -> String {
        let (outcome, message) = match &self.outcome {
            Outcome::Pass => ("pass", ""),
            Outcome::Fail(message) => ("fail", message.as_str()),
            Outcome::Crash(message) => ("crash", message.as_str()),
            Outcome::Timeout => ("timeout", ""),
        };
        json!({ "outcome": outcome, "message": message, "retire": self.retire }).to_string()
    }

    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(line).ok()?;
        let message = value.get("message")?.as_str()?.to_owned();
        let outcome = match value.get("outcome")?.as_str()? {
            "pass" => Outcome::Pass,
            "fail" => Outcome::Fail(message),
            "crash" => Outcome::Crash(message),
            "timeout" => Outcome::Timeout,
            _ => return None,
        };
        Some(Self { outcome, retire: value.get("retire")?.as_bool()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_and_answers_survive_the_pipe() {
        let job = Job { path: "a/\"b\".js".into(), mode: Mode::Strict };
        assert_eq!(Job::from_line(&job.line()), Some(job));
        for outcome in [
            Outcome::Pass,
            Outcome::Fail("a\nb \u{1e}".into()),
            Outcome::Crash(String::new()),
            Outcome::Timeout,
        ] {
            let answer = Answer { outcome, retire: true };
            assert!(!answer.line().contains('\n'));
            assert_eq!(Answer::from_line(&answer.line()), Some(answer));
        }
    }

    #[test]
    fn flags_choose_the_modes() {
        let modes = |flags: &str| {
            Mode::of(&FrontMatter::read(&format!("/*---\nflags: [{flags}]\n---*/")).unwrap())
        };
        assert_eq!(modes(""), [Mode::Sloppy, Mode::Strict]);
        assert_eq!(modes("onlyStrict"), [Mode::Strict]);
        assert_eq!(modes("noStrict"), [Mode::Sloppy]);
        assert_eq!(modes("raw"), [Mode::Sloppy]);
        assert_eq!(modes("module, raw"), [Mode::Module]);
    }
}
