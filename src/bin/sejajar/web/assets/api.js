// Questions to the server, and its answers.

let annotator = sessionStorage.getItem("annotator") ?? "";

/** Who decides in this tab. */
export const me = () => annotator;

/** Lets another annotator decide in this tab. */
export function become(name) {
  annotator = name;
  sessionStorage.setItem("annotator", name);
}

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

/** Asks for something. */
export async function ask(what, query = {}) {
  const address = `/api/${what}?${new URLSearchParams({ annotator, ...query })}`;
  return answered(await reached(fetch(address)));
}

/** Tells of a decision; the answer comes when it is on the disk. */
export async function tell(what, body = {}) {
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ annotator, ...body }) };
  return answered(await reached(fetch(`/api/${what}`, request)));
}

/** Where a file for saving is. */
export const file = (what, bead) => `/api/export?${new URLSearchParams({ annotator, what, bead: bead ?? "" })}`;

/** `3:10+2:12+1` as its parts. */
export function place(id) {
  const [document, ind, eng] = id.split(":");
  const side = (text) => text.split("+").map(Number);
  return { document: Number(document), ind: side(ind), eng: side(eng) };
}

/** The name of a bead of `a` sentences from `i` and `b` from `j`. */
export function name(document, [i, a], [j, b]) {
  return `${document}:${a ? i : 0}+${a}:${b ? j : 0}+${b}`;
}
