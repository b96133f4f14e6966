//! The command line, tried as a user would. Node docs: Command-line API, Exit codes.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::node::runtime;

/// A folder that goes when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ouro-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
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
    ouro_with(args, folder, input, "")
}

/// Runs the program; empty `NODE_OPTIONS` are none.
pub(crate) fn ouro_with<A: AsRef<std::ffi::OsStr>>(
    args: &[A],
    folder: &Path,
    input: &str,
    node_options: &str,
) -> Output {
    let mut command = Command::new(runtime());
    command.env_remove("NODE_OPTIONS");
    if !node_options.is_empty() {
        command.env("NODE_OPTIONS", node_options);
    }
    let mut child = command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
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

#[test]
fn code_on_the_command_line_runs_and_its_value_prints() {
    let folder = Folder::new("eval");
    let run = |args: &[&str]| stdout(&ouro(args, &folder.0, ""));
    assert_eq!(run(&["-e", "console.log(__filename, process.argv.length)", "a"]), "[eval] 2\n");
    assert_eq!(run(&["-p", "[1, 2].map((x) => x * 2)"]), "[ 2, 4 ]\n");
    assert_eq!(run(&["-pe", "'text'"]), "text\n");
    assert_eq!(run(&["-e", "import fs from 'fs'; console.log(typeof fs.readFile)"]), "function\n");
    assert_eq!(run(&["--input-type=module", "-e", "console.log(import.meta.main)"]), "true\n");
}

#[test]
fn a_program_may_come_from_standard_input() {
    let folder = Folder::new("stdin");
    let run = |args: &[&str], input| stdout(&ouro(args, &folder.0, input));
    assert_eq!(run(&[], "console.log(__filename)"), "[stdin]\n");
    assert_eq!(run(&["-", "x"], "console.log(process.argv[2])"), "x\n");
}

#[test]
fn preloads_run_before_the_program() {
    let folder = Folder::new("preload");
    folder.write("r.js", "console.log('required');");
    folder.write("i.mjs", "console.log('imported');");
    folder.write("x.js", "console.log('program');");
    let output = ouro(&["-r", "./r", "--import", "./i.mjs", "x.js"], &folder.0, "");
    assert_eq!(stdout(&output), "required\nimported\nprogram\n");
}

#[test]
fn checking_runs_nothing_and_shows_what_is_wrong() {
    let folder = Folder::new("check");
    folder.write("good.js", "console.log(1)");
    folder.write("bad.js", "let a b");
    let good = ouro(&["-c", "good.js"], &folder.0, "");
    assert_eq!((good.status.code(), stdout(&good).as_str()), (Some(0), ""));
    let bad = ouro(&["--check", "bad.js"], &folder.0, "");
    assert_eq!(bad.status.code(), Some(1));
    assert!(stderr(&bad).contains("bad.js:1\nlet a b\n"), "{}", stderr(&bad));
}

#[test]
fn wrong_options_exit_9() {
    let folder = Folder::new("options");
    for (args, text) in [
        (&["--zork"][..], "bad option: --zork"),
        (&["-r"], "-r requires an argument"),
        (&["--input-type=x", "-e", "1"], "--input-type must be"),
    ] {
        let output = ouro(args, &folder.0, "");
        assert_eq!(output.status.code(), Some(9), "{args:?}");
        assert!(stderr(&output).contains(text), "{}", stderr(&output));
    }
}

#[test]
fn a_module_that_waits_for_ever_exits_13() {
    let folder = Folder::new("unsettled");
    folder.write("x.mjs", "\nawait new Promise(() => {});\n");
    let output = ouro(&["x.mjs"], &folder.0, "");
    assert_eq!(output.status.code(), Some(13));
    let text = stderr(&output);
    assert!(text.starts_with("Warning: Detected unsettled top-level await at file://"), "{text}");
    assert!(text.contains("x.mjs:2\nawait new Promise(() => {});\n^\n"), "{text}");
}

#[test]
fn conditions_choose_among_exports() {
    let folder = Folder::new("conditions");
    folder.write(
        "package.json",
        r#"{"name": "me", "exports": {"mine": "./a.js", "default": "./b.js"}}"#,
    );
    folder.write("a.js", "module.exports = 'mine'");
    folder.write("b.js", "module.exports = 'default'");
    folder.write("x.js", "console.log(require('me'))");
    let run = |args: &[&str]| stdout(&ouro(args, &folder.0, ""));
    assert_eq!(run(&["x.js"]), "default\n");
    assert_eq!(run(&["-C", "mine", "x.js"]), "mine\n");
}

/// A shell starts programs in the background with SIGINT ignored; Node gives it back its meaning.
#[test]
fn an_ignored_interrupt_ends_the_program_all_the_same() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::new("interrupt");
    folder.write("x.js", "console.log('up'); setInterval(() => {}, 1000);");
    let mut child = Command::new("sh")
        .args(["-c", "trap '' INT; exec \"$0\" x.js"])
        .arg(runtime())
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut up = [0; 3];
    std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut up).unwrap();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(2));
}
