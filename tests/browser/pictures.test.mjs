// Pictures of the document and of the table, the hits of a search, and the overview of all annotators.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser as launch, picture, serve, tab } from "./server.mjs";
import { table } from "./table.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function with_(lines, options, work) {
  const server = await serve(lines, "--annotator", "ana", ...options);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

/** Everything that axe finds on the page as it is. */
async function complaints(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}

/** A table whose second row is out of order, and whose name is markup. */
function crossed() {
  const rows = table({ rows: 25 }).trim().split("\n").map(JSON.parse);
  const [one, two] = rows;
  [one.eng_start, one.eng_end, two.eng_start, two.eng_end] = [two.eng_start, two.eng_end, one.eng_start, one.eng_end];
  two.flags = ["moved"];
  for (const row of rows) row.article_id = "<script>alert(1)</script>&amp;<img src=x onerror=alert(2)>";
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

const LOOKS = {
  laptop: { viewport: { width: 1280, height: 720 } }, tablet: { viewport: { width: 800, height: 900 } }, phone: { viewport: { width: 400, height: 800 } },
  dark: { viewport: { width: 1280, height: 720 }, colorScheme: "dark" }, forced: { viewport: { width: 1280, height: 720 }, forcedColors: "active" },
};

for (const [look, options] of Object.entries(LOOKS)) {
  test(`pictures of the document and of the table: ${look}`, () => with_(crossed(), [], async (server) => {
    const page = await tab(browser, server.url, options);
    await page.keyboard.press("p");
    await page.waitForSelector("#pictures svg[role=img]");
    assert.match(await page.locator("#pictures svg").getAttribute("aria-label"), /^Beads of <script>alert\(1\)<\/script>&amp;<img/);
    assert.equal(await page.locator("#pictures script, #pictures img, #pictures [onerror], #pictures [style]").count(), 0);
    assert.equal(await page.locator("#pictures svg .other").count(), 3, "the line and the ends of the moved row");
    assert.match(await page.locator("#pictures .aside h3").innerText(), /^1 row out of order$/);
    await picture(page, `pictures-document-${look}`);
    assert.deepEqual(await complaints(page), []);
    await page.getByRole("button", { name: "Whole table" }).click();
    await page.waitForSelector("#pictures .gallery svg");
    assert.ok((await page.locator("#pictures .gallery svg").count()) >= 4);
    await page.waitForTimeout(100);
    await picture(page, `pictures-table-${look}`);
    assert.deepEqual(await complaints(page), []);
    const wide = await page.evaluate(() => [document.documentElement, document.querySelector("dialog")].filter((one) => one.scrollWidth > one.clientWidth).length);
    assert.equal(wide, 0, "no sideways scrolling");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
  }));
}

test("a bead of the picture leads to its row, by a click and by keys; decisions are drawn", () => with_(crossed(), [], async (server) => {
  const page = await tab(browser, server.url);
  const shown = async (open) => {
    await page.waitForSelector("dialog", { state: "detached" });
    await open();
    await page.waitForSelector("#pictures svg");
  };
  const at = (bead) => page.waitForFunction((bead) => location.hash.slice(1) === bead && document.querySelector("#sheet .current"), bead);
  await shown(() => page.locator("#pictures-open").click());
  await page.locator("#pictures .diagram [data-row='4'] circle").first().click();
  await at("0:5+1:4+1");
  await shown(() => page.keyboard.press("p"));
  assert.equal(await page.locator("#pictures .current").count(), 2, "the line and the ends of the current row");
  await page.locator(".diagram").focus();
  await page.keyboard.press("ArrowDown");
  assert.match(await page.locator(".told").innerText(), /^article 6 · report none: /);
  await page.keyboard.press("Enter");
  await at("0:6+1:0+0");
  await shown(() => page.keyboard.press("p"));
  await page.locator(".aside li button").click();
  await at("0:1+1:0+1");
  const lines = () => page.locator(".diagram line").count();
  await shown(() => page.keyboard.press("p"));
  const before = await lines();
  await page.keyboard.press("p");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.keyboard.press("r");
  await shown(() => page.keyboard.press("p"));
  assert.equal(await lines(), before - 1, "the sentences of a rejected row stand alone");
  await page.getByRole("button", { name: "Whole table" }).click();
  await page.waitForSelector("#pictures [aria-label='Judged right, by confidence']");
  await page.keyboard.press("Escape");
  await page.locator("#words").fill("nowhere at all");
  await page.waitForSelector("#sheet .empty");
  await page.locator("#pictures-open").click();
  await page.waitForFunction(() => document.getElementById("alarm").textContent.includes("no row passes the filter"));
}));

test("no confidence is shown to one who judges blindly", () => with_(crossed(), ["--blind"], async (server) => {
  const page = await tab(browser, server.url);
  await page.keyboard.press("p");
  await page.waitForSelector("#pictures svg");
  assert.equal(await page.getByRole("button", { name: "Whole table" }).count(), 0);
  const widths = await page.evaluate(() => [...new Set([...document.querySelectorAll("#pictures line")].map((line) => line.getAttribute("stroke-width")))]);
  assert.deepEqual(widths, ["2"]);
  assert.doesNotMatch(await page.locator("#pictures").innerText(), /confidence/);
  assert.equal(await page.evaluate(async () => (await fetch("/api/figures")).status), 403);
}));

test("pictures of 50,000 rows in one document come within seconds", async (t) => with_(table({ rows: 50_000, each: 50_000 }), [], async (server) => {
  const page = await tab(browser, server.url);
  const times = {};
  const timed = async (name, work) => {
    const start = performance.now();
    await work();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    times[name] = Math.round(performance.now() - start);
  };
  await timed("document ms", async () => {
    await page.keyboard.press("p");
    await page.waitForSelector("#pictures .diagram svg");
  });
  await timed("table ms", async () => {
    await page.getByRole("button", { name: "Whole table" }).click();
    await page.waitForSelector("#pictures .gallery svg");
  });
  await picture(page, "pictures-large");
  t.diagnostic(JSON.stringify({ ...times, elements: await page.locator("#pictures *").count() }));
  assert.ok((await page.locator("#pictures *").count()) < 15_000);
  assert.ok(times["document ms"] < 3000 && times["table ms"] < 4000, JSON.stringify(times));
}));

/** The texts that are marked as hits. */
const hits = (page) => page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map((range) => {
  const place = range.startContainer.parentElement.closest("#queue, #sheet")?.id;
  return `${place}: ${range.toString()}`;
}));

test("hits of a search are marked in the list and on the sheet, as the search finds them", () => {
  const rows = table({ rows: 25 }).trim().split("\n").map(JSON.parse);
  rows[4].ind_text = "Menurut İbrahim, kafé itu tutup. Kafe lain buka, kata SARI di sana sejak pukul sembilan pagi.";
  rows[4].eng_text = "According to people who know the town well, and who have been there for years, the café is closed, says sari.";
  Object.assign(rows[4], { ind_cuts: undefined, eng_cuts: undefined });
  return with_(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), [], async (server) => {
    const page = await tab(browser, server.url);
    const search = async (words) => {
      await page.locator("#words").fill(words);
      await page.waitForFunction((words) => JSON.parse(sessionStorage.getItem("filter") ?? "{}").words === words && !document.body.hasAttribute("data-busy"), words);
      await page.waitForTimeout(300);
      return hits(page);
    };
    const seen = await search("KAFÉ");
    assert.ok(seen.length >= 1 && seen.every((hit) => /: kafé$/i.test(hit)), seen.join());
    assert.ok((await search("kafe")).every((hit) => /: Kafe$/.test(hit)), "accents count");
    assert.ok((await search("i̇brahim,")).some((hit) => /sheet: İbrahim,$/.test(hit)), "lower case may be longer");
    const far = await search("café");
    assert.ok(far.some((hit) => hit === "queue: café") && far.some((hit) => hit === "sheet: café"), `the list shows the part with the hit: ${far}`);
    await picture(page, "search");
    assert.deepEqual(await search(""), []);
  });
});

test("all annotators are compared in a table, with every two of them and a file", () => with_(table({ rows: 25 }), [], async (server) => {
  for (const [name, keys] of [["ana", "aaar"], ["budi", "aarr"], ["citra", "axra"]]) {
    const page = await tab(browser, `${server.url}&annotator=${name}`);
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForFunction(() => !document.body.hasAttribute("data-busy"));
    }
    await page.context().close();
  }
  const page = await tab(browser, `${server.url}&annotator=ana`);
  await page.locator("#agreement").click();
  await page.waitForSelector("#alpha");
  const cells = await page.locator(".result table").first().locator("tbody tr").allInnerTexts();
  assert.deepEqual(cells.map((line) => line.split(/\s+/).join(" ")), ["ana 4 3 1 0 0", "budi 4 2 2 0 0", "citra 3 2 1 0 1"]);
  await page.getByRole("button", { name: "budi and citra" }).click();
  await page.waitForFunction(() => /down.*citra/.test([...document.querySelectorAll(".result caption")].at(-1).textContent));
  assert.match(await page.locator("dialog a[download]").getAttribute("href"), /what=agreement/);
  await picture(page, "agreement-all");
  assert.deepEqual(await complaints(page), []);
  await page.setViewportSize({ width: 400, height: 800 });
  await picture(page, "agreement-all-phone");
  assert.ok(await page.evaluate(() => { const box = document.querySelector("dialog"); return box.scrollWidth <= box.clientWidth; }), "no sideways scrolling");
}));
