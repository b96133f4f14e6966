//! Ranges of numbers. ECMA-402 §16.5.17 to §16.5.21; what both ends have in common is written once
//! by the rules of ICU (`UNUM_RANGE_COLLAPSE_AUTO`).

use super::super::decimal::Number;
use super::{
    format::{Formatter, Shown},
    parts::{Part, push, text_of},
    style::Notation,
};

impl Formatter {
    /// The parts of a range; of one number with the sign for "about" where both look the same.
    pub(crate) fn range_parts(&self, start: &Number, end: &Number) -> Vec<Part> {
        let (first, second) = (self.show(start, false), self.show(end, false));
        if first.before == second.before
            && first.body == second.body
            && first.behind == second.behind
        {
            let mut about = self.show(start, true);
            about.category = first.category;
            return self.put_together(about);
        }
        let together = first.before == second.before && first.behind == second.behind;
        let around =
            text_of(&first.before).chars().count() + text_of(&first.behind).chars().count();
        // A single sign is repeated.
        let collapse = together && around > 1;
        let plain = |shown: &Shown| shown.before.is_empty() && shown.behind.is_empty();
        let exponents = matches!(self.notation, Notation::Scientific | Notation::Engineering);
        let spaced = exponents || !(collapse || plain(&first) && plain(&second));
        let category = self.plurals.range(first.category, second.category);
        let (outer_before, outer_behind, _) =
            if self.has_outer() { self.outer(category) } else { Default::default() };
        let mut parts = Vec::new();
        let mut add = |list: Vec<Part>, source: &'static str| {
            for part in list {
                push(&mut parts, Part { source, ..part });
            }
        };
        add(outer_before, "shared");
        add(first.before, if collapse { "shared" } else { "startRange" });
        add(first.body, "startRange");
        if !collapse {
            add(first.behind, "startRange");
        }
        add(vec![Part::new("literal", separator(self.between(), spaced))], "shared");
        if !collapse {
            add(second.before, "endRange");
        }
        add(second.body, "endRange");
        add(second.behind, if collapse { "shared" } else { "endRange" });
        add(outer_behind, "shared");
        parts
    }
}

/// The separator, with spaces on both sides where it is to have some.
fn separator(text: &str, spaced: bool) -> String {
    if !spaced {
        return text.to_owned();
    }
    let before = if text.starts_with(char::is_whitespace) { "" } else { " " };
    let behind = if text.ends_with(char::is_whitespace) { "" } else { " " };
    format!("{before}{text}{behind}")
}
