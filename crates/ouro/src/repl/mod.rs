//! `ouro` without a program: a session with a person at a terminal. Where standard input is none,
//! `-i` is `node:repl`: `runtime-js/internal/repl/standalone.js`.

mod commands;
mod editor;
mod highlight;

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    thread,
};

use ouro_runtime::{Answer, Builder, Session};

use self::commands::{Next, Transcript};

/// What the session takes from the command line and the environment.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Whether what is shown is coloured.
    colors: bool,
    /// Where lines are kept; nowhere where this is `None`.
    history: Option<PathBuf>,
    /// How many lines are kept.
    history_size: usize,
    /// What is evaluated first: `-i -e CODE`, `-i FILE`.
    pub(crate) first: Option<String>,
}

/// How many lines of history are kept unless `NODE_REPL_HISTORY_SIZE` says otherwise.
const HISTORY_SIZE: usize = 1_000;

impl Settings {
    /// Reads what the user's environment says.
    pub(crate) fn from_environment() -> Self {
        let colors = is_smart_terminal() && variable("NO_COLOR").is_none_or(|no| no.is_empty());
        let named = variable("OURO_REPL_HISTORY").or_else(|| variable("NODE_REPL_HISTORY"));
        let history = match named {
            Some(path) if path.trim().is_empty() => None,
            Some(path) => Some(PathBuf::from(path)),
            None => variable("HOME").map(|home| PathBuf::from(home).join(".ouro_repl_history")),
        };
        let size = variable("NODE_REPL_HISTORY_SIZE").and_then(|size| size.parse().ok());
        let history_size = size.filter(|size| *size > 0).unwrap_or(HISTORY_SIZE);
        Self { colors, history, history_size, first: None }
    }
}

#[expect(clippy::disallowed_methods, reason = "the user's word to the program, not to the script")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Whether a person sits at both ends.
pub(crate) fn is_at_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether the terminal a person sits at can move its cursor.
pub(crate) fn is_smart_terminal() -> bool {
    is_at_terminal() && variable("TERM").is_none_or(|term| term != "dumb")
}

/// The module that is to run in a session's place.
pub(crate) fn external_module() -> Option<String> {
    variable("NODE_REPL_EXTERNAL_MODULE").filter(|path| !path.is_empty())
}

/// Runs a session to its end, and the program with it: the heap goes with the process.
///
/// # Errors
/// Those of making the runtime.
pub(crate) fn run(builder: Builder, settings: Settings) -> io::Result<()> {
    builder.run(move |runtime| {
        let session = runtime.session(settings.colors, is_at_terminal())?;
        let talk = move || talk(&session, settings);
        #[expect(
            clippy::disallowed_methods,
            reason = "the editor waits for keys while timers run"
        )]
        thread::Builder::new().name("repl".into()).spawn(talk)?;
        ouro_sys::exit::at_once(runtime.run_loop())
    })?
}

fn talk(session: &Session, settings: Settings) {
    let mut transcript = Transcript::default();
    if let Some(first) = &settings.first
        && evaluate(session, first, &mut transcript) == Next::Leave
    {
        return;
    }
    if let Err(error) = editor::talk(session, settings, &mut transcript) {
        crate::complain(&format!("ouro: {error}\n"));
    }
    session.exit(0);
}

/// Runs a text, or a command if it is one, and shows what becomes of it.
fn evaluate(session: &Session, text: &str, transcript: &mut Transcript) -> Next {
    if text.trim().is_empty() {
        return Next::Go;
    }
    if let Some(next) = commands::run(session, text, transcript) {
        return next;
    }
    let answer = session.evaluate(text);
    show(text, answer, transcript)
}

/// Shows an answer.
fn show(text: &str, answer: Option<Answer>, transcript: &mut Transcript) -> Next {
    match answer {
        Some(Answer::Value(shown)) => {
            crate::print(&format!("{shown}\n"));
            transcript.add(text);
            Next::Go
        }
        Some(Answer::Error(shown)) => {
            crate::print(&format!("{shown}\n"));
            transcript.add(text);
            Next::Go
        }
        Some(Answer::Unfinished) => Next::More,
        None => Next::Leave,
    }
}
