//! The `shownotes` program: hands the command line over to the library and its answer back to the shell.

use std::process::ExitCode;

use shownotes::commands;

fn main() -> ExitCode {
    commands::finish_writing_before_an_interrupt();
    commands::run(std::env::args_os()).into()
}
