//! Random programs on the heap, checked against a graph that is searched naively.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use super::alone;
use crate::{
    Collect, Ephemeron, Finalize, Gc, GcErased, GcRefCell, Trace, WeakGc, WeakMap, collect,
    force_collect,
};

thread_local! {
    static ALIVE: RefCell<BTreeSet<u32>> = const { RefCell::new(BTreeSet::new()) };
}

/// Tells when its node's value is dropped.
struct Token(u32);

impl Drop for Token {
    fn drop(&mut self) {
        let known = ALIVE.with_borrow_mut(|alive| alive.remove(&self.0));
        assert!(known, "dropped twice");
    }
}

#[derive(Trace, Finalize)]
struct Node {
    #[unsafe_ignore_trace]
    token: Token,
    edges: GcRefCell<Vec<Gc<Self>>>,
    ephemerons: GcRefCell<Vec<Ephemeron<Self, Gc<Self>>>>,
    map: GcRefCell<Option<WeakMap<Self, Gc<Self>>>>,
    own: WeakGc<Self>,
    ballast: Option<GcErased>,
}

/// A value of another size.
#[derive(Trace, Finalize)]
struct Ballast<const N: usize>([u64; N]);

/// A node of the model.
#[derive(Clone, Default)]
struct Shape {
    edges: Vec<u32>,
    ephemerons: Vec<(u32, u32)>,
    map: Option<BTreeMap<u32, u32>>,
}

/// Xorshift.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % sides.max(1)
    }
}

struct World {
    dice: Dice,
    next: u32,
    roots: Vec<Gc<Node>>,
    watched: Vec<(u32, WeakGc<Node>)>,
    model: BTreeMap<u32, Shape>,
}

impl World {
    fn make(&mut self) {
        let id = self.next;
        self.next += 1;
        let ballast = match self.dice.roll(8) {
            0 => Some(GcErased::new(Gc::new(Ballast([u64::from(id); 1])))),
            1 => Some(GcErased::new(Gc::new(Ballast([u64::from(id); 40])))),
            2 => Some(GcErased::new(Gc::new(Ballast([u64::from(id); 900])))),
            _ => None,
        };
        ALIVE.with_borrow_mut(|alive| alive.insert(id));
        let node = Gc::new_cyclic(|own| Node {
            token: Token(id),
            edges: GcRefCell::default(),
            ephemerons: GcRefCell::default(),
            map: GcRefCell::default(),
            own: own.clone(),
            ballast,
        });
        self.model.insert(id, Shape::default());
        if self.dice.roll(3) == 0 {
            self.watched.push((id, WeakGc::new(&node)));
        }
        self.roots.push(node);
    }

    /// A node that is reached from a root by a random walk.
    fn pick(&mut self) -> Option<Gc<Node>> {
        if self.roots.is_empty() {
            return None;
        }
        let index = self.dice.roll(self.roots.len());
        let mut node = self.roots[index].clone();
        for _ in 0..self.dice.roll(4) {
            let next = {
                let edges = node.edges.borrow();
                if edges.is_empty() {
                    break;
                }
                edges[self.dice.roll(edges.len())].clone()
            };
            node = next;
        }
        assert!(Gc::ptr_eq(&node.own.upgrade().unwrap(), &node));
        Some(node)
    }

    fn step(&mut self) -> Option<()> {
        match self.dice.roll(40) {
            0..8 => self.make(),
            8..18 => {
                let (from, to) = (self.pick()?, self.pick()?);
                self.model.get_mut(&from.token.0)?.edges.push(to.token.0);
                from.edges.borrow_mut().push(to);
            }
            18..22 => {
                let from = self.pick()?;
                let mut edges = from.edges.borrow_mut();
                if !edges.is_empty() {
                    let index = self.dice.roll(edges.len());
                    self.model.get_mut(&from.token.0)?.edges.swap_remove(index);
                    let gone = edges.swap_remove(index);
                    drop(edges);
                    drop(gone);
                }
            }
            22..29 => {
                if !self.roots.is_empty() {
                    let index = self.dice.roll(self.roots.len());
                    self.roots.swap_remove(index);
                }
            }
            29..32 => {
                let (on, key, value) = (self.pick()?, self.pick()?, self.pick()?);
                let pair = (key.token.0, value.token.0);
                self.model.get_mut(&on.token.0)?.ephemerons.push(pair);
                let ephemeron = Ephemeron::new(&key, value);
                on.ephemerons.borrow_mut().push(ephemeron);
            }
            32..36 => {
                let (on, key, value) = (self.pick()?, self.pick()?, self.pick()?);
                let shape = self.model.get_mut(&on.token.0)?;
                shape.map.get_or_insert_default().insert(key.token.0, value.token.0);
                let mut map = on.map.borrow_mut().take().unwrap_or_default();
                map.insert(&key, value);
                *on.map.borrow_mut() = Some(map);
            }
            36 => {
                let (on, key) = (self.pick()?, self.pick()?);
                let expected = self.model.get_mut(&on.token.0)?.map.as_mut();
                let expected = expected.is_some_and(|map| map.remove(&key.token.0).is_some());
                let removed = on.map.borrow_mut().as_mut().is_some_and(|map| map.remove(&key));
                assert_eq!(removed, expected);
            }
            37 => collect(Collect::Young),
            38 if self.dice.roll(4) == 0 => force_collect(),
            _ => {
                let (on, key) = (self.pick()?, self.pick()?);
                let expected = self.model[&on.token.0].map.as_ref();
                let expected = expected.and_then(|map| map.get(&key.token.0).copied());
                let map = on.map.borrow();
                let entry = map.as_ref().and_then(|map| map.get(&key));
                let found = entry.as_ref().and_then(|entry| entry.value()).map(|v| v.token.0);
                assert_eq!(found, expected);
            }
        }
        Some(())
    }

    /// What the roots reach in the model.
    fn reached(&self) -> BTreeSet<u32> {
        let mut reached = BTreeSet::new();
        let mut queue: Vec<u32> = self.roots.iter().map(|root| root.token.0).collect();
        loop {
            while let Some(id) = queue.pop() {
                if reached.insert(id) {
                    queue.extend(&self.model[&id].edges);
                }
            }
            for id in &reached {
                let shape = &self.model[id];
                let entries = shape.map.iter().flatten().map(|(key, value)| (*key, *value));
                for (key, value) in shape.ephemerons.iter().copied().chain(entries) {
                    if reached.contains(&key) && !reached.contains(&value) {
                        queue.push(value);
                    }
                }
            }
            if queue.is_empty() {
                return reached;
            }
        }
    }

    fn check(&mut self, exactly: bool) {
        let reached = self.reached();
        ALIVE.with_borrow(|alive| {
            if exactly {
                assert_eq!(*alive, reached);
            } else {
                assert!(alive.is_superset(&reached));
            }
        });
        for (id, weak) in &self.watched {
            if reached.contains(id) {
                assert_eq!(weak.upgrade().unwrap().token.0, *id);
            } else if exactly {
                assert!(!weak.is_upgradable());
            }
        }
        self.watched.retain(|(_, weak)| weak.is_upgradable());
        self.model.retain(|id, _| reached.contains(id));
        // What every node holds is what the model holds.
        let mut seen = BTreeSet::new();
        let mut queue = self.roots.clone();
        while let Some(node) = queue.pop() {
            if !seen.insert(node.token.0) {
                continue;
            }
            let shape = self.model.get_mut(&node.token.0).unwrap();
            let edges: Vec<u32> = node.edges.borrow().iter().map(|to| to.token.0).collect();
            assert_eq!(edges, shape.edges);
            let mut pairs = Vec::new();
            for ephemeron in &*node.ephemerons.borrow() {
                let pair = ephemeron.key().zip(ephemeron.value().map(|value| value.token.0));
                pairs.extend(pair.map(|(key, value)| (key.token.0, value)));
            }
            if exactly {
                shape.ephemerons.retain(|(key, _)| reached.contains(key));
                if let Some(map) = &mut shape.map {
                    map.retain(|key, _| reached.contains(key));
                    let map = format!("{:?}", map.len());
                    let real = format!("{:?}", node.map.borrow().as_ref().unwrap());
                    assert_eq!(real, format!("WeakMap {{ entries: {map} }}"));
                }
                assert_eq!(pairs, shape.ephemerons);
            }
            if let Some(ballast) = &node.ballast
                && let Some(ballast) = ballast.clone().downcast::<Ballast<900>>()
            {
                assert!(ballast.0.iter().all(|&word| word == u64::from(node.token.0)));
            }
            queue.extend(node.edges.borrow().iter().cloned());
        }
    }
}

fn run(seed: u64, steps: usize) {
    let dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut world = World { dice, next: 0, roots: vec![], watched: vec![], model: BTreeMap::new() };
    for step in 0..steps {
        world.step();
        if step % 64 == 63 {
            match world.dice.roll(3) {
                0 => {
                    force_collect();
                    world.check(true);
                }
                1 => {
                    collect(Collect::Young);
                    // The model forgets what is not reached; that may be alive yet.
                    let reached = world.reached();
                    ALIVE.with_borrow(|alive| assert!(alive.is_superset(&reached)));
                }
                _ => {}
            }
        }
    }
    world.roots.clear();
    world.watched.clear();
    force_collect();
    ALIVE.with_borrow(|alive| assert!(alive.is_empty()));
}

#[test]
fn random_programs_agree_with_the_model() {
    for seed in 0..if cfg!(miri) { 2 } else { 150 } {
        alone(move || run(seed, if cfg!(miri) { 300 } else { 3000 }));
    }
}
