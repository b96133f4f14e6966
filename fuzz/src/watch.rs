//! Watches a worker: one that dies has found something, and so has one that stays at an input.

use std::{
    env, fs,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use ouro_fuzz::{ROOT, Target};

/// No input may take longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much of what a worker wrote is shown.
const SHOWN: usize = 4000;

/// Runs a target for some time, and says on standard output how that went.
pub(crate) fn watch(target: &Target, seed: u64, time: Duration) -> bool {
    let folder = env::temp_dir().join(format!("ouro-fuzz-{}", std::process::id()));
    let outcome = fs::create_dir_all(&folder).and_then(|()| run(target, seed, time, &folder));
    let well = match outcome {
        Ok(Outcome::Done(line)) => {
            print!("{:20} {line}", target.name);
            true
        }
        Ok(Outcome::Found { what, input, text }) => {
            report(target, seed, &what, &input, &text);
            false
        }
        Err(error) => {
            println!("{:20} did not run: {error}", target.name);
            false
        }
    };
    let _ = fs::remove_dir_all(&folder);
    well
}

enum Outcome {
    Done(String),
    Found { what: String, input: Vec<u8>, text: String },
}

fn run(target: &Target, seed: u64, time: Duration, folder: &Path) -> io::Result<Outcome> {
    let at = folder.join(target.name);
    let errors = folder.join(format!("{}.stderr", target.name));
    fs::write(&at, b"")?;
    let mut worker = Command::new(env::current_exe()?)
        .arg(target.name)
        .args(["--seed", &seed.to_string(), "--seconds", &time.as_secs_f64().to_string()])
        // A panic is told in a line; `--input` shows where it came from.
        .env("RUST_BACKTRACE", "0")
        .arg("--work")
        .arg(&at)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(&errors)?)
        .spawn()?;
    let stdout = worker.stdout.take();
    // What a target prints must not block it: read it all, keep the last line.
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        let _ = stdout.map(|mut stdout| stdout.read_to_end(&mut text));
        text
    });
    let hung = loop {
        if worker.try_wait()?.is_some() {
            break false;
        }
        if stays(&at) {
            worker.kill()?;
            break true;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let status = worker.wait()?;
    let text = reader.join().unwrap_or_default();
    let last = String::from_utf8_lossy(&text).lines().last().unwrap_or_default().to_owned();
    let _ = fs::copy(at.with_extension("slowest"), slowest(target));
    if status.success() {
        return Ok(Outcome::Done(last + "\n"));
    }
    let what = if hung { "hangs".to_owned() } else { ending(status) };
    let text = String::from_utf8_lossy(&fs::read(&errors)?).into_owned();
    Ok(Outcome::Found { what, input: fs::read(&at)?, text })
}

/// Where the slowest input of a run is left, to be looked at.
fn slowest(target: &Target) -> PathBuf {
    let folder = Path::new(ROOT).join("artifacts");
    let _ = fs::create_dir_all(&folder);
    folder.join(format!("{}.slowest", target.name))
}

/// Whether a worker has been at one input for too long.
fn stays(file: &Path) -> bool {
    let changed = fs::metadata(file).and_then(|metadata| metadata.modified());
    changed
        .ok()
        .and_then(|changed| SystemTime::now().duration_since(changed).ok())
        .is_some_and(|age| age > PATIENCE)
}

fn ending(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.code(), status.signal()) {
        (Some(101), _) => "panics".to_owned(),
        (Some(code), _) => format!("ends with {code}"),
        (None, Some(signal)) => format!("dies of signal {signal}"),
        (None, None) => "ends".to_owned(),
    }
}

fn report(target: &Target, seed: u64, what: &str, input: &[u8], text: &str) {
    let name = target.name;
    let file = save(name, input).unwrap_or_else(|error| format!("(not saved: {error})"));
    let from = text.len().saturating_sub(SHOWN);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    println!("{name:20} {what}, seed {seed}\n  input: {}", input.escape_ascii());
    println!("  again: cargo run -- {name} --input {file}\n{}", &text[from..]);
}

/// Keeps an input; its name follows from its content.
fn save(target: &str, input: &[u8]) -> io::Result<String> {
    let folder = Path::new(ROOT).join("artifacts").join(target);
    fs::create_dir_all(&folder)?;
    let hash = input.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let path = folder.join(format!("{hash:016x}"));
    fs::write(&path, input)?;
    Ok(path.display().to_string())
}
