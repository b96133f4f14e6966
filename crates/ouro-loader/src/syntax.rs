//! Tells ES modules from CommonJS by their syntax. Node docs: "Modules: Packages", "Syntax
//! detection".
//!
//! Node compiles as CommonJS and looks at the error. Here `import` and `export` statements and
//! `import.meta`, which no CommonJS file can have, are found without compiling; what fits both
//! kinds of module unless compiling fails is reported as such.

use memchr::memmem;

use ouro_syntax::{Kind, Token, Tokens, is_word};

/// What the syntax of a source says of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Syntax {
    /// Nothing that only ES modules have.
    CommonJs,
    /// `import` or `export` statements, or `import.meta`.
    Module,
    /// A top-level `await`, or a declaration that clashes with `module`, `exports`, `require`,
    /// `__filename` or `__dirname`: an ES module if it does not compile as CommonJS.
    ModuleIfNotCommonJs,
}

/// Looks for `import` and `export` only, in a few microseconds for a CommonJS file.
///
/// Where this says [`Syntax::CommonJs`] and compiling fails, ask [`detect_syntax_thoroughly`].
pub fn detect_syntax(source: &[u8]) -> Syntax {
    if has_candidate(source, b"import") || has_candidate(source, b"export") {
        detect_syntax_thoroughly(source)
    } else {
        Syntax::CommonJs
    }
}

/// Looks at every token for all that ES modules alone have.
pub fn detect_syntax_thoroughly(source: &[u8]) -> Syntax {
    Detector::new(source).run()
}

/// The first place where a CommonJS source has what only ES modules may have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ModuleSyntax {
    /// `import`, `export`, `meta` (of `import.meta`) or `await`.
    pub word: &'static str,
    /// Where the word starts, in bytes.
    pub start: usize,
}

/// Finds what makes a source that fails to compile as CommonJS look like an ES module.
pub fn find_module_syntax(source: &[u8]) -> Option<ModuleSyntax> {
    let mut detector = Detector::new(source);
    detector.run();
    detector.place
}

/// Whether an ES module waits at its top level, so that it cannot be evaluated at once.
pub fn has_top_level_await(source: &[u8]) -> bool {
    if memmem::find(source, b"await").is_none() {
        return false;
    }
    let mut detector = Detector::new(source);
    detector.is_module = true;
    detector.run();
    detector.waits
}

/// Whether the word stands somewhere followed by what a statement or `import.meta` may have.
fn has_candidate(source: &[u8], word: &[u8]) -> bool {
    memmem::find_iter(source, word).any(|at| {
        let before = at.checked_sub(1).and_then(|at| source.get(at));
        if before.is_some_and(|&byte| is_word(byte)) {
            return false;
        }
        let rest = source.get(at + word.len()..).unwrap_or_default();
        if rest.first().is_some_and(|&byte| is_word(byte)) {
            return false;
        }
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        next.is_some_and(|&byte| is_word(byte) || b"\"'{*./".contains(&byte))
    })
}

const WRAPPER_NAMES: [&[u8]; 5] = [b"module", b"exports", b"require", b"__filename", b"__dirname"];

/// An open bracket.
#[derive(Clone, Copy)]
struct Scope {
    is_function: bool,
    /// Within the expression that is the body of an arrow function.
    in_arrow: bool,
    /// For `(`: whether it follows `if`, `for`, `catch` and so on.
    is_control: bool,
}

struct Detector<'a> {
    tokens: Tokens<'a>,
    scopes: Vec<Scope>,
    /// The level outside all brackets.
    top_in_arrow: bool,
    functions: usize,
    /// Within a top-level `let` or `const`.
    declaring: bool,
    found: Syntax,
    /// Whether the source is known to be a module and only `await` is looked for.
    is_module: bool,
    waits: bool,
    /// Where the word is that was looked at last, and where the first telling one was.
    at: usize,
    place: Option<ModuleSyntax>,
}

impl<'a> Detector<'a> {
    fn new(source: &'a [u8]) -> Self {
        Self {
            tokens: Tokens::new(source),
            scopes: Vec::new(),
            top_in_arrow: false,
            functions: 0,
            declaring: false,
            found: Syntax::CommonJs,
            is_module: false,
            waits: false,
            at: 0,
            place: None,
        }
    }

    fn run(&mut self) -> Syntax {
        let mut before: &[u8] = b"";
        let mut closed_control = false;
        let mut token = self.tokens.advance();
        let mut before_control: &[u8] = b"";
        while token.kind != Kind::End {
            let text = self.tokens.text(token);
            self.at = token.start;
            // The tokeniser's state tells a regex from a division, so look ahead on a copy.
            match token.kind {
                Kind::Word if before != b"." && before != b"?." && self.word(text, before) => {
                    return Syntax::Module;
                }
                Kind::Punctuator => {
                    closed_control = self.punctuator(text, before, before_control, closed_control);
                }
                Kind::Template => {
                    if text.starts_with(b"}") {
                        self.close();
                    }
                    if text.ends_with(b"${") && !text.ends_with(b"\\${") {
                        self.open(false, false);
                    }
                }
                _ => {}
            }
            before_control = if before == b"for" && text == b"await" { b"for" } else { text };
            before = text;
            token = self.tokens.advance();
        }
        self.found
    }

    /// Handles a word that is no property name; tells whether it settles the question.
    fn word(&mut self, text: &[u8], before: &[u8]) -> bool {
        if self.is_module {
            self.waits |= text == b"await" && self.functions == 0 && !self.in_arrow();
            return self.waits;
        }
        match text {
            b"import" => {
                let mut ahead = self.tokens.clone();
                let next = ahead.advance();
                match (next.kind, ahead.text(next)) {
                    (Kind::String | Kind::Word, _) | (_, b"{" | b"*") => {
                        self.note("import", self.at);
                        return true;
                    }
                    (_, b".") => {
                        let name = ahead.advance();
                        let is_meta = ahead.text(name) == b"meta";
                        if is_meta {
                            self.note("meta", name.start);
                        }
                        return is_meta;
                    }
                    _ => {}
                }
            }
            b"export" => {
                let mut ahead = self.tokens.clone();
                let next = ahead.advance();
                let is_statement = matches!(
                    ahead.text(next),
                    b"{" | b"*"
                        | b"default"
                        | b"var"
                        | b"let"
                        | b"const"
                        | b"function"
                        | b"class"
                        | b"async"
                );
                if is_statement {
                    self.note("export", self.at);
                }
                return is_statement;
            }
            b"await"
                if self.functions == 0
                    && !self.in_arrow()
                    && (before == b"for" || self.needs_module_await()) =>
            {
                self.note("await", self.at);
                self.found = Syntax::ModuleIfNotCommonJs;
            }
            b"let" | b"const" if self.scopes.is_empty() => {
                self.declaring = true;
                self.binding();
            }
            b"class" if self.scopes.is_empty() => {
                let next = self.peek();
                if WRAPPER_NAMES.contains(&self.tokens.text(next)) {
                    self.found = Syntax::ModuleIfNotCommonJs;
                }
            }
            _ => {}
        }
        false
    }

    fn note(&mut self, word: &'static str, start: usize) {
        self.place.get_or_insert(ModuleSyntax { word, start });
    }

    /// Whether what follows `await` could not follow a variable of that name.
    fn needs_module_await(&self) -> bool {
        let next = self.peek();
        let text = self.tokens.text(next);
        !next.newline_before
            && match next.kind {
                Kind::Number | Kind::String => true,
                Kind::Word => !matches!(text, b"in" | b"of" | b"instanceof"),
                _ => matches!(text, b"{" | b"!" | b"~"),
            }
    }

    /// Looks at the name or pattern that a declaration binds next.
    fn binding(&mut self) {
        let mut ahead = self.tokens.clone();
        let mut depth = 0_usize;
        loop {
            let token = ahead.advance();
            match (token.kind, ahead.text(token)) {
                (Kind::End, _) => return,
                (Kind::Word, name) if WRAPPER_NAMES.contains(&name) => {
                    let next = ahead.clone().advance();
                    if ahead.text(next) != b":" {
                        self.found = Syntax::ModuleIfNotCommonJs;
                        return;
                    }
                }
                (_, b"{" | b"[" | b"(") => depth += 1,
                (_, b"}" | b"]" | b")") => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Keeps account of brackets; tells whether a `)` closed the head of a statement.
    fn punctuator(
        &mut self,
        text: &[u8],
        before: &[u8],
        before_control: &[u8],
        closed_control: bool,
    ) -> bool {
        match text {
            b"(" => {
                let is_control = matches!(
                    before_control,
                    b"if" | b"while" | b"for" | b"with" | b"switch" | b"catch"
                );
                self.open(false, is_control);
            }
            b"[" => self.open(false, false),
            b"{" => {
                let is_body = match before {
                    b")" => !closed_control,
                    b"=>" | b"static" => true,
                    _ => false,
                };
                self.open(is_body, false);
            }
            b")" => return self.close().is_some_and(|scope| scope.is_control),
            b"]" | b"}" => {
                self.close();
            }
            b"=>" => {
                let next = self.peek();
                *self.arrow() = self.tokens.text(next) != b"{";
            }
            b"," | b";" => {
                *self.arrow() = false;
                if self.scopes.is_empty() {
                    self.declaring &= text == b",";
                    if self.declaring {
                        self.binding();
                    }
                }
            }
            _ => {}
        }
        false
    }

    fn peek(&self) -> Token {
        self.tokens.clone().advance()
    }

    fn open(&mut self, is_function: bool, is_control: bool) {
        let in_arrow = self.in_arrow() && !is_function;
        self.functions += usize::from(is_function);
        self.scopes.push(Scope { is_function, in_arrow, is_control });
    }

    fn close(&mut self) -> Option<Scope> {
        let scope = self.scopes.pop()?;
        self.functions -= usize::from(scope.is_function);
        Some(scope)
    }

    fn arrow(&mut self) -> &mut bool {
        match self.scopes.last_mut() {
            Some(scope) => &mut scope.in_arrow,
            None => &mut self.top_in_arrow,
        }
    }

    fn in_arrow(&self) -> bool {
        self.scopes.last().map_or(self.top_in_arrow, |scope| scope.in_arrow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(wanted: Syntax, sources: &[&str]) {
        for source in sources {
            assert_eq!(detect_syntax_thoroughly(source.as_bytes()), wanted, "{source}");
        }
    }

    #[test]
    fn statements_that_only_modules_have_settle_it() {
        all(
            Syntax::Module,
            &[
                "import fs from 'fs'",
                "import 'a'",
                "import{a}from'a'",
                "import * as a from 'a'",
                "export {}",
                "export default 1",
                "export * from 'a'",
                "#!/bin/x\nexport const a = 1",
                "/* x */ export async function f() {}",
                "function f() { return import.meta.url }",
                "x = `${import.meta.url}`",
                "if (a) { export {} }",
                "import defer * as x from 'a'",
            ],
        );
    }

    #[test]
    fn the_same_words_elsewhere_say_nothing() {
        all(
            Syntax::CommonJs,
            &[
                "import('a')",
                "const a = { import: 1, export: 2 }",
                "a.import; a.export; a?.export; exports.a = 1",
                "// import a from 'a'\n/* export {} */",
                "'import a'; \"export default 1\"; `import a from ${1} export {}`",
                "/import a from/.test(b); /export default/",
                "class A { import() {} export() {} static import = 1 }",
                "import.source('x')",
                "async function f() { await x }",
                "const f = async () => await g(); const h = async x => ({ a: await x });",
                "const a = async function () { for await (const b of c); }",
                "const o = { async m() { await 1 }, async *[x]() { await 2 } }",
                "function require() {} var module; function f() { const exports = 1 }",
                "if (a) { const module = 1 }",
                "const { module: a } = b, c = { module }",
                "let a = 1; f(module, exports)",
                "class A { static { var await_ = 1; } }",
            ],
        );
    }

    #[test]
    fn what_fits_both_depends_on_compiling() {
        all(
            Syntax::ModuleIfNotCommonJs,
            &[
                "await 1",
                "const x = await import('a')",
                "if (1) { await x }",
                "for await (const a of b);",
                "const module = 1",
                "let a = 1, exports = 2",
                "const { require } = b",
                "const { a: [__filename] } = b",
                "class require {}",
                "const a = () => {}; await b",
                "foo(async () => { await 1 }); await b",
                "switch (a) { case 1: await b }",
                "try {} catch (e) { await b }",
            ],
        );
        all(Syntax::CommonJs, &["await(1)", "await [1]", "await\nx", "x = await + 1"]);
    }

    #[test]
    fn only_an_await_outside_functions_makes_a_module_wait() {
        for source in ["await 1", "await(1)", "for await (const a of b);", "x = [await\na]"] {
            assert!(has_top_level_await(source.as_bytes()), "{source}");
        }
        for source in
            ["async function f() { await 1 }", "const f = async () => await 1;", "a.await"]
        {
            assert!(!has_top_level_await(source.as_bytes()), "{source}");
        }
    }

    #[test]
    fn the_first_telling_word_is_found() {
        let place = |source: &str| {
            find_module_syntax(source.as_bytes()).map(|place| (place.word, place.start))
        };
        assert_eq!(place("a;\nimport b from 'b'"), Some(("import", 3)));
        assert_eq!(place("x = import.meta"), Some(("meta", 11)));
        assert_eq!(place("await 1; export {}"), Some(("await", 0)));
        assert_eq!(place("const module = 1"), None);
        assert_eq!(place("import.source('a')"), None);
    }

    #[test]
    fn the_fast_look_agrees_where_a_module_is_certain() {
        for source in ["import a from 'a'", "\nexport\n{}", "f();import.meta", "import/**/'a'"] {
            assert_eq!(detect_syntax(source.as_bytes()), Syntax::Module, "{source}");
        }
        assert_eq!(detect_syntax(b"exports.a = import('b'); reexport = 1"), Syntax::CommonJs);
        assert_eq!(detect_syntax(b"await 1"), Syntax::CommonJs);
    }
}
