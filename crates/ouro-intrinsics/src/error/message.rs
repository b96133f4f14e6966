//! V8's words for the errors that the engine itself throws: programs and people know those.
//!
//! The engine's texts seldom name what failed; the name is read from the source at the error's
//! position. Whether a value was null or undefined is not told: `undefined`, by far the more
//! common, is said unless the source says `null`.

use boa_engine::{Context, JsObject, JsString, js_string, property::PropertyKey};

use super::{
    frame::RawFrame,
    sources::{Sources, Text},
};

/// Texts that need no name.
const FIXED: [(&str, &str); 32] = [
    ("Cannot destructure 'null' value", "Cannot destructure 'null' as it is null."),
    ("Cannot destructure 'undefined' value", "Cannot destructure 'undefined' as it is undefined."),
    (
        "Proxy constructor called with non-object handler",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Proxy constructor called with non-object target",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Array.prototype.reduce: called on an empty array and with no initial value",
        "Reduce of empty array with no initial value",
    ),
    (
        "Array.prototype.reduceRight: called on an empty array and with no initial value",
        "Reduce of empty array with no initial value",
    ),
    ("BigInt negative exponent", "Exponent must be positive"),
    ("Generator should not be executing", "Generator is already running"),
    (
        "Proxy object has empty handler and target",
        "Cannot perform 'get' on a proxy that has been revoked",
    ),
    ("bad length for array", "Invalid array length"),
    (
        "cannot get key and value from primitive item of `iterable`",
        "Iterator value is not an entry object",
    ),
    ("iterator does not have a throw method", "The iterator does not provide a 'throw' method."),
    (
        "method `[Symbol.toPrimitive]` cannot return an object",
        "Cannot convert object to primitive value",
    ),
    (
        "superclass prototype must be an object or null",
        "Class extends value does not have valid prototype property undefined",
    ),
    ("abrupt end", "Unexpected end of input"),
    ("argument must not be a bigint", "Cannot convert a BigInt value to a number"),
    ("argument must not be a symbol", "Cannot convert a Symbol value to a number"),
    ("BigInt division by zero", "Division by zero"),
    (
        "BigInts have no unsigned right shift, use >> instead",
        "BigInts have no unsigned right shift, use >> instead",
    ),
    ("can't convert symbol to string", "Cannot convert a Symbol value to a string"),
    (
        "cannot allocate a buffer that exceeds the maximum buffer size",
        "Array buffer allocation failed",
    ),
    ("cannot convert null or undefined to Object", "Cannot convert undefined or null to object"),
    ("cannot convert null to a BigInt", "Cannot convert null to a BigInt"),
    ("cannot convert undefined to a BigInt", "Cannot convert undefined to a BigInt"),
    (
        "cannot mix BigInt and other types, use explicit conversions",
        "Cannot mix BigInt and other types, use explicit conversions",
    ),
    ("cyclic object value", "Converting circular structure to JSON"),
    (
        "derived constructor can only return an Object or undefined",
        "Derived constructors may only return object or undefined",
    ),
    ("invalid array length", "Invalid array length"),
    ("invalid escape character found", "URI malformed"),
    ("property descriptor must be an object", "Property description must be an object"),
    (
        "reached the maximum number of recursive calls on this execution",
        "Maximum call stack size exceeded",
    ),
    ("superclass must be a constructor", "Class extends value is not a constructor or null"),
];

/// Beginnings of the texts that [`worded`] completes, beside [`FIXED`].
const NAMED: [&str; 17] = [
    "Cannot delete property",
    "access of uninitialized binding",
    "cannot assign to uninitialized global property `",
    "cannot convert 'null' or 'undefined' to object",
    "cannot convert ",
    "cannot mutate an immutable binding",
    "cannot redefine property: ",
    "cannot set non-writable property: ",
    "class constructor cannot be invoked without 'new'",
    "failed to create matcher: ",
    "not a callable function",
    "not a constructor",
    "Private element does not exist on object",
    "Promise executor is not callable",
    "right-hand side of 'instanceof'",
    "value with type `",
    "Object.defineProperty: expected 'this' to be an Object",
];

fn own_message(error: &JsObject) -> Option<String> {
    let key = PropertyKey::from(js_string!("message"));
    let message = error.borrow().properties().get(&key)?;
    Some(message.value()?.as_string()?.to_std_string_lossy())
}

/// Whether an error's message is one of the engine's.
pub(crate) fn is_engine_text(error: &JsObject) -> bool {
    own_message(error).is_some_and(|text| {
        FIXED.iter().any(|(known, _)| *known == text)
            || NAMED.iter().any(|known| text.starts_with(known))
            || text.ends_with(" is not defined")
            || is_parsers(&text)
    })
}

/// Whether a message is one of the engine's parser.
fn is_parsers(text: &str) -> bool {
    text.contains(" at line ") && text.contains(", col ")
        || ["invalid scope analysis", "unterminated ", "unexpected ", "expected "]
            .iter()
            .any(|start| text.starts_with(start))
        || text.starts_with("invalid `") && text.ends_with(" inside eval")
}

/// Replaces an error's message where it is the engine's and V8's is known.
pub(crate) fn polish(error: &JsObject, raw: &[RawFrame], sources: &Sources, context: &mut Context) {
    let Some(text) = own_message(error) else { return };
    let fixed = FIXED.iter().find(|(known, _)| *known == text);
    let words = match fixed {
        Some((known, _)) if known.starts_with("Cannot destructure") => {
            let place = Place::of(raw, sources);
            place
                .and_then(|place| place.destructured(&text))
                .or_else(|| fixed.map(|row| row.1.to_owned()))
        }
        Some((_, words)) => Some((*words).to_owned()),
        None if text.ends_with(" is not defined")
            || NAMED.iter().any(|known| text.starts_with(known)) =>
        {
            worded(&text, Place::of(raw, sources).as_ref())
        }
        // Other texts have their words when they are compiled.
        None if is_parsers(&text) => crate::eval::why_not(context),
        None => None,
    };
    if let Some(words) = words
        && words != text
    {
        let message = js_string!("message");
        // An error that refuses keeps the engine's words.
        let _ = error.set(message, JsString::from(words), false, context);
    }
}

fn worded(text: &str, place: Option<&Place>) -> Option<String> {
    let quoted = |prefix: &str| text.strip_prefix(prefix).map(|rest| rest.trim_end_matches('`'));
    if let Some(name) = quoted("cannot assign to uninitialized global property `") {
        return Some(format!("{name} is not defined"));
    }
    if let Some(pattern) = text.strip_prefix("failed to create matcher: ") {
        return Some(pattern.to_owned());
    }
    if text.starts_with("cannot mutate an immutable binding") {
        return Some("Assignment to constant variable.".to_owned());
    }
    if let Some(name) = quoted("cannot redefine property: ") {
        return Some(format!("Cannot redefine property: {name}"));
    }
    if let Some(name) = quoted("cannot set non-writable property: ") {
        return Some(format!("Cannot assign to read only property '{name}' of object '#<Object>'"));
    }
    let number =
        text.strip_prefix("cannot convert ").and_then(|rest| rest.strip_suffix(" to a BigInt"));
    if let Some(number) = number.filter(|number| number.parse::<f64>().is_ok()) {
        let why = "cannot be converted to a BigInt because it is not an integer";
        return Some(format!("The number {number} {why}"));
    }
    if let Some(kind) = quoted("value with type `").and_then(|rest| rest.split('`').next()) {
        if let Some(subject) = place.and_then(Place::iterated) {
            return Some(format!("{subject} is not iterable"));
        }
        let subject = if kind == "undefined" || kind == "null" { kind } else { "object" };
        return Some(format!("{subject} is not iterable"));
    }
    if text.starts_with("right-hand side of 'instanceof'") {
        let object = text.contains("should be an object");
        let what = if object { "an object" } else { "callable" };
        return Some(format!("Right-hand side of 'instanceof' is not {what}"));
    }
    match text {
        "Object.defineProperty: expected 'this' to be an Object" => {
            return Some("Object.defineProperty called on non-object".to_owned());
        }
        "Promise executor is not callable" => {
            return Some("Promise resolver undefined is not a function".to_owned());
        }
        _ => {}
    }
    let place = place?;
    match text {
        "not a callable function" => Some(format!("{} is not a function", place.callee()?)),
        "access of uninitialized binding" => {
            let name = place.after().get(..word_end(place.after()))?;
            let name = if name.is_empty() { place.used_before_declared()? } else { name };
            Some(format!("Cannot access '{name}' before initialization"))
        }
        "not a constructor" => Some(format!("{} is not a constructor", place.constructed()?)),
        "class constructor cannot be invoked without 'new'" => {
            Some(format!("Class constructor {} cannot be invoked without 'new'", place.callee()?))
        }
        "cannot convert 'null' or 'undefined' to object" => {
            let known = place.property();
            known.or_else(|| Some("Cannot convert undefined or null to object".to_owned()))
        }
        "Cannot delete property" => {
            let name = place.after().trim_start_matches("delete").trim();
            let chain = chain_end(name);
            let name = name.get(..chain)?.rsplit('.').next()?.to_owned();
            let base = place.after().trim_start_matches("delete").trim();
            let class = if base.starts_with("process.") { "process" } else { "Object" };
            (!name.is_empty()).then(|| format!("Cannot delete property '{name}' of #<{class}>"))
        }
        "Private element does not exist on object" => {
            let rest = place.after();
            let rest = rest.get(rest.find('#')?..)?;
            let name = rest.get(..word_end(rest))?;
            Some(format!(
                "Cannot read private member {name} from an object whose class did not declare it"
            ))
        }
        _ => place.dead_zone(text.strip_suffix(" is not defined")?),
    }
}

/// The source around an error's position.
struct Place {
    text: std::rc::Rc<Text>,
    offset: usize,
}

impl Place {
    fn of(raw: &[RawFrame], sources: &Sources) -> Option<Self> {
        let frame = raw.iter().find_map(|frame| Some((frame, frame.place(sources)?)));
        let (frame, (path, line, _)) = frame?;
        let text = sources.text(path)?;
        let offset = text.offset(line, frame.raw_column(sources))?;
        Some(Self { text, offset })
    }

    fn before(&self) -> &str {
        self.text.text.get(..self.offset).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.text.get(self.offset..).unwrap_or_default()
    }

    /// The expression that is called by the `(` here.
    fn callee(&self) -> Option<String> {
        let before = if self.after().starts_with('(') {
            self.before().to_owned()
        } else {
            let after = self.after();
            let chain = after.get(..chain_end(after))?;
            if chain.is_empty() || !after.get(chain.len()..)?.trim_start().starts_with('(') {
                return None;
            }
            format!("{}{chain}", self.before())
        };
        expression_before(&before)
    }

    /// The expression after the `new` here.
    fn constructed(&self) -> Option<String> {
        let after = self.after().strip_prefix("new")?.trim_start();
        let chain = after.get(..chain_end(after))?;
        (!chain.is_empty()).then(|| chain.to_owned())
    }

    /// The reading or setting of a property of null or undefined.
    fn property(&self) -> Option<String> {
        let before = self.before().trim_end();
        let after = self.after();
        if let Some(base) = before.strip_suffix('.') {
            let base = base.strip_suffix('?').unwrap_or(base);
            let name = after.get(..word_end(after)).filter(|name| !name.is_empty())?;
            let rest = after.get(name.len()..)?.trim_start();
            return Some(access(base, Some(name), assigns(rest)));
        }
        if let Some(base) = before.strip_suffix('[') {
            let key = after.split(']').next()?.trim();
            let literal = key.trim_matches(['\'', '"', '`']);
            let quoted = literal.len() + 2 == key.len();
            let number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
            let known = key.starts_with("Symbol.") && word_end(&key[7..]) == key.len() - 7;
            let rest = after.split_once(']').map_or("", |(_, rest)| rest).trim_start();
            let name = match (quoted || number, known) {
                (true, _) => Some(literal.to_owned()),
                (_, true) => Some(format!("Symbol({key})")),
                _ => None,
            };
            return Some(access(base, name.as_deref(), assigns(rest)));
        }
        // An assignment is placed at its beginning: `a.b.c = …`, `a.b[c] += …`.
        let chain = after.get(..chain_end(after))?;
        let rest = after.get(chain.len()..)?.trim_start();
        let (base, name, rest) = match rest.strip_prefix('[') {
            Some(rest) => {
                let (key, rest) = rest.split_once(']')?;
                (chain, key.trim().trim_matches(['\'', '"', '`']), rest.trim_start())
            }
            None => {
                let (base, name) = chain.rsplit_once('.')?;
                (base, name, rest)
            }
        };
        let changes = rest.starts_with("++")
            || rest.starts_with("--")
            || rest
                .trim_start_matches(['+', '-', '*', '/', '%', '&', '|', '^', '?'])
                .starts_with('=');
        (assigns(rest) || changes && !rest.starts_with("=="))
            .then(|| access(base, Some(name), assigns(rest)))
    }

    /// `{ a } = value`, where it is as simple as that.
    fn destructured(&self, text: &str) -> Option<String> {
        let value = if text.contains("'null'") { "null" } else { "undefined" };
        let after = self.after();
        let line = after.split(['\n', ';']).next()?;
        let starts = ["var {", "let {", "const {"];
        let start = starts.iter().find_map(|keyword| Some(line.find(keyword)? + keyword.len()))?;
        let pattern = line.get(start..)?;
        let name = pattern.trim_start();
        let name = name.get(..word_end(name)).filter(|name| !name.is_empty())?;
        let (_, subject) = pattern.split_once('}')?;
        let subject = subject.trim_start().strip_prefix('=')?.trim_start();
        let subject = subject.get(..chain_end(subject)).filter(|subject| !subject.is_empty())?;
        Some(format!("Cannot destructure property '{name}' of '{subject}' as it is {value}."))
    }

    /// What the one `for … of` of the function here goes through, where nothing else in it asks
    /// for an iterator: the engine does not tell the place.
    fn iterated(&self) -> Option<String> {
        let text: &str = &self.text.text;
        let end = self.text.outline.at(self.offset + 1).map_or(text.len(), |scope| scope.end);
        let body = text.get(self.offset..end)?;
        let mut tokens = ouro_syntax::Tokens::new(body.as_bytes());
        let (mut found, mut depth, mut last) = (None, 0_usize, "");
        loop {
            let token = tokens.advance();
            let word = body.get(token.start..token.end)?;
            match word {
                _ if token.kind == ouro_syntax::Kind::End => return found,
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "..." | "yield" => return None,
                "=" if last == "]" => return None,
                "of" if depth > 0 && last != "." => {
                    let rest = body.get(token.end..)?;
                    let subject = iterable(rest.get(..closing(rest)?)?.trim())?;
                    if found.replace(subject).is_some() {
                        return None;
                    }
                }
                _ => {}
            }
            last = word;
        }
    }

    /// The first name that is declared after here, in the same function, and used before that.
    fn used_before_declared(&self) -> Option<&str> {
        let text: &str = &self.text.text;
        let end = self.text.outline.at(self.offset + 1).map_or(text.len(), |scope| scope.end);
        let body = text.get(self.offset..end)?;
        let mut declared: Vec<(usize, &str)> = Vec::new();
        for keyword in ["let ", "const ", "class "] {
            for (offset, _) in body.match_indices(keyword) {
                let name = body.get(offset + keyword.len()..)?;
                declared.push((offset, name.get(..word_end(name))?));
            }
        }
        declared.sort_unstable();
        declared
            .into_iter()
            .find(|(offset, name)| {
                let before = body.get(..*offset).unwrap_or_default();
                let used = before.split(|letter| !is_word(letter)).any(|word| word == *name);
                !name.is_empty() && used
            })
            .map(|(_, name)| name)
    }

    /// A name that is declared by `let`, `const` or `class` in a function around this place can
    /// only be undefined because its declaration has not run yet.
    fn dead_zone(&self, name: &str) -> Option<String> {
        let text: &str = &self.text.text;
        for keyword in ["let ", "const ", "class "] {
            let declaration = format!("{keyword}{name}");
            for (offset, found) in text.match_indices(&declaration) {
                let end = offset + found.len();
                let whole = text.get(end..)?.chars().next().is_none_or(|next| !is_word(next))
                    && !text.get(..offset)?.chars().next_back().is_some_and(is_word);
                let around = self
                    .text
                    .outline
                    .at(offset)
                    .is_none_or(|scope| scope.start <= self.offset && self.offset < scope.end);
                if whole && around && offset >= self.offset {
                    return Some(format!("Cannot access '{name}' before initialization"));
                }
            }
        }
        None
    }
}

fn access(base: &str, name: Option<&str>, set: bool) -> String {
    let null = base.trim_end().strip_suffix("null").is_some_and(|rest| !rest.ends_with(is_word));
    let value = if null { "null" } else { "undefined" };
    match (name, set) {
        (Some(name), true) => format!("Cannot set properties of {value} (setting '{name}')"),
        (Some(name), false) => format!("Cannot read properties of {value} (reading '{name}')"),
        (None, true) => format!("Cannot set properties of {value}"),
        (None, false) => format!("Cannot read properties of {value}"),
    }
}

fn assigns(rest: &str) -> bool {
    rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>")
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$' | '#')
}

fn word_end(text: &str) -> usize {
    text.find(|letter: char| !is_word(letter)).unwrap_or(text.len())
}

/// Where `a.b?.c` ends.
fn chain_end(text: &str) -> usize {
    let end = text.find(|letter: char| !is_word(letter) && letter != '.').unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches('.').len()
}

/// The `)` that a text which stands inside of it comes to.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut tokens = ouro_syntax::Tokens::new(text.as_bytes());
    loop {
        let token = tokens.advance();
        match text.get(token.start..token.end)? {
            _ if token.kind == ouro_syntax::Kind::End => return None,
            "(" | "[" | "{" => depth += 1,
            ")" if depth == 0 => return Some(token.start),
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// A name, number or array of such as V8 shows it.
fn iterable(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let plain = |text: &str| {
        !text.is_empty() && text.chars().all(|letter| is_word(letter) || letter == '.')
    };
    match inner {
        Some(inner) => {
            let parts: Vec<&str> = inner.split(',').map(str::trim).collect();
            parts.iter().all(|part| plain(part)).then(|| format!("[{}]", parts.join(",")))
        }
        None => plain(text).then(|| text.to_owned()),
    }
}

/// The expression that ends a text, as V8 names callees: arguments become `(...)`, what is no name
/// `(intermediate value)`.
fn expression_before(text: &str) -> Option<String> {
    let bytes = text.trim_end().as_bytes();
    let text = text.trim_end();
    let mut parts: Vec<String> = Vec::new();
    let mut end = text.len();
    loop {
        let before = text.get(..end)?;
        let last = before.chars().next_back();
        match last {
            Some(')' | ']') => {
                let open = matching(bytes, end - 1)?;
                let inner = text.get(open..end)?;
                let callee = text.get(..open)?.trim_end().chars().next_back();
                let called = callee.is_some_and(|letter| is_word(letter) || ")]".contains(letter));
                if !called {
                    parts.push("(intermediate value)".to_owned());
                    break;
                }
                let key = inner.strip_prefix(['[']).and_then(|key| key.strip_suffix(']'));
                let literal = key.map(|key| key.trim_matches(['\'', '"']));
                parts.push(match (key, literal) {
                    (None, _) => "(...)".to_owned(),
                    (Some(key), Some(name)) if name.len() + 2 == key.len() => format!(".{name}"),
                    _ => inner.to_owned(),
                });
                end = open;
            }
            Some(letter) if is_word(letter) => {
                let start = before.rfind(|letter: char| !is_word(letter));
                let start = start
                    .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
                parts.push(text.get(start..end)?.to_owned());
                let rest = text.get(..start)?;
                if let Some(rest) = rest.strip_suffix("?.") {
                    parts.push("?.".to_owned());
                    end = rest.len();
                } else if let Some(rest) = rest.strip_suffix('.') {
                    parts.push(".".to_owned());
                    end = rest.trim_end().len();
                } else {
                    break;
                }
            }
            _ => {
                parts.push("(intermediate value)".to_owned());
                break;
            }
        }
    }
    parts.reverse();
    Some(parts.concat())
}

/// The bracket that the one at `close` ends, near enough to search for.
fn matching(bytes: &[u8], close: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for at in (close.saturating_sub(2_000)..=close).rev() {
        match bytes.get(at)? {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{frame, sources::ScriptKind};

    fn worded_at(text: &str, mark: &str, engine: &str) -> Option<String> {
        let sources = Sources::default();
        sources.add_text("/a.js", ScriptKind::Script, text);
        let column = text.find(mark).unwrap() + 1;
        let raw = frame::parse(&format!("    at f (/a.js:1:{column})\n"));
        worded(engine, Place::of(&raw, &sources).as_ref())
    }

    #[test]
    fn calls_name_their_callee() {
        let engine = "not a callable function";
        let callee = |text, mark| worded_at(text, mark, engine).unwrap();
        assert_eq!(callee("u.a.foo(1, 2)", "(1"), "u.a.foo is not a function");
        assert_eq!(callee("get(1).b(2)", "(2"), "get(...).b is not a function");
        assert_eq!(callee("x = (a || b)(2)", "(2"), "(intermediate value) is not a function");
        assert_eq!(callee("o[k](2)", "(2"), "o[k] is not a function");
    }

    #[test]
    fn properties_of_nothing_are_named() {
        let engine = "cannot convert 'null' or 'undefined' to object";
        let words = |text, mark| worded_at(text, mark, engine).unwrap();
        assert_eq!(
            words("u.foo.bar", "bar"),
            "Cannot read properties of undefined (reading 'bar')"
        );
        assert_eq!(words("null['x y']", "'x y'"), "Cannot read properties of null (reading 'x y')");
        assert_eq!(words("a.b.c = 1", "a"), "Cannot set properties of undefined (setting 'c')");
    }

    #[test]
    fn what_is_not_iterable_is_named() {
        let engine = "value with type `object` is not iterable";
        let words = |text| worded_at(text, "f", engine).unwrap();
        assert_eq!(words("for (const x of [3, 2]);"), "[3,2] is not iterable");
        assert_eq!(words("for (const x of a.b) { x }"), "a.b is not iterable");
        assert_eq!(words("for (const x of a) [...b]"), "object is not iterable");
    }

    #[test]
    fn names_before_their_declaration_are_told_apart() {
        let engine = "l is not defined";
        let words = worded_at("{ l; let l = 1 }", "l;", engine);
        assert_eq!(words.as_deref(), Some("Cannot access 'l' before initialization"));
        assert_eq!(worded_at("l; function f() { let l = 1 }", "l;", engine), None);
    }
}
