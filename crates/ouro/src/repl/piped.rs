//! A session with what is no terminal: `echo '1+1' | ouro -i`.

use std::io::{self, BufRead};

use ouro_runtime::Session;

use super::{
    commands::{Next, Transcript},
    evaluate,
};

/// Reads lines to their end, with a prompt before each.
pub(super) fn talk(session: &Session, transcript: &mut Transcript) -> io::Result<()> {
    let mut text = String::new();
    let mut in_editor = false;
    crate::print("> ");
    for line in io::stdin().lock().lines() {
        let line = line?;
        let is_command = text.is_empty() || matches!(line.trim(), ".break" | ".clear" | ".exit");
        if is_command && !text.is_empty() {
            text.clear();
        }
        text.push_str(&line);
        text.push('\n');
        if in_editor {
            continue;
        }
        match evaluate(session, &text, transcript) {
            Next::Go => text.clear(),
            Next::More => {}
            Next::Editor => {
                in_editor = true;
                text.clear();
            }
            Next::Leave => return Ok(()),
        }
        crate::print(if text.is_empty() { "> " } else { "| " });
    }
    if !text.trim().is_empty() && evaluate(session, &text, transcript) == Next::More {
        crate::print("Uncaught SyntaxError: Unexpected end of input");
    }
    crate::print("\n");
    Ok(())
}
