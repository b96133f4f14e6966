//! `delete` of a private name, which is an early error (ECMA-262 §13.5.1.1); the engine finds it but
//! in optional chains, where it panics.

use memchr::memmem;

use crate::{Kind, Tokens};

/// The byte at which a text deletes a private name; `None` where it does not.
#[must_use]
pub fn deleted_private_name(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    memmem::find(bytes, b"delete")?;
    memmem::find(bytes, b".#")?;
    let mut tokens = Tokens::new(bytes);
    let mut after_dot = false;
    loop {
        let token = tokens.advance();
        let text = tokens.text(token);
        if token.kind == Kind::End {
            return None;
        }
        if token.kind == Kind::Word && text == b"delete" && !after_dot {
            let found = operand(tokens.clone());
            if found.is_some() {
                return found;
            }
        }
        after_dot = matches!(text, b"." | b"?.");
    }
}

/// Reads the operand of a `delete`, and says where the private name is that it ends with.
fn operand(mut tokens: Tokens<'_>) -> Option<usize> {
    // Brackets opened: parentheses round the operand first, then those within it.
    let (mut around, mut within) = (0_usize, 0_usize);
    let mut begun = false;
    let mut last = None;
    let mut after_dot = false;
    loop {
        let ends_value = begun && !tokens.expects_value();
        let token = tokens.advance();
        let text = tokens.text(token);
        match token.kind {
            Kind::End => return last,
            Kind::Template => {
                // `a` and `a${ … }b`: what is between is within.
                within = within.saturating_sub(usize::from(text.starts_with(b"}")));
                within += usize::from(text.ends_with(b"${"));
                begun = true;
                last = None;
                continue;
            }
            _ => {}
        }
        if within > 0 {
            match text {
                b"(" | b"[" | b"{" => within += 1,
                b")" | b"]" | b"}" => within -= 1,
                _ => {}
            }
            last = None;
            continue;
        }
        match text {
            b"(" if !begun => around += 1,
            b"(" | b"[" | b"{" => {
                // A value that ended goes on with these but for a brace.
                if text == b"{" && ends_value {
                    return last;
                }
                begun = true;
                last = None;
                within = 1;
            }
            b")" if around > 0 => around -= 1,
            b"." | b"?." => {}
            _ if token.kind == Kind::Word && after_dot => {
                last = text.starts_with(b"#").then_some(token.start);
            }
            _ if matches!(token.kind, Kind::Word | Kind::Number | Kind::String | Kind::Regex)
                && !begun =>
            {
                begun = true;
            }
            // An operator, a comma, another statement: the end, or something that is no member.
            _ => return if around == 0 { last } else { None },
        }
        after_dot = matches!(text, b"." | b"?.");
    }
}

#[cfg(test)]
mod tests {
    use super::deleted_private_name;

    #[test]
    fn members_that_end_with_a_private_name_are_found() {
        for text in [
            "delete this?.#a",
            "delete (this.#a)",
            "delete ((this?.#a)); x",
            "delete o?.b[0].#a\nx",
            "x = delete o?.().#a || y",
            "delete f(o.#x)?.#a",
        ] {
            assert!(deleted_private_name(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_may_be_deleted_is_not_found() {
        for text in [
            "delete this.#a.b",
            "delete this?.#a[0]",
            "delete this[this.#a]",
            "delete f(this.#a)",
            "delete (0, this.#a)",
            "delete (() => this.#a)",
            "delete `${this.#a}`",
            "o.delete(this.#a)",
            "delete this.x; this.#a",
            "delete this.x\nthis.#a",
            "delete this.x + this.#a",
            "delete new this.#a()",
            "{ delete a.b } this.#a",
        ] {
            assert_eq!(deleted_private_name(text), None, "{text}");
        }
    }
}
