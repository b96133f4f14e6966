//! Comparators that are known: `(a, b) => a - b` and its reverse, in whatever words. Between two
//! numbers nothing of them can be observed but the answer, so numbers are sorted without calls.
//! ECMA-262 §23.1.3.30.2 `CompareArrayElements`.

use std::cmp::Ordering;

use boa_engine::{Context, JsResult, JsValue, js_string, object::builtins::JsFunction};

use super::merge_sort;
use crate::interrupt::Pace;

/// A comparator that subtracts one of its two parameters from the other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Difference {
    /// `a - b`
    Ascending,
    /// `b - a`
    Descending,
}

impl Difference {
    /// Recognises a comparator by its source text, which no script can change.
    pub(super) fn of(comparator: &JsFunction, context: &mut Context) -> Option<Self> {
        let text = context.get_data::<SourceText>()?.0.clone();
        let text = text.call(&comparator.clone().into(), &[], context).ok()?;
        let text = text.as_string()?;
        (text.len() <= LONGEST).then(|| read(&text.to_std_string_lossy()))?
    }

    /// Sorts numbers as the comparator would have them.
    ///
    /// # Errors
    /// The engine's, where the script is to end.
    pub(super) fn sorted(self, items: &[JsValue], context: &Context) -> JsResult<Vec<JsValue>> {
        let numbers = items.iter().filter_map(JsValue::as_number).collect();
        let mut pace = Pace::default();
        let mut compare = |one: &f64, two: &f64| {
            pace.step(context)?;
            let order = match self {
                Self::Ascending => one - two,
                Self::Descending => two - one,
            };
            // What is no number, as ∞ - ∞, counts as 0.
            Ok(order.partial_cmp(&0.0).unwrap_or(Ordering::Equal))
        };
        let sorted: JsResult<Vec<f64>> = merge_sort(numbers, &mut compare);
        Ok(sorted?.into_iter().map(JsValue::from).collect())
    }
}

/// The engine's `Function.prototype.toString`.
struct SourceText(JsFunction);

/// Keeps the function that tells a source text, before any script can replace it.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let function = context.intrinsics().constructors().function().prototype();
    if !context.has_data::<SourceText>()
        && let Some(text) = function.get(js_string!("toString"), context)?.as_function()
    {
        context.insert_data(SourceText(text));
    }
    Ok(())
}

/// Texts longer than this are of no known comparator.
const LONGEST: usize = 80;

/// Understands the text of a function.
fn read(text: &str) -> Option<Difference> {
    let tokens = tokens(text)?;
    let (a, b, rest): (&str, &str, &[&str]) = match tokens.as_slice() {
        ["(", a, ",", b, ")", "=>", rest @ ..] => (a, b, rest),
        ["function", "(", a, ",", b, ")", rest @ ..] if rest.first() == Some(&"{") => (a, b, rest),
        ["function", name, "(", a, ",", b, ")", rest @ ..]
            if is_name(name) && rest.first() == Some(&"{") =>
        {
            (a, b, rest)
        }
        _ => return None,
    };
    let (one, two) = match rest {
        [one, "-", two]
        | ["{", "return", one, "-", two, "}"]
        | ["{", "return", one, "-", two, ";", "}"] => (*one, *two),
        _ => return None,
    };
    if !is_name(a) || !is_name(b) || a == b {
        return None;
    }
    match (one == a && two == b, one == b && two == a) {
        (true, _) => Some(Difference::Ascending),
        (_, true) => Some(Difference::Descending),
        _ => None,
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
}

/// Cuts a text into names and marks; `None` where it has anything else. A line end may stand for a
/// semicolon, so there must be none.
fn tokens(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.trim_start_matches(' ');
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            'a'..='z' | 'A'..='Z' | '_' | '$' => rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))
                .unwrap_or(rest.len()),
            '=' if rest.starts_with("=>") => 2,
            '(' | ')' | ',' | '{' | '}' | '-' | ';' => 1,
            _ => return None,
        };
        let (token, after) = rest.split_at_checked(length)?;
        tokens.push(token);
        rest = after.trim_start_matches(' ');
    }
    Some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_known_in_many_words() {
        for text in [
            "(a, b) => a - b",
            "(x,y)=>x-y",
            "(a, b) => { return a - b; }",
            "function (a, b) { return a - b }",
            "function byValue(left, right) { return left - right; }",
        ] {
            assert_eq!(read(text), Some(Difference::Ascending), "{text}");
        }
        assert_eq!(read("(a, b) => b - a"), Some(Difference::Descending));
    }

    #[test]
    fn all_else_is_called() {
        for text in [
            "(a, b) => a -- b",
            "(a, a) => a - a",
            "(a, b) => a - c",
            "(a, b) => a - b - 1",
            "async (a, b) => a - b",
            "(a, b) => {return\na - b}",
            "function* (a, b) { return a - b }",
            "function (a, b) { [native code] }",
            "(a, b = 1) => a - b",
            "(a, b) => { a - b }",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
