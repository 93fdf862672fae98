// Keys -> work in the order in which they were pressed: none is dropped while an earlier one is under way.

import { say, underway } from "./dom.js";

/** What waits: keys (`{ key, shift }`), and other work (`{ work }`). */
let line = [];
let running = null;
let pressed = () => {};

/** Sets the function that does what a key stands for. */
export function onKey(listener) {
  pressed = listener;
}

/** Does some work after all that was asked for before; an error is reported, and ends what waits behind it. */
export function enqueue(work) {
  line.push({ work });
  if (!running) run();
}

/** The same of a key. */
export function press(key, shift) {
  line.push({ key, shift });
  if (!running) run();
}

/** Whether something is under way, so that a key has to wait. */
export const busy = () => running !== null;

/** Whether one of these keys is under way or waits. */
export const awaits = (keys) => [running, ...line].some((entry) => entry?.key && keys.includes(entry.key));

/** Takes the keys that wait next out of the line: they were typed for a field that was not there yet. */
export function typed() {
  const end = line.findIndex((entry) => entry.work);
  return line.splice(0, end < 0 ? line.length : end).map(({ key }) => key);
}

async function run() {
  while (line.length) {
    running = line.shift();
    try {
      // Work that need not wait is done at once, so that the next key meets the next row.
      const going = running.work ? running.work() : pressed(running.key, running.shift);
      if (going instanceof Promise) await counted(going);
    } catch (error) {
      failed(error);
    }
  }
  running = null;
}

function counted(going) {
  underway(1);
  return going.finally(() => underway(-1));
}

/** Reports an error; keys that were pressed in the belief that all went well are dropped with it. */
export function failed(error, more = 0) {
  const lost = line.length + more;
  line = [];
  const rest = lost ? ` (${lost === 1 ? "one later key was" : `${lost} later keys were`} ignored)` : "";
  say(`${error.message}${rest}`, true);
}

/** Runs a function that may fail, out of line, and reports the error. */
export async function tried(work) {
  try {
    return await work();
  } catch (error) {
    say(error.message, true);
    return undefined;
  }
}
