// Bands between the two columns of the sheet: one from each part of a bead in the article to each one in the report.

import { $, s } from "./dom.js";

const sheet = $("sheet");
let frame = null;

/** Requests that the bands are drawn before the next frame, once however often it is called. */
export function bands() {
  frame ??= requestAnimationFrame(() => {
    frame = null;
    draw();
  });
}

function draw() {
  const svg = sheet.querySelector("svg");
  if (!svg) return;
  const box = svg.getBoundingClientRect();
  const partners = new Map();
  for (const group of sheet.querySelectorAll(".eng .group")) {
    const { bead } = group.dataset;
    partners.set(bead, [...(partners.get(bead) ?? []), group]);
  }
  const pairs = [...sheet.querySelectorAll(".ind .group")].flatMap((left) => (partners.get(left.dataset.bead) ?? []).map((right) => [left, right]));
  const paths = pairs.map(([left, right]) => band(left, right, box));
  // The current one is drawn over the others.
  const over = (path) => Number(path.classList.contains("current"));
  svg.replaceChildren(...paths.sort((x, y) => over(x) - over(y)));
}

function band(left, right, box) {
  const [w, m] = [box.width.toFixed(1), (box.width / 2).toFixed(1)];
  const [l, r] = [left, right].map((group) => group.getBoundingClientRect());
  const [a, b, c, d] = [l.top, l.bottom, r.top, r.bottom].map((y) => (y - box.top).toFixed(1));
  const path = s("path", { class: left.className.replace("group", "band"),
    d: `M0 ${a}C${m} ${a} ${m} ${c} ${w} ${c}V${d}C${m} ${d} ${m} ${b} 0 ${b}Z` });
  for (const name of ["--hue", "--shade"]) path.style.setProperty(name, left.style.getPropertyValue(name));
  return path;
}
