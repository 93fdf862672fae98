// The page as an annotator meets it: judging by keyboard, merging, splitting, relinking, undoing, two annotators, export.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser as launch, picture, serve, tab } from "./server.mjs";
import { table } from "./table.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const text = (page, selector) => page.locator(selector).innerText();
const done = (page) => text(page, "#done");
const current = (page) => page.evaluate(() => location.hash.slice(1));

/** Presses a key and waits until the page shows another state of the work, and another row. */
async function press(page, key) {
  const [was, where] = [await done(page), await current(page)];
  await page.keyboard.press(key);
  await page.waitForFunction(([was, where]) => document.getElementById("done").textContent !== was && location.hash.slice(1) !== where, [was, where]);
}

/** Waits until a bead is the current one, and shown. */
const at = (page, bead) => page.waitForFunction((bead) => location.hash.slice(1) === bead && document.querySelector(`#sheet .current[data-bead="${CSS.escape(bead)}"]`), bead);

/** Waits until nothing is on its way to the server. */
const saved = (page) => page.waitForFunction(() => !document.body.hasAttribute("data-busy"));

async function told(page, words) {
  await page.waitForFunction((words) => document.getElementById("say").textContent.includes(words), words);
}

async function with_(options, work) {
  const server = await serve(table({ rows: 120, ...options.table }), "--annotator", "ana", ...(options.more ?? []));
  try {
    await work(server);
  } finally {
    assert.equal(await server.close(), 0, "Ctrl-C ends the server cleanly");
  }
}

test("twenty rows are judged by keyboard, and are still judged after a reload", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  assert.ok(!page.url().includes("token"), "the token does not stay in the address");
  for (let n = 0; n < 20; n++) {
    await press(page, n % 4 === 3 ? "r" : "a");
    assert.ok((await done(page)).startsWith(`${n + 1} of`));
  }
  assert.match(await done(page), /^20 of 120 judged: 15 accepted, 5 rejected, 0 edited$/);
  await picture(page, "judged");
  const where = await current(page);
  await page.reload();
  await page.waitForSelector("#card .buttons");
  assert.match(await done(page), /^20 of 120 judged/);
  assert.equal(await current(page), where);
}));

test("codes and notes are given, shown and kept", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  const row = await current(page);
  await page.keyboard.press("c");
  await page.keyboard.press("3");
  await page.keyboard.press("2");
  await picture(page, "codes");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#card .code");
  assert.deepEqual(await page.locator("#card .code").allInnerTexts(), ["partial", "facts"]);
  await page.keyboard.press("n");
  await page.keyboard.type("=1+1 <b>bold</b> arc");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => document.activeElement.id === "card");
  assert.equal(await page.locator("#note").inputValue(), "=1+1 <b>bold</b> arc");
  await page.keyboard.press("n");
  await page.keyboard.type(" and more");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#note").inputValue(), "=1+1 <b>bold</b> arc", "Esc leaves the note as it was");
  await saved(page);
  await page.reload();
  await page.waitForSelector("#card .code");
  assert.equal(await page.locator("#note").inputValue(), "=1+1 <b>bold</b> arc");
  assert.equal(await current(page), row);
}));

test("rows are merged, split and relinked by keyboard, and each is undone", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  await page.selectOption("#order", "reading");
  await at(page, "0:0+1:0+1");
  await page.locator("#card").focus();

  await page.keyboard.press("m");
  await at(page, "0:0+2:0+2");
  assert.match(await text(page, "#card .status"), /edited/);
  await picture(page, "merged");

  await page.keyboard.press("s");
  await page.waitForSelector("#relinking:not([hidden])");
  assert.match(await text(page, "#chosen"), /First part: article 0 · report 0/);
  assert.equal(await page.locator("#sheet input[type=checkbox]").count(), 4, "only sentences of the row");
  await picture(page, "split");
  await page.keyboard.press("Enter");
  await at(page, "0:0+1:0+1");
  assert.match(await done(page), /2 accepted/, "both rows are as the table has them, and were made so");

  await page.keyboard.press("l");
  await page.waitForSelector("#relinking:not([hidden])");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  assert.match(await text(page, "#chosen"), /article 1 · report 0/);
  await picture(page, "relink");
  await page.keyboard.press("Enter");
  await at(page, "0:1+1:0+1");
  assert.equal(await page.locator('.ind [data-bead="0:0+1:0+0"].alone').count(), 1, "the old partner is unaligned");

  for (const bead of ["0:0+1:0+1", "0:0+2:0+2", "0:0+1:0+1"]) {
    await page.keyboard.press("u");
    await at(page, bead);
  }
  assert.match(await done(page), /^0 of 120 judged/);
  await page.keyboard.press("u");
  await told(page, "nothing to undo");
}));

test("sentences that are not neighbours form a bead, and are shown in place", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  await page.selectOption("#order", "reading");
  await at(page, "0:0+1:0+1");
  await page.locator("#card [data-key=l]").click();
  await page.locator("#sheet .ind p[data-at='2']").click();
  assert.match(await text(page, "#chosen"), /article 0, 2 · report 0/);
  await page.locator("#link").click();
  await at(page, "0:0+1.2+1:0+1");
  assert.equal(await page.locator("#sheet .ind .group.current").count(), 2);
  assert.equal(await page.locator("#sheet .ind .group.current .gap").count(), 2);
  assert.equal(await page.locator("#sheet .band.current").count(), 2, "a band from either part");
  await picture(page, "gap");
  await page.reload();
  await page.waitForSelector("#card .buttons");
  assert.equal(await current(page), "0:0+1.2+1:0+1");
  await page.locator("#card [data-key=m]").click();
  await at(page, "0:0+3:0+2");
  for (const bead of ["0:0+1.2+1:0+1", "0:0+1:0+1"]) {
    await page.locator("#card [data-key=u]").click();
    await at(page, bead);
  }
  assert.match(await done(page), /^0 of 120 judged/);
}));

test("the same with the mouse", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  await page.selectOption("#order", "reading");
  await at(page, "0:0+1:0+1");
  await page.locator("#card [data-key=m]").click();
  await at(page, "0:0+2:0+2");
  await page.locator("#card [data-key=u]").click();
  await at(page, "0:0+1:0+1");
  await page.locator("#sheet .ind p[data-at='3']").click();
  await at(page, "0:3+2:3+1");
  await page.locator("#card [data-key=l]").click();
  await page.locator("#sheet .ind p[data-at='4']").click();
  await page.locator("#link").click();
  await at(page, "0:3+1:3+1");
  await page.locator("#card [data-key=r]").click();
  await page.waitForFunction(() => document.getElementById("done").textContent.includes("1 rejected"));
}));

test("matches are linked under the pointer, and mismatches look different", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  await page.locator("#sheet .ind .group.current .mark.hit").first().hover();
  await page.waitForSelector("#sheet .eng .group.current .mark.linked");
  assert.ok(await page.locator("#sheet .mark.linked").count() >= 2);
  await picture(page, "linked");
  assert.ok(await page.locator(".mark.miss").count() > 0);
}));

test("the list is filtered and searched", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  const rows = async (count) => page.waitForFunction((count) => document.getElementById("count").textContent.startsWith(`${count} row`), count);
  await page.selectOption("#kind", "alone");
  await rows(29);
  await page.selectOption("#kind", "");
  await rows(120);
  await page.locator("#card").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("DOC-3");
  await rows(25);
  await page.keyboard.press("Escape");
  await press(page, "a");
  await page.selectOption("#status", "accepted");
  await rows(1);
}));

test("two annotators at once see and keep their own, and kappa tells how far they agree", () => with_({}, async (server) => {
  const [ana, budi] = [await tab(browser, server.url), await tab(browser, server.url)];
  await budi.locator("#who").click();
  await budi.keyboard.type("budi");
  await budi.keyboard.press("Enter");
  await budi.waitForFunction(() => document.querySelector("#who b")?.textContent === "budi");
  await budi.locator("#card").focus();
  for (let n = 0; n < 10; n++) {
    await Promise.all([press(ana, n < 5 ? "a" : "r"), press(budi, n === 4 ? "r" : n < 5 ? "a" : "r")]);
  }
  assert.match(await done(ana), /5 accepted, 5 rejected/);
  assert.match(await done(budi), /4 accepted, 6 rejected/);
  await ana.locator("#agreement").click();
  await ana.waitForSelector("#kappa");
  await ana.waitForFunction(() => document.getElementById("kappa").textContent === "0.800");
  assert.equal(await ana.locator(".differences li").count(), 1);
  await picture(ana, "agreement");
  await ana.locator(".differences button").click();
  await ana.waitForSelector("dialog", { state: "detached" });
  await budi.reload();
  await budi.waitForSelector("#card .buttons");
  assert.equal(await text(budi, "#who b"), "budi", "a tab keeps its annotator");
}));

test("decisions are saved as files", () => with_({}, async (server) => {
  const page = await tab(browser, server.url);
  await press(page, "a");
  await page.locator("#export").click();
  const files = {};
  for (const name of ["Table", "Gold", "Decisions"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("dialog a", { hasText: name }).click()]);
    files[download.suggestedFilename()] = readFileSync(await download.path(), "utf8");
  }
  assert.match(files["reviewed.csv"], /^\uFEFFpair_id,.*,eng_coverage,status,codes,note\n/);
  assert.equal(files["reviewed.csv"].match(/,accepted,,$/gm).length, 1);
  assert.match(files["decisions.csv"], /,ana,doc-\d,doc-\d,.*,accept,(,\d+)?\n/);
  const gold = Object.entries(files).find(([name]) => name.endsWith(".gold"))[1];
  assert.match(gold, /^(\[[\d, ]*\]:\[[\d, ]*\]\n)+$/);
}));

test("markup in a table is text", async () => {
  const line = JSON.parse(table({ rows: 1 }));
  Object.assign(line, { article_id: "<img src=x onerror=alert(1)>", ind_text: "<script>document.title='owned'</script> Sari <b>tebal</b>",
    eng_text: "<img src=x onerror=\"document.title='owned'\"> Sari", flags: ["moved=<i>x</i>"] });
  const server = await serve(`${JSON.stringify(line)}\n`);
  const page = await tab(browser, server.url);
  assert.match(await text(page, "#sheet .ind"), /<script>document\.title='owned'<\/script> Sari <b>tebal<\/b>/);
  assert.equal(await page.locator("main img, main script, main b:text('tebal')").count(), 0);
  assert.match(await page.title(), /^\S+ – sejajar review$/);
  await server.close();
});

test("a review that is read only shows and takes nothing", () => with_({ more: ["--read-only"] }, async (server) => {
  const page = await tab(browser, server.url);
  assert.ok(await page.locator("#card [data-key=a]").isDisabled());
  await page.keyboard.press("a");
  await told(page, "read only");
  assert.match(await done(page), /^0 of/);
}));
