// Hands that are faster than the server: no key is lost, none hits another row, and none changes a filter.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser as launch, fresh, picture, serve, tab } from "./server.mjs";
import { random, table } from "./table.mjs";

/** Time between two keys in ms: nobody types faster for long. */
const PACE = 60;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const done = (page) => page.locator("#done").innerText();
const current = (page) => page.evaluate(() => location.hash.slice(1));

/** Presses keys at the pace of fast hands, whatever the page does meanwhile. */
async function type(page, keys, pace = PACE) {
  for (const key of keys) {
    await Promise.all([page.keyboard.press(key), page.waitForTimeout(pace)]);
  }
}

/** Waits until nothing is on its way. */
const quiet = (page) => page.waitForFunction(() => !document.body.hasAttribute("data-busy"), null, { timeout: 60_000 });

/** The decisions in the order in which they came to the disk, as `action ind-sentences eng-sentences`. */
async function decisions(page) {
  const csv = await page.evaluate(async () => (await fetch("/api/export?what=csv")).text());
  const [head, ...lines] = csv.replace(/^\uFEFF/, "").trim().split("\n").map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(head.map((name, n) => [name, line[n]])));
}

async function with_(options, work) {
  const server = await serve(table({ rows: 60, ...options }), "--annotator", "ana");
  try {
    const page = await tab(browser, server.url);
    await page.selectOption("#order", "reading");
    await page.waitForFunction(() => location.hash === "#0:0+1:0+1");
    await page.locator("#card").focus();
    await work(page, server);
  } finally {
    await server.close();
  }
}

/** Keys that judge the row, each with what it does. */
const KEYS = { a: "accepted", r: "rejected", 3: "rejected" };

/** Judges all rows of a table; at some of them the row is merged, split or given a sentence from elsewhere first. */
function plan(rows, each, seed) {
  const next = random(seed);
  const keys = [];
  const expected = { accepted: 0, rejected: 0, edited: 0, codes: 0, merges: 0, splits: 0, gaps: 0 };
  /** The row whose article sentence a gap took. */
  let robbed = -1;
  const judge = (made = false) => {
    const key = expected.codes < 15 && next() < 0.08 ? "3" : next() < 0.7 ? "a" : "r";
    keys.push(key);
    if (key === "3") expected.codes += 1;
    expected[key === "a" && made ? "edited" : KEYS[key]] += 1;
  };
  for (let row = 0; row < rows; row++) {
    const [shape, room] = [(row % each) % 7, each - (row % each)];
    // Rows 0, 1, 2, 4 of seven are 1-1, row 3 is 2-1; nothing reaches over the end of a document.
    if (row === robbed) judge(true);
    else if (shape === 0 && expected.merges < 10 && room > 7) {
      keys.push("m");
      expected.merges += 1;
      judge(true);
      row += 1;
    } else if (shape === 3 && expected.splits < 5) {
      // The first part, with the sentence of the report, is the current row; the second sentence is a row after it.
      keys.push("s", "Enter");
      expected.splits += 1;
      judge(true);
      keys.push("r");
      expected.rejected += 1;
    } else if (shape === 4 && expected.gaps < 5 && room > 4) {
      // Takes the sentence two further down in the article, behind that of row 5 alone; its report sentence stays as a row.
      keys.push("l", "ArrowDown", "ArrowDown", " ", "Enter");
      expected.gaps += 1;
      robbed = row + 3;
      judge(true);
    } else judge();
  }
  return { keys, expected };
}

test("300 rows with 15 codes, 10 merges, 5 splits and 5 gaps at 60 ms a key", async (t) => {
  await with_({ rows: 300 }, async (page) => {
    const { keys, expected } = plan(300, 25, 5);
    assert.deepEqual([expected.codes, expected.merges, expected.splits, expected.gaps], [15, 10, 5, 5]);
    const start = performance.now();
    await type(page, keys);
    const typed = performance.now() - start;
    await quiet(page);
    const lag = performance.now() - start - typed;
    const log = await decisions(page);
    const count = (action) => log.filter((line) => line.action === action).length;
    const judged = keys.filter((key) => KEYS[key]).length;
    assert.equal(count("accept") + count("reject"), judged, "every verdict is on the disk, once");
    assert.deepEqual([count("merge"), count("split"), count("relink")], [10, 5, 5]);
    assert.equal(log.filter((line) => line.codes === "facts" || line.value === "facts").length, 15);
    const verdicts = log.filter((line) => line.action === "accept" || line.action === "reject").map((line) => line.action[0]);
    assert.deepEqual(verdicts, keys.filter((key) => KEYS[key]).map((key) => (key === "a" ? "a" : "r")), "in the order of the keys");
    const rows = log.filter((line) => line.action === "accept" || line.action === "reject").map(place);
    assert.equal(new Set(rows).size, rows.length, "no row was judged twice");
    assert.equal(log.filter((line) => line.action === "relink" && /^(\d+);(\d+)$/.test(line.ind_sentences) && line.ind_sentences.split(";")[1] - line.ind_sentences.split(";")[0] === 2).length, 5, "gaps where they were meant");
    assert.match(await done(page), new RegExp(`: ${expected.accepted} accepted, ${expected.rejected} rejected, ${expected.edited} edited`));
    t.diagnostic(JSON.stringify({ keys: keys.length, "ms a key": typed / keys.length, "ms until all is saved": lag, done: await done(page) }));
  });
});

/** What of a line of the log names its row. */
const place = (line) => Object.entries(line).filter(([name]) => /article|report|ind|eng|group|bead/.test(name)).map(([, value]) => value).join("|");

test("three keys at once hit three rows in order", () => with_({}, async (page) => {
  await type(page, ["a", "a", "r"], 0);
  await quiet(page);
  const log = (await decisions(page)).map((line) => `${line.action} ${place(line)}`);
  assert.equal(log.length, 3);
  assert.deepEqual(log.map((line) => line.split(" ")[0]), ["accept", "accept", "reject"]);
  assert.equal(new Set(log.map((line) => line.split(" ")[1])).size, 3);
  assert.equal(await current(page), "0:3+2:3+1");
}));

test("a note that is typed while a merge is on its way becomes the note, and no keys", () => with_({}, async (page) => {
  await page.route("**/api/decide", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await type(page, ["m", "n", ..."aha, r u sure", "Enter"], 10);
  await page.waitForFunction(() => document.getElementById("note").value === "aha, r u sure");
  await quiet(page);
  assert.deepEqual((await decisions(page)).map((line) => line.action), ["merge", "note"]);
}));

test("a decision that is not saved is taken back, with those that were made after it", () => with_({}, async (page) => {
  let fail = true;
  let typed = () => {};
  // The answer comes after the last key, however fast the machine is.
  const hands = new Promise((resolve) => (typed = resolve));
  // The browser reports the failed request, which is meant to fail.
  page.removeAllListeners("console");
  await page.route("**/api/decide", async (route) => {
    await hands;
    return fail ? route.fulfill({ status: 500, contentType: "application/json", body: '{"error": "not saved: the disk is full"}' }) : route.continue();
  });
  await type(page, ["a", "a", "r"], 5);
  typed();
  await page.waitForFunction(() => /the disk is full/.test(document.getElementById("say").textContent));
  await page.waitForFunction(() => location.hash === "#0:0+1:0+1");
  assert.match(await page.locator("#alarm").textContent(), /later key/);
  fail = false;
  await type(page, ["a"]);
  await quiet(page);
  assert.match(await done(page), /^1 of 60 judged/);
}));

test("keys never land in a filter", () => with_({}, async (page) => {
  await page.selectOption("#status", "unjudged");
  await page.locator("#status").focus();
  await type(page, ["a", "r"]);
  await quiet(page);
  assert.equal(await page.locator("#status").inputValue(), "unjudged");
  assert.match(await done(page), /^2 of 60 judged: 1 accepted, 1 rejected/);
  await type(page, ["/", ..."doc-1", "Enter"], 5);
  await page.waitForFunction(() => document.getElementById("count").textContent === "25 rows");
  await type(page, ["a"]);
  await quiet(page);
  assert.equal(await page.locator("#words").inputValue(), "doc-1");
  assert.match(await done(page), /^3 of 60/);
}));

test("an empty filter shows an empty sheet, and the way back", () => with_({}, async (page) => {
  await page.locator("#words").fill("nowhere at all");
  await page.waitForSelector("#sheet .empty");
  assert.equal(await page.locator("#sheet .group").count(), 0);
  await picture(page, "empty");
  await page.locator("#sheet button").click();
  await page.waitForSelector("#sheet .group.current");
  assert.equal(await page.locator("#count").innerText(), "60 rows");
}));

test("next open row, and the rows around it by document", () => with_({}, async (page) => {
  await type(page, ["a", "a", "k", "k", "g"]);
  await page.waitForFunction(() => location.hash === "#0:2+1:2+1");
  await type(page, ["."]);
  await page.waitForFunction(() => location.hash.startsWith("#1:"));
  await type(page, [","]);
  await page.waitForFunction(() => location.hash.startsWith("#0:"));
}));

test("the annotator is in the address, and is asked for where several are known", async () => {
  const server = await serve(table({ rows: 20 }), "--annotator", "ana");
  const budi = await tab(browser, `${server.url}&annotator=budi`);
  assert.equal(await budi.locator("#who b").innerText(), "budi");
  await type(budi, ["a"]);
  await quiet(budi);
  const address = budi.url();
  assert.match(address, /\?annotator=budi#/);
  const second = await budi.context().newPage();
  await second.goto(address);
  await second.waitForSelector("#who b");
  assert.equal(await second.locator("#who b").innerText(), "budi", "a second tab keeps the name");
  const context = await browser.newContext();
  await fresh(context);
  const asked = await context.newPage();
  await asked.goto(server.url);
  await asked.waitForSelector("dialog[open]");
  await asked.locator("dialog button", { hasText: "ana" }).click();
  await asked.waitForSelector("#card [data-key=a]");
  assert.equal(await asked.locator("#who b").innerText(), "ana");
  const broken = await tab(browser, `${server.url}&annotator=ana#%`);
  assert.ok(await broken.locator("#sheet .group.current").count());
  await server.close();
});
