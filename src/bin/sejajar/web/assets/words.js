// Keys of evidence and codes of flags -> words for people.

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const KEY = /\b(number|percent|money|date|year|time|weekday|month|ordinal|name):(?:[A-Z]{3}:)?[-\w.:]*\w/g;

const thousands = (digits) => digits.replace(/^\d{5,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
const month = (n) => MONTHS[Number(n) - 1] ?? n;

function date(value) {
  const [, year, m, day] = value.match(/^(-|\d{4})-(\d{2})(?:-(\d{2}))?$/) ?? [];
  if (!m) return value;
  return [day && Number(day), month(m), year !== "-" && year].filter(Boolean).join(" ");
}

const WORDS = {
  number: thousands,
  percent: (value) => `${value}%`,
  money: (value) => value.replace(/^([A-Z]{3}):(.*)$/, (_, unit, sum) => `${unit} ${thousands(sum)}`),
  date,
  year: (value) => value,
  time: (value) => value,
  weekday: (value) => DAYS[Number(value) - 1] ?? value,
  month,
  ordinal: (value) => `no. ${value}`,
  name: (value) => value.split("-").map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(" "),
};

/** A key of evidence in words: `money:USD:75000000` as `USD 75,000,000`. */
export function keyWords(key) {
  const at = key.indexOf(":");
  return WORDS[key.slice(0, at)]?.(key.slice(at + 1)) ?? key;
}

/** A text with every key in it in words, and room around its signs. */
export const inWords = (text) => text.replace(KEY, keyWords).replace(/\s*≠\s*/g, " ≠ ").replace(/;(?=\S)/g, "; ");

/** The code of a flag in words: `number-mismatch` as `number mismatch`. */
export const flagWords = (code) => code.replaceAll("-", " ");

/** One thing or several, in words. */
export const counted = (count, one, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;
