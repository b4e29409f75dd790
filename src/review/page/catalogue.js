// A catalogue at a glance: its episodes, its tags as a picture, the health of its vocabulary.

const TAGS_SHOWN = 40;
const filter = { words: "", tag: null, open: false };

function showCatalogue() {
  const { catalogue } = overview;
  $("catalogue").replaceChildren(
    el("section", { "aria-label": "Episodes" },
      el("h2", {}, plural(overview.episodes.length, "episode")),
      el("p", {}, "Open one to decide about its draft."),
      filterBar(),
      el("div", { class: "rows", id: "rows" })),
    el("section", { "aria-label": "Tags" },
      el("h2", {}, plural(catalogue.vocabulary.length, "tag")),
      el("p", {}, "Each mark is an episode that carries the tag, in order of time. Choose a tag to see its episodes; click a mark to open one."),
      matrix(TAGS_SHOWN),
      healthSection()));
  showRows();
}

function filterBar() {
  const words = el("input", { type: "search", id: "filter", placeholder: "Title, person or tag  ( / )", "aria-label": "Filter episodes" });
  words.value = filter.words;
  words.addEventListener("input", () => { filter.words = words.value; showRows(); });
  const open = button("Not decided yet", { "aria-pressed": filter.open, on: { click: () => {
    filter.open = !filter.open;
    open.setAttribute("aria-pressed", filter.open);
    showRows();
  } } });
  return el("div", { class: "filter" }, words, open);
}

/** Episodes in order of time, and by name where there are no dates; worked out once. */
const timeOrder = (() => {
  let order = null;
  return () => {
    const date = (number) => overview.catalogue.episodes[number].date ?? "";
    order ??= overview.episodes.map((_, number) => number).sort((a, b) => date(a).localeCompare(date(b)) || a - b);
    return order;
  };
})();

function showRows() {
  const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = timeOrder().filter((number) => {
    const { title, people, tags, id } = overview.catalogue.episodes[number];
    const said = [title, id, ...people, ...tags.map(({ tag }) => tag)].join(" ").toLowerCase();
    return wanted.every((word) => said.includes(word)) &&
      (filter.tag === null || tags.some(({ tag }) => tag === filter.tag)) &&
      (!filter.open || decidedCount(number) === 0);
  });
  const notes = filter.tag === null ? null : el("p", { class: "plain" }, `Tagged “${filter.tag}”: ${rows.length}. `,
    button("Show all", { on: { click: () => chooseTag(null) } }));
  $("rows").replaceChildren(...[notes, ...rows.map(episodeRow)].filter(Boolean));
  if (rows.length === 0) $("rows").append(el("p", { class: "plain" }, "No episode like that."));
}

function episodeRow(number) {
  const { title, id, people, tags, date, duration_s } = overview.catalogue.episodes[number];
  const { highlights, chapters } = overview.episodes[number];
  const decided = decidedCount(number);
  const details = [people.join(", "), tags.slice(0, 5).map(({ tag }) => tag).join(" · ")].filter(Boolean).join(" — ");
  return el("a", { class: "row-episode", href: `#/e/${number}` },
    el("b", {}, title || id),
    el("span", { class: "date" }, [date, clock(duration_s)].filter(Boolean).join(" · ")),
    el("small", {}, details || id),
    decided > 0 && el("span", { class: "done" }, `${decided} of ${Math.max(decided, highlights + chapters)} decided`));
}

/** A row for each tag: one path that has a mark for each episode with it. */
function matrix(count) {
  const order = timeOrder();
  const column = new Map(order.map((number, at) => [number, at]));
  const carriers = new Map();
  overview.catalogue.episodes.forEach(({ tags }, number) => {
    for (const { tag } of tags) carriers.set(tag, [...(carriers.get(tag) ?? []), column.get(number)]);
  });
  const { vocabulary } = overview.catalogue;
  const dates = order.map((number) => overview.catalogue.episodes[number].date).filter(Boolean);
  const box = el("div", { class: "matrix" },
    vocabulary.slice(0, count).map(({ tag, episodes }) => useRow(tag, episodes, carriers.get(tag) ?? [], order)),
    dates.length > 0 && el("div", { class: "axis" }, el("span"), el("span", {}, el("span", {}, dates[0]), el("span", {}, dates.at(-1))), el("span")));
  if (vocabulary.length > count) {
    box.append(button(`Show ${Math.min(vocabulary.length - count, 200)} more`, { class: "more", on: { click: () => box.replaceWith(matrix(count + 200)) } }));
  }
  return box;
}

function useRow(tag, episodes, columns, order) {
  const width = Math.max(0.8, Math.min(order.length / 60, 1));
  const path = columns.map((at) => `M${at} 0h${width}v1h-${width}z`).join("");
  const picture = svg("svg", {
    viewBox: `0 0 ${order.length} 1`, preserveAspectRatio: "none", "aria-hidden": "true",
    on: { click: (event) => openNearest(event, columns, order) },
  }, svg("path", { d: path }));
  const row = el("div", { class: "use", "data-tag": tag },
    button(tag, { title: tag, "aria-pressed": filter.tag === tag, on: { click: () => chooseTag(filter.tag === tag ? null : tag) } }),
    picture, el("output", {}, episodes));
  row.classList.toggle("on", filter.tag === tag);
  return row;
}

function openNearest(event, columns, order) {
  const box = event.currentTarget.getBoundingClientRect();
  const at = ((event.clientX - box.left) / box.width) * order.length - 0.5;
  const nearest = columns.reduce((best, column) => (Math.abs(column - at) < Math.abs(best - at) ? column : best), columns[0]);
  if (nearest !== undefined) location.hash = `#/e/${order[nearest]}`;
}

function chooseTag(tag) {
  filter.tag = tag;
  for (const row of document.querySelectorAll(".use")) {
    const on = row.dataset.tag === tag;
    row.classList.toggle("on", on);
    row.querySelector("button").setAttribute("aria-pressed", on);
  }
  showRows();
}

function healthSection() {
  const { health } = overview;
  const pair = ({ from, into, likeness }) => `${from} → ${into} (${likeness})`;
  const counted = ([tag, count]) => `${tag} (${count})`;
  const findings = [
    ["Episodes without tags", health.untagged, "Nobody finds them by topic."],
    ["Near duplicates", health.duplicates.map(pair), "Two names for one thing; shownotes doctor --fixes proposes merges."],
    ["Used once", health.once, "A tag page with one episode."],
    ["On more than a quarter", health.common.map(counted), "They tell no episode apart."],
    ["Never used", health.unused, "In the vocabulary only."],
    ["Not in the vocabulary", health.outside, ""],
    ["Trouble with addresses", health.addresses, "Site generators would confuse them."],
    ["Not used any more", health.faded.map(([tag, year]) => `${tag} (last in ${year})`), ""],
  ];
  return el("section", { class: "health", "aria-label": "Health of the vocabulary" },
    el("div", { class: "health-head" }, el("h2", {}, "Health of the vocabulary")),
    findings.map(([title, names, meaning]) => finding(title, names, meaning)),
    health.years.length > 1 && years(health.years));
}

function finding(title, names, meaning) {
  return el("div", { class: names.length ? "finding" : "finding fine" },
    el("h3", {}, el("strong", {}, names.length), title),
    names.length > 0 && meaning && el("p", {}, meaning),
    el("ul", { tabindex: names.length > 8 && 0 }, names.slice(0, 300).map((name) => el("li", {}, name))));
}

function years(rows) {
  const most = Math.max(...rows.map(([, , fresh]) => fresh), 1);
  return el("div", { class: "finding" },
    el("h3", {}, "New tags each year"),
    el("p", {}, `From ${rows[0][0]} to ${rows.at(-1)[0]}`),
    el("div", { class: "bars" }, rows.map(([year, episodes, fresh]) => {
      const bar = el("i");
      bar.style.height = `${(70 * fresh) / most}%`;
      return el("span", { title: `${year}: ${plural(episodes, "episode")}, ${plural(fresh, "new tag")}` }, String(fresh), bar, `’${year.slice(2)}`);
    })));
}
