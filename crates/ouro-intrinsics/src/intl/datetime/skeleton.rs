//! Skeletons: which fields a date is to show, and how long each. Unicode TS #35, part 4, "Matching
//! Skeletons"; the weights are those that ICU gives to differences.

/// How many kinds of fields there are.
pub(super) const FIELDS: usize = 16;

/// The kinds of fields, as positions in a skeleton.
pub(super) mod field {
    pub(in super::super) const YEAR: usize = 1;
    pub(in super::super) const MONTH: usize = 3;
    pub(in super::super) const WEEKDAY: usize = 6;
    pub(in super::super) const DAY_PERIOD: usize = 10;
    pub(in super::super) const HOUR: usize = 11;
    pub(in super::super) const MINUTE: usize = 12;
    pub(in super::super) const SECOND: usize = 13;
    pub(in super::super) const FRACTION: usize = 14;
}

/// Kinds of text; a number's kind is positive. Another letter for the same field is a step apart.
const NARROW: i32 = -0x101;
const SHORTER: i32 = -0x102;
const SHORT: i32 = -0x103;
const LONG: i32 = -0x104;
const NUMBER: i32 = 0x100;
const STEP: i32 = 0x10;

/// Letters: the letter, its field, its kind, and from which length on it has that kind.
const LETTERS: [(u8, usize, i32, usize); 58] = [
    (b'G', 0, SHORT, 1),
    (b'G', 0, LONG, 4),
    (b'G', 0, NARROW, 5),
    (b'y', 1, NUMBER, 1),
    (b'Y', 1, NUMBER + STEP, 1),
    (b'u', 1, NUMBER + 2 * STEP, 1),
    (b'r', 1, NUMBER + 3 * STEP, 1),
    (b'U', 1, SHORT, 1),
    (b'U', 1, LONG, 4),
    (b'U', 1, NARROW, 5),
    (b'Q', 2, NUMBER, 1),
    (b'Q', 2, SHORT, 3),
    (b'Q', 2, LONG, 4),
    (b'M', 3, NUMBER, 1),
    (b'M', 3, SHORT, 3),
    (b'M', 3, LONG, 4),
    (b'M', 3, NARROW, 5),
    (b'L', 3, NUMBER + STEP, 1),
    (b'L', 3, SHORT - STEP, 3),
    (b'L', 3, LONG - STEP, 4),
    (b'L', 3, NARROW - STEP, 5),
    (b'w', 4, NUMBER, 1),
    (b'W', 5, NUMBER, 1),
    (b'E', 6, SHORT, 1),
    (b'E', 6, LONG, 4),
    (b'E', 6, NARROW, 5),
    (b'E', 6, SHORTER, 6),
    (b'c', 6, NUMBER + 2 * STEP, 1),
    (b'c', 6, SHORT - 2 * STEP, 3),
    (b'c', 6, LONG - 2 * STEP, 4),
    (b'c', 6, NARROW - 2 * STEP, 5),
    (b'e', 6, NUMBER + STEP, 1),
    (b'e', 6, SHORT - STEP, 3),
    (b'e', 6, LONG - STEP, 4),
    (b'e', 6, NARROW - STEP, 5),
    (b'D', 7, NUMBER, 1),
    (b'F', 8, NUMBER, 1),
    (b'd', 9, NUMBER, 1),
    (b'a', 10, SHORT, 1),
    (b'a', 10, LONG, 4),
    (b'a', 10, NARROW, 5),
    (b'b', 10, SHORT - STEP, 1),
    (b'B', 10, SHORT - 3 * STEP, 1),
    (b'B', 10, LONG - 3 * STEP, 4),
    (b'B', 10, NARROW - 3 * STEP, 5),
    (b'H', 11, NUMBER + 10 * STEP, 1),
    (b'k', 11, NUMBER + 11 * STEP, 1),
    (b'h', 11, NUMBER, 1),
    (b'K', 11, NUMBER + STEP, 1),
    (b'm', 12, NUMBER, 1),
    (b's', 13, NUMBER, 1),
    (b'S', 14, NUMBER, 1),
    (b'v', 15, SHORT - 2 * STEP, 1),
    (b'v', 15, LONG - 2 * STEP, 4),
    (b'z', 15, SHORT, 1),
    (b'z', 15, LONG, 4),
    (b'O', 15, SHORT - STEP, 1),
    (b'O', 15, LONG - STEP, 4),
];

/// The field of a letter, the kind of that many of it, and the least number of that kind.
pub(super) fn kind_of(letter: u8, length: usize) -> Option<(usize, i32, usize)> {
    let mut found = None;
    for &(name, field, kind, least) in &LETTERS {
        if name == letter && (found.is_none() || least <= length) {
            found = Some((field, kind, least));
        }
    }
    found
}

/// One field of a skeleton.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Slot {
    /// The letter; 0 where the field is not there.
    pub(super) letter: u8,
    pub(super) length: usize,
    /// The least number of letters of the same kind.
    least: usize,
    /// Letter, length and text or number in one; 0 where the field is not there.
    pub(super) kind: i32,
}

/// Fields that a date is to show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Skeleton {
    pub(super) slots: [Slot; FIELDS],
    /// Whether the part of the day was put there since hours up to twelve need one.
    added_period: bool,
}

/// How far two skeletons are from each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Distance {
    pub(super) sum: i32,
    /// Fields that the other lacks, a bit each.
    pub(super) missing: u32,
    /// Fields that only the other has.
    pub(super) extra: u32,
}

impl Skeleton {
    /// The fields of a pattern, or of the letters of a skeleton.
    pub(super) fn read(pattern: &str) -> Self {
        let mut found = Self::default();
        for item in Item::all(pattern) {
            if let Item::Field(letter, length) = item {
                found.set(letter, length);
            }
        }
        found.complete();
        found
    }

    fn set(&mut self, letter: u8, length: usize) {
        let Some((field, kind, least)) = kind_of(letter, length) else { return };
        let longer = i32::try_from(length).unwrap_or(0);
        let kind = if kind > 0 { kind + longer } else { kind };
        if let Some(slot) = self.slots.get_mut(field) {
            *slot = Slot { letter, length, least, kind };
        }
    }

    /// Hours up to twelve have a part of the day, others have none; fractions have seconds.
    fn complete(&mut self) {
        use field::{DAY_PERIOD, FRACTION, HOUR, MINUTE, SECOND};
        let has = |slot: usize| self.slots[slot].letter != 0;
        if has(MINUTE) && has(FRACTION) && !has(SECOND) {
            self.set(b's', 1);
        }
        match self.slots[HOUR].letter {
            0 => {}
            b'h' | b'K' => {
                if self.slots[DAY_PERIOD].letter == 0 {
                    self.set(b'a', 1);
                    self.added_period = true;
                }
            }
            _ => self.slots[DAY_PERIOD] = Slot::default(),
        }
    }

    /// A bit for each field that is there.
    pub(super) fn mask(&self) -> u32 {
        (0..FIELDS).filter(|at| self.slots[*at].kind != 0).fold(0, |mask, at| mask | 1 << at)
    }

    /// Letters without their lengths, by which patterns replace one another.
    pub(super) fn base(&self) -> [(u8, usize); FIELDS] {
        let mut base = self.slots.map(|slot| (slot.letter, slot.least));
        if self.added_period {
            base[field::DAY_PERIOD] = (0, 0);
        }
        base
    }

    /// The skeleton's letters.
    pub(super) fn letters(&self) -> String {
        let mut text = String::new();
        for (at, slot) in self.slots.iter().enumerate() {
            if at != field::DAY_PERIOD || !self.added_period {
                text.extend(std::iter::repeat_n(char::from(slot.letter), slot.length));
            }
        }
        text
    }

    /// How well another skeleton serves for the fields of a mask.
    pub(super) fn distance(&self, other: &Self, mask: u32) -> Distance {
        let mut found = Distance::default();
        for at in 0..FIELDS {
            let own = if mask & (1 << at) == 0 { 0 } else { self.slots[at].kind };
            let theirs = other.slots[at].kind;
            if own == theirs {
                continue;
            }
            if own == 0 {
                found.sum += 0x10000;
                found.extra |= 1 << at;
            } else if theirs == 0 {
                found.sum += 0x1000;
                found.missing |= 1 << at;
            } else {
                found.sum += (own - theirs).abs();
            }
        }
        found
    }
}

/// A piece of a pattern.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Item<'a> {
    /// So many of a letter.
    Field(u8, usize),
    /// Text between quotes, with them.
    Quoted(&'a str),
    /// Other text.
    Text(&'a str),
}

impl<'a> Item<'a> {
    /// The pieces of a pattern.
    pub(super) fn all(pattern: &'a str) -> impl Iterator<Item = Self> {
        let mut rest = pattern;
        std::iter::from_fn(move || {
            let first = *rest.as_bytes().first()?;
            let end = |test: &dyn Fn(char) -> bool| rest.find(test).unwrap_or(rest.len());
            let (item, length) = if first.is_ascii_alphabetic() {
                let length = end(&|letter| letter != char::from(first));
                (Self::Field(first, length), length)
            } else if first == b'\'' {
                // A quote ends at the next that is not doubled.
                let mut length = 1;
                while let Some(at) = rest.get(length..).and_then(|text| text.find('\'')) {
                    length += at + 1;
                    if length == 2 || !rest[length..].starts_with('\'') {
                        break;
                    }
                    length += 1;
                }
                (Self::Quoted(rest.get(..length)?), length)
            } else {
                let length = end(&|letter| letter.is_ascii_alphabetic() || letter == '\'');
                (Self::Text(rest.get(..length)?), length)
            };
            rest = rest.get(length..)?;
            Some(item)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fall_into_pieces() {
        let pieces: Vec<_> = Item::all("d 'de' MMMM''yy").collect();
        assert_eq!(
            pieces,
            [
                Item::Field(b'd', 1),
                Item::Text(" "),
                Item::Quoted("'de'"),
                Item::Text(" "),
                Item::Field(b'M', 4),
                Item::Quoted("''"),
                Item::Field(b'y', 2),
            ]
        );
        assert_eq!(Item::all("'o''clock' h").next(), Some(Item::Quoted("'o''clock'")));
        assert_eq!(
            Item::all("'open").collect::<Vec<_>>(),
            [Item::Quoted("'")].iter().copied().chain(Item::all("open")).collect::<Vec<_>>()
        );
    }

    #[test]
    fn hours_up_to_twelve_have_a_part_of_the_day() {
        assert_eq!(Skeleton::read("hmm").slots[field::DAY_PERIOD].letter, b'a');
        assert_eq!(Skeleton::read("hmm").letters(), "hmm");
        assert_eq!(Skeleton::read("Hma").slots[field::DAY_PERIOD].letter, 0);
        assert_eq!(Skeleton::read("d. MMM y").letters(), "yMMMd");
    }
}
