//! HTML: transcripts as `<cite>`, `<time>`, `<p>`, and whole pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let bytes = shownotes_fuzz::steered(bytes, &["<!doctype", "<html", "<cite"], "<html><body>");
    shownotes_fuzz::read(&bytes, "a.html");
});
