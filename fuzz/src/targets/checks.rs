//! Targets whose checks are written in JavaScript, in `js/`, because what they look at is reached
//! only through a module of Node's. `js/run.js` runs them under any runtime.

use crate::javascript::check;

/// Buffer against slow readings of the same encodings.
pub fn buffers(input: &[u8]) {
    check("buffers", input);
}

/// `util.inspect` of random graphs of objects.
pub fn inspect(input: &[u8]) {
    check("inspect", input);
}

/// `JSON.parse` and `JSON.stringify` against each other and the language's own literals.
pub fn json(input: &[u8]) {
    check("json", input);
}

/// `url.parse` against `URL`.
pub fn legacy_urls(input: &[u8]) {
    check("legacy_urls", input);
}

/// `path.posix` and `path.win32` against themselves.
pub fn paths(input: &[u8]) {
    check("paths", input);
}

/// `querystring` against itself and `URLSearchParams`.
pub fn querystring(input: &[u8]) {
    check("querystring", input);
}

/// Decoders, their input split anywhere.
pub fn string_decoder(input: &[u8]) {
    check("string_decoder", input);
}

/// `structuredClone` of random graphs of objects.
pub fn structured_clone(input: &[u8]) {
    check("structured_clone", input);
}

pub(super) const BYTES: &[&str] =
    &["\0", "\0\0", "\x01", "\u{20ac}", "\u{1f600}", "ab", "=", "\u{7f}", "\u{80}", "\u{d7ff}"];
pub(super) const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\":",
    "\"__proto__\":",
    "null",
    "true",
    "-",
    "0",
    "1e5",
    ".5",
    "\\u",
    "\\ud83d",
    "\\n",
    " ",
    "\n",
    "\u{feff}",
    "'",
    "//",
    "\u{2028}",
    "e+",
    "1e400",
];
pub(super) const QUERY: &[&str] = &[
    "&",
    "=",
    "+",
    "%",
    "%2",
    "%C3%BC",
    "%E4",
    "%u0041",
    ";",
    "a",
    "__proto__",
    "a=",
    "&&",
    "%00",
];
pub(super) const PATHS: &[&str] = &[
    "/", "\\", "..", ".", "//", "\\\\", "C:", "c:\\", "\\\\?\\", "\\\\.\\", "UNC", "a", "b.txt",
    "...", "CON", "con:", "\n", " ", ":", "a:b", "../..", ".ext", "?",
];
