//! What is wrong with a pattern, in V8's words.

use std::fmt;

use crate::flags::Flags;

/// Why a pattern is no regular expression.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error {
    /// V8's message, which names the pattern and those of its flags that are known here.
    pub text: String,
}

impl Error {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// Says of which pattern it is.
    pub(crate) fn of(self, pattern: &[u32], flags: Flags) -> Self {
        let units: Vec<u16> = pattern
            .iter()
            .flat_map(|code| match char::from_u32(*code) {
                Some(letter) => letter.encode_utf16(&mut [0; 2]).to_vec(),
                None => vec![u16::try_from(*code).unwrap_or(0xfffd)],
            })
            .collect();
        let pattern = String::from_utf16_lossy(&units);
        Self { text: format!("Invalid regular expression: /{pattern}/{flags}: {}", self.text) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Error {}
