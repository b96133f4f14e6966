//! One frame of a stack: read from the engine's text, completed from the source, written as V8
//! writes it. V8: "Stack trace API".

use std::fmt;

use super::{
    outline::{Scope, ScopeKind},
    sources::{ScriptKind, Sources},
};

/// One frame of a stack trace.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Frame {
    /// The function's name (`Object.<anonymous>` has `<anonymous>` here); empty if it has none.
    pub function: String,
    /// The class or kind of the receiver, where it is known.
    pub type_name: String,
    /// The file's path, `file:` URL or script name; empty for native functions.
    pub file: String,
    /// Line from 1; 0 if unknown.
    pub line: u32,
    /// Column from 1 in UTF-16 units; 0 if unknown.
    pub column: u32,
    /// Where the code came from, if by `eval` or `new Function`.
    pub eval_origin: Option<String>,
    /// Whether it runs a native function.
    pub native: bool,
    /// Whether it runs a constructor.
    pub constructor: bool,
    /// Whether it belongs to a builtin module.
    pub internal: bool,
}

/// A frame as the engine writes it: `    at name (path:line:column)`.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawFrame {
    name: String,
    path: String,
    line: u32,
    column: u32,
    native: bool,
    eval: bool,
    /// The place, where it is known better.
    exact: Option<Exact>,
}

/// Lines and columns as V8 counts them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    /// Where the frame is.
    pub(crate) place: (u32, u32),
    /// A place within the body of its function.
    pub(crate) within: (u32, u32),
}

/// Natives that V8 does not show, or that are ours and Node has in JavaScript.
fn native_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "map" | "forEach" | "filter" | "reduce" | "reduceRight" | "some" | "every" | "find"
        | "findIndex" | "findLast" | "findLastIndex" | "flatMap" | "sort" | "toSorted" | "join"
        | "toString" => "Array",
        "from" | "fromAsync" => "Function",
        "replace" | "replaceAll" => "String",
        "parse" | "stringify" => "JSON",
        "next" | "return" | "throw" => "Generator",
        "then" | "catch" | "finally" => "Promise",
        "all" | "allSettled" | "any" | "race" | "resolve" | "reject" => "Function",
        "defineProperty" | "entries" | "assign" | "freeze" => "Function",
        _ => return None,
    })
}

impl RawFrame {
    /// Reads one line of the engine's text.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let line = line.strip_prefix("    at ")?.strip_suffix(')')?;
        let (name, place) =
            line.split_once(" (").or_else(|| Some(("", line.strip_prefix('(')?)))?;
        let name = name.to_owned();
        if place == "native" {
            return Some(Self { name, native: true, ..Self::default() });
        }
        let (place, column) = place.rsplit_once(':')?;
        let (path, line) = place.rsplit_once(':')?;
        let eval = path == "eval at " || path == "unknown at ";
        let path = if eval { String::new() } else { path.to_owned() };
        // A script that fails at once has no place yet.
        let start = u32::from(name == "<main>" && !eval);
        let line = line.parse().unwrap_or(start);
        let column = column.parse().unwrap_or(start);
        Some(Self { name, path, line, column, native: false, eval, exact: None })
    }

    /// The name of the native function that it runs.
    pub(crate) fn native_name(&self) -> Option<&str> {
        self.native.then_some(self.name.as_str())
    }

    /// Whether it is a native function of this name.
    pub(crate) fn is_native(&self, name: &str) -> bool {
        self.native && self.name == name
    }

    /// Whether the engine calls it by this name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name == name
    }

    /// The engine's line, column and path.
    pub(crate) fn place(&self, sources: &Sources) -> Option<(&str, u32, u32)> {
        let (line, column) = place(self, sources);
        (!self.native && !self.eval && line != 0).then_some((self.path.as_str(), line, column))
    }

    /// Says where V8 would place it.
    pub(crate) fn set_exact(&mut self, exact: Exact) {
        self.exact = Some(exact);
    }

    /// The path of the script that it runs, wherever in it.
    pub(crate) fn script(&self) -> Option<&str> {
        (!self.native && !self.eval).then_some(self.path.as_str())
    }

    /// Where the word `constructor` stands, if this is a constructor that calls `super`: the engine
    /// has no other place for that call.
    fn super_call(&self, sources: &Sources) -> Option<usize> {
        let path = self.script().filter(|_| self.exact.is_none() && self.line != 0)?;
        let text = sources.text(path)?;
        let offset = text.offset(self.line, self.raw_column(sources))?;
        let rest = text.text.get(offset..)?.strip_prefix("constructor")?;
        rest.trim_start().starts_with('(').then_some(offset)
    }

    /// Whether it is a constructor that calls `super`, written or not.
    pub(crate) fn is_in_super(&self, sources: &Sources) -> bool {
        self.script().is_some() && self.line == 0 || self.super_call(sources).is_some()
    }

    /// The column before it was moved to a callee's name.
    pub(crate) fn raw_column(&self, sources: &Sources) -> u32 {
        let prefix = sources.kind(&self.path).map_or(0, ScriptKind::prefix);
        if self.line == 1 { self.column.saturating_sub(prefix).max(1) } else { self.column }
    }

    fn anonymous(&self) -> bool {
        matches!(self.name.as_str(), "" | "<main>" | "<eval>" | "<anonymous>")
    }
}

/// Reads the engine's text of a whole stack, innermost frame first.
pub(crate) fn parse(text: &str) -> Vec<RawFrame> {
    text.lines().filter_map(RawFrame::parse).collect()
}

/// Makes at most `limit` frames of V8's form.
pub(crate) fn resolve(raw: &[RawFrame], limit: usize, sources: &Sources) -> Vec<Frame> {
    let mut frames = Vec::new();
    for (index, frame) in raw.iter().enumerate() {
        if frames.len() >= limit {
            break;
        }
        let caller = raw.get(index + 1);
        if frame.native {
            // Functions of ours call the engine's of the same name.
            let shown = native(frame);
            let again = shown.is_some() && frames.last() == shown.as_ref();
            frames.extend(shown.filter(|_| !again));
        } else if frame.eval {
            frames.push(evaluated(frame, &raw[index + 1..], sources));
        } else if frame.line != 0 || frame.exact.is_some() {
            frames.push(scripted(frame, caller, sources));
        }
    }
    frames
}

fn native(frame: &RawFrame) -> Option<Frame> {
    if matches!(&*frame.name, "Function" | "Promise") {
        return Some(Frame {
            function: frame.name.clone(),
            native: true,
            constructor: true,
            ..Frame::default()
        });
    }
    let type_name = native_type(&frame.name)?.to_owned();
    Some(Frame { function: frame.name.clone(), type_name, native: true, ..Frame::default() })
}

/// Code of `eval` or `new Function`, which the engine gives no origin: the next frame with a file
/// is it.
fn evaluated(frame: &RawFrame, callers: &[RawFrame], sources: &Sources) -> Frame {
    let function = match frame.name.as_str() {
        // Functions without a name are called by that of the text.
        "<main>" | "<eval>" | "" => "eval".to_owned(),
        name => name.to_owned(),
    };
    let caller = callers.iter().position(|caller| !caller.native && !caller.eval);
    let origin = caller.and_then(|index| {
        let caller = scripted(callers.get(index)?, callers.get(index + 1), sources);
        let name = match caller.function.as_str() {
            "" => "<anonymous>",
            name => name,
        };
        Some(format!("eval at {name} ({}:{}:{})", caller.file, caller.line, caller.column))
    });
    Frame {
        function,
        line: frame.line,
        column: frame.column,
        eval_origin: Some(origin.unwrap_or_else(|| "eval at <anonymous>".to_owned())),
        ..Frame::default()
    }
}

fn scripted(frame: &RawFrame, caller: Option<&RawFrame>, sources: &Sources) -> Frame {
    let kind = sources.kind(&frame.path).unwrap_or(ScriptKind::Script);
    let (line, column) = place(frame, sources);
    let mut shown = Frame {
        function: if frame.anonymous() { String::new() } else { frame.name.clone() },
        file: sources.shown(&frame.path),
        line,
        column,
        internal: frame.path.starts_with("node:"),
        ..Frame::default()
    };
    let text = sources.text(&frame.path);
    let in_super = text.as_ref().zip(frame.super_call(sources));
    if let Some((text, start)) = in_super
        && let Some((scope, place)) = text.outline.constructor(&text.text, start)
    {
        (shown.line, shown.column) = text.position(place).unwrap_or((line, column));
        name(&mut shown, scope, caller, sources);
        return shown;
    }
    let (line, column) = frame.exact.map_or((line, column), |exact| exact.within);
    let offset = text.as_ref().and_then(|text| text.offset(line, column));
    let scope = text.as_ref().zip(offset).and_then(|(text, offset)| text.outline.at(offset));
    match scope {
        Some(scope) => name(&mut shown, scope, caller, sources),
        None if text.is_some() && matches!(kind, ScriptKind::CommonJs(_)) => {
            "Object".clone_into(&mut shown.type_name);
            "<anonymous>".clone_into(&mut shown.function);
        }
        None => {
            if text.is_none() {
                shown.constructor = is_constructed(caller, sources);
            }
        }
    }
    shown
}

/// Takes what the source says of the function around a frame.
fn name(shown: &mut Frame, scope: &Scope, caller: Option<&RawFrame>, sources: &Sources) {
    if shown.function.is_empty() {
        shown.function.clone_from(&scope.name);
    }
    match scope.kind {
        ScopeKind::Constructor => {
            shown.constructor = true;
            if let Some(class) = &scope.class {
                shown.function.clone_from(class);
            }
        }
        ScopeKind::Getter => shown.function = format!("get {}", scope.name),
        ScopeKind::Setter => shown.function = format!("set {}", scope.name),
        ScopeKind::Method if scope.name.starts_with(['#', '[']) => {}
        ScopeKind::Method => {
            shown.type_name = match &scope.class {
                Some(class) => class.clone(),
                None => "Object".to_owned(),
            };
        }
        ScopeKind::Function | ScopeKind::Arrow => match call_form(caller, sources) {
            CallForm::New => shown.constructor = true,
            CallForm::Member if !shown.function.is_empty() && !shown.function.contains('.') => {
                "Object".clone_into(&mut shown.type_name);
            }
            _ => {}
        },
    }
    // `constructor = function Name() {…}` and `a.b = function() {…}` without a dot call.
    if scope.inferred && shown.function.contains('.') {
        shown.type_name.clear();
    }
}

/// How the caller's source calls a function.
#[derive(Clone, Copy, Eq, PartialEq)]
enum CallForm {
    New,
    Member,
    Other,
}

fn call_form(caller: Option<&RawFrame>, sources: &Sources) -> CallForm {
    let Some(caller) = caller.filter(|caller| !caller.native && !caller.eval) else {
        return CallForm::Other;
    };
    let Some(text) = sources.text(&caller.path) else { return CallForm::Other };
    let (line, column) = place(caller, sources);
    let Some(offset) = text.offset(line, column) else { return CallForm::Other };
    let (before, after) = text.text.split_at(offset);
    if after.starts_with("new") && !after[3..].starts_with(is_word) {
        return CallForm::New;
    }
    let word_end = after.find(|letter: char| !is_word(letter)).unwrap_or(after.len());
    let word = &after[..word_end];
    let member = before.ends_with('.') && !matches!(word, "call" | "apply" | "bind");
    if member { CallForm::Member } else { CallForm::Other }
}

fn is_constructed(caller: Option<&RawFrame>, sources: &Sources) -> bool {
    call_form(caller, sources) == CallForm::New
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$' || letter == '#'
}

/// Line and column as V8 counts them: without our wrapper, and for calls at the callee's name
/// where the engine says its `(`.
fn place(frame: &RawFrame, sources: &Sources) -> (u32, u32) {
    if let Some(exact) = frame.exact {
        return exact.place;
    }
    let prefix = sources.kind(&frame.path).map_or(0, ScriptKind::prefix);
    let mut column = frame.column;
    if frame.line == 1 {
        column = column.saturating_sub(prefix).max(1);
    }
    let Some(text) = sources.text(&frame.path) else { return (frame.line, column) };
    let Some(line) = text.line(frame.line) else { return (frame.line, column) };
    let index = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1);
    let units: Vec<char> = line.chars().collect();
    if units.get(index) == Some(&'(') {
        let mut end = index;
        while end > 0 && units.get(end - 1).is_some_and(|letter| letter.is_whitespace()) {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && units.get(start - 1).copied().is_some_and(is_word) {
            start -= 1;
        }
        let word: String = units.get(start..end).unwrap_or_default().iter().collect();
        if start < end && word != "function" && word != "return" && word != "await" {
            column = u32::try_from(start + 1).unwrap_or(column);
        }
    }
    (frame.line, column)
}

impl Frame {
    /// Whether its name is `name`, alone or after a dot.
    pub(crate) fn ends_with_name(&self, name: &str) -> bool {
        self.function.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// The place as V8 writes it: `file:line:column`, `<anonymous>` for natives.
    #[must_use]
    pub fn place(&self) -> String {
        if self.native {
            return "<anonymous>".to_owned();
        }
        let place = match &self.eval_origin {
            Some(origin) => format!("{origin}, <anonymous>"),
            None if self.file.is_empty() => "<anonymous>".to_owned(),
            None => self.file.clone(),
        };
        if self.line == 0 { place } else { format!("{place}:{}:{}", self.line, self.column) }
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let location = self.place();
        if self.constructor {
            let name = if self.function.is_empty() { "<anonymous>" } else { &self.function };
            return write!(f, "new {name} ({location})");
        }
        if !self.type_name.is_empty() {
            let name = if self.function.is_empty() { "<anonymous>" } else { &self.function };
            return write!(f, "{}.{name} ({location})", self.type_name);
        }
        if self.function.is_empty() {
            return f.write_str(&location);
        }
        write!(f, "{} ({location})", self.function)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, trace: &str) -> Vec<String> {
        let sources = Sources::default();
        sources.add_text("/a.js", ScriptKind::CommonJs(62), text);
        resolve(&parse(trace), 10, &sources).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn first_lines_lose_the_wrapper_and_calls_point_at_the_name() {
        let frames = shown("foo.bar(1)", "    at <main> (/a.js:1:70)\n");
        assert_eq!(frames, ["Object.<anonymous> (/a.js:1:5)"]);
    }

    #[test]
    fn constructors_and_natives_read_as_in_v8() {
        let text = "class A { constructor() {\n throw 1 } }\n[1].map(() => {\nnew A() })";
        let trace = "    at A (/a.js:2:2)\n    at <main> (/a.js:4:1)\n    at map (native)\n    at <main> (/a.js:3:8)\n";
        assert_eq!(
            shown(text, trace),
            [
                "new A (/a.js:2:2)",
                "/a.js:4:1",
                "Array.map (<anonymous>)",
                "Object.<anonymous> (/a.js:3:5)"
            ]
        );
    }

    #[test]
    fn unknown_places_and_unknown_natives_are_left_out() {
        assert!(
            shown("", "    at B (/a.js:?:?)\n    at submit (native)\n    at  (native)\n")
                .is_empty()
        );
    }
}
