//! Every output format, and the one function that writes files.
