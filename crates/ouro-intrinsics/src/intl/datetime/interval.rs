//! How two dates are written as one text: `Jan 5 – 7, 2024`. Unicode TS #35, part 4,
//! "intervalFormats"; where that leaves a choice, ICU's `DateIntervalFormat`.

use super::{
    format::{Format, Part, Pattern},
    generator::{Generator, fill, push},
    moment::{Moment, Page},
    options::HourCycle,
    skeleton::{Item, Skeleton},
};

/// What two dates may differ in, the larger first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Unit {
    Era,
    Year,
    Month,
    Day,
    HalfDay,
    Hour,
    Minute,
    Second,
    Millisecond,
}

const UNITS: usize = 7;

/// How an interval is written that differs in a unit.
#[derive(Debug)]
enum Form {
    /// Two patterns, each for its date.
    Halves(Pattern, Pattern),
    /// Both dates whole, by another pattern than the format's.
    Whole(Pattern),
}

/// The forms of intervals of one format.
#[derive(Debug)]
pub(super) struct Intervals {
    forms: [Option<Form>; UNITS],
    /// A whole date, by the fields of the format.
    whole: Pattern,
    /// `{0} – {1}`
    between: &'static str,
    /// Where the format has a date and a time: the pattern of each, and how they are joined.
    halves: Option<(Pattern, Pattern, &'static str)>,
}

/// A written interval: its parts, and whose date each shows.
pub(super) type Written = Vec<(Part, &'static str)>;

impl Intervals {
    pub(super) fn new(pattern: &str, words: &Generator, hour_cycle: Option<HourCycle>) -> Self {
        let between = words.table.get("i-").unwrap_or("{0} – {1}");
        let letters = with_hours(&Skeleton::read(pattern).letters(), hour_cycle);
        let (date, time): (String, String) =
            letters.chars().partition(|letter| "GyYuUrMLEcedD".contains(*letter));
        let (short_date, short_time) = (short(&date), short(&time));
        let glue = words.table.get("Cmedium").unwrap_or("{1} {0}");
        let best = |letters: &str| {
            let pattern = words.usual(letters);
            with_cycle(&pattern, hour_cycle)
        };
        let whole = Pattern::new(&best(&letters));
        let mut made = Self { forms: Default::default(), whole, between, halves: None };
        let mut whole_day = String::new();
        if !date.is_empty() && !time.is_empty() {
            let (day, clock) = (best(&short_date), best(&short_time));
            whole_day = best(&date);
            made.halves = Some((Pattern::new(&day), Pattern::new(&clock), glue));
        }
        let skeleton = if time.is_empty() { &short_date } else { &short_time };
        let nearest = Nearest::of(skeleton, words).filter(|nearest| nearest.is_whole);
        let whole = |made: &mut Self, units: &[Unit], letters: &str| {
            for unit in units {
                made.forms[*unit as usize] = Some(Form::Whole(Pattern::new(&best(letters))));
            }
        };
        let dated = format!("yMd{time}");
        let Some(mut nearest) = nearest else {
            if date.is_empty() && !time.is_empty() {
                whole(&mut made, &[Unit::Day, Unit::Month, Unit::Year], &dated);
                whole(&mut made, &[Unit::Era], &format!("G{dated}"));
            }
            return made;
        };
        if time.is_empty() {
            for unit in [Unit::Day, Unit::Month, Unit::Year, Unit::Era] {
                made.set(unit, &mut nearest, words, "");
            }
            return made;
        }
        for unit in [Unit::Minute, Unit::Hour, Unit::HalfDay] {
            let around = fill(glue, &["{0}", &whole_day]);
            let around = if whole_day.is_empty() { "" } else { &around };
            made.set(unit, &mut nearest, words, around);
        }
        if date.is_empty() {
            whole(&mut made, &[Unit::Day, Unit::Month, Unit::Year], &dated);
            whole(&mut made, &[Unit::Era], &format!("G{dated}"));
        } else {
            // What the format lacks and the dates differ in is added to both.
            let mut letters = letters;
            for (unit, letter) in
                [(Unit::Day, 'd'), (Unit::Month, 'M'), (Unit::Year, 'y'), (Unit::Era, 'G')]
            {
                if !date.contains(letter) {
                    letters.insert(0, letter);
                    whole(&mut made, &[unit], &letters);
                }
            }
        }
        made
    }

    /// Finds the pattern for a unit; `around` is what a time's interval stands in.
    fn set(&mut self, unit: Unit, nearest: &mut Nearest, words: &Generator, around: &str) {
        let look = |skeleton: &str, unit: Unit| {
            words.table.get(&format!("i{skeleton}/{}", unit.letter(skeleton)))
        };
        let mut found = look(&nearest.found, unit);
        if found.is_none() && unit == Unit::HalfDay {
            found = look(&nearest.found, Unit::Hour);
        }
        if found.is_none() && matches!(unit, Unit::Month | Unit::Year | Unit::Era | Unit::Day) {
            if is_finer(&nearest.found, unit) {
                return;
            }
            let letter = unit.letter("");
            let (longer, wanted) =
                (format!("{letter}{}", nearest.found), format!("{letter}{}", nearest.wanted));
            found = look(&longer, unit);
            if found.is_some() && unit == Unit::Month {
                nearest.found = longer;
                nearest.wanted = wanted;
            }
        }
        let Some(pattern) = found else { return };
        let pattern = nearest.widen(pattern);
        let pattern = if around.is_empty() { pattern } else { fill(around, &[&pattern]) };
        let (first, second) = pattern.split_at(middle(&pattern));
        self.forms[unit as usize] = Some(Form::Halves(Pattern::new(first), Pattern::new(second)));
    }

    /// Writes an interval; `pattern` is the format's own.
    pub(super) fn write(
        &self,
        format: &Format,
        pattern: &Pattern,
        from: &Moment,
        to: &Moment,
    ) -> Written {
        let Some(unit) = difference(format, from, to) else { return single(format, pattern, from) };
        match self.forms.get(unit as usize).and_then(Option::as_ref) {
            Some(Form::Halves(first, second)) => {
                let mut parts = Vec::new();
                append(&mut parts, format.write(first, from));
                append(&mut parts, format.write(second, to));
                sided(parts)
            }
            Some(Form::Whole(pattern)) => self.both(format, pattern, unit, from, to),
            None if is_finer(&letters_of(pattern), unit) => single(format, pattern, from),
            None => self.both(format, &self.whole, unit, from, to),
        }
    }

    /// Both dates whole, and the day only once where they share it.
    fn both(
        &self,
        format: &Format,
        pattern: &Pattern,
        unit: Unit,
        from: &Moment,
        to: &Moment,
    ) -> Written {
        let halves = self.halves.as_ref().filter(|_| unit >= Unit::HalfDay);
        let pattern = halves.map_or(pattern, |(_, time, _)| time);
        let mut range = Vec::new();
        pieces(self.between, &mut range, |at| {
            format.write(pattern, if at == 0 { from } else { to })
        });
        let Some((day, _, glue)) = halves else { return sided(range) };
        let mut parts = Vec::new();
        pieces(glue, &mut parts, |at| {
            if at == 0 { std::mem::take(&mut range) } else { format.write(day, from) }
        });
        sided(parts)
    }
}

impl Unit {
    /// The letter under which the table has a unit's pattern.
    fn letter(self, skeleton: &str) -> char {
        match self {
            Self::Era => 'G',
            Self::Year => 'y',
            Self::Month => 'M',
            Self::Day => 'd',
            Self::HalfDay if skeleton.contains('B') => 'B',
            Self::HalfDay => 'a',
            Self::Hour if skeleton.contains('H') => 'H',
            Self::Hour => 'h',
            Self::Minute => 'm',
            Self::Second => 's',
            Self::Millisecond => 'S',
        }
    }
}

/// The skeleton of the table nearest to one.
struct Nearest {
    wanted: String,
    found: String,
    /// Whether it has the same fields.
    is_whole: bool,
}

impl Nearest {
    fn of(wanted: &str, words: &Generator) -> Option<Self> {
        let asked: String = wanted
            .chars()
            .filter(|letter| !matches!(letter, 'a' | 'b'))
            .map(|letter| match letter {
                'z' => 'v',
                'k' => 'H',
                'K' => 'h',
                other => other,
            })
            .collect();
        let mut best: Option<(usize, bool, &str)> = None;
        let mut last = "";
        for (key, _) in words.table.with_prefix('i') {
            let Some((skeleton, _)) = key.split_once('/') else { continue };
            if skeleton == last {
                continue;
            }
            last = skeleton;
            let (distance, is_whole) = distance(&asked, skeleton);
            if best.is_none_or(|(least, ..)| distance < least) {
                best = Some((distance, is_whole, skeleton));
            }
        }
        let (_, is_whole, found) = best?;
        Some(Self { wanted: wanted.to_owned(), found: found.to_owned(), is_whole })
    }

    /// Makes the fields of a pattern as long as they were asked for.
    fn widen(&self, pattern: &str) -> String {
        let mut out = String::new();
        for item in Item::all(pattern) {
            match item {
                Item::Field(letter, length) => {
                    let wide = |text: &str| count(text, letter);
                    let (found, wanted) = (wide(&self.found), wide(&self.wanted));
                    let has = |letter: u8| self.wanted.contains(char::from(letter));
                    let written = match letter {
                        b'v' if has(b'z') => b'z',
                        b'h' if has(b'K') => b'K',
                        b'H' if has(b'k') => b'k',
                        other => other,
                    };
                    let longer = length == found && wanted > found;
                    push(&mut out, written, if longer { wanted } else { length });
                }
                Item::Quoted(text) | Item::Text(text) => out.push_str(text),
            }
        }
        out
    }
}

/// How far two skeletons are from each other, and whether they have the same fields.
fn distance(wanted: &str, found: &str) -> (usize, bool) {
    let (mut sum, mut same) = (0, true);
    for letter in (b'A'..=b'Z').chain(b'a'..=b'z') {
        let (own, theirs) = (count(wanted, letter), count(found, letter));
        if own == theirs {
            continue;
        }
        if own == 0 || theirs == 0 {
            sum += 0x1000;
            same = false;
        } else if letter == b'M' && (own <= 2) != (theirs <= 2) {
            sum += 0x100;
        } else {
            sum += own.abs_diff(theirs);
        }
    }
    (sum, same)
}

fn count(text: &str, letter: u8) -> usize {
    text.bytes().filter(|found| *found == letter).count()
}

/// A skeleton as the table has them: digits are not counted, short names are one letter.
fn short(letters: &str) -> String {
    let mut out = String::new();
    let mut last = 0;
    for letter in letters.bytes() {
        if letter == last {
            continue;
        }
        last = letter;
        let length = count(letters, letter);
        let kept = match letter {
            b'y' | b'G' => length,
            b'M' if length < 3 => 1,
            b'M' | b'L' => length,
            b'E' if length <= 3 => 1,
            b'E' => length,
            b'a' => 0,
            b'B' => length,
            _ => 1,
        };
        push(&mut out, letter, kept);
    }
    out
}

/// A skeleton with the hours of a cycle.
fn with_hours(letters: &str, hour_cycle: Option<HourCycle>) -> String {
    let Some(cycle) = hour_cycle else { return letters.to_owned() };
    let mut out = String::new();
    for letter in letters.chars() {
        match letter {
            'h' | 'H' | 'k' | 'K' => out.push(char::from(cycle.letter())),
            'a' | 'b' | 'B' if !cycle.is_half_day() => {}
            other => out.push(other),
        }
    }
    out
}

/// A pattern with the hours of a cycle.
pub(super) fn with_cycle(pattern: &str, hour_cycle: Option<HourCycle>) -> String {
    let Some(cycle) = hour_cycle else { return pattern.to_owned() };
    let mut out = String::new();
    let mut last = 0;
    for item in Item::all(pattern) {
        match item {
            Item::Field(letter, length) => {
                let is_hour = matches!(letter, b'h' | b'H' | b'k' | b'K');
                if is_hour && last == b'd' {
                    out.push(' ');
                }
                push(&mut out, if is_hour { cycle.letter() } else { letter }, length);
                last = letter;
            }
            Item::Quoted(text) | Item::Text(text) => {
                out.push_str(text);
                last = 0;
            }
        }
    }
    out
}

/// Where the second date begins: at the first field that is there again.
fn middle(pattern: &str) -> usize {
    let (mut at, mut seen) = (0, Vec::new());
    for item in Item::all(pattern) {
        at += match item {
            Item::Field(letter, length) => {
                if seen.contains(&letter) {
                    return at;
                }
                seen.push(letter);
                length
            }
            Item::Quoted(text) | Item::Text(text) => text.len(),
        };
    }
    at
}

fn letters_of(pattern: &Pattern) -> String {
    pattern.fields().map(|(letter, _)| char::from(letter)).collect()
}

/// Whether a unit is finer than all fields of a skeleton.
fn is_finer(letters: &str, unit: Unit) -> bool {
    let finest = letters.chars().filter_map(|letter| {
        Some(match letter {
            'G' => Unit::Era,
            'y' | 'Y' | 'u' | 'U' | 'r' => Unit::Year,
            'M' | 'L' => Unit::Month,
            'd' | 'E' | 'c' | 'e' => Unit::Day,
            'a' | 'b' | 'B' => Unit::HalfDay,
            'h' | 'H' | 'k' | 'K' => Unit::Hour,
            'm' => Unit::Minute,
            's' => Unit::Second,
            'S' => Unit::Millisecond,
            _ => return None,
        })
    });
    finest.max().is_none_or(|finest| unit > finest)
}

/// The largest unit in which two moments differ.
fn difference(format: &Format, from: &Moment, to: &Moment) -> Option<Unit> {
    if from.day != to.day {
        let calendar = format.words.calendar();
        let (one, other) = (Page::of(calendar, from.day), Page::of(calendar, to.day));
        let eras = !matches!(
            calendar,
            icu_calendar::AnyCalendarKind::Chinese | icu_calendar::AnyCalendarKind::Dangi
        );
        if eras && one.era != other.era {
            return Some(Unit::Era);
        }
        if one.extended_year != other.extended_year || one.year != other.year {
            return Some(Unit::Year);
        }
        if (one.month, one.is_leap_month) != (other.month, other.is_leap_month) {
            return Some(Unit::Month);
        }
        return Some(Unit::Day);
    }
    let fields = |moment: &Moment| {
        [moment.hour / 12, moment.hour, moment.minute, moment.second, moment.millisecond]
    };
    let units = [Unit::HalfDay, Unit::Hour, Unit::Minute, Unit::Second, Unit::Millisecond];
    let pairs = fields(from).into_iter().zip(fields(to)).zip(units);
    pairs.into_iter().find(|((one, other), _)| one != other).map(|(_, unit)| unit)
}

fn single(format: &Format, pattern: &Pattern, moment: &Moment) -> Written {
    format.write(pattern, moment).into_iter().map(|part| (part, "shared")).collect()
}

/// Adds parts, text beside text in one.
fn append(parts: &mut Vec<Part>, more: Vec<Part>) {
    for part in more {
        match parts.last_mut() {
            Some(last) if last.letter == 0 && part.letter == 0 => last.text.push_str(&part.text),
            _ => parts.push(part),
        }
    }
}

/// Writes a form with places for two texts.
fn pieces(form: &str, parts: &mut Vec<Part>, mut write: impl FnMut(usize) -> Vec<Part>) {
    let text = fill(form, &["\u{1}0\u{1}", "\u{1}1\u{1}"]).replace('\'', "");
    for (at, piece) in text.split('\u{1}').enumerate() {
        if at % 2 == 1 {
            append(parts, write(usize::from(piece == "1")));
        } else if !piece.is_empty() {
            let text = piece.replace('\u{202f}', " ");
            append(parts, vec![Part { letter: 0, text }]);
        }
    }
}

/// Says of each part whose date it shows: from the first to the last field that both have.
fn sided(parts: Vec<Part>) -> Written {
    let mut spans: [Option<(usize, usize)>; 2] = [None, None];
    for (first, part) in parts.iter().enumerate().filter(|(_, part)| part.letter != 0) {
        let later = parts.iter().enumerate().skip(first + 1);
        let Some((second, _)) = later.into_iter().find(|(_, other)| other.letter == part.letter)
        else {
            continue;
        };
        for (span, at) in spans.iter_mut().zip([first, second]) {
            let (from, to) = span.unwrap_or((at, at));
            *span = Some((from.min(at), to.max(at)));
        }
    }
    let within = |span: Option<(usize, usize)>, at: usize| {
        span.is_some_and(|(from, to)| (from..=to).contains(&at))
    };
    let side = |at: usize| match () {
        () if within(spans[0], at) => "startRange",
        () if within(spans[1], at) => "endRange",
        () => "shared",
    };
    parts.into_iter().enumerate().map(|(at, part)| (part, side(at))).collect()
}
