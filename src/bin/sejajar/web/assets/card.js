// The current row: its state, the facts about it, the other annotators' verdicts, and the buttons.

import * as edit from "./edit.js";
import { $, figure, h, linkMarks } from "./dom.js";
import { blind, offers, page } from "./state.js";
import { flagWords, inWords, keyWords } from "./words.js";

const card = $("card");

linkMarks(card);

/** Every action with a button: its key, its name, its effect, and the offer of the server that it needs. */
export const ACTIONS = {
  judge: [
    ["a", "Accept", "the row is right"],
    ["r", "Reject", "the row is wrong"],
    ["x", "Unsure", "leave it open, and come back to it", "unsure"],
  ],
  walk: [
    ["k", "Previous", "back to the row before in the list"],
    ["j", "Next", "on to the next row of the list"],
    ["g", "Next open", "on to the next row that is not judged"],
    ["d", "Next differing", "on to the next row on which you and another annotator differ", "others"],
  ],
  undo: [
    ["u", "Undo", "take back your last decision"],
    ["U", "Redo", "take the decision again that was taken back", "redo"],
  ],
  mend: [
    ["c", "Codes", "say what is wrong, in several codes"],
    ["n", "Note", "write a remark"],
    ["m", "Merge", "join with the next row of the document (shift: the one before)"],
    ["s", "Split", "take the row apart"],
    ["l", "Relink", "choose sentences that belong together"],
    ["b", "Cut", "cut a sentence in two, or join two (sentence boundaries)", "cut"],
    ["A", "Accept rest", "accept the unjudged rows of the document above a confidence", "rest"],
    ["h", "History", "every decision on these sentences", "history"],
  ],
};
const NAMES = { judge: "Decide", walk: "Move", undo: "Take back", mend: "Edit" };
const WALKS = "kjgdh";

/** Makes the buttons, once: a button that was pressed keeps the focus. */
export function build(act) {
  const button = ([key, name, what]) => h("button", {
    type: "button", title: what, "aria-keyshortcuts": key.length === 1 && key !== key.toLowerCase() ? `Shift+${key}` : key, "data-key": key,
    disabled: page.session.read_only && !WALKS.includes(key),
    onclick: (event) => act(key, event.shiftKey || key !== key.toLowerCase()),
  }, name, " ", h("kbd", { "aria-hidden": "true" }, key));
  const group = ([name, actions]) => h("div", { class: `group-of ${name}`, role: "group", "aria-label": NAMES[name] },
    actions.filter(([, , , needs]) => !needs || offers(needs)).map(button));
  const more = h("button", { type: "button", id: "more", "aria-expanded": "false", onclick: unfold }, "More");
  const groups = Object.entries(ACTIONS).map(group);
  groups[2].append(more);
  $("buttons").replaceChildren(...groups);
  edit.build(act);
}

/** In a narrow window the buttons that edit are folded away. */
function unfold({ target }) {
  target.setAttribute("aria-expanded", String(card.classList.toggle("unfolded")));
}

let follow = () => {};

/** Sets the function to call when another row is shown. */
export function onDraw(listener) {
  follow = listener;
}

/** Dims the card while the row is on its way. */
export function wait(on) {
  card.setAttribute("aria-busy", String(on));
}

/** Shows a bead, or that there is none. */
export function draw(bead) {
  card.className = `${bead?.status ?? "none"}${card.classList.contains("unfolded") ? " unfolded" : ""}`;
  $("card-head").replaceChildren(...(bead ? head(bead) : [h("h2", { id: "card-title" }, "No row")]));
  $("about").replaceChildren(...(bead ? [others(bead), facts(bead)].filter(Boolean) : []));
  for (const group of document.querySelectorAll(".judge, .mend, #remarks")) group.inert = !bead;
  edit.draw(bead);
  follow();
}

function head(bead) {
  const where = (side) => (bead[side].length ? bead[side].map((sentence) => sentence.at).join(", ") : "none");
  return [
    h("h2", { id: "card-title" }, `Row ${bead.type}`),
    h("span", {}, `article ${where("ind")} · report ${where("eng")}`),
    blind() || bead.confidence === null ? null : h("span", {}, "confidence ", h("b", {}, figure(bead.confidence)), " ", h("button", { type: "button", id: "why" }, "Why?")),
    bead.status === "unjudged" ? null : h("span", { class: `status ${bead.status}` }, bead.status),
    bead.codes.map((code) => h("span", { class: "code", title: meaning(code) }, code)),
  ].flat().filter(Boolean);
}

const meaning = (name) => page.session.codes.find((code) => code.name === name)?.meaning ?? name;

/** Flags in words, and names and numbers of one side alone. */
function facts(bead) {
  const alone = (side) => {
    const marks = bead[side].flatMap((sentence) => sentence.parts).filter(([, key, match]) => key !== undefined && match === null);
    return [...new Map(marks.map(([text, key]) => [key, read(text, key)])).values()];
  };
  const flags = (bead.flags ?? []).map((flag) => h("div", { class: `flag ${flag.severity}` }, h("dt", {}, flagWords(flag.code)), " ", h("dd", {}, inWords(flag.says))));
  const paired = bead.ind.length && bead.eng.length;
  const sides = paired ? [["article only", alone("ind")], ["report only", alone("eng")]].filter(([, words]) => words.length) : [];
  const lines = sides.map(([name, words]) => h("div", { class: "miss" }, h("dt", {}, name), " ", h("dd", {}, words.join(" · "))));
  return flags.length + lines.length ? h("dl", { class: "facts" }, flags, lines) : null;
}

/** A name or a number as it stands in the text, and as it was read where that says more. */
function read(text, key) {
  const words = keyWords(key);
  const same = (x) => x.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).sort().join(" ");
  return same(text) === same(words) || key.startsWith("name:") ? text : `${text} (${words})`;
}

/** What other annotators decided, with buttons to take it: the keys `[` and `]` of the first two, or of mine and the other's. */
function others(bead) {
  if (!bead.others?.length) return null;
  const keys = bead.others.length > 1 ? ["[", "]"] : [null, "]"].slice(1);
  const mine = bead.others.length === 1 && bead.status !== "unjudged";
  const take = (name, label, key) => h("button", { type: "button", "data-take": name, disabled: page.session.read_only, "aria-keyshortcuts": key },
    label, key ? h("kbd", { "aria-hidden": "true" }, key) : null);
  return h("ul", { class: "others", "aria-label": "Verdicts to choose from" },
    mine ? h("li", {}, take("", "Keep mine ", "["), verdict(bead)) : null,
    bead.others.map((other, n) => h("li", { class: other.same ? "same" : "" }, take(other.annotator, `Take ${other.annotator} `, keys[n]), verdict(other))));
}

/** A verdict with its codes, its sentences where they are others, and its note. */
function verdict({ status, codes, same, beads = [], note }) {
  return [
    h("span", { class: `status ${status}` }, status),
    codes.map((code) => h("span", { class: "code", title: meaning(code) }, code)),
    same ? h("span", {}, "as you") : null,
    beads.length > 1 || status === "edited" ? h("span", { class: "beads" }, beads.join(" ")) : null,
    note ? h("q", {}, note) : null,
  ].flat().filter(Boolean);
}
