// Making and finding elements. Text goes in as text, never as markup.

const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children. `on` holds listeners; a property that is null or false is left out, but for
 * the states that are told to those who do not see. */
function el(name, properties = {}, ...children) {
  return dress(document.createElement(name), properties, children);
}

/** The same for a drawing. */
function svg(name, properties = {}, ...children) {
  return dress(document.createElementNS(SVG, name), properties, children);
}

function dress(node, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    const state = key.startsWith("aria-");
    if (value === null || value === undefined || (value === false && !state)) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else {
      node.setAttribute(key, value === true && !state ? "" : String(value));
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function button(label, properties = {}) {
  return el("button", { type: "button", ...properties }, label);
}

/** Puts an element on a track of 100 %. */
function place(node, from, to) {
  node.style.left = `${(100 * from).toFixed(3)}%`;
  if (to !== undefined) node.style.width = `${(100 * Math.max(0, to - from)).toFixed(3)}%`;
  return node;
}

let toastTimer = 0;
function toast(message) {
  const node = $("toast");
  node.textContent = message;
  node.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => node.classList.remove("shown"), 2600);
}

function notice(message, ...buttons) {
  const node = el("div", { class: "notice", role: "status" }, el("span", {}, message), ...buttons);
  node.append(button("Dismiss", { class: "quiet", on: { click: () => node.remove() } }));
  $("notices").append(node);
  return node;
}

/** Hands a file to the person. */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Copies text; also where a page opened from a file may not use the clipboard. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "skip" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function data(id) {
  return JSON.parse($(id).textContent);
}
