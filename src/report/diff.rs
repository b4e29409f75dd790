//! What would change in a file, as a unified diff.

use similar::TextDiff;

/// The diff with three lines of context; empty where nothing changes.
pub fn unified_diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    diff.unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_names_the_file_and_shows_the_changed_lines_in_context() {
        let old = "---\ntitle: A\n---\nBody\n";
        let new = "---\ntitle: A\ntags: [x]\n---\nBody\n";
        assert_eq!(
            unified_diff("content/a.md", old, new),
            "--- a/content/a.md\n+++ b/content/a.md\n@@ -1,4 +1,5 @@\n ---\n title: A\n+tags: [x]\n ---\n Body\n"
        );
        assert_eq!(unified_diff("a", old, old), "");
    }
}
