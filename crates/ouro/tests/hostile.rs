//! Runs every snippet of `tests/hostile/*.js` in a process of its own: whatever a script does, the
//! process ends by itself, without a signal, a panic or a lost error. A snippet begins with a line
//! `//- name`; one whose name begins with `!` is known to end badly, and says why after a colon.

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::node::runtime;

/// Ten seconds are allowed on a machine of its own; a development build on a busy one gets more.
const LIMIT: Duration = Duration::from_secs(60);

/// What each snippet may use.
const PRELUDE: &str = "function show(f) { try { const r = f(); \
    console.log(typeof r, String(r).slice(0, 60)); } catch (e) { \
    console.log(e?.name ?? 'thrown', String(e?.message ?? typeof e).slice(0, 90)); } }\n";

/// Runs one snippet; the text says what went wrong.
fn run(snippet: &str, file: &Path) -> Result<(), String> {
    fs::write(file, format!("{PRELUDE}{snippet}")).map_err(|error| error.to_string())?;
    let mut child = Command::new(runtime())
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let stderr = child.stderr.take();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stderr) = stderr {
            let _ = stderr.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if start.elapsed() > LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("still running after {LIMIT:?}"));
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    };
    let text = reader.join().unwrap_or_default();
    let bad = ["panicked", "fatal internal error", "RuntimeLimit", "EnginePanic"];
    // Node's codes for uncaught errors, and those that snippets give themselves.
    let ended = matches!(status.code(), Some(0..=7));
    if ended && !bad.iter().any(|word| text.contains(word)) {
        return Ok(());
    }
    Err(format!("{status}\n{}", text.chars().take(600).collect::<String>()))
}

fn all_end(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let file = std::env::temp_dir().join(format!("ouro-hostile-{}-{name}", std::process::id()));
    let mut faults = Vec::new();
    let mut count = 0;
    for part in text.split("\n//- ").skip(1) {
        let (title, snippet) = part.split_once('\n').unwrap_or((part, ""));
        if title.starts_with('!') {
            continue;
        }
        count += 1;
        if let Err(fault) = run(snippet, &file) {
            faults.push(format!("{name}: {title}: {fault}"));
        }
    }
    let _ = fs::remove_file(&file);
    assert!(count > 0, "{name} has snippets");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn no_cache_kills_the_process() {
    all_end("caches.js");
}

#[test]
fn no_data_kills_the_process() {
    all_end("data.js");
}

#[test]
fn no_flow_kills_the_process() {
    all_end("flow.js");
}

#[test]
fn no_liar_kills_the_process() {
    all_end("liars.js");
}

#[test]
fn no_library_call_kills_the_process() {
    all_end("host.js");
}

#[test]
fn no_source_kills_the_process() {
    all_end("syntax.js");
}

#[test]
fn no_depth_kills_the_process() {
    all_end("depth.js");
}

#[test]
fn no_size_kills_the_process() {
    all_end("size.js");
}

#[test]
fn no_surprise_kills_the_process() {
    all_end("panic.js");
}
