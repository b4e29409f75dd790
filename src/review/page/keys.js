// The keyboard: every key, what it does, and its line in the help.

const KEYS = [
  { keys: ["j", "ArrowDown"], says: ["j", "↓"], help: "next", run: () => step(1) },
  { keys: ["k", "ArrowUp"], says: ["k", "↑"], help: "previous", run: () => step(-1) },
  { keys: ["n"], help: "next that is not decided", run: () => step(1, true) },
  { keys: ["Enter"], says: ["Enter"], help: "show in the transcript", run: () => jumpToCurrent() },
  { keys: ["a"], help: "accept, keep", run: () => perform("accept") },
  { keys: ["e"], help: "edit", run: () => perform("edit") },
  { keys: ["r", "x"], help: "reject, take out", run: () => perform("reject") },
  { keys: ["u"], help: "undo", run: () => undoLast() },
  { keys: ["v"], help: "select a sentence, then the next", run: () => selectSentence(current.episode) },
  { keys: ["h"], help: "add what is selected as a highlight", run: () => addSelected(current.episode, "highlight") },
  { keys: ["c"], help: "begin a chapter at what is selected", run: () => addSelected(current.episode, "chapter") },
  { keys: ["t"], help: "add a tag", run: () => tagKey() },
  { keys: ["/"], help: "find", anywhere: true, run: () => (current.episode ? (showPane("talk"), $("find").focus()) : $("filter")?.focus()) },
  { keys: ["["], help: "episode before", run: () => openBeside(-1) },
  { keys: ["]"], help: "episode after", run: () => openBeside(1) },
  { keys: ["g"], help: "all episodes", run: () => goHome() },
  { keys: ["s"], help: "export decisions.json", anywhere: true, run: () => exportDecisions() },
  { keys: ["m"], help: "copy Markdown", run: () => copyMarkdown() },
  { keys: ["d"], help: "light or dark", anywhere: true, run: () => switchTheme() },
  { keys: ["?"], help: "this help", anywhere: true, run: () => $("keys").showModal() },
];

function listenToKeys() {
  const byKey = new Map(KEYS.flatMap((key) => key.keys.map((name) => [name, key])));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("keys").open) return;
    const typing = event.target.matches?.("input, textarea, select");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    // A button that has the focus keeps the key that presses it; shift and arrows make a selection longer.
    if (event.key === "Enter" && event.target.matches?.("button, a, summary")) return;
    if (event.shiftKey && event.key.startsWith("Arrow")) return;
    const key = byKey.get(event.key);
    if (!key || (!key.anywhere && !current.episode)) return;
    event.preventDefault();
    key.run();
  });
  const rows = KEYS.map(({ keys, says = [keys[0]], help }) => [el("dt", {}, says.flatMap((name) => [el("kbd", {}, name), " "])), el("dd", {}, help)]);
  const half = Math.ceil(rows.length / 2);
  document.querySelector(".keys").append(el("dl", {}, rows.slice(0, half)), el("dl", {}, rows.slice(half)));
}

function tagKey() {
  if (selectedWords(current.episode)) addSelected(current.episode, "tag");
  else {
    showPane("draft");
    $("new-tag").focus();
  }
}
