// Elements from values: text goes in as text only, so that nothing in a table or a note is ever markup.

import { keyWords } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`on…` are listeners, `null` and `false` are left out) and children (elements or text). */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same of an SVG element. */
export function s(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined));
  return element;
}

/** The element with this id. */
export const $ = (id) => document.getElementById(id);

/** Shows a message, and announces it to screen readers: an error at once, anything else when they are free. */
export function say(text, bad = false) {
  toast(text, bad);
  (bad ? $("alarm") : $("announce")).textContent = text;
}

/** Shows a message for the eye only, where an announcement follows that says the same. */
export function toast(text, bad = false) {
  const line = $("say");
  line.textContent = text;
  line.classList.toggle("bad", bad);
  line.classList.add("shown");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => line.classList.remove("shown"), bad ? 8000 : 3000);
}

/** Announces a text to screen readers only. */
export function announce(text) {
  $("announce").textContent = text;
}

let works = 0;

/** Counts what is on its way to the server (1 when it begins, -1 when it ends); the page shows that, and is not left meanwhile without a question. */
export function underway(more) {
  works += more;
  document.body.toggleAttribute("data-busy", works > 0);
}

addEventListener("beforeunload", (event) => {
  if (works > 0) event.preventDefault();
});

/** The text of a sentence without its marks. */
export const plain = (parts) => parts.map(([text]) => text).join("");

/** Parts of a sentence as the server sends them: `[text]`, or `[text, key, match]` for a name or a number. */
export function marked(parts, bead) {
  return parts.map(([text, key, match]) => {
    if (key === undefined) return text;
    const hit = match !== null;
    const words = keyWords(key);
    const attributes = { class: hit ? "mark hit" : "mark miss", title: hit ? `${words}: on both sides` : `${words}: on this side only` };
    if (hit) attributes["data-match"] = `${bead}#${match}`;
    return h("span", attributes, text);
  });
}

/** Shows which words belong together, of all marks in `root`, while the pointer is on one of them. */
export function linkMarks(root) {
  const light = (on) => (event) => {
    const match = event.target.closest?.("[data-match]")?.dataset.match;
    if (!match) return;
    for (const mark of document.querySelectorAll(`[data-match="${CSS.escape(match)}"]`)) mark.classList.toggle("linked", on);
  };
  root.addEventListener("pointerover", light(true));
  root.addEventListener("pointerout", light(false));
}

/** `0.934` as `.93`; an unknown number as a dash. */
export const figure = (number) => (number === null || number === undefined ? "–" : number.toFixed(2).replace(/^0/, ""));
