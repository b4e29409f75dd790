//! Feeds: RSS with the podcast namespaces, Atom.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let roots = ["<?xml", "<rss", "<feed", "<rdf:RDF"];
    let bytes = shownotes_fuzz::steered(bytes, &roots, "<rss><channel><item>");
    shownotes_fuzz::read(&bytes, "feed.xml");
});
