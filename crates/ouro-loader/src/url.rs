//! The address of a module: a URL together with its text, which is what modules are known by.
//! WHATWG URL.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use ouro_url::Url as Record;

/// A URL and its serialisation.
#[derive(Clone, Eq)]
pub struct Url {
    record: Record,
    text: String,
}

impl Url {
    /// Parses an absolute URL; `None` where `text` is none. WHATWG URL: URL parsing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Record::parse(text, None).map(Self::from)
    }

    /// Parses `text` relative to this URL; `None` where that fails. WHATWG URL: URL parsing.
    #[must_use]
    pub fn join(&self, text: &str) -> Option<Self> {
        Record::parse(text, Some(&self.record)).map(Self::from)
    }

    /// The whole URL. WHATWG URL: URL serializer.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The scheme, without its colon.
    #[must_use]
    pub fn scheme(&self) -> &str {
        self.record.scheme()
    }

    /// The path, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.record.pathname()
    }

    /// The host's name, empty where there is none.
    #[must_use]
    pub fn hostname(&self) -> &str {
        self.record.hostname()
    }

    /// Whether the URL ends with its path: neither a query nor a fragment follows.
    #[must_use]
    pub fn ends_with_path(&self) -> bool {
        !self.text.contains(['?', '#'])
    }

    /// This URL with the query and fragment of `other` in place of its own.
    #[must_use]
    pub(crate) fn with_tail_of(self, other: &Self) -> Self {
        let mut record = self.record;
        record.set_search(&other.record.search());
        record.set_hash(&other.record.hash());
        record.into()
    }
}

impl From<Record> for Url {
    fn from(record: Record) -> Self {
        Self { text: record.href(), record }
    }
}

impl PartialEq for Url {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Hash for Url {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Url;

    #[test]
    fn dots_never_leave_a_drive() {
        let join = |base: &str, text: &str| Url::parse(base).unwrap().join(text).unwrap();
        let url = join("file://b/a//C:", r"../x/%2e%2:443e/y\zxn--");
        assert_eq!(url.as_str(), "file://b/a/x/%2e%2:443e/y/zxn--");
        assert_eq!(join("file:///C:/", "..").as_str(), "file:///C:/");
    }

    #[test]
    fn the_tail_of_another_replaces_its_own() {
        let other = Url::parse("file:///x?a=b#c").unwrap();
        let url = Url::parse("file:///y?z").unwrap().with_tail_of(&other);
        assert_eq!(url.as_str(), "file:///y?a=b#c");
        assert!(!url.ends_with_path());
        assert!(url.with_tail_of(&Url::parse("file:///").unwrap()).ends_with_path());
    }
}
