//! A policy for the programs that a program starts: written into their `NODE_OPTIONS`.
//!
//! Node docs: Permissions, "Permission Model constraints"; `NODE_OPTIONS`.

/// What `NODE_OPTIONS` says to a child: what it said before (`given`), and the flags among `flags`
/// (names with dashes, and values) that make the policy. One that has a policy already keeps it.
#[must_use]
pub fn hand_down(flags: &[(String, String)], given: &str) -> String {
    let mut options = given.to_owned();
    if options.split_whitespace().any(|flag| flag == "--permission") {
        return options;
    }
    for (name, value) in flags {
        if name != "--permission" && !name.starts_with("--allow-") {
            continue;
        }
        let flag = if value.is_empty() { name.clone() } else { format!("{name}={value}") };
        if !options.is_empty() {
            options.push(' ');
        }
        if flag.contains([' ', '"', '\\']) {
            let escaped = flag.replace('\\', "\\\\").replace('"', "\\\"");
            options.push_str(&format!("\"{escaped}\""));
        } else {
            options.push_str(&flag);
        }
    }
    options
}

#[cfg(test)]
mod tests {
    use super::hand_down;

    #[test]
    fn the_policy_follows_what_was_given() {
        let flag = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let flags = [
            flag("--permission", ""),
            flag("--no-warnings", ""),
            flag("--allow-fs-read", "/a b"),
            flag("--allow-net", ""),
        ];
        assert_eq!(
            hand_down(&flags, "--title=x"),
            "--title=x --permission \"--allow-fs-read=/a b\" --allow-net"
        );
        assert_eq!(hand_down(&flags, "--permission"), "--permission");
    }
}
