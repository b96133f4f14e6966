//! What the standard asks, by examples.

use super::*;

fn href(input: &str, base: &str) -> Option<String> {
    let base = Url::parse(base, None).unwrap();
    Url::parse(input, Some(&base)).map(|url| url.href())
}

fn url(input: &str) -> Url {
    Url::parse(input, None).unwrap()
}

#[test]
fn relative_references_are_resolved() {
    let base = "http://a/b/c/d?q#f";
    for (input, result) in [
        ("g", "http://a/b/c/g"),
        ("../g", "http://a/b/g"),
        ("../../../g", "http://a/g"),
        ("//h/x", "http://h/x"),
        ("?y", "http://a/b/c/d?y"),
        ("#s", "http://a/b/c/d?q#s"),
        ("http:g", "http://a/b/c/g"),
        ("", "http://a/b/c/d?q"),
        ("%2e%2E/.", "http://a/b/"),
        (r"\\h\x", "http://h/x"),
    ] {
        assert_eq!(href(input, base).as_deref(), Some(result), "{input}");
    }
}

#[test]
fn a_drive_letter_survives_dots_and_hosts_do_not_lose_slashes() {
    assert_eq!(href("..", "file:///C:/a").unwrap(), "file:///C:/");
    assert_eq!(href("/", "file://h/C:/a/b").unwrap(), "file://h/C:/");
    assert_eq!(url("file:///w|/m").href(), "file:///w:/m");
    assert_eq!(url("file://spider///").href(), "file://spider///");
}

#[test]
fn numbers_are_addresses() {
    assert_eq!(url("http://0x7f.1/").hostname(), "127.0.0.1");
    assert_eq!(url("http://2130706433").hostname(), "127.0.0.1");
    assert_eq!(Url::parse("http://256.1.1.1", None), None);
    assert_eq!(Url::parse("http://1.2.3.4.5", None), None);
    assert_eq!(url("http://[1:0:0:2::3.4.5.6]").hostname(), "[1::2:0:0:304:506]");
    assert_eq!(Url::parse("http://[::1%25]", None), None);
}

#[test]
fn domains_become_ascii() {
    assert_eq!(url("https://español.com/").hostname(), "xn--espaol-zwa.com");
    assert_eq!(domain_to_unicode("xn--espaol-zwa.com"), "español.com");
    assert_eq!(domain_to_ascii("xn--iñvalid.com"), "");
}

#[test]
fn an_opaque_path_has_no_parts_to_set() {
    let mut mail = url("mailto:x@y?z");
    mail.set_host("h");
    mail.set_pathname("/p");
    mail.set_port("1");
    assert_eq!(mail.href(), "mailto:x@y?z");
    assert_eq!(url("data:a  ?b").href(), "data:a %20?b");
}

#[test]
fn setters_ignore_what_cannot_be() {
    let mut it = url("http://u:p@h:81/x");
    it.set_protocol("foo");
    it.set_port("99999");
    it.set_hostname("a:1");
    it.set_host("");
    assert_eq!(it.href(), "http://u:p@h:81/x");
    it.set_host("k:80");
    it.set_search("a b");
    it.set_hash("#f g");
    assert_eq!(it.href(), "http://u:p@k/x?a%20b#f%20g");
}

#[test]
fn a_path_of_two_slashes_never_becomes_a_host() {
    let mut it = url("non-spec:/");
    it.set_pathname("//p");
    assert_eq!(it.href(), "non-spec:/.//p");
    it.set_hostname("h");
    assert_eq!(it.href(), "non-spec://h//p");
}

#[test]
fn forms_round_trip() {
    let pairs = form::parse("a=b+c&d=%26&&e");
    let pairs: Vec<_> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(pairs, [("a", "b c"), ("d", "&"), ("e", "")]);
    assert_eq!(form::serialize(pairs), "a=b+c&d=%26&e=");
}

/// A seeded walk through texts made of what the parser looks at.
#[test]
fn no_text_makes_it_panic_and_what_it_writes_it_reads() {
    const PIECES: &[&str] = &[
        "http:", "file:", "foo:", "/", "//", "\\", "?", "#", "@", ":", "[", "]", "..", "%2e", "%",
        "C|", "::1", "0x", "1.2", "xn--", "é", "你", " ", "\t", "^", "a", "80", "99999",
    ];
    let mut state = 1_u32;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (state >> 16) as usize % below
    };
    let base = url("http://u:p@h:8/a/b?q#f");
    for _ in 0..20_000 {
        let mut text = || {
            let length = random(7);
            (0..length).map(|_| PIECES[random(PIECES.len())]).collect::<String>()
        };
        let (input, value) = (text(), text());
        let Some(mut parsed) = Url::parse(&input, Some(&base)) else { continue };
        for set in [
            Url::set_protocol,
            Url::set_host,
            Url::set_hostname,
            Url::set_port,
            Url::set_pathname,
            Url::set_search,
            Url::set_hash,
        ] {
            set(&mut parsed, &value);
        }
        let href = parsed.href();
        let again = Url::parse(&href, None).map(|url| url.href());
        assert_eq!(again.as_deref(), Some(&*href), "{input:?} {value:?}");
    }
}
