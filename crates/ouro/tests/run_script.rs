//! `ouro --run`: scripts of `package.json`. Node docs: Command-line API, `--run`.

use std::{
    io::Write,
    os::unix::{fs::PermissionsExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::node::runtime;

/// A folder that goes when dropped.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ouro-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A folder with a package of these scripts, as they stand in JSON.
fn package(name: &str, scripts: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("package.json", &format!("{{ \"scripts\": {{ {scripts} }} }}"));
    folder
}

fn run(args: &[&str], folder: &Path, input: &str) -> Output {
    let mut child = Command::new(runtime())
        .args(args)
        .current_dir(folder)
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A script that does not read its input may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn arguments_arrive_as_they_were_written() {
    let folder = package("run-args", r#""show": "printf '<%s>'""#);
    let args = ["a b", "it's", "", "$HOME", "`id`", "*", "--x=1", "back\\slash", "two\nlines"];
    let mut words = vec!["--run", "show", "--"];
    words.extend(args);
    let output = run(&words, &folder.0, "");
    let shown: String = args.iter().map(|arg| format!("<{arg}>")).collect();
    assert_eq!((text(&output.stdout), text(&output.stderr)), (shown, String::new()));
    let output = run(&["--run", "show", "not after dashes"], &folder.0, "");
    assert_eq!(text(&output.stdout), "<>");
}

#[test]
fn input_exit_code_and_signal_are_the_scripts_own() {
    let folder = package("run-exit", r#""seven": "cat; exit 7", "killed": "kill -TERM $$""#);
    let output = run(&["--run", "seven"], &folder.0, "typed");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(7), "typed".to_owned()));
    let output = run(&["--run", "killed"], &folder.0, "");
    assert_eq!(output.status.signal(), Some(15));
}

#[test]
fn programs_of_the_packages_above_are_found_the_nearest_first() {
    let folder = package("run-path", r#""both": "near && far && pwd""#);
    for (at, shown) in [("sub/node_modules/.bin/near", "1"), ("node_modules/.bin/near", "wrong")]
        .into_iter()
        .chain([("node_modules/.bin/far", "2")])
    {
        let path = folder.write(at, &format!("#!/bin/sh\necho {shown}\n"));
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
    }
    let output = run(&["--run", "both"], &folder.0.join("sub"), "");
    assert_eq!(text(&output.stdout), format!("1\n2\n{}\n", folder.0.display()));
}

#[test]
fn a_script_knows_its_name_and_package() {
    let show = r#""a:b": "echo $NODE_RUN_SCRIPT_NAME $NODE_RUN_PACKAGE_JSON_PATH""#;
    let folder = package("run-names", show);
    let output = run(&["--run", "a:b"], &folder.0, "");
    let path = folder.0.join("package.json");
    assert_eq!(text(&output.stdout), format!("a:b {}\n", path.display()));
}

#[test]
fn a_missing_script_is_told_with_those_that_exist() {
    let folder = package("run-missing", r#""one": "echo 1", "odd": 5, "two": "echo 2""#);
    let path = folder.0.join("package.json").display().to_string();
    let list = "\n\nAvailable scripts are:\n  one: echo 1\n  two: echo 2\n";
    let output = run(&["--run", "three"], &folder.0, "");
    assert_eq!(output.status.code(), Some(1));
    let expected = format!("Missing script: \"three\" for {path}{list}");
    assert_eq!((text(&output.stderr), text(&output.stdout)), (expected, String::new()));
    let output = run(&["--run", "odd"], &folder.0, "");
    assert_eq!(output.status.code(), Some(1));
    let expected = format!("Script \"odd\" is unexpectedly not a string for {path}{list}");
    assert_eq!(text(&output.stderr), expected);
    let output = run(&["--run"], &folder.0, "");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(9), &list[2..]));
}

#[test]
fn a_package_that_cannot_be_read_is_named() {
    let folder = Folder::new("run-broken");
    let path = folder.write("package.json", "{").display().to_string();
    for (json, message) in [
        ("{", format!("Can't parse {path}\n")),
        ("{}", format!("Can't find \"scripts\" field in {path}\n")),
        (r#"{"scripts":5}"#, format!("Can't find \"scripts\" field in {path}\n")),
        ("[]", format!("Root value unexpected not an object for {path}\n\n")),
    ] {
        folder.write("package.json", json);
        let output = run(&["--run", "x"], &folder.0, "");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), message), "{json}");
    }
}

#[test]
fn a_policy_without_child_processes_refuses_and_another_is_handed_down() {
    let folder = package("run-policy", r#""show": "echo $NODE_OPTIONS""#);
    let output = run(&["--permission", "--run", "show"], &folder.0, "");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    assert!(text(&output.stderr).contains("--allow-child-process"), "{}", text(&output.stderr));
    let args = ["--permission", "--allow-child-process", "--run", "show"];
    let output = run(&args, &folder.0, "");
    assert_eq!(text(&output.stdout), "--permission --allow-child-process\n");
}
