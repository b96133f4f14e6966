//! libFuzzer drives `cjs_exports`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::cjs_exports::run(input));
