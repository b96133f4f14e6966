//! Command lines that Node and Ouro answer alike, and what Ouro alone answers.
//! The first table passes, unchanged, under Node (`OURO_TEST_RUNTIME=node cargo test -p ouro alike`).
//! Node docs: Command-line API.

use std::{collections::BTreeSet, path::PathBuf};

use crate::cli::{Folder, ouro_with, stderr, stdout};

/// Words, `NODE_OPTIONS`, standard input; exit code, standard output, standard error, in which `%`
/// stands for the program's name. A `~` in front: that is somewhere in it.
type Row = (&'static [&'static str], &'static str, &'static str, i32, &'static str, &'static str);

const ARGS: &str = "console.log(JSON.stringify([process.argv.slice(2), process.execArgv]))";
const EXEC: &str = "JSON.stringify(process.execArgv)";
const WARN: &str = "process.emitWarning('text', 'Kind', 'K1')";
const MODULE: &str = "%: --input-type must be \"module\",\"commonjs\", \"module-typescript\" or \
                      \"commonjs-typescript\"\n";

/// What both answer.
const ALIKE: &[Row] = &[
    // Unknown options.
    (&["--zork"], "", "", 9, "", "%: bad option: --zork\n"),
    (&["--zork=1", "-x"], "", "", 9, "", "%: bad option: --zork=1\n%: bad option: -x\n"),
    (&["-xyz"], "", "", 9, "", "%: bad option: -xyz\n"),
    (&["--no-i-dont-exist"], "", "", 9, "", "%: bad option: --no-i-dont-exist\n"),
    (&["-v", "--zork"], "", "", 9, "", "%: bad option: --zork\n"),
    (&["-e=1"], "", "", 9, "", "%: bad option: -e=1\n"),
    (&["-r=x"], "", "", 9, "", "%: bad option: -r=x\n"),
    (&["-ep", "1"], "", "", 9, "", "%: bad option: -ep\n"),
    (&["-p", "-1"], "", "", 9, "", "%: bad option: -1\n"),
    (&["--experimental-permission", "-p", "1"], "", "", 9, "", "~bad option: --experimental-perm"),
    // Values.
    (&["-e"], "", "", 9, "", "%: -e requires an argument\n"),
    (&["--eval"], "", "", 9, "", "%: --eval requires an argument\n"),
    (&["--eval="], "", "", 9, "", "%: --eval= requires an argument\n"),
    (&["-e", "-p"], "", "", 9, "", "%: -e requires an argument\n"),
    (&["-pe"], "", "", 9, "", "%: --eval requires an argument\n"),
    (&["--require="], "", "", 9, "", "%: --require= requires an argument\n"),
    (&["-C"], "", "", 9, "", "%: -C requires an argument\n"),
    (&["--zork", "-r"], "", "", 9, "", "%: -r requires an argument\n"),
    (&["--title"], "", "", 9, "", "%: --title requires an argument\n"),
    (&["--trace-require-module", "-p", "1"], "", "", 9, "", "~--trace-require-module requires an"),
    (&["--allow-fs-read"], "", "", 9, "", "%: --allow-fs-read requires an argument\n"),
    (&["-p", "\\-42"], "", "", 0, "-42\n", ""),
    (&["--title", "\\-x", "-p", "process.title"], "", "", 0, "-x\n", ""),
    (&["--title=a", "--title=b", "-p", "process.title"], "", "", 0, "b\n", ""),
    (&["--conditions", "", "-p", "1"], "", "", 0, "1\n", ""),
    (&["--stack_trace_limit=5", "-p", "Error.stackTraceLimit"], "", "", 0, "5\n", ""),
    (&["--stack-trace-limit", "5", "-p", "1"], "", "", 9, "", "~bad option: --stack-trace-limit\n"),
    (&["--stack-trace-limit=x"], "", "", 9, "", "~illegal value for flag --stack-trace-limit=x of"),
    (&["--max-old-space-size=x"], "", "", 9, "", "~bad option: --max-old-space-size=x\n"),
    (&["--max_old_space_size=100", "-p", "1"], "", "", 0, "1\n", ""),
    (&["--input-type=x", "-e", "1"], "", "", 9, "", MODULE),
    (&["--unhandled-rejections=x"], "", "", 9, "", "%: invalid value for --unhandled-rejections\n"),
    (&["--trace-require-module=x"], "", "", 9, "", "%: invalid value for --trace-require-module\n"),
    (&["--disable-proto=x"], "", "", 12, "", "%: invalid mode passed to --disable-proto\n"),
    (
        &["--max-old-space-size-percentage=0"],
        "",
        "",
        9,
        "",
        "~greater than 0 and up to 100. Got: 0\n",
    ),
    (
        &["--dns-result-order=x", "-p", "1"],
        "",
        "",
        1,
        "",
        "~TypeError [ERR_INVALID_ARG_VALUE]: The",
    ),
    // On and off.
    (&["--no-title"], "", "", 9, "", "~--no-title is an invalid negation because it is not a bool"),
    (&["--no-experimental-modules"], "", "", 9, "", "~is an invalid negation because it is not a"),
    (&["--no_warnings", "-p", EXEC], "", "", 0, "~[\"--no_warnings\",\"-p\"", ""),
    (&["--warnings=false", "-e", WARN], "", "", 0, "", "~Kind: text"),
    (&["--no-warnings", "--warnings", "-e", WARN], "", "", 0, "", "~Kind: text"),
    (&["--warnings", "--no-warnings", "-e", WARN], "", "", 0, "", ""),
    (&["--no-warnings=1", "-e", WARN], "", "", 0, "", ""),
    (&["--disable-warning=A", "--disable-warning=Kind", "-e", WARN], "", "", 0, "", ""),
    (&["--disable-warning=K1", "--disable-warning=B", "-e", WARN], "", "", 0, "", ""),
    (&["--no-expose-gc", "-p", "typeof gc"], "", "", 0, "undefined\n", ""),
    (&["--expose_gc", "-p", "typeof gc"], "", "", 0, "function\n", ""),
    (
        &["--no-experimental-global-navigator", "-p", "typeof navigator"],
        "",
        "",
        0,
        "undefined\n",
        "",
    ),
    // Code and programs.
    (&["-p", "1"], "", "", 0, "1\n", ""),
    (&["-p", "-e", "1"], "", "", 0, "1\n", ""),
    (&["-pe", "1"], "", "", 0, "1\n", ""),
    (&["--print", "1"], "", "", 0, "1\n", ""),
    (&["--print=1"], "", "", 0, "undefined\n", ""),
    (&["-p"], "", "1 + 1", 0, "2\n", ""),
    (&["-p", "Promise.resolve().then(() => 1)"], "", "", 0, "Promise { 1 }\n", ""),
    (&["-p", "setTimeout(console.log, 1, 'x'); 1"], "", "", 0, "x\n1\n", ""),
    (&["-e", "console.log(1)", "-p", "2"], "", "", 0, "2\n", ""),
    (&["-p", "process.argv.slice(1).join()", "--", "-x", "y"], "", "", 0, "-x,y\n", ""),
    (&["-e", "", "args.js"], "", "", 0, "", ""),
    (&["args.js", "--zork", "-e"], "", "", 0, "[[\"--zork\",\"-e\"],[]]\n", ""),
    (
        &["--no-warnings", "--", "args.js", "--", "-a"],
        "",
        "",
        0,
        "[[\"--\",\"-a\"],[\"--no-warnings\"]]\n",
        "",
    ),
    (&["-", "-x"], "", ARGS, 0, "[[\"-x\"],[]]\n", ""),
    (&["--", "-", "a"], "", ARGS, 0, "[[\"a\"],[]]\n", ""),
    (&["-r", "./say.js", "-", "a"], "", ARGS, 0, "said\n[[\"a\"],[\"-r\",\"./say.js\"]]\n", ""),
    (&["folder"], "", "", 0, "said\n", ""),
    (&["./args"], "", "", 0, "[[],[]]\n", ""),
    (&["absent.js"], "", "", 1, "", "~Error: Cannot find module '"),
    (&["empty/"], "", "", 1, "", "~Error: Cannot find module '"),
    (&["--", "-x.js"], "", "", 1, "", "~Error: Cannot find module '"),
    (&["-c", "args.js", "bad.js"], "", "", 0, "", ""),
    (&["-c", "bad.js"], "", "", 1, "", "~bad.js:1\nlet a b\n      ^\n\nSyntaxError: Unexpected"),
    (&["-c", "absent.js"], "", "", 1, "", "~Error: Cannot find module '"),
    (&["-c", "-"], "", "let a b", 1, "", "~[stdin]:1\nlet a b\n      ^\n\nSyntaxError: Unexpected"),
    (&["-c", "-p", "1"], "", "", 9, "", "%: either --check or --eval can be used, not both\n"),
    (&["-i", "-c", "args.js"], "", "", 0, "", ""),
    (
        &["--input-type=module", "-p", "1"],
        "",
        "",
        1,
        "",
        "~--print cannot be used with ESM input\n",
    ),
    (
        &["--input-type=module", "-e", "!!!!"],
        "",
        "",
        1,
        "",
        "~SyntaxError: Unexpected end of input\n",
    ),
    (
        &["--input-type=commonjs", "-e", "import 'fs'"],
        "",
        "",
        1,
        "",
        "~import statement outside a mod",
    ),
    (&["--use-strict", "-p", "(function() { return this; })()"], "", "", 0, "undefined\n", ""),
    (
        &["--entry-url", "./args.js?a#b", "c"],
        "",
        "",
        0,
        "[[\"c\"],[\"--entry-url\"]]\n",
        "~--entry-url",
    ),
    (&["--disable-proto=delete", "-p", "({}).__proto__"], "", "", 0, "undefined\n", ""),
    (
        &["--disable-proto=throw", "-e", "({}).__proto__"],
        "",
        "",
        1,
        "",
        "~code: 'ERR_PROTO_ACCESS'",
    ),
    (
        &["--disallow-code-generation-from-strings", "-e", "eval('1')"],
        "",
        "",
        1,
        "",
        "~EvalError: Code generation from strings disallowed for this context\n",
    ),
    (
        &["--trace-exit", "-e", "process.exit(2)"],
        "",
        "",
        2,
        "",
        "~Exited the environment with code 2",
    ),
    (&["-e", "throw new Error('x')"], "", "", 1, "", "~\n\nNode.js v"),
    // Permissions.
    (
        &["--allow-fs-read=*", "args.js"],
        "",
        "",
        1,
        "",
        "~TypeError [ERR_MISSING_OPTION]: --permissi",
    ),
    (&["--allow-worker", "-p", "1"], "", "", 1, "", "~TypeError [ERR_MISSING_OPTION]: --permissi"),
    (&["--no-allow-worker", "-p", "1"], "", "", 0, "1\n", ""),
    (
        &["--permission", "--no-permission", "-p", "process.permission"],
        "",
        "",
        0,
        "undefined\n",
        "",
    ),
    (
        &["--permission", "--allow-fs-read=a,b", "-p", "1"],
        "",
        "",
        0,
        "1\n",
        "~CLI flag has changed.",
    ),
    // NODE_OPTIONS.
    (&["-p", "1"], "--zork=3", "", 9, "", "%: --zork= is not allowed in NODE_OPTIONS\n"),
    (&["-p", "1"], "-e 1", "", 9, "", "%: -e is not allowed in NODE_OPTIONS\n"),
    (&["-p", "1"], "-pe 1", "", 9, "", "%: -pe is not allowed in NODE_OPTIONS\n"),
    (&["-p", "1"], "--", "", 9, "", "%: -- is not allowed in NODE_OPTIONS\n"),
    (&["-p", "1"], "--no-eval", "", 9, "", "%: --no-eval is not allowed in NODE_OPTIONS\n"),
    (&["-p", "1"], "--env-file=x", "", 9, "", "%: --env-file= is not allowed in NODE_OPTIONS\n"),
    (
        &["-p", "1"],
        "--stack-size=9",
        "",
        9,
        "",
        "%: --stack-size= is not allowed in NODE_OPTIONS\n",
    ),
    (
        &["-p", "1"],
        "--expose_internals",
        "",
        9,
        "",
        "~--expose_internals is not allowed in NODE_OP",
    ),
    (&["-p", "1"], "--require", "", 9, "", "%: --require requires an argument\n"),
    (&["-p", "1"], "--input-type=x", "", 9, "", MODULE),
    (
        &["-p", "1"],
        "--title \"a",
        "",
        9,
        "",
        "~invalid value for NODE_OPTIONS (unterminated string)",
    ),
    (&["-p", "1"], "\"a\\", "", 9, "", "~invalid value for NODE_OPTIONS (invalid escape)"),
    (&["-p", "1"], "  ", "", 0, "1\n", ""),
    (&["-p", "1"], "--no-warnings absent.js", "", 0, "1\n", ""),
    (&["-p", "process.title"], "--title=\"a \\\"b\\\"\"", "", 0, "a \"b\"\n", ""),
    (&["--title=y", "-p", "process.title"], "--title=x", "", 0, "y\n", ""),
    (&["-p", EXEC], "-r ./say.js", "", 0, "~said\n[\"-p\",", ""),
    (&["--warnings", "-e", WARN], "--no-warnings", "", 0, "", "~Kind: text"),
    // Variables from files.
    (&["--env-file"], "", "", 9, "", "%: --env-file requires an argument\n"),
    (&["--env-file=absent", "-p", "1"], "", "", 9, "", "%: absent: not found\n"),
    (
        &["--env-file-if-exists=absent", "-p", "1"],
        "",
        "",
        0,
        "1\n",
        "absent not found. Continuing without it.\n",
    ),
    (&["--env-file", "one.env", "-p", "process.env.ONE"], "", "", 0, "a\nb\n", ""),
    (&["--env-file=one.env", "--env-file=two.env", "-p", "process.env.ONE"], "", "", 0, "2\n", ""),
    (&["--env-file=two.env", "-p", "process.title"], "", "", 0, "of a file\n", ""),
    (&["--env-file=two.env", "-p", "process.title"], "--title=mine", "", 0, "mine\n", ""),
    // About.
    (&["-v", "args.js"], "", "", 0, "v26.10.0\n", ""),
    (&["-vh"], "", "", 9, "", "%: bad option: -vh\n"),
    (&["-h"], "", "", 0, "~Usage: ", ""),
];

/// What Ouro answers: hints, refusals, what Node has not.
const OWN: &[Row] = &[
    (&["--chekc", "x.js"], "", "", 9, "", "%: bad option: --chekc\n%: did you mean --check?\n"),
    (&["-version"], "", "", 9, "", "%: bad option: -version\n%: did you mean --version?\n"),
    (
        &["--inspect", "x.js"],
        "",
        "",
        9,
        "",
        "%: --inspect is not available: there is no debugger\n",
    ),
    (&["--no-inspect", "-p", "1"], "", "", 0, "1\n", ""),
    (&["inspect", "x.js"], "", "", 9, "", "%: inspect is not available: there is no debugger\n"),
    (
        &["--cpu-prof", "x.js"],
        "",
        "",
        9,
        "",
        "%: --cpu-prof is not available: there is no profiler\n",
    ),
    (&["-p", "1"], "--inspect", "", 9, "", "%: --inspect is not available: there is no debugger\n"),
    (&["--allow-env=ONE", "-p", "process.env.ONE"], "", "", 0, "undefined\n", ""),
    (&["--verbose"], "", "", 9, "", "%: bad option: --verbose\n"),
    (&["--version", "--verbose"], "", "", 0, "~\nnode: 26.10.0\nboa: ", ""),
    (&["--help"], "", "", 0, "~Usage: ouro [options]", ""),
    (&["--help=all"], "", "", 0, "~Refused\n", ""),
    (&["--completions", "bash"], "", "", 0, "~complete -F _ouro", ""),
    (&["--completions=zsh"], "", "", 0, "~#compdef ouro", ""),
    (&["--completions", "fish"], "", "", 0, "~complete -c ouro -s e -l eval", ""),
    (&["--completions", "tcsh"], "", "", 9, "", "%: no completions for tcsh: bash, zsh or fish\n"),
    (&["--man"], "", "", 0, "~.TH ouro 1", ""),
    (&["-i", "-p", "1"], "", "", 0, "~1\n", ""),
];

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("args.js", ARGS);
    folder.write("say.js", "console.log('said')");
    folder.write("bad.js", "let a b");
    folder.write("one.env", "ONE='a\nb' # c\n");
    folder.write("two.env", "export ONE=2\nNODE_OPTIONS='--title \"of a file\"'\n");
    for name in ["folder", "empty"] {
        std::fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    folder.write("folder/index.js", "console.log('said')");
    folder
}

fn holds(wanted: &str, found: &str) -> bool {
    match wanted.strip_prefix('~') {
        Some(part) => found.contains(part),
        None => found == wanted,
    }
}

fn check(rows: &[Row], name: &str) {
    let folder = folder(name);
    let program: PathBuf = crate::node::runtime();
    let program = program.to_string_lossy();
    let mut wrong = Vec::new();
    for (words, node_options, input, code, out, err) in rows {
        let output = ouro_with(words, folder.path(), input, node_options);
        let err = err.replace('%', &program);
        let found = (output.status.code(), stdout(&output), stderr(&output));
        if found.0 != Some(*code) || !holds(out, &found.1) || !holds(&err, &found.2) {
            wrong.push(format!("{node_options} {words:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn node_and_ouro_answer_command_lines_alike() {
    check(ALIKE, "alike");
}

#[test]
fn ouro_hints_refuses_and_tells_of_itself() {
    check(OWN, "own");
}

#[test]
fn no_command_line_is_tried_twice() {
    let mut seen = BTreeSet::new();
    for (words, node_options, input, ..) in ALIKE.iter().chain(OWN) {
        assert!(seen.insert((words, node_options, input)), "{node_options} {words:?}");
    }
}
