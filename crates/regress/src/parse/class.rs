//! Classes without the flag `v`: `[…]`. ECMA-262 §22.2.1 `CharacterClass`, §B.1.2.

use crate::{ast::Node, error::Error, fold, set::CodeSet};

use super::{Parser, Result};

/// What one item of a class is.
enum Item {
    Code(u32),
    Set(CodeSet),
}

impl Parser<'_> {
    /// A class, after its opening bracket.
    pub(super) fn class(&mut self) -> Result<Node> {
        let negated = self.eat("^");
        let mut ranges = Vec::new();
        while let Some(first) = self.item()? {
            let range = self.sign(0) == Some('-')
                && self.ahead(1).is_some_and(|next| next != u32::from(']'));
            if !range {
                add(&mut ranges, first);
                continue;
            }
            self.at += 1;
            let Some(last) = self.item()? else { break };
            match (first, last) {
                (Item::Code(from), Item::Code(to)) if from > to => {
                    return Err(Error::new("Range out of order in character class"));
                }
                (Item::Code(from), Item::Code(to)) => ranges.push((from, to)),
                _ if self.strict() => return Err(Error::new("Invalid character class")),
                (first, last) => {
                    add(&mut ranges, first);
                    add(&mut ranges, last);
                    ranges.push((0x2d, 0x2d));
                }
            }
        }
        let mut set = CodeSet::of(ranges);
        if self.flags.icase {
            set = fold::closed(&set, self.strict());
        }
        if negated {
            set = set.inverted();
        }
        Ok(self.set_node(set))
    }

    /// `ClassAtom`; `None` is the closing bracket, which is read.
    fn item(&mut self) -> Result<Option<Item>> {
        let Some(code) = self.ahead(0) else {
            return Err(Error::new("Unterminated character class"));
        };
        self.at += 1;
        match self.text.get(self.at - 1).and_then(|code| char::from_u32(*code)) {
            Some(']') => Ok(None),
            Some('\\') => self.item_escape().map(Some),
            _ => Ok(Some(Item::Code(code))),
        }
    }

    fn item_escape(&mut self) -> Result<Item> {
        let Some(sign) = self.sign(0) else {
            return Err(Error::new("\\ at end of pattern"));
        };
        if let Some(set) = self.class_escape(sign) {
            return Ok(Item::Set(set));
        }
        match sign {
            'p' | 'P' if self.strict() => Ok(Item::Set(self.property(true)?.codes)),
            'b' => {
                self.at += 1;
                Ok(Item::Code(8))
            }
            '-' if self.strict() => {
                self.at += 1;
                Ok(Item::Code(0x2d))
            }
            _ => self.character_escape(true).map(Item::Code),
        }
    }
}

fn add(ranges: &mut Vec<(u32, u32)>, item: Item) {
    match item {
        Item::Code(code) => ranges.push((code, code)),
        Item::Set(set) => ranges.extend_from_slice(set.ranges()),
    }
}
