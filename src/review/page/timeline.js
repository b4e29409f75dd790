// The episode at a glance: chapters, highlights and sponsor reads along its time, or its text where it has no times.

/** Where a byte of the talk stands on the track, 0 to 1. */
function fraction(episode, byte) {
  const share = episode.timed ? (timeAt(episode.times, byte) ?? 0) / episode.length_s : byte / Math.max(1, episode.talk.bytes);
  return Math.min(1, Math.max(0, share));
}

function fractionOfItem(episode, { start_s, span }) {
  return episode.timed && start_s !== null && start_s !== undefined ? Math.min(1, start_s / episode.length_s) : fraction(episode, span[0]);
}

function showTimeline(episode) {
  const track = el("div", { class: "track", on: { click: (event) => jumpOnTrack(episode, event) } },
    parts(episode),
    episode.draft.sponsors.map(({ span }) => place(el("div", { class: "ad", title: "sponsor read" }), fraction(episode, span[0]), fraction(episode, span[1]))),
    itemsOf(episode, "highlight").map((item) => pin(episode, item)),
    el("div", { class: "seen", id: "seen" }),
    scale(episode));
  $("timeline").replaceChildren(track);
  $("timeline").hidden = episode.turns.length === 0;
  showWhatIsSeen(episode);
}

function parts(episode) {
  const chapters = itemsOf(episode, "chapter");
  const kept = chapters.filter((chapter) => chapter.state !== "reject");
  if (kept.length === 0) return place(el("div", { class: "part none" }), 0, 1);
  const starts = kept.map((chapter) => fractionOfItem(episode, chapter));
  const shown = kept.map((chapter, index) => {
    const part = button(chapter.text, {
      class: `part ${chapter.state}`, title: `${clock(chapter.start_s)} ${chapter.text}`, tabindex: -1,
      on: { click: (event) => { event.stopPropagation(); select(chapter.key, true); } },
    });
    part.style.setProperty("--part", `var(--part-${index % 6})`);
    return place(part, starts[index], starts[index + 1] ?? 1);
  });
  if (starts[0] > 0.005) shown.unshift(place(el("div", { class: "part none" }), 0, starts[0]));
  return shown;
}

function pin(episode, item) {
  const node = button("", {
    class: `pin ${item.state}`, "data-pin": item.key, tabindex: -1,
    title: `${clock(item.start_s)} ${item.text}`, "aria-label": `Highlight: ${item.text}`,
    on: { click: (event) => { event.stopPropagation(); select(item.key, true); } },
  });
  return place(node, fractionOfItem(episode, item));
}

function scale(episode) {
  if (!episode.timed) return el("div", { class: "scale" }, place(el("span", {}, "start"), 0), place(el("span", {}, "end"), 1));
  const steps = [60, 300, 600, 900, 1800, 3600];
  const step = steps.find((seconds) => episode.length_s / seconds <= 8) ?? 7200;
  const marks = [];
  // The last one stands at the end: what would run into it is left out.
  for (let at = 0; at < episode.length_s - step * 0.6; at += step) marks.push(at);
  marks.push(episode.length_s);
  return el("div", { class: "scale" }, marks.map((at) => place(el("span", {}, clock(at)), at / episode.length_s)));
}

function jumpOnTrack(episode, event) {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (event.clientX - box.left) / box.width;
  const byte = episode.timed ? byteAtTime(episode.times, share * episode.length_s) : share * episode.talk.bytes;
  jumpTo(episode, [byte, byte]);
}

/** Frames the part of the talk that is in view. */
function showWhatIsSeen(episode) {
  const frame = $("seen");
  if (!frame || !episode.nodes || $("turns").offsetParent === null) return;
  const top = $("talk").querySelector(".find").getBoundingClientRect().bottom;
  const first = turnAtHeight(episode, top);
  const last = turnAtHeight(episode, innerHeight - 4);
  place(frame, fraction(episode, episode.turns[first].start), fraction(episode, episode.turns[last].end));
}

/** The turn at a height of the window: turns are in order, so half of them can be left out at each look. */
function turnAtHeight(episode, height) {
  let [low, high] = [0, episode.nodes.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (episode.nodes[middle].getBoundingClientRect().bottom < height) low = middle + 1;
    else high = middle;
  }
  return low;
}
