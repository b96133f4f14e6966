//! Lays out the program: functions that run at start come first, side by side, so that the kernel
//! maps a few hundred pages of code rather than most of it.
//!
//! The names are in `layout/functions.txt`, which `layout/record` wrote. A release build for Linux
//! hands them to the linker as an output section of its own (GNU ld and LLD: `SECTIONS`, `INSERT`).
//! A name that no longer exists places nothing; where the linker is not the compiler's own choice,
//! or `OURO_LAYOUT=off` is set, nothing is asked of it. The program is the same but for addresses.

#![forbid(unsafe_code)]
#![allow(
    clippy::disallowed_methods,
    reason = "no script is near: the build's own files and variables"
)]

use std::{env, fmt::Write, fs, path::Path};

const NAMES: &str = "layout/functions.txt";

fn main() {
    println!("cargo::rerun-if-changed={NAMES}");
    println!("cargo::rerun-if-env-changed=OURO_LAYOUT");
    // For `ouro --version --verbose`.
    for name in ["TARGET", "PROFILE"] {
        println!("cargo::rustc-env=OURO_{name}={}", env::var(name).unwrap_or_default());
    }
    if !wanted() {
        return;
    }
    let Ok(names) = fs::read_to_string(NAMES) else { return };
    let script = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("layout.ld");
    if fs::write(&script, linker_script(&names)).is_ok() {
        println!("cargo::rustc-link-arg-bin=ouro=-T");
        println!("cargo::rustc-link-arg-bin=ouro={}", script.display());
    }
}

/// Whether the linker is one that is known to understand the script, and the build worth it.
fn wanted() -> bool {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && !is("OURO_LAYOUT", "off")
        && env::var_os("RUSTC_LINKER").is_none()
        && !["linker", "link-arg", "link-self-contained"].iter().any(|word| flags.contains(word))
}

/// An output section before `.text`, of the functions in the order of their names in the file.
/// Lines that are not a symbol's name, nor a pattern of such, are left out.
fn linker_script(names: &str) -> String {
    let is_name = |line: &&str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_.$*".contains(c);
        !line.is_empty() && line.chars().all(plain)
    };
    let mut script = String::from("SECTIONS\n{\n  .text.start : {\n");
    for name in names.lines().filter(is_name) {
        let _ = writeln!(script, "    *(.text.{name}* .text.unlikely.{name}*)");
    }
    script.push_str("  }\n}\nINSERT BEFORE .text;\n");
    script
}
