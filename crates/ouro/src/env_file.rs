//! `--env-file` and `--env-file-if-exists`: variables from files, before anything else is decided.
//! Node docs: Command-line API, DotEnv.

use std::io::ErrorKind;

use ouro_runtime::parse_env;

use crate::{
    complain,
    flags::{Given, Wrong},
};

/// Reads the files that options name, in their order; a later file says over what an earlier one
/// said.
///
/// # Errors
/// A file that is not there and is not said to be optional, or cannot be read.
pub(crate) fn read(given: &Given) -> Result<Vec<(String, String)>, Wrong> {
    let mut variables: Vec<(String, String)> = Vec::new();
    for (flag, path) in &given.flags {
        let is_optional = match flag.as_str() {
            "--env-file" => false,
            "--env-file-if-exists" => true,
            _ => continue,
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the user's word to the program: no script runs yet, and none can say it"
        )]
        let content = match std::fs::read(path) {
            Ok(content) => String::from_utf8_lossy(&content).into_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound && is_optional => {
                complain(&format!("{path} not found. Continuing without it.\n"));
                continue;
            }
            Err(_) => return Err(Wrong::new(format!("{path}: not found"))),
        };
        for (name, value) in parse_env(&content) {
            variables.retain(|(known, _)| *known != name);
            variables.push((name, value));
        }
    }
    Ok(variables)
}
