//! Glob patterns: braces, `*`, `?`, `[…]`, `@(…)` and kin, `**`.
//! Node docs: fs.glob. Bash manual: Pattern matching; Brace expansion.

/// A pattern without braces: the parts between its slashes.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Whether it begins with a slash.
    pub(super) absolute: bool,
    /// Whether it ends with one: only folders match.
    pub(super) folders: bool,
    /// Its parts.
    pub(super) parts: Vec<Part>,
}

/// One part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// `**`: any number of folders, links among them not entered.
    Any,
    /// A name to be taken as it is, `.` and `..` among them.
    Name(String),
    /// A name to be matched.
    Match(Vec<Token>),
}

/// A piece of a name to be matched.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Char(char),
    /// `[…]`: whether it is negated, and its ranges.
    Class(bool, Vec<(char, char)>),
    /// `@(…)`, `?(…)`, `*(…)`, `+(…)`, `!(…)`: the mark and the alternatives.
    Group(char, Vec<Vec<Self>>),
    /// `?`
    One,
    /// `*`
    Star,
}

/// What one name may cost before it counts as no match: patterns like `*(*(a))` would take for
/// ever to fail.
const STEPS: usize = 100_000;
/// How many patterns the braces of one may stand for.
const MOST_PATTERNS: usize = 10_000;
/// How deep braces and groups may be nested.
const DEPTH: usize = 64;

impl Pattern {
    /// Reads a pattern; several where it has braces.
    pub(super) fn parse(text: &str) -> Vec<Self> {
        expand(text, 0).iter().map(|text| Self::parse_one(text)).collect()
    }

    fn parse_one(text: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut pieces = text.split('/').filter(|piece| !piece.is_empty()).peekable();
        let dotted = pieces.peek() == Some(&".");
        if dotted && !text.starts_with('/') {
            // Kept: it makes a `**` behind it not the first.
            parts.push(Part::Name(".".to_owned()));
        }
        for piece in pieces.filter(|piece| *piece != ".") {
            let part = if piece == "**" {
                if matches!(parts.last(), Some(Part::Any)) {
                    continue;
                }
                Part::Any
            } else {
                parse_name(piece)
            };
            // A name and the way back from it cancel each other.
            if matches!(&part, Part::Name(name) if name == "..")
                && matches!(parts.last(), Some(Part::Name(name)) if name != ".." && name != ".")
            {
                parts.pop();
                continue;
            }
            parts.push(part);
        }
        let folders = text.ends_with('/') && !parts.is_empty();
        Self { absolute: text.starts_with('/'), folders, parts }
    }

    /// Whether a path, as its names, fits the whole pattern.
    pub(super) fn fits(&self, absolute: bool, names: &[&str]) -> bool {
        if absolute != self.absolute {
            return false;
        }
        let parts = match self.parts.split_first() {
            Some((Part::Name(dot), rest)) if dot == "." => rest,
            _ => &self.parts,
        };
        fits(parts, names)
    }
}

fn fits(parts: &[Part], names: &[&str]) -> bool {
    // What is between two `**` is found at its first place: later ones can do no better.
    let Some((part, rest)) = parts.split_first() else { return names.is_empty() };
    match part {
        Part::Any => {
            let hidden = names.iter().position(|name| name.starts_with('.'));
            let most = hidden.unwrap_or(names.len());
            (0..=most).any(|count| fits(rest, names.get(count..).unwrap_or_default()))
        }
        // The way back from a matched name cancels it.
        Part::Match(_) if matches!(rest.first(), Some(Part::Name(name)) if name == "..") => {
            fits(rest.get(1..).unwrap_or_default(), names)
        }
        part => names
            .split_first()
            .is_some_and(|(name, others)| part.matches(name) && fits(rest, others)),
    }
}

impl Part {
    /// Whether a name fits. Hidden names fit only what begins with a dot itself.
    pub(super) fn matches(&self, name: &str) -> bool {
        match self {
            Self::Any => !name.starts_with('.'),
            Self::Name(wanted) => wanted == name,
            Self::Match(tokens) => {
                if name.starts_with('.') && !begins_with_dot(tokens) {
                    return false;
                }
                let text: Vec<char> = name.chars().collect();
                let mut steps = STEPS;
                run(tokens, &text, &mut steps, &mut |rest| rest.is_empty())
            }
        }
    }
}

fn begins_with_dot(tokens: &[Token]) -> bool {
    match tokens.first() {
        Some(Token::Char('.')) => true,
        Some(Token::Group('@' | '+', inner)) => inner.iter().any(|inner| begins_with_dot(inner)),
        _ => false,
    }
}

/// Matches tokens against the beginning of a text, and asks `then` about the rest.
fn run(
    tokens: &[Token],
    text: &[char],
    steps: &mut usize,
    then: &mut dyn FnMut(&[char]) -> bool,
) -> bool {
    if *steps == 0 {
        return false;
    }
    *steps -= 1;
    let Some((token, rest)) = tokens.split_first() else { return then(text) };
    match token {
        Token::Star => {
            for start in 0..=text.len() {
                if run(rest, text.get(start..).unwrap_or_default(), steps, then) {
                    return true;
                }
            }
            false
        }
        Token::Group(mark, inner) => group(*mark, inner, rest, text, steps, then),
        single => match text.split_first() {
            Some((&first, others)) if single.takes(first) => run(rest, others, steps, then),
            _ => false,
        },
    }
}

fn group(
    mark: char,
    inner: &[Vec<Token>],
    rest: &[Token],
    text: &[char],
    steps: &mut usize,
    then: &mut dyn FnMut(&[char]) -> bool,
) -> bool {
    match mark {
        '!' => (0..=text.len()).any(|end| {
            let (head, tail) = text.split_at_checked(end).unwrap_or((text, &[]));
            let taken = inner.iter().any(|tokens| {
                let mut budget = *steps;
                run(tokens, head, &mut budget, &mut |left| left.is_empty())
            });
            !taken && run(rest, tail, steps, then)
        }),
        '@' | '+' | '*' | '?' => {
            if matches!(mark, '?' | '*') && run(rest, text, steps, then) {
                return true;
            }
            for tokens in inner {
                let mut budget = *steps;
                let again = matches!(mark, '+' | '*');
                let found = run(tokens, text, &mut budget, &mut |left| {
                    // Taking nothing over and over leads nowhere.
                    if again && left.len() < text.len() {
                        let mut budget = *steps / 2;
                        *steps = budget;
                        if group('*', inner, rest, left, &mut budget, then) {
                            return true;
                        }
                        return false;
                    }
                    let mut budget = *steps;
                    run(rest, left, &mut budget, then)
                });
                *steps = (*steps).min(budget);
                if found {
                    return true;
                }
            }
            false
        }
        _ => false,
    }
}

impl Token {
    fn takes(&self, found: char) -> bool {
        match self {
            Self::Char(wanted) => *wanted == found,
            Self::Class(negated, ranges) => {
                ranges.iter().any(|(from, to)| (*from..=*to).contains(&found)) != *negated
            }
            Self::One => true,
            Self::Group(..) | Self::Star => false,
        }
    }
}

/// Reads one name of a pattern.
fn parse_name(piece: &str) -> Part {
    let chars: Vec<char> = piece.chars().collect();
    let (tokens, _) = parse_tokens(&chars, 0, false, 0);
    let plain: Option<String> = tokens
        .iter()
        .map(|token| if let Token::Char(char) = token { Some(*char) } else { None })
        .collect();
    plain.map_or(Part::Match(tokens), Part::Name)
}

/// Reads tokens up to the end, or inside a group up to `|` or `)`; returns where it stopped.
fn parse_tokens(chars: &[char], from: usize, grouped: bool, depth: usize) -> (Vec<Token>, usize) {
    let mut tokens = Vec::new();
    let mut at = from;
    while let Some(&char) = chars.get(at) {
        if grouped && matches!(char, '|' | ')') {
            break;
        }
        let next = chars.get(at + 1).copied();
        if next == Some('(')
            && matches!(char, '@' | '?' | '*' | '+' | '!')
            && depth < DEPTH
            && let Some((token, end)) = parse_group(chars, at, depth)
        {
            tokens.push(token);
            at = end;
            continue;
        }
        match char {
            '*' => {
                if !matches!(tokens.last(), Some(Token::Star)) {
                    tokens.push(Token::Star);
                }
            }
            '?' => tokens.push(Token::One),
            '[' => {
                if let Some((token, end)) = parse_class(chars, at) {
                    tokens.push(token);
                    at = end;
                    continue;
                }
                tokens.push(Token::Char('['));
            }
            '\\' => {
                if let Some(escaped) = next {
                    tokens.push(Token::Char(escaped));
                    at += 1;
                }
            }
            other => tokens.push(Token::Char(other)),
        }
        at += 1;
    }
    (tokens, at)
}

/// Reads `@(a|b)`; `None` where it is not closed.
fn parse_group(chars: &[char], at: usize, depth: usize) -> Option<(Token, usize)> {
    let mark = *chars.get(at)?;
    let mut inner = Vec::new();
    let mut from = at + 2;
    loop {
        let (tokens, end) = parse_tokens(chars, from, true, depth + 1);
        inner.push(tokens);
        match chars.get(end)? {
            ')' => return Some((Token::Group(mark, inner), end + 1)),
            _ => from = end + 1,
        }
    }
}

/// Reads `[a-z]`, `[!a]`, `[[:alpha:]]`; `None` where it is not closed.
fn parse_class(chars: &[char], at: usize) -> Option<(Token, usize)> {
    let mut from = at + 1;
    let negated = matches!(chars.get(from)?, '!' | '^');
    if negated {
        from += 1;
    }
    let mut ranges = Vec::new();
    let first = from;
    loop {
        let mut char = *chars.get(from)?;
        if char == ']' && from > first {
            return Some((Token::Class(negated, ranges), from + 1));
        }
        if char == '['
            && chars.get(from + 1) == Some(&':')
            && let Some(length) = chars.get(from..)?.iter().position(|&char| char == ']')
            && let Some(named) = named_class(chars.get(from + 2..from + length - 1)?)
        {
            ranges.extend_from_slice(named);
            from += length + 1;
            continue;
        }
        if char == '\\' {
            from += 1;
            char = *chars.get(from)?;
        }
        match (chars.get(from + 1), chars.get(from + 2)) {
            (Some('-'), Some(&to)) if to != ']' => {
                ranges.push((char, to));
                from += 3;
            }
            _ => {
                ranges.push((char, char));
                from += 1;
            }
        }
    }
}

fn named_class(name: &[char]) -> Option<&'static [(char, char)]> {
    let name: String = name.iter().collect();
    Some(match name.as_str() {
        "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => &[('A', 'Z'), ('a', 'z')],
        "ascii" => &[('\0', '\x7f')],
        "blank" => &[(' ', ' '), ('\t', '\t')],
        "digit" => &[('0', '9')],
        "lower" => &[('a', 'z')],
        "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => &[(' ', ' '), ('\t', '\r')],
        "upper" => &[('A', 'Z')],
        "word" => &[('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')],
        "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return None,
    })
}

/// Expands braces: `a{b,c}` to `ab` and `ac`, `{1..3}` to `1`, `2` and `3`.
fn expand(text: &str, depth: usize) -> Vec<String> {
    let plain = || vec![text.to_owned()];
    let Some((before, inner, after)) = first_braces(text).filter(|_| depth < DEPTH) else {
        return plain();
    };
    let Some(choices) = choices(inner) else {
        // `{}` and `{a}` stand for themselves.
        let head = text.get(..before.len() + inner.len() + 2).unwrap_or(text);
        return expand(after, depth + 1).into_iter().map(|tail| format!("{head}{tail}")).collect();
    };
    let tails = expand(after, depth + 1);
    let mut all = Vec::new();
    for choice in choices {
        for middle in expand(&choice, depth + 1) {
            for tail in &tails {
                if all.len() >= MOST_PATTERNS {
                    return all;
                }
                all.push(format!("{before}{middle}{tail}"));
            }
        }
    }
    all
}

/// Splits a text around its first closed braces.
fn first_braces(text: &str) -> Option<(&str, &str, &str)> {
    let mut open = None;
    let mut level = 0_usize;
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match char {
            '\\' => escaped = true,
            '{' => {
                if level == 0 && open.is_none() {
                    open = Some(at);
                }
                level += 1;
            }
            '}' if level > 0 => {
                level -= 1;
                if level == 0
                    && let Some(open) = open
                {
                    return Some((text.get(..open)?, text.get(open + 1..at)?, text.get(at + 1..)?));
                }
            }
            _ => {}
        }
    }
    None
}

/// The choices between braces: split at commas of this level, or a range.
fn choices(inner: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut level = 0_usize;
    let mut start = 0;
    let mut escaped = false;
    for (at, char) in inner.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match char {
            '\\' => escaped = true,
            '{' => level += 1,
            '}' => level = level.saturating_sub(1),
            ',' if level == 0 => {
                found.push(inner.get(start..at)?.to_owned());
                start = at + 1;
            }
            _ => {}
        }
    }
    if found.is_empty() {
        return range(inner);
    }
    found.push(inner.get(start..)?.to_owned());
    Some(found)
}

/// `1..3`, `a..e`, `1..9..2`.
fn range(inner: &str) -> Option<Vec<String>> {
    let mut parts = inner.split("..");
    let (from, to, step) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let step = step.map_or(Some(1), |step| step.parse::<i64>().ok())?.unsigned_abs().max(1);
    let step = usize::try_from(step).ok()?;
    let list = |from: i64, to: i64, show: &dyn Fn(i64) -> Option<String>| {
        let up: Vec<i64> = (from.min(to)..=from.max(to)).take(MOST_PATTERNS).collect();
        let ordered: Vec<i64> = if from <= to { up } else { up.into_iter().rev().collect() };
        ordered.into_iter().step_by(step).map(show).collect::<Option<Vec<String>>>()
    };
    if let (Ok(first), Ok(last)) = (from.parse::<i64>(), to.parse::<i64>()) {
        let padded = |text: &str| text.len() > 1 && text.trim_start_matches('-').starts_with('0');
        let width = if padded(from) || padded(to) { from.len().max(to.len()) } else { 0 };
        return list(first, last, &|number| Some(format!("{number:0width$}")));
    }
    let one = |text: &str| {
        let mut chars = text.chars();
        let char = chars.next().filter(char::is_ascii_alphabetic)?;
        chars.next().is_none().then_some(i64::from(u32::from(char)))
    };
    list(one(from)?, one(to)?, &|code| {
        u32::try_from(code).ok().and_then(char::from_u32).map(String::from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        Pattern::parse(pattern).iter().any(|one| one.fits(path.starts_with('/'), &names))
    }

    #[test]
    fn stars_stay_within_a_name_and_hide_hidden_ones() {
        assert!(matches("*.js", "a.js") && !matches("*.js", "a/b.js"));
        assert!(!matches("*", ".a") && matches(".*", ".a"));
        assert!(matches("a?c", "abc") && !matches("a?c", "ac"));
    }

    #[test]
    fn two_stars_span_folders() {
        assert!(matches("**/c", "c") && matches("**/c", "a/b/c"));
        assert!(matches("a/**", "a") && matches("a/**/d", "a/b/c/d"));
        assert!(!matches("**/c", ".a/c"));
    }

    #[test]
    fn classes_have_ranges_negation_and_names() {
        assert!(matches("[a-c]x", "bx") && !matches("[!a-c]x", "bx"));
        assert!(matches("[[:digit:]]", "7") && matches("[]a]", "]"));
        assert!(matches("[a", "[a"));
    }

    #[test]
    fn groups_choose_repeat_and_exclude() {
        assert!(matches("+(a|b)c", "abac") && !matches("+(a|b)c", "c"));
        assert!(matches("?(a)c", "c") && matches("*(a|b)c", "bbc"));
        assert!(matches("!(a)", "ab") && !matches("!(a)", "a"));
        assert!(matches("@(a|b).js", "b.js"));
    }

    #[test]
    fn braces_are_expanded() {
        assert_eq!(expand("a{b,c{d,e}}f", 0), ["abf", "acdf", "acef"]);
        assert_eq!(expand("{1..3}", 0), ["1", "2", "3"]);
        assert_eq!(expand("{c..a}", 0), ["c", "b", "a"]);
        assert_eq!(expand("{01..10..4}", 0), ["01", "05", "09"]);
        assert_eq!(expand("{a}{b,c}", 0), ["{a}b", "{a}c"]);
    }

    #[test]
    fn a_pattern_made_to_hang_ends() {
        assert!(!matches("*(*(*(*(a))))b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaac"));
        assert!(!matches("*a*a*a*a*a*a*a*a*a*a*ab", &"a".repeat(60)));
    }
}
