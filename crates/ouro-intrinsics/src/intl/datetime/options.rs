//! What a program asks of a date's text: components, styles, hours. ECMA-402 §11.1.2, §11.2.3, table
//! "Components of date and time formats". Messages are V8's.

use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue};

/// From which hour to which the clock goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum HourCycle {
    /// 0 to 11.
    H11,
    /// 1 to 12.
    H12,
    /// 0 to 23.
    H23,
    /// 1 to 24.
    H24,
}

impl HourCycle {
    const ALL: [(&'static str, Self); 4] =
        [("h11", Self::H11), ("h12", Self::H12), ("h23", Self::H23), ("h24", Self::H24)];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, cycle)| *cycle)
    }

    /// The cycle of a pattern's letter.
    pub(super) fn of_letter(letter: u8) -> Option<Self> {
        Self::ALL.iter().map(|(_, cycle)| *cycle).find(|cycle| cycle.letter() == letter)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, cycle)| *cycle == self).map_or("", |(name, _)| name)
    }

    /// The letter in patterns.
    pub(super) fn letter(self) -> u8 {
        match self {
            Self::H11 => b'K',
            Self::H12 => b'h',
            Self::H23 => b'H',
            Self::H24 => b'k',
        }
    }

    /// Whether it counts the hours of half a day.
    pub(super) fn is_half_day(self) -> bool {
        matches!(self, Self::H11 | Self::H12)
    }
}

/// How much of a date or time is told.
pub(super) type Style = &'static str;

const STYLES: [Style; 4] = ["full", "long", "medium", "short"];
const TEXTS: &[&str] = &["narrow", "short", "long"];
const NUMBERS: &[&str] = &["2-digit", "numeric"];
const ZONES: &[&str] =
    &["short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"];

/// The components, in the order in which they are read and told.
pub(super) const COMPONENTS: [(&str, &[&str]); 11] = [
    ("weekday", TEXTS),
    ("era", TEXTS),
    ("year", NUMBERS),
    ("month", &["2-digit", "numeric", "narrow", "short", "long"]),
    ("day", NUMBERS),
    ("dayPeriod", TEXTS),
    ("hour", NUMBERS),
    ("minute", NUMBERS),
    ("second", NUMBERS),
    // Digits, 1 to 3.
    ("fractionalSecondDigits", &["1", "2", "3"]),
    ("timeZoneName", ZONES),
];

/// Positions of components.
pub(super) mod component {
    pub(in super::super) const WEEKDAY: usize = 0;
    pub(in super::super) const ERA: usize = 1;
    pub(in super::super) const YEAR: usize = 2;
    pub(in super::super) const MONTH: usize = 3;
    pub(in super::super) const DAY: usize = 4;
    pub(in super::super) const DAY_PERIOD: usize = 5;
    pub(in super::super) const HOUR: usize = 6;
    pub(in super::super) const MINUTE: usize = 7;
    pub(in super::super) const SECOND: usize = 8;
    pub(in super::super) const FRACTION: usize = 9;
    pub(in super::super) const ZONE: usize = 10;
}

/// How each component is to be shown, where it is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Components(pub(super) [Option<&'static str>; 11]);

impl Components {
    pub(super) fn get(&self, at: usize) -> Option<&'static str> {
        self.0.get(at).copied().flatten()
    }

    pub(super) fn set(&mut self, at: usize, value: Option<&'static str>) {
        if let Some(slot) = self.0.get_mut(at) {
            *slot = value;
        }
    }

    pub(super) fn has_any(&self, of: &[usize]) -> bool {
        of.iter().any(|at| self.get(*at).is_some())
    }

    /// The skeleton that shows these, hours in a cycle.
    pub(super) fn skeleton(&self, cycle: HourCycle) -> String {
        let mut out = String::new();
        for (at, value) in self.0.iter().enumerate() {
            let Some(value) = value else { continue };
            let text = |letter: u8| match *value {
                "narrow" => (letter, 5),
                "long" => (letter, 4),
                "short" => (letter, 3),
                "2-digit" => (letter, 2),
                _ => (letter, 1),
            };
            let (letter, length) = match at {
                component::WEEKDAY => text(b'E'),
                component::ERA => text(b'G'),
                component::YEAR => text(b'y'),
                component::MONTH => text(b'M'),
                component::DAY => text(b'd'),
                component::DAY_PERIOD if *value == "short" => (b'B', 1),
                component::DAY_PERIOD => text(b'B'),
                component::HOUR => text(cycle.letter()),
                component::MINUTE => text(b'm'),
                component::SECOND => text(b's'),
                component::FRACTION => (b'S', value.parse().unwrap_or(1)),
                _ => match *value {
                    "long" => (b'z', 4),
                    "shortOffset" => (b'O', 1),
                    "longOffset" => (b'O', 4),
                    "shortGeneric" => (b'v', 1),
                    "longGeneric" => (b'v', 4),
                    _ => (b'z', 1),
                },
            };
            super::generator::push(&mut out, letter, length);
        }
        out
    }

    /// The components that a field of a pattern shows: which, and how.
    pub(super) fn of_field(letter: u8, length: usize) -> Option<(usize, &'static str)> {
        let text = match length {
            5 => "narrow",
            4 => "long",
            _ => "short",
        };
        let number = if length == 2 { "2-digit" } else { "numeric" };
        Some(match letter {
            b'E' | b'c' | b'e' => (component::WEEKDAY, text),
            b'G' => (component::ERA, text),
            b'y' | b'Y' | b'u' | b'r' => (component::YEAR, number),
            b'M' | b'L' if length < 3 => (component::MONTH, number),
            b'M' | b'L' => (component::MONTH, text),
            b'd' => (component::DAY, number),
            b'B' => (component::DAY_PERIOD, text),
            b'h' | b'H' | b'k' | b'K' => (component::HOUR, number),
            b'm' => (component::MINUTE, number),
            b's' => (component::SECOND, number),
            b'S' => (component::FRACTION, COMPONENTS[component::FRACTION].1.get(length - 1)?),
            b'z' => (component::ZONE, if length == 4 { "long" } else { "short" }),
            b'O' => (component::ZONE, if length == 4 { "longOffset" } else { "shortOffset" }),
            b'v' => (component::ZONE, if length == 4 { "longGeneric" } else { "shortGeneric" }),
            _ => return None,
        })
    }
}

/// The options of a program, as they were read.
#[derive(Debug, Default)]
pub(super) struct Options {
    pub(super) calendar: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) hour12: Option<bool>,
    pub(super) hour_cycle: Option<HourCycle>,
    pub(super) time_zone: Option<String>,
    pub(super) components: Components,
    pub(super) date_style: Option<Style>,
    pub(super) time_style: Option<Style>,
}

impl Options {
    /// Reads them in the order of `CreateDateTimeFormat`.
    pub(super) fn read(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        if value.is_undefined() {
            return Ok(Self::default());
        }
        if value.is_null() {
            let message = "Intl.DateTimeFormat called on null or undefined";
            return Err(JsNativeError::typ().with_message(message).into());
        }
        let object = value.to_object(context)?;
        let mut read = Self::default();
        choice(&object, "localeMatcher", &["lookup", "best fit"], context)?;
        read.calendar = type_name(&object, "calendar", context)?;
        read.numbering = type_name(&object, "numberingSystem", context)?;
        let hour12 = object.get(JsString::from("hour12"), context)?;
        read.hour12 = (!hour12.is_undefined()).then(|| hour12.to_boolean());
        let cycles = HourCycle::ALL.map(|(name, _)| name);
        let cycle = choice(&object, "hourCycle", &cycles, context)?;
        read.hour_cycle = cycle.and_then(HourCycle::named);
        read.time_zone = text(&object, "timeZone", context)?;
        for (at, (name, values)) in COMPONENTS.iter().enumerate() {
            let value = if at == component::FRACTION {
                let value = object.get(JsString::from(*name), context)?;
                digits(&value, context)?.and_then(|digits| values.get(digits - 1).copied())
            } else {
                choice(&object, name, values, context)?
            };
            read.components.set(at, value);
        }
        choice(&object, "formatMatcher", &["basic", "best fit"], context)?;
        read.date_style = choice(&object, "dateStyle", &STYLES, context)?;
        read.time_style = choice(&object, "timeStyle", &STYLES, context)?;
        Ok(read)
    }
}

/// Any text; `None` where there is nothing.
fn text(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<String>> {
    let value = object.get(JsString::from(name), context)?;
    if value.is_undefined() {
        return Ok(None);
    }
    Ok(Some(value.to_string(context)?.to_std_string_lossy()))
}

/// ECMA-402 §9.2.13 `GetOption`, of texts.
fn choice(
    object: &JsObject,
    name: &str,
    allowed: &[&'static str],
    context: &mut Context,
) -> JsResult<Option<&'static str>> {
    let Some(text) = text(object, name, context)? else { return Ok(None) };
    if let Some(found) = allowed.iter().find(|value| **value == text) {
        return Ok(Some(found));
    }
    let message =
        format!("Value {text} out of range for Intl.DateTimeFormat options property {name}");
    Err(JsNativeError::range().with_message(message).into())
}

/// Digits of a second's fraction.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be 1 to 3")]
fn digits(value: &JsValue, context: &mut Context) -> JsResult<Option<usize>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let number = value.to_number(context)?;
    if !(1.0..=3.0).contains(&number) {
        let message = "fractionalSecondDigits value is out of range.";
        return Err(JsNativeError::range().with_message(message).into());
    }
    Ok(Some(number.floor() as usize))
}

/// The name of a calendar or numbering system: parts of three to eight letters and digits.
fn type_name(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<String>> {
    let Some(text) = text(object, name, context)? else { return Ok(None) };
    let well_formed = text.split('-').all(|part| {
        (3..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if well_formed {
        return Ok(Some(text.to_ascii_lowercase()));
    }
    let message = format!("Invalid {name} : {text}");
    Err(JsNativeError::range().with_message(message).into())
}
