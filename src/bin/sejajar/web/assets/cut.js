// Cutting and joining sentences in place: the sentences of the current row become fields whose text stays as it is.

import { bands } from "./bands.js";
import { documentOf, name } from "./api.js";
import { $, h, plain, say } from "./dom.js";
import { changed, quiet } from "./judge.js";
import { enqueue } from "./keys.js";
import * as sheet from "./sheet.js";
import { page } from "./state.js";

const root = $("sheet");
/** The field with the cursor; it is kept while a button has the focus. */
let field = null;
let open = false;

/** Whether sentences are being cut. */
export const cutting = () => open;

/** Begins to cut. */
export async function cut() {
  await quiet();
  const bead = sheet.find(page.current);
  if (!bead) return;
  open = true;
  $("cutting").hidden = false;
  for (const side of ["ind", "eng"]) for (const sentence of bead[side]) editable(side, sentence);
  root.querySelector(".group.current textarea")?.focus();
  bands();
}

function editable(side, sentence) {
  const line = root.querySelector(`p[data-side="${side}"][data-at="${sentence.at}"]`);
  const text = plain(sentence.parts);
  const box = h("textarea", { class: "cut", rows: 1, "data-cut": side, "data-at": sentence.at, spellcheck: "false",
    "aria-label": `${side === "ind" ? "article" : "report"} ${sentence.at}`, "aria-describedby": "cut-help" });
  box.value = text;
  // A text that the server shortened, or the browser changed, has other offsets than the sentence.
  if (box.value !== text || (sentence.length !== undefined && [...text].length !== sentence.length)) return;
  box.addEventListener("beforeinput", (event) => event.preventDefault());
  box.addEventListener("focus", () => (field = box));
  box.addEventListener("keydown", pressed);
  line.hidden = true;
  line.after(box);
  if (!CSS.supports("field-sizing", "content")) box.style.height = `${box.scrollHeight + 4}px`;
}

function pressed(event) {
  const { selectionStart: start, selectionEnd: end, value } = event.target;
  const works = {
    Enter: () => here(),
    Backspace: () => start === 0 && end === 0 && join(-1),
    Delete: () => start === value.length && join(0),
    Escape: () => leave(),
  };
  if (!works[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  works[event.key]();
}

/** Cuts at the cursor. */
export function here() {
  const at = field ? [...field.value.slice(0, field.selectionStart)].length : 0;
  if (!field || !field.value.slice(0, field.selectionStart).trim() || !field.value.slice(field.selectionStart).trim()) {
    return say("Put the cursor where the second sentence begins.", true);
  }
  return send("cut", [Number(field.dataset.at)], String(at), "cut");
}

/** Joins the sentence of the cursor with the one before (-1) or after it (0). */
export function join(from) {
  if (!field) return undefined;
  const first = Number(field.dataset.at) + from;
  if (first < 0) return say("There is no sentence before this one.", true);
  return send("join", [first, first + 1], "", "joined");
}

function send(action, positions, value, words) {
  const side = field.dataset.cut;
  const bead = name(documentOf(page.current), side === "ind" ? positions : [], side === "eng" ? positions : []);
  leave();
  enqueue(() => changed("decide", { action, bead, value }, words));
}

/** Ends the cutting; nothing is changed. */
export function leave() {
  if (!open) return;
  [open, field] = [false, null];
  $("cutting").hidden = true;
  root.querySelectorAll("textarea.cut").forEach((box) => box.remove());
  root.querySelectorAll("p[hidden]").forEach((line) => (line.hidden = false));
  bands();
  $("card").focus({ preventScroll: true });
}

$("cut-here").addEventListener("click", here);
$("join-next").addEventListener("click", () => join(0));
$("cut-leave").addEventListener("click", leave);
