//! JavaScript cut into tokens, and the few constructs that the engine's parser cannot read written
//! in ones that it can. A byte machine: text in, text out; nothing here recurses, so no input can
//! exhaust the native stack.

#![forbid(unsafe_code)]

mod balance;
mod chain;
mod deletion;
mod parentheses;
mod rewrite;
mod session;
mod tokens;
mod weight;
mod words;

pub use balance::stray_bracket;
pub use chain::chain_start;
pub use deletion::deleted_private_name;
pub use parentheses::{Lightening, lightened};
pub use rewrite::{
    CAUGHT, EVALUATED, RESOURCES, Rewritten, disposes_at_top, original, rewrite, rewrite_catching,
};
pub use session::{importing, is_cut, redeclarable};
pub use tokens::{Kind, Token, Tokens, is_word};
pub use weight::{Survey, survey, weight};
pub use words::{CONTEXTUAL_WORDS, RESERVED_WORDS};
