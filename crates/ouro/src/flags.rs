//! The command line: what was given, read by Node's rules from the one table of options.
//! Node docs: Command-line API, NODE_OPTIONS.
//!
//! A program without options costs nothing here: the table is read when an option is.

mod checks;
mod help;
mod nearest;
mod others;
mod row;
mod script;
mod table;

use row::{Effect, Takes};

use crate::INVALID_ARGUMENT;

pub(crate) use help::{brief, full};
pub(crate) use script::{completions, manual};

/// What the command line asks for.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Command {
    /// `--completions SHELL`
    Completions(String),
    /// `--help`, or `--help=all`
    Help { all: bool },
    /// `--man`
    Manual,
    /// A program, standard input or a session.
    Run(Given),
    /// `--version`, or `--version --verbose`
    Version { verbose: bool },
    /// Nothing that can be run.
    Wrong(Wrong),
}

/// What is wrong with a command line.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Wrong {
    /// Lines for standard error, each after the program's name.
    pub(crate) lines: Vec<String>,
    /// The exit code: Node's 9, or 12 for some values.
    pub(crate) code: i32,
}

impl Wrong {
    /// One line, with Node's exit code for invalid arguments.
    pub(crate) fn new(line: impl Into<String>) -> Self {
        Self { lines: vec![line.into()], code: INVALID_ARGUMENT }
    }
}

/// What was given, sorted.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Given {
    /// Options by their long names, with their values (empty where they take none). Of one that can
    /// be on or off, the last word only.
    pub(crate) flags: Vec<(String, String)>,
    /// The options as they were written on the command line: `process.execArgv`.
    pub(crate) exec_argv: Vec<String>,
    /// The program and its arguments; the arguments alone where `--eval` gives the program.
    pub(crate) argv: Vec<String>,
    /// Whether `--` ended the options.
    pub(crate) is_dashed: bool,
}

impl Given {
    /// Whether an option was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.flags.iter().any(|(flag, _)| flag == name)
    }

    /// The last value given to an option.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let found = self.flags.iter().rev().find(|(flag, _)| flag == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The words after the first `--`.
    pub(crate) fn after_dashes(&self) -> &[String] {
        if self.is_dashed {
            return &self.argv;
        }
        let at = self.argv.iter().position(|word| word == "--");
        at.and_then(|at| self.argv.get(at + 1..)).unwrap_or_default()
    }

    /// Adds an option; it takes back what its opposite said.
    fn push(&mut self, name: &str, is_off: bool, value: String) {
        let no = if is_off { "no-" } else { "" };
        let flag = format!("--{no}{name}");
        let opposite = if is_off { format!("--{name}") } else { format!("--no-{name}") };
        self.flags.retain(|(given, _)| *given != opposite);
        self.flags.push((flag, value));
    }
}

/// Where words come from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Origin {
    /// `NODE_OPTIONS`, which may not hold everything.
    Environment,
    /// The command line.
    Line,
}

/// Words, read; not yet judged as a whole.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// What was understood.
    pub(crate) given: Given,
    /// What ended the reading.
    error: Option<String>,
    /// What is known to nobody, told once the rest is found right.
    unknown: Vec<String>,
}

/// Reads the words after the program's own name.
pub(crate) fn parse(words: Vec<String>) -> Parsed {
    parse_words(words, Origin::Line)
}

/// Variables that stand for options where they are `1`.
const SWITCHES: &[(&str, &str)] = &[
    ("NODE_PENDING_DEPRECATION", "pending-deprecation"),
    ("NODE_PRESERVE_SYMLINKS", "preserve-symlinks"),
    ("NODE_PRESERVE_SYMLINKS_MAIN", "preserve-symlinks-main"),
];

/// Decides what to do, given the environment too, whose options come first.
pub(crate) fn decide(line: Parsed, variable: impl Fn(&str) -> Option<String>) -> Command {
    let Parsed { mut given, error, unknown } = line;
    if let Some(text) = variable("NODE_OPTIONS") {
        given = match from_environment(&text) {
            Err(wrong) => return Command::Wrong(wrong),
            Ok(first) => joined(first, given),
        };
    }
    for (name, option) in SWITCHES {
        if variable(name).is_some_and(|value| value == "1") {
            let mut first = Given::default();
            first.push(option, false, String::new());
            given = joined(first, given);
        }
    }
    if let Some(error) = error {
        return Command::Wrong(Wrong::new(error));
    }
    if let Some(wrong) = checks::contradiction(&given) {
        return Command::Wrong(wrong);
    }
    if !unknown.is_empty() {
        return Command::Wrong(Wrong { lines: unknown, code: INVALID_ARGUMENT });
    }
    if given.has("--version") {
        return Command::Version { verbose: given.has("--verbose") };
    }
    if given.has("--help") {
        return Command::Help { all: given.value("--help") == Some("all") };
    }
    if given.has("--man") {
        return Command::Manual;
    }
    if let Some(shell) = given.value("--completions") {
        return Command::Completions(shell.to_owned());
    }
    Command::Run(given)
}

/// The options that `NODE_OPTIONS` may hold: `process.allowedNodeEnvironmentFlags`.
pub(crate) fn environment_flags() -> Vec<String> {
    let mut flags = Vec::new();
    let allowed = |group: &&row::Group| group.effect != Effect::Missing;
    for row in table::groups().filter(allowed).flat_map(|group| group.rows) {
        if !row.in_environment {
            continue;
        }
        flags.push(format!("--{}", row.name));
        if row.is_negatable() {
            flags.push(format!("--no-{}", row.name));
        }
        flags.extend(row.short.map(|letter| format!("-{letter}")));
        let aliases = table::ALIASES.iter().filter(|(_, name)| *name == row.name);
        flags.extend(aliases.map(|(alias, _)| format!("--{alias}")));
    }
    flags.sort_unstable();
    flags
}

/// Options that came first, then others.
fn joined(first: Given, then: Given) -> Given {
    let mut all = first;
    for (flag, value) in then.flags {
        let name = flag.trim_start_matches("--");
        match name.strip_prefix("no-") {
            Some(name) => all.push(name, true, value),
            None => all.push(name, false, value),
        }
    }
    Given {
        flags: all.flags,
        exec_argv: then.exec_argv,
        argv: then.argv,
        is_dashed: then.is_dashed,
    }
}

fn from_environment(text: &str) -> Result<Given, Wrong> {
    let words = split_words(text)
        .map_err(|fault| Wrong::new(format!("invalid value for NODE_OPTIONS ({fault})")))?;
    let parsed = parse_words(words, Origin::Environment);
    match parsed.error.or_else(|| parsed.unknown.into_iter().next()) {
        Some(error) => Err(Wrong::new(error)),
        None => match checks::contradiction(&parsed.given) {
            Some(wrong) => Err(wrong),
            None => Ok(parsed.given),
        },
    }
}

fn parse_words(words: Vec<String>, origin: Origin) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    let mut options_end = None;
    while let Some(word) = words.get(at).filter(|word| word.len() > 1 && word.starts_with('-')) {
        at += 1;
        if word == "--" {
            if origin == Origin::Environment {
                parsed.error = Some("-- is not allowed in NODE_OPTIONS".to_owned());
            }
            options_end = Some(at - 1);
            break;
        }
        match option(word, words.get(at), origin, &mut parsed) {
            Ok(takes_next) => at += usize::from(takes_next),
            Err(error) => {
                parsed.error = Some(error);
                break;
            }
        }
    }
    let mut words = words.into_iter();
    let end = options_end.unwrap_or(at);
    parsed.given.is_dashed = options_end.is_some();
    parsed.given.exec_argv = words.by_ref().take(end).collect();
    parsed.given.argv = words.skip(at - end).collect();
    parsed
}

/// Reads one option; whether the next word was its value.
fn option(
    word: &str,
    next: Option<&String>,
    origin: Origin,
    parsed: &mut Parsed,
) -> Result<bool, String> {
    let (name, mut value) = match word.split_once('=') {
        Some((name, value)) if word.starts_with("--") => (name, Some(value)),
        _ => (word, None),
    };
    // As errors write it.
    let written = word.get(..name.len() + usize::from(value.is_some())).unwrap_or(word);
    let (long, is_off) = long_name(name);
    let long = long.as_deref().unwrap_or_default();
    if long == "completions" && name.ends_with("bash") {
        value = Some("bash");
    }
    let found = table::find(long);
    if origin == Origin::Environment && !found.is_some_and(|(_, row)| row.in_environment) {
        return Err(format!("{written} is not allowed in NODE_OPTIONS"));
    }
    let Some((group, row)) = found else {
        parsed.unknown.push(format!("bad option: {word}"));
        parsed.unknown.extend(nearest::hint(name));
        return Ok(false);
    };
    if is_off && !row.is_negatable() {
        return Err(format!("{word} is an invalid negation because it is not a boolean option"));
    }
    if group.effect == Effect::Missing && is_off == row.is_default {
        return Err(format!("{name} is not available: {}", group.title));
    }
    match row.takes {
        Takes::Nothing | Takes::Ignored => parsed.given.push(long, is_off, String::new()),
        Takes::Either if row.name == "print" && is_off => {
            parsed.given.push(long, true, String::new());
        }
        Takes::Either if row.name == "print" => {
            parsed.given.push(long, false, String::new());
            // `-p -e CODE`, and `-p` alone with the program on standard input.
            if name == "-pe" || next.is_some_and(|next| !next.starts_with('-')) {
                let (code, takes_next) = taken("--eval", value, next)?;
                parsed.given.push("eval", false, code);
                return Ok(takes_next);
            }
        }
        // `--allow-net=$HOST` must not allow everything where the variable is empty.
        Takes::Maybe if value == Some("") && long.starts_with("allow-") => {
            return Err(format!("{written} requires an argument"));
        }
        Takes::Maybe => {
            parsed.given.push(long, is_off, value.unwrap_or_default().to_owned());
        }
        Takes::Either => {
            let (value, takes_next) = taken(written, value, next).unwrap_or_default();
            parsed.given.push(long, false, value);
            return Ok(takes_next);
        }
        Takes::Number => match value.filter(|value| value.parse::<i64>().is_ok()) {
            Some(number) => parsed.given.push(long, false, number.to_owned()),
            None => {
                parsed.unknown.push(format!("illegal value for flag {word} of type int"));
                parsed.unknown.push(format!("bad option: {word}"));
            }
        },
        Takes::Value => {
            let (value, takes_next) = taken(written, value, next)?;
            parsed.given.push(long, false, value);
            return Ok(takes_next);
        }
    }
    Ok(false)
}

/// The value of an option that needs one, and whether it is the next word.
fn taken(
    written: &str,
    inline: Option<&str>,
    next: Option<&String>,
) -> Result<(String, bool), String> {
    let missing = || format!("{written} requires an argument");
    if let Some(value) = inline {
        return if value.is_empty() { Err(missing()) } else { Ok((value.to_owned(), false)) };
    }
    let value = next.filter(|next| !next.starts_with('-')).ok_or_else(missing)?;
    // `\-` stands for a dash that would else begin an option.
    let escaped = value.strip_prefix('\\').filter(|rest| rest.len() > 1 && rest.starts_with('-'));
    Ok((escaped.unwrap_or(value).to_owned(), true))
}

/// The long name of an option as it is written, without dashes; and whether `--no-` turns it off.
fn long_name(name: &str) -> (Option<String>, bool) {
    let Some(long) = name.strip_prefix("--") else {
        let mut letters = name.chars().skip(1);
        return match (letters.next(), letters.next()) {
            (Some('p'), Some('e')) if name == "-pe" => (Some("print".to_owned()), false),
            (Some(letter), None) => {
                (table::find_short(letter).map(|(_, row)| row.name.to_owned()), false)
            }
            _ => (None, false),
        };
    };
    let long = long.replace('_', "-");
    let (long, is_off) = match long.strip_prefix("no-") {
        Some(rest) => (rest, true),
        None => (&*long, false),
    };
    let alias = table::ALIASES.iter().find(|(alias, _)| *alias == long);
    (Some(alias.map_or(long, |(_, name)| name).to_owned()), is_off)
}

/// Splits as Node splits `NODE_OPTIONS`: at spaces, except within double quotes, where a backslash
/// takes the meaning of the next letter.
fn split_words(text: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut started) = (false, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quoted => word.push(letters.next().ok_or("invalid escape")?),
            '"' => {
                quoted = !quoted;
                started = true;
            }
            ' ' if !quoted => {
                if started {
                    words.push(std::mem::take(&mut word));
                    started = false;
                }
            }
            letter => {
                word.push(letter);
                started = true;
            }
        }
    }
    if quoted {
        return Err("unterminated string");
    }
    if started {
        words.push(word);
    }
    Ok(words)
}

#[cfg(test)]
mod tests;
