//! Completion scripts for shells and the manual page, made by clap's own printers from a clap
//! command that is built of the table of options; nothing else here uses clap.

use clap::{Arg, ArgAction, Command, ValueHint};
use clap_complete::Shell;

use super::{
    help::VARIABLES,
    row::{Row, Takes},
    table,
};

/// The completion script for a shell: `fish`, `zsh`, or else `bash`.
pub(crate) fn completions(shell: &str) -> String {
    let shell = match shell {
        "fish" => Shell::Fish,
        "zsh" => Shell::Zsh,
        _ => Shell::Bash,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "ouro", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual page, in the language of roff.
pub(crate) fn manual() -> String {
    let man = clap_mangen::Man::new(command()).manual("Ouro");
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = man.render_title(&mut page);
    let _ = man.render_name_section(&mut page);
    page.extend_from_slice(SYNOPSIS.as_bytes());
    let _ = man.render_description_section(&mut page);
    let _ = man.render_options_section(&mut page);
    let mut page = String::from_utf8_lossy(&page).into_owned();
    page.push_str(".SH ENVIRONMENT\n");
    for (name, help) in VARIABLES {
        page.push_str(&format!(".TP\n\\fB{name}\\fR\n{}\n", help.replace('-', "\\-")));
    }
    page.push_str(STATUS);
    page
}

/// How the program is called, in roff; what clap makes of so many options is of no use.
const SYNOPSIS: &str = ".SH SYNOPSIS\n\
    \\fBouro\\fR [\\fIoptions\\fR] \\fIscript\\fR | \\fB\\-\\fR [\\fIarguments\\fR]\n.br\n\
    \\fBouro\\fR [\\fIoptions\\fR] \\fB\\-e\\fR | \\fB\\-p\\fR \\fIcode\\fR [\\fIarguments\\fR]\n.br\n\
    \\fBouro\\fR \\fB\\-\\-run\\fR \\fIscript\\fR [\\fB\\-\\-\\fR \\fIarguments\\fR]\n";

/// Node's exit codes, in roff.
const STATUS: &str = ".SH EXIT STATUS\n\
    The script's own; else 1 where an error was not caught, 7 where what handles such errors fails, \
    9 for a wrong command line, 13 where a module waits for what cannot come, 134 for want of memory.\n\
    .SH SEE ALSO\nhttps://nodejs.org/api/cli.html\n";

/// The options that do something, as clap describes a command.
fn command() -> Command {
    let script = Arg::new("script").value_name("SCRIPT").value_hint(ValueHint::FilePath);
    let arguments = Arg::new("arguments").value_name("ARGUMENTS").num_args(0..);
    let mut command = Command::new("ouro")
        .version(concat!("v", env!("CARGO_PKG_VERSION")))
        .about("runs Node.js programs")
        .long_about(
            "Runs a JavaScript program as Node.js does: a file, CODE, or what standard input holds. \
             Without any of these, at a terminal, it starts a session. Options after the script are \
             the script's.",
        )
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(script.help("The program; - for standard input"))
        .arg(arguments.help("What process.argv holds from its third entry on"));
    for group in table::ACTS {
        command = command.next_help_heading(group.title);
        for row in group.rows {
            command = command.arg(arg(row));
        }
    }
    command
}

fn arg(row: &'static Row) -> Arg {
    // clap wants names that live as long as the program, which ends when they are printed.
    let name = if row.is_default { format!("no-{}", row.name).leak() } else { row.name };
    let arg = Arg::new(row.name).long(name).help(row.help);
    let arg = match row.short {
        Some(letter) => arg.short(letter),
        None => arg,
    };
    let arg = match row.takes {
        Takes::Ignored | Takes::Nothing => return arg.action(ArgAction::SetTrue),
        Takes::Either => arg.num_args(0..=1),
        Takes::Maybe => arg.num_args(0..=1).require_equals(true),
        Takes::Number => arg.require_equals(true),
        Takes::Value => arg,
    };
    let arg = arg.value_name(row.value).action(ArgAction::Append);
    match (row.value, words(row.name)) {
        (_, words @ [_, ..]) => arg.value_parser(words.to_vec()),
        ("FILE" | "PATH" | "MODULE", _) => arg.value_hint(ValueHint::AnyPath),
        _ => arg.value_hint(ValueHint::Other),
    }
}

/// The words that an option's value may be, where these are few.
fn words(name: &str) -> &'static [&'static str] {
    match name {
        "completions" => &["bash", "zsh", "fish"],
        "dns-result-order" => &["verbatim", "ipv4first", "ipv6first"],
        "help" => &["all"],
        "input-type" => &["commonjs", "module", "commonjs-typescript", "module-typescript"],
        "trace-require-module" => &["all", "no-node-modules"],
        "unhandled-rejections" => &["throw", "strict", "warn", "warn-with-error-code", "none"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_finds_no_fault_with_the_table() {
        command().debug_assert();
    }
}
