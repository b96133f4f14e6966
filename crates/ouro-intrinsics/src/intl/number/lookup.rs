//! Looking up what a number format needs in the tables: symbols and names of currencies, units, compact
//! forms. CLDR; the keys are told in `../data/README.md`.

use super::super::tables::{Table, counted};
use super::style::Style;

/// A table's values, those of Latin digits where a numbering system has none of its own.
pub(super) fn numeric(table: &Table, key: &str, system: &str) -> &'static str {
    let own = table.line(&format!("{key}.{system}"));
    own.or_else(|| table.line(&format!("{key}.latn"))).unwrap_or("")
}

/// Where the zeros of a compact form stand, and how many.
pub(super) fn zeros(text: &str) -> Option<(usize, usize)> {
    let start = text.find('0')?;
    let rest = text.get(start..)?;
    Some((start, rest.len() - rest.trim_start_matches('0').len()))
}

/// Which compact forms hold: those for money have the currency in them.
pub(super) fn compact_key(style: &Style, long: bool, table: &Table) -> &'static str {
    let Style::Currency { code, display, .. } = style else {
        return if long { "cl" } else { "cs" };
    };
    match *display {
        "name" => {
            if long {
                "cl"
            } else {
                "cs"
            }
        }
        "code" => "ccc",
        display => {
            let symbol = currency_symbol(table, code, display == "narrowSymbol");
            let letters = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
            if letters(symbol.chars().next()) && letters(symbol.chars().next_back()) {
                "ccc"
            } else {
                "ccs"
            }
        }
    }
}

/// The sign of a currency; its code where it has none.
pub(super) fn currency_symbol<'a>(table: &Table, code: &'a str, narrow: bool) -> &'a str {
    let Some(line) = table.line(&format!("c.{code}")) else { return code };
    let mut values = line.split('\t');
    let symbol = values.next().filter(|symbol| !symbol.is_empty()).unwrap_or(code);
    let own = values.next().filter(|own| narrow && !own.is_empty());
    own.unwrap_or(symbol)
}

/// The name of a currency behind a number of a category.
pub(super) fn currency_name(table: &Table, code: &str, category: &str) -> String {
    let Some(line) = table.line(&format!("c.{code}")) else { return code.to_owned() };
    let mut values = line.split('\t').skip(2);
    let name = values.next().unwrap_or(code);
    counted(values.next().unwrap_or(name), category).to_owned()
}

/// How a number of a unit is written.
pub(super) fn unit_template(table: &Table, unit: &str, width: &str, category: &str) -> String {
    let at = match width {
        "long" => 0,
        "short" => 1,
        _ => 2,
    };
    let of = |key: &str| table.line(key).and_then(|line| line.split('\t').nth(at));
    if let Some(texts) = of(&format!("u.{unit}")) {
        return counted(texts, category).to_owned();
    }
    let Some((above, below)) = unit.split_once("-per-") else { return format!("{{0}} {unit}") };
    let above = counted(of(&format!("u.{above}")).unwrap_or("{0}"), category);
    let pattern = of(&format!("p.{below}")).unwrap_or("{0}");
    pattern.replacen("{0}", above, 1)
}
