//! libFuzzer drives `legacy_urls`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::checks::legacy_urls(input));
