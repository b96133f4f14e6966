//! `path.win32`: the algorithms, on code units. Node docs: Path; Microsoft: naming files, paths and
//! namespaces.

use super::posix::{Parsed, ascii, base_of, extension, is, normalize_segments, without_suffix};
use crate::units::Unit;

fn is_separator<U: Unit>(unit: U) -> bool {
    unit == U::ascii(b'/') || unit == U::ascii(b'\\')
}

fn at<U: Unit>(path: &[U], index: usize, test: impl Fn(U) -> bool) -> bool {
    path.get(index).is_some_and(|&unit| test(unit))
}

fn is_letter<U: Unit>(unit: U) -> bool {
    u8::try_from(unit.code()).is_ok_and(|byte| byte.is_ascii_alphabetic())
}

fn from<U>(path: &[U], start: usize) -> &[U] {
    path.get(start..).unwrap_or_default()
}

fn part<U>(path: &[U], start: usize, end: usize) -> &[U] {
    path.get(start..end).unwrap_or_default()
}

fn colon<U: Unit>(path: &[U]) -> Option<usize> {
    path.iter().position(|&unit| unit == U::ascii(b':'))
}

fn lower<U: Unit>(text: &[U]) -> Vec<U> {
    text.iter().map(|&unit| unit.lower()).collect()
}

/// Names of devices that are everywhere: `NUL:`, `COM1:`, …
fn is_reserved<U: Unit>(path: &[U], end: usize) -> bool {
    const NAMES: [&[u8]; 4] = [b"CON", b"PRN", b"AUX", b"NUL"];
    let Some(name) = path.get(..end) else { return false };
    let upper: Vec<u16> = name
        .iter()
        .map(|unit| match u8::try_from(unit.code()) {
            Ok(byte) => byte.to_ascii_uppercase().into(),
            Err(_) => unit.code(),
        })
        .collect();
    let numbered = matches!(upper.as_slice(), [a, b, c, digit]
        if (is(&[*a, *b, *c], b"COM") || is(&[*a, *b, *c], b"LPT"))
            && matches!(digit, 0x31..=0x39 | 0xb9 | 0xb2 | 0xb3));
    numbered || NAMES.iter().any(|known| is(&upper, known))
}

/// `\\server\share`, as found at the start of a path: the server is `start..middle`, the share
/// `last..end`.
struct Share {
    middle: usize,
    last: usize,
    end: usize,
}

/// Reads the two names that two separators at the start may be followed by.
fn share<U: Unit>(path: &[U]) -> Option<Share> {
    let until = |start: usize, test: fn(U) -> bool| {
        from(path, start).iter().position(|&unit| test(unit)).map(|length| start + length)
    };
    if !(at(path, 0, is_separator) && at(path, 1, is_separator)) {
        return None;
    }
    let middle = until(2, is_separator).filter(|&end| end > 2)?;
    let last = until(middle, |unit| !is_separator(unit))?;
    let end = until(last, is_separator).unwrap_or(path.len());
    Some(Share { middle, last, end })
}

fn is_device_namespace<U: Unit>(name: &[U]) -> bool {
    is(name, b".") || is(name, b"?")
}

fn two_slashes<U: Unit>(parts: &[&[U]]) -> Vec<U> {
    let mut text = ascii(br"\\");
    text.extend(parts.join(&U::ascii(b'\\')));
    text
}

/// What stands before the segments of a path.
struct Root<U> {
    device: Vec<U>,
    end: usize,
    absolute: bool,
}

fn root<U: Unit>(path: &[U]) -> Root<U> {
    let mut root = Root { device: Vec::new(), end: 0, absolute: false };
    if at(path, 0, is_separator) {
        root.absolute = true;
        if !at(path, 1, is_separator) {
            root.end = 1;
        } else if let Some(Share { middle, last, end }) = share(path) {
            let server = part(path, 2, middle);
            if is_device_namespace(server) {
                root.device = two_slashes(&[server]);
                root.end = 4;
            } else {
                root.device = two_slashes(&[server, part(path, last, end)]);
                root.end = end;
            }
        }
    } else if at(path, 0, is_letter) && at(path, 1, |unit| unit == U::ascii(b':')) {
        root.device = part(path, 0, 2).to_vec();
        root.absolute = at(path, 2, is_separator);
        root.end = if root.absolute { 3 } else { 2 };
    }
    root
}

/// `path.win32.resolve`: the last of `parts` is looked at first; `cwd` stands before them.
pub(super) fn resolve<U: Unit>(parts: &[Vec<U>], cwd: &[U]) -> Vec<U> {
    let mut device = Vec::new();
    let mut tail = Vec::new();
    let mut absolute = false;
    for index in (0..=parts.len()).rev() {
        let other;
        let path = match index.checked_sub(1) {
            Some(index) => parts.get(index).map(Vec::as_slice).unwrap_or_default(),
            None => {
                let elsewhere = lower(part(cwd, 0, 2)) != lower(&device)
                    && at(cwd, 2, |unit| unit == U::ascii(b'\\'));
                if !device.is_empty() && elsewhere {
                    other = [device.clone(), ascii(br"\")].concat();
                    &other
                } else {
                    cwd
                }
            }
        };
        if path.is_empty() {
            continue;
        }
        let root = root(path);
        if !root.device.is_empty() {
            if device.is_empty() {
                device = root.device;
            } else if lower(&root.device) != lower(&device) {
                continue;
            }
        }
        if !absolute {
            tail = [from(path, root.end), &[U::ascii(b'\\')], &tail].concat();
            absolute = root.absolute;
        }
        if absolute && !device.is_empty() {
            break;
        }
    }
    let tail = normalize_segments(&tail, !absolute, b'\\', is_separator);
    if absolute {
        device.push(U::ascii(b'\\'));
    }
    device.extend(tail);
    if device.is_empty() { ascii(b".") } else { device }
}

/// The root as `normalize` sees it, which knows reserved device names as well.
fn normalized_root<U: Unit>(path: &[U]) -> Root<U> {
    let mut root = root(path);
    if is_device_namespace(from(&root.device, 2)) && root.device.len() == 3 {
        let name = colon(path).map(|colon| part(path, 4, colon + 1)).unwrap_or_default();
        if !name.is_empty() && is_reserved(name, name.len() - 1) {
            root.device = two_slashes(&[&ascii(b"?"), name]);
            root.end = 4 + name.len();
        }
    } else if root.device.is_empty()
        && !root.absolute
        && let Some(colon) = colon(path).filter(|&colon| is_reserved(path, colon))
    {
        root.device = part(path, 0, colon + 1).to_vec();
        root.end = colon + 1;
    }
    root
}

/// `path.win32.normalize`.
pub(super) fn normalize<U: Unit>(path: &[U]) -> Vec<U> {
    let Some(&last) = path.last() else { return ascii(b".") };
    if path.len() == 1 {
        return if last == U::ascii(b'/') { ascii(br"\") } else { path.to_vec() };
    }
    if let Some(Share { middle, last, end }) = share(path)
        && end == path.len()
        && !is_device_namespace(part(path, 2, middle))
    {
        let names = [part(path, 2, middle), from(path, last), &[]];
        return two_slashes(&names);
    }
    let Root { device, end, absolute } = normalized_root(path);
    let mut tail = normalize_segments(from(path, end), !absolute, b'\\', is_separator);
    if tail.is_empty() && !absolute {
        tail = ascii(b".");
    }
    if !tail.is_empty() && is_separator(last) {
        tail.push(U::ascii(b'\\'));
    }
    let is_colon = |unit: U| unit == U::ascii(b':');
    let mut before: Vec<U> = Vec::new();
    if !absolute && device.is_empty() {
        // What was no device must not become one.
        let drive = at(&tail, 0, is_letter) && at(&tail, 1, is_colon);
        let stream = path.iter().enumerate().any(|(index, &unit)| {
            is_colon(unit) && (index + 1 == path.len() || at(path, index + 1, is_separator))
        });
        if colon(path).is_some() && (drive || stream) {
            before = ascii(br".\");
        }
    }
    // Without a colon, Node looks at all but the last character.
    if before.is_empty() && is_reserved(path, colon(path).unwrap_or(path.len() - 1)) {
        before = ascii(br".\");
        before.extend(device);
    } else {
        before.extend(device);
        if absolute {
            before.push(U::ascii(b'\\'));
        }
    }
    before.extend(tail);
    before
}

/// `path.win32.isAbsolute`.
pub(super) fn is_absolute<U: Unit>(path: &[U]) -> bool {
    let drive = at(path, 0, is_letter)
        && at(path, 1, |unit| unit == U::ascii(b':'))
        && at(path, 2, is_separator);
    at(path, 0, is_separator) || drive
}

/// `path.win32.join`.
pub(super) fn join<U: Unit>(parts: &[Vec<U>]) -> Vec<U> {
    let parts: Vec<&[U]> =
        parts.iter().filter(|part| !part.is_empty()).map(Vec::as_slice).collect();
    let Some(&first) = parts.first() else { return ascii(b".") };
    let mut joined = parts.join(&U::ascii(b'\\'));
    // Two separators at the start are a share only where the first part says so itself.
    let slashes = first.iter().take_while(|&&unit| is_separator(unit)).count();
    let is_share = slashes == 2 && first.len() > 2;
    if !is_share {
        let slashes = joined.iter().take_while(|&&unit| is_separator(unit)).count();
        if slashes >= 2 {
            joined.splice(..slashes, [U::ascii(b'\\')]);
        }
    }
    // A path with a reserved name between backslashes is left as it was written.
    let reserved = joined
        .split(|&unit| unit == U::ascii(b'\\'))
        .any(|part| colon(part).is_some_and(|colon| is_reserved(part, colon)));
    if reserved {
        for unit in &mut joined {
            if *unit == U::ascii(b'/') {
                *unit = U::ascii(b'\\');
            }
        }
        return joined;
    }
    normalize(&joined)
}

/// `path.win32.relative` between two resolved paths.
pub(super) fn relative<U: Unit>(from_path: &[U], to_path: &[U]) -> Vec<U> {
    if grows(from_path) || grows(to_path) {
        return relative_by_segments(from_path, to_path);
    }
    let (from_low, to_low) = (lower(from_path), lower(to_path));
    if from_low == to_low {
        return Vec::new();
    }
    let is_back = |unit: &U| *unit == U::ascii(b'\\');
    let bounds = |path: &[U]| {
        let start = path.iter().position(|unit| !is_back(unit)).unwrap_or(path.len());
        let end = path.iter().rposition(|unit| !is_back(unit)).map_or(start, |last| last + 1);
        (start, end.max(start))
    };
    let (from_start, from_end) = bounds(from_path);
    let (to_start, to_end) = bounds(to_path);
    let (from_len, to_len) = (from_end - from_start, to_end - to_start);
    let length = from_len.min(to_len);
    let a = part(&from_low, from_start, from_end);
    let b = part(&to_low, to_start, to_end);
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let mut common = part(a, 0, same).iter().rposition(is_back);
    if same == length {
        if to_len > length {
            if at(b, same, |unit| is_back(&unit)) {
                return from(to_path, to_start + same + 1).to_vec();
            }
            if same == 2 {
                return from(to_path, to_start + same).to_vec();
            }
        }
        if from_len > length {
            if at(a, same, |unit| is_back(&unit)) {
                common = Some(same);
            } else if same == 2 {
                common = Some(3);
            }
        }
    } else if common.is_none() {
        return to_path.to_vec();
    }
    let common_or_start = common.map_or(0, |index| index + 1);
    let mut out: Vec<U> = Vec::new();
    for index in common_or_start..=from_len {
        if from_len > 0 && (index == from_len || at(a, index, |unit| is_back(&unit))) {
            out.extend(ascii::<U>(if out.is_empty() { b".." } else { br"\.." }));
        }
    }
    let mut to_start = to_start + common.unwrap_or(0);
    if !out.is_empty() {
        out.extend_from_slice(part(to_path, to_start, to_end));
        return out;
    }
    if at(to_path, to_start, |unit| is_back(&unit)) {
        to_start += 1;
    }
    part(to_path, to_start, to_end).to_vec()
}

/// Whether lower case is longer: of all units only `İ`'s is.
fn grows<U: Unit>(path: &[U]) -> bool {
    path.iter().any(|unit| unit.code() == 0x130)
}

/// The same by whole segments, where positions in lower case are not those in the path.
fn relative_by_segments<U: Unit>(from_path: &[U], to_path: &[U]) -> Vec<U> {
    let separator = U::ascii(b'\\');
    let segments = |path: &'_ [U]| -> Vec<Vec<U>> {
        let path = path.strip_suffix(&[separator]).unwrap_or(path);
        path.split(|&unit| unit == separator).map(<[U]>::to_vec).collect()
    };
    let fold = |segment: &Vec<U>| {
        let units: Vec<u16> = segment.iter().map(|unit| unit.code()).collect();
        String::from_utf16_lossy(&units).to_lowercase()
    };
    let (from, to) = (segments(from_path), segments(to_path));
    let same = from.iter().zip(&to).take_while(|(a, b)| fold(a) == fold(b)).count();
    if same == 0 {
        return to_path.to_vec();
    }
    let up = std::iter::repeat_n(ascii(b".."), from.len() - same);
    let parts: Vec<Vec<U>> = up.chain(to.into_iter().skip(same)).collect();
    parts.join(&separator)
}

/// `path.win32.toNamespacedPath`, given the resolved path.
pub(super) fn namespaced<U: Unit>(path: &[U], resolved: &[U]) -> Vec<U> {
    let is_back = |unit| unit == U::ascii(b'\\');
    if path.is_empty() || resolved.len() <= 2 {
        return path.to_vec();
    }
    if at(resolved, 0, is_back) {
        let unc = at(resolved, 1, is_back)
            && at(resolved, 2, |unit| unit != U::ascii(b'?') && unit != U::ascii(b'.'));
        if unc {
            return [ascii(br"\\?\UNC\"), from(resolved, 2).to_vec()].concat();
        }
        return resolved.to_vec();
    }
    let drive = at(resolved, 0, is_letter)
        && at(resolved, 1, |unit| unit == U::ascii(b':'))
        && at(resolved, 2, is_back);
    if drive {
        return [ascii(br"\\?\"), resolved.to_vec()].concat();
    }
    resolved.to_vec()
}

/// Where the root of `dirname` and `parse` ends: a share counts with the separator behind it.
fn root_end<U: Unit>(path: &[U]) -> usize {
    if let Some(Share { end, .. }) = share(path) {
        return if end == path.len() { end } else { end + 1 };
    }
    if at(path, 0, is_separator) {
        return 1;
    }
    if at(path, 0, is_letter) && at(path, 1, |unit| unit == U::ascii(b':')) {
        return if at(path, 2, is_separator) { 3 } else { 2 };
    }
    0
}

/// Where the separator before the last segment stands, at or after `start`.
fn last_separator<U: Unit>(path: &[U], start: usize) -> Option<usize> {
    let tail = from(path, start);
    let last = tail.iter().rposition(|&unit| !is_separator(unit))?;
    let index = part(tail, 0, last).iter().rposition(|&unit| is_separator(unit))?;
    Some(start + index)
}

/// `path.win32.dirname`.
pub(super) fn dirname<U: Unit>(path: &[U]) -> Vec<U> {
    if path.len() <= 1 {
        return if at(path, 0, is_separator) { path.to_vec() } else { ascii(b".") };
    }
    let root = root_end(path);
    if root == path.len() && share(path).is_some() {
        return path.to_vec();
    }
    match last_separator(path, root) {
        Some(end) => part(path, 0, end).to_vec(),
        None if root == 0 => ascii(b"."),
        None => part(path, 0, root).to_vec(),
    }
}

/// The path without a drive letter at its start.
fn without_drive<U: Unit>(path: &[U]) -> &[U] {
    let drive = at(path, 0, is_letter) && at(path, 1, |unit| unit == U::ascii(b':'));
    from(path, if drive { 2 } else { 0 })
}

/// `path.win32.basename`.
pub(super) fn basename<U: Unit>(path: &[U], suffix: &[U]) -> Vec<U> {
    if !suffix.is_empty() && path == suffix {
        return Vec::new();
    }
    let long = suffix.len() > path.len();
    let path = without_drive(path);
    without_suffix(path, if long { &[] } else { suffix }, is_separator).to_vec()
}

/// `path.win32.extname`.
pub(super) fn extname<U: Unit>(path: &[U]) -> Vec<U> {
    extension(base_of(without_drive(path), is_separator)).to_vec()
}

/// `path.win32.parse`.
pub(super) fn parse<U: Unit>(path: &[U]) -> Parsed<U> {
    let end = root_end(path);
    let root = part(path, 0, end);
    if end == path.len() {
        return Parsed::new(root, root, &[]);
    }
    let dir = match last_separator(path, end) {
        Some(index) => part(path, 0, index),
        None => root,
    };
    Parsed::new(root, dir, base_of(from(path, end), is_separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drive_of_a_later_part_wins() {
        let parts = [br"c:\ignore".to_vec(), br"d:\a/b\c/d".to_vec(), br"\e.exe".to_vec()];
        assert_eq!(resolve(&parts, br"c:\cwd"), br"d:\e.exe");
    }

    #[test]
    fn a_share_keeps_its_two_names() {
        assert_eq!(normalize(b"//server/share/dir/../file"), br"\\server\share\file");
        assert_eq!(dirname(br"\\unc\share\foo"), br"\\unc\share\");
    }

    #[test]
    fn case_does_not_make_paths_differ() {
        assert_eq!(relative(br"C:\OrAnGe\a", br"c:\orange\b"), br"..\b");
    }

    #[test]
    fn a_relative_path_never_becomes_a_drive() {
        assert_eq!(normalize(b"./c:/x"), br".\c:\x");
    }
}
