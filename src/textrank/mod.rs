//! Ranks the phrases and sentences of one [`Document`](crate::text::Document) on graphs.
//!
//! Knows nothing of podcasts and reads no files. [`graph`] holds the graph, [`pagerank`] ranks its nodes, [`candidates`]
//! finds what may be a phrase.

pub mod candidates;
pub mod graph;
pub mod keyness;
pub mod pagerank;
pub mod phrases;
pub mod sentences;
