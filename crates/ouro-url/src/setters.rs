//! The setters of the API. WHATWG URL: URL class. What the standard ignores leaves the URL as it
//! was.

use crate::{
    Url,
    parser::{State, run},
    percent,
};

impl Url {
    /// Sets the scheme; only special ones may replace special ones.
    pub fn set_protocol(&mut self, value: &str) {
        self.change(&format!("{value}:"), State::SchemeStart);
    }

    /// Sets the user name, where the URL can have one.
    pub fn set_username(&mut self, value: &str) {
        if self.can_have_credentials() {
            self.username.clear();
            percent::push_all(value.as_bytes(), percent::USERINFO, &mut self.username);
        }
    }

    /// Sets the password, where the URL can have one.
    pub fn set_password(&mut self, value: &str) {
        if self.can_have_credentials() {
            self.password.clear();
            percent::push_all(value.as_bytes(), percent::USERINFO, &mut self.password);
        }
    }

    /// Sets the host name and, if given, the port.
    pub fn set_host(&mut self, value: &str) {
        if !self.opaque {
            self.change(value, State::Host);
        }
    }

    /// Sets the host name.
    pub fn set_hostname(&mut self, value: &str) {
        if !self.opaque {
            self.change(value, State::Hostname);
        }
    }

    /// Sets the port; an empty text is the scheme's usual one.
    pub fn set_port(&mut self, value: &str) {
        if !self.can_have_credentials() {
            return;
        }
        if value.is_empty() {
            self.port = None;
        } else {
            self.change(value, State::Port);
        }
    }

    /// Sets the path.
    pub fn set_pathname(&mut self, value: &str) {
        if !self.opaque {
            self.path.clear();
            self.change(value, State::PathStart);
        }
    }

    /// Sets the query; an empty text removes it.
    pub fn set_search(&mut self, value: &str) {
        self.query = None;
        if !value.is_empty() {
            self.query = Some(String::new());
            self.change(value.strip_prefix('?').unwrap_or(value), State::Query);
        }
    }

    /// Sets the query to a text that is encoded already; an empty text removes it.
    pub fn set_query(&mut self, query: &str) {
        self.query = (!query.is_empty()).then(|| query.to_owned());
    }

    /// Sets the fragment; an empty text removes it.
    pub fn set_hash(&mut self, value: &str) {
        self.fragment = None;
        if !value.is_empty() {
            self.fragment = Some(String::new());
            self.change(value.strip_prefix('#').unwrap_or(value), State::Fragment);
        }
    }

    /// A failure keeps what was set before it, as the standard has it: a good host stays although
    /// a bad port follows.
    fn change(&mut self, value: &str, from: State) {
        let _ = run(value, None, self, Some(from));
    }

    /// WHATWG URL: cannot have a username/password/port.
    fn can_have_credentials(&self) -> bool {
        !self.hostname().is_empty() && self.scheme != "file"
    }
}
