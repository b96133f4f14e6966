//! URLs as WHATWG's standard has them: text in, a record out. No I/O, no JavaScript.
//!
//! ```
//! let base = ouro_url::Url::parse("http://example.com/a/b", None).unwrap();
//! let url = ouro_url::Url::parse("../c?d#e", Some(&base)).unwrap();
//! assert_eq!(url.href(), "http://example.com/c?d#e");
//! ```

#![forbid(unsafe_code)]

pub mod form;
mod host;
mod parser;
pub mod percent;
mod setters;

pub use host::{domain_to_ascii, domain_to_unicode};

/// A URL record. WHATWG URL: URL representation.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Url {
    scheme: String,
    username: String,
    password: String,
    /// Serialised, with brackets where it is an IPv6 address.
    host: Option<String>,
    port: Option<u16>,
    /// Every segment of a list with a slash before it, or the opaque path.
    path: String,
    opaque: bool,
    query: Option<String>,
    fragment: Option<String>,
}

impl Url {
    /// Parses `input`, relative to `base` where it is given; `None` where that fails.
    /// WHATWG URL: URL parsing.
    #[must_use]
    pub fn parse(input: &str, base: Option<&Self>) -> Option<Self> {
        parser::parse(input, base)
    }

    /// The whole URL. WHATWG URL: URL serializer.
    #[must_use]
    pub fn href(&self) -> String {
        let mut href = self.up_to_path();
        href.push_str(&self.path);
        if let Some(query) = &self.query {
            href.push('?');
            href.push_str(query);
        }
        if let Some(fragment) = &self.fragment {
            href.push('#');
            href.push_str(fragment);
        }
        href
    }

    fn up_to_path(&self) -> String {
        let mut href = String::with_capacity(self.path.len() + 64);
        href.push_str(&self.scheme);
        href.push(':');
        if self.host.is_some() {
            href.push_str("//");
            if self.has_credentials() {
                href.push_str(&self.username);
                if !self.password.is_empty() {
                    href.push(':');
                    href.push_str(&self.password);
                }
                href.push('@');
            }
            href.push_str(&self.host());
        } else if !self.opaque && self.path.starts_with("//") {
            href.push_str("/.");
        }
        href
    }

    /// The origin, `null` where it is opaque. WHATWG URL: origin.
    #[must_use]
    pub fn origin(&self) -> String {
        match self.scheme.as_str() {
            "blob" => match Self::parse(&self.path, None) {
                Some(inner) if matches!(&*inner.scheme, "http" | "https") => inner.origin(),
                _ => "null".to_owned(),
            },
            "ftp" | "http" | "https" | "ws" | "wss" => {
                format!("{}://{}", self.scheme, self.host())
            }
            _ => "null".to_owned(),
        }
    }

    /// The scheme with its colon.
    #[must_use]
    pub fn protocol(&self) -> String {
        format!("{}:", self.scheme)
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The user name, percent-encoded.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The password, percent-encoded.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Host name and port.
    #[must_use]
    pub fn host(&self) -> String {
        match (self.hostname(), self.port) {
            (host, None) => host.to_owned(),
            (host, Some(port)) => format!("{host}:{port}"),
        }
    }

    /// The host's name or address.
    #[must_use]
    pub fn hostname(&self) -> &str {
        self.host.as_deref().unwrap_or_default()
    }

    /// The port, where it is not the scheme's usual one.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The path.
    #[must_use]
    pub fn pathname(&self) -> &str {
        &self.path
    }

    /// The query with its question mark, empty where there is nothing behind that.
    #[must_use]
    pub fn search(&self) -> String {
        match self.query.as_deref() {
            None | Some("") => String::new(),
            Some(query) => format!("?{query}"),
        }
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// The fragment with its number sign, empty where there is nothing behind that.
    #[must_use]
    pub fn hash(&self) -> String {
        match self.fragment.as_deref() {
            None | Some("") => String::new(),
            Some(fragment) => format!("#{fragment}"),
        }
    }

    /// Whether the path is opaque, as in `mailto:`.
    #[must_use]
    pub fn has_opaque_path(&self) -> bool {
        self.opaque
    }

    /// Leaves out what `url.format(url, options)` can.
    #[must_use]
    pub fn format(&self, auth: bool, fragment: bool, search: bool, unicode: bool) -> String {
        let mut url = self.clone();
        if !auth {
            url.username.clear();
            url.password.clear();
        }
        if !fragment {
            url.fragment = None;
        }
        if !search {
            url.query = None;
        }
        if unicode && let Some(host) = &url.host {
            url.host = Some(host::unicode(host));
        }
        url.href()
    }

    fn is_special(&self) -> bool {
        default_port(&self.scheme).is_some() || self.scheme == "file"
    }

    fn has_credentials(&self) -> bool {
        !self.username.is_empty() || !self.password.is_empty()
    }
}

/// The usual port of a special scheme.
fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "ftp" => Some(21),
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
