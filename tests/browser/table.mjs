// A seed and a size -> a native table as JSON lines, made of sentences of our own, with the expected display.

const NAMES = ["Sari", "Wiranto", "Maralin", "Quiroga", "Halden", "Putri", "Lestari", "Goh"];
const PLACES = [["Palu", "Palu"], ["Timur Jauh", "the Far East"], ["Korea Utara", "North Korea"], ["Jakarta", "Jakarta"], ["Rusia", "Russia"]];

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

function sentence(pick) {
  const [name, [ind, eng], count] = [NAMES[pick(NAMES.length)], PLACES[pick(PLACES.length)], 2 + pick(900)];
  return [
    `${name} mengatakan kepada wartawan bahwa sebanyak ${count} orang telah meninggalkan ${ind} sejak pagi.`,
    `${name} told reporters that ${count} people had left ${eng} since the morning.`,
  ];
}

function row(name, [i, a], [j, b], [ind, eng], number, more) {
  return {
    pair_id: `p_${number.toString(16).padStart(16, "0")}`, article_id: name, report_id: name,
    ind_start: i, ind_end: i + a, eng_start: j, eng_end: j + b, ind_text: ind, eng_text: eng, align_type: `${a}-${b}`,
    confidence: null, score: null, name_score: null, number_score: null, word_score: null, length_score: null,
    matched_names: [], matched_numbers: [], unmatched_ind: [], unmatched_eng: [], flags: [], ...more,
  };
}

/** `rows` rows in documents of `each`, as the lines of a table. */
export function table({ rows, each = 25, seed = 1 }) {
  const next = random(seed);
  const pick = (count) => Math.floor(next() * count);
  const lines = [];
  for (let document = 0; lines.length < rows; document++) {
    let [i, j] = [0, 0];
    for (let n = 0; n < each && lines.length < rows; n++) {
      const [one, two] = [sentence(pick), sentence(pick)];
      const shape = n % 7;
      const [a, b] = shape === 3 ? [2, 1] : shape === 5 ? [1, 0] : shape === 6 ? [0, 1] : [1, 1];
      const ind = a === 2 ? `${one[0]} ${two[0]}` : a ? one[0] : "";
      const flags = shape === 1 && n % 2 ? ["number-mismatch=number:3≠number:4"] : [];
      const confidence = Math.round(10000 * (shape === 2 ? next() * 0.5 : 0.5 + next() * 0.5)) / 10000;
      lines.push(row(`doc-${document}`, [i, a], [j, b], [ind, b ? one[1] : ""], lines.length, { confidence, flags }));
      i += a;
      j += b;
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
