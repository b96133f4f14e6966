//! Broken patterns, each with V8's words for what is wrong.

use super::error;

#[test]
fn a_broken_pattern_is_refused_in_v8s_words() {
    let cases = [
        ("(", "", "Unterminated group"),
        ("a)", "", "Unmatched ')'"),
        ("*", "", "Nothing to repeat"),
        ("a**", "", "Nothing to repeat"),
        ("^*", "", "Nothing to repeat"),
        ("{1}", "", "Nothing to repeat"),
        ("[", "", "Unterminated character class"),
        ("[b-a]", "", "Range out of order in character class"),
        ("\\", "", "\\ at end of pattern"),
        ("(?", "", "Invalid group"),
        ("(?a)", "", "Invalid group"),
        ("(?<", "", "Invalid capture group name"),
        ("(?<1>a)", "", "Invalid capture group name"),
        ("(?<a>x)(?<a>y)", "", "Duplicate capture group name"),
        ("(?<a>)\\k<b>", "", "Invalid named capture referenced"),
        ("(?<a>)\\k", "", "Invalid named reference"),
        ("a{2,1}", "", "numbers out of order in {} quantifier"),
        ("(?<=a)*", "", "Invalid quantifier"),
        ("(?=a)*", "u", "Invalid quantifier"),
        ("(?ii:a)", "", "Repeated flag in flag group"),
        ("(?-:a)", "", "Invalid flag group"),
        ("(?i--m:a)", "", "Multiple dashes in flag group"),
        ("a{", "u", "Incomplete quantifier"),
        ("]", "u", "Lone quantifier brackets"),
        ("\\1", "u", "Invalid escape"),
        ("\\00", "u", "Invalid decimal escape"),
        ("\\u{110000}", "u", "Invalid Unicode escape"),
        ("\\p{Foo}", "u", "Invalid property name"),
        ("[\\p{Foo}]", "u", "Invalid property name in character class"),
        ("[a-\\d]", "u", "Invalid character class"),
        ("[a-z&&b]", "v", "Invalid set operation in character class"),
        ("[(]", "v", "Invalid character in character class"),
        ("[^\\q{ab}]", "v", "Negated character class may contain strings"),
    ];
    for (pattern, flags, words) in cases {
        assert_eq!(error(pattern, flags).as_deref(), Some(words), "/{pattern}/{flags}");
    }
}

#[test]
fn annex_b_takes_what_the_strict_grammar_refuses() {
    for pattern in
        ["]", "{", "a{", "a{1", "\\1", "\\8", "\\c", "[\\c]", "\\u{1}", "\\p{L}", "[\\d-a]"]
    {
        assert_eq!(error(pattern, ""), None, "/{pattern}/");
        assert!(error(pattern, "u").is_some() || "\\u{1} \\p{L}".contains(pattern), "/{pattern}/u");
    }
    assert_eq!(error("(?=a)*", ""), None);
    assert_eq!(error("\\k<a>", ""), None);
    assert_eq!(error("(?<a>x)|(?<a>y)", ""), None);
    assert_eq!(error("(?:(?<a>x)|(?:(?<a>y)|z))(?<b>)|(?<a>)", ""), None);
}
