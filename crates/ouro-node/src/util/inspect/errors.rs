//! `util.inspect`, errors: their stack with the class name put right, in brackets where there are
//! no frames, and the properties that the stack does not tell. Node docs: `util.inspect`, Errors.
//! No JavaScript half.

use boa_engine::{
    JsObject, JsResult, JsValue, builtins::error::Error, js_string, property::PropertyKey,
};

use super::{Inspector, Style, prefix, text};
use crate::util::{kind, reflect};

/// Frames that a stack and its cause's must share before they are left out.
const SHARED_FRAMES: usize = 3;

/// Stacks up to this many frames are shown whole.
const FRAMES_KEPT: usize = 10;

impl Inspector<'_> {
    /// The text of an error, and which of its own properties are still to be listed.
    pub(super) fn error(
        &mut self,
        error: &JsObject,
        class: Option<&str>,
        tag: &str,
        mut keys: Vec<PropertyKey>,
    ) -> JsResult<(String, Vec<PropertyKey>)> {
        let stack = self.stack_text(error)?;
        let read = |name: &'static str, context: &mut _| error.get(js_string!(name), context);
        let (Ok(name_value), Ok(message)) =
            (read("name", self.context), read("message", self.context))
        else {
            return Ok(("[object Error]".to_owned(), keys));
        };
        if self.options.show_hidden && error.is::<Error>() {
            // In V8 it is an own property, the first.
            let own = PropertyKey::from(js_string!("stack"));
            keys.retain(|key| *key != own);
            keys.insert(0, own);
        }
        self.hide_told(error, &stack, &mut keys)?;
        self.add_causes(error, &mut keys)?;
        let mut stack = improve(stack, class, tag, &self.name_text(&name_value));
        let message = message.as_string().map(|message| text::plain(&message)).unwrap_or_default();
        let after = match stack.find(&message) {
            Some(at) if !message.is_empty() => at + message.len(),
            _ => 0,
        };
        let frames = stack.get(after..).and_then(|rest| rest.find("\n    at")).map(|at| at + after);
        match frames {
            None => stack = format!("[{stack}]"),
            Some(start) => {
                let head = stack.get(..start).unwrap_or_default().to_owned();
                let lines = stack.get(start + 1..).unwrap_or_default();
                let lines: Vec<String> = lines.split('\n').map(str::to_owned).collect();
                let lines = self.frames(error, lines)?;
                stack = head;
                for line in lines {
                    stack.push('\n');
                    stack.push_str(&line);
                }
            }
        }
        if self.indentation != 0 {
            stack = stack.replace('\n', &format!("\n{}", " ".repeat(self.indentation)));
        }
        Ok((stack, keys))
    }

    fn name_text(&mut self, name: &JsValue) -> Name {
        match name.as_string() {
            Some(name) => Name::Text(text::plain(&name)),
            None if name.is_null_or_undefined() => Name::Text("Error".to_owned()),
            None => Name::Other(
                name.to_string(self.context).map(|name| text::plain(&name)).unwrap_or_default(),
            ),
        }
    }

    /// The stack, or what `Error.prototype.toString` says where there is none.
    fn stack_text(&mut self, error: &JsObject) -> JsResult<String> {
        let mut stack =
            error.get(js_string!("stack"), self.context).unwrap_or_else(|_| JsValue::undefined());
        if stack.is_undefined()
            && error.is::<Error>()
            && !error.has_property(js_string!("stack"), self.context)?
        {
            stack = self.hidden_stack(error)?;
        }
        if let Some(stack) = stack.as_string().filter(|stack| !stack.is_empty()) {
            return Ok(text::plain(&stack));
        }
        let head = self.headline(error)?;
        if !stack.to_boolean() {
            return Ok(head);
        }
        self.indentation += 4;
        let shown = self.value(&stack, f64::NEG_INFINITY, false);
        self.indentation -= 4;
        Ok(format!("{head}\n    {}", shown?))
    }

    /// What `Error.prototype.toString` says.
    fn headline(&mut self, error: &JsObject) -> JsResult<String> {
        let class = self.context.intrinsics().constructors().error().prototype();
        let method = class.get(js_string!("toString"), self.context)?;
        let Some(method) = method.as_function() else { return Ok(String::new()) };
        let shown = crate::call(&method, &error.clone().into(), &[], self.context)?;
        Ok(text::plain(&shown.to_string(self.context)?))
    }

    /// The stack of an error that has lost its prototype, and with it the accessor.
    fn hidden_stack(&mut self, error: &JsObject) -> JsResult<JsValue> {
        let class = self.context.intrinsics().constructors().error().prototype();
        let found = reflect::descriptor(&class, &js_string!("stack").into(), self.context)?;
        let get = found.and_then(|found| found.get().and_then(JsValue::as_function));
        let Some(get) = get else { return Ok(JsValue::undefined()) };
        crate::call(&get, &error.clone().into(), &[], self.context)
    }

    /// Leaves out `name`, `message` and `stack` where the stack tells them.
    fn hide_told(
        &mut self,
        error: &JsObject,
        stack: &str,
        keys: &mut Vec<PropertyKey>,
    ) -> JsResult<()> {
        if self.options.show_hidden || keys.is_empty() {
            return Ok(());
        }
        for name in ["name", "message", "stack"] {
            let key = PropertyKey::from(js_string!(name));
            let Some(at) = keys.iter().position(|own| *own == key) else { continue };
            let value = error.get(key, self.context)?;
            let told = value.as_string().is_none_or(|value| stack.contains(&text::plain(&value)));
            if told {
                keys.remove(at);
            }
        }
        Ok(())
    }

    /// Adds `cause` and `errors`, which are not enumerable.
    fn add_causes(&mut self, error: &JsObject, keys: &mut Vec<PropertyKey>) -> JsResult<()> {
        let cause = PropertyKey::from(js_string!("cause"));
        if !keys.contains(&cause) && error.has_property(cause.clone(), self.context)? {
            keys.push(cause);
        }
        let errors = PropertyKey::from(js_string!("errors"));
        if !keys.contains(&errors) {
            let own = reflect::descriptor(error, &errors, self.context)?;
            let list = own.and_then(|own| own.value().and_then(JsValue::as_object));
            if list.is_some_and(|list| list.is_array()) {
                keys.push(errors);
            }
        }
        Ok(())
    }

    /// Frames as they are shown: without those that the cause shows too, decorated by where they
    /// come from.
    fn frames(&mut self, error: &JsObject, mut lines: Vec<String>) -> JsResult<Vec<String>> {
        let cause = error.get(js_string!("cause"), self.context)?;
        if let Some(cause) = cause.as_object()
            && kind::is_error(&cause, self.context)
        {
            let stack = self.stack_text(&cause)?;
            if let Some(start) = stack.find("\n    at") {
                let inner: Vec<&str> =
                    stack.get(start + 1..).unwrap_or_default().split('\n').collect();
                let (length, at) = overlap(&lines, &inner);
                if length > SHARED_FRAMES {
                    let skipped = length - 2;
                    let words = format!("    ... {skipped} lines matching cause stack trace ...");
                    let words = self.styled(words, Style::Undefined)?;
                    lines.splice(at + 1..=at + skipped, [words]);
                }
            }
        }
        let lines = self.collapsed(lines)?;
        if !self.options.colors {
            return Ok(lines);
        }
        let folder = ouro_sys::machine::working_folder().ok();
        let folder = folder.as_deref().and_then(std::path::Path::to_str).unwrap_or_default();
        let mut shown = Vec::with_capacity(lines.len());
        for line in lines {
            shown.push(if is_builtin_frame(&line) {
                self.styled(line, Style::Undefined)?
            } else {
                self.user_frame(&line, folder)?
            });
        }
        Ok(shown)
    }

    /// Leaves out frames that repeat the ones above, as recursion makes them.
    fn collapsed(&mut self, lines: Vec<String>) -> JsResult<Vec<String>> {
        if lines.len() <= FRAMES_KEPT {
            return Ok(lines);
        }
        let mut output = Vec::with_capacity(lines.len());
        let mut total = 0;
        let mut at = 0;
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((length, times)) = repetition(rest).filter(|(l, t)| l * t >= SHARED_FRAMES)
            else {
                output.extend(rest.first().cloned());
                at += 1;
                continue;
            };
            output.extend(rest.iter().take(length).cloned());
            let skipped = length * times;
            let words = if times == 1 {
                format!("    ... collapsed {skipped} duplicate lines matching above lines ...")
            } else {
                format!(
                    "    ... collapsed {skipped} duplicate lines matching above {length} lines \
                     {times} times..."
                )
            };
            output.push(self.styled(words, Style::Undefined)?);
            at += length + skipped;
            total += skipped;
        }
        Ok(if total > SHARED_FRAMES { output } else { lines })
    }

    /// Underlines the package in a path, greys the working folder.
    fn user_frame(&mut self, line: &str, folder: &str) -> JsResult<String> {
        const MODULES: &str = "/node_modules/";
        let mut out = String::new();
        let mut rest = line;
        while let Some(at) = rest.find(MODULES) {
            let start = at + MODULES.len();
            let after = rest.get(start..).unwrap_or_default();
            let mut ends = after.match_indices('/').map(|(end, _)| end);
            let end = if after.starts_with('@') { ends.nth(1) } else { ends.next() };
            let Some(end) = end else { break };
            out.push_str(rest.get(..start).unwrap_or_default());
            let name = after.get(..end).unwrap_or_default().to_owned();
            out.push_str(&self.styled(name, Style::Module)?);
            rest = after.get(end..).unwrap_or_default();
        }
        out.push_str(rest);
        if folder.is_empty() || folder == "/" {
            return Ok(out);
        }
        let Some(at) = out.find(folder) else { return Ok(out) };
        let mut end = at + folder.len();
        let mut start = at;
        if out.get(end..).is_some_and(|rest| rest.starts_with('/')) {
            end += 1;
        }
        if out.get(..at).is_some_and(|before| before.ends_with("file://")) {
            start -= "file://".len();
        }
        // With a bracket in front the whole folder is grey, bracket included.
        let bracket = out.get(..start).is_some_and(|before| before.ends_with('('));
        if bracket {
            start -= 1;
        }
        let close = bracket && out.ends_with(')');
        let grey = out.get(start..end).unwrap_or_default().to_owned();
        let grey = self.styled(grey, Style::Undefined)?;
        let tail = out.get(end..).unwrap_or_default();
        let tail = if close {
            let inner = tail.strip_suffix(')').unwrap_or(tail);
            format!("{inner}{}", self.word(")", Style::Undefined)?)
        } else {
            tail.to_owned()
        };
        Ok(format!("{}{grey}{tail}", out.get(..start).unwrap_or_default()))
    }
}

/// An error's name.
enum Name {
    Text(String),
    /// Converted from something that is no string.
    Other(String),
}

/// The shortest run of lines at the start that is followed by itself, and how many times.
fn repetition(lines: &[String]) -> Option<(usize, usize)> {
    let length = (1..=lines.len() / 2)
        .find(|&length| lines.get(..length) == lines.get(length..2 * length))?;
    let (first, rest) = lines.split_at(length);
    let times = rest.chunks(length).take_while(|run| *run == first).count();
    Some((length, times))
}

/// Whether a frame lies in a builtin module.
fn is_builtin_frame(line: &str) -> bool {
    let Some(at) = line.find("node:") else { return false };
    let before = line.get(..at).unwrap_or_default();
    if !before.ends_with('(') && before != "    at " {
        return false;
    }
    let id = line.get(at + "node:".len()..).unwrap_or_default();
    let id = id.split(':').next().unwrap_or_default();
    crate::CATALOGUE.iter().any(|room| room.id == id)
        || crate::INTERNALS.iter().any(|(known, _)| *known == id)
}

/// Puts the class name into the first line where the stack tells only the name.
fn improve(stack: String, class: Option<&str>, tag: &str, name: &Name) -> String {
    let name = match name {
        Name::Text(name) => name,
        Name::Other(name) => {
            let full = prefix::prefix(class, tag, "Error", "");
            return stack.replacen(name, &format!("{name} [{}]", full.trim_end()), 1);
        }
    };
    let starts = name.ends_with("Error")
        && stack
            .strip_prefix(name.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || rest.starts_with('\n'));
    if class.is_some() && !starts {
        return stack;
    }
    let mut length = name.len();
    let mut fallback = "Error".to_owned();
    if class.is_none() {
        let found = leading_name(&stack);
        length = found.len();
        if !found.is_empty() {
            fallback = found.to_owned();
        }
    }
    let full = prefix::prefix(class, tag, &fallback, "");
    let full = full.trim_end();
    if name == full {
        return stack;
    }
    let rest = stack.get(length..).unwrap_or_default();
    if full.contains(name.as_str()) {
        if length == 0 { format!("{full}: {stack}") } else { format!("{full}{rest}") }
    } else {
        format!("{full} [{name}]{rest}")
    }
}

/// The class name at the start of a stack: words in front of a colon or of the frames.
fn leading_name(stack: &str) -> &str {
    let line = stack.split('\n').next().unwrap_or_default();
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ' ' | '[' | ']' | '(' | ')' | '-');
    let end = line.find(|c| !allowed(c)).unwrap_or(line.len());
    let name = line.get(..end).unwrap_or_default();
    let ends = line.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
    if ends && name.starts_with(|c: char| c.is_ascii_uppercase()) { name } else { "" }
}

/// Length and start (in the first list) of the longest run of frames that both share, where it
/// starts at the first shared frame.
fn overlap(outer: &[String], inner: &[&str]) -> (usize, usize) {
    for at in 0..outer.len().saturating_sub(SHARED_FRAMES) {
        let Some(first) = outer.get(at) else { break };
        let Some(start) = inner.iter().position(|frame| frame == first) else { continue };
        let rest = inner.get(start..).unwrap_or_default();
        let tail = outer.get(at..).unwrap_or_default();
        let length = tail.iter().zip(rest).take_while(|(a, b)| a == *b).count();
        if length > SHARED_FRAMES {
            return (length, at);
        }
    }
    (0, 0)
}
