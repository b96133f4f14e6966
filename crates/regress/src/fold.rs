//! Which characters are the same where case does not matter. ECMA-262 §22.2.2.7.3 `Canonicalize`:
//! simple case folding with the flags `u` and `v`, the upper case of one unit without.
//!
//! The standard library knows upper and lower case, not case folding. The classes of characters that
//! fold alike are those that its mappings to one character connect, but for the exceptions below;
//! which member stands for its class is not observable.

use std::sync::OnceLock;

use crate::set::{CodeSet, LAST};

/// Where characters with another case are; a test looks at all others.
const CASED: [(u32, u32); 22] = [
    (0x80, 0x58f),
    (0x10a0, 0x10ff),
    (0x13a0, 0x13ff),
    (0x1c80, 0x1cbf),
    (0x1d79, 0x1d8e),
    (0x1e00, 0x1fff),
    (0x2126, 0x2132),
    (0x214e, 0x214e),
    (0x2160, 0x2184),
    (0x24b6, 0x24e9),
    (0x2c00, 0x2d2d),
    (0xa640, 0xa7ff),
    (0xab53, 0xabbf),
    (0xfb05, 0xfb06),
    (0xff21, 0xff5a),
    (0x1_0400, 0x1_05ff),
    (0x1_0c80, 0x1_0cff),
    (0x1_0d50, 0x1_0d85),
    (0x1_18a0, 0x1_18df),
    (0x1_6e40, 0x1_6eff),
    (0x1_e900, 0x1_e943),
    (0x41, 0x7a),
];

/// Characters that fold alike although only mappings to several characters say so: CaseFolding.txt.
const ALIKE: [(u32, u32); 3] = [(0x1fd3, 0x390), (0x1fe3, 0x3b0), (0xfb05, 0xfb06)];

/// LATIN SMALL LETTER DOTLESS I: its upper case is `I`, but it folds to itself.
const DOTLESS: u32 = 0x131;

/// What one way to compare says of all characters.
struct Table {
    /// Characters that another stands for, sorted.
    from: Vec<(u32, u32)>,
    /// The same by those that stand for others, sorted.
    back: Vec<(u32, u32)>,
}

fn table(unicode: bool) -> &'static Table {
    static TABLES: [OnceLock<Table>; 2] = [const { OnceLock::new() }; 2];
    TABLES[usize::from(unicode)].get_or_init(|| Table::new(unicode))
}

impl Table {
    fn new(unicode: bool) -> Self {
        let mut from = Vec::new();
        for code in CASED.iter().flat_map(|&(from, to)| from..=to) {
            let canon = if unicode { folded(code) } else { raised(code) };
            if canon != code {
                from.push((code, canon));
            }
        }
        from.sort_unstable();
        let mut back: Vec<_> = from.iter().map(|&(code, canon)| (canon, code)).collect();
        back.sort_unstable();
        Self { from, back }
    }

    fn canonical(&self, code: u32) -> u32 {
        let found = self.from.binary_search_by_key(&code, |pair| pair.0);
        found.ok().and_then(|at| self.from.get(at)).map_or(code, |pair| pair.1)
    }

    /// Those that `canon` stands for, without itself.
    fn others(&self, canon: u32) -> impl Iterator<Item = u32> + '_ {
        let start = self.back.partition_point(|pair| pair.0 < canon);
        self.back.iter().skip(start).take_while(move |pair| pair.0 == canon).map(|pair| pair.1)
    }
}

fn one(mut letters: impl Iterator<Item = char>) -> Option<u32> {
    let first = letters.next()?;
    letters.next().is_none().then_some(u32::from(first))
}

/// The class of a character: the smallest that its upper and lower cases lead to.
fn folded(code: u32) -> u32 {
    if code == DOTLESS {
        return code;
    }
    let code = ALIKE.iter().find(|pair| pair.0 == code).map_or(code, |pair| pair.1);
    let Some(letter) = char::from_u32(code) else { return code };
    let upper = one(letter.to_uppercase()).unwrap_or(code);
    let upper = char::from_u32(upper).unwrap_or(letter);
    // Small letters whose upper case is of several characters still have a capital of their own,
    // which leads to them; it is the capital that goes to the small letter here.
    one(upper.to_lowercase()).unwrap_or_else(|| u32::from(upper))
}

/// The upper case of a unit, where that is one unit and does not leave or enter ASCII.
fn raised(code: u32) -> u32 {
    let Some(letter) = char::from_u32(code).filter(|_| code <= 0xffff) else { return code };
    match one(letter.to_uppercase()) {
        Some(upper) if upper <= 0xffff && (code < 0x80 || upper >= 0x80) => upper,
        _ => code,
    }
}

/// `Canonicalize(ch)`.
pub(crate) fn canonical(code: u32, unicode: bool) -> u32 {
    match u8::try_from(code) {
        Ok(letter @ b'a'..=b'z') if !unicode => u32::from(letter - 0x20),
        Ok(letter @ b'A'..=b'Z') if unicode => u32::from(letter + 0x20),
        Ok(0..=0x7f) => code,
        _ => table(unicode).canonical(code),
    }
}

/// All characters that are the same as one of a set.
pub(crate) fn closed(set: &CodeSet, unicode: bool) -> CodeSet {
    let mut ranges = set.ranges().to_vec();
    let ascii = set.intersection(&CodeSet::of(vec![(0, 0x7f)]));
    for code in ascii.codes() {
        let Ok(letter) = u8::try_from(code) else { continue };
        if letter.is_ascii_alphabetic() {
            ranges.push((code ^ 0x20, code ^ 0x20));
        }
        match letter {
            b's' | b'S' if unicode => ranges.push((0x17f, 0x17f)),
            b'k' | b'K' if unicode => ranges.push((0x212a, 0x212a)),
            _ => {}
        }
    }
    let rest = set.intersection(&CodeSet::of(vec![(0x80, LAST)]));
    if rest == CodeSet::of(vec![(0x80, LAST)]) {
        if unicode {
            ranges.extend([(0x53, 0x53), (0x73, 0x73), (0x4b, 0x4b), (0x6b, 0x6b)]);
        }
    } else if !rest.is_empty() {
        let table = table(unicode);
        let mut add = |code: u32| ranges.push((code, code));
        // Only characters of the table have others; it is shorter than large sets.
        for &(code, canon) in &table.from {
            if rest.contains(code) {
                add(canon);
                table.others(canon).for_each(&mut add);
            } else if rest.contains(canon) {
                add(code);
            }
        }
    }
    CodeSet::of(ranges)
}

/// ECMA-262 §22.2.2.9.4 `MaybeSimpleCaseFolding`: each character's own class.
pub(crate) fn folded_set(set: &CodeSet) -> CodeSet {
    let table = table(true);
    let mut images = Vec::new();
    let mut gone = Vec::new();
    for &(code, canon) in &table.from {
        if set.contains(code) {
            gone.push((code, code));
            images.push((canon, canon));
        }
    }
    set.without(&CodeSet::of(gone)).union(&CodeSet::of(images))
}

/// The characters that stand for their own class.
pub(crate) fn all_folded() -> CodeSet {
    folded_set(&CodeSet::all())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_outside_the_table_has_another_case() {
        for code in (0..=LAST).filter(|code| !CASED.iter().any(|r| (r.0..=r.1).contains(code))) {
            assert_eq!(folded(code), code, "{code:x}");
            assert_eq!(raised(code), code, "{code:x}");
        }
    }

    #[test]
    fn a_class_has_one_member_that_stands_for_itself() {
        for code in 0..=LAST {
            let canon = canonical(code, true);
            assert_eq!(canonical(canon, true), canon, "{code:x}");
        }
    }

    #[test]
    fn letters_close_over_their_cases() {
        let closed =
            |code, unicode| closed(&CodeSet::single(code), unicode).codes().collect::<Vec<_>>();
        assert_eq!(closed(0x6b, true), [0x4b, 0x6b, 0x212a]);
        assert_eq!(closed(0x6b, false), [0x4b, 0x6b]);
        assert_eq!(closed(0x17f, false), [0x17f]);
        assert_eq!(closed(0x17f, true), [0x53, 0x73, 0x17f]);
        assert_eq!(closed(0xb5, false), [0xb5, 0x39c, 0x3bc]);
        assert_eq!(closed(0xdf, true), [0xdf, 0x1e9e]);
        assert_eq!(closed(0xdf, false), [0xdf]);
        assert_eq!(closed(0x130, true), [0x130]);
        assert_eq!(closed(0x131, true), [0x131]);
        assert_eq!(closed(0x1f80, true), [0x1f80, 0x1f88]);
        assert_eq!(closed(0x390, true), [0x390, 0x1fd3]);
        assert_eq!(closed(0x13a0, true), [0x13a0, 0xab70]);
        assert_eq!(closed(0x1c5, true), [0x1c4, 0x1c5, 0x1c6]);
    }
}
