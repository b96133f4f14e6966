//! The worker processes: as many as asked for, each given one job at a time, ended when a test takes
//! too long, replaced when it dies.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::process::ExitStatusExt,
    path::PathBuf,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread::{self, Scope},
    time::Duration,
};

use crate::{
    job::{Answer, Job, MARK, Mode, Outcome},
    suite::Test,
    worker,
};

/// How to run tests.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The program to start as a worker: this one.
    pub(crate) program: PathBuf,
    pub(crate) worker: worker::Settings,
    /// How many workers run at a time.
    pub(crate) jobs: usize,
    /// How long a test may take in one mode.
    pub(crate) time_limit: Duration,
}

/// How a test ended in its modes.
#[derive(Clone, Debug)]
pub(crate) struct Finished {
    /// Its place in the list.
    pub(crate) test: usize,
    pub(crate) outcomes: Vec<(Mode, Outcome)>,
}

/// Jobs after which a worker is replaced: what the engine leaks is given back.
const LIFE: usize = 2_000;

/// Runs all tests; `each` is told of every one, in the order in which they end.
///
/// # Errors
/// Where no worker can be started.
pub(crate) fn run(
    tests: &[Test],
    settings: &Settings,
    mut each: impl FnMut(Finished),
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, finished) = mpsc::channel();
        for _ in 0..settings.jobs.max(1) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                let mut slot = Slot { settings, scope, process: None };
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(test) = tests.get(at) else { return };
                    let ended = slot.test(test).map(|outcomes| Finished { test: at, outcomes });
                    if sender.send(ended).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for ended in finished {
            each(ended?);
        }
        Ok(())
    })
}

/// A place for one worker process after the other.
struct Slot<'scope, 'env> {
    settings: &'env Settings,
    scope: &'scope Scope<'scope, 'env>,
    process: Option<Process>,
}

impl Slot<'_, '_> {
    /// Runs a test in each of its modes.
    fn test(&mut self, test: &Test) -> io::Result<Vec<(Mode, Outcome)>> {
        let matter = match &test.matter {
            Ok(matter) => matter,
            Err(wrong) => {
                return Ok(vec![(Mode::Sloppy, Outcome::Fail(format!("metadata: {wrong}")))]);
            }
        };
        let run = |&mode: &Mode| {
            let job = Job { path: test.path.clone(), mode };
            self.job(&job).map(|outcome| (mode, outcome))
        };
        Mode::of(matter).iter().map(run).collect()
    }

    fn job(&mut self, job: &Job) -> io::Result<Outcome> {
        let mut process = match self.process.take() {
            Some(process) => process,
            None => Process::start(self.settings, self.scope)?,
        };
        match process.ask(job, self.settings.time_limit) {
            Reply::Answer(answer) => {
                if answer.retire || process.asked >= LIFE {
                    process.end();
                } else {
                    self.process = Some(process);
                }
                Ok(answer.outcome)
            }
            Reply::Late => {
                process.kill();
                Ok(Outcome::Timeout)
            }
            Reply::Dead => Ok(Outcome::Crash(process.cause())),
        }
    }
}

impl Drop for Slot<'_, '_> {
    fn drop(&mut self) {
        if let Some(process) = self.process.take() {
            process.end();
        }
    }
}

/// A worker process.
struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Answer>,
    /// The first of what it wrote during this job to standard error.
    errors: Arc<Mutex<String>>,
    errors_end: Receiver<()>,
    asked: usize,
}

/// What came of asking a worker.
enum Reply {
    Answer(Answer),
    Dead,
    Late,
}

impl Process {
    fn start<'scope>(settings: &Settings, scope: &'scope Scope<'scope, '_>) -> io::Result<Self> {
        let mut child = Command::new(&settings.program)
            .arg("--worker")
            .arg("--suite")
            .arg(&settings.worker.suite)
            .arg("--memory")
            .arg((settings.worker.memory >> 20).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("a worker without its pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = child.stdout.take().ok_or_else(missing)?;
        let error = child.stderr.take().ok_or_else(missing)?;
        let (sender, answers) = mpsc::channel();
        scope.spawn(move || {
            // Tests may write what is no text.
            let mut lines = BufReader::new(output);
            let mut line = Vec::new();
            while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                let text = String::from_utf8_lossy(&line).into_owned();
                let answer = text.strip_prefix(MARK).and_then(Answer::from_line);
                if answer.is_some_and(|answer| sender.send(answer).is_err()) {
                    return;
                }
                line.clear();
            }
        });
        let errors = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&errors);
        let (errors_sender, errors_end) = mpsc::channel();
        scope.spawn(move || {
            keep_first(error, &kept);
            // Nobody may be waiting.
            let _ = errors_sender.send(());
        });
        Ok(Self { child, input, answers, errors, errors_end, asked: 0 })
    }

    fn ask(&mut self, job: &Job, limit: Duration) -> Reply {
        self.asked += 1;
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if writeln!(self.input, "{}", job.line()).is_err() {
            return Reply::Dead;
        }
        match self.answers.recv_timeout(limit) {
            Ok(answer) => Reply::Answer(answer),
            Err(RecvTimeoutError::Timeout) => Reply::Late,
            Err(RecvTimeoutError::Disconnected) => Reply::Dead,
        }
    }

    /// Lets the worker end by itself, if it will.
    fn end(self) {
        let Self { mut child, input, .. } = self;
        drop(input);
        for _ in 0..50 {
            if child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            thread::sleep(Duration::from_millis(2));
        }
        let _ = child.kill();
        let _ = child.wait();
    }

    fn kill(mut self) {
        // It may have ended just now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// What a dead worker died of.
    fn cause(mut self) -> String {
        let Ok(status) = self.child.wait() else { return "unknown".to_owned() };
        // The last words may still be in the pipe.
        let _ = self.errors_end.recv_timeout(Duration::from_secs(1));
        let errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        cause(status, &errors)
    }
}

/// The most of a worker's errors that is kept.
const KEPT: usize = 8 << 10;

/// Reads to the end and keeps the beginning: the first words name the cause, backtraces follow.
fn keep_first(mut from: impl Read, kept: &Mutex<String>) {
    let mut block = [0; 1024];
    while let Ok(read @ 1..) = from.read(&mut block) {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < KEPT {
            kept.push_str(&String::from_utf8_lossy(block.get(..read).unwrap_or_default()));
        }
    }
}

/// The cause of a death in a few words.
fn cause(status: ExitStatus, errors: &str) -> String {
    let told = |part: &str| errors.contains(part);
    // The standard library's words, and those of `ouro_sys::overflow`.
    if told("overflowed its stack") || told("Maximum call stack size exceeded") {
        return "stack overflow".to_owned();
    }
    if told("JavaScript heap out of memory") || told("memory allocation of") {
        return "out of memory".to_owned();
    }
    if let Some(panic) = errors.split("panicked at ").nth(1) {
        let mut lines = panic.lines();
        let place = lines.next().unwrap_or_default().trim_end_matches(':');
        // Where the engine's sources lie on this machine is nobody's business.
        let place = place.rsplit("/src/").next().unwrap_or(place);
        return format!("panic: {} ({place})", lines.next().unwrap_or_default());
    }
    match (status.signal(), status.code()) {
        (Some(signal), _) => format!("signal {signal}"),
        (None, Some(code)) => format!("exit code {code}"),
        (None, None) => "unknown".to_owned(),
    }
}
