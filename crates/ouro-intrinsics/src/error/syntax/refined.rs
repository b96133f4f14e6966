//! What the tokens round a syntax error tell of it: V8 has words of its own for common mistakes,
//! where the engine says only which token it did not expect.

use ouro_syntax::{Kind, Tokens};

use super::{Goal, SyntaxPlace, line_and_column, redeclared};

/// A token with what the tokens before it say.
struct Part<'a> {
    kind: Kind,
    word: &'a str,
    start: usize,
    newline: bool,
    /// Whether a value ended before it.
    follows_value: bool,
    /// The bracket around it.
    inside: Option<usize>,
}

/// The tokens of a text and which of them is wrong.
struct Parts<'a> {
    text: &'a str,
    list: Vec<Part<'a>>,
    at: usize,
}

/// Gives an error the words, and the place, that V8 has for it.
pub(super) fn refine(place: &mut SyntaxPlace, text: &str, goal: Goal) {
    let Some(parts) = Parts::of(text, place) else { return };
    let strict =
        goal == Goal::Module || text.contains("'use strict'") || text.contains("\"use strict\"");
    let message = place.message.clone();
    let found = if message == "private identifier has already been declared" {
        parts.private_twice()
    } else if message.contains("already been declared")
        || message.contains("declared ") && !message.starts_with("exported")
    {
        let found = redeclared::first(text);
        found.map(|(name, start)| {
            (format!("Identifier '{name}' has already been declared"), start, name.len())
        })
    } else if message.starts_with("Unexpected ") {
        parts.unexpected(&message, strict)
    } else if message == "Invalid left-hand side in assignment" {
        parts.left_side(strict)
    } else if message == "Invalid or unexpected token" {
        parts.invalid(strict)
    } else {
        parts.other(&message)
    };
    match found {
        Some((words, start, width)) => {
            (place.line, place.column) = line_and_column(text, start);
            place.width = u32::try_from(width).unwrap_or(1).max(1);
            place.message = words;
        }
        None if place.column != 0 && place.width == 1 && !message.ends_with("missing /") => {
            if let Some(here) = parts.list.get(parts.at) {
                place.width = parts.punctuator(here);
            }
        }
        None => {}
    }
}

/// V8's words, the byte where they apply, and the width there.
type Found = Option<(String, usize, usize)>;

impl<'a> Parts<'a> {
    fn of(text: &'a str, place: &SyntaxPlace) -> Option<Self> {
        let mut tokens = Tokens::new(text.as_bytes());
        let mut list: Vec<Part<'a>> = Vec::new();
        let mut open = Vec::new();
        let mut at = None;
        let end = if place.column == 0 { text.len() } else { offset(text, place)? };
        loop {
            let follows_value = !tokens.expects_value() && !list.is_empty();
            let token = tokens.advance();
            let word = text.get(token.start..token.end)?;
            if at.is_none() && (token.end > end || token.kind == Kind::End) {
                at = Some(list.len());
            }
            let is_bracket = token.kind == Kind::Punctuator;
            let template_ends = token.kind == Kind::Template && word.starts_with('}');
            if is_bracket && matches!(word, ")" | "]" | "}") || template_ends {
                open.pop();
            }
            list.push(Part {
                kind: token.kind,
                word,
                start: token.start,
                newline: token.newline_before,
                follows_value,
                inside: open.last().copied(),
            });
            if is_bracket && matches!(word, "(" | "[" | "{")
                || token.kind == Kind::Template && word.ends_with("${")
            {
                open.push(list.len() - 1);
            }
            if token.kind == Kind::End {
                return Some(Self { text, list, at: at? });
            }
        }
    }

    fn word(&self, index: Option<usize>) -> &'a str {
        index.and_then(|index| self.list.get(index)).map_or("", |part| part.word)
    }

    /// The word so many tokens before the wrong one.
    fn before(&self, steps: usize) -> &'a str {
        self.word(self.at.checked_sub(steps))
    }

    fn whole(&self, words: &str, index: usize) -> Found {
        let part = self.list.get(index)?;
        Some((words.to_owned(), part.start, part.word.chars().count()))
    }

    /// From one token to another.
    fn span(&self, words: &str, first: usize, last: usize) -> Found {
        let (first, last) = (self.list.get(first)?, self.list.get(last)?);
        let width = (last.start + last.word.len()).checked_sub(first.start)?;
        Some((words.to_owned(), first.start, width))
    }

    fn here(&self, words: &str) -> Found {
        self.whole(words, self.at)
    }

    /// The opening bracket of the one at an index.
    fn opener(&self, close: usize) -> Option<usize> {
        let inside = self.list.get(close)?.inside;
        let opens =
            |part: &Part<'_>| part.kind == Kind::Punctuator && matches!(part.word, "(" | "[" | "{");
        let before = self.list.get(..close)?;
        before.iter().rposition(|part| part.inside == inside && opens(part))
    }

    /// Whether the bracket at an index begins the arguments of a call.
    fn is_call(&self, open: usize) -> bool {
        let Some(part) = self.list.get(open) else { return false };
        let heads = ["if", "for", "while", "switch", "with", "catch", "await", "function"];
        let word = self.word(open.checked_sub(1));
        let defines = self.word(open.checked_sub(2)) == "function" || word == "*";
        part.word == "(" && part.follows_value && !heads.contains(&word) && !defines
    }

    fn unexpected(&self, message: &str, strict: bool) -> Found {
        let here = self.list.get(self.at)?;
        let inside = here.inside;
        let (last, second) = (self.before(1), self.before(2));
        if let Some(open) = inside
            && here.follows_value
            && !matches!(here.word, "," | ")" | "=>")
        {
            if self.is_call(open) && !(here.kind == Kind::End && last == "=>") {
                return self.whole("missing ) after argument list", self.at - 1);
            }
            if here.kind == Kind::End && self.word(Some(open)).ends_with("${") {
                return self.here("Missing } in template expression");
            }
        }
        if matches!(second, "const") && self.list.get(self.at - 1)?.kind == Kind::Word
            || last != "=" && second == "," && self.is_in_const()
        {
            return self.whole("Missing initializer in const declaration", self.at - 1);
        }
        if matches!(last, "}" | "]")
            && let Some(open) = self.opener(self.at - 1)
            && matches!(self.word(open.checked_sub(1)), "const" | "let" | "var")
        {
            let start = self.list.get(open)?.start;
            let end = self.list.get(self.at - 1)?.start + 1;
            let words = "Missing initializer in destructuring declaration";
            return Some((words.to_owned(), start, end - start));
        }
        if last == "}"
            && let Some(open) = self.opener(self.at - 1)
            && self.word(open.checked_sub(1)) == "try"
        {
            return self.here("Missing catch or finally after try");
        }
        if let Some(open) = inside {
            let kind = self.word(open.checked_sub(2));
            let is_member = self.word(Some(open)) == "(";
            if is_member && kind == "get" && here.word != ")" {
                return self.here("Getter must not have any formal parameters.");
            }
            if is_member && kind == "set" && self.at == open + 1 {
                return self.here("Setter must have exactly one formal parameter.");
            }
            if here.word == "," && second == "..." {
                return self.whole("Rest parameter must be last formal parameter", self.at + 1);
            }
        }
        let reserved = [
            "implements",
            "interface",
            "let",
            "package",
            "private",
            "protected",
            "public",
            "static",
            "yield",
        ];
        match (here.word, last) {
            ("(", "function") => {
                self.whole("Function statements require a function name", self.at - 1)
            }
            ("enum", _) => self.here("Unexpected reserved word"),
            _ if message == "Unexpected token '**'" => self.here(
                "Unary operator used immediately before exponentiation expression. Parenthesis must \
                 be used to disambiguate operator precedence",
            ),
            ("default", last) if last != "export" => {
                self.here("More than one default clause in switch statement")
            }
            (")", "(") if second == "import" => self.here("import() requires a specifier"),
            (word, _) if word.starts_with('#') => {
                self.here(&format!("Unexpected identifier '{word}'"))
            }
            (word, _) if strict && reserved.contains(&word) => {
                self.here("Unexpected strict mode reserved word")
            }
            (_, "let") if matches!(second, ")" | "else" | "do" | ":") => self.whole(
                "Lexical declaration cannot appear in a single-statement context",
                self.at - 1,
            ),
            _ => None,
        }
    }

    /// The second declaration of a private name in its class.
    fn private_twice(&self) -> Found {
        let declares = |index: usize, part: &Part<'_>| {
            part.word.starts_with('#')
                && !matches!(self.word(index.checked_sub(1)), "." | "?.")
                && self.word(Some(index + 1)) != "in"
        };
        let declared = self.list.iter().enumerate().filter(|(index, part)| declares(*index, part));
        let mut known = Vec::new();
        for (index, part) in declared {
            if known.contains(&(part.inside, part.word)) {
                let words = format!("Identifier '{}' has already been declared", part.word);
                return self.whole(&words, index);
            }
            known.push((part.inside, part.word));
        }
        None
    }

    /// Whether the wrong token follows a name of a list that `const` begins.
    fn is_in_const(&self) -> bool {
        let inside = self.list.get(self.at).and_then(|part| part.inside);
        let mut parts = self.list.iter().take(self.at).rev().filter(|part| part.inside == inside);
        let head = parts.find(|part| {
            matches!(part.word, "const" | "let" | "var" | ";" | "return" | ":" | "{" | "}")
        });
        head.is_some_and(|part| part.word == "const")
    }

    /// What stands at the left of the operator at fault.
    fn left_side(&self, strict: bool) -> Found {
        let here = self.list.get(self.at)?;
        if matches!(here.word, "++" | "--") {
            let prefix = !here.follows_value;
            let (kind, operand) =
                if prefix { ("prefix", self.at + 1) } else { ("postfix", self.at - 1) };
            return self
                .whole(&format!("Invalid left-hand side expression in {kind} operation"), operand);
        }
        let last = self.at.checked_sub(1)?;
        if matches!(self.word(Some(last)), "eval" | "arguments") && strict {
            return self.whole("Unexpected eval or arguments in strict mode", last);
        }
        if matches!(self.word(Some(last)), "}" | "]")
            && let Some(open) = self.opener(last)
            && self.list.get(open).is_some_and(|part| !part.follows_value)
        {
            let inner = self.list.get(open + 1..last)?;
            let rest =
                inner.iter().position(|part| part.word == "..." && part.inside == Some(open));
            let more = rest.is_some_and(|rest| {
                inner.iter().skip(rest).any(|part| part.word == "," && part.inside == Some(open))
            });
            if let Some(rest) = rest.filter(|_| more) {
                return self.span(
                    "Rest element must be last element",
                    open + 1 + rest,
                    open + 2 + rest,
                );
            }
            let bad = inner.iter().position(|part| {
                !matches!(part.kind, Kind::Word)
                    && !matches!(part.word, "," | ":" | "{" | "}" | "[" | "]")
            });
            return self
                .whole("Invalid destructuring assignment target", open + 1 + bad.unwrap_or(0));
        }
        // The operand from its beginning.
        let inside = here.inside;
        let ends = |part: &Part<'_>| {
            part.inside == inside
                && (matches!(part.word, ";" | "," | "=" | "?" | ":" | "=>" | "return" | "}")
                    || part.word == "{" && !part.follows_value)
        };
        let start = self.list.get(..self.at)?.iter().rposition(ends);
        let start = start.or(inside).map_or(0, |index| index + 1);
        let (from, to) = (self.list.get(start)?.start, self.list.get(last)?);
        let width = (to.start + to.word.len()).checked_sub(from)?;
        Some(("Invalid left-hand side in assignment".to_owned(), from, width))
    }

    /// What the engine's lexer refuses.
    fn invalid(&self, strict: bool) -> Found {
        let open_string = |part: &Part<'_>| {
            let quote = part.word.chars().next();
            part.kind == Kind::String
                && (part.word.len() < 2 || part.word.chars().next_back() != quote)
        };
        if let Some(index) = self.list.iter().position(open_string) {
            return self.whole("Invalid or unexpected token", index);
        }
        let near = |kind: Kind| {
            let range = self.at.saturating_sub(1)..=self.at;
            range
                .into_iter()
                .find(|index| self.list.get(*index).is_some_and(|part| part.kind == kind))
        };
        if let Some(index) = near(Kind::Number) {
            let number = self.word(Some(index));
            let words = if number.contains("__") {
                "Only one underscore is allowed as numeric separator"
            } else if number.starts_with("0_") {
                "Numeric separator can not be used after leading 0."
            } else if number.ends_with('_') || number.contains("_.") {
                "Numeric separators are not allowed at the end of numeric literals"
            } else if strict && number.starts_with(['0']) && number.contains(['8', '9']) {
                "Decimals with leading zeros are not allowed in strict mode."
            } else {
                ""
            };
            if !words.is_empty() {
                return self.whole(words, index);
            }
        }
        let escape = |part: &Part<'_>| {
            matches!(part.kind, Kind::String).then(|| bad_escape(part.word, strict)).flatten()
        };
        if let Some((index, words)) =
            self.list.iter().enumerate().find_map(|(at, part)| Some((at, escape(part)?)))
        {
            return self.whole(words, index);
        }
        for (index, part) in self.list.iter().enumerate() {
            let last = self.word(index.checked_sub(1));
            let open = part.inside;
            if matches!(part.word, "of" | "in")
                && open.is_some_and(|open| {
                    self.word(open.checked_sub(1)) == "for" && index == open + 2
                })
                && !last.starts_with(|first: char| first.is_alphabetic())
            {
                return self.whole("Invalid left-hand side in for-loop", index - 1);
            }
            let starts = matches!(self.word(index.checked_sub(2)), "{" | ",");
            let next = self.word(Some(index + 1));
            if part.word == "="
                && next != "="
                && starts
                && self.list.get(index - 1).is_some_and(|part| part.kind == Kind::Word)
                && open.is_some_and(|open| {
                    let before = self.word(open.checked_sub(1));
                    self.word(Some(open)) == "{"
                        && matches!(before, "(" | "=" | "," | ":" | "return")
                })
            {
                return self.span("Invalid shorthand property initializer", index - 1, index + 1);
            }
        }
        None
    }

    /// Messages that fit but for a name or a place.
    fn other(&self, message: &str) -> Found {
        let here = self.list.get(self.at)?;
        let next = self.list.get(self.at + 1);
        let find = |word: &str| self.list.iter().skip(self.at).position(|part| part.word == word);
        let after = |word: &str| find(word).map(|steps| self.at + steps);
        match message {
            "expected statement" => match here.word {
                "function" => self.here(
                    "In non-strict mode code, functions can only be declared at top level, inside a \
                     block, or as the body of an if statement.",
                ),
                "async" => self.here(
                    "Async functions can only be declared at the top level or inside a block.",
                ),
                word => self.here(&format!("Unexpected token '{word}'")),
            },
            "Illegal break statement"
            | "Illegal continue statement: no surrounding iteration statement" => {
                let word = if message.contains("break") { "break" } else { "continue" };
                let index = after(word)?;
                let label = self.list.get(index + 1)?;
                if label.kind == Kind::Word && !label.newline {
                    return self.whole(&format!("Undefined label '{}'", label.word), index + 1);
                }
                self.whole(message, index)
            }
            "'super' keyword unexpected here" => self.whole(message, after("super")?),
            "new.target expression is not allowed here" => {
                self.whole(message, after("target")?)
            }
            "Delete of an unqualified identifier in strict mode." => {
                next.and_then(|_| self.whole(message, self.at + 1))
            }
            "`await` can only be used in a `for await .. of` loop" => {
                self.whole("Unexpected token 'in'", after("in")?)
            }
            "invalid escape in template literal" => {
                let words = bad_escape(here.word, true).unwrap_or("Invalid Unicode escape sequence");
                self.here(words)
            }
            "Duplicate __proto__ fields are not allowed in object literals." => {
                self.here(message.trim_end_matches('.'))
            }
            _ => {
                let exported = message.strip_prefix("exported name `")?;
                let name = exported.split('`').next()?;
                self.here(&format!("Duplicate export of '{name}'"))
            }
        }
    }

    /// The width of the operator at a token, which is cut into single characters.
    fn punctuator(&self, part: &Part<'_>) -> u32 {
        const LONG: [&str; 22] = [
            ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>",
            "==", "!=", "<=", ">=", "&&", "||", "??", "++", "--", "**",
        ];
        if part.kind == Kind::Regex {
            return u32::try_from(part.word.chars().count()).unwrap_or(1);
        }
        let rest = self.text.get(part.start..).unwrap_or_default();
        let known = LONG.iter().find(|known| rest.starts_with(**known));
        known.map_or(1, |known| u32::try_from(known.len()).unwrap_or(1))
    }
}

/// What is wrong with the escapes of a string.
fn bad_escape(text: &str, strict: bool) -> Option<&'static str> {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        rest = rest.get(at + 1..)?;
        let kind = rest.chars().next()?;
        rest = rest.get(kind.len_utf8()..)?;
        let digits = |count: usize| {
            rest.get(..count).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        match kind {
            'x' if !digits(2) => return Some("Invalid hexadecimal escape sequence"),
            'u' if rest.starts_with('{') => {
                let code = rest.get(1..).and_then(|rest| rest.split_once('}'));
                let code = code.map(|(code, _)| u32::from_str_radix(code, 16));
                match code {
                    Some(Ok(code)) if code <= 0x10_ffff => {}
                    Some(Ok(_)) => return Some("Undefined Unicode code-point"),
                    _ => return Some("Invalid Unicode escape sequence"),
                }
            }
            'u' if !digits(4) => return Some("Invalid Unicode escape sequence"),
            '0'..='7'
                if strict && (kind != '0' || rest.starts_with(|c: char| c.is_ascii_digit())) =>
            {
                return Some("Octal escape sequences are not allowed in strict mode.");
            }
            _ => {}
        }
    }
    None
}

fn offset(text: &str, place: &SyntaxPlace) -> Option<usize> {
    let mut start = 0;
    for _ in 1..place.line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let line = text.get(start..)?;
    let mut units = 1;
    for (at, letter) in line.char_indices() {
        if units >= place.column {
            return Some(start + at);
        }
        units += u32::try_from(letter.len_utf16()).unwrap_or(1);
    }
    Some(text.len())
}
