// Adding from the transcript: words that are selected become a highlight, the start of a chapter, or a tag.

/** The selected words of the transcript, cut to one turn and to whole words; null if there are none. */
function selectedWords(episode) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = paragraphOf(range.startContainer) ?? nextParagraph(range);
  if (!start) return null;
  const turn = episode.turns[start.closest(".turn").dataset.turn];
  const from = start.contains(range.startContainer) ? lettersBefore(start, range.startContainer, range.startOffset) : 0;
  const to = start.contains(range.endContainer) ? lettersBefore(start, range.endContainer, range.endOffset) : turn.text.length;
  return wholeWords(turn, from, to);
}

function paragraphOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest("#turns .turn p") ?? null;
}

/** The first paragraph that a selection touches which does not begin in one. */
function nextParagraph(range) {
  if (!$("turns").contains(range.commonAncestorContainer)) return null;
  return [...document.querySelectorAll("#turns .turn p")].find((paragraph) => range.intersectsNode(paragraph)) ?? null;
}

function lettersBefore(paragraph, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return before.toString().length;
}

function wholeWords(turn, from, to) {
  const letter = /[\p{L}\p{N}'’]/u;
  const { text } = turn;
  while (from < to && /\s/.test(text[from])) from += 1;
  while (to > from && /\s/.test(text[to - 1])) to -= 1;
  if (from >= to) return null;
  while (from > 0 && letter.test(text[from]) && letter.test(text[from - 1])) from -= 1;
  while (to < text.length && letter.test(text[to - 1]) && letter.test(text[to])) to += 1;
  return { turn, span: [byteOfIndex(turn, from), byteOfIndex(turn, to)], quote: text.slice(from, to) };
}

function showSelectionBar(episode) {
  const bar = $("selected");
  const words = episode && selectedWords(episode);
  bar.hidden = !words;
  if (!words) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const { width, height } = bar.getBoundingClientRect();
  const above = box.top - height - 10;
  bar.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, box.left + box.width / 2 - width / 2))}px`;
  bar.style.top = `${Math.max(8, Math.min(innerHeight - height - 70, above > 140 ? above : box.bottom + 10))}px`;
}

/** Puts the selected words in as a highlight, chapter or tag. */
function addSelected(episode, type) {
  const words = selectedWords(episode);
  if (!words) {
    toast("Select words in the transcript first, or press v for a sentence");
    return;
  }
  getSelection().removeAllRanges();
  $("selected").hidden = true;
  if (type === "tag") {
    addTag(episode, words.quote.length > 60 ? "" : words.quote);
    return;
  }
  const item = { ...itemFrom(episode, words), type };
  const known = itemsOf(episode, type).find((other) => sameSpan(other.span, item.span));
  if (known) {
    if (known.state === "open" || known.state === "reject") act(episode, known, "accept");
  } else {
    decide(episode, { ...item, state: "open" }, "add", item.text);
  }
  refresh();
  const added = itemsOf(episode, type).find((other) => sameSpan(other.span, item.span));
  select(added.key);
  if (type === "chapter" && !known) editCard(episode, added);
  else toast("Highlight added");
}

function itemFrom(episode, { turn, span, quote }) {
  const speaker = episode.draft.speakers[turn.speaker];
  const capital = quote.charAt(0).toUpperCase() + quote.slice(1);
  return {
    span, quote, text: capital, kind: "quote", speaker: speaker?.name ?? null,
    start_s: timeAt(episode.times, span[0]), end_s: timeAt(episode.times, span[1]),
  };
}

/** Selects the first sentence in view, or the next one after what is selected; shift and arrow keys make it longer. */
function selectSentence(episode) {
  const selection = getSelection();
  const words = selectedWords(episode);
  let [turn, from] = words
    ? [words.turn, indexOfByte(words.turn, words.span[1])]
    : [episode.turns[document.querySelector(".turn.at")?.dataset.turn ?? turnAtHeight(episode, innerHeight / 3)], 0];
  let rest = turn.text.slice(from).match(/^[\s.!?…"”]*/)[0].length;
  if (from + rest >= turn.text.length) {
    turn = episode.turns[turn.number + 1];
    [from, rest] = [0, 0];
  }
  if (!turn) return;
  const start = from + rest;
  const sentence = turn.text.slice(start).match(/^[\s\S]*?[.!?…]+["”]?(?=\s|$)|^[\s\S]+/);
  showPane("talk");
  selection.removeAllRanges();
  selection.addRange(rangeIn(episode.nodes[turn.number].querySelector("p"), start, start + sentence[0].length));
  episode.nodes[turn.number].scrollIntoView({ block: "center" });
}
