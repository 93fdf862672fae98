// The filter of the list: its form, what it asks of the server, and the way of the focus back to the row.

import { $, h } from "./dom.js";
import { blind, offers } from "./state.js";
import { flagWords } from "./words.js";

const FIELDS = ["order", "status", "flag", "kind", "words", "differs"];
const ORDERS = { suspect: "suspect first", reading: "as in the table", sample: "as in the sample", random: "at random" };
/** Time in ms after which words that are being typed are searched for. */
const TYPED = 250;
const KEPT = "filter";

let typing;
let changed = () => {};
/** Whether the last thing that happened in the form was done with a pointer. */
let pointed = false;

/** Sets the function to call when the list must be filled again. */
export function onFilter(listener) {
  changed = listener;
}

/** The current filter, as the server reads it; fields that it may not know are left out where empty. */
export function wantedRows() {
  const all = FIELDS.map((id) => [id, $(id).value]);
  return Object.fromEntries(all.filter(([id, value]) => value || id !== "differs"));
}

/** Whether the filter leaves anything out. */
export const filtered = () => FIELDS.some((id) => id !== "order" && $(id).value);

/** Whether the list holds rows on which annotators differ. */
export const differing = () => $("differs").value;

/** Fills the choices with those of the session, and the filter with the one kept over a reload. */
export function offered(session) {
  choices($("order"), (session.orders ?? ["suspect", "reading"]).map((name) => [name, ORDERS[name] ?? name]));
  choices($("flag"), [["", "flags or none"], ["any", "any flag"], ...Object.entries(session.flags).map(([code, count]) => [code, `${flagWords(code)} (${count})`])]);
  const others = session.annotators.filter((name) => name !== session.annotator);
  const all = others.length > 1 ? [["*", "the others differ among themselves"]] : [];
  choices($("differs"), [["", "judged alike or not"], ...all, ...others.map((name) => [name, `differs from ${name}`])]);
  $("differs-label").hidden = !offers("compare") || !others.length;
  $("flag-label").hidden = blind();
  if (!offers("unsure")) for (const option of $("status").querySelectorAll(".unsure")) option.remove();
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  for (const [id, value] of Object.entries(kept)) if (FIELDS.includes(id)) set($(id), value);
  folded();
}

/** Whether a filter was kept over a reload. */
export const kept = () => sessionStorage.getItem(KEPT) !== null;

function choices(select, options) {
  const before = select.value;
  select.replaceChildren(...options.map(([value, text]) => h("option", { value }, text)));
  set(select, before);
}

/** Sets a field, unless it lacks the value. */
function set(field, value) {
  if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
}

/** Lets all rows through. */
export function clear() {
  for (const id of FIELDS) if (id !== "order") $(id).value = "";
  apply();
}

/** Takes the cursor to the search, and what was typed for it while it was not there. */
export function search(typed) {
  $("rows").classList.add("open");
  $("words").focus();
  $("words").select();
  if (!typed.length) return;
  $("words").value = typed.filter((key) => key.length === 1).join("");
  apply();
  if (typed.includes("Enter")) back();
}

/** Shows only rows on which somebody differs. */
export function differ(name) {
  set($("differs"), name);
  apply();
}

function apply() {
  clearTimeout(typing);
  typing = null;
  sessionStorage.setItem(KEPT, JSON.stringify(wantedRows()));
  folded();
  changed();
}

/** Says at the folded filter whether it leaves rows out. */
function folded() {
  $("fold").classList.toggle("on", filtered());
  $("clear").hidden = !filtered();
}

const back = () => $("card").focus({ preventScroll: true });

/** Whether the choices of a select are open, so that keys choose among them. */
function isOpen(select) {
  try {
    return select.matches(":open");
  } catch {
    return false;
  }
}

/** Whether a key that was pressed in a field is meant for the row: letters never change a closed choice. */
export function passes(event) {
  const field = event.target;
  if (!field.matches?.("input:not([type=checkbox]), select, textarea")) return true;
  if (event.key === "Escape" && field.closest("#filter")) back();
  if (field.tagName !== "SELECT" || !field.closest("#filter") || isOpen(field)) return false;
  if (event.key.length !== 1 || event.key === " ") return false;
  event.preventDefault();
  back();
  return true;
}

const form = $("filter");
form.addEventListener("pointerdown", () => (pointed = true));
form.addEventListener("keydown", () => (pointed = false));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (typing) apply();
  back();
});
form.addEventListener("input", ({ target }) => {
  if (target.id !== "words") return apply();
  clearTimeout(typing);
  typing = setTimeout(apply, TYPED);
  return undefined;
});
form.addEventListener("change", ({ target }) => {
  if (target.tagName === "SELECT" && pointed) back();
});
$("clear").addEventListener("click", () => {
  clear();
  back();
});
$("fold").addEventListener("click", () => {
  const open = $("rows").classList.toggle("open");
  $("fold").setAttribute("aria-expanded", String(open));
});
