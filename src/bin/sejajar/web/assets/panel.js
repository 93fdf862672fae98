// Panels in the card: the rest of a document accepted at once, the history of a row, the reasons for its confidence.

import { ask, documentOf } from "./api.js";
import { $, h, say } from "./dom.js";
import { changed, quiet } from "./judge.js";
import { enqueue } from "./keys.js";
import * as sheet from "./sheet.js";
import { page } from "./state.js";
import { counted } from "./words.js";

const panel = $("panel");
/** The bead that an open panel is about. */
let about = null;
const LEAST = ".95";

/** Whether a panel is open. */
export const open = () => !panel.hidden;

function show(...content) {
  panel.replaceChildren(...content);
  panel.hidden = false;
  about = page.current;
}

/** Closes a panel about another row than the current one. */
export function follow() {
  if (about !== page.current) close();
}

/** Closes the panel. */
export function close() {
  if (panel.hidden) return;
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  if (inside) $("card").focus({ preventScroll: true });
}

/** Asks above which confidence the unjudged rows of the document are accepted. */
export async function rest() {
  await quiet();
  const least = h("input", { type: "number", id: "least", min: 0, max: 1, step: "0.01", value: LEAST });
  const rows = h("output", { for: "least" });
  const count = () => (rows.textContent = told(Number(least.value)));
  const send = (event) => {
    event.preventDefault();
    close();
    enqueue(() => accept(Number(least.value)));
  };
  least.addEventListener("input", count);
  show(h("form", { onsubmit: send, class: "inline" },
    h("label", {}, "Accept the unjudged rows of this document with a confidence of at least ", least), rows,
    h("button", { type: "submit", class: "first" }, "Accept them ", h("kbd", {}, "Enter")), h("button", { type: "button", onclick: close }, "Cancel ", h("kbd", {}, "Esc"))));
  count();
  least.select();
}

/** How many rows that are; of a document that is longer than the sheet, those on the sheet. */
function told(least) {
  const { beads, before, after } = sheet.shownDocument();
  const count = beads.filter((bead) => bead.status === "unjudged" && bead.confidence !== null && bead.confidence >= least).length;
  return `${counted(count, "row")}${before || after ? " or more" : ""}`;
}

async function accept(above) {
  const here = page.current;
  const answer = await changed("accept", { document: documentOf(here), above }, "");
  say(answer.count ? `${counted(answer.count, "row")} accepted; one undo takes them all back` : "no row of the document is as sure as that");
}

/** Shows every decision on the sentences of the row. */
export async function history() {
  if (open()) return close();
  await quiet();
  const { decisions } = await ask("history", { bead: page.current });
  const line = ({ time, annotator, action, value, group, undone }) => h("tr", { class: undone ? "undone" : "" },
    [when(time), annotator, `${action}${undone ? " (undone)" : ""}`, value, group].map((cell) => h("td", {}, cell)));
  const head = h("tr", {}, ["time", "annotator", "decision", "value", "sentences"].map((name) => h("th", { scope: "col" }, name)));
  return show(
    h("div", { class: "head" }, h("h3", {}, "History"), h("button", { type: "button", onclick: close }, "Close ", h("kbd", {}, "Esc"))),
    decisions.length ? h("table", {}, h("thead", {}, head), h("tbody", {}, decisions.map(line))) : h("p", {}, "Nobody has decided on this row."));
}

/** Shows the reasons for the confidence of the row. */
export async function why() {
  if (open()) return close();
  await quiet();
  const { text } = await ask("why", { bead: page.current });
  return show(
    h("div", { class: "head" }, h("h3", {}, "Why this confidence"), h("button", { type: "button", onclick: close }, "Close ", h("kbd", {}, "Esc"))),
    h("pre", { tabindex: 0 }, text));
}

/** A time as the reader's clock shows it. */
function when(time) {
  const date = new Date(typeof time === "number" ? time * 1000 : time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toLocaleString();
}

panel.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  close();
});
