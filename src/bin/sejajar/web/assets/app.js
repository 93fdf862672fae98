// The page: what every key and button does, and the start.

import { ask } from "./api.js";
import * as card from "./card.js";
import * as choose from "./choose.js";
import * as compare from "./compare.js";
import * as cut from "./cut.js";
import * as dialogs from "./dialogs.js";
import { $, h, say } from "./dom.js";
import * as edit from "./edit.js";
import * as filters from "./filters.js";
import { headed } from "./header.js";
import { become, me, wantedBead } from "./identity.js";
import { back, judge, quiet } from "./judge.js";
import * as keys from "./keys.js";
import { enqueue, tried } from "./keys.js";
import * as panel from "./panel.js";
import * as queue from "./queue.js";
import * as repair from "./repair.js";
import * as sheet from "./sheet.js";
import { offers, page } from "./state.js";
import { along, expect, filled, go, leaf, refill, seek, step } from "./walk.js";

/** Keys that go to the server with a decision. */
const DECIDES = "arxcnmMslbuUA[]123456789";
/** Keys that act while they are held down. */
const HELD = "jk";
const NEEDS = { x: "unsure", U: "redo", b: "cut", A: "rest", h: "history", d: "others", "[": "compare", "]": "compare" };

const DEEDS = {
  a: () => judge("accept"), r: () => judge("reject"), x: () => judge("unsure"),
  c: edit.codes, n: edit.note, b: cut.cut, A: panel.rest, h: panel.history,
  m: () => repair.merge(false), M: () => repair.merge(true), s: repair.split, l: repair.relink,
  u: () => back("undo"), U: () => back("redo"),
  j: () => void step(1), k: () => void step(-1), J: () => along(1), K: () => along(-1),
  g: () => sought("unjudged", "Every row of the list is judged."), d: () => sought("differs", "No other row of the list differs."),
  ",": () => leaf(-1), ".": () => leaf(1), "[": () => compare.choose(0), "]": () => compare.choose(1),
  "/": () => filters.search(keys.typed()), "?": () => void dialogs.help(), p: () => void tried(pictures),
};
for (let n = 1; n <= 9; n++) DEEDS[n] = () => code(n);

/** To the next such row, as the server knows it once every decision so far is on disk. */
async function sought(want, none) {
  await quiet();
  return seek(want, none);
}

/** Few look at pictures: what draws them is loaded when they do. */
const pictures = async () => (await import("./pictures.js")).pictures();

/** The deed of a key, if there is one that the server offers. */
function deed(key, shift) {
  const lower = key.toLowerCase();
  const upper = lower.toUpperCase();
  const name = shift && upper !== lower && DEEDS[upper] ? upper : lower;
  return DEEDS[name] && (!NEEDS[name] || offers(NEEDS[name])) ? name : null;
}

/** Does what a key stands for: it ends or serves a mode, or is a deed. */
function pressed(key, shift) {
  if (repair.choosing() && choose.pressed(key)) return undefined;
  if (key === "Enter" || key === "Escape") return ends(key);
  const wanted = key.length === 1 && deed(key, shift);
  if (!wanted) return undefined;
  if (page.session.read_only && DECIDES.includes(wanted)) return say("This review is read only.", true);
  leaveFor(wanted);
  return page.current || "uU/?".includes(wanted) ? DEEDS[wanted]() : undefined;
}

/** Ends a mode in which a key has no meaning; codes that were chosen are saved. */
function leaveFor(key) {
  if (!"ls".includes(key)) repair.leave();
  if (key !== "b") cut.leave();
  if (edit.coding() && !"c123456789".includes(key)) edit.saveCodes();
}

/** Enter and Esc end a mode. */
function ends(key) {
  const yes = key === "Enter";
  if (repair.choosing()) return yes ? repair.done() : repair.leave();
  if (edit.coding()) return yes ? edit.saveCodes() : edit.close();
  if (!yes) return cut.cutting() ? cut.leave() : panel.close();
  return undefined;
}

const inMode = () => repair.choosing() || edit.coding() || cut.cutting() || panel.open();

function code(n) {
  const found = page.session.codes[n - 1];
  if (edit.coding()) edit.check(n);
  else if (found) judge("reject", found.name);
}

/** Whether a key is for the page: for a row, for a mode, or for one that will open before the key has its turn. */
function isOurs({ key, shiftKey, repeat, target }) {
  if (key === "Enter" || key === " ") {
    const chosen = edit.coding() && key === "Enter" && target.closest?.("#codes");
    if (target.closest?.("button, a, summary") && !chosen) return false;
    if (key === " " && target.matches?.("input[type=checkbox]")) return false;
  }
  const ahead = keys.awaits("lsnc/");
  if (key === "Enter" || key === "Escape") return ahead || inMode();
  if (key.length > 1 || key === " ") return ahead || repair.choosing() ? /^(Arrow.*|Backspace| )$/.test(key) : false;
  return ahead || (deed(key, shiftKey) !== null && (!repeat || HELD.includes(key.toLowerCase())));
}

document.addEventListener("keydown", (event) => {
  const typed = event.getModifierState("AltGraph");
  if (((event.ctrlKey || event.altKey) && !typed) || event.metaKey || event.key === "Tab") return;
  if (document.querySelector("dialog[open]") || !page.session || event.defaultPrevented) return;
  if (!filters.passes(event) || !isOurs(event)) return;
  event.preventDefault();
  keys.press(event.key, event.shiftKey);
});

async function start() {
  // Most often the list is the one of the first answer; a kept filter or another annotator needs a second one.
  const [session, list] = await Promise.all([ask("session"), filters.kept() ? null : ask("queue", wantedBead() ? {} : { first: 1 })]);
  page.session = session;
  const several = !me() && new Set([session.annotator, ...session.annotators]).size > 1;
  if (several) {
    become((await dialogs.annotator(session)) ?? session.annotator);
    page.session = await ask("session");
  }
  become(page.session.annotator);
  await opened(several || filters.kept() ? null : list);
}

/** Shows the session of the annotator, with the row of the address or the first one. */
async function opened(list = null) {
  const wanted = page.current ?? wantedBead();
  headed(page.session);
  filters.offered(page.session);
  card.build(keys.press);
  const { beads, progress, rows, document } = list ?? (await ask("queue", filters.wantedRows()));
  filled(beads, progress, rows);
  expect(document);
  const known = wanted && (await tried(() => go(wanted, { again: true }).then(() => true)));
  if (!known || !page.current) await go(beads[0] ?? null);
}

async function other() {
  const who = await dialogs.annotator(page.session);
  if (!who || who === me()) return;
  await quiet();
  const [before, session] = [me(), page.session];
  become(who);
  try {
    page.session = await ask("session");
    await opened();
  } catch (error) {
    become(before);
    page.session = session;
    throw error;
  }
}

$("who").addEventListener("click", () => tried(other));
$("agreement").addEventListener("click", () => tried(compare.agreement));
$("pictures-open").addEventListener("click", () => (page.current ? tried(pictures) : say("Pictures are of the document of a row; no row passes the filter.", true)));
$("export").addEventListener("click", () => dialogs.exports_(page.current));
$("help").addEventListener("click", dialogs.help);
$("link").addEventListener("click", () => enqueue(repair.done));
$("cancel").addEventListener("click", repair.leave);
$("before").addEventListener("click", () => keys.press(","));
$("after").addEventListener("click", () => keys.press("."));
$("card").addEventListener("click", (event) => {
  if (event.target.id === "why") enqueue(panel.why);
  const take = event.target.closest("[data-take]");
  if (take) enqueue(() => compare.take(take.dataset.take));
});

keys.onKey(pressed);
edit.onChange(card.draw);
card.onDraw(panel.follow);
filters.onFilter(() => enqueue(() => refill()));
queue.onChoose((bead) => enqueue(() => chosen(bead)));
choose.onSheet({ choose: (bead) => enqueue(() => chosen(bead)), toggle: repair.toggle });
sheet.onEmpty(() => h("div", { class: "empty" }, h("p", {}, "No row passes the filter."),
  filters.filtered() ? h("button", { type: "button", class: "first", onclick: filters.clear }, "Clear filters") : null));

/** Leaves what is being chosen, and goes to a row. */
function chosen(bead) {
  repair.leave();
  cut.leave();
  return go(bead);
}

tried(start);
