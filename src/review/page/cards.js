// The draft: a card for each highlight and chapter, then tags and the rest.

const KINDS = { question: "answers a question", quote: "quotation", topic: "topic" };
const STATES = { open: "", accept: "accepted", edit: "edited", reject: "rejected", add: "added by you" };

function showPanel(episode) {
  const highlights = itemsOf(episode, "highlight");
  const chapters = itemsOf(episode, "chapter");
  $("panel").replaceChildren(...[
    group("Highlights", highlights, acceptRest(episode, "highlight"), highlights.map((item) => card(episode, item)),
      "Select words in the transcript to add one."),
    chapters.length || episode.timed
      ? group("Chapters", chapters, acceptRest(episode, "chapter"), chapters.map((item) => card(episode, item)), "Select words in the transcript and press c.")
      : null,
    tagGroup(episode),
    summaryGroup(episode),
    relatedGroup(episode),
    warningGroup(episode),
  ].filter(Boolean));
}

function group(title, items, extra, children, empty) {
  const decided = items.filter((item) => item.state !== "open").length;
  return el("section", { class: "group", "data-group": title },
    el("header", {}, el("h2", {}, title), el("span", { class: "count" }, items.length ? `${decided} of ${items.length} decided` : ""), extra),
    children.length ? children : el("p", { class: "hint" }, empty));
}

function acceptRest(episode, type) {
  const open = itemsOf(episode, type).filter((item) => item.state === "open");
  return open.length > 1 && button("Accept the rest", { class: "quiet", on: { click: () => acceptAll(episode, type) } });
}

function acceptAll(episode, type) {
  change(episode.number, (decisions) => {
    for (const item of itemsOf(episode, type)) {
      if (item.state === "open" && item.quote) listOf(decisions, item).push(decisionOn(item, "accept", item.text));
    }
  });
  refresh();
}

function card(episode, item) {
  const said = isVerbatim(item);
  return el("article", {
    class: `card ${item.state}`, "data-key": item.key, tabindex: 0, "aria-current": current.key === item.key && "true",
    "aria-label": `${item.type}: ${item.text}`,
  },
    el("p", { class: said ? "line said" : "line" }, said ? `“${item.text}”` : item.text),
    item.type === "highlight" && !said && el("p", { class: "quote" }, `“${item.quote}”`),
    el("p", { class: "meta" },
      clock(item.start_s) && el("span", {}, clock(item.start_s)),
      item.speaker && el("b", {}, item.speaker),
      item.kind && el("span", {}, KINDS[item.kind]),
      STATES[item.state] && el("span", { class: "state" }, STATES[item.state])),
    actions(episode, item),
    reason(item));
}

/** Why something was proposed; shown when asked for. */
function reason(item) {
  return item.why && el("p", { class: "why", hidden: !asked.has(item.key) }, item.why);
}

const asked = new Set();

function askWhy(event, item) {
  event.stopPropagation();
  const shown = !asked.has(item.key);
  if (shown) asked.add(item.key);
  else asked.delete(item.key);
  event.currentTarget.setAttribute("aria-expanded", shown);
  event.currentTarget.closest(".card").querySelector(".why").hidden = !shown;
}

function actions(episode, item) {
  const keeps = ["accept", "edit", "add"].includes(item.state);
  const run = (action) => (event) => { event.stopPropagation(); select(item.key); perform(action); };
  return el("div", { class: "acts", role: "group", "aria-label": "Decide" },
    button(item.type === "tag" ? "Keep" : "Accept", { "data-act": "accept", "aria-pressed": keeps, title: "a", on: { click: run("accept") } }),
    button("Edit", { "data-act": "edit", title: "e", on: { click: run("edit") } }),
    button(item.state === "add" ? "Take out" : item.type === "tag" ? "Remove" : "Reject",
      { "data-act": "reject", class: "no", "aria-pressed": item.state === "reject", title: "r", on: { click: run("reject") } }),
    item.why && button("Why?", { class: "ask", "aria-expanded": asked.has(item.key), on: { click: (event) => askWhy(event, item) } }));
}

/** Turns a card's line into a field. Enter saves, Escape leaves it as it was. */
function editCard(episode, item) {
  const node = document.querySelector(`.card[data-key="${CSS.escape(item.key)}"]`);
  const field = el("textarea", { "aria-label": "New wording", rows: 2 });
  field.value = item.text;
  let open = true;
  const close = (save) => {
    if (!open) return;
    open = false;
    if (save) reword(episode, item, field.value);
    refresh();
    focusCurrent();
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close(false);
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      close(true);
    }
  });
  field.addEventListener("blur", () => close(true));
  field.addEventListener("click", (event) => event.stopPropagation());
  node.querySelector(".line").replaceWith(field);
  node.querySelector(".acts").replaceWith(el("p", { class: "hint" }, el("kbd", {}, "Enter"), " saves, ", el("kbd", {}, "Esc"), " leaves it as it was"));
  field.focus();
  field.select();
}

function summaryGroup(episode) {
  const { sentences } = episode.draft.summary;
  if (sentences.length === 0) return null;
  const parts = sentences.flatMap(({ text, span }) => [
    button(text, { title: "Show in the transcript", on: { click: () => jumpTo(episode, span) } }), " ",
  ]);
  return group("Summary", [], null, [el("p", { class: "prose" }, parts)], "");
}

function relatedGroup(episode) {
  const related = overview.catalogue?.episodes[episode.number].related ?? [];
  if (related.length === 0) return null;
  const numbers = new Map(overview.episodes.map(({ id }, number) => [id, number]));
  const rows = related.map(({ id, shared }) => {
    const number = numbers.get(id);
    return el("li", {}, el("a", { href: `#/e/${number}` }, overview.episodes[number]?.title || id), " ", el("small", {}, shared.join(", ")));
  });
  return group("Related episodes", [], null, [el("ul", { class: "list" }, rows)], "");
}

function warningGroup(episode) {
  const { lost } = store[episode.number];
  const warnings = episode.draft.warnings.map(({ line, message }) => (line ? `Line ${line}: ${message}` : message));
  if (warnings.length === 0) return null;
  const forget = lost.highlights.length + lost.chapters.length > 0 &&
    button("Forget lost decisions", { class: "quiet", on: { click: () => { lost.highlights = []; lost.chapters = []; toast("They are not exported any more"); } } });
  return group("Warnings", [], forget, [el("ul", { class: "list warn" }, warnings.map((message) => el("li", {}, message)))], "");
}
