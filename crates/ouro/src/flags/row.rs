//! What the command line is described by: an option, a group of them, and how one is written down.
//!
//! Every reader (the parser, help, completions, the manual page, `process.allowedNodeEnvironmentFlags`)
//! goes over the one table in `table.rs`. Node docs: Command-line API.

/// One option.
#[derive(Debug)]
pub(crate) struct Row {
    /// The long name, without dashes.
    pub(crate) name: &'static str,
    /// The letter of its short form.
    pub(crate) short: Option<char>,
    /// What follows it.
    pub(crate) takes: Takes,
    /// What its value is called in help; empty where it takes none.
    pub(crate) value: &'static str,
    /// A line of help, without a full stop.
    pub(crate) help: &'static str,
    /// Whether `NODE_OPTIONS` may hold it.
    pub(crate) in_environment: bool,
    /// Whether it is on unless `--no-NAME` is given; help is then about that.
    pub(crate) is_default: bool,
    /// Whether `--help` shows it, and not only `--help=all`.
    pub(crate) is_brief: bool,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Takes {
    /// A value after `=` or a space, or none.
    Either,
    /// Nothing, and nothing comes of it: kept by Node for old programs.
    Ignored,
    /// A value after `=`, or none.
    Maybe,
    /// Nothing: it is on or, with `--no-`, off. As in Node, a value after `=` is of no account.
    Nothing,
    /// A whole number after `=`, as V8 reads its flags.
    Number,
    /// A value after `=` or a space.
    Value,
}

/// Options that belong together.
#[derive(Debug)]
pub(crate) struct Group {
    /// The heading in `--help=all` and the manual page; for those without effect or missing, why.
    pub(crate) title: &'static str,
    /// The heading in the margin of `--help`.
    pub(crate) margin: &'static str,
    /// What becomes of them.
    pub(crate) effect: Effect,
    /// The options, in the order of help.
    pub(crate) rows: &'static [Row],
}

/// What Ouro does about the options of a group.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Effect {
    /// They do what their help says.
    Acts,
    /// Node has them, and whatever they ask for is so already, or can make no difference.
    None,
    /// Node has them, and what they ask for is missing: they are refused.
    Missing,
}

/// An option that is on or off.
pub(super) const fn on(name: &'static str, help: &'static str) -> Row {
    Row {
        name,
        short: None,
        takes: Takes::Nothing,
        value: "",
        help,
        in_environment: true,
        is_default: false,
        is_brief: false,
    }
}

/// An option that takes a value.
pub(super) const fn with(name: &'static str, value: &'static str, help: &'static str) -> Row {
    Row { takes: Takes::Value, value, ..on(name, help) }
}

/// An option that takes a value after `=`, or none.
pub(super) const fn maybe(name: &'static str, value: &'static str, help: &'static str) -> Row {
    Row { takes: Takes::Maybe, value, ..on(name, help) }
}

/// A flag of V8's that takes a number after `=`.
pub(super) const fn number(name: &'static str, value: &'static str, help: &'static str) -> Row {
    Row { takes: Takes::Number, value, ..on(name, help) }
}

/// An option that Node itself ignores.
pub(super) const fn ignored(name: &'static str) -> Row {
    Row { takes: Takes::Ignored, ..on(name, "") }
}

impl Row {
    /// With a value that may follow a space, or be left out.
    pub(super) const fn optional(self) -> Self {
        Self { takes: Takes::Either, ..self }
    }

    /// With a short form.
    pub(super) const fn short(self, letter: char) -> Self {
        Self { short: Some(letter), ..self }
    }

    /// Not allowed in `NODE_OPTIONS`.
    pub(super) const fn line_only(self) -> Self {
        Self { in_environment: false, ..self }
    }

    /// On unless said otherwise.
    pub(super) const fn default_on(self) -> Self {
        Self { is_default: true, ..self }
    }

    /// Shown by `--help`.
    pub(super) const fn brief(self) -> Self {
        Self { is_brief: true, ..self }
    }

    /// Whether `--no-NAME` is understood.
    pub(crate) fn is_negatable(&self) -> bool {
        matches!(self.takes, Takes::Maybe | Takes::Nothing) || self.name == "print"
    }

    /// As help writes it: `-e, --eval CODE`, `--no-warnings`, `--allow-net[=RULE]`.
    pub(crate) fn written(&self) -> String {
        let short = self.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let no = if self.is_default { "no-" } else { "" };
        let value = match self.takes {
            Takes::Ignored | Takes::Nothing => String::new(),
            Takes::Either => format!(" [{}]", self.value),
            Takes::Maybe => format!("[={}]", self.value),
            Takes::Number => format!("={}", self.value),
            Takes::Value => format!(" {}", self.value),
        };
        format!("{short}--{no}{}{value}", self.name)
    }
}
