//! Groups, look-around, modifiers, and the names of groups. ECMA-262 §22.2.1.

use crate::{
    ast::{Look, Node},
    error::Error,
    unicode::is_identifier,
};

use super::{Parser, Reference, Result, Term};

/// V8's limit.
const MAX_GROUPS: usize = 32_767;

impl Parser<'_> {
    /// What follows an opening parenthesis.
    pub(super) fn group(&mut self) -> Result<Term> {
        if !self.eat("?") {
            return self.capturing(None);
        }
        if self.eat(":") {
            return Ok(Term::Node(self.inside()?));
        }
        for (sign, behind, negated) in
            [("=", false, false), ("!", false, true), ("<=", true, false), ("<!", true, true)]
        {
            if self.eat(sign) {
                return self.look(behind, negated);
            }
        }
        if self.eat("<") {
            let name = self.name()?;
            return self.capturing(Some(name));
        }
        self.modified()
    }

    /// The inside of a group and its closing parenthesis.
    fn inside(&mut self) -> Result<Node> {
        let node = self.disjunction()?;
        if self.eat(")") { Ok(node) } else { Err(Error::new("Unterminated group")) }
    }

    fn capturing(&mut self, name: Option<Box<str>>) -> Result<Term> {
        if self.names.len() >= MAX_GROUPS {
            return Err(Error::new("Too many captures"));
        }
        let index = self.groups() + 1;
        self.names.push(name.clone());
        let body = self.inside()?;
        if let Some(name) = name {
            self.claim(&name, index)?;
        }
        Ok(Term::Node(Node::group(index, body, &self.sets)))
    }

    fn look(&mut self, behind: bool, negated: bool) -> Result<Term> {
        let body = self.inside()?;
        let look = Node::Look(Box::new(Look { body, behind, negated }));
        // Annex B repeats what looks ahead.
        Ok(if behind || self.strict() { Term::Look(look) } else { Term::Node(look) })
    }

    /// `(?ims-ims:…)`, after the question mark.
    fn modified(&mut self) -> Result<Term> {
        let before = self.flags;
        let (mut on, mut any) = (true, false);
        let mut seen = [false; 3];
        loop {
            let sign = self.sign(0);
            self.at += 1;
            let (index, flag) = match sign {
                Some('i') => (0, &mut self.flags.icase),
                Some('m') => (1, &mut self.flags.multiline),
                Some('s') => (2, &mut self.flags.dot_all),
                Some('-') if on => {
                    on = false;
                    continue;
                }
                Some('-') => return Err(Error::new("Multiple dashes in flag group")),
                Some(':') if any => break,
                Some(':') => return Err(Error::new("Invalid flag group")),
                _ => return Err(Error::new("Invalid group")),
            };
            *flag = on;
            any = true;
            if std::mem::replace(&mut seen[index], true) {
                return Err(Error::new("Repeated flag in flag group"));
            }
        }
        let node = self.inside()?;
        self.flags = before;
        Ok(Term::Node(node))
    }

    /// Notes a group of a name. Two groups may share one where never both can take part.
    fn claim(&mut self, name: &str, index: u32) -> Result<()> {
        let here = self.path;
        let others = self.places.entry(name.into()).or_default();
        if others.iter().any(|(_, path)| *path == here || !apart(&self.paths, *path, here)) {
            return Err(Error::new("Duplicate capture group name"));
        }
        others.push((index, here));
        Ok(())
    }

    /// `GroupName`, after its `<`.
    pub(super) fn name(&mut self) -> Result<Box<str>> {
        let wrong = || Error::new("Invalid capture group name");
        let mut name = String::new();
        loop {
            let code = self.ahead(0).ok_or_else(wrong)?;
            self.at += 1;
            if code == u32::from('>') {
                break;
            }
            let code = if code == u32::from('\\') {
                if !self.eat("u") {
                    return Err(wrong());
                }
                self.unicode_escape(true).ok_or_else(wrong)?
            } else if (0xd800..0xdc00).contains(&code)
                && let Some(low @ 0xdc00..=0xdfff) = self.ahead(0)
            {
                // Without the flags for it the text comes in halves.
                self.at += 1;
                pair(code, low)
            } else {
                code
            };
            if !is_identifier(code, name.is_empty()) {
                return Err(wrong());
            }
            name.push(char::from_u32(code).ok_or_else(wrong)?);
        }
        if name.is_empty() { Err(wrong()) } else { Ok(name.into()) }
    }

    /// A back-reference.
    pub(super) fn back(&mut self, reference: Reference) -> Term {
        let groups = u32::try_from(self.references.len()).unwrap_or(u32::MAX);
        self.references.push(reference);
        Term::Node(Node::Back { groups, ignore_case: self.flags.icase })
    }

    /// The groups that each back-reference means, once all are known.
    pub(super) fn resolve(&mut self) -> Result<Vec<Vec<u32>>> {
        let references = std::mem::take(&mut self.references);
        let groups = references.into_iter().map(|reference| match reference {
            Reference::Number(number) => Ok(vec![number]),
            Reference::Name(name) => match self.places.get(&name) {
                Some(places) => Ok(places.iter().map(|place| place.0).collect()),
                None => Err(Error::new("Invalid named capture referenced")),
            },
        });
        groups.collect()
    }
}

/// The code point of two halves.
pub(super) fn pair(high: u32, low: u32) -> u32 {
    0x1_0000 + ((high & 0x3ff) << 10 | low & 0x3ff)
}

/// Whether two alternatives exclude each other: somewhere around them they are, or are in, different
/// alternatives of one disjunction.
fn apart(paths: &[(u32, u32, u32)], one: u32, other: u32) -> bool {
    let step = |path: u32| usize::try_from(path).ok().and_then(|path| paths.get(path)).copied();
    let (mut one, mut other) = (one, other);
    while let (Some((outer, disjunction, alternative)), Some((far, others, theirs))) =
        (step(one), step(other))
    {
        if disjunction == others {
            if alternative != theirs {
                return true;
            }
            (one, other) = (outer, far);
        } else if disjunction > others {
            // Inner disjunctions have higher numbers than those around them.
            one = outer;
        } else {
            other = far;
        }
    }
    false
}
