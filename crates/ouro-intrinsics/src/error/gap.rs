//! Between which two places of its function an error of the engine's arose.
//!
//! The engine notes a place for some expressions only, such as the arguments of a call; what lies
//! between has that of what is around, often a whole function. But the table of those places is in
//! what it shows of an error for debugging, with the instruction that failed: the last place before
//! that instruction, and the next one, tell the expression.

use std::fmt::{self, Write};

use boa_engine::{JsObject, builtins::error::Error};

/// Line and column from 1, as the engine counts them.
pub(crate) type Position = (u32, u32);

/// Where in the table of places the failed instruction stands.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Gap {
    /// The innermost place around it; none before a function's body.
    pub(crate) here: Option<Position>,
    /// The place of the instructions before.
    pub(crate) before: Option<Position>,
    /// The place of those after.
    pub(crate) after: Option<Position>,
    /// Bytes from the end of the failed instruction to the next place's first.
    pub(crate) left: u32,
}

impl Gap {
    /// Finds the innermost frame's, if that is no native function's.
    pub(crate) fn of(error: &JsObject) -> Option<Self> {
        let error = error.downcast_ref::<Error>()?;
        let mut shown = Innermost { left: MOST_SHOWN, text: String::new() };
        write!(shown, "{:?}", *error).ok()?;
        Self::read(&shown.text)
    }

    fn read(shown: &str) -> Option<Self> {
        let shown = shown.strip_prefix("Bytecode")?;
        let (numbers, _) = shown.split_once("], path: ")?;
        let failed = number(numbers.split_once("pc: ")?.1)?;
        let mut gap = Self::default();
        for entry in numbers.split("Entry {").skip(1) {
            let start = number(entry.split_once("pc: ")?.1)?;
            let column = entry.split_once("column_number: ");
            let line = entry.split_once("line_number: ");
            let place = line
                .zip(column)
                .and_then(|((_, line), (_, column))| Some((number(line)?, number(column)?)));
            if start > failed {
                gap.after = place;
                gap.left = start - failed;
                break;
            }
            gap.before = std::mem::replace(&mut gap.here, place);
        }
        Some(gap)
    }
}

fn number(text: &str) -> Option<u32> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// Bytes that are written of all frames at most: a quarter of a millisecond's. Programs catch errors in
/// loops, and the tables of large functions are long.
const MOST_SHOWN: usize = 64 << 10;

/// Keeps what is written of the last frame only.
struct Innermost {
    text: String,
    left: usize,
}

impl Write for Innermost {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.left = self.left.checked_sub(piece.len()).ok_or(fmt::Error)?;
        // The names of the two kinds of frames are written whole.
        if matches!(piece, "Bytecode" | "Native") {
            self.text.clear();
        }
        self.text.push_str(piece);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::{Context, Source};

    fn gap(text: &str) -> Gap {
        let context = &mut Context::default();
        let error = context.eval(Source::from_bytes(text)).unwrap_err().into_opaque(context);
        Gap::of(&error.unwrap().as_object().unwrap()).unwrap()
    }

    #[test]
    fn a_call_of_nothings_member_ends_where_its_arguments_begin() {
        let found = gap("(function () { let u; Math.abs(1); u.foo(Math.abs(2)) })()");
        assert_eq!((found.before, found.after), (Some((1, 31)), Some((1, 41))));
    }

    #[test]
    fn long_tables_are_not_read() {
        let context = &mut Context::default();
        let calls = "Math.abs(Math.max(1));".repeat(4_000);
        let text = format!("(function () {{ let u; u.foo(Math.abs(2)); {calls} }})()");
        let error = context.eval(Source::from_bytes(&text)).unwrap_err().into_opaque(context);
        assert_eq!(Gap::of(&error.unwrap().as_object().unwrap()), None);
    }

    #[test]
    fn parameters_come_before_the_body() {
        let found = gap("(function ({ a }) { return a })()");
        assert_eq!((found.here, found.after), (None, Some((1, 19))));
    }
}
