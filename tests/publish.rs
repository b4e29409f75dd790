//! What a maintainer of a website may rely on: a publish changes what it says, nothing else, and can be run again.

#[allow(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Desk, Outcome, TALK};

const TAGS: &str = "episode,path,tag,source\n\
                    one,t/one.vtt,bread,proposed\none,t/one.vtt,Rye,existing\n\
                    s1/two,t/two.vtt,bread,proposed\nthree,t/three.vtt,yeast,proposed\n";

const ONE: &str = "---\ntitle: One # first\ntags:\n  - Rye\n---\nBody\n";
const TWO: &str = "+++\r\ntitle = 'Two'\r\n+++\r\nBody\r\n";

fn site() -> Desk {
    Desk::with(&[
        ("tags.csv", TAGS),
        ("content/one.md", ONE),
        ("content/posts/two/index.md", TWO),
        ("content/about.md", "---\ntitle: About\n---\n"),
        ("content/.hidden/three.md", "---\ntitle: Three\n---\n"),
    ])
}

fn publish(desk: &Desk, more: &[&str]) -> Outcome {
    let args = ["publish", "--site", "hugo", "content", "--from", "tags.csv"];
    desk.run(&[&args[..], more].concat())
}

#[test]
fn a_publish_changes_one_key_the_second_run_nothing_and_a_removal_gives_the_first_bytes_back() {
    let desk = site();
    let before = desk.files("content");
    let run = publish(&desk, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.stderr
            .contains("three: no content file for this episode"),
        "{run:?}"
    );
    assert_eq!(
        desk.read("content/one.md"),
        "---\ntitle: One # first\ntags:\n  - Rye\n  - bread\n---\nBody\n"
    );
    assert_eq!(
        desk.read("content/posts/two/index.md"),
        "+++\r\ntitle = 'Two'\r\ntags = [\"bread\"]\r\n+++\r\nBody\r\n"
    );
    let after = desk.files("content");
    let again = publish(&desk, &[]);
    assert!(
        again
            .stderr
            .contains("0 changed, 2 as wanted already, 0 left alone"),
        "{again:?}"
    );
    assert_eq!(desk.files("content"), after);
    assert_eq!(publish(&desk, &["--remove"]).code, Some(0));
    assert_eq!(desk.files("content"), before);
}

#[test]
fn a_dry_run_prints_a_diff_and_writes_nothing() {
    let desk = site();
    let before = desk.files("content");
    let run = publish(&desk, &["--dry-run", "--quiet"]);
    assert_eq!(
        run.stdout,
        "--- a/content/one.md\n+++ b/content/one.md\n@@ -2,5 +2,6 @@\n title: One # first\n tags:\n   - Rye\n+  - bread\n ---\n Body\n\
         --- a/content/posts/two/index.md\n+++ b/content/posts/two/index.md\n@@ -1,4 +1,5 @@\n +++\r\n title = 'Two'\r\n+tags = [\"bread\"]\r\n +++\r\n Body\r\n"
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(desk.files("content"), before);
}

#[test]
fn tags_that_would_share_an_address_stop_it_before_anything_is_written() {
    let desk = site();
    desk.write(
        "tags.csv",
        b"episode,path,tag\none,x,C++\ntwo,y,open source\nabout,z,Open-Source\n",
    );
    desk.write("content/c.md", b"---\ntags: [C]\n---\n");
    let before = desk.files("content");
    let run = desk.run(&["publish", "--site", "zola", "content", "--from", "tags.csv"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(
        run.stderr.contains("`Open-Source`, `open source`"),
        "{run:?}"
    );
    assert!(run.stderr.contains("--rename 'C++=Cpp'") || !run.stderr.contains("C++"));
    assert!(run.stderr.ends_with("nothing was written\n"), "{run:?}");
    assert_eq!(desk.files("content"), before);
    let mended = [
        "publish",
        "--site",
        "hugo",
        "content",
        "--from",
        "tags.csv",
        "--rename",
        "open source=Open-Source",
    ];
    assert_eq!(desk.run(&mended).code, Some(0));
    assert!(desk.read("content/one.md").contains("- C++\n"));
}

#[test]
fn a_file_in_doubt_is_left_alone_and_named_and_the_others_are_written() {
    let desk = site();
    desk.write("content/one.md", b"---\ntags: &t [a]\nmore: *t\n---\n");
    let run = publish(&desk, &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.contains(
            "shownotes: content/one.md: `tags` has an anchor, an alias or a type; left as it is\n"
        ),
        "{run:?}"
    );
    assert!(desk.read("content/posts/two/index.md").contains("bread"));
}

#[test]
fn episodes_and_files_that_do_not_find_each_other_are_paired_by_a_map() {
    let desk = site();
    desk.write("map.csv", b"episode,path\nthree,about.md\nfour,one.md\n");
    let run = publish(&desk, &["--map", "map.csv"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stderr.contains("--map: four: no such episode"),
        "{run:?}"
    );
    assert!(desk.read("content/about.md").contains("tags: [yeast]"));
}

#[test]
fn content_files_that_hold_the_transcripts_need_nothing_else() {
    let talk = |title: &str| format!("---\ntitle: {title}\n---\n\n{TALK}");
    let desk = Desk::with(&[
        ("content/a.md", &talk("Bread")),
        ("content/b.md", &talk("More bread")),
        (
            "content/c.md",
            "---\ntitle: Tea\n---\n\nAnn: We drink green tea.\n",
        ),
    ]);
    let args = [
        "publish",
        "--site",
        "eleventy",
        "content",
        "--with",
        "summary,people,highlights",
    ];
    let run = desk.run(&args);
    assert_eq!(run.code, Some(0), "{run:?}");
    let page = desk.read("content/a.md");
    assert!(page.contains("\nsummary: \""), "{page}");
    assert!(page.contains("\npeople:\n  - \"Ann\"\n"), "{page}");
    assert!(page.contains("\nhighlights:\n  - text: \""), "{page}");
    assert!(page.ends_with(TALK), "{page}");
    let again = desk.run(&args);
    assert!(
        again.stderr.contains("0 changed, 3 as wanted already"),
        "{again:?}"
    );
}

#[test]
fn tags_found_in_the_pages_take_the_spelling_that_pages_use() {
    let talk = |tags: &str| format!("---\ntitle: Bread\n{tags}---\n\n{TALK}");
    let desk = Desk::with(&[
        ("content/a.md", &talk("tags: [Sourdough-Bread]\n")),
        ("content/b.md", &talk("")),
        (
            "content/c.md",
            "---\ntitle: Tea\n---\n\nAnn: We drink green tea.\n",
        ),
    ]);
    let run = desk.run(&["publish", "--site", "hugo", "content"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        desk.read("content/b.md").contains("Sourdough-Bread"),
        "{run:?}"
    );
}

#[test]
fn data_files_go_where_each_generator_looks_and_no_page_is_touched() {
    for (site_name, json, csv) in [
        ("hugo", "data/episodes.json", "assets/episode_tags.csv"),
        ("zola", "data/episodes.json", "data/episode_tags.csv"),
        ("jekyll", "_data/episodes.json", "_data/episode_tags.csv"),
        ("eleventy", "_data/episodes.json", "_data/episode_tags.csv"),
        (
            "astro",
            "src/data/episodes.json",
            "src/data/episode_tags.csv",
        ),
        ("pelican", "data/episodes.json", "data/episode_tags.csv"),
        ("json", "episodes.json", "episode_tags.csv"),
    ] {
        let desk = site();
        let before = desk.files("content");
        let args = [
            "publish", "--site", site_name, "content", "--from", "tags.csv", "--data", "root",
        ];
        let run = desk.run(&args);
        assert_eq!(run.code, Some(0), "{run:?}");
        let files: Vec<_> = desk
            .files("root")
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        let mut wanted = [json, csv].map(std::path::PathBuf::from);
        wanted.sort();
        assert_eq!(files, wanted);
        assert!(desk.read(&format!("root/{json}")).contains("\"two\": {"));
        let table = desk.read(&format!("root/{csv}"));
        assert!(
            table.starts_with("slug,tag,tag_slug,rank\none,bread,bread,1\n"),
            "{table}"
        );
        assert_eq!(desk.files("content"), before);
        assert!(desk.run(&args).stderr.contains("0 changed, 2 as wanted"));
    }
}

#[test]
fn parts_that_no_source_has_are_named_and_the_tags_are_published() {
    let run = publish(&site(), &["--with", "chapters,people", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let run = publish(&site(), &["--with", "chapters"]);
    assert!(
        run.stderr.contains("--with chapters: no episode has any"),
        "{run:?}"
    );
    assert!(run.stderr.contains("2 changed"), "{run:?}");
}

#[test]
fn wrong_use_is_said_before_anything_is_done() {
    let desk = site();
    for (args, message) in [
        (vec!["publish", "content"], "--site"),
        (vec!["publish", "--site", "hugo"], "CONTENT_DIR"),
        (vec!["publish", "--site", "wix", "content"], "hugo"),
        (
            vec!["publish", "--site", "hugo", "nowhere", "--from", "tags.csv"],
            "no such folder",
        ),
        (
            vec!["publish", "--site", "hugo", "content", "--from", "content"],
            "no catalogue.json in it",
        ),
        (
            vec![
                "publish",
                "--site",
                "hugo",
                "content",
                "--from",
                "content/one.md",
            ],
            "not what `shownotes tag`",
        ),
        (
            vec!["publish", "--site", "hugo", "content", "--rename", "x"],
            "C++=cpp",
        ),
    ] {
        let run = desk.run(&args);
        assert_eq!(run.code, Some(2), "{args:?}: {run:?}");
        assert!(run.stderr.contains(message), "{args:?}: {run:?}");
    }
}

#[cfg(unix)]
mod faults {
    //! Whatever happens, each content file is the old one or the new one, whole, and the next run finishes the job.

    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::*;

    const FILES: usize = 1000;
    const KILLS: u32 = 50;

    fn page(number: usize) -> String {
        let body = "A line of the page.\n".repeat(number % 50);
        format!("---\ntitle: Page {number}\ntags: [old]\n---\n{body}")
    }

    fn big_site() -> Desk {
        let desk = Desk::new();
        let mut tags = "episode,path,tag\n".to_owned();
        for number in 0..FILES {
            desk.write(&format!("content/p{number:04}.md"), page(number).as_bytes());
            tags.extend([&format!("p{number:04}"), ",t.vtt,new\n"]);
        }
        desk.write("tags.csv", tags.as_bytes());
        desk
    }

    /// How many files are new; each is old or new.
    fn new_files(desk: &Desk) -> usize {
        let new = |number: usize| {
            let old = page(number);
            let now = desk.read(&format!("content/p{number:04}.md"));
            let published = old.replace("[old]", "[old, new]");
            assert!(now == old || now == published, "{now}");
            now == published
        };
        (0..FILES).filter(|&number| new(number)).count()
    }

    fn names(desk: &Desk) -> usize {
        desk.files("content").len()
    }

    #[test]
    fn killed_at_any_moment_and_run_again() {
        let desk = big_site();
        let args = ["publish", "--site", "hugo", "content", "--from", "tags.csv"];
        let start = Instant::now();
        assert_eq!(desk.run(&args).code, Some(0));
        let whole = start.elapsed();
        assert_eq!(new_files(&desk), FILES);
        let (mut partly, mut partly_new) = (0, FILES);
        for kill in 0..KILLS {
            if partly_new == FILES {
                for number in 0..FILES {
                    desk.write(&format!("content/p{number:04}.md"), page(number).as_bytes());
                }
            }
            let mut child = desk
                .command(&args)
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Spread over the whole run, in an order that jumps about.
            thread::sleep(whole.mul_f64(f64::from(kill * 37 % KILLS) / f64::from(KILLS)));
            child.kill().unwrap();
            child.wait().unwrap();
            partly_new = new_files(&desk);
            partly += usize::from(partly_new > 0 && partly_new < FILES);
        }
        assert!(partly > 0, "no run was killed while it was writing");
        let last = desk.run(&args);
        assert_eq!(last.code, Some(0), "{last:?}");
        assert_eq!((new_files(&desk), names(&desk)), (FILES, FILES));
    }

    #[test]
    fn a_second_publish_at_the_same_time_waits_for_another_day() {
        let desk = site();
        let lock = File::open(desk.path("content")).unwrap();
        lock.try_lock().unwrap();
        let run = publish(&desk, &[]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(
            run.stderr.contains("another publish is at work in it"),
            "{run:?}"
        );
        assert_eq!(desk.read("content/one.md"), ONE);
        assert_eq!(publish(&desk, &["--dry-run"]).code, Some(0));
        drop(lock);
        assert_eq!(publish(&desk, &[]).code, Some(0));
    }

    #[test]
    fn two_publishes_at_once_leave_every_file_whole() {
        let desk = big_site();
        let args = [
            "publish", "--site", "hugo", "content", "--from", "tags.csv", "-q",
        ];
        let mut children: Vec<_> = (0..2)
            .map(|_| desk.command(&args).stderr(Stdio::null()).spawn().unwrap())
            .collect();
        let codes: Vec<_> = children
            .iter_mut()
            .map(|child| child.wait().unwrap().code().unwrap())
            .collect();
        assert!(
            codes.contains(&0) && codes.iter().all(|code| [0, 2].contains(code)),
            "{codes:?}"
        );
        assert_eq!((new_files(&desk), names(&desk)), (FILES, FILES));
    }

    #[test]
    fn a_write_protected_file_is_named_and_the_others_are_written() {
        let desk = site();
        fs::set_permissions(desk.path("content/one.md"), Permissions::from_mode(0o444)).unwrap();
        let run = publish(&desk, &[]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(
            run.stderr.contains(
                "content/one.md: cannot be written: the file is write-protected; left as it was"
            ),
            "{run:?}"
        );
        assert_eq!(desk.read("content/one.md"), ONE);
        assert!(desk.read("content/posts/two/index.md").contains("bread"));
    }

    #[test]
    fn a_full_disk_leaves_every_file_as_it_was() {
        let desk = site();
        let before = desk.files("content");
        let command = format!(
            "trap '' XFSZ; ulimit -f 0; exec {} publish --site hugo content --from tags.csv",
            env!("CARGO_BIN_EXE_shownotes")
        );
        let run = Command::new("sh")
            .args(["-c", &command])
            .current_dir(desk.path(""))
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(2), "{run:?}");
        assert_eq!(desk.files("content"), before);
        assert_eq!(publish(&desk, &[]).code, Some(0));
    }

    #[test]
    fn what_somebody_else_changes_meanwhile_is_not_lost() {
        // The window is small; a publish that finds the file changed says so, and one that does not has the change.
        let desk = big_site();
        let args = ["publish", "--site", "hugo", "content", "--from", "tags.csv"];
        let mut child = desk.command(&args).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(30));
        desk.write("content/p0999.md", b"---\ntitle: Mine\n---\n");
        child.wait().unwrap();
        assert!(desk.read("content/p0999.md").contains("title: Mine"));
    }
}
