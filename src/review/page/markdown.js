// Show notes as Markdown, as decided.

const escaped = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&").replace(/^([#>+-]|\d+\.)/, "\\$1");

/** Whether a line is what was said, but for a capital at the start and a mark at the end: only then it is quoted. */
function isVerbatim(item) {
  if (item.kind !== "quote") return false;
  const bare = (text) => text.toLowerCase().replace(/[.…]+$/, "").trim();
  let rest = bare(item.quote);
  return item.text.split("[…]").every((piece) => {
    const at = rest.indexOf(bare(piece));
    rest = at < 0 ? "" : rest.slice(at + bare(piece).length);
    return at >= 0;
  });
}

function markdown(episode) {
  const { draft } = episode;
  const wanted = (type) => itemsOf(episode, type).filter((item) => item.state !== "reject");
  const section = (title, lines) => (lines.length ? `## ${title}\n\n${lines.join("\n")}\n\n` : "");
  const line = (item) => {
    const text = isVerbatim(item) ? `“${escaped(item.text)}”` : escaped(item.text);
    const source = [item.speaker && escaped(item.speaker), clock(item.start_s)].filter(Boolean).join(", ");
    return `- ${text}${source ? ` — ${source}` : ""}`;
  };
  const people = draft.speakers.filter((speaker) => draft.people.includes(speaker.name));
  const tags = wanted("tag").map((item) => escaped(item.tag));
  return [
    `# ${escaped(draft.title || draft.id)}\n\n`,
    draft.people.length ? `${draft.people.map(escaped).join(", ")}\n\n` : "",
    section("Summary", draft.summary.text ? [escaped(draft.summary.text)] : []),
    section("Highlights", wanted("highlight").map(line)),
    section("Chapters", wanted("chapter").map((item) => `- ${clock(item.start_s)} ${escaped(item.text)}`.replace("-  ", "- "))),
    section("Topics", tags.length ? [tags.join(", ")] : []),
    section("People", people.map(({ name, role }) => `- ${escaped(name)}${role === "unknown" ? "" : ` (${role})`}`)),
  ].join("").trimEnd() + "\n";
}
