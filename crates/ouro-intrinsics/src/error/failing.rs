//! What of a source text failed, where the engine tells no place of its own: the reading of a
//! property for a call, what is iterated, what is destructured. It is found from the places that
//! the engine does know before and after ([`Gap`]).

use ouro_syntax::{Kind, Token, Tokens};

use super::{
    gap::{Gap, Position},
    message::{
        Place, access, callee_name, closing, constructor_end, expression_start, is_null, is_word,
        matching, word_end,
    },
    subject::{NAMELESS, Use, is_plain, named},
};

/// Where V8 says that an expression failed, and in which words.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Found {
    pub(super) offset: usize,
    pub(super) words: String,
}

/// The bytes of the instructions between the reading of a method and the arguments of its call.
const PUSHED: u32 = 11;

/// The bytes from a call to the end of the instruction that takes its result.
const RESULT: u32 = 6;

/// A [`Gap`] in byte offsets of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    here: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    left: u32,
}

impl Around {
    /// A place that is surely in the function.
    pub(super) fn anchor(&self) -> usize {
        self.here.or(self.after).unwrap_or(0)
    }

    /// Whether it failed before the function's body.
    pub(super) fn is_in_parameters(&self) -> bool {
        self.here.is_none() && self.after.is_some()
    }

    /// Whether the instruction is the last before the next place.
    pub(super) fn is_last(&self) -> bool {
        self.left == 1
    }

    /// Whether only the taking of a call's result comes before the next place.
    pub(super) fn is_call(&self) -> bool {
        self.left <= RESULT || self.after.is_none()
    }

    /// Moves a gap's places into a text.
    pub(super) fn of(gap: &Gap, offset: impl Fn(Position) -> Option<usize>) -> Self {
        let at = |place: Option<Position>| place.and_then(&offset);
        Self { here: at(gap.here), before: at(gap.before), after: at(gap.after), left: gap.left }
    }
}

/// Something that is iterated or destructured.
#[derive(Debug)]
struct Site {
    kind: SiteKind,
    /// Where its pattern begins, or the call it is spread into.
    head: usize,
    /// The expression's first byte and end.
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum SiteKind {
    ArrayPattern,
    /// An assignment to a pattern, without declaring.
    Assigned,
    AsyncOf,
    /// The pattern of a loop's variable.
    ForPattern,
    Of,
    ObjectPattern,
    SpreadCall,
    SpreadList,
}

impl Place {
    /// The method of null or undefined that was to be called.
    pub(super) fn read_for_call(&self) -> Option<Found> {
        let around = self.around?;
        let paren = match (around.here, around.after) {
            (_, Some(after)) if around.left == PUSHED => after,
            // What is thrown has the place of its arguments, and so has an arrow's whole body.
            (Some(here), _) if self.is_thrown_call(here) => here,
            _ => return None,
        };
        let text = self.text();
        if !text.get(paren..)?.starts_with('(') {
            return None;
        }
        self.member_before(paren)
    }

    /// Whether a call is thrown, or the whole body of an arrow function, and spreads nothing.
    fn is_thrown_call(&self, paren: usize) -> bool {
        let text = self.text();
        let start = expression_start(text, paren);
        let before = start.and_then(|start| text.get(..start)).unwrap_or_default().trim_end();
        let arguments = text.get(paren..).unwrap_or_default();
        let end = arguments.get(1..).and_then(closing).unwrap_or(0);
        arguments.starts_with('(')
            && (before.ends_with("throw") || before.ends_with("=>"))
            && !arguments.get(..end).unwrap_or_default().contains("...")
    }

    /// The reading of the member whose text ends here.
    fn member_before(&self, end: usize) -> Option<Found> {
        let text = self.text();
        let callee = text.get(..end)?.trim_end();
        let callee = callee.strip_suffix("?.").unwrap_or(callee).trim_end();
        if callee.ends_with(']') {
            let open = matching(text.as_bytes(), callee.len() - 1)?;
            let key = text.get(open + 1..callee.len() - 1)?;
            let base = text.get(..open)?;
            let words = access(self.text(), base, key_name(key).as_deref(), false);
            return Some(Found { offset: open, words });
        }
        let start = callee.rfind(|letter: char| !is_word(letter))?;
        let start = start + callee.get(start..)?.chars().next()?.len_utf8();
        let name = callee.get(start..).filter(|name| !name.is_empty())?;
        let base = text.get(..start)?.trim_end().strip_suffix('.')?;
        let base = base.strip_suffix('?').unwrap_or(base);
        Some(Found { offset: start, words: access(text, base, Some(name), false) })
    }

    /// The template whose tag is no function.
    pub(super) fn tag(&self) -> Option<Found> {
        let around = self.around?;
        let (start, end) = self.scope();
        let text = self.text().get(..end)?;
        let mut tokens = Tokens::new(text.get(start..)?.as_bytes());
        let mut found = None;
        loop {
            let tagged = !tokens.expects_value();
            let token = tokens.advance();
            if token.kind == Kind::End {
                break;
            }
            let at = start + token.start;
            if token.kind == Kind::Template && tagged && self.is_own(at) {
                let past = around.before.is_none_or(|before| before <= at);
                if past && found.replace(at).is_some() {
                    return None;
                }
            }
        }
        let offset = found?;
        let tag = expression_start(self.text(), offset)?;
        let name = named(self.text().get(tag..offset)?.trim(), Use::Callee)?;
        Some(Found { offset, words: format!("{name} is not a function") })
    }

    /// What was iterated; `kind` is the type that the engine tells, none for null or undefined.
    pub(super) fn iterated(&self, kind: Option<&str>) -> Option<Found> {
        let around = self.around?;
        let text = self.text();
        let sites = self.sites();
        let calls = around.here.and_then(|here| call_at(text, here));
        let mut fitting = sites.iter().filter(|site| match (site.kind, calls) {
            (SiteKind::ObjectPattern | SiteKind::ForPattern, _) => false,
            (SiteKind::SpreadCall, Some(call)) => site.head == call,
            (SiteKind::SpreadCall, None) => false,
            (_, Some(call)) => call < site.start && self.within(call, site.start),
            _ => true,
        });
        let after = around.before.unwrap_or(0);
        let site = fitting.find(|site| site.end >= after)?;
        let element = sites.iter().find(|other| {
            other.kind == SiteKind::ForPattern
                && site.kind == SiteKind::Of
                && other.end <= site.start
        });
        if let Some(element) = element
            && kind.is_some_and(|kind| kind != "object" && kind != "function")
            && text.get(element.head..)?.starts_with('[')
            && !text.get(site.start..)?.starts_with(|first: char| first.is_ascii_digit())
        {
            return Some(Found { offset: element.head, words: ".for is not iterable".to_owned() });
        }
        if around.after.is_some_and(|next| next > after && next + 1 < site.start) {
            return None;
        }
        let subject = text.get(site.start..site.end)?;
        let name = |purpose| named(subject, purpose).unwrap_or_else(|| NAMELESS.to_owned());
        let value = if is_null(text, subject) { "null" } else { "undefined" };
        let words = match (site.kind, kind) {
            (SiteKind::SpreadCall, None) => {
                format!("{} is not iterable (cannot read property {value})", name(Use::Value))
            }
            (SiteKind::SpreadCall, _) => {
                "Spread syntax requires ...iterable[Symbol.iterator] to be a function".to_owned()
            }
            (SiteKind::AsyncOf, None) => format!(
                "Cannot read properties of {value} (reading 'Symbol(Symbol.asyncIterator)')"
            ),
            (SiteKind::AsyncOf, _) => format!("{} is not async iterable", name(Use::Iterated)),
            (SiteKind::ArrayPattern, _) if !is_plain(subject) => unnamed(kind, value),
            (SiteKind::Assigned, _) => unnamed(kind, value),
            (SiteKind::Of, _) if subject.contains("?.") => unnamed(kind, value),
            _ => format!("{} is not iterable", name(Use::Iterated)),
        };
        let offset = match site.kind {
            SiteKind::SpreadCall => callee_name(text, site.head),
            _ => expression_place(text, site.start, site.end),
        };
        Some(Found { offset, words })
    }

    /// The calls within optional chains: where their arguments begin, with the function's text.
    fn chains(&self) -> Vec<(usize, &str)> {
        let around = self.around.unwrap_or_default();
        let (start, end) = self.scope();
        let text = self.text();
        let Some(body) = text.get(start..end) else { return Vec::new() };
        let mut tokens = Tokens::new(body.as_bytes());
        let mut found = Vec::new();
        let mut chain: Option<usize> = None;
        let mut depth = 0_usize;
        loop {
            let is_value = !tokens.expects_value();
            let token = tokens.advance();
            if token.kind == Kind::End {
                return found;
            }
            let at = start + token.start;
            match body.get(token.start..token.end).unwrap_or_default() {
                "?." if chain.is_none() => {
                    (chain, depth) = (expression_start(text, at), 0);
                    continue;
                }
                word @ ("(" | "[") if chain.is_some() => {
                    depth += 1;
                    if depth == 1
                        && word == "("
                        && is_value
                        && self.is_own(at)
                        && around.before.is_none_or(|before| before <= at)
                        && let Some(whole) = chain.and_then(|chain| text.get(chain..at))
                    {
                        found.push((at, whole.trim_end().trim_end_matches("?.")));
                    }
                }
                ")" | "]" if depth > 0 => depth -= 1,
                "." | "?." => {}
                _ if depth > 0 => {}
                _ if token.kind == Kind::Word
                    && text.get(..at).is_some_and(|b| b.ends_with('.')) => {}
                _ => chain = None,
            }
        }
    }

    /// The function at the end of an optional chain that is none.
    pub(super) fn chained_call(&self) -> Option<Found> {
        let chains = self.chains();
        let [(paren, callee)] = chains.as_slice() else { return None };
        let words = format!("{} is not a function", named(callee, Use::Callee)?);
        Some(Found { offset: callee_name(self.text(), *paren), words })
    }

    /// The first member of an optional chain that nothing could have.
    pub(super) fn chained(&self) -> Option<Found> {
        let around = self.around?;
        let (start, end) = self.scope();
        let text = self.text();
        let body = text.get(start..end)?;
        for (at, _) in body.match_indices("?.") {
            let at = start + at;
            if !self.is_own(at) || around.before.is_some_and(|before| before > at) {
                continue;
            }
            let link = at + 2;
            let rest = text.get(link..)?;
            let past = match rest.chars().next()? {
                '[' | '(' => link + 2 + closing(rest.get(1..)?)?,
                _ => link + word_end(rest),
            };
            let next = text.get(past..)?;
            if let Some(next) = next.strip_prefix('.')
                && word_end(next) > 0
            {
                let end = past + 1 + word_end(next);
                return self.member_before(end);
            }
        }
        None
    }

    /// What was destructured, with the value that the engine tells.
    pub(super) fn destructured(&self, value: &str) -> Option<Found> {
        let around = self.around?;
        let shown = if value == "null" { "object null" } else { value };
        if around.here.is_none() {
            let pattern = self.parameter(around.after?)?;
            return self.pattern(pattern, shown, value);
        }
        let sites = self.sites();
        let after = around.before.unwrap_or(0);
        let is_pattern = |site: &&Site| {
            matches!(
                site.kind,
                SiteKind::ArrayPattern
                    | SiteKind::ForPattern
                    | SiteKind::ObjectPattern
                    | SiteKind::Assigned
            )
        };
        let site = sites.iter().filter(is_pattern).find(|site| site.end >= after)?;
        if around.after.is_some_and(|next| next > after && next < site.head) {
            return None;
        }
        let subject = self.text().get(site.start..site.end)?;
        if site.kind == SiteKind::ForPattern {
            let pattern = self.pattern(site.head, ".for", value)?;
            let words = ".for is not iterable".to_owned();
            let is_array = self.text().get(site.head..)?.starts_with('[');
            return Some(if is_array { Found { words, ..pattern } } else { pattern });
        }
        if self.text().get(site.head..)?.starts_with('[') {
            let plain = site.kind == SiteKind::ArrayPattern && is_plain(subject);
            let words = match named(subject, Use::Iterated).filter(|_| plain) {
                Some(name) => format!("{name} is not iterable"),
                None => unnamed(None, value),
            };
            let offset = expression_place(self.text(), site.start, site.end);
            return Some(Found { offset, words });
        }
        let name = named(subject, Use::Value).unwrap_or_else(|| NAMELESS.to_owned());
        self.pattern(site.head, &name, value)
    }

    /// The words for a pattern that has nothing to take from.
    fn pattern(&self, head: usize, subject: &str, value: &str) -> Option<Found> {
        let text = self.text();
        let rest = text.get(head..)?;
        if rest.starts_with('[') {
            return Some(Found { offset: head, words: unnamed(None, value) });
        }
        let mut tokens = Tokens::new(rest.as_bytes());
        tokens.advance();
        let [first, next, third] = std::array::from_fn(|_| tokens.advance());
        let word = |token: Token| rest.get(token.start..token.end).unwrap_or_default();
        let plain =
            matches!(first.kind, Kind::Word | Kind::Number) || word(first).starts_with(['\'', '"']);
        let key = word(first).trim_matches(['\'', '"']);
        let whole = || Found {
            offset: head,
            words: format!("Cannot destructure '{subject}' as it is {value}."),
        };
        Some(match word(next) {
            _ if !plain => whole(),
            "," | "}" => Found {
                offset: head + first.start,
                words: format!(
                    "Cannot destructure property '{key}' of '{subject}' as it is {value}."
                ),
            },
            ":" => Found {
                offset: head + third.start,
                words: format!(
                    "Cannot destructure property '{key}' of '{subject}' as it is {value}."
                ),
            },
            "=" => Found {
                offset: head + first.start,
                words: format!("Cannot read properties of {value} (reading '{key}')"),
            },
            _ => whole(),
        })
    }

    /// What a key was searched in; `kind` is the type that the engine tells.
    pub(super) fn searched(&self, kind: &str) -> Option<Found> {
        let around = self.around?;
        let (start, end) = self.scope();
        let text = self.text();
        let body = text.get(start..end)?;
        let mut tokens = Tokens::new(body.as_bytes());
        let (mut heads, mut last): (Vec<&str>, _) = (Vec::new(), "");
        let mut key = start;
        loop {
            let is_value = !tokens.expects_value();
            let token = tokens.advance();
            let word = body.get(token.start..token.end)?;
            let at = start + token.start;
            match word {
                _ if token.kind == Kind::End => return None,
                "(" => heads.push(last),
                ")" => drop(heads.pop()),
                "in" if is_value && heads.last() != Some(&"for") && self.is_own(at) => {
                    let (from, to) = expression(text, start + token.end, end)?;
                    if to >= around.before.unwrap_or(0) {
                        let object = text.get(from..to)?;
                        let key = text.get(key..at)?.trim();
                        let value = match kind {
                            "undefined" => "undefined".to_owned(),
                            "object" => "null".to_owned(),
                            _ => object.trim_matches(['\'', '"']).to_owned(),
                        };
                        let key = key_name(key).unwrap_or_else(|| key.to_owned());
                        return Some(Found {
                            offset: at,
                            words: format!(
                                "Cannot use 'in' operator to search for '{key}' in {value}"
                            ),
                        });
                    }
                }
                _ => {}
            }
            if !is_value {
                key = at;
            }
            last = word;
        }
    }

    /// Where a name is used in the function here, after all that the engine knows to have run.
    pub(super) fn used(&self, name: &str) -> Option<usize> {
        let after = self.around.map_or(self.offset, |around| around.before.unwrap_or(0));
        let (start, end) = self.scope();
        let body = self.text().get(start..end)?;
        let mut tokens = Tokens::new(body.as_bytes());
        let mut last = "";
        loop {
            let token = tokens.advance();
            let word = body.get(token.start..token.end)?;
            let at = start + token.start;
            let declares =
                matches!(last, "." | "?." | "let" | "const" | "var" | "class" | "function");
            match word {
                _ if token.kind == Kind::End => return None,
                _ if word == name
                    && at >= after
                    && !declares
                    && self.is_own(at)
                    && !self.is_declared_before(name, at) =>
                {
                    return Some(at);
                }
                _ => last = word,
            }
        }
    }

    /// The first pattern among the parameters of the function whose body begins here.
    fn parameter(&self, body: usize) -> Option<usize> {
        let text = self.text();
        let before = text.get(..body)?.trim_end();
        let before = before.strip_suffix('{').unwrap_or(before).trim_end();
        let before = before.strip_suffix("=>").unwrap_or(before).trim_end();
        let close = before.ends_with(')').then(|| before.len() - 1)?;
        let open = matching(text.as_bytes(), close)?;
        let mut tokens = Tokens::new(text.get(open..close)?.as_bytes());
        let mut last = "(";
        tokens.advance();
        loop {
            let token = tokens.advance();
            let word = text.get(open + token.start..open + token.end)?;
            match word {
                _ if token.kind == Kind::End => return None,
                "{" | "[" if matches!(last, "(" | ",") => return Some(open + token.start),
                _ => last = word,
            }
        }
    }

    /// Whether a place is in the function here itself, rather than in one within it.
    pub(super) fn is_own(&self, at: usize) -> bool {
        let scope = |at| self.outline().at(at).map(|scope| scope.start);
        scope(at) == scope(self.offset + 1)
    }

    /// Whether a place lies within the bracket that opens at another.
    fn within(&self, open: usize, at: usize) -> bool {
        let text = self.text();
        let inside = open + 1;
        let close = text.get(inside..).and_then(closing);
        close.is_some_and(|close| at < inside + close)
    }

    /// All that is iterated or destructured in the function here.
    fn sites(&self) -> Vec<Site> {
        let (start, end) = self.scope();
        let text = self.text();
        let body = text.get(start..end).unwrap_or_default();
        let mut tokens = Tokens::new(body.as_bytes());
        let mut found = Vec::new();
        // The brackets that are open: where, and what came before.
        let mut open: Vec<(usize, &str, bool)> = Vec::new();
        let mut closed: Option<(usize, &str)> = None;
        let (mut last, mut before_last) = ("", "");
        loop {
            let is_value = !tokens.expects_value();
            let token = tokens.advance();
            if token.kind == Kind::End {
                break;
            }
            let word = body.get(token.start..token.end).unwrap_or_default();
            let next = start + token.end;
            match word {
                "(" | "[" | "{" if token.kind != Kind::Template => {
                    let before = if last == "await" { before_last } else { last };
                    open.push((start + token.start, before, is_value && word == "("));
                }
                ")" | "]" | "}" => closed = open.pop().map(|(at, before, _)| (at, before)),
                "..." => match open.last() {
                    Some((at, _, true)) => {
                        found.extend(site(text, SiteKind::SpreadCall, *at, next, end));
                    }
                    Some((at, ..)) if body.as_bytes().get(at - start) == Some(&b'[') => {
                        found.extend(site(text, SiteKind::SpreadList, *at, next, end));
                    }
                    _ => {}
                },
                "of" if last != "." => {
                    if let Some((at, "for", _)) = open.last() {
                        let asynchronous =
                            text.get(..*at).is_some_and(|head| head.trim_end().ends_with("await"));
                        let kind = if asynchronous { SiteKind::AsyncOf } else { SiteKind::Of };
                        found.extend(site(text, kind, *at, next, end));
                        if let Some((head, _)) = closed.filter(|_| matches!(last, "}" | "]")) {
                            found.push(Site {
                                kind: SiteKind::ForPattern,
                                head,
                                start: head,
                                end: next,
                            });
                        }
                    }
                }
                "=" if matches!(last, "}" | "]") => {
                    if let Some((head, before)) = closed {
                        found.retain(|site| site.kind != SiteKind::SpreadList || site.head != head);
                        let declared = matches!(before, "const" | "let" | "var" | ",");
                        let kind = match body.as_bytes().get(head - start) {
                            Some(b'{') => SiteKind::ObjectPattern,
                            _ if declared => SiteKind::ArrayPattern,
                            _ => SiteKind::Assigned,
                        };
                        let is_member = last == "]" && is_member(text, head);
                        if !is_member {
                            found.extend(site(text, kind, head, next, end));
                        }
                    }
                }
                _ => {}
            }
            (before_last, last) = (last, word);
        }
        found.retain(|site| self.is_own(site.start));
        found
    }
}

/// Where V8 places an expression: at the member's name or bracket, at the function of a call.
fn expression_place(text: &str, start: usize, end: usize) -> usize {
    let whole = text.get(start..end).unwrap_or_default().trim_end();
    let end = start + whole.len();
    let place = match whole.chars().next_back() {
        Some(')') => matching(text.as_bytes(), end - 1).map(|open| callee_name(text, open)),
        Some(']') => matching(text.as_bytes(), end - 1),
        Some(last) if is_word(last) => {
            let name = callee_name(text, end);
            text.get(..name).is_some_and(|before| before.ends_with('.')).then_some(name)
        }
        _ => None,
    };
    place.filter(|place| *place > start).unwrap_or(start)
}

/// Whether a `[` stands after a value.
fn is_member(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let same_line = before.trim_end_matches([' ', '\t']);
    let last = same_line.chars().next_back();
    let word = same_line.rsplit(|letter| !is_word(letter)).next();
    last.is_some_and(|last| is_word(last) || matches!(last, ')' | ']'))
        && !matches!(word, Some("const" | "let" | "var" | "of" | "return"))
}

/// The parenthesis of the call that the engine places here: at it, or at `new`.
fn call_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    match rest.strip_prefix("new") {
        Some(made) if !made.starts_with(is_word) => Some(at + 3 + constructor_end(made)),
        _ => rest.starts_with('(').then_some(at),
    }
}

/// V8's words where it does not know the expression.
fn unnamed(kind: Option<&str>, value: &str) -> String {
    let shown = match (kind, value) {
        (Some(_), _) => "object",
        (None, "null") => "object null",
        (None, value) => value,
    };
    format!("{shown} is not iterable (cannot read property Symbol(Symbol.iterator))")
}

/// The name of a computed key that is a literal.
pub(super) fn key_name(key: &str) -> Option<String> {
    let key = key.trim();
    let literal = key.trim_matches(['\'', '"', '`']);
    let quoted = literal.len() + 2 == key.len();
    let number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    let known = key.strip_prefix("Symbol.").is_some_and(|name| word_end(name) == name.len());
    match (quoted || number, known) {
        (true, _) => Some(literal.to_owned()),
        (_, true) => Some(format!("Symbol({key})")),
        _ => None,
    }
}

/// What is iterated or destructured, where its expression begins here.
fn site(text: &str, kind: SiteKind, head: usize, from: usize, limit: usize) -> Option<Site> {
    let (start, end) = expression(text, from, limit)?;
    Some(Site { kind, head, start, end })
}

/// The expression that begins at a place, up to the comma, bracket or line that ends it.
fn expression(text: &str, from: usize, limit: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..limit)?;
    let mut tokens = Tokens::new(rest.as_bytes());
    let (mut depth, mut start, mut end) = (0_usize, None, 0);
    loop {
        let is_value = start.is_some() && !tokens.expects_value();
        let token = tokens.advance();
        let word = rest.get(token.start..token.end)?;
        let ends = match word {
            _ if token.kind == Kind::End => true,
            "(" | "[" | "{" => {
                depth += 1;
                false
            }
            ")" | "]" | "}" if depth > 0 => {
                depth -= 1;
                false
            }
            ")" | "]" | "}" | "," | ";" => depth == 0,
            _ => {
                let follows = matches!(token.kind, Kind::Word | Kind::Number);
                depth == 0 && token.newline_before && is_value && follows
            }
        };
        if ends {
            return start.map(|start| (from + start, from + end));
        }
        start.get_or_insert(token.start);
        end = token.end;
    }
}
