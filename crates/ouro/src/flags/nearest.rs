//! "Did you mean": the option that is nearest to one that is known to nobody.

use super::{row::Effect, table};

/// A line that names the option probably meant by `written`; `None` where none is near.
pub(super) fn hint(written: &str) -> Option<String> {
    let wanted = written.trim_start_matches('-').replace('_', "-").to_lowercase();
    let (wanted, no) = match wanted.strip_prefix("no-") {
        Some(rest) => (rest.to_owned(), "no-"),
        None => (wanted, ""),
    };
    // Letters alone say too little.
    if wanted.len() < 3 {
        return None;
    }
    if let Some((_, name)) = ELSEWHERE.iter().find(|(other, _)| no.is_empty() && *other == wanted) {
        return Some(format!("did you mean --{name}?"));
    }
    let acting = table::groups().filter(|group| group.effect == Effect::Acts);
    let rows = acting.flat_map(|group| group.rows);
    let rows = rows.filter(|row| no.is_empty() || row.is_negatable());
    let names = rows.map(|row| (distance(&wanted, row.name), row.name));
    let (distance, name) = names.min()?;
    let near = distance <= wanted.len().div_ceil(4) || name.starts_with(&wanted);
    near.then(|| format!("did you mean --{no}{name}?"))
}

/// Options that Deno has by other names.
const ELSEWHERE: &[(&str, &str)] = &[
    ("allow-read", "allow-fs-read"),
    ("allow-run", "allow-child-process"),
    ("allow-write", "allow-fs-write"),
];

/// How many letters are to be added, dropped, replaced or swapped with their neighbours; the end of
/// a word that is begun right counts one.
fn distance(wanted: &str, name: &str) -> usize {
    if name.starts_with(wanted) {
        return 1;
    }
    let (a, b) = (wanted.as_bytes(), name.as_bytes());
    let row = |first: usize| (first..=first + b.len()).collect::<Vec<_>>();
    let (mut before, mut last, mut now) = (row(0), row(0), row(0));
    for (i, x) in a.iter().enumerate() {
        now[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(now[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            now[j + 1] = least;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut now);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn a_slip_of_the_hand_is_understood() {
        for (written, meant) in [
            ("--chekc", "--check"),
            ("--requrie", "--require"),
            ("--vers", "--version"),
            ("-help", "--help"),
            ("--no_warning", "--no-warnings"),
            ("--allow-fs-reed", "--allow-fs-read"),
            ("--allow-read", "--allow-fs-read"),
            ("--stack-trace-limits", "--stack-trace-limit"),
        ] {
            assert_eq!(hint(written), Some(format!("did you mean {meant}?")), "{written}");
        }
    }

    #[test]
    fn what_is_far_from_everything_gets_no_hint() {
        for written in ["--zork", "-x", "--v", "--no-i-dont-exist", "--perf-basic-profile", "-1"] {
            assert_eq!(hint(written), None, "{written}");
        }
    }
}
