//! What the engine's parser cannot read, in words that it can.
//!
//! - `using` is an ordinary name almost everywhere, but reserved to Boa 0.22: such a name gets an
//!   invisible letter (U+200C, allowed in names) at its end.
//! - `using x = …` and `await using x = …` are parsed there, but nothing is ever disposed of. The
//!   block around them is written as a `try` whose `finally` disposes, on the same lines.
//! - `async => …` with a parameter of that name, and a call of `async(…)`, get parentheses.
//! - `eval(…)` has its argument rewritten when it runs.
//!
//! The proposal: <https://tc39.es/proposal-explicit-resource-management/>. A text without these
//! words is given back as it is after one search through its bytes.

mod extent;
mod original;

use std::{borrow::Cow, collections::HashMap};

use memchr::memmem;

use crate::tokens::{Kind, Token, Tokens};

pub use original::original;

use original::marked;

/// The global function that makes a block's list of resources: `using` and U+200C.
///
/// Its result has two setters, `sync` and `async`, that add a resource; `fail(error)` notes how the
/// block ended; `end()` disposes, and gives a promise where an `async` resource was added.
pub const RESOURCES: &str = "using\u{200c}";

/// The global function that rewrites what a direct `eval` is given: `eval` and U+200C.
pub const EVALUATED: &str = "eval\u{200c}";

/// The global function that is told of what a `catch` caught: `catch` and U+200C.
pub const CAUGHT: &str = "catch\u{200c}";

/// Longer texts are bundles, whose loading takes long enough: what they catch is not told of.
const LONGEST_CATCHING: usize = 256 << 10;

/// A text that the engine can parse.
#[derive(Debug)]
pub struct Rewritten<'a> {
    /// The text; lines are where they were.
    pub text: Cow<'a, str>,
    /// Whether it calls [`RESOURCES`].
    pub disposes: bool,
    /// Whether it calls [`CAUGHT`].
    pub catches: bool,
    /// Whether it calls [`EVALUATED`].
    pub evaluates: bool,
}

impl<'a> Rewritten<'a> {
    const fn untouched(text: &'a str) -> Self {
        let text = Cow::Borrowed(text);
        Self { text, disposes: false, catches: false, evaluates: false }
    }
}

/// Rewrites a script or, with `is_module`, an ES module.
#[must_use]
pub fn rewrite(text: &str, is_module: bool) -> Rewritten<'_> {
    let bytes = text.as_bytes();
    let is_plain = memmem::find(bytes, b"using").is_none() && !has_async_name(bytes);
    if is_plain && !has_eval(bytes) {
        return Rewritten::untouched(text);
    }
    let mut rewriter = Rewriter::new(bytes, is_module);
    rewriter.run();
    rewriter.finish(text)
}

/// The same, and every `catch (name) {` of a text that is not too long calls [`CAUGHT`] with what it
/// caught: for who may then give an error other words.
#[must_use]
pub fn rewrite_catching(text: &str, is_module: bool) -> Rewritten<'_> {
    let bytes = text.as_bytes();
    if bytes.len() > LONGEST_CATCHING || memmem::find(bytes, b"catch").is_none() {
        return rewrite(text, is_module);
    }
    let mut rewriter = Rewriter::new(bytes, is_module);
    rewriter.tells = true;
    rewriter.run();
    rewriter.finish(text)
}

/// Whether a text declares resources outside all blocks: a script may not, and the engine panics.
#[must_use]
pub fn disposes_at_top(text: &str) -> bool {
    if memmem::find(text.as_bytes(), b"using").is_none() {
        return false;
    }
    let mut rewriter = Rewriter::new(text.as_bytes(), true);
    rewriter.run();
    matches!(rewriter.open.first(), Some(Open::Block { disposal: Some(_), .. }))
}

/// Whether `eval` seems to be called somewhere.
fn has_eval(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"eval").any(|at| {
        let rest = bytes.get(at + 4..).unwrap_or_default();
        rest.trim_ascii_start().starts_with(b"(")
    })
}

/// Whether `async` seems to be a name somewhere: an arrow's parameter, or a function called.
fn has_async_name(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"async").any(|at| {
        let rest = bytes.get(at + 5..).unwrap_or_default().trim_ascii_start();
        if rest.first() != Some(&b'(') {
            return rest.starts_with(b"=>");
        }
        let mut depth = 0_usize;
        let end = rest.iter().take(LONGEST_PARAMETERS).position(|byte| {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let after = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
        let after = after.trim_ascii_start();
        !after.starts_with(b"=>") && !after.starts_with(b"{")
    })
}

/// How far the end of an arrow's parameters is looked for, in bytes.
const LONGEST_PARAMETERS: usize = 4_096;

/// How the resources of a block are disposed of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Disposal {
    Sync,
    Async,
}

/// An open bracket.
#[derive(Debug)]
enum Open {
    Block {
        /// Where the block's first statement after the directives begins.
        head: usize,
        disposal: Option<Disposal>,
        /// The variable of a `for (using x of …)` whose body this is.
        variable: Option<(Range, Disposal)>,
        /// The `for (using x = …; …; …)` whose body this is: where it begins.
        whole: Option<(usize, Disposal)>,
        /// How many `?` wait for their `:`.
        questions: u32,
    },
    Object,
    Class,
    /// The names of an `import` or `export`.
    Names {
        is_import: bool,
    },
    Paren {
        of: Option<(Range, Disposal)>,
        whole: Option<(usize, Disposal)>,
        /// Where the argument of a call of `eval` begins.
        eval: Option<usize>,
    },
    Other,
}

type Range = std::ops::Range<usize>;

/// A `using` declaration being read, and how deep it stands.
struct Declaration {
    depth: usize,
    disposal: Disposal,
    /// Whether a `,` was read, after which the next name follows.
    next_name: bool,
}

struct Rewriter<'a> {
    source: &'a [u8],
    tokens: Tokens<'a>,
    open: Vec<Open>,
    /// The last three tokens, the newest first.
    last: [Token; 3],
    edits: Vec<(Range, String)>,
    /// Which of them inserts something at a place.
    inserted: HashMap<usize, usize>,
    declaration: Option<Declaration>,
    /// Whether a value had ended before the present token.
    value_ended: bool,
    /// A `for (using x of …)` whose body comes next.
    body_of: Option<(Range, Disposal)>,
    /// A `for (using x = …; …; …)` whose body comes next.
    body_of_whole: Option<(usize, Disposal)>,
    class_at: Option<usize>,
    is_module: bool,
    disposes: bool,
    evaluates: bool,
    /// Whether [`CAUGHT`] is told of what is caught, and was.
    tells: bool,
    catches: bool,
    /// What a module exports under the name that it may not have here.
    appended: String,
}

const NOTHING: Token = Token { kind: Kind::End, start: 0, end: 0, newline_before: true };

impl<'a> Rewriter<'a> {
    fn new(source: &'a [u8], is_module: bool) -> Self {
        let mut rewriter = Self {
            source,
            tokens: Tokens::new(source),
            open: Vec::new(),
            last: [NOTHING; 3],
            edits: Vec::new(),
            inserted: HashMap::new(),
            declaration: None,
            value_ended: false,
            body_of: None,
            body_of_whole: None,
            class_at: None,
            is_module,
            disposes: false,
            evaluates: false,
            tells: false,
            catches: false,
            appended: String::new(),
        };
        let head = rewriter.directives(0);
        rewriter.open.push(block(head, None));
        rewriter
    }

    fn run(&mut self) {
        loop {
            self.value_ended = !self.tokens.expects_value();
            let has_body = self.body_of.is_some() || self.body_of_whole.is_some();
            let before = has_body.then(|| self.tokens.clone());
            let token = self.tokens.advance();
            if token.kind == Kind::End {
                break;
            }
            self.declare(token);
            if self.text(token) != b"{" {
                self.bare_body(token, before);
            }
            match token.kind {
                Kind::Word => self.word(token),
                Kind::Punctuator => self.punctuator(token),
                Kind::Template if self.text(token).ends_with(b"${") => {
                    if self.text(token).starts_with(b"}") {
                        self.open.pop();
                    }
                    self.open.push(Open::Other);
                }
                Kind::Template if self.text(token).starts_with(b"}") => {
                    self.open.pop();
                }
                _ => {}
            }
            self.last = [token, self.last[0], self.last[1]];
        }
    }

    /// Puts braces round the body of a loop with resources that has none.
    fn bare_body(&mut self, token: Token, before: Option<Tokens<'a>>) {
        let Some(before) = before else { return };
        let (variable, whole) = (self.body_of.take(), self.body_of_whole.take());
        let Some(end) = extent::statement(&before) else {
            // No program, rather than a resource that is kept.
            return self.insert(token.start, "using ".to_owned());
        };
        if let Some((name, disposal)) = variable {
            let name = String::from_utf8_lossy(self.source.get(name).unwrap_or_default());
            let start = format!("{{{};", beginning(&(setter(disposal) + &name)));
            self.insert(token.start, marked(&start));
            self.open_at(end, &marked(&format!("{}}}", ending(disposal))));
        }
        if let Some((start, disposal)) = whole {
            self.open_at(start, &marked(&format!("{{{}", beginning(""))));
            self.open_at(end, &marked(&format!("{}}}", ending(disposal))));
        }
    }

    fn finish(mut self, text: &'a str) -> Rewritten<'a> {
        let end = self.source.len();
        if let Some(Open::Block { head, disposal: Some(disposal), .. }) = self.open.first()
            && self.open.len() == 1
        {
            self.edits.push((*head..*head, format!("const {LIST}={RESOURCES}();")));
            self.appended.push_str(&format!("\n;{}", disposing(*disposal)));
        }
        if !self.appended.is_empty() {
            self.edits.push((end..end, self.appended));
        }
        if self.edits.is_empty() {
            return Rewritten::untouched(text);
        }
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + 64 * self.edits.len());
        let mut at = 0;
        for (range, replacement) in &self.edits {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(replacement);
            at = range.end.max(at);
        }
        out.push_str(text.get(at..).unwrap_or_default());
        Rewritten {
            text: Cow::Owned(out),
            disposes: self.disposes,
            catches: self.catches,
            evaluates: self.evaluates,
        }
    }

    fn text(&self, token: Token) -> &'a [u8] {
        self.source.get(token.start..token.end).unwrap_or_default()
    }

    /// The text of a token before the present one.
    fn before(&self, steps: usize) -> &'a [u8] {
        self.last.get(steps).map_or(b"", |&token| self.text(token))
    }

    fn peek(&self) -> (Token, Token) {
        let mut ahead = self.tokens.clone();
        (ahead.advance(), ahead.advance())
    }

    fn insert(&mut self, at: usize, text: String) {
        self.inserted.entry(at).or_insert(self.edits.len());
        self.edits.push((at..at, text));
    }

    fn replace(&mut self, token: Token, text: &str) {
        self.edits.push((token.start..token.end, text.to_owned()));
    }

    /// Where the statements after a block's directives begin.
    fn directives(&self, start: usize) -> usize {
        let mut ahead = self.tokens.clone();
        let mut head = start;
        loop {
            if ahead.advance().kind != Kind::String {
                return head;
            }
            let end = ahead.advance();
            if self.text(end) != b";" {
                return head;
            }
            head = end.end;
        }
    }

    /// Follows a declaration through its commas to its end.
    fn declare(&mut self, token: Token) {
        let Some(declaration) = &mut self.declaration else { return };
        if declaration.depth != self.open.len() {
            if declaration.depth > self.open.len() {
                self.declaration = None;
            }
            return;
        }
        let text = self.source.get(token.start..token.end).unwrap_or_default();
        match text {
            b";" => self.declaration = None,
            b"," => declaration.next_name = true,
            // No pattern may follow a comma: it shall be no program to the engine either.
            b"{" | b"[" if declaration.next_name => self.insert(token.start, marked("=")),
            b"=" if declaration.next_name => {
                declaration.next_name = false;
                let disposal = declaration.disposal;
                self.value(token, disposal);
            }
            _ if token.newline_before
                && token.kind == Kind::Word
                && self.value_ended
                && !matches!(text, b"in" | b"instanceof" | b"of") =>
            {
                self.declaration = None;
            }
            _ => {}
        }
    }

    /// Adds the value after an `=` to the resources, and lets a function there have its name.
    fn value(&mut self, equals: Token, disposal: Disposal) {
        let (next, after) = self.peek();
        let (text, after) = (self.text(next), self.text(after));
        let may_be_nameless =
            matches!(text, b"function" | b"class" | b"async" | b"(") || after == b"=>";
        let end = may_be_nameless.then(|| extent::value(&self.tokens)).flatten();
        let setter = setter(disposal);
        let name = String::from_utf8_lossy(self.before(0));
        match end {
            Some(end) => {
                self.insert(equals.end, marked(&format!(" {setter}{{{name}:")));
                self.open_at(end, &marked(&format!("}}.{name}")));
            }
            None => self.insert(equals.end, marked(&format!(" {setter}"))),
        }
    }

    fn word(&mut self, token: Token) {
        let member = matches!(self.before(0), b"." | b"?.");
        match self.text(token) {
            b"class" if !member && !self.is_key(token) => self.class_at = Some(self.open.len()),
            b"async" if !member => self.asynchronous(token),
            b"using" if !member => self.using(token),
            b"catch" if self.tells && self.before(0) == b"}" => self.caught(),
            _ => {}
        }
    }

    /// Has the block of a `catch` begin by telling of what was caught, where that has a plain name.
    fn caught(&mut self) {
        let mut ahead = self.tokens.clone();
        let [open, name, close, brace] = std::array::from_fn(|_| ahead.advance());
        let is_plain = name.kind == Kind::Word
            && !matches!(self.text(name), b"using" | b"async")
            && self.text(open) == b"("
            && self.text(close) == b")"
            && self.text(brace) == b"{";
        if is_plain && let Ok(name) = std::str::from_utf8(self.text(name)) {
            let call = format!("{CAUGHT}({name});");
            self.insert(brace.end, call);
            self.catches = true;
        }
    }

    /// Puts parentheses round `async` where it is a parameter or the function of a call.
    fn asynchronous(&mut self, token: Token) {
        let (next, _) = self.peek();
        let is_parameter = self.text(next) == b"=>";
        let is_call = self.text(next) == b"("
            && !next.newline_before
            && self.before(0) != b"function"
            && !self.is_key(token)
            && !self.arrow_follows();
        if is_parameter || is_call {
            // A line that begins with a parenthesis would go on with the line before.
            let separate = token.newline_before && self.value_ended;
            self.replace(token, &marked(if separate { ";(async)" } else { "(async)" }));
        }
    }

    /// Whether the parentheses that come next are the parameters of an arrow or a method.
    fn arrow_follows(&self) -> bool {
        let mut ahead = self.tokens.clone();
        let mut depth = 0_usize;
        for _ in 0..LONGEST_PARAMETERS {
            let token = ahead.advance();
            match self.text(token) {
                b"(" if token.kind == Kind::Punctuator => depth += 1,
                b")" if token.kind == Kind::Punctuator => depth = depth.saturating_sub(1),
                _ => {}
            }
            if token.kind == Kind::End || depth == 0 {
                break;
            }
        }
        matches!(self.text(ahead.advance()), b"=>")
    }

    fn using(&mut self, token: Token) {
        let (next, after) = self.peek();
        let next_text = self.text(next);
        let is_for = self.before(0) == b"(" || self.before(1) == b"(";
        let is_name_of =
            is_for && next_text == b"of" && self.before(0) != b"await" && self.text(after) != b"=";
        let names_variable = next.kind == Kind::Word
            && !next.newline_before
            && !is_name_of
            && !matches!(next_text, b"in" | b"instanceof")
            && !matches!(self.before(0), b"import" | b"function" | b"class");
        if names_variable && (self.text(after) == b"=" || self.text(after) == b"of") {
            if self.text(after) == b"of" && is_for {
                return self.for_of(token, next);
            }
            if self.text(after) == b"=" && self.can_dispose() {
                return self.declaration(token);
            }
            let steps = if self.before(0) == b"await" { 2 } else { 1 };
            if self.text(after) == b"=" && is_for && self.before(steps) == b"for" {
                return self.for_loop(token, self.last.get(steps).map_or(0, |word| word.start));
            }
        }
        self.name(token, next);
    }

    /// Whether the innermost bracket is a block that may hold a `using` declaration.
    fn can_dispose(&self) -> bool {
        let top = self.open.len() == 1;
        matches!(self.open.last(), Some(Open::Block { .. })) && (!top || self.is_module)
    }

    /// Writes `const` for `using` or `await using`.
    fn constant(&mut self, token: Token) -> Disposal {
        self.disposes = true;
        self.replace(token, &marked("const"));
        if self.before(0) == b"await" && !token.newline_before {
            self.replace(self.last[0], &marked("     "));
            return Disposal::Async;
        }
        Disposal::Sync
    }

    fn declaration(&mut self, token: Token) {
        let found = self.constant(token);
        if let Some(Open::Block { disposal, .. }) = self.open.last_mut()
            && *disposal != Some(Disposal::Async)
        {
            *disposal = Some(found);
        }
        let depth = self.open.len();
        self.declaration = Some(Declaration { depth, disposal: found, next_name: true });
    }

    fn for_of(&mut self, token: Token, variable: Token) {
        let disposal = self.constant(token);
        if let Some(Open::Paren { of, .. }) = self.open.last_mut() {
            *of = Some((variable.start..variable.end, disposal));
        }
    }

    /// `for (using x = …; …; …) { … }`: the loop as a whole disposes.
    fn for_loop(&mut self, token: Token, start: usize) {
        let disposal = self.constant(token);
        if let Some(Open::Paren { whole, .. }) = self.open.last_mut() {
            *whole = Some((start, disposal));
        }
        let depth = self.open.len();
        self.declaration = Some(Declaration { depth, disposal, next_name: true });
    }

    /// A name that is not allowed to be `using`.
    fn name(&mut self, token: Token, next: Token) {
        let follows = self.text(next);
        let renamed = RESOURCES_NAME;
        match self.open.last() {
            Some(Open::Names { is_import }) => {
                let (is_import, second) = (*is_import, self.before(0) == b"as");
                let first_of_two = follows == b"as";
                // Of two names, an import's second and an export's first are the local ones.
                match (is_import, second, first_of_two) {
                    (false, ..) if self.names_come_from_elsewhere() => {}
                    (true, true, _) | (false, false, true) => self.replace(token, renamed),
                    (true, false, true) | (false, true, _) => {}
                    (true, ..) => self.replace(token, &format!("using as {renamed}")),
                    (false, ..) => self.replace(token, &format!("{renamed} as using")),
                }
            }
            _ if self.is_key(token) => {
                let short = matches!(self.open.last(), Some(Open::Object))
                    && matches!(follows, b"," | b"}" | b"=");
                if short {
                    self.replace(token, &[&marked("using:"), renamed].concat());
                }
            }
            // `export * as using from 'x'`
            _ if self.before(0) == b"as" && self.before(2) == b"export" => {}
            _ => {
                let declares =
                    matches!(self.before(0), b"function" | b"class" | b"const" | b"let" | b"var");
                if declares && self.before(1) == b"export" {
                    self.replace(self.last[1], "      ");
                    self.appended.push_str(&format!("\n;export {{ {renamed} as using }};"));
                }
                self.replace(token, renamed);
            }
        }
    }

    /// Whether the names in the braces here are those of another module.
    fn names_come_from_elsewhere(&self) -> bool {
        let mut ahead = self.tokens.clone();
        loop {
            let token = ahead.advance();
            if token.kind == Kind::End || self.text(token) == b"}" {
                return self.text(ahead.advance()) == b"from";
            }
        }
    }

    /// Whether a word is the key of an object's or class's member.
    fn is_key(&self, token: Token) -> bool {
        let (next, _) = self.peek();
        let modified = matches!(self.before(0), b"get" | b"set" | b"async" | b"static" | b"*");
        match self.open.last() {
            Some(Open::Object) => {
                let starts = matches!(self.before(0), b"{" | b",");
                (starts || modified) && matches!(self.text(next), b":" | b"(" | b"," | b"}" | b"=")
            }
            Some(Open::Class) => {
                let starts = matches!(self.before(0), b"{" | b";" | b"}") || token.newline_before;
                starts || modified
            }
            _ => false,
        }
    }

    fn punctuator(&mut self, token: Token) {
        match self.text(token) {
            b"{" => self.open_brace(token),
            b"(" => {
                let eval = self.calls_eval().then_some(token.end);
                self.open.push(Open::Paren { of: None, whole: None, eval });
            }
            b"[" => self.open.push(Open::Other),
            b"}" => self.close_brace(token),
            b")" => {
                if let Some(Open::Paren { of, whole, eval }) = self.close() {
                    self.body_of = of;
                    self.body_of_whole = whole;
                    if let Some(start) = eval
                        && self.before(0) != b"("
                    {
                        self.evaluates = true;
                        self.open_at(start, &marked(&format!("{EVALUATED}(")));
                        self.insert(token.start, marked(self.evaluated_end()));
                    }
                }
            }
            b"]" => {
                self.close();
            }
            // Of several arguments, or who knows how many, the first is not found here.
            b"," | b"..." => {
                if let Some(Open::Paren { eval, .. }) = self.open.last_mut() {
                    *eval = None;
                }
            }
            b"?" => {
                if let Some(Open::Block { questions, .. }) = self.open.last_mut() {
                    *questions += 1;
                }
            }
            b";" => {
                if let Some(Open::Block { questions, .. }) = self.open.last_mut() {
                    *questions = 0;
                }
            }
            _ => {}
        }
    }

    /// Whether a `(` here begins the argument of a call of `eval`.
    fn calls_eval(&self) -> bool {
        let before = self.before(1);
        if self.before(0) != b"eval" || matches!(before, b"." | b"?." | b"function" | b"new") {
            return false;
        }
        // A member of that name.
        match self.open.last() {
            Some(Open::Class) => false,
            Some(Open::Object) => {
                !matches!(before, b"{" | b"," | b"async" | b"*" | b"get" | b"set")
            }
            _ => true,
        }
    }

    /// The end of a call of [`EVALUATED`]. To the engine a function has `arguments` only where it says
    /// so; parameters and the initializers of fields may not.
    fn evaluated_end(&self) -> &'static str {
        let in_class = self.open.iter().any(|open| matches!(open, Open::Class));
        let inner = self.open.iter().rev().find(|open| !matches!(open, Open::Object | Open::Other));
        let in_body = matches!(inner, Some(Open::Block { .. })) && self.open.len() > 1;
        if in_body && !in_class { ",typeof arguments)" } else { ")" }
    }

    /// Takes the innermost bracket, never the text itself.
    fn close(&mut self) -> Option<Open> {
        if self.open.len() > 1 { self.open.pop() } else { None }
    }

    fn open_brace(&mut self, token: Token) {
        let variable = self.body_of.take();
        let loop_around = self.body_of_whole.take();
        let open = if self.class_at == Some(self.open.len()) {
            self.class_at = None;
            Open::Class
        } else if self.before(0) == b"import" || self.before(0) == b"export" {
            Open::Names { is_import: self.before(0) == b"import" }
        } else if self.before(0) == b"," && self.before(2) == b"import" {
            Open::Names { is_import: true }
        } else if self.tokens.in_block() || self.after_label() || self.is_static_block() {
            let disposal = variable.as_ref().map(|(_, disposal)| *disposal);
            let mut open = block(self.directives(token.end), disposal);
            if let Open::Block { variable: of, whole, .. } = &mut open {
                *of = variable;
                *whole = loop_around;
            }
            open
        } else {
            Open::Object
        };
        self.open.push(open);
    }

    /// Whether a label or `case` ends here, rather than the middle of `a ? b : c`.
    fn after_label(&mut self) -> bool {
        if self.before(0) != b":" {
            return false;
        }
        match self.open.last_mut() {
            Some(Open::Block { questions: 0, .. }) => true,
            Some(Open::Block { questions, .. }) => {
                *questions -= 1;
                false
            }
            _ => false,
        }
    }

    fn is_static_block(&self) -> bool {
        self.before(0) == b"static" && matches!(self.open.last(), Some(Open::Class))
    }

    fn close_brace(&mut self, token: Token) {
        let Some(Open::Block { head, disposal, variable, whole, .. }) = self.close() else {
            return;
        };
        if let Some(disposal) = disposal {
            let mut start = String::new();
            if let Some((name, disposal)) = variable {
                let name = self.source.get(name).unwrap_or_default();
                let name = String::from_utf8_lossy(name);
                start = format!("{}{name};", setter(disposal));
            }
            self.open_at(head, &marked(&beginning(&start)));
            self.insert(token.start, marked(&ending(disposal)));
        }
        if let Some((start, disposal)) = whole {
            self.open_at(start, &marked(&format!("{{{}", beginning(""))));
            self.insert(token.end, marked(&format!("{}}}", ending(disposal))));
        }
    }

    /// Inserts what opens a block before what opens those within it, which came first.
    fn open_at(&mut self, at: usize, text: &str) {
        let known = self.inserted.get(&at).and_then(|&index| self.edits.get_mut(index));
        match known {
            Some((_, inner)) => inner.insert_str(0, text),
            None => self.insert(at, text.to_owned()),
        }
    }
}

/// What begins the `try` of a block.
fn beginning(first: &str) -> String {
    format!("const {LIST}={RESOURCES}();try{{{first}")
}

/// What ends the `try` of a block.
fn ending(disposal: Disposal) -> String {
    format!("}}catch({ERROR}){{{LIST}.fail({ERROR})}}finally{{{}}}", disposing(disposal))
}

/// Disposes, and waits where a resource asks for it.
fn disposing(disposal: Disposal) -> String {
    match disposal {
        Disposal::Async => format!("const {WAIT}={LIST}.end();if({WAIT})await {WAIT};"),
        Disposal::Sync => format!("{LIST}.end();"),
    }
}

/// What `using` is called where it is a name.
const RESOURCES_NAME: &str = "using\u{200c}\u{200c}";
/// The block's list of resources.
const LIST: &str = "resources\u{200c}";
/// What disposing has to wait for.
const WAIT: &str = "wait\u{200c}";
/// What the block threw.
const ERROR: &str = "error\u{200c}";

const fn block(head: usize, disposal: Option<Disposal>) -> Open {
    Open::Block { head, disposal, variable: None, whole: None, questions: 0 }
}

/// The assignment that adds a resource and has its value.
fn setter(disposal: Disposal) -> String {
    let name = if disposal == Disposal::Async { "async" } else { "sync" };
    format!("{LIST}.{name}=")
}

#[cfg(test)]
mod tests;
