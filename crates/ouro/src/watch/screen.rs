//! What watching shows: Node's own lines, coloured on a terminal that is cleared between runs.

use std::{
    io::{self, IsTerminal},
    path::Path,
};

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// Standard output, and the terminal's settings.
#[derive(Debug)]
pub(super) struct Screen {
    /// The program and its arguments, quoted.
    command: String,
    colors: bool,
    clears: bool,
    /// How the terminal was set when the program was started.
    settings: Option<Termios>,
}

/// Blue, green and red as `util.styleText` has them.
const NEWS: &str = "34";
const GOOD: &str = "32";
const BAD: &str = "31";

impl Screen {
    pub(super) fn new(argv: &[String], preserves: bool) -> Self {
        let is_terminal = io::stdout().is_terminal();
        Self {
            command: quoted(&argv.join(" ")),
            colors: has_colors(is_terminal),
            clears: is_terminal && !preserves,
            settings: tcgetattr(io::stdin()).ok(),
        }
    }

    pub(super) fn restarting(&self, changed: &Path) {
        self.clear();
        self.say(NEWS, &format!("Change detected in {}", quoted(&changed.to_string_lossy())));
        self.say(GOOD, &format!("Restarting {}", self.command));
    }

    pub(super) fn waiting(&self) {
        self.say(NEWS, "Waiting for graceful termination...");
    }

    pub(super) fn restarted(&self) {
        self.clear();
        self.say(GOOD, &format!("Gracefully restarted {}", self.command));
    }

    pub(super) fn ended(&self, well: bool) {
        let (color, how) = if well { (NEWS, "Completed") } else { (BAD, "Failed") };
        let command = &self.command;
        let text =
            format!("{how} running {command}. Waiting for file changes before restarting...");
        self.say(color, &text);
    }

    /// Sets the terminal as it was before a program that may have died in the midst of changing it.
    pub(super) fn restore(&self) {
        if let Some(settings) = &self.settings {
            // A terminal that is gone needs no settings.
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, settings);
        }
    }

    fn clear(&self) {
        if self.clears {
            crate::print("\x1bc");
        }
    }

    fn say(&self, color: &str, text: &str) {
        let line = match self.colors {
            true => format!("\x1b[{color}m{text}\x1b[39m\n"),
            false => format!("{text}\n"),
        };
        crate::print(&line);
    }
}

/// Whether colours are wanted: `FORCE_COLOR`, `NO_COLOR`, `TERM`, as in `tty.hasColors()`.
fn has_colors(is_terminal: bool) -> bool {
    #[expect(clippy::disallowed_methods, reason = "the person's word to the program")]
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match variable("FORCE_COLOR") {
        Some(value) => value != "0" && value != "false",
        None => {
            let dumb = variable("TERM").is_some_and(|term| term == "dumb");
            is_terminal && variable("NO_COLOR").is_none() && !dumb
        }
    }
}

/// A text in quotes, as `util.inspect` shows it.
fn quoted(text: &str) -> String {
    let has = |mark: char| text.contains(mark);
    let mark = match (has('\''), has('"'), has('`') || text.contains("${")) {
        (false, ..) | (true, true, true) => '\'',
        (true, false, _) => '"',
        (true, true, false) => '`',
    };
    let mut out = String::from(mark);
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            letter if letter == mark => out.extend(['\\', letter]),
            letter if letter.is_control() => {
                out.push_str(&format!("\\x{:02X}", u32::from(letter)));
            }
            letter => out.push(letter),
        }
    }
    out.push(mark);
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn texts_are_quoted_as_inspect_quotes_them() {
        assert_eq!(quoted("a.js"), "'a.js'");
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(quoted("'\""), "`'\"`");
        assert_eq!(quoted("'\"`"), "'\\'\"`'");
        assert_eq!(quoted("a\u{1b}\n"), "'a\\x1B\\n'");
    }
}
