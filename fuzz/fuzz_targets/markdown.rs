//! Markdown: labels, headings, markup, notes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shownotes_fuzz::read(bytes, "a.md");
});
