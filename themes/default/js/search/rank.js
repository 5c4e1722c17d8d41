// Scores sections and pages; the formula and its source stand in src/index/rank.rs. The operations come in the
// same order as there, so that both engines give the same order.

const K1 = 1.2;
const B = 0.75;

/** tantivy's table of lengths: exact to 40, then in steps that double every eight. */
const LENGTHS = Float64Array.from({ length: 256 }, (_, id) => (id < 40 ? id : 24 + (8 + (id & 7)) * 2 ** (((id - 40) >> 3) + 1)));

/**
 * @param {Map<number, number>[]} groups @param {import("./store.js").Store} store
 * @returns {{page: number, section: number, score: number}[]} best first
 */
export function rank(groups, store) {
  const totals = new Map(), held = new Map();
  for (const group of groups) {
    const best = score(group, store);
    const idf = Math.log(1 + (store.sections - best.size + 0.5) / (best.size + 0.5));
    for (const page of new Set([...best.keys()].map(section => store.pageOf[section]))) held.set(page, (held.get(page) ?? 0) + 1);
    for (const [section, value] of best) totals.set(section, (totals.get(section) ?? 0) + idf * value);
  }
  const pages = new Map();
  for (const [section, value] of [...totals].sort(([a], [b]) => a - b)) {
    const page = store.pageOf[section];
    const known = pages.get(page);
    if (!known) pages.set(page, { page, section, score: value, second: 0 });
    else if (value > known.score) pages.set(page, { page, section, score: value, second: known.score });
    else if (value > known.second) known.second = value;
  }
  return [...pages.values()]
    .map(({ page, section, score, second }) => {
      const part = held.get(page) / groups.length;
      return { page, section, score: (score + store.weights.other_sections * second) * part * part };
    })
    .sort((a, b) => b.score - a.score || a.page - b.page);
}

/** @param {Map<number, number>} group @param {import("./store.js").Store} store */
function score(group, { weights, averages, lengths, postings }) {
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const [form, weight] of group) {
    /** @type {Map<number, number>} */
    const sums = new Map();
    weights.fields.forEach((/** @type {number} */ boost, /** @type {number} */ field) => {
      postings(form, field, (section, count) => {
        const norm = K1 * (1 - B + B * LENGTHS[lengths[field][section]] / averages[field]);
        sums.set(section, (sums.get(section) ?? 0) + boost * (count * (K1 + 1) / (count + norm)));
      });
    });
    for (const [section, sum] of sums) best.set(section, Math.max(best.get(section) ?? 0, weight * sum));
  }
  return best;
}
