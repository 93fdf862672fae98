// The list of rows: as long as the table, and no more of it on the page than can be seen.

import { ask, sentences } from "./api.js";
import { $, figure, h } from "./dom.js";
import { mark } from "./found.js";
import { counted, flagWords } from "./words.js";

const PAGE = 50;
const BEYOND = 8;
/** Rows are requested only after the list has not been scrolled for this many ms. */
const RESTS = 40;
const MARKS = { accepted: "✓", rejected: "✗", edited: "✎", unsure: "?" };

const list = $("queue");
const space = $("space");
let beads = [];
let places = new Map();
let rows = new Map();
/** Rows whose shown content may be older than a decision. */
let old = new Set();
let asked = new Set();
let current = null;
let height = 0;
let resting;
let choose = () => {};

/** Sets the function to call with a row chosen in the list. */
export function onChoose(listener) {
  choose = listener;
}

/** Fills the list with beads, by name, of which the rows of the first may be known; it stays where it is if `still`. */
export function fill(names, { still = false, first = [] } = {}) {
  beads = names;
  places = new Map(names.map((name, at) => [name, at]));
  rows = new Map(first.map((row, at) => [names[at], row]).filter(([, row]) => row));
  old = new Set();
  asked = new Set();
  if (!still) list.scrollTop = 0;
  draw();
}

/** The bead `step` places from `from` (or at an end of the list). */
export function beside(from, step) {
  const at = places.get(from);
  if (at === undefined) return beads[0] ?? null;
  return beads[Math.min(Math.max(at + step, 0), beads.length - 1)] ?? null;
}

/** The first bead behind `from` that is one of `wanted`, from the beginning again if there is none before the end. */
export function after(from, wanted) {
  const at = (places.get(from) ?? -1) + 1;
  return [...beads.slice(at), ...beads.slice(0, at)].find((bead) => bead !== from && wanted.has(bead)) ?? null;
}

/** Where a bead is in the list. */
export const placeOf = (bead) => places.get(bead);

/** How many rows there are. */
export const length = () => beads.length;

/** Makes a bead the current one and brings it into view. */
export function show(bead) {
  current = bead;
  const at = places.get(bead);
  if (at !== undefined) {
    const top = at * height;
    if (top < list.scrollTop) list.scrollTop = Math.max(0, top - height);
    else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + 2 * height - list.clientHeight;
  }
  draw();
}

/** Replaces beads that no longer exist by those made from them, each where its sentences were; `again` are requested again. */
export function replace(gone, made, again) {
  if (gone.length || made.length) {
    const homes = new Map(made.map((bead) => [bead, home(bead, gone)]));
    const madeOf = (old) => made.filter((bead) => homes.get(bead) === old);
    const rest = new Set(gone);
    beads = [...beads.flatMap((bead) => (rest.has(bead) ? madeOf(bead) : [bead])), ...madeOf(null)];
    places = new Map(beads.map((name, place) => [name, place]));
    asked = new Set();
  }
  for (const bead of [...again, ...made]) old.add(bead);
  draw();
}

/** The first of the gone beads in the list that had a sentence of this one; else the first of them, or null where the list has none. */
function home(bead, gone) {
  const listed = gone.filter((old) => places.has(old)).sort((x, y) => places.get(x) - places.get(y));
  const mine = new Set(sentences(bead));
  return listed.find((old) => sentences(old).some((sentence) => mine.has(sentence))) ?? listed[0] ?? null;
}

/** Changes the content of a row. */
export function update(bead, change) {
  const row = rows.get(bead);
  if (row) Object.assign(row, change);
  draw();
}

function draw() {
  height = rowHeight();
  $("count").textContent = counted(beads.length, "row");
  const first = Math.max(0, Math.floor(list.scrollTop / height) - BEYOND);
  const last = Math.min(beads.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + BEYOND);
  space.style.height = `${beads.length * height}px`;
  const shown = [];
  for (let at = first; at < last; at++) shown.push(option(at));
  space.replaceChildren(...shown);
  mark();
  const at = places.get(current);
  $("where").textContent = at === undefined ? "" : `row ${at + 1} of ${beads.length}`;
  if (at !== undefined && at >= first && at < last) list.setAttribute("aria-activedescendant", `row-${at}`);
  else list.removeAttribute("aria-activedescendant");
  clearTimeout(resting);
  resting = setTimeout(() => load(first, last), RESTS);
}

/** Rows are as high as the style says, in units that grow with the text. */
function rowHeight() {
  return 3.2 * parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function option(at) {
  const bead = beads[at];
  const row = rows.get(bead);
  const attributes = {
    id: `row-${at}`,
    role: "option",
    class: `row ${row?.status ?? ""}`,
    "aria-selected": String(bead === current),
    "aria-posinset": at + 1,
    "aria-setsize": beads.length,
    "data-bead": bead,
  };
  const element = h("div", attributes, row ? content(row) : h("span", { class: "snippet" }, "…"));
  element.style.top = `${at * height}px`;
  return element;
}

/** Two lines: the state of the row, and its beginning or what is searched for. A row without a mark is not judged. */
function content(row) {
  const ind = row.found === "eng" ? !row.eng : row.ind;
  const flags = row.flags.map(flagWords).join(", ");
  return [
    h("span", { class: "head" },
      MARKS[row.status] ? h("b", { class: "status", title: row.status }, h("span", { "aria-hidden": "true" }, MARKS[row.status]), h("span", { class: "hidden" }, row.status)) : null,
      h("span", { class: "shape" }, row.type),
      row.confidence === null || row.confidence === undefined ? null : h("span", { class: "confidence" }, figure(row.confidence)),
      flags ? h("span", { class: "flags" }, flags) : null, h("span", { class: "name" }, row.article)),
    h("span", { class: "snippet", lang: ind ? "id" : "en" }, ind ? row.ind : row.eng),
  ];
}

async function load(first, last) {
  for (let page = Math.floor(first / PAGE); page * PAGE < last; page++) {
    const wanted = beads.slice(page * PAGE, (page + 1) * PAGE).filter((bead) => !rows.has(bead) || old.has(bead));
    const key = wanted.join();
    if (!wanted.length || asked.has(key)) continue;
    asked.add(key);
    for (const bead of wanted) old.delete(bead);
    try {
      const answer = await ask("rows", { beads: key, words: $("words").value });
      answer.rows.forEach((row, n) => row && rows.set(wanted[n], row));
      draw();
    } catch {
      // These rows are requested again when next shown.
      for (const bead of wanted) old.add(bead);
    } finally {
      asked.delete(key);
    }
  }
}

let waiting = false;
list.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
}, { passive: true });

list.addEventListener("click", (event) => {
  const bead = event.target.closest("[data-bead]")?.dataset.bead;
  if (bead) choose(bead);
});

list.addEventListener("keydown", (event) => {
  const page = Math.max(1, Math.floor(list.clientHeight / height) - 1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -beads.length, End: beads.length };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const bead = beside(current, step);
  if (bead) choose(bead);
});

let before = 0;
new ResizeObserver(() => {
  const opened = !before && list.clientHeight;
  before = list.clientHeight;
  if (opened) show(current);
  else draw();
}).observe(list);
