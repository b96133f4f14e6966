//! Dates as people and other programs write them: `Jan 1, 2020`, `12/25/1995 10:00 pm`,
//! `Wed Jan 01 2020 00:00:00 GMT+0100 (CET)`. The rules are those that V8 follows beside the
//! standard's own format.

/// The parts of a date that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parts {
    /// Year, month from 0, day, hour, minute, second, millisecond.
    pub(super) fields: [f64; 7],
    /// Minutes ahead of UTC; `None` for local time.
    pub(super) offset: Option<f64>,
}

/// One piece of the text.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A number and how many digits it has.
    Number(f64, usize),
    /// White space.
    Space,
    /// Any other character.
    Sign(char),
    /// Letters, and everything beyond ASCII, in lower case.
    Word(String),
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Hours ahead of UTC of the zones that are known by name.
const ZONES: [(&str, f64); 12] = [
    ("utc", 0.0),
    ("gmt", 0.0),
    ("ut", 0.0),
    ("z", 0.0),
    ("est", -5.0),
    ("edt", -4.0),
    ("cst", -6.0),
    ("cdt", -5.0),
    ("mst", -7.0),
    ("mdt", -6.0),
    ("pst", -8.0),
    ("pdt", -7.0),
];

/// Splits a text.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let is_letter = |letter: char| letter >= 'A' && !letter.is_whitespace();
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |test: &dyn Fn(char) -> bool| rest.find(|c: char| !test(c)).unwrap_or(rest.len());
        let (token, length) = if first.is_ascii_digit() {
            let end = run(&|digit| digit.is_ascii_digit());
            let digits = rest.get(..end)?;
            (Token::Number(digits.parse().ok()?, end), end)
        } else if first.is_whitespace() || first == '\u{feff}' {
            (Token::Space, first.len_utf8())
        } else if is_letter(first) {
            let end = run(&is_letter);
            (Token::Word(rest.get(..end)?.to_ascii_lowercase()), end)
        } else {
            (Token::Sign(first), first.len_utf8())
        };
        tokens.push(token);
        rest = rest.get(length..)?;
    }
    Some(tokens)
}

#[derive(Default)]
struct Reader {
    tokens: Vec<Token>,
    at: usize,
    /// Day, month and year as they came.
    numbers: Vec<f64>,
    month: Option<f64>,
    /// Hour, minute, second and millisecond as they came.
    time: Vec<f64>,
    /// Whether nothing can be added to the time.
    time_is_whole: bool,
    afternoon: Option<bool>,
    zone: Zone,
    has_number: bool,
    /// Whether the whole text is of the standard's format.
    is_standard: bool,
}

/// What is known of the zone.
#[derive(Clone, Copy, Default, PartialEq)]
enum Zone {
    #[default]
    Local,
    /// Minutes ahead of UTC.
    Ahead(f64),
    /// A sign and hours, the minutes to follow.
    Hours(f64, f64),
}

/// Reads a date; `None` for what is none.
pub(super) fn parse(text: &str) -> Option<Parts> {
    let mut reader = Reader { tokens: tokens(text)?, ..Reader::default() };
    reader.standard()?;
    reader.has_number = !reader.numbers.is_empty();
    while let Some(token) = reader.next() {
        match token {
            Token::Number(value, _) => reader.number(value)?,
            Token::Word(word) => reader.word(&word)?,
            Token::Sign(sign @ ('+' | '-'))
                if reader.zone == Zone::Ahead(0.0) || !reader.time.is_empty() =>
            {
                reader.offset(if sign == '-' { -1.0 } else { 1.0 })?;
            }
            Token::Sign('+' | '-' | ')') if reader.has_number => return None,
            Token::Sign('(') => reader.comment(),
            Token::Sign(_) | Token::Space => {}
        }
    }
    reader.finish()
}

impl Reader {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    /// Takes a number of so many digits that is in a range, if it is next.
    fn fixed(&mut self, digits: usize, range: std::ops::RangeInclusive<f64>) -> Option<f64> {
        match self.peek() {
            Some(&Token::Number(value, count)) if count == digits && range.contains(&value) => {
                self.at += 1;
                Some(value)
            }
            _ => None,
        }
    }

    /// Reads as much as the text has of the standard's format; what it has beyond is left. `None`
    /// where nothing may follow.
    fn standard(&mut self) -> Option<()> {
        let is_whole = self.standard_date().is_some() && {
            // Without hours and a colon behind it the letter is a word like any other.
            let timed = matches!(self.peek(), Some(Token::Word(word)) if word == "t")
                && matches!(self.tokens.get(self.at + 1), Some(Token::Number(..=24.0, 2)))
                && self.tokens.get(self.at + 2) == Some(&Token::Sign(':'));
            self.at += usize::from(timed);
            if timed { self.standard_time()? } else { self.peek().is_none() }
        };
        if is_whole {
            self.is_standard = true;
            if self.time.is_empty() {
                self.zone = Zone::Ahead(0.0);
            }
        }
        Some(())
    }

    /// `[+-]yyyyyy-mm-dd` or `yyyy-mm-dd`, or its beginning; `None` where it breaks off.
    fn standard_date(&mut self) -> Option<()> {
        let sign = match self.peek() {
            Some(Token::Sign('+')) => Some(1.0),
            Some(Token::Sign('-')) => Some(-1.0),
            _ => None,
        };
        let year = match sign {
            Some(sign) => match self.tokens.get(self.at + 1) {
                Some(&Token::Number(year, 6)) => {
                    self.at += 2;
                    // There is no year -000000 (ECMA-262 §21.4.1.32.1): V8 forgets it.
                    if sign < 0.0 && year == 0.0 {
                        return None;
                    }
                    sign * year
                }
                _ => return None,
            },
            None => self.fixed(4, 0.0..=9999.0)?,
        };
        self.numbers.push(year);
        for most in [12.0, 31.0] {
            if !self.eat('-') {
                break;
            }
            let part = self.fixed(2, 1.0..=most)?;
            self.numbers.push(part);
        }
        Some(())
    }

    /// `hh:mm[:ss[.sss]]` and a zone, to the end. `None` is a text that is no date: after a date of
    /// the standard's format and its `T` no other follows.
    fn standard_time(&mut self) -> Option<bool> {
        let mut read = || -> Option<()> {
            let hour = self.fixed(2, 0.0..=24.0)?;
            self.time.push(hour);
            let most = if hour == 24.0 { 0.0 } else { 59.0 };
            self.eat(':').then_some(())?;
            let minute = self.fixed(2, 0.0..=most)?;
            self.time.push(minute);
            if self.eat(':') {
                let second = self.fixed(2, 0.0..=most)?;
                self.time.push(second);
                if self.eat('.') {
                    let &Token::Number(value, digits) = self.peek()? else { return None };
                    (hour < 24.0 || value == 0.0).then_some(())?;
                    self.at += 1;
                    self.time.push(milliseconds(value, digits));
                }
            }
            self.standard_zone()
        };
        read()?;
        self.peek().is_none().then_some(true)
    }

    /// `Z`, `+hhmm`, `+hh:mm` or nothing.
    fn standard_zone(&mut self) -> Option<()> {
        if matches!(self.peek(), Some(Token::Word(word)) if word == "z") {
            self.at += 1;
            self.zone = Zone::Ahead(0.0);
            return Some(());
        }
        let sign = match self.peek() {
            Some(Token::Sign('+')) => 1.0,
            Some(Token::Sign('-')) => -1.0,
            _ => return Some(()),
        };
        self.at += 1;
        if let Some(both) = self.fixed(4, 0.0..=9999.0) {
            let (hours, minutes) = ((both / 100.0).floor(), both % 100.0);
            (hours < 24.0 && minutes < 60.0).then_some(())?;
            self.zone = Zone::Ahead(sign * (hours * 60.0 + minutes));
            return Some(());
        }
        let hours = self.fixed(2, 0.0..=23.0)?;
        self.zone = Zone::Hours(sign, hours);
        self.eat(':').then_some(())?;
        let minutes = self.fixed(2, 0.0..=59.0)?;
        self.zone = Zone::Ahead(sign * (hours * 60.0 + minutes));
        Some(())
    }

    /// Passes over a sign, if it is next.
    fn eat(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(found);
        found
    }

    /// A comment, after its parenthesis; one that is not closed goes on to the end.
    fn comment(&mut self) {
        let mut depth = 1;
        while depth > 0
            && let Some(token) = self.next()
        {
            match token {
                Token::Sign('(') => depth += 1,
                Token::Sign(')') => depth -= 1,
                _ => {}
            }
        }
    }

    /// Whether a number may go on with the time: minutes, seconds or milliseconds.
    fn continues_time(&self, value: f64) -> bool {
        let end = match self.time.len() {
            1 | 2 => 60.0,
            3 => 1000.0,
            _ => return false,
        };
        !self.time_is_whole && value < end
    }

    fn number(&mut self, value: f64) -> Option<()> {
        self.has_number = true;
        if self.eat(':') {
            if self.time_is_whole || self.time.len() == 4 {
                return None;
            }
            self.time.push(value);
            // Two colons leave something out.
            if self.eat(':') {
                self.time.push(0.0);
            }
        } else if self.eat('.') && self.continues_time(value) {
            self.time.push(value);
            let last = value;
            let Some(Token::Number(value, digits)) = self.next() else { return None };
            let is_full = self.time.len() == 4;
            self.time.resize(3, 0.0);
            self.time.push(if is_full { last } else { milliseconds(value, digits) });
            self.time_is_whole = true;
        } else if let Zone::Hours(sign, hours) = self.zone
            && value < 60.0
        {
            self.zone = Zone::Ahead(sign * (hours * 60.0 + value));
        } else if self.continues_time(value) {
            self.time.push(value);
            self.time_is_whole = true;
            // What follows the time must be apart from it, or say the zone.
            return match self.peek() {
                None | Some(Token::Space | Token::Sign('+' | '-')) => Some(()),
                Some(Token::Word(word)) => (word == "z").then_some(()),
                Some(_) => None,
            };
        } else {
            if self.numbers.len() == 3 {
                return None;
            }
            self.numbers.push(value);
            self.eat('-');
        }
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let month = word.get(..3).and_then(|short| MONTHS.iter().position(|one| *one == short));
        let zone = ZONES.iter().find(|(name, _)| *name == word);
        if matches!(word, "am" | "pm") && !self.time.is_empty() {
            self.afternoon = Some(word == "pm");
        } else if let Some(month) = month {
            self.month = Some(f64::from(u8::try_from(month).ok()?));
            self.eat('-');
        } else if let Some((_, hours)) = zone.filter(|_| self.has_number) {
            self.zone = Zone::Ahead(hours * 60.0);
        } else if self.has_number || matches!(self.peek(), Some(Token::Number(..))) {
            // Words are passed over before the first number, and apart from it.
            return None;
        }
        Some(())
    }

    /// `hhmm`, `hh:mm` or `hh` after a sign; nothing is as good as none of them.
    fn offset(&mut self, sign: f64) -> Option<()> {
        let (value, digits) = match self.peek() {
            Some(&Token::Number(value, digits)) => {
                self.at += 1;
                (value, digits)
            }
            _ => (0.0, 0),
        };
        self.has_number = true;
        self.zone = if self.peek() == Some(&Token::Sign(':')) {
            Zone::Hours(sign, value)
        } else {
            match digits {
                1 | 2 => Zone::Ahead(sign * value * 60.0),
                3 | 4 => Zone::Ahead(sign * ((value / 100.0).floor() * 60.0 + value % 100.0)),
                _ => return None,
            }
        };
        Some(())
    }

    fn finish(self) -> Option<Parts> {
        let is_day = |value: f64| (1.0..=31.0).contains(&value);
        let first = *self.numbers.first()?;
        let number = |at: usize| self.numbers.get(at).copied().unwrap_or(1.0);
        let (year, month, day) = match self.month {
            None if is_day(first) && !self.is_standard => (number(2), first - 1.0, number(1)),
            None => (first, number(1) - 1.0, number(2)),
            Some(month) if is_day(first) => (number(1), month, first),
            Some(month) => (first, month, number(1)),
        };
        let year = match year {
            _ if self.is_standard => year,
            0.0..50.0 => year + 2000.0,
            50.0..100.0 => year + 1900.0,
            _ => year,
        };
        let time = |at: usize| self.time.get(at).copied().unwrap_or(0.0);
        let (mut hour, minute, second, millisecond) = (time(0), time(1), time(2), time(3));
        if let Some(afternoon) = self.afternoon {
            if !(0.0..=12.0).contains(&hour) {
                return None;
            }
            hour = hour % 12.0 + if afternoon { 12.0 } else { 0.0 };
        }
        let midnight = hour == 24.0 && minute == 0.0 && second == 0.0 && millisecond == 0.0;
        let valid = (0.0..12.0).contains(&month)
            && is_day(day)
            && year < 1_073_741_824.0
            && (hour < 24.0 || midnight)
            && minute < 60.0
            && second < 60.0
            && millisecond < 1000.0;
        let offset = match self.zone {
            Zone::Local => None,
            Zone::Ahead(minutes) => Some(minutes),
            Zone::Hours(sign, hours) => Some(sign * hours * 60.0),
        };
        let fields = [year, month, day, hour, minute, second, millisecond];
        valid.then_some(Parts { fields, offset })
    }
}

/// Milliseconds of a second's decimal places.
fn milliseconds(value: f64, digits: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(0));
    (value * 1000.0 / scale).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<([i32; 7], Option<i32>)> {
        #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
        parse(text).map(|parts| {
            (parts.fields.map(|field| field as i32), parts.offset.map(|minutes| minutes as i32))
        })
    }

    #[test]
    fn dates_are_read_as_v8_reads_them() {
        let day = |year, month, day| Some(([year, month, day, 0, 0, 0, 0], None));
        assert_eq!(read("Jan 1, 2020"), day(2020, 0, 1));
        assert_eq!(read("1 January 2020"), day(2020, 0, 1));
        assert_eq!(read("2020/01/31"), day(2020, 0, 31));
        assert_eq!(read("12/25/1995"), day(1995, 11, 25));
        assert_eq!(read("12/25/95"), day(1995, 11, 25));
        assert_eq!(read("2020-1-5"), day(2020, 0, 5));
        assert_eq!(read("Jan 2020"), day(2020, 0, 1));
        assert_eq!(read("12"), day(2001, 11, 1));
        assert_eq!(read("99"), day(1999, 0, 1));
        assert_eq!(read("x: 12/3 (what"), day(2001, 11, 3));
        let time = Some(([2020, 0, 1, 22, 5, 6, 0], None));
        assert_eq!(read("2020-01-01 22:05:06"), time);
        assert_eq!(read("January 1, 2020 10:05:06 PM"), time);
        let own = Some(([2020, 0, 1, 0, 0, 0, 0], Some(60)));
        assert_eq!(read("Wed Jan 01 2020 00:00:00 GMT+0100 (Central European Time)"), own);
        assert_eq!(read("Wed, 01 Jan 2020 00:00:00 +01:00"), own);
        assert_eq!(
            read("2020-01-01 00:00:00.250 UTC"),
            Some(([2020, 0, 1, 0, 0, 0, 250], Some(0)))
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "hello",
            "2020-13-01",
            "1/2/3/4",
            "12:30",
            "Jan 1 2020 25:00",
            "1 foo 2",
            "x1",
            "1 Mon",
            "Jan 1 2020 24:01",
            "1 T 2",
            "1)",
            "Jan 1 10:20:30x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
