// The head of the page: the table, the annotator, the progress, the colours, and the state of the store.

import { ask, tell } from "./api.js";
import { $, h, say } from "./dom.js";
import { tried } from "./keys.js";
import { offers, page } from "./state.js";
import { counted } from "./words.js";

/** Time between two looks at the store in ms. */
const LOOKS = 15000;

/** Shows the session. */
export function headed(session) {
  const { only, guessed, annotator } = session;
  const table = session.table.split(/[\\/]/).pop();
  const cuts = guessed ? `; the sentence boundaries of ${counted(guessed, "row")} are guessed, the table does not give them` : "";
  $("table").textContent = `${table}${only ? `: ${counted(only.rows, "row")} of ${only.name}` : ""}${guessed ? " ⚠" : ""}`;
  $("table").title = `${session.table}${cuts}`;
  $("who").replaceChildren(h("span", { "aria-hidden": "true" }, "annotator "), h("b", {}, annotator), session.read_only ? " (read only)" : "");
  $("who").setAttribute("aria-label", `annotator ${annotator}${session.read_only ? " (read only)" : ""}; change`);
  document.title = `${annotator} – sejajar review`;
  stored(session.store);
}

/** Shows how far the work is. */
export function progress({ total, accepted, rejected, edited, unsure = 0 }) {
  const judged = accepted + rejected + edited + unsure;
  $("bar").max = total;
  $("bar").value = judged;
  const doubt = unsure ? `, ${unsure} unsure` : "";
  $("done").replaceChildren(`${judged} of ${total} judged`, h("span", { class: "long" }, `: ${accepted} accepted, ${rejected} rejected, ${edited} edited${doubt}`));
}

/** Shows a store that cannot take decisions, with a way out where there is one. */
function stored(store) {
  const bad = Boolean(store) && store.state !== "ok" && !(store.state === "readonly" && page.session.read_only);
  $("store").hidden = !bad;
  if (!bad) return;
  const again = h("button", { type: "button", onclick: () => tried(restore) }, "Write all decisions again");
  $("store").replaceChildren(h("p", {}, store.what || `The decisions in ${store.path} cannot be written.`), store.state === "gone" ? again : "");
}

async function restore() {
  const { path, decisions, state, moved } = await tell("restore");
  stored({ state, path, what: "" });
  say(`${counted(decisions, "decision")} in ${path}${moved ? ", because another file has the old name" : ""}`);
}

/** Looks whether the store is still there. */
export async function look() {
  if (offers("store") && !document.hidden) await ask("store").then(stored, () => {});
}

setInterval(look, LOOKS);
addEventListener("focus", look);

const dark = matchMedia("(prefers-color-scheme: dark)");

function theme(wanted) {
  document.documentElement.dataset.theme = wanted;
  $("theme").textContent = wanted === "dark" ? "Light" : "Dark";
}

theme(localStorage.getItem("theme") ?? (dark.matches ? "dark" : "light"));
$("theme").addEventListener("click", () => {
  const wanted = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", wanted);
  theme(wanted);
});
