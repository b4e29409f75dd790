//! A copied episode page: what stands above the transcript, the transcript, the list below; parted by byte 0x1E.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.split(|&byte| byte == 0x1E);
    let mut part = || parts.next().unwrap_or_default();
    let page = [
        part(),
        b"\nTranscript\n",
        part(),
        b"\nEpisodes (9)\n",
        part(),
    ]
    .concat();
    shownotes_fuzz::read(&page, "a.txt");
});
