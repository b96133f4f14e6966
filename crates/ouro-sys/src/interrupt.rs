//! Ending a script from another thread: the engine's limits are set to nothing, so that the next
//! turn of a loop and the next call end in an error that no script can catch.
//!
//! The engine has no door for this. What it has is [`RuntimeLimits`], a few plain numbers inside the
//! context which every back edge of a loop and every call look at. [`Interruptible`] keeps a context
//! where it is and knows the address of those numbers; an [`Interrupter`] overwrites them.
//!
//! # Why this is sound enough
//!
//! - *The address is valid.* The context is on the heap, owned by an `Interruptible`, and is never
//!   moved out of it; the numbers are part of the context itself, not of something it points to, so
//!   that whatever context is swapped in has them at the same place. Writing is done under a lock
//!   that the `Interruptible` takes to forget the address before it frees the context.
//! - *Any value is valid.* The numbers are integers, read and compared, never used to index.
//! - *It is a data race* by the letter of the memory model: the engine reads plain fields, while
//!   another thread writes them. No Rust code can avoid that short of a change in the engine. What
//!   the race can do in practice: the reader may see the old number or the new one, for each field by
//!   itself (aligned machine words are not torn on any target that Ouro is built for), and may see
//!   the new one late. All of these are right answers here. The compiler may not keep a field in a
//!   register over the engine's dispatch, which calls each instruction through a table of functions
//!   that take the whole context mutably.
//! - Writing is volatile, so that it happens, and happens once; it changes two fields and gives the
//!   others back as they were read under the same lock.
//!
//! Tests in `ouro-runtime` show that it does end scripts of every kind, in the release profile too.

use std::{
    cell::RefCell,
    fmt,
    ops::{Deref, DerefMut},
    ptr::NonNull,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use boa_engine::{Context, vm::RuntimeLimits};

/// Why a script was ended, and so who deals with the end.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Reason {
    /// The whole program ends, with this exit code: its loop sees to it.
    End(i32),
    /// One run ends, by the number that [`Interrupter::next_run`] gave; whoever began it withdraws.
    Run(u64),
    /// What runs is given up, and the loop goes on without what waits for its turn among ticks and
    /// microtasks: the loop sees to it.
    Stop,
    /// A string would have become too long; the nearest native function that called a script
    /// withdraws, and throws.
    LongString,
}

/// A context that other threads can interrupt, at an address that does not change.
pub struct Interruptible {
    context: NonNull<Context>,
    interrupter: Interrupter,
}

/// Ends what the script of a context does now, from any thread. After the context is gone it does
/// nothing.
#[derive(Clone)]
pub struct Interrupter {
    shared: Arc<Shared>,
}

struct Shared {
    /// Whether any reason is pending, for loops in native code.
    pending: AtomicBool,
    runs: AtomicU64,
    state: Mutex<State>,
    /// Is called after every interrupt: wakes a script that waits in native code.
    wake: Mutex<Option<Wake>>,
}

/// Wakes what waits.
type Wake = Box<dyn Fn() + Send>;

struct State {
    /// The context's limits; `None` once it is gone.
    limits: Option<Place>,
    /// What they were before the first pending reason.
    before: RuntimeLimits,
    reasons: Vec<Reason>,
}

struct Place(NonNull<RuntimeLimits>);

// SAFETY: the pointer is used only under the lock that guards it, for what the module's
// documentation argues may be done from any thread.
unsafe impl Send for Place {}

impl Interruptible {
    /// Takes a context to where it stays.
    #[must_use]
    pub fn new(context: Context) -> Self {
        let context = Box::into_raw(Box::new(context));
        // SAFETY: the pointer comes from a box, and nobody else has it yet.
        let before = unsafe { (*context).runtime_limits() };
        // SAFETY: as above; the reference ends with the statement, the address stays.
        let limits = NonNull::from(unsafe { (*context).runtime_limits_mut() });
        // SAFETY: the pointer of a box is not null.
        let context = unsafe { NonNull::new_unchecked(context) };
        let state = State { limits: Some(Place(limits)), before, reasons: Vec::new() };
        let shared = Shared {
            pending: AtomicBool::new(false),
            runs: AtomicU64::new(0),
            state: Mutex::new(state),
            wake: Mutex::new(None),
        };
        Self { context, interrupter: Interrupter { shared: Arc::new(shared) } }
    }

    /// What interrupts it.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        self.interrupter.clone()
    }
}

impl fmt::Debug for Interruptible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Interruptible").field(&self.interrupter).finish()
    }
}

impl Deref for Interruptible {
    type Target = Context;

    fn deref(&self) -> &Context {
        // SAFETY: the context lives as long as `self`, which is borrowed for the reference's life.
        unsafe { self.context.as_ref() }
    }
}

impl DerefMut for Interruptible {
    fn deref_mut(&mut self) -> &mut Context {
        // SAFETY: as in `deref`, and `self` is borrowed mutably.
        unsafe { self.context.as_mut() }
    }
}

impl Drop for Interruptible {
    fn drop(&mut self) {
        self.interrupter.lock().limits = None;
        // SAFETY: the pointer came from a box, and nothing uses it after this.
        drop(unsafe { Box::from_raw(self.context.as_ptr()) });
    }
}

impl Interrupter {
    /// Ends what runs now, for a reason that stays pending until it is withdrawn: until then no
    /// script runs on.
    pub fn interrupt(&self, reason: Reason) {
        let mut state = self.lock();
        let Some(limits) = state.limits.as_ref().map(|place| place.0) else { return };
        if state.reasons.is_empty() {
            // SAFETY: the address is valid while the lock is held and it is still there; only this
            // module changes the numbers while scripts run.
            state.before = unsafe { limits.read_volatile() };
            let mut none = state.before;
            none.set_loop_iteration_limit(0);
            none.set_recursion_limit(0);
            // SAFETY: as above; for the race see the module's documentation.
            unsafe { limits.write_volatile(none) };
        }
        if !state.reasons.contains(&reason) {
            state.reasons.push(reason);
        }
        self.shared.pending.store(true, Ordering::Release);
        drop(state);
        if let Some(wake) = &*self.shared.wake.lock().unwrap_or_else(PoisonError::into_inner) {
            wake();
        }
    }

    /// Has `wake` called, on the interrupting thread, after every interrupt from now on, or nothing:
    /// for native code that waits.
    pub fn on_interrupt(&self, wake: Option<Wake>) {
        *self.shared.wake.lock().unwrap_or_else(PoisonError::into_inner) = wake;
    }

    /// Takes a reason back, and says whether it was pending. With the last one scripts may run again.
    #[must_use]
    pub fn withdraw(&self, reason: Reason) -> bool {
        let mut state = self.lock();
        let Some(at) = state.reasons.iter().position(|pending| *pending == reason) else {
            return false;
        };
        state.reasons.remove(at);
        if state.reasons.is_empty() {
            if let Some(Place(limits)) = state.limits {
                // SAFETY: as in `interrupt`.
                unsafe { limits.write_volatile(state.before) };
            }
            self.shared.pending.store(false, Ordering::Release);
        }
        true
    }

    /// The exit code of a pending [`Reason::End`].
    #[must_use]
    pub fn end(&self) -> Option<i32> {
        if !self.is_pending() {
            return None;
        }
        self.lock().reasons.iter().find_map(|reason| match reason {
            Reason::End(code) => Some(*code),
            Reason::LongString | Reason::Run(_) | Reason::Stop => None,
        })
    }

    /// Whether a [`Reason::Stop`] is pending.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.is_pending() && self.lock().reasons.contains(&Reason::Stop)
    }

    /// Makes its context the one that [`refuse_long_string`] ends on this thread.
    pub fn claim_thread(&self) {
        OF_THREAD.set(Some(self.clone()));
    }

    /// Whether any reason is pending.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.shared.pending.load(Ordering::Acquire)
    }

    /// A number for a run that may have to end by itself.
    #[must_use]
    pub fn next_run(&self) -> Reason {
        Reason::Run(self.shared.runs.fetch_add(1, Ordering::Relaxed))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interrupter").field("pending", &self.is_pending()).finish_non_exhaustive()
    }
}

thread_local! {
    static OF_THREAD: RefCell<Option<Interrupter>> = const { RefCell::new(None) };
}

/// Ends the script of this thread's context because a string would be too long: for the engine's
/// strings, which can return no error.
pub fn refuse_long_string() {
    OF_THREAD.with_borrow(|interrupter| {
        if let Some(interrupter) = interrupter {
            interrupter.interrupt(Reason::LongString);
        }
    });
}

/// Whether the script of this thread's context is to end: for searches that the engine begins, and
/// that see no context.
#[must_use]
pub fn is_pending_on_thread() -> bool {
    OF_THREAD.with_borrow(|interrupter| interrupter.as_ref().is_some_and(Interrupter::is_pending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::Source;

    fn evaluate(context: &mut Context, text: &str) -> Result<String, String> {
        let value = context.eval(Source::from_bytes(text)).map_err(|error| error.to_string())?;
        Ok(value.display().to_string())
    }

    #[test]
    fn a_pending_reason_ends_loops_and_calls() {
        let mut context = Interruptible::new(Context::default());
        let interrupter = context.interrupter();
        let run = interrupter.next_run();
        interrupter.interrupt(run);
        interrupter.interrupt(Reason::End(3));
        assert!(evaluate(&mut context, "for (;;) {}").is_err(), "a loop");
        assert!(evaluate(&mut context, "(() => 1)()").is_err(), "a call");
        assert!(interrupter.withdraw(run));
        assert!(evaluate(&mut context, "(() => 1)()").is_err(), "the other reason is pending");
        assert_eq!(interrupter.end(), Some(3));
        assert!(interrupter.withdraw(Reason::End(3)));
        assert_eq!(evaluate(&mut context, "(() => 1)()").as_deref(), Ok("1"));
        assert!(!interrupter.withdraw(run), "it was withdrawn before");
    }

    #[test]
    fn an_interrupter_outlives_its_context() {
        let interrupter = Interruptible::new(Context::default()).interrupter();
        interrupter.interrupt(Reason::End(0));
        assert!(!interrupter.is_pending());
    }
}
