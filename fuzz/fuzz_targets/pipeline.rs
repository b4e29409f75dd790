//! From bytes to show notes: read, drafted, rendered.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for episode in shownotes_fuzz::read(bytes, "a.md") {
        shownotes_fuzz::draft(&episode);
    }
});
