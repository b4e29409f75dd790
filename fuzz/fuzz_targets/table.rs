//! Tables: with tabs, commas, semicolons; with and without names of columns.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let marks = ["start", "Speaker", "0", "Ann"];
    let bytes = shownotes_fuzz::steered(bytes, &marks, "start\tend\tspeaker\ttext\n");
    shownotes_fuzz::read(&bytes, "a.tsv");
});
