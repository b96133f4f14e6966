//! What rewriting adds or puts in the place of a word, marked so that the text of a function can be
//! had as it was.

use std::borrow::Cow;

use super::{CAUGHT, RESOURCES_NAME};

/// Two kinds of white space around what was added, an unlikely pair.
const OPEN: &str = "\u{feff}\u{a0}";
const CLOSE: &str = "\u{a0}\u{feff}";

/// What stands where another word was, and that word.
const REPLACED: [(&str, &str); 4] =
    [("const", "using"), ("     ", "await"), ("(async)", "async"), (";(async)", "async")];

/// A piece of text as it is added.
pub(super) fn marked(text: &str) -> String {
    [OPEN, text, CLOSE].concat()
}

/// A text, such as a function's, as it was before [`rewrite`](super::rewrite) or
/// [`rewrite_catching`](super::rewrite_catching).
#[must_use]
pub fn original(text: &str) -> Cow<'_, str> {
    let text = map(text, OPEN, CLOSE, |added| {
        let replaced = REPLACED.iter().find(|(new, _)| *new == added);
        replaced.map_or("", |(_, old)| old)
    });
    let text = chain(text, |text| map(text, CAUGHT, ";", |_| ""));
    chain(text, |text| map(text, RESOURCES_NAME, "", |_| "using"))
}

fn chain<'a>(text: Cow<'a, str>, next: impl Fn(&str) -> Cow<'_, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => next(text),
        Cow::Owned(text) => Cow::Owned(next(&text).into_owned()),
    }
}

/// Replaces all that begins and ends so.
fn map<'a>(
    text: &'a str,
    begin: &str,
    end: &str,
    instead: impl Fn(&str) -> &'static str,
) -> Cow<'a, str> {
    let mut rest = text;
    let mut out = String::new();
    while let Some((before, after)) = rest.split_once(begin) {
        let Some((inner, after)) = after.split_once(end) else { break };
        out.push_str(before);
        out.push_str(instead(inner));
        rest = after;
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}
