//! From locales and options to a format. ECMA-402 §11.1.2 `CreateDateTimeFormat`, §11.5.2
//! `GetDateTimeFormat`.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use boa_engine::{Context, JsNativeError, JsResult};

use super::{
    format::{Format, Pattern, Words},
    interval::with_cycle,
    locale::{self, Resolved},
    options::{Components, HourCycle, Options, component},
    patterns::Table,
    skeleton::Skeleton,
    temporal::Shape,
    zone::Zone,
};

/// Which components a use has to have, or which it gets where none is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Wants {
    /// Any component; all of date and time.
    Any,
    Date,
    MonthDay,
    Time,
    YearMonth,
}

const DATE: &[usize] = &[component::WEEKDAY, component::YEAR, component::MONTH, component::DAY];
const TIME: &[usize] = &[
    component::DAY_PERIOD,
    component::HOUR,
    component::MINUTE,
    component::SECOND,
    component::FRACTION,
];
const DAY: &[usize] = &[component::YEAR, component::MONTH, component::DAY];
const CLOCK: &[usize] = &[component::HOUR, component::MINUTE, component::SECOND];

impl Wants {
    /// The components of which one is needed.
    fn required(self) -> Vec<usize> {
        match self {
            Self::Any => [DATE, TIME].concat(),
            Self::Date => DATE.to_vec(),
            Self::MonthDay => vec![component::MONTH, component::DAY],
            Self::Time => TIME.to_vec(),
            Self::YearMonth => vec![component::YEAR, component::MONTH],
        }
    }

    /// The components where none is asked for.
    fn usual(self) -> Vec<usize> {
        match self {
            Self::Any => [DAY, CLOCK].concat(),
            Self::Date => DAY.to_vec(),
            Self::MonthDay => vec![component::MONTH, component::DAY],
            Self::Time => CLOCK.to_vec(),
            Self::YearMonth => vec![component::YEAR, component::MONTH],
        }
    }
}

/// Words of locales that formats share.
#[derive(Debug, Default)]
struct Shared(RefCell<HashMap<Key, Rc<Words>>>);

/// Locale, calendar and numbering system.
type Key = (String, &'static str, String);

/// Makes a format. `zone` is that of a `Temporal.ZonedDateTime`, which has its own.
pub(super) fn create(
    tags: &[String],
    options: &Options,
    (required, defaults): (Wants, Wants),
    zone: Option<&str>,
    context: &mut Context,
) -> JsResult<Format> {
    let resolved = locale::resolve(tags);
    let table = Table::of_locale(&resolved.name);
    let asked = options.calendar.as_deref().and_then(locale::calendar);
    let usual = locale::calendar(table.text("ca")).unwrap_or("gregory");
    let calendar = asked.or(resolved.calendar).unwrap_or(usual);
    let known = |system: &&String| super::digits::Digits::are_known(system);
    let numbering = options.numbering.as_ref().filter(known).or(resolved.numbering.as_ref());
    let numbering = numbering.cloned().unwrap_or_else(|| table.text("nu").to_owned());
    let letter = table.text("hc").bytes().next().unwrap_or(b'H');
    let usual = HourCycle::of_letter(letter).unwrap_or(HourCycle::H23);
    let cycle = match options.hour12 {
        Some(true) if usual.is_half_day() => usual,
        Some(true) => HourCycle::H12,
        Some(false) if !usual.is_half_day() => usual,
        Some(false) => HourCycle::H23,
        None => options.hour_cycle.or(resolved.hour_cycle).unwrap_or(usual),
    };
    let name = zone.or(options.time_zone.as_deref());
    let zone_of = match name {
        None => Zone::local(context),
        Some(name) => Zone::parse(name).ok_or_else(|| {
            let message = format!("Invalid time zone specified: {name}");
            JsNativeError::range().with_message(message)
        })?,
    };
    let words = words(&resolved.name, calendar, &numbering, context);
    let invalid = |name: &str| -> JsResult<Format> {
        let message = format!("Invalid option : {name}");
        Err(JsNativeError::typ().with_message(message).into())
    };
    let styled = options.date_style.is_some() || options.time_style.is_some();
    if styled {
        if options.components != Components::default() {
            return invalid("option");
        }
        if required == Wants::Date && options.time_style.is_some() {
            return invalid("timeStyle");
        }
        if required == Wants::Time && options.date_style.is_some() {
            return invalid("dateStyle");
        }
    }
    let pattern = if styled {
        style_pattern(&words, options, cycle)
    } else {
        let mut components = components(&options.components, required, defaults);
        if zone.is_some()
            && !options.components.has_any(&required.required())
            && components.get(component::ZONE).is_none()
        {
            components.set(component::ZONE, Some("short"));
        }
        best(&words, &components, cycle)
    };
    let pattern = Pattern::new(&pattern);
    let hour = pattern.fields().find_map(|(letter, _)| HourCycle::of_letter(letter));
    Ok(Format {
        locale: tag(&resolved, calendar, options, &numbering, cycle),
        calendar,
        numbering,
        zone: zone_of,
        hour_cycle: hour.map(|_| cycle),
        components: options.components,
        date_style: options.date_style,
        time_style: options.time_style,
        pattern: Rc::new(pattern),
        shapes: Default::default(),
        words,
        cycle,
    })
}

/// The words of a locale, made once.
fn words(name: &str, calendar: &'static str, numbering: &str, context: &mut Context) -> Rc<Words> {
    if context.get_data::<Rc<Shared>>().is_none() {
        context.insert_data(Rc::new(Shared::default()));
    }
    let shared = context.get_data::<Rc<Shared>>().cloned().unwrap_or_default();
    let key = (name.to_owned(), calendar, numbering.to_owned());
    if let Some(words) = shared.0.borrow().get(&key) {
        return Rc::clone(words);
    }
    let tag = format!("{name}-u-nu-{numbering}");
    let locale = tag.parse().unwrap_or(icu_locale::Locale::UNKNOWN);
    let words = Rc::new(Words::new((locale, name), calendar, numbering));
    shared.0.borrow_mut().insert(key, Rc::clone(&words));
    words
}

/// The tag that `resolvedOptions` tells: extensions that counted, and were not overruled.
fn tag(
    resolved: &Resolved,
    calendar: &str,
    options: &Options,
    numbering: &str,
    cycle: HourCycle,
) -> String {
    let mut tag = resolved.name.clone();
    let mut add = |key: &str, value: &str| {
        tag += if tag.contains("-u-") { "-" } else { "-u-" };
        tag += &format!("{key}-{value}");
    };
    if resolved.calendar.is_some_and(|own| own == calendar) {
        add("ca", calendar);
    }
    if resolved.hour_cycle == Some(cycle) && options.hour12.is_none() {
        add("hc", cycle.name());
    }
    if resolved.numbering.as_deref() == Some(numbering) {
        add("nu", numbering);
    }
    tag
}

/// The components that are shown.
fn components(asked: &Components, required: Wants, defaults: Wants) -> Components {
    let mut found = *asked;
    if !asked.has_any(&required.required()) {
        for at in defaults.usual() {
            found.set(at, Some("numeric"));
        }
    }
    found
}

/// The pattern for components.
fn best(words: &Words, components: &Components, cycle: HourCycle) -> String {
    let pattern = words.generator.best(&components.skeleton(cycle));
    if components.get(component::HOUR).is_some() {
        with_cycle(&pattern, Some(cycle))
    } else {
        pattern
    }
}

/// The pattern of styles.
fn style_pattern(words: &Words, options: &Options, cycle: HourCycle) -> String {
    let generator = &words.generator;
    let style = |letter: char, style: &str| generator.table.text(&format!("{letter}{style}"));
    let date = options.date_style.map(|name| style('D', name));
    let Some(time_style) = options.time_style else { return date.unwrap_or_default().to_owned() };
    let time = style('T', time_style);
    let pattern = match (date, options.date_style) {
        (Some(date), Some(date_style)) => {
            super::generator::fill(generator.joined(date_style), &[time, date])
        }
        _ => time.to_owned(),
    };
    let fields = Pattern::new(&pattern);
    let own = fields.fields().find_map(|(letter, _)| HourCycle::of_letter(letter));
    if own == Some(cycle) {
        return pattern;
    }
    with_cycle(&generator.best(&recycled(&pattern, cycle)), Some(cycle))
}

/// The skeleton of a pattern, with the hours of another cycle.
fn recycled(pattern: &str, cycle: HourCycle) -> String {
    let letters = Skeleton::read(pattern).letters();
    letters
        .chars()
        .filter_map(|letter| match letter {
            'h' | 'H' | 'k' | 'K' => Some(char::from(cycle.letter())),
            'a' | 'b' | 'B' => None,
            other => Some(other),
        })
        .collect()
}

impl Format {
    /// The pattern for one of Temporal's types; `None` where the options leave nothing of it.
    pub(super) fn shape(&self, shape: Shape) -> Option<Rc<Pattern>> {
        let cell = self.shapes.get(shape as usize)?;
        cell.get_or_init(|| self.make_shape(shape).map(|text| Rc::new(Pattern::new(&text)))).clone()
    }

    fn make_shape(&self, shape: Shape) -> Option<String> {
        let (date, time) = (self.date_style.is_some(), self.time_style.is_some());
        if date || time {
            let has = match shape {
                Shape::Instant | Shape::PlainDateTime => true,
                Shape::PlainTime => time,
                Shape::PlainDate | Shape::PlainMonthDay | Shape::PlainYearMonth => date,
            };
            return has.then(|| self.restyled(shape));
        }
        let (required, defaults, inherits) = match shape {
            Shape::PlainDate => (Wants::Date, Wants::Date, false),
            Shape::PlainYearMonth => (Wants::YearMonth, Wants::YearMonth, false),
            Shape::PlainMonthDay => (Wants::MonthDay, Wants::MonthDay, false),
            Shape::PlainTime => (Wants::Time, Wants::Time, false),
            Shape::PlainDateTime => (Wants::Any, Wants::Any, false),
            Shape::Instant => (Wants::Any, Wants::Any, true),
        };
        let asked = &self.components;
        let mut found = if inherits { *asked } else { Components::default() };
        let needed = required.required();
        if !inherits && matches!(required, Wants::Date | Wants::YearMonth | Wants::Any) {
            found.set(component::ERA, asked.get(component::ERA));
        }
        for at in &needed {
            found.set(*at, asked.get(*at));
        }
        if !asked.has_any(&needed) {
            if !inherits && asked.has_any(&[DATE, TIME].concat()) {
                return None;
            }
            for at in defaults.usual() {
                found.set(at, Some("numeric"));
            }
        }
        Some(best(&self.words, &found, self.cycle))
    }

    /// The style's pattern with only the fields that a type has.
    fn restyled(&self, shape: Shape) -> String {
        let allowed = match shape {
            Shape::Instant => return self.pattern.text.clone(),
            Shape::PlainDate => "GyYurUMLdEce",
            Shape::PlainDateTime => "GyYurUMLdEceabBhHkKmsS",
            Shape::PlainMonthDay => "MLd",
            Shape::PlainTime => "abBhHkKmsS",
            Shape::PlainYearMonth => "GyYurUML",
        };
        if self.pattern.fields().all(|(letter, _)| allowed.contains(char::from(letter))) {
            return self.pattern.text.clone();
        }
        let letters = Skeleton::read(&self.pattern.text).letters();
        let letters: String = letters.chars().filter(|letter| allowed.contains(*letter)).collect();
        let pattern = self.words.generator.best(&letters);
        if self.hour_cycle.is_some() { with_cycle(&pattern, self.hour_cycle) } else { pattern }
    }
}

/// A zone's name in English.
pub(super) fn zone_name(zone: &str, unix: i64, offset: i32, context: &mut Context) -> String {
    let words = words("en", "gregory", "latn", context);
    let zone = Zone::parse(zone);
    words.zone_name(
        zone.map_or(icu_time::zone::TimeZone::UNKNOWN, |zone| zone.named()),
        offset,
        unix,
    )
}
