//! Which tests fail, and why: files of lines `pattern -> reason` that a run is held against.
//! The format is told in `expectations/README.md`.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt, fs, io,
    path::Path,
};

use crate::{
    job::{Mode, Outcome},
    pattern,
};

/// All lines of a folder of expectation files.
#[derive(Debug, Default)]
pub(crate) struct Expectations {
    lines: Vec<Line>,
    /// Lines that name one test, by its path.
    exact: HashMap<String, Vec<usize>>,
    /// Lines with a `*`.
    wide: Vec<usize>,
    /// Lines for a feature, by its name.
    features: HashMap<String, usize>,
}

/// One expectation.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Where it stands: `file:line`.
    place: String,
    /// A path, a pattern, or `feature:NAME`.
    pattern: String,
    /// The one mode it is about.
    mode: Option<Mode>,
    reason: String,
}

/// What is wrong with an expectation file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refused(pub(crate) String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A result against what was expected.
#[derive(Debug)]
pub(crate) enum Verdict<'a> {
    AsExpected,
    UnexpectedFail,
    /// And the line that says otherwise.
    UnexpectedPass(&'a Line),
}

/// What a reason may begin with.
const KINDS: [&str; 3] = ["missing in Boa: ", "missing in the host: ", "bug: "];

/// The place of a reason's kind in [`KINDS`].
pub(crate) fn kind(reason: &str) -> Option<usize> {
    KINDS.iter().position(|kind| reason.starts_with(kind))
}

impl Line {
    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    pub(crate) fn reason(&self) -> &str {
        &self.reason
    }

    /// The path, the pattern, or `feature:NAME`.
    pub(crate) fn subject(&self) -> &str {
        &self.pattern
    }

    fn is_about(&self, mode: Mode) -> bool {
        self.mode.is_none_or(|only| only == mode)
    }
}

impl Expectations {
    /// Reads all `.txt` files of a folder, in the order of their names.
    ///
    /// # Errors
    /// Refuses a line that is none, lacks a reason, or says what another line said, by `file:line`.
    pub(crate) fn read(folder: &Path) -> Result<Self, Refused> {
        let told = |error: io::Error| Refused(format!("{}: {error}", folder.display()));
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(told)? {
            let path = entry.map_err(told)?.path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                files.push(path);
            }
        }
        files.sort();
        let mut texts = Vec::new();
        for path in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.push((name, fs::read_to_string(&path).map_err(told)?));
        }
        Self::parse(&texts)
    }

    /// Reads files given as name and text.
    fn parse(texts: &[(String, String)]) -> Result<Self, Refused> {
        let mut reasons = BTreeMap::new();
        for row in rows(texts) {
            if let Some((name, reason)) = row.text.split_once(" = ") {
                check_reason(reason).map_err(|message| row.refuse(&message))?;
                if reasons.insert(name, reason).is_some() {
                    return Err(row.refuse(&format!("a second reason called {name}")));
                }
            }
        }
        let mut all = Self::default();
        let mut used = HashSet::new();
        for row in rows(texts).filter(|row| !row.text.contains(" = ")) {
            let line = row.line(&reasons, &mut used)?;
            all.add(line).map_err(|message| row.refuse(&message))?;
        }
        if let Some(name) = reasons.keys().find(|name| !used.contains(**name)) {
            return Err(Refused(format!("the reason {name} is used by no line")));
        }
        Ok(all)
    }

    fn add(&mut self, line: Line) -> Result<(), String> {
        let at = self.lines.len();
        if let Some(feature) = line.pattern.strip_prefix("feature:") {
            if self.features.insert(feature.to_owned(), at).is_some() {
                return Err(format!("a second line for the feature {feature}"));
            }
        } else if line.pattern.contains('*') {
            self.wide.push(at);
        } else {
            let known = self.exact.entry(line.pattern.clone()).or_default();
            let twice = known.iter().filter_map(|&at| self.lines.get(at)).any(|other| {
                other.mode.is_none() || line.mode.is_none() || other.mode == line.mode
            });
            if twice {
                return Err(format!("a second line for {}", line.pattern));
            }
            known.push(at);
        }
        self.lines.push(line);
        Ok(())
    }

    /// Holds a result against the lines. A line for a path or pattern says that every test it matches
    /// fails; one for a feature, that tests may fail which need it.
    pub(crate) fn judge(
        &self,
        path: &str,
        mode: Mode,
        features: &[String],
        outcome: &Outcome,
    ) -> Verdict<'_> {
        match (outcome.passed(), self.line_for(path, mode)) {
            (true, Some(line)) => Verdict::UnexpectedPass(line),
            (true, None) | (false, Some(_)) => Verdict::AsExpected,
            (false, None) if self.feature_for(features).is_some() => Verdict::AsExpected,
            (false, None) => Verdict::UnexpectedFail,
        }
    }

    /// The reason why a test fails.
    pub(crate) fn reason(&self, path: &str, mode: Mode, features: &[String]) -> Option<&str> {
        let line = self.line_for(path, mode).or_else(|| self.feature_for(features));
        line.map(|line| line.reason.as_str())
    }

    fn line_for(&self, path: &str, mode: Mode) -> Option<&Line> {
        let exact = self.exact.get(path).into_iter().flatten().filter_map(|&at| self.lines.get(at));
        let mut wide = self.wide.iter().filter_map(|&at| self.lines.get(at));
        exact.into_iter().find(|line| line.is_about(mode)).or_else(|| {
            wide.find(|line| line.is_about(mode) && pattern::matches(&line.pattern, path))
        })
    }

    fn feature_for(&self, features: &[String]) -> Option<&Line> {
        features.iter().find_map(|name| self.lines.get(*self.features.get(name)?))
    }

    /// The lines that nothing in a run of the whole suite answers to: their tests are gone, or their
    /// feature's tests all pass.
    pub(crate) fn stale<'a>(
        &'a self,
        failed: impl Iterator<Item = (&'a str, &'a [String])>,
    ) -> Vec<&'a Line> {
        let (mut paths, mut features) = (HashSet::new(), HashSet::new());
        for (path, needed) in failed {
            paths.insert(path);
            features.extend(needed.iter().map(String::as_str));
        }
        let answered = |line: &Line| match line.pattern.strip_prefix("feature:") {
            Some(feature) => features.contains(feature),
            None if line.pattern.contains('*') => {
                paths.iter().any(|path| pattern::matches(&line.pattern, path))
            }
            None => paths.contains(line.pattern.as_str()),
        };
        self.lines.iter().filter(|line| !answered(line)).collect()
    }
}

/// A line of a file that is neither empty nor a comment.
struct Row<'a> {
    file: &'a str,
    number: usize,
    text: &'a str,
}

fn rows(texts: &[(String, String)]) -> impl Iterator<Item = Row<'_>> {
    texts.iter().flat_map(|(file, text)| {
        let numbered = text.lines().enumerate();
        numbered
            .map(|(at, line)| Row { file, number: at + 1, text: line.trim() })
            .filter(|row| !row.text.is_empty() && !row.text.starts_with('#'))
    })
}

impl<'a> Row<'a> {
    fn refuse(&self, message: &str) -> Refused {
        Refused(format!("{}:{}: {message}", self.file, self.number))
    }

    fn line(
        &self,
        reasons: &BTreeMap<&'a str, &'a str>,
        used: &mut HashSet<&'a str>,
    ) -> Result<Line, Refused> {
        let Some((subject, reason)) = self.text.split_once(" -> ") else {
            let lone = self.text.trim_end_matches("->").trim_end();
            return Err(self.refuse(&format!("{lone} has no reason")));
        };
        let (subject, mode) = match subject.rsplit_once('@') {
            Some((subject, mode)) => {
                let mode = Mode::named(mode.trim());
                (subject, Some(mode.ok_or_else(|| self.refuse("no such mode"))?))
            }
            None => (subject, None),
        };
        let reason = match reasons.get_key_value(reason) {
            Some((name, reason)) => {
                used.insert(name);
                reason
            }
            None => {
                check_reason(reason).map_err(|message| self.refuse(&message))?;
                reason
            }
        };
        Ok(Line {
            place: format!("{}:{}", self.file, self.number),
            pattern: subject.trim().to_owned(),
            mode,
            reason: reason.to_owned(),
        })
    }
}

/// Sees that a reason is one: of a known kind, with words; a bug's with a reproducer.
fn check_reason(reason: &str) -> Result<(), String> {
    let words = KINDS.iter().find_map(|kind| reason.strip_prefix(kind));
    let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
        let kinds = KINDS.map(|kind| format!("`{}`", kind.trim())).join(", ");
        return Err(format!(
            "`{reason}` is no reason: it is no name of one, nor begins with {kinds}"
        ));
    };
    if reason.starts_with("bug: ") && words.matches('`').count() < 2 {
        return Err("a bug without its reproducer, in backticks at the end".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Expectations, Refused> {
        Expectations::parse(&[("a.txt".to_owned(), text.to_owned())])
    }

    fn refused(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_line_without_reason_is_refused_by_its_place() {
        assert!(refused("# a\n\nx.js").starts_with("a.txt:3: x.js has no reason"));
        assert!(refused("x.js ->").starts_with("a.txt:1: x.js has no reason"));
        assert!(refused("x.js -> because").starts_with("a.txt:1: `because` is no reason"));
        assert!(refused("x.js -> missing in Boa: ").starts_with("a.txt:1: "));
        assert!(refused("x.js -> bug: wrong").contains("reproducer"));
        assert!(refused("x.js@fast -> missing in Boa: a").contains("no such mode"));
        assert!(
            refused("x.js -> missing in Boa: a\nx.js@strict -> missing in Boa: a")
                .starts_with("a.txt:2: a second line")
        );
        assert!(refused("a = missing in Boa: b").contains("used by no line"));
    }

    #[test]
    fn both_directions_are_judged() {
        let all = parse(
            "gone = bug: no: `1`\nx.js -> gone\ny/** -> missing in the host: y\n\
             z.js@strict -> missing in Boa: z\nfeature:new -> missing in Boa: new",
        )
        .unwrap();
        let fail = Outcome::Crash("x".into());
        let judge = |path, mode, features: &[String], outcome: &Outcome| match all
            .judge(path, mode, features, outcome)
        {
            Verdict::AsExpected => "expected",
            Verdict::UnexpectedFail => "fail",
            Verdict::UnexpectedPass(_) => "pass",
        };
        let new = ["old".to_owned(), "new".to_owned()];
        for (path, mode, features, outcome, expected) in [
            ("x.js", Mode::Sloppy, &[][..], &fail, "expected"),
            ("x.js", Mode::Strict, &[], &Outcome::Pass, "pass"),
            ("y/a/b.js", Mode::Module, &[], &Outcome::Timeout, "expected"),
            ("y/a/b.js", Mode::Module, &[], &Outcome::Pass, "pass"),
            ("z.js", Mode::Strict, &[], &fail, "expected"),
            ("z.js", Mode::Sloppy, &[], &fail, "fail"),
            ("z.js", Mode::Sloppy, &[], &Outcome::Pass, "expected"),
            ("w.js", Mode::Sloppy, &new, &fail, "expected"),
            ("w.js", Mode::Sloppy, &new, &Outcome::Pass, "expected"),
            ("w.js", Mode::Sloppy, &new[..1], &fail, "fail"),
        ] {
            assert_eq!(judge(path, mode, features, outcome), expected, "{path} {mode} {outcome}");
        }
        assert_eq!(all.reason("x.js", Mode::Strict, &[]), Some("bug: no: `1`"));
    }

    #[test]
    fn lines_that_nothing_answers_to_are_found() {
        let all = parse(
            "x.js -> missing in Boa: x\ny/** -> missing in Boa: y\n\
             feature:a -> missing in Boa: a\nfeature:b -> missing in Boa: b",
        )
        .unwrap();
        let features = ["b".to_owned()];
        let failed = [("x.js", &features[..]), ("z.js", &[])];
        let stale: Vec<&str> =
            all.stale(failed.into_iter()).iter().map(|line| line.place()).collect();
        assert_eq!(stale, ["a.txt:2", "a.txt:3"]);
    }
}
