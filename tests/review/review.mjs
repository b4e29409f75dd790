// What a person may rely on when they review drafts in a browser.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { browser, captions, draftOf, exported, messagesOf, open, selectWords, shownotes, write } from "./desk.mjs";

const EPISODE = "corpus/slow-signal/117-paused.vtt";
const texts = (draft) => draft.highlights.map(({ text }) => text);
const card = (page, number) => page.locator('[data-group="Highlights"] .card').nth(number);

/** Whether an element stands within the window. */
async function inView(locator) {
  await locator.page().waitForTimeout(80);
  const box = await locator.boundingBox();
  const { height } = locator.page().viewportSize();
  return box !== null && box.y >= 0 && box.y + Math.min(box.height, 200) <= height;
}

const tests = {
  async "a click on a highlight or a chapter goes to the words"() {
    shownotes("review", EPISODE, "-o", "one.html");
    const { page, trouble } = await open("one.html");
    const last = draftOf(EPISODE).highlights.at(-1);
    await page.locator('[data-group="Highlights"] .card .line').last().click();
    const mark = page.locator("mark.current").first();
    assert.ok(await inView(mark));
    assert.ok(last.quote.startsWith(await mark.textContent()));
    await page.locator(".part").first().click();
    assert.ok(await inView(page.locator(".opening").first()));
    await page.locator(".track").click({ position: { x: 1200, y: 30 } });
    assert.ok(!(await inView(page.locator(".opening").first())));
    assert.deepEqual(trouble, []);
    await page.context().close();
  },

  async "what is accepted, edited, rejected and added is exported, and the next draft obeys it"() {
    shownotes("review", EPISODE, "-o", "one.html");
    const before = draftOf(EPISODE);
    const { page, trouble } = await open("one.html");
    await card(page, 0).getByText("Accept", { exact: true }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("e");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Seeds that cannot be dried");
    await page.keyboard.press("Enter");
    await page.keyboard.press("j");
    await page.keyboard.press("r");
    await selectWords(page, "It's a weed");
    await page.keyboard.press("h");
    await selectWords(page, "Does that work with every plant?");
    await page.keyboard.press("c");
    await page.keyboard.type("Every plant?");
    await page.keyboard.press("Enter");
    await page.fill("#new-tag", "Botany of patience");
    await page.press("#new-tag", "Enter");
    await page.locator(".card.tag", { hasText: before.tags[0].tag }).first().getByText("Remove").click();
    const decisions = await exported(page, "corpus/slow-signal/117-paused.decisions.json");
    assert.deepEqual(decisions.episodes["117-paused"].highlights.map(({ action }) => action), ["add", "accept", "edit", "reject"]);
    assert.deepEqual(trouble, []);

    const after = draftOf(EPISODE);
    const lines = texts(after);
    assert.equal(after.highlights.length, before.highlights.length);
    assert.ok(lines.includes(before.highlights[0].text));
    assert.ok(lines.includes("Seeds that cannot be dried"));
    assert.ok(!lines.includes(before.highlights[1].text));
    assert.ok(!lines.includes(before.highlights[2].text));
    assert.ok(lines.includes("It's a weed"));
    assert.ok(after.chapters.some(({ title }) => title === "Every plant?"));
    assert.equal(after.tags[0].tag, "Botany of patience");
    assert.ok(!after.tags.some(({ tag }) => tag === before.tags[0].tag));
    write("after.json", JSON.stringify(after));
    assert.equal(messagesOf("check", "after.json").status, 0);

    shownotes("review", EPISODE, "-o", "again.html");
    const again = await open("again.html");
    assert.equal(await again.page.locator(".card.reject").count(), 2);
    assert.deepEqual(await exported(again.page), decisions);
    await page.context().close();
    await again.context.close();
  },

  async "work is kept until it is taken back, and undone step by step"() {
    shownotes("review", "corpus/slow-signal/115-clocks-in-orbit.md", "-o", "clocks.html");
    const { page, context } = await open("clocks.html");
    await page.keyboard.press("a");
    await page.keyboard.press("j");
    await page.keyboard.press("r");
    const { page: later, trouble } = await open("clocks.html", { context });
    assert.equal(await later.locator(".card.accept").count(), 1);
    assert.equal(await later.locator(".card.reject").count(), 1);
    await later.getByText("Start over").click();
    assert.equal(await later.locator(".card:is(.accept, .reject)").count(), 0);
    await page.keyboard.press("u");
    assert.equal(await page.locator(".card.reject").count(), 0);
    await page.keyboard.press("u");
    assert.equal(await page.locator(".card.accept").count(), 0);
    assert.ok(await page.locator("#undo").isDisabled());
    assert.deepEqual(trouble, []);
    await context.close();
  },

  async "everything can be done with the keyboard, and ? says how"() {
    const { page, context } = await open("clocks.html", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.keyboard.press("?");
    assert.ok(await page.locator("dialog#keys").isVisible());
    await page.keyboard.press("Escape");
    const theme = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await theme();
    await page.keyboard.press("d");
    assert.notEqual(await theme(), light);
    await page.keyboard.press("v");
    await page.keyboard.press("v");
    assert.ok((await page.evaluate(() => getSelection().toString())).length > 3);
    await page.keyboard.press("h");
    assert.equal(await page.locator(".card.add").count(), 1);
    await page.keyboard.press("/");
    await page.keyboard.type("navigation");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("#found").textContent(), /^1 of \d+$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("m");
    await page.waitForTimeout(50);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^# Clocks in Orbit\n/);
    assert.match(copied, /\n## Highlights\n\n- /);
    await context.close();
  },

  async "a transcript that means harm stays text"() {
    const harm = [
      "<script>document.title='hacked'</script>", "</textarea><img src=x onerror=\"document.title='hacked'\">", "</script><script>document.title='hacked'</script>",
      "<!-- <script>", "\"quotes\" and 'quotes' & &lt;entities&gt;", "a\u2028b\u2029c", "]]> ${document.title='hacked'} `ticks`", "👩‍🚀 ä ö ü 漢字 <b>bold</b>",
    ];
    const said = (text) => `We keep the harbour light burning for ships that carry ${text} and nothing else tonight.`;
    const segments = harm.flatMap((text, number) => [
      { speaker: "Ann <script>", startTime: number * 60, endTime: number * 60 + 20, body: `How does the harbour light number ${number} work in a storm?` },
      { speaker: "Bo </script>", startTime: number * 60 + 20, endTime: number * 60 + 60, body: said(text) },
    ]);
    write("harm/harm.json", JSON.stringify({ version: "1.0.0", segments }));
    write("harm/other.txt", "Ann: <img src=x onerror=alert(1)> is what we talk about.\n\nBo: Harbour lights, mostly, and </script> tags.\n");
    shownotes("review", "harm", "-o", "harm.html");
    const { page, trouble } = await open("harm.html#/e/0");
    const heard = shownotes("draft", "harm/harm.json", "--format", "text-only");
    const shown = await page.locator("#turns .turn p").allTextContents();
    assert.equal(shown.join("\n\n"), heard);
    assert.ok(heard.includes("</textarea><img"), heard);
    assert.equal(await page.locator("#turns :is(script, img, b, textarea), #panel :is(script, img)").count(), 0);
    await card(page, 0).getByText("Edit", { exact: true }).click();
    const line = "</textarea><script>document.title='hacked'</script> & \"quoted\"";
    await page.locator(".card textarea").fill(line);
    await page.keyboard.press("Enter");
    assert.equal(await card(page, 0).locator(".line").textContent(), line);
    await selectWords(page, "漢字 <b>bold</b>");
    await page.keyboard.press("h");
    await exported(page, "harm/decisions.json");
    assert.ok(!(await page.title()).includes("hacked"));
    assert.deepEqual(trouble, []);
    const after = draftOf("harm/harm.json");
    assert.ok(texts(after).includes(line));
    assert.ok(after.highlights.some(({ quote }) => quote.includes("漢字 <b>bold</b>")), JSON.stringify(texts(after)));
    shownotes("review", "harm", "-o", "harm.html");
    const again = await open("harm.html#/e/0");
    assert.ok((await again.page.locator(".card .line").allTextContents()).includes(line));
    assert.deepEqual(again.trouble, []);
    await page.context().close();
    await again.context.close();
  },

  async "a phone shows the transcript or the draft, and nothing is wider than it"() {
    const { page, trouble } = await open("one.html", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(await width(), 390);
    await card(page, 3).locator(".line").tap();
    assert.ok(await page.locator("#turns").isVisible());
    assert.ok(!(await page.locator("#panel").isVisible()));
    assert.ok(await inView(page.locator("mark.current").first()));
    assert.equal(await width(), 390);
    assert.deepEqual(trouble, []);
    await page.context().close();
  },

  async "an episode of three hours is there at once"() {
    write("long/long.vtt", captions(30000, 7));
    shownotes("review", "long/long.vtt", "-o", "long.html");
    const { page, trouble } = await timed("three hours", "long.html", "#turns .turn");
    const jump = await page.evaluate(() => {
      const start = performance.now();
      document.querySelector("[data-group=Highlights] .card:last-of-type").click();
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
    const decide = await page.evaluate(() => {
      const start = performance.now();
      document.querySelector(".card[aria-current=true] [data-act=accept]").click();
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
    console.log(`     three hours: ${jump.toFixed(0)} ms to jump, ${decide.toFixed(0)} ms to accept`);
    assert.ok(jump < 1000 && decide < 1000);
    assert.deepEqual(trouble, []);
    await page.context().close();
  },

  async "a catalogue of 500 episodes is there at once, and each of them when it is opened"() {
    const words = Number(process.env.WORDS_EACH ?? 1500);
    for (let number = 0; number < 500; number += 1) {
      write(`many/season-${10 + Math.floor(number / 50)}/ep${String(number).padStart(3, "0")}.vtt`, captions(words, number));
    }
    shownotes("review", "many", "-o", "many.html");
    const { page, trouble } = await timed("500 episodes", "many.html", ".row-episode");
    assert.equal(await page.locator(".row-episode").count(), 500);
    const start = performance.now();
    await page.locator(".row-episode").nth(321).click();
    await page.locator("#turns .turn").first().waitFor();
    const took = performance.now() - start;
    await page.keyboard.press("a");
    const decisions = await exported(page);
    assert.deepEqual(Object.keys(decisions.episodes), ["season-16/ep321"]);
    console.log(`     500 episodes: ${took.toFixed(0)} ms to open one`);
    assert.ok(took < 2000);
    await page.keyboard.press("g");
    assert.match(await page.locator(".row-episode .done").textContent(), /^1 of /);
    await page.fill("#filter", "ep32");
    assert.equal(await page.locator(".row-episode").count(), 10);
    assert.deepEqual(trouble, []);
    await page.context().close();
  },
};

/** Opens a page and measures until it can be used: everything drawn, nothing waiting. */
async function timed(name, file, selector) {
  const opened = await open(file);
  await opened.page.locator(selector).first().waitFor();
  const ready = await opened.page.evaluate(() => performance.getEntriesByType("navigation")[0].domComplete);
  await opened.page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const paint = await opened.page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  const megabytes = statSync(file).size / 1e6;
  console.log(`     ${name}: ${megabytes.toFixed(1)} MB, ready after ${ready.toFixed(0)} ms, first seen after ${paint.toFixed(0)} ms`);
  assert.ok(ready < 6000, `${ready} ms`);
  return opened;
}

let failed = 0;
for (const [name, run] of Object.entries(tests)) {
  if (process.env.ONLY && !name.includes(process.env.ONLY)) continue;
  try {
    await run();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n${error.stack}`);
  }
}
await browser.close();
console.log(`review: ${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
