//! What each element of a feed means.

use proptest::prelude::*;

use super::super::super::chapter_lists::shown;
use super::super::super::dates::Date;
use super::super::super::{Role, Warning};
use super::super::{Entry, Feed};
use super::*;

fn rss(items: &str) -> Feed {
    read(&format!(
        "<?xml version=\"1.0\"?>\n<rss><channel>\n{items}\n</channel></rss>"
    ))
}

fn item(inside: &str) -> Entry {
    let mut feed = rss(&format!("<item>{inside}</item>"));
    assert_eq!(feed.warnings, []);
    feed.entries.remove(0)
}

fn people(entry: &Entry) -> Vec<(&str, Role)> {
    entry
        .people
        .iter()
        .map(|person| (person.name.as_str(), person.role))
        .collect()
}

#[test]
fn a_feed_is_known_by_its_outermost_element() {
    assert!(is_feed(
        "<?xml version='1.0'?>\n<!-- made by hand -->\n<rss version='2.0'><chan"
    ));
    assert!(is_feed("<feed xmlns='http://www.w3.org/2005/Atom'>"));
    assert!(!is_feed("<tt><body/></tt>"));
    assert!(!is_feed("We read the <rss> feed."));
}

#[test]
fn an_entry_takes_its_own_fields_and_nothing_from_the_channel_s_image() {
    let feed = rss(
        "<title>Show</title><language>en-gb</language><image><title>Logo</title></image>\
         <item><title>1. Keels &amp;amp; keelsons</title><itunes:title>Keels &amp; keelsons</itunes:title>\
         <guid isPermaLink='false'> boat-1 </guid><link>https://boat.example/keels</link>\
         <pubDate>Tue, 05 May 2020 23:30:00 -0700</pubDate><itunes:season>2</itunes:season>\
         <itunes:episode>12</itunes:episode><category>Craft</category><itunes:keywords>wood, Craft ,tar</itunes:keywords>\
         <enclosure url='https://m.example/k.mp3' length='1'/><itunes:image href='x'/>\
         <podcast:transcript url='https://boat.example/k.vtt' type='text/vtt' language='en'/>\
         <podcast:chapters url='https://boat.example/k.json' type='application/json+chapters'/></item>",
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.title, "Keels & keelsons");
    assert_eq!(entry.guid.as_deref(), Some("boat-1"));
    assert_eq!(entry.date, Some(Date::Iso("2020-05-05".to_owned())));
    assert_eq!(
        (entry.season, entry.number, entry.line),
        (Some(2), Some(12), 3)
    );
    assert_eq!(entry.tags, ["Craft", "wood", "tar"]);
    assert_eq!(entry.enclosure.as_deref(), Some("https://m.example/k.mp3"));
    assert_eq!(entry.transcripts[0].url, "https://boat.example/k.vtt");
    assert_eq!(
        entry.chapters_url.as_deref(),
        Some("https://boat.example/k.json")
    );
    assert_eq!(entry.language.as_deref(), Some("en-gb"));
}

#[test]
fn a_duration_is_read_in_every_spelling() {
    for (text, seconds) in [
        ("3723", Some(3723.0)),
        ("3723.5", Some(3723.5)),
        ("1:02:03", Some(3723.0)),
        ("62:03", Some(3723.0)),
        ("1:2:3", Some(3723.0)),
        ("00:62:03", Some(3723.0)),
        ("1h 2m 3s", Some(3723.0)),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("1:2:3:4", None),
        ("inf", None),
    ] {
        let entry = item(&format!("<itunes:duration>{text}</itunes:duration>"));
        assert_eq!(entry.duration_s, seconds, "{text}");
    }
}

#[test]
fn people_of_an_entry_replace_those_of_the_feed_and_without_a_role_somebody_is_a_host() {
    let feed = rss(
        "<itunes:author>Boat House Ltd</itunes:author><podcast:person>Ann Lee</podcast:person>\
         <podcast:person role='Editor' group='audio post-production'>Ed Cut</podcast:person>\
         <item/>\
         <item><podcast:person role='Guest'>Bo Ek</podcast:person><podcast:person>Cy Voss</podcast:person></item>",
    );
    assert_eq!(people(&feed.entries[0]), [("Ann Lee", Role::Host)]);
    assert_eq!(
        people(&feed.entries[1]),
        [("Bo Ek", Role::Guest), ("Cy Voss", Role::Host)]
    );
    let author = rss("<itunes:author>Ann Lee</itunes:author><item/>")
        .entries
        .remove(0);
    assert_eq!(
        (author.people, author.author.as_deref()),
        (Vec::new(), Some("Ann Lee"))
    );
}

#[test]
fn a_description_is_text_with_its_links_and_its_list_of_times() {
    let entry = item(
        "<itunes:summary>Short.</itunes:summary><content:encoded><![CDATA[<p>All about \
         <a href=\"https://keel.example/?a=1&amp;b\">keels</a>.</p><ul><li>00:00 Intro</li><li>01:00 Wood</li>\
         <li>1:00:00 Tar</li></ul>]]></content:encoded><description>Keels &lt;b&gt;now&lt;/b&gt;.</description>",
    );
    assert_eq!(entry.description.as_deref(), Some("Keels now."));
    assert_eq!(entry.links[0].url, "https://keel.example/?a=1&b");
    assert_eq!(
        shown(&entry.listed),
        [(0.0, "Intro"), (60.0, "Wood"), (3600.0, "Tar")]
    );
}

#[test]
fn markup_that_nobody_escaped_is_read_all_the_same() {
    let entry = item(
        "<description><p>One<br>two <a href='https://a.example/'>a</a></p></description><title>T</title>",
    );
    assert_eq!(entry.description.as_deref(), Some("One\ntwo a"));
    assert_eq!(entry.links[0].url, "https://a.example/");
    assert_eq!(entry.title, "T");
}

#[test]
fn chapters_of_podlove_stand_in_the_entry() {
    let entry = item(
        "<psc:chapters version='1.2'><psc:chapter start='0' title='Intro'/>\
         <psc:chapter start='00:01:30.500' title='Wood' href='x'></psc:chapter></psc:chapters>",
    );
    assert_eq!(shown(&entry.chapters), [(0.0, "Intro"), (90.5, "Wood")]);
}

#[test]
fn atom_entries_are_read_like_items() {
    let feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Show</title><entry><title>One</title><id>urn:1</id>\
         <published>2020-05-05T10:00:00Z</published><link href='https://a.example/one'/>\
         <link rel='enclosure' href='https://a.example/one.mp3'/><summary>About one.</summary>\
         <category term='Craft'/></entry></feed>",
    );
    let entry = &feed.entries[0];
    assert_eq!(
        (entry.title.as_str(), entry.guid.as_deref()),
        ("One", Some("urn:1"))
    );
    assert_eq!(entry.date, Some(Date::Iso("2020-05-05".to_owned())));
    assert_eq!(entry.link.as_deref(), Some("https://a.example/one"));
    assert_eq!(
        entry.enclosure.as_deref(),
        Some("https://a.example/one.mp3")
    );
    assert_eq!(
        (entry.description.as_deref(), entry.tags.as_slice()),
        (Some("About one."), &["Craft".to_owned()][..])
    );
}

#[test]
fn a_feed_that_breaks_off_keeps_the_entries_before_and_says_where() {
    let feed = read("<rss><channel>\n<item><title>One</title></item>\n<item><title>Tw");
    let titles: Vec<_> = feed
        .entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect();
    assert_eq!(titles, ["One"]);
    let message = "ends in the middle of an element; the 1 entries before it are read".to_owned();
    assert_eq!(feed.warnings, [Warning { line: 3, message }]);
}

#[test]
fn entities_that_the_feed_defines_are_never_expanded() {
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..30 {
        let inner = format!("&a{};", level - 1).repeat(10);
        bomb.extend(["<!ENTITY a", &level.to_string(), " \"", &inner, "\">"]);
    }
    bomb.push_str("<!ENTITY x SYSTEM \"file:///etc/passwd\">]>");
    bomb.push_str("<rss><channel><item><title>&a29;&x;</title></item></channel></rss>");
    assert_eq!(read(&bomb).entries[0].title, "&a29;&x;");
}

#[test]
fn one_element_is_kept_to_a_bounded_length() {
    let entry = item(&format!(
        "<description>{}</description>",
        "ä ".repeat(500_000)
    ));
    assert!(entry.description.unwrap().len() <= 20_000);
}

proptest! {
    #[test]
    fn any_feed_is_read(inside in "(<(/?)(item|title|guid|description|psc:chapter|a)( url='x')?>|[a&;\\]:0-9 é\n]){0,60}") {
        let feed = rss(&inside);
        let opened = inside.matches("<item").count();
        prop_assert!(feed.entries.len() <= opened);
    }
}
