// What only several annotators, or a second thought, need: adjudication by keys, unsure, redo, the rest of a document, cuts, history.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser as launch, helpOf, picture, serve, tab } from "./server.mjs";
import { table } from "./table.mjs";

/** Why these tests are skipped: a binary of before. */
const lacks = (await helpOf("review")).includes("--adjudicator") ? false : "the binary has no --adjudicator";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const done = (page) => page.locator("#done").innerText();
const quiet = (page) => page.waitForFunction(() => !document.body.hasAttribute("data-busy"), null, { timeout: 60_000 });

async function type(page, keys, pace = 60) {
  for (const key of keys) await Promise.all([page.keyboard.press(key), page.waitForTimeout(pace)]);
  await quiet(page);
}

/** A request of the page, as the annotator of the tab. */
const ask = (page, what, query = {}) => page.evaluate(async ([what, query]) => (await fetch(`/api/${what}?${new URLSearchParams(query)}`)).json(), [what, query]);

/** A tab of an annotator, with the rows as in the table. */
async function as(server, name) {
  const page = await tab(browser, `${server.url}&annotator=${name}`);
  await page.selectOption("#order", "reading");
  await page.waitForFunction(() => location.hash === "#0:0+1:0+1" && document.querySelector("#sheet .current"));
  await page.locator("#card").focus();
  return page;
}

async function with_(options, work) {
  const server = await serve(table({ rows: 100, ...options }), "--annotator", "ana");
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

/** The verdict keys of an annotator: budi differs from ana in every second of the first 80 rows. */
const verdicts = (who) => Array.from({ length: 100 }, (_, n) => (who === "budi" && n < 80 && n % 2 ? "r" : "a"));

test("40 differences of two annotators are settled by keys, by a third one", { skip: lacks }, () => with_({}, async (server) => {
  for (const name of ["ana", "budi"]) {
    const page = await as(server, name);
    await type(page, verdicts(name), 20);
    assert.match(await done(page), /^100 of 100/);
    await page.context().close();
  }
  const final = await as(server, "final");
  assert.equal(await final.locator("#about .others").count(), 0, "nobody is shown to one who has not asked");
  await final.selectOption("#differs", "*");
  await final.waitForFunction(() => document.getElementById("count").textContent === "40 rows");
  await final.locator("#card").focus();
  await final.waitForSelector("#about .others li");
  const said = await final.locator("#about .others").innerText();
  assert.match(said, /ana[^]*accepted[^]*budi[^]*rejected/);
  await picture(final, "adjudicate");
  await type(final, Array.from({ length: 40 }, (_, n) => (n % 4 === 3 ? "[" : "]")));
  assert.match(await done(final), /^40 of 100 judged: 10 accepted, 30 rejected/);
  await type(final, ["u"]);
  assert.match(await done(final), /^39 of 100/);
}));

test("one keeps his own verdict or takes the other's", { skip: lacks }, () => with_({ rows: 20 }, async (server) => {
  const budi = await as(server, "budi");
  await type(budi, ["r", "3", "r"]);
  const ana = await as(server, "ana");
  await type(ana, ["a", "a", "a"]);
  await ana.reload();
  await ana.waitForSelector("#differs option[value=budi]", { state: "attached" });
  await ana.selectOption("#differs", "budi");
  await ana.waitForFunction(() => document.getElementById("count").textContent === "3 rows");
  await ana.waitForSelector("#about .others li");
  await ana.locator("#card").focus();
  await type(ana, ["[", "]", "]"]);
  assert.match(await done(ana), /^3 of 20 judged: 1 accepted, 2 rejected/);
  await picture(ana, "taken");
}));

test("unsure, redo, the rest of a document, and the history of a row", { skip: lacks }, () => with_({}, async (server) => {
  const page = await as(server, "ana");
  await type(page, ["x", "3", "u", "Shift+U"]);
  assert.match(await done(page), /^2 of 100 judged: 0 accepted, 1 rejected, 0 edited, 1 unsure/);
  assert.equal(await page.locator("#card .code").innerText(), "facts", "the code and the verdict are one decision");
  await type(page, ["h"]);
  await page.waitForSelector("#panel td");
  assert.match(await page.locator("#panel").innerText(), /ana/);
  await picture(page, "history");
  await type(page, ["Escape", "Shift+A"]);
  await page.waitForSelector("#least");
  await page.locator("#least").fill("0.6");
  await picture(page, "rest");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => / accepted, 1 rejected/.test(document.getElementById("done").innerText) && !/: 0 accepted/.test(document.getElementById("done").innerText));
  await quiet(page);
  await type(page, ["u"]);
  assert.match(await done(page), /^2 of 100 judged: 0 accepted/, "one undo takes them all back");
}));

test("a sentence is cut at the cursor, and joined again", { skip: lacks }, () => with_({ rows: 20 }, async (server) => {
  const page = await as(server, "ana");
  const texts = () => page.locator("#sheet .ind .group.current p").allInnerTexts();
  const [before] = await texts();
  await type(page, ["b"]);
  await page.waitForSelector("#sheet textarea");
  await picture(page, "cutting");
  const words = await page.locator("#sheet textarea").first().inputValue();
  await page.locator("#sheet textarea").first().evaluate((field) => {
    field.focus();
    field.setSelectionRange(field.value.indexOf("bahwa"), field.value.indexOf("bahwa"));
  });
  await page.keyboard.type("xyz");
  assert.equal(await page.locator("#sheet textarea").first().inputValue(), words, "the text stays as it is");
  await type(page, ["Enter"]);
  assert.equal((await texts()).length, 2);
  assert.match((await texts())[1], /^\d+\s*✎?\s*bahwa /);
  assert.match(await page.locator("#card-title").innerText(), /2-1/);
  await type(page, ["b"]);
  await page.locator("#sheet textarea").first().evaluate((field) => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  await type(page, ["Delete"]);
  assert.equal((await texts()).length, 1);
  await type(page, ["u", "u"]);
  assert.deepEqual(await texts(), [before]);
  assert.match(await done(page), /^0 of 20/);
}));

test("a blind review shows no confidence and no flag", { skip: lacks }, async () => {
  const server = await serve(table({ rows: 30 }), "--annotator", "ana", "--blind");
  const page = await tab(browser, server.url);
  assert.ok((await ask(page, "session")).blind);
  await picture(page, "blind");
  assert.equal(await page.locator("#why, .confidence, .flags, .facts, .mark, [data-key=A]").count(), 0);
  assert.ok(await page.locator("#flag-label").isHidden());
  assert.ok(!/confidence/.test(await page.locator("main").innerText()));
  await server.close();
});
