//! `benches/compare.py` runs workloads against the program that was just built.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::node::runtime;

/// Runs the script on one short workload; `None` where there is no Python, which it needs.
fn compare(arguments: &[&str]) -> Option<Output> {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches");
    Command::new("python3")
        .arg(benches.join("compare.py"))
        .arg("--ouro")
        .arg(runtime())
        .args(["--runs", "1", "--filter", "^start-hello$"])
        .args(arguments)
        .output()
        .ok()
}

fn temporary(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("ouro-benches-{}-{name}", std::process::id()))
}

#[test]
fn a_workload_is_run_checked_and_written_down() {
    let file = temporary("result.json");
    let Some(output) = compare(&["--json", file.to_str().unwrap()]) else {
        println!("no python3, nothing compared");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    let written = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    for figure in ["wall", "cpu", "peak"] {
        assert!(written.contains(&format!("\"{figure}\": ")), "{written}");
    }
}

#[test]
fn a_promise_that_is_not_kept_ends_with_1() {
    let gate = temporary("gate");
    fs::write(&gate, "start-hello wall ouro <= 0.001\n").unwrap();
    let output = compare(&["--gate", gate.to_str().unwrap()]);
    fs::remove_file(&gate).unwrap();
    let Some(output) = output else { return };
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("\nBROKEN  start-hello"));
}
