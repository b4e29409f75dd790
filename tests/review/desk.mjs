// What the tests need: the program, a browser without a network, and talks of any length.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "playwright-core";

export const [program, executablePath] = process.argv.slice(2);

export function shownotes(...args) {
  return execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

export function messagesOf(...args) {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return { status, stderr };
}

export const draftOf = (path, ...args) => JSON.parse(shownotes("draft", path, "--format", "json", ...args));

export const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});

/** Opens a page; whatever it asks the network for, says on its console or throws is kept in `trouble`. */
export async function open(file, { context, ...options } = {}) {
  const own = context ?? (await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options }));
  const page = await own.newPage();
  const trouble = [];
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) trouble.push(`asked for ${request.url()}`);
  });
  page.on("console", (message) => trouble.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(error.message));
  await page.goto(`file://${resolve(file)}`);
  return { page, trouble, context: own };
}

/** Presses Export, and gives what was downloaded. */
export async function exported(page, into) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  if (file.suggestedFilename() !== "decisions.json") throw new Error(file.suggestedFilename());
  const text = readFileSync(await file.path(), "utf8");
  if (into) writeFileSync(into, text);
  return JSON.parse(text);
}

/** Selects words of the transcript, as with the mouse. */
export async function selectWords(page, words) {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.getElementById("turns"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      node.parentElement.scrollIntoView({ block: "center" });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
    throw new Error(`not in the transcript: ${wanted}`);
  }, words);
}

/** Sentences of the sample catalogue, from which talks of any length are put together. */
function sentences() {
  const all = ["slow-signal/114-the-light-that-bends.md", "slow-signal/115-clocks-in-orbit.md", "slow-signal/118-a-hook-on-a-rope.md", "small-tools/041-time-zones.md"];
  return all.flatMap((name) => shownotes("draft", `corpus/${name}`, "--format", "text-only").match(/[A-Z][^.?!\n]{20,200}[.?!]/g));
}

let known = null;

/** Captions of so many words, the same for the same seed. */
export function captions(words, seed) {
  known ??= sentences();
  let state = seed * 2654435761 + 12345;
  const random = (below) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * below);
  };
  const stamp = (s) => new Date(s * 1000).toISOString().slice(11, 23);
  const lines = ["WEBVTT", ""];
  let [seconds, count, speaker, left] = [0, 0, 0, 0];
  while (count < words) {
    if (left-- === 0) {
      speaker = 1 - speaker;
      left = speaker ? 4 + random(8) : 1 + random(2);
    }
    const said = known[random(known.length)];
    const length = said.split(" ").length;
    lines.push(`${stamp(seconds)} --> ${stamp(seconds + length / 2.7)}`, `<v ${speaker ? "Guest Number" + seed : "Maren Okafor"}>${said}`, "");
    seconds += length / 2.7;
    count += length;
  }
  return lines.join("\n");
}

export function write(path, text) {
  mkdirSync(resolve(path, ".."), { recursive: true });
  writeFileSync(path, text);
}
