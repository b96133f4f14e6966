//! The session's own commands: lines that begin with a dot. Node docs: REPL, "Commands and special
//! keys"; `.type`, `.time` and `.doc` are Ouro's.

use std::{fs, time::Instant};

use ouro_runtime::Session;

use super::show;

/// What the session does next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Next {
    /// The next text.
    Go,
    /// More of the same text.
    More,
    /// A text over several lines, ended by Ctrl-D.
    Editor,
    /// The end.
    Leave,
}

/// What was run so far, for `.save`.
#[derive(Debug, Default)]
pub(super) struct Transcript(Vec<String>);

impl Transcript {
    pub(super) fn add(&mut self, text: &str) {
        self.0.push(text.trim_end().to_owned());
    }

    fn text(&self) -> String {
        self.0.iter().map(|text| format!("{text}\n")).collect()
    }
}

/// Name, argument, and a line of help.
pub(super) const COMMANDS: [(&str, &str, &str); 10] = [
    (".break", "", "forget what was typed of a text that is not finished"),
    (".clear", "", "the same"),
    (".doc", "NAME", "how a function is called"),
    (".editor", "", "type a text of several lines; Ctrl-D runs it, Ctrl-C forgets it"),
    (".exit", "", "leave"),
    (".help", "", "show this"),
    (".load", "FILE", "run a file here"),
    (".save", "FILE", "write what was run to a file"),
    (".time", "EXPRESSION", "run an expression and say how long it took"),
    (".type", "NAME", "what a value is: constructor, members"),
];

/// Runs a line if it is a command. Lines such as `.5` are not.
pub(super) fn run(session: &Session, line: &str, transcript: &mut Transcript) -> Option<Next> {
    let line = line.trim();
    if !line.starts_with('.') || line[1..].starts_with(|next: char| !next.is_ascii_lowercase()) {
        return None;
    }
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let argument = argument.trim();
    match name {
        "" | "." => return None,
        ".break" | ".clear" => {}
        ".doc" => say(&known(session.document(argument), argument)),
        ".editor" => return Some(Next::Editor),
        ".exit" => return Some(Next::Leave),
        ".help" => say(&help()),
        ".load" => return Some(load(session, argument, transcript)),
        ".save" => save(argument, transcript),
        ".time" => return Some(time(session, argument, transcript)),
        ".type" => say(&session.describe(argument)),
        _ => say(&unknown(name)),
    }
    Some(Next::Go)
}

fn say(text: &str) {
    crate::print(&format!("{text}\n"));
}

fn known(text: String, name: &str) -> String {
    if text.is_empty() { format!("{name}: no function that is known") } else { text }
}

fn help() -> String {
    let rows = COMMANDS.iter().map(|(name, argument, help)| {
        let usage = format!("{name} {argument}");
        format!("{usage:<18} {help}")
    });
    let rows: Vec<String> = rows.collect();
    format!(
        "{}\n\nCtrl-C ends what runs, else forgets the line; twice, or Ctrl-D, leaves.",
        rows.join("\n")
    )
}

fn unknown(name: &str) -> String {
    let near = COMMANDS.iter().find(|(known, ..)| {
        let shared = known.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        shared >= 3
    });
    match near {
        Some((known, ..)) => format!("Invalid REPL keyword {name}: did you mean {known}?"),
        None => format!("Invalid REPL keyword {name}: .help lists them"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a person's own files, at the person's own word")]
fn load(session: &Session, path: &str, transcript: &mut Transcript) -> Next {
    match fs::read_to_string(path) {
        Ok(text) => {
            let answer = session.evaluate(&text);
            let next = show(&text, answer, transcript);
            if next == Next::More {
                say(&format!("{path}: Unexpected end of input"));
                return Next::Go;
            }
            next
        }
        Err(error) => {
            say(&format!("Failed to load: {path}: {error}"));
            Next::Go
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a person's own files, at the person's own word")]
fn save(path: &str, transcript: &Transcript) {
    match fs::write(path, transcript.text()) {
        Ok(()) => say(&format!("Session saved to: {path}")),
        Err(error) => say(&format!("Failed to save: {path}: {error}")),
    }
}

fn time(session: &Session, text: &str, transcript: &mut Transcript) -> Next {
    let start = Instant::now();
    let answer = session.evaluate(text);
    let took = start.elapsed();
    let next = show(text, answer, transcript);
    say(&format!("{:.3} ms", took.as_secs_f64() * 1e3));
    if next == Next::More { Next::Go } else { next }
}
