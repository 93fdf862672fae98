// What the whole page knows: the session as the server sent it, and the current row.

export const page = {
  /** The answer to `session`, or null before it has come. */
  session: null,
  /** The name of the current bead, or null. */
  current: null,
};

/** What of the session shows that the server offers a thing. */
const SIGNS = {
  unsure: (session) => session.progress?.unsure !== undefined,
  redo: (session) => session.can !== undefined,
  cut: (session) => session.can !== undefined,
  rest: (session) => session.can !== undefined && !session.blind,
  once: (session) => session.can !== undefined,
  store: (session) => session.store !== undefined,
  history: (session) => session.adjudicator !== undefined,
  compare: (session) => session.adjudicator !== undefined,
  others: (session) => session.adjudicator !== undefined && session.annotators.some((name) => name !== session.annotator),
};

/** Whether the server offers something; the page shows nothing that it does not. */
export const offers = (what) => Boolean(page.session && SIGNS[what](page.session));

/** Whether confidence, flags and every other opinion of the model stay out of sight. */
export const blind = () => Boolean(page.session?.blind);
