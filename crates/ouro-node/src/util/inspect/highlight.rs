//! Colours inside regular expressions: `inspect.styles.regexp`. Each level of nesting starts one
//! colour further along the palette. ECMA-262 §22.2.1 (patterns). No JavaScript half.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
};

use super::{style, text};
use crate::{Arguments, binding};

/// The colours used in turn.
const PALETTE: [&str; 5] = ["green", "red", "yellow", "cyan", "magenta"];

/// Makes the function `highlightRegExp` with its `colors`.
///
/// # Errors
/// None but the engine's own.
pub(super) fn function(context: &mut Context) -> JsResult<JsObject> {
    let function: JsObject = binding::function("highlightRegExp", 1, highlight, context).into();
    let palette = JsArray::from_iter(PALETTE.map(|name| js_string!(name).into()), context);
    function.create_data_property(js_string!("colors"), palette, context)?;
    Ok(function)
}

/// `highlightRegExp(text)`: the text of a regular expression with colours.
fn highlight(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = args.value(0).to_string(context)?;
    let source = text::plain(&source);
    let palette = palette(context)?;
    let mut painter = Painter { palette, out: String::new() };
    painter.paint_all(&source);
    Ok(js_string!(painter.out).into())
}

/// The codes of the palette as the script left it.
fn palette(context: &mut Context) -> JsResult<Vec<(String, String)>> {
    let inspect = super::state(context)?.inspect.clone();
    let mut names: Vec<JsString> = Vec::new();
    let styles = inspect.get(js_string!("styles"), context)?;
    if let Some(styles) = styles.as_object()
        && let Some(own) = styles.get(js_string!("regexp"), context)?.as_object()
        && let Some(list) = own.get(js_string!("colors"), context)?.as_object()
    {
        let length = list.get(js_string!("length"), context)?.to_length(context)?;
        for index in 0..length.min(64) {
            if let Some(name) = list.get(index, context)?.as_string() {
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        names = PALETTE.map(JsString::from).to_vec();
    }
    let mut codes = Vec::with_capacity(names.len());
    for name in names {
        codes.extend(style::codes(name, context)?);
    }
    Ok(codes)
}

struct Painter {
    palette: Vec<(String, String)>,
    out: String,
}

impl Painter {
    fn put(&mut self, shown: &str, color: isize) {
        if shown.is_empty() {
            return;
        }
        // A bracket too many leaves the depth below zero.
        let color = usize::try_from(color).unwrap_or(0);
        let count = self.palette.len();
        match self.palette.get(color.checked_rem(count).unwrap_or(0)) {
            Some((on, off)) => {
                self.out.push_str("\u{1b}[");
                self.out.push_str(on);
                self.out.push('m');
                self.out.push_str(shown);
                self.out.push_str("\u{1b}[");
                self.out.push_str(off);
                self.out.push('m');
            }
            None => self.out.push_str(shown),
        }
    }

    /// Paints `/pattern/flags`.
    fn paint_all(&mut self, source: &str) {
        let Some(end) = source.rfind('/').filter(|&end| end > 0 && source.starts_with('/')) else {
            self.out.push_str(source);
            return;
        };
        self.put("/", 0);
        self.paint_pattern(source.get(1..end).unwrap_or_default());
        self.put("/", 0);
        self.put(source.get(end + 1..).unwrap_or_default(), 1);
    }

    fn paint_pattern(&mut self, pattern: &str) {
        let mut rest = pattern;
        let mut depth = 0_isize;
        let mut class = false;
        let mut first_of_class = false;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '\\' => self.paint_escape(rest, if class { depth + 1 } else { depth }, class),
                ']' if class => {
                    class = false;
                    self.put("]", depth + 1);
                    1
                }
                '-' if class && !first_of_class && !rest.starts_with("-]") => {
                    self.put("-", depth + 3);
                    1
                }
                _ if class => self.put_char(first, depth + 2),
                '[' => {
                    class = true;
                    self.put("[", depth + 1);
                    1
                }
                '(' => {
                    self.put("(", depth + 1);
                    depth += 1;
                    1 + self.paint_group(rest.get(1..).unwrap_or_default(), depth)
                }
                ')' => {
                    self.put(")", depth);
                    depth -= 1;
                    1
                }
                '{' => self.paint_count(rest, depth),
                '*' | '+' | '?' | '|' | '^' | '$' | ',' => self.put_char(first, depth + 4),
                '.' => self.put_char(first, depth + 3),
                _ => self.put_char(first, depth + 2),
            };
            first_of_class = class && first == '[' && !first_of_class;
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn put_char(&mut self, character: char, color: isize) -> usize {
        let mut buffer = [0; 4];
        let shown = character.encode_utf8(&mut buffer);
        self.put(shown, color);
        character.len_utf8()
    }

    /// What follows a bracket that opens a group; returns its bytes.
    fn paint_group(&mut self, rest: &str, depth: isize) -> usize {
        for mark in ["?:", "?=", "?!", "?<=", "?<!"] {
            if rest.starts_with(mark) {
                self.put(mark, depth);
                return mark.len();
            }
        }
        if let Some(named) = rest.strip_prefix("?<")
            && let Some(end) = named.find('>')
        {
            self.put("?<", depth);
            self.put(named.get(..end).unwrap_or_default(), depth + 1);
            self.put(">", depth);
            return end + 3;
        }
        if rest.starts_with('?') {
            self.put("?", depth + 1);
            return 1;
        }
        0
    }

    /// An escape; returns its bytes.
    fn paint_escape(&mut self, rest: &str, depth: isize, class: bool) -> usize {
        for (mark, close, color) in
            [("\\p{", '}', 1), ("\\P{", '}', 1), ("\\u{", '}', 1), ("\\k<", '>', 0)]
        {
            if let Some(name) = rest.strip_prefix(mark)
                && let Some(end) = name.find(close)
            {
                self.put(mark, depth + color);
                self.put(name.get(..end).unwrap_or_default(), depth + color + 1);
                self.put(if close == '}' { "}" } else { ">" }, depth + color);
                return mark.len() + end + 1;
            }
        }
        if ["\\p{", "\\P{", "\\u{"].iter().any(|mark| rest.starts_with(mark)) {
            // The brace is never closed.
            self.put(rest.get(..3).unwrap_or_default(), depth + 2);
            return 3;
        }
        let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
        let hex =
            rest.as_bytes().get(2..4).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let length = if rest.starts_with("\\x") && hex { 4 } else { 1 + escaped };
        self.put(rest.get(..length).unwrap_or_default(), if class { depth + 1 } else { depth + 2 });
        length
    }

    /// `{1,2}`, or a brace that means itself; returns its bytes.
    fn paint_count(&mut self, rest: &str, depth: isize) -> usize {
        let inner = rest.get(1..).unwrap_or_default();
        let end = inner.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(inner.len());
        if end == 0 || !inner.get(end..).is_some_and(|after| after.starts_with('}')) {
            self.put("{", depth + 2);
            return 1;
        }
        self.put("{", depth + 1);
        let counts = inner.get(..end).unwrap_or_default();
        for (index, digits) in counts.split(',').enumerate() {
            if index > 0 {
                self.put(",", depth + 2);
            }
            self.put(digits, depth + 3);
        }
        self.put("}", depth + 1);
        end + 2
    }
}
