//! The memory behind a string: a header of 24 bytes, and what follows it.
//!
//! | kind | after the header | the units are |
//! | --- | --- | --- |
//! | static | nothing | in the program's constants |
//! | inline | the units | there |
//! | view | the parent | a part of the parent's |
//! | rope | two strings | scattered; the header's `data` is null |
//! | flat | the parent, a word unused | a part of the parent's: a rope that was looked at |
//! | buffer | the units, with room to grow | there; only ever a parent, never a string of its own |
//!
//! A parent is a static, an inline or a buffer, so that chains of parents have one link.
//!
//! **Invariants**, on which the arguments in this crate rest:
//! 1. The pointer in a [`JsString`] is to a live header, which this string counts once. It carries
//!    the right to read, and except for static ones also to write, the whole allocation. Headers
//!    are reached through that pointer only; no reference to one is ever made.
//!    Where addresses leave sixteen bits free, a heap string's pointer may have part of the text's
//!    hash in them ([`JsString::tagged`]); [`JsString::header`] takes it off.
//! 2. `data`, once not null, never changes while the header lives, and the `len` units there are
//!    initialised, aligned for their width, and never written again.
//! 3. `count` is [`FOREVER`] for static strings; those are never written. (A count that should ever
//!    climb so high stays there, and its memory is not freed.)
//! 4. In a buffer, `len` is the room in units and `hash` how many are used. Strings see used units
//!    only; unused ones are written once, when they become used.
//! 5. A `JsString` is neither `Send` nor `Sync`: counts and caches need no atomics.

use std::{
    alloc::{Layout, alloc, dealloc, handle_alloc_error},
    fmt::{self, Debug, Formatter},
    hash::{Hash, Hasher},
    mem::ManuallyDrop,
    ptr::{self, NonNull},
};

use crate::{JsStr, JsStrVariant, JsString, MAX_LENGTH, hash};

/// What every string's memory begins with.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Header {
    /// The first unit; null in a rope.
    data: *const u8,
    /// Units.
    len: u32,
    /// The hash, or 0 while it is not known. In a buffer: units used.
    hash: u32,
    /// Strings that point here.
    count: u32,
    /// A [`Kind`], [`LATIN1`], [`GROWN`].
    flags: u32,
}

/// The bits of a pointer that are an address; a tag may be in the others, of which there are none
/// where pointers are short.
const ADDRESS: usize = usize::MAX >> if cfg!(target_pointer_width = "64") { 16 } else { 0 };

/// The count of what is never freed.
const FOREVER: u32 = u32::MAX;

/// The table above.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u32)]
pub(crate) enum Kind {
    Static,
    Inline,
    View,
    Rope,
    Flat,
    Buffer,
}

const KIND: u32 = 7;
/// One byte a unit, else two.
const LATIN1: u32 = 8;
/// Of a buffer: its text has once been copied into a larger one.
const GROWN: u32 = 16;

/// A view: a header, then the parent. The parent of a flat rope lies at the same place.
const VIEW: Layout = Layout::new::<(Header, *const Header)>();
/// A rope: a header, then the left and the right string.
const ROPE: Layout = Layout::new::<(Header, [*const Header; 2])>();

const _: () = assert!(size_of::<Header>() == 24 && align_of::<Header>() == 8);
const _: () = assert!(VIEW.size() == 32 && ROPE.size() == 40);

/// The memory of so many units behind a header.
fn units_layout(units: usize, latin1: bool) -> Layout {
    let bytes = if latin1 { units } else { units * 2 };
    // Never fails: lengths are at most `MAX_LENGTH`.
    Layout::from_size_align(size_of::<Header>() + bytes, align_of::<Header>())
        .unwrap_or_else(|_| crate::limit::too_long())
}

/// Allocates and writes a header; what follows it is not yet initialised.
fn allocate(layout: Layout, header: Header) -> NonNull<Header> {
    debug_assert!(layout.size() >= size_of::<Header>());
    // SAFETY: every layout here holds at least a header, so its size is not 0.
    let pointer = unsafe { alloc(layout) };
    let Some(pointer) = NonNull::new(pointer.cast::<Header>()) else { handle_alloc_error(layout) };
    if pointer.addr().get() & !ADDRESS != 0 {
        // No such address is handed out to programs; the engine's values could not hold one either.
        handle_alloc_error(layout);
    }
    // SAFETY: fresh memory of at least a header's size and of its alignment.
    unsafe { pointer.write(header) };
    pointer
}

/// A text of the program itself, for [`JsString::from_static`].
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct StaticString {
    header: Header,
}

// SAFETY: the header points at units that live for ever and are never written, and neither is the
// header itself (invariant 3).
unsafe impl Send for StaticString {}
// SAFETY: as above.
unsafe impl Sync for StaticString {}

impl StaticString {
    /// Makes a static string of a constant text.
    ///
    /// # Panics
    /// In a constant only: where the text is longer than a string may be, or is not itself constant
    /// but a string that could change its form.
    #[must_use]
    #[expect(clippy::panic, reason = "stops the compiler, not the program")]
    pub const fn new(text: JsStr<'static>) -> Self {
        assert!(text.len() <= MAX_LENGTH, "a string may not be so long");
        #[expect(clippy::cast_possible_truncation, reason = "just compared")]
        let len = text.len() as u32;
        let (data, hash, flags) = match text.plain() {
            Some(JsStrVariant::Latin1(units)) => (units.as_ptr(), hash::latin1(units), LATIN1),
            Some(JsStrVariant::Utf16(units)) => (units.as_ptr().cast(), hash::utf16(units), 0),
            None => panic!("a static string is made of constant text"),
        };
        let flags = flags | Kind::Static as u32;
        Self { header: Header { data, len, hash, count: FOREVER, flags } }
    }

    /// The text.
    pub(crate) const fn text(&self) -> JsStr<'static> {
        let len = self.header.len as usize;
        if self.header.flags & LATIN1 == 0 {
            // SAFETY: `new` took these from a `&'static [u16]` of that length.
            JsStr::utf16(unsafe { std::slice::from_raw_parts(self.header.data.cast(), len) })
        } else {
            // SAFETY: `new` took these from a `&'static [u8]` of that length.
            JsStr::latin1(unsafe { std::slice::from_raw_parts(self.header.data, len) })
        }
    }
}

impl Debug for StaticString {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StaticString").field(&self.text().to_std_string_lossy()).finish()
    }
}

impl Eq for StaticString {}

impl Hash for StaticString {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text().hash(state);
    }
}

impl PartialEq for StaticString {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// Units that are being written into fresh memory, or into the room of a buffer.
pub(crate) struct Writer {
    at: *mut u8,
    latin1: bool,
}

impl Writer {
    /// Writes a piece behind what was written before.
    ///
    /// # Safety
    /// The memory has room for it, does not overlap it, and a Latin-1 writer gets Latin-1 only.
    pub(crate) unsafe fn put(&mut self, piece: JsStrVariant<'_>) {
        match (piece, self.latin1) {
            (JsStrVariant::Latin1(units), true) => {
                // SAFETY: the caller's promise: room, no overlap.
                unsafe { ptr::copy_nonoverlapping(units.as_ptr(), self.at, units.len()) };
                // SAFETY: still within, or at the end of, the caller's memory.
                self.at = unsafe { self.at.add(units.len()) };
            }
            (JsStrVariant::Utf16(units), false) => {
                let to = self.at.cast::<u16>();
                // SAFETY: the caller's promise; two byte memory is aligned by invariant 2.
                unsafe { ptr::copy_nonoverlapping(units.as_ptr(), to, units.len()) };
                // SAFETY: as above.
                self.at = unsafe { to.add(units.len()) }.cast();
            }
            (JsStrVariant::Latin1(units), false) => {
                let to = self.at.cast::<std::mem::MaybeUninit<u16>>();
                // SAFETY: the caller's promise: room for as many units, which nothing else sees.
                let room = unsafe { std::slice::from_raw_parts_mut(to, units.len()) };
                for (to, unit) in room.iter_mut().zip(units) {
                    to.write(u16::from(*unit));
                }
                // SAFETY: as above.
                self.at = unsafe { to.add(units.len()) }.cast();
            }
            (JsStrVariant::Utf16(_), true) => {
                debug_assert!(false, "a Latin-1 writer gets Latin-1 only");
            }
        }
    }
}

impl Writer {
    /// Writes the low bytes of units.
    ///
    /// # Safety
    /// As for [`put`](Self::put), with a Latin-1 writer.
    pub(crate) unsafe fn put_narrowed(&mut self, units: &[u16]) {
        debug_assert!(self.latin1);
        let to = self.at.cast::<std::mem::MaybeUninit<u8>>();
        // SAFETY: the caller's promise: room for as many units, which nothing else sees.
        let room = unsafe { std::slice::from_raw_parts_mut(to, units.len()) };
        for (to, unit) in room.iter_mut().zip(units) {
            to.write(unit.to_le_bytes()[0]);
        }
        // SAFETY: as above.
        self.at = unsafe { self.at.add(units.len()) };
    }
}

/// What the insides of the crate ask of a string's memory.
impl JsString {
    /// Takes over a header that the caller counted once.
    fn own(pointer: NonNull<Header>) -> Self {
        Self { pointer }
    }

    /// The place of the header, which must not be static.
    #[inline]
    fn place(&self) -> *mut Header {
        debug_assert!(self.kind() != Kind::Static);
        self.header().as_ptr()
    }

    /// The pointer to the header, without a tag.
    #[inline]
    pub(crate) fn header(&self) -> NonNull<Header> {
        let pointer = self.pointer.as_ptr().map_addr(|address| address & ADDRESS);
        // SAFETY: the address that `own` or `from_static` was given, which is not 0.
        unsafe { NonNull::new_unchecked(pointer) }
    }

    /// Keeps the hash, and puts part of it into the pointer, so that equality with most other such
    /// strings is decided without a look at either's memory.
    pub(crate) fn tagged(mut self, hash: u32) -> Self {
        debug_assert!(matches!(self.kind(), Kind::Inline | Kind::Static));
        self.keep_hash(hash);
        let tag = (hash as usize).checked_shl(usize::BITS.saturating_sub(32)).unwrap_or(0);
        self.pointer = self.header().map_addr(|address| address | (tag & !ADDRESS));
        self
    }

    /// Whether two strings are seen to differ, without a look at the memory of either.
    #[inline(always)]
    pub(crate) fn differs(&self, other: &Self) -> bool {
        let (one, two) = (self.tag(), other.tag());
        // Without tags, or with one only, nothing is known.
        one != two && one != 0 && two != 0
    }

    /// Whether two strings are the same memory.
    #[inline(always)]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.pointer.addr().get() ^ other.pointer.addr().get()) & ADDRESS == 0
    }

    /// The bits of the pointer that are no address.
    #[inline(always)]
    fn tag(&self) -> usize {
        self.pointer.addr().get() & !ADDRESS
    }

    /// The first unit; null in a rope.
    #[inline]
    pub(crate) fn data(&self) -> *const u8 {
        // SAFETY: invariant 1.
        unsafe { (*self.header().as_ptr()).data }
    }

    #[inline]
    pub(crate) fn units(&self) -> usize {
        // SAFETY: invariant 1.
        unsafe { (*self.header().as_ptr()).len as usize }
    }

    #[inline]
    fn flags(&self) -> u32 {
        // SAFETY: invariant 1.
        unsafe { (*self.header().as_ptr()).flags }
    }

    #[inline]
    pub(crate) fn is_latin1(&self) -> bool {
        self.flags() & LATIN1 != 0
    }

    /// Whether its units are scattered.
    #[inline]
    pub(crate) fn is_rope(&self) -> bool {
        self.data().is_null()
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.flags() & KIND {
            0 => Kind::Static,
            1 => Kind::Inline,
            2 => Kind::View,
            3 => Kind::Rope,
            4 => Kind::Flat,
            _ => Kind::Buffer,
        }
    }

    #[inline]
    fn count(&self) -> u32 {
        // SAFETY: invariant 1.
        unsafe { (*self.header().as_ptr()).count }
    }

    /// Strings that share this memory; `None` for a static one.
    #[inline]
    pub(crate) fn shared(&self) -> Option<usize> {
        let count = self.count();
        (count != FOREVER).then_some(count as usize)
    }

    /// The kept hash; 0 while it is not known.
    #[inline]
    pub(crate) fn kept_hash(&self) -> u32 {
        // SAFETY: invariant 1.
        unsafe { (*self.header().as_ptr()).hash }
    }

    /// Keeps the hash; static strings have theirs from the start.
    pub(crate) fn keep_hash(&self, hash: u32) {
        if self.count() != FOREVER {
            // SAFETY: invariant 1: not static, so it may be written.
            unsafe { (*self.place()).hash = hash };
        }
    }

    /// Makes a string of so many units, at most `MAX_LENGTH`, which `write` writes.
    ///
    /// # Safety
    /// `write` puts exactly that many units, in that width.
    pub(crate) unsafe fn inline(len: usize, latin1: bool, write: impl FnOnce(&mut Writer)) -> Self {
        let (string, mut writer) = Self::with_units(len, latin1, Kind::Inline);
        write(&mut writer);
        string
    }

    /// Makes an empty buffer with room for so many units, at most `MAX_LENGTH`.
    pub(crate) fn buffer(room: usize, latin1: bool) -> Self {
        Self::with_units(room, latin1, Kind::Buffer).0
    }

    fn with_units(len: usize, latin1: bool, kind: Kind) -> (Self, Writer) {
        #[expect(clippy::cast_possible_truncation, reason = "at most `MAX_LENGTH`")]
        let count = len as u32;
        let flags = kind as u32 | if latin1 { LATIN1 } else { 0 };
        let header = Header { data: ptr::null(), len: count, hash: 0, count: 1, flags };
        let pointer = allocate(units_layout(len, latin1), header);
        // SAFETY: the allocation has a header, and the units behind it.
        let at = unsafe { pointer.as_ptr().add(1) }.cast::<u8>();
        // SAFETY: the header was just written.
        unsafe { (*pointer.as_ptr()).data = at };
        (Self::own(pointer), Writer { at, latin1 })
    }

    /// Makes a string of a part of a parent.
    ///
    /// # Safety
    /// The parent is a static, an inline or a buffer of that width, and holds `len` units at `data`
    /// (of a buffer: used ones, or units that the caller writes before anything else can look).
    pub(crate) unsafe fn view(parent: Self, data: *const u8, len: usize, latin1: bool) -> Self {
        debug_assert!(matches!(parent.kind(), Kind::Static | Kind::Inline | Kind::Buffer));
        #[expect(clippy::cast_possible_truncation, reason = "at most `MAX_LENGTH`")]
        let len = len as u32;
        let flags = Kind::View as u32 | if latin1 { LATIN1 } else { 0 };
        let pointer = allocate(VIEW, Header { data, len, hash: 0, count: 1, flags });
        // SAFETY: the layout of a view has a word behind the header.
        let slot = unsafe { pointer.as_ptr().add(1) }.cast::<Self>();
        // SAFETY: as above.
        unsafe { slot.write(parent) };
        Self::own(pointer)
    }

    /// Joins two strings without looking at them. Their lengths are not 0 and sum to `MAX_LENGTH` at
    /// most.
    pub(crate) fn rope(left: Self, right: Self) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "at most `MAX_LENGTH`")]
        let len = (left.units() + right.units()) as u32;
        let flags = Kind::Rope as u32 | (left.flags() & right.flags() & LATIN1);
        let pointer = allocate(ROPE, Header { data: ptr::null(), len, hash: 0, count: 1, flags });
        // SAFETY: the layout of a rope has two words behind the header.
        let slots = unsafe { pointer.as_ptr().add(1) }.cast::<[Self; 2]>();
        // SAFETY: as above.
        unsafe { slots.write([left, right]) };
        Self::own(pointer)
    }

    /// The halves of a rope; `None` for all else.
    ///
    /// # Safety
    /// The rope is not flattened while they are borrowed.
    pub(crate) unsafe fn halves(&self) -> Option<&[Self; 2]> {
        if self.kind() != Kind::Rope {
            return None;
        }
        // SAFETY: a rope has two words behind its header.
        let slots = unsafe { self.header().as_ptr().add(1) }.cast::<[Self; 2]>();
        // SAFETY: `rope` wrote them; only `settle` and `release` take them out, which the caller
        // and this string's own count exclude.
        Some(unsafe { &*slots })
    }

    /// Turns a rope into a part of a buffer that holds its text at `data`.
    ///
    /// # Safety
    /// It is a rope; the buffer has its width and at `data` its text; nothing borrows its halves.
    pub(crate) unsafe fn settle(&self, buffer: Self, data: *const u8) {
        debug_assert!(self.kind() == Kind::Rope && buffer.kind() == Kind::Buffer);
        let place = self.place();
        // SAFETY: a rope has two words behind its header.
        let slots = unsafe { place.add(1) }.cast::<Self>();
        // SAFETY: the halves are there; this takes them out, and the kind is changed below, before
        // anything else can look.
        let halves = unsafe { slots.cast::<[Self; 2]>().read() };
        // SAFETY: the first of the two words.
        unsafe { slots.write(buffer) };
        let flags = (self.flags() & !KIND) | Kind::Flat as u32;
        // SAFETY: invariant 1: a rope is not static.
        unsafe { (*place).flags = flags };
        // SAFETY: as above.
        unsafe { (*place).data = data };
        drop(halves);
    }

    /// What this string's units are part of: itself, or its parent. Not for ropes.
    pub(crate) fn base(&self) -> Self {
        match self.parent() {
            Some(parent) => parent.clone(),
            None => self.clone(),
        }
    }

    /// The parent of a view or a flat rope.
    fn parent(&self) -> Option<&Self> {
        if !matches!(self.kind(), Kind::View | Kind::Flat) {
            return None;
        }
        // SAFETY: both have a word behind the header.
        let slot = unsafe { self.header().as_ptr().add(1) }.cast::<Self>();
        // SAFETY: `view` or `settle` wrote it, and it stays while the string lives.
        Some(unsafe { &*slot })
    }

    /// The buffer that this string's units are the last used ones of.
    pub(crate) fn tail(&self) -> Option<&Self> {
        let buffer = self.parent()?;
        if buffer.kind() != Kind::Buffer {
            return None;
        }
        let width = if self.is_latin1() { 1 } else { 2 };
        let end = self.data().addr() + self.units() * width;
        (end == buffer.data().addr() + buffer.used() * width).then_some(buffer)
    }

    /// Of a buffer: units used.
    fn used(&self) -> usize {
        debug_assert!(self.kind() == Kind::Buffer);
        self.kept_hash() as usize
    }

    /// Of a buffer: units not yet used.
    pub(crate) fn room(&self) -> usize {
        self.units() - self.used()
    }

    /// Of a buffer: whether it is asked for the first time. Its text may be copied into a larger
    /// buffer once; each copy is then paid for by the making of the buffer it copies.
    pub(crate) fn may_grow(&self) -> bool {
        debug_assert!(self.kind() == Kind::Buffer);
        let flags = self.flags();
        // SAFETY: invariant 1: a buffer is not static.
        unsafe { (*self.place()).flags = flags | GROWN };
        flags & GROWN == 0
    }

    /// Of a buffer: takes so many units of its room into use. Returns where to write them.
    ///
    /// # Safety
    /// There is as much room, and the caller writes them all before anything can look.
    pub(crate) unsafe fn take_room(&self, units: usize) -> Writer {
        debug_assert!(self.room() >= units);
        let latin1 = self.is_latin1();
        let used = self.used();
        #[expect(clippy::cast_possible_truncation, reason = "at most the room, a `u32`")]
        let now = (used + units) as u32;
        let offset = if latin1 { used } else { used * 2 };
        // SAFETY: invariant 1: a buffer is not static.
        unsafe { (*self.place()).hash = now };
        // SAFETY: the units lie behind the header, in the same allocation.
        let units = unsafe { self.place().add(1) }.cast::<u8>();
        // SAFETY: used units end within the allocation. The pointer comes from the header's own,
        // which may write all of it.
        let at = unsafe { units.add(offset) };
        Writer { at, latin1 }
    }

    /// Takes over units that a builder wrote behind the space of a header, `len` of them initialised
    /// in memory for `len`.
    ///
    /// # Safety
    /// `memory` was allocated by [`reserve`] for exactly `len` units of that width, all written.
    pub(crate) unsafe fn adopt(memory: NonNull<Header>, len: usize, latin1: bool) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "at most `MAX_LENGTH`")]
        let len = len as u32;
        let flags = Kind::Inline as u32 | if latin1 { LATIN1 } else { 0 };
        // SAFETY: the allocation has a header, and the units behind it.
        let data = unsafe { memory.as_ptr().add(1) }.cast::<u8>();
        // SAFETY: as above.
        unsafe { memory.write(Header { data, len, hash: 0, count: 1, flags }) };
        Self::own(memory)
    }
}

/// Allocates, enlarges or shrinks (from `old`, its memory and units) space for a header and units,
/// at most `MAX_LENGTH`.
///
/// # Safety
/// `old` came from here with that width and number of units, and is not used afterwards.
pub(crate) unsafe fn reserve(
    old: Option<(NonNull<Header>, usize)>,
    units: usize,
    latin1: bool,
) -> NonNull<Header> {
    let layout = units_layout(units, latin1);
    let pointer = match old {
        // SAFETY: the layout has at least a header's size.
        None => unsafe { alloc(layout) },
        Some((old, had)) => {
            let had = units_layout(had, latin1);
            // SAFETY: the caller's promise, and as above.
            unsafe { std::alloc::realloc(old.as_ptr().cast(), had, layout.size()) }
        }
    };
    NonNull::new(pointer.cast()).unwrap_or_else(|| handle_alloc_error(layout))
}

/// Gives back what [`reserve`] gave.
///
/// # Safety
/// As for [`reserve`].
pub(crate) unsafe fn discard(memory: NonNull<Header>, units: usize, latin1: bool) {
    // SAFETY: the caller's promise.
    unsafe { dealloc(memory.as_ptr().cast(), units_layout(units, latin1)) };
}

impl Clone for JsString {
    #[inline]
    fn clone(&self) -> Self {
        let count = self.count();
        if count != FOREVER {
            // SAFETY: invariant 1: not static, so it may be written.
            unsafe { (*self.place()).count = count + 1 };
        }
        Self { pointer: self.pointer }
    }
}

impl Drop for JsString {
    #[inline]
    fn drop(&mut self) {
        match self.count() {
            FOREVER => {}
            1 => release(self.header()),
            // SAFETY: invariant 1: not static, so it may be written.
            count => unsafe { (*self.place()).count = count - 1 },
        }
    }
}

/// Takes one count away; says whether it was the last.
fn uncount(string: JsString) -> Option<NonNull<Header>> {
    let string = ManuallyDrop::new(string);
    match string.count() {
        FOREVER => None,
        1 => Some(string.header()),
        count => {
            // SAFETY: invariant 1: not static, so it may be written.
            unsafe { (*string.place()).count = count - 1 };
            None
        }
    }
}

/// Frees memory whose last count is gone, and what thereby loses its own last count. Ropes may be
/// millions deep: the list of what is still to be freed is threaded through the dead headers.
#[cold]
#[inline(never)]
fn release(first: NonNull<Header>) {
    let mut next = Some(first);
    let mut waiting: *const u8 = ptr::null();
    loop {
        let Some(dead) = next.take().or_else(|| {
            let dead = NonNull::new(waiting.cast_mut().cast::<Header>())?;
            // SAFETY: `waiting` links headers that nothing else points at any more, not yet freed.
            waiting = unsafe { (*dead.as_ptr()).data };
            Some(dead)
        }) else {
            return;
        };
        // SAFETY: as above; not yet freed.
        let header = unsafe { dead.read() };
        // SAFETY: all kinds that are read from here have at least a word behind the header; for
        // the others this is at most one past the end.
        let behind = unsafe { dead.as_ptr().add(1) };
        let latin1 = header.flags & LATIN1 != 0;
        let layout = match header.flags & KIND {
            VIEW_KIND | FLAT_KIND => {
                // SAFETY: the parent is there, and is read for the last time.
                next = uncount(unsafe { behind.cast::<JsString>().read() });
                if header.flags & KIND == VIEW_KIND { VIEW } else { ROPE }
            }
            ROPE_KIND => {
                // SAFETY: the halves are there, and are read for the last time.
                let [left, right] = unsafe { behind.cast::<[JsString; 2]>().read() };
                next = uncount(left);
                if let Some(right) = uncount(right) {
                    if next.is_some() {
                        // SAFETY: a dead header, whose `data` nothing needs any more.
                        unsafe { (*right.as_ptr()).data = waiting };
                        waiting = right.as_ptr().cast::<u8>();
                    } else {
                        next = Some(right);
                    }
                }
                ROPE
            }
            _ => units_layout(header.len as usize, latin1),
        };
        // SAFETY: allocated with this layout, which follows from the kind; nothing points here.
        unsafe { dealloc(dead.as_ptr().cast(), layout) };
    }
}

const VIEW_KIND: u32 = Kind::View as u32;
const ROPE_KIND: u32 = Kind::Rope as u32;
const FLAT_KIND: u32 = Kind::Flat as u32;
