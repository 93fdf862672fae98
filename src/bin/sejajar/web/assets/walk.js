// The current row: how it is reached, shown and announced.

import { ask } from "./api.js";
import * as card from "./card.js";
import { announce, plain, say } from "./dom.js";
import { differing, wantedRows } from "./filters.js";
import { progress } from "./header.js";
import { located, me } from "./identity.js";
import { failed } from "./keys.js";
import * as queue from "./queue.js";
import * as sheet from "./sheet.js";
import { offers, page } from "./state.js";

/** The row to show next, and the work that shows it: of rows that are passed quickly only the last one is requested. */
let next = null;
let showing = Promise.resolve();
let active = false;

/** Makes a bead the current one at once; the promise ends when it is shown. Its document is requested if it is not on the page, or if `again`. */
export function go(bead, { again = false, lead = "" } = {}) {
  page.current = bead;
  located(bead);
  queue.show(bead);
  next = { bead, again: again || Boolean(next?.again), lead };
  if (!active) showing = show();
  return showing;
}

/** The same where nothing waits for it: errors are reported. */
export const stroll = (bead, options) => void go(bead, options).catch(failed);

/** Ends when the current row is on the page. */
export const settled = () => showing.catch(() => {});

/** Whether the current row is on the page. */
export const isShown = () => !active && page.current !== null && sheet.shownBead() === page.current;

async function show() {
  active = true;
  try {
    while (next) {
      const going = one();
      if (going instanceof Promise) await going;
    }
  } finally {
    active = false;
  }
}

/** Shows the row to show next; at once if its document is on the page. */
function one() {
  const { bead, again, lead } = next;
  next = null;
  if (!bead || (!again && sheet.holds(bead))) return drawn(lead);
  card.wait(true);
  return requested(bead).finally(() => card.wait(false)).then((document) => {
    if (next) {
      next.again ||= again;
      return;
    }
    sheet.draw(document);
    if (!sheet.holds(bead)) missing(document);
    drawn(lead);
  });
}

/** The document of the first row, which came with the list. */
let expected = null;

/** Keeps a document for the next row that is shown, if it is in it. */
export function expect(document = null) {
  expected = document;
}

function requested(bead) {
  const here = expected?.beads.some(({ id }) => id === bead) && !compares() ? expected : null;
  expected = null;
  return here ? Promise.resolve(here) : ask("document", compares() ? { bead, others: 1 } : { bead });
}

/** A bead that no longer exists: its document is shown from the beginning. */
function missing(document) {
  page.current = document.beads[0]?.id ?? null;
  located(page.current);
  queue.show(page.current);
}

function drawn(lead) {
  const bead = page.current && sheet.find(page.current);
  card.draw(bead);
  if (!bead) return void (page.current ?? sheet.clear());
  sheet.show(page.current);
  return announce(`${lead}${told(bead)}`);
}

/** A row in the words of an announcement: its place, its shape, its status, its texts. */
function told(bead) {
  const at = queue.placeOf(bead.id);
  const place = at === undefined ? "Row outside of the list" : `Row ${at + 1} of ${queue.length()}`;
  const side = (name) => bead[name].map((sentence) => plain(sentence.parts)).join(" ") || "no sentence";
  return `${place}, ${bead.type.replace("-", " to ")}, ${bead.status}. Article: ${side("ind")} Report: ${side("eng")}`;
}

/** Goes on in the list at once; false at its end. */
export function step(by, lead = "") {
  const next = queue.beside(page.current, by);
  if (next && next !== page.current) {
    stroll(next, { lead });
    return true;
  }
  say(`${lead}That was the ${by > 0 ? "last" : "first"} row of the list.`);
  return false;
}

/** Moves along the document, whatever the list contains. */
export async function along(by) {
  await settled();
  const next = sheet.neighbour(page.current, by);
  if (!next) return say(`That was the ${by > 0 ? "last" : "first"} row of the document.`);
  const { before, after } = sheet.shownDocument();
  return go(next.id, { again: Boolean(before || after) });
}

/** To the first row of another document. */
export async function leaf(by) {
  await settled();
  const { document, documents } = sheet.shownDocument();
  const wanted = Math.min(Math.max(document + by, 0), documents - 1);
  const answer = await ask("document", { bead: `${wanted}:0+0:0+0` });
  return answer.beads[0] && go(answer.beads[0].id);
}

/** Whether the server finds the next row itself; an older one is asked for all of them. */
let finds = true;

/** To the next row of the list that is open, or on which annotators differ. */
export async function seek(want, none) {
  const found = (finds && (await nextOf(want))) ?? (await afterHere(want));
  return found ? go(found) : say(none);
}

/** The answer of the server; undefined where it does not know the question. */
async function nextOf(want) {
  try {
    return (await ask("next", { ...wantedRows(), after: page.current ?? "", want })).bead ?? "";
  } catch (error) {
    if (error.status !== 404) throw error;
    finds = false;
    return undefined;
  }
}

async function afterHere(want) {
  const condition = want === "differs" ? { differs: "*" } : { status: "unjudged" };
  const { beads } = await ask("queue", { ...wantedRows(), ...condition });
  return queue.after(page.current, new Set(beads));
}

/** Fills the list again by the filter, and goes to its first row, or stays with the current one. */
export async function refill(stay = false) {
  const { beads, progress: done } = await ask("queue", wantedRows());
  filled(beads, done);
  await go(stay ? page.current : beads[0] ?? null, { again: compares() });
}

/** Fills the list. */
export function filled(beads, done, rows) {
  progress(done);
  queue.fill(beads, { first: rows });
}

/** Whether the row stands beside those of other annotators: only where somebody compares, so that nobody is led before he has judged. */
export const compares = () => offers("compare") && (Boolean(differing()) || page.session.adjudicator === me());
