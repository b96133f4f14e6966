//! V8's words for the errors that the engine itself throws: programs and people know those.
//!
//! The engine's texts seldom name what failed; the name is read from the source at the error's
//! position. Whether a value was null or undefined is not told: `undefined`, by far the more
//! common, is said unless the source says `null`.

use boa_engine::{Context, JsObject, JsString, js_string, property::PropertyKey};

use super::{
    failing::{Around, Found, key_name},
    fixed::{fixed, is_native_text},
    frame::{Exact, RawFrame},
    gap::Gap,
    outline::Outline,
    sources::{Sources, Text},
    subject::{Use, named},
};

/// Beginnings of the texts that [`worded`] completes, beside [`FIXED`].
const NAMED: [&str; 27] = [
    "Object.create: expected 'proto'",
    "Object.setPrototypeOf: ",
    "method `",
    "cannot convert string '",
    "cannot delete non-configurable property: ",
    "cannot call `",
    "private property was defined without a ",
    "private method is not writable",
    "right-hand side of 'in' should be an object, got `",
    "value returned for property of object is not a function",
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
        fixed(&text, None).is_some()
            || is_native_text(&text)
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
    let needs_place = text.ends_with(" is not defined")
        || NAMED.iter().any(|known| text.starts_with(known))
        || text.starts_with(DESTRUCTURED);
    let native = raw.first().and_then(RawFrame::native_name);
    let words = if needs_place || native.is_none() && is_native_text(&text) {
        let place = Place::of(error, raw, sources);
        let native = native.or_else(|| place.as_ref().and_then(Place::called));
        let fixed = fixed(&text, native);
        let found = place.as_ref().and_then(|place| place.found(&text));
        let words = found.map(|found| found.words);
        let native_text = fixed.as_ref().filter(|_| native.is_some()).cloned();
        native_text
            .map(Into::into)
            .or(words)
            .or_else(|| fixed.map(Into::into))
            .or_else(|| worded(&text, place.as_ref()))
    } else {
        // Other texts have their words when they are compiled.
        let parsed = || if is_parsers(&text) { crate::eval::why_not(context) } else { None };
        fixed(&text, native).map(Into::into).or_else(parsed)
    };
    if let Some(words) = words
        && words != text
    {
        let message = js_string!("message");
        // An error that refuses keeps the engine's words.
        let _ = error.set(message, JsString::from(words), false, context);
    }
}

/// How the engine's texts of failed destructuring begin, and ours.
const DESTRUCTURED: &str = "Cannot destructure ";

/// Functions longer than this are not searched for what failed, in bytes.
const LONGEST_FUNCTION: usize = 100_000;

/// How the texts begin whose place is between those that the engine knows.
const BETWEEN: [&str; 4] =
    [DESTRUCTURED, "Cannot read properties of ", "Cannot set properties of ", "Cannot use 'in' "];

/// Line and column at which an error arose, where its innermost frame has them wrong. The message
/// may be V8's by now.
pub(crate) fn exact_place(error: &JsObject, raw: &[RawFrame], sources: &Sources) -> Option<Exact> {
    let text = own_message(error)?;
    let is_between = BETWEEN.iter().any(|known| text.starts_with(known))
        || text.contains(" is not iterable")
        || text.ends_with("is not a function")
        || text.ends_with(" is not defined")
        || text.starts_with("Assignment to constant")
        || text.starts_with("Cannot access '");
    if !is_between {
        return None;
    }
    let place = Place::of(error, raw, sources)?;
    let found = place.found(&text)?;
    let in_parameters = place.around.is_some_and(|around| around.is_in_parameters());
    let within = if in_parameters { place.offset } else { found.offset };
    Some(Exact { place: place.text.position(found.offset)?, within: place.text.position(within)? })
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
    if text.starts_with("Object.create: expected") || text.starts_with("Object.setPrototypeOf: ") {
        let given = if text.ends_with("`object`") { "null" } else { "undefined" };
        return Some(format!("Object prototype may only be an Object or null: {given}"));
    }
    let method = text.strip_prefix("method `");
    if let Some((method, _)) = method.and_then(|rest| rest.split_once("` called on incompatible")) {
        // Most often it is a proxy of what the method is for.
        let class = method.trim_start_matches("get ").split('.').next().unwrap_or_default();
        return Some(format!("Method {method} called on incompatible receiver #<{class}>"));
    }
    if let Some(name) = text
        .strip_prefix("cannot call `")
        .and_then(|rest| rest.strip_suffix("` constructor without `new`"))
    {
        return Some(format!("Constructor {name} requires 'new'"));
    }
    if let Some(text) = quoted("cannot convert string '") {
        let text = text.strip_suffix("' to bigint primitive").unwrap_or(text);
        return Some(format!("Cannot convert {text} to a BigInt"));
    }
    if let Some(name) = quoted("cannot delete non-configurable property: ") {
        return Some(format!("Cannot delete property '{name}' of [object Array]"));
    }
    if let Some(kind) = quoted("right-hand side of 'in' should be an object, got `") {
        return place.and_then(|place| place.searched(kind)).map(|found| found.words);
    }
    let number =
        text.strip_prefix("cannot convert ").and_then(|rest| rest.strip_suffix(" to a BigInt"));
    if let Some(number) = number.filter(|number| number.parse::<f64>().is_ok()) {
        let number = number.replace("inf", "Infinity");
        let why = "cannot be converted to a BigInt because it is not an integer";
        return Some(format!("The number {number} {why}"));
    }
    if let Some(kind) = quoted("value with type `").and_then(|rest| rest.split('`').next()) {
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
            let callee = place.callee()?;
            let class = callee.strip_suffix(".call").or_else(|| callee.strip_suffix(".apply"));
            let class = class.unwrap_or(&callee).rsplit('.').next().unwrap_or_default();
            Some(format!("Class constructor {class} cannot be invoked without 'new'"))
        }
        "value returned for property of object is not a function" => {
            let found = place.iterated(Some("object"));
            Some(found.map_or_else(|| "object is not a function".to_owned(), |found| found.words))
        }
        "private method is not writable" => {
            Some(format!("Private method '{}' is not writable", place.private_name()?))
        }
        "private property was defined without a setter" => {
            Some(format!("'{}' was defined without a setter", place.private_name()?))
        }
        "private property was defined without a getter" => {
            Some(format!("'{}' was defined without a getter", place.private_name()?))
        }
        "cannot convert 'null' or 'undefined' to object" => {
            let known = place.property().map(|found| found.words);
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
            let name = place.private_name()?;
            let (_, rest) = place.after().split_once(name)?;
            let declared = "object whose class did not declare it";
            Some(if assigns(rest.trim_start()) {
                format!("Cannot write private member {name} to an {declared}")
            } else {
                format!("Cannot read private member {name} from an {declared}")
            })
        }
        _ => place.dead_zone(text.strip_suffix(" is not defined")?, place.offset),
    }
}

/// The source around an error's position.
pub(super) struct Place {
    text: std::rc::Rc<Text>,
    pub(super) offset: usize,
    /// What the engine knows of the places around, if its innermost frame is a script's.
    pub(super) around: Option<Around>,
}

impl Place {
    fn of(error: &JsObject, raw: &[RawFrame], sources: &Sources) -> Option<Self> {
        // Where the engine's place is surely that of a property, nothing more need be read.
        if let Some(place) = Self::of_frames(raw.get(..1)?, sources)
            && place.is_plain_property()
        {
            return Some(place);
        }
        let gap = Gap::of(error);
        if let Some(gap) = &gap
            && let Some(frame) = raw.first()
        {
            let path = frame.script()?;
            let text = sources.text(path)?;
            let prefix = sources.kind(path).map_or(0, super::ScriptKind::prefix);
            let around = Around::of(gap, |(line, column)| {
                let column = if line == 1 { column.saturating_sub(prefix).max(1) } else { column };
                text.offset(line, column)
            });
            return Some(Self { text, offset: around.anchor(), around: Some(around) });
        }
        Self::of_frames(raw, sources)
    }

    /// Whether a member of a name, or of a member, is here: of a call it may be the call that failed.
    fn is_plain_property(&self) -> bool {
        let before = self.before();
        let base = before.strip_suffix('.').or_else(|| before.strip_suffix('['));
        base.is_some_and(|base| base.ends_with(is_word))
            && self.after().starts_with(|first| is_word(first) || matches!(first, '\'' | '"'))
    }

    fn of_frames(raw: &[RawFrame], sources: &Sources) -> Option<Self> {
        let frame = raw.iter().find_map(|frame| Some((frame, frame.place(sources)?)));
        let (frame, (path, line, _)) = frame?;
        let text = sources.text(path)?;
        let offset = text.offset(line, frame.raw_column(sources))?;
        Some(Self { text, offset, around: None })
    }

    /// The name of the function whose call failed as a whole: that of a native one, whose frame the
    /// engine had left by then.
    fn called(&self) -> Option<&str> {
        let around = self.around?;
        if !around.is_call() || !self.after().starts_with('(') {
            return None;
        }
        let start = callee_name(self.text(), self.offset);
        self.before().get(start..).map(str::trim_end)
    }

    /// What failed between the engine's places, by the engine's text or by V8's.
    fn found(&self, text: &str) -> Option<Found> {
        if let Some(rest) = text.strip_prefix(DESTRUCTURED) {
            let null = rest.contains("'null' value") || rest.ends_with("is null.");
            return self.destructured(if null { "null" } else { "undefined" });
        }
        if let Some(kind) = text.strip_prefix("value with type `") {
            let kind = kind.split('`').next().filter(|kind| !matches!(*kind, "undefined" | "null"));
            return self.iterated(kind);
        }
        if text.starts_with("not a callable") || text.ends_with(" is not a function") {
            return self.tag().or_else(|| self.chained_call());
        }
        if text.starts_with("cannot convert 'null' or 'undefined'")
            || text.starts_with("Cannot read properties of ")
            || text.starts_with("Cannot set properties of ")
        {
            if self.around.is_some_and(|around| around.is_in_parameters()) {
                return self.destructured("undefined");
            }
            return self
                .read_for_call()
                .or_else(|| self.property())
                .or_else(|| self.iterated(None))
                .or_else(|| self.chained())
                .or_else(|| self.destructured("undefined"));
        }
        if let Some(kind) = text.strip_prefix("right-hand side of 'in' should be an object, got `")
        {
            return self.searched(kind.trim_end_matches('`'));
        }
        if text.starts_with("Cannot use 'in' operator") {
            return self.searched("");
        }
        let name = text
            .strip_suffix(" is not defined")
            .or_else(|| text.strip_prefix("Cannot access '")?.split('\'').next());
        if let Some(name) = name {
            let offset = self.used(name)?;
            return Some(match self.dead_zone(name, offset) {
                // V8 has the place of the whole statement for it.
                Some(words) => Found { offset: statement_start(self.text(), offset), words },
                None => Found { offset, words: text.to_owned() },
            });
        }
        if text.starts_with("Assignment to constant") {
            let rest = self.after();
            let rest = rest.get(target_end(rest)..)?.trim_start();
            let offset = self.text().len() - rest.len();
            return Some(Found { offset, words: text.to_owned() });
        }
        if text.contains(" is not iterable") {
            let value = if text.contains("null") { "null" } else { "undefined" };
            return self.iterated(None).or_else(|| self.destructured(value));
        }
        None
    }

    pub(super) fn text(&self) -> &str {
        &self.text.text
    }

    pub(super) fn outline(&self) -> &Outline {
        &self.text.outline
    }

    /// The function around this place; empty where it is too long to be searched for each error.
    pub(super) fn scope(&self) -> (usize, usize) {
        let scope = self.text.outline.at(self.offset + 1);
        let (start, end) =
            scope.map_or((0, self.text.text.len()), |scope| (scope.start, scope.end));
        if end - start > LONGEST_FUNCTION { (start, start) } else { (start, end) }
    }

    fn before(&self) -> &str {
        self.text.text.get(..self.offset).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.text.get(self.offset..).unwrap_or_default()
    }

    /// The expression that is called by the `(` here.
    fn callee(&self) -> Option<String> {
        let end = if self.after().starts_with('(') {
            self.offset
        } else {
            let after = self.after();
            let chain = after.get(..chain_end(after))?;
            if chain.is_empty() || !after.get(chain.len()..)?.trim_start().starts_with('(') {
                return None;
            }
            self.offset + chain.len()
        };
        let before = self.text().get(..end)?.trim_end();
        let before = before.strip_suffix("?.").unwrap_or(before).trim_end();
        let start = expression_start(self.text(), before.len())?;
        let whole = before.get(start..)?;
        named(whole, Use::Callee).or_else(|| expression_before(before))
    }

    /// The expression after the `new` here.
    fn constructed(&self) -> Option<String> {
        let after = self.after().strip_prefix("new")?;
        let grouped = after.trim_start().starts_with('(');
        if !grouped && !after.starts_with(char::is_whitespace) {
            return None;
        }
        let end = constructor_end(after);
        named(after.get(..end)?.trim(), Use::Callee)
    }

    /// The reading or setting of a property of null or undefined.
    fn property(&self) -> Option<Found> {
        let at = |offset, words| Some(Found { offset, words });
        let before = self.before().trim_end();
        let after = self.after();
        if let Some(base) = before.strip_suffix('.') {
            let base = base.strip_suffix('?').unwrap_or(base);
            let name = after.get(..word_end(after)).filter(|name| !name.is_empty())?;
            let rest = after.get(name.len()..)?.trim_start();
            return at(self.offset, access(self.text(), base, Some(name), assigns(rest)));
        }
        if let Some(base) = before.strip_suffix('[') {
            let close = bracket_end(after)?;
            let name = key_name(after.get(..close)?);
            let rest = after.get(close + 1..)?.trim_start();
            return at(base.len(), access(self.text(), base, name.as_deref(), assigns(rest)));
        }
        if after.starts_with('(') && self.around.is_some_and(|around| around.is_last()) {
            // A key that is a call has the place of its arguments.
            let key = expression_start(self.text(), self.offset)?;
            let base = self.text().get(..key)?.trim_end().strip_suffix('[')?;
            return at(base.len(), access(self.text(), base, None, false));
        }
        // An assignment is placed at its beginning: `a.b.c = …`, `a.b[c] += …`, `a['b'].c = …`.
        let prefix = if after.starts_with("++") || after.starts_with("--") { 2 } else { 0 };
        let target = prefix + target_end(after.get(prefix..)?);
        let rest = after.get(target..)?.trim_start();
        let changes = prefix == 2
            || rest.starts_with("++")
            || rest.starts_with("--")
            || rest
                .trim_start_matches(['+', '-', '*', '/', '%', '&', '|', '^', '?', '<', '>'])
                .starts_with('=');
        if !(assigns(rest) || changes && !rest.starts_with("==")) {
            return None;
        }
        let whole = after.get(prefix..target)?.trim_end();
        let (base, name) = if whole.ends_with(']') {
            let open = matching(whole.as_bytes(), whole.len() - 1)?;
            (whole.get(..open)?, key_name(whole.get(open + 1..whole.len() - 1)?))
        } else {
            let (base, name) = whole.rsplit_once('.')?;
            (base, Some(name.trim().to_owned()))
        };
        let words = access(self.text(), base, name.as_deref(), assigns(rest));
        let operator = self.text().len() - rest.len();
        if assigns(rest) {
            return at(operator, words);
        }
        let name = self.offset + prefix + base.len();
        at(if whole.ends_with(']') { name } else { name + 1 }, words)
    }

    /// The private name that comes next.
    fn private_name(&self) -> Option<&str> {
        let rest = self.after();
        let rest = rest.get(rest.find('#')?..)?;
        let name = rest.get(..word_end(rest))?;
        Some(name)
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

    /// A name that is declared by `let`, `const` or `class` in a block around this place can only
    /// be undefined because its declaration has not run yet.
    fn dead_zone(&self, name: &str, place: usize) -> Option<String> {
        let near = |at: usize| at.max(place) - at.min(place) < LONGEST_FUNCTION;
        let found = self
            .declarations(name)
            .into_iter()
            .any(|at| near(at) && shares_block(self.text(), at, place));
        found.then(|| format!("Cannot access '{name}' before initialization"))
    }

    /// Where a name is declared by `let`, `const` or `class`.
    fn declarations(&self, name: &str) -> Vec<usize> {
        let text: &str = self.text();
        let mut found = Vec::new();
        for keyword in ["let ", "const ", "class "] {
            let declaration = format!("{keyword}{name}");
            for (offset, declared) in text.match_indices(&declaration) {
                let after = text.get(offset + declared.len()..).unwrap_or_default();
                let before = text.get(..offset).unwrap_or_default();
                if !after.starts_with(is_word) && !before.ends_with(is_word) {
                    found.push(offset);
                }
            }
        }
        found
    }

    /// Whether a name has been declared in a block around a place before it: it is known there.
    pub(super) fn is_declared_before(&self, name: &str, place: usize) -> bool {
        let declared = self.declarations(name).into_iter();
        // A function may run before what is declared above it in another.
        declared
            .filter(|at| *at < place && place - at < LONGEST_FUNCTION && self.is_own(*at))
            .any(|at| shares_block(self.text(), at, place))
    }
}

/// Where the statement around a place begins, by its line at most.
fn statement_start(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let start = before.rfind([';', '{', '}', '\n']).map_or(0, |at| at + 1);
    let space = before.get(start..).unwrap_or_default();
    start + (space.len() - space.trim_start().len())
}

/// Whether the block of a declaration is around a place.
fn shares_block(text: &str, declaration: usize, place: usize) -> bool {
    let (start, end) = (declaration.min(place), declaration.max(place));
    let Some(between) = text.get(start..end) else { return false };
    let mut tokens = ouro_syntax::Tokens::new(between.as_bytes());
    let (mut depth, mut lowest) = (0_i32, 0_i32);
    loop {
        let token = tokens.advance();
        match between.get(token.start..token.end).unwrap_or_default() {
            _ if token.kind == ouro_syntax::Kind::End => break,
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        lowest = lowest.min(depth);
    }
    // Seen from the declaration its block must not end; seen from the place none may begin.
    if declaration < place { lowest == 0 } else { depth <= lowest }
}

pub(super) fn access(text: &str, base: &str, name: Option<&str>, set: bool) -> String {
    let value = if is_null(text, base) { "null" } else { "undefined" };
    match (name, set) {
        (Some("Symbol(Symbol.iterator)"), false) => {
            let value = if value == "null" { "object null" } else { value };
            format!("{value} is not iterable (cannot read property Symbol(Symbol.iterator))")
        }
        (Some(name), true) => format!("Cannot set properties of {value} (setting '{name}')"),
        (Some(name), false) => format!("Cannot read properties of {value} (reading '{name}')"),
        (None, true) => format!("Cannot set properties of {value}"),
        (None, false) => format!("Cannot read properties of {value}"),
    }
}

/// Calls that return null where there is nothing to return.
const NULLABLE: [&str; 8] = [
    ".exec(",
    ".getElementById(",
    ".getPrototypeOf(",
    ".match(",
    ".querySelector(",
    "getPrototypeOf(",
    "getElementById(",
    "querySelector(",
];

/// Whether what ends a text is, by what else the text says of it, more likely null than undefined:
/// the engine tells of both alike.
pub(super) fn is_null(text: &str, base: &str) -> bool {
    let base = base.trim_end();
    let base = base.strip_suffix('?').unwrap_or(base);
    if base.ends_with(')') {
        let Some(open) = matching(base.as_bytes(), base.len() - 1) else { return false };
        let called = base.get(..=open).unwrap_or_default();
        let inner = base.get(open + 1..base.len() - 1).unwrap_or_default();
        let grouped = open == 0 || !called.get(..open).unwrap_or_default().ends_with(is_word);
        return NULLABLE.iter().any(|name| called.ends_with(name))
            || grouped && is_null(text, inner);
    }
    let start = base.rfind(|letter| !is_word(letter)).map_or(0, |at| {
        at + base.get(at..).and_then(|b| b.chars().next()).map_or(1, char::len_utf8)
    });
    let name = base.get(start..).unwrap_or_default();
    if name.is_empty() || name == "null" {
        return name == "null";
    }
    let is_member = base.get(..start).is_some_and(|before| before.ends_with('.'));
    // What is written further down counts only where nothing is before.
    let limit = if text.starts_with(base) { base.len() } else { text.len() };
    let (mut null, mut written) = (false, false);
    for (at, _) in text.match_indices(name) {
        if written && !is_member && at >= limit {
            break;
        }
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        let member = before.ends_with('.') || is_member && !before.ends_with(is_word);
        if before.ends_with(is_word) || after.starts_with(is_word) || member != is_member {
            continue;
        }
        let after = after.trim_start();
        let sets = assigns(after) || is_member && after.starts_with(':');
        let value = after.get(1..).unwrap_or_default().trim_start();
        if !sets || value.starts_with(['=', '>']) {
            continue;
        }
        let is_nothing = value
            .strip_prefix("null")
            .is_some_and(|rest| !rest.starts_with(|next| is_word(next) || ".([".contains(next)));
        let line = value.split(['\n', ';']).next().unwrap_or_default().trim_end();
        let found = is_nothing || line.ends_with(')') && !is_member && is_null("", line);
        // Of a variable's values the last one written counts; of a member's any.
        null = found || is_member && null;
        written = true;
    }
    null
}

/// Where the assignment's target at the beginning of a text ends.
fn target_end(text: &str) -> usize {
    let mut tokens = ouro_syntax::Tokens::new(text.as_bytes());
    let (mut depth, mut end) = (0_usize, 0);
    loop {
        let is_value = !tokens.expects_value();
        let token = tokens.advance();
        match text.get(token.start..token.end).unwrap_or_default() {
            _ if token.kind == ouro_syntax::Kind::End => return end,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return end,
            ")" | "]" | "}" => depth -= 1,
            "." | "?." => {}
            _ if depth > 0 => {}
            _ if token.kind == ouro_syntax::Kind::Word && !is_value => {}
            _ => return end,
        }
        end = token.end;
    }
}

/// Where the `]` is that closes the bracket in which a text begins.
fn bracket_end(text: &str) -> Option<usize> {
    let end = closing(text)?;
    text.get(end..)?.starts_with(']').then_some(end)
}

/// Where the name of the function of the call at a `(` begins, as V8 places calls.
pub(super) fn callee_name(text: &str, paren: usize) -> usize {
    let before = text.get(..paren).unwrap_or_default().trim_end();
    let start = before.rfind(|letter| !is_word(letter)).map_or(0, |at| {
        at + before.get(at..).and_then(|b| b.chars().next()).map_or(1, char::len_utf8)
    });
    if start < before.len() { start } else { paren }
}

fn assigns(rest: &str) -> bool {
    rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>")
}

pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$' | '#')
}

pub(super) fn word_end(text: &str) -> usize {
    text.find(|letter: char| !is_word(letter)).unwrap_or(text.len())
}

/// Where `a.b?.c` ends.
fn chain_end(text: &str) -> usize {
    let end = text.find(|letter: char| !is_word(letter) && letter != '.').unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches('.').len()
}

/// The bracket that a text which stands inside of it comes to.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut tokens = ouro_syntax::Tokens::new(text.as_bytes());
    loop {
        let token = tokens.advance();
        match text.get(token.start..token.end)? {
            _ if token.kind == ouro_syntax::Kind::End => return None,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return Some(token.start),
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
}

/// Where the function of a `new` expression ends: before its arguments.
pub(super) fn constructor_end(text: &str) -> usize {
    let mut tokens = ouro_syntax::Tokens::new(text.as_bytes());
    let (mut depth, mut end, mut parts) = (0_usize, 0, 0);
    loop {
        let is_value = !tokens.expects_value();
        let token = tokens.advance();
        let word = text.get(token.start..token.end).unwrap_or_default();
        match word {
            _ if token.kind == ouro_syntax::Kind::End => return end,
            "(" if depth == 0 && parts > 0 => return end,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return end,
            ")" | "]" | "}" => depth -= 1,
            _ if depth > 0 => {}
            "." => {}
            _ if token.kind == ouro_syntax::Kind::Punctuator => return end,
            _ if is_value => return end,
            _ => {}
        }
        parts += 1;
        end = token.end;
    }
}

/// Where the operand begins that ends at a place: names, members, calls and groups.
pub(super) fn expression_start(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = end;
    loop {
        let before = text.get(..end)?.trim_end();
        end = before.len();
        let last = before.chars().next_back()?;
        let start = match last {
            ')' | ']' | '}' => matching(bytes, end - 1)?,
            '`' | '"' | '\'' => before.get(..end - 1)?.rfind(last)?,
            '/' => before.get(..end - 1)?.rfind('/')?,
            letter if is_word(letter) => {
                let at = before.rfind(|letter| !is_word(letter));
                at.map_or(0, |at| {
                    at + before.get(at..).and_then(|b| b.chars().next()).map_or(1, char::len_utf8)
                })
            }
            _ => return None,
        };
        let rest = text.get(..start)?;
        let trimmed = rest.trim_end();
        if let Some(base) = trimmed.strip_suffix('.') {
            end = base.strip_suffix('?').unwrap_or(base).len();
            continue;
        }
        let follows = trimmed
            .chars()
            .next_back()
            .is_some_and(|before| is_word(before) || matches!(before, ')' | ']' | '"' | '\''));
        let word = trimmed.rsplit(|letter| !is_word(letter)).next().unwrap_or_default();
        if matches!(last, ')' | ']' | '`') && follows && !KEYWORDS.contains(&word) {
            end = trimmed.len();
            continue;
        }
        // `function f() {}`, `class {}` and `new X` begin before.
        let head = trimmed.strip_suffix(word).unwrap_or(trimmed);
        return Some(match word {
            "new" => head.len(),
            _ => start,
        });
    }
}

/// Words before an operand that are no part of it.
const KEYWORDS: [&str; 19] = [
    "await",
    "case",
    "default",
    "delete",
    "do",
    "else",
    "extends",
    "if",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
    "while",
    "with",
    "yield",
];

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
pub(super) fn matching(bytes: &[u8], close: usize) -> Option<usize> {
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
        worded(engine, Place::of_frames(&raw, &sources).as_ref())
    }

    #[test]
    fn calls_name_their_callee() {
        let engine = "not a callable function";
        let callee = |text, mark| worded_at(text, mark, engine).unwrap();
        assert_eq!(callee("u.a.foo(1, 2)", "(1"), "u.a.foo is not a function");
        assert_eq!(callee("get(1).b(2)", "(2"), "get(...).b is not a function");
        assert_eq!(callee("x = (a || b)(2)", "(2"), "(a || b) is not a function");
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
    fn names_before_their_declaration_are_told_apart() {
        let engine = "l is not defined";
        let words = worded_at("{ l; let l = 1 }", "l;", engine);
        assert_eq!(words.as_deref(), Some("Cannot access 'l' before initialization"));
        assert_eq!(worded_at("l; function f() { let l = 1 }", "l;", engine), None);
    }
}
