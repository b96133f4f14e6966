//! What a test says of itself between `/*---` and `---*/`: the part of YAML that the suite uses.
//! tc39/test262, INTERPRETING.md: Metadata.

use std::fmt;

/// The metadata of a test, as far as running it needs them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct FrontMatter {
    pub(crate) flags: Flags,
    /// Names of the features that the test needs, in the suite's own words.
    pub(crate) features: Vec<String>,
    /// Harness files to evaluate before the test, in order.
    pub(crate) includes: Vec<String>,
    /// Language tags that the test depends on.
    pub(crate) locale: Vec<String>,
    pub(crate) negative: Option<Negative>,
    /// `es5id`, `es6id`, `esid`: which editions' sections the test was written for.
    pub(crate) ids: Ids,
}

/// The flags; `generated` and `non-deterministic` change nothing.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Flags {
    pub(crate) only_strict: bool,
    pub(crate) no_strict: bool,
    pub(crate) module: bool,
    pub(crate) raw: bool,
    pub(crate) is_async: bool,
    /// `[[CanBlock]]` as the test needs it.
    pub(crate) can_block: Option<bool>,
}

/// Whether the keys are there.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Ids {
    pub(crate) es5: bool,
    pub(crate) es6: bool,
}

/// The error that a test must end with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Negative {
    pub(crate) phase: Phase,
    /// The name of the error's constructor.
    pub(crate) kind: String,
}

/// When an error occurs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Phase {
    Parse,
    Resolution,
    Runtime,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parse => "parse",
            Self::Resolution => "resolution",
            Self::Runtime => "runtime",
        })
    }
}

/// What is wrong with a front matter, and in which line of the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl FrontMatter {
    /// Reads the front matter of a test. A file without one is a test without metadata.
    ///
    /// # Errors
    /// An end that is missing, a flag or phase that the suite does not have, a `negative` without
    /// phase or type: what a runner does not understand it must not run as something else.
    pub(crate) fn read(source: &str) -> Result<Self, Wrong> {
        let Some(start) = source.find("/*---") else { return Ok(Self::default()) };
        let body = source.get(start + 5..).unwrap_or_default();
        // Some tests are about line ends, and have their own kind of them here, too.
        let text = source.replace("\r\n", "\n").replace('\r', "\n");
        let first = text.find("/*---").map_or(0, |at| text[..at].matches('\n').count()) + 1;
        let Some(end) = body.find("---*/") else {
            return Err(Wrong { line: first, message: "the front matter has no end".into() });
        };
        let body = body.get(..end).unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n");
        let mut matter = Self::default();
        for entry in entries(&body, first) {
            matter.take(&entry)?;
        }
        Ok(matter)
    }

    fn take(&mut self, entry: &Entry<'_>) -> Result<(), Wrong> {
        match entry.key {
            "flags" => {
                for flag in entry.list() {
                    self.flags.raise(&flag).map_err(|message| entry.wrong(message))?;
                }
            }
            "features" => self.features = entry.list(),
            "includes" => self.includes = entry.list(),
            "locale" => self.locale = entry.list(),
            "negative" => self.negative = Some(entry.negative()?),
            "es5id" => self.ids.es5 = true,
            "es6id" => self.ids.es6 = true,
            _ => {}
        }
        Ok(())
    }
}

impl Flags {
    fn raise(&mut self, flag: &str) -> Result<(), String> {
        match flag {
            "onlyStrict" => self.only_strict = true,
            "noStrict" => self.no_strict = true,
            "module" => self.module = true,
            "raw" => self.raw = true,
            "async" => self.is_async = true,
            "CanBlockIsFalse" => self.can_block = Some(false),
            "CanBlockIsTrue" => self.can_block = Some(true),
            "generated" | "non-deterministic" => {}
            other => return Err(format!("unknown flag {other}")),
        }
        Ok(())
    }
}

/// A key at the left margin, with what follows it up to the next.
struct Entry<'a> {
    key: &'a str,
    /// What stands behind the colon.
    inline: &'a str,
    /// The lines below, indented.
    block: Vec<&'a str>,
    line: usize,
}

/// The top-level entries of a block of YAML whose first line is number `first` of its file.
fn entries(text: &str, first: usize) -> Vec<Entry<'_>> {
    let mut found: Vec<Entry<'_>> = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        // A list may stand at the margin below its key.
        let is_inner = line.starts_with([' ', '\t', '-', ']']) || line.trim().is_empty();
        match (line.split_once(':'), is_inner) {
            (Some((key, inline)), false) => found.push(Entry {
                key: key.trim_end(),
                inline: inline.trim(),
                block: Vec::new(),
                line: first + number,
            }),
            _ => {
                if let Some(last) = found.last_mut() {
                    last.block.push(line);
                }
            }
        }
    }
    found
}

impl Entry<'_> {
    /// The value as a list: `[a, b]`, over several lines too, or lines that begin with `-`.
    fn list(&self) -> Vec<String> {
        let mut whole = without_comment(self.inline).to_owned();
        if whole.starts_with('[') || self.block.iter().any(|line| line.trim().starts_with('[')) {
            for line in &self.block {
                whole.push(' ');
                whole.push_str(without_comment(line));
            }
            let inner = whole.trim().trim_start_matches('[');
            let inner = inner.split(']').next().unwrap_or_default();
            return inner.split(',').map(plain).filter(|item| !item.is_empty()).collect();
        }
        let items = self.block.iter().filter_map(|line| without_comment(line).strip_prefix('-'));
        let mut items: Vec<String> = items.map(plain).filter(|item| !item.is_empty()).collect();
        if !whole.is_empty() {
            items.insert(0, plain(&whole));
        }
        items
    }

    /// The value as `phase` and `type`, indented below or in braces.
    fn negative(&self) -> Result<Negative, Wrong> {
        let braces = self.inline.trim_start_matches('{').trim_end_matches('}');
        let rows = braces.split(',').chain(self.block.iter().copied());
        let (mut phase, mut kind) = (None, None);
        for (key, value) in rows.filter_map(|row| row.split_once(':')) {
            let value = plain(without_comment(value));
            match key.trim() {
                "phase" => phase = Some(value),
                "type" => kind = Some(value),
                _ => {}
            }
        }
        let phase = match phase.as_deref() {
            Some("parse") => Phase::Parse,
            Some("resolution") => Phase::Resolution,
            Some("runtime") => Phase::Runtime,
            Some(other) => return Err(self.wrong(format!("unknown phase {other}"))),
            None => return Err(self.wrong("negative without phase".into())),
        };
        let kind = kind.filter(|kind| !kind.is_empty());
        let kind = kind.ok_or_else(|| self.wrong("negative without type".into()))?;
        Ok(Negative { phase, kind })
    }

    fn wrong(&self, message: String) -> Wrong {
        Wrong { line: self.line, message }
    }
}

/// A line without a comment at its end and without margins.
fn without_comment(line: &str) -> &str {
    let end = if line.trim_start().starts_with('#') { Some(0) } else { line.find(" #") };
    line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim()
}

/// A plain or quoted word.
fn plain(word: &str) -> String {
    word.trim().trim_matches(['"', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> FrontMatter {
        FrontMatter::read(&format!("// x\n/*---\n{body}\n---*/\ntest;")).unwrap()
    }

    #[test]
    fn a_file_without_one_has_no_metadata() {
        assert_eq!(FrontMatter::read("1;"), Ok(FrontMatter::default()));
    }

    #[test]
    fn lists_are_inline_or_in_lines() {
        let expected = ["a.js", "b.js"].map(str::to_owned).to_vec();
        for body in [
            "includes: [a.js, b.js]",
            "includes: [ a.js , \"b.js\", ]  # both",
            "includes: [a.js,\n  b.js\n]",
            "includes:\n  [a.js,\n  b.js]",
            "includes:\n  - a.js\n  - 'b.js'",
            "includes:\n- a.js\n# no\n- b.js # yes",
        ] {
            assert_eq!(read(body).includes, expected, "{body}");
        }
        assert_eq!(read("includes: []").includes, Vec::<String>::new());
        assert_eq!(read("locale: [en, zh-Hans]\nfeatures: [x]").locale, ["en", "zh-Hans"]);
    }

    #[test]
    fn every_flag_is_known_and_no_other() {
        let flags =
            read("flags: [onlyStrict, noStrict, module, raw, async, generated, non-deterministic]")
                .flags;
        assert!(flags.only_strict && flags.no_strict && flags.module && flags.raw);
        assert!(flags.is_async && flags.can_block.is_none());
        assert_eq!(read("flags: [CanBlockIsFalse]").flags.can_block, Some(false));
        assert_eq!(read("flags: [CanBlockIsTrue]").flags.can_block, Some(true));
        let wrong = FrontMatter::read("\n\n/*---\nflags: [fast]\n---*/").unwrap_err();
        assert_eq!(wrong.to_string(), "line 4: unknown flag fast");
    }

    #[test]
    fn a_negative_test_names_phase_and_type() {
        let expected = Negative { phase: Phase::Resolution, kind: "SyntaxError".into() };
        for body in [
            "negative:\n  phase: resolution\n  type: SyntaxError",
            "negative:\n    type: SyntaxError # or\n    phase: resolution\nflags: [module]",
            "negative: {phase: resolution, type: SyntaxError}",
        ] {
            assert_eq!(read(body).negative, Some(expected.clone()), "{body}");
        }
        for body in ["negative:\n  phase: parse", "negative:\n  phase: early\n  type: E"] {
            assert!(FrontMatter::read(&format!("/*---\n{body}\n---*/")).is_err(), "{body}");
        }
    }

    #[test]
    fn prose_is_passed_over() {
        let matter = read(
            "esid: sec-x\nes6id: 1.2\ndescription: >\n  flags: [raw]\n  - no\ninfo: |\n  1. features: [no]\n\n  2. b\nfeatures: [yes]",
        );
        assert_eq!(matter.features, ["yes"]);
        assert!(matter.ids.es6 && !matter.ids.es5 && !matter.flags.raw);
    }

    #[test]
    fn any_kind_of_line_end_will_do() {
        for end in ["\r", "\r\n", "\n"] {
            let text = ["/*---", "flags:", "  - raw", "features: [a]", "---*/", ""].join(end);
            let matter = FrontMatter::read(&text).unwrap();
            assert!(matter.flags.raw, "{end:?}");
            assert_eq!(matter.features, ["a"], "{end:?}");
        }
    }

    #[test]
    fn a_missing_end_is_refused() {
        assert_eq!(FrontMatter::read("/*---\nflags: [raw]").unwrap_err().line, 1);
    }
}
