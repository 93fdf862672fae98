// The words that are searched for -> marked where they occur, in the list and on the sheet, by the rules of the search: any case, every accent as it is.

import { $ } from "./dom.js";

const NAME = "found";
/** Whether the browser can mark text without changing the page. */
const able = typeof Highlight === "function" && Boolean(globalThis.CSS?.highlights);

let frame = null;

/** Marks the hits before the next frame, once however often it is called. */
export function mark() {
  if (!able || (!words() && !CSS.highlights.has(NAME))) return;
  frame ??= requestAnimationFrame(() => {
    frame = null;
    draw();
  });
}

/** The words as the server compares them. */
const words = () => $("words").value.trim().toLowerCase();

function draw() {
  const wanted = words();
  CSS.highlights.delete(NAME);
  if (!wanted) return;
  const texts = document.querySelectorAll("#queue .snippet, #queue .name, #sheet .group, #document-title");
  const ranges = [...texts].flatMap((element) => within(element, wanted));
  if (ranges.length) CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** The ranges of an element in which the words stand. Sentences of a row are searched as one text, joined by spaces. */
function within(element, wanted) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".at, .gap") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const [places, parts] = [[], []];
  for (let node = walker.nextNode(), block = null; node; node = walker.nextNode()) {
    const sentence = node.parentElement.closest("p");
    if (block && sentence !== block) add(parts, places, " ", null);
    block = sentence;
    add(parts, places, node.data, node);
  }
  const text = parts.join("");
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const inside = places.slice(at, at + wanted.length).filter(({ node }) => node);
    if (!inside.length) continue;
    const range = document.createRange();
    range.setStart(inside[0].node, inside[0].from);
    range.setEnd(inside.at(-1).node, inside.at(-1).to);
    found.push(range);
  }
  return found;
}

/** Adds a text in lower case, and for each of its units where that stands in the node: lower case may be longer. */
function add(parts, places, text, node) {
  const whole = text.toLowerCase();
  // Letters one by one only where that changes the length: some depend on their neighbours.
  const letters = whole.length === text.length ? [...whole] : [...text].map((letter) => letter.toLowerCase());
  const given = [...text];
  let from = 0;
  letters.forEach((letter, n) => {
    const to = from + (whole.length === text.length ? letter : given[n]).length;
    for (let unit = 0; unit < letter.length; unit++) places.push({ node, from, to });
    parts.push(letter);
    from = to;
  });
}
