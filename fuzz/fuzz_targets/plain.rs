//! Plain text: labels and times.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shownotes_fuzz::read(bytes, "a.txt");
});
