//! The names that a CommonJS module exports, guessed from its source without running it.
//!
//! The patterns and their limits are those that the README of `cjs-module-lexer` documents,
//! since programs are written to fit them: Node docs, "CommonJS namespaces".

use ouro_syntax::{Kind, Token, Tokens};

/// What a CommonJS source is seen to export.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CjsExports {
    /// Names, each once, in the order they are first seen.
    pub names: Vec<String>,
    /// Specifiers of modules whose names are exported too.
    pub reexports: Vec<String>,
}

/// Looks for exports in a source.
pub fn cjs_exports(source: &[u8]) -> CjsExports {
    let mut cutter = Tokens::new(source);
    let mut tokens = Vec::with_capacity(source.len() / 5);
    loop {
        let token = cutter.advance();
        if token.kind == Kind::End {
            break;
        }
        tokens.push(token);
    }
    let mut lexer =
        Lexer { source, tokens: &tokens, stars: Vec::new(), found: CjsExports::default() };
    lexer.run();
    lexer.found
}

struct Lexer<'a> {
    source: &'a [u8],
    tokens: &'a [Token],
    /// Variables that hold a required module, and its specifier.
    stars: Vec<(&'a [u8], String)>,
    found: CjsExports,
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        let mut at = 0;
        let mut depth = 0_usize;
        while let Some(token) = self.tokens.get(at) {
            match (token.kind, self.text(at)) {
                (Kind::Punctuator, b"{" | b"(" | b"[") => depth += 1,
                (Kind::Punctuator, b"}" | b")" | b"]") => depth = depth.saturating_sub(1),
                (Kind::Word, word) if !self.is_property(at) => self.word(at, word, depth),
                // A helper may be a method: `tslib_1.__exportStar(require('a'), exports)`.
                (Kind::Word, b"__export" | b"__exportStar") => self.export_star(at),
                _ => {}
            }
            at += 1;
        }
    }

    fn word(&mut self, at: usize, word: &'a [u8], depth: usize) {
        match word {
            b"exports" => self.member(at + 1),
            b"module" if self.exports_name(at) == Some(at + 3) => {
                self.member(at + 3);
                if self.is(at + 3, b"=") {
                    self.whole(at + 4);
                }
            }
            b"Object" => {
                self.define_property(at);
                self.keys_for_each(at);
            }
            b"__export" | b"__exportStar" => self.export_star(at),
            b"var" | b"let" | b"const" if depth == 0 => self.declarations(at + 1),
            _ => {}
        }
    }

    /// `.name =` or `["name"] =` after `exports`.
    fn member(&mut self, at: usize) {
        if self.is(at, b".") && self.kind(at + 1) == Some(Kind::Word) && self.is(at + 2, b"=") {
            self.export_word(at + 1);
        } else if self.is(at, b"[")
            && let Some(name) = self.string(at + 1)
            && self.is(at + 2, b"]")
            && self.is(at + 3, b"=")
        {
            self.export(name);
        }
    }

    /// What follows `module.exports =`. The last assignment of a whole module counts.
    fn whole(&mut self, at: usize) {
        self.found.reexports.clear();
        if self.is(at, b"{") {
            self.literal(at + 1);
        } else if let Some((specifier, _)) = self.require(at) {
            self.reexport(specifier);
        }
    }

    /// The properties of an object literal, up to the first whose value is no plain name.
    fn literal(&mut self, mut at: usize) {
        loop {
            if self.is(at, b"...") {
                if let Some((specifier, after)) = self.require(at + 1) {
                    self.reexport(specifier);
                    at = after;
                } else if self.kind(at + 1) == Some(Kind::Word) {
                    at += 2;
                } else {
                    return;
                }
            } else if self.is_literal_key(at) {
                if self.is(at + 1, b":") {
                    if self.kind(at + 2) != Some(Kind::Word) {
                        return;
                    }
                    self.export_key(at);
                    at += 3;
                } else if self.kind(at) == Some(Kind::Word) {
                    // `get name() {}` and the like.
                    if self.kind(at + 1) != Some(Kind::Punctuator) {
                        return;
                    }
                    self.export_key(at);
                    at += 1;
                } else {
                    return;
                }
            } else {
                return;
            }
            if !self.is(at, b",") {
                return;
            }
            at += 1;
        }
    }

    fn is_literal_key(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Word | Kind::String))
    }

    fn export_key(&mut self, at: usize) {
        match self.string(at) {
            Some(name) => self.export(name),
            None => self.export_word(at),
        }
    }

    /// `Object.defineProperty(exports, 'name', { enumerable: true, value|get … })`.
    fn define_property(&mut self, at: usize) {
        if !self.sequence(at + 1, &[b".", b"defineProperty", b"("]) {
            return;
        }
        let Some(at) = self.exports_name(at + 4) else { return };
        let Some(name) = self.string(at + 1).filter(|_| self.is(at, b",")) else { return };
        if !self.sequence(at + 2, &[b",", b"{"]) {
            return;
        }
        let mut at = at + 4;
        if self.sequence(at, &[b"enumerable", b":", b"true", b","]) {
            at += 4;
        }
        let is_safe = if self.sequence(at, &[b"value", b":"]) {
            true
        } else if self.is(at, b"get") {
            self.getter(at + 1)
                .map(|end| if self.is(end, b",") { end + 1 } else { end })
                .is_some_and(|end| self.sequence(end, &[b"}", b")"]))
        } else {
            false
        };
        if is_safe {
            self.export(name);
        }
    }

    /// A getter that only returns a name or a member of one; gives the place after it.
    fn getter(&self, mut at: usize) -> Option<usize> {
        if self.sequence(at, &[b":", b"function"]) {
            at += 2;
            if self.kind(at) == Some(Kind::Word) {
                at += 1;
            }
        }
        if !self.sequence(at, &[b"(", b")", b"{", b"return"])
            || self.kind(at + 4) != Some(Kind::Word)
        {
            return None;
        }
        at += 5;
        if self.is(at, b".") && self.kind(at + 1) == Some(Kind::Word) {
            at += 2;
        } else if self.is(at, b"[") && self.string(at + 1).is_some() && self.is(at + 2, b"]") {
            at += 3;
        }
        if self.is(at, b";") {
            at += 1;
        }
        self.is(at, b"}").then_some(at + 1)
    }

    /// `__export(require('a'))`, `__exportStar(require('a'), exports)`.
    fn export_star(&mut self, at: usize) {
        // `(0, tslib_1.__exportStar)(require('a'), exports)` has a bracket between.
        let at = if self.is(at + 1, b")") { at + 2 } else { at + 1 };
        if self.is(at, b"(")
            && let Some((specifier, _)) = self.require(at + 1)
        {
            self.reexport(specifier);
        }
    }

    /// Remembers `name = require('a')` and `name = _interopRequireWildcard(require('a'))`.
    fn declarations(&mut self, at: usize) {
        if self.kind(at) != Some(Kind::Word) || !self.is(at + 1, b"=") {
            return;
        }
        let wrapped = self.sequence(at + 2, &[b"_interopRequireWildcard", b"("]);
        if let Some((specifier, _)) = self.require(if wrapped { at + 4 } else { at + 2 }) {
            self.stars.push((self.text(at), specifier));
        }
    }

    /// Babel's `Object.keys(a).forEach(function (key) { … exports[key] = a[key] … })`.
    fn keys_for_each(&mut self, at: usize) {
        let Some(module) = self.keys_pattern(at) else { return };
        if let Some((_, specifier)) = self.stars.iter().rev().find(|(name, _)| *name == module) {
            self.reexport(specifier.clone());
        }
    }

    fn keys_pattern(&self, at: usize) -> Option<&'a [u8]> {
        if !self.sequence(at + 1, &[b".", b"keys", b"("]) || self.kind(at + 4) != Some(Kind::Word) {
            return None;
        }
        let module = self.text(at + 4);
        let tail: [&[u8]; 5] = [b")", b".", b"forEach", b"(", b"function"];
        if !self.sequence(at + 5, &tail) || !self.is(at + 10, b"(") {
            return None;
        }
        let key = self.text(at + 11);
        if self.kind(at + 11) != Some(Kind::Word)
            || !self.sequence(at + 12, &[b")", b"{", b"if", b"("])
        {
            return None;
        }
        let at = at + 16;
        let at = if self.sequence(at, &[key, b"=", b"=", b"="]) {
            self.early_returns(at + 4, key, module)?
        } else if self.sequence(at, &[key, b"!", b"=", b"="]) {
            self.positive_check(at + 4, key)?
        } else {
            return None;
        };
        let at = self.copy(at, key, module)?;
        self.sequence(at, &[b"}", b")"]).then_some(module)
    }

    /// `'default' || key === '__esModule') return;` and the two further checks of Babel.
    fn early_returns(&self, at: usize, key: &[u8], module: &[u8]) -> Option<usize> {
        let is = |at, name: &str| self.string(at).as_deref() == Some(name);
        if !is(at, "default")
            || !self.sequence(at + 1, &[b"|", b"|", key, b"=", b"=", b"="])
            || !is(at + 7, "__esModule")
        {
            return None;
        }
        let mut at = self.return_after(at + 8)?;
        let own: [&[u8]; 9] =
            [b"if", b"(", b"Object", b".", b"prototype", b".", b"hasOwnProperty", b".", b"call"];
        if self.sequence(at, &own)
            && self.is(at + 9, b"(")
            && self.sequence(at + 11, &[b",", key, b")"])
        {
            at = self.return_after(at + 14)?;
        }
        if self.sequence(at, &[b"if", b"(", key, b"in"])
            && let Some(next) = self.exports_name(at + 4)
            && self.sequence(next, &[b"&", b"&"])
            && let Some(next) = self.exports_name(next + 2)
            && self.sequence(next, &[b"[", key, b"]", b"=", b"=", b"=", module, b"[", key, b"]"])
        {
            at = self.return_after(next + 10)?;
        }
        Some(at)
    }

    /// `) return;`
    fn return_after(&self, at: usize) -> Option<usize> {
        if !self.sequence(at, &[b")", b"return"]) {
            return None;
        }
        Some(if self.is(at + 2, b";") { at + 3 } else { at + 2 })
    }

    /// `'default' && !exports.hasOwnProperty(key))` and its longer spellings.
    fn positive_check(&self, at: usize, key: &[u8]) -> Option<usize> {
        if self.string(at)? != "default" {
            return None;
        }
        let mut at = at + 1;
        if self.sequence(at, &[b"&", b"&", b"!"]) {
            at += 3;
            if self.is(at, b"Object") {
                at += if self.sequence(at + 1, &[b".", b"prototype"]) { 3 } else { 1 };
                let call: [&[u8]; 5] = [b".", b"hasOwnProperty", b".", b"call", b"("];
                if !self.sequence(at, &call) || !self.sequence(at + 6, &[b",", key, b")"]) {
                    return None;
                }
                at += 9;
            } else {
                if !self.sequence(at + 1, &[b".", b"hasOwnProperty", b"(", key, b")"]) {
                    return None;
                }
                at += 6;
            }
        }
        self.is(at, b")").then_some(at + 1)
    }

    /// `exports[key] = a[key];` or the same with a getter; gives the place after it.
    fn copy(&self, at: usize, key: &[u8], module: &[u8]) -> Option<usize> {
        let end = if let Some(next) = self.exports_name(at) {
            if !self.sequence(next, &[b"[", key, b"]", b"=", module, b"[", key, b"]"]) {
                return None;
            }
            next + 8
        } else {
            if !self.sequence(at, &[b"Object", b".", b"defineProperty", b"("]) {
                return None;
            }
            let next = self.exports_name(at + 4)?;
            let head: [&[u8]; 8] = [b",", key, b",", b"{", b"enumerable", b":", b"true", b","];
            if !self.sequence(next, &head) || !self.is(next + 8, b"get") {
                return None;
            }
            let mut next = next + 9;
            if self.sequence(next, &[b":", b"function"]) {
                next += 2;
            }
            if self.kind(next) == Some(Kind::Word) {
                next += 1;
            }
            let body: [&[u8]; 8] = [b"(", b")", b"{", b"return", module, b"[", key, b"]"];
            if !self.sequence(next, &body) {
                return None;
            }
            next += 8;
            next += usize::from(self.is(next, b";"));
            if !self.sequence(next, &[b"}", b"}", b")"]) {
                return None;
            }
            next + 3
        };
        Some(end + usize::from(self.is(end, b";")))
    }

    /// `exports` or `module.exports`; gives the place after it.
    fn exports_name(&self, at: usize) -> Option<usize> {
        if self.is(at, b"exports") {
            Some(at + 1)
        } else {
            self.sequence(at, &[b"module", b".", b"exports"]).then_some(at + 3)
        }
    }

    /// `require('a')`: the specifier and the place after it.
    fn require(&self, at: usize) -> Option<(String, usize)> {
        if !self.sequence(at, &[b"require", b"("]) || !self.is(at + 3, b")") {
            return None;
        }
        Some((self.string(at + 2)?, at + 4))
    }

    /// Whether the token is the name in `a.name`.
    fn is_property(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| self.is(at, b".") || self.is(at, b"?."))
    }

    fn sequence(&self, at: usize, wanted: &[&[u8]]) -> bool {
        wanted.iter().enumerate().all(|(ahead, text)| self.is(at + ahead, text))
    }

    fn is(&self, at: usize, text: &[u8]) -> bool {
        self.text(at) == text
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn text(&self, at: usize) -> &'a [u8] {
        let range = self.tokens.get(at).map(|token| token.start..token.end);
        range.and_then(|range| self.source.get(range)).unwrap_or_default()
    }

    /// The value of a string literal; `None` for other tokens and for lone surrogates.
    fn string(&self, at: usize) -> Option<String> {
        if self.kind(at) != Some(Kind::String) {
            return None;
        }
        let text = self.text(at);
        unescape(text.get(1..text.len().checked_sub(1)?)?)
    }

    fn export_word(&mut self, at: usize) {
        let name = self.text(at);
        // A name with escapes is left alone, as is a private one.
        if !name.contains(&b'\\') && !name.starts_with(b"#") {
            self.export(String::from_utf8_lossy(name).into_owned());
        }
    }

    fn export(&mut self, name: String) {
        if !self.found.names.contains(&name) {
            self.found.names.push(name);
        }
    }

    fn reexport(&mut self, specifier: String) {
        if !self.found.reexports.contains(&specifier) {
            self.found.reexports.push(specifier);
        }
    }
}

/// The value of a string literal's inside. ECMA-262 §12.9.4.
pub(crate) fn unescape(text: &[u8]) -> Option<String> {
    if !text.contains(&b'\\') {
        return String::from_utf8(text.to_vec()).ok();
    }
    let mut units = Vec::new();
    let text = std::str::from_utf8(text).ok()?;
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            units.extend_from_slice(char.encode_utf16(&mut [0; 2]));
            continue;
        }
        let escaped = chars.next()?;
        let code = match escaped {
            'n' => 10,
            't' => 9,
            'r' => 13,
            'b' => 8,
            'f' => 12,
            'v' => 11,
            '0' => 0,
            '\n' | '\u{2028}' | '\u{2029}' => continue,
            'x' => hex(chars.by_ref().take(2), 2)?,
            'u' if chars.as_str().starts_with('{') => {
                chars.next();
                let digits: String = chars.by_ref().take_while(|char| *char != '}').collect();
                let code = u32::from_str_radix(&digits, 16).ok()?;
                if let Ok(unit @ 0xd800..0xe000) = u16::try_from(code) {
                    // Half of a pair, which the next escape may complete.
                    units.push(unit);
                    continue;
                }
                code
            }
            'u' => {
                units.push(u16::try_from(hex(chars.by_ref().take(4), 4)?).ok()?);
                continue;
            }
            other => u32::from(other),
        };
        units.extend_from_slice(char::from_u32(code)?.encode_utf16(&mut [0; 2]));
    }
    String::from_utf16(&units).ok()
}

fn hex(digits: impl Iterator<Item = char>, count: usize) -> Option<u32> {
    let digits: String = digits.collect();
    (digits.len() == count).then(|| u32::from_str_radix(&digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests;
