//! The flags that change what a pattern means. ECMA-262 §22.2.2.1 `RegExp Records`.

use std::fmt;

/// Flags of a pattern. `g`, `y` and `d` say how it is used, and are none of ours.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Flags {
    /// `i`: letters match in either case.
    pub icase: bool,
    /// `m`: `^` and `$` match at line ends too.
    pub multiline: bool,
    /// `s`: `.` matches line ends too.
    pub dot_all: bool,
    /// Nothing here: programs are always made the same way.
    pub no_opt: bool,
    /// `u`: characters are code points, and the grammar is strict.
    pub unicode: bool,
    /// `v`: as `u`, with operations on sets.
    pub unicode_sets: bool,
}

impl Flags {
    /// Takes the flags that it knows from their letters, and passes over all others.
    #[inline]
    pub fn new<T: Iterator<Item = u32>>(chars: T) -> Self {
        let mut flags = Self::default();
        for letter in chars {
            match char::from_u32(letter) {
                Some('i') => flags.icase = true,
                Some('m') => flags.multiline = true,
                Some('s') => flags.dot_all = true,
                Some('u') => flags.unicode = true,
                Some('v') => flags.unicode_sets = true,
                _ => {}
            }
        }
        flags
    }

    /// Whether characters are code points.
    pub(crate) fn is_unicode(self) -> bool {
        self.unicode || self.unicode_sets
    }

    /// A number that tells flags apart.
    pub(crate) fn bits(self) -> u32 {
        u32::from(self.icase)
            | u32::from(self.multiline) << 1
            | u32::from(self.dot_all) << 2
            | u32::from(self.unicode) << 3
            | u32::from(self.unicode_sets) << 4
    }
}

impl From<&str> for Flags {
    fn from(letters: &str) -> Self {
        Self::new(letters.chars().map(u32::from))
    }
}

impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = [
            (self.icase, "i"),
            (self.multiline, "m"),
            (self.dot_all, "s"),
            (self.unicode, "u"),
            (self.unicode_sets, "v"),
        ];
        letters.iter().filter(|flag| flag.0).try_for_each(|flag| f.write_str(flag.1))
    }
}
