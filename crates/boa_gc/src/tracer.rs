//! The queue of a collection: what was reached and not yet looked into. No recursion, however deep
//! the graph.

use std::{cell::Cell, collections::HashMap};

use crate::{
    header::{COLOUR, DOOMED, Erased, Header, OLD, PENDING, WEAK, watch},
    heap::count_reached,
    looking::Looking,
};

thread_local! {
    /// Which targets [`count`] counts: those whose flags, under the mask, equal the value.
    static COUNTED: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// What a collection is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Boxes made since the last collection; the old count as alive.
    Young,
    /// Every box.
    Full,
    /// The condemned that a finalizer took back.
    Rescue,
}

impl Scope {
    /// Mask and value of the flags of boxes that were reached, or are not to be.
    const fn reached(self, colour: usize) -> (usize, usize) {
        match self {
            Self::Young => (OLD, OLD),
            Self::Full => (OLD | COLOUR, OLD | colour),
            Self::Rescue => (DOOMED, 0),
        }
    }

    /// Mask and value of the flags of boxes whose handles are counted.
    const fn counted(self) -> (usize, usize) {
        match self {
            Self::Young => (OLD, 0),
            Self::Full => (0, 0),
            Self::Rescue => (DOOMED, DOOMED),
        }
    }

    /// Flags that take a box out of this scope.
    pub(crate) const fn excluded(self) -> usize {
        match self {
            Self::Young => OLD | DOOMED | PENDING,
            Self::Full | Self::Rescue => DOOMED | PENDING,
        }
    }
}

/// Counts one handle in the heap at its target.
#[inline]
pub(crate) fn count(target: Erased) {
    let (mask, value) = COUNTED.get();
    // SAFETY: the handle that is being counted keeps its target's header in place.
    let header = unsafe { target.as_ref() };
    if header.flags() & mask == value {
        header.inner.set(header.inner.get() + 1);
    }
}

/// Whether what is counted now are handles among the condemned.
pub(crate) fn counts_doomed() -> bool {
    COUNTED.get() == Scope::Rescue.counted()
}

/// A queue of reached boxes, handed through [`Trace::trace`][crate::Trace::trace].
#[expect(missing_debug_implementations, reason = "a list of addresses tells nothing")]
pub struct Tracer {
    queue: Vec<Erased>,
    scope: Scope,
    colour: usize,
    mask: usize,
    value: usize,
    /// Reached ephemerons by their keys, which are not reached yet.
    waiting: HashMap<usize, Vec<Erased>>,
    /// Of a tracer that only looks.
    looking: Option<Looking>,
}

impl Tracer {
    /// An empty queue, which also sets what [`count`] counts.
    pub(crate) fn new(scope: Scope, colour: usize) -> Self {
        COUNTED.set(scope.counted());
        let (mask, value) = scope.reached(colour);
        let waiting = HashMap::new();
        Self { queue: Vec::new(), scope, colour, mask, value, waiting, looking: None }
    }

    /// One that marks and queues nothing, for a look at a single value.
    pub(crate) fn looking(looking: Looking) -> Self {
        let looking = Some(looking);
        let (queue, waiting) = (Vec::new(), HashMap::new());
        Self { queue, scope: Scope::Full, colour: 0, mask: 0, value: 0, waiting, looking }
    }

    /// What is looked for, if nothing is collected.
    #[inline]
    pub(crate) const fn looking_for(&mut self) -> Option<&mut Looking> {
        self.looking.as_mut()
    }

    /// What was seen by [`Self::looking`].
    pub(crate) fn seen(self) -> Looking {
        self.looking.expect("made by `looking`")
    }

    /// Whether a box is alive, as far as is known by now.
    #[inline]
    pub(crate) fn is_reached(&self, header: &Header) -> bool {
        header.flags() & self.mask == self.value
    }

    /// Queues a box, where it is in scope and not reached before.
    #[inline]
    pub(crate) fn visit(&mut self, target: Erased) {
        if let Some(looking) = &mut self.looking {
            looking.note(target);
            return;
        }
        // SAFETY: the handle that is being traced keeps its target's header in place.
        let header = unsafe { target.as_ref() };
        // What was doomed before stays so, but in a rescue.
        if self.is_reached(header) || (header.has(DOOMED) && self.scope != Scope::Rescue) {
            return;
        }
        header.reach(self.colour);
        // SAFETY: handles are made of pointers that reach over their blocks.
        unsafe { count_reached(target) };
        self.queue.push(target);
    }

    /// Whether the value of an ephemeron with this key is to be traced now. Where not, the
    /// ephemeron is traced once its key is reached.
    pub(crate) fn opens(&mut self, key: Erased, ephemeron: Erased) -> bool {
        // SAFETY: a key is cleared before its box goes, so that its header is in place.
        let header = unsafe { key.as_ref() };
        // Keys were cleared already where they had to be: what is taken back keeps its own.
        if self.scope == Scope::Rescue {
            self.visit(key);
            return true;
        }
        if self.is_reached(header) {
            return true;
        }
        self.waiting.entry(key.addr().get()).or_default().push(ephemeron);
        false
    }

    /// Looks into queued boxes until none is left.
    ///
    /// # Safety
    /// Within a collection: no value on the heap is exclusively borrowed but through a
    /// `GcRefCell`.
    #[inline]
    pub(crate) unsafe fn run(&mut self) {
        while let Some(next) = self.queue.pop() {
            // SAFETY: only visited boxes are queued, whose headers are in place.
            let header = unsafe { next.as_ref() };
            if header.has(WEAK) && !self.waiting.is_empty() {
                // SAFETY: as above.
                unsafe { self.open(next) };
            }
            // SAFETY: the box holds a value, since the condemned are not visited (or, in a rescue,
            // not dropped yet), and the functions are its type's.
            unsafe { (header.vtable().trace)(next, self) };
        }
    }

    /// Traces the values of ephemerons that waited for this key.
    ///
    /// # Safety
    /// As [`Self::run`]'s.
    #[cold]
    unsafe fn open(&mut self, key: Erased) {
        for ephemeron in self.waiting.remove(&key.addr().get()).unwrap_or_default() {
            // SAFETY: ephemerons wait once they are reached, hence are whole.
            if let Some(watch) = unsafe { watch(ephemeron) } {
                // SAFETY: by the caller.
                unsafe { watch.trace_value(self) };
            }
        }
    }
}
