//! XML: Podlove Simple Transcripts, TTML, timed text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let roots = ["<?xml", "<tt", "<timedtext", "<transcript"];
    let bytes = shownotes_fuzz::steered(bytes, &roots, "<pst:transcripts>");
    shownotes_fuzz::read(&bytes, "a.xml");
});
