//! What stands around a number with its sign: its unit, or the name of its currency. ECMA-402 §16.5.3.

use super::super::tables::{Table, counted};
use super::{
    lookup::{currency_names, numeric, unit_texts},
    parts::{Part, Signs, around, pieces, push_text},
    style::Style,
};

/// What stands around everything else, by the category of the number.
#[derive(Clone, Debug)]
pub(super) enum Outer {
    /// The template of an amount, and the currency's names.
    Name(&'static str, String),
    None,
    /// Percents, which compact numbers have as a unit.
    Percent(String),
    /// The texts of a unit, and the template that says per what.
    Unit(String, &'static str),
}

impl Outer {
    pub(super) fn of(
        style: &Style,
        compact: bool,
        table: &Table,
        system: &str,
        percent: &str,
    ) -> Self {
        match style {
            Style::Currency { code, display, .. } if *display == "name" => {
                let template = table.line("cun").unwrap_or("{0} {c}");
                Self::Name(template, currency_names(table, code))
            }
            Style::Percent if compact => {
                let template = numeric(table, "pct", system).split('\t').next();
                let template = template.unwrap_or("{0}{%}").replace('\u{a0}', " ");
                Self::Percent(template.replace("{%}", percent))
            }
            Style::Unit { unit, width } => {
                let (texts, per) = unit_texts(table, unit, width);
                Self::Unit(texts, per)
            }
            _ => Self::None,
        }
    }

    /// The parts before and behind the number of a category, and whether it is shown at all.
    pub(super) fn around(&self, category: &str) -> (Vec<Part>, Vec<Part>, bool) {
        let unit = |text| {
            let mut parts = Vec::new();
            push_text(&mut parts, "unit", text);
            parts
        };
        match self {
            Self::None => (Vec::new(), Vec::new(), true),
            Self::Name(templates, names) => {
                let name = counted(names, category);
                let signs = Signs { currency: name, ..Signs::default() };
                let (before, behind, inside) = around(counted(templates, category));
                let part = |text| pieces(text, "literal", &signs);
                (part(before), part(behind), inside)
            }
            Self::Percent(template) => {
                let (before, behind, inside) = around(template);
                (unit(before), unit(behind), inside)
            }
            Self::Unit(texts, per) => {
                let template = per.replacen("{0}", counted(texts, category), 1);
                let (before, behind, inside) = around(&template);
                (unit(before), unit(behind), inside)
            }
        }
    }
}
