//! Plural categories of numbers as they are shown. The rules are ICU's, from the engine's own data.
//! UTS #35 part 3, "Language Plural Rules".

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use icu_plurals::{
    PluralCategory, PluralOperands, PluralRuleType, PluralRules, PluralRulesOptions,
    PluralRulesWithRanges, RawPluralOperands,
};

use super::digits::Rounded;

/// The rules of a language; those of none where the data has nothing: all is `other`.
#[derive(Clone)]
pub(crate) struct Plurals(Option<Rc<PluralRulesWithRanges<PluralRules>>>);

impl std::fmt::Debug for Plurals {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Plurals")
    }
}

thread_local! {
    /// Rules that were read already, by language and type.
    static READ: RefCell<HashMap<(String, bool), Plurals>> = RefCell::default();
}

impl Plurals {
    /// The rules for a tag, of cardinal or ordinal numbers.
    pub(crate) fn of(tag: &str, ordinal: bool) -> Self {
        let key = (tag.to_owned(), ordinal);
        if let Some(known) = READ.with_borrow(|read| read.get(&key).cloned()) {
            return known;
        }
        let locale = tag.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        let kind = if ordinal { PluralRuleType::Ordinal } else { PluralRuleType::Cardinal };
        let options = PluralRulesOptions::default().with_type(kind);
        let provider = boa_icu_provider::buffer();
        let rules = PluralRulesWithRanges::try_new_with_buffer_provider(
            &provider,
            (&locale).into(),
            options,
        );
        let rules = Self(rules.ok().map(Rc::new));
        READ.with_borrow_mut(|read| read.insert(key, rules.clone()));
        rules
    }

    /// The category of a number, with the power of ten that a compact form leaves out.
    pub(crate) fn category(&self, number: &Rounded, compact: usize) -> &'static str {
        let Some(rules) = &self.0 else { return "other" };
        name(rules.rules().category_for(operands(number, compact)))
    }

    /// The category of a range between numbers of two categories.
    pub(crate) fn range(&self, start: &str, end: &str) -> &'static str {
        let Some(rules) = &self.0 else { return "other" };
        let of = |text| PluralCategory::get_for_cldr_string(text).unwrap_or(PluralCategory::Other);
        name(rules.resolve_range(of(start), of(end)))
    }

    /// All categories that the language has, in the order of the specification.
    pub(crate) fn categories(&self) -> Vec<&'static str> {
        let order = ["zero", "one", "two", "few", "many", "other"];
        let Some(rules) = &self.0 else { return vec!["other"] };
        let present: Vec<&str> = rules.rules().categories().map(name).collect();
        order.into_iter().filter(|category| present.contains(category)).collect()
    }
}

/// The operands of the rules: n, i, v, w, f, t, c.
fn operands(number: &Rounded, compact: usize) -> PluralOperands {
    // Only the last digits matter to any rule.
    let value = |digits: &[u8]| -> u64 {
        let from = digits.len().saturating_sub(18);
        let last = digits.get(from..).unwrap_or(digits);
        // One digit more, so that a large number with many zeros is not taken for none.
        let more = u64::from(digits.iter().take(from).any(|digit| *digit != 0));
        last.iter().fold(more, |sum, digit| sum * 10 + u64::from(*digit))
    };
    let (mut whole, mut behind) = (number.whole(), number.behind());
    // A compact number is taken with the zeros it stands for.
    for _ in 0..compact {
        let next = if behind.is_empty() { 0 } else { behind.remove(0) };
        whole.push(next);
    }
    let shown = behind.len();
    let zeros = behind.iter().rev().take_while(|digit| **digit == 0).count();
    let short = behind.get(..shown - zeros).unwrap_or(&behind);
    RawPluralOperands {
        i: value(&whole),
        v: shown,
        w: short.len(),
        f: value(&behind),
        t: value(short),
        c: compact,
    }
    .into()
}

const fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
