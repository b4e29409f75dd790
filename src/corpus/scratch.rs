#[test]
#[ignore]
fn scratch() {
    use std::io::Write;
    let mut out = std::fs::OpenOptions::new().create(true).truncate(true).write(true).open("/tmp/markup-out.jsonl").unwrap();
    for path in std::fs::read_to_string("/tmp/markup-paths.txt").unwrap().lines() {
        let bytes = std::fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let t = std::time::Instant::now();
        let ext = path.rsplit('.').next().unwrap();
        let ps = if super::page::sniff(&text) { super::page::read(&text) } else if ext == "txt" { vec![super::plain::read(&text)] } else { vec![super::markdown::read(&text)] };
        let ms = t.elapsed().as_millis() as u64;
        for p in ps {
            let j = serde_json::json!({"path": path, "ms": ms, "format": format!("{:?}", p.format), "meta": format!("{:?}", p.meta), "title": p.meta.title,
              "blocks": p.blocks.iter().map(|b| serde_json::json!([b.speaker, b.start_s, b.end_s, b.text, b.line, b.continues])).collect::<Vec<_>>(),
              "chapters": p.chapters.iter().map(|c| serde_json::json!([c.title, c.start_s, c.block])).collect::<Vec<_>>(),
              "links": p.links.len(), "warnings": p.warnings.iter().map(|w| format!("{}: {}", w.line, w.message)).collect::<Vec<_>>()});
            writeln!(out, "{j}").unwrap();
        }
    }
}
