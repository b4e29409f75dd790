//! Front matter that is published into. The first byte chooses the site generator and what is done.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    if let Ok(text) = std::str::from_utf8(bytes) {
        shownotes_fuzz::publish(usize::from(first), text);
    }
});
