//! Ending a running script from another thread: the embedder's side of `ouro_sys::interrupt`.

use ouro_reactor::Waker;
use ouro_sys::interrupt::{Interrupter, Reason};

/// Ends what a runtime's script does, from any thread; it may outlive the runtime.
///
/// A script ends at the next turn of a loop, the next call, or the next step of a long built-in
/// function: no `catch` or `finally` of it runs. [`Reason::End`] ends [`run_main`] and [`run_loop`]
/// with its code, without further events; [`Reason::Stop`] what runs and waits as a tick or microtask, and the loop goes
/// on; for [`Reason::Run`], what was being evaluated returns the
/// engine's error, and whoever began it calls [`withdraw`]. Nothing runs while a reason is pending.
///
/// What cannot be ended: arithmetic on one huge BigInt, the engine's own listing of the keys of one
/// huge object, its constructors of typed arrays, one move of much memory, and compiling.
///
/// [`run_main`]: crate::Runtime::run_main
/// [`run_loop`]: crate::Runtime::run_loop
/// [`withdraw`]: Self::withdraw
#[derive(Clone, Debug)]
pub struct InterruptHandle {
    interrupter: Interrupter,
    waker: Waker,
}

impl InterruptHandle {
    pub(crate) fn new(interrupter: Interrupter, waker: Waker) -> Self {
        Self { interrupter, waker }
    }

    /// Ends the running script, and the loop's waiting.
    pub fn interrupt(&self, reason: Reason) {
        self.interrupter.interrupt(reason);
        self.waker.wake();
    }

    /// Whether a [`Reason::Stop`] is pending: what runs has not let go yet.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.interrupter.is_stopping()
    }

    /// Takes a reason back, and says whether it was pending.
    #[must_use]
    pub fn withdraw(&self, reason: Reason) -> bool {
        self.interrupter.withdraw(reason)
    }

    /// A reason for one evaluation, that no other has.
    #[must_use]
    pub fn next_run(&self) -> Reason {
        self.interrupter.next_run()
    }
}
