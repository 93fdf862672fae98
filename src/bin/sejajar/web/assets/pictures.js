// Pictures: the beads of the document at hand, of which each leads to its row, and the pictures of the whole table.

import { ask, sentences } from "./api.js";
import { dialog } from "./dialogs.js";
import { $, h, plain } from "./dom.js";
import { quiet } from "./judge.js";
import { tried } from "./keys.js";
import * as sheet from "./sheet.js";
import { blind, page } from "./state.js";
import { picture } from "./svg.js";
import { go } from "./walk.js";
import { counted } from "./words.js";

/** Most rows out of order that have a button. */
const MOST = 40;

/** Shows the pictures; resolves when the dialog is closed, and the row that was chosen in it is shown. */
export async function pictures() {
  await Promise.all([quiet(), styled("/figure.css"), styled("/pictures.css")]);
  let wanted = null;
  const leave = (bead) => {
    wanted = bead;
    $("dialog-title").closest("dialog").close();
  };
  const view = h("div", { id: "pictures" });
  const views = { "This document": () => ofDocument(leave), "Whole table": ofTable };
  const show = async (name) => {
    for (const button of choices) button.setAttribute("aria-pressed", String(button.textContent === name));
    view.replaceChildren(h("p", { class: "hint" }, "The picture is on its way."));
    view.replaceChildren(...(await views[name]()));
    view.querySelector(".current")?.scrollIntoView({ block: "center" });
  };
  const names = Object.keys(views).filter((name) => name === "This document" || !blind());
  const choices = names.map((name) => h("button", { type: "button", "aria-pressed": "false", onclick: () => tried(() => show(name)) }, name));
  const closed = dialog("Pictures", h("div", { class: "pictures" }, names.length > 1 ? h("div", { class: "buttons" }, choices) : null, view), null);
  view.closest("dialog").classList.add("wide");
  view.closest("dialog").addEventListener("keydown", (event) => {
    if (event.key !== "p") return;
    // The page would open them again.
    event.stopPropagation();
    leave(null);
  });
  await tried(() => show(names[0]));
  await closed;
  return wanted && go(wanted);
}

/** Loads a style, once: few open the pictures. */
function styled(href) {
  if (document.querySelector(`link[href="${href}"]`)) return undefined;
  return new Promise((resolve) => {
    document.head.append(h("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }));
  });
}

/** The beads around the current row. A click, or the arrow keys and Enter, lead to a row. */
async function ofDocument(leave) {
  const { figure, rows, moved, left } = await ask("beads", { bead: page.current });
  const svg = picture(figure.svg);
  const told = h("p", { class: "told", role: "status" });
  const groups = (bead) => [...svg.querySelectorAll("[data-row]")].filter((group) => rows[group.dataset.row] === bead);
  let chosen = page.current;
  const choose = (bead) => {
    for (const group of svg.querySelectorAll(".chosen")) group.classList.remove("chosen");
    for (const group of groups(bead)) group.classList.add("chosen");
    chosen = bead;
    told.textContent = described(bead, moved.includes(bead));
  };
  for (const group of groups(page.current)) group.classList.add("current");
  choose(page.current);
  const under = ({ target }) => rows[target.closest("[data-row]")?.dataset.row];
  svg.addEventListener("pointerover", (event) => under(event) && choose(under(event)));
  svg.addEventListener("click", (event) => under(event) && leave(under(event)));
  const each = [...new Set(rows)];
  const box = h("div", { class: "diagram", tabindex: 0, role: "group", "aria-label": "Diagram; arrow keys choose a row, Enter shows it" }, svg);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key !== "Enter" && !step) return;
    event.preventDefault();
    if (!step) return leave(chosen);
    choose(each[Math.min(Math.max(each.indexOf(chosen) + step, 0), each.length - 1)]);
    return groups(chosen).at(-1)?.scrollIntoView({ block: "nearest" });
  });
  const hint = left ? `${counted(each.length, "row")} around the current one; ${counted(left, "more row")} are not drawn.` : "";
  return [told, h("div", { class: "beside" }, box, aside(each, new Set(moved), leave, hint))];
}

/** The rows out of order as buttons, and what the diagram shows. */
function aside(rows, moved, leave, hint) {
  const shown = rows.filter((bead) => moved.has(bead));
  const button = (bead) => h("li", {}, h("button", { type: "button", onclick: () => leave(bead) }, placed(bead)));
  return h("div", { class: "aside" },
    hint ? h("p", { class: "hint" }, hint) : null,
    h("p", { class: "hint" }, "As you left the rows; the sentences of a rejected row stand alone. A click on a row shows it."),
    h("h3", {}, shown.length ? `${counted(shown.length, "row")} out of order` : "No row is out of order"),
    h("ul", {}, shown.slice(0, MOST).map(button)));
}

/** The place of a bead in words. */
function placed(bead) {
  const side = (letter) => sentences(bead).filter((id) => id[0] === letter).map((id) => id.slice(1)).join(", ") || "none";
  return `article ${side("i")} · report ${side("e")}`;
}

/** The place of a bead, and its texts where they are on the sheet. */
function described(bead, moved) {
  const found = sheet.find(bead);
  const text = (side) => found[side].map((sentence) => plain(sentence.parts)).join(" ");
  return `${placed(bead)}${moved ? " · out of order" : ""}${found ? `: ${[text("ind"), text("eng")].filter(Boolean).join(" — ")}` : ""}`;
}

/** The pictures of the whole table, each of which scrolls by itself where it is wider than the window. */
async function ofTable() {
  const { figures } = await ask("figures");
  const shown = figures.map(({ title, svg }) => h("div", { class: "picture", tabindex: 0, role: "group", "aria-label": title }, picture(svg)));
  return [h("p", { class: "hint" }, "As you left the rows: what you merged, split or linked has no confidence, and the sentences of rejected rows stand alone. “Judged right” is about the rows that you judged; it stands for the table only if these were drawn by chance."),
    h("div", { class: "gallery" }, shown)];
}
