//! The whole loader: any bytes under any name. The first byte chooses the name.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let names = [
        "a.md", "a.txt", "a.vtt", "a.srt", "a.json", "a.mdx", "a.xml", "a.html", "a.tsv", "-",
    ];
    shownotes_fuzz::read(bytes, names[usize::from(first) % names.len()]);
});
