//! libFuzzer drives `structured_clone`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::checks::structured_clone(input));
