//! JavaScript cut into tokens, just well enough to skip strings, comments, templates and
//! regular expressions. ECMA-262 §12; no parsing, no errors: what is broken ends the file.

/// What a token is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The end of the source, again and again.
    End,
    /// A number.
    Number,
    /// One character, or `=>`, `...`, `++`, `--`, `?.`.
    Punctuator,
    /// A regular expression literal with its flags.
    Regex,
    /// A string literal with its quotes.
    String,
    /// A piece of a template: from a backtick or `}` up to `${` or a backtick.
    Template,
    /// An identifier, keyword or private name, escapes and all.
    Word,
}

/// A token as a range of the source.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Byte offset of its first byte.
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
    /// Whether a line ends between the token before and this one.
    pub newline_before: bool,
}

/// What an open bracket was opened by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Open {
    Block,
    /// `(` of `if`, `while`, `for`, `with`: after `)` a statement follows.
    Condition,
    /// `[`, or a `(` or `{` that ends an expression.
    Expression,
    Template,
}

/// Cuts a source into tokens, one at a time.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    source: &'a [u8],
    at: usize,
    open: Vec<Open>,
    /// Whether a `/` now would start a regular expression.
    regex_allowed: bool,
    /// Whether a `{` now would start a block.
    block_allowed: bool,
    after_dot: bool,
    after_condition_word: bool,
    is_cut: bool,
}

impl<'a> Tokens<'a> {
    /// Tokens of a source, of which a first line for the shell is none.
    #[must_use]
    pub fn new(source: &'a [u8]) -> Self {
        let mut tokens = Self {
            source,
            at: 0,
            open: Vec::new(),
            regex_allowed: true,
            block_allowed: true,
            after_dot: false,
            after_condition_word: false,
            is_cut: false,
        };
        if source.starts_with(b"#!") {
            tokens.skip_line();
        }
        tokens
    }

    /// Whether the innermost bracket is a brace that statements or members stand in, as far as
    /// the tokens before it tell.
    #[must_use]
    pub fn in_block(&self) -> bool {
        self.open.last() == Some(&Open::Block)
    }

    /// Whether the source ended within a template or comment, or after a line continuation in a
    /// string.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether a value or statement would begin here, rather than an operator.
    #[must_use]
    pub const fn expects_value(&self) -> bool {
        self.regex_allowed
    }

    /// The text of a token.
    #[must_use]
    pub fn text(&self, token: Token) -> &'a [u8] {
        self.source.get(token.start..token.end).unwrap_or_default()
    }

    /// The next token; at the end [`Kind::End`], again and again.
    pub fn advance(&mut self) -> Token {
        let newline_before = self.skip_space();
        let start = self.at;
        let kind = self.scan();
        Token { kind, start, end: self.at, newline_before }
    }

    fn scan(&mut self) -> Kind {
        let Some(byte) = self.peek(0) else { return Kind::End };
        match byte {
            b'"' | b'\'' => {
                self.skip_string(byte);
                self.end_operand(Kind::String)
            }
            b'`' => {
                self.at += 1;
                self.template()
            }
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => self.number(),
            b'/' if self.regex_allowed => {
                self.skip_regex();
                self.end_operand(Kind::Regex)
            }
            b'}' if self.open.last() == Some(&Open::Template) => {
                self.open.pop();
                self.at += 1;
                self.template()
            }
            _ if IN_WORD[usize::from(byte)] || matches!(byte, b'#' | b'\\') => self.word(),
            _ => self.punctuator(byte),
        }
    }

    fn word(&mut self) -> Kind {
        let start = self.at;
        if self.peek(0) == Some(b'#') {
            self.at += 1;
        }
        loop {
            self.skip_word();
            if self.peek(0) != Some(b'\\') {
                break;
            }
            // `\u{…}` may hold a brace.
            if self.peek(2) == Some(b'{') {
                self.at += memchr::memchr(b'}', self.rest()).unwrap_or(0);
            }
            self.at += 1;
        }
        let word = self.source.get(start..self.at).unwrap_or_default();
        let is_name = self.after_dot;
        self.end_operand(Kind::Word);
        if is_name {
            return Kind::Word;
        }
        match word {
            b"if" | b"while" | b"for" | b"with" => self.after_condition_word = true,
            // `for await (` is still a condition.
            b"await" => self.after_condition_word = true,
            b"else" | b"do" | b"try" | b"finally" => self.block_allowed = true,
            _ => {}
        }
        self.regex_allowed = matches!(
            word,
            b"return"
                | b"typeof"
                | b"case"
                | b"in"
                | b"of"
                | b"delete"
                | b"void"
                | b"throw"
                | b"new"
                | b"else"
                | b"do"
                | b"instanceof"
                | b"yield"
                | b"await"
        );
        Kind::Word
    }

    fn punctuator(&mut self, byte: u8) -> Kind {
        let next = self.peek(1);
        let length = match (byte, next) {
            (b'=', Some(b'>')) => 2,
            (b'+', Some(b'+')) | (b'-', Some(b'-')) => 2,
            (b'?', Some(b'.')) if !self.peek(2).is_some_and(|digit| digit.is_ascii_digit()) => 2,
            (b'.', Some(b'.')) if self.peek(2) == Some(b'.') => 3,
            _ => 1,
        };
        self.at += length;
        let was_condition = std::mem::take(&mut self.after_condition_word);
        let block_allowed = std::mem::take(&mut self.block_allowed);
        self.after_dot = length != 3 && (byte == b'.' || (byte == b'?' && length == 2));
        match byte {
            b'(' => {
                self.open.push(if was_condition { Open::Condition } else { Open::Expression });
                self.regex_allowed = true;
            }
            b'[' => {
                self.open.push(Open::Expression);
                self.regex_allowed = true;
            }
            b'{' => {
                self.open.push(if block_allowed { Open::Block } else { Open::Expression });
                self.regex_allowed = true;
                self.block_allowed = true;
            }
            b')' => {
                let opened = self.open.pop();
                self.regex_allowed = opened == Some(Open::Condition);
                // After `)` a brace is the body of a function or of a statement.
                self.block_allowed = true;
            }
            b']' => {
                self.open.pop();
                self.regex_allowed = false;
            }
            b'}' => {
                let opened = self.open.pop();
                self.regex_allowed = opened != Some(Open::Expression);
                self.block_allowed = self.regex_allowed;
            }
            b'+' | b'-' if length == 2 => {
                // `a++ / b` is likelier than `++ /regex/`.
                self.regex_allowed = false;
            }
            _ => {
                self.regex_allowed = true;
                self.block_allowed = byte == b';' || length == 2 && byte == b'=';
            }
        }
        Kind::Punctuator
    }

    fn end_operand(&mut self, kind: Kind) -> Kind {
        self.regex_allowed = false;
        self.block_allowed = false;
        self.after_dot = false;
        self.after_condition_word = false;
        kind
    }

    fn number(&mut self) -> Kind {
        let mut previous = 0;
        while let Some(byte) = self.peek(0) {
            let is_exponent_sign = matches!(byte, b'+' | b'-') && matches!(previous, b'e' | b'E');
            if !(is_word(byte) || byte == b'.' || is_exponent_sign) {
                break;
            }
            // A sign after the `e` of a hexadecimal number belongs to no exponent; taking it
            // along does no harm here.
            previous = byte;
            self.at += 1;
        }
        self.end_operand(Kind::Number)
    }

    /// From inside a template to its end or to the next `${`.
    fn template(&mut self) -> Kind {
        while let Some(found) = memchr::memchr3(b'`', b'\\', b'$', self.rest()) {
            self.at += found;
            match (self.peek(0), self.peek(1)) {
                (Some(b'`'), _) => {
                    self.at += 1;
                    return self.end_operand(Kind::Template);
                }
                (Some(b'$'), Some(b'{')) => {
                    self.at += 2;
                    self.open.push(Open::Template);
                    self.end_operand(Kind::Template);
                    self.regex_allowed = true;
                    return Kind::Template;
                }
                (Some(b'\\'), _) => self.skip(2),
                _ => self.at += 1,
            }
        }
        self.at = self.source.len();
        self.is_cut = true;
        Kind::End
    }

    fn skip_string(&mut self, quote: u8) {
        self.at += 1;
        while let Some(found) = memchr::memchr3(quote, b'\\', b'\n', self.rest()) {
            self.at += found;
            if self.peek(0) == Some(b'\\') {
                self.skip(2);
                // The string goes on in a line that is not there yet.
                self.is_cut |= self.rest().is_empty();
            } else {
                self.at += 1;
                return;
            }
        }
        self.at = self.source.len();
    }

    fn skip_regex(&mut self) {
        let mut in_class = false;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => self.at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'\n' => return,
                b'/' if !in_class => break,
                _ => {}
            }
            self.skip(1);
        }
        self.skip(1);
        while self.peek(0).is_some_and(is_word) {
            self.at += 1;
        }
    }

    /// Skips white space and comments; tells whether a line ended.
    fn skip_space(&mut self) -> bool {
        let mut newline = false;
        loop {
            let Some(byte) = self.peek(0) else { return newline };
            if byte == b' ' {
                self.at += 1;
                continue;
            }
            if (0x21..0xc2).contains(&byte) && byte != b'/' {
                return newline;
            }
            match (self.peek(0), self.peek(1)) {
                (Some(b'\n' | b'\r'), _) => {
                    newline = true;
                    self.at += 1;
                }
                (Some(b' ' | b'\t' | 0x0b | 0x0c), _) => self.at += 1,
                (Some(b'/'), Some(b'/')) => self.skip_line(),
                (Some(b'/'), Some(b'*')) => {
                    let body = self.rest().get(2..).unwrap_or_default();
                    let end = memchr::memmem::find(body, b"*/");
                    self.is_cut |= end.is_none();
                    let length = end.map_or(body.len(), |at| at + 2);
                    newline |= memchr::memchr(b'\n', body.get(..length).unwrap_or(body)).is_some();
                    self.skip(length + 2);
                }
                // No-break space, byte order mark, and the two Unicode line ends.
                (Some(0xc2), Some(0xa0)) => self.at += 2,
                (Some(0xef), Some(0xbb)) if self.peek(2) == Some(0xbf) => self.at += 3,
                (Some(0xe2), Some(0x80)) if matches!(self.peek(2), Some(0xa8 | 0xa9)) => {
                    newline = true;
                    self.at += 3;
                }
                _ => return newline,
            }
        }
    }

    /// Skips what goes on with a word, up to an escape.
    fn skip_word(&mut self) {
        let rest = self.rest();
        let end = rest.iter().position(|&byte| !IN_WORD[usize::from(byte)]);
        self.at += end.unwrap_or(rest.len());
    }

    fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
    }

    fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.source.len());
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.source.get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.source.get(self.at..).unwrap_or_default()
    }
}

/// A byte of an identifier: letters, digits, `$`, `_`, an escape, anything beyond ASCII.
#[must_use]
pub const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'$' | b'_' | b'\\') || byte >= 0x80
}

/// [`is_word`] of every byte but the one of escapes.
static IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let value = byte as u8;
        table[byte] = is_word(value) && value != b'\\';
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<(Kind, &str)> {
        let mut tokens = Tokens::new(source.as_bytes());
        let mut out = Vec::new();
        loop {
            let token = tokens.advance();
            if token.kind == Kind::End {
                return out;
            }
            out.push((token.kind, &source[token.start..token.end]));
        }
    }

    fn of_kind(kind: Kind, source: &str) -> Vec<&str> {
        cut(source).into_iter().filter(|(k, _)| *k == kind).map(|(_, text)| text).collect()
    }

    #[test]
    fn a_slash_divides_after_operands_and_opens_a_regex_elsewhere() {
        let regexes = |source| of_kind(Kind::Regex, source);
        assert_eq!(regexes("a / b / c; (a) / 2; a[0] / 1 / 2; x++ / 2 / 3"), [] as [&str; 0]);
        assert_eq!(regexes("x = /a[/]b/g; if (y) /c\\/d/.test(z)"), ["/a[/]b/g", "/c\\/d/"]);
        assert_eq!(regexes("return /a/; typeof /b/"), ["/a/", "/b/"]);
        assert_eq!(regexes("a.return / 2 / 3; ({}) / 1 / 2; x = {} / 1 / 2"), [] as [&str; 0]);
        assert_eq!(regexes("function f() {} /a/g; if (x) {} /b/"), ["/a/g", "/b/"]);
    }

    #[test]
    fn templates_nest() {
        assert_eq!(
            cut("`a${b + `c${d}` }e` / 2").iter().map(|(_, text)| *text).collect::<Vec<_>>(),
            ["`a${", "b", "+", "`c${", "d", "}`", "}e`", "/", "2"]
        );
        assert_eq!(of_kind(Kind::Word, "`\\`x ${ {a: 1}.a } \\${y}`"), ["a", "a"]);
    }

    #[test]
    fn comments_and_the_first_line_of_scripts_are_no_tokens() {
        assert_eq!(of_kind(Kind::Word, "#!/x y\na // b\n/* c\n */ d"), ["a", "d"]);
        let mut tokens = Tokens::new(b"a /*\n*/ b /**/ c");
        let newlines: Vec<_> = (0..3).map(|_| tokens.advance().newline_before).collect();
        assert_eq!(newlines, [false, true, false]);
    }

    #[test]
    fn broken_sources_end() {
        for source in ["'abc", "`abc", "`a${", "/abc", "/*", "/[", "\\", "\\u{", "}", "#!"] {
            cut(source);
        }
    }

    #[test]
    fn escaped_names_and_numbers_are_whole() {
        assert_eq!(of_kind(Kind::Word, "\\u{61}b ünï #p"), ["\\u{61}b", "ünï", "#p"]);
        assert_eq!(of_kind(Kind::Number, "1e+5 .5 0x1f 1_000n"), ["1e+5", ".5", "0x1f", "1_000n"]);
    }
}
