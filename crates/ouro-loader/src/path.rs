//! POSIX path algebra on strings: what `node:path` gives the module loader, without a disk.
//! Node docs: `path.resolve`, `path.dirname`, `path.extname`.

/// Resolves `path` against the absolute folder `base` and removes `.`, `..` and double slashes.
///
/// As `path.resolve(base, path)`: no trailing slash is kept.
pub(crate) fn resolve(base: &str, path: &str) -> String {
    let mut out = String::with_capacity(base.len() + path.len() + 1);
    if !path.starts_with('/') {
        push_segments(&mut out, base);
    }
    push_segments(&mut out, path);
    if out.is_empty() {
        out.push('/');
    }
    out
}

/// The folder of an absolute path: `path.dirname`.
pub(crate) fn dirname(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rfind('/') {
        Some(0) | None => "/",
        Some(at) => trimmed.get(..at).unwrap_or("/"),
    }
}

/// The last part of a path: `path.basename`.
pub(crate) fn basename(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    trimmed.rfind('/').and_then(|at| trimmed.get(at + 1..)).unwrap_or(trimmed)
}

/// The extension with its dot, or an empty string: `path.extname`.
pub(crate) fn extname(path: &str) -> &str {
    let name = basename(path);
    match name.rfind('.') {
        Some(0) | None => "",
        Some(_) if name == ".." => "",
        Some(at) => name.get(at..).unwrap_or(""),
    }
}

/// The relative path from folder `from` to `to`, both absolute: `path.posix.relative`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let mut rest: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    let mut ups = 0;
    let mut common = 0;
    for part in from.split('/').filter(|part| !part.is_empty()) {
        if ups == 0 && rest.get(common) == Some(&part) {
            common += 1;
        } else {
            ups += 1;
        }
    }
    rest.drain(..common);
    let mut parts = vec![".."; ups];
    parts.append(&mut rest);
    parts.join("/")
}

fn push_segments(out: &mut String, path: &str) {
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => out.truncate(out.rfind('/').unwrap_or(0)),
            name => {
                out.push('/');
                out.push_str(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolving_walks_dots_and_stops_at_the_root() {
        assert_eq!(resolve("/a/b", "../c/./d/"), "/a/c/d");
        assert_eq!(resolve("/a", "../../.."), "/");
        assert_eq!(resolve("/a", "/x//y"), "/x/y");
    }

    #[test]
    fn names_of_dots_alone_have_no_extension() {
        assert_eq!(extname("/a/.npmrc"), "");
        assert_eq!(extname("/a.b/c"), "");
        assert_eq!(extname("/a/c.d.mjs"), ".mjs");
        assert_eq!(extname("/a/.."), "");
        assert_eq!(extname("/a/x."), ".");
    }

    #[test]
    fn relative_paths_climb_to_the_common_folder() {
        assert_eq!(relative("/a/b", "/a/c/d"), "../c/d");
        assert_eq!(relative("/a", "/a/b.js"), "b.js");
    }

    #[test]
    fn the_root_is_its_own_folder() {
        assert_eq!((dirname("/"), dirname("/a"), dirname("/a/b/")), ("/", "/", "/a"));
    }
}
