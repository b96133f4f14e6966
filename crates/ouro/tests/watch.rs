//! `ouro --watch`: when it starts a program again, and how it ends. Node docs: Command-line API,
//! `--watch`.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use rexpect::session::{Options, PtySession, spawn_with_options};

use crate::{node::runtime, run_script::Folder};

/// How long a step may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A watcher whose output is read line by line.
struct Watcher {
    process: Child,
    lines: Receiver<String>,
}

impl Watcher {
    fn start(folder: &Folder, args: &[&str]) -> Self {
        let mut process = Command::new(runtime())
            .args(args)
            .current_dir(&folder.0)
            .env_remove("NODE_OPTIONS")
            .env_remove("FORCE_COLOR")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { process, lines }
    }

    /// The next line of output.
    fn next(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("another line comes")
    }

    /// Expects exactly these lines next.
    fn expect(&self, lines: &[&str]) {
        for line in lines {
            assert_eq!(self.next(), *line);
        }
    }

    /// Reads up to a line that begins like this.
    fn find(&self, start: &str) -> String {
        let mut line = self.next();
        while !line.starts_with(start) {
            line = self.next();
        }
        line
    }

    fn signal(&self, name: &str) {
        signal(self.process.id(), name);
    }

    fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the watcher ends");
            thread::yield_now();
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill").args(["-s", name, &pid.to_string()]).status();
    assert!(sent.unwrap().success());
}

/// Waits until no process of that number is left.
fn is_gone(pid: &str) {
    let path = format!("/proc/{}", pid.trim());
    let start = Instant::now();
    while Path::new(&path).exists() {
        assert!(start.elapsed() < PATIENCE, "{path} is left");
        thread::yield_now();
    }
}

const COMPLETED: &str = "Completed running 'x.js'. Waiting for file changes before restarting...";
const FAILED: &str = "Failed running 'x.js'. Waiting for file changes before restarting...";
const RESTARTING: &str = "Restarting 'x.js'";

fn detected(path: &Path) -> String {
    format!("Change detected in '{}'", path.display())
}

#[test]
fn a_change_of_any_loaded_file_starts_the_program_again() {
    let folder = Folder::new("watch-loaded");
    folder.write("x.js", "console.log(require('./a'), require('./b.json').b, require('c'));");
    folder.write("a.js", "module.exports = require('./m.mjs').m;");
    folder.write("m.mjs", "import n from './n.json' with { type: 'json' }; export const m = n.n;");
    folder.write("n.json", "{ \"n\": 1 }");
    folder.write("b.json", "{ \"b\": 1 }");
    folder.write("node_modules/c/package.json", "{ \"main\": \"one.js\" }");
    folder.write("node_modules/c/one.js", "module.exports = 1;");
    folder.write("node_modules/c/two.js", "module.exports = 2;");
    let watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    watcher.expect(&["1 1 1", COMPLETED]);
    for (name, text, shown) in [
        ("n.json", "{ \"n\": 22 }", "22 1 1"),
        ("b.json", "{ \"b\": 22 }", "22 22 1"),
        ("node_modules/c/package.json", "{ \"main\": \"two\" }", "22 22 2"),
        ("a.js", "module.exports = 'a';", "a 22 2"),
        ("x.js", "console.log('end');", "end"),
    ] {
        let path = folder.write(name, text);
        watcher.expect(&[&detected(&path), RESTARTING, shown, COMPLETED]);
    }
}

#[test]
fn a_file_replaced_by_renaming_is_seen() {
    let folder = Folder::new("watch-rename");
    let path = folder.write("x.js", "console.log(1);");
    let watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    watcher.expect(&["1", COMPLETED]);
    for shown in ["22", "333"] {
        let other = folder.write(".x.js.swap", &format!("console.log({shown});"));
        std::fs::rename(other, &path).unwrap();
        watcher.expect(&[&detected(&path), RESTARTING, shown, COMPLETED]);
    }
}

#[test]
fn a_file_changed_while_the_program_runs_is_not_missed() {
    let folder = Folder::new("watch-race");
    let text = "const a = require('./a'); console.log(a);
        if (a < 3) require('fs').writeFileSync('a.js', `${'//'.repeat(a)}\nmodule.exports = ${a + 1}`);";
    folder.write("x.js", text);
    let path = folder.write("a.js", "module.exports = 1");
    let watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    let again = detected(&path);
    watcher.expect(&["1", COMPLETED, &again, RESTARTING, "2", COMPLETED]);
    watcher.expect(&[&again, RESTARTING, "3", COMPLETED]);
}

#[test]
fn errors_do_not_end_it_and_what_was_missing_may_come() {
    let folder = Folder::new("watch-errors");
    folder.write("x.js", "let let = 1");
    let watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    watcher.expect(&[FAILED]);
    let path = folder.write("x.js", "require('./deep/down/y'); console.log('found');");
    watcher.expect(&[&detected(&path), RESTARTING, FAILED]);
    let path = folder.write("deep/down/y.js", "require('z')");
    watcher.expect(&[&detected(&path), RESTARTING, FAILED]);
    folder.write("node_modules/z/index.js", "exports.z = 1;");
    // The folder may be seen before what is in it.
    watcher.find("found");
    watcher.expect(&[COMPLETED]);
    let path = folder.write("x.js", "import('./absent.mjs')");
    watcher.expect(&[&detected(&path), RESTARTING, FAILED]);
    let path = folder.write("absent.mjs", "console.log('here')");
    watcher.expect(&[&detected(&path), RESTARTING, "here", COMPLETED]);
}

#[test]
fn a_program_that_is_not_there_yet_is_waited_for() {
    let folder = Folder::new("watch-absent");
    let watcher = Watcher::start(&folder, &["--watch", "sub/x.js"]);
    watcher.find("Failed running 'sub/x.js'.");
    folder.write("sub/x.js", "console.log('here')");
    watcher.find("here");
}

#[test]
fn signals_reach_the_program_and_its_exit_code_is_the_watchers() {
    let folder = Folder::new("watch-signals");
    let text = "for (const [name, code] of [['SIGTERM', 6], ['SIGINT', 5]])
        process.on(name, () => { console.log(name); setTimeout(() => process.exit(code), 10); });
        setInterval(() => {}, 1e6); console.log(process.pid);";
    folder.write("x.js", text);
    for (name, code) in [("TERM", 6), ("INT", 5)] {
        let mut watcher = Watcher::start(&folder, &["--watch", "x.js"]);
        let pid = watcher.next();
        watcher.signal(name);
        watcher.expect(&[&format!("SIG{name}")]);
        assert_eq!(watcher.end().code(), Some(code));
        is_gone(&pid);
    }
}

#[test]
fn between_runs_a_signal_ends_it_with_the_code_of_the_last() {
    let folder = Folder::new("watch-between");
    for (text, code, line) in [("", 0, COMPLETED), ("process.exit(3)", 3, FAILED)] {
        folder.write("x.js", text);
        let mut watcher = Watcher::start(&folder, &["--watch", "x.js"]);
        watcher.expect(&[line]);
        watcher.signal("TERM");
        assert_eq!(watcher.end().code(), Some(code));
    }
}

#[test]
fn a_program_that_ignores_signals_is_killed_by_the_second() {
    let folder = Folder::new("watch-stubborn");
    let text = "process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1e6);
        console.log(process.pid);";
    folder.write("x.js", text);
    let mut watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    let pid = watcher.next();
    watcher.signal("TERM");
    watcher.expect(&["no"]);
    watcher.signal("TERM");
    assert_eq!(watcher.end().code(), Some(0));
    is_gone(&pid);
}

#[test]
fn a_program_that_is_killed_has_failed_and_watching_goes_on() {
    let folder = Folder::new("watch-killed");
    let path = folder.write("x.js", "setInterval(() => {}, 1e6); console.log(process.pid);");
    let watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    let pid = watcher.next();
    signal(pid.parse().unwrap(), "KILL");
    watcher.expect(&[FAILED]);
    is_gone(&pid);
    folder.write("x.js", "console.log('on');");
    watcher.expect(&[&detected(&path), RESTARTING, "on", COMPLETED]);
}

#[test]
fn a_watcher_that_is_killed_takes_its_program_along() {
    let folder = Folder::new("watch-orphan");
    folder.write("x.js", "setInterval(() => {}, 1e6); console.log(process.pid);");
    let mut watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    let pid = watcher.next();
    watcher.signal("KILL");
    assert_eq!(watcher.end().signal(), Some(9));
    is_gone(&pid);
}

#[test]
fn the_signal_that_ends_a_program_before_the_next_run_may_be_chosen() {
    let folder = Folder::new("watch-kill-signal");
    let text = "process.on('SIGUSR2', () => { console.log('usr2'); process.exit(); });
        setInterval(() => {}, 1e6); console.log(1);";
    let path = folder.write("x.js", text);
    let args = ["--watch", "--watch-kill-signal", "SIGUSR2", "x.js"];
    let watcher = Watcher::start(&folder, &args);
    watcher.expect(&["1"]);
    folder.write("x.js", "console.log(2);");
    watcher.expect(&[&detected(&path), RESTARTING, "usr2", "2", COMPLETED]);
    let wrong = ["--watch", "--watch-kill-signal=nope", "x.js"];
    assert_eq!(Watcher::start(&folder, &wrong).end().code(), Some(1));
}

#[test]
fn the_program_gets_its_flags_and_arguments_and_no_trace_of_the_watcher() {
    let folder = Folder::new("watch-args");
    let text = "const { execFileSync } = require('child_process');
        console.log(process.execArgv.join(), process.argv.slice(2).join());
        console.log(Object.keys(process.env).filter((name) => /WATCH/.test(name)).length);
        console.log(`${execFileSync('sh', ['-c', 'env | grep -c WATCH; ls /proc/self/fd'])}`
          .trim().split('\\n').join());";
    folder.write("x.js", text);
    let args = ["--no-warnings", "--watch", "x.js", "--watch", "a b"];
    let mut alone = Watcher::start(&folder, &["x.js"]);
    alone.expect(&[" ", "0"]);
    let descriptors = alone.next();
    assert!(alone.end().success());
    let watcher = Watcher::start(&folder, &args);
    watcher.expect(&["--no-warnings --watch,a b", "0", &descriptors]);
    watcher.find("Completed running 'x.js --watch a b'.");
}

#[test]
fn trees_may_be_watched_instead_of_what_is_loaded() {
    let folder = Folder::new("watch-tree");
    folder.write("x.js", "console.log(require('fs').readdirSync('tree').sort().join());");
    folder.write("tree/a", "");
    let watcher = Watcher::start(&folder, &["--watch-path=tree", "x.js"]);
    watcher.expect(&["a", COMPLETED]);
    // What is loaded, what is skipped, and what came and went are no changes.
    folder.write("x.js", "console.log(require('fs').readdirSync('tree').sort().join(' '));");
    folder.write("tree/node_modules/y", "");
    let path = folder.write("tree/b", "");
    watcher.expect(&[&detected(&path), RESTARTING, "a b node_modules", COMPLETED]);
    let path = folder.write("tree/c/d/e", "1");
    let seen = watcher.find("Change detected in ");
    assert!(seen.contains("/tree/c"), "{seen}");
    watcher.find(COMPLETED);
    folder.write("tree/c/d/e", "22");
    watcher.expect(&[&detected(&path), RESTARTING, "a b c node_modules", COMPLETED]);
    std::fs::remove_file(&path).unwrap();
    watcher.expect(&[&detected(&path), RESTARTING]);
}

#[test]
fn the_watcher_does_not_start_the_engine() {
    let folder = Folder::new("watch-threads");
    folder.write("x.js", "");
    let watcher = Watcher::start(&folder, &["--watch", "x.js"]);
    watcher.expect(&[COMPLETED]);
    let tasks = std::fs::read_dir(format!("/proc/{}/task", watcher.process.id())).unwrap();
    assert_eq!(tasks.count(), 1);
}

/// A watcher on a terminal.
fn on_terminal(folder: &Folder, args: &[&str]) -> PtySession {
    let mut command = Command::new(runtime());
    command.args(args).current_dir(&folder.0).env("TERM", "xterm");
    command.env_remove("NODE_OPTIONS").env_remove("NO_COLOR").env_remove("FORCE_COLOR");
    let patience = u64::try_from(PATIENCE.as_millis()).ok();
    spawn_with_options(command, Options::new().timeout_ms(patience)).unwrap()
}

#[test]
fn a_terminal_is_cleared_between_runs_unless_output_is_preserved() {
    let folder = Folder::new("watch-clear");
    for (preserve, clear) in [(None, "\x1bc"), (Some("--watch-preserve-output"), "")] {
        folder.write("x.js", "console.log(1);");
        let mut args = vec!["--watch", "x.js"];
        args.splice(1..1, preserve);
        let mut terminal = on_terminal(&folder, &args);
        terminal.exp_string(&format!("\x1b[34m{COMPLETED}\x1b[39m\r\n")).unwrap();
        let path = folder.write("x.js", "console.log('again');");
        let seen = terminal.exp_string("again\r\n").unwrap();
        let detected = detected(&path);
        let restarting = format!("\x1b[32m{RESTARTING}\x1b[39m\r\n");
        assert_eq!(seen, format!("{clear}\x1b[34m{detected}\x1b[39m\r\n{restarting}"));
    }
}

#[test]
fn control_c_reaches_the_program_once() {
    let folder = Folder::new("watch-control-c");
    let text = "let seen = 0;
        process.on('SIGINT', () => { seen++; setImmediate(setTimeout, () => {
          console.log(`seen ${seen}`); process.exit(4); }, 200); });
        setInterval(() => {}, 1e6); console.log('up');";
    folder.write("x.js", text);
    let mut terminal = on_terminal(&folder, &["--watch", "x.js"]);
    terminal.exp_string("up").unwrap();
    terminal.send_control('c').unwrap();
    terminal.exp_string("seen 1\r\n").unwrap();
    terminal.exp_eof().unwrap();
    let status = format!("{:?}", terminal.process().wait().unwrap());
    assert!(status.contains("Exited") && status.contains("4)"), "{status}");
}
