//! Memory that boxes hold elsewhere: the bytes of array buffers, strings, native state. The heap does
//! not see it, and collects too late unless it is told.

use crate::heap::Heap;

/// Tells this thread's heap that so many bytes more are held by its values.
pub fn add(bytes: usize) {
    Heap::current().add_external(bytes);
}

/// Takes back what [`add`] told.
pub fn remove(bytes: usize) {
    Heap::current().policy().remove_external(bytes);
}

/// Bytes that are told as long as this lives: to be kept with what owns them.
#[derive(Debug)]
pub struct External(usize);

impl External {
    /// Tells of so many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        add(bytes);
        Self(bytes)
    }

    /// Tells that they have become more, or fewer.
    pub fn resize(&mut self, bytes: usize) {
        remove(self.0);
        add(bytes);
        self.0 = bytes;
    }
}

impl Drop for External {
    fn drop(&mut self) {
        remove(self.0);
    }
}
