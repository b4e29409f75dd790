//! What was typed on the command line.
