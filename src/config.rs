//! The configuration in force.
