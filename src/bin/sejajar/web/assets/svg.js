// The text of a picture that the server drew -> its elements, of which only shapes and their places are taken over.

import { s } from "./dom.js";

const TAGS = new Set(["svg", "g", "line", "circle", "rect", "text"]);
const ATTRIBUTES = new Set(["class", "role", "aria-label", "data-row", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r",
  "stroke-width", "fill-opacity", "text-anchor", "transform"]);

/** The picture; elements and attributes that pictures do not need are left out, so that no text becomes markup. */
export function picture(text) {
  // A parsed document runs no scripts and loads nothing.
  const root = new DOMParser().parseFromString(text, "text/html").querySelector("svg");
  if (!root) throw new Error("The server sent no picture.");
  return copied(root);
}

function copied(element) {
  const attributes = [...element.attributes].filter(({ name }) => ATTRIBUTES.has(name)).map(({ name, value }) => [name, value]);
  const children = [...element.childNodes].map((child) => {
    if (child.nodeType === Node.TEXT_NODE) return element.localName === "text" ? child.data : null;
    return TAGS.has(child.localName) ? copied(child) : null;
  });
  return s(element.localName, Object.fromEntries(attributes), children);
}
