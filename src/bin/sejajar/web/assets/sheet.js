// The document: article and report side by side, each in its own order, with a coloured band for every bead.

import { bands } from "./bands.js";
import { $, h, linkMarks, marked, s } from "./dom.js";
import { mark } from "./found.js";
import { counted } from "./words.js";

const HUES = [210, 32, 150, 280, 350, 95];
const STATUSES = ["unjudged", "accepted", "rejected", "edited", "unsure"];

const sheet = $("sheet");
let shown = null;
let current = null;
let empty = () => null;

linkMarks(sheet);

/** Sets the function that makes what stands on a sheet without a row. */
export function onEmpty(maker) {
  empty = maker;
}

/** Shows a document as the server sends it. */
export function draw(document) {
  shown = document;
  $("document-title").textContent = document.article === document.report ? document.article : `${document.article} ⟷ ${document.report}`;
  const colours = new Map(document.beads.map((bead, n) => [bead.id, HUES[n % HUES.length]]));
  const column = (side, language, title) =>
    h("div", { class: `column ${side}`, role: "group", "aria-label": title, lang: language }, groups(parts(document.beads, side), side, colours));
  const more = (count, where) => (count ? h("p", { class: "more" }, `${counted(count, "more row")} ${where}`) : null);
  const columns = h("div", { class: "columns" },
    column("ind", "id", "Article"), s("svg", { class: "bands", "aria-hidden": "true" }), column("eng", "en", "Report"));
  sheet.replaceChildren(...[more(document.before, "before these"), columns, more(document.after, "after these")].filter(Boolean));
  widths.disconnect();
  widths.observe(columns);
  bands();
  mark();
}

/** Shows that there is no row. */
export function clear() {
  [shown, current] = [null, null];
  widths.disconnect();
  $("document-title").textContent = "No row";
  sheet.replaceChildren(empty());
}

/** The sentences of a side in reading order, cut where the bead changes: a bead whose sentences are not neighbours has several parts. */
function parts(beads, side) {
  const all = beads.flatMap((bead) => bead[side].map((sentence) => ({ bead, sentence }))).sort((x, y) => x.sentence.at - y.sentence.at);
  const found = [];
  for (const { bead, sentence } of all) {
    const last = found.at(-1);
    if (last && last.bead === bead && sentence.at === last.sentences.at(-1).at + 1) last.sentences.push(sentence);
    else found.push({ bead, sentences: [sentence] });
  }
  return found;
}

function groups(found, side, colours) {
  let next = null;
  return found.map(({ bead, sentences }) => {
    const hole = next !== null && sentences[0].at > next;
    next = sentences.at(-1).at + 1;
    const [before, after] = [bead[side][0] !== sentences[0], bead[side].at(-1) !== sentences.at(-1)];
    const group = h("div", { class: looks(bead), "data-bead": bead.id },
      before ? goesOn("above") : null,
      sentences.map((sentence) => h("p", { "data-side": side, "data-at": sentence.at },
        h("span", { class: "at", "aria-hidden": "true" }, sentence.at), marked(sentence.parts, bead.id))),
      after ? goesOn("below") : null);
    group.style.setProperty("--hue", colours.get(bead.id));
    group.style.setProperty("--shade", shade(bead.confidence));
    return [hole ? h("p", { class: "more" }, "⋯") : null, group];
  });
}

/** The classes of a bead. */
function looks(bead) {
  const alone = !bead.ind.length || !bead.eng.length;
  return ["group", bead.status, alone && "alone", bead.flags?.length && "flagged", bead.sampled === false && "around"].filter(Boolean).join(" ");
}

/** The mark of a part whose bead has other sentences further up or down. */
const goesOn = (where) => h("div", { class: "gap", title: `more of this row ${where}` }, where === "above" ? "↑ ⋯" : "⋯ ↓");

/** Confident rows have a strong colour, doubtful ones a pale one. */
const shade = (confidence) => (confidence === null || confidence === undefined ? 0.6 : 0.15 + 0.85 * confidence);

/** Marks the current bead, and brings it into view. */
export function show(bead) {
  current = bead;
  for (const group of sheet.querySelectorAll("[data-bead]")) {
    const here = group.dataset.bead === bead;
    group.classList.toggle("current", here);
    if (here) group.setAttribute("aria-current", "true");
    else group.removeAttribute("aria-current");
  }
  level();
  centre();
  bands();
}

/** Moves the column with the higher side of the current bead down, so that both sides are level; the viewed part stays in place. */
function level() {
  const [left, right] = ["ind", "eng"].map((side) => sheet.querySelector(`.${side} .group.current`));
  const seen = (left ?? right)?.getBoundingClientRect().top;
  for (const column of sheet.querySelectorAll(".column")) column.style.paddingTop = "";
  if (left && right) {
    const lower = left.getBoundingClientRect().top - right.getBoundingClientRect().top;
    (lower > 0 ? right : left).closest(".column").style.paddingTop = `${Math.abs(lower)}px`;
  }
  if (seen !== undefined) sheet.scrollTop += (left ?? right).getBoundingClientRect().top - seen;
}

/** Scrolls the sheet alone, so that the page around it stays where it is. */
function centre() {
  const groups = [...sheet.querySelectorAll(".group.current")];
  if (!groups.length) return;
  const box = sheet.getBoundingClientRect();
  const top = Math.min(...groups.map((group) => group.getBoundingClientRect().top)) - box.top;
  const bottom = Math.max(...groups.map((group) => group.getBoundingClientRect().bottom)) - box.top;
  // Of a row that is higher than the sheet the beginning is shown.
  if (bottom - top > sheet.clientHeight) sheet.scrollTop += top;
  else if (top < 0 || bottom > sheet.clientHeight) sheet.scrollTop += (top + bottom - sheet.clientHeight) / 2;
}

/** Whether a bead is on the sheet. */
export const holds = (bead) => Boolean(shown?.beads.some((one) => one.id === bead));

/** A bead of the sheet. */
export const find = (bead) => shown?.beads.find((one) => one.id === bead) ?? null;

/** The bead before or after another one in reading order. */
export function neighbour(bead, step) {
  const at = shown?.beads.findIndex((one) => one.id === bead) ?? -1;
  return at < 0 ? null : shown.beads[at + step] ?? null;
}

/** The current document, or null. */
export const shownDocument = () => shown;

/** The current bead, or null. */
export const shownBead = () => current;

/** Changes the status of a bead without drawing everything again. */
export function restyle(bead) {
  for (const group of sheet.querySelectorAll(`[data-bead="${CSS.escape(bead.id)}"]`)) {
    for (const status of STATUSES) group.classList.toggle(status, status === bead.status);
  }
  bands();
}

let width = 0;
const widths = new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width !== width) requestAnimationFrame(level);
  ({ width } = contentRect);
  bands();
});
