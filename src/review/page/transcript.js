// The transcript: turns with their speakers, the words that the draft rests on marked in them.

/** Shows an episode's transcript. Turns are cheap until they come into view. */
function showTranscript(episode) {
  const turns = $("turns");
  if (episode.turns.length === 0) {
    turns.replaceChildren(el("p", { class: "plain" }, episode.draft.description ?? "There is no transcript of this episode."));
    return;
  }
  episode.places = placesByTurn(episode);
  episode.nodes = episode.turns.map((turn) => turnNode(episode, turn));
  turns.replaceChildren(...episode.nodes);
}

/** Shows again the turns in which the marks have changed. */
function updateTranscript(episode) {
  if (!episode.nodes) return;
  const before = episode.places;
  episode.places = placesByTurn(episode);
  for (const turn of episode.turns) {
    if (same(before.get(turn.number), episode.places.get(turn.number))) continue;
    const node = turnNode(episode, turn);
    episode.nodes[turn.number].replaceWith(node);
    episode.nodes[turn.number] = node;
  }
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** For each turn what is to be marked in it: spans with a class, and the chapters that begin there. */
function placesByTurn(episode) {
  const places = new Map();
  const at = (number) => {
    if (!places.has(number)) places.set(number, { marks: [], openings: [] });
    return places.get(number);
  };
  const put = (span, what) => {
    if (span[0] >= span[1]) return;
    for (let turn = turnAt(episode.turns, span[0]); turn && turn.start < span[1]; turn = episode.turns[turn.number + 1]) {
      at(turn.number).marks.push({ span, ...what });
    }
  };
  for (const { span } of episode.draft.sponsors) put(span, { class: "sponsor" });
  for (const { span, kind } of episode.draft.asides) put(span, { class: "aside", title: kind });
  for (const { key, span, state } of itemsOf(episode, "highlight")) put(span, { key, state });
  for (const { key, span, text, state, start_s, turn } of itemsOf(episode, "chapter")) {
    const number = turn ?? turnAt(episode.turns, span[0]).number;
    at(Math.min(number, episode.turns.length - 1)).openings.push({ key, text, state, start_s });
  }
  return places;
}

function turnNode(episode, turn) {
  const before = episode.turns[turn.number - 1];
  const { marks, openings } = episode.places.get(turn.number) ?? { marks: [], openings: [] };
  const speaker = episode.draft.speakers[turn.speaker];
  const changes = speaker && (!before || before.speaker !== turn.speaker || openings.length > 0);
  const node = el("div", { class: "turn", "data-turn": turn.number },
    openings.map(({ key, text, state, start_s }) =>
      el("div", { class: `opening ${state}`, "data-key": key }, el("time", {}, clock(start_s)), el("h3", {}, text))));
  if (changes) node.append(speakerNode(speaker, turn, marks));
  node.append(el("time", {}, clock(turn.start_s)), el("p", {}, pieces(turn, marks)));
  return node;
}

function speakerNode({ name, role }, turn, marks) {
  const who = el("div", { class: "who" }, name, role === "unknown" ? null : el("small", {}, ` ${role}`));
  who.style.setProperty("--voice", `var(--part-${turn.speaker % 6})`);
  const sponsor = marks.find((mark) => mark.class === "sponsor" && mark.span[0] <= turn.start);
  if (sponsor) who.append(el("span", { class: "flag" }, "sponsor"));
  return who;
}

/** A turn's text, cut wherever a mark begins or ends. */
function pieces(turn, marks) {
  if (marks.length === 0) return [turn.text];
  const spans = marks.map((mark) => ({ ...mark, from: indexOfByte(turn, mark.span[0]), to: indexOfByte(turn, mark.span[1]) }));
  const cuts = new Set([0, turn.text.length]);
  for (const { from, to } of spans) cuts.add(from).add(to);
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(1).map((to, index) => {
    const from = borders[index];
    return piece(turn.text.slice(from, to), spans.filter((span) => span.from <= from && to <= span.to));
  });
}

function piece(text, covering) {
  const shade = covering.find((mark) => mark.class);
  const mark = covering.filter((other) => other.key).at(-1);
  let node = text;
  if (shade) node = el("span", { class: shade.class, title: shade.class === "sponsor" ? "sponsor read" : shade.title }, node);
  if (mark) node = el("mark", { class: mark.state, "data-key": mark.key }, node);
  return node;
}

/** Brings words into view, and marks those of an item as the current ones. */
function jumpTo(episode, span, key = null) {
  const turn = turnAt(episode.turns, span[0]);
  if (!turn) return;
  for (const old of document.querySelectorAll("mark.current, .turn.at")) old.classList.remove("current", "at");
  const node = episode.nodes[turn.number];
  showPane("talk");
  node.classList.add("at");
  const marks = key ? document.querySelectorAll(`[data-key="${CSS.escape(key)}"]:is(mark, .opening)`) : [];
  for (const mark of marks) mark.classList.add("current");
  const target = marks[0] ?? node;
  // What was not laid out yet gets its height by the first attempt.
  target.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
}

// Search: the browser's own highlighting where it has one, and the words themselves are left alone.

const search = { query: "", hits: [], at: -1 };

function find(episode, query) {
  search.query = query;
  search.hits = [];
  search.at = -1;
  const wanted = query.toLowerCase();
  if (wanted.length > 1) {
    for (const turn of episode.turns) {
      const text = turn.text.toLowerCase();
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        search.hits.push({ turn, from: at, to: at + wanted.length });
      }
    }
  }
  paintFound(episode);
  $("found").textContent = wanted.length > 1 ? plural(search.hits.length, "place") : "";
}

function findNext(episode, step) {
  if (search.hits.length === 0) return;
  search.at = (search.at + step + search.hits.length) % search.hits.length;
  const { turn, from } = search.hits[search.at];
  const byte = byteOfIndex(turn, from);
  jumpTo(episode, [byte, byte]);
  paintFound(episode);
  $("found").textContent = `${search.at + 1} of ${search.hits.length}`;
}

function paintFound(episode) {
  if (!globalThis.Highlight || !CSS.highlights) return;
  const range = ({ turn, from, to }) => rangeIn(episode.nodes[turn.number].querySelector("p"), from, to);
  CSS.highlights.set("found", new Highlight(...search.hits.slice(0, 2000).map(range)));
  CSS.highlights.set("here", new Highlight(...(search.at < 0 ? [] : [range(search.hits[search.at])])));
}

/** A range over letters of a paragraph, whatever marks are in it. */
function rangeIn(paragraph, from, to) {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = passed + node.length;
    if (!open && from < end) {
      range.setStart(node, from - passed);
      open = true;
    }
    if (open && to <= end) {
      range.setEnd(node, to - passed);
      break;
    }
    passed = end;
  }
  return range;
}
