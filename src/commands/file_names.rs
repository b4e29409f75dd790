//! Names of files made of episode ids: safe on every system, and never leading out of the folder they are put into.

/// Bytes of one part of a file's path at most; systems take 255, and number and ending must fit, too.
const PART_BYTES: usize = 200;

/// An id as a relative path that never leads out of the folder it is put into, on any system.
pub(super) fn file_name(id: &str) -> String {
    let parts: Vec<_> = id
        .split(['/', '\\'])
        .filter(|part| !part.is_empty() && *part != ".")
        .map(|part| {
            if part == ".." {
                "_".to_owned()
            } else {
                file_name_part(part)
            }
        })
        .collect();
    if parts.is_empty() {
        "episode".to_owned()
    } else {
        parts.join("/")
    }
}

/// One part of a path, without what some file system forbids.
fn file_name_part(part: &str) -> String {
    part.char_indices()
        .take_while(|(start, c)| start + c.len_utf8() <= PART_BYTES)
        .map(|(_, c)| c)
        .map(|c| {
            if c.is_control() || r#"<>:"|?*"#.contains(c) {
                '_'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leads_out_of_the_folder() {
        for (id, name) in [
            ("season 1/ep#2", "season 1/ep#2"),
            ("../../etc/passwd", "_/_/etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("..\\up", "_/up"),
            ("C:\\x", "C_/x"),
            ("a/./b//c", "a/b/c"),
            ("bell\u{7}", "bell_"),
            ("..", "_"),
            ("", "episode"),
        ] {
            assert_eq!(file_name(id), name);
        }
    }

    #[test]
    fn a_long_id_is_cut_between_characters() {
        assert_eq!(file_name(&"aä".repeat(100)).len(), 199);
    }
}
