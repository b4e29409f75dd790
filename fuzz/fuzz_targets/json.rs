//! JSON of every kind that is read.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let bytes = shownotes_fuzz::steered(bytes, &["{", "["], "[{");
    shownotes_fuzz::read(&bytes, "a.json");
});
