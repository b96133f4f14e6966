//! The session that `ouro` without a program starts: on a pseudo-terminal, and piped.

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

use rexpect::session::{Options, PtySession, spawn_with_options};

use crate::node::runtime;

/// How long a step may take on a busy machine, in milliseconds.
const PATIENCE: u64 = 30_000;

/// A history file that goes when dropped.
pub(crate) struct History(pub(crate) PathBuf);

impl History {
    pub(crate) fn new(name: &str) -> Self {
        let file = format!("ouro-repl-{}-{name}", std::process::id());
        Self(std::env::temp_dir().join(file))
    }
}

impl Drop for History {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A session on a terminal without colours.
pub(crate) fn start(history: &History) -> PtySession {
    let mut command = Command::new(runtime());
    command
        .env("OURO_REPL_HISTORY", &history.0)
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env_remove("NODE_OPTIONS");
    let options = Options::new().timeout_ms(Some(PATIENCE)).strip_ansi_escape_codes(true);
    let mut session = spawn_with_options(command, options).unwrap();
    session.exp_string("Welcome to Ouro").unwrap();
    session.exp_string("> ").unwrap();
    session
}

/// Sends keys without Enter.
pub(crate) fn press(session: &mut PtySession, keys: &str) {
    session.send(keys).unwrap();
    session.flush().unwrap();
}

pub(crate) fn ask(session: &mut PtySession, text: &str, answer: &str) {
    session.send_line(text).unwrap();
    session.exp_string(&format!("\n{answer}")).unwrap();
    session.exp_string("> ").unwrap();
}

#[test]
fn a_session_evaluates_and_keeps_its_names() {
    let history = History::new("names");
    let mut session = start(&history);
    ask(&mut session, "let a = 20 + 1", "undefined");
    ask(&mut session, "const a = 2; a * 21", "42");
    ask(&mut session, "_ + 1", "43");
    ask(&mut session, "{ x: 1 }", "{ x: 1 }");
    ask(&mut session, "await Promise.resolve('later')", "'later'");
    ask(&mut session, "import { sep } from 'path'; sep", "'/'");
    ask(&mut session, "null.x", "Uncaught TypeError");
    ask(&mut session, "_error.name", "'TypeError'");
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn a_session_erases_types() {
    let history = History::new("types");
    let mut session = start(&history);
    ask(&mut session, "interface Point { x: number }", "undefined");
    ask(&mut session, "const p: Point = { x: 41 }", "undefined");
    ask(&mut session, "(p as Point).x + 1", "42");
    ask(&mut session, "await (async (x: number): Promise<number> => x)(7)", "7");
}

#[test]
fn enter_goes_on_where_a_text_is_not_finished() {
    let history = History::new("unfinished");
    let mut session = start(&history);
    session.send_line("function f() {").unwrap();
    session.send_line("  return `a").unwrap();
    ask(&mut session, "b` }", "undefined");
    ask(&mut session, "f()", "'a\\nb'");
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn control_c_ends_what_runs_then_the_session() {
    let history = History::new("interrupt");
    let mut session = start(&history);
    for endless in [
        "while (true) {}",
        "await new Promise(() => setInterval(() => {}, 1000))",
        "for (;;) await 0",
        "await import('data:text/javascript,for (;;) await 0')",
        "await new Promise(() => { (function again() { process.nextTick(again) })() })",
        "await new Promise(() => { (function again() { setImmediate(again) })() })",
        "for (;;) try { throw 1 } finally { continue }",
        "for (;;) [3, 1, 2].sort((a, b) => a - b)",
        "Array.from({ length: 2e5 }, Math.random).sort(() => { for (;;); })",
        "({ get a() { for (;;); } }).a",
        "({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); } })",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 1, 0)",
        "Atomics.wait(new BigInt64Array(new SharedArrayBuffer(24), 8), 1, 0n, 1e6)",
        "require('child_process').execSync('sleep 1000')",
    ] {
        session.send_line(&format!("console.log('go'); {endless}")).unwrap();
        session.exp_string("\ngo").unwrap();
        session.send_control('c').unwrap();
        session.exp_string("interrupted by").unwrap();
        session.exp_string("> ").unwrap();
    }
    ask(&mut session, "_error.code", "'ERR_SCRIPT_EXECUTION_INTERRUPTED'");
    session.send_control('c').unwrap();
    session.exp_string("To exit, press Ctrl+C again").unwrap();
    session.exp_string("> ").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn control_c_at_the_prompt_stops_what_runs_behind_it() {
    let history = History::new("behind");
    let mut session = start(&history);
    for endless in [
        "(function again() { Promise.resolve().then(again) })(); setTimeout(() => {})",
        "(function again() { process.nextTick(again) })(); setTimeout(() => {})",
    ] {
        ask(&mut session, &format!("{endless}; console.log('go')"), "go");
        session.send_control('c').unwrap();
        session.exp_string("stopped what was running").unwrap();
        session.exp_string("> ").unwrap();
        ask(&mut session, "40 + 2", "42");
    }
    session.send_line("setTimeout(() => { console.log('in' + 'side'); for (;;); })").unwrap();
    session.exp_string("inside").unwrap();
    session.send_control('c').unwrap();
    session.exp_string("stopped what was running").unwrap();
    session.exp_string("> ").unwrap();
    ask(&mut session, "40 + 2", "42");
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn tab_completes_without_running_getters() {
    let history = History::new("complete");
    let mut session = start(&history);
    ask(
        &mut session,
        "var seen = 0, o = { deep: { x: 1 }, get g() { seen++; return {} } }",
        "undefined",
    );
    press(&mut session, "o.de\t");
    session.exp_string("o.deep").unwrap();
    session.send_line(".x").unwrap();
    session.exp_string("\n1").unwrap();
    session.exp_string("> ").unwrap();
    press(&mut session, "o.g.\t\t");
    session.send_control('c').unwrap();
    session.exp_string("\n").unwrap();
    session.exp_string("> ").unwrap();
    ask(&mut session, "seen", "0");
    press(&mut session, "require('readl\t");
    session.exp_string("require('readline").unwrap();
    session.send_control('c').unwrap();
    session.exp_string("\n").unwrap();
    session.exp_string("> ").unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn history_is_kept_but_for_lines_that_begin_with_a_space() {
    let history = History::new("history");
    let mut session = start(&history);
    ask(&mut session, "11 + 11", "22");
    ask(&mut session, " 'secret'", "'secret'");
    ask(&mut session, ".type Math.max", "Math.max: function");
    session.send_line(".exit").unwrap();
    session.exp_eof().unwrap();
    let kept = std::fs::read_to_string(&history.0).unwrap();
    assert!(kept.contains("11 + 11"), "{kept}");
    assert!(!kept.contains("secret"), "{kept}");
    let mut session = start(&history);
    press(&mut session, "11\x1b[C\r");
    session.exp_string("\n22").unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

#[test]
fn a_dumb_terminal_gets_the_session_of_node() {
    let mut command = Command::new(runtime());
    command.env("TERM", "dumb").env("NODE_REPL_HISTORY", "").env_remove("NODE_OPTIONS");
    let options = Options::new().timeout_ms(Some(PATIENCE)).strip_ansi_escape_codes(true);
    let mut session = spawn_with_options(command, options).unwrap();
    session.exp_string("Welcome to Ouro").unwrap();
    session.exp_string("> ").unwrap();
    ask(&mut session, "let a = 20 + 1", "undefined");
    ask(&mut session, "a * 2", "42");
    session.send_line("while (true) {}").unwrap();
    session.exp_string("\n").unwrap();
    loop {
        session.send_control('c').unwrap();
        if session.exp_string("interrupted by").is_ok() {
            break;
        }
    }
    session.exp_string("> ").unwrap();
    ask(&mut session, "a", "21");
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

/// What `ouro -i` writes for an input that is no terminal.
fn piped(args: &[&str], input: &str) -> String {
    let mut child = Command::new(runtime())
        .args(args)
        .env("OURO_REPL_HISTORY", "")
        .env_remove("NODE_OPTIONS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let output = String::from_utf8(output.stdout).unwrap();
    let greeting = "Type \".help\" for more information.\n";
    let (name, rest) = output.split_once(greeting).expect("a session greets");
    assert!(name.starts_with("Welcome to Ouro"), "{name}");
    rest.to_owned()
}

#[test]
fn input_may_come_from_a_pipe() {
    assert_eq!(piped(&["-i"], "1+1\n"), "> 2\n> ");
    assert_eq!(piped(&["-i", "-e", "var a = 3"], "a\n"), "> 3\n> ");
    assert_eq!(piped(&["-i"], "[1,\n2]"), "> | [ 1, 2 ]\n> ");
    assert_eq!(piped(&["-i"], ".exit\n"), "> ");
    assert_eq!(piped(&["-i"], "let a = 1\nlet a = 2\na\n"), "> undefined\n> undefined\n> 2\n> ");
}

/// The transcript in README.md is what happens.
#[test]
fn the_readme_shows_a_real_session() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let start = text.find("    $ ouro\n").expect("README.md has a session") + "    $ ouro\n".len();
    let lines = text[start..].lines().take_while(|line| line.starts_with("    "));
    let (mut input, mut expected) = (String::new(), String::new());
    for line in lines.map(|line| &line[4..]) {
        if let Some(typed) = line.strip_prefix("> ").or_else(|| line.strip_prefix("| ")) {
            input.push_str(typed);
            input.push('\n');
            expected.push_str(&line[..2]);
        } else {
            expected.push_str(line);
            expected.push('\n');
        }
    }
    expected.push_str("> ");
    assert_eq!(piped(&["-i"], &input), expected);
}
