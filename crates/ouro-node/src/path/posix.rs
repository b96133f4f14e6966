//! `path.posix`: the algorithms, on code units. Node docs: Path; POSIX: pathname resolution.

use std::ops::Range;

use crate::units::Unit;

/// Resolves `.` and `..` in a list of segments; those that lead above the root stay only where
/// `above_root` allows it.
pub(super) fn normalize_segments<U: Unit>(
    path: &[U],
    above_root: bool,
    separator: u8,
    is_separator: fn(U) -> bool,
) -> Vec<U> {
    let mut segments: Vec<&[U]> = Vec::new();
    for segment in path.split(|&unit| is_separator(unit)) {
        if segment.is_empty() || is(segment, b".") {
            continue;
        }
        if !is(segment, b"..") {
            segments.push(segment);
        } else if segments.last().is_some_and(|last| !is(last, b"..")) {
            segments.pop();
        } else if above_root {
            segments.push(segment);
        }
    }
    segments.join(&U::ascii(separator))
}

/// Whether the units spell an ASCII text.
pub(super) fn is<U: Unit>(units: &[U], text: &[u8]) -> bool {
    units.len() == text.len() && units.iter().zip(text).all(|(&unit, &byte)| unit == U::ascii(byte))
}

/// An ASCII text as units.
pub(super) fn ascii<U: Unit>(text: &[u8]) -> Vec<U> {
    text.iter().map(|&byte| U::ascii(byte)).collect()
}

fn is_slash<U: Unit>(unit: U) -> bool {
    unit == U::ascii(b'/')
}

/// `path.posix.isAbsolute`.
pub(super) fn is_absolute<U: Unit>(path: &[U]) -> bool {
    path.first().is_some_and(|&first| is_slash(first))
}

/// `path.posix.normalize`.
pub(super) fn normalize<U: Unit>(path: &[U]) -> Vec<U> {
    let Some(&last) = path.last() else { return ascii(b".") };
    let absolute = is_absolute(path);
    let mut tail = normalize_segments(path, !absolute, b'/', is_slash);
    if tail.is_empty() {
        return ascii(match (absolute, is_slash(last)) {
            (true, _) => b"/",
            (false, true) => b"./",
            (false, false) => b".",
        });
    }
    if is_slash(last) {
        tail.push(last);
    }
    if absolute {
        tail.insert(0, U::ascii(b'/'));
    }
    tail
}

/// `path.posix.join`.
pub(super) fn join<U: Unit>(parts: &[Vec<U>]) -> Vec<U> {
    let parts: Vec<&[U]> =
        parts.iter().filter(|part| !part.is_empty()).map(Vec::as_slice).collect();
    normalize(&parts.join(&U::ascii(b'/')))
}

/// `path.posix.resolve`: the last of `parts` is looked at first; `cwd` stands before them.
pub(super) fn resolve<U: Unit>(parts: &[Vec<U>], cwd: &[U]) -> Vec<U> {
    let mut used: Vec<&[U]> = Vec::new();
    let mut absolute = false;
    for part in parts.iter().map(Vec::as_slice).rev().chain([cwd]) {
        if part.is_empty() {
            continue;
        }
        used.insert(0, part);
        absolute = is_absolute(part);
        if absolute {
            break;
        }
    }
    let tail = normalize_segments(&used.join(&U::ascii(b'/')), !absolute, b'/', is_slash);
    match (absolute, tail.is_empty()) {
        (true, _) => [vec![U::ascii(b'/')], tail].concat(),
        (false, true) => ascii(b"."),
        (false, false) => tail,
    }
}

/// `path.posix.relative` between two resolved paths.
pub(super) fn relative<U: Unit>(from: &[U], to: &[U]) -> Vec<U> {
    let segments =
        |path| <[U]>::split(path, |&unit| is_slash(unit)).filter(|part| !part.is_empty());
    let from: Vec<&[U]> = segments(from).collect();
    let to: Vec<&[U]> = segments(to).collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = ascii(b"..");
    let mut parts: Vec<&[U]> = vec![&up; from.len() - shared];
    parts.extend_from_slice(to.get(shared..).unwrap_or_default());
    parts.join(&U::ascii(b'/'))
}

/// `path.posix.dirname`.
pub(super) fn dirname<U: Unit>(path: &[U]) -> Vec<U> {
    let end = base_start(path, 1).and_then(|start| start.checked_sub(1));
    match (end, is_absolute(path)) {
        (Some(0) | None, true) => ascii(b"/"),
        (Some(1), true) => ascii(b"//"),
        (Some(end), _) => path.get(..end).unwrap_or_default().to_vec(),
        (None, false) => ascii(b"."),
    }
}

/// Where the last segment starts, if a slash at or after `first` stands before it.
fn base_start<U: Unit>(path: &[U], first: usize) -> Option<usize> {
    let end = path.iter().rposition(|&unit| !is_slash(unit))?;
    let slash = path.get(..end)?.iter().rposition(|&unit| is_slash(unit))?;
    (slash >= first).then_some(slash + 1)
}

/// The last segment, without the separators behind it.
fn base<U: Unit>(path: &[U]) -> &[U] {
    base_of(path, is_slash)
}

/// The last segment by any notion of separator.
pub(super) fn base_of<U: Unit>(path: &[U], is_separator: fn(U) -> bool) -> &[U] {
    path.get(base_range(path, is_separator)).unwrap_or_default()
}

/// Where the last segment stands.
fn base_range<U: Unit>(path: &[U], is_separator: fn(U) -> bool) -> Range<usize> {
    let end = path.iter().rposition(|&unit| !is_separator(unit)).map_or(0, |last| last + 1);
    let trimmed = path.get(..end).unwrap_or_default();
    let start = trimmed.iter().rposition(|&unit| is_separator(unit)).map_or(0, |slash| slash + 1);
    start..end
}

/// Takes `suffix` off the base name of `path`, unless it is all of it. Node's scan from the end
/// has an oddity: a base that ends the suffix keeps the separators behind it.
pub(super) fn without_suffix<'a, U: Unit>(
    path: &'a [U],
    suffix: &[U],
    is_separator: fn(U) -> bool,
) -> &'a [U] {
    let range = base_range(path, is_separator);
    let base = path.get(range.clone()).unwrap_or_default();
    if base.len() < suffix.len() && suffix.ends_with(base) {
        let start = if base.is_empty() { 0 } else { range.start };
        return path.get(start..).unwrap_or_default();
    }
    match base.strip_suffix(suffix) {
        Some(name) if !name.is_empty() => name,
        _ => base,
    }
}

/// `path.posix.basename`.
pub(super) fn basename<U: Unit>(path: &[U], suffix: &[U]) -> Vec<U> {
    if !suffix.is_empty() && path == suffix {
        return Vec::new();
    }
    let suffix = if suffix.len() > path.len() { &[] } else { suffix };
    without_suffix(path, suffix, is_slash).to_vec()
}

/// The extension of a base name, with its dot.
pub(super) fn extension<U: Unit>(base: &[U]) -> &[U] {
    match base.iter().rposition(|&unit| unit == U::ascii(b'.')) {
        Some(dot) if dot > 0 && !is(base, b"..") => base.get(dot..).unwrap_or_default(),
        _ => &[],
    }
}

/// `path.posix.extname`.
pub(super) fn extname<U: Unit>(path: &[U]) -> Vec<U> {
    extension(base(path)).to_vec()
}

/// What `path.parse` gives, in Node's order of properties.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Parsed<U> {
    pub(super) root: Vec<U>,
    pub(super) dir: Vec<U>,
    pub(super) base: Vec<U>,
    pub(super) ext: Vec<U>,
    pub(super) name: Vec<U>,
}

impl<U: Unit> Parsed<U> {
    /// Splits a base name into name and extension.
    pub(super) fn new(root: &[U], dir: &[U], base: &[U]) -> Self {
        let ext = extension(base);
        let name = base.get(..base.len() - ext.len()).unwrap_or_default();
        Self {
            root: root.to_vec(),
            dir: dir.to_vec(),
            base: base.to_vec(),
            ext: ext.to_vec(),
            name: name.to_vec(),
        }
    }
}

/// `path.posix.parse`.
pub(super) fn parse<U: Unit>(path: &[U]) -> Parsed<U> {
    let root = if is_absolute(path) { path.get(..1).unwrap_or_default() } else { &[] };
    let dir = match base_start(path, root.len()) {
        Some(start) => path.get(..start - 1).unwrap_or_default(),
        None => root,
    };
    let mut parsed = Parsed::new(root, dir, base(path));
    if is(&parsed.base, b"..") && base_start(path, 0) == Some(1) {
        // Node's own answer for `/..`.
        parsed.name = ascii(b".");
        parsed.ext = ascii(b".");
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_but_not_above_the_root() {
        assert_eq!(normalize(b"/a/b/../../../c/./d/"), b"/c/d/");
        assert_eq!(normalize(b"a/../../b"), b"../b");
        assert_eq!(normalize(b"./"), b"./");
    }

    #[test]
    fn two_leading_slashes_are_a_folder_of_their_own() {
        assert_eq!(dirname(b"//a"), b"//");
        assert_eq!(dirname(b"/a"), b"/");
        assert_eq!(dirname(b"///a"), b"//");
        assert_eq!(dirname(b"a"), b".");
    }

    #[test]
    fn a_leading_dot_starts_no_extension() {
        assert_eq!(extname(b"/x/.bashrc"), b"");
        assert_eq!(extname(b"a..js/"), b".js");
        assert_eq!(extname(b"..").as_slice(), b"");
    }

    #[test]
    fn a_suffix_that_is_the_whole_base_stays() {
        assert_eq!(basename(b"a/bbb", b"bbb"), b"bbb");
        assert_eq!(basename(b"bbb", b"bbb"), b"");
        assert_eq!(basename(b"a/bbb.js/", b".js"), b"bbb");
    }
}
