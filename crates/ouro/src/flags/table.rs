//! The table of options that do something. Node docs: Command-line API, under the same names; what
//! is Ouro's own is marked so. Options of Node's that do nothing here are in `others.rs`.

use super::{
    others::{MISSING, NONE},
    row::{Effect, Group, Row, maybe, number, on, with},
};

/// Names that stand for others; `-pe` is the parser's.
pub(crate) const ALIASES: &[(&str, &str)] = &[
    ("completion-bash", "completions"),
    ("enable-network-family-autoselection", "network-family-autoselection"),
    ("es-module-specifier-resolution", "experimental-specifier-resolution"),
    ("experimental-default-config-file", "experimental-config-file"),
    ("experimental-require-module", "require-module"),
    ("experimental-strip-types", "strip-types"),
    ("experimental-test-isolation", "test-isolation"),
    ("loader", "experimental-loader"),
    ("report-directory", "report-dir"),
    ("security-reverts", "security-revert"),
    ("trace-events-enabled", "trace-event-categories"),
    ("webstorage", "experimental-webstorage"),
];

/// All groups, in the order of help.
pub(crate) fn groups() -> impl Iterator<Item = &'static Group> {
    ACTS.iter().chain(NONE).chain(MISSING)
}

/// The row of a long name, given without dashes and with its aliases resolved.
pub(crate) fn find(name: &str) -> Option<(&'static Group, &'static Row)> {
    groups()
        .find_map(|group| group.rows.iter().find(|row| row.name == name).map(|row| (group, row)))
}

/// The row of a letter.
pub(crate) fn find_short(letter: char) -> Option<(&'static Group, &'static Row)> {
    let is = |row: &&Row| row.short == Some(letter);
    groups().find_map(|group| group.rows.iter().find(is).map(|row| (group, row)))
}

const fn acts(title: &'static str, margin: &'static str, rows: &'static [Row]) -> Group {
    Group { title, margin, effect: Effect::Acts, rows }
}

/// The options that do something.
pub(crate) const ACTS: &[Group] = &[
    acts("Running a program", "Run", RUN),
    acts("Finding modules", "Modules", MODULES),
    acts("Permissions", "Permit", PERMIT),
    acts("Warnings and errors", "Report", REPORT),
    acts("Memory, engine, process", "Process", PROCESS),
    acts("About Ouro", "About", ABOUT),
];

const RUN: &[Row] = &[
    with("eval", "CODE", "run CODE").short('e').line_only().brief(),
    with("print", "CODE", "run CODE and print its value").optional().short('p').line_only().brief(),
    on("check", "check the syntax, run nothing").short('c').line_only().brief(),
    on("interactive", "a session, whatever standard input is").short('i').line_only().brief(),
    with("require", "MODULE", "require MODULE before the program").short('r').brief(),
    with("import", "MODULE", "import MODULE before the program").brief(),
    with("input-type", "TYPE", "what CODE is: commonjs, module, or either -typescript"),
    with("run", "SCRIPT", "a script of package.json, its words after --")
        .optional()
        .line_only()
        .brief(),
    on("watch", "run again when a loaded file changes").brief(),
    with("watch-path", "PATH", "as --watch, but for what changes below PATH"),
    with("watch-kill-signal", "SIGNAL", "what ends the program before the next run (SIGTERM)"),
    on("watch-preserve-output", "with --watch: do not clear the screen"),
    with("env-file", "FILE", "set the variables that FILE lists").line_only().brief(),
    with("env-file-if-exists", "FILE", "as --env-file, where FILE exists").line_only(),
    on("entry-url", "the program is named by a URL, relative to the current folder"),
];

const MODULES: &[Row] = &[
    with("conditions", "NAME", "a condition for exports and imports").short('C').brief(),
    with("experimental-loader", "MODULE", "customise loading by the hooks of MODULE"),
    on("experimental-detect-module", "let syntax not decide what a file is").default_on(),
    on("experimental-import-meta-resolve", "give import.meta.resolve its second argument"),
    on("experimental-vm-modules", "the classes vm.Module, SourceTextModule, SyntheticModule"),
    on("global-search-paths", "search neither NODE_PATH nor the home folder").default_on(),
    on("preserve-symlinks", "do not follow links to modules"),
    on("preserve-symlinks-main", "do not follow the link to the program"),
    on("require-module", "refuse to require ES modules").default_on(),
    on("strip-types", "take files in TypeScript for JavaScript").default_on(),
    with("trace-require-module", "MODE", "warn of ES modules required: all, no-node-modules"),
];

const PERMIT: &[Row] = &[
    on("permission", "allow nothing but what these say:").brief(),
    with("allow-fs-read", "PATH", "reading PATH and below; * for all").brief(),
    with("allow-fs-write", "PATH", "writing PATH and below; * for all").brief(),
    maybe("allow-net", "HOST[:PORT]", "the network, or one address of it").brief(),
    maybe("allow-env", "NAME", "variables: only those named, or NAME*").brief(),
    on("allow-child-process", "starting programs").brief(),
    on("allow-worker", "worker threads").brief(),
];

const REPORT: &[Row] = &[
    on("warnings", "print no warnings").default_on().brief(),
    on("deprecation", "print no warnings of deprecated APIs").default_on(),
    with("disable-warning", "NAME", "print no warnings of a code or type"),
    on("pending-deprecation", "warn of APIs that are to be deprecated"),
    with("redirect-warnings", "FILE", "append warnings to FILE"),
    on("throw-deprecation", "throw where a deprecated API is used"),
    on("trace-deprecation", "show where deprecated APIs are used"),
    on("trace-warnings", "show where warnings come from"),
    on("trace-uncaught", "show where uncaught values were thrown"),
    number("stack-trace-limit", "N", "how many frames a stack shows (10)"),
    with("unhandled-rejections", "MODE", "throw, strict, warn, warn-with-error-code, none"),
    on("trace-exit", "show where the program ends itself"),
    on("extra-info-on-fatal-exception", "no version below an uncaught error").default_on(),
    on("abort-on-uncaught-exception", "end by SIGABRT where nothing catches an error"),
];

const PROCESS: &[Row] = &[
    number("max-old-space-size", "MB", "memory for JavaScript (4096)").brief(),
    number("max-heap-size", "MB", "the same, by another of V8's names"),
    with("max-old-space-size-percentage", "N", "the same, of the machine's memory"),
    on("expose-gc", "add the function gc, which collects garbage"),
    with("disable-proto", "MODE", "Object.prototype.__proto__: delete it, or throw"),
    on("use-strict", "run CODE in strict mode").line_only(),
    on("disallow-code-generation-from-strings", "refuse eval and new Function"),
    on("experimental-global-navigator", "no global navigator").default_on(),
    with("title", "TEXT", "process.title"),
    with("dns-result-order", "ORDER", "of addresses: verbatim, ipv4first, ipv6first"),
    on("network-family-autoselection", "try one address of a host only").default_on(),
    with("network-family-autoselection-attempt-timeout", "MS", "time for each address (500)"),
];

const ABOUT: &[Row] = &[
    maybe("help", "all", "print this, or every option").short('h').line_only().brief(),
    on("version", "Node's version that is followed").short('v').line_only().brief(),
    on("verbose", "with --version: what Ouro is made of (Ouro's own)").line_only(),
    with("completions", "SHELL", "a script for bash, zsh or fish (Ouro's own)").line_only(),
    on("man", "the manual page, for man -l - (Ouro's own)").line_only(),
];
