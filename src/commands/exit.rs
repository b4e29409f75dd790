//! How the program ends.

use std::process::ExitCode;

/// The exit code; what each means to people is in [`crate::cli::EXIT_CODES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything was done.
    Done = 0,
    /// Output was written, but an input failed, or had a warning and `--strict` was asked for.
    Incomplete = 1,
    /// Wrong usage or configuration, nothing readable, or output not writable.
    Unusable = 2,
    /// Stopped from outside: 128 and the number of the interrupt signal, as shells have it.
    Interrupted = 130,
}

impl ExitStatus {
    /// As the shell sees it.
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_people_read_has_every_code() {
        use ExitStatus::{Done, Incomplete, Interrupted, Unusable};
        let table = crate::cli::EXIT_CODES.map(|(code, _)| code);
        assert_eq!(
            table,
            [Done, Incomplete, Unusable, Interrupted].map(ExitStatus::code)
        );
    }
}
