//! Drafts podcast show notes and tags whole catalogues from transcripts, offline and reproducibly.
//!
//! The modules are the stages of one pipeline, in order; each takes plain values and returns plain values:
//! [`corpus`] reads episodes, [`text`] finds sentences and words, [`textrank`] ranks them, [`analysis`] brings these together
//! for one episode, [`draft`] writes show notes, [`tags`] tags a catalogue, [`decisions`]
//! has people's say in both, [`report`] turns results into bytes, [`review`] makes the page
//! on which people decide, [`check`] holds
//! a draft against its transcript, [`commands`] wires the stages for each verb.

pub mod analysis;
pub mod check;
pub mod cli;
pub mod commands;
pub mod config;
pub mod corpus;
pub mod decisions;
pub mod draft;
pub mod evaluation;
pub mod lexicon;
pub mod publish;
pub mod report;
pub mod review;
pub mod tags;
pub mod terminal;
pub mod text;
pub mod textrank;
