// The things that people decide about: what was drafted, together with what was decided.

/** An episode, read from its block of data. */
function openEpisode(number) {
  const { draft, talk } = data(`episode-${number}`);
  const turns = talk.turns.map(turnOf);
  const episode = { number, draft, talk, turns, times: talk.times, items: [] };
  const last = episode.times.at(-1);
  episode.timed = episode.times.length > 1;
  episode.length_s = Math.max(draft.duration_s ?? 0, last ? last[1] : 0) || 1;
  renew(episode);
  return episode;
}

/** Works the items out anew, after decisions have changed. */
function renew(episode) {
  episode.items = [...highlightItems(episode), ...chapterItems(episode), ...tagItems(episode)];
}

const itemsOf = (episode, type) => episode.items.filter((item) => item.type === type);

function highlightItems({ number, draft }) {
  const { highlights } = store[number].decisions;
  const drafted = draft.highlights.map((highlight) => ({ ...highlight, drafted: true }));
  return withDecisions("highlight", drafted, highlights, () => true);
}

function chapterItems({ number, draft, talk }) {
  const { chapters } = store[number].decisions;
  const drafted = draft.chapters.map((chapter, index) => ({ ...chapter, ...talk.openings[index], text: chapter.title, drafted: true }));
  const near = (item, decision) => decision.start_s === undefined || item.start_s === null || Math.abs(item.start_s - decision.start_s) < 2;
  return withDecisions("chapter", drafted, chapters.map((chapter) => ({ ...chapter, text: chapter.title })), near);
}

/** Drafted things with the decision on each, and those that only a decision knows of. */
function withDecisions(type, drafted, decisions, fits) {
  const left = [...decisions];
  const items = drafted.map((item) => {
    const at = left.findIndex((decision) => sameSpan(decision.span, item.span) && fits(item, decision));
    const decision = at < 0 ? null : left.splice(at, 1)[0];
    const text = decision && decision.action !== "reject" ? decision.text : item.text;
    return { ...item, type, text, proposed: item.text, state: decision ? decision.action : "open" };
  });
  for (const decision of left) {
    items.push({ ...decision, type, proposed: decision.text, drafted: false, state: decision.action });
  }
  for (const item of items) item.key = `${type}-${item.span.join("-")}-${Math.round(item.start_s ?? 0)}`;
  return items.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

function tagItems({ number, draft }) {
  const { add, remove } = store[number].decisions.tags;
  const catalogue = overview.catalogue?.episodes[number];
  const proposed = (catalogue?.tags ?? draft.tags).map((tag) => ({ ...tag, drafted: true }));
  const known = new Set(proposed.map((tag) => folded(tag.tag)));
  const others = (names, source) =>
    names.filter((tag) => !known.has(folded(tag))).map((tag) => ({ tag, source, score: null, drafted: false }));
  return [...proposed, ...others(add, "added"), ...others(remove, "removed")].map((tag) => ({
    ...tag, type: "tag", key: `tag-${folded(tag.tag)}`, text: tag.tag, state: tagState(tag, add, remove),
  }));
}

const folded = (tag) => tag.toLowerCase().replace(/[\s_-]+/g, " ").trim();

function tagState({ tag, drafted }, add, remove) {
  const among = (names) => names.some((name) => folded(name) === folded(tag));
  if (among(add)) return drafted ? "accept" : "add";
  return among(remove) ? "reject" : "open";
}

/** The record of a decision on an item. */
function decisionOn(item, action, text) {
  const time = (seconds) => round(seconds ?? null);
  const record = { action, span: item.span, quote: item.quote };
  if (item.type === "chapter") Object.assign(record, { title: text, start_s: time(item.start_s) });
  else Object.assign(record, { text, kind: item.kind, speaker: item.speaker, start_s: time(item.start_s), end_s: time(item.end_s) });
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined));
}

const listOf = (decisions, item) => decisions[item.type === "chapter" ? "chapters" : "highlights"];

function without(list, item) {
  const near = (decision) => item.type !== "chapter" || decision.start_s === undefined || item.start_s == null || Math.abs(decision.start_s - item.start_s) < 2;
  const at = list.findIndex((decision) => sameSpan(decision.span, item.span) && near(decision));
  if (at >= 0) list.splice(at, 1);
}

/** Decides on a highlight or chapter; the same decision twice takes it back. */
function decide(episode, item, action, text = item.text) {
  change(episode.number, (decisions) => {
    const list = listOf(decisions, item);
    without(list, item);
    const again = item.state === action && action !== "edit" && action !== "add";
    const gone = action === "reject" && item.state === "add";
    if (!again && !gone) list.push(decisionOn(item, action, action === "reject" ? item.proposed : text));
  });
}

/** Words an item anew. What is worded as it was drafted is accepted. */
function reword(episode, item, text) {
  const line = text.replace(/\s+/g, " ").trim();
  if (!line || line === item.text) return;
  if (item.type === "tag") {
    change(episode.number, ({ tags }) => {
      dropTag(tags, item.tag);
      dropTag(tags, line);
      if (item.drafted) tags.remove.push(item.tag);
      tags.add.push(line);
    });
  } else if (item.state === "add") decide(episode, item, "add", line);
  else decide(episode, item, item.drafted && line === item.proposed ? "accept" : "edit", line);
}

function dropTag(tags, tag) {
  for (const list of ["add", "remove"]) tags[list] = tags[list].filter((name) => folded(name) !== folded(tag));
}

/** Keeps (`accept`) or takes out (`reject`) a tag; the same twice takes it back. */
function decideTag(episode, item, action) {
  change(episode.number, ({ tags }) => {
    const again = item.state === action || (item.state === "add" && action === "reject");
    dropTag(tags, item.tag);
    if (!again) tags[action === "reject" ? "remove" : "add"].push(item.tag);
  });
}

function act(episode, item, action) {
  if (item.type === "tag") decideTag(episode, item, action);
  else if (!item.quote) toast("Nothing is said here that a decision could rest on");
  else if (action === "accept" && (item.state === "edit" || item.state === "add")) return;
  else decide(episode, item, action, item.drafted ? item.proposed : item.text);
}
