//! The program that is watched: how it is started. `fork(2)`, `execve(2)`.

use std::{
    ffi::OsString,
    io,
    os::fd::{AsFd, AsRawFd, OwnedFd},
    path::PathBuf,
};

use ouro_reactor::{ChildStdio, Handle, Kind, Reactor, SpawnOptions};

use super::report;
use crate::flags::Given;

/// The command line of the program, as this one without the flags for watching.
#[derive(Debug)]
pub(super) struct Program {
    path: PathBuf,
    argv0: OsString,
    args: Vec<OsString>,
}

impl Program {
    pub(super) fn new(argv0: &str, given: &Given) -> Self {
        let mut args: Vec<OsString> = without_watching(&given.exec_argv).map(Into::into).collect();
        if given.argv.first().is_some_and(|first| first.len() > 1 && first.starts_with('-')) {
            args.push("--".into());
        }
        args.extend(given.argv.iter().map(Into::into));
        Self { path: std::env::current_exe().unwrap_or_default(), argv0: argv0.into(), args }
    }

    /// Starts it, with this process's own standard streams, folder and environment; returns the
    /// process, and the pipe that it reports to.
    ///
    /// # Errors
    /// Those of `pipe2(2)`, `fork(2)` and `execve(2)`.
    pub(super) fn start(&self, reactor: &mut Reactor) -> io::Result<(Handle, Handle)> {
        let (reader, writer) = report::pipe()?;
        let mut options = SpawnOptions::new(&self.path);
        options.arg0 = Some(self.argv0.clone());
        options.args.clone_from(&self.args);
        #[expect(clippy::disallowed_methods, reason = "the person's environment, handed on whole")]
        let mut env: Vec<(OsString, OsString)> = std::env::vars_os().collect();
        env.push(report::variable(writer.as_raw_fd()));
        options.env = Some(env);
        options.stdio = vec![
            own(io::stdin().as_fd().try_clone_to_owned()),
            own(io::stdout().as_fd().try_clone_to_owned()),
            own(io::stderr().as_fd().try_clone_to_owned()),
        ];
        let process = reactor.spawn(options)?;
        drop(writer);
        let pipe = reactor.stream_open(reader, Kind::Pipe)?;
        reactor.read_start(pipe)?;
        Ok((process, pipe))
    }
}

/// A standard stream; none where this process has none.
fn own(stream: io::Result<OwnedFd>) -> ChildStdio {
    stream.map_or(ChildStdio::Null, ChildStdio::Descriptor)
}

/// Flags as they were written, but for those that ask to watch, and their values.
fn without_watching(words: &[String]) -> impl Iterator<Item = &String> {
    let mut is_value = false;
    words.iter().filter(move |word| {
        if std::mem::take(&mut is_value) {
            return false;
        }
        let name = word.split('=').next().unwrap_or_default().replace('_', "-");
        let takes_value = matches!(&*name, "--watch-kill-signal" | "--watch-path");
        is_value = takes_value && !word.contains('=');
        !takes_value && !matches!(&*name, "--no-watch" | "--watch" | "--watch-preserve-output")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_gets_all_flags_but_those_for_watching() {
        let words =
            ["--watch", "-r", "./a", "--watch-path", "x", "--watch_path=y", "--no-warnings"];
        let words = words.map(str::to_owned);
        let left: Vec<&String> = without_watching(&words).collect();
        assert_eq!(left, ["-r", "./a", "--no-warnings"]);
    }
}
