// Several annotators: another one's verdict taken over, their agreement, and a final annotator who settles what differs.

import { annotators } from "./annotators.js";
import { ask, tell } from "./api.js";
import { dialog } from "./dialogs.js";
import { $, h, say } from "./dom.js";
import { differ } from "./filters.js";
import { changed, quiet } from "./judge.js";
import * as queue from "./queue.js";
import * as sheet from "./sheet.js";
import { offers, page } from "./state.js";
import { go, refill, step } from "./walk.js";
import { counted } from "./words.js";

/** Takes the verdict of the first (0) or second (1) one who is shown, and goes on; of one other alone, the first is mine. */
export async function choose(n) {
  await quiet();
  const others = sheet.find(page.current)?.others ?? [];
  if (!others.length) return say("No other annotator's verdict is shown; the filter “differs” shows them.", true);
  const choices = others.length > 1 ? others : [{ annotator: "" }, ...others];
  return take(choices[n].annotator);
}

/** Makes the row as an annotator left it, and goes on; without a name, it stays as it is. */
export async function take(from) {
  if (!from) return step(1, "kept. ");
  await quiet();
  const here = page.current;
  const following = queue.beside(here, 1);
  const last = following === here;
  const answer = await changed("take", { bead: here, from }, "");
  const bead = answer.made?.[0] ?? answer.bead;
  const lead = `taken from ${from}. `;
  if (!last && queue.placeOf(following) !== undefined) return go(following, { lead });
  return go(bead, { again: true, lead: `${lead}That was the last row of the list. ` });
}

/** Shows how far annotators agree; resolves when the dialog is closed. */
export async function agreement() {
  const fresh = await ask("session");
  const names = [...new Set([...fresh.annotators, page.session.annotator])];
  const select = (label, preset) => h("label", {}, `${label} `, h("select", { onchange: refresh },
    names.map((name) => h("option", { selected: name === preset }, name))));
  const [x, y] = [select("First", page.session.annotator), select("Second", names.find((name) => name !== page.session.annotator))];
  const result = h("div", { role: "status", class: "result" });
  let wanted = null;
  async function refresh() {
    const [first, second] = [x, y].map((label) => label.querySelector("select").value);
    try {
      result.replaceChildren(...agreed(await ask("agreement", { x: first, y: second }), (work) => {
        wanted = work;
        $("dialog-title").closest("dialog").close();
      }));
    } catch (error) {
      say(error.message, true);
    }
  }
  const all = h("div", { class: "result" });
  const closed = dialog("Agreement", h("div", { class: "agreement" }, all, h("h3", {}, "Two annotators"), x, y, result), null);
  const two = (...chosen) => {
    [x, y].forEach((label, n) => (label.querySelector("select").value = chosen[n]));
    result.previousSibling.scrollIntoView({ block: "nearest" });
    return refresh();
  };
  await Promise.all([refresh(), annotators(two).then((found) => all.replaceChildren(...found))]);
  await closed;
  return wanted?.();
}

function agreed({ annotators: [x, y], counts, kappa, alpha, differing, differences }, leave) {
  const judged = counts.flat().reduce((sum, count) => sum + count, 0);
  const name = (row) => `${row.type} ${row.article}: ${(row.ind || row.eng).slice(0, 70)}`;
  const known = (number) => number !== null && number !== undefined;
  return [
    h("p", { class: "kappa" }, "Cohen's kappa ", h("b", { id: "kappa" }, known(kappa) ? kappa.toFixed(3) : "–"),
      known(alpha) ? `, Krippendorff's alpha ${alpha.toFixed(3)}` : "", ` on ${judged} rows that both judged`),
    known(kappa) ? null : h("p", { class: "hint" }, "Kappa needs rows that both judged, and some of either answer."),
    h("table", {}, h("caption", {}, `Rows by what ${x} (down) and ${y} (across) said`),
      h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, "right"), h("th", { scope: "col" }, "wrong"))),
      h("tbody", {}, ["right", "wrong"].map((label, n) =>
        h("tr", {}, h("th", { scope: "row" }, label), counts[n].map((count) => h("td", {}, count)))))),
    h("p", { class: "hint" }, "A row is wrong for who rejected it, or put its sentences into another row."),
    h("h3", {}, differing === 1 ? "One row on which they differ" : `${differing} rows on which they differ`),
    settle(x, y, leave),
    h("ul", { class: "differences" }, differences.filter(({ row }) => row).map(({ row, said }) =>
      h("li", {}, h("button", { type: "button", onclick: () => leave(() => go(row.id)) }, name(row)), ` ${x}: ${said[0]}, ${y}: ${said[1]}`))),
  ].filter(Boolean);
}

/** Ways to settle the differences, where the server offers them. */
function settle(x, y, leave) {
  if (!offers("compare") || page.session.read_only) return null;
  const me = page.session.annotator;
  const other = [x, y].find((name) => name !== me);
  const both = x !== me && y !== me && x !== y;
  const show = h("button", { type: "button", onclick: () => leave(() => differ(both ? "*" : other)) }, "Show the rows that differ one by one");
  const start = h("button", { type: "button", class: "first", onclick: () => leave(() => adjudicate([x, y])) }, `Judge as both where they agree, as ${me}`);
  return h("div", { class: "buttons" }, other ? show : null, both ? start : null);
}

/** Takes over all rows on which these annotators agree, and shows those on which they do not. */
async function adjudicate(from) {
  await quiet();
  const { count, differing } = await tell("adjudicate", { from });
  await refill();
  say(`${counted(count, "row")} judged as ${from.join(" and ")} agree; they differ on ${counted(differing, "row")}`);
  if (differing) differ("*");
}
