//! A source of which parts are made blank.

use std::ops::Range;

/// A source, what of it is blank, and the few characters that are written anew.
pub(super) struct Page<'a> {
    source: &'a str,
    /// For each byte whether it is blank.
    blank: Vec<bool>,
    /// What stands at an offset instead of what the source has there.
    written: Vec<(usize, char)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, blank: vec![false; source.len()], written: Vec::new() }
    }

    /// Makes a range blank. What is out of bounds is not there.
    pub(super) fn erase(&mut self, range: Range<usize>) {
        if let Some(bytes) = self.blank.get_mut(range) {
            bytes.fill(true);
        }
    }

    /// Writes an ASCII character in place of the one at `at`.
    pub(super) fn write(&mut self, at: usize, char: char) {
        self.written.push((at, char));
    }

    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        self.source.get(range).unwrap_or_default()
    }

    pub(super) fn has_line_break(&self, range: Range<usize>) -> bool {
        self.text(range).contains(['\n', '\r', '\u{2028}', '\u{2029}'])
    }

    /// The first character at or after `at` that is neither blank, white nor of a comment.
    pub(super) fn next(&self, at: usize) -> Option<(usize, char)> {
        significant(self.source, at).find(|&(place, _)| !self.is_blank(place))
    }

    /// Whether anything that is left stands before `at`.
    pub(super) fn has_before(&self, at: usize) -> bool {
        self.next(0).is_some_and(|(first, _)| first < at)
    }

    /// The offset of a character within a range, but for those in comments.
    pub(super) fn find(&self, range: Range<usize>, wanted: char) -> Option<usize> {
        significant(self.source, range.start)
            .take_while(|(at, _)| *at < range.end)
            .find_map(|(at, char)| (char == wanted).then_some(at))
    }

    /// The words within a range, but for those in comments.
    pub(super) fn words(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, char) in significant(self.source, range.start) {
            if at >= range.end {
                break;
            }
            if !(char.is_alphanumeric() || matches!(char, '_' | '$')) {
                continue;
            }
            let end = at + char.len_utf8();
            match words.last_mut() {
                Some(word) if word.end == at => word.end = end,
                _ => words.push(at..end),
            }
        }
        words
    }

    fn is_blank(&self, at: usize) -> bool {
        self.blank.get(at).is_some_and(|blank| *blank)
    }

    /// The source with spaces for what is blank: as many as it has UTF-16 units, and all line breaks.
    pub(super) fn finish(mut self) -> String {
        self.written.sort_unstable();
        let mut written = self.written.iter().peekable();
        let mut text = String::with_capacity(self.source.len());
        for (at, char) in self.source.char_indices() {
            if let Some((_, instead)) = written.next_if(|(place, _)| *place == at) {
                text.push(*instead);
                // A character that is longer than what is written keeps its columns.
                text.extend(std::iter::repeat_n(' ', char.len_utf16() - 1));
            } else if self.is_blank(at) && !matches!(char, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
                text.extend(std::iter::repeat_n(' ', char.len_utf16()));
            } else {
                text.push(char);
            }
        }
        text
    }
}

/// The characters from `at` on that are neither white nor of a comment.
fn significant(source: &str, at: usize) -> impl Iterator<Item = (usize, char)> {
    let mut place = at;
    std::iter::from_fn(move || {
        loop {
            let rest = source.get(place..)?;
            let char = rest.chars().next()?;
            let comment = if rest.starts_with("//") {
                Some(rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len()))
            } else if rest.starts_with("/*") {
                Some(rest.find("*/").map_or(rest.len(), |end| end + 2))
            } else {
                None
            };
            if let Some(length) = comment {
                place += length;
            } else if char.is_whitespace() || char == '\u{feff}' {
                place += char.len_utf8();
            } else {
                let found = (place, char);
                place += char.len_utf8();
                return Some(found);
            }
        }
    })
}
