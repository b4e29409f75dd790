// Tags: each with where it comes from, why it was proposed and where it is said.

const SOURCES = {
  vocabulary: "from your vocabulary", learnt: "learnt from your tags", proposed: "found in the talk",
  existing: "given already", added: "", removed: "",
};

const TAG_STATES = { open: "", accept: "kept", add: "added by you", reject: "removed" };

function tagGroup(episode) {
  const items = itemsOf(episode, "tag");
  const names = (overview.catalogue?.vocabulary ?? []).map(({ tag }) => el("option", { value: tag }));
  const field = el("input", { id: "new-tag", placeholder: "Add a tag  ( t )", "aria-label": "Add a tag", list: "vocabulary", autocomplete: "off" });
  const form = el("form", {
    class: "add",
    on: { submit: (event) => { event.preventDefault(); addTag(episode, field.value); $("new-tag").focus(); } },
  }, field, el("datalist", { id: "vocabulary" }, names), el("button", { type: "submit" }, "Add"));
  return group("Tags", items, null, [el("div", { class: "tags" }, items.map((item) => tagCard(episode, item))), form], "");
}

function tagCard(episode, item) {
  const strength = item.score !== null && item.source !== "existing" && meter(item.score);
  const source = SOURCES[item.source] ?? item.source;
  const details = [
    source && el("span", {}, source),
    item.count > 0 && el("span", {}, `said ${plural(item.count, "time")}`),
    item.first_s !== null && item.first_s !== undefined && el("span", {}, `first at ${clock(item.first_s)}`),
    TAG_STATES[item.state] && el("span", { class: "state" }, TAG_STATES[item.state]),
  ];
  return el("article", {
    class: `card tag ${item.state}`, "data-key": item.key, tabindex: 0, "aria-current": current.key === item.key && "true",
    "aria-label": `tag: ${item.tag}`,
  },
    el("div", { class: "row" }, el("span", { class: "line" }, item.tag), actions(episode, item)),
    el("p", { class: "meta" }, details),
    item.evidence && el("p", { class: "quote" }, `“${item.evidence}”`),
    strength,
    reason(item));
}

function meter(score) {
  const bar = el("i");
  bar.style.width = `${Math.round(100 * Math.min(1, score))}%`;
  return el("div", { class: "meter", title: `score ${score}` }, bar);
}

function addTag(episode, name) {
  const tag = name.replace(/\s+/g, " ").trim();
  if (!tag) return;
  change(episode.number, ({ tags }) => {
    dropTag(tags, tag);
    tags.add.push(tag);
  });
  refresh();
  select(`tag-${folded(tag)}`);
  toast(`Tag added: ${tag}`);
}

/** Where a tag is said first: its evidence, or else its own words. */
function placeOfTag(episode, item) {
  for (const words of [item.evidence, item.tag].filter(Boolean)) {
    const wanted = words.toLowerCase();
    for (const turn of episode.turns) {
      const at = turn.text.toLowerCase().indexOf(wanted);
      if (at >= 0) return [byteOfIndex(turn, at), byteOfIndex(turn, at + wanted.length)];
    }
  }
  return null;
}
