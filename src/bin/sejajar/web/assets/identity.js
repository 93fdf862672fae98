// Who decides in this tab: the annotator stands in the address, so that a reload, a bookmark and a second tab keep him.

const REMEMBERED = "annotator";

let annotator = new URLSearchParams(location.search).get("annotator")?.trim() ?? "";

/** The annotator of this tab; empty for the one whom the server was started with. */
export const me = () => annotator;

/** The annotator last chosen in this browser, or nothing. */
export const remembered = () => localStorage.getItem(REMEMBERED) ?? "";

/** Changes the annotator of this tab. The token that was in the address is in a cookie, and need not stay there. */
export function become(name) {
  annotator = name;
  localStorage.setItem(REMEMBERED, name);
  located(location.hash.slice(1));
}

/** Writes the annotator and a bead into the address. */
export function located(bead) {
  const query = annotator ? `?${new URLSearchParams({ annotator })}` : "";
  history.replaceState(null, "", `${location.pathname}${query}${bead ? `#${bead}` : ""}`);
}

/** The bead that the address names, or nothing where it is no text. */
export function wantedBead() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}
