//! The session's keys, commands and screen, tried on a pseudo-terminal. Node docs: REPL, "Commands
//! and special keys".

use std::process::Command;

use rexpect::session::{Options, PtySession, spawn_with_options};

use crate::{
    node::runtime,
    repl::{History, ask, press, start},
    run_script::Folder,
};

/// A session in a folder, with variables of its own; what it writes comes as it is.
fn start_in(folder: &Folder, variables: &[(&str, &str)]) -> PtySession {
    let mut command = Command::new(runtime());
    command
        .current_dir(&folder.0)
        .env("OURO_REPL_HISTORY", "")
        .env("TERM", "xterm")
        .env("NO_COLOR", "1")
        .env_remove("NODE_OPTIONS");
    for (name, value) in variables {
        command.env(name, value);
    }
    let options = Options::new().timeout_ms(Some(30_000)).strip_ansi_escape_codes(true);
    let mut session = spawn_with_options(command, options).unwrap();
    session.exp_string("> ").unwrap();
    session
}

fn leave(mut session: PtySession) {
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();
}

/// Gives up the line, and waits for the next prompt.
fn forget(session: &mut PtySession) {
    session.send_control('c').unwrap();
    session.exp_string("\n").unwrap();
    session.exp_string("> ").unwrap();
}

#[test]
fn control_r_finds_in_the_history() {
    let history = History::new("search");
    let mut session = start(&history);
    ask(&mut session, "'needle'.length", "6");
    ask(&mut session, "40 + 2", "42");
    session.send_control('r').unwrap();
    session.exp_string("reverse-i-search").unwrap();
    press(&mut session, "need");
    session.exp_string("'needle'.length").unwrap();
    press(&mut session, "\r");
    session.exp_string("\n6").unwrap();
    session.exp_string("> ").unwrap();
    leave(session);
}

#[test]
fn control_l_clears_the_screen_and_keeps_the_line() {
    let history = History::new("clear");
    let mut session = start(&history);
    press(&mut session, "40 + ");
    session.exp_string("40 + ").unwrap();
    session.send_control('l').unwrap();
    press(&mut session, "2\r");
    session.exp_string("\n42").unwrap();
    session.exp_string("> ").unwrap();
    leave(session);
}

#[test]
fn a_file_may_be_pasted_whole() {
    let history = History::new("paste");
    let mut session = start(&history);
    let text = "function f(a) {\n\tif (a) {\n\t\treturn `x\ny`;\n\t}\n}\nvar o = { get g() { return 1; } };\n";
    press(&mut session, &format!("\x1b[200~{text}\x1b[201~\r"));
    session.exp_string("undefined").unwrap();
    session.exp_string("> ").unwrap();
    ask(&mut session, "f(1) + o.g", "'x\\ny1'");
    leave(session);
}

#[test]
fn the_editor_takes_lines_until_control_d() {
    let folder = Folder::new("repl-editor");
    let mut command = Command::new(runtime());
    command.current_dir(&folder.0).env("OURO_REPL_HISTORY", "").env("TERM", "xterm");
    command.env("NO_COLOR", "1").env_remove("NODE_OPTIONS");
    let options = Options::new().timeout_ms(Some(30_000));
    let mut session = spawn_with_options(command, options).unwrap();
    // Keys count once the terminal was told to mark what is pasted.
    let ready = "\x1b[?2004h";
    for (last, shown) in [('d', "42"), ('c', "")] {
        for line in [".editor", "var a = 40;", "a +", "2"] {
            session.exp_string(ready).unwrap();
            session.send_line(line).unwrap();
        }
        session.exp_string(ready).unwrap();
        session.send_control(last).unwrap();
        session.exp_string(&format!("{shown}\r\n")).unwrap();
    }
    session.exp_string(ready).unwrap();
    session.send_line("`${a}!`").unwrap();
    session.exp_string("'40!'").unwrap();
    session.exp_string(ready).unwrap();
    leave(session);
}

#[test]
fn a_session_is_saved_and_loaded() {
    let folder = Folder::new("repl-save");
    let mut session = start_in(&folder, &[]);
    ask(&mut session, "var a = 40", "undefined");
    ask(&mut session, "a + 2", "42");
    ask(&mut session, ".save kept.js", "Session saved to: kept.js");
    assert_eq!(std::fs::read_to_string(folder.0.join("kept.js")).unwrap(), "var a = 40\na + 2\n");
    ask(&mut session, ".load absent.js", "Failed to load: absent.js");
    folder.write("loaded.js", "function f() {\n  return 'loaded';\n}\n");
    ask(&mut session, ".load loaded.js", "undefined");
    ask(&mut session, "f()", "'loaded'");
    ask(&mut session, ".help", ".break");
    ask(&mut session, ".nonsense", "Invalid REPL keyword");
    leave(session);
}

#[test]
fn an_unfinished_text_is_forgotten_by_control_c() {
    let history = History::new("break");
    let mut session = start(&history);
    session.send_line("function f() {").unwrap();
    forget(&mut session);
    ask(&mut session, "typeof f", "'undefined'");
    leave(session);
}

#[test]
fn history_has_a_size_and_may_be_nowhere() {
    let folder = Folder::new("repl-history");
    let path = folder.0.join("kept");
    let path = path.to_str().unwrap();
    let variables = [
        ("OURO_REPL_HISTORY", ""),
        ("NODE_REPL_HISTORY", path),
        ("HOME", folder.0.to_str().unwrap()),
    ];
    let mut session = start_in(&folder, &variables);
    ask(&mut session, "1 + 1", "2");
    leave(session);
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
    let variables = [("OURO_REPL_HISTORY", path), ("NODE_REPL_HISTORY_SIZE", "2")];
    let mut session = start_in(&folder, &variables);
    for text in ["1 + 1", "1 + 2", "1 + 3"] {
        ask(&mut session, text, "");
    }
    leave(session);
    let kept = std::fs::read_to_string(path).unwrap();
    let kept: Vec<&str> = kept.lines().filter(|line| line.starts_with('1')).collect();
    assert_eq!(kept, ["1 + 2", "1 + 3"]);
}

#[test]
fn specifiers_and_file_names_are_completed() {
    let folder = Folder::new("repl-complete");
    folder.write("unlikely-name.js", "");
    folder.write("node_modules/unlikely-package/index.js", "");
    folder.write("node_modules/@scope/unlikely/index.js", "");
    let mut session = start_in(&folder, &[]);
    for (typed, completed) in [
        ("require('./unl", "require('./unlikely-name.js"),
        ("import './unl", "import './unlikely-name.js"),
        ("import('./unl", "import('./unlikely-name.js"),
        ("require(\"unlikely-p", "require(\"unlikely-package"),
        ("require('@scope/unl", "require('@scope/unlikely"),
        ("import fs from 'node:fs/pro", "import fs from 'node:fs/promises"),
        ("fs.readFileSync('./unl", "fs.readFileSync('./unlikely-name.js"),
        ("[1].flatM", "[1].flatMap"),
        ("'a'.padSt", "'a'.padStart"),
        ("Map.prototype.forE", "Map.prototype.forEach"),
        ("globalThis.queueM", "globalThis.queueMicrotask"),
        ("proc", "process"),
    ] {
        press(&mut session, &format!("{typed}\t"));
        session.exp_string(completed).unwrap_or_else(|error| panic!("{typed}: {error}"));
        forget(&mut session);
    }
    leave(session);
}

#[test]
fn neither_previews_nor_completion_run_anything() {
    let history = History::new("preview");
    let mut session = start(&history);
    let made = "var seen = []; var p = new Proxy({}, { get: (_, k) => seen.push(k), \
        ownKeys: () => (seen.push('keys'), []) }); class A { get x() { seen.push('x'); return {} } \
        toString() { seen.push('string'); return '' } [Symbol.toPrimitive]() { seen.push('p') } }; \
        var a = new A(); function f() { seen.push('f') }";
    ask(&mut session, made, "undefined");
    for typed in ["a.x", "a.x.", "p.q", "p.q.r", "p.", "f()", "f().", "`${a}`", "a + 1", "[...p]"] {
        press(&mut session, &format!("{typed}\t\t"));
        forget(&mut session);
    }
    ask(&mut session, "seen", "[]");
    leave(session);
}

#[test]
fn unhandled_rejections_are_shown_and_the_session_goes_on() {
    let history = History::new("rejection");
    let mut session = start(&history);
    session.send_line("Promise.reject(new Error('unheard')); 1").unwrap();
    session.exp_string("Error: unheard").unwrap();
    ask(&mut session, "40 + 2", "42");
    session.send_line("setTimeout(() => { throw new RangeError('late') }); 1").unwrap();
    session.exp_string("RangeError: late").unwrap();
    ask(&mut session, "_error.message", "'late'");
    leave(session);
}

#[test]
fn wide_letters_and_narrow_terminals_are_edited() {
    let history = History::new("wide");
    let mut session = start(&history);
    // Back over two letters, one of two columns and one of a joined emoji, and in between.
    press(&mut session, "'漢字👩‍👩‍👧x'.length\x1b[H\x1b[C\x1b[C\x7fa\x1b[F\r");
    session.exp_string("\n11").unwrap();
    session.exp_string("> ").unwrap();
    leave(session);
    let mut command = Command::new("sh");
    command.args(["-c", "stty cols 20 rows 5; exec \"$0\""]).arg(runtime());
    command.env("OURO_REPL_HISTORY", "").env("TERM", "xterm").env("NO_COLOR", "1");
    command.env_remove("NODE_OPTIONS");
    let options = Options::new().timeout_ms(Some(30_000)).strip_ansi_escape_codes(true);
    let mut session = spawn_with_options(command, options).unwrap();
    session.exp_string("> ").unwrap();
    let long = format!("'{}'", "漢字かな交じり文".repeat(6));
    session.send_line("fs.readlinkSync('/proc/self/fd/0')").unwrap();
    let (_, terminal) = session.exp_regex("/dev/pts/[0-9]+").unwrap();
    session.exp_string("> ").unwrap();
    for columns in ["20", "33", "120", "7"] {
        press(&mut session, &format!("{long}.length"));
        session.exp_string("th").unwrap();
        let resized = Command::new("stty").args(["-F", &terminal, "cols", columns]).status();
        assert!(resized.unwrap().success());
        press(&mut session, "\x1b[Hz\x7f\x1b[F\r");
        session.exp_string("\n48").unwrap();
        session.exp_string("> ").unwrap();
    }
    leave(session);
}

#[test]
fn a_dumb_terminal_and_no_color_get_no_escapes() {
    let folder = Folder::new("repl-dumb");
    for (name, value) in [("TERM", "dumb"), ("NO_COLOR", "1")] {
        let mut command = Command::new(runtime());
        command.current_dir(&folder.0).env("OURO_REPL_HISTORY", "").env_remove("NODE_OPTIONS");
        command.env("TERM", "xterm").env_remove("NO_COLOR").env(name, value);
        let mut session =
            spawn_with_options(command, Options::new().timeout_ms(Some(30_000))).unwrap();
        session.exp_string("> ").unwrap();
        session.send_line("({ a: 'b' })").unwrap();
        let shown = session.exp_string("{ a: 'b' }").unwrap();
        assert!(!shown.contains("\x1b[3"), "{shown:?}");
        if value == "dumb" {
            assert!(!shown.contains('\x1b'), "{shown:?}");
        }
        session.exp_string("> ").unwrap();
        leave(session);
    }
}
