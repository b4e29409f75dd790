//! A progress bar on stderr that appears only when work takes longer than a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before the bar appears.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts what is done. Shown or not, it can be counted on.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// Dropped with the bar, which tells the waiting thread not to show it any more.
    _waiting: Option<Sender<()>>,
}

impl Progress {
    /// Never shown.
    pub fn none() -> Self {
        Self {
            bar: ProgressBar::hidden(),
            _waiting: None,
        }
    }

    /// Shown on stderr once `PATIENCE` is over. The caller has made sure that stderr is a terminal.
    pub fn start(total: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {pos}/{len} episodes read, {eta} left")
        {
            bar.set_style(style);
        }
        let (waiting, done) = mpsc::channel();
        let late = bar.clone();
        thread::spawn(move || {
            if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                late.set_draw_target(ProgressDrawTarget::stderr());
                late.enable_steady_tick(Duration::from_millis(200));
            }
        });
        Self {
            bar,
            _waiting: Some(waiting),
        }
    }

    /// One more input is done.
    pub fn advance(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away while `work` writes to the terminal.
    pub fn suspend(&self, work: impl FnOnce()) {
        self.bar.suspend(work);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
