//! The static imports of an ES module, found without parsing it: what linking errors quote, and
//! which modules a graph is made of. ECMA-262 §16.2.2 and §16.2.3.

use ouro_syntax::{Kind, Token, Tokens};

/// An `import … from` or `export … from`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImportStatement {
    /// The module asked for.
    pub specifier: String,
    /// The names asked of it; none for `import 'a'`, `import * as` and `export *`.
    pub names: Vec<ImportedName>,
}

/// One name that a statement asks of a module.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImportedName {
    /// The name as the module exports it.
    pub name: String,
    /// Where it stands in the source, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The statements of a module in order.
pub fn import_statements(source: &[u8]) -> Vec<ImportStatement> {
    let mut reader = Reader { tokens: Tokens::new(source), source };
    let mut found = Vec::new();
    let mut after_dot = false;
    loop {
        let token = reader.tokens.advance();
        let statement = match (token.kind, reader.tokens.text(token)) {
            (Kind::End, _) => return found,
            (Kind::Word, b"import") if !after_dot => reader.import(),
            (Kind::Word, b"export") if !after_dot => reader.export(),
            _ => None,
        };
        found.extend(statement);
        after_dot = matches!(reader.tokens.text(token), b"." | b"?.");
    }
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    source: &'a [u8],
}

impl Reader<'_> {
    /// After `import`. What turns out to be no statement is read on from where it stands.
    fn import(&mut self) -> Option<ImportStatement> {
        let mut names = Vec::new();
        let mut token = self.tokens.clone().advance();
        if token.kind == Kind::String {
            self.tokens.advance();
            return Some(ImportStatement { specifier: self.string(token)?, names });
        }
        if token.kind == Kind::Word {
            // `import name from`, `import name, …`; the name may even be `from`.
            self.tokens.advance();
            let start = token.start;
            names.push(ImportedName { name: "default".to_owned(), start, end: token.end });
            token = self.tokens.clone().advance();
            if self.text(token) == b"," {
                self.tokens.advance();
                token = self.tokens.clone().advance();
            }
        }
        match self.text(token) {
            b"*" => {
                // `* as name`
                for _ in 0..3 {
                    self.tokens.advance();
                }
            }
            b"{" => {
                self.tokens.advance();
                self.names(&mut names)?;
            }
            b"from" => {}
            _ => return None,
        }
        self.from(names)
    }

    /// After `export`.
    fn export(&mut self) -> Option<ImportStatement> {
        let mut names = Vec::new();
        let token = self.tokens.clone().advance();
        match self.text(token) {
            b"*" => {
                self.tokens.advance();
                let next = self.tokens.clone().advance();
                if self.text(next) == b"as" {
                    self.tokens.advance();
                    self.tokens.advance();
                }
            }
            b"{" => {
                self.tokens.advance();
                self.names(&mut names)?;
            }
            _ => return None,
        }
        self.from(names)
    }

    /// `a, b as c, "d" as e }`
    fn names(&mut self, names: &mut Vec<ImportedName>) -> Option<()> {
        loop {
            let token = self.tokens.advance();
            match (token.kind, self.text(token)) {
                (Kind::Punctuator, b"}") => return Some(()),
                (Kind::Punctuator, b",") => {}
                (Kind::Word | Kind::String, text) => {
                    let name = match token.kind {
                        Kind::String => self.string(token)?,
                        _ => String::from_utf8_lossy(text).into_owned(),
                    };
                    names.push(ImportedName { name, start: token.start, end: token.end });
                    let next = self.tokens.clone().advance();
                    if self.text(next) == b"as" {
                        self.tokens.advance();
                        self.tokens.advance();
                    }
                }
                _ => return None,
            }
        }
    }

    /// `from 'specifier'`; absent after `export { a }`.
    fn from(&mut self, names: Vec<ImportedName>) -> Option<ImportStatement> {
        let mut ahead = self.tokens.clone();
        let word = ahead.advance();
        let specifier = ahead.advance();
        if self.text(word) != b"from" || specifier.kind != Kind::String {
            return None;
        }
        self.tokens = ahead;
        Some(ImportStatement { specifier: self.string(specifier)?, names })
    }

    fn string(&self, token: Token) -> Option<String> {
        let inside = self.source.get(token.start + 1..token.end.checked_sub(1)?)?;
        crate::cjs_lexer::unescape(inside)
    }

    fn text(&self, token: Token) -> &[u8] {
        self.source.get(token.start..token.end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<(String, Vec<String>)> {
        import_statements(source.as_bytes())
            .into_iter()
            .map(|statement| {
                let names = statement.names.into_iter().map(|name| name.name).collect();
                (statement.specifier, names)
            })
            .collect()
    }

    fn one(specifier: &str, names: &[&str]) -> Vec<(String, Vec<String>)> {
        vec![(specifier.to_owned(), names.iter().map(|name| (*name).to_owned()).collect())]
    }

    #[test]
    fn every_form_of_import_is_read() {
        assert_eq!(read("import 'a'"), one("a", &[]));
        assert_eq!(read("import a from 'a'"), one("a", &["default"]));
        assert_eq!(read("import from from 'a'"), one("a", &["default"]));
        assert_eq!(read("import * as a from 'a'"), one("a", &[]));
        assert_eq!(read("import a, * as b from 'a';"), one("a", &["default"]));
        assert_eq!(
            read("import a, { b as c, 'd' as e, f } from \"a\""),
            one("a", &["default", "b", "d", "f"])
        );
        assert_eq!(read("import{a}from'a'"), one("a", &["a"]));
        assert_eq!(read("import j from './j' with { type: 'json' }"), one("./j", &["default"]));
        assert_eq!(read("export { a as b } from 'a'"), one("a", &["a"]));
        assert_eq!(read("export * from 'a'"), one("a", &[]));
        assert_eq!(read("export * as b from 'a'"), one("a", &[]));
    }

    #[test]
    fn what_imports_nothing_statically_is_passed_over() {
        for source in [
            "import('a')",
            "import.meta.url",
            "export { a }; 'from'",
            "export default 1",
            "export const from = 'a'",
            "a.import; x = { import: 'a' }",
            "'import a from \"b\"'",
        ] {
            assert_eq!(read(source), [], "{source}");
        }
    }

    #[test]
    fn names_know_where_they_stand() {
        let statements = import_statements(b"import { ab as c } from 'a'");
        assert_eq!((statements[0].names[0].start, statements[0].names[0].end), (9, 11));
    }
}
