//! What goes around the digits of a currency or percentage. Unicode CLDR, number patterns and
//! currency symbols, for the languages and currencies most met; others follow the root locale.

use boa_engine::JsString;

/// How a currency is named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Display {
    Code,
    Name,
    NarrowSymbol,
    Symbol,
}

impl Display {
    /// The display of an option; symbols, unless it says otherwise.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "code" => Self::Code,
            "name" => Self::Name,
            "narrowSymbol" => Self::NarrowSymbol,
            _ => Self::Symbol,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::NarrowSymbol => "narrowSymbol",
            Self::Symbol => "symbol",
        }
    }
}

/// ISO 4217: digits after the point.
pub(super) fn currency_digits(code: &JsString) -> i32 {
    match code.to_std_string_lossy().as_str() {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// Symbol in most languages, and the narrow one.
const SYMBOLS: &[(&str, &str, &str)] = &[
    ("AUD", "A$", "$"),
    ("BRL", "R$", "R$"),
    ("CAD", "CA$", "$"),
    ("CNY", "CN¥", "¥"),
    ("EUR", "€", "€"),
    ("GBP", "£", "£"),
    ("HKD", "HK$", "$"),
    ("ILS", "₪", "₪"),
    ("INR", "₹", "₹"),
    ("JPY", "¥", "¥"),
    ("KRW", "₩", "₩"),
    ("MXN", "MX$", "$"),
    ("NZD", "NZ$", "$"),
    ("PHP", "₱", "₱"),
    ("TWD", "NT$", "$"),
    ("USD", "$", "$"),
    ("VND", "₫", "₫"),
    ("XAF", "FCFA", "FCFA"),
    ("XOF", "F\u{202f}CFA", "F\u{202f}CFA"),
];

/// Symbols that a region writes its own currency with.
const OWN: &[(&str, &str, &str)] = &[
    ("cs", "CZK", "Kč"),
    ("da", "DKK", "kr."),
    ("en-AU", "AUD", "$"),
    ("en-CA", "CAD", "$"),
    ("en-GB", "USD", "US$"),
    ("en-NZ", "NZD", "$"),
    ("es", "BRL", "BRL"),
    ("es", "GBP", "GBP"),
    ("es", "JPY", "JPY"),
    ("es", "USD", "US$"),
    ("es-MX", "MXN", "$"),
    ("fr", "GBP", "£GB"),
    ("fr", "JPY", "JPY"),
    ("fr", "USD", "$US"),
    ("fr-CA", "CAD", "$"),
    ("hu", "HUF", "Ft"),
    ("ja", "CNY", "元"),
    ("ja", "JPY", "￥"),
    ("nb", "NOK", "kr"),
    ("nl", "JPY", "JP¥"),
    ("nl", "USD", "US$"),
    ("no", "NOK", "kr"),
    ("pl", "PLN", "zł"),
    ("pl", "USD", "USD"),
    ("pt", "JPY", "JP¥"),
    ("pt", "USD", "US$"),
    ("ru", "RUB", "₽"),
    ("sv", "SEK", "kr"),
    ("tr", "TRY", "₺"),
    ("uk", "UAH", "₴"),
    ("zh", "CNY", "¥"),
    ("zh", "JPY", "JP¥"),
    ("zh", "USD", "US$"),
];

/// Names in English, for `currencyDisplay: 'name'`.
const NAMES: &[(&str, &str, &str)] = &[
    ("AUD", "Australian dollar", "Australian dollars"),
    ("CAD", "Canadian dollar", "Canadian dollars"),
    ("CHF", "Swiss franc", "Swiss francs"),
    ("CNY", "Chinese yuan", "Chinese yuan"),
    ("EUR", "euro", "euros"),
    ("GBP", "British pound", "British pounds"),
    ("INR", "Indian rupee", "Indian rupees"),
    ("JPY", "Japanese yen", "Japanese yen"),
    ("USD", "US dollar", "US dollars"),
];

/// The language of a locale.
fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

fn symbol(locale: &str, code: &str, display: Display) -> String {
    if display == Display::Code {
        return code.to_owned();
    }
    let own = OWN.iter().find(|(place, currency, _)| {
        *currency == code && (*place == locale || *place == language(locale))
    });
    if let Some((_, _, symbol)) = own {
        return (*symbol).to_owned();
    }
    let found = SYMBOLS.iter().find(|row| row.0 == code);
    found.map_or_else(
        || code.to_owned(),
        |row| if display == Display::NarrowSymbol { row.2 } else { row.1 }.to_owned(),
    )
}

/// A currency with its digits.
pub(super) fn currency_text(locale: &str, code: &str, display: Display, digits: &str) -> String {
    if display == Display::Name {
        let found = NAMES.iter().find(|row| row.0 == code);
        let name =
            found.map_or(code, |row| if digits == "1" || digits == "1.00" { row.1 } else { row.2 });
        return format!("{digits} {name}");
    }
    let symbol = symbol(locale, code, display);
    // A code stands apart from the digits.
    let gap = if symbol.ends_with(char::is_alphabetic) { "\u{a0}" } else { "" };
    match (language(locale), locale) {
        (_, "de-CH" | "de-AT" | "en-CH") | ("nl" | "pt" | "nb" | "no" | "id" | "fa", _)
            if locale != "pt-PT" =>
        {
            format!("{symbol}\u{a0}{digits}")
        }
        ("en" | "ja" | "zh" | "ko" | "hi" | "bn" | "th" | "tr" | "fil" | "ms" | "und", _)
        | (_, "es-MX" | "es-US") => format!("{symbol}{gap}{digits}"),
        _ => format!("{digits}\u{a0}{symbol}"),
    }
}

/// A percentage with its digits.
pub(super) fn percent_text(locale: &str, digits: &str) -> String {
    match language(locale) {
        "tr" => format!("%{digits}"),
        "fr" => format!("{digits}\u{202f}%"),
        "be" | "cs" | "da" | "de" | "es" | "fi" | "hr" | "lt" | "nb" | "no" | "ro" | "ru"
        | "sk" | "sl" | "sv" => format!("{digits}\u{a0}%"),
        _ => format!("{digits}%"),
    }
}
