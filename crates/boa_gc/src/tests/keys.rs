//! Keys that keep nothing alive: what they lead to dies, and its address stays theirs.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    hash::{Hash, Hasher},
    rc::Rc,
};

use super::alone;
use crate::{Finalize, Gc, GcRefCell, Trace, WeakGc, force_collect, statistics};

/// Told by its name to be such a key.
#[derive(Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
struct Key(Gc<Node>);

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        Gc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(&*self.0, state);
    }
}

#[derive(Trace)]
struct Node {
    links: GcRefCell<Vec<Gc<Self>>>,
    #[unsafe_ignore_trace]
    alive: Rc<Cell<bool>>,
    /// Whether its finalizer takes back what it leads to, once.
    #[unsafe_ignore_trace]
    saves: Cell<bool>,
}

thread_local! {
    static SAVED: RefCell<Vec<Gc<Node>>> = const { RefCell::new(Vec::new()) };
}

impl Finalize for Node {
    fn finalize(&self) {
        if self.saves.take() {
            SAVED.with_borrow_mut(|saved| saved.extend(self.links.borrow().iter().cloned()));
        }
        self.alive.set(false);
    }
}

type Table = Gc<GcRefCell<HashMap<Key, WeakGc<Node>>>>;

fn table() -> Table {
    Gc::new(GcRefCell::new(HashMap::new()))
}

fn node(saves: bool) -> (Gc<Node>, Rc<Cell<bool>>) {
    let alive = Rc::new(Cell::new(true));
    let links = GcRefCell::new(Vec::new());
    let saves = Cell::new(saves);
    (Gc::new(Node { links, alive: Rc::clone(&alive), saves }), alive)
}

fn link(from: &Gc<Node>, to: &Gc<Node>) {
    from.links.borrow_mut().push(to.clone());
}

fn prune(table: &Table) {
    table.borrow_mut().retain(|_, value| value.is_upgradable());
}

#[test]
fn a_key_that_leads_to_its_own_value_dies_with_it() {
    alone(|| {
        let table = table();
        force_collect();
        let before = statistics().live_objects;
        for round in 0..20 {
            let ((key, key_alive), (value, value_alive)) = (node(false), node(false));
            link(&key, &value);
            link(&value, &key);
            table.borrow_mut().insert(Key(key.clone()), WeakGc::new(&value));
            force_collect();
            assert!(key_alive.get() && value_alive.get());
            assert!(table.borrow().get(&Key(key.clone())).unwrap().is_upgradable());
            drop((key, value));
            force_collect();
            assert!(!key_alive.get() && !value_alive.get(), "round {round}");
            assert!(table.borrow().values().all(|value| !value.is_upgradable()));
        }
        assert_eq!(
            table.borrow().len(),
            20,
            "addresses are not given to others while keys have them"
        );
        prune(&table);
        force_collect();
        assert_eq!(statistics().live_objects, before);
    });
}

#[test]
fn slots_are_free_again_when_the_map_goes() {
    alone(|| {
        force_collect();
        let before = statistics().live_objects;
        let table = table();
        for _ in 0..100 {
            let ((key, _), (value, _)) = (node(false), node(false));
            link(&key, &value);
            link(&value, &key);
            table.borrow_mut().insert(Key(key), WeakGc::new(&value));
        }
        force_collect();
        drop(table);
        force_collect();
        assert_eq!(statistics().live_objects, before);
    });
}

#[test]
fn what_a_finalizer_saves_lives_though_a_key_leads_to_it() {
    alone(|| {
        let table = table();
        let ((key, _), (value, _), (saver, _)) = (node(false), node(false), node(true));
        link(&key, &value);
        link(&value, &key);
        link(&value, &saver);
        link(&saver, &key);
        table.borrow_mut().insert(Key(key), WeakGc::new(&value));
        drop((value, saver));
        force_collect();
        let saved = SAVED.take();
        assert_eq!(saved.len(), 1);
        assert!(table.borrow().contains_key(&Key(saved[0].clone())));
        assert_eq!(saved[0].links.borrow().len(), 1);
        force_collect();
        assert_eq!(saved[0].links.borrow()[0].links.borrow().len(), 2);
    });
}

/// Numbers of little worth, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

#[test]
fn what_lives_is_what_is_reached_without_keys() {
    alone(|| {
        let mut random = Random(7);
        for round in 0..60 {
            let tables = [table(), table()];
            let mut nodes: Vec<_> = (0..40).map(|_| node(false)).collect();
            let mut edges = Vec::new();
            for _ in 0..60 {
                let (from, to) = (random.below(40), random.below(40));
                link(&nodes[from].0, &nodes[to].0);
                edges.push((from, to));
            }
            for _ in 0..30 {
                let (key, value) = (random.below(40), random.below(40));
                let row = (Key(nodes[key].0.clone()), WeakGc::new(&nodes[value].0));
                tables[random.below(2)].borrow_mut().insert(row.0, row.1);
                if random.below(8) == 0 {
                    force_collect();
                }
            }
            let mut reached: Vec<usize> = (0..6).map(|_| random.below(40)).collect();
            let roots: Vec<_> = reached.iter().map(|root| nodes[*root].0.clone()).collect();
            let alive: Vec<_> = nodes.drain(..).map(|(_, alive)| alive).collect();
            let mut at = 0;
            while let Some(from) = reached.get(at).copied() {
                at += 1;
                for (_, to) in edges.iter().filter(|(source, _)| *source == from) {
                    if !reached.contains(to) {
                        reached.push(*to);
                    }
                }
            }
            force_collect();
            for (number, alive) in alive.iter().enumerate() {
                assert_eq!(alive.get(), reached.contains(&number), "round {round}, node {number}");
            }
            if random.below(2) == 0 {
                tables.iter().for_each(prune);
            }
            // New boxes take free slots, none of which a key has.
            let more: Vec<_> = (0..40).map(|_| node(false)).collect();
            for (node, _) in &more {
                assert!(
                    tables.iter().all(|table| !table.borrow().contains_key(&Key(node.clone())))
                );
            }
            drop(roots);
        }
    });
}
