//! Node's timer lists: one linked list for each duration, and a heap of the lists by expiry.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

/// Marks the end of a list.
const NONE: usize = usize::MAX;

/// Entries that expire `duration` after they were inserted. An id names an entry until it is
/// removed, and may then be used again with another generation.
#[derive(Debug)]
pub(crate) struct Queue<T> {
    slots: Vec<Slot<T>>,
    free: Vec<usize>,
    lists: HashMap<u64, List>,
    /// `(expiry, order, duration)`: the list that expires first; stale rows are skipped.
    heap: BinaryHeap<Reverse<(u64, u64, u64)>>,
    order: u64,
    length: usize,
    referenced: usize,
}

#[derive(Debug)]
struct Slot<T> {
    value: Option<T>,
    generation: u32,
    duration: u64,
    start: u64,
    previous: usize,
    next: usize,
    referenced: bool,
}

#[derive(Debug)]
struct List {
    first: usize,
    last: usize,
    expiry: u64,
    order: u64,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
            lists: HashMap::new(),
            heap: BinaryHeap::new(),
            order: 0,
            length: 0,
            referenced: 0,
        }
    }
}

/// Bits of an id that are the slot; the rest is the generation, so that ids stay below 2⁵³.
const SLOT_BITS: u32 = 28;

impl<T> Queue<T> {
    /// Adds an entry that expires at `now + duration`; returns its id.
    pub(crate) fn insert(&mut self, value: T, duration: u64, now: u64, referenced: bool) -> usize {
        let index = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot {
                value: None,
                generation: 0,
                duration: 0,
                start: 0,
                previous: NONE,
                next: NONE,
                referenced: false,
            });
            self.slots.len() - 1
        });
        let previous = match self.lists.get_mut(&duration) {
            Some(list) => std::mem::replace(&mut list.last, index),
            None => {
                self.order += 1;
                let list =
                    List { first: index, last: index, expiry: now + duration, order: self.order };
                let row = Reverse((list.expiry, list.order, duration));
                self.lists.insert(duration, list);
                self.heap.push(row);
                self.compact();
                NONE
            }
        };
        if let Some(slot) = self.slots.get_mut(previous) {
            slot.next = index;
        }
        let slot = &mut self.slots[index];
        *slot = Slot {
            value: Some(value),
            generation: slot.generation,
            duration,
            start: now,
            previous,
            next: NONE,
            referenced,
        };
        self.length += 1;
        self.referenced += usize::from(referenced);
        (slot.generation as usize) << SLOT_BITS | index
    }

    /// Takes an entry out; `None` where the id is stale.
    pub(crate) fn remove(&mut self, id: usize) -> Option<(T, bool)> {
        let index = self.live(id)?;
        let slot = &mut self.slots[index];
        let value = slot.value.take()?;
        // 25 bits of generation: a slot is reused 33 million times before an id repeats.
        slot.generation = (slot.generation + 1) & 0x1ff_ffff;
        let (duration, previous, next, referenced) =
            (slot.duration, slot.previous, slot.next, slot.referenced);
        if let Some(slot) = self.slots.get_mut(previous) {
            slot.next = next;
        }
        if let Some(slot) = self.slots.get_mut(next) {
            slot.previous = previous;
        }
        if let Some(list) = self.lists.get_mut(&duration) {
            if list.first == index {
                list.first = next;
            }
            if list.last == index {
                list.last = previous;
            }
            if list.first == NONE {
                self.lists.remove(&duration);
            }
        }
        self.free.push(index);
        self.length -= 1;
        self.referenced -= usize::from(referenced);
        Some((value, referenced))
    }

    /// Changes whether an entry counts as referenced.
    pub(crate) fn set_referenced(&mut self, id: usize, referenced: bool) {
        let Some(index) = self.live(id) else { return };
        let slot = &mut self.slots[index];
        if slot.referenced != referenced {
            slot.referenced = referenced;
            if referenced {
                self.referenced += 1;
            } else {
                self.referenced -= 1;
            }
        }
    }

    /// Takes the next entry that is due at `now`: its id, value and whether it is referenced.
    pub(crate) fn pop_due(&mut self, now: u64) -> Option<(usize, T, bool)> {
        loop {
            self.drop_stale();
            let &Reverse((expiry, _, duration)) = self.heap.peek()?;
            if expiry > now {
                return None;
            }
            let list = self.lists.get_mut(&duration)?;
            let index = list.first;
            let slot = self.slots.get(index)?;
            let due = slot.start + duration;
            if due > now {
                // The first of the list was inserted later than the list's expiry says.
                self.heap.pop();
                self.order += 1;
                list.expiry = due;
                list.order = self.order;
                self.heap.push(Reverse((due, self.order, duration)));
                continue;
            }
            let id = (slot.generation as usize) << SLOT_BITS | index;
            return self.remove(id).map(|(value, referenced)| (id, value, referenced));
        }
    }

    /// When the first list expires.
    pub(crate) fn next_expiry(&mut self) -> Option<u64> {
        self.drop_stale();
        self.heap.peek().map(|Reverse((expiry, _, _))| *expiry)
    }

    /// How many entries count as referenced.
    pub(crate) fn referenced(&self) -> usize {
        self.referenced
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The ids of the entries of the only list, in order of insertion.
    pub(crate) fn ids(&self) -> Vec<usize> {
        let mut ids = Vec::with_capacity(self.length);
        for list in self.lists.values() {
            let mut index = list.first;
            while let Some(slot) = self.slots.get(index) {
                ids.push((slot.generation as usize) << SLOT_BITS | index);
                index = slot.next;
            }
        }
        ids
    }

    /// Drops rows of the heap whose list is gone or has another expiry by now.
    fn drop_stale(&mut self) {
        while let Some(&Reverse((_, order, duration))) = self.heap.peek() {
            if self.lists.get(&duration).is_some_and(|list| list.order == order) {
                return;
            }
            self.heap.pop();
        }
    }

    /// Throws stale rows away once they outnumber the lists: timers that are always cleared in time
    /// would leave them till their expiry.
    fn compact(&mut self) {
        if self.heap.len() > 64 && self.heap.len() > 2 * self.lists.len() {
            let lists = &self.lists;
            self.heap.retain(|Reverse((_, order, duration))| {
                lists.get(duration).is_some_and(|list| list.order == *order)
            });
        }
    }

    fn live(&self, id: usize) -> Option<usize> {
        let index = id & ((1 << SLOT_BITS) - 1);
        let slot = self.slots.get(index)?;
        (slot.value.is_some() && slot.generation as usize == id >> SLOT_BITS).then_some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    fn drain(queue: &mut Queue<&'static str>, now: u64) -> Vec<&'static str> {
        std::iter::from_fn(|| queue.pop_due(now).map(|(_, value, _)| value)).collect()
    }

    #[test]
    fn a_list_is_drained_before_the_next_expires() {
        let mut queue = Queue::default();
        queue.insert("a", 1, 0, true);
        queue.insert("b", 2, 0, true);
        queue.insert("c", 1, 5, true);
        assert_eq!(drain(&mut queue, 10), ["a", "c", "b"]);
    }

    #[test]
    fn what_is_not_due_stays() {
        let mut queue = Queue::default();
        queue.insert("a", 10, 0, true);
        queue.insert("b", 10, 5, true);
        assert_eq!(drain(&mut queue, 12), ["a"]);
        assert_eq!(queue.next_expiry(), Some(15));
        assert_eq!(drain(&mut queue, 15), ["b"]);
        assert!(queue.is_empty());
    }

    #[test]
    fn a_stale_id_removes_nothing() {
        let mut queue = Queue::default();
        let id = queue.insert("a", 1, 0, true);
        assert!(queue.remove(id).is_some());
        queue.insert("b", 1, 0, false);
        assert!(queue.remove(id).is_none());
        assert_eq!(queue.referenced(), 0);
        assert_eq!(drain(&mut queue, 1), ["b"]);
    }

    #[test]
    fn cleared_timers_leave_nothing() {
        let mut queue = Queue::default();
        for now in 0..10_000 {
            let id = queue.insert("a", 30_000, now, true);
            queue.remove(id);
        }
        assert!(queue.heap.len() <= 65);
        queue.insert("b", 1, 0, true);
        assert_eq!(drain(&mut queue, 1), ["b"]);
    }

    #[test]
    fn the_middle_of_a_list_can_go() {
        let mut queue = Queue::default();
        queue.insert("a", 1, 0, true);
        let id = queue.insert("b", 1, 0, true);
        queue.insert("c", 1, 0, true);
        queue.remove(id);
        assert_eq!(drain(&mut queue, 1), ["a", "c"]);
    }
}
