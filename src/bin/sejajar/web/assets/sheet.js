// The document: article and report side by side, each in its own order, with a coloured band for every bead.

import { $, h, linkMarks, marked, s } from "./dom.js";

const HUES = [210, 32, 150, 280, 350, 95];

const sheet = $("sheet");
let shown = null;
let current = null;
let choose = () => {};
let toggle = () => {};
let frame = null;

linkMarks(sheet);

/** Sets the functions to call with a clicked bead, and with a sentence chosen for relinking. */
export function onSheet(listeners) {
  ({ choose, toggle } = listeners);
}

/** Shows a document as the server sends it. */
export function draw(document) {
  shown = document;
  $("document-title").textContent = `${document.article} ⟷ ${document.report}`;
  const colours = new Map(document.beads.map((bead, n) => [bead.id, HUES[n % HUES.length]]));
  const column = (side, language, title) =>
    h("div", { class: `column ${side}`, role: "group", "aria-label": title, lang: language }, groups(parts(document.beads, side), side, colours));
  const more = (count, where) => (count ? h("p", { class: "more" }, `${count} more rows ${where}`) : null);
  const columns = h("div", { class: "columns" },
    column("ind", "id", "Article"), s("svg", { class: "bands", "aria-hidden": "true" }), column("eng", "en", "Report"));
  sheet.replaceChildren(...[more(document.before, "before these"), columns, more(document.after, "after these")].filter(Boolean));
  widths.disconnect();
  widths.observe(columns);
  bands();
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
    const alone = !bead.ind.length || !bead.eng.length;
    const [before, after] = [bead[side][0] !== sentences[0], bead[side].at(-1) !== sentences.at(-1)];
    const group = h("div", { class: `group ${bead.status}${alone ? " alone" : ""}${bead.flags.length ? " flagged" : ""}`, "data-bead": bead.id },
      before ? goesOn("above") : null,
      sentences.map((sentence) => h("p", { "data-side": side, "data-at": sentence.at },
        h("span", { class: "at", "aria-hidden": "true" }, sentence.at), marked(sentence.parts, bead.id))),
      after ? goesOn("below") : null);
    group.style.setProperty("--hue", colours.get(bead.id));
    group.style.setProperty("--shade", shade(bead.confidence));
    return [hole ? h("p", { class: "more" }, "⋯") : null, group];
  });
}

/** The mark of a part whose bead has other sentences further up or down. */
const goesOn = (where) => h("div", { class: "gap", title: `more of this row ${where}` }, where === "above" ? "↑ ⋯" : "⋯ ↓");

/** Confident rows have a strong colour, doubtful ones a pale one. */
const shade = (confidence) => (confidence === null ? 0.6 : 0.15 + 0.85 * confidence);

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
  if (top < 0 || bottom > sheet.clientHeight) sheet.scrollTop += (top + bottom - sheet.clientHeight) / 2;
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

/** The current document. */
export const document_ = () => shown;

/** Changes the status of a bead without drawing everything again. */
export function restyle(bead) {
  for (const group of sheet.querySelectorAll(`[data-bead="${CSS.escape(bead.id)}"]`)) {
    for (const status of ["unjudged", "accepted", "rejected", "edited"]) group.classList.toggle(status, status === bead.status);
  }
  bands();
}

let width = 0;
const widths = new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width !== width) requestAnimationFrame(level);
  ({ width } = contentRect);
  bands();
});

/** Requests that the bands are drawn before the next frame, once however often it is called. */
function bands() {
  frame ??= requestAnimationFrame(() => {
    frame = null;
    drawBands();
  });
}

/** Draws a band from each part of a bead in the article to each one in the report. */
function drawBands() {
  const svg = sheet.querySelector("svg");
  if (!svg) return;
  const box = svg.getBoundingClientRect();
  const [w, m] = [box.width.toFixed(1), (box.width / 2).toFixed(1)];
  const partners = new Map();
  for (const group of sheet.querySelectorAll(".eng .group")) {
    const { bead } = group.dataset;
    partners.set(bead, [...(partners.get(bead) ?? []), group]);
  }
  const pairs = [...sheet.querySelectorAll(".ind .group")].flatMap((left) => (partners.get(left.dataset.bead) ?? []).map((right) => [left, right]));
  const paths = pairs.map(([left, right]) => {
    const [l, r] = [left, right].map((group) => group.getBoundingClientRect());
    const [a, b, c, d] = [l.top, l.bottom, r.top, r.bottom].map((y) => (y - box.top).toFixed(1));
    const path = s("path", { class: left.className.replace("group", "band"),
      d: `M0 ${a}C${m} ${a} ${m} ${c} ${w} ${c}V${d}C${m} ${d} ${m} ${b} 0 ${b}Z` });
    for (const name of ["--hue", "--shade"]) path.style.setProperty(name, left.style.getPropertyValue(name));
    return path;
  });
  // The current one is drawn over the others.
  const over = (path) => Number(path.classList.contains("current"));
  svg.replaceChildren(...paths.sort((x, y) => over(x) - over(y)));
}

/** Turns every sentence into a checkbox; those of `chosen` (`ind-3`) are checked. */
export function choosing(chosen) {
  for (const sentence of sheet.querySelectorAll("p[data-at]")) {
    const id = `${sentence.dataset.side}-${sentence.dataset.at}`;
    const box = h("input", { type: "checkbox", "data-sentence": id,
      "aria-label": `${sentence.dataset.side === "ind" ? "article" : "report"} ${sentence.dataset.at}: ${sentence.textContent.slice(0, 80)}` });
    box.checked = chosen.has(id);
    box.addEventListener("change", () => toggle(id, box.checked));
    sentence.prepend(box);
  }
  sheet.classList.add("choosing");
  bands();
  sheet.querySelector(".group.current input")?.focus();
}

/** Removes the checkboxes. */
export function chosen() {
  sheet.querySelectorAll("input[data-sentence]").forEach((box) => box.remove());
  sheet.classList.remove("choosing");
  bands();
}

/** While sentences are chosen, arrows go from box to box, and across. */
sheet.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("input[data-sentence]");
  if (!box || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const side = box.closest(".column").classList.contains("ind") ? "ind" : "eng";
  const boxes = (of) => [...sheet.querySelectorAll(`.${of} input`)];
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const others = boxes(event.key === "ArrowLeft" ? "ind" : "eng");
    const y = box.getBoundingClientRect().top;
    const distance = (other) => Math.abs(other.getBoundingClientRect().top - y);
    others.sort((x, z) => distance(x) - distance(z))[0]?.focus();
    return;
  }
  const own = boxes(side);
  own[own.indexOf(box) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
});

sheet.addEventListener("click", (event) => {
  const sentence = event.target.closest("p[data-at]");
  if (!sentence || event.target.matches("input")) return;
  if (sheet.classList.contains("choosing")) sentence.querySelector("input").click();
  else if (sentence.parentElement.dataset.bead !== current) choose(sentence.parentElement.dataset.bead);
});

