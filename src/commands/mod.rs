//! One file a verb: wires the stages; the parallel loop over episodes; what becomes of results and failures.
//!
//! No rule of any stage is here.

mod batch;
mod check;
mod decided;
mod doctor;
mod draft;
mod eval;
mod exit;
mod file_names;
mod generate;
mod guard;
mod inputs;
mod kept;
mod lists;
mod memory;
mod output;
mod publish;
mod review;
mod stream;
mod tag;
mod vocab;
mod why;

use std::ffi::OsString;
use std::io;

use clap::Parser;

pub use exit::ExitStatus;
pub use output::finish_writing_before_an_interrupt;

use crate::cli::{Cli, ColorWhen, Command};
use crate::terminal::Messages;

/// Runs the program on a command line, the program's name first. Never panics; says on stderr what went wrong.
pub fn run<I, T>(args: I) -> ExitStatus
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let command = match Cli::try_parse_from(args) {
        Ok(cli) => cli.command,
        Err(usage) => {
            // Help that nobody reads to its end is no failure, and a closed stderr cannot be reported.
            let _ = usage.print();
            return if usage.use_stderr() {
                ExitStatus::Unusable
            } else {
                ExitStatus::Done
            };
        }
    };
    let result = match command {
        Command::Draft(args) => draft::run(&args),
        Command::Tag(args) => tag::run(&args),
        Command::Vocab(args) => vocab::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man => generate::man_page(),
    };
    result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return ExitStatus::Done;
        }
        Messages::new(false, ColorWhen::Auto).error(format_args!("{error:#}"));
        ExitStatus::Unusable
    })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
