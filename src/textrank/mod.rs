//! Graph, PageRank, key phrases and key sentences.
