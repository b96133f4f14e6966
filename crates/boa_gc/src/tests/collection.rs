//! What is collected, when, and how deep.

use std::{cell::Cell, rc::Rc};

use super::alone;
use crate::{
    Collect, Finalize, Gc, GcErased, GcRefCell, Trace, collect, collect_if_due, external,
    force_collect, set_gauge, set_hook, statistics,
};

#[derive(Trace, Finalize, Default)]
struct Link {
    next: GcRefCell<Option<Gc<Self>>>,
    other: GcRefCell<Option<Gc<Self>>>,
}

fn chain(length: usize) -> Gc<Link> {
    let mut head = Gc::new(Link::default());
    for _ in 1..length {
        head = Gc::new(Link { next: GcRefCell::new(Some(head)), other: GcRefCell::default() });
    }
    head
}

#[test]
fn a_chain_of_a_million_is_marked_and_freed_without_recursion() {
    alone(|| {
        let head = chain(1_000_000);
        force_collect();
        assert_eq!(statistics().live_objects, 1_000_000);
        drop(head);
    });
}

#[test]
fn a_ring_of_a_million_is_collected_without_recursion() {
    alone(|| {
        let head = chain(1_000_000);
        *head.other.borrow_mut() = Some(head.clone());
        let mut last = head.clone();
        loop {
            let next = last.next.borrow().clone();
            match next {
                Some(next) => last = next,
                None => break,
            }
        }
        *last.next.borrow_mut() = Some(head);
        drop(last);
        force_collect();
        assert_eq!(statistics().live_objects, 0);
    });
}

#[test]
fn what_nothing_refers_to_is_freed_when_the_next_box_is_made() {
    alone(|| {
        for _ in 0..100_000 {
            drop(Gc::new(Link::default()));
        }
        assert!(statistics().live_objects <= 2, "{:?}", statistics());
        assert_eq!(statistics().full_collections + statistics().young_collections, 0);
    });
}

#[test]
fn cycles_are_collected_without_looking_at_the_old() {
    alone(|| {
        let old = chain(200_000);
        force_collect();
        let before = statistics();
        for _ in 0..200_000 {
            let ring = Gc::new(Link::default());
            *ring.next.borrow_mut() = Some(ring.clone());
        }
        let after = statistics();
        assert_eq!(before.full_collections, after.full_collections);
        assert!(after.young_collections > before.young_collections);
        assert!(after.live_objects < 250_000, "{after:?}");
        drop(old);
    });
}

#[test]
fn a_growing_heap_is_collected_ever_more_rarely() {
    alone(|| {
        let mut all = Vec::new();
        for _ in 0..1_000_000 {
            let ring = Gc::new(Link::default());
            *ring.next.borrow_mut() = Some(ring.clone());
            all.push(ring);
        }
        assert!(statistics().full_collections < 10, "{:?}", statistics());
    });
}

#[test]
fn a_value_in_an_exclusively_borrowed_cell_is_kept() {
    alone(|| {
        let cell = Gc::new(Link::default());
        let mut borrow = cell.next.borrow_mut();
        *borrow = Some(chain(3));
        force_collect();
        assert_eq!(statistics().live_objects, 4);
        *borrow = None;
    });
}

#[test]
fn handles_outside_the_heap_are_roots_wherever_they_lie() {
    alone(|| {
        let kept = Rc::new(Cell::new(Some(chain(2))));
        // In the heap, but where the collector does not look.
        #[derive(Trace, Finalize)]
        struct Hidden(#[unsafe_ignore_trace] Rc<Cell<Option<Gc<Link>>>>);
        let hidden = Gc::new(Hidden(Rc::clone(&kept)));
        force_collect();
        assert_eq!(statistics().live_objects, 3);
        drop(hidden.0.take());
        force_collect();
        assert_eq!(statistics().live_objects, 1);
        assert!(kept.take().is_none());
    });
}

#[test]
fn memory_goes_back_to_the_system() {
    alone(|| {
        let many = chain(500_000);
        let high = statistics().reserved_bytes;
        drop(many);
        force_collect();
        force_collect();
        assert!(statistics().reserved_bytes < high / 10, "{:?}", statistics());
    });
}

#[test]
fn external_bytes_bring_a_collection_about() {
    alone(|| {
        for _ in 0..1000 {
            let ring = Gc::new(Link::default());
            *ring.next.borrow_mut() = Some(ring.clone());
            external::add(1 << 20);
        }
        assert!(statistics().live_objects < 100, "{:?}", statistics());
        assert_eq!(statistics().external_bytes, 1000 << 20);
        external::remove(1000 << 20);
        let mut told = external::External::new(5);
        told.resize(7);
        assert_eq!(statistics().external_bytes, 7);
        drop(told);
        assert_eq!(statistics().external_bytes, 0);
    });
}

#[test]
fn memory_of_any_kind_brings_a_collection_about_when_asked() {
    thread_local! {
        static MEASURED: Cell<usize> = const { Cell::new(0) };
    }
    alone(|| {
        set_gauge(Some(|| MEASURED.get()));
        let ring = Gc::new(Link::default());
        *ring.next.borrow_mut() = Some(ring.clone());
        drop(ring);
        collect_if_due();
        assert_eq!(statistics().live_objects, 1);
        MEASURED.set(100 << 20);
        collect_if_due();
        assert_eq!((statistics().full_collections, statistics().live_objects), (1, 0));
        // As much as before: nothing is due. A little more: the young.
        collect_if_due();
        MEASURED.set(120 << 20);
        collect_if_due();
        assert_eq!((statistics().full_collections, statistics().young_collections), (1, 1));
        // What nothing refers to goes in any case.
        drop(Gc::new(1));
        collect_if_due();
        assert_eq!(statistics().live_objects, 0);
    });
}

#[test]
fn a_hook_decides_about_collections() {
    alone(|| {
        fn churn() {
            for _ in 0..100_000 {
                let ring = Gc::new(Link::default());
                *ring.next.borrow_mut() = Some(ring.clone());
            }
        }
        set_hook(Some(|_| None));
        churn();
        assert_eq!(statistics().live_objects, 100_000);
        set_hook(Some(|pressure| {
            assert!(pressure.young > 0);
            Some(Collect::Full)
        }));
        churn();
        assert!(statistics().full_collections > 0);
        assert_eq!(statistics().young_collections, 0);
        set_hook(None);
        // A gauge that says that all is as full as it was.
        set_gauge(Some(|| 1 << 30));
        let before = statistics().full_collections;
        churn();
        assert_eq!(statistics().full_collections, before);
        assert!(statistics().young_collections > 0);
    });
}

#[test]
fn the_old_outlive_a_collection_of_the_young() {
    alone(|| {
        let ring = Gc::new(Link::default());
        *ring.next.borrow_mut() = Some(ring.clone());
        collect(Collect::Young);
        drop(ring);
        collect(Collect::Young);
        assert_eq!(statistics().live_objects, 1);
        force_collect();
        assert_eq!(statistics().live_objects, 0);
    });
}

#[test]
fn a_young_box_that_only_an_old_one_holds_is_kept() {
    alone(|| {
        let old = Gc::new(Link::default());
        force_collect();
        *old.next.borrow_mut() = Some(chain(2));
        collect(Collect::Young);
        assert!(old.next.borrow().as_ref().unwrap().next.borrow().is_some());
        assert_eq!(statistics().live_objects, 3);
    });
}

#[test]
fn boxes_of_every_size_and_alignment_keep_their_values() {
    #[derive(Trace, Finalize, Clone, Copy)]
    #[boa_gc(empty_trace)]
    struct Bytes<const N: usize>([u8; N]);
    #[derive(Trace, Finalize, Clone, Copy)]
    #[boa_gc(empty_trace)]
    #[repr(align(256))]
    struct Aligned(u64);

    fn keep<const N: usize>(all: &mut Vec<GcErased>) {
        for _ in 0..50 {
            let bytes = Gc::new(Bytes([u8::try_from(N % 251).unwrap(); N]));
            all.push(GcErased::new(bytes));
        }
    }
    fn check<const N: usize>(all: &[GcErased]) {
        let mut found = 0;
        for bytes in all.iter().filter_map(|one| one.clone().downcast::<Bytes<N>>()) {
            assert!(bytes.0.iter().all(|&byte| usize::from(byte) == N % 251));
            found += 1;
        }
        assert_eq!(found, 50);
    }
    macro_rules! sizes {
        ($($size:literal)*) => {
            let mut all = Vec::new();
            $(keep::<$size>(&mut all);)*
            force_collect();
            $(check::<$size>(&all);)*
        };
    }
    alone(|| {
        sizes!(0 1 7 8 16 17 100 239 240 241 1000 2687 2688 2689 4047 4048 4049 16384 100000);
        let aligned: Vec<Gc<Aligned>> = (0..100).map(|n| Gc::new(Aligned(n))).collect();
        force_collect();
        for (n, one) in (0..).zip(&aligned) {
            assert_eq!(one.0, n);
            assert!(std::ptr::from_ref(&**one).addr().is_multiple_of(256));
        }
    });
}

#[test]
fn a_handle_keeps_its_value_through_casts_and_raw_pointers() {
    alone(|| {
        let text = Gc::new(String::from("text"));
        let erased = GcErased::new(text.clone());
        assert!(erased.is::<String>() && !erased.is::<u8>());
        assert!(erased.clone().downcast::<u8>().is_none());
        let raw = Gc::into_raw(erased.downcast::<String>().unwrap());
        let wide: std::ptr::NonNull<crate::GcBox<dyn Trace>> = raw;
        force_collect();
        // SAFETY: the pointer stands for a handle, and was coerced only.
        let wide = unsafe { Gc::from_raw(wide) };
        assert!(Gc::ptr_eq(&wide, &text));
        assert!(Gc::is::<String>(&wide));
        drop(text);
        force_collect();
        assert_eq!(statistics().live_objects, 1);
        assert_eq!(*Gc::downcast::<String>(wide).unwrap(), "text");
    });
}
