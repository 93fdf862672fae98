// Decisions on rows as they are: judged at once for the hands, on disk in the same order, and taken back on failure.

import { ask, tell } from "./api.js";
import * as card from "./card.js";
import { say, toast, underway } from "./dom.js";
import { wantedRows } from "./filters.js";
import { look, progress } from "./header.js";
import { failed } from "./keys.js";
import * as queue from "./queue.js";
import * as sheet from "./sheet.js";
import { offers, page } from "./state.js";
import { go, settled, step } from "./walk.js";

const DONE = { accept: "accepted", reject: "rejected", unsure: "unsure" };

/** The saves on their way, one after the other; those of an earlier `run` than the current one are not sent. */
let saves = Promise.resolve();
let waiting = 0;
let run = 0;

/** Ends when every decision so far is on disk, and the row on which the page stands is shown. */
export async function quiet() {
  await saves;
  await settled();
}

/** Sends decisions on one row behind those that are on their way. */
export function save(bead, decisions, { done = () => {} } = {}) {
  const mine = run;
  waiting += 1;
  underway(1);
  saves = saves.then(async () => {
    waiting -= 1;
    if (mine !== run) return;
    try {
      for (const decision of decisions) await shown(await tell("decide", { bead, ...decision }));
      done();
    } catch (error) {
      await lost(bead, error);
    }
  }).finally(() => underway(-1));
}

/** A decision that was not saved: those after it, made in the belief that it was, are not sent either. */
async function lost(bead, error) {
  run += 1;
  failed(error, waiting);
  if (error.status >= 500) look();
  // Another tab or another server may have changed the document since.
  await go(bead, { again: true }).catch(() => {});
}

/** Takes over what an answer of the server changed: the progress, and the rows of the list. */
export async function shown(answer) {
  progress(answer.progress);
  if (answer.can) page.session.can = answer.can;
  if (answer.renumbered) queue.fill((await ask("queue", wantedRows())).beads, { still: true });
  else queue.replace(answer.gone ?? [], answer.made ?? [], answer.bead ? [answer.bead] : []);
  return answer;
}

/** Judges the current row, with a code or without, and goes on to the next one at once. */
export function judge(action, code = "") {
  const { current } = page;
  if (!current) return;
  const bead = sheet.find(current);
  const codes = code ? [...new Set([...(bead?.codes ?? []), code])] : [];
  save(current, decisions(action, codes));
  if (bead) styled(bead, action, codes);
  const words = `${DONE[action]}${code ? ` (${code})` : ""}`;
  toast(`${words}: row ${bead?.type ?? ""}`);
  if (!step(1, `${words}. `) && bead) card.draw(bead);
}

/** A verdict with codes is one decision, and one undo, where the server can keep it so. */
function decisions(action, codes) {
  if (!codes.length) return [{ action }];
  return offers("once") ? [{ action, codes }] : [{ action: "code", value: codes.join(";") }, { action }];
}

function styled(bead, action, codes) {
  const made = action === "accept" && bead.edited && bead.score === null;
  bead.status = made ? "edited" : DONE[action];
  if (codes.length) bead.codes = codes;
  sheet.restyle(bead);
  queue.update(bead.id, { status: bead.status });
}

/** Takes back the last decision (`undo`), or takes it again (`redo`). */
export async function back(what) {
  await quiet();
  const answer = await shown(await tell(what));
  await go(answer.made?.[0] ?? answer.bead, { again: true });
  const many = answer.count > 2 ? `${answer.count} decisions ` : "";
  say(`${many}${what === "undo" ? "undone" : "done again"}`);
}

/** The bead on which one goes on: sentences of one side are never one row, so that the row of an answer may not exist. */
const result = ({ bead, made = [] }) => (made.length && !made.includes(bead) ? made[0] : bead);

/** Sends one decision after all others, and shows its document again. */
export async function changed(what, body, words) {
  await quiet();
  try {
    const answer = await shown(await tell(what, body));
    await go(result(answer) ?? page.current, { again: true });
    if (words) say(words);
    return answer;
  } catch (error) {
    if (error.status >= 500) look();
    if (error.status === 409) await go(page.current, { again: true }).catch(() => {});
    throw error;
  }
}
