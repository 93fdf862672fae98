// All annotators of the table: how much each has judged, and how far they agree.

import { ask, file } from "./api.js";
import { h } from "./dom.js";

const COUNTS = ["accepted", "rejected", "edited", "unsure"];
const known = (number) => number !== null && number !== undefined;
const fixed = (number) => (known(number) ? number.toFixed(3) : "–");

/** The overview; `choose` is called with two annotators whose agreement is to be shown. Nothing where fewer than two decided. */
export async function annotators(choose) {
  const { annotators: names, counts, rows, alpha, pairs } = await ask("agreement/all");
  if (names.length < 2 || !counts) return [];
  return [
    table("Rows by what each annotator said", ["annotator", "judged", ...COUNTS], names.map((name, n) => [name, judged(counts[n]), ...COUNTS.map((status) => counts[n][status])])),
    table("Every two annotators, on the rows that both judged", ["annotators", "rows", "equal", "kappa"], pairs.map(({ x, y, rows: both, agree, kappa }) =>
      [h("button", { type: "button", onclick: () => choose(x, y) }, `${x} and ${y}`), both, known(agree) ? `${Math.round(100 * agree)}%` : "–", fixed(kappa)])),
    h("p", {}, "Krippendorff's alpha of all ", h("b", { id: "alpha" }, fixed(alpha)), ` on ${rows} rows that two or more judged. `,
      h("a", { href: file("agreement"), download: "", class: "button" }, "Save as CSV")),
  ];
}

/** Rows with an answer; those left open are not. */
const judged = ({ accepted, rejected, edited }) => accepted + rejected + edited;

/** A table that scrolls by itself where it is wider than the window. */
function table(caption, names, lines) {
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
    h("table", {}, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, lines.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, first), rest.map((cell) => h("td", {}, cell)))))));
}
