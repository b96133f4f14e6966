//! Patterns and texts that are meant to do harm: each ends soon, in an answer or an error.

use super::{bounds, error, stopped};
use crate::{Regex, Stopped, Text};

#[test]
fn nesting_is_counted() {
    for (open, close, flags) in
        [("(", ")", ""), ("(?:", ")", ""), ("(?=", ")", ""), ("[", "]", "v")]
    {
        let deep = |levels: usize| open.repeat(levels) + "a" + &close.repeat(levels);
        assert_eq!(error(&deep(500), flags), None, "500 of {open}");
        assert_eq!(error(&deep(20_000), flags).as_deref(), Some("Stack overflow"), "{open}");
    }
}

#[test]
fn groups_are_counted() {
    assert_eq!(error(&"()".repeat(32_767), ""), None);
    assert_eq!(error(&"()".repeat(50_000), "").as_deref(), Some("Too many captures"));
}

#[test]
fn many_alternatives_take_linear_time() {
    assert_eq!(stopped(&"a|".repeat(100_000), "b", 1_000_000), Ok(true));
    let words: Vec<_> = (0..100_000).map(|word| format!("w{word}x")).collect();
    assert_eq!(stopped(&words.join("|"), "w99999x", 1_000_000), Ok(true));
}

#[test]
fn empty_rounds_end() {
    assert_eq!(bounds("(?:){1000000}", "", ""), Some(vec![Some((0, 0))]));
    assert_eq!(bounds("(?:(?:){1000}){1000}", "", ""), Some(vec![Some((0, 0))]));
    assert_eq!(bounds("(?:(a*)*)*b", "", "b").map(|found| found[0]), Some(Some((0, 1))));
    assert_eq!(stopped("(?:a?){1000000}b", "a", 1_000_000), Err(Stopped::Steps));
}

#[test]
fn nested_counts_multiply_no_memory() {
    assert_eq!(stopped("(?:a{1000}){1000}", &"a".repeat(1_000_000), 10_000_000), Ok(true));
    let nested = "((((((a{1,50}){1,50}){1,50}){1,50}){1,50}){1,50})b";
    assert_eq!(stopped(nested, "a", 1_000_000), Ok(false));
}

#[test]
fn a_search_ends_after_its_steps() {
    assert_eq!(stopped("(a*)*b", &"a".repeat(40), 1_000_000), Err(Stopped::Steps));
    assert_eq!(stopped("^(a+)+$", &("a".repeat(40) + "!"), 1_000_000), Err(Stopped::Steps));
}

#[test]
fn a_search_ends_when_it_is_told_to() {
    let regex = Regex::new("^(a|aa)*$").expect("a pattern");
    let text = "a".repeat(60) + "!";
    let mut asked = 0;
    let found = regex.search(
        Text::Latin1(text.as_bytes()),
        0,
        false,
        u64::MAX,
        &mut || {
            asked += 1;
            asked == 10
        },
        |_| (),
    );
    assert_eq!((found, asked), (Err(Stopped::Interrupted), 10));
}

#[test]
fn ways_back_are_bounded() {
    let text = "a".repeat(9_000_000);
    assert_eq!(stopped("(?:a|aa)*c", &text, 100_000_000), Err(Stopped::Memory));
    assert_eq!(stopped("(?:a|aa)*c?", &text[..1_000_000], 100_000_000), Ok(true));
}

#[test]
fn large_classes_are_kept_once() {
    assert_eq!(error(&"\\p{L}".repeat(50_000), "u"), None);
    assert_eq!(error(&"\\p{RGI_Emoji}".repeat(20), "v"), None);
}
