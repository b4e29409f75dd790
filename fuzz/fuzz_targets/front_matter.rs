//! Front matter in YAML, TOML and JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let bytes = shownotes_fuzz::steered(bytes, &["---\n", "+++\n", "{"], "---\n");
    shownotes_fuzz::read(&bytes, "a.md");
});
