//! WebVTT and SubRip.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let bytes = shownotes_fuzz::steered(bytes, &["WEBVTT", "1\n", "00:"], "WEBVTT\n\n");
    shownotes_fuzz::read(&bytes, "a.vtt");
});
