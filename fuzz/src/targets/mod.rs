//! The targets, and the words of the languages that they read.

pub mod checks;
pub mod cjs_exports;
pub mod loader;
pub mod permissions;
pub mod programs;
pub mod reactor;
pub mod types;
pub mod urls;

/// One way into Ouro.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, and that of its folder of seeds.
    pub name: &'static str,
    /// Panics where something is wrong with what becomes of the input.
    pub run: fn(&[u8]),
    /// Words that make an input likelier to be understood.
    pub tokens: &'static [&'static str],
}

/// All targets.
pub const TARGETS: &[Target] = &[
    target("buffers", checks::buffers, checks::BYTES),
    target("cjs_exports", cjs_exports::run, cjs_exports::TOKENS),
    target("inspect", checks::inspect, checks::BYTES),
    target("json", checks::json, checks::JSON),
    target("legacy_urls", checks::legacy_urls, urls::TOKENS),
    target("loader", loader::run, loader::TOKENS),
    target("paths", checks::paths, checks::PATHS),
    target("permissions", permissions::run, permissions::TOKENS),
    target("programs", programs::run, programs::TOKENS),
    target("querystring", checks::querystring, checks::QUERY),
    target("reactor", reactor::run, reactor::TOKENS),
    target("string_decoder", checks::string_decoder, checks::BYTES),
    target("structured_clone", checks::structured_clone, checks::BYTES),
    target("types", types::run, types::TOKENS),
    target("urls", urls::run, urls::TOKENS),
];

const fn target(name: &'static str, run: fn(&[u8]), tokens: &'static [&'static str]) -> Target {
    Target { name, run, tokens }
}
