//! Options that do not go together, and values that are not known, in Node's words.
//! Node docs: Command-line API.

use super::{Given, Wrong};

/// Node's exit code for a few values of a kind that it checks later than others.
const INVALID_VALUE: i32 = 12;

/// The first thing that is wrong with options as a whole.
pub(super) fn contradiction(given: &Given) -> Option<Wrong> {
    if given.has("--check") && given.has("--eval") {
        return wrong("either --check or --eval can be used, not both");
    }
    if given.has("--watch") || given.has("--watch-path") {
        for (flag, text) in NOT_WATCHED {
            if given.has(flag) {
                return wrong(text);
            }
        }
    }
    if given.has("--watch-path") && given.has("--test") {
        return wrong("--watch-path cannot be used in combination with --test");
    }
    if given.has("--use-openssl-ca") && given.has("--use-bundled-ca") {
        return wrong("either --use-openssl-ca or --use-bundled-ca can be used, not both");
    }
    if given.has("--tls-min-v1.3") && given.has("--tls-max-v1.2") {
        return wrong("either --tls-min-v1.3 or --tls-max-v1.2 can be used, not both");
    }
    if given.has("--verbose") && !given.has("--version") {
        return wrong("bad option: --verbose");
    }
    if let Some(text) = given.value("--max-old-space-size-percentage") {
        let number = text.parse::<f64>().ok();
        if number.is_none_or(|number| number <= 0.0 || number > 100.0) {
            return wrong(&format!(
                "--max-old-space-size-percentage must be greater than 0 and up to 100. Got: {text}"
            ));
        }
    }
    if let Some("delete" | "throw") | None = given.value("--disable-proto") {
    } else {
        let lines = vec!["invalid mode passed to --disable-proto".to_owned()];
        return Some(Wrong { lines, code: INVALID_VALUE });
    }
    VALUES.iter().find_map(|(name, known, text)| {
        let value = given.value(name).filter(|value| !known.contains(value))?;
        let text = text.replace("{}", value);
        Some(Wrong::new(text))
    })
}

/// What cannot be run again, with what is said of it.
const NOT_WATCHED: [(&str, &str); 3] = [
    ("--check", "either --watch or --check can be used, not both"),
    ("--eval", "either --watch or --eval can be used, not both"),
    ("--interactive", "either --watch or --interactive can be used, not both"),
];

/// Options whose values are a few words, with what is said of another; `{}` is that.
const VALUES: &[(&str, &[&str], &str)] = &[
    ("--completions", &["bash", "zsh", "fish"], "no completions for {}: bash, zsh or fish"),
    (
        "--input-type",
        &["module", "commonjs", "module-typescript", "commonjs-typescript"],
        "--input-type must be \"module\",\"commonjs\", \"module-typescript\" or \
         \"commonjs-typescript\"",
    ),
    (
        "--trace-require-module",
        &["all", "no-node-modules"],
        "invalid value for --trace-require-module",
    ),
    (
        "--unhandled-rejections",
        &["none", "strict", "throw", "warn", "warn-with-error-code"],
        "invalid value for --unhandled-rejections",
    ),
    ("--use-largepages", &["off", "on", "silent"], "invalid value for --use-largepages"),
];

fn wrong(text: &str) -> Option<Wrong> {
    Some(Wrong::new(text))
}
