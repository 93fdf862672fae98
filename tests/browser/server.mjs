// A table -> a running `sejajar review`, and a browser to look at it with.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const BINARY = process.env.SEJAJAR ?? new URL("../../target/tests/sejajar", import.meta.url).pathname;

/** What the binary says about a command. */
export const helpOf = (command) => spawnSync(BINARY, [command, "--help"], { encoding: "utf8" }).stdout;

/** Serves a table from a folder of its own; `close` ends the server and removes the folder. */
export async function serve(table, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "sejajar-"));
  const file = join(folder, "pairs.jsonl");
  writeFileSync(file, table);
  const child = spawn(BINARY, ["review", file, ...options], { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  const url = await new Promise((resolve, reject) => {
    child.stderr.on("data", (data) => {
      told += data;
      const address = told.match(/http:\S+/);
      if (address) resolve(address[0]);
    });
    child.on("exit", () => reject(new Error(told)));
  });
  const close = async () => {
    const ended = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGINT");
    const status = await ended;
    rmSync(folder, { recursive: true });
    return status;
  };
  return { url, file, folder, pid: child.pid, close };
}

/** A headless Chromium: the one of $CHROMIUM, or of the system. */
export function browser() {
  // Where tests run as root, as in containers, Chromium's sandbox does not start.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };

/** Takes the files of the page from $ASSETS, where that is set, so that a change of the page needs no build. */
export async function fresh(context) {
  const folder = process.env.ASSETS;
  if (!folder) return;
  await context.route(/\.(css|js|svg)$|\/(\?[^/]*)?$/, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!existsSync(file)) return route.continue();
    // The server still sets its cookie, and its policy still holds.
    const headers = path === "/" ? (await route.fetch()).headers() : {};
    delete headers["content-length"];
    return route.fulfill({ status: 200, headers: { ...headers, "content-type": `${TYPES[extname(file)]}; charset=utf-8` }, body: readFileSync(file) });
  });
}

/** A tab of its own on the page, with every error of the page thrown. */
export async function tab(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: "light", ...options });
  await fresh(context);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d|ERR_CONNECTION_REFUSED/.test(message.text())) throw new Error(message.text());
  });
  await page.goto(url);
  await page.waitForSelector("#queue .row .head", { state: "attached" });
  await page.waitForSelector("#card .buttons button");
  return page;
}

/** Keeps a picture in $SCREENSHOTS, where that is set. */
export async function picture(page, name) {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(process.env.SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`) });
}
