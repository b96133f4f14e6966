//! libFuzzer drives `string_decoder`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| ouro_fuzz::targets::checks::string_decoder(input));
