//! `--help`, which fits one screen, and `--help=all`, from the table of options.

use std::fmt::Write;

use super::{
    row::{Effect, Row},
    table,
};

/// Columns that a screen has at least.
const WIDTH: usize = 80;

const USAGE: &str = "Usage: ouro [options] [script | -] [arguments]\n";

/// Environment variables that Ouro heeds.
pub(super) const VARIABLES: &[(&str, &str)] = &[
    ("NODE_OPTIONS", "options, read before those of the command line"),
    ("NODE_CLUSTER_SCHED_POLICY", "how node:cluster hands out connections: rr or none"),
    ("NODE_DEBUG", "names of modules that tell what they do, with , between them"),
    ("NODE_DISABLE_COLORS", "as NO_COLOR, where it is 1"),
    ("NODE_NO_WARNINGS", "as --no-warnings, where it is 1"),
    ("NODE_PATH", "folders in which modules are found, with : between them"),
    ("NODE_PENDING_DEPRECATION", "as --pending-deprecation, where it is 1"),
    ("NODE_PRESERVE_SYMLINKS", "as --preserve-symlinks, where it is 1"),
    ("NODE_PRESERVE_SYMLINKS_MAIN", "as --preserve-symlinks-main, where it is 1"),
    ("NODE_REDIRECT_WARNINGS", "as --redirect-warnings"),
    ("NODE_REPL_EXTERNAL_MODULE", "a program that takes the place of a session"),
    ("NODE_REPL_HISTORY", "where a session keeps its lines; empty: nowhere"),
    ("OURO_REPL_HISTORY", "the same, and comes first (~/.ouro_repl_history)"),
    ("NODE_REPL_HISTORY_SIZE", "how many lines a session keeps (1000)"),
    ("FORCE_COLOR", "colours: 0 none, 1 16, 2 256, 3 all"),
    ("NO_COLOR", "no colours, where it is not empty"),
    ("UV_THREADPOOL_SIZE", "how many threads do what blocks (4)"),
];

/// The text of `--help`: what is wanted most, within 80 columns and 24 lines.
pub(crate) fn brief() -> String {
    let mut text = String::from(USAGE);
    for group in table::ACTS {
        let mut margin = group.margin;
        for row in group.rows.iter().filter(|row| row.is_brief) {
            let _ = writeln!(text, "{margin:<9}{:<26}{}", row.written(), row.help);
            margin = "";
        }
    }
    text.push_str(
        "More: ouro --help=all, ouro --man | man -l -, https://nodejs.org/api/cli.html\n",
    );
    text
}

/// The text of `--help=all`: every option, and what becomes of it.
pub(crate) fn full() -> String {
    let mut text =
        format!("{USAGE}       without a script: a session, or what standard input holds\n");
    for group in table::ACTS {
        let _ = writeln!(text, "\n{}", group.title);
        for row in group.rows {
            entry(&mut text, row);
        }
    }
    for (effect, title) in
        [(Effect::None, "Accepted, and without effect"), (Effect::Missing, "Refused")]
    {
        let _ = writeln!(text, "\n{title}");
        for group in table::groups().filter(|group| group.effect == effect) {
            let names = group.rows.iter().map(|row| match (effect, row.is_default) {
                (Effect::Missing, true) => format!("--no-{}", row.name),
                _ => format!("--{}", row.name),
            });
            let names: Vec<String> = names.collect();
            wrapped(&mut text, &format!("{}: {}", group.title, names.join(", ")), 2, 4);
        }
    }
    let acting = table::ACTS.iter().flat_map(|group| group.rows);
    let outside = acting.filter(|row| !row.in_environment).map(|row| format!("--{}", row.name));
    text.push_str("\nEnvironment\n");
    for (name, help) in VARIABLES {
        columns(&mut text, &format!("  {name}"), help);
    }
    let outside: Vec<String> = outside.collect();
    wrapped(&mut text, &format!("NODE_OPTIONS may not hold: {}", outside.join(", ")), 2, 4);
    text.push_str("\nAn underscore may stand for each dash within a name. -- ends the options.\n");
    text
}

/// One option of `--help=all`.
fn entry(text: &mut String, row: &Row) {
    let indent = if row.short.is_some() { "  " } else { "      " };
    columns(text, &format!("{indent}{}", row.written()), row.help);
}

/// A name, and what is said of it: beside it, or below where the name is long.
fn columns(text: &mut String, name: &str, help: &str) {
    const COLUMN: usize = 34;
    if name.len() + 1 < COLUMN {
        text.push_str(name);
        text.push_str(&" ".repeat(COLUMN - name.len()));
    } else {
        text.push_str(name);
        text.push('\n');
        text.push_str(&" ".repeat(COLUMN));
    }
    fold(text, help, COLUMN, COLUMN);
}

/// A paragraph whose first line begins `first` columns in, and the others `rest`.
fn wrapped(text: &mut String, paragraph: &str, first: usize, rest: usize) {
    text.push_str(&" ".repeat(first));
    fold(text, paragraph, first, rest);
}

/// Adds words, and a new line with `rest` spaces where they would pass the last column.
fn fold(text: &mut String, paragraph: &str, at: usize, rest: usize) {
    let (mut at, mut is_first) = (at, true);
    for word in paragraph.split(' ') {
        if !is_first && at + 1 + word.len() > WIDTH {
            text.push('\n');
            text.push_str(&" ".repeat(rest));
            at = rest;
        } else if !is_first {
            text.push(' ');
            at += 1;
        }
        text.push_str(word);
        at += word.len();
        is_first = false;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_fits_one_screen() {
        let text = brief();
        assert!(text.lines().count() <= 24, "{} lines\n{text}", text.lines().count());
        for line in text.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
    }

    #[test]
    fn all_help_names_every_option_and_keeps_to_its_columns() {
        let text = full();
        for row in table::groups().flat_map(|group| group.rows) {
            let named = |name: &str| {
                text.match_indices(name).any(|(at, _)| {
                    let next = text[at + name.len()..].chars().next().unwrap_or('\n');
                    !next.is_ascii_alphanumeric() && next != '-' && next != '.'
                })
            };
            let [on, off] = [format!("--{}", row.name), format!("--no-{}", row.name)];
            assert!(named(&on) || named(&off), "{}", row.name);
        }
        for line in text.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
    }

    #[test]
    fn what_acts_says_how() {
        for row in table::ACTS.iter().flat_map(|group| group.rows) {
            assert!(!row.help.is_empty(), "{}", row.name);
        }
    }
}
