// Requests to the server.

import { me } from "./identity.js";

async function answered(response) {
  const text = await response.text();
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = { error: text.trim() };
  }
  if (!response.ok) throw Object.assign(new Error(answer.error || response.statusText), { status: response.status });
  return answer;
}

async function reached(promise) {
  try {
    return await promise;
  } catch {
    throw new Error("The server does not answer; has it ended? Nothing was saved.");
  }
}

/** Sends a GET request. */
export async function ask(what, query = {}) {
  const address = `/api/${what}?${new URLSearchParams({ annotator: me(), ...query })}`;
  const early = globalThis.early?.get(address);
  globalThis.early?.delete(address);
  return answered(await reached(early ?? fetch(address)));
}

/** Sends a decision of an annotator, by default the one of this tab; the answer comes when it is on disk. */
export async function tell(what, body = {}) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ annotator: me(), ...body }) };
  return answered(await reached(fetch(`/api/${what}`, request)));
}

/** The address of a file for download. */
export const file = (what, bead) => `/api/export?${new URLSearchParams({ annotator: me(), what, bead: bead ?? "" })}`;

/** The number of the document of a bead. */
export const documentOf = (id) => Number(id.split(":")[0]);

/** Positions, ascending, as runs of neighbours. */
export function runs(positions) {
  const found = [];
  for (const at of positions) {
    const last = found.at(-1);
    if (last && at === last[0] + last[1]) last[1] += 1;
    else found.push([at, 1]);
  }
  return found;
}

/** The name of the bead of these sentences of a document: `3:10+2:12+1`, `0:0+1.3+2:2+1`. */
export function name(document, ind, eng) {
  const side = (positions) => runs(positions).map(([start, count]) => `${start}+${count}`).join(".") || "0+0";
  return `${document}:${side(ind)}:${side(eng)}`;
}

/** The sentences of a bead by its name: `i10`, `i11`, `e12`. */
export function sentences(bead) {
  const [, ...sides] = bead.split(":");
  return sides.flatMap((side, n) => side.split(".").flatMap((run) => {
    const [start, count] = run.split("+").map(Number);
    return Array.from({ length: count }, (_, at) => `${"ie"[n]}${start + at}`);
  }));
}
