//! Random small programs, run by a runtime of their own under limits: whatever they do, nothing
//! panics, aborts or hangs.

mod grammar;

use std::{
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use boa_engine::Source;
use ouro_runtime::{InterruptHandle, Reason, Runtime};

use crate::Choices;

pub(super) const TOKENS: &[&str] = &["\0", "\x01\x01", "\x07\x03", "\x20", "\x41\x05", "\x7f\x3f"];

/// A program that takes longer is ended, which has to work too.
const PATIENCE: Duration = Duration::from_secs(3);

/// Takes the input as the choices of a grammar, and runs what it makes; with `OURO_FUZZ_SHOW` in the
/// environment also shows that.
///
/// # Panics
/// Where the runtime does not survive the program.
pub fn run(input: &[u8]) {
    let program = program(input);
    if std::env::var_os("OURO_FUZZ_SHOW").is_some() {
        eprintln!("{}", program.concat());
    }
    let outcome = Runtime::builder().run(move |runtime| {
        let limits = runtime.context().runtime_limits_mut();
        limits.set_loop_iteration_limit(2_000);
        limits.set_recursion_limit(200);
        let handle = runtime.interrupt_handle().expect("the poll opens");
        ending(handle, || {
            for script in &program {
                // Errors are the program's own affair.
                let _ = runtime.context().eval(Source::from_bytes(script));
            }
            runtime.run_loop()
        })
    });
    outcome.expect("the runtime survives");
}

/// Does something that is interrupted when it takes too long.
fn ending<T>(handle: InterruptHandle, action: impl FnOnce() -> T) -> T {
    let (done, waits) = channel::<()>();
    let watcher = thread::spawn(move || {
        if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            handle.interrupt(Reason::End(1));
        }
    });
    let result = action();
    drop(done);
    let _ = watcher.join();
    result
}

/// The program that an input makes, as scripts to be run one after the other.
#[must_use]
pub fn program(input: &[u8]) -> Vec<String> {
    grammar::program(&mut Choices::new(input))
}
