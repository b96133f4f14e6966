//! libFuzzer drives `programs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::programs::run(input));
