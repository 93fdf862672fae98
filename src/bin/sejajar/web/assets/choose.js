// Sentences of the sheet as checkboxes, of which a row is made; clicks on the sheet.

import { bands } from "./bands.js";
import { $, h } from "./dom.js";
import { shownBead } from "./sheet.js";

const sheet = $("sheet");
let choose = () => {};
let toggle = () => {};

/** Sets the functions to call with a clicked bead, and with a chosen sentence. */
export function onSheet(listeners) {
  ({ choose, toggle } = listeners);
}

/** Turns every sentence (or those of `only`) into a checkbox; those of `chosen` (`ind-3`) are checked. */
export function choosing(chosen, only) {
  for (const sentence of sheet.querySelectorAll("p[data-at]")) {
    const id = `${sentence.dataset.side}-${sentence.dataset.at}`;
    if (only && !only.includes(id)) continue;
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

/** While sentences are chosen, arrows go from box to box, and across; the space bar chooses. */
export function pressed(key) {
  const box = document.activeElement?.closest?.("input[data-sentence]");
  if (!box) return false;
  if (key === " ") box.click();
  else if (key === "ArrowLeft" || key === "ArrowRight") across(box, key === "ArrowLeft" ? "ind" : "eng");
  else if (key === "ArrowDown" || key === "ArrowUp") along(box, key === "ArrowDown" ? 1 : -1);
  else return false;
  return true;
}

const boxes = (side) => [...sheet.querySelectorAll(`.${side} input`)];

function across(box, side) {
  const y = box.getBoundingClientRect().top;
  const distance = (other) => Math.abs(other.getBoundingClientRect().top - y);
  boxes(side).sort((x, z) => distance(x) - distance(z))[0]?.focus();
}

function along(box, step) {
  const own = boxes(box.closest(".column").classList.contains("ind") ? "ind" : "eng");
  own[own.indexOf(box) + step]?.focus();
}

sheet.addEventListener("click", (event) => {
  const sentence = event.target.closest("p[data-at]");
  if (!sentence || event.target.matches("input, textarea")) return;
  if (sheet.classList.contains("choosing")) sentence.querySelector("input")?.click();
  else if (sentence.parentElement.dataset.bead !== shownBead()) choose(sentence.parentElement.dataset.bead);
});
