//! Writes files whole: readers see the old bytes or the new ones, never a part.
//!
//! The only place of the program that creates files.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Symbolic links followed before they are taken for a circle.
const LINKS_AT_MOST: usize = 40;

/// How the names of temporary files begin and end.
const PREFIX: &str = ".shownotes-";
const SUFFIX: &str = ".tmp";

/// Whether a file of this name is one that a killed run may have left behind.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Writes `bytes` to a temporary file beside `path` and renames it, creating the folders above.
///
/// A symbolic link stays one: what it points to is replaced. The permissions of a file that is replaced are kept; a
/// new file gets the usual ones. A device or pipe is written to as it is.
///
/// # Errors
/// Whatever the system says, and for a folder or a write-protected file in the way. The old file is then as it was,
/// and nothing is left beside it.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_file_by(path, |out| out.write_all(bytes))
}

/// As [`write_file`], with what `fill` writes.
///
/// # Errors
/// The same, and what `fill` fails with.
pub fn write_file_by(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let existing = match fs::metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match existing {
        Some(target) if target.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Some(target) if !target.is_file() => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            fill(&mut out)?;
            out.flush()
        }
        Some(target) if target.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is write-protected",
        )),
        Some(target) => replace(&fs::canonicalize(path)?, fill, Some(target.permissions())),
        None => replace(&end_of_links(path)?, fill, None),
    }
}

fn replace(
    target: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    permissions: Option<fs::Permissions>,
) -> io::Result<()> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut file = temporary_file(folder)?;
    let mut out = BufWriter::new(&mut file);
    fill(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    // Dropped on failure, it removes itself.
    file.persist(target).map_err(|failed| failed.error)?;
    Ok(())
}

/// A file that others may read as far as the user's mask allows, as any program's output.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Where a path leads that names nothing yet: itself, or the end of links that point nowhere.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut end = path.to_owned();
    for _ in 0..LINKS_AT_MOST {
        match fs::read_link(&end) {
            Ok(next) => end = end.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(end),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_created_with_the_folders_above_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/notes.md");
        write_file(&path, b"one\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\n");
        write_file(&path, b"2\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2\n");
        assert_eq!(names(path.parent().unwrap()), ["notes.md"]);
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.md");
        write_file(&path, b"old").unwrap();
        let error = write_file_by(&path, |out| {
            out.write_all(&vec![b'x'; 100_000])?;
            Err(io::Error::other("on purpose"))
        });
        error.unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["notes.md"]);
    }

    #[test]
    fn a_folder_in_the_way_is_an_error_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.md");
        fs::create_dir(&path).unwrap();
        let error = write_file(&path, b"x").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
        assert_eq!(names(folder.path()), ["notes.md"]);
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_an_error_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("out");
        write_file(&blocker, b"old").unwrap();
        write_file(&blocker.join("notes.md"), b"x").unwrap_err();
        assert_eq!(fs::read(&blocker).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn a_failed_rename_leaves_the_old_state_and_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("notes.md");
        fs::create_dir_all(target.join("inside")).unwrap();
        replace(&target, |out| out.write_all(b"new"), None).unwrap_err();
        assert_eq!(names(folder.path()), ["notes.md"]);
        assert_eq!(names(&target), ["inside"]);
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn permissions_of_a_replaced_file_are_kept() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("notes.md");
            write_file(&path, b"old").unwrap();
            for kept in [0o600, 0o664, 0o755] {
                fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
                write_file(&path, b"new").unwrap();
                assert_eq!(mode(&path), kept, "{kept:o}");
            }
        }

        #[test]
        fn a_new_file_has_the_permissions_that_any_program_gives() {
            let folder = tempfile::tempdir().unwrap();
            let (ours, usual) = (folder.path().join("ours"), folder.path().join("usual"));
            write_file(&ours, b"x").unwrap();
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&usual)
                .unwrap();
            assert_eq!(mode(&ours), mode(&usual));
        }

        #[test]
        fn a_write_protected_file_is_an_error_and_stays() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("notes.md");
            write_file(&path, b"old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
            let error = write_file(&path, b"new").unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
            assert_eq!(fs::read(&path).unwrap(), b"old");
            assert_eq!(names(folder.path()), ["notes.md"]);
        }

        #[test]
        fn a_link_stays_a_link_and_its_target_is_replaced() {
            let folder = tempfile::tempdir().unwrap();
            let (real, link) = (folder.path().join("real"), folder.path().join("link"));
            write_file(&real, b"old").unwrap();
            symlink("real", &link).unwrap();
            write_file(&link, b"new").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&real).unwrap(), b"new");
        }

        #[test]
        fn a_link_to_nothing_makes_what_it_points_to() {
            let folder = tempfile::tempdir().unwrap();
            let link = folder.path().join("link");
            symlink("later/real", &link).unwrap();
            write_file(&link, b"new").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(folder.path().join("later/real")).unwrap(), b"new");
        }

        #[test]
        fn links_in_a_circle_are_an_error() {
            let folder = tempfile::tempdir().unwrap();
            symlink("b", folder.path().join("a")).unwrap();
            symlink("a", folder.path().join("b")).unwrap();
            write_file(&folder.path().join("a"), b"x").unwrap_err();
            assert_eq!(names(folder.path()), ["a", "b"]);
        }

        #[test]
        fn a_device_is_written_to_and_stays() {
            write_file(Path::new("/dev/null"), b"x").unwrap();
            assert!(!fs::metadata("/dev/null").unwrap().is_file());
        }
    }
}
