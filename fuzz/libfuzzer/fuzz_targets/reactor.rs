//! libFuzzer drives `reactor`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::reactor::run(input));
