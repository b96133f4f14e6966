//! Weak handles, ephemerons and weak maps.

use std::{cell::Cell, rc::Rc};

use super::alone;
use crate::{
    Collect, Ephemeron, Finalize, Gc, GcRefCell, Trace, WeakGc, WeakMap, collect, force_collect,
    statistics,
};

#[test]
fn a_weak_handle_leads_to_its_value_as_long_as_that_lives() {
    alone(|| {
        let value = Gc::new(3);
        let weak = WeakGc::new(&value);
        force_collect();
        assert_eq!(weak.upgrade().as_deref(), Some(&3));
        assert_eq!(weak, weak.clone());
        drop(value);
        // Not collected yet: it may come back.
        let value = weak.upgrade().unwrap();
        force_collect();
        assert_eq!(*value, 3);
        drop(value);
        collect(Collect::Young);
        assert!(weak.is_upgradable(), "it is old");
        force_collect();
        assert!(weak.upgrade().is_none());
        assert_ne!(weak, weak.clone());
    });
}

#[test]
fn a_young_key_dies_with_the_young() {
    alone(|| {
        let weak = WeakGc::new(&Gc::new(3));
        collect(Collect::Young);
        assert!(!weak.is_upgradable());
    });
}

#[test]
fn a_weak_handle_older_than_its_value_is_told_of_its_death() {
    alone(|| {
        let mut kept = None;
        let value = Gc::new_cyclic(|weak| {
            assert!(weak.upgrade().is_none());
            kept = Some(weak.clone());
            // Makes the weak handle old.
            force_collect();
            5
        });
        assert_eq!(kept.as_ref().unwrap().upgrade().as_deref(), Some(&5));
        drop(value);
        collect(Collect::Young);
        assert!(!kept.unwrap().is_upgradable());
    });
}

#[derive(Trace, Finalize, Default)]
struct Chained {
    ephemerons: GcRefCell<Vec<Ephemeron<Self, Gc<Self>>>>,
}

#[test]
fn ephemerons_that_open_each_other_are_all_traced_in_any_order() {
    for backwards in [false, true] {
        alone(move || {
            const LENGTH: usize = if cfg!(miri) { 100 } else { 20_000 };
            // One box holds all ephemerons; each value is the next one's key.
            let holder = Gc::new(Chained::default());
            let first = Gc::new(Chained::default());
            let mut key = first.clone();
            let mut ephemerons = Vec::new();
            for _ in 0..LENGTH {
                let value = Gc::new(Chained::default());
                ephemerons.push(Ephemeron::new(&key, value.clone()));
                key = value;
            }
            drop(key);
            if backwards {
                ephemerons.reverse();
            }
            *holder.ephemerons.borrow_mut() = ephemerons;
            force_collect();
            assert_eq!(statistics().live_objects, 2 + 2 * LENGTH);
            drop(first);
            force_collect();
            assert_eq!(statistics().live_objects, 1 + LENGTH);
            assert!(holder.ephemerons.borrow().iter().all(|one| one.value().is_none()));
        });
    }
}

#[test]
fn a_value_that_refers_to_its_key_does_not_keep_it() {
    alone(|| {
        let key = Gc::new(Chained::default());
        let ephemeron = Ephemeron::new(&key, key.clone());
        key.ephemerons.borrow_mut().push(ephemeron.clone());
        force_collect();
        assert!(Gc::ptr_eq(&ephemeron.value().unwrap(), &key));
        drop(key);
        force_collect();
        assert!(!ephemeron.has_value() && ephemeron.key().is_none());
    });
}

/// Counts how often it was finalized and dropped.
#[derive(Trace)]
struct Counted {
    #[unsafe_ignore_trace]
    finalized: Rc<Cell<u32>>,
    #[unsafe_ignore_trace]
    _dropped: Rc<()>,
}

impl Finalize for Counted {
    fn finalize(&self) {
        self.finalized.set(self.finalized.get() + 1);
    }
}

#[test]
fn a_value_is_finalized_and_dropped_when_its_key_dies() {
    alone(|| {
        let (finalized, dropped) = (Rc::new(Cell::new(0)), Rc::new(()));
        let counted =
            || Counted { finalized: Rc::clone(&finalized), _dropped: Rc::clone(&dropped) };
        let key = Gc::new(1);
        let direct = Ephemeron::new(&key, counted());
        let boxed = Ephemeron::new(&key, Gc::new(counted()));
        force_collect();
        assert_eq!((finalized.get(), Rc::strong_count(&dropped)), (0, 3));
        drop(key);
        force_collect();
        assert_eq!((finalized.get(), Rc::strong_count(&dropped)), (2, 1));
        assert!(!direct.has_value() && !boxed.has_value());
    });
}

#[test]
fn a_borrowed_value_keeps_its_key() {
    alone(|| {
        let key = Gc::new(1);
        let ephemeron = Ephemeron::new(&key, String::from("value"));
        let value = ephemeron.value().unwrap();
        drop(key);
        force_collect();
        assert_eq!(*value, "value");
    });
}

#[test]
fn a_weak_map_forgets_what_dies() {
    alone(|| {
        let mut map = WeakMap::new();
        let keys: Vec<Gc<u32>> = (0..1000).map(Gc::new).collect();
        for key in &keys {
            map.insert(key, key.to_string());
        }
        force_collect();
        for key in &keys {
            assert!(map.contains_key(key));
            assert_eq!(*map.get(key).unwrap().value().unwrap(), key.to_string());
        }
        assert!(map.remove(&keys[0]) && !map.remove(&keys[0]));
        map.insert(&keys[1], String::from("other"));
        assert_eq!(*map.get(&keys[1]).unwrap().value().unwrap(), "other");
        drop(keys.into_iter().skip(500).collect::<Vec<_>>());
        force_collect();
        assert_eq!(format!("{map:?}"), "WeakMap { entries: 0 }");
    });
}

#[test]
fn an_entry_outlives_its_map() {
    alone(|| {
        let key = Gc::new(1);
        let mut map = WeakMap::new();
        map.insert(&key, 2);
        let entry = Ephemeron::clone(&map.get(&key).unwrap());
        drop(map);
        force_collect();
        assert_eq!(*entry.value().unwrap(), 2);
        drop(key);
        force_collect();
        assert!(!entry.has_value());
    });
}

#[test]
fn a_map_that_is_borrowed_while_a_key_dies_forgets_it_later() {
    alone(|| {
        let (one, two) = (Gc::new(1), Gc::new(2));
        let mut map = WeakMap::new();
        map.insert(&one, ());
        map.insert(&two, ());
        let entry = map.get(&one).unwrap();
        drop(two);
        force_collect();
        drop(entry);
        assert_eq!(format!("{map:?}"), "WeakMap { entries: 2 }");
        map.insert(&one, ());
        assert_eq!(format!("{map:?}"), "WeakMap { entries: 1 }");
    });
}

#[test]
fn a_map_and_its_keys_die_together() {
    #[derive(Trace, Finalize)]
    struct Owner {
        map: GcRefCell<WeakMap<Self, Gc<Self>>>,
    }
    alone(|| {
        for full in [false, true] {
            let owner = Gc::new(Owner { map: GcRefCell::new(WeakMap::new()) });
            owner.map.borrow_mut().insert(&owner, owner.clone());
            drop(owner);
            collect(if full { Collect::Full } else { Collect::Young });
            assert_eq!(statistics().live_objects, 0);
        }
    });
}
