// Codes and note of the row, beside its text: a code is one key, several are chosen after `c`.

import { $, h } from "./dom.js";
import { save } from "./judge.js";
import { typed } from "./keys.js";
import * as sheet from "./sheet.js";
import { page } from "./state.js";

const card = $("card");
const text = $("note");
/** The bead to which the note on the page belongs, and the note as it was. */
let noted = { bead: null, note: "" };
/** Notes that could not be saved, by bead. */
const drafts = new Map();
/** The codes being chosen, or null. */
let choice = null;

/** Whether several codes are being chosen, and the keys 1 to 9 check and uncheck them. */
export const coding = () => choice !== null;

/** Makes the buttons of the codes, once. */
export function build(act) {
  const button = ({ name, meaning, kreutzer }, n) => h("button", {
    type: "button", "data-code": name, "data-key": n + 1, title: `${meaning} (${kreutzer})`, "aria-keyshortcuts": n + 1,
    disabled: page.session.read_only, onclick: () => act(String(n + 1)),
  }, h("span", { class: "hidden verb" }, "Reject: "), h("kbd", { "aria-hidden": "true" }, n + 1), " ", name, h("span", { class: "meaning" }, ` ${meaning}`));
  $("codes").replaceChildren(...page.session.codes.map(button), h("p", { class: "hint" }, "1–9 check and uncheck · Enter saves · Esc leaves"));
  text.disabled = page.session.read_only;
}

/** Shows the codes and the note of a bead. */
export function draw(bead) {
  if (choice && choice.bead !== bead?.id) close();
  mark(choice ? choice.codes : new Set(bead?.codes ?? []));
  const note = drafts.get(bead?.id) ?? bead?.note ?? "";
  const same = noted.bead === bead?.id;
  // A note that is being written stays, whatever is drawn meanwhile.
  if (same && document.activeElement === text) return;
  noted = { bead: bead?.id ?? null, note: bead?.note ?? "" };
  text.value = note;
  $("note-label").classList.toggle("filled", Boolean(note));
}

function mark(codes) {
  for (const button of $("codes").querySelectorAll("[data-code]")) {
    const on = codes.has(button.dataset.code);
    if (coding() || on) button.setAttribute("aria-pressed", String(on));
    else button.removeAttribute("aria-pressed");
  }
}

/** Begins to choose several codes, or saves them. */
export function codes() {
  if (choice) return saveCodes();
  const bead = sheet.find(page.current);
  if (!bead) return undefined;
  choice = { bead: bead.id, codes: new Set(bead.codes) };
  card.classList.add("coding");
  named("Code");
  mark(choice.codes);
  return $("codes").querySelector("button").focus();
}

/** What a code's button does is said by its name. */
function named(verb) {
  for (const word of $("codes").querySelectorAll(".verb")) word.textContent = `${verb}: `;
}

/** Checks or unchecks the code of a number. */
export function check(n) {
  const name = page.session.codes[n - 1]?.name;
  if (!name) return;
  if (!choice.codes.delete(name)) choice.codes.add(name);
  mark(choice.codes);
  $("codes").querySelectorAll("[data-code]")[n - 1].focus();
}

/** Saves the chosen codes; the row stays as it is judged. */
export function saveCodes() {
  const { bead, codes: chosen } = choice;
  const names = page.session.codes.map(({ name }) => name).filter((name) => chosen.has(name));
  close();
  save(bead, [{ action: "code", value: names.join(";") }]);
  change(bead, { codes: names });
}

/** Ends the choice of codes. */
export function close() {
  choice = null;
  card.classList.remove("coding");
  named("Reject");
  mark(new Set(sheet.find(page.current)?.codes ?? []));
  card.focus({ preventScroll: true });
}

let redraw = () => {};

/** Sets the function that shows a bead after a change of it. */
export function onChange(listener) {
  redraw = listener;
}

function change(id, fields) {
  const bead = sheet.find(id);
  if (!bead) return;
  Object.assign(bead, fields);
  if (id === page.current) redraw(bead);
}

/** Takes the cursor to the note, and what was typed for it while it was not there. */
export function note() {
  card.classList.add("noting");
  text.focus();
  for (const key of typed()) {
    if (key === "Enter" || key === "Escape") finish(key);
    else if (key === "Backspace") text.value = text.value.slice(0, -1);
    else if (key.length === 1) text.value += key;
  }
  text.setSelectionRange(text.value.length, text.value.length);
}

/** Leaves the note; Esc leaves it as it was. */
function finish(key) {
  if (key === "Escape") text.value = noted.note;
  card.focus({ preventScroll: true });
}

function saveNote() {
  const { bead, note: before } = noted;
  const value = text.value.trim();
  if (!bead || value === before) return;
  noted.note = value;
  drafts.set(bead, value);
  // The draft stays if the note cannot be saved.
  save(bead, [{ action: "note", value }], { done: () => drafts.delete(bead) });
  change(bead, { note: value });
}

text.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" && (event.key !== "Enter" || event.shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
  finish(event.key);
});
text.addEventListener("blur", () => {
  card.classList.remove("noting");
  saveNote();
  $("note-label").classList.toggle("filled", Boolean(text.value));
});
