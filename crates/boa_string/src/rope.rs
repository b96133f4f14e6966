//! Joining strings, lazily where that pays, and making ropes one text.
//!
//! How two texts are joined:
//!
//! 1. Less than [`SMALL`] together: copied.
//! 2. A [`SHORT`] text behind a long one: written into the room behind the long one, if its units
//!    are the last used of a buffer. A full buffer's text is copied to a new one of twice the size,
//!    once; so are texts up to [`EAGER`]. Every unit is thus copied a constant number of times,
//!    and a loop that appends and looks stays linear.
//! 3. Otherwise a rope. A short text goes to the near end of a rope that is already there, so that
//!    a rope has no leaves of a few units each.
//!
//! A rope is flattened when its units are first asked for, into a buffer; where its first leaf lies
//! at the end of a buffer with room, behind it.

use crate::{JsStr, JsString, MAX_LENGTH, header::Writer, limit};

/// Bytes below which two texts are copied into one.
const SMALL: usize = 512;
/// Bytes up to which a text may be written behind another.
const SHORT: usize = 4096;
/// Bytes up to which a text that is not in a buffer is copied to one, to be appended to.
const EAGER: usize = 1024;
/// Units that a buffer gets at most beyond twice what it needs.
const MOST_ROOM: usize = 1 << 26;

/// Bytes of so many units.
const fn bytes(units: usize, latin1: bool) -> usize {
    if latin1 { units } else { units * 2 }
}

/// `x` followed by `y`.
pub(crate) fn concat(x: JsStr<'_>, y: JsStr<'_>) -> JsString {
    if y.is_empty() {
        return x.into();
    }
    if x.is_empty() {
        return y.into();
    }
    let Some(units) = limit::sum(x.len(), y.len()) else { return limit::refuse(x) };
    if bytes(units, x.is_latin1() && y.is_latin1()) < SMALL {
        return copied(&[x, y], units);
    }
    if y.bytes() <= SHORT
        && y.plain().is_some()
        && let Some(joined) = append(x, y)
    {
        return joined;
    }
    if x.bytes() < SMALL
        && let Some(joined) = prepend(x, y)
    {
        return joined;
    }
    JsString::rope(x.into(), y.into())
}

/// `y`, short and in one piece, at the end of `x`; `None` where a rope is as good.
fn append(x: JsStr<'_>, y: JsStr<'_>) -> Option<JsString> {
    let whole = x.owner()?;
    // SAFETY: the halves are borrowed for the next lines only, which look at no text of the rope's
    // own, so that nothing flattens it.
    let Some([left, right]) = (unsafe { whole.halves() }) else {
        return extended(whole, y);
    };
    if right.is_rope() {
        return None;
    }
    let end = JsStr::of(right);
    let units = end.len() + y.len();
    let latin1 = end.is_latin1() && y.is_latin1();
    let right =
        if bytes(units, latin1) < SMALL { copied(&[end, y], units) } else { extended(right, y)? };
    Some(JsString::rope(left.clone(), right))
}

/// `x`, small, at the start of a rope.
fn prepend(x: JsStr<'_>, y: JsStr<'_>) -> Option<JsString> {
    let whole = y.owner()?;
    // SAFETY: as in `append`.
    let [left, right] = unsafe { whole.halves() }?;
    if left.is_rope() {
        return None;
    }
    let start = JsStr::of(left);
    let units = x.len() + start.len();
    if bytes(units, x.is_latin1() && start.is_latin1()) >= SMALL {
        return None;
    }
    Some(JsString::rope(copied(&[x, start], units), right.clone()))
}

/// `y` written behind `x`, which is in one piece, in a buffer that has or gets room for it.
fn extended(x: &JsString, y: JsStr<'_>) -> Option<JsString> {
    let latin1 = x.is_latin1();
    if latin1 && !y.is_latin1() {
        return None;
    }
    let units = x.units() + y.len();
    if let Some(buffer) = x.tail() {
        if buffer.room() >= y.len() {
            // SAFETY: there is room, and the next line fills it.
            let mut writer = unsafe { buffer.take_room(y.len()) };
            // SAFETY: room for `y` was just taken, where `y` cannot lie; the widths were compared.
            unsafe { writer.put(y.variant()) };
            // SAFETY: a buffer of that width, in which `y` now follows `x`.
            return Some(unsafe { JsString::view(buffer.clone(), x.data(), units, latin1) });
        }
        if !buffer.may_grow() {
            return None;
        }
    } else if bytes(x.units(), latin1) > EAGER {
        return None;
    }
    let buffer = roomy(units, latin1);
    // SAFETY: a new buffer has room, and the next lines fill it.
    let mut writer = unsafe { buffer.take_room(units) };
    for piece in [JsStr::of(x), y] {
        // SAFETY: room for both was taken, in memory that is new; the widths were compared.
        unsafe { writer.put(piece.variant()) };
    }
    let data = buffer.data();
    // SAFETY: a buffer of that width, which begins with the text.
    Some(unsafe { JsString::view(buffer, data, units, latin1) })
}

/// A buffer for so many units, and room for about as many more.
fn roomy(units: usize, latin1: bool) -> JsString {
    JsString::buffer((units + units.min(MOST_ROOM)).min(MAX_LENGTH), latin1)
}

/// All pieces in one new piece of memory; `units` is the sum of their lengths.
pub(crate) fn copied(pieces: &[JsStr<'_>], units: usize) -> JsString {
    let latin1 = pieces.iter().all(JsStr::is_latin1);
    let write = |writer: &mut Writer| {
        for piece in pieces {
            // SAFETY: there is room for the sum of the lengths, in memory that is new; it is Latin-1
            // only if all are.
            unsafe { writer.put(piece.variant()) };
        }
    };
    // SAFETY: the pieces' lengths sum to `units`.
    unsafe { JsString::inline(units, latin1, write) }
}

/// All strings, one after the other.
pub(crate) fn concat_all(strings: &[JsStr<'_>]) -> JsString {
    match *strings {
        [] => return JsString::default(),
        [only] => return only.into(),
        [x, y] => return concat(x, y),
        _ => {}
    }
    let Some(units) = strings.iter().try_fold(0, |sum, string| limit::sum(sum, string.len()))
    else {
        return limit::refuse(strings.first().copied().unwrap_or_default());
    };
    let longest = strings.iter().map(JsStr::bytes).max().unwrap_or(0);
    // A template literal may be a loop's way to append.
    if strings.len() <= 8 && longest > EAGER {
        let [first, rest @ ..] = strings else { return JsString::default() };
        return rest
            .iter()
            .fold(JsString::from(*first), |whole, &piece| concat((&whole).into(), piece));
    }
    match units {
        0 | 1 => {
            strings.iter().find(|string| !string.is_empty()).copied().unwrap_or_default().into()
        }
        _ => copied(strings, units),
    }
}

/// The first unit of a string, which is made one piece if it is not.
#[inline]
pub(crate) fn units(string: &JsString) -> *const u8 {
    let data = string.data();
    if data.is_null() { flatten(string) } else { data }
}

/// Makes a rope one piece.
#[cold]
#[inline(never)]
fn flatten(rope: &JsString) -> *const u8 {
    let latin1 = rope.is_latin1();
    let units = rope.units();
    // Ropes that begin the text and that others hold too: they become parts of the same buffer.
    let mut beginnings: Vec<JsString> = Vec::new();
    let mut first = rope;
    // SAFETY: no rope is flattened before the last borrow of halves ends, here and below.
    while let Some([left, _]) = unsafe { first.halves() } {
        first = left;
        if first.is_rope() && first.is_latin1() == latin1 && first.shared() != Some(1) {
            beginnings.push(first.clone());
        }
    }
    let buffer = first.tail().filter(|_| first.is_latin1() == latin1);
    let lacking = units - first.units();
    let (buffer, data, mut skip) = match buffer {
        Some(buffer) if buffer.room() >= lacking => (buffer.clone(), first.data(), true),
        Some(buffer) if buffer.may_grow() => {
            let buffer = roomy(units, latin1);
            let data = buffer.data();
            (buffer, data, false)
        }
        _ => {
            let buffer = JsString::buffer(units, latin1);
            let data = buffer.data();
            (buffer, data, false)
        }
    };
    // SAFETY: there is room for the whole or for what is lacking, and the loop writes as much: the
    // leaves' lengths sum to the rope's.
    let mut writer = unsafe { buffer.take_room(if skip { lacking } else { units }) };
    let mut waiting: Vec<&JsString> = Vec::new();
    let mut next = Some(rope);
    while let Some(node) = next {
        // SAFETY: as above.
        if let Some([left, right]) = unsafe { node.halves() } {
            waiting.push(right);
            next = Some(left);
            continue;
        }
        if !std::mem::take(&mut skip)
            && let Some(leaf) = JsStr::of(node).plain()
        {
            // SAFETY: room as above, which was in use by nobody; a Latin-1 rope has such leaves.
            unsafe { writer.put(leaf) };
        }
        next = waiting.pop();
    }
    for rope in beginnings.iter().chain([rope]) {
        // SAFETY: ropes of the buffer's width, whose texts begin at `data`. All borrows of halves
        // have ended.
        unsafe { rope.settle(buffer.clone(), data) };
    }
    data
}
