//! Heaps and threads.
#![expect(clippy::disallowed_methods, reason = "a heap belongs to a thread")]

use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use crate::{Finalize, Gc, GcRefCell, Trace, WeakGc, statistics};

/// Counts those of its kind that are dropped.
struct Counter(Arc<AtomicUsize>);

impl Drop for Counter {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[derive(Trace, Finalize)]
struct Node {
    #[unsafe_ignore_trace]
    _counter: Counter,
    own: GcRefCell<Option<Gc<Self>>>,
}

fn node(count: &Arc<AtomicUsize>, cyclic: bool) -> Gc<Node> {
    let counter = Counter(Arc::clone(count));
    let node = Gc::new(Node { _counter: counter, own: GcRefCell::default() });
    if cyclic {
        *node.own.borrow_mut() = Some(node.clone());
    }
    node
}

#[test]
fn the_end_of_a_thread_drops_what_is_on_its_heap() {
    let count = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let count = Arc::clone(&count);
            thread::spawn(move || {
                for n in 0..1000 {
                    drop(node(&count, n % 2 == 0));
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(count.load(Ordering::Relaxed), 8000);
}

thread_local! {
    static KEPT: RefCell<Vec<Gc<Node>>> = const { RefCell::new(Vec::new()) };
    static WEAK: RefCell<Vec<WeakGc<Node>>> = const { RefCell::new(Vec::new()) };
    static LATE: Late = const { Late };
}

/// Makes a value when its thread ends.
struct Late;

impl Drop for Late {
    fn drop(&mut self) {
        assert_eq!(*Gc::new(7), 7);
    }
}

#[test]
fn handles_in_thread_locals_may_be_dropped_after_the_heap() {
    for early in [false, true] {
        let count = Arc::new(AtomicUsize::new(0));
        let shared = Arc::clone(&count);
        let thread = thread::spawn(move || {
            let count = shared;
            if early {
                // Registered before the heap, destroyed after it.
                LATE.with(|_| ());
                KEPT.with_borrow_mut(|_| ());
                WEAK.with_borrow_mut(|_| ());
            }
            let kept = node(&count, false);
            WEAK.with_borrow_mut(|weak| weak.push(WeakGc::new(&kept)));
            KEPT.with_borrow_mut(|list| list.extend([kept, node(&count, true)]));
            LATE.with(|_| ());
            assert!(statistics().live_objects >= 3);
        });
        thread.join().unwrap();
        // What a thread-local kept beyond the end of the heap leaks; nothing worse happens.
        assert!(count.load(Ordering::Relaxed) <= 2);
    }
}
