//! The command line, tried as a user would. Node docs: Command-line API, Exit codes.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::node::runtime;

/// A folder that goes when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ouro-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn ouro<A: AsRef<std::ffi::OsStr>>(args: &[A], folder: &Path, input: &str) -> Output {
    let mut child = Command::new(runtime())
        .args(args)
        .current_dir(folder)
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_missing_script_is_named_and_exits_1() {
    let folder = Folder::new("missing");
    let output = ouro(&["absent.js"], &folder.0, "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("Cannot find module"), "{}", stderr(&output));
}

#[test]
fn an_uncaught_error_shows_its_message_and_exits_1() {
    let folder = Folder::new("uncaught");
    folder.write("x.js", "\nthrow new Error('boom');\n");
    let output = ouro(&["x.js"], &folder.0, "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("Error: boom"), "{}", stderr(&output));
}

#[test]
fn the_exit_code_is_the_scripts() {
    let folder = Folder::new("code");
    folder.write("x.js", "process.exitCode = 3;");
    let output = ouro(&["x.js"], &folder.0, "");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(3), ""));
}
