//! How values tell the collector of the handles that they hold.

mod foreign;
mod standard;

use crate::Tracer;

/// What a value does before the collector drops it. Not run at a moment that a program could know.
pub trait Finalize {
    /// Lets go of what the collector does not know of. The value, and all that it reaches, is whole
    /// yet; a handle that is kept elsewhere saves its value, which may be finalized again.
    fn finalize(&self) {}
}

/// A value that can tell of its handles.
///
/// # Safety
/// * `trace` and `trace_non_roots` visit the same handles, each that the value owns at most once, and
///   no other; a handle that is left out keeps its target alive for good.
/// * Neither makes values on the heap, borrows a cell exclusively, or runs foreign code.
/// * A destructor of the value, or of a part of it that these methods visit, neither looks through
///   nor keeps any handle in it: of garbage that refers to itself, what is behind a handle may have
///   been dropped. (The derive macro sees to that by writing the destructor itself.) Letting go of
///   handles, and making new values, is fine.
pub unsafe trait Trace: Finalize {
    /// Visits the handles in the value.
    ///
    /// # Safety
    /// Called by the collector, or by such a method of what owns the value.
    unsafe fn trace(&self, tracer: &mut Tracer);

    /// Counts the handles in the value.
    ///
    /// # Safety
    /// Called by the collector, or by such a method of what owns the value.
    unsafe fn trace_non_roots(&self);

    /// Runs the finalizers of the value and of its parts.
    fn run_finalizer(&self);
}

/// The methods of [`Trace`] for a type without handles.
#[macro_export]
macro_rules! empty_trace {
    () => {
        #[inline]
        unsafe fn trace(&self, _: &mut $crate::Tracer) {}

        #[inline]
        unsafe fn trace_non_roots(&self) {}

        #[inline]
        fn run_finalizer(&self) {
            $crate::Finalize::finalize(self);
        }
    };
}

/// The methods of [`Trace`] from one piece of code: `custom_trace!(this, mark, { … })` runs the code
/// with `this` for `&self` and `mark` for a function that is to be called with each part.
#[macro_export]
macro_rules! custom_trace {
    ($this:ident, $mark:ident, $code:expr) => {
        #[inline]
        unsafe fn trace(&self, tracer: &mut $crate::Tracer) {
            #[allow(unused_mut, reason = "the code may have no part to call it with")]
            let mut $mark = |part: &dyn $crate::Trace| {
                // SAFETY: called by the collector, as this method is.
                unsafe { part.trace(tracer) };
            };
            let $this = self;
            $code
        }

        #[inline]
        unsafe fn trace_non_roots(&self) {
            fn $mark<T: $crate::Trace + ?Sized>(part: &T) {
                // SAFETY: called by the collector, as this method is.
                unsafe { part.trace_non_roots() };
            }
            let $this = self;
            $code
        }

        #[inline]
        fn run_finalizer(&self) {
            fn $mark<T: $crate::Trace + ?Sized>(part: &T) {
                part.run_finalizer();
            }
            $crate::Finalize::finalize(self);
            let $this = self;
            $code
        }
    };
}
