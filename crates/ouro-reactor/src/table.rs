//! A table whose rows are named by index and generation, so that an old name never finds a new
//! row.

/// The name of a row.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Id {
    index: u32,
    generation: u32,
}

impl Id {
    pub(crate) fn index(self) -> usize {
        self.index as usize
    }

    pub(crate) fn to_bits(self) -> u64 {
        u64::from(self.generation) << 32 | u64::from(self.index)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the two halves are taken apart")]
    pub(crate) fn from_bits(bits: u64) -> Self {
        Self { index: bits as u32, generation: (bits >> 32) as u32 }
    }
}

/// Rows of `T`, each in the place where it was put until it is removed.
#[derive(Debug)]
pub(crate) struct Table<T> {
    rows: Vec<Row<T>>,
    free: Vec<u32>,
}

#[derive(Debug)]
struct Row<T> {
    generation: u32,
    value: Option<T>,
}

impl<T> Table<T> {
    pub(crate) fn new() -> Self {
        Self { rows: Vec::new(), free: Vec::new() }
    }

    pub(crate) fn insert(&mut self, value: T) -> Id {
        if let Some(index) = self.free.pop()
            && let Some(row) = self.rows.get_mut(index as usize)
        {
            row.value = Some(value);
            return Id { index, generation: row.generation };
        }
        let index = u32::try_from(self.rows.len())
            .expect("four thousand million rows do not fit into memory");
        self.rows.push(Row { generation: 0, value: Some(value) });
        Id { index, generation: 0 }
    }

    pub(crate) fn remove(&mut self, id: Id) -> Option<T> {
        let row = self.rows.get_mut(id.index())?;
        if row.generation != id.generation {
            return None;
        }
        let value = row.value.take()?;
        row.generation = row.generation.wrapping_add(1);
        self.free.push(id.index);
        Some(value)
    }

    pub(crate) fn get(&self, id: Id) -> Option<&T> {
        let row = self.rows.get(id.index())?;
        if row.generation == id.generation { row.value.as_ref() } else { None }
    }

    pub(crate) fn get_mut(&mut self, id: Id) -> Option<&mut T> {
        let row = self.rows.get_mut(id.index())?;
        if row.generation == id.generation { row.value.as_mut() } else { None }
    }

    /// Finds the row that is at a place now.
    pub(crate) fn at(&mut self, index: usize) -> Option<(Id, &mut T)> {
        let row = self.rows.get_mut(index)?;
        let id = Id { index: u32::try_from(index).ok()?, generation: row.generation };
        row.value.as_mut().map(|value| (id, value))
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len() - self.free.len()
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut().filter_map(|row| row.value.as_mut())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Id, &T)> {
        (0_u32..).zip(&self.rows).filter_map(|(index, row)| {
            let id = Id { index, generation: row.generation };
            row.value.as_ref().map(|value| (id, value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Table};

    #[test]
    fn an_old_name_does_not_find_the_row_that_took_its_place() {
        let mut table = Table::new();
        let old = table.insert("old");
        assert_eq!(table.remove(old), Some("old"));
        let new = table.insert("new");

        assert_eq!(old.index(), new.index());
        assert_eq!(table.get(old), None);
        assert_eq!(table.remove(old), None);
        assert_eq!(table.get(new), Some(&"new"));
        assert_eq!(Id::from_bits(new.to_bits()), new);
    }
}
