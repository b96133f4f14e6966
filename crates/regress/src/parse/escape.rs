//! What stands after a backslash. ECMA-262 §22.2.1 `AtomEscape`, §B.1.2.

use crate::{
    ast::Assertion,
    error::Error,
    fold,
    set::CodeSet,
    unicode::{self, Property},
};

use super::{Parser, Reference, Result, Term, group::pair, line_ends};

impl Parser<'_> {
    /// `AtomEscape`, after the backslash.
    pub(super) fn atom_escape(&mut self) -> Result<Term> {
        let Some(sign) = self.sign(0) else {
            return Err(Error::new("\\ at end of pattern"));
        };
        match sign {
            'b' | 'B' => {
                self.at += 1;
                let folded = self.flags.icase && self.strict();
                Ok(Term::Assertion(Assertion::Word { negated: sign == 'B', folded }))
            }
            '1'..='9' => self.decimal(),
            'k' => {
                let named = self.strict() || self.counted().1;
                self.at += 1;
                if !named {
                    return Ok(self.code(u32::from('k')));
                }
                if !self.eat("<") {
                    return Err(Error::new("Invalid named reference"));
                }
                let name = self.name()?;
                Ok(self.back(Reference::Name(name)))
            }
            'p' | 'P' if self.strict() => {
                let start = self.at;
                let property = self.property(false)?;
                if property.strings.is_some() {
                    return self.property_node(property).map(Term::Node);
                }
                Ok(Term::Node(self.escape_node(start, |parser| parser.closed(property.codes))))
            }
            _ => {
                let start = self.at;
                if let Some(set) = self.class_escape(sign) {
                    return Ok(Term::Node(self.escape_node(start, |parser| parser.closed(set))));
                }
                let code = self.character_escape(false)?;
                Ok(self.code(code))
            }
        }
    }

    /// A set with all that is the same where case does not matter.
    pub(super) fn closed(&self, set: CodeSet) -> CodeSet {
        if self.flags.icase { fold::closed(&set, self.strict()) } else { set }
    }

    /// A back-reference by number; in Annex B what names no group is an octal escape.
    fn decimal(&mut self) -> Result<Term> {
        let start = self.at;
        let number = self.count().map_or(0, |count| count.0);
        if number <= self.counted().0 {
            return Ok(self.back(Reference::Number(number)));
        }
        if self.strict() {
            return Err(Error::new("Invalid escape"));
        }
        self.at = start;
        let code = self.character_escape(false)?;
        Ok(self.code(code))
    }

    /// `CharacterClassEscape` but for properties: `\d` and kin.
    pub(super) fn class_escape(&mut self, sign: char) -> Option<CodeSet> {
        let set = match sign {
            'd' | 'D' => CodeSet::of(vec![(0x30, 0x39)]),
            's' | 'S' => spaces(),
            'w' | 'W' => self.words(),
            _ => return None,
        };
        self.at += 1;
        let set = if self.folds() { fold::folded_set(&set) } else { set };
        Some(if sign.is_ascii_uppercase() { self.complement(&set) } else { set })
    }

    /// ECMA-262 §22.2.2.9.3 `WordCharacters`.
    fn words(&self) -> CodeSet {
        let words = CodeSet::of(vec![(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)]);
        if self.flags.icase && self.strict() { fold::closed(&words, true) } else { words }
    }

    /// Whether sets are kept in folded form: with the flags `i` and `v`.
    pub(super) fn folds(&self) -> bool {
        self.flags.icase && self.flags.unicode_sets
    }

    /// ECMA-262 §22.2.2.9.5 `CharacterComplement`.
    pub(super) fn complement(&self, set: &CodeSet) -> CodeSet {
        if self.folds() { fold::all_folded().without(set) } else { set.inverted() }
    }

    /// `p{…}` or `P{…}`.
    pub(super) fn property(&mut self, in_class: bool) -> Result<Property> {
        let wrong = || {
            Error::new(if in_class {
                "Invalid property name in character class"
            } else {
                "Invalid property name"
            })
        };
        let negated = self.sign(0) == Some('P');
        self.at += 1;
        if !self.eat("{") {
            return Err(wrong());
        }
        let mut text = String::new();
        loop {
            let sign = self.sign(0).ok_or_else(wrong)?;
            self.at += 1;
            match sign {
                '}' => break,
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '=' => text.push(sign),
                _ => return Err(wrong()),
            }
        }
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text.as_str(), None),
        };
        let mut found =
            unicode::property(name, value, self.flags.unicode_sets).ok_or_else(wrong)?;
        if self.folds() {
            found.codes = fold::folded_set(&found.codes);
        }
        if negated {
            if found.strings.is_some() {
                return Err(wrong());
            }
            found.codes = self.complement(&found.codes);
        }
        Ok(found)
    }

    /// `CharacterEscape`: the one character that it means. The classes of Annex B know a few more.
    pub(super) fn character_escape(&mut self, in_class: bool) -> Result<u32> {
        let wrong = || Error::new("Invalid escape");
        let code = self.ahead(0).ok_or_else(|| Error::new("\\ at end of pattern"))?;
        let sign = self.sign(0).unwrap_or_default();
        self.at += 1;
        Ok(match sign {
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            '0' if !self.sign(0).is_some_and(|next| next.is_ascii_digit()) => 0,
            '0'..='9' if self.strict() => {
                return Err(Error::new("Invalid decimal escape"));
            }
            '0'..='7' => self.octal(sign),
            'c' => match self.sign(0) {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    u32::from(letter) % 32
                }
                _ if self.strict() => return Err(Error::new("Invalid Unicode escape")),
                Some(letter) if in_class && (letter.is_ascii_digit() || letter == '_') => {
                    self.at += 1;
                    u32::from(letter) % 32
                }
                // The backslash stands for itself, and the letter is read again.
                _ => {
                    self.at -= 1;
                    u32::from('\\')
                }
            },
            'x' => match self.hexadecimal(2) {
                Some(code) => code,
                None if self.strict() => return Err(wrong()),
                None => code,
            },
            'u' => match self.unicode_escape(self.strict()) {
                Some(code) => code,
                None if self.strict() => return Err(Error::new("Invalid Unicode escape")),
                None => code,
            },
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => code,
            _ if self.strict() => return Err(wrong()),
            'k' if self.counted().1 => return Err(wrong()),
            _ => code,
        })
    }

    /// `LegacyOctalEscapeSequence`, after its first digit.
    fn octal(&mut self, first: char) -> u32 {
        let mut code = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.sign(0).and_then(|sign| sign.to_digit(8)) else { break };
            if code * 8 + digit > 0xff {
                break;
            }
            code = code * 8 + digit;
            self.at += 1;
        }
        code
    }

    /// So many hexadecimal digits; nothing is read where there are fewer.
    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let mut code = 0;
        for at in 0..digits {
            code = code << 4 | self.sign(at)?.to_digit(16)?;
        }
        self.at += digits;
        Some(code)
    }

    /// `RegExpUnicodeEscapeSequence`, after the `u`; nothing is read where it is none.
    pub(super) fn unicode_escape(&mut self, unicode: bool) -> Option<u32> {
        if !unicode {
            return self.hexadecimal(4);
        }
        let start = self.at;
        if self.eat("{") {
            let (mut code, mut digits) = (0_u32, 0);
            while let Some(digit) = self.sign(0).and_then(|sign| sign.to_digit(16)) {
                code = code.saturating_mul(16).saturating_add(digit);
                digits += 1;
                self.at += 1;
            }
            if digits > 0 && code <= crate::set::LAST && self.eat("}") {
                return Some(code);
            }
            self.at = start;
            return None;
        }
        let code = self.hexadecimal(4)?;
        if (0xd800..0xdc00).contains(&code) {
            let after = self.at;
            if self.eat("\\u")
                && let Some(low @ 0xdc00..=0xdfff) = self.hexadecimal(4)
            {
                return Some(pair(code, low));
            }
            self.at = after;
        }
        Some(code)
    }
}

/// ECMA-262 §12.2 white space and §12.3 line terminators.
fn spaces() -> CodeSet {
    let spaces = [
        (0x9, 0x9),
        (0xb, 0xc),
        (0x20, 0x20),
        (0xa0, 0xa0),
        (0x1680, 0x1680),
        (0x2000, 0x200a),
        (0x202f, 0x202f),
        (0x205f, 0x205f),
        (0x3000, 0x3000),
        (0xfeff, 0xfeff),
    ];
    line_ends().union(&CodeSet::of(spaces.to_vec()))
}
