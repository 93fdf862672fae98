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
  empty: async (page) => {
    await page.keyboard.press("Escape");
    await page.locator("#words").fill("nowhere at all");
    await page.waitForSelector("#sheet .empty");
  },
  codes: async (page) => {
    await page.locator("#sheet .empty button").click();
    await page.waitForSelector("#sheet .current");
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

const LOOKS = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "forced colours": { forcedColors: "active" } };

for (const [look, options] of Object.entries(LOOKS)) {
  test(`axe finds nothing serious in ${look}`, async () => {
    const page = await tab(browser, server.url, options);
    for (const [name, reach] of Object.entries(STATES)) {
      await reach(page);
      await page.waitForTimeout(150);
      await picture(page, `${look.split(" ")[0]}-${name}`);
      assert.deepEqual(await complaints(page), [], name);
    }
  });
}

const SIZES = { laptop: [1280, 720], low: [1366, 650], tablet: [800, 900], phone: [400, 800], "200% zoom": [640, 450] };

for (const [name, [width, height]] of Object.entries(SIZES)) {
  test(`the buttons are in view and nothing is cut off: ${name}`, async () => {
    const page = await tab(browser, server.url, { viewport: { width, height }, deviceScaleFactor: name === "200% zoom" ? 2 : 1 });
    for (let n = 0; n < 12; n++) {
      const { bottom, right, sheet } = await page.evaluate(() => {
        const boxes = [..."ar"].map((key) => document.querySelector(`#buttons [data-key=${key}]`).getBoundingClientRect());
        const [sheet, card] = ["sheet", "card"].map((id) => document.getElementById(id).getBoundingClientRect());
        return { bottom: Math.max(...boxes.map((box) => box.bottom)), right: Math.max(...boxes.map((box) => box.right)), sheet: Math.min(sheet.bottom, card.top) - sheet.top };
      });
      assert.ok(bottom <= height && right <= width, `row ${n}: the buttons end at ${right}, ${bottom}`);
      assert.ok(sheet >= 0.28 * height, `row ${n}: the sheet has ${sheet} of ${height}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), "no sideways scrolling");
      await page.keyboard.press("j");
      await page.waitForTimeout(60);
    }
    await picture(page, `size-${name.replace(/\W+/g, "")}`);
    const small = await page.evaluate(() => [...document.querySelectorAll("button, input, select, textarea")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && (box.width < 24 || box.height < 24);
    }).map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(small, [], "targets of 24 pixels at least");
    if (width < 960) await page.locator("#more").click();
    for (const key of ["a", "r", "c", "n", "m", "s", "l", "u", "k", "j"]) {
      const button = page.locator(`#buttons [data-key=${key}]`);
      await button.scrollIntoViewIfNeeded();
      const box = await button.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, key);
    }
    assert.deepEqual(await complaints(page), []);
    if (width < 960) {
      await page.locator("#fold").click();
      await page.waitForSelector("#queue .row .head");
      await picture(page, `list-${name.replace(/\W+/g, "")}`);
      assert.deepEqual(await complaints(page), []);
    }
  });
}

test("the focus stays on the button, and the next row is announced with its place and its texts", async () => {
  const page = await tab(browser, server.url);
  await page.locator("#buttons [data-key=a]").focus();
  for (let n = 0; n < 3; n++) {
    const before = await page.locator("#announce").textContent();
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.getElementById("announce").textContent !== before, before);
    const told = await page.locator("#announce").textContent();
    assert.match(told, /^accepted\. Row \d+ of \d+, \d to \d, \w+\. Article: .+ Report: .+/);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "a");
  }
});

test("the accessibility tree has a role and a name for everything that can be used", async () => {
  const page = await tab(browser, server.url);
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const seen = nodes.filter((node) => !node.ignored).map((node) => ({ role: node.role?.value, name: node.name?.value ?? "" }));
  const nameless = seen.filter(({ role, name }) => ["button", "textbox", "searchbox", "combobox", "checkbox", "listbox", "option", "group", "region"].includes(role) && !name.trim());
  assert.deepEqual(nameless, []);
  const has = (role, name) => assert.ok(seen.some((node) => node.role === role && name.test(node.name.trim())), `${role} ${name} among ${seen.filter((node) => node.role === role).map((node) => node.name).join("; ")}`);
  for (const [role, name] of [
    ["heading", /^Rows$/], ["heading", /^Row \d-\d$/], ["listbox", /^Rows to judge$/], ["option", /^\d-\d/], ["button", /^annotator ana; change$/],
    ["group", /^Article$/], ["group", /^Report$/], ["group", /^Decide$/], ["button", /^Accept$/], ["button", /^Reject: facts/], ["search", /^Rows$/],
    ["region", /^Row \d-\d$/], ["alert", /^/], ["status", /^/], ["progressbar", /judged/],
  ]) has(role, name);
});

test("focus goes in the order of the page, and every control has a name", async () => {
  const page = await tab(browser, server.url);
  const seen = [];
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.key || document.activeElement.className));
  }
  const lacks = (await page.locator("[data-key=x]").count()) ? [] : ["x", "U"];
  const order = ["skip", "who", "agreement", "pictures-open", "export", "theme", "help", "words", "order", "status", "flag", "kind", "queue", "before", "after", "sheet", "why", "about", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "r", "x", "k", "j", "g", "u", "U"].filter((key) => !lacks.includes(key));
  assert.deepEqual(seen.slice(0, order.length), order);
});
