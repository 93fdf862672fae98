// Dialogs: annotators, export, help.

import { file } from "./api.js";
import { ACTIONS } from "./card.js";
import { h } from "./dom.js";
import { remembered } from "./identity.js";
import { offers } from "./state.js";

/** Shows a dialog; resolves to the result of `read` if it is confirmed, else to null. */
export function dialog(title, content, confirm, read = () => true) {
  return new Promise((resolve) => {
    const box = h("dialog", { "aria-labelledby": "dialog-title" });
    let outcome = null;
    const done = (event) => {
      event?.preventDefault();
      outcome = read();
      box.close();
    };
    const form = h("form", { method: "dialog", onsubmit: done },
      h("h2", { id: "dialog-title" }, title), content,
      h("div", { class: "buttons" },
        confirm ? h("button", { type: "submit", class: "first" }, confirm) : null,
        h("button", { type: "button", onclick: () => box.close() }, confirm ? "Cancel" : "Close")));
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.target.matches("input")) && confirm) done(event);
    });
    box.append(form);
    box.addEventListener("close", () => {
      box.remove();
      resolve(outcome);
    });
    document.body.append(box);
    box.showModal();
  });
}

/** Asks for the name of the annotator; those who are known are buttons. */
export function annotator(session) {
  const input = h("input", { type: "text", maxlength: 64, autocomplete: "off", "aria-label": "Name", required: true });
  const known = [...new Set([session.annotator, ...session.annotators])];
  input.value = known.includes(remembered()) ? remembered() : session.annotator;
  const pick = (event) => {
    input.value = event.target.value;
    input.form.requestSubmit();
  };
  const content = h("div", {},
    h("p", { class: "buttons" }, known.map((name) => h("button", { type: "button", value: name, onclick: pick }, name))), input,
    h("p", { class: "hint" }, "Decisions in this tab are of this annotator, and the page shows only his own. The address keeps the name."));
  const answer = dialog("Who decides?", content, "Go on", () => input.value.trim() || null);
  input.select();
  return answer;
}

/** Offers the decisions for download. */
export function exports_(bead) {
  const link = (what, name, meaning) => h("li", {}, h("a", { href: file(what, bead), download: "", class: "button" }, name), ` ${meaning}`);
  const list = h("ul", { class: "exports" },
    link("table", "Table", "your rows with the columns status, codes and note, for spreadsheets"),
    link("gold", "Gold", "beads of this document, [0]:[0, 1] a line, as eval align reads them"),
    link("csv", "Decisions", "of all annotators, a line each, for sejajar review --import"));
  return dialog("Export", h("div", {}, list,
    h("p", { class: "hint" }, "All documents at once: sejajar review TABLE --export gold -o gold/")), null);
}

const MORE = [
  ["1 – 9", "reject with this code, and go on"], ["shift M", "merge with the row before"], ["shift J, shift K", "next and previous row of the document"],
  [", and .", "previous and next document"], ["p", "pictures of the document and of the table"], ["/", "search; Enter returns to the row"], ["Enter, Esc", "confirm and leave"], ["?", "this help"],
];
const TAKE = ["[ and ]", "take the verdict of the first or second annotator shown, and go on"];

/** Lists the keys. */
export function help() {
  const shown = Object.values(ACTIONS).flat().filter(([, , , needs]) => !needs || offers(needs));
  const named = (key) => (key === key.toLowerCase() ? key : `shift ${key}`);
  const rows = [...shown.map(([key, name, what]) => [named(key), `${name}: ${what}`]), ...(offers("compare") ? [TAKE] : []), ...MORE];
  return dialog("Keys", h("div", {},
    h("table", { class: "keys" }, h("tbody", {}, rows.map(([key, what]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, what))))),
    h("p", { class: "hint" }, "Keys may be pressed faster than rows are saved: each is for the row that follows the one before. Names and numbers that both sides share are underlined, those of one side alone have a wavy line. Sure rows are strong in colour, doubtful ones pale; sentences without a partner have a dashed edge. A row whose sentences are not neighbours stands in several parts, with ⋯ where it goes on.")), null);
}
