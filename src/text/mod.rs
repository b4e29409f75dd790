//! Language, sentences, words.
