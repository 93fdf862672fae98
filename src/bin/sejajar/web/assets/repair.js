// Decisions on which sentences belong together: merge, split, and link any of them.

import { documentOf, name } from "./api.js";
import * as boxes from "./choose.js";
import { $, say } from "./dom.js";
import { changed } from "./judge.js";
import * as sheet from "./sheet.js";
import { page } from "./state.js";
import { isShown, settled } from "./walk.js";

/** The sentences that are being chosen (`ind-3`), and what for: `split` or `relink`; null while there is no choice. */
let choice = null;

const MEANINGS = {
  split: { told: "First part", button: "Split it off", done: "split" },
  relink: { told: "Chosen", button: "Link chosen", done: "linked" },
};

/** Whether sentences are being chosen. */
export const choosing = () => choice !== null;

const positions = (bead, side) => bead[side].map((sentence) => sentence.at);
const ascending = (list) => [...list].sort((x, y) => x - y);
const idsOf = (bead, side) => positions(bead, side).map((at) => `${side}-${at}`);

/** Puts the current row and the one after (or before) it in the document together. */
export async function merge(back) {
  await settled();
  const [one, other] = [sheet.find(page.current), sheet.neighbour(page.current, back ? -1 : 1)];
  if (!other) return say(`There is no row ${back ? "before" : "after"} this one in the document.`, true);
  const [ind, eng] = ["ind", "eng"].map((side) => ascending([...positions(one, side), ...positions(other, side)]));
  if (!ind.length || !eng.length) return say(`Neither of these rows has a sentence of the ${ind.length ? "report" : "article"}: they cannot be merged.`, true);
  return changed("decide", { action: "merge", bead: name(documentOf(page.current), ind, eng) }, "merged");
}

/** Begins to choose the first part of the current row, or splits it. */
export function split() {
  return choice ? done() : shown((bead) => {
    const [ind, eng] = ["ind", "eng"].map((side) => idsOf(bead, side));
    if (ind.length + eng.length < 2) return say("A single sentence cannot be split.", true);
    const single = ind.length <= 1 && eng.length <= 1;
    const half = (list) => list.slice(0, Math.max(1, Math.floor(list.length / 2)));
    return begin("split", bead, single && ind.length ? ind : [...half(ind), ...half(eng)], [...ind, ...eng]);
  });
}

/** Begins to choose sentences, those of the current row first, or links them. */
export function relink() {
  return choice ? done() : shown((bead) => begin("relink", bead, ["ind", "eng"].flatMap((side) => idsOf(bead, side)), null));
}

/** Works on the current row at once where it is shown, and else as soon as it is. */
function shown(work) {
  if (isShown()) return work(sheet.find(page.current));
  return settled().then(() => work(sheet.find(page.current)));
}

function begin(what, bead, preset, only) {
  choice = { what, chosen: new Set(preset) };
  $("relinking").hidden = false;
  $("link-name").textContent = MEANINGS[what].button;
  boxes.choosing(choice.chosen, only);
  told();
}

/** Takes a sentence into the choice, or out of it. */
export function toggle(sentence, on) {
  if (on) choice.chosen.add(sentence);
  else choice.chosen.delete(sentence);
  told();
}

/** The chosen sentences of a side, in order. */
const chosenOf = (side) => ascending([...choice.chosen].filter((id) => id.startsWith(side)).map((id) => Number(id.slice(4))));

function told() {
  const list = (side) => chosenOf(side).join(", ") || "none";
  $("chosen").textContent = `${MEANINGS[choice.what].told}: article ${list("ind")} · report ${list("eng")}`;
}

/** Makes a row of the chosen sentences. */
export async function done() {
  const { what } = choice;
  const [ind, eng] = [chosenOf("ind"), chosenOf("eng")];
  const bead = sheet.find(page.current);
  if (!ind.length && !eng.length) return say("Choose a sentence.", true);
  if (what === "split" && bead && ind.length + eng.length === bead.ind.length + bead.eng.length) return say("Each part needs a sentence.", true);
  leave();
  return changed("decide", { action: what, bead: name(documentOf(page.current), ind, eng) }, MEANINGS[what].done);
}

/** Ends the choice. */
export function leave() {
  if (!choice) return;
  choice = null;
  $("relinking").hidden = true;
  boxes.chosen();
  $("card").focus({ preventScroll: true });
}
