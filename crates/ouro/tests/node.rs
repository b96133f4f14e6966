//! Runs every script below `tests/node/` in a process of its own. Each also passes, unchanged, under
//! Node (`OURO_TEST_RUNTIME=node cargo test -p ouro node`).

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A script that runs longer hangs.
const LIMIT: Duration = Duration::from_secs(60);

/// The runtime under test.
pub(crate) fn runtime() -> PathBuf {
    std::env::var_os("OURO_TEST_RUNTIME")
        .map_or_else(|| env!("CARGO_BIN_EXE_ouro").into(), PathBuf::from)
}

fn scripts(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "fixtures" {
                scripts(&path, found)?;
            }
        } else if name != "testkit.js"
            && matches!(path.extension().and_then(|e| e.to_str()), Some("js" | "cjs" | "mjs"))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Runs one script; the text says what went wrong.
fn run(script: &Path) -> Result<(), String> {
    let mut child = Command::new(runtime())
        .arg(script)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let drain = |stream: Option<Box<dyn io::Read + Send>>| {
        thread::spawn(move || {
            let mut text = Vec::new();
            if let Some(mut stream) = stream {
                let _ = stream.read_to_end(&mut text);
            }
            String::from_utf8_lossy(&text).into_owned()
        })
    };
    let out = drain(child.stdout.take().map(|s| Box::new(s) as Box<dyn io::Read + Send>));
    let err = drain(child.stderr.take().map(|s| Box::new(s) as Box<dyn io::Read + Send>));
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break Some(status),
            None if start.elapsed() > LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    let text = out.join().unwrap_or_default() + &err.join().unwrap_or_default();
    match status {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(format!("{status}\n{text}")),
        None => Err(format!("still running after {LIMIT:?}\n{text}")),
    }
}

#[test]
fn every_script_passes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
    let mut found = Vec::new();
    scripts(&root, &mut found).unwrap();
    let wanted = std::env::var("OURO_TEST_FILTER").unwrap_or_default();
    found.retain(|script| script.to_string_lossy().contains(&wanted));
    found.sort();
    assert!(!found.is_empty());
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(script) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(text) = run(script) {
                        let name = script.strip_prefix(&root).unwrap_or(script).display();
                        failures.lock().unwrap().push(format!("--- {name}: {text}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{} of {} scripts failed\n{}",
        failures.len(),
        found.len(),
        failures.join("\n")
    );
}
