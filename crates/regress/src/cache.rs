//! Patterns that were read before, by their text and flags: a literal in a loop makes its regular
//! expression anew each time. One cache a thread, bounded by count and by size.

use std::{
    cell::RefCell,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};

use crate::{compiled::Compiled, error::Error, flags::Flags};

/// Patterns in each of two generations.
const MOST: usize = 512;

/// What they may take in memory, about, in each.
const MOST_BYTES: usize = 4 << 20;

/// Patterns of more units are not kept.
const LONGEST: usize = 1 << 14;

type Key = (Flags, Box<[u32]>);

/// Takes the hash that was computed already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

type Generation = HashMap<u64, Vec<(Key, Arc<Compiled>)>, BuildHasherDefault<Same>>;

/// Patterns that were asked for last, compared without a hash: a loop has few literals.
const RECENT: usize = 4;

/// What was used lately is in `young`, or moves there when it is asked for; `old` is dropped as a
/// whole when `young` is full, and takes its place.
#[derive(Default)]
struct Cache {
    young: Generation,
    old: Generation,
    count: usize,
    bytes: usize,
    /// Copies, the next to be replaced at `next`.
    recent: [Option<(Key, Arc<Compiled>)>; RECENT],
    next: usize,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::default();
    /// Holds the text of a pattern while it is looked for.
    static TEXT: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// What was made of a pattern before, or is made now.
pub(crate) fn compiled(
    pattern: impl Iterator<Item = u32>,
    flags: Flags,
) -> Result<Arc<Compiled>, Error> {
    TEXT.with(|kept| {
        let mut text = kept.take();
        text.clear();
        normalize(pattern, flags.is_unicode(), &mut text);
        let result = look_up(&text, flags);
        if text.capacity() <= LONGEST {
            kept.replace(text);
        }
        result
    })
}

/// Code points where the flags say so, units where they do not.
fn normalize(pattern: impl Iterator<Item = u32>, unicode: bool, text: &mut Vec<u32>) {
    for code in pattern {
        if !unicode && code > 0xffff {
            let bits = code - 0x1_0000;
            text.extend([0xd800 | bits >> 10, 0xdc00 | bits & 0x3ff]);
            continue;
        }
        if unicode
            && (0xdc00..0xe000).contains(&code)
            && let Some(high @ 0xd800..=0xdbff) = text.last().copied()
        {
            text.pop();
            text.push(0x1_0000 + ((high & 0x3ff) << 10 | code & 0x3ff));
            continue;
        }
        text.push(code);
    }
}

fn look_up(text: &[u32], flags: Flags) -> Result<Arc<Compiled>, Error> {
    if text.len() > LONGEST {
        return Compiled::new(text, flags).map(Arc::new);
    }
    if let Some(found) = CACHE.with(|cache| cache.try_borrow().ok()?.find_recent(text, flags)) {
        return Ok(found);
    }
    let hash = hash(text, flags);
    let found = CACHE.with(|cache| cache.try_borrow_mut().ok()?.find(hash, text, flags));
    if let Some(found) = found {
        return Ok(found);
    }
    let compiled = Arc::new(Compiled::new(text, flags)?);
    CACHE.with(|cache| {
        if let Ok(mut cache) = cache.try_borrow_mut() {
            cache.insert(hash, ((flags, text.into()), Arc::clone(&compiled)));
        }
    });
    Ok(compiled)
}

fn hash(text: &[u32], flags: Flags) -> u64 {
    let mut hash = u64::from(flags.bits());
    for &code in text {
        hash = (hash.rotate_left(5) ^ u64::from(code)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    hash ^ hash >> 32
}

impl Cache {
    fn find_recent(&self, text: &[u32], flags: Flags) -> Option<Arc<Compiled>> {
        let mut recent = self.recent.iter().flatten();
        let (_, found) = recent.find(|(key, _)| key.0 == flags && *key.1 == *text)?;
        Some(Arc::clone(found))
    }

    fn note(&mut self, key: Key, found: &Arc<Compiled>) {
        if let Some(place) = self.recent.get_mut(self.next) {
            *place = Some((key, Arc::clone(found)));
        }
        self.next = (self.next + 1) % RECENT;
    }

    fn find(&mut self, hash: u64, text: &[u32], flags: Flags) -> Option<Arc<Compiled>> {
        let is = |key: &Key| key.0 == flags && *key.1 == *text;
        if let Some(same) = self.young.get(&hash)
            && let Some((_, found)) = same.iter().find(|entry| is(&entry.0))
        {
            let found = Arc::clone(found);
            self.note((flags, text.into()), &found);
            return Some(found);
        }
        let same = self.old.get_mut(&hash)?;
        let at = same.iter().position(|entry| is(&entry.0))?;
        let entry = same.swap_remove(at);
        let found = Arc::clone(&entry.1);
        self.insert(hash, entry);
        Some(found)
    }

    fn insert(&mut self, hash: u64, entry: (Key, Arc<Compiled>)) {
        let bytes = entry.1.bytes() + entry.0.1.len() * 4 + 128;
        if self.count >= MOST || self.bytes + bytes > MOST_BYTES {
            self.old = std::mem::take(&mut self.young);
            (self.count, self.bytes) = (0, 0);
        }
        if bytes <= MOST_BYTES {
            self.count += 1;
            self.bytes += bytes;
            self.young.entry(hash).or_default().push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> Arc<Compiled> {
        compiled(text.chars().map(u32::from), Flags::default()).expect("a pattern")
    }

    #[test]
    fn a_pattern_is_made_once() {
        let first = made("a+");
        assert!(Arc::ptr_eq(&first, &made("a+")));
        assert!(!Arc::ptr_eq(&first, &made("a*")));
        let other = compiled("a+".chars().map(u32::from), Flags::from("i")).expect("a pattern");
        assert!(!Arc::ptr_eq(&first, &other));
    }

    #[test]
    fn what_is_used_stays_and_what_is_not_goes() {
        let used = made("used");
        for round in 0..5 * MOST {
            made(&format!("x{round}"));
            assert!(Arc::ptr_eq(&used, &made("used")), "round {round}");
        }
        let (young, old) = CACHE.with_borrow(|cache| (cache.young.len(), cache.old.len()));
        assert!(young <= MOST && old <= MOST, "{young} {old}");
    }

    #[test]
    fn halves_and_whole_characters_are_the_same_pattern() {
        let units = compiled([0xd83d, 0xdca9].into_iter(), Flags::default()).expect("a pattern");
        let codes = compiled([0x1_f4a9].into_iter(), Flags::default()).expect("a pattern");
        assert!(Arc::ptr_eq(&units, &codes));
    }
}
