// The page for everyone: axe-core finds nothing serious, in light and dark, and it can be read at 200% zoom.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser as launch, picture, serve, tab } from "./server.mjs";
import { table } from "./table.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser, server;
before(async () => {
  [browser, server] = [await launch(), await serve(table({ rows: 120 }), "--annotator", "ana")];
});
after(async () => {
  await browser.close();
  await server.close();
});

/** What axe finds serious or worse on the page as it is. */
async function complaints(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join("\n")}`);
}

const STATES = {
  rows: async () => {},
  judged: async (page) => {
    for (const key of ["a", "r", "m"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(300);
    }
  },
  relinking: (page) => page.keyboard.press("l"),
  codes: async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
  },
  note: async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
  },
  split: async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
  },
  keys: async (page) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
  },
  annotator: async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("#who").click();
  },
  agreement: async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("#agreement").click();
    await page.waitForSelector("#kappa");
  },
  export: async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("#export").click();
  },
};

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious in ${colorScheme}`, async () => {
    const page = await tab(browser, server.url, { colorScheme });
    for (const [name, reach] of Object.entries(STATES)) {
      await reach(page);
      await page.waitForTimeout(150);
      await picture(page, `${colorScheme}-${name}`);
      assert.deepEqual(await complaints(page), [], name);
    }
  });
}

test("at 200% zoom nothing is cut off", async () => {
  const page = await tab(browser, server.url, { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 });
  await picture(page, "zoom");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "no sideways scrolling");
  for (const key of ["a", "r", "c", "n", "m", "s", "l", "u", "k", "j"]) {
    await page.locator(`#card [data-key=${key}]`).scrollIntoViewIfNeeded();
    const box = await page.locator(`#card [data-key=${key}]`).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 640, key);
  }
  assert.deepEqual(await complaints(page), []);
});

test("focus goes in the order of the page, and every control has a name", async () => {
  const page = await tab(browser, server.url);
  const seen = [];
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.key || document.activeElement.className));
  }
  const order = ["skip", "who", "agreement", "export", "theme", "help", "words", "order", "status", "flag", "kind", "queue", "before", "after", "sheet", "why", "about", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "r", "k", "j", "g", "u"];
  assert.deepEqual(seen.slice(0, order.length), order);
});
