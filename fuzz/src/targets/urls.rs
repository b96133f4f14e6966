//! Our URLs against those of the `url` crate, and against themselves: what was parsed parses
//! again to the same, whatever the setters of the API were given. WHATWG URL.

use ouro_url::{Url, form};
use url::Url as Other;

pub(super) const TOKENS: &[&str] = &[
    "\n",
    "http:",
    "https:",
    "file:",
    "ftp:",
    "ws:",
    "data:",
    "mailto:",
    "blob:",
    "javascript:",
    "foo:",
    "a+b-.c:",
    "//",
    "///",
    "/",
    "\\",
    "@",
    ":",
    ":@",
    "?",
    "#",
    "[",
    "]",
    "[::1]",
    "[1::2.3.4.5]",
    "[::ffff:1.2.3.4]",
    "127.0.0.1",
    "0x7f.1",
    "2130706433",
    "0300.0.0.1",
    "1.2.3",
    "256.1.1.1",
    "1.",
    "0x",
    "example.com",
    "EXAMPLE.com.",
    "xn--",
    "xn--nxasmq6b",
    "\u{fc}.de",
    "fa\u{df}.de",
    "\u{ff0e}",
    "\u{3002}",
    "\u{ad}",
    "%2e",
    "%2e%2e",
    "%00",
    "%",
    "%zz",
    "%E4",
    "%C3%BC",
    "..",
    ".",
    "/./",
    "/../",
    "C:",
    "C|",
    "/C:/..",
    "localhost",
    ":80",
    ":443",
    ":0",
    ":65535",
    ":65536",
    ":",
    "user",
    "pass",
    " ",
    "\t",
    "<",
    ">",
    "\"",
    "`",
    "{",
    "}",
    "|",
    "^",
    "'",
    "&",
    "=",
    "+",
    ";",
    "\u{0}",
    "\u{7f}",
    "\u{fffd}",
    "\u{10ffff}",
    "a",
    "//a//",
];

/// Takes a line as a URL, one as its base, and one as what setters are given.
///
/// # Panics
/// Where something is wrong.
pub fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.split('\n');
    let [input, base, value] = [(); 3].map(|()| lines.next().unwrap_or_default());
    let base = Url::parse(base, None);
    if let Some(url) = Url::parse(input, base.as_ref()) {
        parses_again_to_the_same(&url);
        agrees_with_another_parser(&url, input, base.as_ref());
        for set in SETTERS {
            let mut changed = url.clone();
            set(&mut changed, value);
            if !has_become_a_drive(&changed) {
                parses_again_to_the_same(&changed);
            }
        }
    }
    forms_survive(&text);
}

/// Whether a path begins as only that of another scheme can: `file:` given to it by a setter makes no
/// drive of `C|`, but parsing does. The standard has it so, and Node.
fn has_become_a_drive(url: &Url) -> bool {
    url.scheme() == "file"
        && matches!(url.pathname().as_bytes(), [b'/', letter, b'|', rest @ ..]
            if letter.is_ascii_alphabetic() && matches!(rest.first(), None | Some(b'/')))
}

const SETTERS: &[fn(&mut Url, &str)] = &[
    Url::set_protocol,
    Url::set_username,
    Url::set_password,
    Url::set_host,
    Url::set_hostname,
    Url::set_port,
    Url::set_pathname,
    Url::set_search,
    Url::set_hash,
];

/// WHATWG URL, goals: "serializing and parsing again gives the same".
fn parses_again_to_the_same(url: &Url) {
    let href = url.href();
    let again = Url::parse(&href, None).unwrap_or_else(|| panic!("{href:?} parses only once"));
    assert_eq!(again.href(), href);
    assert_eq!(again.host(), url.host(), "{href:?}");
    assert_eq!(again.pathname(), url.pathname(), "{href:?}");
    assert!(href.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{href:?} is not plain");
    let _ = (url.origin(), url.format(false, false, false, true));
}

/// Where both know a host, it is the same: elsewhere the other follows an older standard.
fn agrees_with_another_parser(url: &Url, input: &str, base: Option<&Url>) {
    let base = base.and_then(|base| Other::parse(&base.href()).ok());
    let Ok(other) = Other::options().base_url(base.as_ref()).parse(input) else { return };
    let special = ["http", "https", "ws", "wss", "ftp"].contains(&url.scheme());
    // Host names beyond ASCII are each library's own reading of UTS 46.
    if special && input.is_ascii() && !url.hostname().contains("xn--") {
        assert_eq!(Some(url.hostname()), other.host_str(), "{input:?}");
        assert_eq!(url.port(), other.port(), "{input:?}");
    }
}

fn forms_survive(text: &str) {
    let pairs = form::parse(text);
    let again = form::serialize(pairs.iter().map(|(name, value)| (&**name, &**value)));
    assert_eq!(form::parse(&again), pairs);
}
