//! Finalizers and destructors: their order, and what they may do.

use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use super::alone;
use crate::{
    Collect, Finalize, Gc, GcRefCell, Trace, WeakGc, collect, custom_trace, finalizer_safe,
    force_collect, statistics,
};

type Log = Rc<RefCell<Vec<String>>>;

/// Tells of its end. In a cycle with itself unless `alone`.
#[derive(Trace)]
struct Teller {
    #[unsafe_ignore_trace]
    name: &'static str,
    #[unsafe_ignore_trace]
    log: Log,
    other: GcRefCell<Option<Gc<Self>>>,
    #[unsafe_ignore_trace]
    _end: End,
}

struct End(&'static str, Log);

impl Drop for End {
    fn drop(&mut self) {
        self.1.borrow_mut().push(format!("drop {}", self.0));
    }
}

impl Finalize for Teller {
    fn finalize(&self) {
        let other = self.other.borrow();
        let other = other.as_ref().map_or("nobody", |other| other.name);
        self.log.borrow_mut().push(format!("finalize {} beside {other}", self.name));
    }
}

fn teller(name: &'static str, log: &Log) -> Gc<Teller> {
    let end = End(name, Rc::clone(log));
    Gc::new(Teller { name, log: Rc::clone(log), other: GcRefCell::default(), _end: end })
}

#[test]
fn all_finalizers_run_before_the_first_destructor() {
    alone(|| {
        let log = Log::default();
        let (one, two) = (teller("one", &log), teller("two", &log));
        *one.other.borrow_mut() = Some(two.clone());
        *two.other.borrow_mut() = Some(one.clone());
        drop((one, two));
        collect(Collect::Young);
        let log = log.take();
        assert_eq!(log[..2], ["finalize one beside two", "finalize two beside one"]);
        assert_eq!(log[2..], ["drop one", "drop two"]);
    });
}

#[test]
fn a_value_freed_by_its_count_is_finalized_once() {
    alone(|| {
        let log = Log::default();
        let (one, two) = (teller("one", &log), teller("two", &log));
        *one.other.borrow_mut() = Some(two);
        drop(one);
        assert!(log.borrow().is_empty(), "nothing runs at a handle's drop");
        force_collect();
        let log = log.take();
        assert_eq!(log[..2], ["finalize one beside two", "drop one"]);
        assert_eq!(log[2..], ["finalize two beside nobody", "drop two"]);
    });
}

thread_local! {
    static SAVED: RefCell<Vec<Gc<Phoenix>>> = const { RefCell::new(Vec::new()) };
}

/// Saves itself once.
#[derive(Trace)]
struct Phoenix {
    own: GcRefCell<Option<Gc<Self>>>,
    other: GcRefCell<Option<Gc<String>>>,
    #[unsafe_ignore_trace]
    lives: Cell<u32>,
}

impl Finalize for Phoenix {
    fn finalize(&self) {
        if self.lives.get() > 0 {
            self.lives.set(self.lives.get() - 1);
            let own = self.own.borrow().clone();
            SAVED.with_borrow_mut(|saved| saved.extend(own));
        }
    }
}

#[test]
fn a_finalizer_may_save_its_value_and_all_that_it_reaches() {
    alone(|| {
        let phoenix = Gc::new(Phoenix {
            own: GcRefCell::default(),
            other: GcRefCell::new(Some(Gc::new(String::from("whole")))),
            lives: Cell::new(2),
        });
        *phoenix.own.borrow_mut() = Some(phoenix.clone());
        let weak = WeakGc::new(&phoenix);
        drop(phoenix);
        for _ in 0..2 {
            force_collect();
            let saved = SAVED.take();
            assert_eq!(saved.len(), 1);
            assert_eq!(**saved[0].other.borrow().as_ref().unwrap(), "whole");
            assert!(!weak.is_upgradable(), "its weak handles were told of its death");
            drop(saved);
        }
        force_collect();
        assert!(SAVED.take().is_empty());
    });
}

/// Makes values when it is dropped, and collects.
struct Busy(Rc<Cell<u32>>);

impl Drop for Busy {
    fn drop(&mut self) {
        assert!(!finalizer_safe());
        let made: Vec<Gc<String>> = (0..100).map(|n| Gc::new(n.to_string())).collect();
        force_collect();
        assert_eq!(*made[99], "99");
        let ring = Gc::new(GcRefCell::new(Vec::<GcRefAny>::new()));
        ring.borrow_mut().push(GcRefAny(ring.clone()));
        self.0.set(self.0.get() + 1);
    }
}

#[derive(Trace, Finalize)]
struct GcRefAny(Gc<GcRefCell<Vec<Self>>>);

#[derive(Trace, Finalize)]
struct Holder {
    #[unsafe_ignore_trace]
    _busy: Busy,
    own: GcRefCell<Option<Gc<Self>>>,
}

#[test]
fn a_destructor_may_make_values_and_ask_for_a_collection() {
    alone(|| {
        let count = Rc::new(Cell::new(0));
        for index in 0..100 {
            let own = GcRefCell::default();
            let holder = Gc::new(Holder { _busy: Busy(Rc::clone(&count)), own });
            if index % 2 == 0 {
                *holder.own.borrow_mut() = Some(holder.clone());
            }
        }
        force_collect();
        force_collect();
        assert_eq!(count.get(), 100);
        // Cycles that destructors left.
        force_collect();
    });
}

/// A destructor that panics.
struct Trap;

impl Drop for Trap {
    fn drop(&mut self) {
        panic!("trap");
    }
}

#[derive(Trace, Finalize)]
struct Trapped {
    #[unsafe_ignore_trace]
    _trap: Trap,
    own: GcRefCell<Option<Gc<Self>>>,
    text: Gc<String>,
}

#[test]
fn a_panic_in_a_destructor_leaks_and_no_more() {
    // Not `alone`: boxes are left.
    #[expect(clippy::disallowed_methods, reason = "a heap belongs to a thread")]
    let thread = std::thread::spawn(|| {
        let text = Gc::new(String::from("text"));
        for cyclic in [false, true] {
            let own = GcRefCell::default();
            let trapped = Gc::new(Trapped { _trap: Trap, own, text: text.clone() });
            if cyclic {
                *trapped.own.borrow_mut() = Some(trapped.clone());
            }
            drop(trapped);
            assert!(catch_unwind(force_collect).is_err());
            assert!(finalizer_safe());
            for _ in 0..3 {
                force_collect();
                drop(Gc::new(1));
            }
            assert_eq!(*text, "text");
        }
    });
    thread.join().unwrap();
}

/// A traced value whose tracing panics when told to.
struct Fragile(Rc<Cell<bool>>, Gc<String>);

impl Finalize for Fragile {}

// SAFETY: its one handle is visited.
unsafe impl Trace for Fragile {
    custom_trace!(this, mark, {
        assert!(!this.0.get(), "fragile");
        mark(&this.1);
    });
}

#[test]
fn a_panic_while_marking_leaves_everything_alive() {
    alone(|| {
        let broken = Rc::new(Cell::new(false));
        let many: Vec<_> = (0..100)
            .map(|n| Gc::new(Fragile(Rc::clone(&broken), Gc::new(n.to_string()))))
            .collect();
        broken.set(true);
        for _ in 0..2 {
            assert!(catch_unwind(AssertUnwindSafe(force_collect)).is_err());
        }
        broken.set(false);
        force_collect();
        for (n, one) in many.iter().enumerate() {
            assert_eq!(*one.1, n.to_string());
        }
    });
}

/// Empties a cell that is exclusively borrowed: no finalizer may run at that moment.
#[derive(Trace)]
struct Touchy(Gc<GcRefCell<Vec<Gc<Self>>>>);

impl Finalize for Touchy {
    fn finalize(&self) {
        drop(self.0.borrow_mut());
    }
}

#[test]
fn a_handle_dropped_in_a_borrowed_cell_runs_no_finalizer_there() {
    alone(|| {
        let list = Gc::new(GcRefCell::new(Vec::new()));
        list.borrow_mut().push(Gc::new(Touchy(list.clone())));
        {
            let mut borrow = list.borrow_mut();
            borrow.clear();
        }
        force_collect();
    });
}

#[test]
fn a_finalizer_that_makes_its_like_does_not_hold_up_a_collection() {
    #[derive(Trace)]
    struct Hydra;
    impl Finalize for Hydra {
        fn finalize(&self) {
            drop(Gc::new(Self));
        }
    }
    #[expect(clippy::disallowed_methods, reason = "a heap belongs to a thread")]
    let thread = std::thread::spawn(|| {
        drop(Gc::new(Hydra));
        force_collect();
        assert!(statistics().live_objects < 10);
    });
    thread.join().unwrap();
}
