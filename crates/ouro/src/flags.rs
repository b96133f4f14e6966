//! The command line: which flags there are, and what was given. Node docs: Command-line API.

/// What the command line asks for.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Command {
    /// A program, or standard input.
    Run(Given),
    /// `--help`
    Help,
    /// `--version`
    Version,
    /// Nothing that can be run: the text for standard error; the exit code is 9.
    Wrong(String),
}

/// What was given, sorted.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Given {
    /// Flags by their long names, with their values (empty where they take none).
    pub(crate) flags: Vec<(String, String)>,
    /// The flags as they were written on the command line: `process.execArgv`.
    pub(crate) exec_argv: Vec<String>,
    /// The program and its arguments; the arguments alone where `--eval` gives the program.
    pub(crate) argv: Vec<String>,
}

/// What a flag takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Takes {
    /// A flag that is on or, with `--no-`, off.
    Nothing,
    /// A value after `=`, or none.
    Maybe,
    /// A value after `=` or a space.
    Value,
}

/// One flag: its long name without dashes, what it takes, its short name, a line of help (empty:
/// accepted for the sake of programs that pass it, and listed in no help).
type Flag = (&'static str, Takes, &'static str, &'static str);

const FLAGS: &[Flag] = &[
    ("abort-on-uncaught-exception", Takes::Nothing, "", ""),
    ("allow-addons", Takes::Nothing, "", ""),
    ("allow-child-process", Takes::Nothing, "", "with --permission: allow child processes"),
    ("allow-env", Takes::Maybe, "", "show only the environment variables named"),
    ("allow-fs-read", Takes::Value, "", "with --permission: allow reading below a path"),
    ("allow-fs-write", Takes::Value, "", "with --permission: allow writing below a path"),
    ("allow-inspector", Takes::Nothing, "", ""),
    ("allow-natives-syntax", Takes::Nothing, "", ""),
    ("allow-net", Takes::Maybe, "", "with --permission: allow the network"),
    ("allow-wasi", Takes::Nothing, "", ""),
    ("allow-worker", Takes::Nothing, "", "with --permission: allow worker threads"),
    ("async-context-frame", Takes::Nothing, "", ""),
    ("check", Takes::Nothing, "c", "check the syntax of a program without running it"),
    ("conditions", Takes::Value, "C", "a further condition of package exports and imports"),
    ("deprecation", Takes::Nothing, "", "--no-deprecation: say nothing of deprecated APIs"),
    ("disable-proto", Takes::Value, "", ""),
    ("disable-warning", Takes::Value, "", "say nothing of warnings of a code or type"),
    ("disable-wasm-trap-handler", Takes::Nothing, "", ""),
    ("disallow-code-generation-from-strings", Takes::Nothing, "", "refuse eval and new Function"),
    ("dns-result-order", Takes::Value, "", ""),
    ("enable-source-maps", Takes::Nothing, "", ""),
    ("entry-url", Takes::Nothing, "", ""),
    ("env-file", Takes::Value, "", ""),
    ("env-file-if-exists", Takes::Value, "", ""),
    ("eval", Takes::Value, "e", "run a text as the program"),
    ("experimental-default-type", Takes::Value, "", ""),
    ("experimental-detect-module", Takes::Nothing, "", ""),
    ("experimental-eventsource", Takes::Nothing, "", ""),
    ("experimental-fetch", Takes::Nothing, "", ""),
    ("experimental-global-customevent", Takes::Nothing, "", ""),
    ("experimental-global-navigator", Takes::Nothing, "", ""),
    ("experimental-global-webcrypto", Takes::Nothing, "", ""),
    ("experimental-import-meta-resolve", Takes::Nothing, "", ""),
    ("experimental-json-modules", Takes::Nothing, "", ""),
    ("experimental-loader", Takes::Value, "", ""),
    ("experimental-modules", Takes::Nothing, "", ""),
    ("experimental-permission", Takes::Nothing, "", ""),
    ("experimental-print-required-tla", Takes::Nothing, "", ""),
    ("experimental-repl-await", Takes::Nothing, "", ""),
    ("experimental-require-module", Takes::Nothing, "", ""),
    ("experimental-sqlite", Takes::Nothing, "", ""),
    ("experimental-strip-types", Takes::Nothing, "", ""),
    ("experimental-test-coverage", Takes::Nothing, "", ""),
    ("experimental-test-module-mocks", Takes::Nothing, "", ""),
    ("experimental-transform-types", Takes::Nothing, "", ""),
    ("experimental-vm-modules", Takes::Nothing, "", ""),
    ("experimental-wasm-modules", Takes::Nothing, "", ""),
    ("experimental-websocket", Takes::Nothing, "", ""),
    ("experimental-webstorage", Takes::Nothing, "", ""),
    ("experimental-worker", Takes::Nothing, "", ""),
    ("experimental-shadow-realm", Takes::Nothing, "", ""),
    ("expose-externalize-string", Takes::Nothing, "", ""),
    ("expose-gc", Takes::Nothing, "", "add the global function gc"),
    ("expose-internals", Takes::Nothing, "", ""),
    ("extra-info-on-fatal-exception", Takes::Nothing, "", ""),
    ("force-context-aware", Takes::Nothing, "", ""),
    ("force-node-api-uncaught-exceptions-policy", Takes::Nothing, "", ""),
    ("frozen-intrinsics", Takes::Nothing, "", ""),
    ("global-search-paths", Takes::Nothing, "", ""),
    ("help", Takes::Nothing, "h", "print this"),
    ("icu-data-dir", Takes::Value, "", ""),
    ("import", Takes::Value, "", "import a module before the program"),
    ("input-type", Takes::Value, "", "what --eval and standard input are: commonjs or module"),
    ("insecure-http-parser", Takes::Nothing, "", ""),
    ("interactive", Takes::Nothing, "i", ""),
    ("jitless", Takes::Nothing, "", ""),
    ("loader", Takes::Value, "", ""),
    ("max-http-header-size", Takes::Value, "", ""),
    ("max-old-space-size", Takes::Value, "", ""),
    ("max-semi-space-size", Takes::Value, "", ""),
    ("network-family-autoselection", Takes::Nothing, "", ""),
    ("network-family-autoselection-attempt-timeout", Takes::Value, "", ""),
    ("node-snapshot", Takes::Nothing, "", ""),
    ("opt", Takes::Nothing, "", ""),
    ("pending-deprecation", Takes::Nothing, "", "warn of APIs that will be deprecated"),
    ("permission", Takes::Nothing, "", "allow nothing but what --allow-… flags say"),
    ("preserve-symlinks", Takes::Nothing, "", "do not follow links to modules"),
    ("preserve-symlinks-main", Takes::Nothing, "", "do not follow the link to the program"),
    ("print", Takes::Maybe, "p", "run a text as the program and print its value"),
    ("redirect-warnings", Takes::Value, "", "write warnings to a file"),
    ("report-on-signal", Takes::Nothing, "", ""),
    ("require", Takes::Value, "r", "require a module before the program"),
    ("require-module", Takes::Nothing, "", ""),
    ("run", Takes::Value, "", "run a script of package.json, with what follows --"),
    ("secure-heap", Takes::Value, "", ""),
    ("secure-heap-min", Takes::Value, "", ""),
    ("security-revert", Takes::Value, "", ""),
    ("stack-size", Takes::Value, "", ""),
    ("stack-trace-limit", Takes::Value, "", ""),
    ("strip-types", Takes::Nothing, "", ""),
    ("test", Takes::Nothing, "", ""),
    ("throw-deprecation", Takes::Nothing, "", "throw where a deprecated API is used"),
    ("title", Takes::Value, "", "the title of the process"),
    ("tls-cipher-list", Takes::Value, "", ""),
    ("trace-deprecation", Takes::Nothing, "", "show where deprecated APIs are used"),
    ("trace-exit", Takes::Nothing, "", ""),
    ("trace-require-module", Takes::Maybe, "", "warn of ES modules that are required"),
    ("trace-sigint", Takes::Nothing, "", ""),
    ("trace-sync-io", Takes::Nothing, "", ""),
    ("trace-uncaught", Takes::Nothing, "", "show where uncaught values were thrown"),
    ("trace-warnings", Takes::Nothing, "", "show where warnings were emitted"),
    ("track-heap-objects", Takes::Nothing, "", ""),
    ("unhandled-rejections", Takes::Value, "", "strict, warn, none, throw or warn-with-error-code"),
    ("use-bundled-ca", Takes::Nothing, "", ""),
    ("use-openssl-ca", Takes::Nothing, "", ""),
    ("use-system-ca", Takes::Nothing, "", ""),
    ("v8-options", Takes::Nothing, "", ""),
    ("verify-base-objects", Takes::Nothing, "", ""),
    ("version", Takes::Nothing, "v", "print the version of Node whose API this is"),
    ("warnings", Takes::Nothing, "", "--no-warnings: say nothing of warnings"),
    ("zero-fill-buffers", Takes::Nothing, "", ""),
];

/// Other names of flags.
const ALIASES: &[(&str, &str)] =
    &[("es-module-specifier-resolution", "experimental-specifier-resolution"), ("pe", "print")];

/// Reads the command line after the program's own name; `environment` is `NODE_OPTIONS`.
pub(crate) fn read(args: Vec<String>, environment: Option<&str>) -> Command {
    let mut given = Given::default();
    if let Some(text) = environment {
        let mut words = split_words(text).into_iter().peekable();
        while let Some(word) = words.next() {
            if let Err(text) = flag(&word, &mut words, &mut given.flags) {
                return Command::Wrong(format!("{text} in NODE_OPTIONS"));
            }
        }
        const ONLY_ON_THE_LINE: [&str; 7] =
            ["--eval", "--print", "--check", "--help", "--version", "--interactive", "--run"];
        let wrong = given.flags.iter().find(|(name, _)| ONLY_ON_THE_LINE.contains(&&**name));
        if let Some((name, _)) = wrong {
            return Command::Wrong(format!("{name} is not allowed in NODE_OPTIONS"));
        }
    }
    let mut words = args.clone().into_iter().peekable();
    let mut position = 0;
    while let Some(word) = words.peek().cloned() {
        if word == "--" {
            words.next();
            break;
        }
        if word == "-" || !word.starts_with('-') {
            break;
        }
        words.next();
        if let Err(text) = flag(&word, &mut words, &mut given.flags) {
            return Command::Wrong(text);
        }
        let now = args.len() - words.len();
        given.exec_argv.extend(args.iter().take(now).skip(position).cloned());
        position = now;
    }
    given.argv = words.collect();
    let has = |name: &str| given.flags.iter().any(|(flag, _)| flag == name);
    if has("--version") {
        return Command::Version;
    }
    if has("--help") {
        return Command::Help;
    }
    if let Some(text) = contradiction(&given, &has) {
        return Command::Wrong(text.to_owned());
    }
    Command::Run(given)
}

/// Flags that do not go together, or values that are not known, in Node's words.
fn contradiction(given: &Given, has: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    if has("--check") && has("--eval") {
        return Some("either --check or --eval can be used, not both");
    }
    let value = |name: &str| {
        let found = given.flags.iter().rev().find(|(flag, _)| flag == name);
        found.map(|(_, value)| value.as_str())
    };
    let types = ["module", "commonjs", "module-typescript", "commonjs-typescript"];
    if value("--input-type").is_some_and(|kind| !types.contains(&kind)) {
        return Some(
            "--input-type must be \"module\",\"commonjs\", \"module-typescript\" or \
             \"commonjs-typescript\"",
        );
    }
    let traced = ["", "all", "no-node-modules"];
    if value("--trace-require-module").is_some_and(|mode| !traced.contains(&mode)) {
        return Some("invalid value for --trace-require-module");
    }
    let modes = ["strict", "warn", "none", "throw", "warn-with-error-code"];
    if value("--unhandled-rejections").is_some_and(|mode| !modes.contains(&mode)) {
        return Some("invalid value for --unhandled-rejections");
    }
    None
}

/// Reads one flag, and its value from the words after it.
fn flag(
    word: &str,
    words: &mut std::iter::Peekable<impl Iterator<Item = String>>,
    flags: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let (name, inline) = match word.split_once('=') {
        Some((name, value)) if word.starts_with("--") => (name, Some(value.to_owned())),
        _ => (word, None),
    };
    if name == "-pe" {
        return flag("-p", words, flags);
    }
    let Some(long) = name.strip_prefix("--") else {
        let short = name.trim_start_matches('-');
        let found = FLAGS.iter().find(|row| !row.2.is_empty() && row.2 == short);
        let Some(row) = found else { return Err(format!("bad option: {word}")) };
        return take(row, name, None, words, flags);
    };
    let long = long.replace('_', "-");
    let long = ALIASES.iter().find(|(alias, _)| *alias == long).map_or(&*long, |row| row.1);
    if let Some(row) = FLAGS.iter().find(|row| row.0 == long) {
        return take(row, name, inline, words, flags);
    }
    if let Some(off) = long.strip_prefix("no-")
        && let Some(row) = FLAGS.iter().find(|row| row.0 == off)
    {
        if row.1 != Takes::Nothing {
            return Err(format!(
                "{name} is an invalid negation because it is not a boolean option"
            ));
        }
        flags.retain(|(flag, _)| flag.strip_prefix("--") != Some(off));
        flags.push((format!("--no-{off}"), String::new()));
        return Ok(());
    }
    // Flags of the engine that Node is built on: they change nothing that a program can tell.
    if long.starts_with("harmony") || long.starts_with("no-harmony") || long == "use-strict" {
        flags.push((format!("--{long}"), inline.unwrap_or_default()));
        return Ok(());
    }
    Err(format!("bad option: {word}"))
}

fn take(
    &(long, takes, ..): &Flag,
    written: &str,
    inline: Option<String>,
    words: &mut std::iter::Peekable<impl Iterator<Item = String>>,
    flags: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let missing = || format!("{written} requires an argument");
    let is_print = long == "print";
    let value = match (takes, inline) {
        (Takes::Nothing, Some(_)) => return Err(format!("{written} does not take an argument")),
        (Takes::Nothing, None) => String::new(),
        (_, Some(value)) if value.is_empty() && takes == Takes::Value => return Err(missing()),
        (_, Some(value)) => value,
        (Takes::Maybe, None) if is_print => match words.next_if(|next| !is_flag(next)) {
            Some(code) => code,
            None => {
                // `-p -e code`, and `-p` alone with the program on standard input.
                flags.push(("--print".to_owned(), String::new()));
                return Ok(());
            }
        },
        (Takes::Maybe, None) => String::new(),
        (Takes::Value, None) => match words.next_if(|next| long == "eval" || !is_flag(next)) {
            Some(value) => value,
            // `--run` alone asks what there is.
            None if long == "run" => String::new(),
            None => return Err(missing()),
        },
    };
    if is_print {
        flags.push(("--eval".to_owned(), value.clone()));
    }
    if long == "loader" {
        flags.push(("--experimental-loader".to_owned(), value));
        return Ok(());
    }
    flags.push((format!("--{long}"), value));
    Ok(())
}

/// What cannot be the value of a flag; `-` alone can.
fn is_flag(word: &str) -> bool {
    word.len() > 1 && word.starts_with('-')
}

/// Splits as Node splits `NODE_OPTIONS`: at spaces, except within double quotes.
fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut started) = (false, false);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quoted => word.extend(letters.next()),
            '"' => {
                quoted = !quoted;
                started = true;
            }
            ' ' if !quoted => {
                if started {
                    words.push(std::mem::take(&mut word));
                    started = false;
                }
            }
            letter => {
                word.push(letter);
                started = true;
            }
        }
    }
    if started {
        words.push(word);
    }
    words
}

/// The text of `--help`.
pub(crate) fn help() -> String {
    let mut text = String::from(
        "Usage: ouro [options] [ program.js ] [arguments]\n       ouro [options] -e code \
         [arguments]\n       ouro [options] - [arguments]\n\nOptions:\n",
    );
    for (long, takes, short, help) in FLAGS.iter().filter(|row| !row.3.is_empty()) {
        let value = match takes {
            Takes::Nothing => "",
            Takes::Maybe => "[=...]",
            Takes::Value => "=...",
        };
        let short = if short.is_empty() { String::new() } else { format!("-{short}, ") };
        text.push_str(&format!("  {:<32}{help}\n", format!("{short}--{long}{value}")));
    }
    text.push_str("\nDocumentation of the API: https://nodejs.org/docs/latest-v26.x/api/\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(args: &[&str]) -> Given {
        match read(args.iter().map(|arg| (*arg).to_owned()).collect(), None) {
            Command::Run(given) => given,
            other => panic!("{other:?}"),
        }
    }

    fn wrong(args: &[&str]) -> String {
        match read(args.iter().map(|arg| (*arg).to_owned()).collect(), None) {
            Command::Wrong(text) => text,
            other => panic!("{other:?}"),
        }
    }

    fn flags(given: &Given) -> Vec<(&str, &str)> {
        given.flags.iter().map(|(name, value)| (&**name, &**value)).collect()
    }

    #[test]
    fn flags_end_at_the_program() {
        let given = run(&["--no-warnings", "-r", "./a", "x.js", "--check", "-e"]);
        assert_eq!(flags(&given), [("--no-warnings", ""), ("--require", "./a")]);
        assert_eq!(given.exec_argv, ["--no-warnings", "-r", "./a"]);
        assert_eq!(given.argv, ["x.js", "--check", "-e"]);
        assert_eq!(run(&["--", "-x"]).argv, ["-x"]);
        assert_eq!(run(&["-", "a"]).argv, ["-", "a"]);
    }

    #[test]
    fn code_may_begin_with_a_dash_and_print_takes_it_along() {
        assert_eq!(flags(&run(&["-e", "-1"])), [("--eval", "-1")]);
        assert_eq!(flags(&run(&["-p", "1", "a"])), [("--eval", "1"), ("--print", "1")]);
        assert_eq!(flags(&run(&["-pe", "1"])), [("--eval", "1"), ("--print", "1")]);
        assert_eq!(flags(&run(&["-p", "-e", "1"])), [("--print", ""), ("--eval", "1")]);
    }

    #[test]
    fn wrong_flags_are_named_as_node_names_them() {
        assert_eq!(wrong(&["--zork"]), "bad option: --zork");
        assert_eq!(wrong(&["-r"]), "-r requires an argument");
        assert_eq!(wrong(&["--conditions"]), "--conditions requires an argument");
        assert_eq!(
            wrong(&["--no-title"]),
            "--no-title is an invalid negation because it is not a boolean option"
        );
        assert_eq!(wrong(&["-c", "-e", "1"]), "either --check or --eval can be used, not both");
    }

    #[test]
    fn node_options_come_first_and_may_not_hold_a_program() {
        let read = |text| read(Vec::new(), Some(text));
        let Command::Run(given) = read("--conditions=dev  --title \"a b\"") else {
            panic!("these are allowed")
        };
        assert_eq!(flags(&given), [("--conditions", "dev"), ("--title", "a b")]);
        assert_eq!(
            read("-e 1"),
            Command::Wrong("--eval is not allowed in NODE_OPTIONS".to_owned())
        );
    }

    #[test]
    fn underscores_count_as_dashes() {
        assert_eq!(flags(&run(&["--expose_gc"])), [("--expose-gc", "")]);
    }
}
