//! Where the functions of a source text begin and end, and what they are called: what the engine's
//! stack frames do not say (methods have no name there, constructors no `new`).
//!
//! One pass over the text by tokens, with the usual rule of thumb for `/`; a wrong guess costs a
//! name in a stack trace, never more. Nothing here follows the grammar deeply, so no input can
//! exhaust the native stack.

/// What kind of function a scope is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ScopeKind {
    /// A declared function or function expression.
    Function,
    /// An arrow function.
    Arrow,
    /// A method of a class or object literal.
    Method,
    /// The constructor of a class.
    Constructor,
    /// A `get` accessor.
    Getter,
    /// A `set` accessor.
    Setter,
}

/// One function of the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Scope {
    /// Byte offset of its body.
    pub(crate) start: usize,
    /// Byte offset of the body's end.
    pub(crate) end: usize,
    /// Its own name, or the one it gets from what it is assigned to (`a.b`, without `prototype`).
    pub(crate) name: String,
    /// The class it belongs to.
    pub(crate) class: Option<String>,
    /// What it is.
    pub(crate) kind: ScopeKind,
    /// Whether the name is an assignment's left side rather than its own.
    pub(crate) inferred: bool,
}

/// One class of the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ClassText {
    /// Byte offset of `class`.
    pub(crate) start: usize,
    /// Byte offset after its closing brace.
    pub(crate) end: usize,
    /// Its own name, or the one it gets from what it is assigned to.
    pub(crate) name: String,
}

/// The functions of a text, by ascending start.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    scopes: Vec<Scope>,
    /// The classes, the innermost first.
    pub(crate) classes: Vec<ClassText>,
}

impl Outline {
    /// Reads a source text.
    pub(crate) fn of(text: &str) -> Self {
        let mut scanner = Scanner::new(text);
        scanner.run();
        let mut scopes = scanner.scopes;
        scopes.sort_by_key(|scope| scope.start);
        let Scanner { classes, .. } = scanner;
        Self { scopes, classes }
    }

    /// The constructor whose name stands at a byte offset, and where it calls `super`.
    pub(crate) fn constructor(&self, text: &str, offset: usize) -> Option<(&Scope, usize)> {
        let after = self.scopes.partition_point(|scope| scope.start <= offset);
        let scope = self.scopes.get(after..)?.iter();
        let scope = scope.clone().find(|scope| scope.kind == ScopeKind::Constructor)?;
        let body = text.get(scope.start..scope.end)?;
        let call = body.match_indices("super").find(|(at, word)| {
            body.get(at + word.len()..).is_some_and(|rest| rest.trim_start().starts_with('('))
        });
        Some((scope, scope.start + call.map_or(0, |(at, _)| at)))
    }

    /// The innermost function around a byte offset.
    pub(crate) fn at(&self, offset: usize) -> Option<&Scope> {
        let after = self.scopes.partition_point(|scope| scope.start <= offset);
        self.scopes[..after].iter().rev().find(|scope| offset < scope.end)
    }
}

/// The last significant token.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Token {
    Start,
    Word,
    Value,
    Open,
    /// `)`; after the head of `if`, `for`, `while` or `with` a statement follows.
    CloseParen {
        head: bool,
    },
    /// `]`, or `}` of an object, class or function expression.
    CloseValue,
    /// `}` of a block.
    CloseBlock,
    Arrow,
    Operator(u8),
}

/// A bracket that is open.
enum Open {
    Block,
    Object { value: bool },
    Class { name: String, value: bool, start: usize },
    Function { scope: usize, expression: bool },
    Paren { head: bool, start: usize, function: Option<Pending> },
    Bracket,
    Template,
    ArrowValue { scope: usize },
}

/// A function whose body has not begun.
struct Pending {
    name: String,
    class: Option<String>,
    kind: ScopeKind,
    inferred: bool,
    expression: bool,
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    last: Token,
    word: (usize, usize),
    open: Vec<Open>,
    scopes: Vec<Scope>,
    /// Set by `)` until the token after it: the parameters' function and where they began.
    parameters: Option<Pending>,
    paren_start: usize,
    /// Set by `function` until its `(`.
    function: Option<(usize, String)>,
    /// From `class` to its `{`: name, depth and where the word stands. A heritage may hold another.
    heads: Vec<(String, usize, usize)>,
    classes: Vec<ClassText>,
    newline: bool,
}

const HEADS: [&str; 4] = ["if", "for", "while", "with"];
const OPERATOR_WORDS: [&str; 13] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "instanceof",
    "await",
];
const BLOCK_WORDS: [&str; 4] = ["else", "do", "try", "finally"];

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || byte >= 0x80
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            last: Token::Start,
            word: (0, 0),
            open: Vec::new(),
            scopes: Vec::new(),
            parameters: None,
            paren_start: 0,
            function: None,
            heads: Vec::new(),
            classes: Vec::new(),
            newline: false,
        }
    }

    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => {
                    self.newline = true;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'/' if self.peek(1) == Some(b'/') => self.skip_line(),
                b'/' if self.peek(1) == Some(b'*') => self.skip_comment(),
                _ => {
                    self.token(byte);
                    self.newline = false;
                }
            }
        }
        let end = self.bytes.len();
        while let Some(open) = self.open.pop() {
            self.close_scope(&open, end);
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn skip_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
    }

    fn skip_comment(&mut self) {
        self.at += 2;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.newline |= rest.first() == Some(&b'\n');
        self.at += rest.windows(2).position(|pair| pair == b"*/").map_or(rest.len(), |end| end + 2);
    }

    fn token(&mut self, byte: u8) {
        let after_newline = self.newline && self.ends_value() && is_name(byte);
        if after_newline {
            self.end_of_statement();
        }
        let parameters =
            if matches!(byte, b'{' | b'=' | b':') { None } else { self.parameters.take() };
        drop(parameters);
        match byte {
            b'\'' | b'"' => self.string(byte),
            b'`' => {
                self.at += 1;
                self.template();
            }
            b'/' if self.expects_value() => self.regexp(),
            b'(' => self.open_paren(),
            b'[' => self.push(Open::Bracket, Token::Open),
            b'{' => self.open_brace(),
            b')' | b']' | b'}' => self.close(byte),
            b'=' if self.peek(1) == Some(b'>') => self.arrow(),
            b',' | b';' => self.separator(byte),
            _ if is_name(byte) => self.name(),
            _ => {
                if matches!(byte, b':' | b'=')
                    && let Some(Open::Object { value } | Open::Class { value, .. }) =
                        self.open.last_mut()
                {
                    *value = true;
                }
                let double = matches!(byte, b'+' | b'-') && self.peek(1) == Some(byte);
                self.at += if double { 2 } else { 1 };
                if !(double && self.ends_value()) {
                    self.last = Token::Operator(byte);
                }
            }
        }
    }

    fn ends_value(&self) -> bool {
        match self.last {
            Token::Word => !OPERATOR_WORDS.contains(&self.word_text()),
            Token::Value | Token::CloseParen { .. } | Token::CloseValue => true,
            _ => false,
        }
    }

    fn expects_value(&self) -> bool {
        match self.last {
            Token::CloseParen { head } => head,
            Token::Word => OPERATOR_WORDS.contains(&self.word_text()),
            Token::Value | Token::CloseValue => false,
            _ => true,
        }
    }

    fn word_text(&self) -> &'a str {
        self.text.get(self.word.0..self.word.1).unwrap_or_default()
    }

    /// A new line between two values: `a⏎b`.
    fn end_of_statement(&mut self) {
        let word = self.at;
        self.close_arrow_values(word);
        if let Some(Open::Class { value, .. }) = self.open.last_mut() {
            *value = false;
        }
    }

    fn close_arrow_values(&mut self, end: usize) {
        while matches!(self.open.last(), Some(Open::ArrowValue { .. })) {
            if let Some(open) = self.open.pop() {
                self.close_scope(&open, end);
            }
        }
    }

    fn close_scope(&mut self, open: &Open, end: usize) {
        if let Open::Function { scope, .. } | Open::ArrowValue { scope } = open
            && let Some(scope) = self.scopes.get_mut(*scope)
        {
            scope.end = end;
        }
    }

    fn push(&mut self, open: Open, token: Token) {
        self.open.push(open);
        self.last = token;
        self.at += 1;
    }

    fn string(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == quote || byte == b'\n' {
                break;
            }
        }
        self.word = (start + 1, self.at.saturating_sub(1));
        self.last = Token::Value;
    }

    /// The text of a template up to its end or to the next `${`.
    fn template(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'`' {
                self.last = Token::Value;
                return;
            }
            if byte == b'$' && self.peek(0) == Some(b'{') {
                self.push(Open::Template, Token::Open);
                return;
            }
        }
    }

    fn regexp(&mut self) {
        let mut class = false;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            match byte {
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => break,
                b'\n' => break,
                _ => {}
            }
        }
        while self.peek(0).is_some_and(is_name) {
            self.at += 1;
        }
        self.last = Token::Value;
    }

    fn name(&mut self) {
        let start = self.at;
        while self.peek(0).is_some_and(is_name) {
            self.at += 1;
        }
        let member = self.last == Token::Operator(b'.');
        let word = self.text.get(start..self.at).unwrap_or_default();
        let key = matches!(
            self.open.last(),
            Some(Open::Object { value: false } | Open::Class { value: false, .. })
        );
        if !member && !key {
            match word {
                "function" => self.function = Some((start, String::new())),
                "class" => {
                    let inferred = self.assigned_to(start);
                    self.heads.push((inferred, self.open.len(), start));
                }
                "extends" => {}
                _ => {
                    if let Some((_, name)) = &mut self.function {
                        name.push_str(word);
                    } else if self.last == Token::Word
                        && self.word_text() == "class"
                        && let Some((name, ..)) = self.heads.last_mut()
                    {
                        word.clone_into(name);
                    }
                }
            }
        }
        let number = word.starts_with(|first: char| first.is_ascii_digit());
        self.word = (start, self.at);
        // A property called `return` is a value, and so are numbers.
        self.last = if number || member || key { Token::Value } else { Token::Word };
    }

    fn open_paren(&mut self) {
        let start = self.at;
        let head = self.last == Token::Word && HEADS.contains(&self.word_text());
        let function = if let Some((from, name)) = self.function.take() {
            let inferred = name.is_empty();
            let name = if inferred { self.assigned_to(from) } else { name };
            let expression = self.value_before(from);
            Some(Pending { name, class: None, kind: ScopeKind::Function, inferred, expression })
        } else {
            self.method()
        };
        self.push(Open::Paren { head, start, function }, Token::Open);
    }

    /// Whether what begins at `from` stands where a value is expected.
    fn value_before(&self, from: usize) -> bool {
        let before = self.text.get(..from).unwrap_or_default().trim_end();
        let before = before.strip_suffix("async").map_or(before, str::trim_end);
        before.ends_with(['=', '(', ',', ':', '[', '?', '!', '&', '|', '+'])
            || before.ends_with("return")
            || before.ends_with("=>")
    }

    /// The method whose parameters open here, if a key of a class or object was just read.
    fn method(&self) -> Option<Pending> {
        let class = match self.open.last() {
            Some(Open::Object { value: false }) => None,
            Some(Open::Class { name, value: false, .. }) => Some(name.clone()),
            _ => return None,
        };
        let name = match self.last {
            Token::Word | Token::Value => self.word_text().to_owned(),
            Token::CloseValue => self.computed(),
            _ => return None,
        };
        let before = self.text.get(..self.word.0).unwrap_or_default().trim_end();
        let kind = if class.is_some() && name == "constructor" {
            ScopeKind::Constructor
        } else if before.ends_with("get") {
            ScopeKind::Getter
        } else if before.ends_with("set") {
            ScopeKind::Setter
        } else {
            ScopeKind::Method
        };
        Some(Pending { name, class, kind, inferred: false, expression: false })
    }

    /// The name of the computed key that ends here: of well-known symbols in brackets.
    fn computed(&self) -> String {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end();
        let key = before.rfind('[').and_then(|open| before.get(open..)).unwrap_or_default();
        let name = key.strip_prefix("[Symbol.").and_then(|key| key.strip_suffix(']'));
        let plain = name.is_some_and(|name| name.bytes().all(is_name));
        if plain { key.to_owned() } else { "<computed>".to_owned() }
    }

    fn open_brace(&mut self) {
        if let Some(pending) = self.parameters.take() {
            let expression = pending.expression;
            let scope = self.begin(pending, self.at);
            return self.push(Open::Function { scope, expression }, Token::Open);
        }
        if let Some((name, _, start)) = self.heads.pop_if(|(_, depth, _)| *depth == self.open.len())
        {
            return self.push(Open::Class { name, value: false, start }, Token::Open);
        }
        let object = match self.last {
            Token::Operator(b':') => {
                !matches!(self.open.last(), None | Some(Open::Block | Open::Function { .. }))
            }
            Token::Operator(_) => true,
            Token::Open => matches!(
                self.open.last(),
                Some(Open::Paren { .. } | Open::Bracket | Open::Template)
            ),
            Token::Word => {
                let word = self.word_text();
                OPERATOR_WORDS.contains(&word) && !BLOCK_WORDS.contains(&word)
            }
            _ => false,
        };
        let open = if object { Open::Object { value: false } } else { Open::Block };
        self.push(open, Token::Open);
    }

    fn close(&mut self, byte: u8) {
        self.close_arrow_values(self.at);
        let at = self.at;
        self.at += 1;
        self.last = Token::CloseBlock;
        let Some(open) = self.open.pop() else { return };
        self.close_scope(&open, at);
        match open {
            Open::Paren { head, start, function } if byte == b')' => {
                self.parameters = function;
                self.paren_start = start;
                self.last = Token::CloseParen { head };
            }
            Open::Class { name, start, .. } => {
                self.classes.push(ClassText { start, end: self.at, name });
            }
            Open::Template => self.template(),
            Open::Object { .. } | Open::Bracket => self.last = Token::CloseValue,
            Open::Function { expression: true, .. } => self.last = Token::CloseValue,
            _ => {}
        }
        // After a method comes the next key.
        if byte == b'}'
            && let Some(Open::Class { value, .. }) = self.open.last_mut()
        {
            *value = false;
        }
    }

    fn separator(&mut self, byte: u8) {
        self.close_arrow_values(self.at);
        if let Some(Open::Object { value } | Open::Class { value, .. }) = self.open.last_mut() {
            *value = false;
        }
        self.function = None;
        self.at += 1;
        self.last = if byte == b';' { Token::CloseBlock } else { Token::Operator(b',') };
    }

    fn arrow(&mut self) {
        self.parameters = None;
        let start = match self.last {
            Token::CloseParen { .. } => self.paren_start,
            _ => self.word.0,
        };
        let name = self.assigned_to(start);
        let pending =
            Pending { name, class: None, kind: ScopeKind::Arrow, inferred: true, expression: true };
        self.at += 2;
        self.last = Token::Arrow;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let body = self.at + (rest.len() - rest.trim_start().len());
        if self.bytes.get(body) == Some(&b'{') {
            self.parameters = Some(pending);
            self.at = body;
        } else {
            let scope = self.begin(pending, self.at);
            self.open.push(Open::ArrowValue { scope });
        }
    }

    fn begin(&mut self, pending: Pending, start: usize) -> usize {
        let Pending { name, class, kind, inferred, .. } = pending;
        self.scopes.push(Scope { start, end: self.bytes.len(), name, class, kind, inferred });
        self.scopes.len() - 1
    }

    /// The left side that a function or class beginning at `from` is assigned to, or the key it
    /// is the value of.
    fn assigned_to(&self, from: usize) -> String {
        let before = self.text.get(..from).unwrap_or_default().trim_end();
        let before = before.strip_suffix("async").map_or(before, str::trim_end);
        let target = if let Some(rest) = before.strip_suffix('=') {
            if rest.ends_with(['=', '!', '<', '>']) {
                return String::new();
            }
            rest.trim_end_matches(['|', '&', '?']).trim_end()
        } else if let Some(rest) = before.strip_suffix(':') {
            rest.trim_end().trim_end_matches(['\'', '"'])
        } else {
            return String::new();
        };
        let start = target
            .rfind(|letter: char| !(letter.is_alphanumeric() || "_$#.-".contains(letter)))
            .map_or(0, |end| end + target[end..].chars().next().map_or(1, char::len_utf8));
        let name = target.get(start..).unwrap_or_default().trim_matches('.');
        let name = name.strip_prefix("this.").unwrap_or(name);
        name.replace(".prototype.", ".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_at(text: &str, mark: &str) -> String {
        let outline = Outline::of(text);
        let scope = outline.at(text.find(mark).unwrap());
        scope.map_or_else(String::new, |scope| match &scope.class {
            Some(class) => format!("{:?} {class}.{}", scope.kind, scope.name),
            None => format!("{:?} {}", scope.kind, scope.name),
        })
    }

    #[test]
    fn methods_know_their_class() {
        let text = "class A extends B { constructor() { X } static s() { Y } get g() { Z } #p() { W } f = () => V }";
        assert_eq!(name_at(text, "X"), "Constructor A.constructor");
        assert_eq!(name_at(text, "Y"), "Method A.s");
        assert_eq!(name_at(text, "Z"), "Getter A.g");
        assert_eq!(name_at(text, "W"), "Method A.#p");
        assert_eq!(name_at(text, "V"), "Arrow f");
    }

    #[test]
    fn classes_are_found_with_their_names() {
        let text = "class A { m() { return class { x = {} } } } b.C = class extends A {}";
        let found: Vec<_> = Outline::of(text)
            .classes
            .into_iter()
            .map(|class| (class.name, text[class.start..class.end].len()))
            .collect();
        assert_eq!(found, [(String::new(), 16), ("A".into(), 43), ("b.C".into(), 18)]);
    }

    #[test]
    fn functions_take_the_name_of_what_they_are_assigned_to() {
        assert_eq!(name_at("a.prototype.b = function() { X }", "X"), "Function a.b");
        assert_eq!(name_at("const f = async (a, b) => { X }", "X"), "Arrow f");
        assert_eq!(name_at("o = { k: x => X, m() { Y } }", "X"), "Arrow k");
        assert_eq!(name_at("o = { k: x => X, m() { Y } }", "Y"), "Method m");
        assert_eq!(name_at("if (a) { X }", "X"), "");
    }

    #[test]
    fn strings_templates_and_regexps_hide_brackets() {
        let text = "function f() { a = /[/{]/; b = '}'; c = `}${ g(`}`) }`; X } Y";
        assert_eq!(name_at(text, "X"), "Function f");
        assert_eq!(name_at(text, "Y"), "");
        assert_eq!(name_at("const f = x => x / 2\nY / 3", "Y"), "");
    }

    #[test]
    fn a_million_brackets_are_no_danger() {
        let text = "[({".repeat(300_000);
        assert!(Outline::of(&text).at(5).is_none());
    }
}
