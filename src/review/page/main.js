// What is open, what is current in it, and what the buttons do.

const current = { episode: null, key: null };
const opened = new Map();
const isCatalogue = overview.catalogue !== null;

const currentItem = () => current.episode?.items.find((item) => item.key === current.key) ?? null;

/** Shows what the address names: an episode, or the catalogue. */
function route() {
  const match = location.hash.match(/^#\/e\/(\d+)$/);
  if (match && overview.episodes[match[1]]) openNumber(Number(match[1]));
  else if (isCatalogue) openCatalogue();
  else openNumber(0);
}

function openNumber(number) {
  if (!opened.has(number)) {
    // A few episodes stay parsed, so that going back is quick and memory does not grow with the catalogue.
    if (opened.size > 8) opened.delete(opened.keys().next().value);
    opened.set(number, openEpisode(number));
  }
  const episode = opened.get(number);
  renew(episode);
  current.episode = episode;
  current.key = episode.items[0]?.key ?? null;
  $("catalogue").hidden = true;
  $("episode").hidden = false;
  showNames(episode);
  showTranscript(episode);
  showPanel(episode);
  scrollTo(0, 0);
  showTimeline(episode);
  showPane("draft");
  updateTools();
}

function showNames({ draft }) {
  const people = draft.people.join(", ");
  const parts = [draft.date, clock(draft.duration_s), people, `${draft.words.toLocaleString("en")} words`];
  $("title").textContent = draft.title || draft.id;
  $("subtitle").textContent = parts.filter(Boolean).join(" · ");
  $("home").hidden = !isCatalogue;
  $("copy").hidden = false;
  document.title = `Review: ${draft.title || draft.id}`;
}

function openCatalogue() {
  current.episode = null;
  current.key = null;
  $("episode").hidden = true;
  $("catalogue").hidden = false;
  $("home").hidden = true;
  $("copy").hidden = true;
  $("selected").hidden = true;
  $("title").textContent = "Review of the catalogue";
  const words = overview.catalogue.episodes.reduce((sum, episode) => sum + episode.words, 0);
  $("subtitle").textContent = `${plural(overview.episodes.length, "episode")} · ${words.toLocaleString("en")} words · ${plural(overview.catalogue.vocabulary.length, "tag")}`;
  document.title = "Review of the catalogue";
  showCatalogue();
  scrollTo(0, 0);
  updateTools();
}

/** Shows again what decisions have changed. */
function refresh() {
  const { episode } = current;
  if (episode) {
    const top = $("panel").scrollTop;
    renew(episode);
    showPanel(episode);
    showTimeline(episode);
    updateTranscript(episode);
    $("panel").scrollTop = top;
    markCurrent();
  }
  updateTools();
}

function updateTools() {
  $("undo").disabled = undoSteps.length === 0;
}

/** Makes an item the current one; `jump` shows its words, too. */
function select(key, jump = false) {
  current.key = key;
  markCurrent();
  const node = document.querySelector(`.card[data-key="${CSS.escape(key ?? "")}"]`);
  node?.scrollIntoView({ block: "nearest" });
  if (jump) jumpToCurrent();
}

function markCurrent() {
  for (const node of document.querySelectorAll(".card, .pin")) {
    const on = (node.dataset.key ?? node.dataset.pin) === current.key;
    if (on) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
  for (const node of document.querySelectorAll("mark")) node.classList.toggle("current", node.dataset.key === current.key);
}

function focusCurrent() {
  document.querySelector('.card[aria-current="true"]')?.focus({ preventScroll: true });
}

function jumpToCurrent() {
  const item = currentItem();
  if (!item) return;
  const span = item.type === "tag" ? placeOfTag(current.episode, item) : item.span;
  if (span) jumpTo(current.episode, span, item.key);
  else toast("The talk does not say it in these words");
}

function step(by, openOnly = false) {
  const items = current.episode.items;
  const at = items.findIndex((item) => item.key === current.key);
  for (let next = at + by; next >= 0 && next < items.length; next += by) {
    if (openOnly && items[next].state !== "open") continue;
    select(items[next].key);
    focusCurrent();
    if (items[next].type !== "tag" && matchMedia("(min-width: 821px)").matches) jumpToCurrent();
    return;
  }
  if (openOnly) toast("Everything below is decided");
}

function perform(action) {
  const item = currentItem();
  if (!item) return;
  if (action === "edit") {
    showPane("draft");
    editCard(current.episode, item);
    return;
  }
  act(current.episode, item, action);
  refresh();
  focusCurrent();
}

function undoLast() {
  const number = undo();
  if (number === null) return;
  if (current.episode && number !== current.episode.number) location.hash = `#/e/${number}`;
  refresh();
  toast("Taken back");
}

function exportDecisions() {
  download("decisions.json", decisionsFile());
  toast("Put decisions.json beside the episodes, then draft, tag or publish again");
}

async function copyMarkdown() {
  if (!current.episode) return;
  await copy(markdown(current.episode));
  toast("Show notes copied as Markdown");
}

function goHome() {
  if (isCatalogue) location.hash = "#/";
}

function openBeside(by) {
  const next = current.episode.number + by;
  if (overview.episodes[next]) location.hash = `#/e/${next}`;
}

/** On a narrow window, shows the transcript or the draft. */
function showPane(name) {
  document.querySelector(".columns").dataset.pane = name;
  for (const node of document.querySelectorAll("[data-show]")) node.setAttribute("aria-pressed", node.dataset.show === name);
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("shownotes-review/theme", theme);
  } catch {
    // Without storage the choice holds for this visit.
  }
}

function listen() {
  const on = (id, run) => $(id).addEventListener("click", run);
  on("home", goHome);
  on("undo", undoLast);
  on("copy", copyMarkdown);
  on("export", exportDecisions);
  on("theme", switchTheme);
  on("help", () => $("keys").showModal());
  for (const node of document.querySelectorAll("[data-show]")) node.addEventListener("click", () => showPane(node.dataset.show));
  $("panel").addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (card && !event.target.closest("button, textarea")) select(card.dataset.key, true);
  });
  $("panel").addEventListener("focusin", (event) => {
    if (event.target.matches(".card")) select(event.target.dataset.key);
  });
  $("turns").addEventListener("click", (event) => {
    const node = event.target.closest("[data-key]");
    if (node && getSelection().isCollapsed) {
      select(node.dataset.key);
      showPane("draft");
    }
  });
  for (const node of document.querySelectorAll("[data-add]")) {
    // The selection must outlive the press.
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("click", () => addSelected(current.episode, node.dataset.add));
  }
  document.addEventListener("selectionchange", () => showSelectionBar(current.episode));
  document.querySelector(".find").addEventListener("submit", (event) => event.preventDefault());
  $("find").addEventListener("input", (event) => find(current.episode, event.target.value));
  $("find").addEventListener("keydown", (event) => {
    if (event.key === "Enter") findNext(current.episode, event.shiftKey ? -1 : 1);
  });
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting || !current.episode) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (current.episode) showWhatIsSeen(current.episode);
    });
  }, { passive: true });
  addEventListener("hashchange", route);
  const observer = new ResizeObserver(measure);
  observer.observe(document.querySelector(".bar"));
  observer.observe($("timeline"));
}

/** Tells the styles how high the bar and the timeline are, which stay in view. */
function measure() {
  const root = document.documentElement;
  const bar = document.querySelector(".bar");
  const fixed = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  root.style.setProperty("--bar", `${fixed}px`);
  root.style.setProperty("--head", `${fixed + $("timeline").offsetHeight}px`);
}

function start() {
  try {
    const theme = localStorage.getItem("shownotes-review/theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // The system's choice holds.
  }
  const restored = restore();
  listen();
  listenToKeys();
  route();
  if (restored > 0) {
    const bar = notice(`Your work of last time is here (${plural(restored, "episode")}).`,
      button("Start over", { on: { click: () => { discard(); bar.remove(); route(); } } }));
  }
}

start();
