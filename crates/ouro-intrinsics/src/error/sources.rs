//! The source texts behind stack frames: what the loader compiled, and how it wrapped it.

use std::{
    cell::RefCell,
    collections::{HashMap, VecDeque},
    fmt,
    rc::Rc,
};

use super::outline::Outline;

/// How a text was compiled, which decides how its frames read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ScriptKind {
    /// A builtin, inside a wrapper of this many UTF-16 units on the first line.
    Builtin(u32),
    /// A CommonJS module, inside a wrapper of this many UTF-16 units on the first line.
    CommonJs(u32),
    /// An ES module; its frames show a `file:` URL.
    Module,
    /// A script as it stands.
    Script,
}

impl ScriptKind {
    /// What was put in front of the first line, in UTF-16 units.
    #[must_use]
    pub const fn prefix(self) -> u32 {
        match self {
            Self::Builtin(prefix) | Self::CommonJs(prefix) => prefix,
            Self::Module | Self::Script => 0,
        }
    }
}

/// A text with its outline, read once.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) text: Rc<str>,
    pub(crate) outline: Outline,
}

impl Text {
    fn new(text: Rc<str>) -> Rc<Self> {
        let outline = Outline::of(&text);
        Rc::new(Self { text, outline })
    }

    /// One line of the text, from 1.
    pub(crate) fn line(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.text.split('\n').nth(index).map(|line| line.trim_end_matches('\r'))
    }

    /// Line and column of a byte offset, both from 1, the column in UTF-16 units.
    pub(crate) fn position(&self, offset: usize) -> Option<(u32, u32)> {
        let before = self.text.get(..offset)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count() + 1;
        let column = before.get(start..)?.encode_utf16().count() + 1;
        Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?))
    }

    /// The byte offset of a position, both from 1, the column in UTF-16 units.
    pub(crate) fn offset(&self, line: u32, column: u32) -> Option<usize> {
        let mut start = 0;
        for _ in 1..line {
            start += self.text.get(start..)?.find('\n')? + 1;
        }
        let mut units = 1;
        for (offset, letter) in self.text.get(start..)?.char_indices() {
            if units >= column || letter == '\n' {
                return Some(start + offset);
            }
            units += u32::try_from(letter.len_utf16()).unwrap_or(1);
        }
        Some(self.text.len())
    }
}

/// Reads the text of a path that was compiled; `None` where that is not allowed or fails.
pub type Reader = Box<dyn Fn(&str) -> Option<String>>;

/// Texts longer than this are not looked into for names, in bytes.
const LIMIT: usize = 4 << 20;

#[derive(Clone)]
struct Entry {
    kind: ScriptKind,
    given: Option<Rc<str>>,
    url: Option<Rc<str>>,
}

/// What was compiled under which path. Only these paths are ever opened to print an error, so a
/// made-up file name in a script shows nothing.
#[derive(Default)]
pub struct Sources {
    entries: RefCell<HashMap<Rc<str>, Entry>>,
    texts: RefCell<HashMap<Rc<str>, Option<Rc<Text>>>>,
    reader: RefCell<Option<Reader>>,
    /// The last texts with classes that `eval` or `Function` compiled.
    evaluated: RefCell<VecDeque<Rc<str>>>,
}

/// So many texts of `eval` are kept, each of at most so many bytes.
const KEPT: usize = 32;
const LONGEST_KEPT: usize = 64 << 10;

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources").field("entries", &self.entries.borrow().len()).finish()
    }
}

impl Sources {
    /// Says how texts that were compiled from files are read again.
    pub fn set_reader(&self, reader: Reader) {
        *self.reader.borrow_mut() = Some(reader);
    }

    /// Notes that the text of a file was compiled under its path.
    pub fn add(&self, path: &str, kind: ScriptKind) {
        self.insert(path, Entry { kind, given: None, url: None });
    }

    /// Notes that an ES module was compiled under a path; frames show its URL.
    pub fn add_module(&self, path: &str, url: &str) {
        self.insert(path, Entry { kind: ScriptKind::Module, given: None, url: Some(url.into()) });
    }

    /// Notes a text that is in no file (`-e`, `vm`), under the name its frames show.
    pub fn add_text(&self, name: &str, kind: ScriptKind, text: &str) {
        self.insert(name, Entry { kind, given: Some(text.into()), url: None });
    }

    /// Keeps a text that `eval` or `Function` compiled, for a while, where its classes may be asked
    /// for their texts.
    pub(crate) fn add_evaluated(&self, text: &str) {
        if text.len() > LONGEST_KEPT || !text.contains("class") {
            return;
        }
        let mut kept = self.evaluated.borrow_mut();
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(text.into());
    }

    fn insert(&self, path: &str, entry: Entry) {
        self.texts.borrow_mut().remove(path);
        self.entries.borrow_mut().insert(path.into(), entry);
    }

    /// How a path was compiled.
    pub(crate) fn kind(&self, path: &str) -> Option<ScriptKind> {
        if let Some(entry) = self.entries.borrow().get(path) {
            return Some(entry.kind);
        }
        path.starts_with("node:").then_some(ScriptKind::Builtin(crate::BUILTIN_PREFIX))
    }

    /// The name frames show for a path.
    pub(crate) fn shown(&self, path: &str) -> String {
        match self.entries.borrow().get(path) {
            Some(Entry { url: Some(url), .. }) => url.to_string(),
            Some(Entry { kind: ScriptKind::Module, .. }) if path.starts_with('/') => {
                format!("file://{path}")
            }
            _ => path.to_owned(),
        }
    }

    /// The texts that hold a piece of text, read again where they are files.
    pub(crate) fn holding(&self, piece: &str) -> Vec<Rc<Text>> {
        let paths: Vec<Rc<str>> = self.entries.borrow().keys().cloned().collect();
        let mut found = Vec::new();
        for path in paths {
            let known = self.texts.borrow().get(&path).cloned();
            let text = match known {
                Some(text) => text.map(|text| text.text.clone()),
                None => self.read(&path),
            };
            if text.is_some_and(|text| text.contains(piece)) {
                found.extend(self.text(&path));
            }
        }
        let evaluated = self.evaluated.borrow();
        let evaluated = evaluated.iter().rev().filter(|text| text.contains(piece));
        found.extend(evaluated.map(|text| Text::new(Rc::clone(text))));
        found
    }

    /// A text as it was compiled.
    fn read(&self, path: &str) -> Option<Rc<str>> {
        let given = self.entries.borrow().get(path).and_then(|entry| entry.given.clone());
        given.or_else(|| {
            let reader = self.reader.borrow();
            reader.as_ref().and_then(|read| read(path)).map(Rc::from)
        })
    }

    /// One line of the text behind a name that frames show.
    #[must_use]
    pub fn line(&self, shown: &str, line: u32) -> Option<String> {
        let path = self.path_of(shown);
        self.text(&path)?.line(line).map(str::to_owned)
    }

    /// The path behind a shown name: `file:` URLs of modules name their file.
    fn path_of(&self, shown: &str) -> String {
        let entries = self.entries.borrow();
        if entries.contains_key(shown) {
            return shown.to_owned();
        }
        let module = entries.iter().find(|(_, entry)| entry.url.as_deref() == Some(shown));
        match module {
            Some((path, _)) => path.to_string(),
            None => shown.strip_prefix("file://").unwrap_or(shown).to_owned(),
        }
    }

    /// The text of a path, if it was compiled and is not too long to look into.
    pub(crate) fn text(&self, path: &str) -> Option<Rc<Text>> {
        if let Some(text) = self.texts.borrow().get(path) {
            return text.clone();
        }
        self.kind(path)?;
        let text = self.read(path);
        let text = text.filter(|text| text.len() <= LIMIT).map(Text::new);
        self.texts.borrow_mut().insert(path.into(), text.clone());
        text
    }
}
