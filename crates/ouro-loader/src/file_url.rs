//! Between paths and `file:` URLs. Node docs: `url.fileURLToPath`, `url.pathToFileURL`.

use std::fmt::Write as _;

use crate::{error::ResolveError, url::Url};

/// The `file:` URL of an absolute path.
///
/// What the URL parser would take for syntax (`%`, `?`, `#`, `\`, tab and line breaks) is
/// escaped first; the parser escapes the rest. Node docs: `url.pathToFileURL`.
pub fn path_to_file_url(path: &str) -> Url {
    let mut text = String::with_capacity(path.len() + 8);
    text.push_str("file://");
    for char in path.chars() {
        match char {
            '%' | '?' | '#' | '\\' | '\t' | '\n' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(text, "%{:02X}", u32::from(char));
            }
            _ => text.push(char),
        }
    }
    Url::parse(&text).unwrap_or_else(root_url)
}

/// The path that a `file:` URL names. Node docs: `url.fileURLToPath`.
///
/// # Errors
/// `ERR_INVALID_URL_SCHEME` for another scheme, `ERR_INVALID_FILE_URL_HOST` for a host,
/// `ERR_INVALID_FILE_URL_PATH` for an escaped slash.
pub fn file_url_to_path(url: &Url) -> Result<String, ResolveError> {
    if url.scheme() != "file" {
        return Err(ResolveError::InvalidUrlScheme);
    }
    if !url.hostname().is_empty() {
        return Err(ResolveError::InvalidFileUrlHost { input: url.to_string(), module: None });
    }
    let path = url.path();
    if has_escaped(path, &[*b"2f"]) {
        return Err(ResolveError::InvalidFileUrlPath { input: url.to_string() });
    }
    Ok(percent_decode(path))
}

/// Whether `text` has one of the percent escapes, in either case.
pub(crate) fn has_escaped(text: &str, escapes: &[[u8; 2]]) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'%', bytes).any(|at| {
        bytes
            .get(at + 1..at + 3)
            .is_some_and(|hex| escapes.iter().any(|escape| hex.eq_ignore_ascii_case(escape)))
    })
}

/// Replaces percent escapes by their bytes; what is not UTF-8 becomes U+FFFD.
pub(crate) fn percent_decode(text: &str) -> String {
    String::from_utf8_lossy(&ouro_url::percent::decode(text.as_bytes())).into_owned()
}

fn root_url() -> Url {
    Url::parse("file:///").expect("a constant URL parses")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_survives_the_way_to_a_url_and_back() {
        for path in ["/a b/c%20.js", "/ü/#?.mjs", "/a\\b", "/t\tn\n", "/plain.js", "/日本/[x].js"]
        {
            assert_eq!(file_url_to_path(&path_to_file_url(path)).unwrap(), path);
        }
        assert_eq!(path_to_file_url("/a b?.js").as_str(), "file:///a%20b%3F.js");
    }

    #[test]
    fn urls_that_name_no_local_file_are_refused() {
        let code = |url: &str| file_url_to_path(&Url::parse(url).unwrap()).unwrap_err().code();
        assert_eq!(code("http://a/b"), "ERR_INVALID_URL_SCHEME");
        assert_eq!(code("file://host/b"), "ERR_INVALID_FILE_URL_HOST");
        assert_eq!(code("file:///a%2Fb"), "ERR_INVALID_FILE_URL_PATH");
    }
}
