//! A folder on disk: a feed, a file of chapters and a transcript, brought together; parted by byte 0x1E.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.split(|&byte| byte == 0x1E);
    let mut part = || parts.next().unwrap_or_default();
    let (feed, chapters, talk) = (part(), part(), part());
    let form = match chapters.first() {
        Some(b'{' | b'[') => "a.chapters.json",
        Some(b'<') => "a.chapters.xml",
        _ => "a.chapters.txt",
    };
    shownotes_fuzz::read_folder(&[("feed.xml", feed), (form, chapters), ("a.vtt", talk)]);
});
