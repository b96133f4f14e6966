//! Writing a number: rounding, exponent, digits, sign, and what stands around them.
//! ECMA-402 §16.5.3 to §16.5.15; what it leaves to the implementation is as in ICU.

use super::super::{
    decimal::{Decimal, Number},
    digits::{Digits, Rounded},
    locales::Resolved,
    plurals::Plurals,
    systems,
    tables::{Table, counted},
};
use super::{
    lookup::{compact_key, currency_text, numeric, zeros},
    outer::Outer,
    parts::{Part, Sign, Signs, around, pieces, push, push_text, signed},
    style::{Notation, Style},
};

/// When the digits are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    Always,
    Auto,
    Min2,
    Never,
}

/// A format with all that it needs.
#[derive(Clone, Debug)]
pub(crate) struct Formatter {
    pub(crate) tag: String,
    pub(crate) system: &'static str,
    pub(crate) style: Style,
    pub(crate) notation: Notation,
    pub(crate) digits: Digits,
    pub(crate) grouping: Grouping,
    /// `auto`, `always`, `exceptZero`, `negative` or `never`.
    pub(crate) sign: &'static str,
    pub(crate) plurals: Plurals,
    table: Table,
    figures: [char; 10],
    /// Decimal, group, minus, plus, percent, exponent, infinity, not a number.
    symbols: Vec<&'static str>,
    decimal: &'static str,
    group: &'static str,
    /// Sizes of the last group and of the others, fewest digits before the first separator.
    sizes: [usize; 3],
    /// Powers of ten in compact form.
    compact: Vec<&'static str>,
    /// Templates of a positive and a negative number: plain, of the style, of the style with letters
    /// beside the number.
    templates: [(&'static str, &'static str); 3],
    /// The currency as shown, and whether letters stand where it meets the number.
    currency: (String, bool),
    /// The sign for "about", and the invisible mark that signs have before them.
    near: &'static str,
    mark: &'static str,
    outer: Outer,
}

/// A number that was written, from the inside out: its digits, what belongs to them (sign, currency,
/// percent sign, compact word), the unit.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) before: Vec<Part>,
    pub(crate) body: Vec<Part>,
    pub(crate) behind: Vec<Part>,
    pub(crate) category: &'static str,
}

impl Formatter {
    /// Takes what it needs from the tables of the locale.
    pub(crate) fn new(
        locale: Resolved,
        style: Style,
        notation: Notation,
        digits: Digits,
        grouping: Grouping,
        sign: &'static str,
    ) -> Self {
        let Resolved { tag, table, system } = locale;
        let values = |key: &str| numeric(&table, key, system).split('\t').collect::<Vec<_>>();
        let symbols = values("sym");
        let money = matches!(style, Style::Currency { .. });
        let marks = if money { values("csym") } else { symbols.clone() };
        let mark = |at: usize| marks.get(at).copied().filter(|mark| !mark.is_empty());
        let mut sizes = [3, 3, 1];
        for (slot, text) in sizes.iter_mut().zip(values("grp")) {
            *slot = text.parse().unwrap_or(*slot).max(1);
        }
        let compact = match notation {
            Notation::Compact(long) => values(compact_key(&style, long, &table)),
            _ => Vec::new(),
        };
        let decimal = mark(0).unwrap_or(".");
        let group = mark(1).or_else(|| symbols.get(1).copied()).unwrap_or(",");
        let plurals = Plurals::of(tag.split("-u-").next().unwrap_or(&tag), false);
        let figures = systems::digits(system);
        let pair = |key: &str, at: usize| {
            let mut values = numeric(&table, key, system).split('\t').skip(at);
            (values.next().unwrap_or("{0}"), values.next().unwrap_or("{-}{0}"))
        };
        let plain = pair("dec", 0);
        let templates = match &style {
            Style::Percent if compact.is_empty() => [plain, pair("pct", 0), pair("pct", 0)],
            Style::Currency { display, .. } if *display == "name" => [plain; 3],
            Style::Currency { accounting, .. } => {
                let key = if *accounting { "acc" } else { "cur" };
                [plain, pair(key, 0), pair(key, 2)]
            }
            _ => [plain; 3],
        };
        let percent = symbols.get(4).copied().unwrap_or("%");
        let outer = Outer::of(&style, !compact.is_empty(), &table, system, percent);
        let currency = currency_text(&style, &table, system);
        let near = numeric(&table, "rng", system).split('\t').nth(1).unwrap_or("~");
        let mark = numeric(&table, "exp", system);
        Self {
            tag,
            system,
            style,
            notation,
            digits,
            grouping,
            sign,
            plurals,
            table,
            figures,
            symbols,
            decimal,
            group,
            sizes,
            compact,
            templates,
            currency,
            near,
            mark,
            outer,
        }
    }

    fn symbol(&self, at: usize) -> &'static str {
        self.symbols.get(at).copied().unwrap_or("")
    }

    /// Writes a number.
    pub(crate) fn parts(&self, number: &Number) -> Vec<Part> {
        let shown = self.show(number, false);
        self.put_together(shown)
    }

    /// One list of all parts, the unit or the currency's name around them.
    pub(crate) fn put_together(&self, shown: Shown) -> Vec<Part> {
        let (outer_before, outer_behind, inside) = self.outer(shown.category);
        let mut parts = Vec::new();
        let inner: [Vec<Part>; 3] = [shown.before, shown.body, shown.behind];
        let inner = if inside { inner.into_iter().flatten().collect() } else { Vec::new() };
        for part in outer_before.into_iter().chain(inner).chain(outer_behind) {
            push(&mut parts, part);
        }
        parts
    }

    /// Writes digits, sign and currency; with the sign for "about" where asked for.
    pub(crate) fn show(&self, number: &Number, about: bool) -> Shown {
        let mut body = Vec::new();
        let mut category = "other";
        let mut word = None;
        let mut zero = false;
        let finite = matches!(number, Number::Finite(_));
        match number {
            Number::Nan => push_text(&mut body, "nan", self.symbol(7)),
            Number::Infinite(_) => push_text(&mut body, "infinity", self.symbol(6)),
            Number::Finite(number) => {
                let number = match self.style {
                    Style::Percent => number.shifted(2),
                    _ => number.clone(),
                };
                let (rounded, exponent) = self.scale(&number);
                zero = rounded.value.is_zero();
                self.figures(&rounded, &mut body);
                match self.notation {
                    Notation::Scientific | Notation::Engineering => {
                        self.exponent(exponent, &mut body);
                    }
                    Notation::Compact(_) => {
                        let texts = self.compact_texts(number_magnitude(&rounded, exponent));
                        let one = rounded.fraction == 0 && rounded.value == Decimal::whole(1);
                        let category = self.plurals.category(&rounded, 0);
                        let exact = texts.split(";1~").nth(1).filter(|_| one);
                        word = exact.and_then(|text| text.split(';').next());
                        word = word.or_else(|| Some(counted(texts, category)));
                    }
                    Notation::Standard => {}
                }
                let left_out = match self.notation {
                    Notation::Compact(_) => usize::try_from(exponent).unwrap_or(0),
                    _ => 0,
                };
                category = self.plurals.category(&rounded, left_out);
            }
        }
        let sign = self.sign_of(number, zero);
        let (before, behind, shown) = self.around(word.unwrap_or(""), sign, about, finite);
        if !shown {
            body.clear();
        }
        Shown { before, body, behind, category }
    }

    /// The sign to show.
    fn sign_of(&self, number: &Number, zero: bool) -> Sign {
        let negative = number.is_negative();
        let nan = matches!(number, Number::Nan);
        match self.sign {
            "always" if !negative => Sign::Plus,
            "exceptZero" if zero || nan => Sign::None,
            "exceptZero" if !negative => Sign::Plus,
            "negative" if zero => Sign::None,
            "never" => Sign::None,
            _ if negative => Sign::Minus,
            _ => Sign::None,
        }
    }

    /// Rounds, and finds the power of ten that the notation takes out. ECMA-402 §16.5.13.
    pub(crate) fn scale(&self, number: &Decimal) -> (Rounded, i64) {
        let magnitude = number.magnitude();
        let exponent = self.exponent_for(magnitude);
        let rounded = self.digits.round(&number.shifted(-exponent));
        if rounded.value.is_zero() || rounded.value.magnitude() == magnitude - exponent {
            return (rounded, if number.is_zero() { 0 } else { exponent });
        }
        let next = self.exponent_for(magnitude + 1);
        if next == exponent {
            return (rounded, exponent);
        }
        (self.digits.round(&number.shifted(-next)), next)
    }

    fn exponent_for(&self, magnitude: i64) -> i64 {
        match self.notation {
            Notation::Standard => 0,
            Notation::Scientific => magnitude,
            Notation::Engineering => magnitude.div_euclid(3) * 3,
            Notation::Compact(_) => {
                let texts = self.compact_texts(magnitude);
                let zeros = zeros(texts.split(';').next().unwrap_or("")).map_or(1, |run| run.1);
                if texts == "0" || texts.is_empty() {
                    return 0;
                }
                magnitude.min(i64::try_from(self.compact.len()).unwrap_or(0) + 2)
                    - i64::try_from(zeros).unwrap_or(1)
                    + 1
            }
        }
    }

    /// The texts of a power of ten in compact form, by category; `0` where it has none.
    fn compact_texts(&self, magnitude: i64) -> &'static str {
        let last = self.compact.len().saturating_sub(1);
        let Ok(at) = usize::try_from(magnitude - 3) else { return "0" };
        self.compact.get(at.min(last)).copied().unwrap_or("0")
    }

    /// Digits, separators and point.
    fn figures(&self, number: &Rounded, parts: &mut Vec<Part>) {
        let text = |digits: &[u8]| -> String {
            let figure = |digit: &u8| self.figures.get(usize::from(*digit)).copied().unwrap_or('0');
            digits.iter().map(figure).collect()
        };
        let whole = number.whole();
        let [last, other, least] = self.sizes;
        let least = match self.grouping {
            Grouping::Always => 1,
            Grouping::Auto => least,
            Grouping::Min2 => least.max(2),
            Grouping::Never => usize::MAX,
        };
        if whole.len() < last.saturating_add(least) {
            parts.push(Part::new("integer", text(&whole)));
        } else {
            let (head, tail) = whole.split_at(whole.len() - last);
            let first = head.len() % other;
            let (start, rest) = head.split_at(first);
            let groups = std::iter::once(start).filter(|start| !start.is_empty());
            for group in groups.chain(rest.chunks(other)) {
                parts.push(Part::new("integer", text(group)));
                parts.push(Part::new("group", self.group));
            }
            parts.push(Part::new("integer", text(tail)));
        }
        let behind = number.behind();
        if !behind.is_empty() {
            parts.push(Part::new("decimal", self.decimal));
            parts.push(Part::new("fraction", text(&behind)));
        }
    }

    /// The exponent of a number in scientific notation.
    fn exponent(&self, exponent: i64, parts: &mut Vec<Part>) {
        parts.push(Part::new("exponentSeparator", self.symbol(5)));
        if exponent < 0 {
            if !self.mark.is_empty() {
                parts.push(Part::new("literal", self.mark));
            }
            parts.push(Part::new("exponentMinusSign", self.symbol(2)));
        }
        let digits = exponent.unsigned_abs().to_string();
        let figure = |digit: u8| self.figures.get(usize::from(digit - b'0')).copied();
        let digits: String = digits.bytes().filter_map(figure).collect();
        parts.push(Part::new("exponentInteger", digits));
    }

    /// What stands on both sides of the digits, and whether they are shown at all.
    fn around(
        &self,
        word: &str,
        sign: Sign,
        about: bool,
        finite: bool,
    ) -> (Vec<Part>, Vec<Part>, bool) {
        let (currency, letters) = &self.currency;
        // Letters keep their distance from digits alone.
        let letters = *letters && finite;
        let word = if word == "0" { "" } else { word };
        let compact = zeros(word).map_or_else(
            || word.to_owned(),
            |(start, length)| {
                let (before, rest) = word.split_at(start);
                format!("{before}{{0}}{}", rest.get(length..).unwrap_or(""))
            },
        );
        let [plain, styled, with_letters] = self.templates;
        let (positive, negative) = match (compact.is_empty(), letters) {
            (false, _) => plain,
            (true, false) => styled,
            (true, true) => with_letters,
        };
        let signs = Signs {
            minus: self.symbol(2),
            plus: self.symbol(3),
            about: self.near,
            percent: self.symbol(4),
            currency,
        };
        let template = signed(positive, negative, sign, about, self.mark);
        let (before, behind, _) = around(&template);
        let mut before = pieces(before, "literal", &signs);
        let mut behind_parts = Vec::new();
        let mut shown = true;
        if !compact.is_empty() {
            let (word_before, word_behind, number) = around(&compact);
            shown = number;
            before.extend(pieces(word_before, "compact", &signs));
            behind_parts.extend(pieces(word_behind, "compact", &signs));
        }
        behind_parts.extend(pieces(behind, "literal", &signs));
        (before, behind_parts, shown)
    }

    /// What a unit, or the name of the currency, puts around everything else.
    pub(crate) fn outer(&self, category: &str) -> (Vec<Part>, Vec<Part>, bool) {
        self.outer.around(category)
    }

    /// Whether something stands around everything else that depends on the category.
    pub(crate) fn has_outer(&self) -> bool {
        !matches!(self.outer, Outer::None)
    }

    /// What stands between the numbers of a range.
    pub(crate) fn between(&self) -> &'static str {
        numeric(&self.table, "rng", self.system).split('\t').next().unwrap_or("–")
    }
}

fn number_magnitude(rounded: &Rounded, exponent: i64) -> i64 {
    if rounded.value.is_zero() { 0 } else { rounded.value.magnitude() + exponent }
}
