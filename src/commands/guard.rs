//! The last line of defence: an internal error in one episode must not take the others down.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work`; a panic in it becomes one line that says where in the program it happened.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    keep_panics_of_guarded_threads();
    GUARDED.set(true);
    // What `work` has touched is dropped with it: nothing half-done is seen afterwards.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|_| CAUGHT.take())
}

/// Where a thread is guarded, its panic is kept for [`guarded`] instead of being printed; others go their usual way.
fn keep_panics_of_guarded_threads() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if GUARDED.get() {
                let place = info.location().map(ToString::to_string).unwrap_or_default();
                let cause = cause(info.payload()).replace('\n', " ");
                CAUGHT.set(format!("{cause} (at {place})"));
            } else {
                usual(info);
            }
        }));
    });
}

fn cause(payload: &dyn Any) -> &str {
    let literal = payload.downcast_ref::<&'static str>().copied();
    literal
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown cause")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_line_with_its_place_and_what_follows_still_works() {
        let caught = guarded(|| panic!("first\nsecond")).map(|()| 0).unwrap_err();
        assert!(caught.starts_with("first second (at src"), "{caught}");
        assert_eq!(guarded(|| 7), Ok(7));
    }
}
