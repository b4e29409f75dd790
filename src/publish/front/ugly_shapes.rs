//! Front matter as people write it, and what becomes of it when `Rust` and `open source` are published into it.

use Becomes::{Doubt, Edit, Same};

use crate::publish::site::Site;

/// What becomes of a file.
pub(super) enum Becomes {
    /// The first place that reads like this reads like that; everything else stays.
    Edit(&'static str, &'static str),
    /// Nothing.
    Same,
    /// It is left alone, for a reason that contains this.
    Doubt(&'static str),
}

/// Site, file, and what becomes of it.
#[rustfmt::skip]
pub(super) const UGLY: &[(Site, &str, Becomes)] = &[
    // Lists in brackets
    (Site::Hugo, "---\ntitle: A\ntags: [go, Rust]\n---\nBody\n", Edit("Rust]", "Rust, open source]")),
    (Site::Hugo, "---\ntags: [ 'go' ,  'x' ]   # ours\ndate: 2024-01-01\n---\n", Edit("'x' ]", "'x', 'Rust', 'open source' ]")),
    (Site::Hugo, "---\ntags: [\"go\",\"x\"]\n---\n", Edit("\"x\"]", "\"x\",\"Rust\",\"open source\"]")),
    (Site::Hugo, "---\ntags: []\n---\n", Edit("[]", "[Rust, open source]")),
    (Site::Hugo, "---\ntags: [ ]\n---\n", Edit("[ ]", "[ Rust, open source ]")),
    (Site::Hugo, "---\ntags: [\n  go,\n  x,\n]\nz: 1\n---\n", Edit("  x,\n", "  x,\n  Rust,\n  open source,\n")),
    (Site::Hugo, "---\ntags: [\n  \"go\" # first\n]\nz: 1\n---\n", Edit("\"go\"", "\"go\",\n  \"Rust\",\n  \"open source\"")),
    (Site::Hugo, "---\ntags: [a: 1]\n---\n", Doubt("more than plain items")),
    (Site::Hugo, "---\ntags: [[a], b]\n---\n", Doubt("more than plain items")),
    // Lists with an item a line
    (Site::Jekyll, "---\ntags:\n- go\n- x\nz: 1\n---\n", Edit("- x\n", "- x\n- Rust\n- open source\n")),
    (Site::Jekyll, "---\ntags:\n    -   go\n    -   'x'\nz: 1\n---\n", Edit("    -   'x'\n", "    -   'x'\n    -   'Rust'\n    -   'open source'\n")),
    (Site::Jekyll, "---\ntags:\n  # the big ones\n  - go # yes\n\n  - x\n\n# end\nz: 1\n---\n", Edit("  - x\n", "  - x\n  - Rust\n  - open source\n")),
    (Site::Jekyll, "---\r\ntags:\r\n- go\r\nz: 1\r\n---\r\nBody\r\n", Edit("- go\r\n", "- go\r\n- Rust\r\n- open source\r\n")),
    (Site::Jekyll, "---\ntags:\n- - go\n---\n", Doubt("more than plain items")),
    (Site::Jekyll, "---\ntags:\n- name: go\n---\n", Doubt("more than plain items")),
    (Site::Jekyll, "---\ntags:\n- go\n-\n---\n", Doubt("more than plain items")),
    (Site::Jekyll, "---\ntags:\n- |\n  long\n---\n", Doubt("more than plain items")),
    (Site::Jekyll, "---\n\"tags\" :\n- 2024\n---\n", Edit("- 2024\n", "- 2024\n- Rust\n- open source\n")),
    // Strings
    (Site::Jekyll, "---\ntags: go x\n---\n", Edit("go x", "[go, x, Rust, open source]")),
    (Site::Hugo, "---\ntags: go x\n---\n", Edit("go x", "[go x, Rust, open source]")),
    (Site::Hugo, "---\ntags: \"go, x\"\n---\n", Doubt("Hugo takes as one tag")),
    (Site::Astro, "---\ntags: go, x\n---\n", Edit("go, x", "go, x, Rust, open source")),
    (Site::Eleventy, "---\ntags: \"go,x\"\n---\n", Edit("go,x", "go,x,Rust,open source")),
    (Site::Eleventy, "---\ntags: 'it''s'\n---\n", Edit("'it''s'", "'it''s,Rust,open source'")),
    (Site::Astro, "---\ntags: >\n  go,\n  x\n---\n", Doubt("several lines")),
    (Site::Astro, "---\ntags: go,\n  x\n---\n", Doubt("several lines")),
    // Nothing yet
    (Site::Hugo, "---\ntags:\nz: 1\n---\n", Edit("tags:", "tags: [Rust, open source]")),
    (Site::Hugo, "---\ntags:   # later\nz: 1\n---\n", Edit("tags:", "tags: [Rust, open source]")),
    (Site::Hugo, "---\ntags: ~\nz: 1\n---\n", Edit("~", "[Rust, open source]")),
    (Site::Hugo, "---\ntitle: A\n---\n", Edit("A\n", "A\ntags: [Rust, open source]\n")),
    (Site::Hugo, "---\ntitle: \"A\"\n---\n", Edit("\"A\"\n", "\"A\"\ntags: [\"Rust\", \"open source\"]\n")),
    (Site::Hugo, "---\ntitle: A\nguests:\n  - Bo\n---\n", Edit("- Bo\n", "- Bo\ntags:\n  - Rust\n  - open source\n")),
    (Site::Hugo, "---\n---\nBody\n", Edit("---\n---", "---\ntags: [Rust, open source]\n---")),
    (Site::Hugo, "---\nnote: |\n  tags: [x]\n  more\n\n---\n", Edit("more\n\n", "more\n\ntags: [Rust, open source]\n")),
    (Site::Hugo, "---\n  title: A\n---\n", Edit("A\n", "A\n  tags: [Rust, open source]\n")),
    (Site::Hugo, "\u{feff}---\r\ntitle: A\r\n---\r\nBody\r\n", Edit("A\r\n", "A\r\ntags: [Rust, open source]\r\n")),
    (Site::Hugo, "---\ntitle: A\n---\nBody\n\n---\ntags: [x]\n---\n", Edit("A\n", "A\ntags: [Rust, open source]\n")),
    (Site::Hugo, "---\ntitle: A\n...\nBody\n", Edit("A\n", "A\ntags: [Rust, open source]\n")),
    // Keys in other letters
    (Site::Hugo, "---\nTags: [go]\n---\n", Edit("[go]", "[go, Rust, open source]")),
    (Site::Hugo, "+++\nTAGS = [\"go\"]\n+++\n", Edit("\"go\"", "\"go\", \"Rust\", \"open source\"")),
    (Site::Hugo, "---\nTags: [go]\ntags: [x]\n---\n", Doubt("in other letters")),
    (Site::Jekyll, "---\nTags: [go]\n---\n", Doubt("in other letters")),
    // Nothing to do, or better left alone
    (Site::Hugo, "---\ntags: [RUST, Open Source]\n---\n", Same),
    (Site::Hugo, "---\nbase: &base [a]\ntags: *base\n---\n", Doubt("anchor")),
    (Site::Hugo, "---\ntags: &t [a]\nother: *t\n---\n", Doubt("anchor")),
    (Site::Hugo, "---\ntags: !!seq [a]\n---\n", Doubt("type")),
    (Site::Hugo, "---\nbase: &b\n  tags: [x]\n<<: *b\n---\n", Doubt("merged anchor")),
    (Site::Hugo, "---\ntags: [a]\ntitle: A\ntags: [b]\n---\n", Doubt("does not parse")),
    (Site::Hugo, "---\ntags: [a\n---\n", Doubt("does not parse")),
    (Site::Hugo, "---\ntitle: A: B: C\n---\n", Doubt("does not parse")),
    (Site::Hugo, "---\n\ttitle: A\n---\n", Doubt("does not parse")),
    (Site::Hugo, "---\n{title: A}\n---\n", Doubt("one key a line")),
    (Site::Hugo, "---\ntags:\n  a: 1\n---\n", Doubt("is a table")),
    (Site::Hugo, "# No front matter\n\n---\n\ntags: [a]\n", Doubt("no front matter")),
    (Site::Hugo, "---\ntitle: never closed\n", Doubt("no front matter")),
    (Site::Hugo, "", Doubt("no front matter")),
    // TOML
    (Site::Hugo, "+++\ntags = ['go']\n+++\n", Edit("'go'", "'go', 'Rust', 'open source'")),
    (Site::Hugo, "+++\ntags = [ \"go\" ] \t\nz = 1\n+++\n", Edit("\"go\" ]", "\"go\", \"Rust\", \"open source\" ]")),
    (Site::Hugo, "+++\ntags = [\n  \"go\", # yes\n  \"x\",\n]\n+++\n", Edit("\"x\",\n", "\"x\",\n  \"Rust\",\n  \"open source\",\n")),
    (Site::Hugo, "+++\ntitle = \"A\"\n\n[params]\ntags = [\"x\"]\n+++\n", Edit("\"A\"\n", "\"A\"\ntags = [\"Rust\", \"open source\"]\n")),
    (Site::Hugo, "+++\n[params]\nx = 1\n+++\n", Edit("+++\n[params]", "+++\ntags = [\"Rust\", \"open source\"]\n[params]")),
    (Site::Hugo, "+++\ntext = \"\"\"\n[params]\n\"\"\"\n+++\n", Edit("\"\"\"\n+++", "\"\"\"\ntags = [\"Rust\", \"open source\"]\n+++")),
    (Site::Hugo, "+++\ntags = [1, [2]]\n+++\n", Doubt("more than plain items")),
    (Site::Hugo, "+++\ntags = \"a\"\ntags = \"b\"\n+++\n", Doubt("does not parse")),
    (Site::Zola, "+++\ntitle = \"A\"\n\n[taxonomies]\ntags = [\"go\"]\n\n[extra]\nx = 1\n+++\n", Edit("\"go\"", "\"go\", \"Rust\", \"open source\"")),
    (Site::Zola, "+++\ntitle = \"A\"\n[taxonomies]\n[extra]\nx = 1\n+++\n", Edit("[taxonomies]\n", "[taxonomies]\ntags = [\"Rust\", \"open source\"]\n")),
    (Site::Zola, "+++\ntitle = \"A\"\n[taxonomies]\nguests = [\"Bo\"]\n\n[extra]\nx = 1\n+++\n", Edit("\"Bo\"]\n", "\"Bo\"]\ntags = [\"Rust\", \"open source\"]\n")),
    (Site::Zola, "+++\ntitle = \"A\"\ntags = [\"x\"]\n+++\n", Edit("\"x\"]\n", "\"x\"]\n\n[taxonomies]\ntags = [\"Rust\", \"open source\"]\n")),
    (Site::Zola, "+++\ntaxonomies.tags = [\"go\"]\n+++\n", Edit("\"go\"", "\"go\", \"Rust\", \"open source\"")),
    (Site::Zola, "+++\ntaxonomies = { tags = [\"go\"] }\n+++\n", Edit("\"go\"", "\"go\", \"Rust\", \"open source\"")),
    (Site::Zola, "+++\ntaxonomies = { guests = [\"go\"] }\n+++\n", Doubt("not a table with a header")),
    (Site::Zola, "---\ntitle: A\ntaxonomies:\n  tags:\n    - go\n---\n", Edit("- go\n", "- go\n    - Rust\n    - open source\n")),
    (Site::Zola, "---\ntitle: A\ntaxonomies:\n  guests: [Bo]\ndraft: true\n---\n", Edit("[Bo]\n", "[Bo]\n  tags: [Rust, open source]\n")),
    (Site::Zola, "---\ntitle: A\n---\n", Edit("A\n", "A\ntaxonomies:\n  tags: [Rust, open source]\n")),
    // JSON
    (Site::Hugo, "{\n  \"title\": \"A\",\n  \"tags\": [\n    \"go\"\n  ],\n  \"x\": null\n}\n\nBody {\"tags\": []}\n", Edit("\"go\"\n", "\"go\",\n    \"Rust\",\n    \"open source\"\n")),
    (Site::Hugo, "{\n  \"title\": \"A\"\n}\nBody\n", Edit("\"A\"\n", "\"A\",\n  \"tags\": [\n    \"Rust\",\n    \"open source\"\n  ]\n")),
    (Site::Hugo, "{\"title\":\"A\"}\nBody\n", Edit("\"A\"", "\"A\",\"tags\":[\"Rust\", \"open source\"]")),
    (Site::Hugo, "{\"a\": {\"tags\": []}, \"b]\\\"\": \"}\", \"tags\": null}\n", Edit("null", "[\"Rust\", \"open source\"]")),
    (Site::Hugo, "{\"tags\": [], \"tags\": []}\nBody\n", Doubt("duplicate key")),
    (Site::Hugo, "{\"tags\": [{}]}\nBody\n", Doubt("more than plain items")),
    (Site::Eleventy, "---json\n{\n  \"tags\": [\"go\"]\n}\n---\nBody\n", Edit("\"go\"", "\"go\", \"Rust\", \"open source\"")),
    (Site::Json, "{\n\t\"title\": \"A\"\n}\n", Edit("\"A\"\n", "\"A\",\n\t\"tags\": [\n\t\t\"Rust\",\n\t\t\"open source\"\n\t]\n")),
    (Site::Json, "{\"title\": \"A\"} and more", Doubt("no front matter")),
    // Pelican
    (Site::Pelican, "Title: A\nTags: go, x\n\nBody: text\n", Edit("go, x", "go, x, Rust, open source")),
    (Site::Pelican, "Title: A\nTags: go; x, y\n\nBody\n", Edit("x, y", "x, y; Rust; open source")),
    (Site::Pelican, "Title: A\nDate: 2024-01-01\n\nBody\n", Edit("01-01\n", "01-01\nTags: Rust, open source\n")),
    (Site::Pelican, "---\ntitle: A\n---\nBody\n", Edit("A\n", "A\ntags: Rust, open source\n")),
    (Site::Pelican, "Title: A\nTags:\n\nBody\n", Edit("Tags:", "Tags: Rust, open source")),
    (Site::Pelican, "Title: A\nTags: go,\n    x\n\nBody\n", Doubt("several lines")),
    (Site::Pelican, "A\n=\n\n:date: 2024-01-01\n:tags: go\n\nBody\n", Edit("go", "go, Rust, open source")),
    (Site::Pelican, "A\n=\n\n:date: 2024-01-01\n\nBody\n", Edit("01-01\n", "01-01\n:tags: Rust, open source\n")),
    (Site::Pelican, "Just text.\n\nTags: go\n", Doubt("no front matter")),
];
