//! The shortest edit between two lists of lines. E. Myers, "An O(ND) Difference Algorithm and Its
//! Variations", 1986. No JavaScript half.

/// What happens to a line on the way from the actual to the expected list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Edit {
    /// In both.
    Same,
    /// Only in the actual list.
    Actual,
    /// Only in the expected list.
    Expected,
}

/// Edits after which two lists count as different altogether: bounds memory.
const MOST_EDITS: usize = 4_000;

/// The edits, in order. With `commas`, lines that differ only by a comma at their end are the
/// same, and are shown with it.
pub(crate) fn diff<'a>(
    actual: &'a [String],
    expected: &'a [String],
    commas: bool,
) -> Vec<(Edit, &'a str)> {
    let same = |a: &str, b: &str| {
        a == b || commas && (a.strip_suffix(',') == Some(b) || b.strip_suffix(',') == Some(a))
    };
    let Some(trace) = furthest(actual, expected, &same) else {
        let mut all: Vec<_> = actual.iter().map(|line| (Edit::Actual, line.as_str())).collect();
        all.extend(expected.iter().map(|line| (Edit::Expected, line.as_str())));
        return all;
    };
    let (mut x, mut y) = (as_signed(actual.len()), as_signed(expected.len()));
    let line = |list: &'a [String], at: isize| {
        usize::try_from(at).ok().and_then(|at| list.get(at)).map_or("", String::as_str)
    };
    let mut edits = Vec::new();
    for (level, reached) in trace.iter().enumerate().rev() {
        let level = as_signed(level);
        let diagonal = x - y;
        let down = diagonal == -level
            || diagonal != level && get(reached, diagonal - 1) < get(reached, diagonal + 1);
        let before = if down { diagonal + 1 } else { diagonal - 1 };
        let (start_x, start_y) = if level == 0 {
            (0, 0)
        } else {
            let start = get(reached, before);
            (start, start - before)
        };
        while x > start_x && y > start_y {
            x -= 1;
            y -= 1;
            let own = line(actual, x);
            let shown = if commas && !own.ends_with(',') { line(expected, y) } else { own };
            edits.push((Edit::Same, shown));
        }
        if level > 0 {
            if x > start_x {
                x -= 1;
                edits.push((Edit::Actual, line(actual, x)));
            } else {
                y -= 1;
                edits.push((Edit::Expected, line(expected, y)));
            }
        }
    }
    edits.reverse();
    edits
}

/// The furthest point on each diagonal before each level of edits; `None` when there are too many.
fn furthest(
    actual: &[String],
    expected: &[String],
    same: &impl Fn(&str, &str) -> bool,
) -> Option<Vec<Vec<isize>>> {
    let (width, height) = (as_signed(actual.len()), as_signed(expected.len()));
    let most = actual.len() + expected.len();
    let mut trace: Vec<Vec<isize>> = Vec::new();
    // Diagonals from -level-1 to level+1, the middle one first.
    let mut reached: Vec<isize> = vec![0; 3];
    for level in 0..=most.min(MOST_EDITS) {
        trace.push(reached.clone());
        let mut next = vec![0; 2 * level + 5];
        let level = as_signed(level);
        for diagonal in (-level..=level).step_by(2) {
            let (left, right) = (get(&reached, diagonal - 1), get(&reached, diagonal + 1));
            let mut x = if level == 0 {
                0
            } else if diagonal == -level || diagonal != level && left < right {
                right
            } else {
                left + 1
            };
            let mut y = x - diagonal;
            while let (Some(a), Some(b)) = (item(actual, x), item(expected, y)) {
                if !same(a, b) {
                    break;
                }
                x += 1;
                y += 1;
            }
            set(&mut next, diagonal, x);
            if x >= width && y >= height {
                return Some(trace);
            }
        }
        reached = next;
    }
    None
}

fn item(list: &[String], at: isize) -> Option<&str> {
    list.get(usize::try_from(at).ok()?).map(String::as_str)
}

/// A value by its diagonal; the list holds as many to either side of 0.
fn get(list: &[isize], diagonal: isize) -> isize {
    let middle = as_signed(list.len() / 2);
    usize::try_from(middle + diagonal).ok().and_then(|at| list.get(at).copied()).unwrap_or(-1)
}

fn set(list: &mut [isize], diagonal: isize, value: isize) {
    let middle = as_signed(list.len() / 2);
    if let Some(slot) = usize::try_from(middle + diagonal).ok().and_then(|at| list.get_mut(at)) {
        *slot = value;
    }
}

/// Lengths of lists fit in `isize`.
fn as_signed(length: usize) -> isize {
    isize::try_from(length).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(actual: &str, expected: &str) -> String {
        let split = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (actual, expected) = (split(actual), split(expected));
        let mark = |(edit, line): &(Edit, &str)| match edit {
            Edit::Same => line.to_string(),
            Edit::Actual => format!("+{line}"),
            Edit::Expected => format!("-{line}"),
        };
        diff(&actual, &expected, false).iter().map(mark).collect()
    }

    #[test]
    fn the_shortest_edit_is_found() {
        assert_eq!(edits("abc", "abd"), "ab+c-d");
        assert_eq!(edits("ab", "acb"), "a-cb");
        assert_eq!(edits("", "x"), "-x");
        assert_eq!(edits("abc", "abc"), "abc");
        assert_eq!(edits("abcabba", "cbabac"), "+a+bc-bab+ba-c");
    }
}
