//! Tests: against a naive model (`model.rs`), and case by case.

mod cells;
mod collection;
mod destructors;
mod keys;
mod model;
mod threads;
mod weak;

use crate::{force_collect, statistics};

/// Runs a test on a thread of its own, hence on a heap of its own, and checks that nothing is left.
fn alone(test: impl FnOnce() + Send + 'static) {
    #[expect(clippy::disallowed_methods, reason = "a heap belongs to a thread")]
    let thread = std::thread::spawn(|| {
        test();
        force_collect();
        assert_eq!(statistics().live_objects, 0, "boxes are left");
        assert_eq!(statistics().live_bytes, 0);
    });
    thread.join().unwrap();
}
