//! The line editor: keys, history, completion, hints and colours by rustyline.

use std::{borrow::Cow, cell::Cell, io, path::Path};

use ouro_runtime::Session;
use rustyline::{
    ColorMode, CompletionType, Config, Context, EditMode, Editor, Helper,
    completion::Completer,
    error::ReadlineError,
    highlight::{CmdKind, Highlighter},
    hint::{Hint, Hinter},
    history::{FileHistory, SearchDirection},
    validate::{ValidationContext, ValidationResult, Validator},
};

use super::{
    Settings,
    commands::{COMMANDS, Next, Transcript},
    evaluate, highlight,
};

/// What rustyline asks while a line is typed.
struct Help<'a> {
    session: &'a Session,
    colors: bool,
    /// Whether anything stands in the line, which rustyline does not say when it is given up.
    typed: Cell<bool>,
}

/// What could follow: from history, and taken by the right arrow, or a preview of the value.
struct Shown {
    text: String,
    is_history: bool,
}

impl Hint for Shown {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        self.is_history.then_some(&*self.text)
    }
}

impl Completer for Help<'_> {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let text = line.get(..cursor).unwrap_or_default();
        if text.starts_with('.') && !text.contains(char::is_whitespace) {
            let names = COMMANDS.iter().map(|(name, ..)| *name);
            let found = names.filter(|name| name.starts_with(text)).map(str::to_owned);
            return Ok((0, found.collect()));
        }
        Ok(self.session.complete(text))
    }
}

impl Hinter for Help<'_> {
    type Hint = Shown;

    fn hint(&self, line: &str, cursor: usize, context: &Context<'_>) -> Option<Shown> {
        self.typed.set(!line.is_empty());
        if line.is_empty() || cursor < line.len() {
            return None;
        }
        let history = context.history();
        let last = history.len().checked_sub(1)?;
        let found = history.starts_with(line, last, SearchDirection::Reverse).ok().flatten();
        let rest = found.and_then(|found| found.entry.get(line.len()..).map(str::to_owned));
        if let Some(text) = rest.filter(|rest| !rest.is_empty() && !rest.contains('\n')) {
            return Some(Shown { text, is_history: true });
        }
        if line.starts_with('.') || line.contains('\n') {
            return None;
        }
        let text = self.session.preview(line)?;
        Some(Shown { text: format!("  // {text}"), is_history: false })
    }
}

impl Highlighter for Help<'_> {
    fn highlight<'l>(&self, line: &'l str, cursor: usize) -> Cow<'l, str> {
        if self.colors && !line.starts_with('.') {
            Cow::Owned(highlight::colored(line, cursor))
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colors { Cow::Owned(format!("\x1b[90m{hint}\x1b[0m")) } else { Cow::Borrowed(hint) }
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.colors
    }
}

impl Validator for Help<'_> {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        let is_command = text.trim_start().starts_with('.');
        Ok(if !is_command && self.session.is_unfinished(text) {
            ValidationResult::Incomplete
        } else {
            ValidationResult::Valid(None)
        })
    }
}

impl Helper for Help<'_> {}

/// Reads and runs texts until the person leaves.
pub(super) fn talk(
    session: &Session,
    settings: Settings,
    transcript: &mut Transcript,
) -> io::Result<()> {
    let config = Config::builder()
        .auto_add_history(true)
        .history_ignore_space(true)
        .completion_type(CompletionType::List)
        .edit_mode(EditMode::Emacs)
        .color_mode(if settings.colors { ColorMode::Enabled } else { ColorMode::Disabled })
        .max_history_size(settings.history_size)
        .map_err(io::Error::other)?
        .build();
    let mut editor: Editor<Help<'_>, FileHistory> =
        Editor::with_config(config).map_err(io::Error::other)?;
    editor.set_helper(Some(Help { session, colors: settings.colors, typed: Cell::new(false) }));
    if let Some(path) = &settings.history {
        // There is none yet the first time.
        let _ = editor.load_history(path);
    }
    crate::print(&format!(
        "Welcome to Ouro {} (Node.js v{}).\nType \".help\" for more information.\n",
        env!("CARGO_PKG_VERSION"),
        ouro_runtime::NODE_VERSION
    ));
    let ended = converse(&mut editor, session, transcript, settings.history.as_deref());
    if let Some(path) = &settings.history
        && let Err(error) = editor.save_history(path)
    {
        crate::complain(&format!("ouro: {}: {error}\n", path.display()));
    }
    ended
}

fn converse(
    editor: &mut Editor<Help<'_>, FileHistory>,
    session: &Session,
    transcript: &mut Transcript,
    history: Option<&Path>,
) -> io::Result<()> {
    let mut interrupted = false;
    loop {
        if let Some(help) = editor.helper() {
            help.typed.set(false);
        }
        let next = match editor.readline("> ") {
            Ok(text) => {
                interrupted = false;
                // What runs next may end the program; a file that cannot be written is told of when
                // the session ends.
                if let Some(path) = history {
                    let _ = editor.append_history(path);
                }
                evaluate(session, &text, transcript)
            }
            Err(ReadlineError::Interrupted) => {
                let typed = editor.helper().is_some_and(|help| help.typed.get());
                if !typed && session.stop() {
                    crate::print("(stopped what was running)\n");
                    continue;
                }
                if interrupted && !typed {
                    return Ok(());
                }
                interrupted = !typed;
                if interrupted {
                    let hint = "(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n";
                    crate::print(hint);
                }
                Next::Go
            }
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(io::Error::other(error)),
        };
        match next {
            Next::Go | Next::More => {}
            Next::Editor => {
                if let Some(text) = several_lines(editor)? {
                    evaluate(session, &text, transcript);
                }
            }
            Next::Leave => return Ok(()),
        }
    }
}

/// `.editor`: lines up to Ctrl-D; none where Ctrl-C gave them up.
fn several_lines(editor: &mut Editor<Help<'_>, FileHistory>) -> io::Result<Option<String>> {
    crate::print("// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n");
    let help = editor.helper().map(|help| (help.session, help.colors));
    // Unfinished lines are as good as others here.
    editor.set_helper(None);
    let mut text = String::new();
    let ended = loop {
        match editor.readline("") {
            Ok(line) => {
                text.push_str(&line);
                text.push('\n');
            }
            Err(ReadlineError::Eof) => break Ok(Some(text)),
            Err(ReadlineError::Interrupted) => break Ok(None),
            Err(error) => break Err(io::Error::other(error)),
        }
    };
    let restored = help.map(|(session, colors)| Help { session, colors, typed: Cell::new(false) });
    editor.set_helper(restored);
    ended
}
