// The first answers, requested while the rest of the page is still on its way: see `ask` in api.js.

{
  const annotator = new URLSearchParams(location.search).get("annotator")?.trim() ?? "";
  const early = (globalThis.early = new Map());
  const request = (what, more) => {
    const address = `/api/${what}?${new URLSearchParams({ annotator, ...more })}`;
    const answer = fetch(address);
    // Whoever awaits it reports a failure.
    answer.catch(() => {});
    early.set(address, answer);
  };
  request("session", {});
  // A kept filter needs the choices of the session, and another list.
  if (sessionStorage.getItem("filter") === null) request("queue", location.hash.length > 1 ? {} : { first: 1 });
}
