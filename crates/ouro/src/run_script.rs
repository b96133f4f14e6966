//! `ouro --run NAME`: a script of the nearest `package.json`, without the engine.
//!
//! The process becomes the shell, so that input, signals and the exit code need no one in between.
//! Node docs: Command-line API, `--run`; npm docs: `npm run`.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use ouro_loader::{Json, parse_json};
use ouro_sandbox::{Permissions, Spawnable, hand_down};

use crate::{INVALID_ARGUMENT, complain};

/// Where a package says what its scripts are.
const PACKAGE: &str = "package.json";

/// A script, ready to be run.
#[derive(Debug)]
struct Script {
    name: String,
    /// What the shell runs.
    command: String,
    /// The package's own file.
    package: PathBuf,
}

/// Becomes the script `name`, with `args` appended; returns an exit code where it cannot.
pub(crate) fn run(
    name: &str,
    args: &[String],
    flags: &[(String, String)],
    permissions: &Permissions,
) -> i32 {
    #[expect(clippy::disallowed_methods, reason = "the person's own folder")]
    let start = std::env::current_dir().unwrap_or_default();
    let shell = match Spawnable::grant("/bin/sh", permissions) {
        Ok(shell) => shell,
        Err(denied) => {
            complain(&format!("Error: {denied}\n"));
            return 1;
        }
    };
    match find(&start, name) {
        Ok(script) => {
            let mut command = script.command.clone();
            for arg in args {
                command.push(' ');
                command.push_str(&quoted(arg));
            }
            let words = ["-c".into(), command.into()];
            let folder = script.package.parent().unwrap_or_else(|| Path::new("/"));
            let variables = variables(&script, &start, flags, permissions);
            let error = shell.replace_in(folder, &words, variables.into_iter());
            complain(&format!("ouro: /bin/sh: {error}\n"));
            126
        }
        Err(text) => {
            complain(&text);
            if name.is_empty() { INVALID_ARGUMENT } else { 1 }
        }
    }
}

/// Looks a script up; the text says why there is none, in Node's words.
fn find(start: &Path, name: &str) -> Result<Script, String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a file the person means, before any script runs"
    )]
    let found = start.ancestors().find_map(|folder| {
        let path = folder.join(PACKAGE);
        fs::read(&path).ok().map(|text| (path, text))
    });
    let Some((package, text)) = found else {
        return Err(format!("Can't find package.json for directory {}\n", start.display()));
    };
    let shown = package.display();
    let Ok(json) = parse_json(&text) else { return Err(format!("Can't parse {shown}\n")) };
    if !matches!(json, Json::Object(_)) {
        return Err(format!("Root value unexpected not an object for {shown}\n\n"));
    }
    let Some(Json::Object(scripts)) = json.get("scripts") else {
        return Err(format!("Can't find \"scripts\" field in {shown}\n"));
    };
    let found = scripts.iter().find(|(other, _)| other == name).map(|(_, command)| command);
    let wrong = match found {
        Some(Json::String(command)) => {
            return Ok(Script { name: name.to_owned(), command: command.clone(), package });
        }
        Some(_) => format!("Script \"{name}\" is unexpectedly not a string for {shown}\n\n"),
        // `--run` alone asks what there is.
        None if name.is_empty() => String::new(),
        None => format!("Missing script: \"{name}\" for {shown}\n\n"),
    };
    Err(wrong + &available(scripts))
}

/// What can be run, a line each.
fn available(scripts: &[(String, Json)]) -> String {
    let rows = scripts.iter().filter_map(|(name, command)| {
        command.as_str().map(|command| format!("  {name}: {command}\n"))
    });
    format!("Available scripts are:\n{}", rows.collect::<String>())
}

/// The script's environment: the person's own, the programs of the packages above `start` first on
/// `PATH`, and what the script is.
fn variables(
    script: &Script,
    start: &Path,
    flags: &[(String, String)],
    permissions: &Permissions,
) -> Vec<(OsString, OsString)> {
    const OURS: [&str; 3] = ["NODE_RUN_PACKAGE_JSON_PATH", "NODE_RUN_SCRIPT_NAME", "PATH"];
    #[expect(clippy::disallowed_methods, reason = "handed on as far as the policy lets it be seen")]
    let given = std::env::vars_os();
    let mut path = OsString::new();
    let mut options = OsString::new();
    let mut variables = Vec::new();
    for (name, value) in given {
        if !permissions.env_visible(&name.to_string_lossy()) && name != "PATH" {
            continue;
        }
        match name.to_str() {
            Some("PATH") => path = value,
            Some("NODE_OPTIONS") => options = value,
            Some(name) if OURS.contains(&name) => {}
            _ => variables.push((name, value)),
        }
    }
    if permissions.is_restricted() {
        options = hand_down(flags, &options.to_string_lossy()).into();
    }
    if !options.is_empty() {
        variables.push(("NODE_OPTIONS".into(), options));
    }
    variables.push(("PATH".into(), search_path(start, path)));
    variables.push(("NODE_RUN_SCRIPT_NAME".into(), script.name.clone().into()));
    variables.push(("NODE_RUN_PACKAGE_JSON_PATH".into(), script.package.clone().into()));
    variables
}

/// `PATH` with each `node_modules/.bin` from `start` upwards in front, the nearest first.
fn search_path(start: &Path, rest: OsString) -> OsString {
    let mut path = OsString::new();
    for folder in start.ancestors() {
        let programs = folder.join("node_modules/.bin");
        #[expect(clippy::disallowed_methods, reason = "as the shell will look, before any script")]
        if programs.is_dir() {
            path.push(programs);
            path.push(":");
        }
    }
    path.push(rest);
    path
}

/// An argument as the shell reads it back: unchanged.
fn quoted(arg: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./=@:,+%".contains(&byte);
    if !arg.is_empty() && arg.bytes().all(plain) {
        return arg.to_owned();
    }
    format!("'{}'", arg.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_reads_arguments_back_unchanged() {
        assert_eq!(quoted("a-b_c/d.e=1"), "a-b_c/d.e=1");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("$HOME"), "'$HOME'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
