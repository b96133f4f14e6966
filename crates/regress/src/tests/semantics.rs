//! The semantics that backtracking matchers get wrong. ECMA-262 §22.2.2, its notes and examples.

use super::texts;
use crate::Regex;

fn check(cases: &[(&str, &str, &str, Option<&str>)]) {
    for (pattern, flags, text, wanted) in cases {
        let found = texts(pattern, flags, text);
        assert_eq!(found.as_deref(), *wanted, "/{pattern}/{flags} on {text:?}");
    }
}

#[test]
fn rounds_forget_what_groups_caught() {
    check(&[
        ("(z)((a+)?(b+)?(c))*", "", "zaacbbbcac", Some("zaacbbbcac,z,ac,a,-,c")),
        ("(?:(a)|b)*", "", "ab", Some("ab,-")),
        ("(?:(a)|(b)){2}", "", "ab", Some("ab,-,b")),
        ("(?=(a+))", "", "baaabac", Some(",aaa")),
        ("(?=(a+))a*b\\1", "", "baaabac", Some("aba,a")),
        ("(.*?)a(?!(a+)b\\2c)\\2(.*)", "", "baaabaac", Some("baaabaac,ba,-,abaac")),
    ]);
}

#[test]
fn empty_rounds_are_refused_after_the_least() {
    check(&[
        ("(a*)*", "", "b", Some(",-")),
        ("(a*){2}", "", "b", Some(",")),
        ("(?:(a?)){2,3}b", "", "ab", Some("ab,")),
        ("(?:a*?)*?b", "", "aab", Some("aab")),
        ("(?=(a))?b", "", "b", Some("b,-")),
        ("(\\2a)(\\1)", "", "aa", Some("aa,a,a")),
    ]);
}

#[test]
fn looking_behind_reads_backwards() {
    check(&[
        ("(?<=(\\d+)(\\d+))$", "", "1053", Some(",1,053")),
        ("(?<=\\1(a))b", "", "aab", Some("b,a")),
        ("(?<=a{2,3}?)b", "", "aaab", Some("b")),
        ("(?<!ab)c", "", "abc", None),
        ("(?<=^|b)c", "", "bc", Some("c")),
        ("(?<=([abc]+)([abc]+))d", "", "abcd", Some("d,a,bc")),
    ]);
}

#[test]
fn case_follows_the_flags() {
    check(&[
        ("\u{212a}", "i", "k", None),
        ("\u{212a}", "iu", "k", Some("k")),
        ("[^x]", "iu", "X", None),
        ("\\W", "iu", "\u{17f}", None),
        ("\\W", "i", "\u{17f}", Some("\u{17f}")),
        ("\\bs", "iu", "\u{17f}", Some("\u{17f}")),
        ("\\Bs", "iu", "\u{17f}s", Some("s")),
        ("ß", "i", "ẞ", None),
        ("ß", "iu", "ẞ", Some("ẞ")),
        ("(?i:a)b", "", "Ab", Some("Ab")),
        ("(?i:a)b", "", "AB", None),
        ("(?-i:a)b", "i", "aB", Some("aB")),
        ("(a)\\1", "i", "aA", Some("aA,a")),
        ("[^\\P{Lu}]", "iv", "a", Some("a")),
        ("\\P{Lu}", "iv", "A", None),
        ("\\P{Lu}", "iu", "A", Some("A")),
        ("[\\w--s]", "iv", "S", None),
    ]);
}

#[test]
fn characters_are_units_or_code_points() {
    check(&[
        ("^.$", "", "💩", None),
        ("^.$", "u", "💩", Some("💩")),
        ("^[^x]$", "u", "💩", Some("💩")),
        ("[💩]", "u", "💩", Some("💩")),
        ("\\ud83d", "u", "💩", None),
        ("^[💩-💫]+$", "u", "💪💩", Some("💪💩")),
        ("(?<=💩)x", "u", "💩x", Some("x")),
        ("(.)\\1", "u", "💩💩", Some("💩💩,💩")),
    ]);
    let regex = Regex::with_flags("\\udca9", "u").expect("a pattern");
    let text: Vec<u16> = "💩".encode_utf16().collect();
    assert!(regex.find_from_utf16(&text, 0).next().is_none());
    assert!(regex.find_from_utf16(&text, 1).next().is_none(), "inside the pair");
    assert!(regex.find_from_ucs2(&text, 0).next().is_some());
}

#[test]
fn sets_have_operations_and_strings() {
    check(&[
        ("^[\\q{ab|a}--\\q{ab}]", "v", "ab", Some("a")),
        ("^[\\q{abc|ab|}x]", "v", "abd", Some("ab")),
        ("^[\\q{abc|ab|}x]", "v", "d", Some("")),
        ("^[[a-z]&&[aeiou]]+", "v", "aeb", Some("ae")),
        ("^\\p{RGI_Emoji}$", "v", "👩‍❤️‍💋‍👩", Some("👩‍❤️‍💋‍👩")),
        ("^\\p{Emoji_Keycap_Sequence}$", "v", "1️⃣", Some("1️⃣")),
        ("[^[a-z][0-9]]", "v", "a1B", Some("B")),
    ]);
}

#[test]
fn annex_b_reads_escapes_its_own_way() {
    check(&[
        ("\\7", "", "\u{7}", Some("\u{7}")),
        ("\\8", "", "8", Some("8")),
        ("\\c", "", "\\c", Some("\\c")),
        ("[\\c_]", "", "\u{1f}", Some("\u{1f}")),
        ("\\k<a", "", "k<a", Some("k<a")),
        ("a{1", "", "a{1", Some("a{1")),
        ("x{,2}", "", "x{,2}", Some("x{,2}")),
        ("[\\d-x]+", "", "1-x", Some("1-x")),
        ("\\u{2}", "", "uu", Some("uu")),
    ]);
}

#[test]
fn a_name_may_have_several_groups() {
    check(&[
        ("(?:(?<x>a)|(?<x>b))\\k<x>", "", "bb", Some("bb,-,b")),
        ("(?:(?<x>a)|(?<x>b)\\k<x>)*", "", "abb", Some("abb,-,b")),
        ("(?<\u{1d49c}>.)\\k<\u{1d49c}>", "", "aa", Some("aa,a")),
    ]);
    let regex = Regex::new("(?<y>x)|(?<x>a)|(?<x>b)").expect("a pattern");
    let text: Vec<u16> = "b".encode_utf16().collect();
    let found = regex.find_from_ucs2(&text, 0).next().expect("a match");
    let groups: Vec<_> = found.named_groups().collect();
    assert_eq!(groups, [("y", None), ("x", Some(0..1))]);
}

#[test]
fn a_copy_that_is_made_can_be_seen() {
    let regex = Regex::new("a").expect("a pattern");
    let seen = crate::copied(|| regex.clone()).expect("a copy");
    assert_eq!(seen.address(), regex.address());
    assert!(crate::copied(|| ()).is_none());
}
