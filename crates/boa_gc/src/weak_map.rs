//! Maps from garbage-collected values, by identity, which do not keep their keys alive.

use std::{cell::Cell, fmt, ptr::NonNull};

use hashbrown::{HashTable, hash_table::Entry};

use crate::{
    Ephemeron, Finalize, Gc, GcRef, GcRefCell, Trace, Tracer,
    header::{DOOMED, GcBox},
};

/// An ephemeron, and the address of its key's box, which stays when the key goes.
struct Row<K: Trace + ?Sized + 'static, V: Trace + 'static> {
    address: usize,
    ephemeron: Ephemeron<K, V>,
}

/// The entries of a map.
pub(crate) struct Table<K: Trace + ?Sized + 'static, V: Trace + 'static> {
    rows: GcRefCell<HashTable<Row<K, V>>>,
    /// Whether a row with a dead key could not be removed, since the table was borrowed.
    stale: Cell<bool>,
}

/// Addresses differ in their middle bits; the table looks at the lowest and the highest.
fn hash(address: usize) -> u64 {
    let mixed = (address as u64 >> 4).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

impl<K: Trace + ?Sized, V: Trace> Table<K, V> {
    /// Removes the row of a key that died.
    ///
    /// # Safety
    /// The box of the map is in place.
    pub(crate) unsafe fn remove_dead(map: NonNull<GcBox<Self>>, address: usize) {
        // SAFETY: by the caller.
        if unsafe { map.cast::<crate::header::Header>().as_ref() }.has(DOOMED) {
            // The map goes in this very collection.
            return;
        }
        // SAFETY: a map that is not doomed holds its value.
        let table = unsafe { &map.as_ref().value };
        let Ok(mut rows) = table.rows.try_borrow_mut() else {
            table.stale.set(true);
            return;
        };
        let dead = |row: &Row<K, V>| row.address == address && !row.ephemeron.has_value();
        let row = rows.find_entry(hash(address), dead).ok().map(|entry| entry.remove().0);
        drop(rows);
        drop(row);
    }

    /// Removes the rows that [`Self::remove_dead`] could not.
    fn sweep(&self) {
        if self.stale.get()
            && let Ok(mut rows) = self.rows.try_borrow_mut()
        {
            self.stale.set(false);
            rows.retain(|row| row.ephemeron.has_value());
        }
    }
}

impl<K: Trace + ?Sized, V: Trace> Drop for Table<K, V> {
    fn drop(&mut self) {
        // Rows are ephemerons that may outlive the map.
        for row in self.rows.get_mut().iter() {
            row.ephemeron.link(None);
        }
    }
}

impl<K: Trace + ?Sized, V: Trace> Finalize for Table<K, V> {}

// SAFETY: all handles are those to the ephemerons; the cell passes neither trace nor count on while
// it is exclusively borrowed.
unsafe impl<K: Trace + ?Sized, V: Trace> Trace for Table<K, V> {
    unsafe fn trace(&self, tracer: &mut Tracer) {
        if let Ok(rows) = self.rows.try_borrow() {
            // SAFETY: by the caller.
            rows.iter().for_each(|row| unsafe { row.ephemeron.trace(tracer) });
        }
    }

    unsafe fn trace_non_roots(&self) {
        if let Ok(rows) = self.rows.try_borrow() {
            // SAFETY: by the caller.
            rows.iter().for_each(|row| unsafe { row.ephemeron.trace_non_roots() });
        }
    }

    fn run_finalizer(&self) {}
}

/// A map with weak keys, compared by identity. An entry goes with its key.
pub struct WeakMap<K: Trace + ?Sized + 'static, V: Trace + 'static> {
    table: Gc<Table<K, V>>,
}

impl<K: Trace + ?Sized, V: Trace> WeakMap<K, V> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        let rows = GcRefCell::new(HashTable::new());
        Self { table: Gc::new(Table { rows, stale: Cell::new(false) }) }
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: &Gc<K>, value: V) {
        // Before the table is borrowed: it may collect.
        let ephemeron = Ephemeron::new(key, value);
        self.table.sweep();
        ephemeron.link(Some(self.table.ptr()));
        let address = key.erased().addr().get();
        let mut rows = self.table.rows.borrow_mut();
        let same = |row: &Row<K, V>| row.ephemeron.has_key(address);
        let old = match rows.entry(hash(address), same, |row| hash(row.address)) {
            Entry::Occupied(mut entry) => {
                Some(std::mem::replace(&mut entry.get_mut().ephemeron, ephemeron))
            }
            Entry::Vacant(entry) => {
                entry.insert(Row { address, ephemeron });
                None
            }
        };
        drop(rows);
        if let Some(old) = old {
            old.link(None);
        }
    }

    /// Removes a key. Returns whether it was there.
    pub fn remove(&mut self, key: &Gc<K>) -> bool {
        let address = key.erased().addr().get();
        let mut rows = self.table.rows.borrow_mut();
        let row = rows.find_entry(hash(address), |row| row.ephemeron.has_key(address));
        let row = row.ok().map(|entry| entry.remove().0);
        drop(rows);
        if let Some(row) = &row {
            row.ephemeron.link(None);
        }
        row.is_some()
    }

    /// Whether a key is there.
    #[must_use]
    pub fn contains_key(&self, key: &Gc<K>) -> bool {
        self.get(key).is_some()
    }

    /// The entry of a key.
    #[must_use]
    pub fn get<'a>(&'a self, key: &Gc<K>) -> Option<GcRef<'a, Ephemeron<K, V>>> {
        let address = key.erased().addr().get();
        GcRef::try_map(self.table.rows.borrow(), |rows| {
            let row = rows.find(hash(address), |row| row.ephemeron.has_key(address));
            row.map(|row| &row.ephemeron)
        })
    }
}

impl<K: Trace + ?Sized, V: Trace> Default for WeakMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Trace + ?Sized, V: Trace> Clone for WeakMap<K, V> {
    /// One more handle to the same map.
    fn clone(&self) -> Self {
        Self { table: self.table.clone() }
    }
}

impl<K: Trace + ?Sized, V: Trace> fmt::Debug for WeakMap<K, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.table.rows.try_borrow().map_or(0, |rows| rows.len());
        formatter.debug_struct("WeakMap").field("entries", &length).finish()
    }
}

impl<K: Trace + ?Sized, V: Trace> Finalize for WeakMap<K, V> {}

// SAFETY: it is a handle to its table, and traced as one.
unsafe impl<K: Trace + ?Sized, V: Trace> Trace for WeakMap<K, V> {
    unsafe fn trace(&self, tracer: &mut Tracer) {
        // SAFETY: by the caller.
        unsafe { self.table.trace(tracer) };
    }

    unsafe fn trace_non_roots(&self) {
        // SAFETY: by the caller.
        unsafe { self.table.trace_non_roots() };
    }

    fn run_finalizer(&self) {}
}
