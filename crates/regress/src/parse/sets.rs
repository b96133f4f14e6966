//! Classes with the flag `v`: nested ones, operations, strings. ECMA-262 §22.2.1 `ClassSetExpression`,
//! §22.2.2.8 `CompileToCharSet`.

use std::collections::BTreeMap;

use crate::{
    ast::Node,
    error::Error,
    fold::{self, canonical},
    set::CodeSet,
    unicode::Property,
};

use super::{Parser, Result, Term};

/// Texts of no, or several, characters. Those with the most characters come first.
type Strings = std::collections::BTreeSet<Vec<u32>>;

/// A set of characters and of texts; folded where case does not matter.
#[derive(Default)]
struct ClassSet {
    codes: CodeSet,
    strings: Strings,
    /// ECMA-262 §22.2.1.9 `MayContainStrings`.
    may_have_strings: bool,
}

/// An operand, kept apart where it may begin a range.
enum Operand {
    Code(u32),
    Set(ClassSet),
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Operation {
    Union,
    Intersection,
    Subtraction,
}

impl Parser<'_> {
    /// A class, after its opening bracket.
    pub(super) fn set_class(&mut self) -> Result<Node> {
        let set = self.set_expression()?;
        Ok(self.set_of_strings(set.codes, set.strings))
    }

    /// What a property outside of a class matches.
    pub(super) fn property_node(&mut self, property: Property) -> Result<Node> {
        let strings = property.strings.unwrap_or_default();
        let strings = strings.into_iter().map(|text| self.folded_text(text)).collect();
        Ok(self.set_of_strings(property.codes, strings))
    }

    fn set_of_strings(&mut self, codes: CodeSet, strings: Strings) -> Node {
        let codes = self.closed(codes);
        if strings.is_empty() {
            return self.set_node(codes);
        }
        // The longest first; those that begin otherwise exclude each other.
        let mut by_first: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
        let mut empty = false;
        for text in strings {
            match text.first() {
                Some(first) => by_first.entry(*first).or_default().push(text),
                None => empty = true,
            }
        }
        let mut nodes = Vec::new();
        for (_, mut texts) in by_first {
            texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
            for text in texts {
                let node = self.text_node(&text);
                nodes.push(node);
            }
        }
        if !codes.is_empty() {
            let node = self.set_node(codes);
            nodes.push(node);
        }
        if empty {
            nodes.push(Node::Empty);
        }
        Node::either(nodes, &self.sets)
    }

    fn text_node(&mut self, text: &[u32]) -> Node {
        let (mut nodes, mut literal) = (Vec::new(), Vec::new());
        for &code in text {
            match self.code(code) {
                Term::Node(node) => {
                    if !literal.is_empty() {
                        nodes.push(Node::Literal(std::mem::take(&mut literal)));
                    }
                    nodes.push(node);
                }
                _ => literal.push(code),
            }
        }
        if !literal.is_empty() {
            nodes.push(Node::Literal(literal));
        }
        Node::sequence(nodes, &self.sets)
    }

    fn folded_text(&self, mut text: Vec<u32>) -> Vec<u32> {
        if self.folds() {
            for code in &mut text {
                *code = canonical(*code, true);
            }
        }
        text
    }

    fn folded_codes(&self, codes: CodeSet) -> CodeSet {
        if self.folds() { fold::folded_set(&codes) } else { codes }
    }

    fn whole(&self, operand: Operand) -> ClassSet {
        match operand {
            Operand::Code(code) => {
                let codes = self.folded_codes(CodeSet::single(code));
                ClassSet { codes, ..ClassSet::default() }
            }
            Operand::Set(set) => set,
        }
    }

    /// What is between the brackets, and the closing one.
    fn set_expression(&mut self) -> Result<ClassSet> {
        self.enter()?;
        let negated = self.eat("^");
        let mut set = if self.eat("]") { ClassSet::default() } else { self.operations()? };
        self.depth -= 1;
        if negated {
            if set.may_have_strings {
                return Err(Error::new("Negated character class may contain strings"));
            }
            set.codes = self.complement(&set.codes);
        }
        Ok(set)
    }

    fn operations(&mut self) -> Result<ClassSet> {
        let wrong = || Error::new("Invalid set operation in character class");
        let mut operation = None;
        let first = self.operand()?;
        let mut ranges = Vec::new();
        let mut all = self.ranged(first, &mut ranges)?;
        if !ranges.is_empty() {
            operation = Some(Operation::Union);
        }
        loop {
            if self.eat("]") {
                break;
            }
            let next = if self.eat("--") {
                Operation::Subtraction
            } else if self.eat("&&") {
                if self.sign(0) == Some('&') {
                    return Err(Error::new("Invalid character in character class"));
                }
                Operation::Intersection
            } else {
                Operation::Union
            };
            if *operation.get_or_insert(next) != next {
                return Err(wrong());
            }
            let operand = self.operand()?;
            if next == Operation::Union {
                let mut set = self.ranged(operand, &mut ranges)?;
                // Codes are added all at once in the end.
                ranges.extend_from_slice(set.codes.ranges());
                all.strings.append(&mut set.strings);
                all.may_have_strings |= set.may_have_strings;
                continue;
            }
            let set = self.whole(operand);
            if next == Operation::Intersection {
                all.codes = all.codes.intersection(&set.codes);
                all.strings.retain(|text| set.strings.contains(text));
                all.may_have_strings &= set.may_have_strings;
            } else {
                all.codes = all.codes.without(&set.codes);
                all.strings.retain(|text| !set.strings.contains(text));
            }
        }
        if !ranges.is_empty() {
            all.codes = all.codes.union(&CodeSet::of(ranges));
        }
        Ok(all)
    }

    /// An operand of a union, which may be a range. A range goes to `ranges` alone.
    fn ranged(&mut self, first: Operand, ranges: &mut Vec<(u32, u32)>) -> Result<ClassSet> {
        if self.sign(0) != Some('-') || self.sign(1) == Some('-') {
            return Ok(self.whole(first));
        }
        let wrong = || Error::new("Invalid character class");
        let Operand::Code(from) = first else { return Err(wrong()) };
        self.at += 1;
        let Operand::Code(to) = self.operand()? else { return Err(wrong()) };
        if from > to {
            return Err(Error::new("Range out of order in character class"));
        }
        let codes = self.folded_codes(CodeSet::of(vec![(from, to)]));
        ranges.extend_from_slice(codes.ranges());
        if self.sign(0) == Some('-') && self.sign(1) != Some('-') {
            return Err(wrong());
        }
        Ok(ClassSet::default())
    }

    /// `ClassSetOperand`.
    fn operand(&mut self) -> Result<Operand> {
        let Some(code) = self.ahead(0) else {
            return Err(Error::new("Unterminated character class"));
        };
        let sign = self.sign(0).unwrap_or_default();
        if "&!#$%*+,.:;<=>?@^`~".contains(sign) && self.sign(1) == Some(sign) {
            return Err(Error::new("Invalid set operation in character class"));
        }
        self.at += 1;
        match sign {
            '[' => self.set_expression().map(Operand::Set),
            '\\' => self.operand_escape(),
            '(' | ')' | ']' | '{' | '}' | '/' | '-' | '|' => {
                Err(Error::new("Invalid character in character class"))
            }
            _ => Ok(Operand::Code(code)),
        }
    }

    fn operand_escape(&mut self) -> Result<Operand> {
        let Some(sign) = self.sign(0) else {
            return Err(Error::new("\\ at end of pattern"));
        };
        if let Some(codes) = self.class_escape(sign) {
            return Ok(Operand::Set(ClassSet { codes, ..ClassSet::default() }));
        }
        match sign {
            'p' | 'P' => {
                let Property { codes, strings } = self.property(true)?;
                let may_have_strings = strings.is_some();
                let strings = strings.unwrap_or_default().into_iter();
                let strings = strings.map(|text| self.folded_text(text)).collect();
                Ok(Operand::Set(ClassSet { codes, strings, may_have_strings }))
            }
            'q' if self.sign(1) == Some('{') => {
                self.at += 2;
                self.quoted().map(Operand::Set)
            }
            'b' => {
                self.at += 1;
                Ok(Operand::Code(8))
            }
            '&' | '-' | '!' | '#' | '%' | ',' | ':' | ';' | '<' | '=' | '>' | '@' | '`' | '~' => {
                self.at += 1;
                Ok(Operand::Code(sign.into()))
            }
            _ => self.character_escape(true).map(Operand::Code),
        }
    }

    /// `\q{…|…}`, after its opening bracket.
    fn quoted(&mut self) -> Result<ClassSet> {
        let (mut set, mut text) = (ClassSet::default(), Vec::new());
        loop {
            let sign = self.sign(0);
            if matches!(sign, Some('}' | '|')) {
                self.at += 1;
                match text.as_slice() {
                    [code] => {
                        let codes = self.folded_codes(CodeSet::single(*code));
                        set.codes = set.codes.union(&codes);
                    }
                    _ => {
                        set.may_have_strings = true;
                        set.strings.insert(self.folded_text(std::mem::take(&mut text)));
                    }
                }
                text.clear();
                if sign == Some('}') {
                    return Ok(set);
                }
                continue;
            }
            match self.operand() {
                Ok(Operand::Code(code)) => text.push(code),
                Ok(Operand::Set(_)) => return Err(Error::new("Invalid escape")),
                Err(_) if sign.is_none() => {
                    return Err(Error::new("Invalid character in character class"));
                }
                Err(error) => return Err(error),
            }
        }
    }
}
