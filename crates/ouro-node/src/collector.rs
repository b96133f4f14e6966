//! When garbage is collected: as often as memory of any kind grows, which a counting allocator tells
//! ([`ouro_sys::memory`]). Boa's collector goes by the size of its own boxes only, so that strings,
//! array buffers and native state have to be watched from here; the one in `crates/boa_gc` (feature
//! `own-collector`) watches the count itself, and mostly looks at new values only.

#[cfg(not(feature = "own-collector"))]
pub(crate) use boas::Collector;
#[cfg(feature = "own-collector")]
pub(crate) use own::Collector;

#[cfg(not(feature = "own-collector"))]
mod boas {
    use std::cell::Cell;

    /// Bytes allocated, beyond half as much again as the last collection left, before the next.
    const STEP: usize = 32 << 20;

    /// The collector of this thread.
    #[derive(Default)]
    pub(crate) struct Collector {
        collected_at: Cell<usize>,
    }

    impl Collector {
        /// Collects garbage when much was allocated since the last time.
        pub(crate) fn collect_if_due(&self) {
            let allocated = ouro_sys::memory::allocated();
            let due = self.collected_at.get().saturating_mul(3) / 2;
            if allocated > due.saturating_add(STEP) {
                boa_gc::force_collect();
                self.collected_at.set(ouro_sys::memory::allocated());
            }
        }
    }
}

#[cfg(feature = "own-collector")]
mod own {
    /// The collector of this thread.
    pub(crate) struct Collector(());

    impl Default for Collector {
        fn default() -> Self {
            boa_gc::set_gauge(Some(ouro_sys::memory::allocated));
            Self(())
        }
    }

    impl Collector {
        /// Collects garbage when much was allocated since the last time.
        pub(crate) fn collect_if_due(&self) {
            boa_gc::collect_if_due();
        }
    }
}
