// What is decided: for each episode the object that decisions.json has of it. Kept in this browser, with undo.

const VERSION = 1;
const overview = data("overview");
const undoSteps = [];
const store = overview.episodes.map((episode) => ({
  key: `shownotes-review/${VERSION}/${episode.id}/${episode.print}`,
  base: tidy(episode.decisions),
  decisions: tidy(episode.decisions),
  lost: episode.lost,
}));

function tidy(decisions) {
  const { highlights = [], chapters = [], tags = {} } = structuredClone(decisions);
  return { highlights, chapters, tags: { add: tags.add ?? [], remove: tags.remove ?? [] } };
}

const written = (decisions) => JSON.stringify(decisions);
const isEmpty = ({ highlights, chapters, tags }) =>
  highlights.length + chapters.length + tags.add.length + tags.remove.length === 0;

/** Takes up work of an earlier visit; the number of episodes that it concerns. */
function restore() {
  let restored = 0;
  for (const episode of store) {
    try {
      const saved = localStorage.getItem(episode.key);
      if (!saved || saved === written(episode.base)) continue;
      episode.decisions = tidy(JSON.parse(saved));
      restored += 1;
    } catch {
      // A browser without storage, or what stands there is not ours: nothing to take up.
    }
  }
  return restored;
}

/** Back to what the page came with. */
function discard() {
  for (const episode of store) {
    episode.decisions = structuredClone(episode.base);
    keep(episode);
  }
  undoSteps.length = 0;
}

function keep(episode) {
  try {
    if (written(episode.decisions) === written(episode.base)) localStorage.removeItem(episode.key);
    else localStorage.setItem(episode.key, written(episode.decisions));
  } catch {
    // Full or forbidden: the work stands as long as the page is open.
  }
}

/** Changes an episode's decisions, so that it can be undone. */
function change(number, edit) {
  const episode = store[number];
  const before = written(episode.decisions);
  edit(episode.decisions);
  if (written(episode.decisions) === before) return;
  undoSteps.push({ number, before });
  keep(episode);
}

/** Takes the last change back; the number of its episode, or null. */
function undo() {
  const step = undoSteps.pop();
  if (!step) return null;
  store[step.number].decisions = JSON.parse(step.before);
  keep(store[step.number]);
  return step.number;
}

/** The text of decisions.json. */
function decisionsFile() {
  const episodes = {};
  store.forEach(({ decisions, lost }, number) => {
    const all = structuredClone(decisions);
    all.highlights.push(...lost.highlights);
    all.chapters.push(...lost.chapters);
    for (const list of [all.highlights, all.chapters]) list.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
    if (!isEmpty(all)) episodes[overview.episodes[number].id] = all;
  });
  return `${JSON.stringify({ version: VERSION, episodes }, null, 1)}\n`;
}

/** How many highlights and chapters of an episode are decided. */
function decidedCount(number) {
  const { highlights, chapters } = store[number].decisions;
  return highlights.length + chapters.length;
}
