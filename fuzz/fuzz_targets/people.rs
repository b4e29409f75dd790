//! What people write for the program: decisions, vocabularies, fixes, drafts to check. The first byte chooses.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match first % 3 {
        0 => shownotes_fuzz::decide(text),
        1 => shownotes_fuzz::change_vocabulary(text),
        _ => shownotes_fuzz::verify(text),
    }
});
