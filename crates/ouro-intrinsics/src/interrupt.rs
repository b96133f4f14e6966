//! How a long loop in native code hears that its script is to end: whoever ends one from another
//! thread (`ouro_sys::interrupt`) sets the engine's limits to nothing, so those are looked at.

use std::hint::black_box;

use boa_engine::{
    Context, JsError, JsResult,
    error::{EngineError, RuntimeLimitError},
};

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
