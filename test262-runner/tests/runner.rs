//! What the runner promises, on a small suite of our own in `tests/suite`.

#![allow(clippy::unwrap_used, reason = "a test that cannot be prepared has failed")]
#![allow(clippy::disallowed_methods, reason = "it starts the runner and reads what that writes")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use serde_json::Value;

/// A folder of this test's own, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("test262-runner-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn runner(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_test262-runner"))
        .args(["--suite", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite"), "--jobs", "2"])
        .args(args)
        .env("TEST262_RUNNER_DIE", "1")
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Runs tests and returns the results by test and mode.
fn results(folder: &Folder, args: &[&str]) -> BTreeMap<String, BTreeMap<String, String>> {
    let json = folder.file("out.json");
    let mut all = vec!["--expectations", "", "--json", json.to_str().unwrap()];
    all.extend(args);
    let output = runner(&all);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let value: Value = serde_json::from_str(&fs::read_to_string(json).unwrap()).unwrap();
    serde_json::from_value(value["tests"].clone()).unwrap()
}

#[test]
fn each_flag_phase_and_host_function_does_what_it_should() {
    let folder = Folder::new("passes");
    let results = results(&folder, &["--filter", "passes/"]);
    for (path, modes) in &results {
        for (mode, outcome) in modes {
            assert_eq!(outcome, "pass", "{path} {mode}");
        }
    }
    let modes = |path: &str| {
        let modes = &results[&format!("passes/{path}.js")];
        modes.keys().map(String::as_str).collect::<Vec<_>>().join(",")
    };
    assert_eq!(modes("both-modes"), "sloppy,strict");
    assert_eq!(modes("only-strict"), "strict");
    assert_eq!(modes("no-strict"), "sloppy");
    assert_eq!(modes("raw"), "sloppy");
    assert_eq!(modes("module"), "module");
    assert!(!results.keys().any(|path| path.contains("_FIXTURE")));
}

#[test]
fn what_should_fail_fails_and_says_why() {
    let folder = Folder::new("fails");
    let results = results(&folder, &["--filter", "fails/"]);
    let of = |path: &str, mode: &str| results[&format!("fails/{path}.js")][mode].clone();
    assert_eq!(of("throws", "strict"), "fail: Test262Error: as it should");
    assert_eq!(of("sloppy-only", "strict"), "pass");
    for (path, mode, part) in [
        ("sloppy-only", "sloppy", "Test262Error"),
        ("no-error", "sloppy", "no error, Test262Error in phase runtime was expected"),
        ("other-error", "sloppy", "TypeError in phase runtime, RangeError in phase runtime"),
        ("too-early", "sloppy", "in phase parse, SyntaxError in phase runtime was expected"),
        ("too-late", "sloppy", "in phase runtime, SyntaxError in phase parse was expected"),
        ("never-done", "sloppy", "$DONE was never called"),
        ("done-with-error", "sloppy", "wrong"),
        ("stuck", "module", "never ended"),
        ("unknown-flag", "sloppy", "unknown flag wishful"),
        ("missing-include", "sloppy", "harness/absent.js"),
        ("broken-include", "sloppy", "harness/broken.js: Error: broken"),
        ("exits", "sloppy", "ended with code 1"),
    ] {
        let outcome = of(path, mode);
        assert!(outcome.starts_with("fail: ") && outcome.contains(part), "{path}: {outcome}");
    }
}

#[test]
fn a_test_may_take_its_worker_with_it_and_nothing_else() {
    let folder = Folder::new("dies");
    let results = results(&folder, &["--filter", "dies/", "--jobs", "1", "--memory", "700"]);
    let of = |path: &str| results[&format!("dies/{path}.js")]["sloppy"].clone();
    assert!(of("1-panic").starts_with("crash: fatal internal error: of a test"), "{results:?}");
    assert_eq!(of("2-abort"), "crash: signal 6");
    assert_eq!(of("3-stack"), "crash: stack overflow");
    assert_eq!(of("4-memory"), "crash: out of memory");
    assert_eq!(of("5-lives"), "pass");
}

#[test]
fn the_time_limit_ends_a_test() {
    let folder = Folder::new("hangs");
    let started = Instant::now();
    let results = results(&folder, &["--filter", "hangs/", "--timeout", "2", "--jobs", "3"]);
    let of = |path: &str| results[&format!("hangs/{path}.js")]["sloppy"].clone();
    assert_eq!(of("1-loop"), "timeout");
    assert_eq!(of("2-microtasks"), "timeout");
    assert_eq!(of("3-lives"), "pass");
    assert!(started.elapsed() < Duration::from_secs(60));
}

fn with_expectations(folder: &Folder, lines: &str, filter: &str) -> (Option<i32>, String) {
    let expectations = folder.file("expectations");
    fs::create_dir_all(&expectations).unwrap();
    fs::write(expectations.join("a.txt"), lines).unwrap();
    let output =
        runner(&["--expectations", expectations.to_str().unwrap(), "--filter", filter, "--brief"]);
    (output.status.code(), text(&output))
}

#[test]
fn what_is_not_expected_ends_in_an_error() {
    let folder = Folder::new("expectations");
    let throws = "fails/throws.js";
    let (code, text) = with_expectations(&folder, "# nothing\n", throws);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("unexpected: fails/throws.js (strict) fail: Test262Error"), "{text}");

    let line = "fails/throws.js -> bug: it throws: `throw 1`\n";
    assert_eq!(with_expectations(&folder, line, throws).0, Some(0));
    let line = "fails/sloppy-only.js@sloppy -> missing in Boa: `this`\n";
    assert_eq!(with_expectations(&folder, line, "fails/sloppy-only.js").0, Some(0));

    let line = "fails/*-only.js -> missing in Boa: `this`\n";
    let (code, text) = with_expectations(&folder, line, "fails/sloppy-only.js");
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("fails/sloppy-only.js (strict) passes; a.txt:1 has"), "{text}");

    let line = "feature:Atomics -> missing in the host: agents\n";
    assert_eq!(with_expectations(&folder, line, "passes/agents.js").0, Some(0));
}

#[test]
fn an_expectation_without_reason_is_refused_by_its_place() {
    let folder = Folder::new("refused");
    for lines in
        ["\nfails/throws.js\n", "\nfails/throws.js ->\n", "\nfails/throws.js -> it is so\n"]
    {
        let (code, text) = with_expectations(&folder, lines, "fails/throws.js");
        assert_eq!(code, Some(2), "{text}");
        assert!(text.contains("a.txt:2: "), "{text}");
    }
}

#[test]
fn a_comparison_says_what_broke_and_what_was_fixed() {
    let folder = Folder::new("compare");
    let old = folder.file("old.json");
    let filter = ["--filter", "fails/sloppy-only.js", "--filter", "passes/only-strict.js"];
    let json = ["--json", old.to_str().unwrap(), "--expectations", "", "--brief"];
    assert_eq!(runner(&[&filter[..], &json[..]].concat()).status.code(), Some(0));
    let written = fs::read_to_string(&old).unwrap();
    let compare = ["--compare", old.to_str().unwrap(), "--expectations", "", "--brief"];
    let compared = || runner(&[&filter[..], &compare[..]].concat());

    let output = compared();
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).contains("broke: 0\nfixed: 0\nfewer pass in: 0\n"), "{}", text(&output));

    fs::write(&old, written.replace("\"strict\":\"pass\"", "\"strict\":\"crash: x\"")).unwrap();
    let output = compared();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text(&output).contains("fixed: 2\n  fails/sloppy-only.js (strict)"),
        "{}",
        text(&output)
    );

    fs::write(&old, written.replace("\"sloppy\":\"fail: ", "\"sloppy\":\"pass\", \"x\":\""))
        .unwrap();
    let output = compared();
    assert_eq!(output.status.code(), Some(1));
    let text = text(&output);
    assert!(
        text.contains("broke: 1\n  fails/sloppy-only.js (sloppy): fail: Test262Error"),
        "{text}"
    );
    assert!(text.contains("fewer pass in: 1\n  fails: 1 to 0 of 1"), "{text}");
}

#[test]
fn tests_are_chosen_by_path_feature_and_seed() {
    let folder = Folder::new("chosen");
    let names = |args: &[&str]| results(&folder, args).into_keys().collect::<Vec<_>>();
    assert_eq!(
        names(&["--features", "IsHTMLDDA,cross-realm"]),
        ["passes/create-realm.js", "passes/host-object.js"]
    );
    let drawn = |seed| names(&["--filter", "passes/*.js", "--sample", "3", "--seed", seed]);
    assert_eq!(drawn("1").len(), 3);
    assert_eq!(drawn("1"), drawn("1"));
    assert_ne!(drawn("1"), drawn("2"));
}

#[test]
fn tables_count_by_folder_feature_and_edition() {
    let output = runner(&["--expectations", "", "--filter", "passes/create-realm.js"]);
    let text = text(&output);
    for part in ["By folder\n  passes", "By feature\n  cross-realm", "By edition\n  ES2015"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(text.contains("1 of      1  100.00 % tests passed"), "{text}");
}

#[test]
fn without_a_checkout_the_runner_says_so() {
    let output = Command::new(env!("CARGO_BIN_EXE_test262-runner"))
        .args(["--suite", Path::new("/absent").to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("no checkout of tc39/test262"));
}

/// The reproducers of all bugs that the expectations name.
fn reproducers() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/expectations");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            let Some((name, reason)) = line.split_once("bug: ") else { continue };
            let (_, code) = reason.rsplit_once(": `").unwrap();
            let name = name.split(' ').next().unwrap().replace('/', "-");
            found.push((name, code.trim_end().trim_end_matches('`').to_owned()));
        }
    }
    found
}

#[test]
fn every_bug_that_the_expectations_name_is_still_there() {
    let folder = Folder::new("bugs");
    for part in ["test", "harness"] {
        fs::create_dir_all(folder.file(part)).unwrap();
    }
    let reproducers = reproducers();
    assert!(!reproducers.is_empty());
    for (name, code) in &reproducers {
        let text = format!(
            "/*---\nflags: [raw]\n---*/\nif (({code}) !== true) throw new Error('not true');\n"
        );
        fs::write(folder.file(&format!("test/{name}.js")), text).unwrap();
    }
    let suite = folder.0.to_str().unwrap().to_owned();
    for (test, modes) in results(&folder, &["--suite", &suite]) {
        let is_there = modes.values().all(|outcome| outcome != "pass");
        assert!(is_there, "{test} passes: the bug is gone, and so its lines should be");
    }
}
