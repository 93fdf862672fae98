// The page: its state, and the actions of keys and buttons.

import { ask, become, documentOf, me, name, tell } from "./api.js";
import * as card from "./card.js";
import * as dialogs from "./dialogs.js";
import { $, h, say } from "./dom.js";
import * as queue from "./queue.js";
import * as sheet from "./sheet.js";

let session = null;
let current = null;
/** Whether a decision is being sent: until the next row is shown, keys that decide are ignored. */
let busy = false;
/** The sentences chosen for relinking (`ind-3`), or null. */
let chosen = null;
/** Counts the requested rows, so that a slow answer does not replace a later one. */
let turn = 0;

/** Runs a function that may fail, and reports the error. */
async function tried(work) {
  try {
    return await work();
  } catch (error) {
    say(error.message, true);
    return undefined;
  }
}

/** Runs one decision at a time. */
async function alone(work) {
  if (busy) return;
  if (session.read_only) {
    say("This review is read only.", true);
    return;
  }
  busy = true;
  await tried(work);
  busy = false;
}

async function start() {
  const [opened, list] = await Promise.all([ask("session"), ask("queue", wantedRows())]);
  session = opened;
  become(session.annotator);
  $("table").textContent = session.table;
  $("who").textContent = session.read_only ? `${session.annotator} (read only)` : session.annotator;
  $("who").setAttribute("aria-label", `Annotator: ${session.annotator}; change`);
  const flags = Object.entries(session.flags).map(([code, count]) => h("option", { value: code }, `${code} (${count})`));
  while ($("flag").length > 2) $("flag").remove(2);
  $("flag").append(...flags);
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted) await tried(() => open(wanted));
  await filled(list, !wanted);
}

function progress({ total, accepted, rejected, edited }) {
  const judged = accepted + rejected + edited;
  $("bar").max = total;
  $("bar").value = judged;
  $("done").textContent = `${judged} of ${total} judged: ${accepted} accepted, ${rejected} rejected, ${edited} edited`;
}

/** The current filter. */
const wantedRows = () => Object.fromEntries(["order", "status", "flag", "kind", "words"].map((id) => [id, $(id).value]));

/** Fills the list again by the filter, and goes to its first row. */
async function refill() {
  await filled(await ask("queue", wantedRows()), true);
}

async function filled({ beads, progress: done }, first) {
  progress(done);
  queue.fill(beads);
  count();
  if (first || !current) await open(beads[0] ?? null);
  else queue.show(current);
}

function count() {
  $("count").textContent = `${queue.length()} ${queue.length() === 1 ? "row" : "rows"}`;
}

/** Makes a bead the current one; its document is requested if it is not on the page, or if `again`. */
async function open(bead, again = false) {
  if (chosen) relinked();
  const mine = ++turn;
  if (bead && (again || !sheet.holds(bead))) {
    const document = await ask("document", { bead });
    if (mine !== turn) return;
    sheet.draw(document);
    if (!sheet.holds(bead)) bead = document.beads[0]?.id ?? null;
  }
  current = bead;
  if (bead) history.replaceState(null, "", `#${bead}`);
  card.draw(bead && sheet.find(bead), session, act);
  queue.show(bead);
  if (bead) sheet.show(bead);
}

/** On to the next row of the list. */
async function forward() {
  const next = queue.beside(current, 1);
  if (next && next !== current) await open(next);
  else say("That was the last row of the list.");
}

/** Sends a decision, and shows the changed document. */
async function decide(action, bead, value = "") {
  try {
    return await shown(await tell("decide", { bead, action, value }));
  } catch (error) {
    // Another tab or another server has changed the document since.
    if (error.status === 409) await tried(() => open(current, true));
    throw error;
  }
}

async function shown(answer) {
  progress(answer.progress);
  queue.replace(answer.gone, answer.made, [answer.bead]);
  count();
  return answer;
}

/** Judges the current row only, and goes to the next one. */
async function judge(action) {
  const bead = sheet.find(current);
  await decide(action, current);
  bead.status = action === "reject" ? "rejected" : bead.edited ? "edited" : "accepted";
  sheet.restyle(bead);
  say(`${bead.status}: row ${bead.type}`);
  await forward();
}

/** A decision that changes which sentences are aligned. */
async function edit(action, bead, what) {
  const answer = await decide(action, bead);
  await open(answer.bead, true);
  say(what);
}

async function code() {
  const value = await dialogs.codes(sheet.find(current), session);
  if (value === null) return;
  await decide("code", current, value);
  await open(current, true);
}

async function note() {
  const value = await dialogs.note(sheet.find(current));
  if (value === null) return;
  await decide("note", current, value);
  await open(current, true);
}

/** The positions of a side of a bead that is on the sheet. */
const positions = (bead, side) => bead[side].map((sentence) => sentence.at);

const ascending = (list) => [...list].sort((x, y) => x - y);

async function merge(back) {
  const [one, other] = [sheet.find(current), sheet.neighbour(current, back ? -1 : 1)];
  if (!other) return say(`There is no row ${back ? "before" : "after"} this one in the document.`, true);
  const [ind, eng] = ["ind", "eng"].map((side) => ascending([...positions(one, side), ...positions(other, side)]));
  return edit("merge", name(documentOf(current), ind, eng), "merged");
}

async function split() {
  const bead = sheet.find(current);
  if (bead.ind.length + bead.eng.length < 2) return say("A single sentence cannot be split.", true);
  const parts = await dialogs.split(bead);
  if (!parts) return undefined;
  const [a, b] = parts;
  if (a + b === 0 || a + b === bead.ind.length + bead.eng.length) return say("Each part needs a sentence.", true);
  const part = name(documentOf(current), positions(bead, "ind").slice(0, a), positions(bead, "eng").slice(0, b));
  return edit("split", part, "split");
}

function relink() {
  if (chosen) return link();
  const bead = sheet.find(current);
  chosen = new Set(["ind", "eng"].flatMap((side) => bead[side].map((sentence) => `${side}-${sentence.at}`)));
  $("relinking").hidden = false;
  sheet.choosing(chosen);
  choice();
  return undefined;
}

/** The chosen sentences of a side, in order. */
const chosenOf = (side) => ascending([...chosen].filter((id) => id.startsWith(side)).map((id) => Number(id.slice(4))));

function choice() {
  const told = (side) => chosenOf(side).join(", ") || "none";
  $("chosen").textContent = `Chosen: article ${told("ind")} · report ${told("eng")}`;
}

async function link() {
  const [ind, eng] = [chosenOf("ind"), chosenOf("eng")];
  if (!ind.length && !eng.length) return say("Choose a sentence.", true);
  const bead = name(documentOf(current), ind, eng);
  relinked();
  return edit("relink", bead, "linked");
}

function relinked() {
  chosen = null;
  $("relinking").hidden = true;
  sheet.chosen();
  $("card").focus({ preventScroll: true });
}

async function undo() {
  const answer = await tell("undo");
  await shown(answer);
  const bead = answer.made[0] ?? answer.bead;
  await open(bead, true);
  return say("undone");
}

/** The actions of keys and their buttons. */
function act(key, shift = false) {
  if (!current && key !== "u") return undefined;
  const deeds = {
    a: () => judge("accept"), r: () => judge("reject"), c: code, n: note, m: () => merge(shift), s: split, l: relink, u: undo,
    j: () => (shift ? along(1) : open(queue.beside(current, 1))), k: () => (shift ? along(-1) : open(queue.beside(current, -1))),
    "/": () => $("words").focus(), "?": dialogs.help, "[": () => leaf(-1), "]": () => leaf(1),
  };
  if (!deeds[key]) return undefined;
  const run = async () => deeds[key]();
  return "arcnmslu".includes(key) ? alone(run) : tried(run);
}

/** Moves along the document, whatever the list contains. */
async function along(step) {
  const next = sheet.neighbour(current, step);
  if (next) await open(next.id, Boolean(sheet.document_().before || sheet.document_().after));
}

/** To the first row of another document. */
async function leaf(step) {
  const { document, documents } = sheet.document_();
  const wanted = Math.min(Math.max(document + step, 0), documents - 1);
  const answer = await ask("document", { bead: `${wanted}:0+0:0+0` });
  if (answer.beads[0]) await open(answer.beads[0].id);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (chosen && (event.key === "Enter" || event.key === "Escape")) {
    if (event.target.closest?.("#relinking")) return;
    event.preventDefault();
    if (event.key === "Enter") alone(link);
    else relinked();
    return;
  }
  if (event.target.matches?.("input:not([type=checkbox]), select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (!key || !"arcnmslujk/?[]".includes(key) || (event.repeat && !"jk".includes(key))) return;
  event.preventDefault();
  act(key, event.shiftKey);
});

let typing;
$("filter").addEventListener("submit", (event) => event.preventDefault());
$("filter").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => tried(refill), 200);
});

$("who").addEventListener("click", () => tried(async () => {
  const who = await dialogs.annotator(session);
  if (!who || who === me()) return;
  const before = me();
  become(who);
  try {
    await start();
    await open(current, true);
  } catch (error) {
    become(before);
    throw error;
  }
}));
$("agreement").addEventListener("click", () => tried(async () => {
  const bead = await dialogs.agreement(session);
  if (bead) await open(bead);
}));
$("export").addEventListener("click", () => dialogs.exports_(current));
$("help").addEventListener("click", dialogs.help);
$("link").addEventListener("click", () => alone(link));
$("cancel").addEventListener("click", relinked);
$("before").addEventListener("click", () => act("["));
$("after").addEventListener("click", () => act("]"));

const dark = matchMedia("(prefers-color-scheme: dark)");
function theme(wanted) {
  document.documentElement.dataset.theme = wanted;
  $("theme").textContent = wanted === "dark" ? "Light" : "Dark";
}
theme(localStorage.getItem("theme") ?? (dark.matches ? "dark" : "light"));
$("theme").addEventListener("click", () => {
  const wanted = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", wanted);
  theme(wanted);
});

queue.onChoose((bead) => tried(() => open(bead)));
sheet.onSheet({
  choose: (bead) => tried(() => open(bead)),
  toggle: (sentence, on) => {
    if (on) chosen.add(sentence);
    else chosen.delete(sentence);
    choice();
  },
});
// The token is in a cookie now; it need not stay in the address.
history.replaceState(null, "", location.pathname + location.hash);
tried(start);
