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
    Sign(char),
    Word(String),
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

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

/// Splits a text; what is in parentheses is a comment.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut depth = 0;
    while let Some(first) = rest.chars().next() {
        let length = first.len_utf8();
        match first {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ if first.is_ascii_digit() => {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let digits = rest.get(..end)?;
                tokens.push(Token::Number(digits.parse().ok()?, digits.len()));
                rest = rest.get(end..)?;
                continue;
            }
            _ if first.is_ascii_alphabetic() => {
                let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                tokens.push(Token::Word(rest.get(..end)?.to_ascii_lowercase()));
                rest = rest.get(end..)?;
                continue;
            }
            '+' | '-' | '/' | ':' | '.' => tokens.push(Token::Sign(first)),
            ',' => tokens.push(Token::Sign(' ')),
            _ if first.is_whitespace() => {
                if tokens.last() != Some(&Token::Sign(' ')) {
                    tokens.push(Token::Sign(' '));
                }
            }
            _ => return None,
        }
        rest = rest.get(length..)?;
    }
    Some(tokens)
}

#[derive(Default)]
struct Reader {
    /// Day, month and year as they came.
    numbers: Vec<(f64, usize)>,
    month: Option<f64>,
    time: Vec<f64>,
    millisecond: f64,
    afternoon: Option<bool>,
    offset: Option<f64>,
}

/// Reads a date; `None` for what is none.
pub(super) fn parse(text: &str) -> Option<Parts> {
    let tokens = tokens(text)?;
    let mut reader = Reader::default();
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(&tokens, at)?;
    }
    reader.finish()
}

impl Reader {
    /// Reads what begins at a token; returns where the next thing begins.
    fn step(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        match tokens.get(at)? {
            Token::Word(word) => self.word(word).map(|()| at + 1),
            Token::Sign(sign @ ('+' | '-')) if !self.time.is_empty() || self.offset.is_some() => {
                self.zone(*sign, tokens, at + 1)
            }
            Token::Sign(':' | '+') => None,
            Token::Sign(_) => Some(at + 1),
            Token::Number(value, digits) => match tokens.get(at + 1) {
                Some(Token::Sign(':')) if self.time.is_empty() => self.clock(tokens, at),
                _ => {
                    if self.numbers.len() == 3 {
                        return None;
                    }
                    self.numbers.push((*value, *digits));
                    Some(at + 1)
                }
            },
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        match word {
            "am" | "pm" if !self.time.is_empty() => self.afternoon = Some(word == "pm"),
            "t" if !self.numbers.is_empty() => {}
            _ => {
                if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
                    self.offset = Some(hours * 60.0);
                } else if let Some(month) =
                    word.get(..3).and_then(|short| MONTHS.iter().position(|month| *month == short))
                {
                    self.month = Some(f64::from(u8::try_from(month).ok()?));
                } else if !word.get(..3).is_some_and(|short| DAYS.contains(&short)) {
                    // Words before the first number are passed over.
                    return self.numbers.is_empty().then_some(());
                }
            }
        }
        Some(())
    }

    /// `hh:mm[:ss[.mmm]]`
    fn clock(&mut self, tokens: &[Token], mut at: usize) -> Option<usize> {
        loop {
            let Token::Number(value, _) = tokens.get(at)? else { return None };
            self.time.push(*value);
            at += 1;
            match tokens.get(at) {
                Some(Token::Sign(':')) if self.time.len() < 3 => at += 1,
                Some(Token::Sign('.')) if self.time.len() == 3 => {
                    let Token::Number(value, digits) = tokens.get(at + 1)? else { return None };
                    let scale = 10_f64.powi(i32::try_from(*digits).ok()?);
                    self.millisecond = (value * 1000.0 / scale).floor();
                    return Some(at + 2);
                }
                _ => return Some(at),
            }
        }
    }

    /// `+hhmm`, `+hh:mm` or `+hh` after the time.
    fn zone(&mut self, sign: char, tokens: &[Token], at: usize) -> Option<usize> {
        let Token::Number(value, digits) = tokens.get(at)? else { return None };
        let (minutes, next) = match (digits, tokens.get(at + 1), tokens.get(at + 2)) {
            (1 | 2, Some(Token::Sign(':')), Some(Token::Number(minutes, _))) => {
                (value * 60.0 + minutes, at + 3)
            }
            (1 | 2, ..) => (value * 60.0, at + 1),
            _ => ((value / 100.0).floor() * 60.0 + value % 100.0, at + 1),
        };
        self.offset = Some(if sign == '-' { -minutes } else { minutes });
        Some(next)
    }

    fn finish(self) -> Option<Parts> {
        let long = |(value, digits): (f64, usize)| digits > 2 || value > 31.0;
        let (year, month, day) = match (self.month, self.numbers.as_slice()) {
            (Some(month), &[day]) if !long(day) => ((2001.0, 4), month, day.0),
            (Some(month), &[year]) => (year, month, 1.0),
            (Some(month), &[one, two]) if long(one) => (one, month, two.0),
            (Some(month), &[one, two]) => (two, month, one.0),
            (None, &[month, day]) => ((2001.0, 4), month.0 - 1.0, day.0),
            (None, &[year, month, day]) if long(year) => (year, month.0 - 1.0, day.0),
            (None, &[month, day, year]) => (year, month.0 - 1.0, day.0),
            _ => return None,
        };
        let year = match year {
            (value, 1 | 2) if value < 50.0 => value + 2000.0,
            (value, 1 | 2) => value + 1900.0,
            (value, _) => value,
        };
        let time = |at: usize| self.time.get(at).copied().unwrap_or(0.0);
        let (mut hour, minute, second) = (time(0), time(1), time(2));
        if let Some(afternoon) = self.afternoon {
            if !(1.0..=12.0).contains(&hour) {
                return None;
            }
            hour = hour % 12.0 + if afternoon { 12.0 } else { 0.0 };
        }
        let valid = (0.0..12.0).contains(&month)
            && (1.0..=31.0).contains(&day)
            && hour <= 24.0
            && minute < 60.0
            && second < 60.0;
        let fields = [year, month, day, hour, minute, second, self.millisecond];
        valid.then_some(Parts { fields, offset: self.offset })
    }
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
        for text in ["", "hello", "2020-13-01", "1/2/3/4", "12:30", "Jan 1 2020 25:00", "1 foo 2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
