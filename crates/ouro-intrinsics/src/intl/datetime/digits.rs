//! Whole numbers in the digits of a numbering system. ECMA-402, table "Numbering systems with simple
//! digit mappings".

use crate::intl::systems;

/// The ten digits of a numbering system.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Digits([char; 10]);

impl Digits {
    /// The digits of a system; those of Latin texts where it has no simple ones.
    pub(super) fn of(system: &str) -> Self {
        Self(systems::digits(system))
    }

    /// Whether there is such a numbering system.
    pub(super) fn are_known(system: &str) -> bool {
        systems::known(system).is_some()
    }

    /// A whole number, with so many digits at least.
    pub(super) fn write(&self, number: i64, width: usize) -> String {
        let sign = if number < 0 { "-" } else { "" };
        let text = format!("{sign}{:0width$}", number.unsigned_abs());
        text.chars()
            .map(|digit| {
                digit.to_digit(10).and_then(|at| self.0.get(at as usize)).copied().unwrap_or(digit)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_any_digits() {
        assert_eq!(Digits::of("latn").write(7, 2), "07");
        assert_eq!(Digits::of("arab").write(2024, 1), "٢٠٢٤");
        assert_eq!(Digits::of("hanidec").write(-10, 1), "-一〇");
        assert_eq!(Digits::of("no such").write(5, 3), "005");
        assert!(Digits::are_known("thai") && !Digits::are_known("roman"));
    }
}
