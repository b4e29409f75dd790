//! What the program says beside its result: messages, colour, progress; and what is safe to show on a terminal.
//!
//! Messages and progress go to stderr only. A stderr that is gone is no reason to fail.

mod progress;
mod sanitize;

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};

pub use progress::Progress;
pub use sanitize::{sanitize, sanitize_plain};

use crate::cli::ColorWhen;
use crate::corpus::Warning;

/// Lines of warnings shown for one file.
const WARNINGS_SHOWN: usize = 5;

/// Says things on stderr.
#[derive(Debug)]
pub struct Messages {
    quiet: bool,
    terminal: bool,
    color: bool,
    progress: Progress,
}

impl Messages {
    /// Messages without progress. `quiet` keeps warnings and notes back, never errors.
    pub fn new(quiet: bool, color: ColorWhen) -> Self {
        let stderr = io::stderr();
        Self {
            quiet,
            terminal: stderr.is_terminal(),
            color: wants_color(color, &stderr),
            progress: Progress::none(),
        }
    }

    /// Shows progress over `total` inputs from now on, if stderr is a terminal and the work takes long enough.
    pub fn show_progress(&mut self, total: usize) {
        if self.terminal && !self.quiet {
            self.progress = Progress::start(total);
        }
    }

    /// What is done so far.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Something failed.
    pub fn error(&self, message: impl Display) {
        self.say(AnsiColor::Red, message);
    }

    /// Something is odd, but was dealt with.
    pub fn warning(&self, message: impl Display) {
        if !self.quiet {
            self.say(AnsiColor::Yellow, message);
        }
    }

    /// The warnings of one file; the first few in full.
    pub fn file_warnings(&self, path: &Path, warnings: &[Warning]) {
        let path = shown(path);
        for Warning { line, message } in warnings.iter().take(WARNINGS_SHOWN) {
            match line {
                0 => self.warning(format_args!("{path}: {message}")),
                line => self.warning(format_args!("{path}:{line}: {message}")),
            }
        }
        let more = warnings.len().saturating_sub(WARNINGS_SHOWN);
        if more > 0 {
            let plural = if more == 1 { "" } else { "s" };
            self.warning(format_args!("{path}: and {more} more warning{plural}"));
        }
    }

    /// Something worth knowing at the end.
    pub fn note(&self, message: impl Display) {
        if !self.quiet {
            self.say(AnsiColor::Cyan, message);
        }
    }

    fn say(&self, color: AnsiColor, message: impl Display) {
        let message = message.to_string();
        let message = sanitize_plain(&message);
        let style = if self.color {
            Style::new().bold().fg_color(Some(color.into()))
        } else {
            Style::new()
        };
        let line = format!("{style}shownotes:{style:#} {message}\n");
        self.progress.suspend(|| {
            // There is nobody left to tell about a stderr that is closed.
            let _ = io::stderr().lock().write_all(line.as_bytes());
        });
    }
}

/// Whether to colour what goes to `stream`. `auto` follows `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `TERM`.
pub fn wants_color<S: anstream::stream::RawStream>(when: ColorWhen, stream: &S) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// A path as people know it.
pub fn shown(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}
