//! What embedders may ask and tell this thread's heap, beyond the interface of Boa's own collector.

use crate::heap::{Collect, Heap, Pressure, Statistics};

/// Collects everything that is garbage now. Within a finalizer or a destructor that the collector
/// runs, it does so later.
pub fn force_collect() {
    collect(Collect::Full);
}

/// Collects the young, or everything.
pub fn collect(collect: Collect) {
    Heap::current().collect_now(collect);
}

/// Frees what nothing refers to, and collects where so much memory was added, of whatever kind, that
/// it is due. For moments between two callbacks, or before a large buffer is made.
pub fn collect_if_due() {
    Heap::current().collect_if_due();
}

/// What is known about this thread's heap.
#[must_use]
pub fn statistics() -> Statistics {
    Heap::current().statistics()
}

/// Gives the heap a measure of the thread's whole memory, in bytes, to go by where that is more than
/// it knows of: a counting allocator's count. It is asked about once per megabyte of new values, and
/// when `external` bytes pile up.
pub fn set_gauge(gauge: Option<fn() -> usize>) {
    Heap::current().policy().set_gauge(gauge);
}

/// Lets a function decide about collections instead of [`Pressure::usual`]. It must not make values
/// on the heap. It is asked about once per megabyte of new values, and when `external` bytes pile up.
pub fn set_hook(hook: Option<fn(&Pressure) -> Option<Collect>>) {
    Heap::current().policy().set_hook(hook);
}
