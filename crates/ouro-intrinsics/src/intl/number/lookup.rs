//! Looking up what a number format needs in the tables: symbols and names of currencies, units, compact
//! forms. CLDR; the keys are told in `../data/README.md`.

use super::super::tables::Table;
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

/// The names of a currency behind numbers, by category.
pub(super) fn currency_names(table: &Table, code: &str) -> String {
    let Some(line) = table.line(&format!("c.{code}")) else { return code.to_owned() };
    let mut values = line.split('\t').skip(2);
    let name = values.next().unwrap_or(code);
    values.next().unwrap_or(name).to_owned()
}

/// The currency as shown, and whether letters stand where it meets the number.
pub(super) fn currency_text(style: &Style, table: &Table, system: &str) -> (String, bool) {
    let Style::Currency { code, display, .. } = style else { return Default::default() };
    let text = match *display {
        "code" | "name" => code.as_str(),
        display => currency_symbol(table, code, display == "narrowSymbol"),
    };
    let first = numeric(table, "cur", system).starts_with("{0}");
    let edge = if first { text.chars().next() } else { text.chars().next_back() };
    let letters = edge.is_some_and(|edge| edge.is_alphanumeric() || edge == '.');
    (text.to_owned(), letters)
}

/// How a number of a unit is written, by category, and the template around that which says per what.
pub(super) fn unit_texts(table: &Table, unit: &str, width: &str) -> (String, &'static str) {
    let at = match width {
        "long" => 0,
        "short" => 1,
        _ => 2,
    };
    let of = |key: &str| table.line(key).and_then(|line| line.split('\t').nth(at));
    if let Some(texts) = of(&format!("u.{unit}")) {
        return (texts.to_owned(), "{0}");
    }
    let Some((above, below)) = unit.split_once("-per-") else {
        return (format!("{{0}} {unit}"), "{0}");
    };
    let above = of(&format!("u.{above}")).unwrap_or("{0}");
    (above.to_owned(), of(&format!("p.{below}")).unwrap_or("{0}"))
}
