//! The options of a number format: style, notation, sign, grouping. ECMA-402 §16.1.1, §16.1.2
//! (`SetNumberFormatUnitOptions`). Messages are V8's.

use boa_engine::{Context, JsNativeError, JsResult};

use super::super::options::Options;

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Decimal,
    Percent,
    /// The code in capitals, how it is shown, and whether as accountants do.
    Currency {
        code: String,
        display: &'static str,
        accounting: bool,
    },
    /// The unit and the width of its name: `long`, `short` or `narrow`.
    Unit {
        unit: String,
        width: &'static str,
    },
}

impl Style {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Percent => "percent",
            Self::Currency { .. } => "currency",
            Self::Unit { .. } => "unit",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// Whether long.
    Compact(bool),
    Engineering,
    Scientific,
    Standard,
}

impl Notation {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Compact(_) => "compact",
            Self::Engineering => "engineering",
            Self::Scientific => "scientific",
            Self::Standard => "standard",
        }
    }

    /// `compactDisplay`, where there is one.
    pub(crate) const fn compact_display(self) -> Option<&'static str> {
        match self {
            Self::Compact(true) => Some("long"),
            Self::Compact(false) => Some("short"),
            _ => None,
        }
    }
}

/// ECMA-402 §6.6.2: the units that may be asked for, and those of which one is "per" another.
pub(crate) const UNITS: [&str; 45] = [
    "acre",
    "bit",
    "byte",
    "celsius",
    "centimeter",
    "day",
    "degree",
    "fahrenheit",
    "fluid-ounce",
    "foot",
    "gallon",
    "gigabit",
    "gigabyte",
    "gram",
    "hectare",
    "hour",
    "inch",
    "kilobit",
    "kilobyte",
    "kilogram",
    "kilometer",
    "liter",
    "megabit",
    "megabyte",
    "meter",
    "microsecond",
    "mile",
    "mile-scandinavian",
    "milliliter",
    "millimeter",
    "millisecond",
    "minute",
    "month",
    "nanosecond",
    "ounce",
    "percent",
    "petabyte",
    "pound",
    "second",
    "stone",
    "terabit",
    "terabyte",
    "week",
    "yard",
    "year",
];

/// Reads the style with all that belongs to it.
pub(crate) fn read_style(options: &Options, context: &mut Context) -> JsResult<Style> {
    let styles = ["decimal", "percent", "currency", "unit"];
    let style = options.choice("style", &styles, context)?.unwrap_or("decimal");
    let code = options.text("currency", context)?;
    if code.is_none() && style == "currency" {
        let message = "Currency code is required with currency style.";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    if let Some(code) = &code
        && !is_currency(code)
    {
        let message = format!("Invalid currency code : {code}");
        return Err(JsNativeError::range().with_message(message).into());
    }
    let displays = ["code", "symbol", "narrowSymbol", "name"];
    let display = options.choice("currencyDisplay", &displays, context)?.unwrap_or("symbol");
    let sign = options.choice("currencySign", &["standard", "accounting"], context)?;
    let accounting = sign == Some("accounting");
    let unit = options.text("unit", context)?;
    if let Some(unit) = &unit
        && !is_unit(unit)
    {
        let message = format!("Invalid unit argument for Intl.NumberFormat() '{unit}'");
        return Err(JsNativeError::range().with_message(message).into());
    }
    if unit.is_none() && style == "unit" {
        let message = "Invalid unit argument for Intl.NumberFormat() ''";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let widths = ["short", "narrow", "long"];
    let width = options.choice("unitDisplay", &widths, context)?.unwrap_or("short");
    Ok(match (style, code, unit) {
        ("currency", Some(code), _) => {
            Style::Currency { code: code.to_ascii_uppercase(), display, accounting }
        }
        ("unit", _, Some(unit)) => Style::Unit { unit, width },
        ("percent", ..) => Style::Percent,
        _ => Style::Decimal,
    })
}

/// Whether a text has the form of a currency code.
pub(crate) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `IsWellFormedUnitIdentifier`.
fn is_unit(unit: &str) -> bool {
    let known = |unit: &str| UNITS.contains(&unit);
    known(unit)
        || unit.split_once("-per-").is_some_and(|(above, below)| known(above) && known(below))
}

/// Digits behind the point of an amount; CLDR, "currencyData/fractions".
pub(crate) fn currency_digits(code: &str) -> u32 {
    match code {
        "ADP" | "AFN" | "ALL" | "BIF" | "BYR" | "CLP" | "COP" | "DJF" | "ESP" | "GNF" | "HUF"
        | "IDR" | "IQD" | "IRR" | "ITL" | "LUF" | "TMM" | "TRL" | "ZMK" | "ISK" | "JPY" | "KMF"
        | "KPW" | "KRW" | "LAK" | "LBP" | "MGA" | "MMK" | "PKR" | "PYG" | "RWF" | "SLL" | "SOS"
        | "SYP" | "UGX" | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" | "YER" => 0,
        "BHD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}
