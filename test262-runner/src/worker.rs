//! A worker process: takes jobs from standard input, runs each in a runtime of its own, answers on
//! standard output. The parent is `pool`.

mod agent;
mod execute;
mod object262;

use std::{
    collections::HashMap,
    fs,
    io::{self, BufRead, Write},
    path::PathBuf,
    sync::Arc,
};

use ouro_runtime::{Options, Runtime};

use self::{agent::Agents, execute::Plan};
use crate::{
    front_matter::FrontMatter,
    job::{Answer, Job, MARK, Mode, Outcome},
};

/// What a worker is started with.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The checkout.
    pub(crate) suite: PathBuf,
    /// Bytes of address space.
    pub(crate) memory: u64,
}

/// Resident bytes beyond which a worker asks to be replaced.
const RETIRE_AT: u64 = 400 << 20;

/// Runs jobs until standard input ends.
///
/// # Errors
/// Where a pipe is broken: the parent is gone.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    // A crash is what the parent wants to know of, not something to store.
    ouro_sys::limit::core_dump(0)?;
    ouro_sys::limit::address_space(settings.memory)?;
    let mut worker = Worker { suite: settings.suite.clone(), harness: HashMap::new(), last: None };
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = match Job::from_line(&line) {
            Some(job) => worker.answer(&job),
            None => Answer { outcome: Outcome::Fail(format!("no job: {line}")), retire: false },
        };
        let mut out = io::stdout().lock();
        writeln!(out, "\n{MARK}{}", answer.line())?;
        out.flush()?;
        if answer.retire {
            break;
        }
    }
    Ok(())
}

/// What a worker keeps from one test to the next.
struct Worker {
    suite: PathBuf,
    /// Texts of harness files: read once.
    harness: HashMap<String, Arc<str>>,
    /// The last test's path and text: most are run twice.
    last: Option<(String, Arc<str>)>,
}

impl Worker {
    fn answer(&mut self, job: &Job) -> Answer {
        let plan = match self.plan(job) {
            Ok(plan) => plan,
            Err(message) => return Answer { outcome: Outcome::Fail(message), retire: false },
        };
        let agents = Arc::new(Agents::default());
        let theirs = Arc::clone(&agents);
        // A promise that is rejected and never handled is no error to the suite.
        let flag = ("--unhandled-rejections".to_owned(), "none".to_owned());
        let options = Options { flags: vec![flag], ..Options::default() };
        let outcome = Runtime::builder()
            .options(options)
            .can_block(plan.matter.flags.can_block != Some(false))
            .typeless_modules(true)
            .referenced_waits(true)
            .run(move |runtime| execute::execute(runtime, &plan, theirs));
        let outcome = outcome.unwrap_or_else(|error| Outcome::Crash(error.to_string()));
        let ended = agents.end();
        Answer { outcome, retire: !ended || resident().is_some_and(|bytes| bytes > RETIRE_AT) }
    }

    /// Gathers the texts that a job needs.
    fn plan(&mut self, job: &Job) -> Result<Plan, String> {
        let path = self.suite.join("test").join(&job.path);
        let known = self.last.as_ref().filter(|(last, _)| *last == job.path);
        let source = match known {
            Some((_, source)) => Arc::clone(source),
            None => {
                let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", job.path))?;
                let source: Arc<str> = String::from_utf8_lossy(&bytes).into();
                self.last = Some((job.path.clone(), Arc::clone(&source)));
                source
            }
        };
        let matter = FrontMatter::read(&source).map_err(|wrong| format!("metadata: {wrong}"))?;
        let mut names: Vec<&str> = Vec::new();
        if !matter.flags.raw {
            names.extend(["assert.js", "sta.js"]);
            if matter.flags.is_async {
                names.push("doneprintHandle.js");
            }
            names.extend(matter.includes.iter().map(String::as_str));
        }
        let mut harness = Vec::with_capacity(names.len());
        for name in names {
            harness.push((name.to_owned(), self.harness(name)?));
        }
        let source = match job.mode {
            Mode::Strict => format!("\"use strict\";\n{source}").into(),
            Mode::Sloppy | Mode::Module => source,
        };
        Ok(Plan { path, source, matter, mode: job.mode, harness })
    }

    fn harness(&mut self, name: &str) -> Result<Arc<str>, String> {
        if let Some(text) = self.harness.get(name) {
            return Ok(Arc::clone(text));
        }
        let text = fs::read_to_string(self.suite.join("harness").join(name))
            .map_err(|error| format!("harness/{name}: {error}"))?;
        let text: Arc<str> = text.into();
        self.harness.insert(name.to_owned(), Arc::clone(&text));
        Ok(text)
    }
}

/// Bytes of memory that this process holds; unknown where there is no `/proc`.
fn resident() -> Option<u64> {
    const PAGE: u64 = 4096;
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}
