//! The loop of `--watch`: a child at a time, its reports, changes of files, and signals.

use std::{io, path::Path, time::Duration};

use ouro_reactor::{Event, ExitStatus, Handle, Reactor, ReadOutcome, Repeat, Wait};
use ouro_runtime::signal_number;
use ouro_sys::signal::came_from_kernel;

use super::{child::Program, files::Files, report::Reports, screen::Screen};

/// How long nothing must happen before files are looked at: who saves one often saves several.
const QUIET: Duration = Duration::from_millis(50);

/// How long a program may take to end before the person is told.
const GRACE: Duration = Duration::from_secs(1);

/// How much longer, before it is killed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Signals that end watching, once the program has ended.
const ENDING: [&str; 3] = ["SIGHUP", "SIGINT", "SIGTERM"];

const KILL: i32 = 9;

/// What becomes of the child that runs now.
#[derive(Debug, Eq, PartialEq)]
enum Phase {
    /// It runs, or has ended by itself.
    Normal,
    /// It is to end, and to be started again; whether the person waits knowingly.
    Restarting { told: bool },
    /// It has ended, and is started again once signals that came meanwhile were heard of: keys of
    /// the terminal that ended it may have meant this process too.
    Starting,
    /// It is to end, and watching with it.
    Ending,
}

/// The process that watches.
#[derive(Debug)]
pub(super) struct Supervisor {
    reactor: Reactor,
    program: Program,
    files: Files,
    screen: Screen,
    kill_signal: i32,
    child: Option<Handle>,
    /// The pipe that the last child reports to, while it is open.
    reports: Option<(Handle, Reports)>,
    phase: Phase,
    /// Runs out when files have been quiet.
    quiet: Option<Handle>,
    /// Runs out when a child takes long to end.
    grace: Option<Handle>,
    /// The exit code of the last run.
    code: i32,
}

impl Supervisor {
    /// Makes one that has started nothing yet.
    ///
    /// # Errors
    /// Those of making a reactor.
    pub(super) fn new(
        program: Program,
        files: Files,
        screen: Screen,
        kill_signal: i32,
    ) -> io::Result<Self> {
        Ok(Self {
            reactor: Reactor::new()?,
            program,
            files,
            screen,
            kill_signal,
            child: None,
            reports: None,
            phase: Phase::Normal,
            quiet: None,
            grace: None,
            code: 0,
        })
    }

    /// Runs the program, again and again, until a signal ends it; returns the exit code.
    ///
    /// # Errors
    /// A path to watch that is not there; those of starting the program, and of the reactor.
    pub(super) fn run(mut self) -> io::Result<i32> {
        for signal in ENDING.iter().filter_map(|name| signal_number(name)) {
            self.reactor.signal_start(signal)?;
        }
        self.files.begin(&mut self.reactor)?;
        self.start()?;
        while let Some(event) = self.reactor.next_event(Wait::Forever)? {
            let code = match event {
                Event::Exited(_, status) => self.ended(status)?,
                Event::FileChanged(handle, Ok(change)) => {
                    if self.files.heard(handle, &change) {
                        self.wait_for_quiet();
                    }
                    None
                }
                Event::Read(pipe, outcome) => {
                    self.reported(pipe, outcome);
                    None
                }
                Event::Signal(_, signal) => self.signalled(signal),
                Event::Timer(timer) if self.quiet == Some(timer) => {
                    self.quiet = None;
                    self.reactor.close(timer);
                    if let Some(path) = self.files.look(&mut self.reactor) {
                        self.restart(&path)?;
                    }
                    None
                }
                Event::Timer(timer) if self.grace == Some(timer) => {
                    self.wait_is_over(timer)?;
                    None
                }
                _ => None,
            };
            if let Some(code) = code {
                return Ok(code);
            }
        }
        Ok(self.code)
    }

    fn start(&mut self) -> io::Result<()> {
        self.phase = Phase::Normal;
        self.files.forget(&mut self.reactor);
        if let Some((pipe, _)) = self.reports.take() {
            self.reactor.close(pipe);
        }
        let (child, pipe) = self.program.start(&mut self.reactor)?;
        self.child = Some(child);
        self.reports = Some((pipe, Reports::default()));
        Ok(())
    }

    /// Ends the child, if one runs, and starts it again.
    fn restart(&mut self, changed: &Path) -> io::Result<()> {
        if self.phase != Phase::Normal {
            return Ok(());
        }
        self.screen.restarting(changed);
        let Some(child) = self.child else { return self.start() };
        // One that has ended just now is reported next.
        let _ = self.reactor.process_kill(child, self.kill_signal);
        self.phase = Phase::Restarting { told: false };
        self.grace = Some(self.reactor.timer_start(GRACE, Repeat::Never));
        Ok(())
    }

    /// The child has ended; the exit code, where watching ends too.
    fn ended(&mut self, status: ExitStatus) -> io::Result<Option<i32>> {
        if let Some(child) = self.child.take() {
            self.reactor.close(child);
        }
        if let Some(timer) = self.grace.take() {
            self.reactor.close(timer);
        }
        self.screen.restore();
        self.code = status.code.unwrap_or_default();
        match self.phase {
            Phase::Normal => self.screen.ended(status.code == Some(0)),
            Phase::Restarting { told } => {
                if told {
                    self.screen.restarted();
                }
                self.phase = Phase::Starting;
                self.grace = Some(self.reactor.timer_start(Duration::ZERO, Repeat::Never));
            }
            Phase::Starting => {}
            Phase::Ending => return Ok(Some(self.code)),
        }
        Ok(None)
    }

    /// The child has something to say. What it loaded last may be read after its end.
    fn reported(&mut self, pipe: Handle, outcome: io::Result<ReadOutcome>) {
        let Some((current, reports)) = &mut self.reports else { return };
        if *current != pipe {
            return;
        }
        let Ok(ReadOutcome::Data(bytes)) = outcome else {
            self.reactor.close(pipe);
            self.reports = None;
            return;
        };
        if self.phase != Phase::Normal || !self.files.follows_loads() {
            return;
        }
        let mut changed = false;
        for report in reports.take(&bytes) {
            changed |= self.files.add(report.path, report.stamp, &mut self.reactor);
        }
        if changed {
            self.wait_for_quiet();
        }
    }

    /// Looks at the files once nothing happens any more.
    fn wait_for_quiet(&mut self) {
        match self.quiet {
            Some(timer) => self.reactor.timer_restart(timer, QUIET, Repeat::Never),
            None => self.quiet = Some(self.reactor.timer_start(QUIET, Repeat::Never)),
        }
    }

    /// A signal ends the child, and then this process; the exit code, where no child runs. A second
    /// one does not wait for the child.
    fn signalled(&mut self, signal: i32) -> Option<i32> {
        let Some(child) = self.child else { return Some(self.code) };
        if self.phase == Phase::Ending {
            let _ = self.reactor.process_kill(child, KILL);
        } else if !came_from_kernel(signal) {
            // Keys of the terminal reach the child by themselves.
            let _ = self.reactor.process_kill(child, signal);
        }
        self.phase = Phase::Ending;
        None
    }

    /// The child takes long to end: the person is told, and later it is killed. One that has ended
    /// is started again.
    fn wait_is_over(&mut self, timer: Handle) -> io::Result<()> {
        match &mut self.phase {
            Phase::Starting => {
                self.grace = None;
                self.reactor.close(timer);
                return self.start();
            }
            Phase::Restarting { told } if !*told => {
                *told = true;
                self.screen.waiting();
                self.reactor.timer_restart(timer, PATIENCE, Repeat::Never);
            }
            _ => {
                if let Some(child) = self.child {
                    let _ = self.reactor.process_kill(child, KILL);
                }
            }
        }
        Ok(())
    }
}
