// Dialogs: codes, remarks, splits, annotators, agreement, export, help.

import { ask, file } from "./api.js";
import { ACTIONS } from "./card.js";
import { $, h, marked, say } from "./dom.js";

/** Shows a dialog; resolves to the result of `read` if it is confirmed, else to null. */
function dialog(title, content, confirm, read = () => true) {
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

/** Asks for the codes of a row; the keys 1, 2, 3 … check and uncheck. */
export function codes(bead, session) {
  const boxes = session.codes.map((code) => {
    const box = h("input", { type: "checkbox", value: code.name });
    box.checked = bead.codes.includes(code.name);
    return box;
  });
  const list = h("div", { class: "choices" }, session.codes.map((code, n) =>
    h("label", {}, boxes[n], h("kbd", { "aria-hidden": "true" }, n + 1), h("b", {}, code.name), ` ${code.meaning} (${code.kreutzer})`)));
  const press = (event) => {
    const box = boxes[Number(event.key) - 1];
    if (!box || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    box.checked = !box.checked;
    box.focus();
  };
  list.addEventListener("keydown", press);
  const answer = dialog("What is wrong with the row?", list, "Save", () => boxes.filter((box) => box.checked).map((box) => box.value).join(";"));
  boxes[0].focus();
  return answer;
}

/** Asks for a remark. */
export function note(bead) {
  const text = h("textarea", { rows: 5, maxlength: 4000, "aria-labelledby": "dialog-title" });
  text.value = bead.note;
  const answer = dialog("Remark on the row", h("div", {}, text, h("p", { class: "hint" }, "Ctrl+Enter saves.")), "Save", () => text.value);
  text.focus();
  return answer;
}

/** Asks where to split a row; resolves to the number of sentences of each side in the first part. */
export function split(bead) {
  const side = (name, title, language, preset) => {
    const radio = (count) => h("input", { type: "radio", name, value: count, checked: count === preset });
    const choice = (count, ...what) => h("label", {}, radio(count), ...what);
    return h("fieldset", {}, h("legend", {}, `${title}: the first part ends`),
      choice(0, "before the first sentence (it has none)"),
      bead[name].map((sentence, n) => choice(n + 1, "after ", h("span", { lang: language }, marked(sentence.parts, "")))));
  };
  const [a, b] = [bead.ind.length, bead.eng.length];
  const single = a <= 1 && b <= 1;
  const content = h("div", { class: "choices" },
    side("ind", "Article", "id", Math.max(1, Math.floor(a / 2))), side("eng", "Report", "en", single ? 0 : Math.max(1, Math.floor(b / 2))));
  const chosen = (name) => Number(content.querySelector(`input[name=${name}]:checked`)?.value ?? 0);
  const answer = dialog("Split the row", content, "Split", () => [chosen("ind"), chosen("eng")]);
  content.querySelector("input:checked")?.focus();
  return answer;
}

/** Asks for the name of the annotator. */
export function annotator(session) {
  const input = h("input", { type: "text", maxlength: 64, list: "known", autocomplete: "off", "aria-label": "Name", required: true });
  input.value = session.annotator;
  const content = h("div", {}, input,
    h("datalist", { id: "known" }, session.annotators.map((name) => h("option", { value: name }))),
    h("p", { class: "hint" }, "Decisions in this tab are of this annotator, and the page shows only his own."));
  const answer = dialog("Who decides?", content, "Go on", () => input.value.trim() || null);
  input.select();
  return answer;
}

/** Shows the agreement of two annotators; resolves to a row to look at, or to null. */
export async function agreement(session) {
  const fresh = await ask("session");
  const names = [...new Set([...fresh.annotators, session.annotator])];
  const select = (label, preset) => h("label", {}, `${label} `, h("select", { onchange: refresh },
    names.map((name) => h("option", { selected: name === preset }, name))));
  const [x, y] = [select("First", session.annotator), select("Second", names.find((name) => name !== session.annotator))];
  const result = h("div", { role: "status", class: "result" });
  let wanted = null;
  async function refresh() {
    const [first, second] = [x, y].map((label) => label.querySelector("select").value);
    try {
      result.replaceChildren(...agreed(await ask("agreement", { x: first, y: second }), (bead) => {
        wanted = bead;
        $("dialog-title").closest("dialog").close();
      }));
    } catch (error) {
      say(error.message, true);
    }
  }
  const shown = dialog("Agreement", h("div", { class: "agreement" }, x, y, result), null);
  await refresh();
  await shown;
  return wanted;
}

function agreed({ annotators: [x, y], counts, kappa, differing, differences }, look) {
  const judged = counts.flat().reduce((sum, count) => sum + count, 0);
  const name = (row) => `${row.type} ${row.article}: ${(row.ind || row.eng).slice(0, 70)}`;
  return [
    h("p", { class: "kappa" }, "Cohen's kappa ", h("b", { id: "kappa" }, kappa === null ? "–" : kappa.toFixed(3)), ` on ${judged} rows that both judged`),
    kappa === null ? h("p", { class: "hint" }, "Kappa needs rows that both judged, and some of either answer.") : null,
    h("table", {}, h("caption", {}, `Rows by what ${x} (down) and ${y} (across) said`),
      h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, "right"), h("th", { scope: "col" }, "wrong"))),
      h("tbody", {}, ["right", "wrong"].map((label, n) =>
        h("tr", {}, h("th", { scope: "row" }, label), counts[n].map((count) => h("td", {}, count)))))),
    h("p", { class: "hint" }, "A row is wrong for who rejected it, or put its sentences into another row."),
    h("h3", {}, differing === 1 ? "One row on which they differ" : `${differing} rows on which they differ`),
    h("ul", { class: "differences" }, differences.filter(({ row }) => row).map(({ row, said }) =>
      h("li", {}, h("button", { type: "button", onclick: () => look(row.id) }, name(row)), ` ${x}: ${said[0]}, ${y}: ${said[1]}`))),
  ].filter(Boolean);
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

/** Lists the keys. */
export function help() {
  const more = [["shift J, shift K", "next and previous row of the document"], ["/", "search"], ["[ and ]", "previous and next document"],
    ["Enter, Esc", "confirm and leave"], ["?", "this help"]];
  const rows = [...ACTIONS.map(([key, name, what]) => [key, `${name}: ${what}`]), ...more];
  return dialog("Keys", h("div", {},
    h("table", { class: "keys" }, h("tbody", {}, rows.map(([key, what]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, what))))),
    h("p", { class: "hint" }, "Names and numbers that both sides share are underlined, those of one side alone have a wavy line. Sure rows are strong in colour, doubtful ones pale; sentences without a partner have a dashed edge. A row whose sentences are not neighbours stands in several parts, with ⋯ where it goes on.")), null);
}
