// The current row: its texts, their matched and unmatched evidence, and the possible decisions.

import { ask } from "./api.js";
import { $, figure, h, linkMarks, marked } from "./dom.js";

const card = $("card");

linkMarks(card);

/** Every decision: its key, its name, and its effect. */
export const ACTIONS = [
  ["a", "Accept", "the row is right"],
  ["r", "Reject", "the row is wrong"],
  ["c", "Code", "say what is wrong"],
  ["n", "Note", "write a remark"],
  ["m", "Merge", "join with the next row of the document (shift: the one before)"],
  ["s", "Split", "take the row apart"],
  ["l", "Relink", "choose sentences that belong together"],
  ["u", "Undo", "take back your last decision"],
  ["k", "Previous", "back to the row before in the list"],
  ["j", "Next", "on to the next row of the list"],
];
const WALKS = "kj";

/** Shows a bead; `act` is called with the key of a button. */
export function draw(bead, session, act) {
  if (!bead) {
    card.replaceChildren(h("h2", { id: "card-title" }, "No row"), h("p", {}, "No row passes the filter."));
    return;
  }
  card.className = bead.status;
  card.replaceChildren(head(bead), texts(bead), evidence(bead), why(bead), decided(bead, session), buttons(session, act));
}

function head(bead) {
  const where = (side) => (bead[side].length ? bead[side].map((sentence) => sentence.at).join(", ") : "none");
  return h("div", { class: "head" },
    h("h2", { id: "card-title" }, `Row ${bead.type}`),
    h("span", {}, `article ${where("ind")} · report ${where("eng")}`),
    h("span", {}, "confidence ", h("b", {}, figure(bead.confidence))),
    h("span", { class: `status ${bead.status}` }, bead.status),
    bead.codes.map((code) => h("span", { class: "code" }, code)));
}

function texts(bead) {
  const side = (name, language, title) => h("div", { class: `side ${name}` },
    h("h3", {}, title),
    bead[name].length
      ? h("p", { lang: language }, bead[name].map((sentence, n) => [between(bead[name][n - 1], sentence), h("span", { class: "sentence" }, marked(sentence.parts, bead.id))]))
      : h("p", { class: "none" }, "No sentence on this side."));
  return h("div", { class: "texts" }, side("ind", "id", "Article"), side("eng", "en", "Report"));
}

/** The separator of two sentences of a row: a mark if there are others between them. */
function between(before, sentence) {
  if (!before) return null;
  return sentence.at === before.at + 1 ? " " : h("span", { class: "gap", title: "with other sentences between" }, " ⋯ ");
}

function evidence(bead) {
  const keys = (side, hit) => {
    const marks = bead[side].flatMap((sentence) => sentence.parts).filter(([, key, match]) => key !== undefined && (match !== null) === hit);
    return [...new Set(marks.map(([, key]) => key))];
  };
  const line = (name, words, kind) => (words.length ? h("div", { class: kind }, h("dt", {}, name), h("dd", {}, words.join("  "))) : null);
  const flags = bead.flags.map((flag) => `${flag.code} (${flag.severity}): ${flag.says}.`);
  return h("dl", { class: "evidence" },
    line("flags", flags, "flag"),
    line("both", keys("ind", true), "hit"), line("article only", keys("ind", false), "miss"), line("report only", keys("eng", false), "miss"));
}

/** The reasons for the confidence of the row, requested when opened. */
function why(bead) {
  const text = h("pre", { "aria-live": "polite" });
  const open = async (event) => {
    if (!event.target.open || text.textContent) return;
    text.textContent = "…";
    try {
      text.textContent = (await ask("why", { bead: bead.id })).text;
    } catch (error) {
      text.textContent = error.message;
    }
  };
  return h("details", { class: "why", ontoggle: open }, h("summary", { id: "why" }, "Why this confidence?"), text);
}

function decided(bead, session) {
  const meaning = (name) => session.codes.find((code) => code.name === name)?.meaning ?? name;
  return h("div", { class: "decided" },
    bead.codes.length ? h("p", {}, bead.codes.map(meaning).join("; ")) : null,
    bead.note ? h("p", { class: "note" }, bead.note) : null);
}

function buttons(session, act) {
  const button = ([key, name, what]) => h("button", {
    type: "button", title: what, "aria-keyshortcuts": key, "data-key": key,
    disabled: session.read_only && !WALKS.includes(key),
    onclick: (event) => act(key, event.shiftKey),
  }, name, " ", h("kbd", { "aria-hidden": "true" }, key));
  return h("div", { class: "buttons", role: "group", "aria-label": "Decide" }, ACTIONS.map(button));
}
