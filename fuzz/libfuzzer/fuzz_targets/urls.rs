//! libFuzzer drives `urls`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::urls::run(input));
