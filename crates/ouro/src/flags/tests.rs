//! What the command line is understood as, without a runtime.

use super::*;

fn read(words: &[&str], node_options: Option<&str>) -> Command {
    let variable = |name: &str| node_options.filter(|_| name == "NODE_OPTIONS").map(str::to_owned);
    decide(parse(words.iter().map(|word| (*word).to_owned()).collect()), variable)
}

fn run(words: &[&str]) -> Given {
    match read(words, None) {
        Command::Run(given) => given,
        other => panic!("{other:?}"),
    }
}

fn wrong(words: &[&str]) -> String {
    match read(words, None) {
        Command::Wrong(wrong) => wrong.lines.join("|"),
        other => panic!("{other:?}"),
    }
}

fn wrong_in_environment(text: &str) -> String {
    match read(&[], Some(text)) {
        Command::Wrong(wrong) => wrong.lines.join("|"),
        other => panic!("{other:?}"),
    }
}

fn flags(given: &Given) -> Vec<(&str, &str)> {
    given.flags.iter().map(|(name, value)| (&**name, &**value)).collect()
}

#[test]
fn options_end_at_the_program() {
    let given = run(&["--no-warnings", "-r", "./a", "x.js", "--check", "-e"]);
    assert_eq!(flags(&given), [("--no-warnings", ""), ("--require", "./a")]);
    assert_eq!(given.exec_argv, ["--no-warnings", "-r", "./a"]);
    assert_eq!(given.argv, ["x.js", "--check", "-e"]);
    let given = run(&["--no-warnings", "--", "-x"]);
    assert_eq!((given.exec_argv, given.argv), (vec!["--no-warnings".into()], vec!["-x".into()]));
    assert_eq!(run(&["-", "a"]).argv, ["-", "a"]);
}

#[test]
fn print_takes_code_along_unless_an_option_follows() {
    let both = [("--print", ""), ("--eval", "1")];
    for words in [&["-p", "1"][..], &["-pe", "1"], &["-p", "-e", "1"], &["--print", "1"]] {
        assert_eq!(flags(&run(words)), both, "{words:?}");
    }
    assert_eq!(flags(&run(&["-p"])), [("--print", "")]);
    assert_eq!(run(&["-p", "1", "a", "-b"]).argv, ["a", "-b"]);
}

#[test]
fn a_value_begins_with_a_dash_only_behind_a_backslash() {
    assert_eq!(wrong(&["-e", "-1"]), "-e requires an argument");
    assert_eq!(flags(&run(&["-e", "\\-1"])), [("--eval", "-1")]);
    assert_eq!(flags(&run(&["--eval=-1"])), [("--eval", "-1")]);
    assert_eq!(wrong(&["--eval="]), "--eval= requires an argument");
    assert_eq!(flags(&run(&["--title", ""])), [("--title", "")]);
}

#[test]
fn the_last_of_on_and_off_holds() {
    assert_eq!(flags(&run(&["--no-warnings", "--warnings"])), [("--warnings", "")]);
    assert_eq!(flags(&run(&["--warnings", "--no_warnings"])), [("--no-warnings", "")]);
    let Command::Run(given) = read(&["--warnings"], Some("--no-warnings")) else { panic!() };
    assert_eq!(flags(&given), [("--warnings", "")]);
}

#[test]
fn wrong_options_are_named_as_node_names_them() {
    assert_eq!(wrong(&["--zork=1", "-x"]), "bad option: --zork=1|bad option: -x");
    assert_eq!(wrong(&["--chekc"]), "bad option: --chekc|did you mean --check?");
    assert_eq!(wrong(&["-e=1"]), "bad option: -e=1");
    assert_eq!(wrong(&["--zork", "-r"]), "-r requires an argument");
    assert_eq!(wrong(&["-pe"]), "--eval requires an argument");
    assert_eq!(
        wrong(&["--no-title"]),
        "--no-title is an invalid negation because it is not a boolean option"
    );
    assert_eq!(wrong(&["-c", "-p", "1"]), "either --check or --eval can be used, not both");
    assert_eq!(wrong(&["--verbose"]), "bad option: --verbose");
}

#[test]
fn numbers_of_the_engine_follow_an_equals_sign() {
    assert_eq!(flags(&run(&["--stack_trace_limit=5"])), [("--stack-trace-limit", "5")]);
    let text = wrong(&["--stack-trace-limit", "5"]);
    assert!(text.starts_with("illegal value for flag --stack-trace-limit of type int|"), "{text}");
}

#[test]
fn what_is_missing_is_refused_unless_it_is_turned_off() {
    assert_eq!(wrong(&["--inspect"]), "--inspect is not available: there is no debugger");
    assert_eq!(flags(&run(&["--no-inspect"])), [("--no-inspect", "")]);
    assert!(wrong(&["--no-experimental-repl-await"]).contains("is not available"));
    assert_eq!(run(&["--experimental-repl-await"]).argv, Vec::<String>::new());
}

#[test]
fn node_options_come_first_and_hold_no_program() {
    let Command::Run(given) = read(&["-C", "b"], Some("--conditions=a  --title \"a \\\"b\" x.js"))
    else {
        panic!("these are allowed")
    };
    assert_eq!(flags(&given), [("--conditions", "a"), ("--title", "a \"b"), ("--conditions", "b")]);
    assert_eq!(given.exec_argv, ["-C", "b"]);
    for (text, error) in [
        ("-e 1", "-e is not allowed in NODE_OPTIONS"),
        ("--zork=3", "--zork= is not allowed in NODE_OPTIONS"),
        ("--", "-- is not allowed in NODE_OPTIONS"),
        ("--expose_internals", "--expose_internals is not allowed in NODE_OPTIONS"),
        ("--title \"a", "invalid value for NODE_OPTIONS (unterminated string)"),
        ("\"a\\", "invalid value for NODE_OPTIONS (invalid escape)"),
        ("--require", "--require requires an argument"),
    ] {
        assert_eq!(wrong_in_environment(text), error);
    }
}

#[test]
fn a_variable_stands_for_an_option_unless_the_line_says_no() {
    let read = |words: &[&str], value: &str| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        decide(parse(words), |name| (name == "NODE_PRESERVE_SYMLINKS").then(|| value.to_owned()))
    };
    let Command::Run(given) = read(&[], "1") else { panic!() };
    assert_eq!(flags(&given), [("--preserve-symlinks", "")]);
    let Command::Run(given) = read(&["--no-preserve-symlinks"], "1") else { panic!() };
    assert_eq!(flags(&given), [("--no-preserve-symlinks", "")]);
    let Command::Run(given) = read(&[], "0") else { panic!() };
    assert_eq!(flags(&given), []);
}

#[test]
fn what_is_asked_about_ouro_goes_before_any_program() {
    assert_eq!(read(&["-v", "x.js"], None), Command::Version { verbose: false });
    assert_eq!(read(&["--version", "--verbose"], None), Command::Version { verbose: true });
    assert_eq!(read(&["--help=all"], None), Command::Help { all: true });
    assert_eq!(read(&["--completion-bash"], None), Command::Completions("bash".into()));
    assert_eq!(wrong(&["--completions", "tcsh"]), "no completions for tcsh: bash, zsh or fish");
}

#[test]
fn no_name_is_in_the_table_twice() {
    let mut seen = std::collections::HashSet::new();
    for row in table::groups().flat_map(|group| group.rows) {
        assert!(seen.insert(row.name), "{}", row.name);
        assert!(!row.name.starts_with("no-"), "{}", row.name);
    }
    for (alias, name) in table::ALIASES {
        assert!(seen.insert(alias), "{alias}");
        assert!(table::find(name).is_some(), "{name}");
    }
}

#[test]
fn the_flags_for_node_options_begin_with_dashes_and_are_sorted() {
    let flags = environment_flags();
    assert!(flags.is_sorted());
    for flag in ["-r", "--require", "--no-warnings", "--perf-basic-prof", "--loader"] {
        assert!(flags.iter().any(|known| known == flag), "{flag}");
    }
    for flag in ["--eval", "-e", "--inspect", "--check", "--env-file"] {
        assert!(!flags.iter().any(|known| known == flag), "{flag}");
    }
}
