//! Patterns of test paths: `*` stands for any part of a name, `**` for any part of a path.

/// Whether a path matches a pattern, whole.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let Some(star) = pattern.find('*') else { return pattern == path };
    let (head, tail) = pattern.split_at(star);
    let Some(rest) = path.strip_prefix(head) else { return false };
    let (deep, tail) = match tail.strip_prefix("**") {
        Some(tail) => (true, tail),
        None => (false, tail.get(1..).unwrap_or_default()),
    };
    let end = if deep { rest.len() } else { rest.find('/').unwrap_or(rest.len()) };
    (0..=end)
        .filter(|&at| rest.is_char_boundary(at))
        .any(|at| matches(tail, rest.get(at..).unwrap_or_default()))
}

/// Whether a path is chosen by a filter: a pattern where it has a `*`, else a part of the path.
pub(crate) fn chosen(filter: &str, path: &str) -> bool {
    if filter.contains('*') { matches(filter, path) } else { path.contains(filter) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_star_stays_in_its_folder() {
        assert!(matches("a/*.js", "a/b.js"));
        assert!(!matches("a/*.js", "a/b/c.js"));
        assert!(matches("a/**", "a/b/c.js"));
        assert!(matches("**/c.js", "a/b/c.js"));
        assert!(matches("a/*-x-*.js", "a/b-x-c.js"));
        assert!(!matches("a/*-x-*.js", "a/b-x.js"));
        assert!(matches("a/b.js", "a/b.js"));
        assert!(!matches("a/b.js", "a/b.js2"));
    }

    #[test]
    fn a_filter_without_star_is_a_part_of_the_path() {
        assert!(chosen("Array/", "built-ins/Array/a.js"));
        assert!(!chosen("Array/*", "built-ins/Array/a.js"));
    }
}
