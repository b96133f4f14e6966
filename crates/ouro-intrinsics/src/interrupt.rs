//! How a long loop in native code hears that its script is to end: whoever ends one from another
//! thread (`ouro_sys::interrupt`) sets the engine's limits to nothing, so those are looked at.

use std::hint::black_box;

use boa_engine::{
    Context, JsError, JsResult,
    error::{EngineError, RuntimeLimitError},
};
use ouro_sys::interrupt::is_pending_on_thread;

/// Whether the running script is to end.
#[must_use]
pub fn interrupted(context: &Context) -> bool {
    // Another thread writes it: the compiler may not carry it over from the turn before.
    black_box(context).runtime_limits().loop_iteration_limit() == 0
}

/// Counts the steps of a loop, and looks for an interrupt once in a while.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace(u32);

impl Pace {
    /// Steps between two looks: some microseconds of a loop that does little.
    const STEPS: u32 = 1 << 10;

    /// Looks for an interrupt now.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn look(context: &Context) -> JsResult<()> {
        if interrupted(context) { Err(ended()) } else { Ok(()) }
    }

    /// Counts one step.
    ///
    /// # Errors
    /// The engine's, which no script can catch, where the script is to end.
    #[inline]
    pub fn step(&mut self, context: &Context) -> JsResult<()> {
        self.0 = self.0.wrapping_add(1);
        if self.0.is_multiple_of(Self::STEPS) && interrupted(context) {
            return Err(ended());
        }
        Ok(())
    }
}

/// The items of an iterator, or fewer where the script is to end meanwhile: for what collects without
/// a context, and then [looks](Pace::look). Only what runs on a runtime's thread hears of it so.
#[derive(Clone, Debug)]
pub(crate) struct Until<I> {
    items: I,
    steps: u32,
}

impl<I> Until<I> {
    pub(crate) const fn new(items: I) -> Self {
        Self { items, steps: 0 }
    }
}

impl<I: Iterator> Iterator for Until<I> {
    type Item = I::Item;

    #[inline]
    fn next(&mut self) -> Option<I::Item> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps.is_multiple_of(Pace::STEPS) && is_pending_on_thread() {
            return None;
        }
        self.items.next()
    }

    // So many, unless the script ends: room for all is made at once.
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.items.size_hint()
    }
}

/// Goes through a range of a slice in parts that take some microseconds, and stops between two where
/// the script is to end: then whoever calls [looks](Pace::look).
pub(crate) fn in_parts<T>(items: &[T]) -> impl Iterator<Item = (usize, &[T])> {
    let parts = items.chunks(PART).enumerate();
    parts.map(|(at, part)| (at * PART, part)).take_while(|_| !is_pending_on_thread())
}

/// Elements that are searched or moved between two looks.
const PART: usize = 1 << 16;

/// The engine's error for a script that is to end.
pub(crate) fn ended() -> JsError {
    EngineError::RuntimeLimit(RuntimeLimitError::LoopIteration).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_hears_of_the_interrupt() {
        let mut context = Context::default();
        let mut pace = Pace::default();
        assert!((0..5000).all(|_| pace.step(&context).is_ok()));
        context.runtime_limits_mut().set_loop_iteration_limit(0);
        let steps = (0..5000).take_while(|_| pace.step(&context).is_ok()).count();
        assert!(steps < 1024, "{steps}");
    }
}
